"""Deadlines and meetings as calendar files: what is coming, what has moved, and what is no more.

Nothing is remembered of earlier files. What may stand in one is read out of the register's history: every day that a
deadline or meeting has ever had. So a file can be made while another program writes in the register, and a calendar
that has missed some files is told all the same.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.model import Meeting, Namnd
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import single_line
from secretary_app.domain.workdays import back_to_working_day
from secretary_app.operations.due import Due, concerns, due, is_within, scope_of
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.operations.former_dates import Former, former_dates
from secretary_app.operations.out_folder import make_folder
from secretary_app.operations.planning import Calendar
from secretary_app.operations.recipients import split_names
from secretary_app.outbox.calendar import (
    CalendarEntry,
    KnownEntry,
    known_entries,
    write_calendar,
    write_cancellation,
)
from secretary_app.store.history import Operation
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.files import safe_name
from secretary_app.support.progress import Progress, no_progress

DAYS_AHEAD = 365


@dataclass(frozen=True)
class CalendarNews:
    """What a calendar says otherwise than the file that it was written over, in numbers of entries."""

    added: int
    changed: int
    """Another day or other words."""
    cancelled: int

    @property
    def words(self) -> str:
        """``2 nya, 1 ändrad, 1 som utgår sedan förra filen``."""
        told = [
            (self.added, "ny", "nya"),
            (self.changed, "ändrad", "ändrade"),
            (self.cancelled, "som utgår", "som utgår"),
        ]
        parts = [f"{count} {one if count == 1 else several}" for count, one, several in told if count]
        return f"{', '.join(parts)} sedan förra filen" if parts else "inget nytt sedan förra filen"


@dataclass(frozen=True)
class MadeCalendar:
    path: Path
    deadlines: int
    meetings: int
    """Their manusstopp are not counted."""
    cancelled: tuple[CalendarEntry, ...]
    undated: int
    """What is waited for without a date, which no calendar can show."""
    news: CalendarNews | None
    """None where no earlier file was written over."""


def make_calendar(
    register: Register,
    out: Path,
    *,
    namnd: str = "",
    handlaggare: str = "",
    days: int = DAYS_AHEAD,
    progress: Progress = no_progress,
) -> MadeCalendar:
    """Write deadlines, and meetings of the bodies concerned, until ``days`` calendar days ahead, to one .ics file.

    What is late is there too. ``namnd`` and ``handlaggare`` as in ``due``. What earlier files may have had and is no
    more, is there as cancelled. Raises UserError for an unknown body, and where ``out`` cannot be written.
    """
    return _make(_Source(register), out, namnd, handlaggare, days, progress)


def _make(source: "_Source", out: Path, namnd: str, handlaggare: str, days: int, progress: Progress) -> MadeCalendar:
    made = _Entries(source, namnd, handlaggare, days)
    deadlines, meetings, cancelled = made.deadlines(), made.meetings(), made.cancelled()
    owner = namnd and made.bodies.named(namnd).abbreviation
    name = " ".join(["Beredd", *filter(None, (owner, single_line(handlaggare)))])
    entries = sorted([*deadlines, *meetings, *cancelled], key=lambda each: (each.date, each.uid))
    news = _news(known_entries(out), entries)
    write_calendar(out, name, entries, source.now, progress)
    count = sum(each.uid.startswith("meeting-") for each in meetings)
    return MadeCalendar(out, len(deadlines), count, tuple(cancelled), made.undated, news)


def _news(known: Mapping[str, KnownEntry] | None, entries: Iterable[CalendarEntry]) -> CalendarNews | None:
    if known is None:
        return None
    added = changed = cancelled = 0
    for each in entries:
        before = known.get(each.uid)
        if each.cancelled:
            cancelled += before is not None and not before.cancelled
        elif before is None or before.cancelled:
            added += 1
        else:
            changed += (before.date, before.summary) != (each.date, single_line(each.summary))
    return CalendarNews(added, changed, cancelled)


def make_calendars(
    register: Register,
    folder: Path,
    *,
    by_person: bool,
    days: int = DAYS_AHEAD,
    progress: Progress = no_progress,
) -> list[MadeCalendar]:
    """One file for each body that is to do something, or (``by_person``) for each handläggare; made anew each time.

    Raises UserError where nothing is waited for, and where ``folder`` cannot be written to.
    """
    source = _Source(register)
    if by_person:
        fields = (each.row.handlaggare for each in source.waited if each.row.kind is not DeadlineKind.MEASURE)
        names = sorted({name for field in fields for name in split_names(field)})
    else:
        names = sorted({body.abbreviation for each in source.waited for body in each.bodies})
    if not names:
        raise UserError("Det finns inget att skriva kalendrar för: ingen frist väntar.")
    make_folder(folder)
    made = []
    for number, name in enumerate(names):
        path = folder / f"{safe_name(name)}.ics"
        tell = partial(_tell_file, progress, number, len(names))
        made.append(_make(source, path, "" if by_person else name, name if by_person else "", days, tell))
    return made


def _tell_file(progress: Progress, number: int, total: int, _done: int, _of: int, what: str) -> None:
    """Of several files it is told which one is written."""
    progress(number, total, what)


def write_cancellations(register: Register, folder: Path, cancelled: Iterable[CalendarEntry]) -> list[Path]:
    """Write a file for each of ``MadeCalendar.cancelled``, with which Outlook takes the entry away when it is opened.

    Raises UserError where ``folder`` cannot be written to.
    """
    make_folder(folder)
    paths = []
    for entry in dict.fromkeys(cancelled):
        what, end = safe_name(entry.summary.partition(": ")[2], 50), safe_name(entry.uid.partition("@")[0])[-8:]
        path = folder / f"{entry.date} {what} {end}.ics"
        write_cancellation(path, entry, register.clock())
        paths.append(path)
    return paths


class _Source:
    """What files are made from, read once."""

    def __init__(self, register: Register) -> None:
        self.now = register.clock()
        self.today = today(register.clock)
        self.calendar = Calendar.of(register)
        self.waited = due(register, self.today)
        self.formers = former_dates(register)
        self.meetings = register.find(Meeting)
        self.past_meetings = register.past_rows(Meeting)
        self.past_bodies = register.past_rows(Namnd)
        self.touched = register.last_touches()


class _Entries:
    """What stands in one file."""

    def __init__(self, source: _Source, namnd: str, handlaggare: str, days: int) -> None:
        self._today = source.today
        self._last = self._today + dt.timedelta(days=days)
        self._handlaggare = handlaggare
        self._calendar = source.calendar
        self.bodies: Bodies = self._calendar.bodies
        self._scope = scope_of(self.bodies.named(namnd)) if namnd else None
        waited = [each for each in source.waited if is_within(each, self._scope, handlaggare)]
        self._due = [each for each in waited if each.row.date is not None]
        self.undated = len(waited) - len(self._due)
        self._formers = source.formers
        self._meetings = source.meetings
        self._past_meetings = source.past_meetings
        self._past_bodies = source.past_bodies
        self._any_body = {each.id: each for each in self._past_bodies}
        self._touched = source.touched

    def _in_time(self, days: Iterable[dt.date]) -> bool:
        return any(self._today <= day <= self._last for day in days)

    def deadlines(self) -> list[CalendarEntry]:
        """What is late, what is waited for until the last day, or moved past it from a day that an earlier file had.

        What has passed and is not known to be late is to be looked at in the program, and is left out.
        """
        formers = self._formers
        return [
            self._entry_of(each)
            for each in self._due
            if each.row.date is not None
            and (each.row.is_late or each.row.date >= self._today)
            and (each.row.date <= self._last or (each.id in formers and self._in_time(formers[each.id].dates)))
        ]

    def _entry_of(self, each: Due) -> CalendarEntry:
        row = each.row
        assert row.date is not None
        bodies = " och ".join(body.abbreviation for body in each.bodies)
        alarm = each.alarm if row.date >= self._today else None
        what = f"Åtgärd: {row.what.rstrip('.')}" if row.kind is DeadlineKind.MEASURE else row.what
        return self._entry(
            each.id,
            row.date,
            f"{what}, {name_of(each.remiss)}",
            _description(each, what),
            (row.kind.value.capitalize(), bodies),
            alarm,
            (each.remiss.id, *(body.id for body in each.bodies), each.remiss.owner_id),
        )

    def meetings(self) -> list[CalendarEntry]:
        """The coming meetings of the bodies concerned, and their manusstopp.

        Those of other bodies too that have been moved: they may have been concerned when an earlier file was made.
        """
        shown, changed = self._concerned(), self._changed()
        former: dict[str, set[dt.date]] = {}
        for old in self._past_meetings:
            former.setdefault(old.id, set()).add(old.date)
        found: list[CalendarEntry] = []
        for meeting in self._meetings:
            # One that was moved to a day that has passed stands on its coming day in an earlier file.
            if meeting.cancelled or not self._in_time(former[meeting.id]):
                continue
            in_scope = self._scope is None or meeting.namnd_id in self._scope
            if meeting.namnd_id in shown or (in_scope and changed & {meeting.id, meeting.namnd_id}):
                found += self._meeting(meeting, self.bodies.by_id[meeting.namnd_id])
        return found

    def _changed(self) -> set[str]:
        """The meetings, and bodies all of whose meetings, have had other days or another manusstopp than now."""
        days: dict[str, set[object]] = {}
        for old in self._past_meetings:
            days.setdefault(old.id, set()).add((old.date, old.manusstopp, old.cancelled))
        for body in self._past_bodies:
            days.setdefault(body.id, set()).add(body.manusstopp_days)
        return {id_ for id_, versions in days.items() if len(versions) > 1}

    def _meeting(self, meeting: Meeting, namnd: Namnd) -> Iterator[CalendarEntry]:
        counted = meeting.date - dt.timedelta(days=namnd.manusstopp_days)
        manusstopp = meeting.manusstopp or back_to_working_day(counted)
        touched = (meeting.id, namnd.id)
        name = namnd.abbreviation
        yield self._entry(
            f"meeting-{meeting.id}",
            meeting.date,
            f"{name} sammanträder",
            f"{namnd.name} sammanträder.\nManusstopp {in_words(manusstopp)}.",
            ("Sammanträde", name),
            None,
            touched,
        )
        yield self._entry(
            f"manusstopp-{meeting.id}",
            manusstopp,
            f"Manusstopp {name}",
            f"Handlingar till {namnd.name} {in_words(meeting.date)} ska vara inne.",
            ("Manusstopp", name),
            None,
            touched,
        )

    def _concerned(self) -> set[str]:
        """The bodies whose meetings matter: who is waited for, and through whom the owner's answers go."""
        found = set(self._scope or ())
        for each in self._due:
            owner = each.remiss.owner_id
            found |= {body.id for body in each.bodies} if each.row.kind is not DeadlineKind.MEASURE else set()
            if self._scope is None or owner in self._scope:
                found |= {owner, *(step.namnd_id for step in self._calendar.chain(owner, each.remiss.kind))}
        return found

    def cancelled(self) -> list[CalendarEntry]:
        """What had a day from today until the last day and is waited for no longer, and meetings that are not held."""
        live = {each.id for each in self._due}
        entries = [
            self._entry(
                former.id,
                former.dates[-1],
                f"Utgår: {former.what}, {former.name}",
                f"{former.name} {former.title}\nUtgår: det väntas inte längre.",
                (),
                None,
                (former.remiss_id, *former.namnd_ids),
            )
            for former in self._formers.values()
            if former.id not in live and self._in_time(former.dates) and self._is_ours(former)
        ]
        entries += self._cancelled_meetings()
        return [replace(each, cancelled=True) for each in entries]

    def _is_ours(self, former: Former) -> bool:
        by_body = self._scope is None or bool(self._scope & former.namnd_ids)
        return by_body and (not self._handlaggare or concerns(self._handlaggare, *former.handlaggare))

    def _cancelled_meetings(self) -> Iterator[CalendarEntry]:
        held = {each.id for each in self._meetings if not each.cancelled}
        versions: dict[str, list[Meeting]] = {}
        for old in self._past_meetings:
            if old.id not in held:
                versions.setdefault(old.id, []).append(old)
        for rows in versions.values():
            newest = rows[-1]
            in_scope = self._scope is None or newest.namnd_id in self._scope
            if in_scope and self._in_time(row.date for row in rows):
                for entry in self._meeting(newest, self._any_body[newest.namnd_id]):
                    yield replace(entry, summary=f"Inställt: {entry.summary}", description="Sammanträdet hålls inte.")

    def _entry(
        self,
        id_: str,
        date: dt.date,
        summary: str,
        description: str,
        categories: tuple[str, ...],
        alarm: dt.date | None,
        touched: Iterable[str],
    ) -> CalendarEntry:
        newest: Operation = max((self._touched[each] for each in touched), key=lambda operation: operation.no)
        return CalendarEntry(
            uid=f"{id_}@beredd",
            date=date,
            summary=summary,
            description=description,
            categories=categories,
            alarm=alarm,
            sequence=newest.no,
            modified=newest.at,
        )


def _description(each: Due, what: str) -> str:
    row = each.row
    bodies = ", ".join(body.name for body in each.bodies)
    lines = [
        " ".join(filter(None, (row.diarienummer, row.title))),
        f"{what} ({row.more})" if row.more else what,
        f"{bodies}{f', {row.handlaggare}' if row.handlaggare else ''}",
        f"Nämndens diarienummer: {each.namnd_diarienummer}" if each.namnd_diarienummer else "",
        f"Nästa steg: {each.next_step}",
    ]
    return "\n".join(filter(None, lines))
