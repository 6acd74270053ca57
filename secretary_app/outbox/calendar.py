"""Calendar files (.ics, RFC 5545) of whole days, to be imported into or subscribed to from any calendar."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.domain.text import clean, single_line
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, write_atomically
from secretary_app.support.progress import Progress, no_progress

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//Beredd//Beredd//SV"
_ALARM_TIME = dt.timedelta(hours=8)
_END = b"END:VCALENDAR"
_AT_ONCE = 100
"""Entries written between two looks at whether it is to be stopped: a tenth of a second."""


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One whole day with something on it."""

    uid: str
    """The same each time the same thing is written, so that a calendar changes its entry and makes no second one."""
    date: dt.date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    alarm: dt.date | None = None
    """On or before ``date``: an alarm rings at 8 that day, local time."""
    sequence: int = 0
    """Higher each time the entry has become another."""
    modified: dt.datetime
    """UTC."""
    cancelled: bool = False
    """It is no more, and a calendar that has it is to strike it out."""


def write_calendar(
    path: Path, name: str, entries: Sequence[CalendarEntry], made: dt.datetime, progress: Progress = no_progress
) -> None:
    """Write one calendar under its name, in place of an earlier one; ``made`` is the present time.

    Its METHOD is PUBLISH, the one that may hold several entries. Raises UserError where ``path`` does not end in .ics
    or holds something that is no calendar of Beredd's, and where it cannot be written.
    """
    _refuse_others(path)
    content = calendar_bytes(name, entries, made, progress=progress)
    write_atomically(path, lambda target: _write(target, content))


def write_cancellation(path: Path, entry: CalendarEntry, made: dt.datetime) -> None:
    """Write the file that makes Outlook offer to take one cancelled entry away.

    Outlook strikes out what an imported calendar says is cancelled but keeps it; it takes away by METHOD CANCEL only,
    which may hold a single entry (RFC 5546, 3.2.5).
    """
    _refuse_others(path)
    content = calendar_bytes("", [entry], made, method="CANCEL")
    write_atomically(path, lambda target: _write(target, content))


def calendar_bytes(
    name: str,
    entries: Sequence[CalendarEntry],
    made: dt.datetime,
    method: str = "PUBLISH",
    progress: Progress = no_progress,
) -> bytes:
    """The file's content: UTF-8, lines of at most 75 bytes that end in CRLF."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", single_line(name))
    # One by one, so that a large calendar tells how far it has come and can be stopped.
    head, _, end = bytes(calendar.to_ical(sorted=False)).rpartition(_END)
    parts = [head]
    for number, entry in enumerate(entries):
        if number % _AT_ONCE == 0:
            progress(number, len(entries), name)
        parts.append(bytes(_event(entry, made).to_ical(sorted=False)))
    return b"".join([*parts, _END, end])


@dataclass(frozen=True)
class KnownEntry:
    """An entry as an earlier file has it."""

    date: dt.date
    summary: str
    cancelled: bool


def known_entries(path: Path) -> dict[str, KnownEntry] | None:
    """By uid what the file has that is to be written over; None where there is none, or it cannot be understood."""
    from icalendar import Calendar

    if not path.is_file():
        return None
    try:
        events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        return {
            str(each["uid"]): KnownEntry(
                each.decoded("dtstart"), str(each.get("summary", "")), str(each.get("status", "")) == "CANCELLED"
            )
            for each in events
        }
    except (OSError, ValueError, KeyError, AttributeError):
        return None


def _event(entry: CalendarEntry, made: dt.datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    # With a METHOD, DTSTAMP is when the file was made (RFC 5545, 3.8.7.2).
    event.add("dtstamp", made.astimezone(dt.UTC).replace(microsecond=0))
    event.add("last-modified", entry.modified.astimezone(dt.UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.date)
    event.add("dtend", entry.date + dt.timedelta(days=1))
    event.add("summary", single_line(entry.summary))
    if entry.description:
        event.add("description", clean(entry.description))
    if entry.categories:
        event.add("categories", [single_line(each) for each in entry.categories])
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    # A deadline takes no time out of the day.
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    if entry.alarm is not None and not entry.cancelled:
        _add_alarm(event, entry.alarm - entry.date, entry.summary)
    return event


def _add_alarm(event: "Event", before: dt.timedelta, words: str) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", single_line(words))
    alarm.add("trigger", before + _ALARM_TIME)
    event.add_component(alarm)


def _refuse_others(path: Path) -> None:
    if path.suffix.lower() != ".ics":
        raise UserError(f"En kalenderfil ska sluta på .ics: {path.name} gör inte det.")
    with explained(path):
        if path.exists() and _PRODUCT.encode() not in path.read_bytes()[:1000]:
            raise UserError(f"{path} finns redan och är ingen kalender från Beredd. Välj ett annat namn.")


def _write(target: Path, content: bytes) -> None:
    target.write_bytes(content)
