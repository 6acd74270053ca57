"""What a draft is made from: entities of the register, put together for one document.

Operations fill it; ``word.fields`` turns it into the fields that a template uses. Nothing here knows Word.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from secretary_app.domain.model import (
    Attachment,
    ChainRole,
    Decision,
    DocumentKind,
    Kommun,
    Measure,
    MeasureStatus,
    Meeting,
    Namnd,
    Person,
    Recommendation,
    Referral,
    Remiss,
    Response,
)


@dataclass(frozen=True, kw_only=True)
class MeasureFacts:
    measure: Measure
    namnder: tuple[Namnd, ...] = ()
    status: MeasureStatus | None = None
    """The latest one that counts on the day of the draft."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one namnd has said to one question so far; an asked namnd without a response is an answer too."""

    namnd: Namnd
    response: Response | None = None
    measures: tuple[MeasureFacts, ...] = ()
    decision: Decision | None = None
    """The decision that made the response the body's own."""


@dataclass(frozen=True, kw_only=True)
class Question:
    recommendation: Recommendation | None = None
    """None: "Hela remissen"."""
    addressees: tuple[str, ...] = ()
    """Names as they are to be read, bodies and free words alike."""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A namnd's general comments."""

    namnd: Namnd
    response: Response


@dataclass(frozen=True, kw_only=True)
class DecisionFacts:
    decision: Decision
    namnd: Namnd


@dataclass(frozen=True, kw_only=True)
class ChainLink:
    """One body of the owner's beredning, in order."""

    namnd: Namnd
    role: ChainRole


@dataclass(frozen=True, kw_only=True)
class DraftData:
    kind: DocumentKind
    kommun: Kommun
    remiss: Remiss
    owner: Namnd
    namnd: Namnd
    """The body the draft is for: an internremiss goes to it; of every other kind it answers or decides."""
    handlaggare: Person | None = None
    signers: tuple[Person, ...] = ()
    referral: Referral | None = None
    """The internremiss to ``namnd``; None for the owner."""
    questions: tuple[Question, ...] = ()
    """Those put to ``namnd``; for the owner all of them, with every namnd's answers."""
    general_comments: tuple[Comment, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()
    """Every decision in the ärende so far."""
    decision: Decision | None = None
    """The one an underlag, a protokollsutdrag or a följebrev is about."""
    meeting: Meeting | None = None
    attachments: tuple[Attachment, ...] = ()
    chain: tuple[ChainLink, ...] = ()
    recipients: tuple[str, ...] = ()
    """Who gets the answer itself; ``decisions.recipients`` has it from here who is told of which decision."""
    logo: Path | None = None
    """Of the municipality, where one is chosen; the file may be gone."""
    date: dt.date
    """The document's date."""
    tjansteskrivelse_date: dt.date | None = None
    """Of the latest tjänsteskrivelse of the body whose papers these are; None: there is none yet."""

    @property
    def for_owner(self) -> bool:
        return self.namnd.id == self.owner.id
