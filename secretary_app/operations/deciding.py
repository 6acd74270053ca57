"""Decisions of bodies, and the end of a remiss."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from secretary_app.domain.coverage import open_cells
from secretary_app.domain.date_words import day
from secretary_app.domain.model import (
    ChainRole,
    Decision,
    Meeting,
    Namnd,
    NamndKind,
    Outcome,
    PlannedStep,
    Referral,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.domain.planning import WITHOUT_MEETING
from secretary_app.domain.swedish_dates import in_words
from secretary_app.operations.finding import must_be_open, name_of
from secretary_app.operations.plan_progress import INSTEAD
from secretary_app.operations.planning import Calendar, asked_bodies
from secretary_app.store.change import Change
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


@dataclass(frozen=True)
class Decided:
    decision: Decision
    namnd: Namnd
    responses: list[Response]
    """The answers that the decision made the body's own."""
    remiss: Remiss
    notes: list[str] = field(default_factory=list)
    ends: bool = False
    """The remiss is answered by it, and was not before."""


def decide(
    register: Register,
    remiss: Remiss,
    namnd_words: str,
    *,
    meeting: dt.date,
    paragraph: str = "",
    immediate: bool = False,
    outcome: Outcome | None = None,
    text: str = "",
) -> Decided:
    """Record a body's decision; the answers it has given to the remiss are then decided.

    An utskott that prepares gives a *förslag* unless something else is said. Raises UserError for an unknown body, a
    decision that is recorded already, and a remiss that is closed.
    """
    calendar = Calendar.of(register)
    namnd = calendar.bodies.named(namnd_words)
    decision = Decision(
        id=new_id(),
        remiss_id=remiss.id,
        namnd_id=namnd.id,
        meeting_date=meeting,
        paragraph=paragraph,
        outcome=outcome or DecisionChains(register, calendar, remiss).usual_outcome(namnd),
        immediate_justering=immediate,
        text=text,
    )
    to_record = follow(register, calendar, remiss, decision)
    with register.change(_label(to_record.decision, namnd, remiss)) as change:
        return put_decided(change, to_record)


def follow(
    register: Register, calendar: Calendar, remiss: Remiss, decision: Decision, answers: Collection[str] | None = None
) -> Decided:
    """What is to be recorded with a new decision: its answers, and the remiss as it becomes. Nothing is saved.

    ``answers``: the ids of those it makes the body's own, of all that are undecided; None: all of them. Raises
    UserError for a decision that is recorded already, and a remiss that is closed.
    """
    must_be_open(remiss)
    namnd = calendar.bodies.by_id[decision.namnd_id]
    decision = replace(decision, paragraph=decision.paragraph.replace("§", "").strip())
    key = {"meeting_date": decision.meeting_date, "paragraph": decision.paragraph}
    if register.find(Decision, remiss_id=remiss.id, namnd_id=namnd.id, **key):
        place = f" § {decision.paragraph}" if decision.paragraph else ":s beslut"
        when = in_words(decision.meeting_date)
        raise UserError(f"{namnd.abbreviation}{place} {when} är redan inlagt för {name_of(remiss)}.")
    chains = DecisionChains(register, calendar, remiss)
    decides = decision.outcome.decides
    responses = undecided_answers(register, remiss, chains.decided_by(namnd)) if decides else []
    responses = [each for each in responses if answers is None or each.id in answers]
    notes = decision_notes(register, decision, namnd, responses)
    ends = decides and remiss.owner_id in chains.decided_by(namnd) and remiss.state is RemissState.OPEN
    answered = replace(remiss, state=RemissState.ANSWERED) if ends else remiss
    return Decided(decision, namnd, responses, answered, notes, ends)


def put_decided(change: Change, made: Decided) -> Decided:
    """Save what ``follow`` found, as a part of the operation that ``change`` does."""
    change.add(made.decision)
    responses = [change.update(replace(each, decision_id=made.decision.id)) for each in made.responses]
    return replace(made, responses=responses, remiss=change.update(made.remiss))


def _label(decision: Decision, namnd: Namnd, remiss: Remiss) -> str:
    paragraph = f" § {decision.paragraph}" if decision.paragraph else ""
    return f"{decision.outcome.capitalize()} i {namnd.abbreviation}{paragraph}: {name_of(remiss)}"


class DecisionChains:
    """Who prepares and who decides, for the owner and for every body that answers."""

    def __init__(self, register: Register, calendar: Calendar, remiss: Remiss) -> None:
        answering = {remiss.owner_id} | {each.id for each in asked_bodies(register, remiss, calendar.bodies)}
        answering |= {each.namnd_id for each in register.find(Referral, remiss_id=remiss.id)}
        kept = register.find(PlannedStep, remiss_id=remiss.id, fixed=True)
        self._agreed = {row.namnd_id: row.kind for row in kept if row.kind in WITHOUT_MEETING}
        self._bodies = calendar.bodies
        self._steps = {namnd_id: calendar.chain(namnd_id, remiss.kind) for namnd_id in answering}

    def decided_by(self, namnd: Namnd) -> set[str]:
        """The bodies whose answers are given when the namnd decides: its own, those whose chain ends with it, and those
        that it has succeeded.
        """
        deciders = {
            owner_id: {step.namnd_id for step in steps if step.role is ChainRole.DECIDES} or {owner_id}
            for owner_id, steps in self._steps.items()
        }
        others = {owner_id for owner_id, bodies in deciders.items() if namnd.id in bodies}
        own = set() if namnd.id in deciders and namnd.id not in others else {namnd.id}
        succeeded = {id_ for id_ in self._steps if namnd.id in self._bodies.after(self._bodies.by_id[id_])}
        return others | own | succeeded

    def usual_outcome(self, namnd: Namnd) -> Outcome:
        """What the plan says of it where it decides without a meeting; else by its place in the beredning."""
        agreed = self._agreed.get(namnd.id)
        if agreed is not None:
            return next(outcome for outcome, kind in INSTEAD.items() if kind is agreed)
        roles = {step.role for steps in self._steps.values() for step in steps if step.namnd_id == namnd.id}
        if ChainRole.DECIDES in roles or ChainRole.INFORMED in roles:
            return Outcome.DECISION
        prepares = ChainRole.PREPARES in roles or namnd.kind is NamndKind.UTSKOTT
        return Outcome.PROPOSAL if prepares else Outcome.DECISION


