"""The sheets about what is asked: Remisser, Rekommendationer, Internremisser, Omdömen, Planer."""

from secretary_app.domain.diarienummer import plain
from secretary_app.domain.model import (
    Addressee,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    StepKind,
    Verdict,
    VerdictWord,
)
from secretary_app.operations.merging import RowState
from secretary_app.operations.workbook_cells import Cells, ImportContext


def read_remiss(context: ImportContext, cells: Cells) -> RowState | None:
    id = cells.id("remiss")
    existing = _existing_remiss(context, cells, id)
    owner = cells.body("owner")
    cells.needs(existing, title=cells["title"], owner=cells["owner"])
    if cells.faulty:
        context.doubt("remiss", plain(id or ""))
        context.doubt("remiss", plain(cells["diarienummer"] or ""))
        return None
    texts = ("diarienummer", "sender_diarienummer", "title", "kind", "sender", "firm", "handlaggare", "closing_reason")
    values = {field: cells[field] for field in (*texts, "received", "answer_by")} | {
        "id": id,
        "owner_id": owner.id if owner else None,
        "state": RemissState(cells["state"]) if cells["state"] else None,
    }
    return cells.put(Remiss, existing, values)[1]


def _existing_remiss(context: ImportContext, cells: Cells, id: str | None) -> Remiss | None:
    if id is not None:
        return context.merge.get(Remiss, id)
    diarienummer = cells["diarienummer"]
    if diarienummer is not None:
        found = context.merge.find(Remiss, diarienummer=diarienummer)
    else:
        found = context.merge.find(Remiss, diarienummer="", title=cells["title"])
    if len(found) > 1:
        ids = ", ".join(remiss.id for remiss in found)
        cells.fault(
            "diarienummer" if diarienummer else "title",
            f"Uppgiften stämmer på {len(found)} remisser. Skriv en av dem i kolumnen Remiss: {ids}.",
        )
    return found[0] if len(found) == 1 else None


def read_remiss_links(context: ImportContext, cells: Cells) -> RowState | None:
    """The same sheet a second time: a remiss may follow up one that stands further down."""
    words = cells["follows_up"]
    remiss = context.merge.get(Remiss, context.given.get((cells.row.sheet, cells.row.number)))
    if words is None or remiss is None:
        return None
    by_id = context.merge.get(Remiss, words)
    found = [by_id] if by_id else context.merge.find(Remiss, diarienummer=words)
    earlier = [each for each in found if each.id != remiss.id]
    if len(earlier) != 1:
        what = "Det finns ingen annan remiss" if not earlier else f"{len(earlier)} andra remisser heter"
        cells.fault("follows_up", f"{what} {words}. Skriv id:t för den remiss som följs upp.")
        return None
    return context.merge.put(Remiss, remiss, {"follows_up_id": earlier[0].id})[1]


def read_recommendation(context: ImportContext, cells: Cells) -> RowState | None:
    remiss, addressees, number = cells.remiss(), cells.addressees("namnder"), cells["number"]
    if remiss is None or number is None:
        return None
    key = {"remiss_id": remiss.id, "number": number}
    existing = cells.pick(context.merge.find(Recommendation, **key))
    cells.needs(existing, text=cells["text"])
    if cells.faulty:
        context.doubt("rekommendation", remiss.id, number)
        return None
    values = key | {field: cells[field] for field in ("text", "joint", "page", "quote")}
    if existing is None:
        values["position"] = context.merge.next_position(Recommendation, remiss_id=remiss.id)
    row, state = cells.put(Recommendation, existing, values)
    if addressees is not None:
        changed = context.merge.set_children(Addressee, addressees, recommendation_id=row.id)
        cells.repeats(row.id, changed=changed is RowState.CHANGED)
        state = changed if state is RowState.UNCHANGED else state
    return state


def read_referral(context: ImportContext, cells: Cells) -> RowState | None:
    remiss, namnd = cells.remiss(), cells.body("namnd")
    if cells.faulty or remiss is None or namnd is None:
        return None
    if namnd.id == remiss.owner_id:
        cells.fault("namnd", f"{namnd.abbreviation} äger remissen och får ingen internremiss av sig själv.")
        return None
    key = {"remiss_id": remiss.id, "namnd_id": namnd.id}
    fields = ("sent", "deadline", "namnd_diarienummer", "handlaggare", "direct")
    values = key | {field: cells[field] for field in fields}
    return cells.put(Referral, cells.pick(context.merge.find(Referral, **key)), values)[1]


_STEPS = {kind.swedish: kind for kind in StepKind}


def read_planned_step(context: ImportContext, cells: Cells) -> RowState | None:
    remiss, namnd, kind, date = cells.remiss(), cells.body("namnd"), cells["step"], cells.date("date")
    if cells.faulty or remiss is None or namnd is None or kind is None or date is None:
        return None
    key = {"remiss_id": remiss.id, "namnd_id": namnd.id, "kind": _STEPS[kind], "date": date}
    values = key | {field: cells[field] for field in ("immediate_justering", "fixed", "reason")}
    return cells.put(PlannedStep, cells.pick(context.merge.find(PlannedStep, **key)), values)[1]


def read_verdict(context: ImportContext, cells: Cells) -> RowState | None:
    remiss = cells.remiss()
    recommendation = cells.recommendation(remiss) if remiss else None
    if cells.faulty or recommendation is None:
        return None
    key = {
        "recommendation_id": recommendation.id,
        "according_to": cells["according_to"] or "",
        "date": cells.date("date"),
    }
    existing = cells.pick(context.merge.find(Verdict, **key))
    cells.needs(existing, verdict=cells["verdict"])
    said_in = cells.remiss_in("said_in")
    led_to = cells.recommendation(said_in, "led_to") if said_in else None
    if cells["led_to"] and cells["said_in"] is None:
        cells.fault("led_to", "Skriv i Sagt i vilken remiss den nya rekommendationen står i.")
    if cells.faulty:
        return None
    values = {
        "verdict": VerdictWord(cells["verdict"]) if cells["verdict"] else None,
        "words": cells["words"],
        "said_in_id": said_in.id if said_in else None,
        "led_to_id": led_to.id if led_to else None,
    }
    return cells.put(Verdict, existing, key | values)[1]
