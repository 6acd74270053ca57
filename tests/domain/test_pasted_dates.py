"""Every usual way of writing a date is read back as that date, and what is none says why."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.pasted_dates import CellDate, DateFault, dates_or_fault, nearest_day, read_dates
from secretary_app.domain.swedish_dates import MONTHS, WEEKDAYS

Form = Callable[[dt.date], str]
_SHORT = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")


def _ending(day: int) -> str:
    return "a" if day in (1, 2, 21, 22, 31) else "e"


FORMS: dict[str, Form] = {
    "2026-02-03": lambda day: day.isoformat(),
    "20260203": lambda day: day.strftime("%Y%m%d"),
    "260203": lambda day: day.strftime("%y%m%d"),
    "2026/2/3": lambda day: f"{day.year}/{day.month}/{day.day}",
    "3.2.26": lambda day: f"{day.day}.{day.month}.{day:%y}",
    "03.02.2026": lambda day: day.strftime("%d.%m.%Y"),
    "3/2": lambda day: f"{day.day}/{day.month}",
    "3/2 2026": lambda day: f"{day.day}/{day.month} {day.year}",
    "3/2-26": lambda day: f"{day.day}/{day.month}-{day:%y}",
    "3 februari": lambda day: f"{day.day} {MONTHS[day.month - 1]}",
    "den 3:e februari 2026": lambda day: f"den {day.day}:{_ending(day.day)} {MONTHS[day.month - 1]} {day.year}",
    "tis 3 feb": lambda day: f"{_SHORT[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}",
    "tisdagen den 3 februari": lambda day: f"{WEEKDAYS[day.weekday()]}en den {day.day} {MONTHS[day.month - 1]}",
    "Tis. 3/2 kl. 13.00": lambda day: f"{_SHORT[day.weekday()].title()}. {day.day}/{day.month} kl. 13.00",
    "3-feb-26": lambda day: f"{day.day}-{MONTHS[day.month - 1][:3]}-{day:%y}",
    "3 FEBRUARI 2026": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}".upper(),
    "2026-02-03 13:00": lambda day: f"{day} 13:00",
    "3 februari (tisdag)": lambda day: f"{day.day} {MONTHS[day.month - 1]} ({WEEKDAYS[day.weekday()]})",
    "3 februari, tisdag": lambda day: f"{day.day} {MONTHS[day.month - 1]}, {WEEKDAYS[day.weekday()]}",
    "v. 6 tis 3/2": lambda day: f"v. {day.isocalendar().week} {_SHORT[day.weekday()]} {day.day}/{day.month}",
    "46056": lambda day: str((day - dt.date(1899, 12, 30)).days),
}


@given(st.dates(dt.date(2001, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(sorted(FORMS)))
def test_a_date_in_any_form_is_read_back(day: dt.date, form: str) -> None:
    found = read_dates(FORMS[form](day), day.year)
    assert found is not None
    assert [each.date for each in found] == [day]


@given(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
def test_a_day_of_a_known_month_needs_no_more(day: dt.date) -> None:
    assert read_dates(f"den {day.day}:{_ending(day.day)}", 2026, day.month) == [CellDate(day, False)]


def test_excels_numbers_are_said_to_be_such() -> None:
    (found,) = read_dates("46056", 2026) or []
    assert (found.date, found.year_given, found.said) == (dt.date(2026, 2, 3), True, "Excels tal 46056")
    assert read_dates("12345", 2026) is None
    assert read_dates("99999", 2026) is None


@pytest.mark.parametrize(
    ("words", "reason", "date", "suggestion"),
    [
        ("31 april", "31 april finns inte", None, dt.date(2026, 4, 30)),
        ("29 februari", "29 februari finns inte 2026", None, dt.date(2026, 2, 28)),
        ("45/1", "45 januari finns inte", None, None),
        ("2026-13-01", "månad 13 finns inte", None, dt.date(2026, 1, 13)),
        ("1/27/2026", "månad 27 finns inte", None, dt.date(2026, 1, 27)),
        ("14/14", "månad 14 finns inte", None, None),
        ("ons 6 maj (reserv)", "där står också ”(reserv)”", dt.date(2026, 5, 6), None),
        ("Extra: 6 maj kl 13, obs tiden", "där står också ”Extra: … obs tiden”", dt.date(2026, 5, 6), None),
        ("6/5*", "där står ”6/5*”", dt.date(2026, 5, 6), None),
        ("31 april (prel)", "31 april finns inte", None, dt.date(2026, 4, 30)),
        ("onsdag 27 januari", "27 januari 2026 är en tisdag", dt.date(2026, 1, 27), dt.date(2026, 1, 28)),
        ("mån 27/1", "27 januari 2026 är en tisdag", dt.date(2026, 1, 27), dt.date(2026, 1, 26)),
        ("lör 27/1", "27 januari 2026 är en tisdag", dt.date(2026, 1, 27), None),
        ("ej bestämt", "”ej bestämt” är inget datum", None, None),
        ("13", "det står dag 13 men ingen månad", None, None),
        ("0000-01-01", "år 0 finns inte", None, None),
    ],
)
def test_what_is_no_date_says_why(words: str, reason: str, date: dt.date | None, suggestion: dt.date | None) -> None:
    assert dates_or_fault(words, 2026) == DateFault(reason, date, suggestion)


@given(st.text(max_size=40), st.integers(1, 9999), st.none() | st.integers(1, 12))
def test_any_text_gives_dates_or_a_reason(text: str, year: int, month: int | None) -> None:
    found = dates_or_fault(text, year, month)
    assert isinstance(found, list) or found.reason


@given(st.text(alphabet="0123456789 -/.:aeåäömånstiorfjbdkl", max_size=24))
def test_what_looks_like_a_date_gives_dates_or_a_reason(text: str) -> None:
    found = dates_or_fault(text, 2026)
    assert isinstance(found, list) or found.reason


@pytest.mark.parametrize(
    ("words", "today", "meant"),
    [
        ("4/5", "2026-03-11", "2026-05-04"),
        ("4 maj", "2026-03-11", "2026-05-04"),
        ("mån 4 maj", "2026-03-11", "2026-05-04"),
        ("15/1", "2026-11-10", "2027-01-15"),
        ("20/12", "2027-01-08", "2026-12-20"),
        ("mån 2028-05-01", "2026-03-11", "2028-05-01"),
        ("29 februari", "2027-06-01", "2028-02-29"),
        # Another year has that weekday, but nobody means it.
        ("tis 4 maj", "2026-03-11", None),
        ("31 april", "2026-03-11", None),
        ("4 maj och 5 maj", "2026-03-11", None),
        ("46056", "2026-03-11", None),
        ("", "2026-03-11", None),
    ],
)
def test_a_day_without_a_year_is_the_nearest(words: str, today: str, meant: str | None) -> None:
    found = nearest_day(words, dt.date.fromisoformat(today))
    assert (found and str(found)) == meant
