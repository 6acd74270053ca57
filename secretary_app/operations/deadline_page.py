"""All that the page Frister shows: every deadline, and beside them the meetings of the coming months."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from secretary_app.domain.deadline_list import DeadlineRow
from secretary_app.domain.model import Meeting, Namnd, Reminder
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.workdays import back_to_working_day
from secretary_app.operations.deadline_list import deadline_rows
from secretary_app.operations.due import due_id, note_id
from secretary_app.store.register import Register

STRIP_DAYS = 120
"""How far ahead the strip looks: the coming months."""
MONTH_DAYS = 400
"""How far off, either way, the month tells of meetings."""


@dataclass(frozen=True)
class StripMeeting:
    namnd_id: str
    date: dt.date
    manusstopp: dt.date


@dataclass(frozen=True)
class DeadlinePage:
    """All that the page Frister shows."""

    rows: list[DeadlineRow]
    """In the list's own order."""
    bodies: tuple[tuple[str, str], ...]
    """Id and abbreviation of the bodies that have a deadline or a coming meeting, in Swedish order."""
    meetings: tuple[StripMeeting, ...]
    """Also those beside the strip, for the month."""
    reminded: Mapping[str, dt.date]
    """By a row's key the day on which it was last reminded of."""


def deadline_page(register: Register, today: dt.date) -> DeadlinePage:
    """The rows, and the meetings that are held about this time."""
    rows = deadline_rows(register, today)
    bodies = {each.id: each for each in register.find(Namnd)}
    meetings = tuple(_meetings(register, bodies, today))
    first, last = today - dt.timedelta(days=7), today + dt.timedelta(days=STRIP_DAYS + 31)
    shown = {id for row in rows for id in row.namnd_ids}
    shown |= {each.namnd_id for each in meetings if first <= each.date <= last}
    names = sorted(((id, bodies[id].abbreviation) for id in shown), key=lambda each: swedish_key(each[1]))
    return DeadlinePage(rows, tuple(names), meetings, _reminded(register, rows))


def _reminded(register: Register, rows: Sequence[DeadlineRow]) -> dict[str, dt.date]:
    """Of the few that have been: nothing else has a note."""
    notes = {each.id: each.due for each in register.find(Reminder, done=True)}
    if not notes:
        return {}
    ids = {row.key: note_id(due_id(row.kind, row.remiss_id, row.key.rsplit("/", 1)[1])) for row in rows}
    return {key: notes[id] for key, id in ids.items() if id in notes}


def _meetings(register: Register, bodies: Mapping[str, Namnd], today: dt.date) -> Iterator[StripMeeting]:
    for meeting in register.find(Meeting, cancelled=False):
        if abs((meeting.date - today).days) <= MONTH_DAYS:
            counted = meeting.date - dt.timedelta(days=bodies[meeting.namnd_id].manusstopp_days)
            manusstopp = meeting.manusstopp or back_to_working_day(counted)
            yield StripMeeting(meeting.namnd_id, meeting.date, manusstopp)
