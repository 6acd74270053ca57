"""Reminders: mails to be read through and sent by a person, and a note in the register of what was reminded of when.

The note is a *bevakning* that is done: one row a thing, with the day of the last reminder. It needs no table of its
own, and is undone with the operation that made it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secretary_app.domain.date_words import day
from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.deadlines import DeadlineState
from secretary_app.domain.model import Document, DocumentKind, Kommun, Namnd, Referral, Reminder, Remiss
from secretary_app.domain.text import and_list
from secretary_app.operations.due import Due, due, note_id
from secretary_app.operations.finding import name_of
from secretary_app.operations.out_folder import make_folder
from secretary_app.operations.recipients import Recipient
from secretary_app.operations.reminder_words import count_words, reminder_body, reminder_subject
from secretary_app.outbox.mail import MailDraft, write_draft
from secretary_app.store.files import inside
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.files import free_path, safe_name
from secretary_app.support.progress import Cancelled, Progress, no_progress


@dataclass(frozen=True)
class MailText:
    to: tuple[str, ...]
    """Addresses; a namnd without one is left out."""
    subject: str
    body: str


def reminder(
    remiss: Remiss, asked: Sequence[tuple[Namnd, Referral | None]], today: dt.date, *, sender: str = ""
) -> MailText:
    """A reminder to these namnder; the addresses they stand for are the bodies' own."""
    lines = []
    for namnd, referral in asked:
        deadline = referral.deadline if referral else None
        if deadline is None:
            lines.append(f"{namnd.name} har ännu inte svarat.")
        else:
            verb = "skulle ha svarat" if deadline < today else "ska svara"
            lines.append(f"{namnd.name} {verb} senast {day(deadline, today)}.")
    last = ""
    if remiss.answer_by is not None:
        last = f"Svaret till {remiss.sender or 'avsändaren'} ska lämnas senast {day(remiss.answer_by, today)}."
    parts = [
        "Hej,",
        f"det gäller internremissen ”{remiss.title}”{f', {remiss.diarienummer}' if remiss.diarienummer else ''}.",
        "\n".join(lines),
        last,
        "Hör av er med när svaret kan lämnas.",
        f"Vänliga hälsningar\n{sender}".rstrip(),
    ]
    names = and_list([namnd.abbreviation for namnd, _ in asked])
    return MailText(
        to=tuple(namnd.email for namnd, _ in asked if namnd.email),
        subject=f"Påminnelse till {names}: {name_of(remiss)}",
        body="\n\n".join(filter(None, parts)),
    )


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be reminded of: what is late, and what is due soon."""

    namnd: str = ""
    handlaggare: str = ""
    """Both as in ``due``."""
    days: int | None = None
    """Due at most so many calendar days ahead; None: within the warning limit."""
    late_only: bool = False
    keys: frozenset[str] | None = None
    """Instead: these rows of the list of deadlines (``DeadlineRow.key``), whenever they are due."""


@dataclass(frozen=True)
class ReminderMail:
    """A mail to one recipient, with all that the recipient is to be reminded of, by day."""

    to: Recipient
    dues: tuple[Due, ...]
    subject: str
    body: str
    attachments: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Unreached:
    """Something that nobody can be reminded of, since no address is known."""

    due: Due
    why: str
    """A Swedish sentence."""


@dataclass(frozen=True)
class Reminders:
    """What would be written; nothing has been."""

    mails: tuple[ReminderMail, ...]
    unreached: tuple[Unreached, ...]
    left_out: tuple[str, ...]
    """Swedish sentences: what was chosen and is nothing to remind of."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Why somebody cannot be written to, each sentence once."""
        return tuple(dict.fromkeys(each.why for each in self.unreached))


@dataclass(frozen=True)
class MadeDraft:
    path: Path
    to: Recipient
    dues: tuple[Due, ...]


@dataclass(frozen=True)
class MadeDrafts:
    drafts: tuple[MadeDraft, ...]
    notes: tuple[str, ...]
    """Swedish sentences: who could not be written to."""


def make_mail_drafts(
    register: Register,
    folder: Path,
    *,
    namnd: str = "",
    handlaggare: str = "",
    days: int | None = None,
    sender: str = "",
    sender_address: str = "",
    with_internremiss: bool = False,
) -> MadeDrafts:
    """Write a mail draft to each who is to do something, with all of it, and note in one operation what was reminded.

    What is late or within its warning limit; with ``days`` what is late or due at most that many calendar days ahead.
    Nothing is sent and no file is written over. Raises UserError for an unknown body, and where ``folder`` cannot be
    written to.
    """
    wanted = Wanted(namnd=namnd, handlaggare=handlaggare, days=days)
    found = reminder_mails(register, wanted, sender=sender, with_internremiss=with_internremiss)
    drafts = write_mails(found.mails, folder, sender=sender, sender_address=sender_address)
    note_reminded(register, [each for draft in drafts for each in draft.dues])
    return MadeDrafts(drafts, found.notes)


