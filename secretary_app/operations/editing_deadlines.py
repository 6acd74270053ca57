"""What a remiss waits for: its answer-by date, its internremisser and their dates. A date that moves says why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import DeadlineChange, Namnd, Referral, Remiss, Response
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list, clean, single_line
from secretary_app.operations.editing import Saved, check_year, open_remiss, present
from secretary_app.operations.editing_remiss import check_sent
from secretary_app.operations.extension import settle_request
from secretary_app.operations.finding import name_of
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plans import hold_deadline, use_plan
from secretary_app.store.change import Change
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


def change_answer_by(
    register: Register,
    remiss: Remiss,
    new: dt.date | None,
    reason: str,
    granted_by: str = "",
    *,
    replan: bool = False,
) -> Saved[Remiss]:
    """Set or move the day by which the sender wants the answer (anstånd), and keep the old one with the reason.

    ``replan``: the plan is made anew from it, and used, in the same operation; else all other dates stay. Raises
    UserError for a remiss that is closed, a day before it came in, a date that moves without a reason, and where
    somebody has changed the remiss since.
    """
    now = open_remiss(register, remiss)
    _check(now, new)
    reason = _reason(now.answer_by, new, reason)
    moved = DeadlineChange(
        id=new_id(),
        remiss_id=remiss.id,
        old=now.answer_by,
        new=new,
        reason=reason,
        granted_by=single_line(granted_by),
    )
    with register.change(f"{_what(now.answer_by, new)}: {name_of(remiss)}") as change:
        changed = change.update(replace(remiss, answer_by=new))
        if now.answer_by != new:
            change.add(moved)
            settle_request(register, change, remiss.id)
        notes = use_plan(register, change, changed, plan_now(register, changed)) if replan and new else []
    return Saved(changed, notes or _later_than(register, changed))


def _check(remiss: Remiss, new: dt.date | None) -> None:
    if new is None:
        return
    check_year(new)
    if remiss.received and new < remiss.received:
        raise UserError(
            f"Svarsdatumet {in_words(new)} ligger före den dag remissen kom in, "
            f"{in_words(remiss.received)}. Välj en senare dag."
        )


def _reason(old: dt.date | None, new: dt.date | None, reason: str) -> str:
    """The reason, needed where a date that was given becomes another."""
    reason = clean(reason).strip()
    if old is not None and old != new and not reason:
        raise UserError("Skriv varför svarsdatumet ändras, till exempel att anstånd är beviljat.")
    return reason


def _what(old: dt.date | None, new: dt.date | None) -> str:
    if new is None:
        return "Tog bort svarsdatumet"
    return f"Flyttade svarsdatumet till {in_words(new)}" if old else f"Satte svarsdatum {in_words(new)}"


def _later_than(register: Register, remiss: Remiss) -> list[str]:
    """The namnder whose dates lie after the remiss's own."""
    if remiss.answer_by is None:
        return []
    referrals = register.find(Referral, remiss_id=remiss.id)
    late = {each.namnd_id for each in referrals if each.deadline and each.deadline > remiss.answer_by}
    names = [body.abbreviation for body in register.find(Namnd, id=late)]
    return [f"{and_list(names)} har svarsdatum efter {in_words(remiss.answer_by)}."] if names else []


def change_referral_deadline(
    register: Register,
    remiss: Remiss,
    referral: Referral,
    new: dt.date | None,
    reason: str,
    granted_by: str = "",
    *,
    replan: bool = False,
) -> Saved[Referral]:
    """Set or move the day by which a namnd is to answer, and keep the old one with the reason.

    ``referral`` is the row as read. ``replan``: the plan is made anew around the day, which it keeps, and used, in the
    same operation; else all other dates stay. Raises UserError for a remiss that is closed, a day before it came in or
    before the internremiss went out, a date that moves without a reason, and where somebody has changed the row since.
    """
    remiss = open_remiss(register, remiss)
    now = present(register, Referral, referral.id, "Internremissen")
    namnd = present(register, Namnd, now.namnd_id, "Nämnden")
    _check(remiss, new)
    if new and now.sent and new < now.sent:
        raise UserError(
            f"Svarsdatumet {in_words(new)} ligger före den dag internremissen "
            f"skickas, {in_words(now.sent)}. Välj en senare dag."
        )
    moved = DeadlineChange(
        id=new_id(),
        remiss_id=remiss.id,
        referral_id=referral.id,
        old=now.deadline,
        new=new,
        reason=_reason(now.deadline, new, reason),
        granted_by=single_line(granted_by),
    )
    with register.change(f"{_what(now.deadline, new)} för {namnd.abbreviation}: {name_of(remiss)}") as change:
        changed = change.update(replace(referral, deadline=new))
        if now.deadline != new:
            change.add(moved)
            settle_request(register, change, remiss.id, namnd.id)
        notes = _replanned(register, change, remiss, namnd, new) if replan and new else []
    if new and remiss.answer_by and new > remiss.answer_by:
        notes.append(f"Svarsdatumet {in_words(new)} ligger efter remissens, {in_words(remiss.answer_by)}.")
    return Saved(changed, notes)


