"""A mail as it is sent (.eml), read with Python's own parser. Runs in the worker process."""

import datetime as dt
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from pathlib import Path

from secretary_app.intake.html_text import html_as_text
from secretary_app.intake.mail import Mail
from secretary_app.support.errors import UserError

_HEADERS = ("from", "subject", "date", "to", "received", "content-type", "message-id")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")


def read_eml(path: Path, name: str) -> Mail:
    """The mail in the file. Raises UserError where it holds none; the parser's own errors on a hostile one go on."""
    with path.open("rb") as file:
        message = BytesParser(policy=policy.default).parse(file)
    if not any(header in message for header in _HEADERS):
        raise UserError(f"{name} är inget mejl, fast den slutar på .eml. Spara mejlet på nytt.")
    mail = Mail(_header(message, "subject"), _header(message, "from"), _day(message), _body(message).strip())
    for part in _attached(message):
        _attach(mail, part)
    return mail


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except Exception:  # noqa: BLE001 - headers that are none fail in many ways; the rest of the mail is read
        return ""


def _day(message: Message) -> dt.date | None:
    """The day it was sent, in the sender's own time."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(_header(message, "date")).date()
    except (ValueError, TypeError, IndexError):
        return None


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_name(part))


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # noqa: BLE001 - as a header
        return ""


def _body(part: Message) -> str:
    """The words of a part; of several forms of the same the plain one, unless it is empty."""
    kind = part.get_content_type()
    if part.is_multipart():
        if kind == "message/rfc822":
            return ""
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if kind == "multipart/alternative":
            return _best(children)
        return "\n\n".join(filter(None, (_body(child).strip() for child in children)))
    if _is_attachment(part) or kind not in ("text/plain", "text/html"):
        return ""
    text = _text(part)
    return html_as_text(text) if kind == "text/html" else text


def _best(forms: list[Message]) -> str:
    plain = next((text for form in forms if form.get_content_type() == "text/plain" and (text := _body(form))), "")
    return plain if plain.strip() else next((text for form in reversed(forms) if (text := _body(form).strip())), "")


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return decoded_text(data, part.get_content_charset() or "") if isinstance(data, bytes) else ""


def decoded_text(data: bytes, charset: str) -> str:
    """Text in ``charset``, or where that is wrong or unknown in the ones that mails really have."""
    latin = charset.lower() in ("iso-8859-1", "latin-1", "us-ascii", "ascii")
    for encoding in ("utf-8" if latin else charset, "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", errors="replace")


def _attached(part: Message) -> Iterator[Message]:
    """Parts that are files or mails of their own."""
    if part.get_content_type() == "message/rfc822" or (not part.is_multipart() and _is_attachment(part)):
        yield part
    elif part.is_multipart():
        for child in part.get_payload():
            if isinstance(child, Message):
                yield from _attached(child)


def _attach(mail: Mail, part: Message) -> None:
    kind = part.get_content_type()
    if kind in _SIGNATURES or (kind.startswith("image/") and part.get_content_disposition() != "attachment"):
        # A logotype in the signature is no handling.
        return
    if mail.is_full:
        mail.dropped += 1
        return
    if kind == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        if isinstance(inner, Message):
            mail.attach(f"{_header(inner, 'subject') or 'bifogat mejl'}.eml".replace("/", "-"), kind, _as_sent(inner))
        return
    data = part.get_payload(decode=True)
    mail.attach(_name(part), kind, data if isinstance(data, bytes) else b"")


def _as_sent(message: Message) -> bytes:
    return message.as_bytes(policy=policy.compat32)


def as_eml(mail: Mail) -> bytes:
    """The mail as the text of an .eml; for one that lies inside another and is no file."""
    message = EmailMessage()
    message["Subject"] = " ".join(mail.subject.split())
    message["From"] = " ".join(mail.sender.split())
    if mail.date:
        message["Date"] = dt.datetime.combine(mail.date, dt.time(12), dt.UTC)
    message.set_content(mail.text)
    for each in mail.attached:
        message.add_attachment(each.data, maintype="application", subtype="octet-stream", filename=each.name)
    return message.as_bytes()
