"""What of a remiss's plan has been done already: sent, decided, answered, dispatched."""

import datetime as dt

from secretary_app.domain.coverage import is_open
from secretary_app.domain.model import Decision, Dispatch, Namnd, Outcome, Referral, Remiss, StepKind
from secretary_app.domain.status_facts import StatusFacts
from secretary_app.store.register import Register
from secretary_app.support.clock import today

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
        self._cells: dict[str, list[StatusFacts]] = {}
        for cell in register.status_facts(remiss_id=remiss.id, open_only=False):
            self._cells.setdefault(cell.namnd_id, []).append(cell)

    def answered(self, namnd: Namnd) -> dt.date | None:
        """The day the namnd had decided on all its answers; None: not yet."""
        cells = self._cells.get(namnd.id, [])
        if not cells or any(is_open(cell) for cell in cells):
            return None
        return max((cell.decided_on for cell in cells if cell.decided_on), default=None)

    def done(self, namnd: Namnd, kind: StepKind) -> dt.date | None:
        """The day a step of the namnd was done; None: not yet."""
        match kind:
            case StepKind.INTERNREMISS:
                referral = self.referrals.get(namnd.id)
                return referral.sent if referral else None
            case StepKind.MANUSSTOPP | StepKind.MEETING:
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
        days = 0 if decision.immediate_justering else namnd.justering_days
        day = decision.meeting_date + dt.timedelta(days=days)
        return day if day <= self._today else None
