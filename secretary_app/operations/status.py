"""The status list before an arbetsutskott."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secretary_app.domain.model import Kommun, Meeting, Namnd, NamndKind
from secretary_app.domain.status_list import StatusRow, status_rows, summarise
from secretary_app.excel.status_list import StatusListHeading, write_status_list
from secretary_app.operations.finding import Bodies
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.files import replace_file
from secretary_app.support.progress import Progress, no_progress


@dataclass(frozen=True)
class StatusList:
    path: Path
    rows: list[StatusRow]
    kept: Path | None
    """Where the file that had the name before is kept."""
    notes: list[str]


def make_status_list(
    register: Register,
    out: Path,
    *,
    namnd_words: str = "",
    meeting: dt.date | None = None,
    as_of: dt.date | None = None,
    since: dt.date | None = None,
    progress: Progress = no_progress,
) -> StatusList:
    """Write the list of what is not closed as a workbook.

    ``namnd_words`` limits it to one body: what it answers and what it owns (for an utskott: what its own body owns).
    ``as_of``: as the register stood at the end of that day. ``since``: what has changed after that day is marked.
    Where ``progress`` raises Cancelled, what was at ``out`` is untouched.
    """
    if as_of is None:
        return _write(register, register, out, namnd_words, meeting, today(register.clock), since, progress)
    with register.as_of(as_of) as view:
        return _write(register, view, out, namnd_words, meeting, as_of, since, progress)


def _write(
    register: Register,
    view: Register,
    out: Path,
    namnd_words: str,
    meeting: dt.date | None,
    day: dt.date,
    since: dt.date | None,
    progress: Progress,
) -> StatusList:
    # By the bodies of today: the list may be of a day before a body was entered.
    namnd = Bodies.of(register).named(namnd_words) if namnd_words else None
    answering = _answering_ids(namnd)
    earlier = None
    progress(0, 3, "Jämför med tidigare" if since else "Hämtar ur registret")
    if since is not None:
        with register.as_of(since) as past:
            earlier = [*past.status_facts(answering, open_only=False), *past.assignments(answering, open_only=False)]
    progress(1, 3, "Hämtar ur registret")
    facts = [*view.status_facts(answering), *view.assignments(answering)]
    rows = status_rows(facts, today=day, earlier=earlier)
    heading = StatusListHeading(
        kommun=next((kommun.name for kommun in view.find(Kommun)), ""),
        namnd=namnd.name if namnd else "",
        meeting=meeting or _next_meeting(view, namnd, day),
        as_of=day,
        made=today(register.clock),
        since=since,
    )
    progress(2, 3, f"Skriver {out.name}")
    kept = replace_file(out, lambda path: write_status_list(path, rows, summarise(rows), heading))
    return StatusList(out, rows, kept, list(_notes(register, view, namnd, meeting, day)))


def _notes(
    register: Register, view: Register, namnd: Namnd | None, meeting: dt.date | None, day: dt.date
) -> Iterator[str]:
    if view is not register and not view.operations(1):
        yield f"Registret hade inget den {day}; det började föras senare."
    if namnd and meeting and not register.find(Meeting, namnd_id=namnd.id, date=meeting, cancelled=False):
        yield f"{namnd.abbreviation} har inget sammanträde {meeting} i registret."


def _answering_ids(namnd: Namnd | None) -> list[str] | None:
    """An utskott prepares what its own body owns and answers."""
    if namnd is None:
        return None
    if namnd.kind is NamndKind.UTSKOTT and namnd.parent_id:
        return [namnd.id, namnd.parent_id]
    return [namnd.id]


def _next_meeting(register: Register, namnd: Namnd | None, day: dt.date) -> dt.date | None:
    if namnd is None:
        return None
    meetings = register.find(Meeting, namnd_id=namnd.id, cancelled=False)
    return min((meeting.date for meeting in meetings if meeting.date >= day), default=None)
