"""Paragraphs of a Word file as blocks: their style, and their text in pieces. Imports lxml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from secretary_app.word.checking_parts import W, heading_levels, level_of
from secretary_app.word.outline import Align, Block, BlockStyle, Piece, PieceKind
from secretary_app.word.outline_words import TAG, CodeReader, field_words

_PLACEHOLDER = re.compile(r"\[[^\[\]{}]{2,120}\]")
_ALIGNS = {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}
_QUOTES = ("quote", "citat", "intense quote", "rekommendation i svar")
_LONGEST_CHAIN = 20
_TEXTS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "txbxContent", "p")}
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"


def value_of(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of Word's; ``""`` where there is none."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def _is_on(element: etree._Element | None) -> bool | None:
    """Whether a property such as bold is switched on; None: it is not told."""
    return None if element is None else value_of(element) not in ("0", "false", "none", "off")


class Styles:
    """What the file's styles say, asked for by their ids."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        found = styles.iter(f"{W}style") if styles is not None else ()
        self._by_id = {value_of(style, "styleId"): style for style in found}
        self.levels = heading_levels(styles)
        self._bullets = _bullets(numbering)
        self._default = next(
            (
                id_
                for id_, style in self._by_id.items()
                if value_of(style, "type") == "paragraph" and value_of(style, "default") in ("1", "true")
            ),
            "",
        )

    def name(self, id_: str) -> str:
        style = self._by_id.get(id_)
        return "" if style is None else value_of(style.find(f"{W}name")).lower()

    def found(self, id_: str, path: str) -> etree._Element | None:
        """The property, of the style or of one that it is based on."""
        for style in self._chain(id_):
            element = style.find(path)
            if element is not None:
                return element
        return None

    def _chain(self, id_: str) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self._by_id.get(id_)
            if style is None:
                return
            yield style
            id_ = value_of(style.find(f"{W}basedOn"))

    def is_on(self, id_: str, name: str) -> bool:
        return bool(_is_on(self.found(id_, f"{W}rPr/{W}{name}")))

    def style_of(self, paragraph: etree._Element) -> str:
        return value_of(paragraph.find(f"{W}pPr/{W}pStyle")) or self._default

    def number(self, paragraph: etree._Element) -> tuple[bool, int] | None:
        """Whether the point has a bullet, and how far in it stands, from 1; None: it is no point of a list."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        given = self.found(self.style_of(paragraph), f"{W}pPr/{W}numPr")
        id_ = value_of(_child(own, "numId")) or value_of(_child(given, "numId"))
        if not id_ or id_ == "0":
            return None
        level = value_of(_child(own, "ilvl")) or value_of(_child(given, "ilvl")) or "0"
        return (id_, level) in self._bullets, int(level) + 1 if level.isdigit() else 1


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else element.find(f"{W}{name}")


def _bullets(numbering: etree._Element | None) -> set[tuple[str, str]]:
    """The lists, and levels of them, whose points have a bullet."""
    if numbering is None:
        return set()
    kinds = {
        value_of(each, "abstractNumId"): {
            value_of(level, "ilvl")
            for level in each.findall(f"{W}lvl")
            if value_of(level.find(f"{W}numFmt")) in ("bullet", "none")
        }
        for each in numbering.findall(f"{W}abstractNum")
    }
    return {
        (value_of(each, "numId"), level)
        for each in numbering.findall(f"{W}num")
        for level in kinds.get(value_of(each.find(f"{W}abstractNumId")), ())
    }


@dataclass(frozen=True)
class _Run:
    text: str
    is_bold: bool
    is_italic: bool
    kind: PieceKind = PieceKind.TEXT


class Paragraphs:
    """Makes blocks of the paragraphs of one part, in their order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._code = CodeReader()

    def block(self, paragraph: etree._Element, number: int) -> Block:
        id_ = self._styles.style_of(paragraph)
        before = self._code.depth
        pieces = tuple(self._pieces(list(self._runs(paragraph, id_))))
        style, level = self._look(paragraph, id_, pieces)
        return Block(
            number=number,
            pieces=pieces,
            style=style,
            level=level,
            align=self._align(paragraph, id_),
            depth=min(before, self._code.depth),
        )

    def begins_page(self, paragraph: etree._Element) -> bool:
        own = _is_on(paragraph.find(f"{W}pPr/{W}pageBreakBefore"))
        if own is not None:
            return own
        return bool(_is_on(self._styles.found(self._styles.style_of(paragraph), f"{W}pPr/{W}pageBreakBefore")))

    def ends_page(self, paragraph: etree._Element) -> bool:
        return any(value_of(each, "type") == "page" for each in paragraph.iter(f"{W}br"))

    def _look(self, paragraph: etree._Element, id_: str, pieces: tuple[Piece, ...]) -> tuple[BlockStyle, int]:
        words = [piece for piece in pieces if piece.text.strip()]
        if words and all(piece.kind is PieceKind.CODE for piece in words):
            return BlockStyle.CODE, 0
        name = self._styles.name(id_)
        if name in ("title", "titel", "rubrik"):
            return BlockStyle.TITLE, 1
        level = level_of(paragraph, self._styles.levels)
        if level:
            return BlockStyle.HEADING, level
        point = self._styles.number(paragraph)
        if point is not None:
            return (BlockStyle.LIST if point[0] else BlockStyle.NUMBER), point[1]
        return (BlockStyle.QUOTE if name in _QUOTES else BlockStyle.TEXT), 0

    def _align(self, paragraph: etree._Element, id_: str) -> Align:
        own = paragraph.find(f"{W}pPr/{W}jc")
        return _ALIGNS.get(value_of(own if own is not None else self._styles.found(id_, f"{W}pPr/{W}jc")), Align.LEFT)

    def _runs(self, element: etree._Element, id_: str, kind: PieceKind = PieceKind.TEXT) -> Iterator[_Run]:
        for child in element:
            if child.tag == f"{W}r":
                yield from self._run(child, id_, kind)
            elif child.tag == f"{W}sdt":
                empty = child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
                yield from self._runs(child, id_, PieceKind.PLACEHOLDER if empty else kind)
            elif child.tag not in _SKIPPED:
                yield from self._runs(child, id_, kind)

    def _run(self, run: etree._Element, id_: str, kind: PieceKind) -> Iterator[_Run]:
        bold, italic = self._weight(run, id_, "b"), self._weight(run, id_, "i")
        for child in run:
            if child.tag == f"{W}t":
                yield _Run(child.text or "", bold, italic, kind)
            elif child.tag == f"{W}br" and value_of(child, "type") in ("", "textWrapping"):
                yield _Run("\n", bold, italic, kind)
            elif child.tag in _TEXTS:
                yield _Run(_TEXTS[child.tag], bold, italic, kind)
            else:
                for drawn in child.iter(*_PICTURES):
                    if next(drawn.iter(_BLIP, _OLD_PICTURE), None) is not None:
                        told = next(drawn.iter(_DESCRIBED), None)
                        words = "" if told is None else told.get("descr", "")
                        yield _Run(words or "bild", bold, italic, PieceKind.PICTURE)
                        break

    def _weight(self, run: etree._Element, id_: str, name: str) -> bool:
        own = _is_on(run.find(f"{W}rPr/{W}{name}"))
        if own is not None:
            return own
        character = value_of(run.find(f"{W}rPr/{W}rStyle"))
        return self._styles.is_on(character, name) or self._styles.is_on(id_, name)

    def _pieces(self, runs: list[_Run]) -> Iterator[Piece]:
        """The runs as pieces: what Word has split in the middle of a tag is one, what looks the same too."""
        for same in _alike(runs):
            if same[0].kind is not PieceKind.TEXT:
                yield _piece(same[0], "".join(run.text for run in same), same[0].kind)
                continue
            text, place = "".join(run.text for run in same), 0
            for match in TAG.finditer(text):
                yield from _plain(same, place, match.start())
                is_field = match[0].startswith("{{")
                words = field_words(match[0]) if is_field else self._code.words(match[0])
                look = _run_at(same, match.start())
                yield _piece(look, words, PieceKind.FIELD if is_field else PieceKind.CODE, match[0])
                place = match.end()
            yield from _plain(same, place, len(text))


