"""Meetings that were found in a text, a sheet or a calendar, before they are taken into the register.

Each place of the source is a line: what stood there, what was understood, what is doubtful. What is certain is ticked;
a person ticks, mends or leaves the rest.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from secretary_app.domain.pasted_manusstopp import LONGEST_MANUSSTOPP
from secretary_app.domain.swedish_dates import in_words, last_of_month
from secretary_app.domain.workdays import free_day_name

_SENSIBLE_YEARS = range(1900, 2201)
"""What the register takes: another year is a slip."""
Dated = tuple[dt.date, dt.date | None]
"""A meeting's day and its manusstopp, where the source says it."""
KnownDays = Mapping[str, Mapping[dt.date, dt.date | None]]
"""By abbreviation the days that are there already, each with its manusstopp where that is known."""


@dataclass(frozen=True)
class FoundMeeting:
    """One place of the source. ``date`` is None where no day could be made of it."""

    where: str
    """``rad 3``; ``""`` where the source has no lines."""
    words: str
    """What stands there."""
    body: str = ""
    """The abbreviation; ``""`` where the source names none that is known."""
    date: dt.date | None = None
    manusstopp: dt.date | None = None
    doubt: str = ""
    """Why a person is to say yes first: ``31 april finns inte``."""
    suggestion: dt.date | None = None
    """What may have been meant."""
    names_unknown: bool = False
    """It names a body that is not known, or several: the one that is chosen for all is not meant."""
    cancelled: bool = False
    """The source says that it is not held."""
    said: str = ""
    """How it was understood, where that is certain but cannot be seen: ``Excels tal 46049``."""


class Standing(StrEnum):
    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    """Is taken where a person says so."""
    NOTHING = "nothing"
    """Cannot be taken as it is."""
    SETTLED = "settled"
    """Nothing is to be done about it: it is there already, or belongs to another line."""


@dataclass(frozen=True)
class MeetingLine:
    """A found meeting as it is shown, with what the person has said of it."""

    place: int
    """In the source, from 0."""
    found: FoundMeeting
    body: str
    date: dt.date | None
    manusstopp: dt.date | None
    standing: Standing
    remark: str
    ticked: bool
    suggestion: dt.date | None = None

    @property
    def can_be_taken(self) -> bool:
        return self.standing in (Standing.CERTAIN, Standing.DOUBTFUL)

    @property
    def is_open(self) -> bool:
        """Is not taken, and a person may want to do something about it."""
        return not self.ticked and self.standing is not Standing.SETTLED


@dataclass(frozen=True)
class _Said:
    """What a person has said of a line; None: nothing."""

    ticked: bool | None = None
    date: dt.date | None = None
    body: str | None = None


_Key = tuple[str, dt.date | None, int]
"""What stands in a line and what it was understood as, and how many lines before it are the same."""


