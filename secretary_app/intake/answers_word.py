"""The lines and tables of a .docx, with its tables' columns. Runs in the worker process, as ``word_file`` does."""

import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from secretary_app.domain.answer_marks import PREFIX, SENT
from secretary_app.domain.text import clean
from secretary_app.intake.answers_parts import Cell, Grid, Line, Part
from secretary_app.intake.cleaning import joined_pages
from secretary_app.intake.vocabulary import NEXT_LABEL
from secretary_app.intake.word_file import (
    DOCUMENT,
    PAGE_BREAK,
    STYLES,
    W,
    is_item,
    list_styles,
    read_parts,
    runs,
    shows_prompt,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CARRIERS = (f"{W}tag", f"{W}bookmarkStart")
_FORM = re.compile(r"Kod\S{1,20}-\S{1,12}?Ställningstagande")
"""(C) The first cells of an answer form's boxes, with nothing between them, whatever became of its marks."""
_MOST_PROPERTIES = 1 << 20
"""Bytes; more are none that Word wrote."""
_MOST_CELLS = 200
"""In a row; more are no table of answers."""
_HEADING = re.compile(r"(?:heading|rubrik)\s*(\d)", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"(?<=[.!?])[ ]*\n\s*(?=[A-ZÅÄÖ])")
"""(C) A line break in a cell that parts what a paragraph of its own would have."""
_NEW = re.compile(rf"(?:{NEXT_LABEL.pattern})|(?:Rekommendation|Punkt)\s+\d", re.IGNORECASE)
"""What begins a line of its own, though it was only broken to a new line."""


def docx_parts(path: str, name: str) -> list[Part]:
    """The body's paragraphs and tables. Raises UserError for a damaged file."""
    parts = read_parts(path, name)
    styles, document = parts.get(STYLES), parts[DOCUMENT]
    return list(_Walk(list_styles(styles), _heading_styles(styles), is_form=_is_form(document)).parts(document))


def _is_form(document: "Element") -> bool:
    return bool(_own_marks(document)) or _FORM.search("".join(document.itertext())) is not None


def _own_marks(element: "Element") -> tuple[str, ...]:
    """The marks of an answer form that the element holds: tags of content controls, and bookmarks."""
    found = ((each.get(f"{W}val") or each.get(f"{W}name") or "") for each in element.iter() if each.tag in _CARRIERS)
    return tuple(each for each in found if each.startswith(PREFIX))


def tidy(text: str) -> str:
    """On one line, without marks of plain-text formatting, with the hyphens at line ends undone."""
    return " ".join(joined_pages([text])[0].split())


def _as_written(line: str) -> str:
    return " ".join(clean(line).split())


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
    def __init__(self, lists: frozenset[str], headings: dict[str, int], *, is_form: bool = False) -> None:
        self._lists = lists
        self._headings = headings
        self._is_form = is_form
        """Then a line break in a cell is the writer's own, and parts what stands there."""
        self._page = 1
        self._waiting: tuple[str, ...] = ()
        """Marks that stand between paragraphs, and so belong to the next."""

    def parts(self, element: "Element") -> Iterator[Part]:
        for child in element:
            if child.tag == f"{W}p":
                yield from self._lines(child)
            elif child.tag == f"{W}tbl":
                yield self._grid(child)
            elif child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}sectPr", f"{W}sdtPr") and not shows_prompt(child):
                self._waiting += _own_marks(child) if child.tag in _CARRIERS else ()
                tag = child.find(f"{W}sdtPr")
                self._waiting += _own_marks(tag) if tag is not None else ()
                yield from self.parts(child)

    def _lines(self, paragraph: "Element") -> Iterator[Line]:
        text = self._text(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = self._headings.get((style.get(f"{W}val") or "") if style is not None else "", 0)
        item = not level and is_item(paragraph, self._lists)
        marks, self._waiting = (*self._waiting, *_own_marks(paragraph)), ()
        for place, line in enumerate(_broken(text)):
            yield Line(line, self._page, item=item and not place, level=level, marks=() if place else marks)
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
        # A row that was taken away while changes were tracked is still there.
        rows = [self._row(row) for row in _children(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
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
                marks=_own_marks(cell),
            )
            cells += [made, *[Cell()] * (_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)]
        return tuple(cells[:_MOST_CELLS])

    def _cell_paragraphs(self, cell: "Element") -> Iterator[str]:
        for paragraph in _written(cell):
            raw = self._text(paragraph)
            if self._is_form:
                pieces = ["\n".join(filter(None, map(_as_written, raw.split("\n"))))]
            else:
                pieces = [tidy(each) for each in _NEW_SENTENCE.split(raw)]
            for text in filter(None, pieces):
                yield f"• {text}" if is_item(paragraph, self._lists) and not text.startswith("•") else text


def _written(element: "Element") -> Iterator["Element"]:
    """The paragraphs in it but those of a content control in which nothing has been written."""
    for child in element:
        if not shows_prompt(child):
            if child.tag == f"{W}p":
                yield child
            yield from _written(child)


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


def docx_says(path: str) -> list[str]:
    """What an answer form says of itself in its properties (``domain.answer_marks``); [] for any other file."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.ElementTree import fromstring

    try:
        with zipfile.ZipFile(path) as archive:
            small = {each.filename for each in archive.infolist() if each.file_size < _MOST_PROPERTIES}
            found = [archive.read(each) for each in ("docProps/custom.xml", "docProps/core.xml") if each in small]
        texts = [text.strip() for each in found for text in fromstring(each).itertext()]
    except (zipfile.BadZipFile, ParseError, ValueError, OSError):
        return []
    return [text for text in texts if text.startswith((f"{PREFIX}:", SENT))]
