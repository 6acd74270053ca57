"""The answers of a remiss in a list, by recommendation: all, one namnd's, or only those that wait."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from secretary_app.domain.text import single_line
from secretary_app.operations.answer_board import AnswerBoard, BoardLine
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.remiss.svar.answer_editor import AnswerKey
from secretary_app.ui.pages.remiss.svar.line_list import Line, LineList
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Sheet, chip, label, row

_KEY = "svar/bara-obesvarade"


class AnswerList(Sheet):
    moved = Signal(object)
    """Another answer is chosen: its AnswerKey."""
    taken = Signal()
    """Enter or a click: one wants to write."""

    def __init__(self, places: Places) -> None:
        super().__init__(margin=0, spacing=0)
        self._places = places
        self._board: AnswerBoard | None = None
        self._unsaved: frozenset[Hashable] = frozenset()
        self.namnd = QComboBox()
        self.namnd.setAccessibleName("Visa svar från")
        # It takes what the chip beside it leaves: a chip's words are never cut.
        self.namnd.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.namnd.setMinimumContentsLength(6)
        self.namnd.addItem("Alla nämnder", "")
        self.namnd.activated.connect(self._filter)
        self.waiting = chip("Obesvarade", self._filter)
        self.list = LineList("Alla svar")
        self._nothing = label("Inget svar väntar.", "second", wrap=True)
        self._nothing.setContentsMargins(*(theme().px(12),) * 4)
        self.list.moved.connect(self._tell)
        self.list.taken.connect(lambda _id: self.taken.emit())
        margin = theme().px(10)
        filters = row(self.namnd, self.waiting)
        filters.setStretch(0, 1)
        filters.setContentsMargins(margin, margin, margin, theme().px(4))
        self.body.setContentsMargins(1, 1, 1, theme().px(4))
        self.body.addLayout(filters)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list, 1)

    def forget(self) -> None:
        """Show all again: another remiss is to come."""
        self._board = None
        self.namnd.setCurrentIndex(0)
        self.waiting.setChecked(False)
        self.list.set_lines([])

    def show_board(self, board: AnswerBoard, unsaved: Iterable[Hashable]) -> None:
        """Show the answers; ``unsaved``: those with words that are not saved."""
        if self._board is None:
            self.waiting.setChecked(len(board.recommendations) > _MANY)
        self._board, self._unsaved = board, frozenset(unsaved)
        chosen = self.namnd.currentData()
        self.namnd.clear()
        self.namnd.addItem("Alla nämnder", "")
        for body in board.answering:
            self.namnd.addItem(f"{body.abbreviation}  {body.name}", body.id)
        self.namnd.setCurrentIndex(max(0, self.namnd.findData(chosen)))
        waiting = sum(map(_waits, board.lines))
        self.waiting.setText(f"Obesvarade  {waiting}")
        self._show()

    def choose(self, key: AnswerKey) -> None:
        """Choose this answer, also where the filter hides it."""
        if not any(line.id == key for line in self.list.lines):
            self.waiting.setChecked(False)
            if self.namnd.currentData() not in ("", key.namnd_id):
                self.namnd.setCurrentIndex(0)
            self._show()
        self.list.choose(key)

    def step(self, by: int) -> bool:
        """Go to the next answer, or the one before; False where there is none."""
        ids = [line.id for line in self.list.lines if line.id is not None]
        here = self.list.current_id()
        place = ids.index(here) + by if here in ids else 0
        if 0 <= place < len(ids):
            self.list.choose(ids[place])
            return True
        return False

    def _filter(self, _place: int = 0) -> None:
        """Another filter: where it hides the answer at hand, its first is shown."""
        self._show()
        if self.list.current_id() is None:
            self.step(0)

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        shown = [each for each in board.lines if self._passes(each)]
        lines: list[Line] = []
        heading: object = self
        for each in shown:
            question = each.recommendation
            if question is not heading:
                heading = question
                lines.append(_heading(board, each))
            lines.append(self._line(board, each))
        self.list.set_lines(lines)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def _passes(self, each: BoardLine) -> bool:
        chosen = self.namnd.currentData()
        if chosen and each.namnd.id != chosen:
            return False
        is_here = key_of(self._board, each) == self.list.current_id() if self._board else False
        return not self.waiting.isChecked() or _waits(each) or is_here

    def _line(self, board: AnswerBoard, each: BoardLine) -> Line:
        key = key_of(board, each)
        state = State(each.state.value)
        is_unsaved = key in self._unsaved
        return Line(
            key,
            "Inte sparat" if is_unsaved else each.words,
            lead=each.namnd.abbreviation,
            second="" if is_unsaved else each.second,
            state=state,
            tone="late" if is_unsaved else state.token if state in _TOLD else "text2" if not state else "",
            most=1,
        )

    def _tell(self, key: AnswerKey) -> None:
        self.moved.emit(key)


_MANY = 30
"""Recommendations from which only what waits is shown at first."""
_TOLD = (State.LATE, State.TODO, State.SOON, State.UNDATED, State.NOT_SENT)


def key_of(board: AnswerBoard, line: BoardLine) -> AnswerKey:
    """What tells the answer from all others."""
    question = line.recommendation
    return AnswerKey(board.remiss.id, question.id if question else None, line.namnd.id)


def _waits(line: BoardLine) -> bool:
    return line.is_asked and not line.is_given


def _heading(board: AnswerBoard, line: BoardLine) -> Line:
    question = line.recommendation
    if question is not None:
        return Line(None, single_line(question.text), lead=question.number)
    if not board.recommendations:
        return Line(None, "Hela remissen")
    return Line(None, "Allmänna synpunkter och uppdrag")
