"""Dates in a text that a scan may have spoilt."""

import datetime as dt
import re

from secretary_app.domain.swedish_dates import Certainty, FoundDate, find_dates

_FIGURE = re.compile(r"(?<=\d)[OoIl](?=[\d\s.-])|(?<![^\W\d])[OoIl](?=\d)")
_APART = re.compile(r"\b((?:19|20)\d\d) ?- ?(\d\d) ?- ?(\d\d)\b")
_SHORT = re.compile(r"\bsenast\s+(?P<day>\d{1,2}/\d{1,2})(?![\d/:-]|\.\d|\s{0,9}(?:19|20)\d\d)", re.IGNORECASE)
_SIX = re.compile(r"(?<!\d)\d{6}(?!\d)")
_MONTH = re.compile(r"\b(?:rnars|rnaj|septernber|novernber|decernber)\b", re.IGNORECASE)


def find_scanned_dates(text: str, *, reference: dt.date | None = None) -> list[FoundDate]:
    """As ``find_dates``, also where letters stand for figures ("2O24") or rn for m; the places are the text's own."""
    if _FIGURE.search(text):
        text = _FIGURE.sub(lambda letter: "0" if letter[0] in "Oo" else "1", text)
    if "rn" in text:
        # A blank after the mended word keeps all else in its place.
        text = _MONTH.sub(lambda month: month[0].replace("rn", "m") + " ", text)
    # A blank after each mended date, too.
    text = _APART.sub(lambda date: "-".join(date.groups()).ljust(len(date[0])), text)
    return [*find_dates(text, reference=reference), *_short_dates(text, reference)]


def _short_dates(text: str, reference: dt.date | None) -> list[FoundDate]:
    """ "senast 31/10", which without "den" might be a part of something else anywhere but after that word."""
    found = []
    for match in _SHORT.finditer(text):
        for date in find_dates(f"den {match['day']}", reference=reference):
            start, end = match.span("day")
            found.append(FoundDate(date.date, start, end, text[start:end], date.certainty))
    return found


def six_figure_dates(text: str, reference: dt.date | None) -> list[FoundDate]:
    """Dates such as 250307, in a column that can hold nothing else; none before ``reference``."""
    found = []
    for match in _SIX.finditer(text):
        try:
            date = dt.datetime.strptime(match[0], "%y%m%d").date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
        if reference is None or date > reference:
            found.append(FoundDate(date, match.start(), match.end(), match[0], Certainty.EXPLICIT))
    return found
