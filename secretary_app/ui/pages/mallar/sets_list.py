"""The sets of templates with each of their templates and how it is with it; one Tab stop, arrows within."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from secretary_app.domain.model import DocumentKind
from secretary_app.operations.template_sets import SetRow, TemplateRow
from secretary_app.ui.core.places import Places
from secretary_app.ui.style.icons import paint_icon
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import bold

_KEY = Qt.ItemDataRole.UserRole + 1
_TOLD = Qt.ItemDataRole.UserRole + 2
_TOLD_OPEN = Qt.ItemDataRole.UserRole + 3
"""Of a set whose templates are seen: they tell of their faults themselves."""
_ROW, _HEAD = 33, 38
_FOLDED = "mallar/hopfällda"
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Chosen:
    """A set, or one of its templates."""

    set_name: str
    kind: DocumentKind | None = None

    @property
    def text(self) -> str:
        return f"{self.set_name}/{self.kind.value if self.kind else ''}"

    @classmethod
    def of_text(cls, text: str) -> "Chosen | None":
        """As ``text`` told it; None for what it never told."""
        name, slash, kind = text.rpartition("/")
        if not slash or (kind and kind not in set(DocumentKind)):
            return None
        return cls(name, DocumentKind(kind) if kind else None)


@dataclass(frozen=True)
class _Told:
    """What a row says beside its name."""

    state: State = State.NONE
    words: str = ""
    second: str = ""


class SetsList(QTreeView):
    """Enter opens the chosen template; the context menu has what else can be done."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, places: Places) -> None:
        super().__init__()
        self._places = places
        self._folded = set(filter(None, places.text(_FOLDED, "?").split("\n")))
        self._sets: Sequence[SetRow] = ()
        self.template_actions: list[QAction] = []
        self.set_actions: list[QAction] = []
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("Malluppsättningar")
        self.setProperty("bare", True)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)
        self.expanded.connect(self._keep_folds)
        self.collapsed.connect(self._keep_folds)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def set_sets(self, sets: Sequence[SetRow]) -> None:
        """Show these; what was chosen stays so, where it is still there."""
        if list(sets) == list(self._sets):
            return
        before = self.current
        scrolled = self.verticalScrollBar().value()
        if "?" in self._folded:
            # Nobody has folded anything yet: the municipality's own choice and the own sets are open.
            self._folded = {each.name for each in sets if each.is_shipped and not each.is_standard}
        self._sets = sets
        folded = set(self._folded)
        self.selectionModel().blockSignals(True)
        self._model.clear()
        for each in sets:
            self._model.appendRow(_set_item(each))
        for place, each in enumerate(sets):
            self.setExpanded(self._model.index(place, 0), each.name not in folded)
        self._folded = folded
        if before is not None:
            self.choose(before)
        self.selectionModel().blockSignals(False)
        self.verticalScrollBar().setValue(scrolled)
        self.viewport().update()

    @property
    def sets(self) -> Sequence[SetRow]:
        """All that are shown."""
        return self._sets

    @property
    def current(self) -> Chosen | None:
        """What is chosen."""
        key = self.currentIndex().data(_KEY)
        return Chosen.of_text(key) if key else None

    @property
    def current_set(self) -> SetRow | None:
        """The set that is chosen, or has the chosen template."""
        current = self.current
        return next((each for each in self._sets if current and each.name == current.set_name), None)

    @property
    def current_template(self) -> TemplateRow | None:
        current, row = self.current, self.current_set
        return row.row(current.kind) if row and current and current.kind else None

    def choose(self, wanted: Chosen) -> bool:
        """Choose this, or where the set lacks it the set; False where there is no such set."""
        index = self._index(wanted)
        if index is None and wanted.kind is not None:
            index = self._index(Chosen(wanted.set_name))
        if index is None:
            return False
        if index.parent().isValid():
            self.expand(index.parent())
        self.setCurrentIndex(index)
        return True

    def choose_first(self) -> None:
        """Choose what one begins with: a template with faults, else the first of the municipality's own choice."""
        faulty = [
            Chosen(each.name, row.kind)
            for each in self._sets
            for row in each.templates
            if row.report is not None and not row.report.is_usable
        ]
        standard = [
            Chosen(each.name, row.kind) for each in self._sets if each.is_standard for row in each.templates[:1]
        ]
        for wanted in (*faulty, *standard, *(Chosen(each.name) for each in self._sets)):
            if self.choose(wanted):
                return

    def _index(self, wanted: Chosen) -> QModelIndex | None:
        for place in range(self._model.rowCount()):
            head = self._model.index(place, 0)
            if head.data(_KEY) == wanted.text:
                return head
            for below in range(self._model.rowCount(head)):
                index = self._model.index(below, 0, head)
                if index.data(_KEY) == wanted.text:
                    return index
        return None

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit()

    def _on_activated(self, index: QModelIndex) -> None:
        if index.parent().isValid():
            self.opened.emit()
        else:
            self.setExpanded(index, not self.isExpanded(index))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.parent().isValid() and event.position().x() < theme().px(32):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().mousePressEvent(event)

    def _keep_folds(self, _index: QModelIndex) -> None:
        heads = [self._model.index(place, 0) for place in range(self._model.rowCount())]
        self._folded = {str(each.data(_KEY)).rpartition("/")[0] for each in heads if not self.isExpanded(each)}
        self._places.keep(_FOLDED, "\n".join(sorted(self._folded)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.current_template is not None:
            menu.addActions(self.template_actions)
            menu.addSeparator()
        menu.addActions(self.set_actions)
        rect = self.visualRect(self.currentIndex())
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(rect.bottomLeft()))


def _set_item(each: SetRow) -> QStandardItem:
    made = QStandardItem(each.title)
    made.setData(Chosen(each.name).text, _KEY)
    told = _told_of_set(each)
    made.setData(told, _TOLD)
    made.setData(_told_of_set(each, is_open=True), _TOLD_OPEN)
    made.setData(_read_aloud(each.title, told), Qt.ItemDataRole.AccessibleTextRole)
    for row in each.templates:
        item = QStandardItem(row.kind.swedish)
        item.setData(Chosen(each.name, row.kind).text, _KEY)
        of_template = told_of(row, in_own_set=not each.is_shipped)
        item.setData(of_template, _TOLD)
        item.setData(_read_aloud(row.kind.swedish, of_template), Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(_read_aloud(row.kind.swedish, of_template))
        made.appendRow(item)
    return made


def _read_aloud(name: str, told: _Told) -> str:
    return ", ".join(filter(None, (name, told.second, told.words)))


def told_of(row: TemplateRow, *, in_own_set: bool) -> _Told:
    """How it is with a template."""
    second = "egen" if row.is_own and not in_own_set else ""
    if row.report is None:
        return _Told(second=second)
    if not row.report.is_usable:
        return _Told(State.LATE, row.state, second)
    return _Told(State.TODO if row.report.warnings else State.DONE, row.state, second)


def _told_of_set(each: SetRow, *, is_open: bool = False) -> _Told:
    reports = [row.report for row in each.templates if row.report is not None]
    faulty = sum(not report.is_usable for report in reports)
    second = "används" if each.is_standard else ""
    if faulty and not is_open:
        return _Told(State.LATE, f"{faulty} med fel", second)
    if each.stray or each.missing:
        return _Told(State.TODO, "se över", second)
    return _Told(second=second)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: SetsList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        high = theme().px(_ROW if index.parent().isValid() else _HEAD)
        return QSize(10, max(high, option.fontMetrics.height() + theme().px(12)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        is_head = not index.parent().isValid()
        told = index.data(_TOLD_OPEN if is_head and self._view.isExpanded(index) else _TOLD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, is_chosen=is_chosen)
        rect = QRectF(option.rect).adjusted(theme().px(10), 0, -theme().px(12), 0)
        font = QFont(option.font)
        if is_head:
            side = theme().px(14)
            glyph = "caret-down" if self._view.isExpanded(index) else "caret-right"
            paint_icon(painter, QRectF(rect.left(), rect.center().y() - side / 2, side, side), glyph, colour("text2"))
        rect.adjust(theme().px(20 if is_head else 22), 0, 0, 0)
        right = self._paint_told(painter, rect, told, font)
        painter.setFont(bold(font) if is_head or is_chosen else font)
        painter.setPen(colour("text"))
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(right - rect.left())
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_chosen: bool) -> None:
        box = QRectF(option.rect).adjusted(theme().px(6), 1, -theme().px(6), -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("tint" if is_chosen else "hover"))
            painter.drawRoundedRect(box, 4, 4)
        if is_chosen and not self._view.hasFocus():
            painter.setBrush(colour("accent"))
            painter.drawRect(QRectF(box.left(), box.top() + 5, 3, box.height() - 10))
        if is_chosen and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_told(self, painter: QPainter, rect: QRectF, told: _Told, font: QFont) -> float:
        """What stands at the right; how far the name may go."""
        small = QFont(font)
        small.setPixelSize(theme().px(12))
        right = rect.right()
        if told.words:
            is_quiet = told.state is State.DONE
            painter.setFont(small if is_quiet else bold(small))
            width = painter.fontMetrics().horizontalAdvance(told.words)
            painter.setPen(colour("text2" if is_quiet else told.state.token))
            box = QRectF(right - width, rect.top(), width, rect.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, told.words)
            side = theme().px(14)
            right -= width + side + theme().px(6)
            paint_state(painter, QRectF(right, rect.center().y() - side / 2, side, side), told.state)
            right -= theme().px(8)
        if told.second:
            painter.setFont(small)
            painter.setPen(colour("text2"))
            width = painter.fontMetrics().horizontalAdvance(told.second)
            painter.drawText(
                QRectF(right - width, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignVCenter, told.second
            )
            right -= width + theme().px(8)
        return right
