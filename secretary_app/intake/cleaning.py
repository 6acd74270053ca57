"""From the pages that a reader hands over to one text that rules can work on."""

import re
from collections import Counter
from collections.abc import Iterable

from secretary_app.domain.text import clean

# pdfium's mark for a hyphen at a line's end, where the hyphen was the writer's: in a number, before a capital.
_OWN_HYPHEN = re.compile(r"(?<=\d)[\ufffe\x02]\s*(?=\d)|[\ufffe\x02]\s*(?=[A-ZÅÄÖ]|\Z)")
_CONJUNCTION = r"(?:och|eller|samt|respektive|resp)\b"
# The letter before is looked for from the hyphen: what begins with a fixed sign is found many times as fast.
_HANGING = re.compile(rf"-\n(?<=[^\W\d_]-\n)(\s*)(?={_CONJUNCTION})")
_DIVIDED = re.compile(rf"-\n(?<=[^\W\d_]-\n)(\s*)(?!{_CONJUNCTION})(?=[a-zåäöé])")
_PAGE = "\f"
_BULLETS = re.compile(r"^[ ]*(?:[●○◦▪■□▫►▶➢➤‣⁃∙·❖✓✔→➔⮚◆◇⇒»›¤\ue000-\uf8ff][ ]*(?=\S)|§[ ]+(?=[^\W\d]))", re.MULTILINE)
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
_EDGE = 4
"""So many lines from a page's top or bottom a running head or foot may stand."""


def joined_pages(pages: Iterable[str]) -> tuple[str, tuple[int, ...]]:
    """The pages as one cleaned text, and where each begins in it."""
    lines = _without_running_heads([_plain(page).split("\n") for page in pages])
    texts = [_ended("\n".join(page).strip("\n")) for page in lines]
    bodies = _undivided(f"\n{_PAGE}".join(texts)).split(_PAGE)
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


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    repeated = _repeated_at_edges(pages)
    offsets = _page_number_offsets(pages)
    seen: set[str] = set()
    kept = []
    for page_index, lines in enumerate(pages):
        inked = [number for number, line in enumerate(lines) if line.strip()]
        edges = {*inked[:_EDGE], *inked[-_EDGE:]} if len(pages) > 1 else set()
        page = []
        for number, line in enumerate(lines):
            at_edge = number in edges
            if not at_edge and not _LABELLED.match(line):
                page.append(line)
                continue
            key = _key(line)
            runs = (at_edge and key in repeated) or bool(_LABELLED.fullmatch(line.strip()))
            outermost = number in (inked[0], inked[-1])
            if (runs and key in seen) or (at_edge and _is_page_number(line.strip(), page_index, offsets, outermost)):
                page.append("")
                continue
            if runs:
                seen.add(key)
            page.append(line)
        kept.append(page)
    return kept


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


def _repeated_at_edges(pages: list[list[str]]) -> set[str]:
    """The lines that stand at the edge of every other page, or outermost on two of a few."""
    if len(pages) < 3:
        return set()
    counts: Counter[str] = Counter()
    outermost: Counter[str] = Counter()
    for lines in pages:
        inked = [_key(line) for line in lines if line.strip()]
        counts.update({*inked[:_EDGE], *inked[-_EDGE:]})
        outermost.update({*inked[:1], *inked[-1:]})
    least = len(pages) // 2
    often = {key for key, count in counts.items() if count >= max(3, least)}
    return often | {key for key, count in outermost.items() if count >= max(2, least)}


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())
