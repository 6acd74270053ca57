"""What tells an answer form, and each box of it, from any other paper: hidden marks, and codes to be seen."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from secretary_app.domain.answer_marks import GENERAL_CODE, PREFIX, SENT
from secretary_app.intake.answers_parts import Line, Part

CODE_WORD = r"(?P<code>(?P<body>\S{1,20}?)-(?P<which>p?\d[\w.]{0,8}|[a-zåäö]|" + GENERAL_CODE + r"))"
"""``OSN-3``, in a pattern."""
_CODE = re.compile(CODE_WORD)
MEASURES_OF = re.compile(rf"Åtgärder\s+till\s+{CODE_WORD}\W*", re.IGNORECASE)
"""(C) The line above each table of measures."""
TITLE = re.compile(r"Svarsformulär\b", re.IGNORECASE)
_LINE_OF_MEASURES = re.compile(rf"^[>\s]*{MEASURES_OF.pattern}$", re.IGNORECASE | re.MULTILINE)
_LINE_OF_CODE = re.compile(rf"^[>\s]*(?:Kod\W+)?{CODE_WORD}\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class FormIdentity:
    """Whose answer to which remiss a form says that it is; ``""``: it does not say."""

    remiss: str = ""
    namnd: str = ""
    """Both are marks."""
    body: str = ""
    """The namnd's abbreviation, as the codes have it."""
    sent: Mapping[str, str] = field(default_factory=dict)
    """Imprints of what it held when it was sent, by kind and mark (``t:<mark>``), as its properties have them."""


def identity_of(parts: Sequence[Part], said: Sequence[str] = ()) -> FormIdentity | None:
    """What the paper says of itself as a form; None where it is none. ``said``: what its properties say."""
    marks = [mark for part in parts for mark in marks_of(part)]
    codes = [match for part in parts for match in codes_of(part)]
    if not (said or marks or _is_titled(parts) or says_form("\n".join(_lines(parts)))):
        return None
    own = next((each for each in said if each.startswith(f"{PREFIX}:")), "")
    _, remiss, namnd = (*own.split(":"), "", "")[:3]
    entries = [entry for each in said if each.startswith(SENT) for entry in each.removeprefix(SENT).split()]
    return FormIdentity(
        remiss=remiss or bookmarked(marks, "s"),
        namnd=namnd or bookmarked(marks, "n"),
        body=codes[0]["body"] if codes else "",
        sent=dict(entry.rpartition(":")[::2] for entry in entries),
    )


def says_form(text: str) -> bool:
    """Whether a code stands both alone and above measures: ``Åtgärder till covid-19`` makes no form of a paper."""
    measures = {match["code"].casefold() for match in _LINE_OF_MEASURES.finditer(text)}
    return bool(measures) and any(match["code"].casefold() in measures for match in _LINE_OF_CODE.finditer(text))


def _is_titled(parts: Sequence[Part]) -> bool:
    return any(isinstance(part, Line) and part.level and TITLE.match(part.text) for part in parts)


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Line):
            yield part.text
        else:
            yield from (" ".join(cell.text for cell in row if cell.paragraphs) for row in part.rows)


def marks_of(part: Part) -> Iterator[str]:
    """The hidden marks in it."""
    if isinstance(part, Line):
        yield from part.marks
    else:
        yield from (mark for row in part.rows for cell in row for mark in cell.marks)


def codes_of(part: Part) -> Iterator[re.Match[str]]:
    """The codes to be seen in it, where a form has them."""
    if isinstance(part, Line):
        if match := MEASURES_OF.fullmatch(part.text.strip()):
            yield match
        return
    for row in part.rows:
        filled = [cell.text for cell in row if cell.paragraphs]
        if len(filled) == 2 and filled[0] == "Kod" and (match := _CODE.fullmatch(filled[1])):
            yield match


def bookmarked(marks: Sequence[str], kind: str) -> str:
    """What a bookmark of this kind names: ``beredd_q_<mark>``."""
    before = f"{PREFIX}_{kind}_"
    return next((mark.removeprefix(before) for mark in marks if mark.startswith(before)), "")


def tagged(marks: Sequence[str], kind: str) -> tuple[str, tuple[str, ...]]:
    """What a content control of this kind names, and the imprints of what it held when it was sent."""
    for mark in marks:
        prefix, sort, named, *sent = (*mark.split(":"), "", "", "")[:4]
        if prefix == PREFIX and sort == kind:
            return named, tuple(filter(None, sent[0].split("."))) if sent else ()
    return "", ()
