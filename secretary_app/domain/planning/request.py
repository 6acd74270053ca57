"""What the planner is asked. Dates are local; bodies are told apart by their name (the abbreviation)."""

import datetime as dt
from dataclasses import dataclass

from secretary_app.domain.model import ChainRole, StepKind


@dataclass(frozen=True)
class Sitting:
    """A meeting that will be held."""

    date: dt.date
    manusstopp: dt.date | None = None
    """Entered by hand; None: the date less the body's ``manusstopp_days``."""


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


@dataclass(frozen=True)
class FixedStep:
    """A step set by hand: a meeting, manusstopp, internal deadline or dispatch of a body."""

    body: str
    kind: StepKind
    date: dt.date


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


@dataclass(frozen=True)
class SoFar:
    """How far the remiss has come. Empty: nothing is known, and the plan may begin on any day."""

    today: dt.date | None = None
    """What has not been done is planned on this day or later."""
    done: tuple[DoneStep, ...] = ()
    """Of each body and kind at most one."""
    written: dt.date | None = None
    """The day on which the owner's tjänsteskrivelse was written."""


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
