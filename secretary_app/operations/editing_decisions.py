"""Decisions that were recorded wrongly: changed, or taken away, with what followed from them."""

from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import Decision, Namnd, Remiss, RemissState, Response
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import clean
from secretary_app.operations.deciding import DecisionChains, decision_notes, undecided_answers
from secretary_app.operations.editing import Saved, check_year, how_many, open_remiss, paragraph_of, present
from secretary_app.operations.editing_remiss import is_answered
from secretary_app.operations.finding import name_of
from secretary_app.operations.planning import Calendar
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def change_decision(register: Register, remiss: Remiss, decision: Decision) -> Saved[Decision]:
    """Save a decision that was read and changed: day, paragraph, outcome, text, recipients.

    With an outcome that no longer decides its answers are drafts again, and with one that now does they are decided;
    the remiss's state follows. Raises UserError for a remiss that is closed, a decision that would be recorded twice,
    and where somebody has changed it since.
    """
    remiss = open_remiss(register, remiss)
    before = present(register, Decision, decision.id, "Beslutet")
    namnd = present(register, Namnd, before.namnd_id, "Nämnden")
    check_year(decision.meeting_date)
    row = replace(
        decision,
        remiss_id=remiss.id,
        namnd_id=namnd.id,
        paragraph=decision.paragraph.replace("§", "").strip(),
        text=clean(decision.text),
        recipients=clean(decision.recipients),
    )
    key = {"meeting_date": row.meeting_date, "paragraph": row.paragraph}
    alike = register.find(Decision, remiss_id=remiss.id, namnd_id=namnd.id, **key)
    if any(other.id != row.id for other in alike):
        place = f" § {row.paragraph}" if row.paragraph else ":s beslut"
        raise UserError(
            f"{namnd.abbreviation}{place} {in_words(row.meeting_date)} är redan inlagt för {name_of(remiss)}."
        )
    answers = _answers_after(register, remiss, before, row, namnd)
    state = _state_after(register, remiss, before, row, namnd)
    with register.change(f"Ändrade {_named(before, namnd)}: {name_of(remiss)}") as change:
        row = change.update(row)
        for answer in answers:
            change.update(answer)
        change.update(replace(remiss, state=state))
    decided = register.find(Response, decision_id=row.id)
    return Saved(row, _draft_note(answers) + decision_notes(register, row, namnd, decided))


def _answers_after(
    register: Register, remiss: Remiss, before: Decision, after: Decision, namnd: Namnd
) -> list[Response]:
    """The answers that the change makes decided, or drafts again."""
    if before.outcome.decides and not after.outcome.decides:
        return [replace(each, decision_id=None) for each in register.find(Response, decision_id=before.id)]
    if after.outcome.decides and not before.outcome.decides:
        chains = DecisionChains(register, Calendar.of(register), remiss)
        undecided = undecided_answers(register, remiss, chains.decided_by(namnd))
        return [replace(each, decision_id=after.id) for each in undecided]
    return []


def _state_after(
    register: Register, remiss: Remiss, before: Decision, after: Decision | None, namnd: Namnd
) -> RemissState:
    """The remiss's state once the decision has become another, or with None is gone."""
    decides = after is not None and after.outcome.decides
    chains = DecisionChains(register, Calendar.of(register), remiss)
    if decides == before.outcome.decides or remiss.owner_id not in chains.decided_by(namnd):
        return remiss.state
    answered = decides or is_answered(register, remiss, without=before)
    return RemissState.ANSWERED if answered else RemissState.OPEN


def _named(decision: Decision, namnd: Namnd) -> str:
    return f"{decision.outcome} i {namnd.abbreviation} {paragraph_of(decision)}"


def _draft_note(answers: Sequence[Response]) -> list[str]:
    drafts = sum(answer.decision_id is None for answer in answers)
    return [f"{how_many(drafts, 'svar är', 'svar är')} utkast igen."] if drafts else []


def remove_decision(register: Register, remiss: Remiss, decision: Decision) -> Saved[Decision]:
    """Take a decision away; the answers it decided are drafts again, and the remiss is open where nothing else ends it.

    Raises UserError for a remiss that is closed, and where somebody has changed the decision since.
    """
    remiss = open_remiss(register, remiss)
    namnd = present(register, Namnd, decision.namnd_id, "Nämnden")
    answers = [replace(each, decision_id=None) for each in register.find(Response, decision_id=decision.id)]
    state = _state_after(register, remiss, decision, None, namnd)
    with register.change(f"Tog bort {_named(decision, namnd)}: {name_of(remiss)}") as change:
        for answer in answers:
            change.update(answer)
        change.remove(decision)
        change.update(replace(remiss, state=state))
    return Saved(decision, _draft_note(answers))
