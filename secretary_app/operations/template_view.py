"""A template as the page Mallar shows it: drawn without Word, its faults at their places and put together."""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from secretary_app.domain.model import DocumentKind, Remiss, RemissState
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.word.findings import Finding, Report, Severity
from secretary_app.word.outline import (
    Align,
    Block,
    BlockStyle,
    Box,
    Break,
    Cell,
    Content,
    Outline,
    Part,
    Piece,
    PieceKind,
    Row,
    Table,
    outline,
)
from secretary_app.word.sets import kind_of

__all__ = [
    "Align",
    "Block",
    "BlockStyle",
    "Box",
    "Break",
    "Cell",
    "Content",
    "Drawing",
    "FindingGroup",
    "Mark",
    "Numbered",
    "Outline",
    "Part",
    "Piece",
    "PieceKind",
    "RemissName",
    "Row",
    "Table",
    "drawing",
    "groups_of",
    "guessed_kind",
    "headings_of",
    "left_to_fill_in",
    "marks_of",
    "remisser_to_try",
    "signature",
]

_MOST_OFFERED = 300
_TOGETHER = 4
"""From so many on, findings of one kind are shown as one."""
_VARYING = re.compile(r"\{[{%].*?[}%]\}|”[^”]*”|\b[\w-]+(?:\.[\w-]+)+\b|\b\d+\b|(?<=^Fältet )\S+|(?<=^Filtret )\S+")
_WHERE_IT_LACKS = re.compile(r"^(Fältet … finns inte) i .*")
_QUOTED = re.compile(r"”([^”]+)”")
_TOLD_TOGETHER = (
    (re.compile(r"^Fältet … finns inte"), "{} fält finns inte"),
    (re.compile(r"^Filtret … finns inte"), "{} filter finns inte"),
    (re.compile(r"^… ser ut att vara kvar"), "{} ställen ser ut att vara kvar från ett gammalt dokument"),
    (re.compile(r"^Slingan … är inte avslutad"), "{} slingor är inte avslutade"),
    (re.compile(r"^Villkoret … är inte avslutat"), "{} villkor är inte avslutade"),
    (re.compile(r"^… har enkla klamrar"), "{} fält har enkla klamrar och fylls inte i"),
    (re.compile(r"^… står utan klamrar"), "{} fält står utan klamrar och fylls inte i"),
)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What one sees of a file, or why nothing can be seen."""

    path: Path
    outline: Outline | None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A finding with the number that it has on its card and at its place, from 1."""

    number: int
    finding: Finding

    @property
    def is_fault(self) -> bool:
        return self.finding.severity is Severity.FAULT


@dataclass(frozen=True, kw_only=True)
class FindingGroup:
    """Findings of one kind, or a single one."""

    members: tuple[Numbered, ...]
    title: str
    """``14 fält finns inte``; of a single one what it says."""

    @property
    def can_be_mended(self) -> bool:
        return all(each.finding.can_be_corrected for each in self.members)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Where a finding is in the drawing: letters ``start`` to ``end`` of the block's text."""

    numbered: Numbered
    member: str
    block: int
    """0: the part as a whole."""
    start: int
    end: int


def drawing(path: Path) -> Drawing:
    """Read the file to be drawn."""
    try:
        return Drawing(path=path, outline=outline(path))
    except UserError as error:
        return Drawing(path=path, outline=None, why_not=error.message)


def groups_of(report: Report) -> list[FindingGroup]:
    """The findings, faults first, those of one kind together where they are many; numbered in that order."""
    alike: dict[tuple[Severity, str], list[Finding]] = {}
    ordered = (*report.faults, *report.warnings)
    for finding in ordered:
        alike.setdefault(_kind(finding), []).append(finding)
    groups: list[FindingGroup] = []
    number = 1
    for finding in ordered:
        kind = _kind(finding)
        together = alike[kind] if len(alike[kind]) >= _TOGETHER else [finding]
        if together[0] is finding:
            members = tuple(Numbered(number=number + place, finding=one) for place, one in enumerate(together))
            number += len(members)
            title = finding.what.rstrip(".") if len(members) == 1 else _told_together(kind[1], len(members))
            groups.append(FindingGroup(members=members, title=title))
    return groups


def _kind(finding: Finding) -> tuple[Severity, str]:
    """What it says without the names and numbers in it."""
    return finding.severity, _WHERE_IT_LACKS.sub(r"\1.", _VARYING.sub("…", finding.what))


