"""A reminder to namnder as a person has worded it: the mail draft, and the note of who was reminded."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.model import Remiss
from secretary_app.operations.due import due
from secretary_app.operations.out_folder import make_folder
from secretary_app.operations.reminding import note_reminded
from secretary_app.outbox.mail import MailDraft, write_draft
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.files import free_path, safe_name


def split_addresses(words: str) -> list[str]:
    """The addresses in a field: separated by semicolons, commas or spaces, each once."""
    return list(dict.fromkeys(filter(None, re.split(r"[;,\s]+", words))))


def write_reminder(folder: Path, to: Sequence[str], subject: str, body: str, *, names: str, sender: str = "") -> Path:
    """Write the mail as a file that a mail program opens ready to be sent, to all of ``to`` at once.

    ``names``: whom it is to, for the file's name. No file is written over. Raises UserError for an address that is
    none, and where ``folder`` cannot be written to.
    """
    make_folder(folder)
    draft = MailDraft(to=to[0] if to else None, also_to=tuple(to[1:]), sender_name=sender, subject=subject, body=body)
    path = free_path(folder / f"{safe_name(f'Påminnelse {names}')}.eml")
    write_draft(path, draft)
    return path


def note_answers_reminded(register: Register, remiss: Remiss, namnd_ids: Collection[str]) -> None:
    """Note that these namnder were reminded today of their answer in the remiss, in one operation."""
    found = due(register, today(register.clock))
    note_reminded(
        register,
        [
            each
            for each in found
            if each.row.kind is DeadlineKind.ANSWER
            and each.remiss.id == remiss.id
            and any(body.id in namnd_ids for body in each.bodies)
        ],
    )
