"""A line under a field or a recommendation: what is to be known of it, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, label, link


class RowLine(QFrame):
    """Hidden where there is nothing to say."""

    def __init__(self, state: State, look: str = "second") -> None:
        super().__init__()
        self._shape = Shape(state, 16)
        self.words = label("", look, wrap=True)
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(theme().px(6), 0, 0, 0)
        self._inside.setSpacing(theme().px(6))
        self._inside.addWidget(self._shape)
        self._inside.addWidget(self.words, 1)
        self.hide()

    def add_link(self, words: str, then: Callable[[], object]) -> QPushButton:
        """Something that can be done about it, at the right."""
        made = link(words, then)
        self._inside.addWidget(made)
        return made

    def show_words(self, words: str, *, marked: bool = True) -> None:
        """Say this; ``marked``: with the shape."""
        # A paragraph and its number stay together.
        self.words.setText(words.replace("§ ", "§\u00a0"))
        self._shape.setVisible(marked)
        self.setVisible(bool(words))
