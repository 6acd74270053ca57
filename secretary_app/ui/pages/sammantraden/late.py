"""The late measures that the status list before a meeting brings up."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.deadline_list import DeadlineRow
from secretary_app.ui.core.page import Destination
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, clear, column, label, link, put, row, rule

_MOST = 5


class LateMeasures(QWidget):
    go_asked = Signal(object)
    """A Destination."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Sequence[DeadlineRow], dt.date] = ((), dt.date.min)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(6))
        whole = column(label("Försenade åtgärder som statuslistan tar upp", "strong", wrap=True), rule(), self._rows)
        self.setLayout(whole)
        self.hide()

    def show_measures(self, measures: Sequence[DeadlineRow], today: dt.date) -> None:
        """Show the first of these; of none nothing is shown."""
        if (measures, today) == self._shown:
            return
        self._shown = measures, today
        clear(self._rows)
        for each in measures[:_MOST]:
            put(self._rows, self._measure(each, today))
        left = len(measures) - _MOST
        if left > 0:
            more = link(f"{left} till i Uppföljning", partial(self.go_asked.emit, Destination("uppfoljning")))
            put(self._rows, row(more, None))
        self.setVisible(bool(measures))

    def _measure(self, each: DeadlineRow, today: dt.date) -> QHBoxLayout:
        place = Destination("remiss", each.remiss_id, "svar", each.item)
        opened = link(day(each.date, today) if each.date else "Öppna", partial(self.go_asked.emit, place))
        opened.setAccessibleName(f"Öppna åtgärden, försenad sedan {opened.text()}: {each.what}")
        about = ", ".join(filter(None, (each.diarienummer, each.namnder)))
        words = column(label(each.what, wrap=True), label(about, "second", wrap=True), spacing=1)
        whole = row(column(2, Shape(State.LATE, side=12), None), words, column(opened, None), spacing=6)
        whole.setStretch(1, 1)
        return whole

    @property
    def words(self) -> list[str]:
        """All that is said, line by line."""
        return [each.text() for each in self.findChildren(QLabel)]
