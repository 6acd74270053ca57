"""Dates in a text that a scan may have spoilt."""

import datetime as dt
import re

from secretary_app.domain.swedish_dates import FoundDate, find_dates

_FIGURE = re.compile(r"(?<=\d)[OoIl](?=[\d\s.-])|(?<![^\W\d])[OoIl](?=\d)")
_MONTH = re.compile(r"\b(?:rnars|rnaj|septernber|novernber|decernber)\b", re.IGNORECASE)


def find_scanned_dates(text: str, *, reference: dt.date | None = None) -> list[FoundDate]:
    """As ``find_dates``, also where letters stand for figures ("2O24") or rn for m; the places are the text's own."""
    if _FIGURE.search(text):
        text = _FIGURE.sub(lambda letter: "0" if letter[0] in "Oo" else "1", text)
    if "rn" in text:
        # A blank after the mended word keeps all else in its place.
        text = _MONTH.sub(lambda month: month[0].replace("rn", "m") + " ", text)
    return find_dates(text, reference=reference)
