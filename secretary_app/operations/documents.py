"""The Word drafts of a remiss: their versions, their files, and what has happened since they were made."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secretary_app.domain.model import Document, DocumentKind, Namnd, Referral, Reminder, Remiss
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.answers import dossier
from secretary_app.operations.draft_dues import DraftDue, DraftDues
from secretary_app.operations.editing_bodies import the_kommun
from secretary_app.operations.kept_files import KeptState, kept_state
from secretary_app.operations.planning import Calendar
from secretary_app.store.register import Register
from secretary_app.store.timeline import Touch
from secretary_app.word.sets import TITLES, template_sets

_EVERY = 1_000_000
_NO_CHANGE_OF_A_DRAFT = (Document, Reminder)
"""Kinds of rows that no draft tells of."""


@dataclass(frozen=True)
class Since:
    """Something done to the remiss after a draft was made."""

    on: dt.date
    """Local."""
    label: str


@dataclass(frozen=True, kw_only=True)
class DraftRow:
    document: Document
    namnd: Namnd | None
    """None: the body is gone from the register."""
    file: KeptState
    made_by: str
    made_at: dt.datetime | None
    """Local time."""
    since: tuple[Since, ...]
    """Newest first; what was taken back again is left out."""
    newest: int
    """The number of the newest version of this kind for this body."""
    due: DraftDue | None
    """By when it is to be handed in, by the plan that is used."""

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def style(self) -> str:
        """The title of the templates that it was made with."""
        return TITLES.get(self.document.template_set, self.document.template_set)

    @property
    def is_newest(self) -> bool:
        return self.document.draft_number == self.newest

    @property
    def name(self) -> str:
        """``Tjänsteskrivelse KS 2``."""
        parts = (self.document.kind.swedish, self.abbreviation, str(self.document.draft_number))
        return " ".join(filter(None, parts))

    @property
    def abbreviation(self) -> str:
        return self.namnd.abbreviation if self.namnd else ""


def drafts(register: Register, remiss_id: str) -> list[DraftRow]:
    """Every draft of the remiss, newest kind first, its versions from the newest."""
    documents = register.find(Document, remiss_id=remiss_id)
    if not documents:
        return []
    touches = register.remiss_history(remiss_id, _EVERY)
    bodies = {each.id: each for each in register.find(Namnd)}
    made = _made(touches)
    later = _Later(touches, register.undone())
    dues = DraftDues(register, register.get(Remiss, remiss_id))
    newest: dict[tuple[DocumentKind, str | None], int] = {}
    for each in documents:
        key = (each.kind, each.namnd_id)
        newest[key] = max(newest.get(key, 0), each.draft_number)
    rows = [
        DraftRow(
            document=each,
            namnd=bodies.get(each.namnd_id or ""),
            file=kept_state(register, each.path, each.digest),
            made_by=made[each.id].operation.who if each.id in made else "",
            made_at=made[each.id].operation.at.astimezone() if each.id in made else None,
            since=later.than(made[each.id].operation.no) if each.id in made else (),
            newest=newest[each.kind, each.namnd_id],
            due=dues.of(each),
        )
        for each in documents
    ]
    return _in_order(rows)


def _made(touches: Sequence[Touch]) -> dict[str, Touch]:
    """The operation that first made each draft."""
    return {
        change.row.id: touch
        for touch in touches
        for change in touch.rows
        if isinstance(change.row, Document) and change.before is None
    }


class _Later:
    """What was done to the remiss itself, to be asked for from an operation on."""

    def __init__(self, touches: Iterable[Touch], undone: set[int]) -> None:
        self._undone = undone
        self._touches = [
            touch for touch in touches if any(not isinstance(each.row, _NO_CHANGE_OF_A_DRAFT) for each in touch.rows)
        ]

    def than(self, no: int) -> tuple[Since, ...]:
        """A change that was taken back again says nothing; to take back one that the draft had in it does."""
        return tuple(
            Since(touch.operation.at.astimezone().date(), touch.operation.label)
            for touch in self._touches
            if touch.operation.no > no
            and touch.operation.no not in self._undone
            and (touch.operation.undoes is None or touch.operation.undoes <= no)
        )


def _in_order(rows: Sequence[DraftRow]) -> list[DraftRow]:
    def group(row: DraftRow) -> tuple[DocumentKind, str | None]:
        return row.document.kind, row.document.namnd_id

    heads = {group(row): row for row in rows if row.is_newest}
    in_words = sorted(heads, key=lambda each: swedish_key(heads[each].name))
    places = sorted(in_words, key=lambda each: _when(heads[each]), reverse=True)
    ranks = {each: place for place, each in enumerate(places)}
    return sorted(rows, key=lambda row: (ranks[group(row)], -row.document.draft_number))


def _when(row: DraftRow) -> tuple[dt.date, float]:
    return row.document.made, row.made_at.timestamp() if row.made_at else 0.0


@dataclass(frozen=True)
class DraftChoice:
    """A kind of draft, and whom it can be made for."""

    kind: DocumentKind
    namnder: tuple[Namnd, ...]
    why_none: str
    """Why it cannot be made for anybody; ``""`` where it can."""


@dataclass(frozen=True)
class DraftChoices:
    remiss: Remiss
    owner: Namnd
    kinds: tuple[DraftChoice, ...]
    template_sets: tuple[tuple[str, str], ...]
    """Name and title of each."""
    template_set: str
    """The name of the municipality's own house style; where that is gone, of the first there is."""


def draft_choices(register: Register, remiss_id: str) -> DraftChoices:
    """What can be drafted for the remiss. Raises UserError where it is gone."""
    remiss = register.get(Remiss, remiss_id)
    case = dossier(register, remiss)
    calendar = Calendar.of(register)
    styles = {each.name: each.title for each in template_sets(register.files)}
    chosen = the_kommun(register).template_set
    referred = {each.namnd_id for each in register.find(Referral, remiss_id=remiss_id)}
    asked = [each for each in case.answering() if each != case.owner]
    writing = [case.owner, *asked]
    preparing = [case.bodies.by_id[step.namnd_id] for body in writing for step in calendar.chain(body.id, remiss.kind)]
    meeting = list(dict.fromkeys([*writing[:1], *preparing, *asked]))
    whom: dict[DocumentKind, list[Namnd]] = {
        DocumentKind.INTERNREMISS: [each for each in asked if each.id in referred],
        DocumentKind.SVARSFORMULAR: asked,
        DocumentKind.UNDERLAG: meeting,
        DocumentKind.PROTOKOLLSUTDRAG: meeting,
    }
    kinds = (DraftChoice(kind, tuple(whom.get(kind, writing)), _why_none(kind, asked)) for kind in DocumentKind)
    return DraftChoices(
        remiss=remiss,
        owner=case.owner,
        kinds=tuple(each if not each.namnder else DraftChoice(each.kind, each.namnder, "") for each in kinds),
        template_sets=tuple(styles.items()),
        template_set=chosen if chosen in styles else next(iter(styles)),
    )


def _why_none(kind: DocumentKind, asked: Sequence[Namnd]) -> str:
    if not asked:
        return "Ingen nämnd är tillfrågad än."
    return "Ingen nämnd har en internremiss än." if kind is DocumentKind.INTERNREMISS else ""