def _replanned(register: Register, change: Change, remiss: Remiss, namnd: Namnd, new: dt.date) -> list[str]:
    hold_deadline(register, change, remiss, namnd.id, new)
    return use_plan(register, change, remiss, plan_now(register, remiss))


def save_referral_fields(register: Register, remiss: Remiss, referral: Referral) -> Saved[Referral]:
    """Save the namnd's diarienummer and handläggare, and the day it was sent (None: not yet), as changed in the row.

    Its date and whom it answers have operations of their own and stay. Raises UserError for a remiss that is closed,
    a day of sending that cannot be, and where somebody has changed the row since.
    """
    remiss = open_remiss(register, remiss)
    now = present(register, Referral, referral.id, "Internremissen")
    namnd = present(register, Namnd, now.namnd_id, "Nämnden")
    row = replace(
        now,
        version=referral.version,
        namnd_diarienummer=single_line(referral.namnd_diarienummer),
        handlaggare=single_line(referral.handlaggare),
        sent=referral.sent,
    )
    if row.sent:
        _check_sending(remiss, row, namnd)
    with register.change(f"Ändrade internremissen till {namnd.abbreviation}: {name_of(remiss)}") as change:
        return Saved(change.update(row))


def _check_sending(remiss: Remiss, referral: Referral, namnd: Namnd) -> None:
    assert referral.sent is not None
    check_sent(remiss, referral.sent)
    if referral.deadline and referral.deadline < referral.sent:
        raise UserError(
            f"{namnd.abbreviation} ska svara {in_words(referral.deadline)}, före den dag internremissen skickas, "
            f"{in_words(referral.sent)}. Flytta svarsdatumet först."
        )


def mark_sent(register: Register, remiss: Remiss, namnd_ids: Sequence[str], sent: dt.date) -> Saved[list[Referral]]:
    """Record that the internremisser to these namnder went out, in one operation.

    Raises UserError for a remiss that is closed, a namnd without an internremiss, and a day that cannot be.
    """
    remiss = open_remiss(register, remiss)
    if not namnd_ids:
        raise UserError("Välj minst en nämnd som internremissen har skickats till.")
    referrals = {each.namnd_id: each for each in register.find(Referral, remiss_id=remiss.id)}
    rows, names, undated = [], [], []
    for namnd_id in dict.fromkeys(namnd_ids):
        namnd = present(register, Namnd, namnd_id, "Nämnden")
        if namnd_id not in referrals:
            raise UserError(f"{namnd.abbreviation} har ingen internremiss i {name_of(remiss)}. Lägg till den först.")
        row = replace(referrals[namnd_id], sent=sent)
        _check_sending(remiss, row, namnd)
        rows.append(row)
        names.append(namnd.abbreviation)
        undated += [] if row.deadline else [namnd.abbreviation]
    with register.change(f"Skickade internremiss till {and_list(names)}: {name_of(remiss)}") as change:
        rows = [change.update(row) for row in rows]
    return Saved(rows, [f"{and_list(undated)} har inget svarsdatum."] if undated else [])


def referral_to(register: Register, remiss: Remiss, namnd_id: str) -> Referral:
    """The internremiss of a namnd. Raises UserError where there is none (any longer)."""
    found = register.find(Referral, remiss_id=remiss.id, namnd_id=namnd_id)
    if not found:
        namnd = present(register, Namnd, namnd_id, "Nämnden")
        raise UserError(f"{namnd.abbreviation} har ingen internremiss i {name_of(remiss)}.")
    return found[0]


def remove_referral(register: Register, remiss: Remiss, referral: Referral) -> Saved[Referral]:
    """Take an internremiss away, with the history of its date.

    Raises UserError for a remiss that is closed, and where the namnd has answered.
    """
    remiss = open_remiss(register, remiss)
    namnd = present(register, Namnd, referral.namnd_id, "Nämnden")
    if register.find(Response, remiss_id=remiss.id, namnd_id=namnd.id):
        raise UserError(
            f"{namnd.abbreviation} har svarat i {name_of(remiss)}, så internremissen kan inte tas bort. "
            "Ta bort svaret först."
        )
    with register.change(f"Tog bort internremissen till {namnd.abbreviation}: {name_of(remiss)}") as change:
        for row in (*register.find(DeadlineChange, referral_id=referral.id), referral):
            change.remove(row)
    return Saved(referral)
