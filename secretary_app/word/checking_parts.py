"""A Word file as a check reads it: its parts, their paragraphs in order, and where one would say that each stands.

Imports lxml; only modules that run in the worker, or import it when first used, import this one.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree  # type: ignore[import-untyped]

from secretary_app.word.findings import Place

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STRICT = "{http://purl.oclc.org/"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TEXTBOX = f"{W}txbxContent"
_LONGEST = 80
_KINDS = {"first": " på första sidan", "default": "", "even": " på jämna sidor"}
_PLACES = {
    "footnotes": "fotnoten",
    "endnotes": "slutnoten",
    "comments": "kommentaren",
}
_CODE = re.compile(r"\{%.*?%\}", re.DOTALL)
RENDERED = ("document", "header", "footer", "footnotes")
"""The parts that docxtpl fills in; tags in the others stay as they are."""


@dataclass(frozen=True)
class Relation:
    """What a part points at."""

    id: str
    kind: str
    """The last word of its type: ``image``, ``attachedTemplate`` …"""
    target: str
    is_external: bool


@dataclass(eq=False)
class Paragraph:
    """A ``w:p`` and what is read in it; the text of a box within it belongs to the box's own paragraphs."""

    element: etree._Element
    number: int
    """From 1, among all of the part."""
    part: "Part"
    level: int = 0
    """Of a heading, from 1; 0: none."""
    heading: str = ""
    """The nearest above."""
    text: str = ""
    """With tabs and line breaks."""
    is_copy: bool = False
    """What Word keeps of a text box for programs that cannot draw it: the same once more."""

    def place(self, words: str = "") -> Place:
        """Where it is; the words around ``words``, or its first ones."""
        label = self.part.label
        if any(True for _ in self.element.iterancestors(_TEXTBOX)):
            label = "textrutan" if label == "brödtexten" else f"textrutan i {label}"
        return Place(
            part=label,
            heading=self.heading,
            block=self.number,
            words=around(self.text, words),
            member=self.part.member,
        )


@dataclass(eq=False)
class Part:
    """One XML member of the file that a person can write in."""

    member: str
    label: str
    root: etree._Element
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def is_rendered(self) -> bool:
        return posixpath.basename(self.member).startswith(RENDERED)

    def place(self) -> Place:
        return Place(part=self.label, member=self.member)


@dataclass(eq=False)
class Package:
    """A Word file opened for reading."""

    parts: list[Part]
    """The body first, then headers, footers and notes."""
    relations: dict[str, list[Relation]]
    """By the member that points."""
    styles: etree._Element | None
    core: etree._Element | None
    document: str
    """The main member's name."""
    settings: etree._Element | None = None

    @property
    def body(self) -> Part:
        return self.parts[0]


class NotWordError(Exception):
    """The zip holds no Word document, or one that is written in the strict form of the format."""

    def __init__(self, *, is_strict: bool = False) -> None:
        super().__init__()
        self.is_strict = is_strict


