"""The table every list is: columns with remembered widths, one Tab stop, copied and printed as it stands."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Generic

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QTableView

from secretary_app.ui.core.places import Places
from secretary_app.ui.style.shapes import fill
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.cells import Column, R
from secretary_app.ui.tables.delegates import CellDelegate
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.viewport import make_viewport

_SHORTEST_STRETCH = 240


class Table(QTableView, Generic[R]):
    """A list of rows. Enter or a double click opens; Ctrl+C copies as a table; Ctrl+P prints."""

    opened = Signal(object)
    """The row that Enter or a double click was meant for."""
    chosen = Signal()
    """The choice has changed."""

    def __init__(
        self, model: RowModel[R], name: str, *, key: str = "", places: Places | None = None, two_lines: bool = True
    ) -> None:
        """``name``: what the list is, for a screen reader. ``key``: under which its widths and sorting are kept."""
        super().__init__()
        self._key = key
        self._places = places
        self.rows_model = model
        self.two_lines = two_lines
        self.row_actions: list[QAction] = []
        """What can be done with the chosen rows: shown in the context menu."""
        self.gives_way: Mapping[str, int] = {}
        """Columns that narrow where there is no room, the first first, each to so much (px at 100 %); 0: hidden."""
        self._unwanted: set[str] = set()
        self._roomy: dict[int, int] = {}
        """The widths of the columns that have given way, by place."""
        self._is_making_room = False
        make_viewport(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self._set_up()
        self._set_columns()
        theme().changed.connect(self._resize_rows)
        self._resize_rows()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed
            if any(column.editable for column in self.rows_model.columns)
            else QAbstractItemView.EditTrigger.NoEditTriggers
        )
        self.doubleClicked.connect(self._open_index)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(theme().px(36))
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(self.rows_model.columns):
            self.setColumnWidth(place, theme().px(column.width))
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(False)
        if self._places is not None and self._key:
            state = self._places.bytes(f"{self._key}/kolumner")
            if not state.isEmpty():
                header.restoreState(state)
        self._stretch()
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._keep_columns)
        header.sortIndicatorChanged.connect(self._keep_columns)

    def sort_by(self, key: str, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, where the person has not chosen another before."""
        header = self.horizontalHeader()
        if header.sortIndicatorSection() < 0 or header.sortIndicatorSection() >= len(self.rows_model.columns):
            place = next(place for place, column in enumerate(self.rows_model.columns) if column.key == key)
            self.sortByColumn(place, order)
        else:
            self.rows_model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        self._unwanted = self._unwanted - {key} if shown else self._unwanted | {key}
        place = next(place for place, column in enumerate(self.rows_model.columns) if column.key == key)
        self.setColumnHidden(place, not shown)
        self._make_room()

    def set_rows(self, rows: list[R]) -> None:
        """Show these, with the choice, the present row and the scroll as they were."""
        chosen, current = self.chosen_ids(), self.current_id()
        scroll = self.verticalScrollBar().value()
        selection = self.selectionModel()
        selection.blockSignals(True)
        self.rows_model.set_rows(rows)
        selection.blockSignals(False)
        self._choose(chosen, current)
        self.verticalScrollBar().setValue(scroll)
        self._stretch()
        self.chosen.emit()

    def choose(self, id: Any) -> None:
        """Choose the row of this id, and make it seen."""
        place = self.rows_model.row_of(id)
        if place >= 0:
            self.setCurrentIndex(self.rows_model.index(place, max(0, self.currentIndex().column())))
            self.scrollTo(self.currentIndex())

    def choose_first(self) -> None:
        """Choose the first row where none is chosen."""
        if not self.currentIndex().isValid() and self.rows_model.rows:
            self.setCurrentIndex(self.rows_model.index(0, 0))

    def current_row(self) -> R | None:
        """The row that has the focus within the table."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()] if index.isValid() else None

    def current_id(self) -> Any:
        found = self.current_row()
        return None if found is None else self.rows_model.id_of(found)

    def chosen_rows(self) -> list[R]:
        """The rows that are chosen, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.rows[place] for place in places]

    def chosen_ids(self) -> set[Any]:
        return {self.rows_model.id_of(each) for each in self.chosen_rows()}

    def copy(self) -> None:
        """Put the chosen rows (or all) on the clipboard, as a table for Excel and Word."""
        from secretary_app.ui.tables.output import as_html, as_tsv

        rows = sorted(index.row() for index in self.selectionModel().selectedRows()) or None
        data = QMimeData()
        data.setText(as_tsv(self, rows))
        data.setHtml(as_html(self, rows))
        QApplication.clipboard().setMimeData(data)

    def print(self, title: str) -> None:
        """Print what is shown, by the system's dialog."""
        from secretary_app.ui.tables.output import print_table

        print_table(self, title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() is not self.State.EditingState:
            self._open_index(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.row_actions)
        if self.row_actions:
            menu.addSeparator()
        menu.addAction("Kopiera som tabell\tCtrl+C", self.copy)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.choose_first()
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._paint_focus()

    def _paint_focus(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        rect = self._focus_rect(index)
        painter = QPainter(self.viewport())
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        elif self.selectionModel().isSelected(index):
            fill(painter, QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
        painter.end()

    def _focus_rect(self, index: QModelIndex) -> QRect:
        rect = self.visualRect(index)
        rect.setLeft(0)
        rect.setRight(min(self.viewport().width(), self.horizontalHeader().length()) - 1)
        return rect

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._resize_rows()

    def _make_room(self) -> None:
        if self.gives_way and self.isVisible():
            self._give_way()
        self._stretch()

    def _give_way(self) -> None:
        """Let columns narrow or hide until the others have room beside the stretching one's least."""
        places = {column.key: place for place, column in enumerate(self.rows_model.columns)}
        widths = {
            place: self._roomy.get(place) or self.columnWidth(place) or theme().px(self.rows_model.columns[place].width)
            for key, place in places.items()
            if key not in self._unwanted
        }
        roomy = dict(widths)
        widths |= {places[each.key]: self._least(each) for each in self.rows_model.columns if each.stretch}
        for key, least in self.gives_way.items():
            lack = sum(widths.values()) - self.viewport().width()
            place = places[key]
            if lack > 0 and place in widths:
                widths[place] = max(min(theme().px(least), widths[place]), widths[place] - lack) if least else 0
        self._is_making_room = True
        for place in map(places.__getitem__, self.gives_way):
            self.setColumnHidden(place, not widths.get(place))
            if widths.get(place):
                self.setColumnWidth(place, widths[place])
        self._is_making_room = False
        giving = {places[key] for key in self.gives_way}
        self._roomy = {place: width for place, width in roomy.items() if place in giving and widths[place] < width}

    def _stretch(self) -> None:
        """The stretching column takes what the others leave, and never less than a title needs."""
        places = [place for place, column in enumerate(self.rows_model.columns) if column.stretch]
        if not places:
            return
        others = sum(
            self.columnWidth(place)
            for place in range(len(self.rows_model.columns))
            if place != places[0] and not self.isColumnHidden(place)
        )
        least = self._least(self.rows_model.columns[places[0]])
        header = self.horizontalHeader()
        header.blockSignals(True)
        self.setColumnWidth(places[0], max(least, self.viewport().width() - others))
        header.blockSignals(False)
        self.updateGeometries()

    def _least(self, column: Column[R]) -> int:
        return theme().px(min(_SHORTEST_STRETCH, column.width))

    def _resize_rows(self) -> None:
        height = self.fontMetrics().height() * (2 if self.two_lines else 1) + theme().px(16)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumSectionSize(height)

    def _choose(self, chosen: set[Any], current: Any) -> None:
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        if chosen:
            # In one call, by stretches of rows: thousands of single ones take seconds.
            found = QItemSelection()
            places = self._places_of(chosen)
            for _, stretch in groupby(enumerate(places), lambda each: each[1] - each[0]):
                inside = [place for _, place in stretch]
                found.append(
                    QItemSelectionRange(self.rows_model.index(inside[0], 0), self.rows_model.index(inside[-1], 0))
                )
            selection.select(found, flags)
        place = self.rows_model.row_of(current) if current is not None else -1
        if place >= 0:
            selection.setCurrentIndex(self.rows_model.index(place, 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _places_of(self, ids: set[Any]) -> list[int]:
        """Where the rows of these ids stand; not looked for any further than the last of them."""
        places: list[int] = []
        id_of = self.rows_model.id_of
        for place, row in enumerate(self.rows_model.rows):
            if id_of(row) in ids:
                places.append(place)
                if len(places) == len(ids):
                    break
        return places

    def _open_index(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows_model.rows[index.row()])

    def _tell_chosen(self) -> None:
        self.chosen.emit()

    def _on_resized(self, place: int) -> None:
        if not self._is_making_room:
            self._roomy.pop(place, None)
            self._keep_columns()

    def _keep_columns(self) -> None:
        if self._places is not None and self._key:
            self._places.keep(f"{self._key}/kolumner", QByteArray(self.horizontalHeader().saveState()))
        self._stretch()
