"""One remiss as its head shows it: who has answered, what is decided, written, sent, and planned for when."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from secretary_app.domain.coverage import is_open
from secretary_app.domain.deadlines import DeadlineState, deadline_state
from secretary_app.domain.model import (
    ChainRole,
    Decision,
    Dispatch,
    Document,
    DocumentKind,
    Namnd,
    Outcome,
    PlannedStep,
    Referral,
    Remiss,
    RemissState,
    StepKind,
)
from secretary_app.domain.planning import WITHOUT_MEETING, Plan, ProblemKind
from secretary_app.domain.status_facts import StatusFacts
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.planning import Calendar
from secretary_app.operations.plans import planned_steps
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

_WITHOUT_RESULT = (Outcome.REFERRED_BACK, Outcome.TABLED)


@dataclass(frozen=True)
class AskedBody:
    """A namnd that is to answer, not the owner."""

    namnd: Namnd
    referral: Referral | None
    waiting: bool
    """Some answer of its is not decided."""
    state: DeadlineState
    """Of its deadline."""

    @property
    def deadline(self) -> dt.date | None:
        return self.referral.deadline if self.referral else None

    @property
    def sent(self) -> dt.date | None:
        return self.referral.sent if self.referral else None


class HeadFacts:
    """Read once."""

    def __init__(self, register: Register, remiss: Remiss, today: dt.date) -> None:
        self.remiss = remiss
        self.today = today
        self._register = register
        self._calendar = Calendar.of(register)
        self.owner = self._calendar.bodies.by_id[remiss.owner_id]
        self.documents = register.find(Document, remiss_id=remiss.id)
        self.dispatched = max((each.sent for each in register.find(Dispatch, remiss_id=remiss.id)), default=None)
        decisions = sorted(register.find(Decision, remiss_id=remiss.id), key=lambda each: each.meeting_date)
        self._decisions = {each.namnd_id: each for each in decisions if each.outcome not in _WITHOUT_RESULT}
        self._kept = register.find(PlannedStep, remiss_id=remiss.id)
        self.accepted = any(not step.fixed for step in self._kept)
        """A plan has been accepted, not only a step or two set by hand."""
        self.cells = register.status_facts(remiss_id=remiss.id, open_only=False)

    @cached_property
    def chain(self) -> list[tuple[Namnd, ChainRole]]:
        """The bodies of the owner's beredning; without one the owner decides alone."""
        steps = self._calendar.chain(self.remiss.owner_id, self.remiss.kind)
        bodies = self._calendar.bodies.by_id
        return [(bodies[step.namnd_id], step.role) for step in steps] or [(self.owner, ChainRole.DECIDES)]

    @cached_property
    def asked(self) -> list[AskedBody]:
        """The namnder that are to answer, in Swedish order."""
        referrals = {each.namnd_id: each for each in self._register.find(Referral, remiss_id=self.remiss.id)}
        cells: dict[str, list[StatusFacts]] = {}
        for cell in self.cells:
            if not cell.is_owner:
                cells.setdefault(cell.namnd_id, []).append(cell)
        return [
            self._asked(body, referrals.get(body.id), cells[body.id])
            for body in self._calendar.bodies.all
            if body.id in cells
        ]

    def _asked(self, body: Namnd, referral: Referral | None, cells: list[StatusFacts]) -> AskedBody:
        waiting = any(is_open(cell) for cell in cells)
        deadline = referral.deadline if referral else None
        state = deadline_state(deadline, answered=not waiting, today=self.today, warning_days=body.warning_days)
        return AskedBody(body, referral, waiting, state)

    @cached_property
    def computed(self) -> Plan | None:
        """The plan that can be accepted; None where one has been, or none can be made."""
        if self.accepted:
            return None
        try:
            return plan_now(self._register, self.remiss, calendar=self._calendar)
        except UserError:  # no answer-by date, or a step set by hand that no longer fits: the tab Plan tells why
            return None

    @cached_property
    def _plan(self) -> tuple[list[PlannedStep], frozenset[str]]:
        """The plan's steps, the accepted ones or else as computed; and the bodies that the computed one fails for."""
        plan = self.computed
        if plan is None:
            return self._kept, frozenset()
        bodies = self._calendar.bodies
        return planned_steps(self.remiss.id, plan, bodies), frozenset(
            each.body for each in plan.problems if each.kind is not ProblemKind.PASSED
        )

    def planned(self, namnd: Namnd, kind: StepKind) -> dt.date | None:
        """The day of a step by the plan; of several the first."""
        steps = self._plan[0]
        return min((each.date for each in steps if each.namnd_id == namnd.id and each.kind is kind), default=None)

    def decides_on(self, namnd: Namnd) -> dt.date | None:
        """The day of its meeting by the plan, or of its answer without one."""
        kinds = (StepKind.MEETING, *sorted(WITHOUT_MEETING))
        return next((day for kind in kinds if (day := self.planned(namnd, kind))), None)

    def adjusts_at_once(self, namnd: Namnd) -> bool:
        """By the plan that is used, or by what is agreed on, it has omedelbar justering."""
        return any(each.immediate_justering for each in self._kept if each.namnd_id == namnd.id)

    @property
    def planned_for(self) -> bool:
        """There is an accepted plan or one that can be."""
        return bool(self._plan[0])

    def fails_for(self, namnd: Namnd) -> bool:
        """The plan that can be computed does not fit for this body. False once a plan was accepted."""
        return namnd.abbreviation in self._plan[1]

    def decision(self, namnd: Namnd) -> Decision | None:
        """What the body has decided or proposed, the newest; not that it sent it back or put it off."""
        return self._decisions.get(namnd.id)

    @property
    def is_answered(self) -> bool:
        """The owner's answer is decided, by the body that ends its chain."""
        made = [self.decision(body) for body, role in self.chain if role is ChainRole.DECIDES]
        decided = any(each is not None and each.outcome.decides for each in made)
        return decided or self.remiss.state is RemissState.ANSWERED

    @property
    def papers_due(self) -> dt.date | None:
        """The day the owner's tjänsteskrivelse must be in: the first manusstopp of its chain."""
        days = [self.planned(body, StepKind.MANUSSTOPP) for body, role in self.chain if role is not ChainRole.INFORMED]
        return min((day for day in days if day is not None), default=None)

    @cached_property
    def papers_written(self) -> dt.date | None:
        """The day the owner's tjänsteskrivelse was last drafted, or a body of the chain took it up."""
        drafts = [
            each.made
            for each in self.documents
            if each.kind is DocumentKind.TJANSTESKRIVELSE and each.namnd_id == self.owner.id
        ]
        met = [made.meeting_date for body, _ in self.chain if (made := self.decision(body)) is not None]
        return max(drafts, default=None) or min(met, default=None)
