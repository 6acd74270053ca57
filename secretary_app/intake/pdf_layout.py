"""What the places of the lines on a page of a PDF tell: empty lines, marks of footnotes, and cells beside one another.

pdfium gives the words in the order in which they were written, cell after cell, one line for each line of a cell, and
no empty lines. Runs in the worker process, as ``pdf`` does; it looks at the ends of lines only, so that it takes a
small part of the time that reading does.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from operator import itemgetter
from typing import NamedTuple

from secretary_app.intake.table_lines import in_columns, in_rows

_LINE = re.compile(r"[^\r\n]*[^\r\n ]")
_WORD_GAP = re.compile(r"(?<=\S) +(?=\S)")
_MARK = re.compile(r"(?:(?<=[a-zåäö]{3})|(?<=[.,;:?!)”\"]))\d{1,2}(?=[\s.,;:)]|$)")
"""A figure that may refer to a footnote."""
_SMALLER = 0.8
"""Of the letter before: so small such figures are."""
_OTHER_SIZE = 1.15
_USUAL_PITCH = 1.2
"""Of the letters' size, from one line to the next, where a page has too few lines to tell."""
_LEAST_PITCH, _MOST_PITCH = 1.0, 2.5
_FEWEST_LINES = 5
_EMPTY, _MORE = 1.3, 1.15
"""Of the usual pitch: more is an empty line; so is a little more, where the lines around stand closer."""
_APART, _WIDE = 0.8, 2.0
"""Of the letters' size: a wider gap may be, and surely is, none between words."""
_NEXT = 2.5
"""Of the letters' size: so far below a row's last line the next row of its table may begin."""
_SAME = 0.3
"""Of the letters' size: so much lines may differ that stand beside one another."""
_INDENT = 3.0
"""Points."""
_MOST_SIGNS, _MOST_LINES = 50_000, 600
"""On a page; one with more is no page of text and stays as pdfium gives it."""
_HEAD = 0.3
"""Of what is written of a page, from the top: there its head stands."""
_HANGS = 40.0
"""Points; more than a paragraph or a list is drawn in."""
_MOST_CELL_LINES = 14
"""A longer cell is a column of running text."""
_ITEM = re.compile(r"\s*(?:[•●○▪■►➢–—\uf0b7\uf0a7-]|\d{1,2}[.)])\s")
_DIVIDED = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zåäöé])(?!(?:och|eller|samt|respektive)\b)")
_HEADINGS = re.compile(
    r"^[^\r\n.:,;?!]{0,60}\b[Rr]ekommendation(?:er)?\b(?! +[a-zåäö(])[^\r\n.:,;?!]{0,60}[ \r]*$", re.MULTILINE
)
"""A line that may be the headings of a table's columns: each row of it may stand on one line, too."""
_APART_BY = "\t"
_GAP = 3
"""Blanks, as which a tab comes out."""
_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")


class Places(NamedTuple):
    """Where the characters of a page stand, by their place in its text; in points from its lower left corner."""

    begins: Callable[[int], tuple[float, float]]
    """Where on its line, and the line that it stands on."""
    ends: Callable[[int], float]
    """Its right side."""
    size: Callable[[int], float]
    """Of its letters."""


class _Line(NamedTuple):
    text: str
    at: int
    """The place of its first character in the text."""
    left: float
    right: float
    base: float
    foot: float
    """As ``base``, of its last character: pdfium may lose a break."""
    size: float
    text_left: float
    """Where the text begins: in a list item after its mark."""


_Cell = list[_Line]
_Row = list[_Cell]


def laid_out(text: str, places: Places) -> str:
    """The page's text with empty lines where the page has them, and the cells of a table's row on one line."""
    if len(text) > _MOST_SIGNS or text.count("\n") > _MOST_LINES:
        return text
    lines = list(_lines(_without_marks(text, places), places))
    rows = _rows(_joined(lines))
    if any(len(row) > 1 for row in rows) or any(map(_hangs, lines, lines[1:])) or _HEADINGS.search(text):
        rows = _rows(_joined([part for line in lines for part in _split(line, places)]))
    return "\n".join(_written(_from_top(rows)))


def _hangs(above: _Line, line: _Line) -> bool:
    """Whether the line may go on below a cell that is not its row's first: it begins below the middle of the other."""
    return line.base < above.base and above.left + _HANGS < line.left < above.right and not _ITEM.match(above.text)


def _from_top(rows: Sequence[_Row]) -> list[_Row]:
    """The rows, those at the page's top that were drawn after others put where they stand: a head, a text box."""
    bases = [_top(row) for row in rows]
    if not bases:
        return []
    head = max(bases) - _HEAD * (max(bases) - min(bases))
    begins = [0, *(n for n in range(1, len(rows)) if bases[n] > bases[n - 1] + rows[n][0][0].size), len(rows)]
    found: list[_Row] = []
    for begin, end in pairwise(begins):
        at = len(found)
        if min(bases[begin:end]) > head:
            at = next((n for n, row in enumerate(found) if _top(row) < bases[begin] - row[0][0].size), at)
        found[at:at] = rows[begin:end]
    return found


