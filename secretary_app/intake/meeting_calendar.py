"""Days out of a calendar file (.ics, RFC 5545): each day on which something is held in Sweden, and what is said of it.

A calendar may be years of a person's own; only the years that are asked for are taken out, what repeats is counted out
in them, and the file is read in a process of its own: a rule that never ends or never comes true cannot hold anybody.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretary_app.intake.reading import decoded
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.safezip import shown
from secretary_app.support.worker import Worker, WorkerFailed

if TYPE_CHECKING:
    from icalendar import Event

MOST_BYTES = 20 << 20
MOST_EVENTS = 20_000
MOST_DAYS = 5_000
_SECONDS = 60.0
_MEGABYTES = 1024
_FIRST_YEAR = 1900
_EXPORT_AGAIN = "Exportera kalendern på nytt och försök igen."


@dataclass(frozen=True)
class CalendarDay:
    """One day of one event."""

    words: str
    """Its title."""
    about: tuple[str, ...] = ()
    """What else it says of itself: categories, then the place."""
    date: dt.date | None = None
    """The day in Sweden on which it begins; None where it has none."""
    time: str = ""
    """``13:00``; ``""`` for a whole day."""
    cancelled: bool = False
    doubt: str = ""
    """What was not understood of it."""


@dataclass(frozen=True)
class CalendarContent:
    name: str = ""
    """The calendar's."""
    days: tuple[CalendarDay, ...] = ()
    """In the order of time, those without a day last."""
    outside: int = 0
    """Events that are in other years only."""
    notices: tuple[str, ...] = ()
    """Swedish sentences of what was left out."""


def read_calendar(
    path: Path, first_year: int, last_year: int, poll: Callable[[], None] | None = None
) -> CalendarContent:
    """What the calendar has in these years. ``poll``: see ``Worker``.

    Raises UserError where the file is missing, too large, no calendar, or not read in time.
    """
    name = shown(path)
    with explained(path):
        if path.stat().st_size > MOST_BYTES:
            raise UserError(
                f"{name} är större än {MOST_BYTES >> 20} MB och läses därför inte. Exportera bara sammanträdena, "
                "eller en kortare tid."
            )
        data = path.read_bytes()
    text = decoded(data, name)
    if "BEGIN:VCALENDAR" not in text[:10_000].upper():
        raise UserError(f"{name} är ingen kalenderfil (.ics). {_EXPORT_AGAIN}")
    with Worker(megabytes=_MEGABYTES, preload=("icalendar",), poll=poll) as worker:
        try:
            return worker.run(days_in, text, first_year, last_year, seconds=_SECONDS)
        except WorkerFailed as failure:
            raise UserError(
                f"{name} tog för lång tid eller för mycket minne att läsa. Exportera bara sammanträdena, "
                "eller en kortare tid."
            ) from failure


def days_in(text: str, first_year: int, last_year: int) -> CalendarContent:
    """As ``read_calendar``, for a calendar's text and in this process."""
    from icalendar import Calendar

    parts = _Parts()
    parts.take(text, first_year, last_year)
    whole = "\n".join(["BEGIN:VCALENDAR", *parts.zones, *parts.events, "END:VCALENDAR", ""])
    try:
        calendar = Calendar.from_ical(whole)
        assert isinstance(calendar, Calendar)
        events = [_of_event(each) for each in calendar.events]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise UserError(f"Kalenderfilen är trasig och går inte att läsa. {_EXPORT_AGAIN}") from error
    begin, end = dt.datetime(first_year, 1, 1), dt.datetime(last_year, 12, 31, 23, 59, 59)  # noqa: DTZ001 - local
    series = _Series(events, begin, end, all_cancelled=parts.method == "CANCEL")
    days = sorted(series.days(), key=lambda each: (each.date or dt.date.max, each.time, each.words))
    notices = list(parts.notices)
    if len(days) > MOST_DAYS:
        notices.append(f"Kalendern har {len(days)} dagar. Bara de {MOST_DAYS} första visas.")
    return CalendarContent(parts.name, tuple(days[:MOST_DAYS]), parts.outside + series.outside, tuple(notices))


_WANTED = re.compile(
    r"(?:DTSTART|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SUMMARY|LOCATION|CATEGORIES|UID|SEQUENCE)[;:]", re.IGNORECASE
)
"""What is read of an event; descriptions and pictures make a calendar ten times as slow."""
_YEAR = re.compile(r"DTSTART[^:]*(?::[^:]*)*?:([0-9]{4})[0-9]{4}", re.IGNORECASE)
_FOLDED = re.compile(r"\n[ \t]")


