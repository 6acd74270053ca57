"""Tables that came out as lines: recommendations with their weight or verdict, audit questions with their answer.

A row may stand on one line or over several, and its cells each on a line of their own; where one ends is told by its
last cell, whose words are few.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from secretary_app.intake import vocabulary_tables
from secretary_app.intake.bodies import Bodies

_MOST_HEADER_LINES = 5
_MOST_ROW_LINES = 14
_SHORTEST = 15
_ENDS = ".!?"
_QUESTION = re.compile(r"^.*[.?!]\s+(?=[A-ZÅÄÖ][^.?!]+\?$)")
"""What stands before a question: the end of what was said beside the verdict above."""
_NUMBER = re.compile(
    r"(?:(?:Rekommendation|Revisionsfråga|Kontrollmål|Delfråga|Fråga)\s+(?:nr\.?\s*)?)?"
    r"(?P<number>\d{1,2})(?:\s*[.):](?=\s|$)|(?=\s|$))\s*"
)


class Holds(Enum):
    """What the rows of a table are."""

    RECOMMENDATIONS = "recommendations"
    EARLIER = "earlier"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Row:
    start: int
    number: str | None
    text: str
    said: str
    """The words of its last cell."""
    quote: str
    """The text as it stands, on one line."""


@dataclass(frozen=True, slots=True)
class Table:
    start: int
    end: int
    holds: Holds
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def find_tables(text: str, bodies: Bodies) -> tuple[Table, ...]:
    """Every table whose header says that it holds recommendations or audit questions, in the order of the text."""
    if not vocabulary_tables.TABLE_HINT.search(text):
        return ()
    lines = _lines(text)
    found = []
    at = 0
    while at < len(lines):
        header = _header(lines, at)
        if header is None:
            at += 1
            continue
        holds, closes, end = header
        rows, end = _rows(lines, end, closes, bodies)
        if rows:
            last = lines[end - 1]
            found.append(Table(lines[at].start, last.start + len(last.text), holds, rows))
        at = max(end, at + 1)
    return tuple(found)


def without_tables(text: str, tables: Sequence[Table]) -> str:
    """The text with line breaks for the tables, so that all else keeps its place."""
    for table in tables:
        text = f"{text[: table.start]}{chr(10) * (table.end - table.start)}{text[table.end :]}"
    return text


def _lines(text: str) -> list[_Line]:
    found = []
    start = 0
    for raw in text.split("\n"):
        if line := raw.strip():
            found.append(_Line(start + raw.index(line[0]), " ".join(line.split())))
        start += len(raw) + 1
    return found


def _header(lines: Sequence[_Line], at: int) -> tuple[Holds, re.Pattern[str] | None, int] | None:
    """What the table holds, what its last cells match (None: names of bodies), and its first row's line."""
    if len(lines[at].text) > 90 or not vocabulary_tables.TABLE_HEADER.fullmatch(lines[at].text):
        return None
    end = at + 1
    while end < min(len(lines), at + _MOST_HEADER_LINES) and vocabulary_tables.TABLE_HEADER.fullmatch(lines[end].text):
        end += 1
    words = " ".join(line.text for line in lines[at:end])
    judged = vocabulary_tables.VERDICT_CELL.search(words)
    if vocabulary_tables.QUESTION_CELL.search(words):
        return (Holds.QUESTIONS, vocabulary_tables.TABLE_VERDICT, end) if judged else None
    if not vocabulary_tables.RECOMMENDATION_CELL.search(words):
        return None
    if judged:
        return Holds.EARLIER, vocabulary_tables.TABLE_VERDICT, end
    if vocabulary_tables.PRIORITY_CELL.search(words):
        return Holds.RECOMMENDATIONS, vocabulary_tables.PRIORITY, end
    return (Holds.RECOMMENDATIONS, None, end) if vocabulary_tables.BODY_CELL.search(words) else None


def _rows(
    lines: Sequence[_Line], at: int, closes: re.Pattern[str] | None, bodies: Bodies
) -> tuple[tuple[Row, ...], int]:
    """The rows, and the line after the last one."""
    rows: list[Row] = []
    numbered = _NUMBER.match(lines[at].text) is not None if at < len(lines) else False
    while at < len(lines):
        begin = _NUMBER.match(lines[at].text)
        if numbered and begin is None:
            # What is said beside a verdict, until the next number; after the last row it is no more of the table.
            following = _next(lines, at, rows)
            if not following:
                break
            at = following
            begin = _NUMBER.match(lines[at].text)
        row, end = _row(lines, at, begin, closes, bodies)
        if row is None:
            break
        rows.append(row)
        at = end if numbered else _after_remark(lines, end)
    return tuple(rows), at


def _next(lines: Sequence[_Line], at: int, rows: Sequence[Row]) -> int:
    """The line of the next number, where nothing but a remark stands before it; else 0."""
    for number in range(at, min(len(lines), at + _MOST_ROW_LINES)):
        found = _NUMBER.match(lines[number].text)
        if found and rows and found["number"] == str(int(rows[-1].number or 0) + 1):
            return number
        if lines[number].text.endswith(":") or lines[number].text.startswith(("•", "-", "–")):
            return 0
    return 0


def _after_remark(lines: Sequence[_Line], at: int) -> int:
    """The line after what is said beside the verdict on the line above ``at``: to the end of its sentence."""
    end = at
    while lines[end - 1].text[-1] not in _ENDS and not _closes_alone(lines[end - 1].text):
        if end == min(len(lines), at + _MOST_ROW_LINES):
            return at
        end += 1
    return end


def _closes_alone(line: str) -> bool:
    """Whether the line ends with its verdict, so that nothing is said beside it."""
    match = vocabulary_tables.TABLE_VERDICT.search(line) or vocabulary_tables.PRIORITY.search(line)
    return match is None or not re.search(r"\w", line[match.end() :])


def _row(
    lines: Sequence[_Line], at: int, begin: re.Match[str] | None, closes: re.Pattern[str] | None, bodies: Bodies
) -> tuple[Row | None, int]:
    told: list[str] = []
    for number in range(at, min(len(lines), at + _MOST_ROW_LINES)):
        line = lines[number].text
        if number == at and begin:
            line = line[begin.end() :]
        elif (
            number > at
            and vocabulary_tables.TABLE_HEADER_AGAIN.match(line)
            and vocabulary_tables.TABLE_HEADER.fullmatch(line)
        ):
            continue
        words = " ".join([*told, line]).strip()
        said = _closed(line, closes, bodies)
        if said is None:
            told.append(line)
            continue
        text = _QUESTION.sub("", words[: len(words) - said[1]].strip())
        if len(text) < _SHORTEST or not (text[0].isupper() or text.startswith("att ")):
            return None, at
        return Row(lines[at].start, begin["number"] if begin else None, text, said[0], text), number + 1
    return None, at


def _closed(line: str, closes: re.Pattern[str] | None, bodies: Bodies) -> tuple[str, int] | None:
    """The last cell's words and how many characters they and what follows them have; None where the row goes on."""
    if closes is None:
        names = [body for body in bodies.find(line) if body.end == len(line)]
        start = names[-1].start if names else 0
        return (names[-1].name, len(line) - start) if names and line[start].isupper() else None
    match = closes.search(line)
    if match is None:
        return None
    return match["said"].strip(" ."), len(line) - match.start()
