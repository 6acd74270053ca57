"""Which ärenden are up at a meeting, and what the body does with each of them there."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from secretary_app.domain import diarienummer
from secretary_app.domain.model import (
    Addressee,
    ChainRole,
    Decision,
    Meeting,
    Namnd,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    StepKind,
)
from secretary_app.operations.finding import name_of
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.planning import Calendar
from secretary_app.store.ahead import ReadAhead
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress

Computed = Mapping[tuple[str, dt.date], Collection[str]]
"""By body (its id) and day the remisser that a plan takes there which is only computed, and accepted by nobody."""
_EVERY = 50
"""So many plans are made between two looks at whether to stop."""
_OVER = (RemissState.CLOSED, RemissState.VOID)


class TurnKind(StrEnum):
    PREPARES = "bereds"
    DECIDES = "beslutas"
    PREPARES_ANSWER = "nämndens svar bereds"
    ANSWERS = "nämndens svar"
    INFORMED = "överlämnas"


_OWNERS = {
    ChainRole.PREPARES: TurnKind.PREPARES,
    ChainRole.DECIDES: TurnKind.DECIDES,
    ChainRole.INFORMED: TurnKind.INFORMED,
}
_ANSWERERS = {
    ChainRole.PREPARES: TurnKind.PREPARES_ANSWER,
    ChainRole.DECIDES: TurnKind.ANSWERS,
    ChainRole.INFORMED: TurnKind.INFORMED,
}


@dataclass(frozen=True)
class Turn:
    """What a body does with an ärende at its meeting."""

    kind: TurnKind
    whose: Namnd
    """The body whose answer it is: the owner, or a namnd that is asked."""
    then: Namnd | None
    """Where it goes from here: to the next of the beredning; an asked namnd's answer to the owner. None: nowhere."""

    @property
    def is_owners(self) -> bool:
        """It is the answer to the one who asked; else that of a namnd to the owner."""
        return self.kind in (TurnKind.PREPARES, TurnKind.DECIDES, TurnKind.INFORMED)


@dataclass(frozen=True)
class MeetingMatter:
    remiss: Remiss
    turn: Turn
    decisions: tuple[Decision, ...]
    """The body's at this meeting, as they were recorded."""
    is_planned: bool
    """By an accepted plan, or a step set by hand; else it was only computed, or decided without being planned."""

    @property
    def paragraph_key(self) -> tuple[int, str]:
        """The order of the minutes; without a § by diarienummer, after those that have one."""
        digits = "".join(filter(str.isdigit, self.decisions[0].paragraph)) if self.decisions else ""
        return int(digits[:9]) if digits else 10**9, diarienummer.sort_key(name_of(self.remiss))


def matters_at(
    register: Register, meeting: Meeting, calendar: Calendar, computed: Computed | None = None
) -> list[MeetingMatter]:
    """The ärenden that are up at the meeting: a decision was made there, or a plan goes through it.

    In the order of the minutes, see ``paragraph_key``.
    """
    remisser = up_at(register, meeting.namnd_id, [meeting.date], computed)[meeting.date]
    of = {"namnd_id": meeting.namnd_id, "remiss_id": [each.id for each in remisser]}
    decisions: defaultdict[str, list[Decision]] = defaultdict(list)
    for each in register.find(Decision, meeting_date=meeting.date, **of):
        decisions[each.remiss_id].append(each)
    planned = {each.remiss_id for each in register.find(PlannedStep, date=meeting.date, kind=StepKind.MEETING, **of)}
    turns = turns_of(register, calendar, remisser, calendar.bodies.by_id[meeting.namnd_id])
    matters = [MeetingMatter(each, turns[each.id], tuple(decisions[each.id]), each.id in planned) for each in remisser]
    return sorted(matters, key=lambda each: each.paragraph_key)


def up_at(
    register: Register, namnd_id: str, days: Collection[dt.date], computed: Computed | None = None
) -> dict[dt.date, list[Remiss]]:
    """The remisser that are up at the body's meetings of these days: decided there, or a plan goes through it.

    What is closed is up only where it was decided, and what is makulerat nowhere.
    """
    decided: set[tuple[dt.date, str]] = set()
    for decision in register.find(Decision, namnd_id=namnd_id, meeting_date=list(days)):
        decided.add((decision.meeting_date, decision.remiss_id))
    steps = register.find(PlannedStep, namnd_id=namnd_id, kind=StepKind.MEETING, date=list(days))
    up = decided | {(each.date, each.remiss_id) for each in steps}
    up |= {(day, id_) for day in days for id_ in (computed or {}).get((namnd_id, day), ())}
    remisser = {each.id: each for each in register.find(Remiss, id={id_ for _, id_ in up})}
    found: dict[dt.date, list[Remiss]] = {day: [] for day in days}
    for day, id_ in sorted(up):
        state = remisser[id_].state
        if state not in _OVER or (state is RemissState.CLOSED and (day, id_) in decided):
            found[day].append(remisser[id_])
    return found


