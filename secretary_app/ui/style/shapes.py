"""The shape of every state: with its word it says the same as its colour, so colour is never alone."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from secretary_app.ui.style.theme import colour


class State(StrEnum):
    """Where something stands; the value is the word of the legend."""

    LATE = "försenad"
    TODO = "att åtgärda"
    SOON = "snart"
    ON_TIME = "i tid"
    DRAFT = "utkast"
    STARTED = "påbörjad"
    DONE = "besvarad"
    NOT_STARTED = "ej påbörjad"
    UNDATED = "utan datum"
    NOT_SENT = "ej skickad"
    INFORMED = "för kännedom"
    NONE = ""
    """Nothing to be done here: no shape, only words."""

    @property
    def token(self) -> str:
        """The name of its colour."""
        return _TOKENS[self]


_TOKENS = {
    State.LATE: "late",
    State.TODO: "soon",
    State.SOON: "soon",
    State.ON_TIME: "ok",
    State.DRAFT: "ok",
    State.STARTED: "soon",
    State.DONE: "done",
    State.NOT_STARTED: "late",
    State.UNDATED: "none",
    State.NOT_SENT: "none",
    State.INFORMED: "ok",
    State.NONE: "text2",
}


def paint_state(painter: QPainter, rect: QRectF, state: State, ink: QColor | None = None) -> None:
    """Paint the state's shape in ``rect``, a square of 14 or 16 px at 100 %; ``ink``: another colour than its own."""
    if state is State.NONE:
        return
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink or colour(state.token), side * (2.2 if state is State.NOT_STARTED else 1.7) / 16)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _PAINTERS[state](painter, box, pen)
    painter.restore()


def fill(painter: QPainter, rect: QRect | QRectF, ink: QColor) -> None:
    """Fill without an edge. ``fillRect`` would first have PySide make the names of all Qt's gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRect(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _ring(painter: QPainter, box: QRectF, pen: QPen) -> QRectF:
    inner = box.adjusted(*(pen.widthF() * side for side in (0.8, 0.8, -0.8, -0.8)))
    painter.drawEllipse(inner)
    return inner


def _dashed(painter: QPainter, box: QRectF, pen: QPen) -> None:
    pen = QPen(pen)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.5, 1.3])
    painter.setPen(pen)
    _ring(painter, box, pen)


def _undated(painter: QPainter, box: QRectF, pen: QPen) -> None:
    _dashed(painter, box, pen)
    painter.setPen(pen)
    _sign(painter, box, "?", 0.6)


def _half(painter: QPainter, box: QRectF, pen: QPen) -> None:
    inner = _ring(painter, box, pen)
    painter.setBrush(pen.color())
    painter.drawChord(inner, 90 * 16, 180 * 16)


def _clock(painter: QPainter, box: QRectF, pen: QPen) -> None:
    inner = _ring(painter, box, pen)
    middle = inner.center()
    painter.drawLine(middle, middle - QPointF(0, inner.height() * 0.29))
    painter.drawLine(middle, middle + QPointF(inner.width() * 0.22, inner.height() * 0.12))


def _check(painter: QPainter, box: QRectF, pen: QPen) -> None:
    painter.setBrush(pen.color())
    inner = _ring(painter, box, pen)
    painter.setPen(QPen(colour("surface"), pen.widthF(), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width, height, left, top = inner.width(), inner.height(), inner.left(), inner.top()
    path = QPainterPath(QPointF(left + width * 0.28, top + height * 0.53))
    path.lineTo(left + width * 0.44, top + height * 0.69)
    path.lineTo(left + width * 0.73, top + height * 0.36)
    painter.drawPath(path)


def _triangle(painter: QPainter, box: QRectF, pen: QPen) -> None:
    edge = pen.widthF() * 0.6
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(box.center().x(), box.top() + edge),
                QPointF(box.right() - edge, box.bottom() - edge * 1.6),
                QPointF(box.left() + edge, box.bottom() - edge * 1.6),
            ]
        )
    )


def _late(painter: QPainter, box: QRectF, pen: QPen) -> None:
    painter.setBrush(pen.color())
    _triangle(painter, box, pen)
    ground = colour("on_late") if pen.color() == colour("late") else colour("late")
    painter.setPen(QPen(ground, pen.widthF(), c=Qt.PenCapStyle.RoundCap))
    _mark(painter, box)


def _todo(painter: QPainter, box: QRectF, pen: QPen) -> None:
    _triangle(painter, box, pen)
    _mark(painter, box)


def _mark(painter: QPainter, box: QRectF) -> None:
    x, top, height = box.center().x(), box.top(), box.height()
    painter.drawLine(QPointF(x, top + height * 0.38), QPointF(x, top + height * 0.60))
    painter.drawPoint(QPointF(x, top + height * 0.77))


def _arrow(painter: QPainter, box: QRectF, pen: QPen) -> None:
    y, right = box.center().y(), box.right() - pen.widthF()
    painter.drawLine(QPointF(box.left() + pen.widthF(), y), QPointF(right, y))
    tip = box.width() * 0.28
    painter.drawPolyline(QPolygonF([QPointF(right - tip, y - tip), QPointF(right, y), QPointF(right - tip, y + tip)]))


def _sign(painter: QPainter, box: QRectF, sign: str, part: float) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(6, round(box.height() * part)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)


_PAINTERS = {
    State.LATE: _late,
    State.TODO: _todo,
    State.SOON: _clock,
    State.ON_TIME: _ring,
    State.DRAFT: _half,
    State.STARTED: _half,
    State.DONE: _check,
    State.NOT_STARTED: _ring,
    State.UNDATED: _undated,
    State.NOT_SENT: _dashed,
    State.INFORMED: _arrow,
}
