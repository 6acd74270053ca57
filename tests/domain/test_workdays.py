import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.workdays import (
    add_working_days,
    back_to_working_day,
    forward_to_working_day,
    is_working_day,
    weekday_name,
    why_free,
    working_days_between,
)

days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-01-01", "helgdag"),  # nyårsdagen
        ("2025-01-06", "helgdag"),  # trettondedag jul
        ("2025-04-18", "helgdag"),  # långfredagen
        ("2025-04-21", "helgdag"),  # annandag påsk
        ("2025-05-01", "helgdag"),
        ("2025-05-29", "helgdag"),  # Kristi himmelsfärdsdag
        ("2025-06-06", "helgdag"),  # nationaldagen
        ("2025-06-20", "midsommarafton"),
        ("2026-06-19", "midsommarafton"),
        ("2025-06-21", "lördag"),
        ("2025-12-24", "julafton"),
        ("2025-12-25", "helgdag"),
        ("2025-12-26", "helgdag"),
        ("2025-12-31", "nyårsafton"),
        ("2022-05-01", "söndag"),
        ("2004-05-31", "helgdag"),  # annandag pingst, till och med 2004
    ],
)
def test_free_days_are_no_working_days(day: str, why: str) -> None:
    date = dt.date.fromisoformat(day)
    assert not is_working_day(date)
    assert why_free(date) == why


@pytest.mark.parametrize(
    "day",
    ["2025-04-17", "2025-05-02", "2025-06-19", "2026-06-26", "2025-12-23", "2025-12-30", "2005-05-16", "2004-06-04"],
)
def test_ordinary_weekdays_are_working_days(day: str) -> None:
    date = dt.date.fromisoformat(day)
    assert is_working_day(date)
    assert why_free(date) == ""


def test_moves_over_easter() -> None:
    assert back_to_working_day(dt.date(2025, 4, 21)) == dt.date(2025, 4, 17)
    assert forward_to_working_day(dt.date(2025, 4, 18)) == dt.date(2025, 4, 22)
    assert back_to_working_day(dt.date(2025, 4, 17)) == dt.date(2025, 4, 17)


def test_adds_over_christmas_and_new_year() -> None:
    assert add_working_days(dt.date(2025, 12, 23), 1) == dt.date(2025, 12, 29)
    assert add_working_days(dt.date(2025, 12, 30), 1) == dt.date(2026, 1, 2)
    assert add_working_days(dt.date(2026, 1, 2), -3) == dt.date(2025, 12, 23)
    assert add_working_days(dt.date(2025, 12, 25), 0) == dt.date(2025, 12, 25)


def test_counts_signed() -> None:
    assert working_days_between(dt.date(2025, 4, 17), dt.date(2025, 4, 22)) == 1
    assert working_days_between(dt.date(2025, 4, 22), dt.date(2025, 4, 17)) == -1
    assert working_days_between(dt.date(2025, 12, 23), dt.date(2026, 1, 7)) == 5
    assert working_days_between(dt.date(2025, 4, 17), dt.date(2025, 4, 17)) == 0


def test_weekday_names() -> None:
    assert [weekday_name(dt.date(2025, 9, day)) for day in (1, 7)] == ["måndag", "söndag"]


@given(days, st.integers(-400, 400))
def test_counting_agrees_with_looking_at_every_day(a: dt.date, distance: int) -> None:
    b = a + dt.timedelta(days=distance)
    first, last = min(a, b), max(a, b)
    counted = sum(is_working_day(first + dt.timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert working_days_between(a, b) == (counted if b >= a else -counted)


@given(days, st.integers(-60, 60).filter(bool))
def test_adding_lands_on_a_working_day_that_many_away(day: dt.date, n: int) -> None:
    landed = add_working_days(day, n)
    assert is_working_day(landed)
    if n > 0:
        assert working_days_between(day, landed) == n
    else:
        before = landed - dt.timedelta(days=1)
        assert working_days_between(before, day - dt.timedelta(days=1)) == -n


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, secretary_app.domain.workdays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
