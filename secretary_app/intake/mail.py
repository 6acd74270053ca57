"""A mail opened: its text as one paper, and the files that came with it as papers of their own.

Runs in the worker process: a mail comes from outside, and its parsers may hang or fail in any way.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from secretary_app.support.errors import UserError
from secretary_app.support.files import safe_name

_PAPERS = (".pdf", ".docx", ".txt", ".eml", ".msg")
MOST_ATTACHED = 30
"""So many files of one mail are read."""
_MOST_BYTES = 150 << 20
"""All files of one mail together."""
_MOST_NAMED = 5
_ANSWERED = re.compile(r"^(?:\s*(?:re|sv|vb|fw|fwd|vs)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_TYPES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
}


@dataclass(frozen=True)
class AttachedFile:
    name: str
    """As the sender wrote it; may hold anything."""
    data: bytes


@dataclass
class Mail:
    """What the readers of .eml and .msg find."""

    subject: str = ""
    sender: str = ""
    date: dt.date | None = None
    text: str = ""
    attached: list[AttachedFile] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Names of attachments that are no papers."""
    dropped: int = 0
    """Attachments beyond those that are read."""

    def attach(self, name: str, media_type: str, data: bytes) -> None:
        """Take an attachment that is a paper; of another only the name."""
        ending = _TYPES.get(media_type.lower(), "")
        if not name.lower().endswith(_PAPERS) and ending and Path(name).suffix == "":
            name = f"{name or 'bilaga'}{ending}"
        if not name.lower().endswith(_PAPERS):
            self.left.append(name or "en bilaga utan namn")
        elif self.is_full or sum(len(each.data) for each in self.attached) + len(data) > _MOST_BYTES:
            self.dropped += 1
        else:
            self.attached.append(AttachedFile(name, data))

    @property
    def is_full(self) -> bool:
        return len(self.attached) >= MOST_ATTACHED


@dataclass(frozen=True)
class OpenedMail:
    text: str
    files: tuple[str, ...]
    """Paths of the attachments that were written."""
    warnings: tuple[str, ...]
    sent: dt.date | None


def open_mail(path: str, name: str, folder: str) -> OpenedMail:
    """The mail's text with its subject, sender and date above; its attachments are written into ``folder``.

    The same mail always gives the same names. Raises UserError, with ``name`` for the file, where it is no mail or is
    damaged.
    """
    mail = _read(Path(path), name)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()
    files = []
    for each in mail.attached:
        file = target / _own_name(each.name, used)
        file.write_bytes(each.data)
        files.append(str(file))
    return OpenedMail(_as_text(mail), tuple(files), tuple(_warnings(mail, name)), mail.date)


def _read(path: Path, name: str) -> Mail:
    try:
        if path.suffix.lower() == ".msg":
            from secretary_app.intake.msg import read_msg

            return read_msg(path, name)
        from secretary_app.intake.eml import read_eml

        return read_eml(path, name)
    except (UserError, MemoryError):
        raise
    except Exception as error:  # the parsers of foreign bytes fail in many ways
        raise UserError(f"{name} är ett trasigt mejl och kunde inte läsas. Be om det på nytt.") from error


def _own_name(name: str, used: set[str]) -> str:
    """The last part of the name, such as every system accepts, and unlike those before it."""
    last = re.split(r"[/\\]", name)[-1]
    stem, dot, ending = last.rpartition(".")
    stem = safe_name(stem or "bilaga")
    own = f"{stem}{dot}{ending.lower()}"
    number = 2
    while own.casefold() in used:
        own = f"{stem} ({number}){dot}{ending.lower()}"
        number += 1
    used.add(own.casefold())
    return own


def _as_text(mail: Mail) -> str:
    """The subject stands first, as a paper's title does; what was put before it when it was sent on is left out."""
    head = [
        f"Från: {mail.sender}" if mail.sender else "",
        f"Skickat: {mail.date.isoformat()}" if mail.date else "",
    ]
    subject = _ANSWERED.sub("", " ".join(mail.subject.split()))
    parts = (subject, "\n".join(filter(None, head)), mail.text.strip())
    return "\n\n".join(filter(None, parts)).replace("\f", "\n").replace("\0", "")


def _warnings(mail: Mail, name: str) -> list[str]:
    said = []
    if mail.left:
        more = len(mail.left) - _MOST_NAMED
        names = ", ".join(_shown(mail.left[:_MOST_NAMED])) + (f" och {more} till" if more > 0 else "")
        which = f"Bilagan {names}" if len(mail.left) == 1 else f"Bilagorna {names}"
        said.append(f"{which} i {name} är inga handlingar som Beredd läser. Spara dem ur mejlet om de behövs.")
        if len(mail.left) == 1:
            said[-1] = f"{which} i {name} är ingen handling som Beredd läser. Spara den ur mejlet om den behövs."
    if mail.dropped:
        count = len(mail.attached)
        said.append(f"{name} har för många eller för stora bilagor: {count} lästes, {mail.dropped} lästes inte.")
    return said


def _shown(names: Sequence[str]) -> list[str]:
    return [safe_name(re.split(r"[/\\]", name)[-1]) for name in names]
