"""A paper's text on a white sheet, with what was found in it marked, and the kind's word in the margin."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from secretary_app.operations.intake_form import Span
from secretary_app.operations.paper_layout import Layout
from secretary_app.operations.review_marks import Mark
from secretary_app.operations.reviewing import FindingKind
from secretary_app.ui.pages.registrera.looks import kind_colour, mark_format, paint_line
from secretary_app.ui.style.theme import colour, theme

_INDENT = 16
_PAGE_GAP = 44
_REST_MS = 150


class PaperText(QTextEdit):
    """Read only; text is marked by mouse or with Shift and the arrows. A place of the text is a place of the paper."""

    mark_chosen = Signal(Mark)
    marking_changed = Signal()
    """Text was marked, or is not any more."""

    def __init__(self, number: int, name: str, layout: Layout) -> None:
        """``number``: of the paper, from 0; ``name``: the file's, for a screen reader."""
        super().__init__()
        self._number = number
        self._layout = layout
        self._marks: Sequence[Mark] = ()
        self._titles: list[Span] = []
        self._ringed: Span | None = None
        self._words = _Words(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.marking_changed)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setProperty("paper", True)
        self.setAccessibleName(f"Texten i {name}")
        self.setAccessibleDescription("Markera text för att göra den till en rekommendation eller ett fält.")
        self._fill()
        self.selectionChanged.connect(self._rest.start)
        self.verticalScrollBar().valueChanged.connect(self._words.update)
        theme().changed.connect(self._redraw)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these places; a part stands after the whole it belongs to."""
        titles = [mark.span for mark in marks if mark.kind is FindingKind.TITLE]
        for span in titles:
            if span not in self._titles:
                self._titles.append(span)
                self._embolden(span)
        self._marks = marks
        selections = []
        for mark in marks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(mark.span)
            selection.format = mark_format(mark.kind, certain=mark.certain)
            selections.append(selection)
        self.setExtraSelections(selections)
        self._words.update()

    def ring(self, span: Span | None, *, show: bool = True) -> None:
        """Put a ring around a place, and have it seen."""
        self._ringed = span
        if span is not None and show:
            self._reveal(span)
        self.viewport().update()

    def marked_span(self) -> Span | None:
        """What the person has marked, without blanks at its ends."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        text = self._layout.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(self._number, start, end, self._page(start)) if start < end else None

    def clear_marking(self) -> None:
        """Nothing is marked any more."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def marking_rect(self) -> QRect:
        """Where the marked text is seen, in the viewport."""
        cursor = self.textCursor()
        first, last = QTextCursor(cursor), QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        rect = self.cursorRect(first).united(self.cursorRect(last))
        rect.setLeft(self.cursorRect(last).left())
        return rect.intersected(self.viewport().rect())

    def select(self, span: Span) -> None:
        """Mark a place, as the person would."""
        self.setTextCursor(self._cursor(span))

    def _fill(self) -> None:
        self.setPlainText(self._layout.text)
        document = self.document()
        document.setDocumentMargin(theme().px(30))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for number, each in enumerate(self._layout.blocks):
            block = QTextBlockFormat()
            is_first = each.page is not None and each.page > 1
            block.setTopMargin(theme().px(_PAGE_GAP if is_first else 2 if each.is_item else 8))
            block.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if each.start == each.end:
                block.setLineHeight(theme().px(4), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            if each.is_item:
                block.setLeftMargin(theme().px(_INDENT))
                block.setTextIndent(-theme().px(_INDENT / 2))
            cursor.setPosition(document.findBlockByNumber(number).position())
            cursor.setBlockFormat(block)
        cursor.endEditBlock()
        document.setUndoRedoEnabled(False)

    def _embolden(self, span: Span) -> None:
        """Show the title of the paper as one."""
        shown = QTextCharFormat()
        shown.setFontWeight(QFont.Weight.DemiBold)
        shown.setProperty(QTextFormat.Property.FontPixelSize.value, theme().px(15))
        self._cursor(span).mergeCharFormat(shown)

    def _cursor(self, span: Span) -> QTextCursor:
        last = len(self._layout.text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(span.start, last))
        cursor.setPosition(min(span.end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _page(self, place: int) -> int:
        pages = [each.page for each in self._layout.blocks if each.page is not None and each.start <= place]
        return pages[-1] if pages else 1

    def _reveal(self, span: Span) -> None:
        rects = list(self.line_rects(span))
        if not rects:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = rects[0].top(), rects[-1].bottom()
        if top < bar.value() or bottom > bar.value() + height:
            bar.setValue(round(top - height / 3))

    def line_rects(self, span: Span) -> Iterator[QRectF]:
        """The place line by line, in the document."""
        document = self.document()
        # Asking the layout has it lay out all that comes before.
        document.documentLayout().documentSize()
        block = document.findBlock(span.start)
        while block.isValid() and block.position() < span.end:
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first = max(span.start - block.position(), line.textStart())
                last = min(span.end - block.position(), line.textStart() + line.textLength())
                if first < last:
                    left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                    rect = QRectF(left, line.y(), right - left, line.height())
                    yield rect.translated(layout.position())
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        self._paint_pages(painter)
        if self._ringed is not None:
            path = QPainterPath()
            for rect in self.line_rects(self._ringed):
                path.addRoundedRect(rect.adjusted(-3, -1, 3, 3), 4, 4)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawPath(path.simplified())
        painter.end()

    def _paint_pages(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(theme().px(12))
        painter.setFont(font)
        for number, each in enumerate(self._layout.blocks):
            if each.page is None or each.page < 2:
                continue
            top = self.document().findBlockByNumber(number).layout().position().y()
            y = top - theme().px(_PAGE_GAP) / 2
            words = f"Sida {each.page}"
            left = self.document().documentMargin()
            width = painter.fontMetrics().horizontalAdvance(words) + theme().px(10)
            painter.setPen(colour("text2"))
            painter.drawText(QPointF(left, y + painter.fontMetrics().ascent() / 2 - 1), words)
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(left + width, y), QPointF(self.viewport().width() - left, y))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._choose(self.cursorForPosition(event.position().toPoint()).position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.textCursor().hasSelection():
            self._choose(self.textCursor().position())
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.clear_marking()
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        """The finding at this place; of several the smallest."""
        there = [mark for mark in self._marks if mark.span.start <= place <= mark.span.end]
        if there:
            self.mark_chosen.emit(min(there, key=lambda mark: mark.span.end - mark.span.start))

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self._words.wanted_width()
        self.setViewportMargins(0, 0, room, 0)
        super().resizeEvent(event)
        inside = self.viewport().geometry()
        self._words.setGeometry(QRect(inside.right() + 1, inside.top(), room, inside.height()))

    def margin_words(self) -> list[tuple[float, FindingKind, bool]]:
        """Where (in the document) the margin says which kind; each kind once a line."""
        words: dict[tuple[int, FindingKind], tuple[float, bool]] = {}
        for mark in self._marks:
            rect = next(self.line_rects(mark.span), None)
            if rect is not None:
                y, certain = words.get((round(rect.top()), mark.kind), (rect.top() + rect.height() / 2, True))
                words[round(rect.top()), mark.kind] = (y, certain and mark.certain)
        return sorted((y, kind, certain) for (_, kind), (y, certain) in words.items())

    def _redraw(self) -> None:
        self.show_marks(self._marks)
        self.viewport().update()


class _Words(QWidget):
    """The margin: each finding's kind beside its line. The form tells a screen reader the same."""

    def __init__(self, paper: PaperText) -> None:
        super().__init__(paper)
        self._paper = paper

    def wanted_width(self) -> int:
        """Room for the longest word there is."""
        metrics = QFontMetrics(self._font(certain=False))
        return theme().px(20) + max(metrics.horizontalAdvance(f"{kind.value}?") for kind in FindingKind)

    def _font(self, *, certain: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme().px(12))
        font.setWeight(QFont.Weight.Normal if certain else QFont.Weight.DemiBold)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        offset = self._paper.verticalScrollBar().value()
        lowest = -1.0
        for y, kind, certain in self._paper.margin_words():
            painter.setFont(self._font(certain=certain))
            height = painter.fontMetrics().height()
            lowest = max(y, lowest + height)
            if -height < lowest - offset < self.height() + height:
                self._paint(painter, lowest - offset, kind, certain, kind_colour(kind))
        painter.end()

    def _paint(self, painter: QPainter, y: float, kind: FindingKind, certain: bool, ink: QColor) -> None:
        length = theme().px(10)
        paint_line(painter, QPointF(2, y), length, ink, certain=certain)
        painter.setPen(ink)
        metrics = painter.fontMetrics()
        words = kind.value if certain else f"{kind.value}?"
        painter.drawText(QPointF(length + theme().px(6), y + metrics.ascent() / 2 - 1), words)


def _x(place: object) -> float:
    """PySide gives the x of a place with the place it took; its stub says object."""
    assert isinstance(place, tuple)
    return float(place[0])
