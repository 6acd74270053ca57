"""An answering paper as the parts that answers are found in: lines and tables, in their order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secretary_app.domain.answer_marks import WHOLE
from secretary_app.intake.blocks import Paragraph
from secretary_app.intake.paper import PaperText

_ITEMS = ("bullet", "number", "letter", "dash", "att")


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
    marks: tuple[str, ...] = ()
    """The hidden marks of an answer form in it (``domain.answer_marks``)."""


@dataclass(frozen=True, slots=True)
class Cell:
    paragraphs: tuple[str, ...] = ()
    """Each on one line; list items begin with ``•``."""
    fill: str = ""
    """Its colour as Word writes it: ``FF0000``."""
    merged: bool = False
    """It is one with the cell above."""
    marks: tuple[str, ...] = ()
    """As of a line."""

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
    mark: str = ""
    """As a form that asks for the answer carries it, hidden; so too ``code``, which is to be seen."""
    code: str = ""

    @property
    def place(self) -> str:
        """For a sentence that begins with what is answered."""
        return f"Rekommendation {self.number}" if self.mark != WHOLE else "Hela remissen"


def lines_of(paper: PaperText, paragraphs: Iterable[Paragraph]) -> Iterator[Line]:
    """A text's paragraphs as lines."""
    for one in paragraphs:
        item = one.mark in _ITEMS
        text = one.text if item else paper.quote(one.start, one.end)
        yield Line(text, paper.page(one.start), item=item, number=one.number if item else None)
