"""The tab Handlingar: adding files, reading and searching their text, correcting and taking away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Attachment
from secretary_app.store.register import Register
from secretary_app.support.resources import resource
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.handlingar.tab import HandlingarTab
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
REMISS = "ex-10"


@pytest.fixture
def tab(window: MainWindow, settle: Settle) -> HandlingarTab:
    window.go(Destination("remiss", remiss_id=REMISS, tab="handlingar"))
    settle()
    assert isinstance(window.page, RemissPage)
    shown = window.page.tab
    assert isinstance(shown, HandlingarTab)
    return shown


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A letter with 12 lines about brandskydd, and a picture."""
    letter, picture = tmp_path / "brev.txt", tmp_path / "bild.png"
    letter.write_text("\n\n".join(f"{n}. Brandskyddet ses över." for n in range(1, 13)), encoding="utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    return [letter, picture]


def drop(tab: HandlingarTab, paths: list[Path]) -> bool:
    """Drop the files on the tab; whether it took them itself."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    tab.dragEnterEvent(enter)
    dropped = QDropEvent(QPoint(50, 50), copy, data, left, none)
    tab.dropEvent(dropped)
    assert enter.isAccepted() == dropped.isAccepted()
    return dropped.isAccepted()


def kept(register_path: Path) -> dict[str, Attachment]:
    with Register.open(register_path) as register:
        return {each.name: each for each in register.find(Attachment, remiss_id=REMISS)}


def choose(tab: HandlingarTab, name: str, settle: Settle) -> None:
    tab.table.choose(next(row.id for row in tab.table.rows_model.rows if row.attachment.name == name))
    settle()


def said(window: MainWindow) -> str:
    notice = window.notice_bar.notice
    return notice.text if notice else ""


def test_dropped_files_are_kept_and_what_cannot_be_read_is_said(
    window: MainWindow, tab: HandlingarTab, register_path: Path, files: list[Path], settle: Settle
) -> None:
    assert tab._empty_button.isVisible()
    lanes: list[str] = []
    window.desk.began.connect(lambda job: lanes.append(job.lane))
    assert drop(tab, files)
    settle()
    assert lanes == ["long"], "texten läses vid sidan om det som sparas"
    assert set(kept(register_path)) == {"brev.txt", "bild.png"}
    assert "brev.txt och bild.png är tillagda." in said(window)
    assert "bild.png: den kan inte läsas. Den är en bild." in said(window)
    choose(tab, "bild.png", settle)
    assert tab.preview.nothing.isVisible()
    assert "inskannad" in tab.preview.nothing.words.text()
    choose(tab, "brev.txt", settle)
    assert tab.preview.view.text.toPlainText().startswith("1. Brandskyddet")


def test_a_folder_is_refused_and_a_workbook_left_to_the_window(
    window: MainWindow, tab: HandlingarTab, register_path: Path, tmp_path: Path, settle: Settle
) -> None:
    assert not drop(tab, [resource("example", "svar-osn.xlsx")])
    (tmp_path / "mapp").mkdir()
    assert drop(tab, [tmp_path / "mapp"])
    settle()
    assert "Inga handlingar lades till." in said(window)
    assert not kept(register_path)


def test_the_words_searched_for_are_marked_and_stepped_through(
    tab: HandlingarTab, files: list[Path], settle: Settle, qtbot: QtBot
) -> None:
    tab.add_files(files[:1])
    settle()
    view = tab.preview.view
    qtbot.keyClicks(view.search, "BRANDSKYDD")
    qtbot.waitUntil(lambda: view.found.text() == "1 av 12")
    assert len(view.text.extraSelections()) == 12
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.found.text() == "2 av 12"
    qtbot.keyClick(view.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.found.text() == "12 av 12"
    assert view.text.textCursor().block().text().startswith("12.")
    view.search.setText("snöröjning")
    qtbot.waitUntil(lambda: view.found.text() == "Ingen träff")
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.found.text() == "")


def test_what_a_handling_is_and_its_day_are_corrected(
    window: MainWindow, tab: HandlingarTab, register_path: Path, files: list[Path], settle: Settle, qtbot: QtBot
) -> None:
    tab.add_files(files[:1])
    settle()
    combo, dated = tab.preview.kind, tab.preview.dated
    combo.setFocus()
    qtbot.keyClicks(combo, "Y")
    settle()
    assert kept(register_path)["brev.txt"].kind == "yttrande"
    dated.setFocus()
    qtbot.keyClicks(dated, "i morse")
    qtbot.keyClick(dated, Qt.Key.Key_Return)
    assert dated.property("wrong") is True
    dated.setText("3 februari 2026")
    qtbot.keyClick(dated, Qt.Key.Key_Return)
    settle()
    stored = kept(register_path)["brev.txt"].dated
    assert stored is not None
    assert stored.isoformat() == "2026-02-03"
    assert dated.property("wrong") is False
    assert tab.table.rows_model.cell(0, 2).text == "3 februari"


def test_a_handling_is_taken_away_with_del_and_comes_back(
    window: MainWindow, tab: HandlingarTab, register_path: Path, files: list[Path], settle: Settle, qtbot: QtBot
) -> None:
    tab.add_files(files)
    settle()
    choose(tab, "bild.png", settle)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    settle()
    assert set(kept(register_path)) == {"brev.txt"}
    assert said(window) == "bild.png är borttagen. Filen ligger kvar i mappen."
    current = tab.table.current_row()
    assert current is not None
    assert current.attachment.name == "brev.txt"
    window.desk.undo()
    settle()
    assert set(kept(register_path)) == {"brev.txt", "bild.png"}


def test_a_file_that_is_gone_or_changed_is_told_and_its_text_is_there(
    tab: HandlingarTab, files: list[Path], settle: Settle
) -> None:
    tab.add_files(files[:1])
    settle()
    path = tab.table.rows_model.rows[0].file.path
    path.write_text("Något helt annat", encoding="utf-8")
    tab.refresh()
    settle()
    assert tab.table.rows_model.cell(0, 0).second.startswith("Ändrad sedan den lades till")
    path.unlink()
    tab.refresh()
    settle()
    assert tab.table.rows_model.cell(0, 0).second == "Filen saknas"
    assert tab.preview.trouble.isVisible()
    assert "Brandskyddet" in tab.preview.view.text.toPlainText()
    assert not tab._open_button.isEnabled()


def test_with_handlingar_every_control_has_a_name(
    window: MainWindow, tab: HandlingarTab, files: list[Path], settle: Settle, unnamed: Callable[[QWidget], list[str]]
) -> None:
    tab.add_files(files[:1])
    settle()
    tab.preview.view.search.setText("brand")
    assert unnamed(window.page) == []
