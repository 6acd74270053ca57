"""A mail as classic Outlook saves it (.msg): an OLE file with a stream for each property.

Source of the numbers: Microsoft's [MS-OXMSG] and [MS-OXPROPS]. Runs in the worker process.
"""

import datetime as dt
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.intake.eml import as_eml, decoded_text
from secretary_app.intake.html_text import html_as_text
from secretary_app.intake.mail import Mail
from secretary_app.support.errors import UserError

if TYPE_CHECKING:
    from olefile import OleFileIO

_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_SUBJECT, _BODY, _HTML = 0x0037, 0x1000, 0x1013
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_SENT, _DELIVERED = 0x0039, 0x0E06
_BODY_CODEPAGE, _TEXT_CODEPAGE = 0x3FDE, 0x3FFD
_DATA, _LONG_NAME, _SHORT_NAME, _DISPLAY_NAME = 0x3701, 0x3707, 0x3704, 0x3001
_MEDIA_TYPE, _CONTENT_ID = 0x370E, 0x3712
_UNICODE, _EIGHT_BIT, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_ROOT_HEAD, _INNER_HEAD, _ATTACHMENT_HEAD = 32, 24, 8
"""Bytes before the first property, of a mail, of one inside another and of an attachment."""
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_DEEPEST = 4
"""So many mails may lie inside one another."""
_LARGEST_STREAM = 100 << 20

_Place = tuple[str, ...]


def read_msg(path: Path, name: str) -> Mail:
    """The mail in the file. Raises UserError where it holds none; other errors where it is damaged."""
    import olefile

    if not olefile.isOleFile(str(path)):
        raise UserError(f"{name} är inget mejl från Outlook, fast den slutar på .msg. Spara mejlet på nytt.")
    with olefile.OleFileIO(str(path)) as file:
        if not file.exists(_PROPERTIES):
            raise UserError(f"{name} är inget mejl från Outlook, fast den slutar på .msg. Spara mejlet på nytt.")
        return _mail(file, (), _ROOT_HEAD, 0)


def _mail(file: "OleFileIO[str]", place: _Place, head: int, depth: int) -> Mail:
    part = _Part(file, place, head)
    day = part.day(_SENT) or part.day(_DELIVERED)
    mail = Mail(part.text(_SUBJECT), _sender(part), day, _body(part))
    entries = {tuple(entry[: len(place) + 1]) for entry in file.listdir(streams=True, storages=True)}
    inside = [entry for entry in entries if len(entry) > len(place) and entry[: len(place)] == place]
    for entry in sorted(entry for entry in inside if entry[-1].startswith(_ATTACHMENT)):
        if mail.is_full:
            mail.dropped += 1
        else:
            _attach(mail, _Part(file, entry, _ATTACHMENT_HEAD), depth)
    return mail


def _sender(part: "_Part") -> str:
    name = part.text(_SENDER_NAME)
    address = part.text(_SENDER_SMTP) or part.text(_SENDER_ADDRESS)
    # Inside one's own organisation the address is a path of Exchange's, which says nothing.
    if "@" not in address or address == name:
        return name or address
    return f"{name} <{address}>" if name else address


def _body(part: "_Part") -> str:
    if (plain := part.text(_BODY)).strip():
        return plain
    data = part.stream(_HTML, _BINARY)
    html = decoded_text(data, f"cp{part.number(_BODY_CODEPAGE, 65001)}") if data else part.text(_HTML)
    return html_as_text(html)


def _attach(mail: Mail, part: "_Part", depth: int) -> None:
    name = part.text(_LONG_NAME) or part.text(_DISPLAY_NAME) or part.text(_SHORT_NAME)
    inner = (*part.place, f"__substg1.0_{_DATA:04X}{_OBJECT:04X}")
    if part.file.exists([*inner, _PROPERTIES]):
        if depth >= _DEEPEST:
            mail.dropped += 1
            return
        inside = _mail(part.file, inner, _INNER_HEAD, depth + 1)
        title = (inside.subject or name or "bifogat mejl").replace("/", "-")
        mail.attach(f"{title}.eml", "message/rfc822", as_eml(inside))
        return
    media_type = part.text(_MEDIA_TYPE)
    if part.text(_CONTENT_ID) and (media_type or "image/").startswith("image/") and not name.lower().endswith(".pdf"):
        # A logotype in the signature is no handling.
        return
    mail.attach(name, media_type, part.stream(_DATA, _BINARY))


class _Part:
    """A mail or an attachment: what is kept under its place in the file."""

    def __init__(self, file: "OleFileIO[str]", place: _Place, head: int) -> None:
        self.file = file
        self.place = place
        self._head = head
        self._fixed = self._read_fixed()

    def _read_fixed(self) -> dict[int, bytes]:
        """The properties of fixed size: number, two bytes of type and eight of value each."""
        data = self._read(_PROPERTIES)[self._head :]
        rows = (data[at : at + 16] for at in range(0, len(data) - 15, 16))
        return {struct.unpack_from("<H", row, 2)[0]: row[8:] for row in rows}

    def _read(self, name: str) -> bytes:
        where = [*self.place, name]
        if not self.file.exists(where) or self.file.get_type(where) != 2:  # a stream
            return b""
        with self.file.openstream(where) as stream:
            return stream.read(_LARGEST_STREAM)

    def stream(self, number: int, kind: int) -> bytes:
        """The bytes of a property; none where the part has no such one."""
        return self._read(f"__substg1.0_{number:04X}{kind:04X}")

    def text(self, number: int) -> str:
        if data := self.stream(number, _UNICODE):
            return data.decode("utf-16-le", errors="replace").rstrip("\0")
        data = self.stream(number, _EIGHT_BIT)
        return decoded_text(data, f"cp{self.number(_TEXT_CODEPAGE, 1252)}").rstrip("\0")

    def number(self, number: int, otherwise: int) -> int:
        value = self._fixed.get(number)
        return struct.unpack_from("<I", value)[0] if value else otherwise

    def day(self, number: int) -> dt.date | None:
        """A point of time as the day it was where the computer stands."""
        value = self._fixed.get(number)
        if not value:
            return None
        try:
            return (_EPOCH + dt.timedelta(microseconds=struct.unpack("<Q", value)[0] // 10)).astimezone().date()
        except (OverflowError, ValueError, OSError):
            return None
