"""The tab Dokument: making drafts, opening them, and what is said when a file is gone."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Document, DocumentKind, Namnd, Remiss
from secretary_app.operations import documents_pdf
from secretary_app.operations.documents import DraftRow
from secretary_app.operations.editing_deadlines import change_answer_by
from secretary_app.operations.template_changes import new_set
from secretary_app.operations.template_sets import set_standard
from secretary_app.store.register import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dokument.dialog import DraftDialog
from secretary_app.ui.pages.remiss.dokument.tab import DokumentTab
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
REMISS = "ex-09"
MOVED_TO = dt.date(2026, 9, 1)


class Outside(QObject):
    """Takes what is handed to the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def outside() -> Iterator[Outside]:
    taking = Outside()
    QDesktopServices.setUrlHandler("file", taking, "take")
    yield taking
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def tab(window: MainWindow, settle: Settle) -> DokumentTab:
    window.go(Destination("remiss", remiss_id=REMISS, tab="dokument"))
    settle()
    assert isinstance(window.page, RemissPage)
    shown = window.page.tab
    assert isinstance(shown, DokumentTab)
    return shown


def kept(register_path: Path) -> list[str]:
    with Register.open(register_path) as register:
        return sorted(Path(each.path).stem for each in register.find(Document, remiss_id=REMISS))


def body(register_path: Path, abbreviation: str) -> str:
    with Register.open(register_path) as register:
        return register.find(Namnd, abbreviation=abbreviation)[0].id


