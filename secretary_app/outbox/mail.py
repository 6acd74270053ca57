"""Mail drafts (.eml) that Outlook and other programs open ready to be sent; nothing is sent from here."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.domain.text import clean, single_line
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, write_atomically

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?)+")
_WORD = "application", "vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {".docx": _WORD, ".pdf": ("application", "pdf")}
_ANY = "application", "octet-stream"


@dataclass(frozen=True, kw_only=True)
class MailDraft:
    to: str | None
    """One address, as ``is_address`` has it; None: the person fills it in."""
    to_name: str = ""
    also_to: tuple[str, ...] = ()
    """Further addresses that the same mail goes to."""
    sender: str = ""
    """The person's own address; ``""``: the mail program fills it in."""
    sender_name: str = ""
    subject: str
    body: str
    """Plain text."""
    attachments: tuple[Path, ...] = ()


def is_address(text: str) -> bool:
    """Whether a mail can be sent to it: one plain address in ASCII, without a name."""
    return bool(_ADDRESS.fullmatch(text)) and ".." not in text and not text.startswith(".") and ".@" not in text


def write_draft(path: Path, draft: MailDraft) -> None:
    """Write the draft; what is at ``path`` is written over.

    Raises UserError for an address that is none, an attachment that cannot be read, and where it cannot be written.
    """
    content = draft_bytes(draft)
    write_atomically(path, lambda target: _write(target, content))


def draft_bytes(draft: MailDraft) -> bytes:
    """The file's content, with CRLF. What is in the draft's texts can never become a header of its own."""
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    # Outlook opens a mail with this header as one that is still to be sent.
    message["X-Unsent"] = "1"
    if draft.sender:
        message["From"] = _address(draft.sender_name, draft.sender)
    _add_recipients(message, draft)
    message["Subject"] = single_line(draft.subject)
    message.set_content(clean(draft.body) + "\n", charset="utf-8", cte="quoted-printable")
    for path in draft.attachments:
        kind, subkind = _TYPES.get(path.suffix.lower(), _ANY)
        with explained(path):
            content = path.read_bytes()
        message.add_attachment(content, maintype=kind, subtype=subkind, filename=single_line(path.name))
    return message.as_bytes()


def _add_recipients(message: "EmailMessage", draft: MailDraft) -> None:
    first = [] if draft.to is None else [_address(draft.to_name, draft.to)]
    everybody = [*first, *(_address("", each) for each in draft.also_to)]
    if everybody:
        message["To"] = everybody


def _address(name: str, address: str) -> "Address":
    from email.headerregistry import Address

    if not is_address(address):
        raise UserError(f"Det går inte att skriva ett mejl till ”{single_line(address)}”. Rätta e-postadressen.")
    return Address(display_name=single_line(name), addr_spec=address)


def _write(target: Path, content: bytes) -> None:
    target.write_bytes(content)
