"""What has become different since a plan was accepted, row by row: was, becomes."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.planning.comparison import Difference
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import label


class Differences(QWidget):
    """A small table; each row is also one sentence, for a screen reader and as its tooltip."""

    def __init__(self, differs: Sequence[Difference], today: dt.date) -> None:
        super().__init__()
        self.setAccessibleName("Vad som skiljer")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(4))
        grid.setColumnStretch(0, 1)
        for column, words in enumerate(("Steg", "Används", "Räknas nu")):
            grid.addWidget(label(words, "second"), 0, column)
        for place, each in enumerate(differs, 1):
            parts = (label(each.name, wrap=True), label(self._was(each, today)), self._becomes(each, today))
            for column, part in enumerate(parts):
                part.setToolTip(each.sentence(today))
                grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignTop)
            parts[0].setAccessibleName(each.sentence(today))

    @staticmethod
    def _was(each: Difference, today: dt.date) -> str:
        return day(each.was, today) if each.was else "finns inte"

    @staticmethod
    def _becomes(each: Difference, today: dt.date) -> QLabel:
        if each.becomes is None:
            return label("behövs inte", "strong")
        if each.needs_immediate is not None:
            return label("justeras\nomedelbart" if each.needs_immediate else "justeras\nsom vanligt", "strong")
        return label(day(each.becomes, today), "strong")
