"""The matrix as Qt's tables see it: a row a recommendation, a column a body, and a last row on who answers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from secretary_app.operations.matrix import MatrixCell, MatrixColumn, MatrixRow

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
LAST_ROW = "Diarienummer och handläggare"


class MatrixModel(QAbstractTableModel):
    """The recommendations stand in the vertical header, which never scrolls away sideways."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[MatrixColumn, ...] = ()
        self.rows: tuple[MatrixRow, ...] = ()

    def set_matrix(self, columns: Sequence[MatrixColumn], rows: Sequence[MatrixRow]) -> None:
        """Show these rows; each has a cell a column."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def cell(self, index: _Index) -> MatrixCell | None:
        """The cell; None in the last row and for no index."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        return self.rows[index.row()].cells[index.column()]

    def find(self, recommendation_id: str | None, namnd_id: str) -> QModelIndex:
        """Where the cell stands; invalid where it isn't shown. Without a body its row's first cell."""
        y = next((y for y, row in enumerate(self.rows) if row.recommendation_id == recommendation_id), -1)
        x = next((x for x, column in enumerate(self.columns) if column.namnd_id == namnd_id), -1 if namnd_id else 0)
        return self.index(y, x)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or not self.columns else len(self.rows) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole):
            return None
        column, cell = self.columns[index.column()], self.cell(index)
        if cell is None:
            words = ", ".join(filter(None, (column.diarienummer, column.handlaggare)))
            return f"{LAST_ROW}, {column.abbreviation}: {words or 'saknas'}" if role != _Role.DisplayRole else words
        words = ", ".join(filter(None, (cell.words, cell.second)))
        if role == _Role.DisplayRole:
            return words
        body = column.name if role == _Role.ToolTipRole else column.abbreviation
        return f"{row_name(self.rows[index.row()])}, {body}: {words[:1].lower()}{words[1:]}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return _of_column(self.columns[section], role) if 0 <= section < len(self.columns) else None
        if section >= len(self.rows):
            return LAST_ROW if role != _Role.ToolTipRole else None
        row = self.rows[section]
        if role == _Role.AccessibleTextRole:
            return f"{row_name(row)}: {row.text}" if row.recommendation_id else row.text
        return row.text if role == _Role.ToolTipRole else " ".join(filter(None, (row.number, row.text)))


def row_name(row: MatrixRow) -> str:
    """``Rekommendation 2``, ``Hela remissen``."""
    return f"Rekommendation {row.number}" if row.recommendation_id else row.text


def _of_column(column: MatrixColumn, role: int) -> str:
    if role == _Role.DisplayRole:
        return column.abbreviation
    asked = ", ".join(filter(None, (column.diarienummer, column.handlaggare)))
    if role == _Role.ToolTipRole:
        return "\n".join(filter(None, (column.name, column.second, asked)))
    return ", ".join((column.abbreviation, column.name, column.second))
