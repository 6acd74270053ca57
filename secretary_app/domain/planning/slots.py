"""Meetings as the search sees them: each with its manusstopp, days as day numbers (``date.toordinal()``)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from secretary_app.domain.workdays import back_to_working_day


@dataclass(frozen=True)
class Sitting:
    """A meeting that will be held."""

    date: dt.date
    manusstopp: dt.date | None = None
    """Entered by hand; None: the date less the body's ``manusstopp_days``."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting that can be chosen."""

    day: int
    manusstopp: int
    entered: bool = False
    """The manusstopp was entered by hand in the calendar."""
    is_met: bool = False
    """The manusstopp has passed, the meeting has not, and the papers could be there in time: they are taken to be."""

    @property
    def short(self) -> int:
        """Days by which the manusstopp lies after its own meeting."""
        return max(0, self.manusstopp - self.day)


def slot_of(sitting: Sitting, manusstopp_days: int) -> Slot:
    """The sitting with its manusstopp: as entered, else counted back and moved back to a working day."""
    day = sitting.date.toordinal()
    if sitting.manusstopp is not None:
        return Slot(day, sitting.manusstopp.toordinal(), entered=True)
    manusstopp = back_to_working_day(sitting.date - dt.timedelta(days=manusstopp_days))
    return Slot(day, manusstopp.toordinal())


def slots_of(sittings: Iterable[Sitting], manusstopp_days: int) -> tuple[Slot, ...]:
    """By day; of several meetings on one day the one that takes papers longest."""
    by_day: dict[int, Slot] = {}
    for sitting in sittings:
        slot = slot_of(sitting, manusstopp_days)
        other = by_day.get(slot.day)
        if other is None or (-slot.short, slot.manusstopp) > (-other.short, other.manusstopp):
            by_day[slot.day] = slot
    return tuple(by_day[day] for day in sorted(by_day))
