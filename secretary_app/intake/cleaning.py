"""From the pages that a reader hands over to one text that rules can work on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from secretary_app.domain.text import clean
from secretary_app.intake import vocabulary_headings

# pdfium's mark for a hyphen at a line's end, where the hyphen was the writer's: in a number, before a capital.
_OWN_HYPHEN = re.compile(r"(?<=\d)[\ufffe\x02]\s*(?=\d)|[\ufffe\x02]\s*(?=[A-ZÅÄÖ]|\Z)")
_CONJUNCTION = r"(?:och|eller|samt|respektive|resp)\b"
# The letter before is looked for from the hyphen: what begins with a fixed sign is found many times as fast.
_HANGING = re.compile(rf"-\n(?<=[^\W\d_]-\n)(\s*)(?={_CONJUNCTION})")
_DIVIDED = re.compile(rf"-\n(?<=[^\W\d_]-\n)(\s*)(?!{_CONJUNCTION})(?=[a-zåäöé])")
_PAGE = "\f"
_BULLETS = re.compile(
    r"^[ ]*(?:[●○◦▪■□▫►▶➢➤‣⁃∙·❖✓✔→➔⮚◆◇⇒»›¤\ue000-\uf8ff][ ]*(?=\S)|[§Ø][ ]+(?=[^\W\d]))", re.MULTILINE
)
# Marks of plain-text formatting, which pasted and converted texts carry along.
_HEADING_MARK = re.compile(r"^[ ]*#{1,6}[ ]+(.*)$", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])((?:[^*\n]|\n(?!\s*\n)){0,400}[^\s*])\1(?![\w*])")
_TAG = re.compile(r"</?(?:b|i|u|p|em|strong|br)\s*/?>", re.IGNORECASE)
_APART = "   "
_COLUMNS = re.compile(r"^.*\|.*\|.*$", re.MULTILINE)
_PAGE_NUMBER = re.compile(r"(?:Sidan?|Sid\.?|s\.)?\s*\d{1,3}\s*(?:\(\d{1,3}\)|/\s*\d{1,3}|av \d{1,3})?", re.IGNORECASE)
_LABELLED = re.compile(
    r"\s*(?:Datum|Diarienummer|Diarienr|Dnr|Tjänsteskrivelse|Protokollsutdrag|Sammanträdesprotokoll|Missiv|Yttrande"
    r"|Internremiss|Justerandes sign)\b.{0,80}",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:Sidan?|Sid\.?|Blad)\s*(\d{1,3})\b|\b(\d{1,3})\s?\(\d{1,3}\)|\b(\d{1,3})\s+av\s+\d{1,3}\b|\|\s*(\d{1,3})$",
    re.IGNORECASE,
)
_LONGEST_HEAD = 120
_FEW_PAGES = 2
_HEAD_LINE = re.compile(r"[A-ZÅÄÖ][^\d:;]{3,100}[^\d.,;:?!]")
"""A running head of a text whose pages are not told."""
_EDGE = 4
"""So many lines from a page's top or bottom a running head or foot may stand."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A page, or what the text has of one: ``page`` is the reader's, from 0."""

    page: int
    lines: list[str]


def joined_pages(pages: Iterable[str]) -> tuple[str, tuple[int, ...]]:
    """The pages as one cleaned text, and where each begins in it."""
    plain = [_plain(page).split("\n") for page in pages]
    counting = _counting_keys(plain)
    lines = _without_running_heads(_pieces(plain, counting), counting)
    texts = ["\n".join(page).strip("\n") for page in lines]
    bodies = _undivided(f"\n{_PAGE}".join([*map(_ended, texts[:-1]), *texts[-1:]])).split(_PAGE)
    starts = [0]
    for body in bodies[:-1]:
        starts.append(starts[-1] + len(body))
    return "".join(bodies), tuple(starts)


def _plain(page: str) -> str:
    # Each step only where its sign stands: most pages have none, and looking for a sign is a hundred times as fast.
    if "\ufffe" in page or "\x02" in page:
        page = _OWN_HYPHEN.sub("-", page)
    if "<" in page:
        page = _TAG.sub("", page)
    if "#" in page:
        page = _HEADING_MARK.sub(r"\n\1\n", page)
    if "*" in page:
        page = _EMPHASIS.sub(r"\2", page)
    if "\t" in page:
        page = page.replace("\t", _APART)  # columns stay apart
    if "|" in page:
        page = _COLUMNS.sub(_without_bars, page)
    return _undivided(_BULLETS.sub("• ", clean(page)))


def _ended(page: str) -> str:
    """The page with an empty line below a table that ends it: what begins the next page is no more of its last cell."""
    return f"{page}\n" if _APART in page[page.rfind("\n") + 1 :] else page


def _without_bars(line: re.Match[str]) -> str:
    return line[0].strip(" |").replace("|", _APART) if set(line[0]) - set("|-+: ") else ""


def _undivided(text: str) -> str:
    """Put together what a hyphen divides at a line's end, also over a page's end, whose mark stays."""
    return _DIVIDED.sub(_page_mark, _HANGING.sub(lambda match: f"- {_page_mark(match)}", text))


def _page_mark(match: re.Match[str]) -> str:
    return _PAGE if _PAGE in match[1] else ""


def _pieces(pages: list[list[str]], counting: set[str]) -> list[_Piece]:
    """The pages, cut after each line within them that counts pages: a text may have had more of them than it says."""
    pieces = []
    for page, lines in enumerate(pages):
        begin = 0
        inked = [number for number, line in enumerate(lines) if line.strip()]
        for number in inked[_EDGE:-_EDGE]:
            if lines[number] and counting and _key(lines[number]) in counting:
                pieces.append(_Piece(page, lines[begin : number + 1]))
                begin = number + 1
        pieces.append(_Piece(page, lines[begin:]))
    return pieces


def _counting_keys(pages: list[list[str]]) -> set[str]:
    """The lines that stand in the text again and again with a page's number one higher each time."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for line in (line for lines in pages for line in lines):
        if len(line) <= _LONGEST_HEAD and (match := _COUNTED.search(line)):
            numbers[_key(line)].append(int(match[match.lastindex or 1]))
    return {key for key, each in numbers.items() if len(each) > 1 and each == list(range(each[0], each[0] + len(each)))}


