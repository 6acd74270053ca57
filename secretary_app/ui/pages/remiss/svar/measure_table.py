"""The table of measures: written in place, removed, given a status one or many at once."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu

from secretary_app.domain.model import Namnd
from secretary_app.ui.pages.remiss.svar.measure_delegate import MeasureDelegate
from secretary_app.ui.pages.remiss.svar.measure_rows import MeasureModel, MeasureRow
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.view import Table

_Trigger = QAbstractItemView.EditTrigger
_NARROW = 670


class MeasureTable(Table[MeasureRow]):
    remove_asked = Signal()
    namnder_chosen = Signal(object, tuple)
    """The row, and the ids of the bodies that its measure is for."""

    def __init__(self, model: MeasureModel) -> None:
        super().__init__(model, "Åtgärder")
        self.measures = model
        self.bodies: tuple[Namnd, ...] = ()
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setSortIndicatorShown(False)
        self._cells = MeasureDelegate(self)
        self.setItemDelegate(self._cells)
        self.setProperty("bare", True)
        self.setEditTriggers(
            _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed | _Trigger.DoubleClicked | _Trigger.SelectedClicked
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.dataChanged.connect(self._fit)
        model.modelReset.connect(self._fit)
        model.rowsRemoved.connect(self._fit)

    def begin_new(self) -> None:
        """Begin to write a measure in the empty row."""
        place = len(self.measures.rows) - 1
        if place >= 0 and self.measures.rows[place].is_empty:
            self.setFocus()
            self.setCurrentIndex(self.measures.index(place, 0))
            self.edit(self.currentIndex())

    def finish(self) -> None:
        """Take what stands in the cell that is being written."""
        if self.state() is self.State.EditingState:
            self._cells.finish()

    def go_to(self, id: str, key: str = "text") -> None:
        """Put the focus on a measure's cell."""
        place = self.measures.row_of(id)
        if place >= 0:
            column = next(at for at, each in enumerate(self.measures.columns) if each.key == key)
            self.setCurrentIndex(self.measures.index(place, column))
            self.setFocus()

    def edit(self, index: Any, *rest: Any) -> Any:
        """The bodies are chosen in a menu: nothing to type in. Tab passes them by."""
        if not isinstance(index, QModelIndex | QPersistentModelIndex) or self._column(index) != "namnder" or not rest:
            return self._edit_at_once(index, *rest)
        trigger = rest[0]
        asked = (_Trigger.EditKeyPressed, _Trigger.DoubleClicked, _Trigger.SelectedClicked)
        if trigger in asked and trigger & self.editTriggers() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.choose_namnder()
            return True
        return trigger is _Trigger.AllEditTriggers

    def _edit_at_once(self, index: Any, trigger: _Trigger = _Trigger.EditKeyPressed, event: Any = None) -> bool:
        """What a key or a button asks for is done like a double click, and the editor gets the key.

        After a click Qt waits for whether it becomes a double click, and until then refuses all but that: what is
        typed meanwhile would be lost.
        """
        if trigger not in (_Trigger.EditKeyPressed, _Trigger.AnyKeyPressed):
            return super().edit(index, trigger, event)
        is_open: bool = super().edit(index, _Trigger.DoubleClicked, event)
        editor = self.indexWidget(index)
        if is_open and event is not None and editor is not None and trigger is _Trigger.AnyKeyPressed:
            QApplication.sendEvent(editor.focusProxy() or editor, event)
        return is_open

    def choose_namnder(self) -> None:
        """Offer the bodies that the measure at hand can be for."""
        row = self.current_row()
        if row is None or self.measures.locked or row.is_empty:
            return
        menu = _StayingMenu(self)
        menu.setAccessibleName("Nämnder som åtgärden gäller")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = list(row.namnd_ids)
        for body in self.bodies:
            action = menu.addAction(f"{body.abbreviation}  {body.name}")
            action.setCheckable(True)
            action.setChecked(body.id in chosen)
            action.setData(body.id)
        menu.aboutToHide.connect(partial(self._take_namnder, row, menu))
        menu.popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))

    def _take_namnder(self, row: MeasureRow, menu: QMenu) -> None:
        ticked = [str(action.data()) for action in menu.actions() if action.isChecked()]
        ids = (*(id for id in row.namnd_ids if id in ticked), *(id for id in ticked if id not in row.namnd_ids))
        if ids != row.namnd_ids:
            self.namnder_chosen.emit(row, ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() is self.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not is_editing:
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not is_editing:
            self._edit_current()
        else:
            super().keyPressEvent(event)

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            if self._column(index) == "namnder":
                self.choose_namnder()
            else:
                self.edit(index)

    def _column(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return self.measures.columns[index.column()].key if index.isValid() else ""

    def _open_index(self, index: QModelIndex) -> None:
        """A double click edits: nothing is opened."""

    def _focus_rect(self, index: QModelIndex) -> QRect:
        return self.visualRect(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = self.viewport().width() < theme().px(_NARROW)
        place = next(at for at, each in enumerate(self.measures.columns) if each.key == "as_of")
        if self.isColumnHidden(place) != is_narrow:
            self.setColumnHidden(place, is_narrow)
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Be as high as the rows need: the page scrolls, not the table in it."""
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        least = self.horizontalHeader().sizeHint().height() + theme().px(90)
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        wanted = max(height, least) + extra + 2
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)


class _StayingMenu(QMenu):
    """Several can be ticked before it closes: with the mouse, or with Space."""

    def mouseReleaseEvent(self, event: Any) -> None:
        action = self.activeAction()
        if action is not None and action.isEnabled():
            _tick(action)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            _tick(action)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)


def _tick(action: QAction) -> None:
    action.setChecked(not action.isChecked())
