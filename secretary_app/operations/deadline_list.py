"""Every deadline in one list, and beside it the meetings of the coming months."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from secretary_app.domain.deadline_list import DeadlineFacts, DeadlineRow, Deadlines, PapersFacts
from secretary_app.domain.model import DeadlineChange, Meeting, Namnd, RemissState
from secretary_app.domain.overview_facts import BodyFacts, OverviewFacts, RemissFacts
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.workdays import back_to_working_day
from secretary_app.store.register import Register
from secretary_app.store.rows import much_is_made

_OVER = (RemissState.CLOSED, RemissState.VOID)
STRIP_DAYS = 120
"""How far ahead the strip looks: the coming months."""


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


def deadline_page(register: Register, today: dt.date) -> DeadlinePage:
    """The rows, and the meetings that are held in the time that the strip shows."""
    rows = deadline_rows(register, today)
    bodies = {each.id: each for each in register.find(Namnd)}
    meetings = tuple(_meetings(register, bodies, today))
    shown = {id for row in rows for id in row.namnd_ids} | {each.namnd_id for each in meetings}
    names = sorted(((id, bodies[id].abbreviation) for id in shown), key=lambda each: swedish_key(each[1]))
    return DeadlinePage(rows, tuple(names), meetings)


def _meetings(register: Register, bodies: Mapping[str, Namnd], today: dt.date) -> Iterator[StripMeeting]:
    first = today - dt.timedelta(days=7)
    last = today + dt.timedelta(days=STRIP_DAYS)
    for meeting in register.find(Meeting, cancelled=False):
        if first <= meeting.date <= last + dt.timedelta(days=31):
            counted = meeting.date - dt.timedelta(days=bodies[meeting.namnd_id].manusstopp_days)
            manusstopp = meeting.manusstopp or back_to_working_day(counted)
            yield StripMeeting(meeting.namnd_id, meeting.date, manusstopp)


def deadline_rows(register: Register, today: dt.date) -> list[DeadlineRow]:
    """Everything that is waited for: late first, then what has no date, then by day."""
    with much_is_made():
        facts, more = register.overview_facts(today), register.deadline_facts(today)
        names = {body.id: body.abbreviation for body in register.find(Namnd)} if more.measures else {}
        made = Deadlines(today, more, register.find(DeadlineChange))
        return sorted(_rows(made, facts, more, names), key=lambda row: row.order)


def late_deadlines(register: Register, today: dt.date) -> int:
    """How many rows are late: the number that stands beside Frister."""
    return sum(row.is_late for row in deadline_rows(register, today))


def _rows(made: Deadlines, facts: OverviewFacts, more: DeadlineFacts, names: dict[str, str]) -> Iterator[DeadlineRow]:
    bodies: defaultdict[str, list[BodyFacts]] = defaultdict(list)
    for body in facts.bodies:
        bodies[body.remiss_id].append(body)
    papers: defaultdict[str, list[PapersFacts]] = defaultdict(list)
    for step in more.papers:
        papers[step.remiss_id].append(step)
    remisser: dict[str, RemissFacts] = {}
    for remiss in facts.remisser:
        remisser[remiss.remiss_id] = remiss
        if remiss.state in _OVER:
            continue
        asked = bodies.get(remiss.remiss_id, [])
        waiting = any(body.decided < body.total for body in asked)
        yield from made.answers(remiss, asked)
        yield from made.answer_by(remiss, waiting=waiting)
        for step in _first_of_own(papers.get(remiss.remiss_id, [])):
            yield from made.papers(remiss, step, waiting=waiting)
    for measure in more.measures:
        yield from made.measure(remisser[measure.remiss_id], measure, names)


def _first_of_own(steps: list[PapersFacts]) -> Iterator[PapersFacts]:
    """Each, but of the owner's manusstopp only the first: its tjänsteskrivelse goes through them all."""
    seen = set()
    for step in steps:
        key = step.kind if step.own else (step.kind, step.namnd_id)
        if key not in seen:
            seen.add(key)
            yield step
