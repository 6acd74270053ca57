"""The answers and measures of a remiss, changed one at a time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import (
    Addressee,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    Position,
    Recommendation,
    Referral,
    Remiss,
    Response,
)
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list, clean, genitive
from secretary_app.operations.editing import (
    Saved,
    how_many,
    open_remiss,
    paragraph_of,
    present,
    put,
    replace_children,
    some_text,
    was_decided,
)
from secretary_app.operations.finding import name_of
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


def save_response(
    register: Register,
    remiss: Remiss,
    namnd_id: str,
    recommendation_id: str | None,
    position: Position | None,
    text: str,
    *,
    read: Response | None = None,
    correction: bool = False,
) -> Saved[Response | None]:
    """Save a body's answer to a recommendation, or with none its general comments.

    ``read`` is the answer as it was read, None where there was none. Without position and text the answer is taken
    away, and None comes back. One that was decided is a draft again when it is changed (docs/regler.md), unless
    ``correction`` says that it was only entered wrongly. Raises UserError for a remiss that is closed, an answer of
    nothing, and where somebody has answered or changed the answer since.
    """
    remiss = open_remiss(register, remiss)
    namnd = present(register, Namnd, namnd_id, "Nämnden")
    recommendation = _recommendation(register, remiss, recommendation_id)
    key = {"remiss_id": remiss.id, "namnd_id": namnd_id, "recommendation_id": recommendation_id}
    place = f"rekommendation {recommendation.number}" if recommendation else name_of(remiss)
    if read is None and register.find(Response, **key):
        raise UserError(f"{namnd.abbreviation} har redan svarat på {place}. Läs om och ändra det svaret.")
    before = read or Response(id=new_id(), remiss_id=remiss.id, namnd_id=namnd_id, recommendation_id=recommendation_id)
    if any(getattr(before, name) != value for name, value in key.items()):
        raise UserError("Svaret hör till en annan nämnd eller rekommendation. Läs om och gör ändringen igen.")
    after = replace(before, position=position, text=clean(text))
    empty = position is None and not after.text.strip()
    if empty and read is None:
        raise UserError("Svaret är tomt. Välj ett ställningstagande eller skriv ett svar.")
    changed = empty or (after.position, after.text) != (before.position, before.text)
    notes = _decided_notes(register, [before] if changed else [], draft=not correction)
    notes += _not_asked(register, remiss, namnd, recommendation)
    if changed and not correction:
        after = replace(after, decision_id=None)
    what = "Tog bort" if empty else "Ändrade" if read else "Skrev"
    with register.change(f"{what} {genitive(namnd.abbreviation)} svar på {place}: {name_of(remiss)}") as change:
        if empty:
            change.remove(before)
        else:
            put(register, change, after)
    return Saved(None if empty else register.get(Response, after.id), notes)


def _recommendation(register: Register, remiss: Remiss, id: str | None) -> Recommendation | None:
    """The recommendation of the remiss. Raises UserError where it is gone or is another's."""
    if id is None:
        return None
    found = present(register, Recommendation, id, "Rekommendationen")
    if found.remiss_id != remiss.id:
        raise UserError(f"Rekommendationen hör inte till {name_of(remiss)}. Läs om och välj en annan.")
    return found


def _decided_notes(register: Register, responses: Sequence[Response], *, draft: bool) -> list[str]:
    decisions = was_decided(register, responses)
    now = " och är nu ett utkast igen" if draft else ""
    return [f"Svaret var beslutat {paragraph_of(each)}{now}; ändringen syns i historiken." for each in decisions]


def _not_asked(register: Register, remiss: Remiss, namnd: Namnd, recommendation: Recommendation | None) -> list[str]:
    """Answers to what was never put to the namnd are taken in, and told of, as when they come in a workbook."""
    if namnd.id == remiss.owner_id:
        return []
    if recommendation is not None:
        asked = register.find(Addressee, recommendation_id=recommendation.id, namnd_id=namnd.id)
        place = f"Rekommendation {recommendation.number}"
        return [] if asked else [f"{place} är inte riktad till {namnd.abbreviation}."]
    asked_whole = register.find(Referral, remiss_id=remiss.id, namnd_id=namnd.id)
    return [] if asked_whole else [f"{namnd.abbreviation} har ingen internremiss i {name_of(remiss)}."]


