"""The sheet that the matrix stands on: what is filtered away, what the shapes mean, what remains."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from secretary_app.domain.model import RemissState
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.operations.cell_panel import RemissMatrix
from secretary_app.operations.matrix import MatrixCell, MatrixRow
from secretary_app.ui.pages.remiss.cell_actions import CellPlace
from secretary_app.ui.pages.remiss.svarslage.table import MatrixTable
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, button, chip, column, label, link, row, rule
from secretary_app.ui.widgets.flow import Flow

_MANY = 30
"""Over so many recommendations only the unanswered are shown at first."""
_ROOM_FOR_LEGEND = 300
_ROOM_FOR_FOOT = 240
_LEGEND = (
    (State.DONE, "beslutat svar"),
    (State.DRAFT, "utkast"),
    (State.ON_TIME, "begärd"),
    (State.SOON, "svar snart"),
    (State.LATE, "försenad"),
    (State.TODO, "att komplettera"),
    (State.UNDATED, "utan datum"),
    (State.NOT_SENT, "ej skickad"),
)
_OVER = {RemissState.CLOSED: "Ärendet är avslutat.", RemissState.VOID: "Ärendet är makulerat."}


class MatrixSheet(QFrame):
    write_first = Signal()
    """The first recommendation is to be written."""
    read_paper = Signal()
    """A missiv is to be read in."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.table = MatrixTable()
        self.filter = chip("Bara obesvarade", self._show_rows)
        self.hidden_words = label("", "second")
        self.sentence = label("", wrap=True)
        self._found: RemissMatrix | None = None
        self._shape = Shape(State.TODO)
        self._filters = QWidget()
        self._empty = QWidget()
        self._legend = QWidget()
        self._foot = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        side, gap = theme().px(12), theme().px(8)
        filters = row(self.filter, self.hidden_words, None, spacing=12)
        filters.setContentsMargins(side, gap, side, gap)
        self._filters.setLayout(filters)
        words = label("Inga rekommendationer än. Läs in missivet, eller skriv den första rekommendationen.", wrap=True)
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(side, side, side, side)
        empty.addWidget(words)
        first = button("Skriv första rekommendationen…", self.write_first.emit, glyph="plus")
        empty.addLayout(Flow(first, link("Läs in ett missiv…", self.read_paper.emit, glyph="download-simple")))
        remains = row(spacing=8)
        remains.setContentsMargins(side, gap, side, side)
        remains.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        remains.addWidget(self.sentence, 1)
        self._foot.setLayout(column(rule(), remains, spacing=0))
        meanings = Flow(*(_meaning(state, text) for state, text in _LEGEND), spacing=14)
        meanings.setContentsMargins(side, gap, side, gap)
        self._legend.setLayout(meanings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._filters)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._legend)
        layout.addWidget(self._foot)
        layout.addStretch(0)
        self._filters.hide()
        self._empty.hide()

    def show_matrix(self, found: RemissMatrix) -> None:
        """Show this matrix, filtered as it was; the first of a remiss by how many there are."""
        if self._found is None:
            self.filter.setChecked(len(found.matrix.rows) > _MANY)
        self._found = found
        self._filters.setVisible(len(found.matrix.rows) > _MANY)
        is_over = found.remiss.state in _OVER
        has_questions = any(each.recommendation_id for each in found.matrix.rows)
        self._empty.setVisible(not has_questions and not is_over)
        waiting = " ".join(found.matrix.waiting)
        self.sentence.setText(waiting or _OVER.get(found.remiss.state, "Alla rutor har ett beslutat svar."))
        self.table.setAccessibleDescription(self.sentence.text())
        is_void = found.remiss.state is RemissState.VOID
        self._shape.show_state(State.TODO if waiting else State.NONE if is_void else State.DONE)
        self._show_rows()

    def forget(self) -> None:
        """Another remiss is coming."""
        self._found = None
        self.table.set_matrix((), ())

    def choose(self, recommendation_id: str | None, namnd_id: str) -> None:
        """Choose a cell, also one that the filter hides."""
        if not self.table.choose(recommendation_id, namnd_id) and self.filter.isChecked():
            self.filter.setChecked(False)
            self._show_rows()
            self.table.choose(recommendation_id, namnd_id)

    def choose_first(self) -> None:
        """Choose the cell to begin with: the first unanswered, else one that lacks something, else any."""
        if self._found is None:
            return
        matrix = self._found.matrix
        place = matrix.first_unanswered
        cells = [cell for row in matrix.rows for cell in row.cells]
        lacking = next((each for each in cells if each.state is BadgeState.TODO), None)
        answered = next((each for each in cells if each.concerned), None)
        first = matrix.rows[place[0]].cells[place[1]] if place else lacking or answered
        if first is not None:
            self.choose(first.recommendation_id, first.namnd_id)

    def place_of(self, cell: MatrixCell) -> CellPlace | None:
        """Where the cell is in the remiss, for what can be done with it; None: it is no longer there."""
        if self._found is None:
            return None
        questions = [each for each in self._found.matrix.rows if each.recommendation_id is not None]
        place = next((at for at, each in enumerate(questions) if each.recommendation_id == cell.recommendation_id), -1)
        column = next((each for each in self._found.matrix.columns if each.namnd_id == cell.namnd_id), None)
        if column is None or (cell.recommendation_id is not None and place < 0):
            return None
        return CellPlace(
            remiss=self._found.remiss,
            recommendation_id=cell.recommendation_id,
            number=questions[place].number if place >= 0 else "",
            place=place + 1,
            count=len(questions),
            namnd_id=column.namnd_id,
            abbreviation=column.abbreviation,
            is_owner=column.is_owner,
            is_asked=column.is_asked,
        )

    def make_room(self, height: int) -> None:
        """Where there is little height the cells come first: they have the legend's words and the sentence's sums."""
        has_room = height > theme().px(_ROOM_FOR_LEGEND)
        self._legend.setVisible(has_room)
        self.table.make_room(low=not has_room)
        self._foot.setVisible(height > theme().px(_ROOM_FOR_FOOT))

    def _show_rows(self) -> None:
        if self._found is None:
            return
        matrix = self._found.matrix
        rows = tuple(each for each in matrix.rows if not self.filter.isChecked() or _is_unanswered(each))
        self.table.set_matrix(matrix.columns, rows)
        hidden = len(matrix.rows) - len(rows)
        self.hidden_words.setText(_hidden_words(hidden) if hidden else "")


def _meaning(state: State, text: str) -> QWidget:
    made = QWidget()
    made.setLayout(row(Shape(state, 14), label(text, "second"), spacing=6))
    return made


def _is_unanswered(each: MatrixRow) -> bool:
    return any(cell.concerned and cell.state is not BadgeState.DONE for cell in each.cells)


def _hidden_words(hidden: int) -> str:
    return "1 besvarad rekommendation visas inte" if hidden == 1 else f"{hidden} besvarade rekommendationer visas inte"
