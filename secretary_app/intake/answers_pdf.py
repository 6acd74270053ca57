"""A table in a PDF by where its words and lines stand. Runs in the worker process, as ``pdf`` does.

A PDF has no tables: only words at places, and thin strokes. The headings give the columns, the strokes the cells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from secretary_app.intake.answers_parts import Cell, Grid
from secretary_app.intake.answers_word import tidy
from secretary_app.intake.answers_words import Field, column

if TYPE_CHECKING:
    from types import ModuleType

_LEAST_COLUMNS = 3
_THIN = 2.5
"""Points; a stroke is thinner."""
NEAR = 3.0
"""Points by which what stands in one line or column may differ."""
_APART = 0.6
"""Of a line's height: a wider gap between two lines is an empty line."""
_WIDE = 0.6
"""Of a line's height: a wider gap is none between words."""
_PADDING = 9.0
"""Points between a cell's side and its words, at most."""
_MOST_SIGNS, _MOST_STROKES = 50_000, 20_000
"""On a page; one with more is a drawing."""
_PATH = 2
"""FPDF_PAGEOBJ_PATH."""

PagePart = str | Grid


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words on one line; points, from the page's lower left corner."""

    left: float
    right: float
    top: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """Level, or upright: then ``left`` and ``right`` are its lower and upper end, and ``at`` is across."""

    left: float
    right: float
    at: float


def pdf_page_parts(path: str) -> list[list[PagePart]]:
    """Each page as text and tables, from top to bottom.

    A page whose tables cannot be told apart is its text alone.
    """
    pages: list[list[PagePart]] = []
    lefts: list[float] = []
    for number, (words, strokes, upright) in enumerate(inked_pages(path), 1):
        parts, lefts = _page(words, strokes, upright, lefts, number) if words else ([], [])
        pages.append(parts)
    return pages


def inked_pages(path: str) -> Iterator[tuple[list[Words], list[Stroke], list[Stroke]]]:
    """The words of each page, and its strokes: the level ones and the upright ones."""
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = pdfium.FPDF_LoadDocument(path.encode("utf-8", errors="surrogateescape"), None)
    try:
        for number in range(pdfium.FPDF_GetPageCount(document)):
            page = pdfium.FPDF_LoadPage(document, number)
            text_page = pdfium.FPDFText_LoadPage(page) if page else None
            if not text_page:
                yield [], [], []
                continue
            yield _words(pdfium, text_page), *_strokes(pdfium, page)
            pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _words(pdfium: "ModuleType", text_page: object) -> list[Words]:
    """The page's runs of words; a gap wider than between words parts two."""
    import ctypes

    found: list[Words] = []
    box = pdfium.FS_RECTF()
    run: list[str] = []
    left = right = top = bottom = 0.0
    for number in range(min(pdfium.FPDFText_CountChars(text_page), _MOST_SIGNS)):
        sign = chr(pdfium.FPDFText_GetUnicode(text_page, number))
        if sign.isspace() or sign == "\0":
            run.append(" ")
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, number, ctypes.byref(box))
        middle, height = (box.top + box.bottom) / 2, box.top - box.bottom
        same_line = bottom < middle < top and -NEAR < box.left - right < _WIDE * height
        if not same_line:
            _end(found, run, left, right, top, bottom)
            run, left, top, bottom = [], box.left, box.top, box.bottom
        run.append(sign)
        right = box.right
    _end(found, run, left, right, top, bottom)
    return found


def _end(found: list[Words], run: list[str], left: float, right: float, top: float, bottom: float) -> None:
    if text := "".join(run).strip():
        found.append(Words(left, right, top, bottom, text))


def _strokes(pdfium: "ModuleType", page: object) -> tuple[list[Stroke], list[Stroke]]:
    """The level and the upright ones; a box gives its sides."""
    import ctypes

    found: list[Stroke] = []
    upright: list[Stroke] = []
    corners = [ctypes.c_float() for _ in range(4)]
    for number in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_STROKES)):
        item = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(item) != _PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, corners))
        left, bottom, right, top = (each.value for each in corners)
        if right - left > _THIN:
            found += [Stroke(left, right, at) for at in ({top} if top - bottom <= _THIN else {top, bottom})]
        if top - bottom > _THIN:
            upright += [Stroke(bottom, top, at) for at in ({left} if right - left <= _THIN else {left, right})]
    return found, upright


def _page(
    words: Sequence[Words], strokes: Sequence[Stroke], upright: Sequence[Stroke], lefts: list[float], page: int
) -> tuple[list[PagePart], list[float]]:
    """The page's parts, and the columns of its last table, which the next page may go on with."""
    header = _header(words, strokes, upright)
    if header:
        lefts = [each.left for each in header]
        top = max(each.top for each in header) + NEAR
    elif lefts and _goes_on(words, upright, lefts):
        top = max((each.at for each in strokes if _covers(each, lefts[0])), default=0.0) + NEAR
    else:
        return [text_of(words)], []
    bottom = min((each.at for each in strokes if _covers(each, lefts[0]) and each.at < top), default=top)
    inside = [each for each in words if bottom - NEAR < each.middle < top]
    above, below = (
        [each for each in words if each.middle >= top],
        [each for each in words if each.middle <= bottom - NEAR],
    )
    rows = _rows(inside, strokes, lefts, top, bottom)
    if len(rows) < (2 if header else 1):
        return [text_of(words)], []
    # A table that ends well above the page's foot does not go on.
    return [text_of(above), Grid(tuple(rows), page), text_of(below)], [] if text_of(below).count("\n") > 1 else lefts


