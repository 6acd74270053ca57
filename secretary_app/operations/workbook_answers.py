"""The sheets about what is answered: Beslut, Svar, Åtgärder."""

from dataclasses import replace

from secretary_app.domain.model import (
    Decision,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    Outcome,
    Position,
    Remiss,
    Response,
)
from secretary_app.operations.merging import RowState
from secretary_app.operations.workbook_cells import Cells, ImportContext


def read_decision(context: ImportContext, cells: Cells) -> RowState | None:
    remiss, namnd, date = cells.remiss(), cells.body("namnd"), cells.date("meeting_date")
    if cells.faulty or remiss is None or namnd is None or date is None:
        return None
    paragraph = (cells["paragraph"] or "").replace("§", "").strip()
    existing = next(
        (
            each
            for each in context.merge.children(Decision, "remiss_id", remiss.id)
            if (each.namnd_id, each.meeting_date, each.paragraph) == (namnd.id, date, paragraph)
        ),
        None,
    )
    values = {
        "namnd_id": namnd.id,
        "meeting_date": date,
        "paragraph": paragraph,
        "outcome": Outcome(cells["outcome"]) if cells["outcome"] else None,
        "immediate_justering": cells["immediate_justering"],
        "text": cells["text"],
        "recipients": cells["recipients"],
    }
    _, state = cells.child(Decision, ("remiss_id", remiss.id), existing, values)
    return state


def read_response(context: ImportContext, cells: Cells) -> RowState | None:
    remiss, namnd = cells.remiss(), cells.body("namnd")
    recommendation = cells.recommendation(remiss) if remiss else None
    if cells.faulty or remiss is None or namnd is None:
        return None
    recommendation_id = recommendation.id if recommendation else None
    existing = next(
        (
            each
            for each in context.merge.children(Response, "remiss_id", remiss.id)
            if (each.namnd_id, each.recommendation_id) == (namnd.id, recommendation_id)
        ),
        None,
    )
    values = {
        "namnd_id": namnd.id,
        "recommendation_id": recommendation_id,
        "position": Position(cells["position"]) if cells["position"] else None,
        "text": cells["text"],
        "decision_id": _decision_id(context, cells, remiss, namnd),
    }
    if cells.faulty:
        return None
    row, state = cells.child(Response, ("remiss_id", remiss.id), existing, values)
    if cells["decided"] is not None:
        context.explicitly_decided.add(row.id)
    return state


def _decision_id(context: ImportContext, cells: Cells, remiss: Remiss, namnd: Namnd) -> str | None:
    """The decision that the column Beslutad names: its day and paragraph, or "nej"."""
    words = cells["decided"]
    if words is None or words.casefold() == "nej":
        return None
    for each in context.merge.children(Decision, "remiss_id", remiss.id):
        if each.namnd_id == namnd.id and decided_words(each) == words:
            return each.id
    cells.fault(
        "decided", f"{namnd.abbreviation} har inget beslut {words} i bladet Beslut. Skriv dag och paragraf, eller nej."
    )
    return None


def decided_words(decision: Decision) -> str:
    """How the column Beslutad names a decision: ``2026-04-29 § 78``."""
    paragraph = f" § {decision.paragraph}" if decision.paragraph else ""
    return f"{decision.meeting_date.isoformat()}{paragraph}"


def link_decisions(context: ImportContext) -> None:
    """A body's decision makes its answers decided (product rule for ``decide``), also when both come by workbook.

    Where the column Beslutad speaks, it has the word; and what stood in the register before is left alone.
    """
    merge = context.merge
    deciding: dict[tuple[str, str], list[Decision]] = {}
    for decision in merge.rows(Decision).values():
        if decision.outcome.decides:
            deciding.setdefault((decision.remiss_id, decision.namnd_id), []).append(decision)
    if not deciding:
        return
    is_new = {id for id, before in merge.before.items() if before is None}
    for response in list(merge.rows(Response).values()):
        decisions = deciding.get((response.remiss_id, response.namnd_id), [])
        candidates = decisions if response.id in is_new else [each for each in decisions if each.id in is_new]
        if response.decision_id is None and response.id not in context.explicitly_decided and candidates:
            latest = max(candidates, key=lambda each: (each.meeting_date, each.paragraph))
            merge.assign(Response, replace(response, decision_id=latest.id))


def read_measure(context: ImportContext, cells: Cells) -> RowState | None:
    id = cells.id("measure")
    existing = context.merge.get(Measure, id)
    remiss = cells.remiss() or (context.merge.get(Remiss, existing.remiss_id) if existing else None)
    recommendation = cells.recommendation(remiss) if remiss else None
    namnder = cells.body_list("namnder")
    if remiss is None and not cells.faulty:
        cells.fault("measure", f"Det finns ingen åtgärd {id}. Fyll i Remiss eller Diarienummer för en ny.")
    if cells.faulty or remiss is None:
        return None
    siblings = context.merge.children(Measure, "remiss_id", remiss.id)
    recommendation_id = recommendation.id if recommendation else None
    if id is None:
        same = (each for each in siblings if (each.recommendation_id, each.text) == (recommendation_id, cells["text"]))
        existing = next(same, None)
    cells.needs(existing, text=cells["text"])
    if cells.faulty:
        return None
    values = {field: cells[field] for field in ("text", "responsible", "timeframe")}
    values |= {"id": id, "recommendation_id": recommendation_id}
    if existing is None:
        values["position"] = 1 + max((each.position for each in siblings), default=0)
    if existing is None and namnder is None and context.answering is not None:
        namnder = [context.answering]
    row, state = cells.child(Measure, ("remiss_id", remiss.id), existing, values)
    if state is not RowState.UNCHANGED:
        _set_namnder(context, row, namnder)
        _set_status(context, cells, row)
        return state
    return _first_change(_set_namnder(context, row, namnder), _set_status(context, cells, row))


def _first_change(*states: RowState) -> RowState:
    return next((state for state in states if state is not RowState.UNCHANGED), RowState.UNCHANGED)


def _set_namnder(context: ImportContext, measure: Measure, namnder: list[Namnd] | None) -> RowState:
    if namnder is None:
        return RowState.UNCHANGED
    wanted = [{"namnd_id": namnd.id} for namnd in namnder]
    return context.merge.set_children(MeasureNamnd, "measure_id", measure.id, wanted)


def _set_status(context: ImportContext, cells: Cells, measure: Measure) -> RowState:
    """The status that holds from the day in Status per; a series has a row of the workbook for each."""
    status, as_of = cells["status"], cells.date("status_as_of")
    if status is None:
        return RowState.UNCHANGED
    series = context.merge.children(MeasureStatus, "measure_id", measure.id)
    if as_of is None:
        latest = max(series, key=lambda each: each.as_of, default=None)
        if latest is None or latest.status != status:
            cells.fault("status_as_of", "Skriv vilken dag statusen gäller.")
        return RowState.UNCHANGED
    existing = next((each for each in series if each.as_of == as_of), None)
    values = {"status": MeasureState(status), "as_of": as_of, "note": cells["status_note"]}
    return cells.child(MeasureStatus, ("measure_id", measure.id), existing, values)[1]
