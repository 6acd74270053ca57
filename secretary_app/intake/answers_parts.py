"""An answering paper as the parts that answers are found in: lines and tables, in their order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or list item on one line, without its list mark."""

    text: str
    page: int
    """From 1."""
    item: bool = False
    number: str | None = None
    """A list item's, as written."""
    level: int = 0
    """Of a heading that is one by its style, from 1; 0 for what is none, or a paper that has no styles."""


@dataclass(frozen=True, slots=True)
class Cell:
    paragraphs: tuple[str, ...] = ()
    """Each on one line; list items begin with ``•``."""
    fill: str = ""
    """Its colour as Word writes it: ``FF0000``."""
    merged: bool = False
    """It is one with the cell above."""

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row has a cell a column; a cell that is merged with the one above or before it is empty."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int


Part = Line | Grid


@dataclass(frozen=True, slots=True)
class Known:
    """A recommendation that may be answered, as the register has it."""

    number: str
    text: str
