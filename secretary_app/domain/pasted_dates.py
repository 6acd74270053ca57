"""The dates of one cell that a person has copied out of a table: one or several, in any usual way of writing."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from secretary_app.domain.swedish_dates import MONTHS, in_words, last_of_month, month_number
from secretary_app.domain.workdays import weekday_name

_CENTURY = 2000
_WEEKDAY_NAME = r"(?:mån|må|tis|ti|ons|on|tors|tor|to|fre|fr|lör|lö|sön|sö)(?:dag(?:en)?)?"
_WEEKDAY = rf"(?P<weekday>{_WEEKDAY_NAME})(?![a-zåäö])\.?"
_WEEKDAYS = ("må", "ti", "on", "to", "fr", "lö", "sö")
"""Monday first, each by the two letters that tell it apart."""
_ONLY_WEEKDAY = re.compile(_WEEKDAY, re.IGNORECASE)
_BEFORE_DATE = re.compile(rf"(?:{_WEEKDAY}\s*)?(?:den\s+)?", re.IGNORECASE)
_WEEKDAY_COMMA = re.compile(rf"(?<!\w)({_WEEKDAY_NAME}\.?)\s*,", re.IGNORECASE)
_CLOCK = r"[0-9]{1,2}[.:][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_TIME = re.compile(
    rf",?\s*(?:\b(?:kl(?:ockan)?\.?)\s*(?:{_CLOCK}|[0-9]{{1,2}}(?![0-9]))|(?:T|(?<=[0-9a-zåäö])\s|^)[0-9]{{1,2}}:[0-9]{{2}}"
    rf"(?::[0-9]{{2}}(?:\.[0-9]+)?)?)(?:\s*[-–]\s*(?:{_CLOCK}|[0-9]{{1,2}}(?![0-9.:/-])))?",
    re.IGNORECASE,
)
_WEEKDAY_LAST = re.compile(rf"(?<=[0-9a-zåäö.])[\s,]+\(?(?P<weekday>{_WEEKDAY_NAME})\.?\)?\s*$", re.IGNORECASE)
_WEEK = re.compile(r"(?<!\w)(?:v\.?|vecka)\s*[0-9]{1,2}(?![0-9/.:-])[\s,:–-]*", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;&+\v\n]|\b(?:och|samt)\b", re.IGNORECASE)
_EXCEL_DAY_0 = dt.date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73050
"""Excel's numbers of 1950-01-01 and 2099-12-31: a number outside them is no day."""
_DAYS_APART = re.compile(r"[0-9]{1,2}(?:\s+[0-9]{1,2})+")
_SHOWN = 40
_MOST_WORDS = 12
"""Of a cell in which a date is looked for among other words."""
_MOST_OF_DATE = 6
"""Words of one date: ``tisdagen den 3 februari 2026 kl``."""
_MOST_NUMBERS = 4
"""Of a cell with a single date: day, year, time and one more."""
_LAST_YEAR = 9999
_NOTHING = re.compile(r"[-–—.*\s]*")


@dataclass(frozen=True)
class CellDate:
    date: dt.date
    year_given: bool
    """The year stood there; else it is the one that was assumed."""
    said: str = field(default="", compare=False)
    """How it was understood, where that cannot be seen: ``Excels tal 46049``."""

    def a_year_earlier(self) -> "CellDate":
        """The same day of the year before (29 February: the day before)."""
        day = min(self.date.day, 28) if self.date.month == 2 else self.date.day
        return replace(self, date=dt.date(max(self.date.year - 1, dt.MINYEAR), self.date.month, day))


@dataclass(frozen=True)
class DateFault:
    """Why a cell is no date, and what may have been meant."""

    reason: str
    date: dt.date | None = None
    """The day that stands there all the same: its weekday is another."""
    suggestion: dt.date | None = None


