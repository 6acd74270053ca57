"""How a table whose cells are known is written as lines: by its rows, by its columns, or not at all.

Runs in the worker process; what ``tables`` reads out of the lines afterwards is told there.
"""

import re
from collections.abc import Sequence

FEWEST = 2
_LABEL = re.compile(
    r"(?:(?:dokument|sammanträdes|besluts|ert|vårt)?\s*datum|(?:vårt|ert)?\s*(?:diarienummer|diarienr|dnr)"
    r"|(?:vår|er)?\s*(?:referens|beteckning)|ärendenummer|handläggare|kontakt(?:person)?|telefon|e-?post|till|från"
    r"|mottagare|adressat|remissinstans(?:er)?|för\s+kännedom|svar\s+senast|sida|version|fastställd|upprättad\s+av):?",
    re.IGNORECASE,
)
"""A cell of a letterhead that says what stands below it."""
_LONGEST_HEADING = 45
_EMPTY = "–"
"""Instead of an empty cell, so that those after it keep their columns."""
_APART = "\t"

Words = Sequence[Sequence[Sequence[str]]]
"""The rows of a table: of each cell its paragraphs."""


def in_columns(rows: Words) -> list[str] | None:
    """A letterhead column by column, each label before or above what it is for; None for another table."""
    if len(rows) != FEWEST or len(rows[0]) != len(rows[1]) or not all(map(_is_label, rows[0])):
        return None
    return [line for label, cell in zip(*rows, strict=True) for line in _labelled(label[0], cell)]


def in_rows(rows: Words) -> list[str] | None:
    """A line for each row, its cells apart, where the table has headings above or labels before; None where not."""
    if len(rows) < FEWEST or any(len(row) < FEWEST for row in rows):
        return None
    headed = all(map(_is_heading, rows[0])) and len(rows[0]) == max(map(len, rows))
    if not (headed or all(len(row) == FEWEST and _is_heading(row[0]) for row in rows)):
        return None
    return [_APART.join(" ".join(cell) or _EMPTY for cell in row) for row in rows if any(row)]


def _labelled(label: str, cell: Sequence[str]) -> list[str]:
    return [f"{label}{_APART}{cell[0]}"] if len(cell) == 1 else [label, *cell]


def _is_label(cell: Sequence[str]) -> bool:
    return len(cell) == 1 and _LABEL.fullmatch(cell[0]) is not None


def _is_heading(cell: Sequence[str]) -> bool:
    return len(cell) == 1 and len(cell[0]) <= _LONGEST_HEADING and not cell[0].endswith((".", ";"))
