"""What one sees of a Word file, as plain values that a page can draw without Word.

A template's fields and code are pieces of their own, so that they can be drawn as such. Reading is in
``outline_reading``, which is imported when first used.
"""

from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from secretary_app.support.records import record


class PieceKind(StrEnum):
    TEXT = "text"
    FIELD = "fält"
    """``{{ remiss.diarienummer }}``; its text is the name: ``remiss.diarienummer``."""
    CODE = "kod"
    """``{% … %}``; its text says it in words: ``för varje rekommendation``."""
    PLACEHOLDER = "att fylla i"
    """``[Ange datum]``, or what a content control shows while it is empty."""
    PICTURE = "bild"
    """Its text is the alternative text."""


@record(frozen=True, kw_only=True)
class Piece:
    """Some words of a paragraph that look the same."""

    text: str
    """With ``\\t`` and ``\\n`` as in the paragraph."""
    kind: PieceKind = PieceKind.TEXT
    code: str = ""
    """Of a field and of code what stands in the file, braces included."""
    is_bold: bool = False
    is_italic: bool = False


class BlockStyle(StrEnum):
    TITLE = "titel"
    HEADING = "rubrik"
    TEXT = "text"
    LIST = "punkt"
    NUMBER = "numrerad punkt"
    QUOTE = "citat"
    CODE = "kod"
    """Nothing but code: it vanishes when the template is filled in."""


class Align(StrEnum):
    LEFT = "vänster"
    CENTER = "mitten"
    RIGHT = "höger"


@record(frozen=True, kw_only=True)
class Block:
    """A paragraph."""

    number: int
    """Its place as ``findings.Place.block`` counts."""
    pieces: tuple[Piece, ...]
    """Empty for an empty paragraph."""
    style: BlockStyle = BlockStyle.TEXT
    level: int = 0
    """Of a heading, from 1; of a point in a list how far in it stands, from 1."""
    align: Align = Align.LEFT
    depth: int = 0
    """How many loops and conditions it stands in."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@record(frozen=True, kw_only=True)
class Cell:
    contents: "tuple[Content, ...]"
    fill: str = ""
    """Its ground, six hexadecimal digits; ``""``: none of its own."""
    columns: int = 1
    """How many it goes over."""
    continues: bool = False
    """It is one with the cell above."""


@record(frozen=True, kw_only=True)
class Row:
    cells: tuple[Cell, ...]
    is_header: bool = False
    """It is repeated on each page, and read out as the columns' names."""
    is_code: bool = False
    """It holds nothing but code, and vanishes when the template is filled in."""


@record(frozen=True, kw_only=True)
class Table:
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    """Of the columns, as parts of the table's width; empty where the file does not tell."""


@record(frozen=True, kw_only=True)
class Box:
    """A text box, which hangs on the paragraph before it."""

    contents: "tuple[Content, ...]"


@record(frozen=True, kw_only=True)
class Break:
    """A new page begins."""

    is_across: bool = False
    """The page is wider than it is high."""


Content: TypeAlias = Block | Table | Box | Break


@record(frozen=True, kw_only=True)
class Part:
    name: str
    """In Swedish, as ``findings.Place.part`` has it: ``sidhuvudet på första sidan``, ``brödtexten``."""
    member: str
    """As ``findings.Place.member`` has it."""
    contents: tuple[Content, ...]

    @property
    def is_body(self) -> bool:
        return self.name == "brödtexten"


@record(frozen=True, kw_only=True)
class Outline:
    parts: tuple[Part, ...]
    """Headers, the body, footers, notes."""
    is_cut: bool = False
    """The file is longer than what is told here."""

    def part(self, member: str) -> Part | None:
        return next((each for each in self.parts if each.member == member), None)


def outline(path: Path) -> Outline:
    """What a person sees of a .docx. Raises UserError where it is none, is broken, or is too large to be shown."""
    from secretary_app.word.outline_reading import read_outline

    return read_outline(path)
