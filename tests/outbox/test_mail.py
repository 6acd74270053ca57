"""Mail drafts, read back with Python's own parser."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.text import clean, single_line
from secretary_app.outbox.mail import MailDraft, draft_bytes, is_address, write_draft
from secretary_app.support.errors import UserError

DRAFT = MailDraft(
    to="osn@alvstad.example",
    to_name="Åsa Öberg, Ärlinghem",
    sender="anna@alvstad.example",
    sender_name="Anna Åhl",
    subject="Påminnelse: 2 svar, närmast 30 april",
    body="Hej,\n\nsvar väntas från OSN.\n\nVänliga hälsningar\nAnna",
)
texts = st.text(st.characters(codec="utf-8"), max_size=200) | st.text("åäö:@<>,\r\n\"' Bcc", max_size=200)


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def text(part: EmailMessage) -> str:
    """The part's text, whose lines end as mail's do."""
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n").rstrip("\n")


def test_a_draft_is_one_that_outlook_opens_for_sending() -> None:
    content = draft_bytes(DRAFT)
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    message = read(content)
    assert message["X-Unsent"] == "1"
    assert message["Date"] is None
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Åsa Öberg, Ärlinghem", "osn@alvstad.example")
    assert message["From"].addresses[0].display_name == "Anna Åhl"
    assert message["Subject"] == DRAFT.subject
    assert message.get_content_type() == "text/plain"
    assert text(message) == DRAFT.body


def test_without_a_sender_the_mail_program_fills_it_in() -> None:
    assert read(draft_bytes(MailDraft(to="osn@alvstad.example", subject="Hej", body="Hej")))["From"] is None


@given(texts, texts, texts)
@settings(max_examples=60)
def test_no_text_becomes_a_header_and_all_comes_back(name: str, subject: str, body: str) -> None:
    message = read(draft_bytes(MailDraft(to="osn@alvstad.example", to_name=name, subject=subject, body=body)))
    assert set(message.keys()) == {
        "X-Unsent",
        "To",
        "Subject",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert [each.addr_spec for each in message["To"].addresses] == ["osn@alvstad.example"]
    assert message["To"].addresses[0].display_name == single_line(name)
    assert message["Subject"] == single_line(subject)
    assert text(message) == clean(body)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "osn",
        "osn@",
        "@alvstad.example",
        "a@b.example, c@d.example",
        "Åsa <a@b.example>",
        "å@b.example",
        "a@b.example\nBcc: c@d.example",
        "a..b@c.example",
        ".a@c.example",
        "a.@c.example",
        "a@-c.example",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    assert not is_address(address)
    with pytest.raises(UserError, match="Rätta e-postadressen"):
        draft_bytes(MailDraft(to=address, subject="Hej", body="Hej"))


@given(st.emails(domains=st.sampled_from(["alvstad.example", "kommun.alvstad.example"])))
def test_what_is_a_plain_address_goes_unchanged_to_the_header(address: str) -> None:
    if is_address(address):
        assert read(draft_bytes(MailDraft(to=address, subject="", body="")))["To"].addresses[0].addr_spec == address


def test_an_attachment_keeps_its_name_and_its_bytes(tmp_path: Path) -> None:
    paper = tmp_path / "Internremiss OSN – öva.docx"
    paper.write_bytes(b"PK\x03\x04\r\n\x00\xff")
    path = tmp_path / "påminnelse.eml"
    write_draft(path, MailDraft(**{**vars(DRAFT), "attachments": (paper,)}))
    message = read(path.read_bytes())
    (part,) = message.iter_attachments()
    assert part.get_filename() == paper.name
    assert part.get_content_type().endswith("wordprocessingml.document")
    assert part.get_payload(decode=True) == paper.read_bytes()
    body = message.get_body()
    assert body is not None
    assert text(body) == DRAFT.body
    with pytest.raises(UserError, match="finns inte"):
        draft_bytes(MailDraft(**{**vars(DRAFT), "attachments": (tmp_path / "saknas.docx",)}))


def test_a_mail_can_go_to_several_or_to_nobody_yet() -> None:
    several = MailDraft(to="osn@b.example", also_to=("bun@b.example", "sbn@b.example"), subject="Hej", body="Hej")
    addresses = [each.addr_spec for each in read(draft_bytes(several))["To"].addresses]
    assert addresses == ["osn@b.example", "bun@b.example", "sbn@b.example"]
    assert read(draft_bytes(MailDraft(to=None, subject="Hej", body="Hej")))["To"] is None
    with pytest.raises(UserError, match="Rätta e-postadressen"):
        draft_bytes(MailDraft(to="osn@b.example", also_to=("bun",), subject="Hej", body="Hej"))
