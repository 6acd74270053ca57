"""Where one is among the three steps."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import bold

_SIDE = 20
_LINE = 90


class Stepper(QWidget):
    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self._words = words
        self._present = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.show_step(0)

    def show_step(self, place: int) -> None:
        """Mark the step, counted from 0."""
        self._present = place
        self.setAccessibleName(f"Steg {place + 1} av {len(self._words)}, {self._words[place]}")
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(self._step_width(words) for words in self._words) + theme().px(_LINE) * (len(self._words) - 1)
        return QSize(width, theme().px(28))

    def _step_width(self, words: str) -> int:
        return theme().px(_SIDE + 8) + QFontMetrics(bold(self.font())).horizontalAdvance(words) + theme().px(14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0.0, self.height() / 2
        side = theme().px(_SIDE)
        for place, words in enumerate(self._words):
            self._paint_shape(painter, QRectF(x + 1, middle - side / 2, side, side), place)
            painter.setFont(bold(self.font()) if place == self._present else self.font())
            painter.setPen(colour("text" if place <= self._present else "text2"))
            left = x + theme().px(_SIDE + 8)
            painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += self._step_width(words)
            if place + 1 < len(self._words):
                painter.setPen(QPen(colour("done" if place < self._present else "line"), 2))
                painter.drawLine(int(x), int(middle), int(x + theme().px(_LINE - 14)), int(middle))
                x += theme().px(_LINE)

    def _paint_shape(self, painter: QPainter, box: QRectF, place: int) -> None:
        if place < self._present:
            paint_state(painter, box, State.DONE)
            return
        is_here = place == self._present
        painter.setPen(QPen(colour("accent" if is_here else "edge"), 1.5))
        painter.setBrush(colour("accent") if is_here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        painter.setPen(colour("on_accent" if is_here else "text2"))
        painter.setFont(bold(self.font()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(place + 1))
