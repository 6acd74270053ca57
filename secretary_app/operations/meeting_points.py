"""What is there of an ärende before its meeting, and what is missing: one point each, with what mends it."""

from dataclasses import dataclass
from enum import StrEnum

from secretary_app.domain.model import Document, DocumentKind, Namnd
from secretary_app.domain.remiss_state import BadgeState


class Ask(StrEnum):
    """What is done about namnder that have not answered; the words are those of the window's places."""

    REMIND = "remind"
    SEND = "send"


@dataclass(frozen=True)
class DraftNeed:
    """A paper that an ärende needs at the meeting."""

    remiss_id: str
    kind: DocumentKind
    namnd: Namnd
    """Whose it is."""
    latest: Document | None
    """Its newest draft, where the file is still there."""
    is_older: bool
    """The answers have changed since it was made."""

    @property
    def is_wanted(self) -> bool:
        return self.latest is None or self.is_older


@dataclass(frozen=True)
class Point:
    """One thing that is there, or missing."""

    words: str
    state: BadgeState
    """DONE; else how pressing it is."""
    tab: str = ""
    """Of the remiss: where it is mended; ``""``: not there."""
    item: str = ""
    """What is to be chosen there."""
    drafts: tuple[DraftNeed, ...] = ()
    """It is mended by making these drafts."""
    ask: Ask | None = None
    """It is mended by writing to these namnder."""
    namnder: tuple[Namnd, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.state is BadgeState.DONE
