"""The columns of the table of drafts."""

import datetime as dt
from collections.abc import Callable

from secretary_app.domain.date_words import day, near_day
from secretary_app.operations.documents import DraftRow
from secretary_app.operations.kept_files import FileState
from secretary_app.ui.style.shapes import State
from secretary_app.ui.tables.cells import Cell, Column


def columns(day_now: Callable[[], dt.date]) -> list[Column[DraftRow]]:
    """The columns, with dates as they read on the day that ``day_now`` tells."""
    return [
        Column("utkast", "Utkast", _draft, lambda row: (row.name, -row.document.draft_number), width=220),
        Column("namnd", "Nämnd", _namnd, width=92),
        Column("skapat", "Skapat", lambda row: _made(row, day_now()), _when, width=168),
        Column("lage", "Läge", lambda row: standing(row, day_now()), width=300, stretch=True),
        Column("senast", "Senast", lambda row: _due(row, day_now()), _due_day, width=104),
        Column("mall", "Mall", lambda row: row.style, width=104),
    ]


def _draft(row: DraftRow) -> Cell:
    kind, number = row.document.kind.swedish, f"utkast {row.document.draft_number}"
    if not row.is_newest:
        return Cell(f"{kind}, {number}", tone="text2")
    return Cell(kind, number, strong=True)


def _namnd(row: DraftRow) -> Cell:
    if row.namnd is None:
        return Cell("borttagen", tone="text2")
    return Cell(row.namnd.abbreviation, tone="" if row.is_newest else "text2", tip=row.namnd.name)


def _due(row: DraftRow, today: dt.date) -> Cell:
    """``15 april``, ``till KSAU``: only of the version that counts."""
    if row.due is None or not row.is_newest:
        return Cell("")
    to = f"till {row.due.to}" if row.due.to else "expedieras"
    tone = "late" if row.due.date < today else ""
    return Cell(
        day(row.due.date, today), to, tone=tone, tip=f"{to[:1].upper()}{to[1:]} senast {day(row.due.date, today)}"
    )


def _due_day(row: DraftRow) -> tuple[dt.date, str]:
    return row.due.date if row.due and row.is_newest else dt.date.max, row.name


def _made(row: DraftRow, today: dt.date) -> Cell:
    on = near_day(row.document.made, today)
    if not row.is_newest:
        return Cell(on, tone="text2")
    return Cell(on, row.made_by)


def _when(row: DraftRow) -> tuple[dt.date, float, str]:
    return row.document.made, row.made_at.timestamp() if row.made_at else 0.0, row.id


def standing(row: DraftRow, today: dt.date) -> Cell:
    """How it is with the draft: its file first, then what the register says otherwise by now."""
    second, tone = ("Remissen har ändrats sedan dess", "soon") if row.since and row.is_newest else ("", "")
    if second:
        second = f"{second}, senast {day(row.since[0].on, today)}"
    file = row.file
    if file.state is FileState.MISSING:
        return Cell("Filen saknas", second, State.LATE, tone="late" if not second else tone)
    if file.is_open:
        return Cell("Öppen i Word", second, State.STARTED, tone=tone)
    if file.state is FileState.CHANGED and file.changed_on:
        return Cell(f"Ändrad i Word {day(file.changed_on, today)}", second, State.DRAFT, tone=tone)
    if not row.is_newest:
        return Cell(f"Ersatt av utkast {row.newest}", tone="text2")
    if second:
        return Cell("Remissen har ändrats sedan dess", f"Senast {day(row.since[0].on, today)}", State.TODO)
    return Cell("Som det skapades")
