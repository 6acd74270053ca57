"""Working days in Sweden: Monday to Friday, less public holidays and the eves that are free in practice.

Public holidays are those of lagen (1989:253) om allmänna helgdagar; Midsummer Eve, Christmas Eve and New Year's Eve
are counted as free too (semesterlagen 7 §). All dates are local.

The free days of the years in use lie in ``resources/red_days.json`` (packaging/make_red_days.py): to read them
takes less than a millisecond, the library that computes them a hundred times as long. It is asked for other years.
"""

import datetime as dt
import json
from functools import cache, lru_cache

from secretary_app.support.resources import resource

_DAY = dt.timedelta(days=1)
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


@lru_cache(maxsize=256)
def _free_weekdays(year: int) -> frozenset[dt.date]:
    """The days from Monday to Friday of ``year`` on which nobody works."""
    kept = _kept().get(str(year))
    if kept is None:
        return computed_free_weekdays(year)
    return frozenset(dt.date.fromisoformat(f"{year}-{month_and_day}") for month_and_day in kept)


@cache
def _kept() -> dict[str, list[str]]:
    """By year the free days, as ``06-19``."""
    by_year: dict[str, list[str]] = json.loads(resource("red_days.json").read_text(encoding="utf-8"))
    return by_year


def computed_free_weekdays(year: int) -> frozenset[dt.date]:
    """The days from Monday to Friday of ``year`` on which nobody works, as the library and the calendar have it."""
    import holidays

    public = set(holidays.country_holidays("SE", years=year))
    midsummer_eve = next(day for day in (dt.date(year, 6, n) for n in range(19, 26)) if day.weekday() == 4)
    eves = {midsummer_eve, dt.date(year, 12, 24), dt.date(year, 12, 31)}
    return frozenset(day for day in public | eves if day.weekday() < 5)


def is_working_day(day: dt.date) -> bool:
    """Whether offices are open on ``day``."""
    return day.weekday() < 5 and day not in _free_weekdays(day.year)


@lru_cache(maxsize=4096)
def back_to_working_day(day: dt.date) -> dt.date:
    """``day`` itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def forward_to_working_day(day: dt.date) -> dt.date:
    """``day`` itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


@lru_cache(maxsize=4096)
def add_working_days(day: dt.date, n: int) -> dt.date:
    """The ``n``:th working day after ``day`` (before it when ``n`` is negative); 0 leaves the day as it is."""
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(a: dt.date, b: dt.date) -> int:
    """The number of working days after ``a`` up to and including ``b``; negative when ``b`` is before ``a``."""
    if b < a:
        return -working_days_between(b, a)
    free = sum(a < day <= b for year in range(a.year, b.year + 1) for day in _free_weekdays(year))
    return _weekdays_until(b) - _weekdays_until(a) - free


def _weekdays_until(day: dt.date) -> int:
    """Days from Monday to Friday from 0001-01-01, which was a Monday, up to and including ``day``."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def weekday_name(day: dt.date) -> str:
    """``måndag`` … ``söndag``."""
    return _WEEKDAYS[day.weekday()]


def why_free(day: dt.date) -> str:
    """Why ``day`` is no working day, in a word: ``lördag``, ``söndag``, ``julafton`` …, else ``helgdag``.

    ``""`` if it is a working day.
    """
    if is_working_day(day):
        return ""
    if day.weekday() >= 5:
        return weekday_name(day)
    if day.month == 12 and day.day in (24, 31):
        return "julafton" if day.day == 24 else "nyårsafton"
    if day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25:
        return "midsommarafton"
    return "helgdag"


_FIXED_HOLIDAYS = {
    (1, 1): "nyårsdagen",
    (1, 6): "trettondedag jul",
    (5, 1): "första maj",
    (6, 6): "nationaldagen",
    (12, 25): "juldagen",
    (12, 26): "annandag jul",
}
_MOVING_HOLIDAYS = {0: "annandag påsk", 3: "Kristi himmelsfärdsdag", 4: "långfredagen"}
"""By weekday: those that always fall on it, and are no fixed day."""


def free_day_name(day: dt.date) -> str:
    """Like ``why_free``, but a public holiday from Monday to Friday has its own name: ``långfredagen``."""
    why = why_free(day)
    if why != "helgdag":
        return why
    fixed = _FIXED_HOLIDAYS.get((day.month, day.day))
    if fixed is None and day.weekday() == 0 and day.month >= 5:
        return "annandag pingst"  # free until 2004
    return fixed or _MOVING_HOLIDAYS.get(day.weekday(), why)