class _Parts:
    """The lines of a calendar that tell its meetings."""

    def __init__(self) -> None:
        self.name = ""
        self.method = ""
        self.zones: list[str] = []
        self.events: list[str] = []
        self.outside = 0
        self.notices: list[str] = []
        self._count = 0

    def take(self, text: str, first_year: int, last_year: int) -> None:
        lines = _FOLDED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        within: list[str] = []
        event: list[str] = []
        for line in lines:
            word = line[:40].strip().upper()
            if word.startswith("BEGIN:"):
                within.append(word[6:])
                event = [] if word == "BEGIN:VEVENT" else event
            if "VTIMEZONE" in within:
                self.zones.append(line)
            elif within[-1:] == ["VEVENT"] and _WANTED.match(line):
                event.append(line)
            elif within == ["VCALENDAR"]:
                self._of_calendar(line)
            if word == "END:VEVENT" and within[-1:] == ["VEVENT"]:
                self._add(event, first_year, last_year)
            if word.startswith("END:") and within[-1:] == [word[4:]]:
                within.pop()
        if "VEVENT" in within or "VTIMEZONE" in within:
            self.notices.append("Filen slutar mitt i en händelse: något saknas. Exportera kalendern på nytt.")
            self.zones = [] if "VTIMEZONE" in within else self.zones

    def _of_calendar(self, line: str) -> None:
        key, _, value = line.partition(":")
        if key.upper() in ("X-WR-CALNAME", "NAME"):
            self.name = self.name or value.replace("\\", "").strip()[:200]
        elif key.upper() == "METHOD":
            self.method = value.strip().upper()

    def _add(self, event: list[str], first_year: int, last_year: int) -> None:
        self._count += 1
        if self._count > MOST_EVENTS:
            if self._count == MOST_EVENTS + 1:
                self.notices.append(f"Kalendern har fler än {MOST_EVENTS} händelser. Bara de första lästes.")
            return
        year = next((int(match[1]) for line in event if (match := _YEAR.match(line))), None)
        repeats = any(line[:5].upper() in ("RRULE", "RDATE") for line in event)
        moved = any(line[:13].upper() == "RECURRENCE-ID" for line in event)
        if year is not None and not moved and (year > last_year + 1 or (year < first_year - 1 and not repeats)):
            self.outside += 1
        else:
            self.events += ["BEGIN:VEVENT", *event, "END:VEVENT"]


@dataclass(frozen=True)
class _Event:
    uid: str
    words: str
    about: tuple[str, ...]
    sequence: int
    cancelled: bool
    start: dt.datetime | None
    """As the clock showed it where the meeting was entered."""
    zone: dt.tzinfo | None
    """Where that was; None: here."""
    whole_day: bool
    instead_of: dt.datetime | None = None
    """The day of its series that it takes the place of, by the same clock."""
    rules: tuple[str, ...] = ()
    until: dt.datetime | None = None
    more: tuple[dt.datetime, ...] = ()
    fewer: frozenset[dt.datetime] = frozenset()
    doubt: str = ""


_CANCELLED = re.compile(r"\s*(?:inställ[td]|avboka[td]|cancell?ed)\b\s*:?", re.IGNORECASE)


def _of_event(event: "Event") -> _Event:
    words, start_value = _text(event, "SUMMARY"), _first(event.get("DTSTART"))
    start = _held(start_value)
    doubt = ""
    if not isinstance(start, dt.date):
        doubt = f"”{start_value}” är inget datum" if start_value is not None else "händelsen har ingen dag"
        start = None
    zone = start.tzinfo if isinstance(start, dt.datetime) else None
    rules, until, rule_doubt = _rules(event, zone)
    instead = _held(_first(event.get("RECURRENCE-ID")))
    return _Event(
        uid=_text(event, "UID"),
        words=words,
        about=tuple(filter(None, (_categories(event), _text(event, "LOCATION")))),
        sequence=_whole(event.get("SEQUENCE")),
        cancelled=_text(event, "STATUS").upper() == "CANCELLED" or bool(_CANCELLED.match(words)),
        start=_clock(start, zone),
        zone=zone,
        whole_day=not isinstance(start, dt.datetime),
        instead_of=_clock(instead, zone),
        rules=rules,
        until=until,
        more=tuple(_days(event, "RDATE", zone)),
        fewer=frozenset(_days(event, "EXDATE", zone)),
        doubt=doubt or rule_doubt,
    )


def _first(value: Any) -> Any:
    """A property that stands twice is a list."""
    return value[0] if isinstance(value, list) else value


def _held(value: Any, part: str = "dt") -> Any:
    """What a property holds; None where it could not be read, which icalendar tells when it is asked for."""
    try:
        return getattr(value, part, None)
    except ValueError:
        return None


def _text(event: "Event", name: str) -> str:
    value = event.get(name)
    values = value if isinstance(value, list) else [value]
    return " ".join(" ".join(str(each).split()) for each in values if each is not None)[:500]


def _categories(event: "Event") -> str:
    value = event.get("CATEGORIES")
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(name) for each in values if each is not None for name in _held(each, "cats") or [each])[:500]


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _clock(value: Any, zone: dt.tzinfo | None) -> dt.datetime | None:
    """A day or a time as the clock of ``zone`` shows it; a whole day as its midnight."""
    if isinstance(value, tuple):
        value = value[0]  # a period
    if not isinstance(value, dt.date):
        return None
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    at: dt.datetime = value
    if at.tzinfo is not None and at.tzinfo is not zone and dt.MINYEAR < at.year < dt.MAXYEAR:
        at = at.astimezone(zone or _sweden())
    return at.replace(tzinfo=None)


