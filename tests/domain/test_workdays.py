import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.workdays import (
    add_working_days,
    back_to_working_day,
    computed_free_weekdays,
    forward_to_working_day,
    is_working_day,
    weekday_name,
    why_free,
    working_days_between,
)
from secretary_app.support.resources import resource

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


_KEPT = json.loads(resource("red_days.json").read_text(encoding="utf-8"))


def test_the_years_in_use_are_kept() -> None:
    assert list(_KEPT) == [str(year) for year in range(2000, 2061)]


@pytest.mark.parametrize("year", _KEPT)
def test_the_kept_days_are_those_of_the_library(year: str) -> None:
    assert _KEPT[year] == [f"{day:%m-%d}" for day in sorted(computed_free_weekdays(int(year)))]
    new_year, december = dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)
    weekdays = sum((new_year + dt.timedelta(days=n)).weekday() < 5 for n in range((december - new_year).days + 1))
    working = working_days_between(new_year - dt.timedelta(days=1), december)
    assert working == weekdays - len(_KEPT[year])


def test_the_file_is_what_its_script_makes(tmp_path: Path) -> None:
    again = tmp_path / "red_days.json"
    script = Path(__file__).parents[2] / "packaging" / "make_red_days.py"
    subprocess.run([sys.executable, str(script), str(again)], check=True)
    assert again.read_bytes() == resource("red_days.json").read_bytes().replace(b"\r\n", b"\n")


@pytest.mark.parametrize(("year", "loaded"), [(1999, True), (2000, False), (2026, False), (2060, False), (2061, True)])
def test_the_library_is_only_asked_for_other_years(year: int, loaded: bool) -> None:
    code = (
        "import datetime as dt, sys\n"
        "from secretary_app.domain.deadlines import deadline_state\n"
        "from secretary_app.domain.workdays import is_working_day, why_free\n"
        f"assert not is_working_day(dt.date({year}, 1, 6)) and why_free(dt.date({year}, 12, 24))\n"
        f"deadline_state(dt.date({year}, 6, 1), answered=False, today=dt.date({year}, 1, 1), warning_days=9)\n"
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == loaded
