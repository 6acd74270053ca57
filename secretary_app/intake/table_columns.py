"""The columns of a table in text, and the cells of its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secretary_app.intake import vocabulary_tables as words

_GAP = re.compile(r" {2,}")
CELL = re.compile(r"\S(?:[^ ]| (?! ))*")
_FEWEST = 2

Cells = dict[int, str]
"""The words of a row by the number of their column."""


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    at: int
    """Where it begins in its line."""

    @property
    def is_number(self) -> bool:
        return bool(words.NUMBER_CELL.fullmatch(self.heading))

    @property
    def is_recommendation(self) -> bool:
        return bool(words.RECOMMENDATION_CELL.search(self.heading)) and not self.is_verdict

    @property
    def is_question(self) -> bool:
        return bool(words.QUESTION_CELL.search(self.heading))

    @property
    def is_verdict(self) -> bool:
        return bool(words.VERDICT_CELL.search(self.heading))

    @property
    def is_weight(self) -> bool:
        return bool(words.PRIORITY_CELL.search(self.heading))

    @property
    def is_body(self) -> bool:
        return bool(words.BODY_CELL.search(self.heading))

    @property
    def is_remark(self) -> bool:
        return bool(words.REMARK_CELL.search(self.heading))


def columns_of(line: str) -> list[Column]:
    """The columns of a line that is nothing but headings; [] for any other."""
    if len(" ".join(line.split())) > words.LONGEST_HEADER:
        return []
    parts = [(match.start(), match[0]) for match in CELL.finditer(line)]
    if all(words.HEADING.fullmatch(part) for _, part in parts):
        return [Column(part, at) for at, part in parts]
    found = []
    for at, part in parts:
        if not words.TABLE_HEADER.fullmatch(part):
            return []
        found += [Column(match[0], at + match.start()) for match in words.HEADING.finditer(part)]
    return found


def rows_apart(lines: Sequence[tuple[str, bool]], columns: Sequence[Column]) -> tuple[list[tuple[int, Cells]], int]:
    """The rows whose cells stand apart by two blanks, each with its first line; and how many lines there are.

    ``lines`` are those below the header, each with whether an empty one stands above it.
    """
    found: list[tuple[int, Cells]] = []
    headings = [column.heading for column in columns]
    for number, (line, after_blank) in enumerate(lines):
        if [column.heading for column in columns_of(line)] == headings:
            continue  # once more, at the top of the next page
        parts = [(match.start(), match[0]) for match in CELL.finditer(line)]
        indented = bool(found) and len(parts) == 1 and not after_blank
        if len(parts) < _FEWEST and not indented:
            return found, number
        cells = _placed(parts, columns)
        if not found or _begins(cells, len(parts), columns, line):
            found.append((number, cells))
            continue
        for at, part in cells.items():
            found[-1][1][at] = f"{found[-1][1].get(at, '')} {part}".strip()
    return found, len(lines)


def _placed(parts: Sequence[tuple[int, str]], columns: Sequence[Column]) -> Cells:
    if len(parts) == len(columns):
        return dict(enumerate(part for _, part in parts))
    cells: Cells = {}
    for at, part in parts:
        column = max((n for n, one in enumerate(columns) if one.at <= at + _FEWEST), default=0)
        cells[column] = f"{cells.get(column, '')} {part}".strip()
    return cells


def _begins(cells: Cells, count: int, columns: Sequence[Column], line: str) -> bool:
    """Whether a row begins here: it has a number, or all its cells, or the one that judges."""
    if columns[0].is_number:
        return cells.get(0, "").strip(".) ").isdecimal()
    if line[:1] == " " or 0 not in cells:
        return False
    judging = [n for n, column in enumerate(columns) if column.is_verdict or column.is_body or column.is_weight]
    return count == len(columns) or any(n in cells and cells[n][0].isupper() for n in judging)


def rows_below(lines: Sequence[tuple[str, bool]], columns: Sequence[Column]) -> tuple[list[tuple[int, Cells]], int]:
    """The rows where each cell is a line of its own, as Word's tables come; a row that does not fit ends them."""
    found: list[tuple[int, Cells]] = []
    at = 0
    while at + len(columns) <= len(lines):
        cells = {number: lines[at + number][0].strip() for number in range(len(columns))}
        if not all(_fits(column, cells[number]) for number, column in enumerate(columns)):
            break
        found.append((at, cells))
        at += len(columns)
    return found, at


def _fits(column: Column, cell: str) -> bool:
    if column.is_number:
        return cell.strip(".) ").isdecimal()
    if column.is_weight:
        return bool(words.PRIORITY.fullmatch(cell))
    return not column.is_verdict or bool(words.TABLE_VERDICT.match(cell))
