"""One answer: the recommendation, the position, the text, and what has been decided of it."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Position, Remiss, Response
from secretary_app.operations.answer_board import AnswerBoard, BoardLine
from secretary_app.operations.editing import Saved, paragraph_of
from secretary_app.operations.editing_answers import save_response
from secretary_app.operations.opening import Register
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.svar.saving import Typed, Unsaved, Work
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, button, column, field, label, link, relook, restyle, row

_POSITIONS = (
    (Position.AGREES, "&Instämmer"),
    (Position.PARTLY, "Instämmer &delvis"),
    (Position.DISAGREES, "Instämmer i&nte"),
    (Position.NOT_APPLICABLE, "&Ej tillämpligt"),
)
_SHORTEST = 5
"""Lines of an empty answer."""


@dataclass(frozen=True)
class AnswerKey:
    """Which answer is meant."""

    remiss_id: str
    recommendation_id: str | None
    namnd_id: str


class AnswerEditor(QWidget):
    """Saved when one leaves the text, or chooses a position."""

    saved = Signal(int)
    """The operation's number."""
    change_asked = Signal()
    """The recommendation is to be changed."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._desk = office.desk
        self._key: AnswerKey | None = None
        self._line: BoardLine | None = None
        self._locked = False
        self._is_showing = False
        self.unsaved = Unsaved(self._desk, self._work, self)
        self.unsaved.saved.connect(self._take_saved)
        self.unsaved.failed.connect(self._show_fault)
        self._heading = label("", "heading", wrap=True)
        self._shape = Shape()
        self._state = label("")
        self._quote = label("", "quote", wrap=True, selectable=True)
        self._change = link("Ändra rekommendationen…", self.change_asked.emit, glyph="pencil-simple")
        self.positions = {position: self._choice(position, words) for position, words in _POSITIONS}
        self._positions = QWidget()
        self._grid = QGridLayout(self._positions)
        self.text = QPlainTextEdit()
        self._decided = label("", "second", wrap=True)
        self._correction = QCheckBox("Rättelse: svaret är fortfarande beslutat")
        self._together: tuple[QWidget, ...] = (self.text, self._correction)
        """Going from one to the other is not yet leaving the answer."""
        self._fault = label("", "late", wrap=True)
        self._anyway = button("Spara min text", partial(self.save, anyway=True))
        self._let_go = button("Visa det som är sparat", self._drop)
        self._lay_out()

    def _choice(self, position: Position, words: str) -> QPushButton:
        made = button(words)
        made.setCheckable(True)
        made.setProperty("toggle", True)
        made.setAccessibleName(words.replace("&", ""))
        made.clicked.connect(partial(self._choose_position, position))
        return made

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(8))
        self._positions.setAccessibleName("Ställningstagande")
        self._place_positions(4)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("Nämndens svar")
        for each in self._together:
            each.installEventFilter(self)
        self.text.textChanged.connect(self._typed)
        self.text.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._correction.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._correction.setToolTip("Annars blir ett beslutat svar som ändras ett utkast igen")
        head = row(self._heading, self._shape, self._state, spacing=6)
        head.setStretch(0, 1)
        position = column(label("Ställningstagande", "label"), self._positions, spacing=3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(9))
        layout.addLayout(head)
        layout.addWidget(self._quote)
        layout.addWidget(self._change)
        layout.addLayout(position)
        layout.addLayout(field("Svar", self.text))
        layout.addWidget(self._decided)
        layout.addWidget(self._correction)
        layout.addWidget(self._fault)
        layout.addLayout(row(self._anyway, self._let_go, None))

    def _place_positions(self, across: int) -> None:
        for place, each in enumerate(self.positions.values()):
            self._grid.addWidget(each, place // across, place % across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(each.sizeHint().width() + theme().px(8) for each in self.positions.values())
        self._place_positions(4 if needed <= self.width() else 2)

    @property
    def key(self) -> AnswerKey | None:
        return self._key

    def show_line(self, board: AnswerBoard, line: BoardLine) -> None:
        """Show this answer; what was typed and is not saved stands over what was read."""
        question = line.recommendation
        key = AnswerKey(board.remiss.id, question.id if question else None, line.namnd.id)
        is_other = key != self._key
        self._key, self._line, self._locked = key, line, bool(board.locked)
        self._show_head(board, line)
        self._show_values(is_other)
        for each in self.positions.values():
            each.setEnabled(not self._locked)
        self.text.setReadOnly(self._locked)
        self._change.setVisible(question is not None and not self._locked)
        self._show_decided(line)
        if is_other:
            self._correction.setChecked(False)
        self._show_fault()

    def _show_head(self, board: AnswerBoard, line: BoardLine) -> None:
        who, question = line.namnd.abbreviation, line.recommendation
        if question is not None:
            self._heading.setText(f"{who} svarar på rekommendation {question.number}")
            self._quote.setText(question.text)
        elif board.recommendations and not line.is_asked:
            self._heading.setText(f"{who}, allmänna synpunkter och uppdrag")
            self._quote.setText("Det som inte hör till någon rekommendation. Får lämnas tomt.")
        else:
            self._heading.setText(f"{who} svarar på hela remissen")
            self._quote.setText(board.remiss.title)
        state = State(line.state.value)
        self._shape.show_state(state)
        self._shape.setVisible(bool(state))
        self._state.setText(line.words if state else "")
        relook(self._state, {"late": "late", "soon": "soon", "done": "done"}.get(state.token, "strong"))

    def _show_decided(self, line: BoardLine) -> None:
        decision = line.decision
        words = ""
        if decision is not None:
            when = day(decision.meeting_date, self._desk.today)
            paragraph = f"{paragraph_of(decision)}, " if decision.paragraph else ""
            words = f"Beslutat {paragraph}{when}."
            if not self._locked:
                words += " Ändras svaret blir det ett utkast igen."
        elif line.speaker != line.namnd:
            words = f"Gemensamt svar: {line.speaker.abbreviation} svarar också för {line.namnd.abbreviation}."
        self._decided.setText(words)
        self._decided.setVisible(bool(words))
        self._correction.setVisible(decision is not None and not self._locked)

    def _read(self) -> dict[str, Any]:
        response = self._line.response if self._line else None
        return {"position": response.position if response else None, "text": response.text if response else ""}

    def _values(self) -> dict[str, Any]:
        typed = self.unsaved.get(self._key)
        return self._read() | (typed.values if typed else {})

    def _show_values(self, is_other: bool) -> None:
        values = self._values()
        self._is_showing = True
        for position, each in self.positions.items():
            each.setChecked(position is values["position"])
        if is_other or self.text.toPlainText() != values["text"]:
            at = self.text.textCursor().position()
            self.text.setPlainText(values["text"])
            if not is_other:
                cursor = self.text.textCursor()
                cursor.setPosition(min(at, len(values["text"])))
                self.text.setTextCursor(cursor)
        self._is_showing = False
        self._grow()

    def _grow(self, _size: object = None) -> None:
        """Be as high as the text: the page scrolls, not the field in it."""
        lines = max(_SHORTEST, round(self.text.document().size().height()) + 1)
        height = lines * self.text.fontMetrics().lineSpacing() + theme().px(16)
        if self.text.height() != height:
            self.text.setFixedHeight(height)

    def _typed(self) -> None:
        if not self._is_showing and self._line is not None:
            self.unsaved.type(self._key, self._line.response, self._read(), text=self.text.toPlainText())

    def _choose_position(self, position: Position) -> None:
        """Chosen again it is taken back."""
        checked = self.positions[position].isChecked()
        for each, choice in self.positions.items():
            choice.setChecked(checked and each is position)
        if self._line is not None:
            chosen = position if checked else None
            self.unsaved.type(self._key, self._line.response, self._read(), position=chosen)
            self.save()

    def save(self, *, anyway: bool = False) -> None:
        """Save what was typed, if anything was."""
        self.unsaved.save(self._key, anyway=anyway)

    def _work(self, key: AnswerKey, typed: Typed, anyway: bool) -> Work:
        correction = self._correction.isChecked() and not self._correction.isHidden() and key == self._key
        values, base = dict(typed.values), typed.base

        def write(register: Register) -> Saved[Response | None]:
            remiss = register.get(Remiss, key.remiss_id)
            read = base
            if anyway:
                where = {"recommendation_id": key.recommendation_id, "namnd_id": key.namnd_id}
                read = next(iter(register.find(Response, remiss_id=key.remiss_id, **where)), None)
            position = values.get("position", read.position if read else None)
            text = values.get("text", read.text if read else "")
            return save_response(
                register, remiss, key.namnd_id, key.recommendation_id, position, text, read=read, correction=correction
            )

        return write

    def _take_saved(self, key: AnswerKey, response: Response | None, no: int) -> None:
        if key == self._key and self._line is not None:
            # What is typed before the answer is read again builds on it as it now is.
            self._line = replace(self._line, response=response)
        self._show_fault()
        self.saved.emit(no)

    def _drop(self) -> None:
        self.unsaved.drop(self._key)
        self._show_values(is_other=False)
        self._show_fault()
        self.text.setFocus()

    def _show_fault(self, _key: object = None) -> None:
        """What could not be saved, with the choice."""
        typed = self.unsaved.get(self._key)
        error = typed.error if typed else ""
        self._fault.setText(f"{error} Det du skrev står kvar här." if error else "")
        self.text.setAccessibleDescription(error)
        for part in (self._fault, self._anyway, self._let_go):
            part.setVisible(bool(error))
        if bool(self.text.property("wrong")) != bool(error):
            self.text.setProperty("wrong", bool(error))
            restyle(self.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and QApplication.focusWidget() not in self._together:
            self.save()
        return super().eventFilter(watched, event)
