import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.date_words import day, day_with_weekday, near_day, time_left

TODAY = dt.date(2026, 4, 14)  # a Tuesday, the week after Easter


def test_a_day_has_its_year_only_when_it_is_another() -> None:
    assert day(dt.date(2026, 4, 16), TODAY) == "16 april"
    assert day(dt.date(2025, 12, 1), TODAY) == "1 december 2025"
    assert day_with_weekday(dt.date(2026, 4, 16), TODAY) == "tors 16 april"
    assert day_with_weekday(dt.date(2027, 1, 10), TODAY) == "sön 10 januari 2027"


def test_the_weekday_stands_within_two_weeks() -> None:
    assert near_day(dt.date(2026, 4, 28), TODAY) == "tis 28 april"
    assert near_day(dt.date(2026, 4, 29), TODAY) == "29 april"
    assert near_day(dt.date(2026, 3, 31), TODAY) == "tis 31 mars"
    assert near_day(dt.date(2026, 3, 30), TODAY) == "30 mars"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (dt.date(2026, 4, 14), "i dag"),
        (dt.date(2026, 4, 15), "i morgon"),
        (dt.date(2026, 4, 16), "om 2 dagar"),
        (dt.date(2026, 4, 13), "1 arbetsdag sen"),
        (dt.date(2026, 4, 10), "2 arbetsdagar sen"),
        (dt.date(2026, 4, 2), "6 arbetsdagar sen"),  # Good Friday and Easter Monday don't count
    ],
)
def test_time_ahead_is_counted_in_days_and_lateness_in_working_days(date: dt.date, words: str) -> None:
    assert time_left(date, TODAY) == words


def test_before_the_first_working_day_after_it_a_day_is_late_by_days() -> None:
    friday = dt.date(2026, 4, 17)
    assert time_left(friday, friday + dt.timedelta(days=1)) == "1 dag sen"
    assert time_left(friday, friday + dt.timedelta(days=2)) == "2 dagar sen"
    assert time_left(friday, friday + dt.timedelta(days=3)) == "1 arbetsdag sen"


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.integers(-400, 400))
def test_what_has_passed_is_late_and_nothing_else(date: dt.date, days: int) -> None:
    words = time_left(date + dt.timedelta(days=days), date)
    assert words.endswith(" sen") == (days < 0)
    assert (words in ("i dag", "i morgon") or words.startswith("om ")) == (days >= 0)
