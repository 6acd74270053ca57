"""The state of one deadline (docs/regler.md)."""

import datetime as dt
from enum import StrEnum

from secretary_app.domain.workdays import working_days_between


class DeadlineState(StrEnum):
    ANSWERED = "svarad"
    ON_TIME = "i tid"
    SOON = "snart"
    LATE = "försenad"
    UNDATED = "utan datum"


def deadline_state(deadline: dt.date | None, *, answered: bool, today: dt.date, warning_days: int) -> DeadlineState:
    """Where a deadline stands on ``today``. ``warning_days`` are working days; the deadline's own day is not late."""
    if answered:
        return DeadlineState.ANSWERED
    if deadline is None:
        return DeadlineState.UNDATED
    if deadline < today:
        return DeadlineState.LATE
    if working_days_between(today, deadline) <= warning_days:
        return DeadlineState.SOON
    return DeadlineState.ON_TIME


def days_left(deadline: dt.date | None, today: dt.date) -> int | None:
    """Calendar days from ``today`` until the deadline, below 0 when it has passed."""
    return None if deadline is None else (deadline - today).days
