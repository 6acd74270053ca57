"""What the tab Plan is made of: the plan in rows to be read and in lines to be drawn."""

import datetime as dt
import re
from dataclasses import dataclass

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Remiss, RemissState, StepKind
from secretary_app.domain.planning import Plan, Problem, ProblemKind
from secretary_app.domain.planning.comparison import Difference
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.operations.extension import Requested
from secretary_app.operations.plans import PlanView, StepOf, StepView

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
OVER = (RemissState.CLOSED, RemissState.VOID)
"""Of a remiss in these states nothing of the plan can be changed."""


@dataclass(frozen=True)
class PlanRow:
    """One row of the table."""

    key: str
    """The same as long as it is the same step of the same body."""
    what: str
    """``Nämnden beslutar``."""
    who: str
    date: dt.date
    """The day it was done, else the one it is planned for."""
    manusstopp: StepView | None
    """Of a meeting: when its papers must be in."""
    why: str
    """Why just then, as short as can be."""
    reason: str
    """The same in full."""
    state: BadgeState
    step: StepView
    """The one that can be fixed."""
    twins: tuple[StepView, ...] = ()
    """Of internal deadlines: those of the other namnder on the same day, fixed together with it."""
    former: tuple[dt.date, ...] = ()
    """Of a deadline: the days it has had before, the oldest first."""
    offers: tuple[StepKind, ...] = ()
    """What can be agreed on for the body in place of its meeting as usual (``planning.AGREED``)."""
    agreed: StepKind | None = None
    """What is agreed on for it, and can be taken away."""

    @property
    def steps(self) -> tuple[StepView, ...]:
        return (self.step, *self.twins)

    @property
    def which(self) -> tuple[StepOf, ...]:
        """What is fixed or let go with it."""
        return tuple(StepOf(each.namnd_id, each.step.kind) for each in self.steps)

    @property
    def bodies(self) -> tuple[str, ...]:
        """The abbreviations of those whose step it is."""
        return tuple(each.step.body for each in self.steps)

    @property
    def can_fix(self) -> bool:
        return self.step.can_fix

    @property
    def can_pin(self) -> bool:
        """It is fixed or let go with the pin."""
        return self.step.can_fix or self.step.is_agreed

    @property
    def is_fixed(self) -> bool:
        return self.step.step.fixed


@dataclass(frozen=True)
class BodyLine:
    """One line of the drawing: a body with its steps, of each kind at most one."""

    body: str
    namnd_id: str
    is_asked: bool
    is_informed: bool
    steps: dict[StepKind, StepView]
    problem: Problem | None
    """The first of its problems."""

    @property
    def is_late(self) -> bool:
        """Its meeting comes after the day by which it must have met; else its problem is another."""
        return self.problem is not None and self.problem.kind is ProblemKind.TOO_LATE


@dataclass(frozen=True)
class PlanOption:
    """The plan as computed, or one of its alternatives."""

    plan: Plan | None
    """None: there is none, and what is shown was kept."""
    rows: tuple[PlanRow, ...]
    lines: tuple[BodyLine, ...]
    """The bodies asked, then the owner's beredning."""
    changes: tuple[str, ...]
    """What is changed in the internremisser when it is accepted, a sentence each."""
    differs: tuple[Difference, ...]
    """Where a plan has been accepted: what is other in this one."""
    gives: str
    """What it comes to: a Swedish sentence or two."""


@dataclass(frozen=True)
class PlanPage:
    remiss: Remiss
    owner: str
    today: dt.date
    view: PlanView
    options: tuple[PlanOption, ...]
    """The plan first, then its alternatives; never empty."""
    without_meetings: tuple[tuple[str, str], ...]
    """Bodies (id, sentence) that the plan needs and whose coming meetings are not in the register."""
    requested: tuple[Requested, ...]
    """More time that has been asked for."""
    overdue: frozenset[str]
    """The namnder (id) whose internal deadline has passed."""

    @property
    def former(self) -> tuple[dt.date, ...]:
        """The days by which the sender wanted the answer before, the oldest first."""
        rows = (row for row in self.options[0].rows if row.step.step.kind is StepKind.DISPATCH)
        return next((row.former for row in rows), ())

    @property
    def used(self) -> int | None:
        """The place of the option that was accepted; None where none was, or what was is none of them any longer."""
        if not self.view.is_accepted:
            return None
        return next((place for place, each in enumerate(self.options) if not each.differs), None)

    @property
    def passed(self) -> tuple[StepView, ...]:
        """The coming meetings of bodies that should have decided at one that has been; no decision is known."""
        return tuple(each for each in self.view.steps if self._should_have_decided(each)) if not self.is_over else ()

    def _should_have_decided(self, view: StepView) -> bool:
        passed = view.step.passed
        meant = {(each.namnd_id, each.step.date) for each in self.view.kept if each.step.kind is StepKind.MEETING}
        return passed is not None and ((view.namnd_id, passed) in meant or view.namnd_id in self.overdue)

    @property
    def is_decided(self) -> bool:
        """All that is left to do is to send the answer."""
        return all(row.step.done for row in self.options[0].rows if row.step.step.kind is not StepKind.DISPATCH)

    @property
    def is_over(self) -> bool:
        """Nothing can be changed: the remiss is closed."""
        return self.remiss.state in OVER


def in_day_words(text: str, on: dt.date) -> str:
    """The text with days as a person says them: ``2026-04-16`` becomes ``16 april``."""
    return _ISO.sub(lambda found: day(dt.date.fromisoformat(found[0]), on), text)