@dataclass(frozen=True)
class _Written:
    day: int
    month: int | None = None
    year: int | None = None
    said: str = ""


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing: empty, or a dash where no meeting is."""
    return _NOTHING.fullmatch(cell) is not None


def is_weekday(cell: str) -> bool:
    """Whether a cell is the name of a weekday and nothing more."""
    return _ONLY_WEEKDAY.fullmatch(cell.strip()) is not None


def read_dates(cell: str, year: int, month: int | None = None) -> list[CellDate] | None:
    """The dates of a cell, in the order in which they stand; None where any of it is not understood.

    ``2026-01-27 00:00:00``, ``tis 27/1``, ``27 jan 2026``, ``13 och 27 januari``; with ``month`` also ``13, 27``. One
    without a year is of ``year``. A date whose weekday is another is not understood, and neither is one that is none
    (31 april). Five digits are the number that Excel keeps a day as. Blank cells give no dates.
    """
    found = dates_or_fault(cell, year, month)
    return None if isinstance(found, DateFault) else found


def dates_or_fault(cell: str, year: int, month: int | None = None) -> list[CellDate] | DateFault:
    """Like ``read_dates``, but says why where any of it is not understood."""
    found, faults = dates_and_faults(cell, year, month)
    return faults[0] if faults else found


def dates_and_faults(cell: str, year: int, month: int | None = None) -> tuple[list[CellDate], list[DateFault]]:
    """The dates of a cell, and what is written as a date beside them and is none (``10, 31`` in June).

    Where anything else stands there the whole cell is one fault, and no date.
    """
    read = _read_pieces(cell, year, month)
    if read is None:
        return [], [_within(cell, year, month) or DateFault(f"{_quoted(cell)} är inget datum")]
    found, faults = read
    return found, faults if found else faults[:1]


def nearest_day(words: str, today: dt.date) -> dt.date | None:
    """The one day that the words are; without a year the nearest such day. None for one whose weekday is another."""
    found: list[tuple[dt.timedelta, dt.date | None]] = []
    for year in (today.year - 1, today.year, today.year + 1):
        read = dates_or_fault(words, year)
        if isinstance(read, DateFault):
            if read.date is not None:
                found.append((abs(read.date - today), None))
        elif len(read) == 1 and not read[0].said:
            found.append((abs(read[0].date - today), read[0].date))
    return min(found, key=lambda each: each[0])[1] if found else None


def _read_pieces(cell: str, year: int, month: int | None) -> tuple[list[CellDate], list[DateFault]] | None:
    """None where anything but dates stands there."""
    pieces = _pieces(cell)
    if not pieces and not is_blank(cell):
        return None
    found: list[CellDate] = []
    faults: list[DateFault] = []
    following: _Written | None = None
    for piece in reversed(pieces):
        before = _BEFORE_DATE.match(piece)
        rest = piece[before.end() :] if before else piece
        written = _read(rest.strip())
        if written is None:
            return None
        following = _completed(written, following, month)
        one = _day_or_fault(following, year, (before and before["weekday"]) or "")
        if isinstance(one, DateFault):
            faults.insert(0, one)
        else:
            found.insert(0, one)
    return found, faults


def _within(cell: str, year: int, month: int | None) -> DateFault | None:
    """The one date that stands among other words (``6 maj (reserv)``): it may be meant."""
    words = cell.split()[:_MOST_WORDS]
    has_digit = [bool(re.search("[0-9]", word)) for word in words]
    if sum(has_digit) > _MOST_NUMBERS:
        return None
    for start in range(len(words)):
        if not any(has_digit[start : start + 3]):
            continue  # no more than "tisdagen den" comes before the day
        for end in range(min(len(words), start + _MOST_OF_DATE), start, -1):
            part = " ".join(words[start:end]).strip(" *()!?,;:–-")
            dates, faults = (any(has_digit[start:end]) and _read_pieces(part, year, month)) or ([], [])
            if len(dates) == 1 and not faults:
                rest = " ".join([*words[:start], *(["…"] if start and end < len(words) else []), *words[end:]])
                return DateFault(
                    f"där står också {_quoted(rest)}" if rest else f"där står {_quoted(cell)}", dates[0].date
                )
            if not dates and len(faults) == 1 and faults[0].suggestion:
                return faults[0]
    return None


def _day_or_fault(written: _Written, year: int, weekday: str) -> CellDate | DateFault:
    date = _dated(written, year)
    if date is None:
        return _no_day(written, year)
    if weekday and not _is_named(date, weekday):
        return _other_weekday(date, weekday)
    return CellDate(date, written.year is not None, written.said)


def _pieces(cell: str) -> list[str]:
    text = _TIME.sub("", _WEEKDAY_COMMA.sub(r"\1 ", _WEEK.sub("", cell)))
    last = _WEEKDAY_LAST.search(text) if re.search("[0-9]", text) else None
    if last and not _BETWEEN.search(text, 0, last.start()):
        text = f"{last['weekday']} {text[: last.start()]}"
    pieces: list[str] = []
    for piece in _BETWEEN.split(text):
        words = piece.strip()
        pieces += words.split() if _DAYS_APART.fullmatch(words) else [words] if not is_blank(words) else []
    return pieces


def _quoted(words: str) -> str:
    shown = " ".join(words.split())
    return f"”{shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + '…'}”"


def _no_day(written: _Written, year: int) -> DateFault:
    """Why a date that was understood is no day; the month's last is suggested for one that is a few days too late."""
    if written.month is None:
        return DateFault(f"det står dag {written.day} men ingen månad")
    if not 1 <= written.month <= 12:
        # As Americans write it: the month first.
        turned = _dated(replace(written, day=written.month, month=written.day), year) if written.day <= 12 else None
        return DateFault(f"månad {written.month} finns inte", suggestion=turned)
    of_year = written.year if written.year is not None else year
    name = f"{written.day} {MONTHS[written.month - 1]}"
    if not 1 <= of_year <= _LAST_YEAR:
        return DateFault(f"år {of_year} finns inte")
    reason = f"{name} finns inte{f' {of_year}' if (written.day, written.month) == (29, 2) else ''}"
    meant = last_of_month(of_year, written.month) if 29 <= written.day <= 31 else None
    return DateFault(reason, suggestion=meant)


