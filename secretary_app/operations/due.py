"""What is due for whom: the list of deadlines, with who is to be told and when that was done last."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow
from secretary_app.domain.deadlines import DeadlineState, deadline_state
from secretary_app.domain.model import Namnd, NamndKind, Referral, Reminder, Remiss
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.text import and_list
from secretary_app.domain.workdays import add_working_days
from secretary_app.operations.deadline_list import deadline_rows
from secretary_app.operations.finding import Bodies
from secretary_app.operations.recipients import Recipient, Recipients, names_of, why_nobody
from secretary_app.store.register import Register

_OF_A_NAMND = (DeadlineKind.ANSWER, DeadlineKind.BODY_PAPERS)


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that is waited for."""

    id: str
    """The same as long as it is the same thing."""
    row: DeadlineRow
    """What is due, when, in which remiss."""
    remiss: Remiss
    state: DeadlineState
    """Of its date alone, by the warning limit of who is to do it."""
    bodies: tuple[Namnd, ...]
    """Who is to do it."""
    namnd_diarienummer: str
    asked: bool
    """Who is to do it knows of it: an internremiss that is not sent is nothing to remind of."""
    recipients: tuple[Recipient, ...]
    why_nobody: str
    """Where there are no recipients: why, and what helps."""
    next_step: str
    """A Swedish sentence."""
    alarm: dt.date | None
    """The day from which it is *snart*."""
    reminded: dt.date | None
    """The day of the last reminder."""


def due(
    register: Register,
    today: dt.date,
    days: int | None = None,
    *,
    namnd: str = "",
    handlaggare: str = "",
    keys: Collection[str] | None = None,
) -> list[Due]:
    """What is waited for, in the order of the list of deadlines: late first, then undated, then by day.

    ``days``: nothing that is due more calendar days ahead. ``namnd``: what that body is to do, and all of the remisser
    that it owns (for an utskott: its own body's). ``handlaggare``: what that person is to do, and all of the remisser
    that the person holds. ``keys``: of the list of deadlines these rows only. Raises UserError for a body that the
    register doesn't have.
    """
    bodies = Bodies.of(register)
    scope = scope_of(bodies.named(namnd)) if namnd else None
    maker = _Maker(register, today, bodies)
    last = None if days is None else today + dt.timedelta(days=days)
    rows = deadline_rows(register, today)
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.kind is DeadlineKind.ANSWER:
            waiting[row.remiss_id].append(row.namnder)
    found = (
        maker.due(row, waiting[row.remiss_id])
        for row in rows
        if (last is None or not row.date or row.date <= last) and (keys is None or row.key in keys)
    )
    return [each for each in found if is_within(each, scope, handlaggare)]


def is_within(each: Due, scope: frozenset[str] | None, handlaggare: str) -> bool:
    """Whether it is of one of these bodies (None: of any) and of the person (``""``: of anybody)."""
    of_body = scope is None or scope & {each.remiss.owner_id, *(body.id for body in each.bodies)}
    return bool(of_body) and (not handlaggare or concerns(handlaggare, each.remiss.handlaggare, each.row.handlaggare))


def scope_of(namnd: Namnd) -> frozenset[str]:
    """The ids of the bodies whose matters a body has; an utskott prepares its own body's."""
    if namnd.kind is NamndKind.UTSKOTT and namnd.parent_id:
        return frozenset((namnd.id, namnd.parent_id))
    return frozenset((namnd.id,))


def concerns(person: str, *handlaggare: str) -> bool:
    """Whether the person is among those named in these fields."""
    wanted = set(names_of(person))
    return any(wanted & set(names_of(each)) for each in handlaggare)


def due_id(kind: DeadlineKind, remiss_id: str, of: str) -> str:
    """The id of what is due: ``of`` is the namnd asked or the measure. The owner's papers are one thing a remiss."""
    parts = [kind.name.lower().replace("_", "-"), remiss_id]
    return "-".join(parts if kind is DeadlineKind.OWN_PAPERS or not of else [*parts, of])


def note_id(due_id: str) -> str:
    """The id of the row that tells when this was last reminded of."""
    return f"reminded-{due_id}"


class _Maker:
    """What the list doesn't tell, read once."""

    def __init__(self, register: Register, today: dt.date, bodies: Bodies) -> None:
        self._today = today
        self._bodies = bodies
        self._remisser = {each.id: each for each in register.find(Remiss)}
        self._referrals = {(each.remiss_id, each.namnd_id): each for each in register.find(Referral)}
        self._recipients = Recipients(register)
        self._reminded = {each.id: each.due for each in register.find(Reminder, done=True)}

    def due(self, row: DeadlineRow, waiting: list[str]) -> Due:
        remiss = self._remisser[row.remiss_id]
        bodies = tuple(self._bodies.by_id[each] for each in row.namnd_ids or (remiss.owner_id,))
        referral = self._referrals.get((remiss.id, bodies[0].id))
        warning = min(each.warning_days for each in bodies)
        recipients = self._to(remiss, bodies)
        id_ = due_id(row.kind, remiss.id, row.key.rsplit("/", 1)[1])
        return Due(
            id=id_,
            row=row,
            remiss=remiss,
            state=deadline_state(row.date, answered=False, today=self._today, warning_days=warning),
            bodies=bodies,
            namnd_diarienummer=referral.namnd_diarienummer if referral else "",
            asked=row.kind not in _OF_A_NAMND or (referral is not None and referral.sent is not None),
            recipients=recipients,
            why_nobody="" if recipients else why_nobody(bodies),
            next_step=_next_step(row, remiss, referral, self._bodies.by_id[remiss.owner_id], waiting),
            alarm=add_working_days(row.date, -warning) if row.date else None,
            reminded=self._reminded.get(note_id(id_)),
        )

    def _to(self, remiss: Remiss, bodies: tuple[Namnd, ...]) -> tuple[Recipient, ...]:
        found: list[Recipient] = []
        for namnd in bodies:
            referral = self._referrals.get((remiss.id, namnd.id))
            own = namnd.id == remiss.owner_id
            handlaggare = remiss.handlaggare if own else referral.handlaggare if referral else ""
            found += self._recipients.of(namnd, handlaggare)
        return tuple(dict.fromkeys(found))


def _next_step(row: DeadlineRow, remiss: Remiss, referral: Referral | None, owner: Namnd, waiting: list[str]) -> str:
    match row.kind:
        case DeadlineKind.ANSWER if referral is None or referral.sent is None:
            return f"{owner.abbreviation} skickar internremissen till {row.namnder}."
        case DeadlineKind.ANSWER:
            to = (remiss.sender or "avsändaren") if referral and referral.direct else owner.abbreviation
            return f"{row.namnder} beslutar och skickar sitt svar till {to}."
        case DeadlineKind.ANSWER_BY | DeadlineKind.DISPATCH if row.state is BadgeState.TODO:
            return "Notera när svaret expedierades."
        case DeadlineKind.ANSWER_BY | DeadlineKind.DISPATCH if waiting:
            return f"Svar väntas från {and_list(waiting)}."
        case DeadlineKind.ANSWER_BY | DeadlineKind.DISPATCH:
            return f"{owner.abbreviation} beslutar och expedierar svaret."
        case DeadlineKind.OWN_PAPERS:
            return "Skriv tjänsteskrivelsen och lämna in den."
        case DeadlineKind.BODY_PAPERS:
            return f"{row.namnder} lämnar in sina handlingar till sammanträdet."
        case DeadlineKind.MEASURE:
            return "Ange status för åtgärden."
