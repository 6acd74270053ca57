"""Papers read for the register: all or none, each once, and given up in the middle of one."""

import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from secretary_app.operations.extracting import extract_papers
from secretary_app.operations.papers import read_all
from secretary_app.operations.registering import register_form
from secretary_app.operations.reviewing import read_for_review
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest
from secretary_app.support.progress import Cancelled
from secretary_app.support.resources import resource

Missiv = Callable[..., Path]


def test_papers_of_one_audit_are_read_all_or_none(tmp_path: Path, missiv: Missiv, letter: str) -> None:
    good = missiv(letter)
    (paper,) = read_all([good, good])
    assert (paper.path, paper.digest, paper.kind_words) == (good, digest(good), "Missiv")
    assert (paper.page_starts, paper.warnings) == ((0,), ())
    with pytest.raises(UserError, match=r"saknas\.pdf"):
        read_all([good, tmp_path / "saknas.pdf"])


def test_reading_is_given_up_in_the_middle_of_a_paper() -> None:
    begun = time.monotonic()
    told: list[str] = []
    read: list[object] = []

    def progress(done: int, total: int, what: str) -> None:
        told.append(what)
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        extract_papers([resource("example", "revisionsrapport.pdf")], read.append, read.append, progress)
    assert told == ["Läser revisionsrapport.pdf"] * 2
    assert read == []
    assert time.monotonic() - begun < 5


def test_a_mail_gives_itself_and_what_came_with_it_as_papers_that_are_kept(
    register: Register, tmp_path: Path, missiv: Missiv, letter: str
) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "VB: Missiv från revisorerna", "Åsa Öberg <asa.oberg@alvstad.example>"
    mail["Date"] = "Wed, 04 Mar 2026 09:00:00 +0100"
    mail.set_content("Hej! Missivet och rapporten är bifogade.")
    report = resource("example", "revisionsrapport.pdf").read_bytes()
    mail.add_attachment(report, maintype="application", subtype="pdf", filename="rapport.pdf")
    mail.add_attachment(letter.encode(), maintype="text", subtype="plain", filename="missiv.txt")
    path = tmp_path / "brev.eml"
    path.write_bytes(mail.as_bytes())
    review = read_for_review(register, [path, missiv(letter)])
    assert [(each.name, each.is_attached, each.number) for each in review.papers] == [
        ("brev.eml", False, 0),
        ("rapport.pdf", True, 1),
        ("missiv.txt", True, 2),
        ("missiv.txt", False, 3),
    ]
    assert review.form.title == "Granskning av kommunens krisberedskap"
    assert review.form.kind == "revision"
    result = register_form(register, review.form, review.papers[:3])
    assert [(each.name, each.kind) for each in result.attachments] == [
        ("brev.eml", "annan"),
        ("rapport.pdf", "revisionsrapport"),
        ("missiv.txt", "missiv"),
    ]
    assert [hit.id for hit in register.search("bifogade")] == [result.attachments[0].id]
    again = read_for_review(register, [missiv(letter), path])
    assert [each.name for each in again.papers] == ["missiv.txt", "brev.eml", "rapport.pdf"]
