"""The status list before an arbetsutskott."""

import datetime as dt
from pathlib import Path

from secretary_app.domain.model import Kommun, Meeting, Namnd, NamndKind
from secretary_app.domain.status_list import StatusRow, status_rows, summarise
from secretary_app.excel.status_list import StatusListHeading, write_status_list
from secretary_app.operations.finding import Bodies
from secretary_app.store.register import Register
from secretary_app.support.clock import today


def make_status_list(
    register: Register,
    out: Path,
    *,
    namnd_words: str = "",
    meeting: dt.date | None = None,
    as_of: dt.date | None = None,
    since: dt.date | None = None,
) -> list[StatusRow]:
    """Write the list of what is not closed as a workbook, and return its rows.

    ``namnd_words`` limits it to one body: what it answers and what it owns (for an utskott: what its own body owns).
    ``as_of``: as the register stood at the end of that day. ``since``: what has changed after that day is marked.
    """
    if as_of is None:
        return _write(register, register, out, namnd_words, meeting, today(register.clock), since)
    with register.as_of(as_of) as view:
        return _write(register, view, out, namnd_words, meeting, as_of, since)


def _write(
    register: Register,
    view: Register,
    out: Path,
    namnd_words: str,
    meeting: dt.date | None,
    day: dt.date,
    since: dt.date | None,
) -> list[StatusRow]:
    namnd = Bodies.of(view).named(namnd_words) if namnd_words else None
    answering = _answering_ids(namnd)
    earlier = None
    if since is not None:
        with register.as_of(since) as past:
            earlier = past.status_facts(answering, open_only=False)
    rows = status_rows(view.status_facts(answering), today=day, earlier=earlier)
    heading = StatusListHeading(
        kommun=next((kommun.name for kommun in view.find(Kommun)), ""),
        namnd=namnd.name if namnd else "",
        meeting=meeting or _next_meeting(view, namnd, day),
        as_of=day,
        made=today(register.clock),
        since=since,
    )
    write_status_list(out, rows, summarise(rows), heading)
    return rows


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