def _without_marks(text: str, places: Places) -> str:
    """The text with blanks for the figures that refer to footnotes, so that all else keeps its place."""
    for match in _MARK.finditer(text):
        at = match.start()
        if not at or not 0 < places.size(at) < _SMALLER * places.size(at - 1):
            continue
        if places.begins(at)[1] > places.begins(at - 1)[1]:
            text = f"{text[:at]}{' ' * len(match[0])}{text[match.end() :]}"
    return text


def _lines(text: str, places: Places) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        first, last = match.end() - len(match[0].lstrip()), match.end() - 1
        left, base = places.begins(first)
        foot = places.begins(last)[1]
        item = _ITEM.match(match[0])
        text_left = places.begins(match.start() + item.end())[0] if item else left
        size = places.size(first) or 1.0
        yield _Line(match[0], match.start(), left, places.ends(last), base, foot, size, text_left)


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """The lines, where pdfium breaks one that goes on, as after a raised figure, put together."""
    found: list[_Line] = []
    for line in lines:
        above = found[-1] if found else None
        if above and _level(above, line) and -1 < line.left - above.right < _APART * line.size:
            text = f"{above.text.rstrip()} {line.text.lstrip()}"
            found[-1] = above._replace(text=text, right=line.right, foot=line.foot)
        else:
            found.append(line)
    return found


def _level(one: _Line, other: _Line) -> bool:
    return abs(other.base - one.foot) < _SAME * max(one.size, other.size)


def _split(line: _Line, places: Places) -> Iterator[_Line]:
    """The line in as many as there are wide gaps in it, but for the one after a list's mark."""
    gaps = []
    for gap in _WORD_GAP.finditer(line.text):
        before, after = line.at + gap.start() - 1, line.at + gap.end()
        right, (left, base) = places.ends(before), places.begins(after)
        if abs(base - line.base) < _SAME * line.size:  # pdfium may have lost a break
            gaps.append((gap.start(), gap.end(), right, left))
    # In lines that are drawn out to the margin all gaps are wide.
    usual = _median([left - right for _, _, right, left in gaps]) if gaps else 0.0
    least = max(_APART * line.size, min(2 * usual, _WIDE * line.size))
    begin, begins = 0, line.left
    for start, end, right, left in gaps:
        if left - right > least and not _ITEM.fullmatch(line.text, begin, end):
            yield line._replace(
                text=line.text[begin:start], at=line.at + begin, left=begins, right=right, foot=line.base
            )
            begin, begins = end, left
    yield line._replace(text=line.text[begin:], at=line.at + begin, left=begins)


def _rows(lines: Sequence[_Line]) -> list[_Row]:
    rows: list[_Row] = []
    for line in lines:
        row = rows[-1] if rows else [[line]]
        cell = row[-1]
        last = cell[-1]
        rises = line.base > last.foot + _SAME * line.size
        right_of = line.left > max(one.right for one in cell) - 1
        if not rows:
            rows.append(row)
        elif right_of and (_level(last, line) or (len(row) > 1 and rises and line.base <= _top(row) + _INDENT)):
            row.append([line])
        elif rises and len(row) == 1 and (begin := _beginning(rows, line)) is not None:
            rows[begin:] = [[[one[0][0] for one in rows[begin:]], [line]]]
        elif len(row) > 1 and not rises and line.left > cell[0].left - _INDENT and _follows(last, line):
            cell.append(line)
        else:
            rows.append([[line]])
    return rows


def _top(row: _Row) -> float:
    return max(line.base for cell in row for line in cell)


def _foot(row: _Row) -> float:
    return min(line.foot for cell in row for line in cell)


def _follows(above: _Line, line: _Line) -> bool:
    return above.foot - line.base < 2 * line.size


def _beginning(rows: Sequence[_Row], line: _Line) -> int | None:
    """The row in which the cell begins that ``line`` stands beside; None where it stands beside none.

    That is the row on its level; where as many lines of the cell stand above it as below, it is in the cell's middle.
    """
    first = len(rows)
    for number in range(len(rows) - 1, max(-1, len(rows) - 1 - _MOST_CELL_LINES), -1):
        one = rows[number][0][0]
        near = number == len(rows) - 1 or _follows(one, rows[number + 1][0][0])
        if len(rows[number]) > 1 or one.right > line.left + 1 or not near:
            break
        first = number
    level = next((n for n in range(first, len(rows)) if _level(rows[n][0][0], line)), None)
    bounded = first > 0 and len(rows[first - 1]) > 1
    if level is None:
        above = first < len(rows) and rows[first][0][0].base > line.base
        return first if bounded and above else None
    return first if bounded and level - first == len(rows) - 1 - level else level


