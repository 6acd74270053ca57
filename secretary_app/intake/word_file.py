"""The text of a .docx, read from its XML: python-docx passes over content controls without a word.

Runs in the worker process; the file has been looked at by ``support.safezip`` before.
"""

import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from secretary_app.support.errors import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_PAGE_BREAK = "\f"
_SKIPPED = {f"{_W}del", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr"}
_MOST_STEPS = 20
"""So long may a chain of styles based on one another be."""


def docx_pages(path: str, name: str) -> list[str]:
    """The text of each page, as far as Word noted where pages break: head, then paragraphs with an empty line between.

    List items begin with ``•`` (their numbers are not in the file). Raises UserError for a damaged file.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.ElementTree import fromstring

    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
            parts = {
                member: fromstring(archive.read(member))
                for member in sorted(members)
                if member in (_DOCUMENT, _STYLES) or (member.startswith("word/header") and member.endswith(".xml"))
            }
    except (zipfile.BadZipFile, ParseError, ValueError, OSError) as error:
        raise UserError(f"{name} är trasig eller ofullständig. Hämta filen på nytt.") from error
    if _DOCUMENT not in parts:
        raise UserError(f"{name} är ingen Word-fil, fast den slutar på .docx. Spara den som Word-dokument.")
    lists = _list_styles(parts.get(_STYLES))
    # First page, even and odd pages have a head each, often with the same words.
    heads = dict.fromkeys(
        text for member in parts if member.startswith("word/header") for text in _paragraphs(parts[member], lists)
    )
    paragraphs = [*heads, *_paragraphs(parts[_DOCUMENT], lists)]
    return "\n\n".join(paragraphs).split(_PAGE_BREAK)


def _list_styles(styles: "Element | None") -> frozenset[str]:
    """Ids of the styles whose paragraphs are list items, found once for the whole document."""
    if styles is None:
        return frozenset()
    numbered: set[str] = set()
    based: dict[str, str] = {}
    for style in styles.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId") or ""
        if style.find(f"{_W}pPr/{_W}numPr") is not None and style.find(f"{_W}pPr/{_W}outlineLvl") is None:
            numbered.add(key)
        parent = style.find(f"{_W}basedOn")
        if parent is not None:
            based[key] = parent.get(f"{_W}val") or ""
    for key in based:
        ancestor = key
        for _ in range(_MOST_STEPS):
            ancestor = based.get(ancestor, "")
            if ancestor in numbered:
                numbered.add(key)
    return frozenset(numbered)


def _paragraphs(root: "Element", lists: frozenset[str]) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(_runs(paragraph))
        if not text.strip():
            if _PAGE_BREAK in text:
                yield _PAGE_BREAK
            continue
        yield f"• {text.lstrip()}" if _is_item(paragraph, lists) else text


def _is_item(paragraph: "Element", lists: frozenset[str]) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    key = (style.get(f"{_W}val") or "") if style is not None else ""
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    if number is not None:
        return number.get(f"{_W}val") != "0" and not key.lower().startswith(("heading", "rubrik"))
    return key in lists


def _runs(element: "Element") -> Iterator[str]:
    """The text of one paragraph; a paragraph inside it (a text box) comes by itself."""
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif tag == f"{_W}lastRenderedPageBreak" or (tag == f"{_W}br" and child.get(f"{_W}type") == "page"):
            yield _PAGE_BREAK
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag not in _SKIPPED and tag != f"{_W}p":
            yield from _runs(child)
