"""Anstånd: more time asked for, by the owner of the sender or by a namnd of the owner, and what became of it.

The request is a mail to be read through and sent by a person. It is kept among the handlingar, and noted as a
*bevakning* on the day asked for until there is an answer. A day that is granted moves the deadline as any other
(``editing_deadlines``), with the old one and the reason kept.
"""

import datetime as dt
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from secretary_app.domain.date_words import day
from secretary_app.domain.model import (
    Attachment,
    Meeting,
    Namnd,
    NamndKind,
    Referral,
    Reminder,
    Remiss,
    StepKind,
)
from secretary_app.domain.planning import Plan, RemedyKind
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import single_line
from secretary_app.domain.workdays import forward_to_working_day
from secretary_app.operations.editing import open_remiss, present
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.recipients import Recipients
from secretary_app.outbox.mail import MailDraft, is_address, write_draft
from secretary_app.store.change import Change
from secretary_app.store.files import Section, keep_file
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.files import safe_name
from secretary_app.support.ids import new_id

KIND = "begäran om anstånd"
"""What the request is among the handlingar."""
_NOTE = "extension"


@dataclass(frozen=True)
class Requested:
    """More time that has been asked for, without an answer yet."""

    id: str
    namnd_id: str
    """``""``: it is the whole remiss's, asked of the sender."""
    body: str
    """Who asked: the abbreviation."""
    until: dt.date


@dataclass(frozen=True)
class Asking:
    """A request as it is begun: from whom to whom, for how long, and why."""

    remiss: Remiss
    asking: Namnd
    namnd_id: str
    """``""``: the owner asks, of the sender."""
    referral: Referral | None
    to: str
    """The address, where one is known."""
    to_name: str
    old: dt.date | None
    until: dt.date | None
    """The first day on which it can be ready, by the plan."""
    why: str
    """A Swedish sentence without a full stop."""

    def subject(self) -> str:
        return " ".join(filter(None, ("Begäran om anstånd,", self.remiss.diarienummer, self.remiss.title)))

    def text(self, until: dt.date, why: str, sender: str) -> str:
        """The mail's words."""
        remiss = self.remiss
        numbers = [f"dnr {remiss.diarienummer}"] if remiss.diarienummer else []
        if not self.namnd_id and remiss.sender_diarienummer:
            numbers.append(f"er beteckning {remiss.sender_diarienummer}")
        if self.referral is not None and self.referral.namnd_diarienummer:
            numbers.append(f"vår beteckning {self.referral.namnd_diarienummer}")
        number = f" ({', '.join(numbers)})" if numbers else ""
        what = "internremissen" if self.namnd_id else "remissen"
        asked_by = f"Svaret ska lämnas senast den {in_words(self.old)}. " if self.old else ""
        reason = single_line(why).rstrip(".")
        parts = [
            "Hej,",
            f"{self.asking.name} begär anstånd med svaret på {what} ”{remiss.title}”{number}.",
            f"{asked_by}Vi ber att få lämna det senast den {in_words(until)}.",
            f"Skäl: {reason}." if reason else "",
            "Meddela oss gärna så snart ni har tagit ställning till begäran.",
            f"Vänliga hälsningar\n{sender}".rstrip(),
        ]
        return "\n\n".join(filter(None, parts))


def begin_asking(register: Register, remiss_id: str, namnd_id: str = "") -> Asking:
    """What a request for more time would say: of the sender for the whole remiss, or of the owner for a namnd's answer.

    Raises UserError where the remiss or the namnd's internremiss is gone.
    """
    remiss = present(register, Remiss, remiss_id, "Remissen")
    bodies = Bodies.of(register)
    owner = bodies.by_id[remiss.owner_id]
    if not namnd_id:
        until, why = _needed_by_owner(register, remiss)
        address = _address_of_sender(bodies, remiss)
        return Asking(remiss, owner, "", None, address, remiss.sender, remiss.answer_by, until, why)
    namnd = present(register, Namnd, namnd_id, "Nämnden")
    found = register.find(Referral, remiss_id=remiss_id, namnd_id=namnd_id)
    referral = found[-1] if found else None
    to = next(iter(Recipients(register).of(owner, remiss.handlaggare)), None)
    old = referral.deadline if referral else None
    until, why = _needed_by_namnd(register, namnd, old)
    address, name = (to.address, to.name) if to else ("", owner.name)
    return Asking(remiss, namnd, namnd_id, referral, address, name, old, until, why)


def _address_of_sender(bodies: Bodies, remiss: Remiss) -> str:
    """Of the body that the sender is; else of the revisorer, where it is they who ask."""
    known = bodies.known(remiss.sender)
    if known is None and "revisor" in remiss.sender.casefold():
        auditors = [each for each in bodies.all if each.kind is NamndKind.REVISORER]
        known = auditors[0] if len(auditors) == 1 else None
    return known.email.strip() if known and is_address(known.email.strip()) else ""


def _needed_by_owner(register: Register, remiss: Remiss) -> tuple[dt.date | None, str]:
    """The first day on which all fits, and which meeting it is that cannot be earlier."""
    try:
        plan = plan_now(register, remiss)
    except UserError:  # without an answer-by date, or with a step set by hand that no plan can have
        return None, ""
    remedies = [each for problem in plan.problems for each in problem.remedies]
    until = next((each.date for each in remedies if each.kind is RemedyKind.EXTENSION), None)
    if until is None:
        return None, _meeting_words(plan, remiss, register)
    return until, _meeting_words(plan_now(register, replace(remiss, answer_by=until)), remiss, register)


