"""How a table of Word is read: by its rows, by its columns, or cell after cell.

Runs in the worker process, as ``word_file`` does.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from secretary_app.intake.table_lines import FEWEST, in_columns, in_rows

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ITEM = "•"


def table_as_lines(element: "Element", read: Callable[["Element"], str]) -> list[str] | None:
    """The lines of a table; None for all else, and for a table whose cells are read one after the other.

    ``read`` gives a paragraph's text. A cell that is merged with the one above says the same.
    """
    if element.tag != f"{_W}tbl":
        return None
    rows = [row.findall(f"{_W}tc") for row in element.findall(f"{_W}tr")]
    if len(rows) < FEWEST or any(len(row) < FEWEST for row in rows):
        return None
    words = _words(rows, read)
    if (columns := in_columns(words)) is not None:
        return columns
    if any(text.startswith(_ITEM) for row in words for cell in row for text in cell):
        return None
    return in_rows(words)


def _words(rows: "Sequence[Sequence[Element]]", read: Callable[["Element"], str]) -> list[list[list[str]]]:
    """The paragraphs of each cell, each on one line; those of a table inside it too."""
    found: list[list[list[str]]] = []
    for row in rows:
        above = found[-1] if found else []
        found.append(
            [
                above[number] if number < len(above) and _goes_on(cell) else _paragraphs(cell, read)
                for number, cell in enumerate(row)
            ]
        )
    return found


def _paragraphs(cell: "Element", read: Callable[["Element"], str]) -> list[str]:
    texts = (" ".join(read(paragraph).split()) for paragraph in cell.iter(f"{_W}p"))
    return [text for text in texts if text]


def _goes_on(cell: "Element") -> bool:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") != "restart"
