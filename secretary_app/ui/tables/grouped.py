"""Rows under headings: late, without a date, this week … Within each group they are sorted as the person wishes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from secretary_app.domain.deadline_list import DeadlineRow, Group
from secretary_app.ui.core.places import Places
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.cells import ROW_ROLE, Cell, Column
from secretary_app.ui.tables.delegates import CellDelegate, bold
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table

_Index = QModelIndex | QPersistentModelIndex
_LOOKED_AT = 300
OWN_ORDER = "dag"
"""The key of the column by which the list is sorted when it is handed in."""
_SHAPES = {Group.LATE: State.LATE, Group.UNDATED: State.UNDATED}


@dataclass(frozen=True)
class Heading:
    group: Group
    count: int
    week: int | None
    """Of the two weeks that are named."""

    @property
    def more(self) -> str:
        week = f"vecka {self.week}, " if self.week else ""
        return f"{week}{self.count} {'frist' if self.count == 1 else 'frister'}"

    @property
    def cell(self) -> Cell:
        """What is copied, printed and read aloud."""
        return Cell(self.group.value, self.more)


Line = DeadlineRow | Heading


class GroupedModel(RowModel[Line]):
    """Deadlines with a heading before each group."""

    def __init__(self, columns: Sequence[Column[Line]], weeks: dict[Group, int]) -> None:
        """``weeks``: by group the number of its week, filled in by whoever knows the day."""
        super().__init__(columns, id_of=lambda line: line.group if isinstance(line, Heading) else line.key)
        self._weeks = weeks
        self._given: list[DeadlineRow] = []
        self.counts: Mapping[Group, int] = {}
        """How many there are of a group, where not all of them are shown."""

    def set_rows(self, rows: Sequence[Line]) -> None:
        """Show these, handed in in the list's own order (``DeadlineRow.order``)."""
        self._given = [line for line in rows if not isinstance(line, Heading)]
        super().set_rows(rows)

    @property
    def deadlines(self) -> list[DeadlineRow]:
        """The rows without the headings."""
        return [line for line in self.rows if not isinstance(line, Heading)]

    @property
    def count(self) -> int:
        """How many rows there are, the headings not counted."""
        return len(self._given)

    def headings(self) -> list[int]:
        """Where the headings stand."""
        return [place for place, line in enumerate(self.rows) if isinstance(line, Heading)]

    def _sort_rows(self) -> None:
        groups: dict[Group, list[DeadlineRow]] = {group: [] for group in Group}
        for line in self._given:
            groups[line.group].append(line)
        self.rows = []
        for group, rows in groups.items():
            if not rows:
                continue
            if self._order is not None and not self._is_own_order(*self._order):
                column, order = self._order
                rows.sort(key=self._key(self.columns[column]), reverse=order is Qt.SortOrder.DescendingOrder)
            self.rows += [Heading(group, self.counts.get(group, len(rows)), self._weeks.get(group)), *rows]

    def _is_own_order(self, column: int, order: Qt.SortOrder) -> bool:
        """The rows were handed in so: of 100,000 there is then nothing to sort."""
        return self.columns[column].key == OWN_ORDER and order is Qt.SortOrder.AscendingOrder

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class GroupedTable(Table[Line]):
    """A list with headings, which are passed over by the arrow keys."""

    def __init__(self, model: GroupedModel, name: str, *, key: str, places: Places) -> None:
        super().__init__(model, name, key=key, places=places)
        self.setItemDelegate(GroupedDelegate(self))
        model.modelReset.connect(self._show_headings)
        model.layoutChanged.connect(self._show_headings)
        self.horizontalHeader().sectionMoved.connect(self._show_headings)

    def choose_first(self) -> None:
        index = self.currentIndex()
        if index.isValid() and not isinstance(self.rows_model.rows[index.row()], Heading):
            return
        if len(self.rows_model.rows) > 1:
            self.setCurrentIndex(self.rows_model.index(1, 0))

    def current_deadline(self) -> DeadlineRow | None:
        """The row that has the focus within the table."""
        line = self.current_row()
        return None if isinstance(line, Heading) else line

    def chosen_deadlines(self) -> list[DeadlineRow]:
        """The rows that are chosen, from the top."""
        return [line for line in self.chosen_rows() if not isinstance(line, Heading)]

    def fit(self, keys: Collection[str], widths: Mapping[str, int]) -> None:
        """Give these columns the room that the first rows need, and others the ``widths`` (at 100 %)."""
        option = QStyleOptionViewItem()
        option.font = self.font()
        for place, each in enumerate(self.rows_model.columns):
            if each.key in keys:
                rows = range(min(len(self.rows_model.rows), _LOOKED_AT))
                indexes = (self.rows_model.index(at, place) for at in rows)
                hints = (self.itemDelegate().sizeHint(option, index).width() for index in indexes)
                self.setColumnWidth(place, max(self.columnWidth(place), *hints, 0))
            elif each.key in widths:
                self.setColumnWidth(place, theme().px(widths[each.key]))

    def _show_headings(self) -> None:
        self.clearSpans()
        height = self.fontMetrics().height() + theme().px(19)
        model = self.rows_model
        assert isinstance(model, GroupedModel)
        for place in model.headings():
            self.setSpan(place, 0, 1, len(model.columns))
            self.setRowHeight(place, height)

    def _resize_rows(self) -> None:
        super()._resize_rows()
        self.verticalHeader().setMinimumSectionSize(theme().px(24))
        self._show_headings()


class GroupedDelegate(CellDelegate):
    """Headings go right across."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Any = index.data(ROW_ROLE)
        if isinstance(line, Heading):
            _paint_heading(painter, option, line)
        else:
            super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if isinstance(index.data(ROW_ROLE), Heading):
            return QSize(0, theme().px(36))
        return super().sizeHint(option, index)


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, heading: Heading) -> None:
    painter.save()
    rect = QRectF(option.rect)
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    left = rect.left() + theme().px(9)
    state = _SHAPES.get(heading.group)
    if state is not None:
        side = theme().px(16)
        paint_state(painter, QRectF(left, rect.center().y() - side / 2, side, side), state)
        left += theme().px(22)
    painter.setFont(bold(option.font))
    painter.setPen(colour(state.token if state else "text"))
    words = heading.group.value
    painter.drawText(QRectF(left, rect.top(), rect.width(), rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
    left += painter.fontMetrics().horizontalAdvance(words) + theme().px(8)
    painter.setFont(option.font)
    painter.setPen(colour("text2"))
    painter.drawText(QRectF(left, rect.top(), rect.width(), rect.height()), Qt.AlignmentFlag.AlignVCenter, heading.more)
    painter.restore()
