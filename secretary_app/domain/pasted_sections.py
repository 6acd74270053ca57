"""A line alone in a pasted list that says what the lines after it are about: a body, a month, a year."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from secretary_app.domain.pasted_dates import full_year, is_weekday
from secretary_app.domain.swedish_dates import month_number

_YEAR = re.compile(r"(?<![0-9/-])(?:19|20|21)[0-9]{2}(?![0-9/-])")
# "jan-26" is a month of a year, "jan 26" a day.
_MONTH = re.compile(r"([a-zåäö]{3,12})[.:]?(?:[\s-]?([0-9]{4})|(?:-|\s?')([0-9]{2}))?", re.IGNORECASE)
_ABOUT_MEETINGS = re.compile(r"\b(?:sammanträd|möte)\w*(?:\s+(?:för|i)\b)?", re.IGNORECASE)
_WITH_ABBREVIATION = re.compile(r"(?P<name>.*[a-zåäö].*?)(?:\s*[,(/]\s*|\s+[–-]\s+)(?P<short>[A-ZÅÄÖ]{2,6})\)?")
_BODY_WORD = re.compile(
    r"\b(?:\w*fullmäktige|\w{2,}(?:nämnden|styrelsen|utskott|utskottet|beredningen|rådet))s?\b", re.IGNORECASE
)
_BODY_ABBREVIATION = re.compile("[A-ZÅÄÖ]{1,3}N|[A-ZÅÄÖ]{2,3}AU")
_MOST_WORDS = 8
"""A longer line is a sentence, no heading."""
_AROUND = " –-:,."


@dataclass(frozen=True)
class Section:
    """What the lines after it are about; None where it does not say."""

    body: str | None = None
    month: int | None = None
    year: int | None = None
    names_unknown: bool = False
    """It names a body, but none that is known: the one before it is not meant any longer."""


def as_section(cell: str, known: Callable[[str], str | None]) -> Section | None:
    """What a cell that stands alone on its line says of those after it; None where it is something else.

    ``Socialnämnden``, ``Socialnämndens sammanträden 2026``, ``Socialnämnden (SN)``, ``januari``, ``2026``. ``known``
    gives the body of a name.
    """
    year = _YEAR.search(cell)
    words = _YEAR.sub("", cell).strip(_AROUND) if year else cell.strip(_AROUND)
    of_year = int(year[0]) if year else None
    month = month_of(words)
    if month is not None:
        return Section(month=month[0], year=of_year or month[1])
    if not words:
        return Section(year=of_year) if year else None
    if len(words.split()) > _MOST_WORDS:
        return None
    named = _ABOUT_MEETINGS.sub("", words).strip(_AROUND)
    body = _known(words, known) or _known(named, known)
    if body is not None:
        return Section(body, year=of_year)
    if re.search("[0-9]", words):
        return None
    if _BODY_WORD.search(words) or (_BODY_ABBREVIATION.fullmatch(named) and not is_weekday(named)):
        return Section(year=of_year, names_unknown=True)
    return Section(year=of_year) if year and named != words else None


def month_of(cell: str) -> tuple[int, int | None] | None:
    """The month that a cell names and its year, where it has one (``januari``, ``jan-26``)."""
    match = _MONTH.fullmatch(cell.strip())
    number = month_number(match[1]) if match else None
    return None if number is None or match is None else (number, full_year(match[2] or match[3]))


def _known(words: str, known: Callable[[str], str | None]) -> str | None:
    """Also with an ``s`` of belonging, and with its abbreviation after it."""
    split = _WITH_ABBREVIATION.fullmatch(words)
    tried = [words, words.removesuffix("s"), *((split["name"], split["short"]) if split else ())]
    return next((body for each in tried if (body := known(each)) is not None), None)
