"""One cell of the workbook: from what the reader hands out to a value of the column's kind, and the way back.

A cell that cannot be understood raises CellError with a Swedish sentence; nothing is guessed.
"""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable

from secretary_app.domain.swedish_dates import parse_date
from secretary_app.domain.text import clean
from secretary_app.excel.contract import Column, Kind, key

Raw = int | float | str | bool | dt.date | dt.time | dt.datetime | dt.timedelta
"""What python-calamine hands out; a blank cell is ``""``."""
Value = str | int | bool | dt.date | tuple[str, ...]

HIGHEST_WHOLE = 9999
_EXCEL_DAY_0 = dt.date(1899, 12, 30)
# A number in a date column is a day's number only where it can be no year and no amount: 1950 to 2099.
_FIRST_SERIAL = (dt.date(1950, 1, 1) - _EXCEL_DAY_0).days
_LAST_SERIAL = (dt.date(2099, 12, 31) - _EXCEL_DAY_0).days
_FIRST_YEAR, _LAST_YEAR = 1800, 2999
_YES = {"ja", "j", "x", "sant", "true", "1"}
_NO = {"nej", "n", "falskt", "false", "0"}
_IN_PARENTHESES = re.compile(r"^\(\s*([A-ZÅÄÖ][A-ZÅÄÖ0-9-]*)\s*\)$")
_SHOWN = 40
_MOST_DIGITS = 1e15
"""Excel keeps no more digits than these."""


class CellError(Exception):
    """What is wrong with a cell, as a Swedish sentence."""


Reader = Callable[[Raw, Column], Value]
"""Gives the cell's value, ``""`` or ``()`` for one that proves blank. Raises CellError."""


def reader(kind: Kind) -> Reader:
    return _READERS[kind]


def _text(raw: Raw, _: Column) -> str:
    if isinstance(raw, str):
        return cleaned(raw)
    if isinstance(raw, bool):
        return "SANT" if raw else "FALSKT"
    if isinstance(raw, int | float):
        return number_text(raw).replace(".", ",")
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat() if raw.time() == dt.time() else raw.strftime("%Y-%m-%d %H:%M")
    if isinstance(raw, dt.timedelta):
        minutes = round(raw.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return raw.isoformat() if isinstance(raw, dt.date) else raw.strftime("%H:%M")


def _label(raw: Raw, _: Column) -> str:
    if isinstance(raw, str):
        text = cleaned(raw)
        return text if text.isalnum() else " ".join(text.split())
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        what = "ett sant/falskt-värde" if isinstance(raw, bool) else f"datumet eller tiden {_shown(raw)}"
        raise CellError(
            f"Här ska det stå en text, men Excel har gjort om den till {what}. "
            "Ge cellen formatet Text och skriv om den."
        )
    return number_text(raw)


def _date(raw: Raw, _: Column) -> dt.date | str:
    date: dt.date | None = None
    if isinstance(raw, dt.datetime):
        date = raw.date()
    elif isinstance(raw, dt.date):
        date = raw
    elif isinstance(raw, str):
        text = cleaned(raw).strip()
        if not text:
            return ""
        date = parse_date(text)
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        date = _date_of_number(raw)
    if date is None or not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        raise CellError(f"{_quoted(raw)} är inget datum. Skriv det till exempel som 2025-06-30.")
    return date


def _date_of_number(number: float) -> dt.date | None:
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _EXCEL_DAY_0 + dt.timedelta(days=int(number))
    return parse_date(number_text(number))


def _whole(raw: Raw, _: Column) -> int | str:
    number: int | None = None
    if isinstance(raw, str):
        text = cleaned(raw).strip()
        if not text:
            return ""
        number = int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None
    elif isinstance(raw, int | float) and not isinstance(raw, bool) and _is_whole(raw):
        number = int(raw)
    if number is None or not 0 <= number <= HIGHEST_WHOLE:
        raise CellError(f"{_quoted(raw)} är inget heltal från 0 till {HIGHEST_WHOLE}. Skriv bara siffror.")
    return number


def _yes_no(raw: Raw, _: Column) -> bool | str:
    if isinstance(raw, bool):
        return raw
    word = key(_text(raw, _))
    if not word:
        return ""
    if word in _YES or word in _NO:
        return word in _YES
    raise CellError(f"{_quoted(raw)} är varken ja eller nej. Skriv ja eller nej.")


def _choice(raw: Raw, column: Column) -> str:
    if isinstance(raw, str) and raw in column.choices:
        return raw
    word = key(_text(raw, column))
    if not word:
        return ""
    for choice in column.choices:
        if key(choice) == word:
            return choice
    raise CellError(f"{_quoted(raw)} går inte att välja här. Skriv något av: {', '.join(column.choices)}.")


def _several(raw: Raw, column: Column) -> tuple[str, ...]:
    if not isinstance(raw, str):
        return (_label(raw, column),)
    # "KS, (OSN)": a namnd that is only concerned besides; that it is, is what counts.
    return tuple(_IN_PARENTHESES.sub(r"\1", item) for item in split_list(_text(raw, column)))


_READERS: dict[Kind, Reader] = {
    Kind.TEXT: _text,
    Kind.LABEL: _label,
    Kind.DATE: _date,
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.LIST: _several,
}


def split_list(text: str) -> tuple[str, ...]:
    """The items of a cell: between commas or line breaks, or where there is one between semicolons.

    A comma after a hyphen belongs to a name ("Vård-, omsorgs- och socialnämnden").
    """
    parts = re.split(r"[;\n]" if ";" in text else r"(?<!-),|\n", text)
    return tuple(item for item in (" ".join(part.split()) for part in parts) if item)


def join_list(items: tuple[str, ...]) -> str:
    """The way back: ``split_list`` makes the same items of it (a semicolon within one becomes a comma)."""
    whole = tuple(item for item in (" ".join(item.replace(";", ",").split()) for item in items) if item)
    joined = ", ".join(whole)
    return joined if split_list(joined) == whole else "; ".join(whole) + ";"


def number_text(number: float) -> str:
    """A number as a person sees it: ``1``, not ``1.0``; ``0.3``, not ``0.30000000000000004``."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}"


def _is_whole(number: float) -> bool:
    return math.isfinite(number) and number == int(number)


def cleaned(text: str) -> str:
    """What ``domain.text.clean`` makes of it, faster."""
    # What clean() would change is never printable: the common case needs no look at each letter.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.rstrip()
    return clean(text)


def _quoted(raw: Raw) -> str:
    shown = _shown(raw)
    return f"”{shown if len(shown) <= _SHOWN else shown[:_SHOWN] + '…'}”"


def _shown(raw: Raw) -> str:
    return " ".join(_text(raw, _ANY).split())


_ANY = Column("", "", "")
