"""The shapes under a table with their words."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, label


class Legend(QWidget):
    """Which shape means what; ``words`` where another word than the state's own is used."""

    def __init__(self, states: Iterable[State | tuple[State, str]]) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme().px(12), theme().px(6), theme().px(12), theme().px(6))
        layout.setSpacing(theme().px(6))
        for each in states:
            state, words = each if isinstance(each, tuple) else (each, each.value)
            layout.addWidget(Shape(state, 14))
            layout.addWidget(label(words, "second"))
            layout.addSpacing(theme().px(12))
        layout.addStretch(1)
        self.foot = label("", "second")
        layout.addWidget(self.foot)
