"""The tags of a template, split out of its paragraphs as docxtpl does it, and the faults of their braces.

Imports lxml; runs in the worker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from lxml import etree  # type: ignore[import-untyped]

from secretary_app.word.checking_parts import Paragraph, Part, W, around
from secretary_app.word.findings import Finding, Place, Severity

BLOCKS = {"for": "endfor", "if": "endif", "with": "endwith", "filter": "endfilter", "autoescape": "endautoescape"}
"""What begins and what ends it."""
BRANCHES = ("else", "elif")
SINGLE = ("set", "vm", "hm", "cellbg", "colspan")
WORDS = (*BLOCKS, *BLOCKS.values(), *BRANCHES, *SINGLE)
"""What may stand first in ``{% … %}``."""
_LEVELS = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "run"}
_TAG = re.compile(
    r"\{%(?P<code>(?:(?!%\}|\{%|\{\{).)*)%\}"
    r"|\{\{(?!\{)(?P<field>(?:(?!\}\}|\{%|\{\{).)*)\}\}"
    r"|\{#(?P<comment>(?:(?!#\}).)*)#\}",
    re.DOTALL,
)
_LEVEL = re.compile(r"(p|tr|tc|r) (.*)", re.DOTALL)
_STRAY_LEVEL = re.compile(rf"\s*(p|tr|tc|r)\s*((?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b.*)", re.DOTALL)
_OPEN = re.compile(r"\{\{|\{%")
_CLOSE = re.compile(r"\}\}|%\}")
_STRUCK = (f"{W}delText", f"{W}delInstrText")
QUOTES = str.maketrans("“”‘’", "\"\"''")
_MIXED = re.compile(r"(\{\{|\{%)((?:(?!\{\{|\{%|\}\}|%\}).)*)(?:\}\}|%\})", re.DOTALL)
_NEVER_CLOSED = re.compile(r"(\{\{|\{%)\s*([\w.|' ]*[\w'])\s*[%}]?\s*")
_NEVER_OPENED = re.compile(r"[{%]?[{%]?\s*([\w.|' ]*[\w'])\s*$")


@dataclass(eq=False)
class Tag:
    """``{{ … }}`` or ``{% … %}``."""

    source: str
    """As it stands in the file."""
    is_code: bool
    level: str
    """``p``, ``tr``, ``tc`` or ``r``: what vanishes around it; ``""``: nothing."""
    word: str
    """The first of a ``{% … %}``: ``for``."""
    rest: str
    """What follows it; of a field all of it. Straight quotation marks, and one sign for each å, ä and ö."""
    place: Place
    element: etree._Element
    """The one it begins in."""
    part: Part
    is_copy: bool
    order: tuple[int, int]
    is_mended: bool = False
    """It does not stand so in the file, but was meant so, which is told."""

    @property
    def told(self) -> str:
        return around(self.source)

    def finding(self, what: str, suggestion: str = "", wrong: str = "", right: str = "") -> Finding:
        """A fault of this tag."""
        if self.element.tag in _STRUCK:
            what = f"{what} Det står i struken text, i en spårad ändring."
            return fault(what, self.place, "Godkänn eller avvisa ändringen i Word under Granska.")
        return fault(what, self.place, suggestion, wrong, right)


def fault(what: str, place: Place, suggestion: str = "", wrong: str = "", right: str = "") -> Finding:
    return Finding(severity=Severity.FAULT, what=what, suggestion=suggestion, place=place, wrong=wrong, right=right)


@dataclass(eq=False)
class _Piece:
    """Text that tags are looked for in: what a paragraph's runs say together, an attribute, a field's instruction."""

    owner: Paragraph | None
    part: Part
    text: str
    starts: list[tuple[int, int, etree._Element]]
    """Where in the text each element begins, its number in the part, and itself."""

    def place(self, words: str) -> Place:
        if self.owner is None:
            return self.part.place()
        place = self.owner.place(words)
        # Struck text, a picture's description: one does not read it in the paragraph.
        return place if self.starts[0][2].tag == f"{W}t" else replace(place, words=around(self.text, words))

    def at(self, offset: int) -> tuple[tuple[int, int], etree._Element]:
        start, number, element = max((each for each in self.starts if each[0] <= offset), key=lambda each: each[0])
        return (number, offset - start), element


def split(part: Part) -> tuple[list[Tag], list[Finding]]:
    """Every tag of the part in the order in which it is carried out, and what is wrong with the braces."""
    tags: list[Tag] = []
    found: list[Finding] = []
    for piece in _pieces(part):
        matches = list(_TAG.finditer(piece.text))
        tags += [_tag(piece, match, match.start()) for match in matches if match["comment"] is None]
        for start, finding in _brace_faults(piece, [match.span() for match in matches]):
            mended = _TAG.fullmatch(finding.right)
            if mended and finding.right not in finding.wrong:
                # As it was meant, so that what follows it is understood.
                tags.append(_tag(piece, mended, start))
            if not (piece.owner and piece.owner.is_copy):
                found.append(finding)
    tags.sort(key=lambda tag: tag.order)
    return tags, found


def _pieces(part: Part) -> Iterator[_Piece]:
    owners = {paragraph.element: paragraph for paragraph in part.paragraphs}
    runs: dict[Paragraph, _Piece] = {}
    for number, element in enumerate(part.root.iter(etree.Element)):
        text, is_text = element.text or "", element.tag == f"{W}t"
        apart = [value for value in element.attrib.values() if "{" in value]
        if not text and not apart:
            continue
        owner = owners.get(_paragraph_of(element))
        if is_text and owner is not None:
            whole = runs.setdefault(owner, _Piece(owner, part, "", []))
            whole.starts.append((len(whole.text), number, element))
            whole.text += text
        elif "{" in text or "}" in text:
            apart.append(text)
        for value in apart:
            yield _Piece(owner, part, value, [(0, number, element)])
    yield from runs.values()


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    """That which it is in; of what names a content control of whole paragraphs, the control's first."""
    if element.tag == f"{W}p":
        return element
    paragraph = next(element.iterancestors(f"{W}p"), None)
    control = next(element.iterancestors(f"{W}sdt"), None)
    if paragraph is None and control is not None:
        return next(control.iter(f"{W}p"), None)
    return paragraph


