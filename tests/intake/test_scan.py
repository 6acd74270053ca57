"""Scans: read by Tesseract where it is, which here is a script that looks at the picture and tells a letter."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from secretary_app.domain.swedish_dates import Certainty
from secretary_app.intake import scan
from secretary_app.intake.extract import each_paper
from secretary_app.intake.pdf import page_picture
from secretary_app.intake.proposal import PaperKind
from secretary_app.intake.reading import read_paper
from secretary_app.intake.scan import find_tesseract
from secretary_app.support.progress import Cancelled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for Tesseract is a script for sh")

LETTER = """Missiv
Kommunens revisorer

Granskning av kommunens krisberedskap

Vi rekommenderar kommunstyrelsen att:
• Ta fram en plan for krisberedskap.

Kommunstyrelsen ska svara senast den 30 juni 2026.
"""

Tesseract = Callable[..., Path]


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tesseract:
    """Install one that answers with a text, once it has seen that it gets a picture."""

    def install(text: str = LETTER, languages: str = "eng swe", before: str = "") -> Path:
        folder = tmp_path / "program"
        folder.mkdir(exist_ok=True)
        (folder / "svar.txt").write_text(text, encoding="utf-8")
        program = folder / "tesseract"
        program.write_text(
            f'#!/bin/sh\nif [ "$1" = --list-langs ]; then printf "%s\\n" languages: {languages}; exit; fi\n'
            f'{before}\n[ "$2 $3 $4" = "stdout -l swe" ] && [ "$(head -c 2 "$1")" = P5 ] && cat "{folder}/svar.txt"\n',
            encoding="utf-8",
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        return program

    return install


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """Two pages that are only pictures."""
    pdf = FPDF()
    for _ in range(2):
        pdf.add_page()
        pdf.image(Image.new("RGB", (60, 40), "grey"))
    path = tmp_path / "inskannad å.pdf"
    pdf.output(str(path))
    return path


def test_a_scan_is_read_and_all_in_it_is_uncertain(tesseract: Tesseract, scanned: Path) -> None:
    tesseract()
    (one,) = each_paper([scanned])
    assert one.paper is not None
    assert one.proposal is not None
    assert one.paper.interpreted
    assert len(one.paper.page_starts) == 2
    assert one.proposal.kind is PaperKind.MISSIV
    assert {each.certainty for each in one.proposal.deadlines} == {Certainty.INFERRED}
    assert "tolkad av Tesseract och kan ha fel" in one.proposal.warnings[0]


@pytest.mark.parametrize(
    ("languages", "before"), [("eng", ""), ("swe", "exit 1"), ("swe", ": > /dev/null; exit 0"), ("swe-gammal", "")]
)
def test_without_swedish_or_words_it_is_a_scan_without_text(
    tesseract: Tesseract, scanned: Path, languages: str, before: str
) -> None:
    tesseract(languages=languages, before=before)
    paper = read_paper(scanned)
    assert paper.text == ""
    assert not paper.interpreted
    assert "klistra in texten" in paper.warnings[0]


def test_where_there_is_no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_tesseract() is None


def test_it_is_found_where_its_installer_puts_it(
    tesseract: Tesseract, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tesseract()
    monkeypatch.setenv("PATH", "/bin")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    there = tmp_path / "Tesseract-OCR" / "tesseract.exe"
    there.parent.mkdir()
    program.rename(there)
    assert find_tesseract() == str(there)


def test_one_that_hangs_is_ended_and_the_pages_before_are_kept(
    tesseract: Tesseract, scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "_PAGE_SECONDS", 0.4)
    tesseract(before=f'if [ -e "{tmp_path}/andra" ]; then exec sleep 60; fi; touch "{tmp_path}/andra"')
    begun = time.monotonic()
    paper = read_paper(scanned)
    assert time.monotonic() - begun < 20
    assert paper.text.startswith("Missiv")
    assert "Bara den första sidan" in paper.warnings[0]


def test_it_can_be_given_up_while_tesseract_works(tesseract: Tesseract, scanned: Path, tmp_path: Path) -> None:
    tesseract(before=f'touch "{tmp_path}/igång"; exec sleep 60')

    def progress(done: int, total: int, what: str) -> None:
        if (tmp_path / "igång").exists():
            raise Cancelled

    begun = time.monotonic()
    with pytest.raises(Cancelled):
        list(each_paper([scanned], progress=progress))
    assert time.monotonic() - begun < 20


def test_a_page_is_drawn_as_it_looks(tmp_path: Path) -> None:
    pdf = FPDF(format=(100, 50))
    pdf.add_page()
    pdf.set_fill_color(0)
    pdf.rect(0, 0, 50, 50, style="F")
    pdf.output(str(tmp_path / "a.pdf"))
    target = tmp_path / "a.pgm"
    assert page_picture(str(tmp_path / "a.pdf"), 0, str(target))
    with Image.open(target) as picture:
        assert picture.size == (1181, 591)
        assert [picture.getpixel((x, 300)) for x in (10, 1100)] == [0, 255]
    assert not page_picture(str(tmp_path / "a.pdf"), 1, str(target))
