"""A month as six weeks of days: what is on each, red days with their names; the arrow keys go from day to day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from secretary_app.domain.date_words import long_day
from secretary_app.domain.red_days import holiday_name
from secretary_app.domain.text import and_list
from secretary_app.domain.workdays import is_working_day
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import bold, small

_Index = QModelIndex | QPersistentModelIndex
_DAY = dt.timedelta(days=1)
_WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_WEEKS = 6
_TOLD = 8
NO_DAY = dt.date.min
"""Chosen until a month is shown."""


@dataclass(frozen=True)
class DayItem:
    """Something on a day."""

    state: State
    words: str
    """Short: there is room for some fifteen letters."""
    tip: str


class _Month(QAbstractTableModel):
    """Six weeks from the Monday of the month's first; a day has its items, the most urgent first."""

    def __init__(self) -> None:
        super().__init__()
        self.month = self.today = NO_DAY
        self.items: Mapping[dt.date, Sequence[DayItem]] = {}
        self.meetings: Mapping[dt.date, Sequence[str]] = {}

    @property
    def first(self) -> dt.date:
        return self.month - self.month.weekday() * _DAY

    def day(self, index: _Index) -> dt.date:
        return self.first + (index.row() * 7 + index.column()) * _DAY

    def show(
        self,
        month: dt.date,
        today: dt.date,
        items: Mapping[dt.date, Sequence[DayItem]],
        meetings: Mapping[dt.date, Sequence[str]],
    ) -> None:
        self.beginResetModel()
        self.month, self.today, self.items, self.meetings = month.replace(day=1), today, items, meetings
        self.endResetModel()

    def meeting_words(self, day: dt.date) -> str:
        """``KS och KSAU sammanträder``."""
        return f"{and_list(list(bodies))} sammanträder" if (bodies := self.meetings.get(day)) else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else _WEEKS

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 7

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day = self.day(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(day)
        if role == Qt.ItemDataRole.ToolTipRole:
            name, items = holiday_name(day), self.items.get(day, ())
            told = [each.tip for each in items[:_TOLD]]
            rest = [f"och {len(items) - _TOLD} till"] if len(items) > _TOLD else []
            return "\n".join([*filter(None, (name, self.meeting_words(day))), *told, *rest]) or None
        return None

    def _spoken(self, day: dt.date) -> str:
        items = self.items.get(day, ())
        count = "1 frist" if len(items) == 1 else f"{len(items)} frister" if items else "ingen frist"
        is_today = "i dag" if day == self.today else ""
        parts = [long_day(day, self.today), is_today, holiday_name(day), self.meeting_words(day), count]
        told = [f"{each.state}: {each.tip}" for each in items[:_TOLD]]
        return "; ".join([", ".join(filter(None, parts)), *told])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation is Qt.Orientation.Horizontal:
                return _WEEKDAYS[section]
            return f"v. {(self.first + section * 7 * _DAY).isocalendar().week}"
        return None


class MonthGrid(QTableView):
    """Arrows go on into the next month; Page Up and Page Down change it, Home goes to today."""

    day_chosen = Signal()
    """Another day has been chosen, by hand or by key; the month may be another."""
    entered = Signal()
    """Enter, or a double click, on the day."""

    def __init__(self, name: str) -> None:
        """``name``: what is shown, for a screen reader."""
        super().__init__()
        self._name = name
        self._month = _Month()
        self._month.setParent(self)
        self.day = NO_DAY
        """The one that is chosen."""
        self.setModel(self._month)
        self.setItemDelegate(_DayDelegate(self))
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setProperty("bare", True)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(theme().px(20))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    @property
    def month(self) -> dt.date:
        """Its first day."""
        return self._month.month

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and last day that are seen."""
        return self._month.first, self._month.first + (7 * _WEEKS - 1) * _DAY

    @property
    def month_words(self) -> str:
        """``mars 2026``."""
        return long_day(self.month, self.month).rpartition(" ")[2] + f" {self.month.year}"

    def show_month(
        self,
        day: dt.date,
        today: dt.date,
        items: Mapping[dt.date, Sequence[DayItem]],
        meetings: Mapping[dt.date, Sequence[str]],
    ) -> None:
        """Show the month of ``day``, which is chosen, with what is on its days and on those beside it.

        ``meetings``: by day the abbreviations of the bodies that meet.
        """
        self.day = day
        self._month.show(day, today, items, meetings)
        number = (day - self._month.first).days
        self.setCurrentIndex(self._month.index(*divmod(number, 7)))
        self.setAccessibleName(f"{self._name}, {self.month_words}")

    def go(self, day: dt.date) -> None:
        """Choose a day; whoever hears ``day_chosen`` shows its month."""
        self.day = day
        self.day_chosen.emit()

    def item_rect(self, day: dt.date) -> QRect:
        """Where a day is drawn, in the viewport."""
        return self.visualRect(self._month.index(*divmod((day - self._month.first).days, 7)))

    def _clicked(self, index: QModelIndex) -> None:
        self.go(self._month.day(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() in _PLAIN:
            self.go(self.day + step * _DAY)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Home:
            self.go(self._month.today)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
        else:
            event.ignore()

    def turn(self, months: int) -> None:
        """Go so many months on, to the same day where the month has it."""
        number = self.day.year * 12 + self.day.month - 1 + months
        first = dt.date(number // 12, number % 12 + 1, 1)
        last = (first + 31 * _DAY).replace(day=1) - _DAY
        self.go(first.replace(day=min(self.day.day, last.day)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A month is looked at whole; it is not scrolled."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.verticalHeader().setFixedWidth(QFontMetrics(self.font()).horizontalAdvance("v. 53") + theme().px(22))


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class _DayDelegate(QStyledItemDelegate):
    """The day's number, the name of a holiday, and as many items as there is room for."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        month = index.model()
        grid = self.parent()
        assert isinstance(month, _Month)
        assert isinstance(grid, MonthGrid)
        day, rect = month.day(index), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, day)
        inside = rect.adjusted(theme().px(6), theme().px(4), -theme().px(4), -theme().px(2))
        top = self._head(painter, option, inside, day, month)
        self._items(painter, option, inside.adjusted(0, top, 0, 0), month.items.get(day, ()))
        if day == grid.day:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if grid.hasFocus():
                painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -2.5, -2.5), 4, 4)
            else:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, colour("accent"))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, day: dt.date) -> None:
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("tint"))
        elif not is_working_day(day) or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topLeft(), rect.bottomLeft())

    def _head(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, day: dt.date, month: _Month) -> int:
        """Number and name; the height that they took comes back."""
        number = str(day.day)
        font = bold(option.font) if day == month.today else option.font
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(number), metrics.height()
        painter.setFont(font)
        if day == month.today:
            pill = QRectF(rect.left() - 3, rect.top(), max(width + 10, height), height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(pill, 4, 4)
            painter.setPen(colour("on_accent"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, number)
            width = round(pill.width())
        else:
            painter.setPen(colour("text" if day.month == month.month.month else "text2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, number)
        room = rect.adjusted(width + theme().px(7), 0, 0, height - rect.height())
        if name := holiday_name(day):
            painter.setFont(small(option.font))
            painter.setPen(colour("text2"))
            words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        elif bodies := month.meetings.get(day):
            self._meetings(painter, option, room, bodies)
        return height + theme().px(2)

    def _meetings(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, bodies: Sequence[str]) -> None:
        """A box with those who meet, as on the strip; as many as there is room for."""
        font = small(option.font, bold=True)
        metrics = QFontMetrics(font)
        for told in range(len(bodies), 0, -1):
            rest = f" +{len(bodies) - told}" if told < len(bodies) else ""
            words = " ".join(bodies[:told]) + rest
            width = metrics.horizontalAdvance(words) + theme().px(10)
            if width <= room.width():
                break
        else:
            words = f"{len(bodies)} möten" if len(bodies) > 1 else bodies[0]
            inside = room.width() - theme().px(4)
            if len(bodies) > 1 and metrics.horizontalAdvance(words) > inside:
                words = str(len(bodies))
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inside)
            width = min(room.width(), metrics.horizontalAdvance(words) + theme().px(10))
        box = QRectF(room.right() - width + 1, room.top() + 1, width, room.height() - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ok"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(font)
        painter.setPen(colour("surface"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _items(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, items: Sequence[DayItem]) -> None:
        font = small(option.font)
        metrics = QFontMetrics(font)
        line = metrics.height() + theme().px(1)
        room = max(0, rect.height() // line)
        if room < 2 <= len(items):
            # The worst of them stands for all.
            items = [DayItem(items[0].state, f"{len(items)} frister", "")]
        shown = items if len(items) <= room else items[: max(0, room - 1)]
        side = theme().px(13)
        for place, each in enumerate(shown):
            top = rect.top() + place * line
            paint_state(painter, QRectF(rect.left(), top + (line - side) / 2, side, side), each.state)
            painter.setFont(bold(font) if each.state is State.LATE else font)
            painter.setPen(colour("late" if each.state is State.LATE else "text"))
            box = QRect(rect.left() + side + theme().px(4), top, rect.width() - side - theme().px(4), line)
            words = painter.fontMetrics().elidedText(each.words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        if len(shown) < len(items):
            painter.setFont(bold(font))
            painter.setPen(colour("text2"))
            box = QRect(rect.left(), rect.top() + len(shown) * line, rect.width(), line)
            rest = f"+ {len(items) - len(shown)} till"
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, rest)
