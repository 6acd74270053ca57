"""What stands to the right of a field's label: where its value comes from, or a choice where there are several."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from secretary_app.operations.review_marks import FieldNote, NoteKind
from secretary_app.ui.pages.registrera.looks import NOTE_STATES
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, link, relook


class _Short(QLabel):
    """One line that is cut where there is no room for it: where a value comes from must not widen the form."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


class Note(QWidget):
    asked = Signal()
    """The person wants to take a stand on what is unsure."""

    def __init__(self) -> None:
        super().__init__()
        self._shape = Shape(State.NONE, 14)
        self.words = _Short()
        relook(self.words, "second")
        self.choose = link("", self.asked.emit)
        self.choose.setProperty("note", True)
        # As high as a label, so that fields beside one another stay in line.
        self.choose.setFixedHeight(self.words.sizeHint().height())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        for part in (self._shape, self.words, self.choose):
            layout.addWidget(part)
        self.show_note(None)

    def show_note(self, note: FieldNote | None, *, can_choose: bool = False) -> None:
        """Show it; ``can_choose``: what is unsure is a button that opens the choice."""
        self.setVisible(note is not None)
        if note is None:
            return
        opens = can_choose and note.kind is NoteKind.UNSURE
        self._shape.show_state(NOTE_STATES[note.kind])
        self.words.setText(note.words)
        self.words.setToolTip(note.words)
        self.words.setVisible(not opens)
        self.choose.setText(note.words)
        self.choose.setVisible(opens)
