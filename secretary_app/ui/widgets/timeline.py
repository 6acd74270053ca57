"""The plan of a remiss to scale: one line a body, from internremiss to expediering."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from secretary_app.domain.date_words import day as day_words
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.date_axis import DateAxis
from secretary_app.ui.widgets.date_marks import Mark, spread


@dataclass(frozen=True)
class TimelineLine:
    name: str
    words: str = ""
    """Beside the line's last mark: ``justeras 6 maj, i tid``."""
    state: State = State.NONE
    """Before the words; where it is LATE they are late too."""
    strong: bool = True


@dataclass(frozen=True)
class Limit:
    """A day that several lines keep to: a dashed vertical with its label on top."""

    date: dt.date
    words: str
    """``internt svarsdatum 6 maj``."""
    first_line: int
    last_line: int


class Timeline(DateAxis):
    """Lines of marks; ``picked`` tells the key of the mark that was clicked or walked to."""

    has_threads = True
    """The marks of a line belong together, and a thin line goes through them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.lines: list[TimelineLine] = []
        self.limits: list[Limit] = []
        self._widest = 0, 0.0
        """At which text size, and how wide the names of the lines are."""

    def show_plan(
        self,
        span: tuple[dt.date, dt.date],
        today: dt.date,
        lines: Sequence[TimelineLine],
        marks: Sequence[Mark],
        limits: Sequence[Limit],
    ) -> None:
        """Draw the lines with their marks; ``span``: the first and last day that must be seen."""
        self.lines, self.limits = list(lines), list(limits)
        self._widest = 0, 0.0
        self.show_marks(*span, today, marks)

    @property
    def left(self) -> float:
        if self._widest[0] != theme().base:
            metrics = self._name_metrics()
            widest = max((metrics.horizontalAdvance(each.name) for each in self.lines), default=0.0)
            self._widest = theme().base, min(widest, float(theme().px(150))) + theme().px(12)
        return self._widest[1]

    @property
    def bottom(self) -> float:
        return self.head + len(self.lines) * self.line_height

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), round(self.bottom + theme().px(4)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(400), self.sizeHint().height())

    def _name_font(self, *, strong: bool) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def _name_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._name_font(strong=True))

    # Labels in the head: today, and the limits.

    def _labels(self) -> list[tuple[str, dt.date, bool]]:
        labels = [(each.words, each.date, False) for each in self.limits]
        if self.shows_today():
            words = day_words(self.today, self.today)
            labels.append((f"i dag {words}", self.today, True))
        return sorted(labels, key=lambda each: each[1])

    def _label_boxes(self) -> list[QRectF]:
        """Side by side over their days, within the drawing."""
        labels = self._labels()
        metrics = QFontMetricsF(self.axis_font(bold=True))
        widths = [metrics.horizontalAdvance(words) + theme().px(12) for words, _, _ in labels]
        middles = spread([self.x_of(date) for _, date, _ in labels], widths)
        height = metrics.height() + theme().px(3)
        top = self.head - height - theme().px(2)
        boxes = []
        for middle, width in zip(middles, widths, strict=True):
            left = max(0.0, min(middle - width / 2, self.width() - width))
            boxes.append(QRectF(left, top, width, height))
        return boxes

    def taken_in_head(self) -> list[QRectF]:
        return self._label_boxes()

    # Drawing.

    def paint_lines(self, painter: QPainter) -> None:
        for place, line in enumerate(self.lines):
            y = self.head + (place + 1) * self.line_height
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(self.left, y), QPointF(self.width(), y))
            font = self._name_font(strong=line.strong)
            painter.setFont(font)
            painter.setPen(colour("text"))
            name = QFontMetricsF(font).elidedText(line.name, Qt.TextElideMode.ElideRight, self.left - theme().px(10))
            box = QRectF(0, y - self.line_height, self.left, self.line_height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            if self.has_threads:
                self._paint_thread(painter, place)
        self._paint_limits(painter)

    def _paint_thread(self, painter: QPainter, line: int) -> None:
        """A thin line from the first mark of the line to its last."""
        rects = [self.mark_rect(place) for place, each in enumerate(self.marks) if each.line == line]
        if len(rects) > 1:
            painter.setPen(QPen(colour("edge"), 1))
            y = self.line_y(line)
            begin = min(rect.center().x() for rect in rects)
            painter.drawLine(QPointF(begin, y), QPointF(max(rect.left() for rect in rects), y))

    def _paint_limits(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("accent"), 1.4, Qt.PenStyle.DashLine))
        for each in self.limits:
            x = self.x_of(each.date)
            end = self.head + (each.last_line + 1) * self.line_height
            painter.drawLine(QPointF(x, self.head - 1), QPointF(x, end))

    def paint_over(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_labels(painter)
        for place in range(len(self.lines)):
            self._paint_words(painter, place)

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setFont(self.axis_font(bold=True))
        for (words, _, is_today), box in zip(self._labels(), self._label_boxes(), strict=True):
            painter.setPen(QPen(colour("accent"), 1))
            painter.setBrush(colour("accent" if is_today else "surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(colour("on_accent" if is_today else "accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_words(self, painter: QPainter, place: int) -> None:
        """To the right of the last mark; where there is no room to the left of the first."""
        line = self.lines[place]
        if not line.words:
            return
        is_late = line.state is State.LATE
        font = QFont(self.font())
        font.setPixelSize(theme().px(12))
        font.setWeight(QFont.Weight.DemiBold if is_late else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        side = theme().px(16) if line.state else 0
        width = metrics.horizontalAdvance(line.words) + (side + theme().px(5) if side else 0)
        box = self._room_for(place, width)
        if box is None:
            return
        if side:
            shape = QRectF(box.left(), box.center().y() - side / 2, side, side)
            painter.fillRect(shape, colour("surface"))
            paint_state(painter, shape, line.state)
        painter.setFont(font)
        painter.setPen(colour("late" if is_late else "text2"))
        text = metrics.horizontalAdvance(line.words)
        words = QRectF(box.right() - text, box.center().y() - metrics.height() / 2, text + 2, metrics.height())
        painter.fillRect(words.adjusted(-2, 0, 0, 0), colour("surface"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line.words)

    def _room_for(self, place: int, width: float) -> QRectF | None:
        rects = [self.mark_rect(number) for number, each in enumerate(self.marks) if each.line == place]
        gap = theme().px(8)
        top = self.line_y(place) - self.line_height / 2
        after = max((rect.right() for rect in rects), default=self.left) + gap
        if after + width <= self.width():
            return QRectF(after, top, width, self.line_height)
        before = min((rect.left() for rect in rects), default=0.0) - gap - width
        return QRectF(before, top, width, self.line_height) if before >= self.left else None