def the_dialog(window: MainWindow) -> DraftDialog:
    found = [each for each in window.findChildren(DraftDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def make(window: MainWindow, settle: Settle, item: str) -> None:
    """Make what the item asks for, as from a button elsewhere."""
    window.go(Destination("remiss", remiss_id=REMISS, tab="dokument", item=item))
    settle()
    the_dialog(window).verb.click()
    settle()


def rows(tab: DokumentTab) -> list[DraftRow]:
    return tab.table.rows_model.rows


def said(window: MainWindow) -> str:
    notice = window.notice_bar.notice
    return notice.text if notice else ""


def test_drafts_for_several_namnder_are_made_together_and_undone(
    window: MainWindow, tab: DokumentTab, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.mouseClick(tab.new, Qt.MouseButton.LeftButton)
    settle()
    dialog = the_dialog(window)
    assert dialog.focusWidget() is next(iter(dialog._chips.values())), "inte på valet av mallar, som står sist"
    dialog.verb.click()
    assert dialog.isVisible(), "utan val skapas inget"
    osn = body(register_path, "OSN")
    qtbot.keyClick(dialog.chip(DocumentKind.INTERNREMISS, osn), Qt.Key.Key_Space)
    assert dialog.chip(DocumentKind.SVARSFORMULAR, osn).isChecked(), "formuläret följer med internremissen"
    assert dialog.verb.text() == "Skapa 2 utkast"
    dialog.verb.click()
    settle()
    assert kept(register_path) == ["Internremiss OSN 1", "Svarsformulär OSN 1"]
    assert said(window) == "2 utkast är skapade."
    current = tab.table.current_row()
    assert current is not None
    assert current.name == "Internremiss OSN 1"
    window.desk.undo()
    settle()
    assert kept(register_path) == []
    assert not tab.table.isVisible()


def test_the_draft_that_another_place_asks_for_is_chosen_and_enter_opens_it(
    window: MainWindow, tab: DokumentTab, register_path: Path, outside: Outside, settle: Settle, qtbot: QtBot
) -> None:
    make(window, settle, "ny:yttrande")
    assert said(window) == "Yttrande KS 1 är skapat."
    make(window, settle, f"ny:internremiss/{body(register_path, 'BUN')}")
    assert said(window) == "2 utkast är skapade."
    assert {"Internremiss BUN 1", "Svarsformulär BUN 1"} <= set(kept(register_path))
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert [path.name for path in outside.opened] == ["Internremiss BUN 1.docx"]


def test_older_versions_are_folded_until_asked_for(window: MainWindow, tab: DokumentTab, settle: Settle) -> None:
    make(window, settle, "ny:yttrande")
    make(window, settle, "ny:yttrande")
    assert [row.name for row in rows(tab)] == ["Yttrande KS 2"]
    tab._older.click()
    assert [row.name for row in rows(tab)] == ["Yttrande KS 2", "Yttrande KS 1"]
    assert tab.table.rows_model.cell(1, 3).text == "Ersatt av utkast 2"


def test_a_draft_that_is_gone_is_told_and_made_again(
    window: MainWindow, tab: DokumentTab, register_path: Path, outside: Outside, settle: Settle, qtbot: QtBot
) -> None:
    make(window, settle, "ny:tjansteskrivelse")
    path = rows(tab)[0].file.path
    path.unlink()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    settle()
    assert "finns inte längre" in said(window)
    assert tab.table.rows_model.cell(0, 3).text == "Filen saknas"
    assert tab._story.words.text().startswith("Tjänsteskrivelse KS 1.docx finns inte i mappen")
    tab._story.folder.click()
    assert outside.opened == [path.parent]
    tab._story.again.click()
    settle()
    assert kept(register_path) == ["Tjänsteskrivelse KS 1", "Tjänsteskrivelse KS 2"]
    assert rows(tab)[0].name == "Tjänsteskrivelse KS 2"


def test_what_is_written_in_word_and_in_the_register_meanwhile_is_seen(
    window: MainWindow, tab: DokumentTab, desk: Desk, settle: Settle
) -> None:
    make(window, settle, "ny:yttrande")
    row = rows(tab)[0]
    assert tab.table.rows_model.cell(0, 3).text == "Som det skapades"
    row.file.path.write_bytes(row.file.path.read_bytes() + b" ")
    row.file.path.with_name(f"~${row.file.path.name[2:]}").touch()

    desk.write(lambda register: change_answer_by(register, register.get(Remiss, REMISS), MOVED_TO, "Anstånd"))
    settle()
    cell = tab.table.rows_model.cell(0, 3)
    assert cell.text == "Öppen i Word"
    assert cell.second.startswith("Remissen har ändrats sedan dess")
    assert "Flyttade svarsdatumet till 1 september 2026" in tab._story.words.text()


def test_a_folder_that_cannot_be_written_in_keeps_the_choice(
    window: MainWindow, tab: DokumentTab, register_path: Path, settle: Settle
) -> None:
    with Register.open(register_path) as register:
        register.files.write_text("i vägen", encoding="utf-8")
    make(window, settle, "ny:yttrande")
    assert kept(register_path) == []
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.link == "Försök igen…"
    with Register.open(register_path) as register:
        register.files.unlink()
    assert notice.follow is not None
    window.go(Destination("remiss", remiss_id="ex-09", tab="dokument"))
    settle()
    notice.follow()
    settle()
    assert tab.remiss_id == REMISS, "åter till den remiss som det gällde"
    the_dialog(window).verb.click()
    settle()
    assert kept(register_path) == ["Yttrande KS 1"]


def test_a_copy_is_saved_where_it_is_wanted(
    window: MainWindow,
    tab: DokumentTab,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make(window, settle, "ny:yttrande")
    out = tmp_path / "till nämnden.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    tab._copy.click()
    settle()
    assert out.read_bytes() == rows(tab)[0].file.path.read_bytes()
    assert said(window).startswith("Kopian till nämnden.docx är sparad")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice finns inte här")
def test_a_pdf_is_saved_where_it_is_wanted_and_can_be_opened(
    window: MainWindow,
    tab: DokumentTab,
    outside: Outside,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make(window, settle, "ny:yttrande")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "till revisorerna"), ""))
    next(each for each in tab.table.row_actions if each.text() == "Spara som pdf…").trigger()
    settle()
    out = tmp_path / "till revisorerna.pdf"
    assert out.read_bytes().startswith(b"%PDF-")
    assert said(window).startswith("till revisorerna.pdf är sparad")
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.follow is not None
    notice.follow()
    assert outside.opened == [out]


def test_without_a_program_for_pdf_it_is_said_what_is_needed(
    window: MainWindow, tab: DokumentTab, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(window, settle, "ny:yttrande")
    monkeypatch.setattr(documents_pdf, "converters", list)
    tab._pdf.click()
    settle()
    assert said(window).startswith("För att göra en pdf behövs Word eller LibreOffice")


def test_the_templates_that_a_draft_was_made_with_are_told_by_their_title(
    window: MainWindow, tab: DokumentTab, desk: Desk, settle: Settle
) -> None:
    make(window, settle, "ny:yttrande")
    desk.write(lambda register: new_set(register, "Älvstads husstil", "klassisk"), says=lambda name: name)
    desk.write(lambda register: set_standard(register, "Älvstads husstil"))
    settle()
    make(window, settle, "ny:foljebrev")
    column = [each.key for each in tab.table.rows_model.columns].index("mall")
    titles = {row.name: tab.table.rows_model.cell(place, column).text for place, row in enumerate(rows(tab))}
    assert titles == {"Yttrande KS 1": "Klassisk", "Följebrev KS 1": "Älvstads husstil"}
