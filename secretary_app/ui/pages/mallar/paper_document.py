"""An outline written into a text document: paragraphs, tables and boxes, and where each of them begins in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from secretary_app.operations.template_view import (
    Align,
    Block,
    BlockStyle,
    Box,
    Break,
    Cell,
    Content,
    Outline,
    Part,
    Piece,
    PieceKind,
    Table,
)
from secretary_app.ui.style.theme import colour, theme

EDGE = "\u202f"
"""Stands at both ends of a chip, so that there is room for its border; no line is broken at it."""
_ALIGNS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}
_HEADINGS = {1: (17, 14), 2: (14, 14), 3: (13, 10)}
"""By level the size of the text and the room above it, at 100 %."""
_LOWER = (13, 8)
_INDENT, _POINT = 18, 16
_LABEL, _LONGEST_LABEL, _LONGEST_NUMBER = 150, 22, 4
"""Where a paragraph goes on after a label and a tab, and how many letters a label or a number has at most."""
_PAINTED = (PieceKind.FIELD, PieceKind.CODE, PieceKind.PLACEHOLDER, PieceKind.PICTURE)
_LIGHT_FROM = 0.5
_LAST_SINGLE = 0xFFFF
_NARROWEST = 0.8
"""Of what a column would have if all were as wide."""
_CROWDED, _CROWDED_SIZE = 5, 11
"""From so many columns on, the letters in a table are so small."""


@dataclass
class Chip:
    """Letters of the document that are drawn as one."""

    start: int
    end: int
    kind: PieceKind
    code: str
    ground: str
    """The colour of the cell that it stands in, which is painted over what is under the letters; ``""``: none."""


@dataclass
class Spot:
    """A paragraph: where each letter of its block is in the document."""

    start: int
    places: list[int] = field(default_factory=list)

    def at(self, letter: int) -> int:
        return self.places[letter] if letter < len(self.places) else self.places[-1] if self.places else self.start


@dataclass
class Written:
    """What is where in the document."""

    chips: list[Chip] = field(default_factory=list)
    spots: dict[tuple[str, int], Spot] = field(default_factory=dict)
    """By the part's member and the block's number; 0: the part's name."""
    rules: list[int] = field(default_factory=list)
    """The paragraphs that name a part or a page: a line goes on from them."""


def write(document: QTextDocument, outline: Outline, column: int, *, without_twins: bool = False) -> Written:
    """Write the outline into the empty document.

    ``column``: where what follows a tab begins, in pixels. ``without_twins``: a part with the same contents as an
    earlier one is left out.
    """
    document.setUndoRedoEnabled(False)
    writer = _Writer(document, column)
    done: list[Sequence[Content]] = []
    for part in outline.parts:
        if any(_has_text(each) for each in part.contents) and not (without_twins and part.contents in done):
            writer.part(part, is_first=not done)
            done.append(part.contents)
    if outline.is_cut:
        writer.rule("Mallen är längre än så. Öppna den i Word för att se resten.", "", is_first=False)
    return writer.written


def _has_text(content: Content) -> bool:
    if isinstance(content, Block):
        return any(piece.text.strip() for piece in content.pieces)
    if isinstance(content, Table):
        return any(_has_text(each) for row in content.rows for cell in row.cells for each in cell.contents)
    return isinstance(content, Box) and any(_has_text(each) for each in content.contents)


