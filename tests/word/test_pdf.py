"""A Word file as PDF: tagged, with its title and headings; and what is said where it cannot be made."""

import shutil
import sys
import time
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from secretary_app.operations import documents_pdf
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled
from secretary_app.support.resources import resource
from secretary_app.word import pdf
from secretary_app.word.pdf import Converter, Program, converters, to_pdf

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice finns inte här")
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="ett skript för skal")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A Word file with headings, a table and a title, under a name that is hard on a command line."""
    folder = tmp_path / "Å & ”b” 100 %"
    folder.mkdir()
    return Path(shutil.copy(resource("templates", "klassisk", "yttrande.docx"), folder / "Yttrande OSN 1.docx"))


@pytest.fixture
def stand_in(tmp_path: Path) -> type["StandIn"]:
    StandIn.folder = tmp_path
    return StandIn


class StandIn:
    """A program in LibreOffice's place."""

    folder: Path

    @classmethod
    def that(cls, script: str) -> Converter:
        path = cls.folder / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return Converter(program=Program.LIBREOFFICE, path=path)


@needs_office
def test_a_pdf_is_tagged_and_has_its_headings(draft: Path) -> None:
    told: list[str] = []

    def tell(done: int, total: int, what: str) -> None:
        told.append(what)

    out = draft.with_suffix(".pdf")
    assert documents_pdf.save_pdf(draft, out, tell) == out
    assert told[0] == "LibreOffice gör pdf av Yttrande OSN 1.docx"
    with pypdfium2.PdfDocument(out) as document:
        assert pdfium.FPDFCatalog_IsTagged(document.raw)
        assert "Bakgrund" in [each.get_title() for each in document.get_toc()]
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Åtgärder och tidsplan" in text
    assert b"/Lang(sv-SE)" in out.read_bytes()
    assert sorted(path.name for path in draft.parent.iterdir()) == ["Yttrande OSN 1.docx", "Yttrande OSN 1.pdf"]


@needs_office
def test_what_was_there_is_replaced_in_one_step(draft: Path) -> None:
    out = draft.with_name("svar.pdf")
    out.write_bytes(b"den gamla")
    documents_pdf.save_pdf(draft, out)
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("source", "out", "says"),
    [("Borta.docx", "svar.pdf", "Borta.docx finns inte längre"), ("Yttrande OSN 1.docx", "svar.docx", "sluta på .pdf")],
)
@needs_office
def test_what_cannot_be_made_is_told(draft: Path, source: str, out: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        documents_pdf.save_pdf(draft.with_name(source), draft.with_name(out))


@on_unix
@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'echo "ingen pdf" > "$(dirname "$0")/utkast.pdf"'])
def test_a_program_that_makes_none_is_told_of(draft: Path, stand_in: type[StandIn], script: str) -> None:
    out = draft.with_name("svar.pdf")
    out.write_bytes(b"den gamla")
    with pytest.raises(UserError, match="LibreOffice gjorde ingen pdf av Yttrande OSN 1"):
        to_pdf(draft, out, by=[stand_in.that(script)])
    assert out.read_bytes() == b"den gamla"


@on_unix
def test_a_program_that_never_ends_is_ended_with_what_it_started(
    draft: Path, stand_in: type[StandIn], tmp_path: Path
) -> None:
    alive = tmp_path / "lever"
    script = f"(sleep 2; touch '{alive}') & sleep 60"
    with pytest.raises(UserError, match="blev inte klart på 0 sekunder"):
        to_pdf(draft, draft.with_suffix(".pdf"), by=[stand_in.that(script)], seconds=0.3)

    def cancel(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        to_pdf(draft, draft.with_suffix(".pdf"), cancel, by=[stand_in.that(script)])
    time.sleep(2.3)
    assert not alive.exists()
    assert not draft.with_suffix(".pdf").exists()


@on_unix
def test_where_one_program_fails_the_next_one_makes_it(draft: Path, stand_in: type[StandIn], tmp_path: Path) -> None:
    gone = Converter(program=Program.WORD, path=tmp_path / "powershell.exe")
    script = 'for last; do :; done; printf %s "%PDF-1.7" > "${last%.docx}.pdf"'
    told: list[str] = []

    def tell(done: int, total: int, what: str) -> None:
        told.append(what)

    out = draft.with_suffix(".pdf")
    to_pdf(draft, out, tell, by=[gone, stand_in.that(script)])
    assert out.read_bytes() == b"%PDF-1.7"
    assert set(told) <= {"LibreOffice gör pdf av Yttrande OSN 1.docx"}


def test_a_program_that_is_gone_is_told_of(draft: Path, tmp_path: Path) -> None:
    gone = Converter(program=Program.LIBREOFFICE, path=tmp_path / "soffice")
    with pytest.raises(UserError, match="LibreOffice går inte att starta"):
        to_pdf(draft, draft.with_suffix(".pdf"), by=[gone])


def test_without_a_program_it_is_said_what_is_needed(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "_UNIX_PLACES", ())
    if sys.platform == "win32" or converters():
        pytest.skip("ett program finns på en annan plats")
    assert not documents_pdf.can_make_pdf()
    with pytest.raises(UserError, match="behövs Word eller LibreOffice"):
        documents_pdf.save_pdf(draft, draft.with_suffix(".pdf"))
    with pytest.raises(UserError, match="varken Word eller LibreOffice"):
        to_pdf(draft, draft.with_suffix(".pdf"))


def test_what_word_is_asked_can_be_one_argument() -> None:
    """A double quotation mark would need escaping that PowerShell and Windows do differently."""
    assert '"' not in pdf._WITH_WORD
    assert pdf._WITH_WORD.count("{") == pdf._WITH_WORD.count("}")
