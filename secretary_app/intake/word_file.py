"""The text of a .docx, read from its XML: python-docx passes over content controls without a word.

Runs in the worker process; the file has been looked at by ``support.safezip`` before.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from secretary_app.intake.word_table import table_as_lines
from secretary_app.support.errors import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
_EDGES = ("word/header", "word/footer")
PAGE_BREAK = "\f"
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr"}
_PROMPT = re.compile(r"\s*(?:$|\[|(?:Klicka|Tryck|Välj|Ange|Skriv|Click|Tap|Choose|Enter)\b)", re.IGNORECASE)
"""(C) Some editors leave the mark of a prompt on what has been written over it."""
_MOST_STEPS = 20
"""So long may a chain of styles based on one another be."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What older programs show instead of a text box: the same words once more."""


def docx_pages(path: str, name: str) -> list[str]:
    """The text of each page, as far as Word noted where pages break: head, paragraphs with an empty line between, foot.

    List items begin with ``•`` (their numbers are not in the file). Raises UserError for a damaged file.
    """
    parts = read_parts(path, name)
    lists = list_styles(parts.get(STYLES))
    # First page, even and odd pages have a head each, often with the same words.
    heads = dict.fromkeys(
        text for member in parts if member.startswith("word/header") for text in _paragraphs(parts[member], lists)
    )
    feet = dict.fromkeys(
        text for member in parts if member.startswith("word/footer") for text in _paragraphs(parts[member], lists)
    )
    paragraphs = [*heads, *_paragraphs(parts[DOCUMENT], lists), *feet]
    return "\n\n".join(paragraphs).split(PAGE_BREAK)


def read_parts(path: str, name: str) -> "dict[str, Element]":
    """The document, its styles, heads and feet as XML, by the part's name. Raises as ``docx_pages``."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.ElementTree import fromstring

    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
            parts = {
                member: fromstring(archive.read(member))
                for member in sorted(members)
                if member in (DOCUMENT, STYLES) or (member.startswith(_EDGES) and member.endswith(".xml"))
            }
    except (zipfile.BadZipFile, ParseError, ValueError, OSError) as error:
        raise UserError(f"{name} är trasig eller ofullständig. Hämta filen på nytt.") from error
    if DOCUMENT not in parts:
        raise UserError(f"{name} är ingen Word-fil, fast den slutar på .docx. Spara den som Word-dokument.")
    return parts


def list_styles(styles: "Element | None") -> frozenset[str]:
    """Ids of the styles whose paragraphs are list items, found once for the whole document."""
    if styles is None:
        return frozenset()
    numbered: set[str] = set()
    based: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        key = style.get(f"{W}styleId") or ""
        if style.find(f"{W}pPr/{W}numPr") is not None and style.find(f"{W}pPr/{W}outlineLvl") is None:
            numbered.add(key)
        parent = style.find(f"{W}basedOn")
        if parent is not None:
            based[key] = parent.get(f"{W}val") or ""
    for key in based:
        ancestor = key
        for _ in range(_MOST_STEPS):
            ancestor = based.get(ancestor, "")
            if ancestor in numbered:
                numbered.add(key)
    return frozenset(numbered)


def _paragraphs(root: "Element", lists: frozenset[str]) -> Iterator[str]:
    """Those of a part in the order in which they are read; the row of a table is one line where that says more."""

    def read(paragraph: "Element") -> str:
        return "".join(_paragraph(paragraph, lists))

    left: list[Element | str] = [root]
    while left:
        part = left.pop()
        if isinstance(part, str):
            yield part
            continue
        if part.tag == f"{W}p":
            yield from _paragraph(part, lists)
        lines = table_as_lines(part, read)
        if lines is None:
            left += reversed([child for child in part if child.tag != _FALLBACK])
        else:
            yield from lines


def _paragraph(paragraph: "Element", lists: frozenset[str]) -> Iterator[str]:
    text = "".join(runs(paragraph))
    if text.strip():
        yield f"• {text.lstrip()}" if is_item(paragraph, lists) else text
    elif PAGE_BREAK in text:
        yield PAGE_BREAK


def is_item(paragraph: "Element", lists: frozenset[str]) -> bool:
    """Whether the paragraph is a list item; ``lists`` is what ``list_styles`` found."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    key = (style.get(f"{W}val") or "") if style is not None else ""
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if number is not None:
        return number.get(f"{W}val") != "0" and not key.lower().startswith(("heading", "rubrik"))
    return key in lists


def runs(element: "Element") -> Iterator[str]:
    """The text of one paragraph; a paragraph inside it (a text box) comes by itself."""
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif tag == f"{W}lastRenderedPageBreak" or (tag == f"{W}br" and child.get(f"{W}type") == "page"):
            yield PAGE_BREAK
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag not in _SKIPPED and tag != f"{W}p" and not shows_prompt(child):
            yield from runs(child)


def shows_prompt(element: "Element") -> bool:
    """Whether it is a content control in which nothing has been written: what stands there is Word's or the form's."""
    shows = element.find(f"{W}sdtPr/{W}showingPlcHdr") if element.tag == f"{W}sdt" else None
    if shows is None or shows.get(f"{W}val") in ("0", "false", "off"):
        return False
    return _PROMPT.match("".join(each.text or "" for each in element.iter(f"{W}t"))) is not None
