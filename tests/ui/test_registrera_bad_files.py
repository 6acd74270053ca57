"""Registrera: a batch in which nearly every file has something wrong; the window lives and the good ones are read."""

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF
from PIL import Image
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Attachment
from secretary_app.store.register import Register
from secretary_app.support.resources import resource
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.registrera import page as page_module
from secretary_app.ui.pages.registrera.page import RegistreraPage
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]


def _pdf(path: Path, pages: list[str], password: str = "") -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    if password:
        pdf.set_encryption(owner_password="x", user_password=password)
    for page in pages:
        pdf.add_page()
        if page:
            pdf.cell(text=page)
        else:
            pdf.image(Image.new("RGB", (60, 40), "grey"))
    pdf.output(str(path))


def _never_ending(path: Path) -> None:
    """Two kilobytes that draw themselves for ever: each form draws the next thirty times."""
    parts = ["1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj", "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj"]
    resources = "/Resources<</XObject<</A {} 0 R>>>>"
    parts.append(f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R{resources.format(5)}>>endobj")
    for number in range(4, 13):
        drawing = "/A Do " * 30
        form = "" if number == 4 else f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources.format(number + 1)}"
        parts.append(f"{number} 0 obj<<{form}/Length {len(drawing)}>>stream\n{drawing}\nendstream endobj")
    text = "BT (x) Tj ET"
    parts.append(
        f"13 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length {len(text)}>>stream\n{text}\nendstream endobj"
    )
    path.write_text("%PDF-1.4\n" + "\n".join(parts) + "\ntrailer<</Root 1 0 R>>\n%%EOF", encoding="ascii")


@pytest.fixture
def batch(tmp_path: Path) -> dict[str, str]:
    """File → a part of what is said of it; ``""``: it is read."""
    folder = tmp_path / "inkommet"
    folder.mkdir()
    _pdf(folder / "last.pdf", ["hemligt"], password="y")
    whole = resource("example", "missiv.pdf").read_bytes()
    (folder / "avklippt.pdf").write_bytes(whole[: len(whole) // 2])
    (folder / "tom.pdf").write_bytes(b"")
    _pdf(folder / "bara-bilder.pdf", [""])
    _pdf(folder / "delvis.pdf", ["Bilaga om skolan", ""])
    _never_ending(folder / "evig.pdf")
    Document().save(str(folder / "heter-fel.pdf"))
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (64 << 20))
    Document().save(str(folder / "makro.docx"))
    with zipfile.ZipFile(folder / "makro.docx", "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with (folder / "stor.pdf").open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(200 << 20)
    (folder / "mapp.pdf").mkdir()
    (folder / "svar.xlsx").write_bytes(b"PK")
    odd = "missiv å.pdf" if sys.platform == "win32" else "missiv å\nandra.pdf"
    (folder / odd).write_bytes(whole)
    said = {
        "last.pdf": "är låst med lösenord",
        "avklippt.pdf": "är avklippt",
        "tom.pdf": "är tom",
        "evig.pdf": "",
        "heter-fel.pdf": "är ingen PDF-fil",
        "bomb.docx": "orimligt stor",
        "makro.docx": "innehåller makron",
        "stor.pdf": "är större än 100 MB",
        "mapp.pdf": "är en mapp",
        "svar.xlsx": "En arbetsbok är ingen handling",
        "borta.pdf": "finns inte",
    }
    return {str(folder / name): words for name, words in said.items()} | {
        str(folder / name): "läst" for name in ("bara-bilder.pdf", "delvis.pdf", odd)
    }


def test_every_fault_of_a_batch_is_told_in_a_line_and_the_others_are_read(
    window: MainWindow, batch: dict[str, str], desk: Desk, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "confirm", lambda *_: True)
    window.go(Destination("registrera"))
    settle()
    page = window.page
    assert isinstance(page, RegistreraPage)
    page._add_files([Path(each) for each in batch])
    qtbot.waitUntil(lambda: page.work is not None, timeout=60_000)
    settle()
    notice = window.notice_bar.notice
    assert notice is not None
    faults = notice.details.splitlines()
    for path, words in batch.items():
        if words != "läst":
            (line,) = [each for each in faults if Path(path).name in each]
            assert words in line
    assert len(faults) == sum(words != "läst" for words in batch.values())
    read = {paper.path.name: paper for paper in page.work.draft.papers}
    assert read.keys() == {Path(path).name for path, words in batch.items() if words == "läst"}
    assert "bara bilder" in read["bara-bilder.pdf"].warnings[0]
    assert "Sidan 2 i delvis.pdf är en bild utan text" in read["delvis.pdf"].warnings[0]
    assert page.work.form.fields.texts["title"].text().startswith("Uppföljande granskning")
    page.work.register()
    settle()
    assert window.page.name == "remiss"
    with Register.open(desk.path) as register:
        kept = {each.name for each in register.find(Attachment) if each.name in read}
        assert kept == set(read)


def test_a_file_that_vanishes_or_is_changed_before_the_button_is_told_and_nothing_is_lost(
    window: MainWindow, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "confirm", lambda *_: True)
    path = tmp_path / "missiv.pdf"
    path.write_bytes(resource("example", "missiv.pdf").read_bytes())
    window.go(Destination("registrera", item=str(path)))
    settle()
    page = window.page
    assert isinstance(page, RegistreraPage)
    page.work.draft.set_field("title", "Mitt eget namn")
    path.unlink()
    page.work.register()
    settle()
    assert window.page is page
    assert window.notice_bar.notice is not None
    assert "missiv.pdf" in window.notice_bar.notice.text
    assert page.work.isEnabled()
    assert page.work.form.fields.texts["title"].text() == "Mitt eget namn"
