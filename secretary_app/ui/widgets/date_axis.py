"""A drawing to scale: from day to place and back, with months, weeks, red days and today, and marks to walk among."""

import datetime as dt
from collections.abc import Hashable, Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.date_ground import paint_ground, paint_months
from secretary_app.ui.widgets.date_marks import SPANS, Mark, mark_size, paint_mark, spread

_DAY = dt.timedelta(days=1)


class DateAxis(QWidget):
    """One Tab stop; the arrow keys walk the marks, and the one that is walked to is told by ``picked``."""

    picked = Signal(object)
    """The key of the mark that was clicked or walked to."""
    shows_weeks = True

    def __init__(self, name: str) -> None:
        """``name``: what is drawn, for a screen reader."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.first = self.today = dt.date.min
        self.last = dt.date.min + _DAY
        self.marks: list[Mark] = []
        self.chosen: frozenset[Hashable] = frozenset()
        """The keys of the marks that are chosen."""
        self._current = -1
        self._rects: list[QRectF] = []
        self._text_height = 0, 0.0
        """At which text size, and how high a line of the axis is."""
        self._read_aloud: list[QLabel] = []
        theme().changed.connect(self._on_theme)

    def show_marks(self, first: dt.date, last: dt.date, today: dt.date, marks: Sequence[Mark]) -> None:
        """Draw these between two days, both included. The mark with the focus stays where it is the same."""
        current = self.marks[self._current] if self._current >= 0 else None
        self.first, self.last, self.today = first, max(last, first + _DAY), today
        self.marks = list(marks)
        places = [place for place, each in enumerate(self.marks) if current and _same(each, current)]
        self._current = places[0] if places else -1
        self._lay_out()
        self.updateGeometry()
        self.update()

    def choose(self, keys: Sequence[Hashable]) -> None:
        """Show the marks of these keys as chosen."""
        self.chosen = frozenset(keys)
        self.update()

    # Days and places.

    @property
    def left(self) -> float:
        """Where the first day begins."""
        return 0.0

    @property
    def head(self) -> float:
        """The height of months and weeks."""
        return self._line_of_text() * (2 if self.shows_weeks else 1) + theme().px(8)

    @property
    def line_height(self) -> float:
        return max(self._line_of_text() + theme().px(12), theme().px(29))

    def _line_of_text(self) -> float:
        # Asked for at each place of each mark.
        if self._text_height[0] != theme().base:
            self._text_height = theme().base, QFontMetricsF(self.axis_font()).height()
        return self._text_height[1]

    @property
    def day_width(self) -> float:
        days = (self.last - self.first).days + 1
        return max(0.1, (self.width() - self.left - theme().px(8)) / days)

    def x_of(self, day: dt.date) -> float:
        """The middle of the day."""
        return self.left + ((day - self.first).days + 0.5) * self.day_width

    def line_y(self, line: int) -> float:
        """The middle of a line."""
        return self.head + (line + 0.5) * self.line_height

    @property
    def bottom(self) -> float:
        """Where the last line ends."""
        lines = max((each.line for each in self.marks), default=0) + 1
        return self.head + lines * self.line_height

    def axis_font(self, *, bold: bool = False) -> QFont:
        """The font of the axis."""
        font = QFont(self.font())
        font.setPixelSize(theme().px(11))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _lay_out(self) -> None:
        """Marks of one day each, set side by side within their line; spans from day to day."""
        self._rects = [QRectF() for _ in self.marks]
        points = [place for place, each in enumerate(self.marks) if each.kind not in SPANS]
        points.sort(key=lambda place: (self.marks[place].line, self.marks[place].date))
        for line, group in groupby(points, key=lambda place: self.marks[place].line):
            places = list(group)
            sizes = [mark_size(self.marks[place].kind) for place in places]
            middles = spread([self.x_of(self.marks[place].date) for place in places], [size.width() for size in sizes])
            for place, size, middle in zip(places, sizes, middles, strict=True):
                self._rects[place] = QRectF(QPointF(), size)
                self._rects[place].moveCenter(QPointF(middle, self.line_y(line)))
        for place, each in enumerate(self.marks):
            if each.kind in SPANS:
                height = theme().px(14)
                begin, end = self.x_of(each.date), self.x_of(each.until or each.date)
                self._rects[place] = QRectF(begin, self.line_y(each.line) - height / 2, max(2.0, end - begin), height)
        self._name_marks()

    def _name_marks(self) -> None:
        """Have a screen reader find each mark in its place: an empty label with the mark's words as its name."""
        while len(self._read_aloud) < len(self.marks):
            made = QLabel(self)
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._read_aloud.append(made)
        for place, made in enumerate(self._read_aloud):
            made.setVisible(place < len(self.marks))
            if place < len(self.marks):
                made.setAccessibleName(self.marks[place].words)
                made.setGeometry(self._rects[place].toAlignedRect())

    def mark_rect(self, place: int) -> QRectF:
        """Where a mark stands in the widget."""
        return self._rects[place] if place < len(self._rects) else QRectF()

    # Drawing.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, self)
        paint_months(painter, self)
        self.paint_lines(painter)
        self._paint_today(painter)
        self._paint_rings(painter)
        for span_first in (True, False):
            for rect, mark in zip(self._rects, self.marks, strict=True):
                if (mark.kind in SPANS) is span_first:
                    paint_mark(painter, rect, mark)
        self.paint_over(painter)
        painter.end()

    def paint_lines(self, painter: QPainter) -> None:
        """What stands behind the marks."""

    def paint_over(self, painter: QPainter) -> None:
        """What stands before the marks."""

    def taken_in_head(self) -> list[QRectF]:
        """Labels that stand where the numbers of the weeks do."""
        return []

    def shows_today(self) -> bool:
        return self.first <= self.today <= self.last

    def _paint_today(self, painter: QPainter) -> None:
        if self.shows_today():
            x = self.x_of(self.today)
            painter.fillRect(QRectF(x - 1, self.head - theme().px(4), 2, self.bottom - self.head), colour("accent"))

    def _paint_rings(self, painter: QPainter) -> None:
        """A ring around what is chosen, and a tinted one around the mark that has the focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), 2))
        for place, (rect, mark) in enumerate(zip(self._rects, self.marks, strict=True)):
            has_focus = self.hasFocus() and place == self._current
            if has_focus or (mark.key in self.chosen and mark.kind not in SPANS):
                painter.setBrush(colour("tint" if has_focus else "surface"))
                painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 5, 5)

    # Mouse and keys.

    def mark_at(self, at: QPointF) -> int:
        """The place of the mark under the pointer, one of a day before a span; -1 for none."""
        under = [place for place, rect in enumerate(self._rects) if rect.adjusted(-3, -5, 3, 5).contains(at)]
        under.sort(key=lambda place: self.marks[place].kind in SPANS)
        return under[0] if under else -1

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self.mark_at(QPointF(event.pos()))
            if place >= 0:
                QToolTip.showText(event.globalPos(), self.marks[place].words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.mark_at(event.position())
        if place >= 0:
            self._walk_to(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self._place_for(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        elif place >= 0:
            self._walk_to(place)
            self._show_words()

    def _show_words(self) -> None:
        """What the pointer would show, at the mark that was walked to."""
        rect = self.mark_rect(self._current).toAlignedRect()
        QToolTip.showText(self.mapToGlobal(rect.bottomRight()), self.marks[self._current].words, self)

    def _place_for(self, key: Qt.Key) -> int | None:
        """Where a key leads; None for a key that leads nowhere here."""
        stops = [place for place, each in enumerate(self.marks) if each.is_stop]
        stops.sort(key=lambda place: (self.marks[place].line, self._rects[place].left()))
        if key not in _KEYS or not stops:
            return None
        if self._current not in stops or key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            return self._current if self._current in stops else stops[0]
        now = stops.index(self._current)
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                moved = now + (1 if key is Qt.Key.Key_Right else -1)
                return stops[max(0, min(len(stops) - 1, moved))]
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                return stops[0 if key is Qt.Key.Key_Home else -1]
        return self._nearest(stops, 1 if key is Qt.Key.Key_Down else -1)

    def _nearest(self, stops: list[int], step: int) -> int:
        """The stop of the next line, downwards or upwards, that lies nearest."""
        line, x = self.marks[self._current].line, self._rects[self._current].center().x()
        others = [place for place in stops if (self.marks[place].line - line) * step > 0]
        if not others:
            return self._current

        def distance(place: int) -> tuple[int, float]:
            return abs(self.marks[place].line - line), abs(self._rects[place].center().x() - x)

        return min(others, key=distance)

    def _walk_to(self, place: int) -> None:
        self._current = place
        self._tell_focus()
        self.update()
        self.picked.emit(self.marks[place].key)

    def _tell_focus(self) -> None:
        if self._current >= 0 and self.hasFocus():
            self.setAccessibleDescription(self.marks[self._current].words)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.marks[self._current].words))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current < 0:
            chosen = (place for place, each in enumerate(self.marks) if each.key in self.chosen and each.is_stop)
            first = (place for place, each in enumerate(self.marks) if each.is_stop)
            self._current = next(chosen, next(first, -1))
        self._tell_focus()
        if self._current >= 0 and event.reason() in _BY_TAB:
            self._show_words()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()

    def resizeEvent(self, event: QEvent) -> None:
        self._lay_out()

    def mark_point(self, key: Hashable) -> QPoint:
        """The middle of the first mark of this key."""
        place = next(place for place, each in enumerate(self.marks) if each.key == key)
        return self._rects[place].center().toPoint()

    def _on_theme(self) -> None:
        self._lay_out()
        self.updateGeometry()
        self.update()


_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Space,
    }
)


def _same(a: Mark, b: Mark) -> bool:
    return (a.key, a.kind) == (b.key, b.kind)
