"""A body's year on one line: its meetings with their manusstopp."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPen

from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.date_axis import DateAxis
from secretary_app.ui.widgets.date_marks import Mark, MarkKind


class StripKind(StrEnum):
    MEETING = "meeting"
    MANUSSTOPP = "manusstopp"
    UNSURE = "unsure"
    """Something that must be looked at: a meeting without a manusstopp, or that was cancelled."""


_KINDS = {
    StripKind.MEETING: MarkKind.MEETING,
    StripKind.MANUSSTOPP: MarkKind.MANUSSTOPP,
    StripKind.UNSURE: MarkKind.UNSURE,
}


@dataclass(frozen=True)
class StripMark:
    date: dt.date
    kind: StripKind
    words: str
    """``Sammanträde 28 april``: tooltip, and what a screen reader says."""
    chosen: bool = False


class YearStrip(DateAxis):
    """A year to scale. ``picked`` tells the StripMark that was clicked or walked to."""

    shows_weeks = False

    def __init__(self, name: str = "Årets sammanträden") -> None:
        super().__init__(name)

    def show_year(self, year: int, today: dt.date, marks: Sequence[StripMark]) -> None:
        """Show these marks of one year; a day of another year is left out."""
        within = sorted((each for each in marks if each.date.year == year), key=lambda each: each.date)
        shown = [Mark(each, _KINDS[each.kind], each.date, each.words) for each in within]
        self.show_marks(dt.date(year, 1, 1), dt.date(year, 12, 31), today, shown)
        self.choose([each for each in within if each.chosen])

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), round(self.bottom + theme().px(4)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())

    def paint_lines(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(self.left, self.line_y(0)), QPointF(self.width(), self.line_y(0)))