def _meeting_words(plan: Plan, remiss: Remiss, register: Register) -> str:
    """``KS sammanträder först 27 maj, och protokollet justeras 3 juni``: of the last meeting in the plan."""
    on = today(register.clock)
    owner = register.get(Namnd, remiss.owner_id).abbreviation
    meetings = [each for each in plan.steps if each.kind is StepKind.MEETING and not each.done]
    own = [each for each in meetings if each.body == owner] or meetings[-1:]
    if not own:
        return ""
    adjusted = next(
        (each.date for each in plan.steps if each.kind is StepKind.JUSTERING and each.body == own[-1].body), None
    )
    return _words(own[-1].body, own[-1].date, adjusted, on)


def _words(body: str, meeting: dt.date, adjusted: dt.date | None, on: dt.date) -> str:
    words = f"{body} sammanträder först {day(meeting, on)}"
    if adjusted is None:
        return words
    return f"{words}, och protokollet justeras {day(adjusted, on) if adjusted > meeting else 'samma dag'}"


def _needed_by_namnd(register: Register, namnd: Namnd, old: dt.date | None) -> tuple[dt.date | None, str]:
    """When its next meeting that is too late for the present day is adjusted."""
    on = today(register.clock)
    days = sorted(each.date for each in register.find(Meeting, namnd_id=namnd.id, cancelled=False) if each.date >= on)
    for meeting in days:
        adjusted = meeting + dt.timedelta(days=namnd.justering_days)
        if old is None or adjusted > old:
            return forward_to_working_day(adjusted), _words(namnd.abbreviation, meeting, adjusted, on)
    return None, ""


def ask_for_time(
    register: Register, asking: Asking, until: dt.date, to: str, subject: str, body: str, *, sender_address: str = ""
) -> Path:
    """Write the request as a mail draft, keep it among the handlingar and note what was asked for; where it lies.

    Nothing is sent. Raises UserError for a remiss that is closed, a day that is no later than the present one, and an
    address that is none.
    """
    remiss = open_remiss(register, asking.remiss)
    if asking.old is not None and until <= asking.old:
        raise UserError(f"Svaret ska redan lämnas senast {in_words(asking.old)}. Välj en senare dag att be om.")
    if not is_address(to.strip()):
        raise UserError("Skriv en e-postadress att skicka begäran till.")
    mail = MailDraft(to=to.strip(), sender=sender_address, subject=subject, body=body)
    name = f"{safe_name(f'Begäran om anstånd {asking.asking.abbreviation}')}.eml"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / name
        write_draft(made, mail)
        file = keep_file(register.files, made, remiss, Section.ATTACHMENTS, name)
    path = register.files / file.path
    on = today(register.clock)
    row = Attachment(
        id=new_id(), remiss_id=remiss.id, kind=KIND, name=path.name, path=file.path, digest=file.digest, dated=on
    )
    note = Reminder(
        id=_note_id(remiss.id, asking.namnd_id),
        remiss_id=remiss.id,
        due=until,
        text=f"{asking.asking.abbreviation} har begärt anstånd",
    )
    before = register.find(Reminder, id=note.id)
    label = f"Begärde anstånd till {in_words(until)} för {asking.asking.abbreviation}: {name_of(remiss)}"
    with register.change(label) as change:
        change.add_file_text(file.digest, f"{subject}\n\n{body}")
        change.add(row)
        if before:
            change.update(replace(note, version=before[0].version))
        else:
            change.add(note)
    return path


def requested(register: Register, remiss: Remiss) -> list[Requested]:
    """What has been asked for and not been answered, the whole remiss's first."""
    prefix = _note_id(remiss.id, "")
    notes = [row for row in register.find(Reminder, remiss_id=remiss.id, done=False) if row.id.startswith(prefix)]
    owner = register.get(Namnd, remiss.owner_id)
    found = []
    for row in sorted(notes, key=lambda row: row.id):
        namnd_id = row.id.removeprefix(prefix)
        body = register.get(Namnd, namnd_id) if namnd_id else owner
        found.append(Requested(row.id, namnd_id, body.abbreviation, row.due))
    return found


def settle_request(register: Register, change: Change, remiss_id: str, namnd_id: str = "") -> None:
    """The deadline has been moved, which answers what was asked for: a part of the operation of ``change``."""
    for row in register.find(Reminder, id=_note_id(remiss_id, namnd_id), done=False):
        change.update(replace(row, done=True))


def refuse_request(register: Register, remiss: Remiss, asked: Requested) -> None:
    """Note that there will be no more time. Raises UserError for a remiss that is closed."""
    open_remiss(register, remiss)
    with register.change(f"Noterade att {asked.body} inte fick anstånd: {name_of(remiss)}") as change:
        settle_request(register, change, remiss.id, asked.namnd_id)


def _note_id(remiss_id: str, namnd_id: str) -> str:
    return f"{_NOTE}-{remiss_id}-{namnd_id}"
