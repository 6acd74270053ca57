"""Under the list: what the shapes mean and how many there are; with several chosen, what can be done with them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, column, label, row
from secretary_app.ui.widgets.legend import Legend

STATES = (State.LATE, State.TODO, State.UNDATED, State.NOT_SENT, State.SOON, State.DRAFT, State.ON_TIME)


class Foot(QWidget):
    def __init__(self, copy: Callable[[], object], remind: Callable[[], object]) -> None:
        super().__init__()
        self.legend = Legend(STATES)
        self.words = label("", "strong")
        self._bulk = QWidget()
        bulk = row(
            self.words,
            None,
            button("Skapa mejlutkast…", remind, glyph="envelope-simple"),
            button("Kopiera som tabell", copy, glyph="copy"),
        )
        bulk.setContentsMargins(*(theme().px(each) for each in (12, 6, 12, 6)))
        self._bulk.setLayout(bulk)
        self._bulk.hide()
        self.setLayout(column(self.legend, self._bulk, spacing=0))

    def show_rows(self, chosen: int, shown: int, total: int) -> None:
        """How many are chosen, shown, and there."""
        self.legend.foot.setText(f"{shown} av {total} frister")
        self.words.setText(f"{chosen} valda")
        self.legend.setVisible(chosen < 2)
        self._bulk.setVisible(chosen > 1)

    def set_short(self, short: bool) -> None:
        """Only the count, where every line is needed for rows."""
        self.legend.set_short(short)