def parsed(content: bytes) -> etree._Element:
    """The XML's root, with nothing fetched and no entity put in. Raises lxml's XMLSyntaxError."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def read_package(path: Path) -> Package:
    """Open the file. Raises NotWordError, BadZipFile, OSError, and XMLSyntaxError where a part is broken."""
    with ZipFile(path) as archive:
        names = {name: name for name in archive.namelist()}
        relations = dict(_relations(archive))
        document = next((each.target for each in relations.get("", []) if each.kind == "officeDocument"), "")
        if document not in names:
            raise NotWordError
        root = parsed(archive.read(document))
        if root.tag != f"{W}document":
            raise NotWordError(is_strict=root.tag.startswith(_STRICT))
        roots = {document: root}
        styles = _part(archive, relations, document, "styles")
        levels = heading_levels(styles)
        parts = [_read(document, "brödtexten", root, levels)]
        for member, label in _others(root, document, relations):
            if member in names and member not in roots:
                roots[member] = parsed(archive.read(member))
                parts.append(_read(member, label, roots[member], levels))
        core = next((each.target for each in relations.get("", []) if each.kind == "core-properties"), "")
        return Package(
            parts,
            relations,
            styles,
            parsed(archive.read(core)) if core in names else None,
            document,
            _part(archive, relations, document, "settings"),
        )


def _part(archive: ZipFile, relations: dict[str, list[Relation]], document: str, kind: str) -> etree._Element | None:
    member = next((each.target for each in relations.get(document, []) if each.kind == kind), "")
    return parsed(archive.read(member)) if member in archive.namelist() else None


def _relations(archive: ZipFile) -> Iterator[tuple[str, list[Relation]]]:
    for member in archive.namelist():
        folder, name = posixpath.split(member)
        if posixpath.basename(folder) != "_rels" or not name.endswith(".rels"):
            continue
        base = posixpath.dirname(folder)
        found = []
        for each in parsed(archive.read(member)).iter(_RELATION):
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not outside:
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
            found.append(Relation(each.get("Id", ""), each.get("Type", "").rsplit("/", 1)[-1], target, outside))
        yield posixpath.join(base, name.removesuffix(".rels")), found


def _others(root: etree._Element, document: str, relations: dict[str, list[Relation]]) -> Iterator[tuple[str, str]]:
    """Headers and footers as the sections use them, then notes; each with how one says where it is."""
    known = {each.id: each for each in relations.get(document, [])}
    sections = list(root.iter(f"{W}sectPr"))
    for tag, word in (("headerReference", "sidhuvudet"), ("footerReference", "sidfoten")):
        for number, section in enumerate(sections, 1):
            for reference in section.findall(f"{W}{tag}"):
                relation = known.get(reference.get(f"{R}id", ""))
                if relation is not None:
                    within = f" i avsnitt {number}" if number > 1 else ""
                    yield relation.target, word + _KINDS.get(reference.get(f"{W}type", "default"), "") + within
    for each in known.values():
        # docxtpl fills in those that no section uses too.
        if each.kind in ("header", "footer"):
            yield each.target, "sidhuvudet" if each.kind == "header" else "sidfoten"
        elif each.kind in _PLACES:
            yield each.target, _PLACES[each.kind]


def _read(member: str, label: str, root: etree._Element, levels: dict[str, int]) -> Part:
    part = Part(member, label, root)
    heading = ""
    for number, element in enumerate(root.iter(f"{W}p"), 1):
        copy = any(True for _ in element.iterancestors(FALLBACK))
        paragraph = Paragraph(element, number, part, level_of(element, levels), heading, own_text(element), copy)
        part.paragraphs.append(paragraph)
        if paragraph.level and not copy:
            heading = around(_CODE.sub("", paragraph.text)) or heading
    return part


def heading_levels(styles: etree._Element | None) -> dict[str, int]:
    """The level of every paragraph style that is a heading, by the style's id."""
    if styles is None:
        return {}
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    return {id_: level for id_ in by_id if (level := _style_level(id_, by_id, 0))}


def _style_level(id_: str, by_id: dict[str, etree._Element], depth: int) -> int:
    style = by_id.get(id_)
    if style is None or depth > 20:
        return 0
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        return _level(outline)
    name = _value(style.find(f"{W}name")).lower()
    if name == "title":
        return 1
    if name.startswith("heading ") and name[8:].isdigit():
        return int(name[8:])
    return _style_level(_value(style.find(f"{W}basedOn")), by_id, depth + 1)


def level_of(paragraph: etree._Element, levels: dict[str, int]) -> int:
    """The level of the heading that the paragraph is, from 1; 0: it is none."""
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        return _level(outline)
    return levels.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), 0)


def _level(outline: etree._Element) -> int:
    # Nine is Word's word for ordinary text.
    value = _value(outline)
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


_PIECES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def own_text(paragraph: etree._Element) -> str:
    """What one reads in the paragraph, without the boxes and pictures that hang on it."""
    pieces: list[str] = []
    _collect(paragraph, pieces)
    return "".join(pieces)


def _collect(element: etree._Element, pieces: list[str]) -> None:
    for child in element:
        if child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in _PIECES:
            pieces.append(_PIECES[child.tag])
        elif child.tag not in (f"{W}p", f"{W}pPr", _TEXTBOX, f"{W}rPr", f"{W}instrText"):
            _collect(child, pieces)


def around(text: str, words: str = "") -> str:
    """At most 80 characters of the text on one line, with ``words`` about in the middle."""
    line, wanted = " ".join(text.split()), " ".join(words.split())
    if len(line) <= _LONGEST:
        return line
    start = max(0, line.find(wanted) - (_LONGEST - len(wanted)) // 2) if wanted else 0
    start = min(start, len(line) - _LONGEST)
    end = start + _LONGEST
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return before + line[start + len(before) : end - len(after)] + after


__all__ = ["BadZipFile", "NotWordError", "Package", "Paragraph", "Part", "Relation", "W", "read_package"]
