"""What there is to choose from in the dialogs of a remiss: who is asked, who decides and when, what is recorded."""

import datetime as dt
from dataclasses import dataclass

from secretary_app.domain.coverage import open_cells
from secretary_app.domain.deadlines import DeadlineState
from secretary_app.domain.model import (
    ChainRole,
    Decision,
    Dispatch,
    Meeting,
    Namnd,
    Outcome,
    Referral,
    Remiss,
    StepKind,
)
from secretary_app.operations.deciding import DecisionChains
from secretary_app.operations.editing_remiss import handlaggare_names
from secretary_app.operations.head_facts import HeadFacts
from secretary_app.operations.planning import Calendar
from secretary_app.store.register import Register

_USUAL_KINDS = ("revision", "remiss", "motion", "medborgarförslag", "samråd", "annan")


@dataclass(frozen=True, kw_only=True)
class AskedChoice:
    """A namnd that is to answer."""

    namnd: Namnd
    referral: Referral | None
    """None: nobody has prepared its internremiss."""
    planned: dt.date | None
    """The internal deadline of the plan."""
    waiting: bool
    """Some answer of its is not decided."""
    is_late: bool

    @property
    def deadline(self) -> dt.date | None:
        """Its own, else the planned one."""
        return (self.referral.deadline if self.referral else None) or self.planned

    @property
    def is_sent(self) -> bool:
        return self.referral is not None and self.referral.sent is not None


@dataclass(frozen=True, kw_only=True)
class DeciderChoice:
    """A body that may decide in the matter."""

    namnd: Namnd
    meetings: tuple[dt.date, ...]
    """From the day the remiss came in."""
    planned: dt.date | None
    usual_outcome: Outcome
    immediate: bool
    """The plan has it with omedelbar justering."""
    is_next: bool
    """The first of the owner's chain that has not decided."""


@dataclass(frozen=True, kw_only=True)
class RemissChoices:
    remiss: Remiss
    owner: Namnd
    bodies: tuple[Namnd, ...]
    """All that exist today, in Swedish order; a remiss's own owner in any case."""
    asked: tuple[AskedChoice, ...]
    deciders: tuple[DeciderChoice, ...]
    """The namnder that are asked, then the owner's chain."""
    decisions: tuple[tuple[Decision, Namnd], ...]
    """As they were made."""
    dispatches: tuple[Dispatch, ...]
    open_cells: tuple[tuple[str, str], ...]
    """Namnd and number of every answer that is not decided; the number ``""`` is the whole remiss."""
    handlaggare: tuple[str, ...]
    kinds: tuple[str, ...]


def remiss_choices(register: Register, remiss_id: str, today: dt.date) -> RemissChoices:
    """Everything the dialogs need, read at once. Raises UserError where the remiss is gone."""
    remiss = register.get(Remiss, remiss_id)
    calendar = Calendar.of(register)
    facts = HeadFacts(register, remiss, today)
    decisions = sorted(register.find(Decision, remiss_id=remiss.id), key=lambda each: (each.meeting_date, each.id))
    cells = open_cells(register.status_facts(remiss_id=remiss.id, open_only=False))
    return RemissChoices(
        remiss=remiss,
        owner=facts.owner,
        bodies=tuple(each for each in calendar.bodies.all if _exists(each, today) or each.id == remiss.owner_id),
        asked=_asked(facts),
        deciders=_deciders(register, calendar, facts),
        decisions=tuple((each, calendar.bodies.by_id[each.namnd_id]) for each in decisions),
        dispatches=tuple(sorted(register.find(Dispatch, remiss_id=remiss.id), key=lambda each: each.sent)),
        open_cells=tuple((cell.namnd, cell.number) for cell in cells),
        handlaggare=tuple(handlaggare_names(register)),
        kinds=tuple(dict.fromkeys([*_USUAL_KINDS, *filter(None, [remiss.kind])])),
    )


def _exists(body: Namnd, today: dt.date) -> bool:
    return body.valid_to is None or body.valid_to >= today


def _asked(facts: HeadFacts) -> tuple[AskedChoice, ...]:
    return tuple(
        AskedChoice(
            namnd=each.namnd,
            referral=each.referral,
            planned=facts.planned(each.namnd, StepKind.INTERNAL_DEADLINE),
            waiting=each.waiting,
            is_late=each.state is DeadlineState.LATE,
        )
        for each in facts.asked
    )


def _deciders(register: Register, calendar: Calendar, facts: HeadFacts) -> tuple[DeciderChoice, ...]:
    remiss, by_id = facts.remiss, calendar.bodies.by_id
    bodies: dict[str, Namnd] = {}
    for each in facts.asked:
        preparing = [by_id[step.namnd_id] for step in calendar.chain(each.namnd.id, remiss.kind)]
        now = calendar.bodies.then(each.namnd, facts.today)
        bodies |= {body.id: body for body in (*preparing, each.namnd, now)}
    bodies |= {body.id: body for body, _ in facts.chain}
    left = [body for body, role in facts.chain if role is not ChainRole.INFORMED and facts.decision(body) is None]
    chains = DecisionChains(register, calendar, remiss)
    meetings = register.find(Meeting, namnd_id=set(bodies), cancelled=False)
    return tuple(
        DeciderChoice(
            namnd=body,
            meetings=_meetings(meetings, body, remiss),
            planned=facts.planned(body, StepKind.MEETING),
            usual_outcome=chains.usual_outcome(body),
            immediate=facts.adjusts_at_once(body),
            is_next=body in left[:1],
        )
        for body in bodies.values()
    )


def _meetings(meetings: list[Meeting], body: Namnd, remiss: Remiss) -> tuple[dt.date, ...]:
    since = remiss.received or dt.date.min
    return tuple(sorted({each.date for each in meetings if each.namnd_id == body.id and each.date >= since}))
