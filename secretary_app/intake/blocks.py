"""The text of a paper as paragraphs, list items and sentences, each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretary_app.intake import vocabulary, vocabulary_head, vocabulary_headings, vocabulary_places

_LABEL = (
    r"Rekommendation(?:en)?\s*(?:nr\.?\s*)?\d{1,2}(?:\s*[:.–-]\s*|\s{2,}(?=[A-ZÅÄÖ]|att\b))"
    r"|Rekommendation:\s+(?=[A-ZÅÄÖ]|att\b)"
)
_MARK = re.compile(
    rf"(?P<label>{_LABEL})|(?P<bullet>•|\*(?=\s))\s*|(?P<ocr>[eo°«»¢®©¦+~¤])\s+(?=[A-ZÅÄÖ](?:[a-zåäöé]|\s[a-zåäö]))"
    r"|(?P<number>\d{1,2}(?=[.)])|R\d{1,2}|\(\d{1,2}\))(?:[.):]?\s+(?=[A-ZÅÄÖ(]|att\b)|[.)](?=[A-ZÅÄÖ][a-zåäö]))|(?P<letter>[a-zåäö]\)|\((?:[a-zåäö]|[ivx]{2,4})\)|i[ivx]{1,3}\))\s+"
    r"|(?P<dash>[-–—−‐‑‒―])\s+(?=[A-ZÅÄÖ]|att\b)",
)
_LOOSE_NUMBER = re.compile(r"(?P<number>\d{1,2})\s+(?=[A-ZÅÄÖ]|att\b)")
_SMALL_NUMBER = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=[a-zåäö])")
_LOOSE_DASH = re.compile(r"(?P<dash>[-–—−‐‑‒―])\s+(?=[a-zåäö])|(?P<ocr>o)\s+(?=[a-zåäö])")
_ATT = re.compile(r"(?P<att>)(?=att\s)", re.IGNORECASE)
_ATT_ENDS = re.compile(r"(?:[,;.]|\b(?:samt|och))$")
_LONGEST_ATT = 6
"""Lines of one item."""
_GOES_ON = re.compile(
    r"(?:,|(?:^|\s)(?:och|eller|samt|som|att|av|för|till|i|på|med|om|från|vid|inom|den|det|de|en|ett|såväl|är|har|inte|avsnitt|kapitel|bilaga|-|–))$",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\b(?:avsnitt|kapitel|bilaga)$")
"""A number comes after it, on the next line."""
_ENDS = re.compile(r'[.!?][)"”»]?$')
_BETWEEN_SENTENCES = re.compile(r'(?<=[.!?])[)"”»]?\s+(?=[("”«A-ZÅÄÖ•0-9])')
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:t\.?ex|bl\.?a|m\.m|s\.k|d\.v\.s|t\.o\.m|fr\.o\.m|dvs|ca|kl|nr|dnr|kap|jfr|resp|st|p\.g\.a|f\.n|[A-ZÅÄÖ])\.$"
)
_OF_CONTENTS = re.compile(r"(?:\.{5,}|(?:\. ){5,}|…{2,})\s*\d{1,3}$")
"""How a line of the table of contents ends."""
_COLUMNS = "   "
"""Between the cells of a head or table that stand on one line."""
_WRAPPED = 0.72
"""A line that is shorter than this part of the usual width was ended by its writer, not by the margin."""


_SHORTEST_WRAPPED = 25
LONGEST_SENTENCE = 2_000
"""Characters. What is longer is no sentence but a table or noise; the rules, whose patterns look far, pass over it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or list item: ``start`` and ``end`` in the paper's text, ``body`` where it begins after its mark."""

    start: int
    end: int
    body: int
    mark: str
    """``bullet``, ``number``, ``letter``, ``dash``, ``label``, ``att``; empty for an ordinary paragraph."""
    number: str | None
    text: str
    """On one line, without the mark."""


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    after_blank: bool


def paragraphs(text: str) -> list[Paragraph]:
    """The text's paragraphs in order. A line that was only wrapped is put to the one above, also over an empty line."""
    lines = list(_lines(text))
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    found: list[Paragraph] = []
    group: list[_Line] = []
    mark: re.Match[str] | None = None
    atts = _att_lists(lines)
    for line in lines:
        above = group[-1].text if group else ""
        new_mark = _mark(line.text, above, mark) or (_ATT.match(line.text) if line.start in atts else None)
        if group and (
            new_mark or not _joined(above, line, width, in_list=mark is not None) or _title_ends(group, line)
        ):
            found.append(_paragraph(text, group, mark))
            group, mark = [], None
        if not group:
            mark = new_mark
        group.append(line)
    if group:
        found.append(_paragraph(text, group, mark))
    return found


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """The sentences of one stretch of the text."""
    found = []
    begin = start
    for match in _BETWEEN_SENTENCES.finditer(text, start, end):
        if _ABBREVIATED.search(text, max(begin, match.start() - 12), match.start()):
            continue
        found.append(_sentence(text, begin, match.start() + len(match[0].rstrip())))
        begin = match.end()
    if text[begin:end].strip():
        found.append(_sentence(text, begin, end))
    return found


