"""Tables that came out as lines: recommendations with their weight or verdict, audit questions with their answer.

Where the columns stand apart (in text, with tabs or blanks) a row is read cell by cell; a table of Word has each cell
on a line of its own. A PDF tells neither: there a row ends with the few words that its last cell can hold.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from secretary_app.intake import vocabulary
from secretary_app.intake import vocabulary_tables as words
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.table_columns import Column, columns_of, rows_apart, rows_below
from secretary_app.intake.table_matrix import marked_row, matrix_of

_MOST_HEADER_LINES = 6
_MOST_ROW_LINES = 14
_SHORTEST = 15
_ENDS = ".!?"
_FIRST_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
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
    ANSWERED = "answered"
    """Recommendations beside which stands what is said or done about them."""


@dataclass(frozen=True, slots=True)
class Row:
    start: int
    number: str | None
    text: str
    said: str
    """The words of its last cell: a verdict, a weight, the bodies that it is to."""
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
    raw: str
    """With its blanks, from its first letter."""
    after_blank: bool


def find_tables(text: str, bodies: Bodies) -> tuple[Table, ...]:
    """Every table whose header says that it holds recommendations or audit questions, in the order of the text."""
    if not words.TABLE_HINT.search(text):
        return ()
    lines = _lines(text)
    found = []
    at = 0
    while at < len(lines):
        header = _header(lines, at)
        table, end = _read(lines, at, header, bodies) if header else _read_matrix(lines, at, bodies)
        if table:
            found.append(table)
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
    after_blank = True
    for raw in text.split("\n"):
        if line := raw.strip():
            found.append(_Line(start + raw.index(line[0]), " ".join(line.split()), raw, after_blank))
        after_blank = not line
        start += len(raw) + 1
    return found


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[Column, ...]
    holds: Holds
    end: int
    """The line after it."""
    lines: int
    beside_findings: bool = False
    """Only cells that stand apart tell what is found from what is recommended."""

    @property
    def is_judged(self) -> bool:
        return self.holds in (Holds.EARLIER, Holds.QUESTIONS)

    @property
    def closes(self) -> re.Pattern[str] | None:
        """What the last cell of a row matches; None: names of bodies."""
        if self.is_judged:
            return words.TABLE_VERDICT
        return words.PRIORITY if any(column.is_weight for column in self.columns) else None


def _header(lines: Sequence[_Line], at: int) -> _Header | None:
    end = at
    columns: list[Column] = []
    while end < min(len(lines), at + _MOST_HEADER_LINES) and (more := columns_of(lines[end].raw)):
        columns += more
        end += 1
        if len(more) > 1:
            break
    held = next((column for column in columns if column.is_recommendation or column.is_question), None)
    if held is None or len(columns) < 2:
        return None
    judged = any(column.is_verdict for column in columns)
    if held.is_question:
        return _Header(tuple(columns), Holds.QUESTIONS, end, end - at) if judged else None
    if any(column.is_weight or column.is_body for column in columns):
        return _Header(tuple(columns), Holds.RECOMMENDATIONS, end, end - at)
    before = columns[: columns.index(held)]
    earlier = re.search(r"\d|tidigare|lämnad", held.heading, re.IGNORECASE)
    if held is columns[-1] and not earlier and any(words.FINDING_CELL.search(column.heading) for column in before):
        return _Header(tuple(columns), Holds.RECOMMENDATIONS, end, end - at, beside_findings=True)
    answered = any(column.is_remark for column in columns)
    holds = Holds.EARLIER if judged else Holds.ANSWERED if answered else None
    return _Header(tuple(columns), holds, end, end - at) if holds else None


def _read(lines: Sequence[_Line], at: int, header: _Header, bodies: Bodies) -> tuple[Table | None, int]:
    raws = [(line.raw, line.after_blank) for line in lines[header.end :]]
    cells, count = rows_apart(raws, header.columns) if header.lines == 1 else rows_below(raws, header.columns)
    if header.beside_findings:
        held = len(header.columns) - 1
        cells = [one for one in cells if not words.EMPTY_CELL.fullmatch(one[1].get(held, ""))]
    rows = [row for row in (_of_cells(lines, header, place, one) for place, one in cells) if row]
    end = header.end + count
    if (not rows or len(rows) < len(cells)) and not header.beside_findings:
        rows, end = _closed_rows(lines, header, bodies)
    if not rows:
        return None, at + 1
    last = lines[end - 1]
    return Table(lines[at].start, last.start + len(last.raw.strip()), header.holds, tuple(rows)), end


def _read_matrix(lines: Sequence[_Line], at: int, bodies: Bodies) -> tuple[Table | None, int]:
    matrix = matrix_of(lines[at].raw, bodies)
    rows: list[Row] = []
    end = at + 1
    while matrix and end < len(lines) and (marked := marked_row(lines[end].raw, matrix)):
        number, text, meant = marked
        rows.append(Row(lines[end].start, number, text, ", ".join(meant), text))
        end += 1
    if not rows:
        return None, at + 1
    last = lines[end - 1]
    return Table(lines[at].start, last.start + len(last.raw.strip()), Holds.RECOMMENDATIONS, tuple(rows)), end


def _of_cells(lines: Sequence[_Line], header: _Header, place: int, cells: dict[int, str]) -> Row | None:
    """The row that begins at ``place`` below the header, where its cells hold what their columns say."""
    told = {number: " ".join(cell.split()) for number, cell in cells.items()}
    text = number = None
    said = ""
    for at, column in enumerate(header.columns):
        cell = told.get(at, "")
        if column.is_recommendation or column.is_question:
            begin = _NUMBER.match(cell)
            number = begin["number"] if begin else number
            text = cell[begin.end() :] if begin else cell
        elif column.is_number and cell.strip(". "):
            number = cell.strip(". ")
        elif column.is_verdict and header.is_judged:
            match = words.TABLE_VERDICT.match(cell)
            said = match["said"].strip(" .") if match else said
        elif column.is_body and header.holds is Holds.RECOMMENDATIONS:
            said = cell
    if not text or len(text) < _SHORTEST or (header.is_judged and not said):
        return None
    return Row(lines[header.end + place].start, number, text, said, text)


def _closed_rows(lines: Sequence[_Line], header: _Header, bodies: Bodies) -> tuple[list[Row], int]:
    """The rows told by their last cells, and the line after the last one."""
    at = header.end
    rows: list[Row] = []
    numbered = _NUMBER.match(lines[at].text) is not None if at < len(lines) else False
    if header.holds is Holds.ANSWERED and not numbered:
        return _rows_by_verb(lines, header)
    while at < len(lines):
        begin = _NUMBER.match(lines[at].text)
        if numbered and begin is None:
            following = _next(lines, at, rows)
            if not following:
                break
            at = following
            begin = _NUMBER.match(lines[at].text)
        row, end = _row(lines, at, begin, header, bodies)
        if row is None:
            break
        rows.append(row)
        at = end if numbered else _after_remark(lines, end)
    return rows, at


def _rows_by_verb(lines: Sequence[_Line], header: _Header) -> tuple[list[Row], int]:
    """Of a table that a PDF has run together: each line that begins as a recommendation does, to its full stop."""
    rows: list[Row] = []
    end = at = header.end
    while at < len(lines) and at < end + _MOST_ROW_LINES:
        line = lines[at]
        if line.text[0].isupper() and vocabulary.ITEM_VERB.match(line.text):
            told = " ".join(one.text for one in lines[at : at + _MOST_ROW_LINES // 2])
            text = _FIRST_SENTENCE.split(told)[0]
            if text.endswith(".") and len(text) >= _SHORTEST:
                rows.append(Row(line.start, None, text, "", text))
                end = at + 1
        at += 1
    return rows, end


def _next(lines: Sequence[_Line], at: int, rows: Sequence[Row]) -> int:
    """The line of the next number, where nothing but a remark stands before it; else 0."""
    for number in range(at, min(len(lines), at + _MOST_ROW_LINES)):
        found = _NUMBER.match(lines[number].text)
        if found and rows and found["number"] == str(int(rows[-1].number or 0) + 1):
            return number
        text = lines[number].text
        if text.endswith(":") or (text.startswith(("•", "-", "–")) and len(text) > 1):
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
    match = words.TABLE_VERDICT.search(line) or words.PRIORITY.search(line)
    return match is None or not re.search(r"\w", line[match.end() :])


def _row(
    lines: Sequence[_Line], at: int, begin: re.Match[str] | None, header: _Header, bodies: Bodies
) -> tuple[Row | None, int]:
    told: list[str] = []
    for number in range(at, min(len(lines), at + _MOST_ROW_LINES)):
        line = lines[number].text
        if number == at and begin:
            line = line[begin.end() :]
        elif number > at and words.TABLE_HEADER_AGAIN.match(line) and columns_of(lines[number].raw):
            continue
        if header.holds is Holds.ANSWERED:
            closed = ("", 0) if begin and line.endswith(".") else None
        else:
            closed = _closed(line, header.closes, bodies)
        if closed is None:
            told.append(line)
            continue
        told.append(line[: len(line) - closed[1]])
        text, named = _without_bodies(_QUESTION.sub("", _first_cell(told, header)), header, bodies)
        if len(text) < _SHORTEST or not (text[0].isupper() or text.startswith("att ")):
            return None, at
        return Row(lines[at].start, begin["number"] if begin else None, text, named or closed[0], text), number + 1
    return None, at


def _without_bodies(text: str, header: _Header, bodies: Bodies) -> tuple[str, str]:
    """The text without the cell of bodies that follows it, and that cell."""
    if not any(column.is_body for column in header.columns):
        return text, ""
    for gap in _FIRST_SENTENCE.finditer(text):
        rest = text[gap.end() :]
        if bodies.list_at(rest, 0)[1] == len(rest):
            return text[: gap.start()], rest
    return text, ""


def _first_cell(told: Sequence[str], header: _Header) -> str:
    """A row's text; where another cell stands before the last one, to the first full stop."""
    text = " ".join(" ".join(told).split())
    return _FIRST_SENTENCE.split(text)[0] if any(column.is_remark for column in header.columns[:-1]) else text


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
