"""Another time for a measure that was promised: why, and what it was before.

The words of the time stand in the decided answer. What was moved, from what and why, is kept as the note of a status of
the day it was moved: where one looks when the measure is followed up.
"""

from dataclasses import dataclass, replace

from secretary_app.domain.model import Measure, MeasureState, MeasureStatus, Remiss
from secretary_app.domain.text import clean, single_line
from secretary_app.domain.timeframe import understand
from secretary_app.operations.editing import Saved, present, put
from secretary_app.operations.finding import name_of
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


@dataclass(frozen=True)
class MovingMeasure:
    """The measure as it is, read when one begins to move it."""

    measure: Measure
    remiss: Remiss
    notes: tuple[str, ...]
    """What has been noted with its statuses, the oldest first."""


def moving_measure(register: Register, measure_id: str) -> MovingMeasure:
    """The measure with its remiss. Raises UserError where it is gone."""
    measure = present(register, Measure, measure_id, "Åtgärden")
    notes = [each.note for each in _series(register, measure) if each.note]
    return MovingMeasure(measure, register.get(Remiss, measure.remiss_id), tuple(notes))


def move_measure(register: Register, measure: Measure, timeframe: str, reason: str) -> Saved[Measure]:
    """Give a measure another time, in words, also when its remiss is closed; the old one is kept with the reason.

    ``measure`` is the row as read. Raises UserError for words that name no time, the same as before, a time that moves
    without a reason, and where somebody has changed the measure since.
    """
    now = present(register, Measure, measure.id, "Åtgärden")
    words, reason = single_line(timeframe), clean(reason).strip()
    old = understand(now.timeframe)
    if not understand(words).is_given:
        raise UserError("Skriv när åtgärden ska vara klar, till exempel senast juni 2026.")
    if words == now.timeframe:
        raise UserError("Det är samma tidsplan som nu. Skriv en annan.")
    if old.is_given and not reason:
        raise UserError("Skriv varför tidsplanen ändras.")
    remiss = register.get(Remiss, now.remiss_id)
    verb = "Ändrade" if old.is_given else "Satte"
    with register.change(f"{verb} tidsplan för en åtgärd till ”{words}”: {name_of(remiss)}") as change:
        changed = change.update(replace(measure, timeframe=words))
        if old.is_given or reason:
            put(register, change, _noted(register, now, words, reason))
    return Saved(changed, [] if understand(words).due else ["Den har då ingen dag att passa och lämnar listan."])


def _noted(register: Register, measure: Measure, words: str, reason: str) -> MeasureStatus:
    """The status of today, as it was, with what was moved."""
    on = today(register.clock)
    until_now = [each for each in _series(register, measure) if each.as_of <= on]
    latest = until_now[-1] if until_now else None
    why = f": {single_line(reason)}" if reason else ""
    note = f"Tidsplanen ändrad från ”{measure.timeframe}” till ”{words}”{why}."
    if latest is not None and latest.as_of == on:
        return replace(latest, note=f"{latest.note}\n{note}".strip())
    state = latest.status if latest else MeasureState.NOT_STARTED
    return MeasureStatus(id=new_id(), measure_id=measure.id, status=state, as_of=on, note=note)


def _series(register: Register, measure: Measure) -> list[MeasureStatus]:
    return sorted(register.find(MeasureStatus, measure_id=measure.id), key=lambda each: (each.as_of, each.id))
