"""A table of rows: what is shown is the list that was handed in, sorted by a column of its own."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from secretary_app.domain.sorting import swedish_key
from secretary_app.ui.tables.cells import CELL_ROLE, ROW_ROLE, SORT_ROLE, Cell, Column, R

_Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractTableModel, Generic[R]):
    """Rows and their columns. Sorting and filtering are done in the list, not by a proxy: 10,000 rows are ordinary."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        id_of: Callable[[R], Any],
        edited: Callable[[R, str, Any], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``id_of``: what tells a row apart also after it was read again. ``edited(row, column key, text)``."""
        super().__init__(parent)
        self.columns = list(columns)
        self.rows: list[R] = []
        self.id_of = id_of
        self._edited = edited
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._cells: dict[tuple[int, int], Cell] = {}

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these, in the order that was last chosen."""
        self.beginResetModel()
        self.rows = list(rows)
        self._cells.clear()
        self._sort_rows()
        self.endResetModel()

    def row_of(self, id: Any) -> int:
        """The place of the row with this id, -1 where there is none."""
        return next((place for place, row in enumerate(self.rows) if self.id_of(row) == id), -1)

    def cell(self, place: int, column: int) -> Cell:
        """The cell, made when it is first seen."""
        found = self._cells.get((place, column))
        if found is None:
            made = self.columns[column].cell(self.rows[place])
            found = Cell(made) if isinstance(made, str) else made
            self._cells[place, column] = found
        return found

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == ROW_ROLE:
            return self.rows[index.row()]
        if role == SORT_ROLE:
            return self._key(column)(self.rows[index.row()])
        cell = self.cell(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return cell.text or cell.plain
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.heading}: {cell.plain}" if cell.plain else f"{column.heading}: tomt"
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or cell.plain or None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.CheckStateRole if column.check:
                return Qt.CheckState.Checked if cell.state else Qt.CheckState.Unchecked
            case _ if role == CELL_ROLE:
                return cell
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.columns[index.column()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        if self.columns[index.column()].check:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self._edited is None or not index.isValid() or value == self.data(index, role):
            return False
        self._edited(self.rows[index.row()], self.columns[index.column()].key, value)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the column, without one as the rows were handed in; the chosen rows stay chosen."""
        if not 0 <= column < len(self.columns):
            self._order = None
            return
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self.id_of(self.rows[index.row()]) for index in before]
        self._cells.clear()
        self._sort_rows()
        places = {self.id_of(row): place for place, row in enumerate(self.rows)} if ids else {}
        moved = [self.index(places[id], index.column()) for id, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, moved)
        self.layoutChanged.emit()

    def _sort_rows(self) -> None:
        if self._order is not None:
            column, order = self._order
            self.rows.sort(key=self._key(self.columns[column]), reverse=order is Qt.SortOrder.DescendingOrder)

    @staticmethod
    def _key(column: Column[R]) -> Callable[[R], Any]:
        if column.sort is not None:
            return column.sort

        def by_text(row: R) -> str:
            made = column.cell(row)
            return swedish_key(made if isinstance(made, str) else made.text)

        return by_text
