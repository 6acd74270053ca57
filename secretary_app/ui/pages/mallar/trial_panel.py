"""Beside a template that has been tried on a remiss: for what, and what a person would still have to write."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.ui.pages.mallar.panes import Scroll
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, Sheet, button, clear, column, label, row
from secretary_app.ui.widgets.flow import Flow


class TrialPanel(Sheet):
    back_asked = Signal()
    another_asked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=16, spacing=8)
        self._left = column(spacing=6)
        self._words = label("", wrap=True)
        self.back = button("Tillbaka till mallen", self.back_asked.emit, primary=True)
        self.another = button("Prova på en annan remiss…", self.another_asked.emit, glyph="play")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, theme().px(4), 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self._words)
        layout.addLayout(self._left)
        layout.addStretch(1)
        scroll = Scroll()
        scroll.setWidget(inside)
        self.body.addWidget(label("Så här blir det", "heading"))
        self.body.addWidget(label("Provet sparas inte.", "second"))
        self.body.addWidget(scroll, 1)
        self.body.addLayout(Flow(self.back, self.another, spacing=8))

    def show_left(self, left: Sequence[str]) -> None:
        """``left``: what a person has to write in the draft."""
        clear(self._left)
        number = "En sak" if len(left) == 1 else f"{len(left)} saker"
        self._words.setText(
            f"{number} skrivs för hand i Word, eller saknas i registret:" if left else "Allt är ifyllt ur registret."
        )
        for each in left:
            line = row(spacing=8)
            line.addWidget(Shape(State.TODO, 14), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(each.strip("[]"), wrap=True), 1)
            self._left.addLayout(line)
