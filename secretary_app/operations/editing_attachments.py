"""What is corrected in a remiss's handlingar: what one is, its own date, and taking one away."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import Attachment, Remiss, RemissState
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list
from secretary_app.operations.attachments import kind_words
from secretary_app.operations.editing import Saved, check_year, line_of_text, present
from secretary_app.operations.finding import name_of
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

_MOST_NAMED = 2


def change_kind(register: Register, attachment: Attachment, kind: str) -> Saved[Attachment]:
    """Say what a handling is (``missiv``, ``revisionsrapport``, or a word of one's own).

    ``attachment`` is the row as read. Raises UserError without a kind, in a makulerad remiss, and where somebody has
    changed the row since or taken it away.
    """
    remiss = _remiss(register, attachment)
    wanted = line_of_text(kind, "Välj vad handlingen är.")
    with register.change(f"{attachment.name} är nu {kind_words(wanted).lower()}: {name_of(remiss)}") as change:
        return Saved(change.update(replace(attachment, kind=wanted)))


def change_date(register: Register, attachment: Attachment, dated: dt.date | None) -> Saved[Attachment]:
    """Correct the handling's own date; None: it has none. Raises UserError as ``change_kind``."""
    remiss = _remiss(register, attachment)
    if dated is not None:
        check_year(dated)
    what = f"Daterade {attachment.name} {in_words(dated)}" if dated else f"Tog bort datumet på {attachment.name}"
    with register.change(f"{what}: {name_of(remiss)}") as change:
        return Saved(change.update(replace(attachment, dated=dated)))


def remove_attachments(register: Register, attachments: Sequence[Attachment]) -> Saved[list[Attachment]]:
    """Take handlingar of one remiss away, in one operation. Their files stay, so that it can be undone.

    Raises UserError as ``change_kind``, and where none was chosen.
    """
    if not attachments:
        raise UserError("Välj minst en handling.")
    remiss = _remiss(register, attachments[0])
    names = [each.name for each in attachments]
    what = and_list(names) if len(names) <= _MOST_NAMED else f"{len(names)} handlingar"
    with register.change(f"Tog bort {what}: {name_of(remiss)}") as change:
        for each in attachments:
            change.remove(each)
    return Saved(list(attachments))


def _remiss(register: Register, attachment: Attachment) -> Remiss:
    present(register, Attachment, attachment.id, "Handlingen")
    remiss = register.get(Remiss, attachment.remiss_id)
    if remiss.state is RemissState.VOID:
        raise UserError(f"Remissen {name_of(remiss)} är makulerad, så dess handlingar kan inte ändras.")
    return remiss