def signature(finding: Finding) -> str:
    """What tells a finding from the others of its template, also when paragraphs come before it or go."""
    place = finding.place
    said = "\n".join((finding.what, finding.wrong, place.member, place.heading, place.words))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _told_together(pattern: str, count: int) -> str:
    for known, words in _TOLD_TOGETHER:
        if known.match(pattern):
            return words.format(count)
    return f"{count} ställen: {pattern.rstrip('.')}"


def marks_of(shown: Outline, groups: Sequence[FindingGroup]) -> list[Mark]:
    """Where the findings are that have a place in the drawing; in the order of their numbers."""
    blocks = {(part.member, block.number): block for part in shown.parts for block in _blocks(part.contents)}
    taken: dict[tuple[str, int, str], int] = {}
    found = []
    for numbered in (each for group in groups for each in group.members):
        place = numbered.finding.place
        block = blocks.get((place.member, place.block))
        if block is None:
            if shown.part(place.member) is not None:
                found.append(Mark(numbered=numbered, member=place.member, block=0, start=0, end=0))
            continue
        key = (place.member, place.block, numbered.finding.wrong or numbered.finding.what)
        start, end = _span(block, numbered.finding, taken.get(key, 0))
        taken[key] = taken.get(key, 0) + 1
        found.append(Mark(numbered=numbered, member=place.member, block=place.block, start=start, end=end))
    return found


def _blocks(contents: Sequence[Content]) -> list[Block]:
    found: list[Block] = []
    for each in contents:
        if isinstance(each, Block):
            found.append(each)
        elif isinstance(each, Table):
            found += [block for row in each.rows for cell in row.cells for block in _blocks(cell.contents)]
        elif isinstance(each, Box):
            found += _blocks(each.contents)
    return found


def _span(block: Block, finding: Finding, skipped: int) -> tuple[int, int]:
    """The letters that the finding is about; ``skipped``: so many of the same kind stand before it."""
    spans = []
    place = 0
    for piece in block.pieces:
        spans.append((place, place + len(piece.text), piece.code))
        place += len(piece.text)
    tagged = [(start, end) for start, end, code in spans if code and _is_about(finding, code)]
    if tagged:
        return tagged[min(skipped, len(tagged) - 1)]
    for words in filter(None, (finding.wrong, *_QUOTED.findall(finding.what))):
        at = -1
        for _ in range(skipped + 1):
            later = block.text.find(words, at + 1)
            at = later if later >= 0 else at
        if at >= 0:
            return at, at + len(words)
    return 0, place


def _is_about(finding: Finding, code: str) -> bool:
    if finding.wrong:
        return finding.wrong in code
    return code in finding.what or " ".join(code.split()) in finding.what


def headings_of(shown: Outline) -> list[str]:
    """The headings of its text under the topmost, in their order, without those in a loop; a field by its name."""
    blocks = [block for part in shown.parts if part.is_body for block in _blocks(part.contents)]
    headings = [each for each in blocks if each.style is BlockStyle.HEADING and each.level > 1 and not each.depth]
    told = ("".join(piece.text for piece in each.pieces if piece.kind is not PieceKind.CODE) for each in headings)
    return [each.strip() for each in told if each.strip()]


def left_to_fill_in(shown: Outline) -> list[str]:
    """What a person has to write in a draft that was tried: ``[Ange datum]``, each once."""
    pieces = (piece for part in shown.parts for block in _blocks(part.contents) for piece in block.pieces)
    return list(dict.fromkeys(piece.text.strip() for piece in pieces if piece.kind is PieceKind.PLACEHOLDER))


@dataclass(frozen=True, kw_only=True)
class RemissName:
    """A remiss that a template can be tried on."""

    id: str
    words: str
    """``KS/2024:118  Granskning av krisberedskapen``"""


def remisser_to_try(register: Register, latest: Sequence[str] = ()) -> list[RemissName]:
    """Those with the ids ``latest`` first, then the others, the last received first; at most some hundred."""
    found = [each for each in register.find(Remiss) if each.state is not RemissState.VOID]
    found.sort(key=lambda each: (each.received or dt.date.min, each.diarienummer), reverse=True)
    found.sort(key=lambda each: latest.index(each.id) if each.id in latest else len(latest))
    return [
        RemissName(id=each.id, words="  ".join(filter(None, (each.diarienummer, each.title))))
        for each in found[:_MOST_OFFERED]
    ]


def guessed_kind(path: Path) -> DocumentKind | None:
    """The kind that a file's name tells: ``Tjänsteskrivelse.docx``; also where more stands before or after it."""
    told = kind_of(path.with_suffix(".docx"))
    if told is not None:
        return told
    name = path.stem.casefold()
    return next((kind for kind in DocumentKind if kind.swedish.casefold() in name or kind.value in name), None)
