"""The letterhead of a paper: its lines above the running text, and those that are no more than names and labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from secretary_app.domain.swedish_dates import Certainty, FoundDate
from secretary_app.intake import vocabulary, vocabulary_head, vocabulary_headings
from secretary_app.intake.scanned import find_scanned_dates

_MOST_LINES = 45
_LONGEST_LINE = 160
_RUNNING = 55
"""Characters; two lines of that length with small words are running text."""
_MOST_WORDS = 8
_SMALL_WORD = re.compile(r"\b[a-zåäö]{2,}\b")
_NAME = re.compile(
    r"(?-i:[^\Wa-zåäö])[\w:.&/-]*,?|\d[\d -]*|[\d./:-]+|i|och|av|för|till|samt|&|[-–|/(),:*§]+"
    rf"|\w*{vocabulary.BODY_ENDINGS}s?,?|(?:kommuns?|stads?|regions?),?|\w*revis(?:orer|orerna|ionen)s?|förvaltning|kontor",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    rf"(?:{vocabulary.DIARIENUMMER.pattern})|\b\d{{1,3}}\s?\(\d{{1,3}}\)|\bkl\.?\s?\d\d[.:]\d\d|\((?:delvis|kopia)\)"
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line, on single blanks."""

    start: int
    text: str
    dates: tuple[FoundDate, ...]
    """Those with a year, their places counted in ``text``."""
    bare: bool
    """Names, dates and labels stand in it and nothing else: it tells what the paper is, not what it is about."""


def head_lines(text: str) -> list[HeadLine]:
    """The lines above the first running text or the first section, at most 45 of them."""
    found: list[HeadLine] = []
    for start, line in _lines(text):
        if len(found) == _MOST_LINES or (len(found) > 2 and _begins_text(line)):
            break
        if _runs(line) and (line.endswith(".") or (found and _runs(found[-1].text))):
            # The running text has begun, one line above where it goes on over two.
            return found if line.endswith(".") else found[:-1]
        found.append(_head_line(start, line))
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for raw in text.split("\n"):
        if line := " ".join(raw.split()):
            yield start, line[: 2 * _LONGEST_LINE]
        start += len(raw) + 1


def _runs(line: str) -> bool:
    return len(line) >= _RUNNING and len(_SMALL_WORD.findall(line)) >= _MOST_WORDS - 2


def _begins_text(line: str) -> bool:
    return bool(vocabulary_headings.SECTION_HEADINGS.fullmatch(line)) and line.casefold() != "beslut"


def _head_line(start: int, line: str) -> HeadLine:
    dates = tuple(date for date in find_scanned_dates(line) if date.certainty is Certainty.EXPLICIT)
    return HeadLine(start, line, dates, len(line) <= _LONGEST_LINE and _is_bare(line, dates))


def _is_bare(line: str, dates: tuple[FoundDate, ...]) -> bool:
    rest = line
    for date in reversed(dates):
        rest = f"{rest[: date.start]} {rest[date.end :]}"
    rest = vocabulary_head.HEAD_LABELS.sub(" ", _NOT_NAMES.sub(" ", rest))
    words = rest.split()
    return len(words) <= _MOST_WORDS and not line.endswith((".", ";")) and all(map(_NAME.fullmatch, words))
