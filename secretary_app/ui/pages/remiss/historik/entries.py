"""The rows of the history: what was done, under the day it was done."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from secretary_app.domain.date_words import day_with_weekday
from secretary_app.operations.history import HistoryEntry
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 2
"""Rows that are named in the list; the panel names more."""


@dataclass(frozen=True)
class HistoryRow:
    """An operation, or (without one) the day that those under it were done."""

    day: dt.date
    entry: HistoryEntry | None = None

    @property
    def id(self) -> object:
        return self.entry.no if self.entry else self.day


def by_day(entries: Sequence[HistoryEntry]) -> list[HistoryRow]:
    """The operations with a row for each day before those of that day."""
    rows: list[HistoryRow] = []
    for entry in entries:
        date = entry.at.date()
        if not rows or rows[-1].day != date:
            rows.append(HistoryRow(date))
        rows.append(HistoryRow(date, entry))
    return rows


def day_words(date: dt.date, today: dt.date) -> str:
    """``I dag, ons 11 mars``."""
    near = {0: "I dag, ", 1: "I går, "}.get((today - date).days, "")
    words = day_with_weekday(date, today)
    return f"{near}{words}" if near else words.capitalize()


def columns(day_now: Callable[[], dt.date]) -> list[Column[HistoryRow]]:
    """The columns, with days as they are called on the day that ``day_now`` tells."""

    def when(row: HistoryRow) -> Cell:
        if row.entry is None:
            return Cell(day_words(row.day, day_now()), strong=True)
        return Cell(f"{row.entry.at:%H.%M}", "ångrad" if row.entry.undone else "", tone=_tone(row))

    def who(row: HistoryRow) -> Cell:
        return Cell(row.entry.who or "Okänd", tone=_tone(row)) if row.entry else Cell()

    def what(row: HistoryRow) -> Cell:
        if row.entry is None:
            return Cell()
        return Cell(row.entry.label, tone=_tone(row))

    return [
        Column("nar", "När", when, width=72),
        Column("vem", "Vem", who, width=150),
        Column("vad", "Vad", what, width=300, stretch=True),
        Column("galler", "Gäller", _about, width=280),
    ]


def _tone(row: HistoryRow) -> str:
    return "text2" if row.entry is not None and row.entry.undone else ""


def _about(row: HistoryRow) -> Cell:
    if row.entry is None:
        return Cell()
    rows = row.entry.rows
    more = f"och {len(rows) - 1} till" if len(rows) > _SHOWN else rows[1] if len(rows) == _SHOWN else ""
    return Cell(rows[0] if rows else "", more, tone=_tone(row), tip="\n".join(rows[:30]))


class HistoryModel(RowModel[HistoryRow]):
    """Days are headings: they can't be chosen."""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].entry is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid() and self.rows[index.row()].entry is None:
            return self.cell(index.row(), 0).text
        return super().data(index, role)
