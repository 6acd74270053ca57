"""The month of Frister: days by the keys, the same rows as the list, and what is read aloud."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.frister.month import MonthView
from secretary_app.ui.pages.frister.moving import MoveDialog
from secretary_app.ui.pages.frister.page import FristerPage
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import theme

Settle = Callable[[], None]
TODAY = dt.date(2026, 3, 11)


@pytest.fixture
def page(window: MainWindow, settle: Settle, qtbot: QtBot) -> FristerPage:
    window.go(Destination("frister"))
    settle()
    assert isinstance(window.page, FristerPage)
    qtbot.keyClick(window.page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    return window.page


def spoken(month: MonthView, day: dt.date) -> str:
    model = month.grid.model()
    number = (day - month.grid.span[0]).days
    return str(model.index(*divmod(number, 7)).data(Qt.ItemDataRole.AccessibleTextRole))


def test_it_shows_the_rows_of_the_list_by_day(page: FristerPage, places: Places) -> None:
    month = page.month
    assert month.isVisible()
    assert places.text("frister/vy") == "månad"
    assert (month.grid.month, month.grid.day) == (TODAY.replace(day=1), TODAY)
    assert month.title.text() == "Mars 2026"
    for row in page.rows:
        if row.date is not None:
            month.grid.go(row.date)
            assert row in month.table.rows_model.rows
            words = spoken(month, row.date)
            assert f"{len(month.table.rows_model.rows)} frist" in words
            assert row.what in words
    assert month.legend.foot.text() == "3 utan datum"


def test_the_keys_go_from_day_to_day_and_on_into_the_next_month(page: FristerPage, qtbot: QtBot) -> None:
    grid = page.month.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.day == dt.date(2026, 3, 19)
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert (grid.day, grid.month) == (dt.date(2026, 4, 19), dt.date(2026, 4, 1))
    for _ in range(3):
        qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.month == dt.date(2026, 3, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert grid.day == TODAY
    grid.go(dt.date(2026, 1, 31))
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.day == dt.date(2026, 2, 28)
    QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_red_days_are_named(page: FristerPage) -> None:
    page.month.grid.go(dt.date(2026, 4, 3))
    assert page.month.holiday.text() == "Långfredagen"
    assert spoken(page.month, dt.date(2026, 4, 6)).startswith("måndag 6 april, Annandag påsk, ")
    assert page.month.heading.text() == "Fredag 3 april, ingen frist"


def test_a_day_is_clicked_and_its_row_opened_or_moved(
    page: FristerPage, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    row = next(each for each in page.rows if each.kind is DeadlineKind.ANSWER_BY and each.date and each.date > TODAY)
    assert row.date is not None
    grid = page.month.grid
    grid.go(row.date.replace(day=28 if row.date.day != 28 else 1))
    at = grid.item_rect(row.date).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert grid.day == row.date
    page.month.table.choose(row.key)
    assert page.current == row
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert page.month.table.hasFocus()
    qtbot.keyClick(page.month.table, Qt.Key.Key_F2)
    settle()
    dialog = page.findChildren(QDialog)[-1]
    assert isinstance(dialog, MoveDialog)
    dialog.reject()
    gone: list[Destination] = []
    window.gone.connect(gone.append)
    qtbot.keyClick(page.month.table, Qt.Key.Key_Return)
    settle()
    assert gone[0].remiss_id == row.remiss_id


def test_the_filters_hold_and_what_is_chosen_is_found_in_the_list(page: FristerPage, qtbot: QtBot) -> None:
    row = next(each for each in page.rows if each.date and each.date > TODAY)
    page.choose_deadline(row.key)
    page.filters.choose_body(row.namnder)
    assert page.current == row
    qtbot.mouseClick(page.views["lista"], Qt.MouseButton.LeftButton)
    assert page.table.current_deadline() == row
    assert all(row.namnd_ids[0] in each.namnd_ids for each in page.rows_model.deadlines)


def test_it_is_named_and_seen_in_a_small_window_and_with_large_text(
    page: FristerPage, window: MainWindow, unnamed: Callable[[QWidget], list[str]], qtbot: QtBot
) -> None:
    assert unnamed(page) == []
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: window.height() == 640)
    grid = page.month.grid
    assert grid.item_rect(TODAY).height() >= grid.fontMetrics().height() * 2
    scale = theme().text_scale
    theme().set(text_scale=2.0, dark=True)
    try:
        window.resize(1600, 1000)
        page.month.grid.go(TODAY)
        window.grab()
        assert grid.item_rect(TODAY).height() >= grid.fontMetrics().height()
    finally:
        theme().set(text_scale=scale, dark=False)


def test_who_meets_is_told_on_the_day_and_follows_the_body_that_is_chosen(page: FristerPage) -> None:
    month, day = page.month, dt.date(2026, 3, 9)
    month.grid.go(day)
    assert month.holiday.text() == "KF och KSAU sammanträder"
    assert "KF och KSAU sammanträder" in spoken(month, day)
    page.filters.choose_body("KSAU")
    page.filters.let_all_through()
    page.filters.choose_body("SBN")
    assert "KSAU" not in spoken(month, day)
    assert "SBN sammanträder" in spoken(month, dt.date(2026, 3, 12))


def test_the_rows_of_the_day_are_copied(page: FristerPage) -> None:
    row = next(each for each in page.rows if each.date and each.date > TODAY)
    page.choose_deadline(row.key)
    copying = next(each for each in page.commands() if each.text() == "Kopiera listan som tabell")
    copying.trigger()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "Vad"
    assert page.chosen == [row]
    assert any(row.what in line for line in lines[1:])
