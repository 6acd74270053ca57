"""The chain of steps from missiv to expediering: shape, word and day of each, and where the matter is now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import bold, small

_MOST = 8
"""More steps than these are folded."""
_SHORTEST = 122
"""What a step needs at 100 %; with less the middle ones are folded."""
_SHAPE = 18
_RING = 24
_PASSED = (State.DONE, State.INFORMED, State.NONE)
_URGENT = (State.LATE, State.TODO, State.UNDATED, State.NOT_SENT, State.SOON, State.ON_TIME)


@dataclass(frozen=True)
class ChainStep:
    words: str
    second: str
    """The line under: the day, and what is the matter with it."""
    state: State
    present: bool = False
    """This is where the matter is now; one step at the most."""
    tone: str = ""
    """The token of the second line; ``""``: that of the state where it wants attention."""

    @property
    def plain(self) -> str:
        """For tooltip and screen reader."""
        return ", ".join(filter(None, (self.words, self.second or self.state.value)))


@dataclass(frozen=True)
class _Item:
    """What is drawn as one step: a step, or several folded."""

    steps: tuple[ChainStep, ...]

    @property
    def words(self) -> str:
        return self.steps[0].words if len(self.steps) == 1 else f"{len(self.steps)} steg"

    @property
    def second(self) -> str:
        return self.steps[0].second if len(self.steps) == 1 else ""

    @property
    def state(self) -> State:
        states = {step.state for step in self.steps}
        if len(self.steps) == 1:
            return self.steps[0].state
        return next((state for state in _URGENT if state in states), State.DONE)

    @property
    def present(self) -> bool:
        return self.steps[0].present

    @property
    def tone(self) -> str:
        first = self.steps[0]
        return first.tone or (first.state.token if first.state in (State.LATE, State.TODO, State.SOON) else "text2")

    @property
    def plain(self) -> str:
        return "\n".join(step.plain for step in self.steps)


class StepChain(QWidget):
    """Equal steps on a line, solid up to now. One Tab stop; the arrows walk the steps and tell each."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[ChainStep] = ()
        self._at = 0
        self._is_low = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._redraw)

    def show_steps(self, steps: Sequence[ChainStep], accessible: str) -> None:
        """Show these from first to last; ``accessible``: the whole as a sentence for a screen reader."""
        self._steps = tuple(steps)
        items = self.items()
        self._at = next((place for place, item in enumerate(items) if item.present), 0)
        self.setAccessibleName(accessible)
        self.setAccessibleDescription("Piltangenterna går mellan stegen.")
        self._redraw()

    def make_room(self, low: bool) -> None:
        """Where there is little height a step has one line under its words: what is the matter, else the day."""
        if low != self._is_low:
            self._is_low = low
            self._redraw()

    def items(self) -> list[_Item]:
        """What there is room for, the middle steps folded where there is not."""
        room = max(3, self.width() // max(1, theme().px(_SHORTEST)))
        return _folded(self._steps, min(room, _MOST))

    def sizeHint(self) -> QSize:
        first, second = QFontMetrics(bold(self.font())), QFontMetrics(small(self.font()))
        below = second.height() * max((len(self._below(item)) for item in self.items()), default=1)
        height = theme().px(_RING + 4) + first.height() + below + theme().px(6)
        return QSize(theme().px(_SHORTEST) * 3, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def rect_of(self, place: int) -> QRect:
        """Where item ``place`` is drawn."""
        count = max(1, len(self.items()))
        left = self.width() * place // count
        return QRect(left, 0, self.width() * (place + 1) // count - left, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        items = self.items()
        now = _now(items)
        for place, item in enumerate(items):
            rect = self.rect_of(place)
            if place + 1 < len(items):
                self._paint_line(painter, rect, item, items[place + 1], is_passed=place < now)
            self._paint_item(painter, rect, item)
            if self.hasFocus() and place == self._at:
                painter.setPen(QPen(colour("accent"), 2))
                painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -9, -1), 4, 4)
        painter.end()

    def _paint_line(self, painter: QPainter, rect: QRect, item: _Item, following: _Item, *, is_passed: bool) -> None:
        ring, gap = theme().px(_RING), theme().px(6)
        y = ring // 2 + theme().px(3)
        left = rect.left() + ring + gap
        right = rect.right() + (0 if following.present else theme().px(2)) - gap // 2
        ink = colour("done") if is_passed else colour("edge")
        painter.setPen(QPen(ink, 2) if is_passed else QPen(ink, 1.4, Qt.PenStyle.DotLine))
        painter.drawLine(left, y, right, y)

    def _paint_item(self, painter: QPainter, rect: QRect, item: _Item) -> None:
        ring, shape, top = theme().px(_RING), theme().px(_SHAPE), theme().px(3)
        place = QRectF(rect.left() + theme().px(3), top, ring, ring)
        if item.present:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(place.adjusted(1, 1, -1, -1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            shape = theme().px(14)
        inside = QRectF(0, 0, shape, shape)
        inside.moveCenter(place.center())
        if item.state is State.NONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("edge"))
            painter.drawEllipse(place.center(), theme().px(3), theme().px(3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            paint_state(painter, inside, item.state)
        self._paint_words(painter, rect, item)

    def _paint_words(self, painter: QPainter, rect: QRect, item: _Item) -> None:
        left, y = rect.left() + theme().px(4), theme().px(_RING + 4)
        is_late = item.present and item.tone == "late"
        lines = [(bold(self.font()) if item.present else self.font(), "text", item.words)]
        lines += [(small(self.font(), bold=is_late), item.tone, words) for words in self._below(item)]
        for font, tone, words in lines:
            painter.setFont(font)
            painter.setPen(colour(tone))
            height = painter.fontMetrics().height()
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self._room)
            painter.drawText(QRect(left, y, self._room, height), Qt.AlignmentFlag.AlignLeft, shown)
            y += height

    @property
    def _room(self) -> int:
        """What the words of a step may be wide."""
        return self.width() // max(1, len(self.items())) - theme().px(14)

    def _below(self, item: _Item) -> list[str]:
        """The second line; where it is too long, the day and what is the matter with it on a line each."""
        metrics = QFontMetrics(small(self.font(), bold=True))
        date, comma, rest = item.second.partition(", ")
        fits = metrics.horizontalAdvance(item.second) <= self._room
        if fits or not comma:
            return [item.second]
        return [rest] if self._is_low else [date, rest]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.items()) - 1
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._walk(min(last, self._at + 1))
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._walk(max(0, self._at - 1))
            case Qt.Key.Key_Home:
                self._walk(0)
            case Qt.Key.Key_End:
                self._walk(last)
            case _:
                super().keyPressEvent(event)

    def _walk(self, place: int) -> None:
        items = self.items()
        if not 0 <= place < len(items):
            return
        self._at = place
        self.update()
        rect = self.rect_of(place)
        words = items[place].plain
        QToolTip.showText(self.mapToGlobal(QPoint(rect.left(), rect.bottom())), words, self, rect)
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._place_at(event.pos())
            items = self.items()
            if place < len(items):
                QToolTip.showText(event.globalPos(), items[place].plain, self, self.rect_of(place))
            return True
        return super().event(event)

    def _place_at(self, point: QPoint) -> int:
        return next((place for place in range(len(self.items())) if self.rect_of(place).contains(point)), _MOST)

    def resizeEvent(self, event: QEvent) -> None:
        self._at = min(self._at, max(0, len(self.items()) - 1))
        self._redraw()

    def focusInEvent(self, event: QEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()

    def _redraw(self) -> None:
        self.updateGeometry()
        self.update()


def _now(items: Sequence[_Item]) -> int:
    """The item where the matter is; of one that has passed all its steps the last that was done."""
    present = next((place for place, item in enumerate(items) if item.present), None)
    done = (place for place, item in enumerate(items) if item.state in _PASSED and item.state is not State.NONE)
    return present if present is not None else max(done, default=0)


def _folded(steps: Sequence[ChainStep], room: int) -> list[_Item]:
    """At most ``room`` items: the present step, the ends, and what lies around the present one; the rest folded."""
    if len(steps) <= room:
        return [_Item((step,)) for step in steps]
    now = next((place for place, step in enumerate(steps) if step.present), 0)
    kept = {now}
    for place in _by_weight(len(steps), now):
        if _count(kept | {place}, len(steps)) <= room:
            kept.add(place)
    return [_Item(tuple(steps[place] for place in run)) for run in _runs(kept, len(steps))]


def _by_weight(count: int, now: int) -> Iterator[int]:
    """The last and the first step, then those around the present one, the coming ones first."""
    yield from (count - 1, 0)
    for distance in range(1, count):
        yield from (place for place in (now + distance, now - distance) if 0 <= place < count)


def _runs(kept: Iterable[int], count: int) -> list[list[int]]:
    """The kept places each alone, and what lies between them together."""
    runs: list[list[int]] = []
    shown = set(kept)
    for place in range(count):
        if place in shown or not runs or runs[-1][-1] in shown:
            runs.append([place])
        else:
            runs[-1].append(place)
    return runs


def _count(kept: Iterable[int], count: int) -> int:
    return len(_runs(kept, count))
