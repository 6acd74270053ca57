"""The matrix recommendation × namnd: arrows walk its cells, Enter goes on to the panel beside it."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from secretary_app.operations.matrix import MatrixCell, MatrixColumn, MatrixRow
from secretary_app.ui.pages.remiss.svarslage.model import LAST_ROW, MatrixModel
from secretary_app.ui.pages.remiss.svarslage.painting import (
    ROW_MARGINS,
    BodyHeader,
    MatrixDelegate,
    QuestionHeader,
    column_width,
    head_height,
    paint_head,
)
from secretary_app.ui.style.theme import colour, theme

_SHORTEST_TEXT = 240
_LINES, _FEW_LINES = 3, 2
"""A recommendation is shown in so many, then elided; in fewer where there is little height."""
_Key = tuple[str | None, str]


class MatrixTable(QTableView):
    chosen = Signal()
    """Another cell is the present one."""
    entered = Signal()
    """Enter or a double click: on to the panel."""
    menu_asked = Signal(QPoint, bool, bool)
    """A menu of the present cell is wanted there, on the screen: of its recommendation, of its namnd, or of both."""
    details_asked = Signal()
    """The diarienummer and handläggare of the present namnd are to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix_model = MatrixModel()
        self._is_filling = False
        self._is_scrolled = False
        """There are more bodies than there is room for."""
        self._lines = _LINES
        self.setModel(self.matrix_model)
        self.setItemDelegate(MatrixDelegate(self))
        self.setHorizontalHeader(BodyHeader())
        self.setVerticalHeader(QuestionHeader())
        for header, ask in ((self.horizontalHeader(), self._ask_over), (self.verticalHeader(), self._ask_beside)):
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            header.customContextMenuRequested.connect(ask)
        self._corner = _Corner(self)
        self.setAccessibleName("Svarsläge, rekommendation och nämnd")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # A body is seen whole beside the recommendations, never half of it.
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setProperty("bare", True)
        self.doubleClicked.connect(self.entered)
        self.selectionModel().currentChanged.connect(self._tell_chosen)
        theme().changed.connect(self._fit)

    def set_matrix(self, columns: tuple[MatrixColumn, ...], rows: tuple[MatrixRow, ...]) -> None:
        """Show these, with the present cell and the scroll as they were. ``chosen`` is not told."""
        key = self.current_key()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self._is_filling = True
        self.matrix_model.set_matrix(columns, rows)
        if key is not None:
            self._make_current(self.matrix_model.find(*key))
        self._is_filling = False
        self._corner.count = sum(row.recommendation_id is not None for row in rows)
        self._fit()
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def make_room(self, low: bool) -> None:
        """Show less of each recommendation and more of them, where there is little height."""
        self._lines = _FEW_LINES if low else _LINES
        self._fit()

    def choose(self, recommendation_id: str | None, namnd_id: str) -> bool:
        """Make this the present cell, and have it seen; False where it isn't shown. ``chosen`` is not told."""
        index = self.matrix_model.find(recommendation_id, namnd_id)
        if not index.isValid():
            return False
        self._is_filling = True
        self._make_current(index)
        self._is_filling = False
        self.scrollTo(index)
        return True

    def current_cell(self) -> MatrixCell | None:
        """The present cell."""
        return self.matrix_model.cell(self.currentIndex())

    def current_key(self) -> _Key | None:
        """Recommendation and body of the present cell."""
        cell = self.current_cell()
        return (cell.recommendation_id, cell.namnd_id) if cell else None

    def copy(self) -> None:
        """Put the whole matrix on the clipboard, as a table for Excel and Word."""
        data = QMimeData()
        data.setText("\n".join("\t".join(" ".join(text.split()) for text in line) for line in self.as_texts()) + "\n")
        QApplication.clipboard().setMimeData(data)

    def as_texts(self) -> list[list[str]]:
        """The matrix as lines of texts, its heading first."""
        model = self.matrix_model
        heading = ["Nummer", "Rekommendation", *(column.abbreviation for column in model.columns)]
        lines = [
            [row.number, row.text, *(", ".join(filter(None, (each.words, each.second))) for each in row.cells)]
            for row in model.rows
        ]
        bodies = [", ".join(filter(None, (each.diarienummer, each.handlaggare))) for each in model.columns]
        return [heading, *lines, ["", LAST_ROW, *bodies]]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the cell at hand, with the mouse of the one that is pointed at; under the cells, of that namnd."""
        where, is_question = event.globalPos(), True
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            index = self.indexAt(self.viewport().mapFromGlobal(where))
            is_question = index.isValid() and index.row() < len(self.matrix_model.rows)
            self._go_to(index.row() if is_question else -1, index.column())
        self.menu_asked.emit(where, is_question, True)

    def _ask_over(self, at: QPoint) -> None:
        header = self.horizontalHeader()
        self._go_to(-1, header.logicalIndexAt(at))
        self.menu_asked.emit(header.viewport().mapToGlobal(at), False, True)

    def _ask_beside(self, at: QPoint) -> None:
        header = self.verticalHeader()
        row = header.logicalIndexAt(at)
        is_question = 0 <= row < len(self.matrix_model.rows)
        self._go_to(row if is_question else -1, -1)
        self.menu_asked.emit(header.viewport().mapToGlobal(at), is_question, not is_question)

    def _go_to(self, y: int, x: int) -> None:
        """Make the cell of this row and column the present one; -1: the row or column that is."""
        here = self.currentIndex()
        self._make_current(self.matrix_model.index(y if y >= 0 else max(here.row(), 0), x if x >= 0 else here.column()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.row() == len(self.matrix_model.rows):
            self._go_to(-1, index.column())
            self.details_asked.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _tell_chosen(self) -> None:
        if not self._is_filling:
            self.chosen.emit()

    def _make_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _fit(self) -> None:
        """The bodies have what they need, the recommendations the rest: never less than can be read."""
        model = self.matrix_model
        line = self.fontMetrics().height()
        bodies, questions = self.horizontalHeader(), self.verticalHeader()
        for place in range(len(model.columns)):
            bodies.resizeSection(place, column_width(model, place, self.font()))
        bodies.setFixedHeight(head_height(self.font()))
        questions.setDefaultSectionSize(self._lines * line + theme().px(ROW_MARGINS))
        if model.rowCount():
            questions.resizeSection(model.rowCount() - 1, 2 * line + theme().px(ROW_MARGINS))
        room = self.width() - 2 * self.frameWidth()
        if self._needed_height() > self.height():
            room -= self.verticalScrollBar().sizeHint().width()
        least = min(theme().px(_SHORTEST_TEXT), room // 2)
        questions.setFixedWidth(max(least, room - bodies.length()))
        self._is_scrolled = questions.width() + bodies.length() > room
        one_row = bodies.height() + questions.defaultSectionSize() + 2 * self.frameWidth()
        self.setMinimumHeight(one_row + (self.horizontalScrollBar().sizeHint().height() if self._is_scrolled else 0))
        self.setMaximumHeight(max(self._needed_height(), self.minimumHeight()))
        self.updateGeometries()
        edge = self.frameWidth()
        self._corner.setGeometry(edge, edge, questions.width(), bodies.height())
        self._corner.update()
        self.viewport().update()

    def _needed_height(self) -> int:
        """So high that nothing needs to be scrolled."""
        scrolled = self.horizontalScrollBar().sizeHint().height() if self._is_scrolled else 0
        heads = self.horizontalHeader().height() + 2 * self.frameWidth()
        return heads + self.verticalHeader().length() + scrolled


class _Corner(QWidget):
    """The heading over the recommendations."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self.count = 0
        """The recommendations that are shown."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        number = f"{self.count} {'styck' if self.count == 1 else 'stycken'}" if self.count else "inga"
        paint_head(painter, self.rect(), self.font(), "Rekommendation", number, margin=12)
        painter.end()
