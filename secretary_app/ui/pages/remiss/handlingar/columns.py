"""The columns of the table of handlingar."""

import datetime as dt
from collections.abc import Callable

from secretary_app.domain.date_words import day, near_day
from secretary_app.operations.attachments import AttachmentRow
from secretary_app.operations.kept_files import FileState
from secretary_app.ui.style.shapes import State
from secretary_app.ui.tables.cells import Cell, Column

_LAST = dt.date.max
_KILO = 1000
_MEGA = 1_000_000


def columns(day_now: Callable[[], dt.date]) -> list[Column[AttachmentRow]]:
    """The columns, with dates as they read on the day that ``day_now`` tells."""
    return [
        Column("handling", "Handling", lambda row: _name(row, day_now()), width=140, stretch=True),
        Column("typ", "Typ", lambda row: row.kind_words, width=134),
        Column(
            "daterad",
            "Daterad",
            lambda row: _dated(row, day_now()),
            lambda row: row.attachment.dated or _LAST,
            width=88,
        ),
        Column("tillagd", "Tillagd", lambda row: _added(row, day_now()), _when, width=112),
        Column("storlek", "Storlek", size_words, lambda row: row.file.size or 0, width=72, right=True),
    ]


def _name(row: AttachmentRow, today: dt.date) -> Cell:
    name = row.attachment.name
    file = row.file
    if file.state is FileState.MISSING:
        return Cell(name, "Filen saknas", State.LATE, tone="late")
    if file.state is FileState.CHANGED and file.changed_on:
        return Cell(name, f"Ändrad sedan den lades till, {day(file.changed_on, today)}", State.TODO, tone="soon")
    return Cell(name, "" if row.has_text else "Ingen text att söka i", tip=name)


def _dated(row: AttachmentRow, today: dt.date) -> Cell:
    dated = row.attachment.dated
    return Cell(day(dated, today)) if dated else Cell("utan datum", tone="text2")


def _added(row: AttachmentRow, today: dt.date) -> Cell:
    return Cell(near_day(row.added.date(), today), row.added_by) if row.added else Cell()


def _when(row: AttachmentRow) -> float:
    return row.added.timestamp() if row.added else 0.0


def size_words(row: AttachmentRow) -> str:
    """``340 kB``, ``1,2 MB``; nothing for a file that is not there."""
    size = row.file.size
    if size is None:
        return ""
    if size < _MEGA:
        return f"{max(1, round(size / _KILO))} kB"
    return f"{size / _MEGA:.1f} MB".replace(".", ",")
