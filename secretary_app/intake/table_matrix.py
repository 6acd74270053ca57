"""Recommendations with a column for each body and a mark where it is meant."""

import re
from dataclasses import dataclass

from secretary_app.intake import vocabulary_tables as words
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.table_columns import CELL

_SHORTEST = 15
_FEWEST = 3
"""Columns: the recommendation and two bodies."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The columns' bodies, and where in its line each column begins."""

    bodies: tuple[str, ...]
    starts: tuple[int, ...]


def matrix_of(line: str, bodies: Bodies) -> Matrix | None:
    """What a line says that is nothing but "Rekommendation" and names of bodies; None for any other."""
    parts = [(match.start(), match[0]) for match in CELL.finditer(line)]
    while parts and words.NUMBER_CELL.fullmatch(parts[0][1]):
        parts = parts[1:]
    if len(parts) < _FEWEST or not words.RECOMMENDATION_HEADING.fullmatch(parts[0][1]):
        return None
    named: list[str] = []
    for _, part in parts[1:]:
        names, end = bodies.list_at(part, 0)
        if len(names) != 1 or end != len(part):
            return None
        named += names
    return Matrix(tuple(named), tuple(at for at, _ in parts[1:]))


def marked_row(line: str, matrix: Matrix) -> tuple[str | None, str, tuple[str, ...]] | None:
    """A row's number, text and bodies; None where the line is no such row."""
    parts = [(match.start(), match[0]) for match in CELL.finditer(line)]
    number = parts.pop(0)[1].strip(". ") if len(parts) > 1 and re.fullmatch(r"\d{1,2}\.?", parts[0][1]) else None
    if (
        len(parts) < 2
        or len(parts[0][1]) < _SHORTEST
        or not all(words.MARK_CELL.fullmatch(part) for _, part in parts[1:])
    ):
        return None
    marks = parts[1:]
    if len(marks) == len(matrix.bodies):
        places = list(range(len(marks)))
    else:
        places = [min(range(len(matrix.starts)), key=lambda n: abs(matrix.starts[n] - at)) for at, _ in marks]
    meant = [matrix.bodies[place] for place, (_, mark) in zip(places, marks, strict=True) if mark not in words.NO_MARK]
    return (number, parts[0][1], tuple(meant)) if meant else None
