"""What was understood of a pasted text, and what was not: each with the line it stands in."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PastedRow:
    body: str | None
    """As it stands in the known bodies; None where the text names none."""
    date: dt.date
    manusstopp: dt.date | None = None
    line: int = field(default=0, compare=False)
    """From 1."""
    words: str = field(default="", compare=False)
    """What stands there: the cell, or the whole line."""
    said: str = field(default="", compare=False)
    """See ``CellDate``."""


@dataclass(frozen=True)
class Unread:
    """What was not understood: a cell, or a whole line."""

    line: int
    """From 1."""
    words: str
    reason: str
    body: str | None = None
    """Whose it would be, where the text says it."""
    date: dt.date | None = None
    suggestion: dt.date | None = None
    """See ``DateFault``."""
    manusstopp: dt.date | None = None
    """What stands beside it, for the day that may have been meant."""
    names_unknown: bool = False
    """It names a body, but none that is known."""


@dataclass(frozen=True)
class Pasted:
    rows: list[PastedRow] = field(default_factory=list)
    """In the order in which they stand."""
    unread: list[Unread] = field(default_factory=list)

    @property
    def not_understood(self) -> list[tuple[int, str]]:
        """The line and what stands there."""
        return [(each.line, each.words) for each in self.unread]