def _sentence(text: str, start: int, end: int) -> Sentence:
    return Sentence(start, end, " ".join(text[start:end].split()))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    after_blank = True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped[-1:].isdigit() and _OF_CONTENTS.search(stripped):
            stripped = ""
        if stripped:
            yield _Line(start + raw.index(stripped[0]), stripped, after_blank)
        after_blank = not stripped
        start += len(raw) + 1


def _mark(line: str, above: str, current: re.Match[str] | None) -> re.Match[str] | None:
    """``current``: the mark of the list item above."""
    match = _MARK.match(line)
    if match is None and (
        current or above.endswith((":", ";", ",")) or (above.endswith(" att") and "–" not in line[1:])
    ):
        match = _LOOSE_DASH.match(line)
    number = _LOOSE_NUMBER.match(line) or _SMALL_NUMBER.match(line)
    if match is None and number and _is_next(number["number"], above, current):
        match = number
    if match is None and (above.endswith(":") or (current and _ENDS.search(above))):
        match = _ATT.match(line)
    return match


def _is_next(number: str, above: str, current: re.Match[str] | None) -> bool:
    """Whether a figure without a point numbers an item: it begins a list, or goes on with one."""
    if number == "1" or vocabulary.GROUP_LINE.fullmatch(above):
        return above.endswith((":", " att"))
    last = current.groupdict().get("number") if current else None
    return bool(last) and str(last).isdecimal() and int(number) == int(str(last)) + 1


def _att_lists(lines: Sequence[_Line]) -> set[int]:
    """Where the lines begin that are the items of a list, each "att …" and ended by its writer."""
    found: set[int] = set()
    begun: int | None = None
    for number, line in enumerate(lines):
        if not _ATT.match(line.text):
            if begun is not None and number - begun > _LONGEST_ATT:
                begun = None
            continue
        if begun is not None and _ATT_ENDS.search(lines[number - 1].text):
            found |= {lines[begun].start, line.start}
        begun = number
    return found


def _joined(above: str, line: _Line, width: int, *, in_list: bool) -> bool:
    if _stands_alone(above) or _stands_alone(line.text) or vocabulary.NEXT_LABEL.match(line.text):
        return False
    # A dash before a small letter, where it is no list mark, goes on too: it is a parenthesis.
    if line.text.lstrip("-–— ")[:1].islower() and not above.endswith(":"):
        return True
    if line.after_blank:
        return (
            bool(_GOES_ON.search(above))
            and len(above) > _SHORTEST_WRAPPED
            and (line.text[0].isalpha() or _REFERS.search(above) is not None)
        )
    if _GOES_ON.search(above):
        return True
    if in_list and _ENDS.search(above):
        return False
    return len(above) >= _WRAPPED * width and not above.endswith(":")


def _title_ends(group: Sequence[_Line], line: _Line) -> bool:
    """Whether the lines above are a title and this one begins the text: a PDF may leave out the empty line between."""
    first, last = group[0].text, group[-1].text
    return (
        bool(vocabulary_head.TITLE_START.match(first))
        and line.text[0].isupper()
        and not _GOES_ON.search(last)
        and not _ENDS.search(last)
    )


def _stands_alone(line: str) -> bool:
    if _COLUMNS in line or vocabulary_headings.SECTION_HEADINGS.fullmatch(line):
        return True
    return bool(
        vocabulary.LABEL_ALONE.fullmatch(line)
        or vocabulary.GROUP_LINE.fullmatch(line)
        or vocabulary.ANSWER_HEADING.fullmatch(line)
        or vocabulary.PARAGRAPH_ALONE.fullmatch(line)
        or vocabulary_places.PLACE_AND_DATE.fullmatch(line)
    )


def _paragraph(text: str, lines: list[_Line], mark: re.Match[str] | None) -> Paragraph:
    start = lines[0].start
    end = lines[-1].start + len(lines[-1].text)
    body = start + (mark.end() if mark else 0)
    kind = mark.lastgroup or "" if mark else ""
    number = None
    if mark and kind in ("number", "letter"):
        number = mark[kind].strip("()")
    elif mark and kind == "label":
        number = "".join(letter for letter in mark[0] if letter.isdigit())
    kind = "bullet" if kind == "ocr" else kind
    return Paragraph(start, end, body, kind, number, " ".join(text[body:end].split()))
