"""How a table of Word is read: by its rows, by its columns, or cell after cell.

Runs in the worker process, as ``word_file`` does.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LABEL = re.compile(
    r"(?:(?:dokument|sammanträdes|besluts|ert|vårt)?\s*datum|(?:vårt|ert)?\s*(?:diarienummer|diarienr|dnr)"
    r"|(?:vår|er)?\s*(?:referens|beteckning)|ärendenummer|handläggare|kontakt(?:person)?|telefon|e-?post|till|från"
    r"|mottagare|adressat|remissinstans(?:er)?|för\s+kännedom|svar\s+senast|sida|version|fastställd|upprättad\s+av):?",
    re.IGNORECASE,
)
"""A cell of a letterhead that says what stands below it."""
_LONGEST_HEADING = 45
_FEWEST = 2
_EMPTY = "–"
"""Instead of an empty cell, so that those after it keep their columns."""
_APART = "\t"
_ITEM = "•"


def table_parts(element: "Element", read: Callable[["Element"], str]) -> "list[Element | str] | None":
    """What is read of a table, in order; None for all else, and for a table whose cells are read one after the other.

    ``read`` gives a paragraph's text. Strings are whole lines: a row whose cells stand apart. A cell that is merged
    with the one above says the same.
    """
    if element.tag != f"{_W}tbl":
        return None
    rows = [row.findall(f"{_W}tc") for row in element.findall(f"{_W}tr")]
    if len(rows) < _FEWEST or any(len(row) < _FEWEST for row in rows):
        return None
    words = [[_words(cell, read) for cell in row] for row in rows]
    if len(rows) == _FEWEST and len(rows[0]) == len(rows[1]) and all(map(_is_label, words[0])):
        return [cell for column in zip(*rows, strict=True) for cell in column]
    if not (all(map(_is_heading, words[0])) or all(len(row) == _FEWEST and _is_heading(row[0]) for row in words)):
        return None
    if any(text.startswith(_ITEM) for row in words for cell in row for text in cell):
        return None
    return list(_lines(rows, words))


def _words(cell: "Element", read: Callable[["Element"], str]) -> list[str]:
    """Its paragraphs, each on one line; those of a table inside it too."""
    texts = (" ".join(read(paragraph).split()) for paragraph in cell.iter(f"{_W}p"))
    return [text for text in texts if text]


def _is_label(cell: Sequence[str]) -> bool:
    return len(cell) == 1 and _LABEL.fullmatch(cell[0]) is not None


def _is_heading(cell: Sequence[str]) -> bool:
    return len(cell) == 1 and len(cell[0]) <= _LONGEST_HEADING and not cell[0].endswith((".", ";"))


def _lines(rows: "Sequence[Sequence[Element]]", words: Sequence[list[list[str]]]) -> Iterator[str]:
    above: list[str] = []
    for row, cells in zip(rows, words, strict=True):
        line = [
            above[number] if _goes_on(cell) and number < len(above) else " ".join(cells[number])
            for number, cell in enumerate(row)
        ]
        above = line
        if any(line):
            yield _APART.join(text or _EMPTY for text in line)


def _goes_on(cell: "Element") -> bool:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") != "restart"
