"""How each kind of finding looks: its word, its colour, its line."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextCharFormat
from PySide6.QtWidgets import QWidget

from secretary_app.operations.review_marks import NoteKind
from secretary_app.operations.reviewing import FindingKind
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import colour, theme

_TOKENS = {
    FindingKind.TITLE: "text2",
    FindingKind.SENDER: "ok",
    FindingKind.FIRM: "ok",
    FindingKind.DIARIENUMMER: "accent",
    FindingKind.DATE: "text2",
    FindingKind.DEADLINE: "soon",
    FindingKind.RECIPIENT: "none",
    FindingKind.RECOMMENDATION: "done",
    FindingKind.VERDICT: "ok",
}
NOTE_STATES = {NoteKind.FOUND: State.DONE, NoteKind.GUESS: State.ON_TIME, NoteKind.UNSURE: State.TODO}
_TINT = 0.12


def kind_colour(kind: FindingKind) -> QColor:
    """The colour of its underline and word."""
    return colour(_TOKENS[kind])


def mark_format(kind: FindingKind, *, certain: bool) -> QTextCharFormat:
    """Tint and underline: solid where it is sure, dashed where not."""
    ink, ground = kind_colour(kind), colour("surface")
    mixed = QColor.fromRgbF(
        *(ground_part + (ink_part - ground_part) * _TINT for ground_part, ink_part in _parts(ground, ink))
    )
    made = QTextCharFormat()
    if certain:
        made.setBackground(mixed)
    made.setUnderlineColor(ink)
    line = QTextCharFormat.UnderlineStyle
    made.setUnderlineStyle(line.SingleUnderline if certain else line.DashUnderline)
    return made


def _parts(ground: QColor, ink: QColor) -> list[tuple[float, float]]:
    return [
        (ground.redF(), ink.redF()),
        (ground.greenF(), ink.greenF()),
        (ground.blueF(), ink.blueF()),
    ]


def paint_line(painter: QPainter, start: QPointF, length: float, ink: QColor, *, certain: bool) -> None:
    """The line of a kind, as in its underline."""
    pen = QPen(ink, max(2, theme().px(2)))
    if not certain:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.2, 1.4])
    painter.setPen(pen)
    painter.drawLine(start, start + QPointF(length, 0))


class Sample(QWidget):
    """A piece of a kind's line, beside its word in the legend."""

    def __init__(self, kind: FindingKind | None) -> None:
        """None: what is unsure, of any kind."""
        super().__init__()
        self._kind = kind
        self.setFixedSize(theme().px(16), theme().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = kind_colour(self._kind) if self._kind else colour("text2")
        middle = QPointF(1, self.height() / 2 + 1)
        paint_line(painter, middle, self.width() - 2, ink, certain=self._kind is not None)
        painter.end()
