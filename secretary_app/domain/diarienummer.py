"""Diarienummer: kept as written, parsed where possible, never refused for their form."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from secretary_app.domain.sorting import swedish_key
from secretary_app.support.records import record


@record(frozen=True)
class Diarienummer:
    """What a diarienummer says. Only ``written`` is always there; what was not understood is ``""`` or None."""

    written: str
    prefix: str = ""
    """The body's letters, or the number of a dossier plan: ``KS``, ``3.1.2``."""
    year: int | None = None
    number: int | None = None
    suffix: str = ""
    """What follows the number: a classification (``912`` in ``KS 2014/742.912``) or an act's number."""


_CENTURY_BREAK = 70  # 69 is 2069 and 70 is 1970: no diary with two-digit years is older
_LABEL = re.compile(r"^\s*(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer)\b[\s.:]*", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_NEEDLESS_BLANK = re.compile(r"(?<![0-9]) | (?![0-9])")
_DATED = re.compile(r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]$")  # "KS 2019-02-13" is a meeting
_LABELLED_OR_TURNED = re.compile(r"(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer)\b|[0-9]{2}/\w", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\w[ /-]?(?:19|20)[0-9]{2}[/:-][0-9]+(?:[./:-][0-9]+)*")
_MOST_DIGITS = 4000  # Python refuses to read longer numbers
_LETTERS = r"[^\W\d_]"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The ways in which it is written, compiled when the first is read: the window starts without."""
    forms = (
        # KS/2021:270, KS-2014/742.912, KFT-2025-00084, KS2006/0492-00, 2019/36
        r"(?P<prefix>|.*?[^0-9])(?P<year>(?:19|20)[0-9]{2})[ ./:-]+(?P<number>[0-9]+)(?P<suffix>\D.*)?",
        # 18/KS 0257
        rf"(?P<year>[0-9]{{2}}|[0-9]{{4}})[ /:-]*(?P<prefix>{_LETTERS}+)[ /:-]*(?P<number>[0-9]+)(?P<suffix>\D.*)?",
        # 3.1.2-56/2016
        r"(?P<prefix>|.*?[^0-9])(?P<number>[0-9]+)[ /:-]+(?P<year>(?:19|20)[0-9]{2})(?P<suffix>\D.*)?",
        # 0207/19; of two short numbers the last is the year, as in "dnr 12/19"
        r"(?P<prefix>|.*?[^0-9])(?P<number>[0-9]+)[/:-](?P<year>[0-9]{2})(?P<suffix>)",
        # KS 19/0257
        r"(?P<prefix>|.*?[^0-9])(?P<year>[0-9]{2})[/:-](?P<number>[0-9]+)(?P<suffix>\D.*)?",
    )
    return tuple(map(re.compile, forms))


def understand(written: str) -> Diarienummer:
    """The parts of a diarienummer; any text gives a value, and keeps its words."""
    text = _LABEL.sub("", _DASHES.sub("-", " ".join(written.split())))
    for form in _forms():
        match = form.fullmatch(text)
        if match:
            return Diarienummer(
                written,
                prefix=match["prefix"].strip(" ./:-"),
                year=_year(match["year"]),
                number=int(match["number"][-_MOST_DIGITS:]),
                suffix=(match["suffix"] or "").strip(" ./:-"),
            )
    return Diarienummer(written)


def sort_key(written: str) -> str:
    """A storable text whose plain order is: prefix, year, number, suffix. The same diarienummer has the same key."""
    simple = plain(written)
    known = understand(simple)
    if known.year is None:
        return swedish_key(simple)
    # Two blanks stand between the parts: no key holds two in a row, so KS comes before KS AU.
    parts = (known.prefix, f"{known.year:04}", str(known.number), known.suffix)
    return "  ".join(swedish_key(part) for part in parts)


def same(one: str, other: str) -> bool:
    """Whether a person would call them the same: no matter the case, the blanks and a "Dnr" before."""
    return plain(one) == plain(other)


def named_in(text: str, prefixes: Iterable[str]) -> list[str]:
    """The diarienummer that running text names, as written: after "Dnr", or beginning with one of ``prefixes``."""
    letters = "|".join(re.escape(prefix) for prefix in sorted(set(prefixes), key=len, reverse=True) if prefix)
    numbers = r"[0-9]+(?:[./:-][0-9]+)*"
    forms = [rf"\b(?:dnr|diarienr|diarienummer|ärendenr)\b[.:]?\s*(?P<labelled>(?:{_LETTERS}+[ /-]?)?{numbers})"]
    if letters:
        forms.append(rf"\b(?P<named>(?:{letters})[ /-]?(?:19|20)[0-9]{{2}}[/:-][0-9]+(?:[./:-][0-9]+)*)")
        forms.append(rf"\b(?P<turned>[0-9]{{2}}/(?:{letters})[ /-]?[0-9]+)")
    found = [match[match.lastgroup or 0] for match in re.finditer("|".join(forms), text, re.IGNORECASE)]
    return [one for one in found if not _DATED.search(one)]


def may_name(text: str) -> bool:
    """Whether ``named_in`` can find anything, whatever the prefixes; they need not be known where it cannot."""
    if _LABELLED_OR_TURNED.search(text):
        return True
    return any(not _DATED.search(match[0]) for match in _YEAR_FIRST.finditer(text))


def plain(written: str) -> str:
    """What two ways of writing the ``same`` diarienummer have in common."""
    text = " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", written).casefold()).split())
    return _NEEDLESS_BLANK.sub("", _LABEL.sub("", _DASHES.sub("-", text)))


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < _CENTURY_BREAK else 1900)