def reminder_mails(
    register: Register, wanted: Wanted, *, sender: str = "", with_internremiss: bool = False
) -> Reminders:
    """One mail for each recipient, in the order of what is most urgent; for a person to read before it is written.

    An internremiss that is not sent is nothing to remind of. ``sender``: the name under the mail, without one the
    municipality's. ``with_internremiss``: its latest draft is attached. Raises UserError for an unknown body.
    """
    now = today(register.clock)
    days = 0 if wanted.late_only else wanted.days
    if wanted.keys is not None:
        found = due(register, now, keys=wanted.keys)
        urgent = [each for each in found if each.row.date is not None and each.asked]
    else:
        found = due(register, now, days, namnd=wanted.namnd, handlaggare=wanted.handlaggare)
        urgent = [each for each in found if _is_urgent(each, now, wanted)]
    by_recipient: dict[str, list[tuple[Recipient, Due]]] = {}
    for each in urgent:
        for to in each.recipients:
            by_recipient.setdefault(to.address.casefold(), []).append((to, each))
    signature = sender or next((kommun.name for kommun in register.find(Kommun)), "")
    mails = []
    for group in by_recipient.values():
        dues = tuple(sorted((each for _, each in group), key=lambda each: (each.row.date or now, each.id)))
        mails.append(
            ReminderMail(
                group[0][0],
                dues,
                reminder_subject(dues, now),
                reminder_body(dues, now, signature),
                _internremisser(register, dues) if with_internremiss else (),
            )
        )
    unreached = tuple(Unreached(each, each.why_nobody) for each in urgent if each.why_nobody)
    return Reminders(tuple(mails), unreached, tuple(_left_out(found)) if wanted.keys is not None else ())


def write_mails(
    mails: Sequence[ReminderMail],
    folder: Path,
    *,
    sender: str = "",
    sender_address: str = "",
    progress: Progress = no_progress,
) -> tuple[MadeDraft, ...]:
    """Write each as a file that a mail program opens ready to be sent; no file is written over.

    What was written is taken away again where ``progress`` ends the work. Raises UserError where ``folder`` cannot be
    written to.
    """
    make_folder(folder)
    made: list[MadeDraft] = []
    try:
        for number, mail in enumerate(mails):
            progress(number, len(mails), mail.to.name)
            draft = MailDraft(
                to=mail.to.address,
                to_name=mail.to.name,
                sender=sender_address,
                sender_name=sender,
                subject=mail.subject,
                body=mail.body,
                attachments=mail.attachments,
            )
            path = free_path(folder / f"{safe_name(f'Påminnelse {mail.to.name}')}.eml")
            write_draft(path, draft)
            made.append(MadeDraft(path, mail.to, mail.dues))
    except Cancelled:
        for each in made:
            each.path.unlink(missing_ok=True)
        raise
    return tuple(made)


def _left_out(found: Iterable[Due]) -> Iterator[str]:
    for each in found:
        names = and_list([body.abbreviation for body in each.bodies])
        if not each.asked:
            yield f"Internremissen till {names} i {name_of(each.remiss)} är inte skickad: inget att påminna om än."
        elif each.row.date is None:
            yield f"{each.row.what} i {name_of(each.remiss)} har inget datum att påminna om. Sätt det först."


def _is_urgent(each: Due, now: dt.date, wanted: Wanted) -> bool:
    if each.row.date is None or not each.asked:
        return False
    if each.state is DeadlineState.LATE:
        # Else it is to be looked at by the owner, but is not known to be late.
        return each.row.is_late
    if wanted.late_only:
        return False
    if wanted.days is not None:
        return each.row.date <= now + dt.timedelta(days=wanted.days)
    return each.state is DeadlineState.SOON


def _internremisser(register: Register, dues: Iterable[Due]) -> tuple[Path, ...]:
    """The latest draft of each internremiss that is to be answered, where its file is still there."""
    found: dict[Path, None] = {}
    for each in dues:
        if each.row.kind is DeadlineKind.ANSWER:
            drafts = register.find(
                Document, remiss_id=each.remiss.id, namnd_id=each.bodies[0].id, kind=DocumentKind.INTERNREMISS
            )
            newest = max(drafts, key=lambda draft: draft.draft_number, default=None)
            path = inside(register.files, newest.path) if newest else None
            if path is not None and path.is_file():
                found[path] = None
    return tuple(found)


def note_reminded(register: Register, dues: Iterable[Due], on: dt.date | None = None) -> None:
    """Note in one operation that a reminder of all this was made ``on`` that day (None: today).

    Raises UserError for a day to come.
    """
    now = today(register.clock)
    on = on or now
    if on > now:
        raise UserError(f"{day(on, now)} har inte varit än. Ange den dag påminnelsen gick iväg.")
    each_once = {each.id: each for each in dues}
    if not each_once:
        return
    present = {row.id: row for row in register.find(Reminder, id=[note_id(id_) for id_ in each_once])}
    with register.change(_label(each_once.values())) as change:
        for each in each_once.values():
            text = f"Påminde om: {each.row.what}"
            row = present.get(note_id(each.id))
            if row is None:
                change.add(Reminder(id=note_id(each.id), remiss_id=each.remiss.id, due=on, text=text, done=True))
            else:
                change.update(replace(row, due=on, text=text, done=True))


def _label(dues: Iterable[Due]) -> str:
    """``Påminde OSN och SBN om 3 svar``."""
    dues = list(dues)
    names = and_list(sorted({body.abbreviation for each in dues for body in each.bodies}))
    return f"Påminde {names} om {count_words(dues)}"
