"""What the planner is asked. Dates are local; bodies are told apart by their name (the abbreviation)."""

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from secretary_app.domain.model import ChainRole, StepKind
from secretary_app.domain.planning.slots import Sitting, Slot, slots_of

T = TypeVar("T")


@dataclass(frozen=True)
class PlanBody:
    name: str
    """The abbreviation, as it is shown."""
    justering_days: int = 0
    """Calendar days from the meeting until the minutes are adjusted."""
    manusstopp_days: int = 0
    """Calendar days before the meeting."""
    handling_days: int = 0
    """Working days."""
    sittings: tuple[Sitting, ...] = ()
    """Those to choose among, in any order."""
    chair_may_decide: bool = True
    """*Ordförandebeslut* (kommunallagen 6:39) can be proposed; never for a fullmäktige."""

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The meetings by day; made once however many remisser are planned with the body."""
        return slots_of(self.sittings, self.manusstopp_days)

    @cached_property
    def first_and_last(self) -> tuple[dt.date, ...]:
        """The earliest and the latest day of all meetings and manusstopp; empty without meetings."""
        days = {day for sitting in self.sittings for day in (sitting.date, sitting.manusstopp) if day}
        return (min(days), max(days)) if days else ()


@dataclass(frozen=True)
class ChainLink:
    """One step of the owner's beredning."""

    body: PlanBody
    role: ChainRole


@dataclass(frozen=True)
class Asked:
    """A namnd that gets an internremiss."""

    body: PlanBody
    chain: tuple[PlanBody, ...] = ()
    """The bodies that prepare for it, in order; the namnd itself decides and does not stand here."""


WITHOUT_MEETING = frozenset({StepKind.CHAIR_DECISION, StepKind.ADMINISTRATION})
"""Ways to an answer that need no meeting of the body's."""
AGREED = WITHOUT_MEETING | {StepKind.JUSTERING}
"""What is agreed on for a body, wherever the plan comes to put it; a justering is then omedelbar."""


@dataclass(frozen=True)
class FixedStep:
    """A step set by hand: a meeting, manusstopp, internal deadline or dispatch of a body, or what is ``AGREED``."""

    body: str
    kind: StepKind
    date: dt.date
    """Of what is agreed: no matter."""


@dataclass(frozen=True)
class DoneStep:
    """A step that has happened: an internremiss sent, a meeting that dealt with it, an answer, the dispatch."""

    body: str
    kind: StepKind
    date: dt.date
    immediate_justering: bool = False
    """Of a meeting: its minutes were adjusted at once."""
    paragraph: str = ""
    """Of a meeting: the number alone."""
    instead: StepKind | None = None
    """Of a meeting: which of ``WITHOUT_MEETING`` there was in its place."""
    is_minuted: bool = True
    """Of a meeting: False for a delegationsbeslut, which no minutes are adjusted for."""


@dataclass(frozen=True)
class SoFar:
    """How far the remiss has come. Empty: nothing is known, and the plan may begin on any day."""

    today: dt.date | None = None
    """What has not been done is planned on this day or later."""
    done: tuple[DoneStep, ...] = ()
    """Of each body and kind at most one."""
    written: dt.date | None = None
    """The day on which the owner's tjänsteskrivelse was written."""


class Shared:
    """What plans of the same bodies, each always with the same meetings, have in common: worked out once for all."""

    def __init__(self) -> None:
        self._made: dict[Hashable, object] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` made when the key was first asked for. The key tells all that the answer depends on."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])


@dataclass(frozen=True)
class PlanRequest:
    remiss: str
    answer_by: dt.date
    start: dt.date
    """The day on which the internremisser that have not been sent go out."""
    owner: PlanBody
    chain: tuple[ChainLink, ...] = ()
    """In the order of the beredning; empty: the owner decides alone."""
    asked: tuple[Asked, ...] = ()
    """In any order."""
    fixed: tuple[FixedStep, ...] = ()
    so_far: SoFar = SoFar()
    steps_only: bool = False
    """Alternatives and remedies are not looked for: of many plans only the dates are seen, and what does not fit."""
    shared: Shared | None = field(default=None, compare=False)
    """None: it is planned alone."""

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` makes, or has made for another of the requests that are planned together."""
        return make() if self.shared is None else self.shared.once(key, make)
