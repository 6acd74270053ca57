"""The sheets about what is asked: Remisser, Rekommendationer, Internremisser, Omdömen."""

from secretary_app.domain.model import Addressee, Recommendation, Referral, Remiss, RemissState, Verdict, VerdictWord
from secretary_app.operations.merging import RowState
from secretary_app.operations.workbook_cells import Cells, ImportContext


def read_remiss(context: ImportContext, cells: Cells) -> RowState | None:
    id = cells.id("remiss")
    existing = _existing_remiss(context, cells, id)
    owner = cells.body("owner")
    cells.needs(existing, title=cells["title"], owner=cells["owner"])
    if cells.faulty:
        return None
    plain = (
        "diarienummer",
        "title",
        "kind",
        "sender",
        "firm",
        "received",
        "answer_by",
        "handlaggare",
        "closing_reason",
    )
    values = {field: cells[field] for field in plain} | {
        "id": id,
        "owner_id": owner.id if owner else None,
        "state": RemissState(cells["state"]) if cells["state"] else None,
    }
    remiss, state = cells.put(Remiss, existing, values)
    context.remember(remiss)
    return state


def _existing_remiss(context: ImportContext, cells: Cells, id: str | None) -> Remiss | None:
    if id is not None:
        return context.merge.rows(Remiss).get(id)
    if cells["diarienummer"] is not None:
        found = context.remisser(cells["diarienummer"])
    else:
        found = [each for each in context.remisser("") if each.title == cells["title"]]
    if len(found) > 1:
        ids = ", ".join(remiss.id for remiss in found)
        cells.fault(
            "diarienummer" if cells["diarienummer"] else "title",
            f"Uppgiften stämmer på {len(found)} remisser. Skriv en av dem i kolumnen Remiss: {ids}.",
        )
    return found[0] if len(found) == 1 else None


def read_remiss_links(context: ImportContext, cells: Cells) -> RowState | None:
    """The same sheet a second time: a remiss may follow up one that stands further down."""
    words = cells["follows_up"]
    if words is None:
        return None
    remiss = context.merge.get(Remiss, cells["remiss"]) or next(
        iter(context.remisser(cells["diarienummer"] or "")), None
    )
    if remiss is None:
        return None
    by_id = context.merge.get(Remiss, words)
    earlier = [by_id] if by_id else [each for each in context.remisser(words) if each.id != remiss.id]
    if len(earlier) != 1:
        what = "Det finns ingen remiss" if not earlier else f"{len(earlier)} remisser heter"
        cells.fault("follows_up", f"{what} {words}. Skriv id:t för den remiss som följs upp.")
        return None
    _, state = context.merge.put(Remiss, remiss, {"follows_up_id": earlier[0].id})
    return state


def read_recommendation(context: ImportContext, cells: Cells) -> RowState | None:
    remiss, addressees = cells.remiss(), cells.addressees("namnder")
    if cells.faulty or remiss is None or cells["number"] is None:
        return None
    siblings = context.merge.children(Recommendation, "remiss_id", remiss.id)
    existing = next((each for each in siblings if each.number.casefold() == cells["number"].casefold()), None)
    cells.needs(existing, text=cells["text"])
    if cells.faulty:
        return None
    values = {field: cells[field] for field in ("number", "text", "joint", "page", "quote")}
    if existing is None:
        values["position"] = 1 + max((each.position for each in siblings), default=0)
    row, state = cells.child(Recommendation, ("remiss_id", remiss.id), existing, values)
    if addressees is not None:
        changed = context.merge.set_children(Addressee, "recommendation_id", row.id, addressees)
        state = changed if state is RowState.UNCHANGED else state
    return state


def read_referral(context: ImportContext, cells: Cells) -> RowState | None:
    remiss, namnd = cells.remiss(), cells.body("namnd")
    if cells.faulty or remiss is None or namnd is None:
        return None
    if namnd.id == remiss.owner_id:
        cells.fault("namnd", f"{namnd.abbreviation} äger remissen och får ingen internremiss av sig själv.")
        return None
    referrals = context.merge.children(Referral, "remiss_id", remiss.id)
    existing = next((each for each in referrals if each.namnd_id == namnd.id), None)
    values = {field: cells[field] for field in ("sent", "deadline", "namnd_diarienummer", "handlaggare", "direct")}
    values["namnd_id"] = namnd.id
    _, state = cells.child(Referral, ("remiss_id", remiss.id), existing, values)
    return state


def read_verdict(context: ImportContext, cells: Cells) -> RowState | None:
    remiss = cells.remiss()
    recommendation = cells.recommendation(remiss) if remiss else None
    if cells.faulty or recommendation is None:
        return None
    according_to, date = cells["according_to"] or "", cells.date("date")
    existing = next(
        (
            each
            for each in context.merge.children(Verdict, "recommendation_id", recommendation.id)
            if (each.according_to, each.date) == (according_to, date)
        ),
        None,
    )
    cells.needs(existing, verdict=cells["verdict"])
    if cells.faulty:
        return None
    values = {
        "verdict": VerdictWord(cells["verdict"]) if cells["verdict"] else None,
        "words": cells["words"],
        "according_to": according_to,
        "date": date,
    }
    _, state = cells.child(Verdict, ("recommendation_id", recommendation.id), existing, values)
    return state
