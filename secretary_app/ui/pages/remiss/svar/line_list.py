"""A list of lines under headings, each with a state's shape: answers by recommendation, what a check has found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secretary_app.ui.pages.remiss.text_lines import wrapped
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import bold, small

_Index = QModelIndex | QPersistentModelIndex
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Line:
    id: Any
    """What tells it from the others; None: a heading."""
    text: str
    lead: str = ""
    """What it begins with, in bold: the body's short name, a heading's number."""
    second: str = ""
    """At the right."""
    state: State = State.NONE
    tone: str = ""
    most: int = 2
    """Lines of text before it is cut; the whole stands in the tooltip."""

    @property
    def plain(self) -> str:
        return ", ".join(filter(None, (self.lead, self.text, self.second)))


class LineModel(QAbstractListModel):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return line.plain
            case Qt.ItemDataRole.ToolTipRole:
                return line.plain
            case _ if role == _LINE_ROLE:
                return line
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].id is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LineList(QListView):
    """One Tab stop, walked with the arrows; ``taken`` by Enter or a click, ``moved`` when another line is chosen."""

    taken = Signal(object)
    moved = Signal(object)
    menu_asked = Signal(QPoint)
    """A menu of the present line is wanted there, on the screen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("bare", True)
        self._model = LineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._take)
        self.selectionModel().currentChanged.connect(self._tell)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def lines(self) -> list[Line]:
        return self._model.lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these, with the choice and the scroll as they were."""
        if list(lines) == self._model.lines:
            return
        before, scroll = self.current_id(), self.verticalScrollBar().value()
        selection = self.selectionModel()
        selection.blockSignals(True)
        self._model.set_lines(lines)
        self._choose(before)
        selection.blockSignals(False)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scroll)
        self.viewport().update()

    def current_id(self) -> Any:
        index = self.currentIndex()
        return self._model.lines[index.row()].id if index.isValid() else None

    def choose(self, id: Any) -> None:
        """Choose this line and make it seen."""
        self._choose(id)
        self.scrollTo(self.currentIndex())

    def _choose(self, id: Any) -> None:
        place = next((place for place, line in enumerate(self._model.lines) if id is not None and line.id == id), -1)
        self.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())

    def _take(self, index: QModelIndex) -> None:
        id = self._model.lines[index.row()].id if index.isValid() else None
        if id is not None:
            self.taken.emit(id)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.moved.emit(self._model.lines[index.row()].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the line at hand, with the mouse of the one that is pointed at; a heading's is that of its first line."""
        where = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            index = self.indexAt(self.viewport().mapFromGlobal(where))
            below = self.lines[index.row() :] if index.isValid() else []
            id = next((line.id for line in below if line.id is not None), None)
            if id is None:
                return
            self._choose(id)
        self.menu_asked.emit(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = next((place for place, line in enumerate(self.lines) if line.id is not None), -1)
            self.setCurrentIndex(self._model.index(first))
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def needed_height(self) -> int:
        """The height in which every line is seen."""
        return sum(self.sizeHintForIndex(self._model.index(place)).height() for place in range(len(self.lines))) + 4


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: LineList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(_LINE_ROLE)
        painter.save()
        rect = QRect(option.rect)
        if line.id is not None:
            self._paint_ground(painter, option, index)
        text = self._text_rect(line, rect)
        if line.state:
            side = theme().px(16)
            top = text.top() + (option.fontMetrics.height() - side) / 2
            paint_state(painter, QRectF(rect.left() + theme().px(12), top, side, side), line.state)
        self._paint_lead(painter, text, line, option)
        self._paint_second(painter, text, rect, line, option)
        painter.setPen(colour(line.tone or "text"))
        painter.setFont(option.font)
        for place, words in enumerate(self._wrapped(line, text.width(), option)):
            top = text.top() + place * option.fontMetrics.height()
            painter.drawText(text.left(), top + option.fontMetrics.ascent(), words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: Line = index.data(_LINE_ROLE)
        width = self._view.viewport().width()
        text = self._text_rect(line, QRect(0, 0, width, 0))
        rows = len(self._wrapped(line, text.width(), option)) + self._is_under(line, width)
        room = theme().px(26 if line.id is None else 16)
        return QSize(width, max(1, rows) * option.fontMetrics.height() + room)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, colour("tint"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colour("hover"))
        if is_chosen and self._view.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 4, 4)
        elif is_chosen:
            painter.fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(), colour("accent"))

    def _paint_lead(self, painter: QPainter, text: QRect, line: Line, option: QStyleOptionViewItem) -> None:
        painter.setFont(bold(option.font))
        painter.setPen(colour("text"))
        left = text.left() - self._lead_width(line)
        painter.drawText(left, text.top() + option.fontMetrics.ascent(), line.lead)

    def _paint_second(
        self, painter: QPainter, text: QRect, rect: QRect, line: Line, option: QStyleOptionViewItem
    ) -> None:
        painter.setFont(small(option.font))
        painter.setPen(colour("text2"))
        height = option.fontMetrics.height()
        room = QRect(text.left(), text.top(), rect.right() - theme().px(12) - text.left(), height)
        side = Qt.AlignmentFlag.AlignRight
        if self._is_under(line, rect.width()):
            room.translate(0, height)
            side = Qt.AlignmentFlag.AlignLeft
        words = painter.fontMetrics().elidedText(line.second, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _is_under(self, line: Line, width: int) -> bool:
        """Whether there is no room for the second beside the text."""
        if not line.second or line.id is None:
            return False
        metrics = self._view.fontMetrics()
        taken = self._left(line) + metrics.horizontalAdvance(line.text) + metrics.horizontalAdvance(line.second)
        return taken + theme().px(12 + 8) > width

    def _left(self, line: Line) -> int:
        has_shape = bool(line.state) or line.id is not None
        return theme().px(12 + (24 if has_shape else 0)) + self._lead_width(line)

    def _text_rect(self, line: Line, rect: QRect) -> QRect:
        right = theme().px(12)
        if line.second and not self._is_under(line, rect.width()):
            right += self._view.fontMetrics().horizontalAdvance(line.second) + theme().px(6)
        return rect.adjusted(self._left(line), theme().px(18 if line.id is None else 8), -right, -theme().px(8))

    def _lead_width(self, line: Line) -> int:
        if not line.lead:
            return 0
        least = theme().px(22 if line.id is None else 46)
        metrics = self._view.fontMetrics()
        return max(least, round(metrics.horizontalAdvance(line.lead) * 1.1) + theme().px(8))

    def _wrapped(self, line: Line, width: int, option: QStyleOptionViewItem) -> list[str]:
        return wrapped(line.text, option.font, width, line.most)