def _goes_on(words: Sequence[Words], upright: Sequence[Stroke], lefts: Sequence[float]) -> bool:
    """Whether the page has strokes, or words, that begin where the columns of the table on the page before do."""
    walls = {at for each in upright for at, left in enumerate(lefts[1:]) if abs(each.at - left) <= NEAR}
    begun = {at for each in words for at, left in enumerate(lefts[1:]) if -NEAR <= each.left - left <= _PADDING}
    return max(len(walls), len(begun)) >= min(2, len(lefts) - 1)


def _header(words: Sequence[Words], strokes: Sequence[Stroke], upright: Sequence[Stroke]) -> list[Words]:
    """The headings of a table of answers, from left to right, each of its lines together; [] where there are none."""
    for first in words:
        if column(first.text) not in (Field.RECOMMENDATION, Field.NUMBER):
            continue
        edges = [each.at for each in strokes if _covers(each, first.left)]
        top = min((at for at in edges if at > first.middle), default=first.top)
        bottom = max((at for at in edges if at < first.middle), default=first.bottom)
        walls = sorted({each.at for each in upright if each.left < first.middle < each.right})
        line = _heading_columns([each for each in words if bottom < each.middle < top], walls)
        fields = {column(each.text) for each in line} - {None}
        if len(fields) >= _LEAST_COLUMNS and {Field.MEASURE, Field.TEXT} & fields:
            return line
    return []


def _heading_columns(words: Sequence[Words], walls: Sequence[float]) -> list[Words]:
    """The headings, each put together of its lines: what no upright stroke parts, or else stands over one another."""
    groups: list[list[Words]] = []
    for each in sorted(words, key=lambda one: one.left):
        right = max((one.right for one in groups[-1]), default=0.0) if groups else 0.0
        if walls:
            parted = not groups or any(groups[-1][0].left < at <= each.left + NEAR for at in walls)
        else:
            parted = not groups or each.left >= right
        if parted:
            groups.append([])
        groups[-1].append(each)
    return [
        Words(
            _wall(walls, min(each.left for each in group)),
            max(each.right for each in group),
            max(each.top for each in group),
            min(each.bottom for each in group),
            " ".join(text_of(group).split()),
        )
        for group in groups
    ]


def _wall(walls: Sequence[float], left: float) -> float:
    """Where the column begins: at its stroke, as a heading may be centred."""
    return max((at for at in walls if at <= left + NEAR), default=left)


def _rows(
    words: Sequence[Words], strokes: Sequence[Stroke], lefts: Sequence[float], top: float, bottom: float
) -> list[tuple[Cell, ...]]:
    bands = [_bands(strokes, left, top, bottom) for left in lefts]
    columns: list[list[Words]] = [[] for _ in lefts]
    for each in words:
        place = max((at for at, left in enumerate(lefts) if left <= each.left + NEAR), default=0)
        columns[place].append(each)
    finest = max(bands, key=len)
    rows = []
    for high, low in finest:
        row = []
        for place, own in enumerate(bands):
            band = next(((up, down) for up, down in own if down - NEAR <= low and high <= up + NEAR), (high, low))
            begins = abs(band[0] - high) <= NEAR
            text = text_of(each for each in columns[place] if band[1] < each.middle < band[0]) if begins else ""
            row.append(Cell((line,) if (line := tidy(text)) else (), merged=not begins))
        if any(cell.paragraphs for cell in row):
            rows.append(tuple(row))
    return rows


def _bands(strokes: Sequence[Stroke], left: float, top: float, bottom: float) -> list[tuple[float, float]]:
    """The cells of one column, from top to bottom, as upper and lower edge."""
    edges: list[float] = [top]
    for at in sorted(
        (each.at for each in strokes if _covers(each, left) and bottom - NEAR < each.at < top), reverse=True
    ):
        if edges[-1] - at > NEAR:
            edges.append(at)
    return list(pairwise(edges))


def _covers(stroke: Stroke, left: float) -> bool:
    return stroke.left <= left + NEAR and stroke.right >= left + NEAR


def text_of(words: Iterable[Words]) -> str:
    """The words line by line, with an empty line where there is room for one."""
    return "\n".join(_lines(sorted(words, key=lambda each: (-each.middle, each.left))))


def _lines(words: Sequence[Words]) -> Iterator[str]:
    line: list[Words] = []
    for each in words:
        if line and line[0].middle - each.middle > NEAR:
            yield " ".join(one.text for one in sorted(line, key=lambda one: one.left))
            if line[0].bottom - each.top > _APART * (each.top - each.bottom):
                yield ""
            line = []
        line.append(each)
    if line:
        yield " ".join(one.text for one in sorted(line, key=lambda one: one.left))