def _written(rows: Sequence[_Row]) -> Iterator[str]:
    pitch = _pitch(rows)
    above: _Row | None = None
    margin = max((line.right for row in rows for cell in row for line in cell), default=0.0)
    item: _Line | None = None
    for is_table, group in groupby(zip(rows, _of_tables(rows), strict=True), key=itemgetter(1)):
        together = [row for row, _ in group]
        for row, below in zip_longest(together, together[1:]):
            first = row[0][0]
            ends_list = item is not None and above is not None and _ends_list(item, above[-1][-1], first, margin)
            if above is not None and (ends_list or _is_empty_between(above, row, below, pitch)):
                item = None
                yield ""
            item = first if _ITEM.match(first.text) else item
            if not is_table:
                yield _BLANKS.sub(" ", row[0][0].text)
            above = row
        if is_table:
            yield from _tables(together)


def _of_tables(rows: Sequence[_Row]) -> Iterator[bool]:
    """Which rows are a table's: cells beside one another, or one alone that goes on from the page before."""
    above: _Row | None = None
    for row in rows:
        one = row[0][0]
        alone = (
            above is not None and len(row) == 1 and any(abs(cell[0].left - one.left) < _INDENT for cell in above[1:])
        )
        above = row if len(row) > 1 else above if alone else None
        yield above is not None


def _tables(rows: Sequence[_Row]) -> Iterator[str]:
    """Rows whose cells stand beside one another: letterheads by their columns, all else as one table or more."""
    kept: list[_Row] = []
    left = list(rows)
    while left:
        columns = in_columns([[[line.text.strip() for line in cell] for cell in row] for row in left[:2]])
        if kept and (columns is not None or _foot(kept[-1]) - _top(left[0]) > _NEXT * left[0][0][0].size):
            yield from (*_table(kept), "")
            kept = []
        if columns is None:
            kept.append(left.pop(0))
        else:
            yield from columns
            del left[:2]
    if kept:
        yield from _table(kept)


def _table(rows: Sequence[_Row]) -> Iterator[str]:
    """The rows as a table's or, where they are none, line after line."""
    listed = any(_ITEM.match(line.text) for row in rows for cell in row for line in cell)
    long = max(len(cell) for row in rows for cell in row) > _MOST_CELL_LINES
    whole = [row for row in rows if len(row) > 1]
    joined = None if listed or long else in_rows([[[_one_line(cell)] for cell in row] for row in whole])
    if joined is not None:
        lines = iter(joined)
        yield from (next(lines) if len(row) > 1 else _below(row, whole[0]) for row in rows)
        return
    for row in rows:
        if max(map(len, row)) == 1 and not listed:
            yield _APART_BY.join(cell[0].text.strip() for cell in row)
        else:
            yield from (_BLANKS.sub(" ", line.text) for cell in row for line in cell)


def _below(row: _Row, headings: _Row) -> str:
    """The words of a cell alone, as far to the right as the heading that they stand below begins on its line."""
    one = row[0][0]
    before = [len(_one_line(cell)) + _GAP for cell in headings if cell[0].left < one.left - _INDENT]
    return f"{' ' * sum(before)}{one.text.strip()}"


def _one_line(cell: _Cell) -> str:
    return " ".join(_DIVIDED.sub("", "\n".join(line.text.strip() for line in cell)).split())


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]  # the library for it takes longer to import than a page to read


def _pitch(rows: Sequence[_Row]) -> float:
    """From one line to the next, as a part of the letters' size."""
    texts = [row[0][0] for row in rows if len(row) == 1]
    steps = [(one.foot - two.base) / two.size for one, two in pairwise(texts) if two.base < one.foot]
    # On a page of short paragraphs most steps are longer than from one line to the next.
    usual = sorted(steps)[len(steps) // 4] if len(steps) >= _FEWEST_LINES else _USUAL_PITCH
    return min(max(usual, _LEAST_PITCH), _MOST_PITCH)


def _ends_list(item: _Line, above: _Line, line: _Line, margin: float) -> bool:
    """Whether the line is no more of the list item: it is drawn out, and the line above was ended by its writer."""
    if _ITEM.match(line.text) or line.left > item.text_left - _INDENT:
        return False
    if line.left < item.left - _INDENT or (above is not item and above.left > item.text_left - _INDENT):
        return True
    word = line.text.split(maxsplit=1)[0]
    width = (above.right - above.left) / len(above.text) * (len(word) + 1)
    return above.right + width < margin


def _is_empty_between(above: _Row, row: _Row, below: _Row | None, pitch: float) -> bool:
    if len(above) > 1 or len(row) > 1:
        return len(above) == 1 or len(row) == 1
    one, two = above[0][-1], row[0][0]
    step = one.foot - two.base
    larger = max(one.size, two.size)
    if step < 0 or step > _EMPTY * pitch * larger or larger > _OTHER_SIZE * min(one.size, two.size):
        return True
    following = two.foot - below[0][0].base if below else step
    return step > _MORE * pitch * larger and 0 < _MORE * following < step
