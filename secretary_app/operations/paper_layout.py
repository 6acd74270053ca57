"""A paper's text as it is shown on a sheet: lines that were only wrapped go on, and every place stays where it is."""

from bisect import bisect_right
from dataclasses import dataclass

from secretary_app.intake.blocks import paragraphs
from secretary_app.operations.papers import ReadPaper

_GOES_ON = 0.5
"""A line shorter than this part of the usual width keeps its end: an address, a signature."""
_LINE_END = "\u2028"
_LAST_PLAIN = 0xFFFF


@dataclass(frozen=True)
class Block:
    """A paragraph of the sheet: ``text[start:end]``."""

    start: int
    end: int
    is_item: bool
    page: int | None = None
    """The page, from 1, that begins with it."""


@dataclass(frozen=True)
class Layout:
    text: str
    """As long as the paper's text, sign for sign: ``\\n`` ends a paragraph, ``\\u2028`` a line in one."""
    blocks: tuple[Block, ...]


def laid_out(paper: ReadPaper) -> Layout:
    """How the paper's text stands on the sheet. Signs that take two places in a window are shown as one other sign."""
    letters = [letter if ord(letter) <= _LAST_PLAIN else "\ufffd" for letter in paper.text]
    found = paragraphs(paper.text)
    lengths = sorted(len(line) for line in paper.text.split("\n") if line.strip())
    least = lengths[len(lengths) * 9 // 10] * _GOES_ON if lengths else 0
    breaks = set(paper.page_starts)
    for each in found:
        line_start = each.start
        for place in range(each.start, each.end):
            if letters[place] != "\n":
                continue
            if place + 1 not in breaks:
                letters[place] = " " if place - line_start >= least else _LINE_END
            line_start = place + 1
    text = "".join(letters)
    return Layout(text, tuple(_blocks(text, [each.start for each in found if each.mark], paper.page_starts)))


def _blocks(text: str, items: list[int], page_starts: tuple[int, ...]) -> list[Block]:
    blocks = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        is_item = bisect_right(items, end) > bisect_right(items, start - 1)
        page = bisect_right(page_starts, end) if _begins_page(start, end, page_starts) else None
        blocks.append(Block(start, end, is_item, page))
        start = end + 1
    return blocks


def _begins_page(start: int, end: int, page_starts: tuple[int, ...]) -> bool:
    return bisect_right(page_starts, end) > bisect_right(page_starts, start - 1)
