"""The sheets about what is answered: Beslut, Svar, Åtgärder."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

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
    key = {"remiss_id": remiss.id, "namnd_id": namnd.id, "meeting_date": date}
    # A decision that was entered without its § gets it when it is known.
    found = context.merge.find(Decision, **key, paragraph=paragraph)
    existing = cells.pick(found or context.merge.find(Decision, **key, paragraph=""))
    values = key | {
        "paragraph": paragraph,
        "outcome": Outcome(cells["outcome"]) if cells["outcome"] else None,
        "immediate_justering": cells["immediate_justering"],
        "text": cells["text"],
        "recipients": cells["recipients"],
    }
    return cells.put(Decision, existing, values)[1]


def read_response(context: ImportContext, cells: Cells) -> RowState | None:
    remiss, namnd = cells.remiss(), cells.body("namnd")
    recommendation = cells.recommendation(remiss) if remiss else None
    if cells.faulty or remiss is None or namnd is None:
        return None
    key = {
        "remiss_id": remiss.id,
        "namnd_id": namnd.id,
        "recommendation_id": recommendation.id if recommendation else None,
    }
    existing = cells.pick(context.merge.find(Response, **key))
    position = Position(cells["position"]) if cells["position"] else None
    values = key | {"position": position, "text": cells["text"]}
    decided = _decision_id(context, cells, remiss)
    if cells.faulty:
        return None
    row, state = cells.put(Response, existing, values)
    if cells["decided"] is not None:
        context.explicitly_decided.add(row.id)
    elif state is RowState.CHANGED and row.decision_id is not None:
        place = f"rekommendation {recommendation.number}" if recommendation else "remissen"
        context.notices.append(
            f"{namnd.abbreviation}:s svar på {place} var beslutat. Det är ändrat och måste beslutas igen."
        )
    else:
        return state
    if row.decision_id != decided:
        context.merge.assign(Response, replace(row, decision_id=decided))
        cells.repeats(row.id, changed=True)
        return RowState.CHANGED if state is RowState.UNCHANGED else state
    return state


def _decision_id(context: ImportContext, cells: Cells, remiss: Remiss) -> str | None:
    """The decision that the column Beslutad names: its day and paragraph, or "nej"."""
    words = cells["decided"]
    if words is None or words.casefold() == "nej":
        return None
    for each in context.merge.find(Decision, remiss_id=remiss.id):
        if decided_words(each) == words and each.outcome.decides:
            return each.id
    cells.fault("decided", f"Bladet Beslut har inget beslut {words} om svaret. Skriv dag och paragraf, eller nej.")
    return None


def decided_words(decision: Decision) -> str:
    """How the column Beslutad names a decision: ``2026-04-29 § 78``."""
    paragraph = f" § {decision.paragraph}" if decision.paragraph else ""
    return f"{decision.meeting_date.isoformat()}{paragraph}"


def link_decisions(context: ImportContext) -> None:
    """A body's decision makes the answers it has given decided, as ``decide`` does, when it comes by workbook too.

    Where the column Beslutad speaks, it has the word; and a decision that stood in the register before says nothing
    of answers that come after it.
    """
    merge = context.merge
    for decision in [row for row in merge.rows(Decision).values() if merge.is_new(row) and row.outcome.decides]:
        for response in merge.find(Response, remiss_id=decision.remiss_id, namnd_id=decision.namnd_id):
            earlier = merge.get(Decision, response.decision_id)
            is_later = earlier is None or (merge.is_new(earlier) and earlier.meeting_date < decision.meeting_date)
            if response.id not in context.explicitly_decided and is_later:
                merge.assign(Response, replace(response, decision_id=decision.id))


def read_measure(context: ImportContext, cells: Cells) -> RowState | None:
    id = cells.id("measure")
    by_id = context.merge.get(Measure, id)
    remiss = cells.remiss() or (context.merge.get(Remiss, by_id.remiss_id) if by_id else None)
    recommendation = cells.recommendation(remiss) if remiss else None
    namnder = cells.body_list("namnder")
    if remiss is None and not cells.faulty:
        cells.fault("measure", f"Det finns ingen åtgärd {id}. Fyll i Remiss eller Diarienummer för en ny.")
    if cells.faulty or remiss is None:
        return None
    if by_id is not None:
        _check_whose(context, cells, by_id, remiss)
    key = {"remiss_id": remiss.id, "recommendation_id": recommendation.id if recommendation else None}
    existing = by_id if id else cells.pick(_alike(context, key | {"text": cells["text"]}, namnder))
    cells.needs(existing, text=cells["text"])
    if cells.faulty:
        return None
    values = key | {field: cells[field] for field in ("text", "responsible", "timeframe")} | {"id": id}
    if existing is None:
        values["position"] = context.merge.next_position(Measure, remiss_id=remiss.id)
        if namnder is None and context.answering is not None:
            namnder = [context.answering]
    row, state = cells.put(Measure, existing, values)
    states = (state, _set_namnder(context, cells, row, namnder), _set_status(context, cells, row))
    return next((each for each in states if each is not RowState.UNCHANGED), RowState.UNCHANGED)


def _check_whose(context: ImportContext, cells: Cells, measure: Measure, remiss: Remiss) -> None:
    """An id names a measure of this remiss, and in an answer one of the namnd that answers."""
    if measure.remiss_id != remiss.id:
        cells.fault("measure", f"Åtgärden {measure.id} hör till en annan remiss. Rätta id:t eller lämna cellen tom.")
    whose = _namnder_of(context, measure)
    if context.answering is not None and whose and context.answering.id not in whose:
        cells.fault("measure", f"Åtgärden {measure.id} är en annan nämnds. Lämna cellen tom för en ny åtgärd.")


def _namnder_of(context: ImportContext, measure: Measure) -> set[str]:
    return {each.namnd_id for each in context.merge.find(MeasureNamnd, measure_id=measure.id)}


def _alike(context: ImportContext, key: dict[str, Any], namnder: Sequence[Namnd] | None) -> list[Measure]:
    """The measures of these words that are the row's own: two namnder may plan the same thing, each for itself."""
    found = context.merge.find(Measure, **key)
    if namnder is not None:
        wanted = {namnd.id for namnd in namnder}
        return [each for each in found if _namnder_of(context, each) == wanted]
    if context.answering is not None:
        return [each for each in found if context.answering.id in _namnder_of(context, each)]
    return found


