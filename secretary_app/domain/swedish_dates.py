"""Dates as Swedish papers write them: found in running text, read out of a cell, and written in words."""

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum

from secretary_app.support.records import record

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
"""January first."""
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
"""Monday first, as ``date.weekday()`` counts."""


class Certainty(StrEnum):
    EXPLICIT = "explicit"
    """Day, month and year stand there."""
    INFERRED = "inferred"
    """The year was left out and follows from the context."""
    FUZZY = "fuzzy"
    """Only a month stands there; the date is its last day."""


@record(frozen=True)
class FoundDate:
    """A date and where it stands: ``words`` is ``text[start:end]``, unchanged."""

    date: dt.date
    start: int
    end: int
    words: str
    certainty: Certainty


# A hyphen at a line's end comes out of a PDF as U+FFFE or U+0002 (pdfium).
_DASH = r"[-\u2010\u2011\u2012\u2013\u2212\u00ad\ufffe\u0002]"
_YEAR = r"(?:19|20|21)[0-9]{2}(?![0-9])"
_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)\.?)(?!\w)"
)
_DEN = r"(?:\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,?\s{1,9})?(?:\bden\s{1,9})?"

_DATE = re.compile(
    rf"""
    (?<![0-9]) (?P<iso>{_YEAR}{_DASH}\s{{0,9}}[0-9]{{2}}{_DASH}\s{{0,9}}[0-9]{{2}}) (?![0-9])
    | {_DEN} (?<![0-9]) (?P<day>[0-9]{{1,2}}) (?::[ae])? \s{{0,9}} (?P<month>{_MONTH})
      (?:,?\s{{0,9}} (?P<year>{_YEAR}))?
    | {_DEN} (?<![0-9/.:-]) (?P<slash>[0-9]{{1,2}}/[0-9]{{1,2}} \s{{0,9}} [-/\s] \s{{0,9}} {_YEAR})
    | \bden\s{{1,9}} (?P<short>[0-9]{{1,2}}/[0-9]{{1,2}}) (?![0-9/.:-]|\s{{0,9}}{_YEAR})
    | {_DEN} (?<![0-9.]) (?P<dot>[0-9]{{1,2}}\.\s?[0-9]{{1,2}}\.\s?{_YEAR}) (?!\.[0-9])
    | (?P<before>\bföre\s{{1,9}})?
      (?P<by>\b(?:(?:utgången|slutet)\s{{1,9}}av|senast(?:\s{{1,9}}(?:i|under))?)\s{{1,9}})?
      (?<!\w) (?P<whole>{_MONTH}) (?:\s{{1,9}}månad\b)? (?:,?\s{{0,9}} (?P<whole_year>{_YEAR}))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Every date holds a digit or one of these words, and no part of it is further from them than _AROUND: looking only
# there makes reading a long report about three times as fast. The white space above is bounded for that reason.
_HINT = re.compile(r"[0-9]+|[Uu](?i:tgången)|[Ss](?i:lutet|enast)")
_AROUND = 72
_LEAP_YEAR = 2024
_LIST = re.compile(r"\s*(?:,|och|eller|samt|till|t\.?\s?o\.?\s?m\.?|till\s+och\s+med|[-–])\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")
_CELL = (re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"), re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"))


@record(frozen=True)
class _Written:
    """What stands at one place of a text, before the year is known to be right or given at all."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    """None: the whole month."""
    before_month: bool = False


def find_dates(text: str, *, reference: dt.date | None = None) -> list[FoundDate]:
    """Every date in running Swedish text, in the order in which it stands.

    Dates may be broken over lines. One without a year takes it from the date it is listed with ("1 mars och 30 juni
    2025"), else it is the first such day on or after ``reference``, and is left out without one. A month alone is
    its last day. What is no date (31 april) is left out; no text raises.
    """
    found: list[FoundDate] = []
    following: FoundDate | None = None
    for written in reversed(list(_written(text))):
        one = _found(text, written, reference, following)
        if one is not None:
            found.append(one)
        following = one
    found.reverse()
    return found


def impossible_at(text: str) -> str:
    """What the text begins with, where it is written as a date and is none (``den 31 april 2026``); else ``""``."""
    written = next(_written(text), None)
    if written is None or written.start or written.day is None:
        return ""
    # Without a year 29 February is a date.
    exists = _date(written.year if written.year is not None else _LEAP_YEAR, written.month, written.day)
    return "" if exists else text[: written.end]


def parse_date(text: str) -> dt.date | None:
    """The date that the whole text is (``2025-06-30``, ``den 30 juni 2025``, ``31/12 2019``), else None."""
    whole = text.strip().rstrip(".")
    for form in _CELL:
        match = form.fullmatch(whole)
        if match:
            year, month, day = (int(part) for part in match.groups())
            return _date(year, month, day)
    dates = find_dates(whole)
    if len(dates) == 1 and dates[0].words == whole and dates[0].certainty is Certainty.EXPLICIT:
        return dates[0].date
    return None


def in_words(date: dt.date) -> str:
    """``30 juni 2025``."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its abbreviation, in any case."""
    bare = word.lower().rstrip(".")
    if len(bare) < 3:
        return None
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(bare)), None)


