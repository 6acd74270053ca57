"""How much is done, begun and not begun, as a bar with its words."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secretary_app.domain.model import MeasureState
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.basics import Shape, label, row
from secretary_app.ui.widgets.flow import Flow
from secretary_app.ui.widgets.measure_status import STATES

_ORDER = (MeasureState.DONE, MeasureState.STARTED, MeasureState.NOT_STARTED)
_PATTERNS = {State.DONE: Qt.BrushStyle.SolidPattern, State.STARTED: Qt.BrushStyle.BDiagPattern}
"""How each part is filled, so that it is told apart without its colour; the rest is empty."""


class ShareBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[MeasureState, int] = {}
        self._words = {each: label("", "strong") for each in _ORDER}
        self._bar = _Bar()
        parts = []
        for each in _ORDER:
            part = QWidget()
            part.setLayout(row(Shape(STATES[each], 16), self._words[each], spacing=6))
            parts.append(part)
        whole = row(self._bar, Flow(*parts, spacing=16), spacing=16)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)

    def show_counts(self, counts: Mapping[MeasureState, int]) -> None:
        """Show these, and say them to a screen reader."""
        for each, words in self._words.items():
            words.setText(f"{each.capitalize()}  {counts.get(each, 0)}")
        self._bar.show_counts([(STATES[each], counts.get(each, 0)) for each in _ORDER])
        self._bar.setAccessibleName(", ".join(f"{each} {counts.get(each, 0)}" for each in _ORDER))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[State, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, parts: list[tuple[State, int]]) -> None:
        self._parts = [each for each in parts if each[1]]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, total = theme().px(4), sum(count for _, count in self._parts)
        room = self.width() - gap * max(0, len(self._parts) - 1) - 2
        left = 1.0
        for state, count in self._parts:
            width = room * count / total
            painter.setPen(QPen(colour(state.token), 1.4))
            painter.setBrush(QBrush(colour(state.token), _PATTERNS.get(state, Qt.BrushStyle.NoBrush)))
            painter.drawRoundedRect(QRectF(left, 1, max(2.0, width), self.height() - 2), 3, 3)
            left += width + gap
        painter.end()
