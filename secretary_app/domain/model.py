"""What the register holds: one frozen dataclass a table, one field a column.

Words that have no everyday English stay Swedish (docs/ordlista.md). Dates are local; an absent one is None and an
absent text is ``""``. ``id`` is made by ``support.ids``; ``version`` is counted by the store and guards against two
persons changing the same row. A list (addressees, a measure's namnder, its statuses) is rows of its own.
"""

import datetime as dt

from secretary_app.domain.words import ChainRole as ChainRole
from secretary_app.domain.words import DocumentKind as DocumentKind
from secretary_app.domain.words import MeasureState as MeasureState
from secretary_app.domain.words import NamndKind as NamndKind
from secretary_app.domain.words import Outcome as Outcome
from secretary_app.domain.words import Position as Position
from secretary_app.domain.words import RemissState as RemissState
from secretary_app.domain.words import StepKind as StepKind
from secretary_app.domain.words import VerdictWord as VerdictWord
from secretary_app.support.records import record


@record(frozen=True, kw_only=True)
class Entity:
    id: str
    version: int = 0


@record(frozen=True, kw_only=True)
class Kommun(Entity):
    """The municipality whose register it is: one row, its letterhead as lines of text."""

    name: str = ""
    """With its kind: ``Älvstads kommun``, ``Region Skåne``."""
    address: str = ""
    postal_address: str = ""
    visiting_address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    organisation_number: str = ""
    template_set: str = ""
    """The house style that drafts are made in unless another is asked for; ``""``: klassisk."""
    logo: str = ""
    """The letterhead's picture, relative to the register's folder of files, with ``/``; ``""``: none."""


@record(frozen=True, kw_only=True)
class Namnd(Entity):
    abbreviation: str
    name: str
    kind: NamndKind = NamndKind.NAMND
    parent_id: str | None = None
    """An utskott's own body."""
    forvaltning: str = ""
    diary_prefix: str = ""
    justering_days: int = 0
    """Calendar days from the meeting until the minutes are adjusted."""
    manusstopp_days: int = 0
    """Calendar days before the meeting when papers must be in."""
    handling_days: int = 0
    """Working days the förvaltning needs."""
    warning_days: int = 10
    """Working days before a deadline from which it is *snart*."""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    """The last day on which the body exists."""
    successor_id: str | None = None
    email: str = ""


@record(frozen=True, kw_only=True)
class Person(Entity):
    name: str
    title: str = ""
    namnd_id: str | None = None
    role: str = ""
    """Handläggare, registrator, ordförande, förvaltningschef …"""
    email: str = ""
    phone: str = ""


@record(frozen=True, kw_only=True)
class Meeting(Entity):
    namnd_id: str
    date: dt.date
    manusstopp: dt.date | None = None
    """Entered by hand; None: the meeting less the body's ``manusstopp_days``."""
    cancelled: bool = False
    utskick: dt.date | None = None
    """When the papers go out to the members; None: not told."""


@record(frozen=True, kw_only=True)
class ChainStep(Entity):
    """One step of a *beredning*: which body prepares, decides or is informed for an owner."""

    owner_id: str
    remiss_kind: str = ""
    """``""``: every kind that has no chain of its own."""
    position: int
    namnd_id: str
    role: ChainRole


@record(frozen=True, kw_only=True)
class Remiss(Entity):
    diarienummer: str = ""
    """As written; not unique."""
    title: str
    kind: str = "revision"
    """revision, remiss, motion, medborgarförslag, samråd, annan; other words are kept."""
    sender: str = ""
    firm: str = ""
    received: dt.date | None = None
    answer_by: dt.date | None = None
    owner_id: str
    handlaggare: str = ""
    follows_up_id: str | None = None
    state: RemissState = RemissState.OPEN
    closing_reason: str = ""
    sender_diarienummer: str = ""
    """What the sender calls the same ärende."""


@record(frozen=True, kw_only=True)
class Recommendation(Entity):
    remiss_id: str
    number: str
    """As written in the document, else counted: ``1``, ``2.1``, ``b``."""
    text: str
    position: int = 0
    """Its place in the remiss, from 1."""
    joint: bool = False
    """The bodies answer together with one answer."""
    page: int | None = None
    quote: str = ""


@record(frozen=True, kw_only=True)
class Addressee(Entity):
    """Whom a recommendation is addressed to: a body of the register, or words that are none yet."""

    recommendation_id: str
    namnd_id: str | None = None
    words: str = ""
    position: int = 0


