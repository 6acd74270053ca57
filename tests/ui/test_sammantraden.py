"""Sammanträden: the year of a body, meetings added, pasted, moved and taken away."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from secretary_app.domain.model import Decision, Meeting, Namnd, Remiss
from secretary_app.operations.editing_meetings import MeetingState
from secretary_app.operations.exporting import export_workbook
from secretary_app.store.register import Register
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.sammantraden.adding import AddMeetings
from secretary_app.ui.pages.sammantraden.page import SammantradenPage
from secretary_app.ui.pages.sammantraden.utskick import UtskickDialog
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.paste_meetings import PasteMeetings
from secretary_app.ui.widgets.workbook_import import ImportPreview, WorkbookImport

Settle = Callable[[], None]
MATRIX = "\tKSAU\tKS\njanuari\t13, 27\t21\nfebruari\t10\t32"


def test_pasted_days_are_shown_before_they_are_taken(window: MainWindow) -> None:
    QApplication.clipboard().setText(MATRIX)
    dialog = PasteMeetings(window, 2027, ["KSAU", "KS"], {"KSAU": {dt.date(2027, 1, 13): dt.date(2027, 1, 1)}})
    dialog.open()
    taken: list[dict[str, list[tuple[dt.date, dt.date | None]]]] = []
    dialog.accepted_meetings.connect(taken.append)
    shown = dialog.preview.table.rows_model.rows
    remarks = {each.date: each.remark for each in shown}
    assert remarks[dt.date(2027, 1, 13)] == "finns redan"
    assert [(each.found.words, each.body, each.remark) for each in shown if each.date is None] == [
        ("32", "KS", "32 februari finns inte")
    ]
    assert dialog.take.text() == "Lägg in 3 sammanträden"
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert taken == [
        {
            "KSAU": [(dt.date(2027, 1, 27), None), (dt.date(2027, 2, 10), None)],
            "KS": [(dt.date(2027, 1, 21), None)],
        }
    ]


def test_days_without_a_body_wait_for_one(window: MainWindow) -> None:
    QApplication.clipboard().setText("Hej Anna, ring mig om mötet.")
    dialog = PasteMeetings(window, 2026, ["KSAU", "KS"], {}, names={"Kommunstyrelsen": "KS"})
    dialog.open()
    assert dialog.text.toPlainText() == ""
    QTest.keyClicks(dialog.text, "27/1")
    assert not dialog.take.isEnabled()
    dialog.body.setCurrentIndex(dialog.body.findData("KS"))
    assert dialog.take.text() == "Lägg in 1 sammanträde"
    dialog.text.setPlainText("Kommunstyrelsen 27/1\n7/2")
    assert [(each.body, each.remark, each.ticked) for each in dialog.preview.table.rows_model.rows] == [
        ("KS", "", True),
        ("KS", "lördag", False),
    ]
    dialog.reject()


def the_page(window: MainWindow, settle: Settle) -> SammantradenPage:
    window.go(Destination("sammantraden"))
    settle()
    assert isinstance(window.page, SammantradenPage)
    return window.page


def meetings(path: Path, abbreviation: str) -> dict[dt.date, Meeting]:
    with Register.open(path) as register:
        (namnd,) = register.find(Namnd, abbreviation=abbreviation)
        return {each.date: each for each in register.find(Meeting, namnd_id=namnd.id)}


def the_editor(page: SammantradenPage) -> QLineEdit:
    table = page.year.table
    for _ in range(200):
        if table.indexWidget(table.currentIndex()) is not None:
            break
        QTest.qWait(10)
    found = table.indexWidget(table.currentIndex())
    assert isinstance(found, QLineEdit)
    return found


def type_into(page: SammantradenPage, column: int, words: str) -> None:
    table = page.year.table
    table.setCurrentIndex(table.currentIndex().siblingAtColumn(column))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = the_editor(page)
    editor.selectAll()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(10)


def test_the_next_meeting_of_the_utskott_is_shown_first(window: MainWindow, settle: Settle) -> None:
    page = the_page(window, settle)
    assert [each.namnd.abbreviation for each in page.bodies.rows_model.rows][:3] == ["KSAU", "KS", "KF"]
    assert page.panel.heading.text() == "Inför KSAU måndag 30 mars"
    shown = [each.meeting.date for each in page.year.table.rows_model.rows]
    assert shown[0] == dt.date(2026, 3, 30)
    page.year.choose(dt.date(2026, 1, 12))
    assert page.year.table.rows_model.rows[0].meeting.date == dt.date(2026, 1, 12)
    assert page.panel.heading.text() == "KSAU måndag 12 januari"


def test_when_the_minutes_are_adjusted_is_told(window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = the_page(window, settle)
    page.bodies.choose(next(each.namnd.id for each in page.bodies.rows_model.rows if each.namnd.abbreviation == "KS"))
    settle()
    page.year.choose(dt.date(2026, 5, 13))
    settle()
    table = page.year.table
    place = next(at for at, each in enumerate(table.rows_model.columns) if each.key == "justering")
    assert not table.isColumnHidden(place)
    assert table.model().index(table.currentIndex().row(), place).data() == "ons 20 maj"
    assert "Protokollet justeras 20 maj." in page.panel._remark.text()
    window.resize(1024, 640)
    settle()
    assert table.isColumnHidden(place)


def test_a_day_is_typed_in_its_place(window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = the_page(window, settle)
    type_into(page, 1, "tis 31 mars")
    settle()
    assert dt.date(2026, 3, 31) in meetings(register_path, "KSAU")
    assert "31 mars 2026" in (window.notice_bar.notice or Notice("")).text
    assert page.panel.heading.text() == "Inför KSAU tisdag 31 mars"
    type_into(page, 2, "19/3")
    settle()
    assert meetings(register_path, "KSAU")[dt.date(2026, 3, 31)].manusstopp == dt.date(2026, 3, 19)
    type_into(page, 2, "snart")
    assert the_editor(page).text() == "snart"
    assert "inget datum" in (window.notice_bar.notice or Notice("")).text


def test_the_day_of_the_utskick_is_asked_for_and_told(window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = the_page(window, settle)
    page.ask_utskick()
    (dialog,) = [each for each in window.findChildren(UtskickDialog) if each.isVisible()]
    dialog.day.setText("2026-03-31")
    dialog.verb.click()
    settle()
    assert dialog.isVisible()
    dialog.day.setText("2026-03-20")
    dialog.verb.click()
    settle()
    assert meetings(register_path, "KSAU")[dt.date(2026, 3, 30)].utskick == dt.date(2026, 3, 20)
    assert "Utskick 20 mars." in page.panel._remark.text()
    assert "20 mars 2026" in (window.notice_bar.notice or Notice("")).text
    window.undo()
    settle()
    assert meetings(register_path, "KSAU")[dt.date(2026, 3, 30)].utskick is None


def test_a_meeting_on_a_taken_day_is_refused_and_what_was_typed_stays(
    window: MainWindow, settle: Settle, register_path: Path
) -> None:
    page = the_page(window, settle)
    type_into(page, 1, "27/4")
    settle()
    assert "har redan" in (window.notice_bar.notice or Notice("")).text
    assert the_editor(page).text() == "27/4"
    assert dt.date(2026, 3, 30) in meetings(register_path, "KSAU")


def test_cancelled_and_taken_away_and_back(window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = the_page(window, settle)
    page.cancel()
    settle()
    assert meetings(register_path, "KSAU")[dt.date(2026, 3, 30)].cancelled
    assert [each.state for each in page.year.table.rows_model.rows][1] is MeetingState.NEXT
    QTest.keyClick(page.year.table, Qt.Key.Key_Delete)
    settle()
    assert dt.date(2026, 3, 30) not in meetings(register_path, "KSAU")
    window.desk.undo()
    settle()
    assert dt.date(2026, 3, 30) in meetings(register_path, "KSAU")


def test_days_are_added_one_a_line(window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = the_page(window, settle)
    page.years.setCurrentIndex(page.years.findData(2027))
    settle()
    assert page.year.table.rows_model.rows == []
    page.add()
    dialog = window.findChild(AddMeetings)
    assert dialog is not None
    QTest.keyClicks(dialog.lines[0].date, "12/1")
    QTest.keyClicks(dialog.lines[0].manusstopp, "18/12")
    QTest.keyClicks(dialog.lines[1].date, "2027-02-31")
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    dialog.lines[1].date.setText("9 februari")
    assert dialog.take.text() == "Lägg in 2 sammanträden"
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle()
    found = meetings(register_path, "KSAU")
    assert found[dt.date(2027, 1, 12)].manusstopp == dt.date(2026, 12, 18)
    assert found[dt.date(2027, 2, 9)].manusstopp is None
    assert len(page.year.table.rows_model.rows) == 2


def test_a_pasted_calendar_is_one_operation(window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = the_page(window, settle)
    QApplication.clipboard().setText(MATRIX.replace("32", "17"))
    page.years.setCurrentIndex(page.years.findData(2027))
    settle()
    page.year.table.setFocus()
    QTest.keyClick(page.year.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PasteMeetings)
    assert dialog is not None
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle()
    assert dt.date(2027, 1, 27) in meetings(register_path, "KSAU")
    assert dt.date(2027, 2, 17) in meetings(register_path, "KS")
    window.desk.undo()
    settle()
    assert dt.date(2027, 2, 17) not in meetings(register_path, "KS")
    assert dt.date(2027, 1, 27) not in meetings(register_path, "KSAU")


def test_a_workbook_is_tried_before_it_is_read_in(
    window: MainWindow, settle: Settle, tmp_path: Path, register_path: Path
) -> None:
    book = tmp_path / "moten.xlsx"
    with Register.open(register_path) as register:
        export_workbook(register, book)
    page = the_page(window, settle)
    type_into(page, 1, "31/3")
    settle()
    page.findChild(WorkbookImport).try_out(book)  # type: ignore[union-attr]
    settle()
    dialog = window.findChild(ImportPreview)
    assert dialog is not None
    assert dialog.words.text().startswith("1 ny rad, 0 ändrade")
    assert dialog.words.text().endswith("Inget är sparat än.")
    assert dialog.focusWidget() is dialog.take
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle()
    assert dt.date(2026, 3, 30) in meetings(register_path, "KSAU")


def test_what_is_up_for_the_meeting_leads_to_its_remiss(
    window: MainWindow, settle: Settle, register_path: Path
) -> None:
    with Register.open(register_path) as register:
        decision = register.find(Decision)[0]
        title = register.get(Remiss, decision.remiss_id).title
    item = f"{decision.namnd_id} {decision.meeting_date}"
    window.go(Destination("sammantraden", item=item))
    settle()
    assert isinstance(window.page, SammantradenPage)
    settle()
    panel = window.page.panel
    opened = next(each for each in panel.findChildren(QPushButton) if each.accessibleName() == f"Öppna {title}")
    gone: list[Destination] = []
    panel.matters.go_asked.connect(gone.append)
    QTest.mouseClick(opened, Qt.MouseButton.LeftButton)
    assert gone == [Destination("remiss", remiss_id=decision.remiss_id)]


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_strip_is_whole_in_a_low_window(window: MainWindow, settle: Settle, scale: float) -> None:
    theme().set(text_scale=scale)
    try:
        window.resize(round(960 * scale), round(600 * scale))
        year = the_page(window, settle).year
        shown = [each for each in year.findChildren(QPushButton) if each.text().startswith("Visa")]
        assert year.strip.geometry().bottom() < shown[0].geometry().top()
        assert year.table.viewport().height() >= year.table.rowHeight(0) * 2
    finally:
        theme().set(text_scale=1.0)