def _without_running_heads(pieces: list[_Piece], counting: set[str]) -> list[list[str]]:
    heads = _Heads(pieces, counting)
    kept: list[list[str]] = [[] for _ in range(pieces[-1].page + 1)]
    for index, piece in enumerate(pieces):
        inked = [number for number, line in enumerate(piece.lines) if line.strip()]
        top, bottom = set(inked[:_EDGE]), set(inked[-_EDGE:])
        for number, line in enumerate(piece.lines):
            at_edge = len(pieces) > 1 and (number in top or number in bottom)
            foot = at_edge and number not in top
            outermost = at_edge and number in (inked[0], inked[-1])
            drops = heads.drops(line, index, at_edge=at_edge, foot=foot, outermost=outermost)
            kept[piece.page].append("" if drops else line)
    return kept


class _Heads:
    """The running heads and feet of a paper: each stands in its text once."""

    def __init__(self, pieces: list[_Piece], counting: set[str]) -> None:
        pages = [piece.lines for piece in pieces]
        # Of a text with few pages, or none that are told, the first head may stand anywhere.
        self._tops = _repeated_tops(pages) if len(pages) > 1 and pieces[-1].page < _FEW_PAGES else set()
        self._repeated = _repeated_at_edges(pages) | self._tops | counting
        self._offsets = _page_number_offsets(pages)
        self._feet = _last_feet(pages)
        self._seen: set[str] = set()

    def drops(self, line: str, page: int, *, at_edge: bool, foot: bool, outermost: bool) -> bool:
        """Whether the line has stood before, or numbers the page."""
        if not at_edge and not self._tops and not _LABELLED.match(line):
            return False
        key = _key(line)
        repeats = key in self._repeated
        if foot and repeats and key in self._feet:
            # A foot is kept on the last page that has it: on the first it would cut through a sentence.
            return self._feet[key] is None or self._feet[key] != page
        known = key in self._seen
        labelled = _LABELLED.fullmatch(line.strip()) is not None
        if repeats or labelled:
            self._seen.add(key)
        if known and (labelled or (repeats and at_edge)):
            return True
        return at_edge and _is_page_number(line.strip(), page, self._offsets, outermost)


