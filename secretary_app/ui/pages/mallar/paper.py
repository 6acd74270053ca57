"""A template drawn as a paper: its fields as chips, its code in words, its faults numbered where they are."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from secretary_app.operations.template_view import Break, Mark, Outline, PieceKind
from secretary_app.ui.pages.mallar.paper_document import Chip, Written, ink_on, write
from secretary_app.ui.style.theme import colour, theme

_MARGIN = 28
_DISC = 17
_COLUMN, _PART = 250, 0.46
"""Where what follows a tab begins: so far in at 100 %, or so great a part of a narrow paper's width."""
_REST_MS = 120
_LOOKS = {
    PieceKind.FIELD: ("done_t", "done"),
    PieceKind.CODE: ("hover", "edge"),
    PieceKind.PLACEHOLDER: ("soon_t", "soon"),
    PieceKind.PICTURE: ("hover", "edge"),
}
"""The ground and the border of each kind of chip."""
_DASHED = (PieceKind.PLACEHOLDER,)


class TemplatePaper(QTextEdit):
    """Read only; text can be chosen and copied. A click on a marked place chooses its finding."""

    chosen = Signal(int)
    """The number of the finding whose place was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._written = Written()
        self._marks: Sequence[Mark] = ()
        self._places: dict[int, tuple[int, int]] = {}
        """By the number of its finding where in the document each mark begins and ends."""
        self._outline: Outline | None = None
        self._without_twins = False
        self._column = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._write_again)
        self._ringed = 0
        self._own_document: QTextDocument | None = None
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setProperty("paper", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleDescription("Fält och kod står som i mallen. Felen står på korten bredvid, i samma ordning.")
        theme().changed.connect(self._write_again)

    def show_outline(
        self, outline: Outline, name: str, *, keep_place: bool = False, without_twins: bool = False
    ) -> None:
        """Draw it; ``name``: for a screen reader. ``keep_place``: it is the same template as before.

        ``without_twins``: a header or footer that says the same as an earlier one is left out.
        """
        scrolled = self.verticalScrollBar().value() if keep_place else 0
        self._outline, self._without_twins = outline, without_twins
        self.setAccessibleName(name)
        self._marks = ()
        self._ringed = 0
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        document.setDocumentMargin(theme().px(_MARGIN))
        self._column = self._wanted_column()
        self._written = write(document, outline, self._column, without_twins=without_twins)
        before, self._own_document = self._own_document, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(scrolled)

    @property
    def is_wide(self) -> bool:
        """Some of its pages are wider than they are high."""
        parts = self._outline.parts if self._outline is not None else ()
        return any(isinstance(each, Break) and each.is_across for part in parts for each in part.contents)

    def _wanted_column(self) -> int:
        room = self.viewport().width() - 2 * theme().px(_MARGIN)
        return min(theme().px(_COLUMN), max(1, round(room * _PART)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._outline is not None and self._column != self._wanted_column():
            self._rest.start()

    @property
    def marks(self) -> Sequence[Mark]:
        return self._marks

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Number these places."""
        self._marks = marks
        self._places = {mark.numbered.number: self._found(mark) for mark in marks}
        self.viewport().update()

    def ring(self, number: int) -> None:
        """Put a ring around the place of this finding, and have it seen; 0: around none."""
        self._ringed = number
        mark = next((each for each in self._marks if each.numbered.number == number), None)
        if mark is not None:
            self._reveal(mark)
        self.viewport().update()

    @property
    def ringed(self) -> int:
        """The number of the finding that is ringed; 0: none."""
        return self._ringed

    def place_of(self, mark: Mark) -> tuple[int, int]:
        """Where in the document the mark begins and ends."""
        return self._places[mark.numbered.number]

    def _found(self, mark: Mark) -> tuple[int, int]:
        spot = self._written.spots.get((mark.member, mark.block))
        if spot is None:
            return 0, 0
        start = spot.at(mark.start) if mark.block else spot.start
        last = spot.at(max(mark.start, mark.end - 1)) if mark.block else spot.start
        chip = self._chip_at(start)
        if chip is not None:
            start = chip.start
        chip = self._chip_at(last) or self._chip_at(last - 1)
        return start, chip.end if chip is not None and chip.end >= last else last + 1

    def _chip_at(self, place: int) -> Chip | None:
        chips = self._written.chips
        before = bisect_right(chips, place, key=lambda each: each.start) - 1
        return chips[before] if before >= 0 and place < chips[before].end else None

    def _write_again(self) -> None:
        """The colours or the size of the text are others."""
        if self._outline is not None:
            marks, ringed = self._marks, self._ringed
            name, twins = self.accessibleName(), self._without_twins
            self.show_outline(self._outline, name, keep_place=True, without_twins=twins)
            self.show_marks(marks)
            self._ringed = ringed

    def _reveal(self, mark: Mark) -> None:
        rects = list(self.line_rects(*self.place_of(mark)))
        if not rects:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if rects[0].top() - theme().px(_DISC) < bar.value() or rects[-1].bottom() > bar.value() + height:
            bar.setValue(round(rects[0].top() - height / 3))

    def line_rects(self, start: int, end: int) -> Iterator[QRectF]:
        """The letters line by line, in the document."""
        whole = self.document().documentLayout()
        # Asking the layout has it lay out all that comes before.
        whole.documentSize()
        block = self.document().findBlock(start)
        while block.isValid() and (block.position() < end):
            layout, origin = block.layout(), whole.blockBoundingRect(block).topLeft()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first = max(start - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                if first < last:
                    left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                    top = line.y() + max(0.0, line.height() - line.ascent() - line.descent())
                    rect = QRectF(left, top, right - left, line.ascent() + line.descent())
                    yield rect.translated(origin)
            block = block.next()

    # Painting: chips under the letters, marks over them.

    def paintEvent(self, event: QPaintEvent) -> None:
        offset = self.verticalScrollBar().value()
        seen = QRectF(event.rect()).translated(0, offset).adjusted(0, -40, 0, 40)
        painter = self._painter(offset)
        marked = self._marked_chips()
        for chip in self._written.chips:
            if not chip.ground:
                self._paint_chip(painter, chip, marked.get(chip.start), seen)
        painter.end()
        super().paintEvent(event)
        painter = self._painter(offset)
        for chip in self._written.chips:
            if chip.ground:
                self._paint_chip(painter, chip, None, seen)
        self._paint_rules(painter, seen)
        for mark in self._marks:
            self._paint_mark(painter, mark, seen)
        painter.end()

    def _painter(self, offset: int) -> QPainter:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -offset)
        return painter

    def _marked_chips(self) -> dict[int, Mark]:
        """By where it begins each chip that has a finding; of several the worst."""
        return {self.place_of(mark)[0]: mark for mark in reversed(self._marks)}

    def _is_seen(self, start: int, seen: QRectF) -> bool:
        rect = self.document().documentLayout().blockBoundingRect(self.document().findBlock(start))
        return rect.bottom() >= seen.top() and rect.top() <= seen.bottom()

    def _paint_chip(self, painter: QPainter, chip: Chip, mark: Mark | None, seen: QRectF) -> None:
        if not self._is_seen(chip.start, seen):
            return
        ground, edge = _LOOKS[chip.kind]
        if mark is not None:
            ground, edge = _tokens(mark)
        pen = QPen(colour(edge), 1 if mark is None else 1.6)
        if chip.kind in _DASHED:
            pen.setStyle(Qt.PenStyle.DashLine)
        if chip.ground:
            pen.setColor(ink_on(chip.ground))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if chip.ground else colour(ground))
        for rect in self.line_rects(chip.start, chip.end):
            painter.drawRoundedRect(rect.adjusted(1, -0.5, -1, 1.5), 3, 3)

    def _paint_rules(self, painter: QPainter, seen: QRectF) -> None:
        for start in self._written.rules:
            block = self.document().findBlock(start)
            if not self._is_seen(start, seen):
                continue
            rects = list(self.line_rects(start, start + block.length() - 1))
            if rects:
                right = self.viewport().width() - self.document().documentMargin()
                painter.setPen(QPen(colour("line"), 1))
                y = rects[-1].center().y() + 1
                painter.drawLine(QPointF(rects[-1].right() + theme().px(10), y), QPointF(right, y))

    def _paint_mark(self, painter: QPainter, mark: Mark, seen: QRectF) -> None:
        start, end = self.place_of(mark)
        if not self._is_seen(start, seen):
            return
        rects = list(self.line_rects(start, end))
        if not rects:
            return
        is_ringed = mark.numbered.number == self._ringed
        chip = self._chip_at(start)
        edge = _tokens(mark)[1]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if chip is None or chip.ground:
            pen = QPen(colour(edge), 1.4)
            pen.setStyle(Qt.PenStyle.SolidLine if mark.numbered.is_fault else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            for rect in rects:
                painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 2), 3, 3)
        if is_ringed:
            path = QPainterPath()
            for rect in rects:
                path.addRoundedRect(rect.adjusted(-3, -3, 3, 4), 5, 5)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawPath(path.simplified())
        self._paint_disc(
            painter, rects[0].topLeft(), mark.numbered.number, colour(edge), is_fault=mark.numbered.is_fault
        )

    def _paint_disc(self, painter: QPainter, at: QPointF, number: int, ink: QColor, *, is_fault: bool) -> None:
        side = theme().px(_DISC)
        font = QFont(self.font())
        font.setPixelSize(theme().px(11))
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        width = max(side, painter.fontMetrics().horizontalAdvance(str(number)) + theme().px(8))
        box = QRectF(at.x() - width * 0.85, at.y() - side * 0.72, width, side)
        painter.setPen(QPen(colour("surface"), 1.5))
        painter.setBrush(ink)
        painter.drawRoundedRect(box, side / 2, side / 2)
        painter.setPen(colour("on_late" if is_fault else "surface"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    # What is under the pointer, or at the cursor.

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tell(self, at: QPoint, where: QPoint) -> None:
        place = self.cursorForPosition(self.viewport().mapFrom(self, at)).position()
        mark, chip = self._mark_at(place), self._chip_at(place)
        if mark is not None:
            QToolTip.showText(where, f"{mark.numbered.finding.what} {mark.numbered.finding.suggestion}".strip(), self)
        elif chip is not None and chip.code:
            QToolTip.showText(where, chip.code, self)
        else:
            QToolTip.hideText()

    def _mark_at(self, place: int) -> Mark | None:
        for mark in self._marks:
            start, end = self.place_of(mark)
            if start <= place <= end:
                return mark
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._choose(self.cursorForPosition(event.position().toPoint()).position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.textCursor().position())
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        mark = self._mark_at(place)
        if mark is not None:
            self.chosen.emit(mark.numbered.number)


def _tokens(mark: Mark) -> tuple[str, str]:
    return ("late_t", "late") if mark.numbered.is_fault else ("soon_t", "soon")


def _x(place: object) -> float:
    """PySide gives the x of a place with the place it took; its stub says object."""
    assert isinstance(place, tuple)
    return float(place[0])