@record(frozen=True, kw_only=True)
class Referral(Entity):
    """An *internremiss*: the owner's request to one namnd."""

    remiss_id: str
    namnd_id: str
    deadline: dt.date | None = None
    sent: dt.date | None = None
    namnd_diarienummer: str = ""
    handlaggare: str = ""
    direct: bool = False
    """Answered to the sender, not via the owner."""


@record(frozen=True, kw_only=True)
class Response(Entity):
    """A namnd's answer to one recommendation, or with none its general comments.

    For a remiss without recommendations the one without is the answer to "Hela remissen".
    """

    remiss_id: str
    recommendation_id: str | None = None
    namnd_id: str
    position: Position | None = None
    text: str = ""
    decision_id: str | None = None
    """The decision that made it the body's own."""


@record(frozen=True, kw_only=True)
class Measure(Entity):
    remiss_id: str
    recommendation_id: str | None = None
    """None: an *uppdrag* of its own."""
    text: str
    responsible: str = ""
    """Functions or persons as written, several separated by a line break."""
    timeframe: str = ""
    """The words as written; ``domain.timeframe`` understands them."""
    position: int = 0


@record(frozen=True, kw_only=True)
class MeasureNamnd(Entity):
    measure_id: str
    namnd_id: str
    position: int = 0


@record(frozen=True, kw_only=True)
class MeasureStatus(Entity):
    """The status of a measure as of a day; a measure has a series of them."""

    measure_id: str
    status: MeasureState
    as_of: dt.date
    note: str = ""


@record(frozen=True, kw_only=True)
class Decision(Entity):
    remiss_id: str
    namnd_id: str
    meeting_date: dt.date
    paragraph: str = ""
    """The number alone, as text: ``78``."""
    outcome: Outcome = Outcome.DECISION
    immediate_justering: bool = False
    text: str = ""
    recipients: str = ""
    """One a line."""


@record(frozen=True, kw_only=True)
class DeadlineChange(Entity):
    """*Anstånd* or a moved internal deadline. Without a referral it is the remiss's own answer-by date."""

    remiss_id: str
    referral_id: str | None = None
    old: dt.date | None = None
    new: dt.date | None = None
    reason: str = ""
    granted_by: str = ""


@record(frozen=True, kw_only=True)
class Dispatch(Entity):
    """*Expediering*: what went to whom, when."""

    remiss_id: str
    what: str
    recipient: str
    sent: dt.date


@record(frozen=True, kw_only=True)
class Verdict(Entity):
    """What was said later of an earlier recommendation."""

    recommendation_id: str
    verdict: VerdictWord
    words: str = ""
    according_to: str = ""
    date: dt.date | None = None
    said_in_id: str | None = None
    """The remiss, of the audit that followed up, in which it was said."""
    led_to_id: str | None = None
    """The new recommendation that came of it there."""


@record(frozen=True, kw_only=True)
class Document(Entity):
    """A Word draft; each new one of the same kind for the same body is a version of its own."""

    remiss_id: str
    namnd_id: str | None = None
    kind: DocumentKind
    draft_number: int = 1
    path: str
    """Relative to the register's folder, with ``/``."""
    digest: str
    template_set: str = ""
    made: dt.date


@record(frozen=True, kw_only=True)
class Attachment(Entity):
    """A *handling*: an incoming file, kept in the register's folder; its text lies under its digest."""

    remiss_id: str
    kind: str
    """missiv, revisionsrapport …, as intake names them."""
    name: str
    path: str
    """Relative to the register's folder, with ``/``."""
    digest: str
    dated: dt.date | None = None
    """The paper's own date, where it gives one."""


@record(frozen=True, kw_only=True)
class Reminder(Entity):
    """A *bevakning*: something to be done by a date."""

    remiss_id: str | None = None
    due: dt.date
    text: str
    done: bool = False


@record(frozen=True, kw_only=True)
class PlannedStep(Entity):
    """A step of the plan that was accepted for a remiss; or, with fixed, one that was set by hand.

    One set by hand may be there before any plan is accepted. Steps of a preparing or informed body bear that body;
    the dispatch bears the owner.
    """

    remiss_id: str
    namnd_id: str
    kind: StepKind
    date: dt.date
    immediate_justering: bool = False
    fixed: bool = False
    reason: str = ""
    """Why it is where it is, as the plan said when it was accepted."""


ENTITIES: tuple[type[Entity], ...] = (
    Kommun,
    Namnd,
    Person,
    Meeting,
    ChainStep,
    Remiss,
    Recommendation,
    Addressee,
    Referral,
    Decision,
    Response,
    Measure,
    MeasureNamnd,
    MeasureStatus,
    DeadlineChange,
    Dispatch,
    Verdict,
    Document,
    Attachment,
    Reminder,
    PlannedStep,
)
"""Every kind, a referred one before those that refer to it."""
