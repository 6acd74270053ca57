"""The handlingar of a remiss as its tab shows them, and what they may be called."""

import datetime as dt
from dataclasses import dataclass

from secretary_app.domain.model import Attachment
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.attaching import attachment_text
from secretary_app.operations.kept_files import KeptState, kept_state
from secretary_app.operations.papers import KIND_WORDS
from secretary_app.store.register import Register


@dataclass(frozen=True, kw_only=True)
class AttachmentRow:
    attachment: Attachment
    kind_words: str
    file: KeptState
    added: dt.datetime | None
    """Local time."""
    added_by: str
    has_text: bool

    @property
    def id(self) -> str:
        return self.attachment.id


def attachments(register: Register, remiss_id: str) -> list[AttachmentRow]:
    """Every handling of the remiss, in the order they came."""
    rows = [_row(register, each) for each in register.find(Attachment, remiss_id=remiss_id)]
    by_name = sorted(rows, key=lambda row: swedish_key(row.attachment.name))
    return sorted(by_name, key=lambda row: row.added.timestamp() if row.added else 0.0)


def _row(register: Register, attachment: Attachment) -> AttachmentRow:
    versions = register.versions(Attachment, attachment.id)
    first = versions[0].operation if versions else None
    return AttachmentRow(
        attachment=attachment,
        kind_words=kind_words(attachment.kind),
        file=kept_state(register, attachment.path, attachment.digest),
        added=first.at.astimezone() if first else None,
        added_by=first.who if first else "",
        has_text=bool(attachment_text(register, attachment).strip()),
    )


def kind_words(kind: str) -> str:
    """What a handling of this kind is called; a word that is no kind of the program's stands for itself."""
    return {each.value: words for each, words in KIND_WORDS.items()}.get(kind, kind.capitalize())


def kinds() -> list[tuple[str, str]]:
    """Every kind that intake knows, with its words."""
    return [(each.value, words) for each, words in KIND_WORDS.items()]
