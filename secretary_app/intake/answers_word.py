"""The lines and tables of a .docx, with its tables' columns. Runs in the worker process, as ``word_file`` does."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from secretary_app.intake.answers_parts import Cell, Grid, Line, Part
from secretary_app.intake.cleaning import joined_pages
from secretary_app.intake.vocabulary import NEXT_LABEL
from secretary_app.intake.word_file import DOCUMENT, PAGE_BREAK, STYLES, W, is_item, list_styles, read_parts, runs

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_CELLS = 200
"""In a row; more are no table of answers."""
_HEADING = re.compile(r"(?:heading|rubrik)\s*(\d)", re.IGNORECASE)
_NEW = re.compile(rf"(?:{NEXT_LABEL.pattern})|(?:Rekommendation|Punkt)\s+\d", re.IGNORECASE)
"""What begins a line of its own, though it was only broken to a new line."""


def docx_parts(path: str, name: str) -> list[Part]:
    """The body's paragraphs and tables. Raises UserError for a damaged file."""
    parts = read_parts(path, name)
    styles = parts.get(STYLES)
    return list(_Walk(list_styles(styles), _heading_styles(styles)).parts(parts[DOCUMENT]))


def tidy(text: str) -> str:
    """On one line, without marks of plain-text formatting, with the hyphens at line ends undone."""
    return " ".join(joined_pages([text])[0].split())


def _heading_styles(styles: "Element | None") -> dict[str, int]:
    """The level of each heading style by its id."""
    found: dict[str, int] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        key, name = style.get(f"{W}styleId") or "", style.find(f"{W}name")
        match = _HEADING.match((name.get(f"{W}val") or "") if name is not None else "") or _HEADING.match(key)
        if match:
            found[key] = int(match[1]) or 1
    return found


class _Walk:
    def __init__(self, lists: frozenset[str], headings: dict[str, int]) -> None:
        self._lists = lists
        self._headings = headings
        self._page = 1

    def parts(self, element: "Element") -> Iterator[Part]:
        for child in element:
            if child.tag == f"{W}p":
                yield from self._lines(child)
            elif child.tag == f"{W}tbl":
                yield self._grid(child)
            elif child.tag not in (f"{W}del", f"{W}sectPr"):
                yield from self.parts(child)

    def _lines(self, paragraph: "Element") -> Iterator[Line]:
        text = self._text(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = self._headings.get((style.get(f"{W}val") or "") if style is not None else "", 0)
        item = not level and is_item(paragraph, self._lists)
        for place, line in enumerate(_broken(text)):
            yield Line(line, self._page, item=item and not place, level=level)
        # What stands in a text box that hangs on the paragraph.
        for inner in paragraph.iter(f"{W}p"):
            if inner is not paragraph and (line := tidy(self._text(inner))):
                yield Line(line, self._page)

    def _text(self, paragraph: "Element") -> str:
        text = "".join(runs(paragraph))
        self._page += text.count(PAGE_BREAK)
        return text.replace(PAGE_BREAK, " ")

    def _grid(self, table: "Element") -> Grid:
        page = self._page
        rows = [self._row(row) for row in _children(table, f"{W}tr")]
        width = max((len(row) for row in rows), default=0)
        return Grid(tuple((*row, *[Cell()] * (width - len(row))) for row in rows), page)

    def _row(self, row: "Element") -> tuple[Cell, ...]:
        cells = [Cell()] * _number(row.find(f"{W}trPr/{W}gridBefore"))
        for cell in _children(row, f"{W}tc"):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val") != "restart"
            fill = cell.find(f"{W}tcPr/{W}shd")
            made = Cell(
                () if goes_on else tuple(self._cell_paragraphs(cell)),
                (fill.get(f"{W}fill") or "").upper() if fill is not None else "",
                merged=goes_on,
            )
            cells += [made, *[Cell()] * (_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)]
        return tuple(cells[:_MOST_CELLS])

    def _cell_paragraphs(self, cell: "Element") -> Iterator[str]:
        for paragraph in cell.iter(f"{W}p"):
            if text := tidy(self._text(paragraph)):
                yield f"• {text}" if is_item(paragraph, self._lists) and not text.startswith("•") else text


def _children(element: "Element", tag: str) -> Iterator["Element"]:
    """Those of a table or row, content controls and tracked insertions looked through."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, tag)


def _number(element: "Element | None", absent: int = 0) -> int:
    value = (element.get(f"{W}val") or "") if element is not None else ""
    return min(int(value), _MOST_CELLS) if value.isdecimal() else absent


def _broken(text: str) -> Iterator[str]:
    """The paragraph's lines: one, but where a line break stands before what begins something of its own."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and not _NEW.match(tidy(line)):
            lines[-1] += f"\n{line}"
        else:
            lines.append(line)
    yield from filter(None, map(tidy, lines))
