"""The measures of an answer as a table that is edited in place: what is read, what was typed over it, an empty row."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from secretary_app.domain.date_words import day
from secretary_app.domain.model import MeasureStatus
from secretary_app.domain.text import single_line
from secretary_app.domain.timeframe import Timeframe, TimeframeKind
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.widgets.measure_status import STATES

_Index = QModelIndex | QPersistentModelIndex
TYPED = ("text", "responsible", "timeframe")
"""The columns whose words belong to the measure itself."""


@dataclass(frozen=True)
class MeasureRow:
    id: str
    text: str
    responsible: str
    """Several on a line each, as the register has them."""
    timeframe: str
    time: Timeframe
    namnd_ids: tuple[str, ...]
    namnder: str
    status: MeasureStatus | None = None
    day_words: str = ""
    """What was typed as the day of its status, where that is no day."""
    is_late: bool = False
    is_read: bool = False
    """The register has it; else it is being written, or it is the empty row."""
    is_typed: bool = False
    """Something in it is not saved yet."""
    error: str = ""

    @property
    def is_empty(self) -> bool:
        """The last row, for a measure that nobody has begun to write."""
        return not self.is_read and not self.is_typed

    def value(self, key: str) -> Any:
        """What is edited in the column."""
        match key:
            case "responsible":
                return "; ".join(self.responsible.splitlines())
            case "status":
                return self.status.status if self.status else None
            case "as_of":
                return self.day_words or (self.status.as_of.isoformat() if self.status else "")
            case "namnder":
                return self.namnder
        return getattr(self, key)


def columns(day_now: Callable[[], dt.date]) -> list[Column[MeasureRow]]:
    """The table's columns, as of the day that ``day_now`` tells."""

    def timeframe(row: MeasureRow) -> Cell:
        words, tone = _understood(row, day_now())
        return Cell(single_line(row.timeframe), words, tone=tone)

    def status(row: MeasureRow) -> Cell:
        if row.status is None:
            return Cell("Ingen än" if row.is_read else "", tone="text2")
        state = STATES[row.status.status]
        tip = "\n".join(filter(None, (f"Per {row.status.as_of}", row.status.note)))
        return Cell(row.status.status.capitalize(), state=state, tone=state.token, tip=tip)

    def as_of(row: MeasureRow) -> Cell:
        if row.status is None:
            return Cell()
        if row.day_words:
            return Cell(row.day_words, "inget datum", tone="late", tip=no_day(row.day_words))
        date = row.status.as_of
        return Cell(day(date, date), str(date.year) if date.year != day_now().year else "")

    return [
        Column("text", "Åtgärd", _text, width=140, stretch=True, editable=True),
        Column("responsible", "Ansvarig", lambda row: row.responsible, width=146, editable=True),
        Column("timeframe", "Tidsplan", timeframe, width=116, editable=True),
        Column("status", "Status", status, width=106, editable=True),
        Column("as_of", "Status per", as_of, width=106, editable=True),
        Column("namnder", "Nämnd", lambda row: row.namnder, width=66, editable=True),
    ]


def no_day(words: str) -> str:
    """What is said of words that are no day."""
    return f"”{words}” är inget datum. Skriv det som 2026-04-16."


def _text(row: MeasureRow) -> Cell:
    if row.is_empty:
        return Cell("Ny åtgärd", tone="text2")
    return Cell(row.text, tone="late" if row.error else "", tip=row.error or row.text)


def _understood(row: MeasureRow, today: dt.date) -> tuple[str, str]:
    """What the words of the tidsplan were understood as, and the token of how urgent that is."""
    time = row.time
    if time.due is not None:
        due = day(time.due, today) if time.due.year == today.year else time.due.isoformat()
        if row.is_late:
            return f"gick ut {due}", "late"
        return "" if time.words.strip() == due else f"senast {due}", ""
    if time.occasion:
        return time.occasion, ""
    if time.start is not None:
        return f"från {day(time.start, today)}", ""
    if time.is_given and time.kind is TimeframeKind.FREE:
        return "inget datum", "none"
    return "", ""


class MeasureModel(RowModel[MeasureRow]):
    """Rows that are replaced in place, so that a cell that is being edited stays so while others are saved."""

    def __init__(
        self,
        day_now: Callable[[], dt.date],
        edited: Callable[[MeasureRow, str, Any], None],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns(day_now), id_of=lambda row: row.id, edited=edited, parent=parent)
        self.locked = False
        self.status_locked = False

    def update_rows(self, rows: Sequence[MeasureRow]) -> None:
        """Show these; rows that were there stay the same rows."""
        wanted = {row.id for row in rows}
        for place in reversed(range(len(self.rows))):
            if self.rows[place].id not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self.rows[place]
                self.endRemoveRows()
        for place, row in enumerate(rows):
            if place < len(self.rows) and self.rows[place].id == row.id:
                continue
            if self.row_of(row.id) >= 0:
                self.set_rows(rows)
                return
            self.beginInsertRows(QModelIndex(), place, place)
            self.rows.insert(place, row)
            self.endInsertRows()
        self.rows = list(rows)
        self._cells.clear()
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return self.rows[index.row()].value(self.columns[index.column()].key)
        return super().data(index, role)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not self._may_edit(self.rows[index.row()], self.columns[index.column()].key):
            flags &= ~Qt.ItemFlag.ItemIsEditable
        return flags

    def _may_edit(self, row: MeasureRow, key: str) -> bool:
        match key:
            case "status":
                return row.is_read and not self.status_locked
            case "as_of":
                return row.status is not None and not self.status_locked
        return not self.locked
