"""A Word file's XML as an outline. Imports lxml; ``outline`` imports it when first used."""

import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree  # type: ignore[import-untyped]

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.safezip import check_office_file, shown
from secretary_app.word import checking_parts as parts
from secretary_app.word.checking_parts import FALLBACK, NotWordError, Package, W, parsed, read_package
from secretary_app.word.outline import Block, Box, Break, Cell, Content, Outline, Part, Row, Table
from secretary_app.word.outline_paragraphs import Paragraphs, Styles, value_of

_LARGEST_PART = 20 << 20
"""Bytes of XML; a municipality's template has a thousandth of it."""
_MOST_BLOCKS = 3000
_DEEPEST = 12
"""Tables and boxes in one another."""


def read_outline(path: Path) -> Outline:
    """See ``outline.outline``."""
    check_office_file(path, links=False)
    with explained(path):
        try:
            _must_be_small(path)
            package = read_package(path)
            return _Reader(Styles(package.styles, _numbering(path, package))).read(package)
        except NotWordError as error:
            raise UserError(f"{shown(path)} är inget Word-dokument.") from error
        except (etree.XMLSyntaxError, BadZipFile, EOFError, zlib.error, ValueError, KeyError, RecursionError) as error:
            raise UserError(f"{shown(path)} är trasig. Öppna den i Word och spara den på nytt.") from error


def _must_be_small(path: Path) -> None:
    with ZipFile(path) as archive:
        for member in archive.infolist():
            if member.filename.endswith(".xml") and member.file_size > _LARGEST_PART:
                raise UserError(f"{shown(path)} är för stor för att visas här. Öppna den i Word.")


def _numbering(path: Path, package: Package) -> etree._Element | None:
    member = next((each.target for each in package.relations.get(package.document, []) if each.kind == "numbering"), "")
    with ZipFile(path) as archive:
        return parsed(archive.read(member)) if member in archive.namelist() else None


class _Reader:
    """Goes through the parts of one file."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._left = _MOST_BLOCKS
        self._numbers: dict[Any, int] = {}
        self._breaks: dict[Any, Break | None] = {}
        self._paragraphs = Paragraphs(styles)

    def read(self, package: Package) -> Outline:
        order = sorted(package.parts, key=_place)
        made = [self._part(each) for each in order]
        return Outline(parts=tuple(each for each in made if each.contents), is_cut=self._left <= 0)

    def _part(self, part: parts.Part) -> Part:
        self._numbers = {each.element: each.number for each in part.paragraphs}
        self._breaks = _section_breaks(part.root)
        self._paragraphs = Paragraphs(self._styles)
        body = part.root.find(f"{W}body")
        contents = self._contents(body if body is not None else part.root, 0)
        return Part(name=part.label, member=part.member, contents=tuple(contents))

    def _contents(self, element: etree._Element, depth: int) -> Iterator[Content]:
        for child in element:
            if self._left <= 0 or depth > _DEEPEST:
                return
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield self._table(child, depth)
            elif child.tag in _THROUGH:
                yield from self._contents(child, depth)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Content]:
        self._left -= 1
        if self._paragraphs.begins_page(element):
            yield Break()
        block: Block = self._paragraphs.block(element, self._numbers.get(element, 0))
        yield block
        for box in _boxes(element):
            yield Box(contents=tuple(self._contents(box, depth + 1)))
        section = self._breaks.get(element)
        if section is not None or self._paragraphs.ends_page(element):
            yield section or Break()

    def _table(self, element: etree._Element, depth: int) -> Table:
        rows = tuple(self._row(row, depth) for row in _inner(element, f"{W}tr"))
        columns = [value_of(each, "w") for each in element.findall(f"{W}tblGrid/{W}gridCol")]
        widths = [int(each) if each.isdigit() else 0 for each in columns]
        whole = sum(widths)
        return Table(rows=rows, widths=tuple(each / whole for each in widths) if whole else ())

    def _row(self, element: etree._Element, depth: int) -> Row:
        cells = tuple(self._cell(cell, depth) for cell in _inner(element, f"{W}tc"))
        blocks = [each for cell in cells for each in cell.contents if isinstance(each, Block) and each.pieces]
        return Row(
            cells=cells,
            is_header=element.find(f"{W}trPr/{W}tblHeader") is not None,
            is_code=bool(blocks) and all(each.style == "kod" for each in blocks),
        )

    def _cell(self, element: etree._Element, depth: int) -> Cell:
        properties = element.find(f"{W}tcPr")
        if properties is None:
            return Cell(contents=tuple(self._contents(element, depth + 1)))
        span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
        fill = value_of(properties.find(f"{W}shd"), "fill")
        return Cell(
            contents=tuple(self._contents(element, depth + 1)),
            fill=fill.upper() if _is_colour(fill) else "",
            columns=int(value_of(span)) if value_of(span).isdigit() else 1,
            continues=merge is not None and value_of(merge) in ("", "continue"),
        )


_THROUGH = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
"""What paragraphs, tables, rows and cells may be wrapped in without looking otherwise for it."""


def _inner(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from _inner(child, tag)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that hang on the paragraph, each once."""
    for box in paragraph.iter(f"{W}txbxContent"):
        owner = next((each for each in box.iterancestors(f"{W}p")), None)
        if owner is paragraph and not any(True for _ in box.iterancestors(FALLBACK)):
            yield box


def _section_breaks(root: etree._Element) -> dict[Any, Break | None]:
    """The paragraphs that end a section, each with the page that the next one begins on; None: it goes on below."""
    # What a section was before a tracked change is none.
    sections = [each for each in root.iter(f"{W}sectPr") if each.getparent().tag != f"{W}sectPrChange"]
    found: dict[Any, Break | None] = {}
    for section, following in pairwise(sections):
        paragraph = next(section.iterancestors(f"{W}p"), None)
        if paragraph is not None:
            across = value_of(following.find(f"{W}pgSz"), "orient") == "landscape"
            goes_on = value_of(following.find(f"{W}type")) == "continuous"
            found[paragraph] = None if goes_on else Break(is_across=across)
    return found


def _place(part: parts.Part) -> int:
    """Headers before the body, the rest after it."""
    if part.label.startswith("sidhuvud"):
        return 0 if "första" in part.label else 1
    return 2 if part.label == "brödtexten" else 3


def _is_colour(text: str) -> bool:
    return len(text) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in text)
