"""The page Uppföljning: its rows and sums, days to stand on and to compare with, status and ansvarig of many."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from secretary_app.domain.follow_up import FollowUpRow
from secretary_app.domain.model import Measure, MeasureState, MeasureStatus
from secretary_app.store.register import Register
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.pages.uppfoljning.dialogs import DayDialog, ResponsibleDialog
from secretary_app.ui.pages.uppfoljning.page import UppfoljningPage
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.measure_status import StatusDialog
from secretary_app.ui.widgets.reminder_mails import ReminderDialog

Settle = Callable[[], None]
TODAY = dt.date(2026, 3, 11)


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> UppfoljningPage:
    window.go(Destination("uppfoljning"))
    settle()
    assert isinstance(window.page, UppfoljningPage)
    return window.page


def rows(page: UppfoljningPage) -> list[FollowUpRow]:
    return page.table.rows_model.rows


def dialog(page: UppfoljningPage, kind: type[QDialog]) -> QDialog:
    (found,) = [each for each in page.window().findChildren(kind) if each.isVisible()]
    return found


def statuses(path: Path, measure_id: str) -> list[MeasureStatus]:
    with Register.open(path) as register:
        return sorted(register.find(MeasureStatus, measure_id=measure_id), key=lambda each: each.as_of)


def choose(page: UppfoljningPage, words: str) -> None:
    place = page.days.since_choice.findText(words)
    assert place >= 0, [page.days.since_choice.itemText(each) for each in range(page.days.since_choice.count())]
    page.days.since_choice.setCurrentIndex(place)


def test_late_first_and_the_sums_say_what_the_chips_let_through(page: UppfoljningPage, settle: Settle) -> None:
    QAbstractItemModelTester(page.table.rows_model)
    assert page.sentence.text() == "19 åtgärder från 5 ärenden sedan 2024"
    assert [each.is_late for each in rows(page)][:5] == [True] * 4 + [False]
    for key, words in (("försenade", "Försenade  4"), ("utan datum", "Utan datum  1"), ("klara", "Klara  4")):
        page.chips[key].click()
        assert page.chips[key].text() == words
        assert f"  {len(rows(page))}" in words
    page.choose_filter("alla")
    page.quick.setText("upphandling förteckning")
    assert [each.number for each in rows(page)] == ["2"]
    page.quick.setText("finns inte")
    assert "finns inte" in page.nothing.words.text()
    page.show_all.click()
    assert len(rows(page)) == 19


def test_the_sums_are_of_the_chosen_body_and_person(page: UppfoljningPage) -> None:
    page.namnd.setCurrentText("OSN")
    assert rows(page)
    assert all("OSN" in each.namnder for each in rows(page))
    assert page.sentence.text().startswith(f"{len(rows(page))} åtgärder")
    page.responsible.setCurrentText("Bemanningschefen")
    assert [each.responsible for each in rows(page)] == ["Bemanningschefen"]
    page.responsible.setCurrentText("Ingen ansvarig")
    assert not rows(page)


def test_another_day_shows_what_stood_then(page: UppfoljningPage, settle: Settle) -> None:
    page.days.on_choice.setCurrentIndex(page.days.on_choice.findText("Läget en annan dag…"))
    asked = dialog(page, DayDialog)
    assert isinstance(asked, DayDialog)
    asked.day.setText("2025-10-01")
    asked.verb.click()
    settle()
    assert page.days.on_choice.currentText() == "Läget den 1 oktober 2025"
    stood = {each.text: each for each in rows(page)}
    assert all(each.status_date is None or each.status_date <= dt.date(2025, 10, 1) for each in stood.values())
    assert len(stood) < 19
    page.days.on_choice.setCurrentIndex(0)
    settle()
    assert len(rows(page)) == 19


def test_what_has_changed_since_a_meeting(page: UppfoljningPage, settle: Settle) -> None:
    place = next(at for at, each in enumerate(page.table.rows_model.columns) if each.key == "andrat")
    assert page.table.isColumnHidden(place)
    assert not page.chips["ändrade"].isVisible()
    choose(page, "Jämfört med KSAU 9 februari")
    settle()
    assert not page.table.isColumnHidden(place)
    page.chips["ändrade"].click()
    changed = rows(page)
    assert changed
    assert all(each.is_new or (each.status_date and each.status_date > dt.date(2026, 2, 9)) for each in changed)
    words = [page.table.rows_model.cell(at, place).plain for at in range(len(changed))]
    assert "från ej påbörjad, 10 februari" in words
    choose(page, "Jämför inte")
    settle()
    assert page.chips["alla"].isChecked()


def test_a_status_is_set_where_the_row_is_and_taken_back(
    page: UppfoljningPage, settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    first = rows(page)[0]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    (menu,) = [each for each in page.findChildren(QMenu) if each.isVisible()]
    next(each for each in menu.actions() if each.text() == "Klar").trigger()
    menu.close()
    settle()
    assert statuses(register_path, first.measure_id)[-1].status is MeasureState.DONE
    assert statuses(register_path, first.measure_id)[-1].as_of == TODAY
    window = page.window()
    assert isinstance(window, MainWindow)
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.text == "Åtgärden är klar."
    assert page.chips["försenade"].text() == "Försenade  3"
    window.undo()
    settle()
    assert page.chips["försenade"].text() == "Försenade  4"


def test_status_and_ansvarig_of_many_at_once(
    page: UppfoljningPage, settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    page.choose_filter("försenade")
    page.table.selectAll()
    ids = [each.measure_id for each in page.table.chosen_rows()]
    assert len(ids) == 4
    qtbot.mouseClick(page.foot.status, Qt.MouseButton.LeftButton)
    asked = dialog(page, StatusDialog)
    assert isinstance(asked, StatusDialog)
    asked.as_of.setText("i våras")
    asked.verb.click()
    assert asked.isVisible()
    asked.as_of.setText("2026-03-01")
    asked.note.setText("Enligt förvaltningen")
    asked.verb.click()
    settle()
    for each in ids:
        last = statuses(register_path, each)[-1]
        assert (last.status, last.as_of, last.note) == (
            MeasureState.STARTED,
            dt.date(2026, 3, 1),
            "Enligt förvaltningen",
        )
    qtbot.mouseClick(page.foot.responsible, Qt.MouseButton.LeftButton)
    whose = dialog(page, ResponsibleDialog)
    assert isinstance(whose, ResponsibleDialog)
    whose.who.setCurrentText("Kanslichefen")
    whose.verb.click()
    settle()
    with Register.open(register_path) as register:
        assert {each.responsible for each in register.find(Measure, id=ids)} == {"Kanslichefen"}
        assert register.operations(1)[0].label == "Gav 4 åtgärder till Kanslichefen"


def test_the_chosen_are_reminded_of(page: UppfoljningPage, settle: Settle) -> None:
    page.choose_filter("försenade")
    page.remind()
    settle()
    asked = dialog(page, ReminderDialog)
    assert "Bara den valda raden" in [asked.what.itemText(each) for each in range(asked.what.count())]  # type: ignore[attr-defined]
    asked.reject()


def test_enter_opens_the_answer(page: UppfoljningPage, settle: Settle, qtbot: QtBot) -> None:
    page.table.setFocus()
    first = rows(page)[0]
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert isinstance(window.page, RemissPage)
    assert window.page._remiss_id == first.remiss_id


def test_what_is_shown_is_exported(
    page: UppfoljningPage, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "Uppföljning.xlsx"
    monkeypatch.setattr("secretary_app.ui.pages.uppfoljning.exporting.ask_save", lambda *_a, **_k: out)
    choose(page, "Jämfört med KSAU 9 februari")
    settle()
    page.choose_filter("försenade")
    page.export()
    settle()
    sheet = load_workbook(out)["Uppföljning"]
    found = list(sheet.iter_rows(values_only=True))
    assert [each[0] for each in found[0:1]] == ["Status"]
    assert found[0][-1] == "Ändrat"
    assert [each[2] for each in found[1:]] == [each.text for each in rows(page)]
    assert {each[7] for each in found[1:]} == {"ja"}
    window = page.window()
    assert isinstance(window, MainWindow)
    made = window.notice_bar.notice
    assert made is not None
    assert made.follow is not None
    out.unlink()
    made.follow()
    told = window.notice_bar.notice
    assert told is not None
    assert told.text.startswith("Uppföljning.xlsx finns inte längre")
