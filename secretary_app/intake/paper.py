"""A paper as text: what every rule of intake works on."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class PaperText:
    """The whole text of a paper, cleaned, with the offset at which each page begins.

    Words divided at a line's end are whole again, list marks are ``•``, and running heads stand there once.
    """

    file: str
    """The path as it was given."""
    text: str
    page_starts: tuple[int, ...] = (0,)
    warnings: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    """Paths of the files that came with it: a mail's attachments, unpacked for this run of the program."""
    sent: "dt.date | None" = None
    """The day a mail was sent: its date where its text has none of its own."""
    interpreted: bool = False
    """The text was made out of a picture; any word of it may be wrong."""

    def page(self, offset: int) -> int:
        """The page, from 1, on which the character at ``offset`` stands."""
        return max(1, bisect_right(self.page_starts, offset))

    def quote(self, start: int, end: int) -> str:
        """The stretch as it reads, on one line."""
        return " ".join(self.text[start:end].split())
