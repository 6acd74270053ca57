"""The shapes under a table with their words."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import small
from secretary_app.ui.widgets.basics import label
from secretary_app.ui.widgets.flow import Flow

_SIDE, _GAP = 14, 6


class Legend(QWidget):
    """Which shape means what; ``words`` where another word than the state's own is used."""

    def __init__(self, states: Iterable[State | tuple[State, str]]) -> None:
        super().__init__()
        words = [each if isinstance(each, tuple) else (each, each.value) for each in states]
        self.foot = label("", "second")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme().px(12), theme().px(6), theme().px(12), theme().px(6))
        layout.setSpacing(theme().px(12))
        self._meanings = [_Meaning(*each) for each in words]
        layout.addLayout(Flow(*self._meanings, spacing=12), 1)
        layout.addWidget(self.foot)

    def set_short(self, short: bool) -> None:
        """Only the foot, where every line is needed for rows; the words stand in the tooltips too."""
        for each in self._meanings:
            each.setVisible(not short)


class _Meaning(QWidget):
    """A shape with its word; they stay together. Painted: three widgets for each would be seen in the start."""

    def __init__(self, state: State, words: str) -> None:
        super().__init__()
        self._state = state
        self._words = words
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(small(self.font()))
        side = theme().px(_SIDE)
        return QSize(side + theme().px(_GAP) + metrics.horizontalAdvance(self._words), max(side, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        side, painter = theme().px(_SIDE), QPainter(self)
        paint_state(painter, QRectF(0, (self.height() - side) / 2, side, side), self._state)
        painter.setFont(small(self.font()))
        painter.setPen(colour("text2"))
        words = self.rect().adjusted(side + theme().px(_GAP), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