class _Writer:
    def __init__(self, document: QTextDocument, column: int) -> None:
        self._column = column
        self._cursor = QTextCursor(document)
        self.written = Written()
        self._is_fresh = True
        """The paragraph at the cursor is empty and to be used."""
        self._member = ""
        self._is_body = False
        self._is_in_cell = False
        self._size = BASE_SIZE
        self._ground = ""
        self._numbers: dict[int, int] = {}
        """Of the numbered points in a row, by how far in they stand."""

    def part(self, part: Part, *, is_first: bool) -> None:
        self._member = part.member
        self._is_body = part.is_body
        self._numbers = {}
        self.rule(f"{part.name[:1].upper()}{part.name[1:]}", part.member, is_first=is_first)
        self._contents(part.contents)

    def rule(self, words: str, member: str, *, is_first: bool) -> None:
        self._begin(_block_format(top=2 if is_first else 22, bottom=6))
        shown = _letters(size=12)
        shown.setForeground(colour("text2"))
        spot = Spot(self._cursor.position(), [self._cursor.position()])
        self.written.spots.setdefault((member, 0), spot)
        self.written.rules.append(self._cursor.position())
        self._cursor.insertText(words, shown)

    def _contents(self, contents: Sequence[Content]) -> None:
        for each in contents:
            if isinstance(each, Block):
                self._block(each)
            elif isinstance(each, Table):
                self._table(each)
            elif isinstance(each, Box):
                self._box(each)
            else:
                self._break(each)

    def _begin(self, shape: QTextBlockFormat) -> None:
        if self._is_fresh:
            # Not its letters' format: in a cell's first paragraph that holds what the cell is.
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape, QTextCharFormat())
        self._is_fresh = False

    def _break(self, each: Break) -> None:
        self.rule("Ny sida, liggande" if each.is_across else "Ny sida", "", is_first=False)

    def _block(self, block: Block) -> None:
        self._begin(self._shape(block))
        spot = Spot(self._cursor.position())
        self.written.spots[self._member, block.number] = spot
        self._point(block)
        for piece in block.pieces:
            self._piece(piece, block, spot)
        if not spot.places:
            spot.places.append(self._cursor.position())

    def _shape(self, block: Block) -> QTextBlockFormat:
        # In a cell there is no room to spare.
        indent = 0 if self._is_in_cell else _INDENT * block.depth
        if not block.pieces:
            shape = _block_format(top=0, bottom=0)
            shape.setLineHeight(theme().px(8), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            return shape
        if block.style in (BlockStyle.TITLE, BlockStyle.HEADING):
            _, above = _HEADINGS.get(block.level, _LOWER)
            shape = _block_format(top=above, bottom=3, indent=indent)
            shape.setHeadingLevel(min(block.level, 6))
        elif block.style in (BlockStyle.LIST, BlockStyle.NUMBER):
            shape = _block_format(top=2, bottom=2, indent=indent + (_POINT + 4) * max(1, block.level))
            shape.setTextIndent(-theme().px(_POINT))
            shape.setTabPositions([QTextOption.Tab(theme().px(_POINT), QTextOption.TabType.LeftTab)])
        elif block.style is BlockStyle.QUOTE:
            shape = _block_format(top=4, bottom=4, indent=indent + _INDENT)
        else:
            shape = self._plain_shape(block, indent)
        shape.setAlignment(_ALIGNS[block.align])
        return shape

    def _plain_shape(self, block: Block, indent: float) -> QTextBlockFormat:
        """Word's own tabs are not told: what is before the first one tells how far it goes."""
        before, tab, _ = block.text.partition("\t")
        at = 0
        if tab and before and self._is_body and "\t" not in block.text[len(before) + 1 :]:
            is_number = len(before) <= _LONGEST_NUMBER
            at = _POINT + 10 if is_number else _LABEL if len(before) <= _LONGEST_LABEL else 0
        shape = _block_format(top=3, bottom=3, indent=indent + at)
        shape.setTextIndent(-theme().px(at))
        shape.setTabPositions([QTextOption.Tab(theme().px(at) or self._column, QTextOption.TabType.LeftTab)])
        return shape

    def _point(self, block: Block) -> None:
        """The bullet or number: Word makes it, and it is no letter of the paragraph's."""
        if block.style is BlockStyle.NUMBER:
            for deeper in [level for level in self._numbers if level > block.level]:
                del self._numbers[deeper]
            number = self._numbers[block.level] = self._numbers.get(block.level, 0) + 1
            self._cursor.insertText(f"{number}.\t", _letters())
        elif block.style is BlockStyle.LIST:
            self._cursor.insertText("•\t", _letters())
        elif block.style is BlockStyle.HEADING:
            self._numbers = {}

    def _piece(self, piece: Piece, block: Block, spot: Spot) -> None:
        shown = self._look(piece, block)
        if piece.kind not in _PAINTED:
            start = self._cursor.position()
            self._cursor.insertText(piece.text.replace("\n", "\u2028"), shown)
            spot.places += _places(piece.text, start)
            return
        words = f"Bild: {piece.text}" if piece.kind is PieceKind.PICTURE else piece.text
        start = self._cursor.position()
        self._cursor.insertText(f"{EDGE}{words}{EDGE}".replace("\n", " "), shown)
        end = self._cursor.position()
        self.written.chips.append(Chip(start, end, piece.kind, piece.code, self._ground))
        # Whatever letters of it are meant, it is meant as a whole.
        spot.places += [start] + [end] * (len(piece.text) - 1) if piece.text else []

    def _look(self, piece: Piece, block: Block) -> QTextCharFormat:
        size = self._size
        is_heading = block.style in (BlockStyle.TITLE, BlockStyle.HEADING)
        if is_heading:
            size, _ = _HEADINGS.get(block.level, _LOWER)
        shown = _letters(size=min(12, size) if piece.kind is PieceKind.CODE else size)
        if (piece.is_bold or is_heading) and piece.kind is not PieceKind.CODE:
            shown.setFontWeight(QFont.Weight.DemiBold)
        shown.setFontItalic(piece.is_italic)
        if self._ground:
            shown.setForeground(ink_on(self._ground))
        elif piece.kind in (PieceKind.CODE, PieceKind.PICTURE):
            shown.setForeground(colour("text2"))
        return shown

    def _table(self, table: Table) -> None:
        rows = [row for row in table.rows if row.cells]
        count = max((sum(cell.columns for cell in row.cells) for row in rows), default=0)
        if not count:
            return
        if not self._is_fresh:
            self._begin(_thin())
        made = self._cursor.insertTable(len(rows), count, _table_format(table, count))
        outside, size = self._is_in_cell, self._size
        self._is_in_cell, self._size = True, _CROWDED_SIZE if count >= _CROWDED else size
        for at, row in enumerate(rows):
            cells = [_together(row.cells, count)] if row.is_code else row.cells
            self._row(made, at, cells, count, is_header=row.is_header)
        self._is_in_cell, self._size = outside, size
        self._leave(made.lastPosition() + 1)

    def _row(self, made: QTextTable, at: int, cells: Sequence[Cell], count: int, *, is_header: bool) -> None:
        column = 0
        for place, cell in enumerate(cells):
            span = cell.columns if place < len(cells) - 1 else count - column
            if span > 1:
                made.mergeCells(at, column, 1, span)
            if cell.continues and at:
                above = made.cellAt(at - 1, column)
                made.mergeCells(above.row(), column, at - above.row() + 1, max(span, above.columnSpan()))
            else:
                self._cell(made, at, column, cell, is_header=is_header)
            column += span

    def _cell(self, made: QTextTable, at: int, column: int, cell: Cell, *, is_header: bool) -> None:
        into = made.cellAt(at, column)
        fill = f"#{cell.fill}" if cell.fill else colour("shade").name() if is_header else ""
        before, self._ground = self._ground, fill
        self._cursor = into.firstCursorPosition()
        self._is_fresh = True
        self._contents(cell.contents)
        self._ground = before
        if fill:
            shown = into.format()
            shown.setBackground(QColor(fill))
            into.setFormat(shown)

    def _box(self, box: Box) -> None:
        shape = QTextFrameFormat()
        shape.setBorder(1)
        shape.setBorderBrush(QBrush(colour("line")))
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setPadding(theme().px(6))
        shape.setMargin(theme().px(4))
        made = self._cursor.insertFrame(shape)
        self._cursor = made.firstCursorPosition()
        self._is_fresh = True
        self._contents(box.contents)
        self._leave(made.lastPosition() + 1)

    def _leave(self, position: int) -> None:
        self._cursor.setPosition(position)
        self._cursor.setBlockFormat(_thin())
        self._is_fresh = True


BASE_SIZE = 13


def _places(text: str, start: int) -> list[int]:
    """Where each letter is that was written at ``start``: to Qt some of them, as 😀, are two."""
    return list(accumulate((2 if ord(each) > _LAST_SINGLE else 1 for each in text[:-1]), initial=start)) if text else []


def _together(cells: Sequence[Cell], count: int) -> Cell:
    """A row of nothing but code as one cell: it vanishes as a whole."""
    contents = tuple(each for cell in cells for each in cell.contents if _has_text(each))
    return Cell(contents=contents, columns=count)


def _letters(size: float = BASE_SIZE) -> QTextCharFormat:
    shown = QTextCharFormat()
    shown.setProperty(QTextFormat.Property.FontPixelSize.value, theme().px(size))
    return shown


def _block_format(*, top: float, bottom: float, indent: float = 0) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setTopMargin(theme().px(top))
    shape.setBottomMargin(theme().px(bottom))
    shape.setLeftMargin(theme().px(indent))
    shape.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return shape


def _thin() -> QTextBlockFormat:
    """A paragraph that nobody has written: between a table and what follows it."""
    shape = QTextBlockFormat()
    shape.setLineHeight(theme().px(4), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return shape


def _table_format(table: Table, count: int) -> QTextTableFormat:
    shape = QTextTableFormat()
    shape.setBorder(1)
    shape.setBorderBrush(QBrush(colour("line")))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setCellPadding(theme().px(5))
    shape.setCellSpacing(0)
    shape.setTopMargin(theme().px(6))
    shape.setBottomMargin(theme().px(6))
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    if len(table.widths) == count:
        # The drawing is narrower than a page: no column so narrow that its words are cut to pieces.
        widths = [max(each, _NARROWEST / count) for each in table.widths]
        shape.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 100 * each / sum(widths)) for each in widths]
        )
    return shape


def ink_on(fill: str) -> QColor:
    """Black or white, whichever is read better on the cell's own ground."""
    return QColor("#1A1E23") if QColor(fill).lightnessF() > _LIGHT_FROM else QColor("#FFFFFF")
