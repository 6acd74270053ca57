"""Mail drafts to those whose internal deadline has moved with a meeting; nothing is sent."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Kommun, Namnd, Referral, Remiss
from secretary_app.domain.text import and_list
from secretary_app.domain.workdays import weekday_name
from secretary_app.operations.finding import name_of
from secretary_app.operations.out_folder import make_folder
from secretary_app.operations.recipients import Recipients
from secretary_app.outbox.mail import MailDraft, write_draft
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.files import free_path, safe_name


@dataclass(frozen=True)
class MovedDeadline:
    """A deadline that has moved in an internremiss which has gone out."""

    remiss: Remiss
    namnd: Namnd
    old: dt.date | None
    new: dt.date


def write_moved_mails(
    register: Register, moved: Sequence[MovedDeadline], reason: str, folder: Path, *, sender: str = ""
) -> list[Path]:
    """A draft to each recipient with all of its new deadlines; where no address is known it is left to be filled in.

    ``reason``: why, as a sentence without its full stop. ``sender``: the name under the mail, without one the
    municipality's. No file is written over. Raises UserError where ``folder`` cannot be written to.
    """
    now, recipients = today(register.clock), Recipients(register)
    signature = sender or next((kommun.name for kommun in register.find(Kommun)), "")
    remiss_ids = {each.remiss.id for each in moved}
    referrals = {(each.remiss_id, each.namnd_id): each for each in register.find(Referral, remiss_id=remiss_ids)}
    mails: dict[tuple[str, str], list[tuple[MovedDeadline, Referral]]] = {}
    for each in moved:
        referral = referrals[each.remiss.id, each.namnd.id]
        for to in recipients.of(each.namnd, referral.handlaggare) or (None,):
            key = (to.address, to.name) if to else ("", each.namnd.name)
            mails.setdefault(key, []).append((each, referral))
    make_folder(folder)
    paths = []
    for (address, name), deadlines in mails.items():
        draft = MailDraft(
            to=address or None,
            to_name=name,
            sender_name=sender,
            subject=_subject([each for each, _ in deadlines]),
            body=_body(deadlines, reason, now, signature),
        )
        path = free_path(folder / f"{safe_name(f'Nytt svarsdatum {name}')}.eml")
        write_draft(path, draft)
        paths.append(path)
    return paths


def _subject(moved: Sequence[MovedDeadline]) -> str:
    names = list(dict.fromkeys(name_of(each.remiss) for each in moved))
    if len(names) == 1:
        return f"Nytt internt svarsdatum: {names[0]}"
    return f"Nya interna svarsdatum i {len(names)} remisser"


def _body(deadlines: Sequence[tuple[MovedDeadline, Referral]], reason: str, now: dt.date, signature: str) -> str:
    what = "är de interna svarsdatumen flyttade" if len(deadlines) > 1 else "är det interna svarsdatumet flyttat"
    parts = [
        "Hej,",
        f"{reason}. Därför {what}:",
        *(_item(each, referral, now) for each, referral in deadlines),
        "Hör av er om tiden inte räcker till.",
        f"Vänliga hälsningar\n{signature}".rstrip(),
    ]
    return "\n\n".join(parts)


def _item(moved: MovedDeadline, referral: Referral, now: dt.date) -> str:
    before = f" (tidigare {day(moved.old, now)})" if moved.old else ""
    when = f"{weekday_name(moved.new)} {day(moved.new, now)}{before}"
    remiss = " ".join(filter(None, (moved.remiss.diarienummer, moved.remiss.title)))
    own = f", ert diarienummer {referral.namnd_diarienummer}" if referral.namnd_diarienummer else ""
    return f"- {when}: {moved.namnd.abbreviation} svarar i\n  {remiss}{own}"


def whom(moved: Sequence[MovedDeadline]) -> str:
    """The namnder that are to be told, by name: ``SBN och KFN``."""
    return and_list(list(dict.fromkeys(each.namnd.abbreviation for each in moved)))