def _days(event: "Event", name: str, zone: dt.tzinfo | None) -> Iterator[dt.datetime]:
    value = event.get(name)
    for each in value if isinstance(value, list) else [value]:
        for one in _held(each, "dts") or ():
            found = _clock(_held(one), zone)
            if found is not None:
                yield found


_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


def _rules(event: "Event", zone: dt.tzinfo | None) -> tuple[tuple[str, ...], dt.datetime | None, str]:
    """The rules by which it repeats without their ends, the end, and what was not understood."""
    value = event.get("RRULE")
    rules: list[str] = []
    until: dt.datetime | None = None
    for each in value if isinstance(value, list) else [value]:
        if each is None:
            continue
        rule = dict(each) if isinstance(each, dict) else {}
        often = str(_first(rule.get("FREQ")) or "")
        if _first(rule.get("INTERVAL", 1)) in (0, None):
            often = ""  # it would never come to the next day
        if not often or often in _TOO_OFTEN:
            what = "upprepas oftare än en gång om dagen" if often else "upprepningen förstås inte"
            return (), None, f"{what}: bara den första dagen visas"
        end = _first(rule.pop("UNTIL", None))
        until = _clock(end, zone) if end is not None else until
        if until is not None and not isinstance(end, dt.datetime):
            until += dt.timedelta(hours=23)
        rules.append(type(each)(rule).to_ical().decode())
    return tuple(rules), until, ""


@cache
def _sweden() -> dt.tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Stockholm")


@dataclass
class _Series:
    """The events, what repeats counted out, and single days of it in their own words."""

    events: Iterable[_Event]
    begin: dt.datetime
    end: dt.datetime
    all_cancelled: bool = False
    outside: int = 0
    _instead: dict[str, set[dt.datetime]] = field(default_factory=dict)

    def days(self) -> Iterator[CalendarDay]:
        """Every day in the years that are asked for."""
        events = list(self.events)
        newest: dict[str, int] = {}
        for each in events:
            if each.instead_of is not None:
                self._instead.setdefault(each.uid, set()).add(each.instead_of)
            else:
                newest[each.uid] = max(each.sequence, newest.get(each.uid, 0))
        for each in events:
            if each.instead_of is None and each.uid and each.sequence < newest[each.uid]:
                continue  # the same in an earlier version
            yield from self._days_of(each)

    def _days_of(self, event: _Event) -> Iterator[CalendarDay]:
        if event.start is None:
            yield CalendarDay(event.words, event.about, cancelled=self._is_cancelled(event), doubt=event.doubt)
            return
        is_seen = False
        starts, doubt = self._starts(event, event.start)
        for start in starts:
            made = self._day(event, start, doubt)
            if made is not None:
                is_seen = True
                yield made
        self.outside += not is_seen

    def _starts(self, event: _Event, start: dt.datetime) -> tuple[list[dt.datetime], str]:
        if not (event.rules or event.more) or event.instead_of is not None or start.year < _FIRST_YEAR:
            return [start], event.doubt
        found = {start} | set(event.more) if not event.rules else set(event.more)
        latest = self.end + dt.timedelta(days=2)
        until = min(latest, event.until or latest)
        try:
            for rule in event.rules:
                found |= set(self._repeated(rule, start, until))
        except (ValueError, TypeError, OverflowError, IndexError, ZeroDivisionError, AttributeError):
            return [start], "upprepningen förstås inte: bara den första dagen visas"
        instead = self._instead.get(event.uid, set()) if event.uid else set()
        return sorted(each for each in found if not _is_among(each, event.fewer | instead)), event.doubt

    def _repeated(self, rule: str, start: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
        from dateutil.rrule import rrulestr

        made = rrulestr(rule, dtstart=start)
        for number, each in enumerate(made.between(self.begin - dt.timedelta(days=2), until, inc=True)):
            if number > MOST_DAYS:
                return
            yield each

    def _day(self, event: _Event, start: dt.datetime, doubt: str) -> CalendarDay | None:
        """The day by the Swedish clock; None where it is in another year."""
        if event.zone is not None and _FIRST_YEAR <= start.year < dt.MAXYEAR:
            start = start.replace(tzinfo=event.zone).astimezone(_sweden()).replace(tzinfo=None)
        if not self.begin <= start <= self.end:
            return None
        time = "" if event.whole_day else f"{start:%H:%M}"
        return CalendarDay(event.words, event.about, start.date(), time, self._is_cancelled(event), doubt)

    def _is_cancelled(self, event: _Event) -> bool:
        return event.cancelled or self.all_cancelled


def _is_among(start: dt.datetime, days: Iterable[dt.datetime]) -> bool:
    """Whether a start is one of these; where only the day was told, by its day."""
    return any(start == each or (each.time() == dt.time() and each.date() == start.date()) for each in days)
