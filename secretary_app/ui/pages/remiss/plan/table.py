"""The plan as a table: the same as the timeline in words, with a pin for each step that can be set by hand."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from secretary_app.domain.date_words import day, day_with_weekday
from secretary_app.domain.text import and_list
from secretary_app.operations.plan_rows import PlanRow
from secretary_app.ui.core.places import Places
from secretary_app.ui.style.icons import paint_icon
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.cells import CELL_ROLE, ROW_ROLE, Cell, Column
from secretary_app.ui.tables.delegates import CellDelegate, cell_width, paint_ground, small
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table

_Index = QModelIndex | QPersistentModelIndex
_NAMED = 4
"""So many bodies are named in a row; of more than that their number is told."""
_WIDEST = 150


def _columns(day_now: Callable[[], dt.date]) -> list[Column[PlanRow]]:
    return [
        Column("steg", "Steg", _step, width=150),
        Column("vem", "Vem", _who, width=64),
        Column("dag", "Dag", lambda row: _day(row, day_now()), lambda row: row.date, width=110),
        Column("manusstopp", "Manusstopp", lambda row: _papers(row, day_now()), width=100),
        Column("varfor", "Varför just då", lambda row: _why(row, day_now()), width=180, stretch=True),
        Column("fast", "Fast", _pin, lambda row: (not row.is_fixed, row.date), width=52),
    ]


def _step(row: PlanRow) -> Cell:
    return Cell(row.what, state=State(row.state.value), tip=f"{row.what}: {row.state.value}" if row.state else row.what)


def _who(row: PlanRow) -> Cell:
    is_many = len(row.bodies) > _NAMED
    return Cell(f"{len(row.bodies)} nämnder" if is_many else row.who, tip=row.who)


def _day(row: PlanRow, today: dt.date) -> Cell:
    return Cell(day_with_weekday(row.date, today), tone="late" if row.state == State.LATE.value else "")


def _papers(row: PlanRow, today: dt.date) -> str:
    if row.manusstopp is None or row.step.done:
        return ""
    locked = ", låst" if row.manusstopp.step.fixed else ""
    return f"{day(row.manusstopp.step.date, today)}{locked}"


def _why(row: PlanRow, today: dt.date) -> Cell:
    tone = "late" if row.state == State.LATE.value else ""
    before = and_list([day(each, today) for each in row.former if each != row.date])
    why = f"{row.why}. Tidigare {before}" if before and row.why else row.why
    return Cell(why, tone=tone, strong=bool(tone), tip=row.reason or row.why)


def _pin(row: PlanRow) -> Cell:
    if row.step.is_agreed:
        return Cell("bestämt", tip="Bestämt för hand. Mellanslag tar bort det.")
    if not row.can_fix:
        return Cell("", tip="Följer av de andra stegen" if not row.step.done else "Redan klart")
    words = "låst" if row.is_fixed else "räknas"
    hint = "Låst för hand. Mellanslag låser upp." if row.is_fixed else "Räknas fram. Mellanslag låser dagen."
    return Cell(words, tip=hint)


class _WhyDelegate(CellDelegate):
    """The whole reason: in small letters on two lines where it does not fit on one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = index.data(CELL_ROLE)
        margin = theme().px(9)
        box = option.rect.adjusted(margin, 0, -margin, -1)
        if not isinstance(cell, Cell) or cell_width(cell, option.font) <= box.width():
            super().paint(painter, option, index)
            return
        painter.save()
        paint_ground(painter, option)
        painter.setFont(small(option.font, bold=cell.strong))
        painter.setPen(colour(cell.tone or "text"))
        height = painter.fontMetrics().height()
        first, rest = two_lines(cell.text, painter.fontMetrics(), box.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        top = box.center().y() - height * (2 if rest else 1) // 2
        for place, words in enumerate((first, rest)):
            painter.drawText(QRectF(box.left(), top + place * height, box.width(), height), flags, words)
        painter.restore()


def two_lines(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """As many words as there is room for, and the rest, cut where it is too long as well."""
    if metrics.horizontalAdvance(text) <= width:
        return text, ""
    words = text.split(" ")
    count = len(words) - 1
    while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > width:
        count -= 1
    rest = metrics.elidedText(" ".join(words[count:]), Qt.TextElideMode.ElideRight, width)
    return " ".join(words[:count]), rest


class _PinDelegate(CellDelegate):
    """A pin in the place of the word: filled where the step is locked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        paint_ground(painter, option)
        if isinstance(row, PlanRow) and row.can_pin:
            side = theme().px(18)
            box = QRectF(option.rect.left() + theme().px(12), option.rect.center().y() - side / 2, side, side)
            name, ink = ("push-pin-fill", "accent") if row.is_fixed else ("push-pin", "text2")
            paint_icon(painter, box, name, colour(ink))
        painter.restore()


class PlanTable(Table[PlanRow]):
    """Space or a click on the pin locks a step or lets it go; F2 and Enter move it."""

    pin_asked = Signal(object)
    move_asked = Signal(object)

    def __init__(self, day_now: Callable[[], dt.date], places: Places) -> None:
        model = RowModel(_columns(day_now), id_of=lambda row: row.key)
        super().__init__(model, "Planens steg", key="plan", places=places, two_lines=False)
        self._pins = [column.key for column in model.columns].index("fast")
        self.setItemDelegateForColumn(self._pins, _PinDelegate(self))
        self.setItemDelegateForColumn(self._pins - 1, _WhyDelegate(self))
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.clicked.connect(self._on_clicked)
        self.opened.connect(self.move_asked)

    def fit_columns(self) -> None:
        """No step or day is ever cut off; many bodies, or long names, only where they would crowd out the rest."""
        for place, column in enumerate(self.rows_model.columns):
            if not column.stretch and column.key != "fast":
                most = theme().px(_WIDEST) if column.key == "vem" else self.sizeHintForColumn(place)
                needed = min(self.sizeHintForColumn(place), most)
                self.setColumnWidth(place, max(self.columnWidth(place), needed))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == self._pins:
            self.pin_asked.emit(self.rows_model.rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if row is not None and event.key() == Qt.Key.Key_Space:
            self.pin_asked.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_F2:
            self.move_asked.emit(row)
        else:
            super().keyPressEvent(event)