def undecided_answers(register: Register, remiss: Remiss, namnd_ids: set[str]) -> list[Response]:
    """Their answers that no decision has made theirs yet; an återremiss has not."""
    deciding = {each.id for each in register.find(Decision, remiss_id=remiss.id) if each.outcome.decides}
    responses = register.find(Response, remiss_id=remiss.id, namnd_id=namnd_ids)
    return [each for each in responses if each.decision_id not in deciding]


def decision_notes(register: Register, decision: Decision, namnd: Namnd, responses: list[Response]) -> list[str]:
    """What is odd about a decision of the namnd that makes these answers its own."""
    remiss = register.get(Remiss, decision.remiss_id)
    referrals = register.find(Referral, remiss_id=remiss.id, namnd_id=namnd.id)
    sent = next((each.sent for each in referrals), None)
    notes = [*filter(None, [too_early(namnd, decision.meeting_date, remiss.received, sent)])]
    notes += _elsewhere(register, decision)
    if namnd.valid_to is not None and namnd.valid_to < decision.meeting_date:
        after = register.find(Namnd, id=[namnd.successor_id]) if namnd.successor_id else []
        then = f" Därefter är det {after[0].abbreviation}." if after else ""
        notes.append(f"{namnd.abbreviation} finns bara till {in_words(namnd.valid_to)}.{then}")
    meets = {meeting.date for meeting in register.find(Meeting, namnd_id=namnd.id)}
    in_meeting = decision.outcome in (Outcome.DECISION, Outcome.PROPOSAL, Outcome.TABLED, Outcome.REFERRED_BACK)
    if in_meeting and meets and decision.meeting_date not in meets:
        notes.append(f"{namnd.abbreviation} har inget sammanträde {in_words(decision.meeting_date)} i registret.")
    if decision.outcome.decides and not responses and namnd.kind is not NamndKind.FULLMAKTIGE:
        notes.append(f"{namnd.abbreviation} har inget svar i registret som beslutet kan gälla.")
    return notes


def too_early(namnd: Namnd, met: dt.date, received: dt.date | None, sent: dt.date | None) -> str:
    """Why a decision of that day is odd, a sentence; ``""``: it came after the remiss and the namnd's internremiss."""
    if received is not None and received > met:
        return f"Remissen kom in först {day(received, met)}, efter beslutet."
    if sent is not None and sent > met:
        return f"Internremissen till {namnd.abbreviation} skickades först {day(sent, met)}, efter beslutet."
    return ""


def _elsewhere(register: Register, decision: Decision) -> Iterator[str]:
    """The same § of the same meeting, for another ärende."""
    if decision.paragraph:
        key = {"meeting_date": decision.meeting_date, "paragraph": decision.paragraph}
        alike = register.find(Decision, namnd_id=decision.namnd_id, **key)
        others = {each.remiss_id for each in alike} - {decision.remiss_id}
        for other in register.find(Remiss, id=others):
            yield f"§ {decision.paragraph} är redan inlagd för {name_of(other)} samma dag."


def close(register: Register, remiss: Remiss, reason: str = "") -> Remiss:
    """Close the remiss. Raises UserError where cells are open and no reason is given."""
    must_be_open(remiss)
    cells = open_cells(register.status_facts(remiss_id=remiss.id, open_only=False))
    if cells and not reason.strip():
        waiting = ", ".join(f"{cell.namnd} {cell.number}".strip() for cell in cells)
        raise UserError(
            f"Remissen {name_of(remiss)} har {len(cells)} svar som inte är klara ({waiting}).",
            hint="Ange varför den avslutas ändå med --reason.",
        )
    closed = replace(remiss, state=RemissState.CLOSED, closing_reason=reason.strip())
    with register.change(f"Avslutade {name_of(remiss)} {in_words(today(register.clock))}") as change:
        return change.update(closed)


def outcome_named(words: str) -> Outcome:
    """The outcome of this word. Raises UserError with the words there are."""
    for outcome in Outcome:
        if outcome.casefold() == words.strip().casefold():
            return outcome
    raise UserError(f"Utfallet {words} finns inte. De som finns är {', '.join(Outcome)}.")


def decided_as_json(result: Decided) -> dict[str, Any]:
    decision = result.decision
    return {
        "id": decision.id,
        "remiss": decision.remiss_id,
        "namnd": result.namnd.abbreviation,
        "meeting": decision.meeting_date,
        "paragraph": decision.paragraph,
        "outcome": decision.outcome.value,
        "immediate_justering": decision.immediate_justering,
        "answers": len(result.responses),
        "state": result.remiss.state.value,
        "notes": result.notes,
    }
