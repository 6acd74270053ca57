"""The ground of a date axis: months, weeks and red days."""

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from secretary_app.domain.swedish_dates import MONTHS
from secretary_app.domain.workdays import is_working_day
from secretary_app.ui.style.theme import colour, theme

_DAY = dt.timedelta(days=1)
_SHORT = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")


class Axis(Protocol):
    """What is asked of the axis."""

    first: dt.date
    last: dt.date
    shows_weeks: bool

    @property
    def head(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def day_width(self) -> float: ...
    def x_of(self, day: dt.date) -> float: ...
    def axis_font(self, *, bold: bool = False) -> QFont: ...
    def taken_in_head(self) -> list[QRectF]: ...


def _days(axis: Axis) -> Iterator[dt.date]:
    return (axis.first + n * _DAY for n in range((axis.last - axis.first).days + 1))


def paint_ground(painter: QPainter, axis: Axis) -> None:
    """Red days in grey and a line where each week begins; of a year a line where each month does."""
    top, width = axis.head, axis.day_width
    height = axis.bottom - top
    for day in _days(axis):
        left = axis.x_of(day) - width / 2
        if axis.shows_weeks and not is_working_day(day):
            painter.fillRect(QRectF(left, top, width + 0.5, height), colour("hover"))
        if day.weekday() == 0 if axis.shows_weeks else day.day == 1:
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(left, top), QPointF(left, axis.bottom))


def paint_months(painter: QPainter, axis: Axis) -> None:
    """The names of the months, and under them the first day of each week."""
    font = axis.axis_font(bold=axis.shows_weeks)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour("text" if axis.shows_weeks else "text2"))
    for day in _days(axis):
        if day != axis.first and day.day != 1:
            continue
        following = min((day.replace(day=1) + 32 * _DAY).replace(day=1), axis.last + _DAY)
        room = axis.x_of(following) - axis.x_of(day)
        words = next((each for each in _names(axis, day) if metrics.horizontalAdvance(each) + 4 <= room), "")
        painter.drawText(QPointF(axis.x_of(day) - axis.day_width / 2 + 2, metrics.ascent()), words)
    if axis.shows_weeks:
        _paint_weeks(painter, axis)


def _names(axis: Axis, day: dt.date) -> Iterator[str]:
    """What the month may be called, the longest first; with the year at the beginning and where it is new."""
    name, short = MONTHS[day.month - 1], _SHORT[day.month - 1]
    if not axis.shows_weeks:
        yield short
        return
    if day == axis.first or day.month == 1:
        yield f"{name} {day.year}"
    yield name
    yield short


def _paint_weeks(painter: QPainter, axis: Axis) -> None:
    """The number of each Monday, where there is room for it."""
    font = axis.axis_font()
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour("text2"))
    taken = axis.taken_in_head()
    base, right = axis.head - metrics.descent() - theme().px(4), -1.0
    for day in _days(axis):
        left = axis.x_of(day) - axis.day_width / 2 + 2
        box = QRectF(left - 2, base - metrics.ascent(), metrics.horizontalAdvance(str(day.day)) + 4, metrics.height())
        if day.weekday() == 0 and left >= right and not any(box.intersects(other) for other in taken):
            painter.drawText(QPointF(left, base), str(day.day))
            right = box.right() + theme().px(6)
