"""The places of the program on the left; one Tab stop, arrows within."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secretary_app.support.records import record
from secretary_app.ui.style.icons import paint_icon
from secretary_app.ui.style.shapes import State, fill, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import bold
from secretary_app.ui.tables.viewport import make_viewport

_NAME = Qt.ItemDataRole.UserRole + 1
_GLYPH = Qt.ItemDataRole.UserRole + 2
_COUNT = Qt.ItemDataRole.UserRole + 3
_LATE = Qt.ItemDataRole.UserRole + 4
_WIDE, _NARROW, _HEIGHT = 208, 60, 38


@record(frozen=True)
class NavItem:
    name: str
    """The page's."""
    words: str
    glyph: str
    shortcut: str
    said_as: str = ""
    """Further words that the search palette finds it by."""


class Navigation(QListView):
    """A place is gone to when it is clicked, or by Enter."""

    asked = Signal(str)
    """The name of the page."""

    def __init__(self, items: list[NavItem]) -> None:
        super().__init__()
        make_viewport(self)
        self.setObjectName("nav")
        self.setAccessibleName("Navigering")
        self.narrow = False
        self._model = QStandardItemModel(self)
        for item in items[:-1]:
            self._model.appendRow(_standard_item(item))
        spacer = QStandardItem("")
        spacer.setFlags(Qt.ItemFlag.NoItemFlags)
        self._model.appendRow(spacer)
        self._model.appendRow(_standard_item(items[-1]))
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._ask)
        self.activated.connect(self._ask)
        theme().changed.connect(self._lay_out)
        self._lay_out()

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, for a narrow window."""
        self.narrow = narrow
        self._lay_out()

    def show_page(self, name: str) -> None:
        """Mark where one is."""
        for place in range(self._model.rowCount()):
            if self._model.index(place, 0).data(_NAME) == name:
                self.setCurrentIndex(self._model.index(place, 0))
                return

    def set_count(self, name: str, count: int, *, late: bool = False) -> None:
        """The number beside a place; ``late``: with the shape and colour of what is late."""
        for place in range(self._model.rowCount()):
            item = self._model.item(place)
            if item.data(_NAME) == name:
                item.setData(count, _COUNT)
                item.setData(late, _LATE)
                words = str(item.text())
                item.setData(f"{words}, {count} {'försenade' if late else 'öppna'}", Qt.ItemDataRole.AccessibleTextRole)

    def filler_height(self) -> int:
        """What is left between the places and the last one, which stands at the bottom."""
        rows = self._model.rowCount() - 1
        return max(0, self.viewport().height() - rows * theme().px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _lay_out(self) -> None:
        self.setFixedWidth(theme().px(_NARROW if self.narrow else _WIDE))
        self.scheduleDelayedItemsLayout()

    def _ask(self, index: QModelIndex) -> None:
        name = index.data(_NAME)
        if name:
            self.asked.emit(name)


def _standard_item(item: NavItem) -> QStandardItem:
    made = QStandardItem(item.words)
    made.setData(item.name, _NAME)
    made.setData(item.glyph, _GLYPH)
    made.setToolTip(f"{item.words} ({item.shortcut})")
    return made


class _Delegate(QStyledItemDelegate):
    def __init__(self, navigation: Navigation) -> None:
        super().__init__(navigation)
        self._navigation = navigation

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        is_filler = index.data(_NAME) is None
        return QSize(10, self._navigation.filler_height() if is_filler else theme().px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.data(_NAME) is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, is_here)
        rect = QRectF(option.rect)
        side = theme().px(20)
        left = rect.left() + theme().px(20)
        glyph = QRectF(left, rect.center().y() - side / 2, side, side)
        paint_icon(painter, glyph, index.data(_GLYPH), colour("accent" if is_here else "text2"))
        if not self._navigation.narrow:
            self._words(painter, rect, index, is_here)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, is_here: bool) -> None:
        box = QRectF(option.rect).adjusted(theme().px(8), 2, -theme().px(8), -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_here:
            painter.setBrush(colour("surface"))
            painter.drawRoundedRect(box, 4, 4)
            fill(painter, QRectF(box.left(), box.top() + 6, 3, box.height() - 12), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(box, 4, 4)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _words(
        self, painter: QPainter, rect: QRectF, index: QModelIndex | QPersistentModelIndex, is_here: bool
    ) -> None:
        font = painter.font()
        painter.setFont(bold(font) if is_here else font)
        painter.setPen(colour("text"))
        words = rect.adjusted(theme().px(50), 0, -theme().px(20), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        count = index.data(_COUNT)
        if not count:
            return
        late = bool(index.data(_LATE))
        painter.setPen(colour("late" if late else "text2"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(count))
        if late:
            width = painter.fontMetrics().horizontalAdvance(str(count))
            side = theme().px(14)
            box = QRectF(words.right() - width - side - 6, rect.center().y() - side / 2, side, side)
            paint_state(painter, box, State.LATE)
