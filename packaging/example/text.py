"""The marks in which the letter and the report are written: one block a line.

``#``, ``##`` a heading, ``-`` a point of a list, ``|`` a row of a table (cells between ``|``),
``*…*`` words quoted, ``**…**`` a small heading. Any other line is a paragraph.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path


class Mark(Enum):
    CHAPTER = auto()
    SECTION = auto()
    POINT = auto()
    ROW = auto()
    SMALL_HEADING = auto()
    QUOTE = auto()
    PARAGRAPH = auto()


_MARKS = (
    (Mark.SECTION, re.compile(r"## (.*)")),
    (Mark.CHAPTER, re.compile(r"# (.*)")),
    (Mark.POINT, re.compile(r"- (.*)")),
    (Mark.ROW, re.compile(r"\| (.*)")),
    (Mark.SMALL_HEADING, re.compile(r"\*\*(.*)\*\*")),
    (Mark.QUOTE, re.compile(r"\*(.*)\*")),
)


@dataclass(frozen=True)
class Block:
    mark: Mark
    text: str

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.split("|")]


def blocks(path: Path) -> list[Block]:
    """The blocks of a text file in UTF-8, in order; blank lines part nothing."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [_block(line) for line in lines if line]


def _block(line: str) -> Block:
    for mark, pattern in _MARKS:
        if match := pattern.fullmatch(line):
            return Block(mark, match[1])
    return Block(Mark.PARAGRAPH, line)
