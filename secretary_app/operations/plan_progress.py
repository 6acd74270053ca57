"""What of a remiss's plan has been done already, sent, decided, answered, dispatched, and the plan of what is left."""

import datetime as dt
from collections.abc import Iterator, Sequence

from secretary_app.domain.coverage import is_open
from secretary_app.domain.model import (
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
    Response,
    StepKind,
)
from secretary_app.domain.planning import DoneStep, Plan, SoFar
from secretary_app.domain.status_facts import StatusFacts
from secretary_app.operations.finding import Bodies
from secretary_app.operations.planning import Calendar, plan_remiss
from secretary_app.store.register import Register
from secretary_app.support.clock import today

_OVER = (RemissState.CLOSED, RemissState.VOID)
INSTEAD = {
    Outcome.CHAIR_DECISION: StepKind.CHAIR_DECISION,
    Outcome.ADMINISTRATION: StepKind.ADMINISTRATION,
}
"""The outcomes of answers without a meeting, and what they are in a plan."""
WITHOUT_MINUTES = (*INSTEAD, Outcome.DELEGATED)
"""What holds at once: no minutes are adjusted."""
_NOT_DEALT_WITH = (Outcome.REFERRED_BACK, Outcome.TABLED)


class Progress:
    """Of one remiss, read once."""

    def __init__(self, register: Register, remiss: Remiss) -> None:
        self._remiss = remiss
        self._today = today(register.clock)
        self.referrals = {each.namnd_id: each for each in register.find(Referral, remiss_id=remiss.id)}
        """The internremiss by namnd; of several the newest."""
        decisions = register.find(Decision, remiss_id=remiss.id)
        dealt_with = [each for each in decisions if each.outcome not in _NOT_DEALT_WITH]
        self._decisions = {each.namnd_id: each for each in sorted(dealt_with, key=lambda each: each.meeting_date)}
        self._dispatched = max((each.sent for each in register.find(Dispatch, remiss_id=remiss.id)), default=None)
        drafts = register.find(Document, remiss_id=remiss.id, namnd_id=remiss.owner_id)
        self._written = min((each.made for each in drafts if each.kind is DocumentKind.TJANSTESKRIVELSE), default=None)
        self._cells: dict[str, list[StatusFacts]] = {}
        # Where nobody has answered no cell is decided.
        if register.find(Response, remiss_id=remiss.id):
            for cell in register.status_facts(remiss_id=remiss.id, open_only=False):
                self._cells.setdefault(cell.namnd_id, []).append(cell)

    def answered(self, namnd: Namnd) -> dt.date | None:
        """The day the namnd had decided on all its answers; None: not yet."""
        cells = self._cells.get(namnd.id, [])
        if not cells or any(is_open(cell) for cell in cells):
            return None
        return max((cell.decided_on for cell in cells if cell.decided_on), default=None)

    def paragraph(self, namnd_id: str) -> str:
        """The number of the § at which the body dealt with it; ``""`` where it has not, or that is not known."""
        decision = self._decisions.get(namnd_id)
        return decision.paragraph if decision else ""

    def done(self, namnd: Namnd, kind: StepKind) -> dt.date | None:
        """The day a step of the namnd was done; None: not yet."""
        match kind:
            case StepKind.INTERNREMISS:
                referral = self.referrals.get(namnd.id)
                return referral.sent if referral else None
            case StepKind.MANUSSTOPP | StepKind.MEETING | StepKind.CHAIR_DECISION | StepKind.ADMINISTRATION:
                decision = self._decisions.get(namnd.id)
                return decision.meeting_date if decision else None
            case StepKind.JUSTERING:
                return self._adjusted(namnd)
            case StepKind.INTERNAL_DEADLINE:
                return self.answered(namnd)
            case StepKind.DISPATCH:
                return self._dispatched if namnd.id == self._remiss.owner_id else self.answered(namnd)

    def _adjusted(self, namnd: Namnd) -> dt.date | None:
        decision = self._decisions.get(namnd.id)
        if decision is None:
            return None
        at_once = decision.immediate_justering or decision.outcome in WITHOUT_MINUTES
        days = 0 if at_once else namnd.justering_days
        day = decision.meeting_date + dt.timedelta(days=days)
        return day if day <= self._today else None

    def so_far(self, bodies: Bodies) -> SoFar:
        """What the planner is to know of it. Where the remiss is over, no day is too early any longer."""
        now = None if self._remiss.state in _OVER else self._today
        known = {*self.referrals, *self._decisions, *self._cells, self._remiss.owner_id}
        done = (step for namnd in bodies.all if namnd.id in known for step in self._done_steps(namnd))
        return SoFar(now, tuple(done), self._written)

    def _done_steps(self, namnd: Namnd) -> Iterator[DoneStep]:
        decision = self._decisions.get(namnd.id)
        for kind in (StepKind.INTERNREMISS, StepKind.MEETING, StepKind.INTERNAL_DEADLINE, StepKind.DISPATCH):
            day = self.done(namnd, kind)
            if day is not None and kind is StepKind.MEETING and decision is not None:
                yield DoneStep(
                    namnd.abbreviation,
                    kind,
                    day,
                    decision.immediate_justering,
                    decision.paragraph,
                    INSTEAD.get(decision.outcome),
                    decision.outcome not in WITHOUT_MINUTES,
                )
            elif day is not None:
                yield DoneStep(namnd.abbreviation, kind, day)


def plan_now(
    register: Register,
    remiss: Remiss,
    *,
    calendar: Calendar | None = None,
    progress: Progress | None = None,
    fixed: Sequence[PlannedStep] | None = None,
) -> Plan:
    """The plan as it is today: what has happened stands, and what is left is planned from today on.

    ``fixed``: the steps set by hand, if others than those of the register. Raises UserError as ``plan_remiss`` does.
    """
    calendar = calendar or Calendar.of(register)
    so_far = (progress or Progress(register, remiss)).so_far(calendar.bodies)
    start = _first_sent(register, remiss) if so_far.today is None else remiss.received or so_far.today
    return plan_remiss(register, remiss, start, calendar=calendar, fixed=fixed, so_far=so_far)


def _first_sent(register: Register, remiss: Remiss) -> dt.date | None:
    referrals = register.find(Referral, remiss_id=remiss.id, direct=False)
    return min((referral.sent for referral in referrals if referral.sent), default=None)