def save_measure(register: Register, remiss: Remiss, measure: Measure, namnd_ids: Sequence[str]) -> Saved[Measure]:
    """Save a measure, new or changed, with the bodies that it is for (in their order; none: it is nobody's yet).

    Raises UserError for a remiss that is closed, without a text, and for a body or recommendation that is not there.
    """
    remiss = open_remiss(register, remiss)
    text = some_text(measure.text, "Åtgärden saknar text. Skriv vad som ska göras.")
    _recommendation(register, remiss, measure.recommendation_id)
    if measure.remiss_id != remiss.id:
        raise UserError(f"Åtgärden hör inte till {name_of(remiss)}. Läs om och gör ändringen igen.")
    ids = list(dict.fromkeys(namnd_ids))
    bodies = [present(register, Namnd, namnd_id, "Nämnden") for namnd_id in ids]
    new = measure.version == 0
    position = measure.position or _next_place(register, remiss)
    measure = replace(measure, text=text, position=position)
    notes = _decided_notes(register, _answers_with(register, measure, ids), draft=False)
    wanted = [
        MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=namnd_id, position=place)
        for place, namnd_id in enumerate(ids, 1)
    ]
    whose = f" för {and_list([body.abbreviation for body in bodies])}" if bodies else ""
    with register.change(f"{'Lade till' if new else 'Ändrade'} åtgärd{whose}: {name_of(remiss)}") as change:
        put(register, change, measure)
        existing = register.find(MeasureNamnd, measure_id=measure.id)
        replace_children(change, sorted(existing, key=lambda each: each.position), wanted, ("namnd_id",))
    return Saved(register.get(Measure, measure.id), notes)


def _next_place(register: Register, remiss: Remiss) -> int:
    return max((each.position for each in register.find(Measure, remiss_id=remiss.id)), default=0) + 1


def _answers_with(register: Register, measure: Measure, namnd_ids: Sequence[str]) -> list[Response]:
    """The answers that the measure is part of."""
    key = {"remiss_id": measure.remiss_id, "recommendation_id": measure.recommendation_id}
    return register.find(Response, **key, namnd_id=list(namnd_ids))


def remove_measure(register: Register, remiss: Remiss, measure: Measure) -> Saved[Measure]:
    """Take a measure away with its statuses. Raises UserError for a remiss that is closed."""
    remiss = open_remiss(register, remiss)
    namnder = register.find(MeasureNamnd, measure_id=measure.id)
    notes = _decided_notes(register, _answers_with(register, measure, [each.namnd_id for each in namnder]), draft=False)
    with register.change(f"Tog bort åtgärd: {name_of(remiss)}") as change:
        for row in (*namnder, *register.find(MeasureStatus, measure_id=measure.id), measure):
            change.remove(row)
    return Saved(measure, notes)


def set_measure_status(
    register: Register, measure_ids: Sequence[str], status: MeasureState, as_of: dt.date, note: str = ""
) -> Saved[list[MeasureStatus]]:
    """Set the status that the measures have from a day on, in one operation, also when their remiss is closed.

    One that has a status of that very day gets the new one instead. Raises UserError where no measure is chosen or
    one of them is gone.
    """
    if not measure_ids:
        raise UserError("Välj minst en åtgärd att sätta status på.")
    ids = list(dict.fromkeys(measure_ids))
    measures = [present(register, Measure, measure_id, "Åtgärden") for measure_id in ids]
    series: dict[str, list[MeasureStatus]] = {}
    for each in register.find(MeasureStatus, measure_id=ids):
        series.setdefault(each.measure_id, []).append(each)
    rows = []
    for measure_id in ids:
        same_day = next((each for each in series.get(measure_id, []) if each.as_of == as_of), None)
        row = same_day or MeasureStatus(id=new_id(), measure_id=measure_id, status=status, as_of=as_of)
        rows.append(replace(row, status=status, note=clean(note)))
    remisser = register.find(Remiss, id={measure.remiss_id for measure in measures})
    which = f": {name_of(remisser[0])}" if len(remisser) == 1 else ""
    what = "en åtgärd" if len(ids) == 1 else f"{len(ids)} åtgärder"
    with register.change(f"Satte {what} till {status}{which}") as change:
        for row in rows:
            put(register, change, row)
    return Saved(register.find(MeasureStatus, id=[row.id for row in rows]), _status_notes(register, series, as_of))


def _status_notes(register: Register, series: dict[str, list[MeasureStatus]], as_of: dt.date) -> list[str]:
    notes = []
    if as_of > today(register.clock):
        notes.append(f"Statusen gäller först från {in_words(as_of)}.")
    later = [each for each in series.values() if any(status.as_of > as_of for status in each)]
    if later:
        which = how_many(len(later), "åtgärd", "åtgärder")
        notes.append(f"{which} har en senare status, som är den som visas.")
    return notes