def _set_namnder(context: ImportContext, cells: Cells, measure: Measure, namnder: Sequence[Namnd] | None) -> RowState:
    if namnder is None:
        return RowState.UNCHANGED
    wanted = [{"namnd_id": namnd.id} for namnd in namnder]
    state = context.merge.set_children(MeasureNamnd, wanted, measure_id=measure.id)
    cells.repeats(measure.id, changed=state is RowState.CHANGED)
    return state


def _set_status(context: ImportContext, cells: Cells, measure: Measure) -> RowState:
    """The status that holds from the day in Status per; a series has a row of the workbook for each."""
    status, as_of = cells["status"], cells.date("status_as_of")
    if status is None:
        return RowState.UNCHANGED
    if as_of is None:
        series = context.merge.find(MeasureStatus, measure_id=measure.id)
        latest = max(series, key=lambda each: each.as_of, default=None)
        if latest is None or latest.status != status:
            cells.fault("status_as_of", "Skriv vilken dag statusen gäller.")
        return RowState.UNCHANGED
    key = {"measure_id": measure.id, "as_of": as_of}
    existing = cells.pick(context.merge.find(MeasureStatus, **key))
    values = key | {"status": MeasureState(status), "note": cells["status_note"]}
    row, state = context.merge.put(MeasureStatus, existing, values)
    cells.repeats(row.id, changed=state is RowState.CHANGED)
    return state