def _tag(piece: _Piece, match: re.Match[str], start: int) -> Tag:
    is_code = match["code"] is not None
    inner = normalize("NFC", match["code"] if is_code else match["field"])
    level, words = _level(inner)
    words = words.translate(QUOTES).removeprefix("-").removesuffix("-").strip()
    word, _, rest = words.partition(" ") if is_code else ("", "", words)
    order, element = piece.at(start)
    return Tag(
        source=match[0],
        is_code=is_code,
        level=level,
        word=word,
        rest=rest.strip(),
        place=piece.place(match[0]),
        element=element,
        part=piece.part,
        is_copy=bool(piece.owner and piece.owner.is_copy),
        order=order,
    )


def _level(inner: str) -> tuple[str, str]:
    match = _LEVEL.fullmatch(inner)
    return (match[1], match[2]) if match else ("", inner)


def _brace_faults(piece: _Piece, spans: list[tuple[int, int]]) -> Iterator[tuple[int, Finding]]:
    """Braces that begin or end nothing, in the text between the tags; each with its place in the piece."""
    for start, end in spans:
        if piece.text[start - 1 : start] == "{" or piece.text[end : end + 1] == "}":
            yield end, _one_too_many(piece, start, end)
    edges = [0, *(edge for span in spans for edge in span), len(piece.text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        between = piece.text[start:end]
        opened = _OPEN.search(between)
        while opened:
            yield start + opened.start(), _never_closed(piece, between[opened.start() :])
            opened = _OPEN.search(between, opened.end())
        closed = _CLOSE.search(between)
        if closed and not _OPEN.search(between) and (start == 0 or closed.start() > 0):
            yield start + closed.start(), _never_opened(piece, between[: closed.end()])


def _one_too_many(piece: _Piece, start: int, end: int) -> Finding:
    right = piece.text[start:end]
    before = "{" if piece.text[start - 1 : start] == "{" else ""
    wrong = f"{before}{right}{'}' if piece.text[end : end + 1] == '}' else ''}"
    return fault(f"{around(wrong)} har en klammer för mycket.", piece.place(wrong), f"Skriv {right}.", wrong, right)


def _never_closed(piece: _Piece, text: str) -> Finding:
    braces = text[:2]
    if mixed := _MIXED.match(text):
        words = mixed[2].strip()
        first = words.removeprefix("p ").removeprefix("tr ").split(" ")[0]
        right = f"{{%{mixed[2].rstrip()} %}}" if first in WORDS else f"{{{{ {words} }}}}"
        return fault(
            f"{around(mixed[0])} börjar och slutar med olika klamrar.",
            piece.place(mixed[0]),
            f"Skriv {right}.",
            mixed[0],
            right,
        )
    match = _NEVER_CLOSED.match(text)
    wrong = match[0].rstrip() if match else ""
    closing = "}}" if braces == "{{" else "%}"
    right = f"{braces} {match[2]} {closing}" if match else ""
    # Only where a single brace is there may the rest be taken for the tag; else it may be text.
    is_sure = bool(match) and wrong[-1] in "%}"
    return fault(
        f"”{around(text)[:40]}” är inte avslutat.",
        piece.place(text[:40]),
        f"Skriv {right}." if is_sure else f"Skriv {closing} efter fältet, i samma stycke.",
        wrong if is_sure else "",
        right if is_sure else "",
    )


def _never_opened(piece: _Piece, text: str) -> Finding:
    closing = text[-2:]
    braces = "{{" if closing == "}}" else "{%"
    match = _NEVER_OPENED.search(text[:-2])
    wrong = text[match.start() :] if match else ""
    right = f"{braces} {match[1]} {closing}" if match else ""
    is_sure = bool(match) and wrong[0] in "{%"
    return fault(
        f"Före {closing} saknas {braces}.",
        piece.place(wrong or closing),
        f"Skriv {right}." if is_sure else f"Skriv {braces} där fältet börjar, i samma stycke.",
        wrong if is_sure else "",
        right if is_sure else "",
    )


def mend_level(tag: Tag) -> str:
    """How the tag is to be written where its ``p``, ``tr``, ``tc`` or ``r`` stands wrong; ``""``: it does not."""
    match = _STRAY_LEVEL.fullmatch(tag.source[2:-2])
    if not tag.is_code or tag.level or match is None:
        return ""
    return f"{{%{match[1]} {match[2].strip()} %}}"


def sharing_faults(part: Part, tags: list[Tag]) -> Iterator[Finding]:
    """What would vanish: text and tags in a paragraph, row or cell that a ``{%p``, ``{%tr`` or ``{%tc`` takes."""
    paragraphs = {paragraph.element: paragraph for paragraph in part.paragraphs}
    for tag in tags:
        if tag.word in SINGLE[1:] and not tag.is_copy and next(tag.element.iterancestors(f"{W}tc"), None) is None:
            yield tag.finding(
                f"{tag.told} gäller en tabellcell men står inte i någon.", "Ta bort det, eller flytta det."
            )
        if tag.level not in ("p", "tr", "tc") or tag.is_copy:
            continue
        taken = next(tag.element.iterancestors(f"{W}{tag.level}"), None)
        if taken is None:
            name = {"p": "ett stycke", "tr": "en tabellrad", "tc": "en tabellcell"}[tag.level]
            yield tag.finding(f"{tag.told} står inte i {name}.", f"Skriv {without_level(tag)}.", *_unlevelled(tag))
            continue
        texts = [p.text for p in map(paragraphs.get, taken.iter(f"{W}p")) if p is not None]
        lost = " ".join(" ".join(texts).replace(tag.source, "", 1).split())
        if lost:
            yield _lost(tag, tags, taken, lost)


def _lost(tag: Tag, tags: list[Tag], taken: etree._Element, lost: str) -> Finding:
    where = {"p": "i samma stycke", "tr": "på samma tabellrad", "tc": "i samma cell"}[tag.level]
    own = {"p": "på en egen rad", "tr": "på en egen tabellrad", "tc": "i en egen cell"}[tag.level]
    company = sum(
        1 for each in tags if each.level == tag.level and taken in each.element.iterancestors(f"{W}{tag.level}")
    )
    # Begun and ended in one paragraph: without the p it does what was meant.
    is_inline = tag.level == "p" and company > 1
    instead = f", eller skriv {without_level(tag)}" if is_inline else ""
    return tag.finding(
        f"{tag.told} står {where} som ”{around(lost)[:60]}”, som då försvinner.",
        f"Sätt {tag.told} {own}{instead}.",
        *(_unlevelled(tag) if is_inline else ()),
    )


def without_level(tag: Tag) -> str:
    return f"{tag.source[:2]} {tag.source[2 + len(tag.level) :].lstrip()}"


def _unlevelled(tag: Tag) -> tuple[str, str]:
    return tag.source, without_level(tag)
