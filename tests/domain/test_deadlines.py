import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.deadlines import DeadlineState, days_left, deadline_state

D = dt.date
DEADLINE = D(2025, 5, 14)  # a Wednesday; 1 May is a holiday


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (D(2025, 4, 28), DeadlineState.ON_TIME),  # 11 working days before
        (D(2025, 4, 29), DeadlineState.SOON),
        (DEADLINE, DeadlineState.SOON),
        (D(2025, 5, 15), DeadlineState.LATE),
    ],
)
def test_the_state_follows_the_day(today: dt.date, expected: DeadlineState) -> None:
    assert deadline_state(DEADLINE, answered=False, today=today, warning_days=10) is expected
    assert deadline_state(DEADLINE, answered=True, today=today, warning_days=10) is DeadlineState.ANSWERED


def test_without_a_date_is_a_state_of_its_own() -> None:
    assert deadline_state(None, answered=False, today=DEADLINE, warning_days=10) is DeadlineState.UNDATED
    assert deadline_state(None, answered=True, today=DEADLINE, warning_days=10) is DeadlineState.ANSWERED


def test_without_a_warning_limit_only_the_day_itself_is_soon() -> None:
    assert deadline_state(DEADLINE, answered=False, today=DEADLINE, warning_days=0) is DeadlineState.SOON
    assert deadline_state(DEADLINE, answered=False, today=D(2025, 5, 13), warning_days=0) is DeadlineState.ON_TIME


def test_days() -> None:
    assert days_left(DEADLINE, D(2025, 5, 1)) == 13
    assert days_left(DEADLINE, D(2025, 5, 16)) == -2
    assert days_left(None, DEADLINE) is None


DAYS = st.dates(D(2015, 1, 1), D(2035, 12, 31))
ORDER = [DeadlineState.ON_TIME, DeadlineState.SOON, DeadlineState.LATE]


@given(DAYS, DAYS, st.integers(0, 400), st.integers(0, 60))
def test_a_deadline_never_gets_better_by_waiting(deadline: dt.date, today: dt.date, later: int, warning: int) -> None:
    now = deadline_state(deadline, answered=False, today=today, warning_days=warning)
    then = deadline_state(deadline, answered=False, today=today + dt.timedelta(later), warning_days=warning)
    assert ORDER.index(now) <= ORDER.index(then)