def _alike(runs: list[_Run]) -> Iterator[list[_Run]]:
    """Runs of the same kind that follow one another, together; each picture alone."""
    together: list[_Run] = []
    for run in runs:
        if together and (run.kind is not together[0].kind or run.kind is PieceKind.PICTURE):
            yield together
            together = []
        together.append(run)
    if together:
        yield together


def _run_at(runs: list[_Run], place: int) -> _Run:
    for run in runs:
        place -= len(run.text)
        if place < 0:
            return run
    return runs[-1]


def _plain(runs: list[_Run], start: int, end: int) -> Iterator[Piece]:
    """The text between two places, in pieces that look the same, with what is to be filled in told apart."""
    place, same = 0, list[_Run]()
    for run in runs:
        first, last = max(start - place, 0), min(end - place, len(run.text))
        place += len(run.text)
        if first >= last:
            continue
        cut = _Run(run.text[first:last], run.is_bold, run.is_italic)
        if same and (same[-1].is_bold, same[-1].is_italic) != (cut.is_bold, cut.is_italic):
            yield from _with_placeholders(same)
            same = []
        same.append(cut)
    yield from _with_placeholders(same)


def _with_placeholders(runs: list[_Run]) -> Iterator[Piece]:
    text, place = "".join(run.text for run in runs), 0
    for match in _PLACEHOLDER.finditer(text):
        if match.start() > place:
            yield _piece(runs[0], text[place : match.start()], PieceKind.TEXT)
        yield _piece(runs[0], match[0], PieceKind.PLACEHOLDER)
        place = match.end()
    if place < len(text):
        yield _piece(runs[0], text[place:], PieceKind.TEXT)


def _piece(run: _Run, text: str, kind: PieceKind, code: str = "") -> Piece:
    return Piece(text=text, kind=kind, code=code, is_bold=run.is_bold, is_italic=run.is_italic)