def turns_of(register: Register, calendar: Calendar, remisser: Sequence[Remiss], namnd: Namnd) -> dict[str, Turn]:
    """By remiss what the body does with it. One that it has no part in is decided by it all the same."""
    asked = _asked(register, remisser)
    return {each.id: _turn(calendar, each, namnd, asked[each.id]) for each in remisser}


def _asked(register: Register, remisser: Sequence[Remiss]) -> dict[str, set[str]]:
    """By remiss the ids of the bodies that are asked or addressed, the owner not among them."""
    ids = [each.id for each in remisser]
    found: dict[str, set[str]] = {each: set() for each in ids}
    for referral in register.find(Referral, remiss_id=ids):
        found[referral.remiss_id].add(referral.namnd_id)
    recommendations = {each.id: each.remiss_id for each in register.find(Recommendation, remiss_id=ids)}
    for addressee in register.find(Addressee, recommendation_id=list(recommendations)):
        if addressee.namnd_id:
            found[recommendations[addressee.recommendation_id]].add(addressee.namnd_id)
    for each in remisser:
        found[each.id].discard(each.owner_id)
    return found


def _turn(calendar: Calendar, remiss: Remiss, namnd: Namnd, asked: Collection[str]) -> Turn:
    bodies = calendar.bodies
    owner = bodies.by_id[remiss.owner_id]
    own = calendar.chain(remiss.owner_id, remiss.kind)
    at = next((at for at, step in enumerate(own) if step.namnd_id == namnd.id), None)
    if at is not None:
        role = own[at].role
        left = [bodies.by_id[step.namnd_id] for step in own[at + 1 :] if step.role is not ChainRole.INFORMED]
        return Turn(_OWNERS[role], owner, next(iter(left), owner) if role is ChainRole.PREPARES else None)
    if namnd.id in asked:
        return Turn(TurnKind.ANSWERS, namnd, owner)
    for body in bodies.all:
        if body.id in asked:
            theirs = calendar.chain(body.id, remiss.kind)
            answering = next((step.role for step in theirs if step.namnd_id == namnd.id), None)
            if answering is not None:
                return Turn(_ANSWERERS[answering], body, body if answering is ChainRole.PREPARES else owner)
    return Turn(TurnKind.DECIDES, owner, None)


def computed_meetings(register: Register, today: dt.date, progress: Progress = no_progress) -> Computed:
    """The meetings to come of every open remiss as its plan is computed on ``today``, where no accepted plan has any.

    So it is also with what a body should have dealt with at a meeting that has been, and has not. Takes long where
    they are many. Raises Cancelled where ``progress`` does.
    """
    return register.remembered("computed_meetings", today, lambda: _computed(register, today, progress))


def _computed(register: Register, today: dt.date, progress: Progress) -> Computed:
    steps = register.find(PlannedStep)
    accepted = {each.remiss_id for each in steps if not each.fixed}
    meetings = [each for each in steps if each.kind is StepKind.MEETING]
    coming = {(each.remiss_id, each.namnd_id) for each in meetings if each.date >= today}
    # At a meeting that has been it may not have been dealt with.
    accepted -= {each.remiss_id for each in meetings if each.date < today}
    remisser = [each for each in register.find(Remiss, state=RemissState.OPEN) if each.id not in accepted]
    calendar = Calendar.of(register, steps_only=True)
    ahead = ReadAhead(register, [each.id for each in remisser], register.find(Meeting))
    ids = {body.abbreviation: body.id for body in calendar.bodies.all}
    found: defaultdict[tuple[str, dt.date], set[str]] = defaultdict(set)
    for place, remiss in enumerate(remisser):
        if place % _EVERY == 0:
            progress(place, len(remisser), "Räknar planer")
        try:
            plan = plan_now(ahead, remiss, calendar=calendar)
        except UserError:  # no answer-by date, or a step set by hand that no longer fits: the tab Plan tells why
            continue
        for step in plan.steps:
            if step.kind is StepKind.MEETING and not step.done and step.date >= today:
                namnd_id = ids[step.body]
                if (remiss.id, namnd_id) not in coming:
                    found[namnd_id, step.date].add(remiss.id)
    return dict(found)
