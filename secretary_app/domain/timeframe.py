"""A *tidsplan*: what people write about when a measure is to be done, and what can be understood of it."""

import datetime as dt
import re
from collections.abc import Callable, Generator, Iterator
from enum import StrEnum
from functools import lru_cache

from secretary_app.domain.swedish_dates import Certainty, find_dates, last_of_month
from secretary_app.support.records import record


class TimeframeKind(StrEnum):
    DATE = "datum"
    MONTH = "månad"
    QUARTER = "kvartal"
    TERTIAL = "tertial"
    HALF_YEAR = "halvår"
    YEAR = "år"
    CONTINUOUS = "kontinuerligt"
    REFERENCE = "hänvisning"
    """It says where else the time stands: "se punkten ovan"."""
    FREE = "fritt"


@record(frozen=True)
class Timeframe:
    words: str
    """Exactly as written."""
    kind: TimeframeKind
    start: dt.date | None = None
    end: dt.date | None = None
    """The last day that the words allow; None with a ``start`` where they say only when it begins ("från 2026")."""
    occasion: str = ""
    """When something continuous is followed up."""

    @property
    def due(self) -> dt.date | None:
        """After this day the measure is late unless it is done; None where the words name no time, or only a start."""
        return self.end

    @property
    def is_given(self) -> bool:
        """Whether a time is written at all: not blank, not a dash, not "ej fastställd"."""
        bare = re.sub(r"\W+", " ", self.words).strip().casefold()
        return bool(bare) and not _NOT_GIVEN.fullmatch(bare)


_NOT_GIVEN = re.compile(
    r"saknas|ingen(?: tidsplan)?|oklart?|okänt?|vet (?:ej|inte)|tbd|xx+"
    r"|(?:ännu )?(?:ej|inte)(?: ännu)? (?:angiv|fastställ|bestäm|beslut|klar|satt)\w*"
)

_Span = tuple[dt.date, dt.date]
_Dated = tuple[TimeframeKind, dt.date, dt.date | None]
"""A time that is named: its kind, first day and last day (None: it is the beginning that is named)."""
_Named = tuple[TimeframeKind, dt.date, dt.date, int]
"""A time as it is read, with the place in the text where it stands."""
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9])"
_CENTURY, _THIS_CENTURY = 100, 2000
_SHORT_YEAR = r"(?P<year>[0-9]{2})(?![0-9])"
_NTH = r"(?P<nth>första|1:a|andra|2:a|tredje|3:e|fjärde|4:e|sista)"
_NTHS = {"första": 1, "1:a": 1, "andra": 2, "2:a": 2, "tredje": 3, "3:e": 3, "fjärde": 4, "4:e": 4}


def _part_of_year(parts: int) -> Callable[[re.Match[str]], _Span | None]:
    """Reads a match with the year and which of its ``parts`` equal parts it names."""

    def read(match: re.Match[str]) -> _Span | None:
        nth = match["nth"].lower()
        part = parts if nth == "sista" else _NTHS.get(nth) or int(nth)
        if not 1 <= part <= parts:
            return None
        months = 12 // parts
        year = int(match["year"])
        return dt.date(year, (part - 1) * months + 1, 1), last_of_month(year, part * months)

    return read


def _season(match: re.Match[str]) -> _Span:
    year = int(match["year"])
    if year < _CENTURY:
        year += _THIS_CENTURY
    if match["spring"]:
        return dt.date(year, 1, 1), dt.date(year, 6, 30)
    return dt.date(year, 7, 1), dt.date(year, 12, 31)


def _school_year(match: re.Match[str]) -> _Span:
    year = int(match["year"])
    return dt.date(year, 7, 1), dt.date(year + 1, 6, 30)


def _turn_of_year(match: re.Match[str]) -> _Span:
    day = dt.date(int(match["year"]), 12, 31)
    return day, day


def _half_way(match: re.Match[str]) -> _Span:
    day = dt.date(int(match["year"]), 6, 30)
    return day, day