def _last_feet(pages: list[list[str]]) -> dict[str, int | None]:
    """The last page of each line that stands at the foot of several; None where its figures count the pages."""
    last: dict[str, int | None] = {}
    first: dict[str, str] = {}
    for page, lines in enumerate(pages):
        for line in [line for line in lines if line.strip()][_EDGE:][-_EDGE:]:
            key, words = _key(line), " ".join(line.split())
            counts = key in last and (last[key] is None or words != first[key])
            last[key] = None if counts else page
            first.setdefault(key, words)
    return last


def _is_page_number(line: str, page: int, offsets: set[int], outermost: bool) -> bool:
    """Whether the line numbers the page; a figure alone within a page's edge may be a table's, too."""
    if not _PAGE_NUMBER.fullmatch(line):
        return False
    return not line.isdecimal() or outermost or int(line) - page in offsets


def _page_number_offsets(pages: list[list[str]]) -> set[int]:
    """By how much the figures alone on a line at the edges differ from the pages' places, where two do alike."""
    counts: Counter[int] = Counter()
    for page, lines in enumerate(pages):
        inked = [line.strip() for line in lines if line.strip()]
        edges = {*inked[:_EDGE], *inked[-_EDGE:]}
        counts.update({int(line) - page for line in edges if line.isdecimal() and len(line) <= 3})
    return {offset for offset, count in counts.items() if count > 1}


def _repeated_tops(pieces: list[list[str]]) -> set[str]:
    """Of a text cut into pages: the lines that stand at the top of one, set apart, and in the text elsewhere too."""
    everywhere = Counter(_key(line) for lines in pieces for line in lines)
    tops = set()
    for lines in pieces[1:]:
        inked = [number for number, line in enumerate(lines) if line.strip()][:_EDGE]
        head = [number for number in inked if not any(lines[above].strip() == "" for above in range(inked[0], number))]
        below = lines[head[-1] + 1].strip() if head and head[-1] + 1 < len(lines) else "."
        apart = not below or below[0].islower()  # a sentence goes on below it
        tops |= {_key(lines[number]) for number in head if apart and _may_run(lines[number].strip())}
    return {key for key in tops if everywhere[key] > 1}


def _may_run(line: str) -> bool:
    """Whether a line may be a running head: it ends as none of running text does, and begins no section."""
    if vocabulary_headings.LIST_HEADING.fullmatch(line) or vocabulary_headings.SECTION_HEADINGS.fullmatch(line):
        return False
    return _HEAD_LINE.fullmatch(line) is not None


def _repeated_at_edges(pages: list[list[str]]) -> set[str]:
    """The lines that stand at the edge of every other page, or outermost on two of a few; of two pages, on both."""
    if len(pages) < 3:
        return _shared_edges(*pages) if len(pages) == _FEW_PAGES else set()
    counts: Counter[str] = Counter()
    outermost: Counter[str] = Counter()
    for lines in pages:
        inked = [_key(line) for line in lines if line.strip()]
        counts.update({*inked[:_EDGE], *inked[-_EDGE:]})
        outermost.update({*inked[:1], *inked[-1:]})
    half = len(pages) // 2
    often = {key for key, count in counts.items() if count >= max(3, half)}
    return often | {key for key, count in outermost.items() if count >= max(2, half)}


def _shared_edges(first: list[str], second: list[str]) -> set[str]:
    """The lines with which both pages begin, and those with which both end: the same but for the page's number."""
    inked = [[" ".join(line.split()) for line in lines if line.strip()] for lines in (first, second)]
    found: set[str] = set()
    for ends in (inked, [lines[::-1] for lines in inked]):
        for one, other in zip(*(lines[:_EDGE] for lines in ends), strict=False):
            if one != other and not (_key(one) == _key(other) and _COUNTED.search(one)):
                break
            found.add(_key(one))
    return found


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())