def last_of_month(year: int, month: int) -> dt.date:
    # Without ``calendar``, which brings all the world's languages along into the window's start.
    return dt.date(year, 12, 31) if month == 12 else dt.date(year, month + 1, 1) - dt.timedelta(1)


def _written(text: str) -> Iterator[_Written]:
    for start, end in _places(text):
        for match in _DATE.finditer(text, start, end):
            written = _read(match)
            if written is not None:
                yield written


def _places(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text that can hold a date."""
    start = end = 0
    for hint in _HINT.finditer(text):
        if hint.start() - _AROUND > end:
            yield start, end
            start = hint.start() - _AROUND
        end = hint.end() + _AROUND
    yield start, end


def _read(match: re.Match[str]) -> _Written | None:
    start, end = match.span()
    numbers = [int(number) for number in _NUMBER.findall(match["iso"] or match["slash"] or match["dot"] or "")]
    if match["iso"]:
        year, month, day = numbers
        return _Written(start, end, year, month, day)
    if numbers:
        day, month, year = numbers
        return _Written(start, end, year, month, day)
    if match["short"]:
        day, month = (int(number) for number in match["short"].split("/"))
        return _Written(start, end, None, month, day)
    named = month_number(match["month"] or match["whole"])
    if named is None:
        return None
    if match["day"]:
        return _Written(start, end, int(match["year"]) if match["year"] else None, named, int(match["day"]))
    if match["whole_year"] is None and match["by"] is None:
        return None  # "i mars" in running text says when something was, not by when
    year_or_none = int(match["whole_year"]) if match["whole_year"] else None
    return _Written(start, end, year_or_none, named, None, before_month=bool(match["before"] and not match["by"]))


def _found(text: str, written: _Written, reference: dt.date | None, following: FoundDate | None) -> FoundDate | None:
    date = _dated(text, written, reference, following)
    if date is None:
        return None
    if written.day is None:
        certainty = Certainty.FUZZY
    else:
        certainty = Certainty.INFERRED if written.year is None else Certainty.EXPLICIT
    return FoundDate(date, written.start, written.end, text[written.start : written.end], certainty)


def _dated(text: str, written: _Written, reference: dt.date | None, following: FoundDate | None) -> dt.date | None:
    if written.year is not None:
        return _in_year(written, written.year)
    if following is not None and _LIST.fullmatch(text, written.end, following.start):
        years = (following.date.year, following.date.year - 1)
        dates = (_in_year(written, year) for year in years)
        return next((date for date in dates if date is not None and date <= following.date), None)
    if reference is not None:
        # Eight years, since 29 February can be that far away (1896-1904).
        dates = (_in_year(written, reference.year + later) for later in range(9) if reference.year + later <= 9999)
        return next((date for date in dates if date is not None and date >= reference), None)
    return None


def _in_year(written: _Written, year: int) -> dt.date | None:
    if written.day is not None:
        return _date(year, written.month, written.day)
    if written.before_month:
        return dt.date(year, written.month, 1) - dt.timedelta(days=1)
    return last_of_month(year, written.month)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