class FoundMeetings:
    """The lines of a source and the choices that were made in them.

    The choices follow what stands there, so that they outlive another reading of a changed text.
    """

    def __init__(self, known: KnownDays, *, year: int, otherwise: str = "") -> None:
        """``year``: whose meetings they are meant to be. ``otherwise``: the body of what names none."""
        self._known = known
        self._said: dict[_Key, _Said] = {}
        self._found: list[FoundMeeting] = []
        self._keys: list[_Key] = []
        self.year = year
        self.otherwise = otherwise
        self.lines: list[MeetingLine] = []

    def show(self, found: Sequence[FoundMeeting]) -> None:
        """These are what the source holds now."""
        self._found = list(found)
        self._keys = []
        times: Counter[tuple[str, dt.date | None]] = Counter()
        for each in found:
            self._keys.append((each.words, each.date, times[each.words, each.date]))
            times[each.words, each.date] += 1
        self.judge()

    def tick(self, places: Iterable[int], ticked: bool) -> None:
        """Take these lines or leave them."""
        self._say(places, ticked=ticked)

    def set_date(self, place: int, date: dt.date) -> None:
        """It is another day than what was understood; so mended it is taken."""
        self._say([place], date=date, ticked=True)

    def set_body(self, places: Iterable[int], body: str) -> None:
        """They are meetings of this body."""
        self._say(places, body=body)

    def take_suggestions(self, places: Iterable[int] | None = None) -> None:
        """Take the suggestions of these lines, without them of all."""
        for place in range(len(self.lines)) if places is None else places:
            suggestion = self.lines[place].suggestion
            if suggestion is not None:
                self._keep(place, date=suggestion, ticked=True)
        self.judge()

    def wanted(self) -> dict[str, list[Dated]]:
        """The ticked meetings, by abbreviation."""
        found: dict[str, list[Dated]] = {}
        for line in self.lines:
            if line.ticked and line.date is not None:
                found.setdefault(line.body, []).append((line.date, line.manusstopp))
        return found

    def judge(self) -> None:
        """Make the lines anew, after ``year`` or ``otherwise`` has changed."""
        seen: set[tuple[str, dt.date]] = set()
        self.lines = []
        for place, found in enumerate(self._found):
            line = self._line(place, found, seen)
            if line.date is not None and line.body:
                seen.add((line.body, line.date))
            self.lines.append(line)

    def _say(self, places: Iterable[int], **what: object) -> None:
        for place in places:
            self._keep(place, **what)
        self.judge()

    def _keep(self, place: int, **what: object) -> None:
        key = self._keys[place]
        self._said[key] = replace(self._said.get(key, _Said()), **what)  # type: ignore[arg-type] # fields of _Said

    def _line(self, place: int, found: FoundMeeting, seen: Set[tuple[str, dt.date]]) -> MeetingLine:
        said = self._said.get(self._keys[place], _Said())
        body = said.body or found.body or ("" if found.names_unknown else self.otherwise)
        date = said.date or found.date
        manusstopp = _moved(found, date)
        standing, remarks, suggestion = self._judged(found, body, date, seen, mended=said.date is not None)
        if manusstopp is not None and free_day_name(manusstopp):
            remarks.append(f"manusstopp på {free_day_name(manusstopp)}")
        ticked = said.ticked if said.ticked is not None else standing is Standing.CERTAIN
        return MeetingLine(
            place,
            found,
            body,
            date,
            manusstopp,
            standing,
            _joined(remarks),
            ticked and standing in (Standing.CERTAIN, Standing.DOUBTFUL),
            suggestion,
        )

    def _judged(
        self, found: FoundMeeting, body: str, date: dt.date | None, seen: Set[tuple[str, dt.date]], *, mended: bool
    ) -> tuple[Standing, list[str], dt.date | None]:
        cancelled = "inställt" if found.cancelled else ""
        doubt = "" if mended else found.doubt
        suggestion = None if mended else found.suggestion
        if date is None:
            return (Standing.NOTHING if doubt else Standing.SETTLED), [doubt or found.said], suggestion
        if date.year not in _SENSIBLE_YEARS:
            return Standing.NOTHING, [f"år {date.year} kan inte stämma"], suggestion or _in_year(date, self.year)
        if not body:
            return Standing.NOTHING, [cancelled, doubt, "välj nämnd"], suggestion
        days = self._known.get(body, {})
        if date in days:
            there = days[date]
            if found.cancelled:
                return Standing.NOTHING, ["finns redan, men är inställt där"], None
            if found.manusstopp and there and found.manusstopp != there:
                return Standing.NOTHING, [f"finns redan, med manusstopp {in_words(there)}"], None
            return Standing.SETTLED, ["finns redan"], None
        if (body, date) in seen:
            return Standing.NOTHING, ["samma dag två gånger"], suggestion
        remarks = [cancelled, doubt]
        if not mended and not self.year <= date.year <= self.year + 1:
            remarks.append(f"{date.year} – menade du {self.year}?")
            suggestion = suggestion or _in_year(date, self.year)
        else:
            remarks.append(free_day_name(date))
        doubtful = any(remarks)
        remarks.append("rättat" if mended else found.said)
        return Standing.DOUBTFUL if doubtful else Standing.CERTAIN, remarks, suggestion


def _joined(remarks: Sequence[str]) -> str:
    """``lördag, välj nämnd``; after a question the next one is a sentence of its own."""
    joined = ""
    for each in filter(None, remarks):
        if joined.endswith("?"):
            joined += f" {each[0].upper()}{each[1:]}"
        else:
            joined += f", {each}" if joined else each
    return joined


def _moved(found: FoundMeeting, date: dt.date | None) -> dt.date | None:
    """The manusstopp, in another year where the meeting was moved there; None where it is not before it any more."""
    stop = found.manusstopp
    if stop is None or date is None:
        return None
    if found.date is not None and found.date.year != date.year:
        stop = _in_year(stop, stop.year + date.year - found.date.year)
    return stop if 0 <= (date - stop).days <= LONGEST_MANUSSTOPP else None


def _in_year(date: dt.date, year: int) -> dt.date:
    """The same day of another year; 29 February may become the 28th."""
    year = min(max(year, dt.MINYEAR), dt.MAXYEAR)
    return dt.date(year, date.month, min(date.day, last_of_month(year, date.month).day))
