"""The shapes under a table with their words."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, label, row
from secretary_app.ui.widgets.flow import Flow


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
    """A shape with its word; they stay together."""

    def __init__(self, state: State, words: str) -> None:
        super().__init__()
        layout = row(Shape(state, 14), label(words, "second"), spacing=6)
        self.setLayout(layout)
