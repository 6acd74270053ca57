"""The names of holidays: the same days as the library and as working days have."""

import datetime as dt

import holidays
import pytest

from secretary_app.domain.red_days import holiday_name
from secretary_app.domain.workdays import is_working_day

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("year", [2000, 2004, 2005, 2008, 2024, 2025, 2026, 2027, 2038, 2060])
def test_each_holiday_has_a_name_and_nothing_else(year: int) -> None:
    public = {day for day, name in holidays.country_holidays("SE", years=year).items() if name != "Söndag"}
    days = [dt.date(year, 1, 1) + n * DAY for n in range(365)]
    named = {day for day in days if holiday_name(day)}
    assert public <= named
    assert {holiday_name(day) for day in named - public} <= {"Midsommarafton", "Julafton", "Nyårsafton"}
    for day in days:
        if day.weekday() < 5:
            assert bool(holiday_name(day)) is not is_working_day(day)


def test_the_names_are_as_one_says_them() -> None:
    assert holiday_name(dt.date(2026, 4, 3)) == "Långfredagen"
    assert holiday_name(dt.date(2026, 5, 14)) == "Kristi himmelsfärd"
    assert holiday_name(dt.date(2026, 6, 19)) == "Midsommarafton"
    assert holiday_name(dt.date(2026, 10, 31)) == "Alla helgons dag"
    assert holiday_name(dt.date(2026, 3, 11)) == ""
