"""A registered remiss: its fields, its end and its reopening, what was sent, and who may be chosen as handläggare."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.diarienummer import same
from secretary_app.domain.model import (
    Decision,
    Dispatch,
    Namnd,
    Person,
    Referral,
    Remiss,
    RemissState,
)
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list, clean, single_line
from secretary_app.operations.deciding import DecisionChains
from secretary_app.operations.editing import Saved, check_year, line_of_text, open_remiss, present
from secretary_app.operations.finding import name_of
from secretary_app.operations.planning import Calendar
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


def save_remiss_fields(register: Register, remiss: Remiss) -> Saved[Remiss]:
    """Save what stands about a remiss; ``remiss`` is the row as read, changed.

    Its answer-by date and its state are left as they are: they have operations of their own. Raises UserError for a
    remiss that is closed, without a title, for an owner that is not there or has an internremiss, for a day received
    after the answer-by date, for a remiss that follows itself up, and where somebody has changed it since.
    """
    now = open_remiss(register, remiss)
    title = line_of_text(remiss.title, "Ärendet saknar rubrik. Skriv en.")
    remiss = replace(
        remiss,
        title=title,
        diarienummer=single_line(remiss.diarienummer),
        sender_diarienummer=single_line(remiss.sender_diarienummer),
        kind=single_line(remiss.kind),
        sender=single_line(remiss.sender),
        firm=single_line(remiss.firm),
        handlaggare=single_line(remiss.handlaggare),
        answer_by=now.answer_by,
        state=now.state,
        closing_reason=now.closing_reason,
    )
    _check_received(remiss)
    _check_owner(register, remiss)
    if remiss.follows_up_id is not None:
        if remiss.follows_up_id == remiss.id:
            raise UserError(f"{name_of(remiss)} kan inte följa upp sig själv. Välj en annan remiss.")
        present(register, Remiss, remiss.follows_up_id, "Remissen som följs upp")
    notes = _same_number(register, remiss) if remiss.diarienummer != now.diarienummer else []
    with register.change(f"Ändrade uppgifter: {name_of(remiss)}") as change:
        return Saved(change.update(remiss), notes)


def _check_received(remiss: Remiss) -> None:
    if remiss.received is None:
        return
    check_year(remiss.received)
    if remiss.answer_by and remiss.answer_by < remiss.received:
        raise UserError(
            f"Remissen kom in {in_words(remiss.received)}, efter svarsdatumet "
            f"{in_words(remiss.answer_by)}. Rätta dagen."
        )


def _check_owner(register: Register, remiss: Remiss) -> None:
    owner = present(register, Namnd, remiss.owner_id, "Nämnden som ska äga ärendet")
    if register.find(Referral, remiss_id=remiss.id, namnd_id=owner.id):
        raise UserError(
            f"{owner.abbreviation} har en internremiss i {name_of(remiss)} och kan inte också äga ärendet. "
            "Ta bort internremissen först."
        )


def _same_number(register: Register, remiss: Remiss) -> list[str]:
    """A diarienummer need not be unique, but it is worth knowing that it is not."""
    if not remiss.diarienummer:
        return []
    others = [
        other.title
        for other in register.find(Remiss)
        if other.id != remiss.id and other.diarienummer and same(other.diarienummer, remiss.diarienummer)
    ]
    return [f"{remiss.diarienummer} har också ”{and_list(others)}”."] if others else []


def void_remiss(register: Register, remiss: Remiss, reason: str) -> Saved[Remiss]:
    """Mark a remiss that was wrongly registered as makulerad: it is kept, out of the way.

    Raises UserError without a reason, for a remiss that is closed, and where somebody has changed it since.
    """
    open_remiss(register, remiss)
    reason = line_of_text(reason, "Skriv varför remissen makuleras, till exempel att den är registrerad två gånger.")
    return _set_state(register, remiss, RemissState.VOID, reason, f"Makulerade {name_of(remiss)}")


def reopen_remiss(register: Register, remiss: Remiss) -> Saved[Remiss]:
    """Take up again what was closed or makulerat; it is besvarad where its owner has decided, else öppen.

    Raises UserError where it is open already, and where somebody has changed it since.
    """
    now = present(register, Remiss, remiss.id, "Remissen")
    if now.state in (RemissState.OPEN, RemissState.ANSWERED):
        raise UserError(f"Remissen {name_of(remiss)} är {now.state} och behöver inte öppnas igen.")
    state = RemissState.ANSWERED if is_answered(register, remiss) else RemissState.OPEN
    return _set_state(register, remiss, state, "", f"Öppnade {name_of(remiss)} igen")


def _set_state(register: Register, remiss: Remiss, state: RemissState, reason: str, label: str) -> Saved[Remiss]:
    with register.change(label) as change:
        return Saved(change.update(replace(remiss, state=state, closing_reason=reason)))


def is_answered(register: Register, remiss: Remiss, without: Decision | None = None) -> bool:
    """Whether a body that decides for the owner has decided; ``without``: a decision that is not to count."""
    chains = DecisionChains(register, Calendar.of(register), remiss)
    bodies = {body.id: body for body in register.find(Namnd)}
    return any(
        remiss.owner_id in chains.decided_by(bodies[each.namnd_id])
        for each in register.find(Decision, remiss_id=remiss.id)
        if each.outcome.decides and (without is None or each.id != without.id)
    )


def record_dispatch(
    register: Register, remiss: Remiss, what: str, recipients: Sequence[str], sent: dt.date
) -> Saved[list[Dispatch]]:
    """Record that something was sent (expedierat) to each of the recipients; what is recorded already is told.

    Raises UserError for a remiss that is closed, without a recipient or something sent, and for a day before it came.
    """
    remiss = open_remiss(register, remiss)
    what = line_of_text(what, "Skriv vad som skickades, till exempel Yttrande.")
    names = list(dict.fromkeys(filter(None, map(single_line, recipients))))
    if not names:
        raise UserError("Skriv minst en mottagare.")
    check_sent(remiss, sent)
    there = {each.recipient for each in register.find(Dispatch, remiss_id=remiss.id, what=what, sent=sent)}
    rows = [
        Dispatch(id=new_id(), remiss_id=remiss.id, what=what, recipient=name, sent=sent)
        for name in names
        if name not in there
    ]
    twice = [name for name in names if name in there]
    notes = [f"{what} till {and_list(twice)} {in_words(sent)} är redan inlagt."] if twice else []
    with register.change(f"Expedierade {what}: {name_of(remiss)}") as change:
        change.add_all(rows)
    return Saved(register.find(Dispatch, id=[row.id for row in rows]), notes)


def remove_dispatch(register: Register, remiss: Remiss, dispatch: Dispatch) -> Saved[Dispatch]:
    """Take back that something was sent. Raises UserError for a remiss that is closed."""
    remiss = open_remiss(register, remiss)
    with register.change(f"Tog bort expediering till {dispatch.recipient}: {name_of(remiss)}") as change:
        change.remove(dispatch)
    return Saved(dispatch)


def check_sent(remiss: Remiss, sent: dt.date) -> None:
    """Raises UserError for a day on which nothing of the remiss can have been sent."""
    check_year(sent)
    if remiss.received and sent < remiss.received:
        raise UserError(
            f"{in_words(sent)} ligger före den dag remissen kom in, {in_words(remiss.received)}. Rätta dagen."
        )


def handlaggare_names(register: Register) -> list[str]:
    """Every name that can be chosen as handläggare: people of the register and those that remisser name."""
    names = {person.name for person in register.find(Person)}
    names |= {clean(remiss.handlaggare) for remiss in register.find(Remiss)}
    names |= {clean(referral.handlaggare) for referral in register.find(Referral)}
    return sorted(names - {""}, key=lambda name: (swedish_key(name), name))
