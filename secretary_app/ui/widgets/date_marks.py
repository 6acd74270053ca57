"""What stands on a date axis: meetings, manusstopp, deadlines and the time between, each with its own drawing."""

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme


class MarkKind(Enum):
    MEETING = auto()
    MANUSSTOPP = auto()
    UNSURE = auto()
    """A meeting whose manusstopp is not known."""
    PROPOSAL = auto()
    """A day that something would have to lie on or before."""
    START = auto()
    FLAG = auto()
    """The day by which the answer must be out."""
    JUSTERING = auto()
    WORK = auto()
    """The time a tjänsteskrivelse takes."""
    GAP = auto()
    """The time by which the plan falls short."""


SPANS = frozenset({MarkKind.JUSTERING, MarkKind.WORK, MarkKind.GAP})
"""Those that last from a day until another."""
_SIZES = {
    MarkKind.MEETING: (22.0, 18.0),
    MarkKind.PROPOSAL: (22.0, 18.0),
    MarkKind.MANUSSTOPP: (11.0, 9.0),
    MarkKind.UNSURE: (16.0, 16.0),
    MarkKind.START: (7.0, 7.0),
    MarkKind.FLAG: (14.0, 16.0),
}


@dataclass(frozen=True)
class Mark:
    """One thing on the axis."""

    key: Hashable
    """What the page knows it by; several marks may share one."""
    kind: MarkKind
    date: dt.date
    words: str
    """All of it in words: tooltip, and what a screen reader says."""
    line: int = 0
    until: dt.date | None = None
    """Of a span its last day."""
    tone: str = "ok"
    """The token of its colour."""
    is_stop: bool = True
    """The arrow keys stop here."""


def mark_size(kind: MarkKind) -> QSizeF:
    """How large a mark of one day is at this text size."""
    width, height = _SIZES[kind]
    return QSizeF(theme().px(width), theme().px(height))


def spread(middles: Sequence[float], widths: Sequence[float]) -> list[float]:
    """The middles moved as little as can be so that no two marks lie over each other; their order is kept.

    Pool adjacent violators: marks that would overlap become a block around the mean of where they wanted to be.
    """
    offsets, x = [], 0.0
    for place, width in enumerate(widths):
        x += (widths[place - 1] + width) / 2 if place else 0.0
        offsets.append(x)
    blocks: list[tuple[float, int]] = []
    for middle, offset in zip(middles, offsets, strict=True):
        total, count = middle - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, number = blocks.pop()
            total, count = total + before, count + number
        blocks.append((total, count))
    placed = [total / count for total, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(placed, offsets, strict=True)]


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark, *, number: str | None = None) -> None:
    """Paint the mark in its place; ``number``: another than the day's."""
    number = str(mark.date.day) if number is None else number
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = colour(mark.tone)
    match mark.kind:
        case MarkKind.MEETING:
            _box(painter, rect, number, ink)
        case MarkKind.PROPOSAL:
            _proposal(painter, rect, number)
        case MarkKind.MANUSSTOPP:
            _manusstopp(painter, rect)
        case MarkKind.UNSURE:
            paint_state(painter, rect, State.UNDATED)
        case MarkKind.START:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("edge"))
            painter.drawEllipse(rect)
        case MarkKind.FLAG:
            _flag(painter, rect, ink, filled=mark.tone != "ok")
        case MarkKind.JUSTERING:
            _bar(painter, rect, ink, Qt.BrushStyle.BDiagPattern)
        case MarkKind.WORK:
            _bar(painter, rect, ink, None)
        case MarkKind.GAP:
            painter.fillRect(QRectF(rect.left(), rect.center().y() - 1, rect.width(), 2.5), colour("late"))
    painter.restore()


def _number(painter: QPainter, rect: QRectF, number: str, ink: QColor) -> None:
    font = QFont(painter.font())
    font.setPixelSize(theme().px(12))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, number)


def _box(painter: QPainter, rect: QRectF, number: str, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(rect, 3, 3)
    _number(painter, rect, number, colour("surface"))


def _proposal(painter: QPainter, rect: QRectF, number: str) -> None:
    painter.setPen(QPen(colour("accent"), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
    _number(painter, rect, number, colour("accent"))


def _manusstopp(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(colour("text2"), 1.4))
    painter.setBrush(colour("surface"))
    inner = rect.adjusted(0.7, 0.7, -0.7, -0.7)
    painter.drawPolygon(QPolygonF([inner.topLeft(), inner.topRight(), QPointF(inner.center().x(), inner.bottom())]))


def _flag(painter: QPainter, rect: QRectF, ink: QColor, *, filled: bool) -> None:
    painter.setPen(QPen(ink, 1.6))
    left = rect.left() + 2
    painter.drawLine(QPointF(left, rect.top()), QPointF(left, rect.bottom()))
    painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
    middle = rect.top() + rect.height() * 0.3
    tip = QPointF(rect.right() - 1, middle)
    painter.drawPolygon(
        QPolygonF([QPointF(left, rect.top() + 1), tip, QPointF(left, rect.top() + rect.height() * 0.6)])
    )


def _bar(painter: QPainter, rect: QRectF, ink: QColor, pattern: Qt.BrushStyle | None) -> None:
    painter.setPen(QPen(ink, 1))
    painter.setBrush(colour("surface") if pattern else colour("shade"))
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRect(box)
    if pattern:
        painter.fillRect(box, QBrush(ink, pattern))
