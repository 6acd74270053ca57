"""How a row of the search palette is drawn: the hit marked, the state or the shortcut at the right."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secretary_app.ui.shell.palette_rows import ENTRY_ROLE, Entry
from secretary_app.ui.style.icons import paint_icon
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import bold, small

_Index = QModelIndex | QPersistentModelIndex
_LEFT, _MARGIN = 50, 18


class PaletteDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.words: list[str] = []
        """What is marked, in small letters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10, row_height(index.data(ENTRY_ROLE), option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.then is None:
            self._head(painter, rect, entry, option.font)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(painter, rect, chosen, bool(option.state & QStyle.StateFlag.State_MouseOver))
            self._row(painter, rect, entry, option.font, chosen=chosen)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRectF, entry: Entry, font: QFont) -> None:
        painter.setFont(small(font, bold=entry.is_head))
        painter.setPen(colour("text2"))
        inside = rect.adjusted(theme().px(_MARGIN), 0, -theme().px(_MARGIN), -theme().px(4))
        side = Qt.AlignmentFlag.AlignBottom if entry.is_head else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignLeft, entry.title)

    def _ground(self, painter: QPainter, rect: QRectF, chosen: bool, hovered: bool) -> None:
        if not chosen and not hovered:
            return
        box = rect.adjusted(theme().px(8), 1, -theme().px(8), -1)
        painter.setPen(QPen(colour("accent"), 2) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(colour("tint") if chosen else colour("hover"))
        painter.drawRoundedRect(box, 4, 4)

    def _row(self, painter: QPainter, rect: QRectF, entry: Entry, font: QFont, *, chosen: bool) -> None:
        side = theme().px(16)
        glyph = QRectF(rect.left() + theme().px(20), rect.center().y() - side / 2, side, side)
        paint_icon(painter, glyph, entry.glyph, colour("accent" if chosen else "text2"))
        right = self._at_the_right(painter, rect, entry, font)
        first, second = (bold(font) if chosen else QFont(font)), small(font)
        heights = QFontMetrics(first).height(), QFontMetrics(second).height() if entry.second else 0
        top = rect.center().y() - sum(heights) / 2
        line = QRectF(rect.left() + theme().px(_LEFT), top, right - rect.left() - theme().px(_LEFT), heights[0])
        self._marked(painter, line, first, entry.title, "text")
        if entry.second:
            self._marked(painter, QRectF(line.left(), line.bottom(), line.width(), heights[1]), second, entry.second)

    def _at_the_right(self, painter: QPainter, rect: QRectF, entry: Entry, font: QFont) -> float:
        """Draw the state or the shortcut; back comes where the room for the words ends."""
        right = rect.right() - theme().px(_MARGIN) - theme().px(8)
        words = entry.state_words or entry.right
        if not words:
            return right
        used = small(font, bold=entry.state is State.LATE) if entry.state_words else small(font)
        painter.setFont(used)
        painter.setPen(colour(entry.state.token) if entry.state_words else colour("text2"))
        width = QFontMetrics(used).horizontalAdvance(words)
        box = QRectF(right - width, rect.top(), width + 1, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        left = right - width
        if entry.state:
            side = theme().px(16)
            left -= side + theme().px(6)
            paint_state(painter, QRectF(left, rect.center().y() - side / 2, side, side), entry.state)
        return left - theme().px(12)

    def _marked(self, painter: QPainter, line: QRectF, font: QFont, text: str, ink: str = "text2") -> None:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
        for start, end in found_in(shown, self.words):
            left = line.left() + metrics.horizontalAdvance(shown[:start])
            right = line.left() + metrics.horizontalAdvance(shown[:end])
            painter.fillRect(QRectF(left, line.top(), right - left, line.height()), colour("mark"))
        painter.setFont(font)
        painter.setPen(colour(ink))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(line, flags, shown)


def row_height(entry: Entry, font: QFont) -> int:
    """Two lines and a little room; a head one line."""
    if entry.is_head:
        return QFontMetrics(small(font)).height() + theme().px(14)
    second = QFontMetrics(small(font)).height() if entry.second else theme().px(6)
    return QFontMetrics(font).height() + second + theme().px(12)


def found_in(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text, whatever their case; the longest first where several begin."""
    if not words:
        return
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for hit in re.finditer(pattern, text, re.IGNORECASE):
        yield hit.span()
