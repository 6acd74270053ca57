"""The manusstopp that stands beside a pasted meeting: which it is, and whether it can be."""

import datetime as dt
import re
from collections.abc import Sequence

from secretary_app.domain.pasted_dates import CellDate, DateFault
from secretary_app.domain.swedish_dates import in_words

LONGEST_MANUSSTOPP = 92
"""Days before a meeting: what lies further back is no manusstopp but another meeting."""
_MANUSSTOPP_WORD = re.compile(r"[\s,(–-]manus\w*:?\s+", re.IGNORECASE)


def with_manusstopp(cell: str) -> tuple[str, str] | None:
    """The meeting's and the manusstopp's words in ``27 januari (manusstopp 15 januari)``, where a cell holds both."""
    parts = _MANUSSTOPP_WORD.split(cell)
    return (parts[0].strip(" ,(–-"), parts[1].rstrip(" )")) if len(parts) == 2 else None


def is_manusstopp(dates: Sequence[CellDate], stops: Sequence[CellDate]) -> bool:
    """Whether a second cell without a heading is the manusstopp of the first."""
    if len(dates) != len(stops):
        return False
    return all(before(date, stop) not in (None, date.date) for date, stop in zip(dates, stops, strict=True))


def before(date: CellDate, stop: CellDate) -> dt.date | None:
    """The manusstopp's day, in the year before where no year was given; None where it cannot be the meeting's."""
    if stop.date > date.date and not stop.year_given:
        stop = stop.a_year_earlier()
    days = (date.date - stop.date).days
    return stop.date if 0 <= days <= LONGEST_MANUSSTOPP else None


def not_before(date: CellDate, stop: CellDate) -> DateFault:
    """Why a manusstopp is not the meeting's; its day is counted out where the person takes the meeting all the same."""
    when = "ligger efter sammanträdet" if stop.date > date.date else "ligger för långt före sammanträdet"
    return DateFault(f"manusstoppet {in_words(stop.date)} {when}", date.date)