def _other_weekday(date: dt.date, weekday: str) -> DateFault:
    reason = f"{in_words(date)} är en {weekday_name(date)}"
    beside = (date + dt.timedelta(days=step) for step in (1, -1) if dt.date.min < date < dt.date.max)
    return DateFault(reason, date, next((day for day in beside if _is_named(day, weekday)), None))


def _completed(written: _Written, following: _Written | None, month: int | None) -> _Written:
    """With what the next date of the list says for it too: ``13 och 27 januari``, ``1 mars och 30 juni 2026``."""
    if following is None or following.month is None:
        return written if written.month is not None else replace(written, month=month)
    if written.month is None:
        return replace(written, month=following.month, year=following.year)
    if written.year is None and following.year is not None:
        later = (written.month, written.day) > (following.month, following.day)
        return replace(written, year=following.year - later)
    return written


def _dated(written: _Written, year: int) -> dt.date | None:
    if written.month is None:
        return None
    try:
        return dt.date(written.year if written.year is not None else year, written.month, written.day)
    except ValueError:
        return None


def _is_named(date: dt.date, weekday: str) -> bool:
    return _WEEKDAYS[date.weekday()] == weekday.casefold()[:2]


def full_year(digits: str | None) -> int | None:
    """``26`` and ``2026`` are the same year; None for none."""
    if not digits:
        return None
    return int(digits) if len(digits) > 2 else _CENTURY + int(digits)


def _numbers(match: re.Match[str]) -> _Written:
    return _Written(int(match["day"]), int(match["month"]), full_year(match["year"]))


def _named(match: re.Match[str]) -> _Written | None:
    month = month_number(match["month"])
    return None if month is None else _Written(int(match["day"]), month, full_year(match["year"]))


def _serial(match: re.Match[str]) -> _Written | None:
    number = int(match["serial"])
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    date = _EXCEL_DAY_0 + dt.timedelta(days=number)
    return _Written(date.day, date.month, date.year, f"Excels tal {number}")


_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4}|[0-9]{2})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Written | None]], ...] = tuple(
    (re.compile(form, re.IGNORECASE), read)
    for form, read in (
        (rf"(?P<year>[0-9]{{4}})[-/.]{_MONTH}[-/.]{_DAY}", _numbers),
        (r"(?P<year>[0-9]{4}|[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _numbers),
        (r"(?P<year>[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", _numbers),
        (rf"{_DAY}/{_MONTH}(?:\s*[-/\s]\s*{_YEAR})?", _numbers),
        (rf"{_DAY}\.\s?{_MONTH}\.\s?{_YEAR}", _numbers),
        (rf"{_DAY}-{_MONTH}-(?P<year>[0-9]{{4}})", _numbers),
        (rf"{_DAY}(?::?[ae])?[\s.-]*(?P<month>[a-zåäö]{{3,}})\.?(?:[\s-]*'?{_YEAR})?", _named),
        (r"(?P<serial>[0-9]{5})(?:\.[0-9]+)?", _serial),
        (rf"{_DAY}(?::?[ae])?\.?", lambda match: _Written(int(match["day"]))),
    )
)


def _read(piece: str) -> _Written | None:
    for form, read in _FORMS:
        match = form.fullmatch(piece)
        if match is not None:
            return read(match)
    return None
