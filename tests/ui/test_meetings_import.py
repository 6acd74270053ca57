"""The preview of found meetings: ticked, mended, given a body, and only then taken in."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Meeting, Namnd
from secretary_app.store.register import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.meeting_preview import MeetingPreview
from secretary_app.ui.widgets.meetings_import import FileMeetings
from secretary_app.ui.widgets.paste_meetings import PasteMeetings
from secretary_app.ui.widgets.workbook_import import WorkbookImport

Settle = Callable[[], None]
DATA = Path(__file__).parents[1] / "data" / "calendars"
TEXT = "Nämnd\tDatum\nKS\t2026-05-06\nKS\t31 april\nKF\t2025-05-20\nKSAU\t14 maj\nKSAU\tmöte inställt"
TICK, BODY, DATE, REMARK = 0, 2, 3, 4


@pytest.fixture
def pasted(window: MainWindow) -> Iterator[PasteMeetings]:
    dialog = PasteMeetings(window, 2026, ["KSAU", "KS", "KF"], {})
    dialog.open()
    dialog.text.setPlainText(TEXT)
    yield dialog
    dialog.reject()


def press(preview: MeetingPreview, place: int, column: int, *, low: bool = False) -> None:
    table = preview.table
    index = table.rows_model.index(place, column)
    table.scrollTo(index)
    rect = table.visualRect(index)
    at = QPoint(rect.left() + 40, rect.bottom() - 8) if low else rect.center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def taken(dialog: PasteMeetings) -> dict[str, list[str]]:
    return {body: [str(date) for date, _ in days] for body, days in dialog.found.wanted().items()}


def test_the_certain_is_ticked_and_the_rest_by_hand(pasted: PasteMeetings) -> None:
    assert taken(pasted) == {"KS": ["2026-05-06"]}
    assert pasted.take.text() == "Lägg in 1 sammanträde"
    assert pasted.preview.count.text() == "1 läggs in, 4 läggs inte in"
    press(pasted.preview, 3, TICK)
    assert taken(pasted)["KSAU"] == ["2026-05-14"]
    # A suggestion is taken by a click on its words, not on the reason above them.
    press(pasted.preview, 1, REMARK)
    assert taken(pasted)["KS"] == ["2026-05-06"]
    press(pasted.preview, 1, REMARK, low=True)
    assert taken(pasted)["KS"] == ["2026-05-06", "2026-04-30"]
    # What is no date has no box.
    press(pasted.preview, 4, TICK)
    assert pasted.take.text() == "Lägg in 3 sammanträden"
    press(pasted.preview, 0, TICK)
    assert taken(pasted)["KS"] == ["2026-04-30"]


def test_all_of_it_by_keyboard(pasted: PasteMeetings) -> None:
    table = pasted.preview.table
    table.setFocus()
    table.choose(3)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert taken(pasted)["KSAU"] == ["2026-05-14"]
    table.choose(2)
    assert pasted.preview.detail.text() == "2025-05-20 – 2025 – menade du 2026?"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert taken(pasted)["KF"] == ["2026-05-20"]
    pasted.preview.take_all.click()
    assert taken(pasted)["KS"] == ["2026-05-06", "2026-04-30"]


def editor(preview: MeetingPreview, place: int, column: int) -> QWidget:
    table = preview.table
    table.setCurrentIndex(table.rows_model.index(place, column))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    found = table.indexWidget(table.currentIndex())
    assert found is not None
    return found


def test_a_day_is_mended_in_its_place(pasted: PasteMeetings, qtbot: QtBot) -> None:
    field = editor(pasted.preview, 4, DATE)
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, "32/5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(pasted.preview.fault.isVisible)
    assert pasted.preview.fault.text() == "32 maj finns inte. Skriv till exempel 27/1."
    table = pasted.preview.table
    qtbot.waitUntil(lambda: table.indexWidget(table.currentIndex()) not in (None, field))
    field = table.indexWidget(table.currentIndex())
    assert isinstance(field, QLineEdit)
    assert field.text() == "32/5"
    field.clear()
    QTest.keyClicks(field, "12/5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not pasted.preview.fault.isVisible())
    assert taken(pasted)["KSAU"] == ["2026-05-12"]
    # Another line is written above it in the text: what was mended stays with its words.
    pasted.text.setPlainText(TEXT.replace("KS\t31", "KS\t3 juni\nKS\t31"))
    assert taken(pasted)["KSAU"] == ["2026-05-12"]


def test_a_line_is_given_another_body(pasted: PasteMeetings, qtbot: QtBot) -> None:
    chooser = editor(pasted.preview, 0, BODY)
    assert isinstance(chooser, QComboBox)
    chooser.setCurrentText("KF")
    chooser.activated.emit(chooser.currentIndex())
    qtbot.waitUntil(lambda: taken(pasted) != {"KS": ["2026-05-06"]})
    assert taken(pasted) == {"KF": ["2026-05-06"]}


def test_only_what_is_to_be_looked_at(pasted: PasteMeetings) -> None:
    chips = {made.text(): made for made in pasted.preview.filters.values()}
    assert list(chips) == ["Alla 5", "Tas med 1", "Att se över 4"]
    QTest.mouseClick(chips["Att se över 4"], Qt.MouseButton.LeftButton)
    assert [each.place for each in pasted.preview.table.rows_model.rows] == [1, 2, 3, 4]


def test_a_table_out_of_word_is_pasted_with_its_cells_whole(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("januari\t13\n27")
    data.setHtml("<table><tr><td><td>KSAU</tr><tr><td>januari<td><p>13</p><p>27</p></tr></table>")
    QApplication.clipboard().setMimeData(data)
    dialog = PasteMeetings(window, 2026, ["KSAU", "KS", "KF"], {})
    dialog.open()
    assert taken(dialog) == {"KSAU": ["2026-01-13", "2026-01-27"]}
    dialog.text.clear()
    dialog.text.paste()
    assert dialog.text.toPlainText() == "\tKSAU\njanuari\t13, 27"
    dialog.reject()


def test_every_control_has_a_name(pasted: PasteMeetings, unnamed: Callable[[QWidget], list[str]]) -> None:
    assert unnamed(pasted) == []


def the_dialog(window: MainWindow) -> FileMeetings:
    found = [each for each in window.findChildren(FileMeetings) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def days(path: Path, abbreviation: str) -> dict[dt.date, Meeting]:
    with Register.open(path) as register:
        (namnd,) = register.find(Namnd, abbreviation=abbreviation)
        return {each.date: each for each in register.find(Meeting, namnd_id=namnd.id)}


def test_a_dropped_calendar_is_shown_taken_in_and_undone(
    window: MainWindow, desk: Desk, settle: Settle, register_path: Path, tmp_path: Path
) -> None:
    window.go(Destination("oversikt"))
    settle()
    before = days(register_path, "KSAU")
    window.take_files([Path(shutil.copy(DATA / "outlook.ics", tmp_path))])
    settle()
    settle()
    dialog = the_dialog(window)
    assert dialog.words.text() == "1 händelse i andra år än 2026 och 2027 är inte med."
    assert days(register_path, "KSAU") == before
    assert dialog.focusWidget() is dialog.take
    assert dialog.take.text() == "Lägg in 6 sammanträden"
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle()
    after = days(register_path, "KSAU")
    assert len(after) == len(before) + 4
    assert after[dt.date(2026, 1, 28)].manusstopp == dt.date(2026, 1, 15)
    desk.undo()
    settle()
    assert days(register_path, "KSAU") == before


def test_the_page_asks_for_a_calendar(
    window: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(DATA / "google.ics", tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    window.go(Destination("sammantraden"))
    settle()
    page = window.page
    assert page is not None
    asked = next(each for each in page.findChildren(QPushButton) if each.text() == "Läs in från kalender…")
    QTest.mouseClick(asked, Qt.MouseButton.LeftButton)
    settle()
    dialog = the_dialog(window)
    assert dialog.windowTitle() == "Vilka sammanträden ur google.ics ska läggas in?"
    # There is no Socialnämnden in this register.
    assert {each.remark for each in dialog.found.lines} == {"välj nämnd", "inställt, välj nämnd"}
    dialog.choose_body("OSN")
    assert [each.remark for each in dialog.found.lines] == ["", "", "finns redan", "", "midsommarafton", "inställt"]
    dialog.reject()


def test_another_year_is_read_anew(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    window.go(Destination("oversikt"))
    settle()
    window.take_files([Path(shutil.copy(DATA / "femtiotre.ics", tmp_path))])
    settle()
    settle()
    dialog = the_dialog(window)
    assert len(dialog.found.lines) == 53
    dialog.years.setCurrentIndex(dialog.years.findData(2027))
    settle()
    assert [each.date for each in dialog.found.lines] == [dt.date(2027, 1, 4)]
    dialog.reject()


def test_a_list_in_excel_comes_to_the_preview(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    book = Workbook()
    for cell in ("Datum", dt.date(2026, 5, 6), "31 april", 46168):
        book.active.append([cell])  # type: ignore[union-attr]
    book.save(tmp_path / "moten.xlsx")
    part = WorkbookImport(window, window)
    part.try_out(tmp_path / "moten.xlsx")
    settle()
    settle()
    dialog = the_dialog(window)
    assert not dialog.take.isEnabled()
    dialog.choose_body("KF")
    assert [(each.remark, each.ticked) for each in dialog.found.lines] == [
        ("", True),
        ("31 april finns inte", False),
        ("Excels tal 46168", True),
    ]
    dialog.reject()


def test_a_broken_calendar_is_told(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    window.go(Destination("oversikt"))
    settle()
    broken = tmp_path / "trasig.ics"
    broken.write_text("hej", encoding="utf-8")
    told: list[str] = []
    window.desk.notice.connect(lambda notice: told.append(notice.text))
    window.take_files([broken])
    settle()
    settle()
    assert told
    assert "trasig.ics är ingen kalenderfil" in told[-1]
    assert not window.findChildren(FileMeetings)