def _iso_month(match: re.Match[str]) -> _Span:
    year, month = int(match["year"]), int(match["month"])
    return dt.date(year, month, 1), last_of_month(year, month)


def _week(match: re.Match[str]) -> _Span | None:
    try:
        monday = dt.date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
    except ValueError:
        return None
    return monday, monday + dt.timedelta(days=6)


def _years(match: re.Match[str]) -> _Span | None:
    first, last = int(match["year"]), int(match["last"])
    return (dt.date(first, 1, 1), dt.date(last, 12, 31)) if first <= last else None


def _whole_year(match: re.Match[str]) -> _Span:
    year = int(match["year"])
    if match["before"]:
        return dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 31)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


_KIND = TimeframeKind
_Form = tuple[TimeframeKind, str, Callable[[re.Match[str]], _Span | None]]
_PERIODS: tuple[_Form, ...] = (
    (_KIND.YEAR, rf"\bläsåret\s+{_YEAR}(?:\s*[/–-]\s*[0-9]{{2,4}})?", _school_year),
    (_KIND.DATE, rf"\bårsskiftet\s+{_YEAR}(?:\s*[/–-]\s*[0-9]{{2,4}})?", _turn_of_year),
    (_KIND.DATE, rf"\bhalvårsskiftet\s+{_YEAR}", _half_way),
    (_KIND.DATE, rf"\b(?:v\.?|vecka)\s*(?P<week>[0-9]{{1,2}}),?\s+{_YEAR}", _week),
    (_KIND.HALF_YEAR, rf"\b{_NTH}\s+(?:halvåret|halvan\s+av|hälften\s+av)\s+{_YEAR}", _part_of_year(2)),
    (_KIND.HALF_YEAR, rf"\b(?:halvår\s*|H)(?P<nth>[12])(?![0-9])[\s,/-]*{_YEAR}", _part_of_year(2)),
    (_KIND.HALF_YEAR, rf"\b{_YEAR}[\s,/-]*(?:halvår\s*|H)(?P<nth>[12])(?![0-9])", _part_of_year(2)),
    (_KIND.QUARTER, rf"\b{_NTH}\s+kvartalet\s+{_YEAR}", _part_of_year(4)),
    (_KIND.QUARTER, rf"\b(?:kvartal\s*|kv\.?\s*|Q)(?P<nth>[1-4])(?![0-9])[\s,/-]*{_YEAR}", _part_of_year(4)),
    (_KIND.QUARTER, rf"\b{_YEAR}[\s,/-]*(?:kvartal\s*|kv\.?\s*|Q)(?P<nth>[1-4])(?![0-9])", _part_of_year(4)),
    (_KIND.TERTIAL, rf"\b{_NTH}\s+tertialet\s+{_YEAR}", _part_of_year(3)),
    (_KIND.TERTIAL, rf"\b(?:tertial\s*|T)(?P<nth>[1-3])(?![0-9])[\s,/-]*{_YEAR}", _part_of_year(3)),
    (_KIND.HALF_YEAR, rf"\b(?:(?P<spring>vår(?:en|terminen)?|vt)|höst(?:en|terminen)?|ht)[\s–-]+{_YEAR}", _season),
    (_KIND.HALF_YEAR, rf"\b(?:(?P<spring>vt)|ht)[\s–-]?{_SHORT_YEAR}", _season),
    (_KIND.MONTH, rf"(?<![\w/:.-]){_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\w-])", _iso_month),
)
# Read after the dates, in which years stand too.
_YEARS: tuple[_Form, ...] = (
    (_KIND.YEAR, rf"(?<![\w/:.-])(?:från\s+)?{_YEAR}\s*[–/-]\s*(?P<last>(?:19|20|21)[0-9]{{2}})(?![0-9])", _years),
    (_KIND.YEAR, rf"(?<![\w/:.-])(?P<before>(?:före|innan)\s+)?{_YEAR}(?![/:.-]?[0-9])", _whole_year),
)

_CONTINUOUS = re.compile(
    r"\b(?:kontinuerlig\w*|(?:fort)?löpande|ständigt|återkommande|årlig\w*|årsvis|månadsvis|kvartalsvis|tertialvis|"
    r"terminsvis|tills\s+vidare|varje\s+(?:år|halvår|termin|tertial|kvartal|månad))\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:(?:följs|följas|följer)\s+upp|redovisas|(?:åter)?rapporteras|utvärderas|uppföljning(?:en)?(?:\s+sker)?)"
    r"\s+(?:i\s+samband\s+med|i|vid|genom|inom|till)\s+(?P<followed>.+)|\bi\s+samband\s+med\s+(?P<with>.+)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?|from|tidigast|med\s+start|(?:på)?börja[rs]?|(?:på)?börjas|startar?|"
    r"(?:in)?träder\s+i\s+kraft)(?:\s+(?:i|under|den|år|vid|början\s+av|mitten\s+av|slutet\s+av))*\s*$",
    re.IGNORECASE,
)
"""What stands right before a time that is a beginning."""
_REFERENCE = re.compile(
    r"\W*(?:(?:se|jfr|jämför|enligt|samma\s+som|likt)\s+(?:även\s+)?(?:ovan|nedan|föregående|bilag\w*|punkt\w*|svar\w*|"
    r"åtgärd\w*|rad\w*|rekommendation\w*|rek\.|beslut\w*|nr\.?|p\.?\s*[0-9])\b.*|dito|d:o)\W*",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=4096)
def understand(words: str) -> Timeframe:
    """What the words of a tidsplan say. Any text gives a value, and its words are kept unchanged.

    Where several times are named, the time is from the first to the last of them, and the kind is the last one's.
    """
    text = " ".join(words.split())
    if _REFERENCE.fullmatch(text):
        return Timeframe(words, TimeframeKind.REFERENCE)
    occasion = _occasion(text)
    if _CONTINUOUS.search(text):
        # The year of "följs upp i årsredovisningen 2020" is the follow-up's.
        spans = list(_spans(text.removesuffix(occasion) if occasion else text))
        kind = TimeframeKind.CONTINUOUS
    else:
        spans = list(_spans(text))
        kind = max(spans, key=lambda span: span[2] or dt.date.min)[0] if spans else TimeframeKind.FREE
    start = min((span[1] for span in spans), default=None)
    end = max((span[2] for span in spans if span[2] is not None), default=None)
    return Timeframe(words, kind, start, end, occasion.rstrip(" ."))


def _occasion(text: str) -> str:
    match = _OCCASION.search(text)
    return (match["followed"] or match["with"]) if match else ""


def _spans(text: str) -> Iterator[_Dated]:
    """Every time that the text names, and of one that something begins with its first day only."""
    for kind, first, last, at in _named(text):
        yield kind, first, None if _BEGINS.search(text, 0, at) else last


def _named(text: str) -> Iterator[_Named]:
    """Every time that the text names; what one form has read, the next doesn't see."""
    text = yield from _read_forms(text, _PERIODS)
    for found in find_dates(text):
        if found.certainty is Certainty.FUZZY:
            yield TimeframeKind.MONTH, found.date.replace(day=1), found.date, found.start
        else:
            yield TimeframeKind.DATE, found.date, found.date, found.start
        text = text[: found.start] + " " * len(found.words) + text[found.end :]
    yield from _read_forms(text, _YEARS)


def _read_forms(text: str, forms: tuple[_Form, ...]) -> Generator[_Named, None, str]:
    """Yields what the forms read, and returns the text with it blanked out."""
    for kind, form, read in forms:
        pattern = re.compile(form, re.IGNORECASE)
        for match in pattern.finditer(text):
            span = read(match)
            if span is not None:
                yield (kind, *span, match.start())
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text
