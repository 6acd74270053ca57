"""The page Frister: its groups and filters, the strip, opening and moving a deadline."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow
from secretary_app.domain.model import DeadlineChange, MeasureStatus, Referral, Remiss
from secretary_app.operations.due import due
from secretary_app.operations.reminding import note_reminded
from secretary_app.store.register import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.frister.moving import MoveDialog
from secretary_app.ui.pages.frister.moving_measure import MoveMeasureDialog
from secretary_app.ui.pages.frister.page import FristerPage
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.grouped import Heading

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> FristerPage:
    window.go(Destination("frister"))
    settle()
    assert isinstance(window.page, FristerPage)
    return window.page


def first(page: FristerPage, kind: DeadlineKind, diarienummer: str) -> DeadlineRow:
    return next(row for row in page.rows_model.deadlines if row.kind is kind and row.diarienummer == diarienummer)


def ask(page: FristerPage, row: DeadlineRow, qtbot: QtBot, settle: Settle) -> MoveDialog:
    """F2 on the row."""
    page.choose_deadline(row.key)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    settle()
    dialog = page.findChildren(QDialog)[-1]
    assert isinstance(dialog, MoveDialog)
    return dialog


def test_headings_come_in_their_order_and_are_passed_over(page: FristerPage, qtbot: QtBot) -> None:
    headings = [line for line in page.rows_model.rows if isinstance(line, Heading)]
    assert [each.group.value for each in headings] == ["Försenat", "Utan datum", "Den här veckan", "Senare"]
    assert headings[2].more == "vecka 11, 3 frister"
    late = sum(each.is_late for each in page.rows)
    assert sum(each.count for each in headings) == len(page.rows)
    assert page.chips["försenade"].text() == f"Försenade  {late}"
    assert page.chips["utan datum"].text() == "Utan datum  3"
    page.table.setFocus()
    assert page.table.currentIndex().row() == 1
    for _ in range(late):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == late + 2
    assert page.table.rowHeight(late + 1) < page.table.rowHeight(late + 2)
    QAbstractItemModelTester(page.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_sorting_stays_within_the_groups(page: FristerPage) -> None:
    page.table.choose_first()
    chosen = page.table.current_deadline()
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert page.table.current_deadline() == chosen
    late = [row for row in page.rows_model.deadlines if row.is_late]
    assert page.rows_model.deadlines[: len(late)] == late
    assert late[0].what.startswith("Upprätta")
    page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert page.rows_model.deadlines == sorted(page.rows_model.deadlines, key=lambda row: row.order)


def test_chips_body_person_and_words_filter_together(page: FristerPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.chips["försenade"], Qt.MouseButton.LeftButton)
    of_sbn = sum("SBN" in each.namnder for each in page.rows)
    assert page.namnd.itemText(page.filters.bodies.index("SBN") + 1) == f"SBN  {of_sbn}"
    page.filters.choose_body("SBN")
    assert page.rows_model.deadlines == [row for row in page.rows if row.is_late and "SBN" in row.namnder]
    page.person.setCurrentIndex(page.person.findData("Nadja Forsklint"))
    qtbot.keyClicks(page.quick, "påverkan")
    assert [row.diarienummer for row in page.rows_model.deadlines] == ["KS/2025:266"]
    qtbot.keyClicks(page.quick, "xyz")
    assert page.nothing.words.text() == "Ingen frist passar filtret ”påverkanxyz” bland försenade."
    qtbot.mouseClick(page.show_all, Qt.MouseButton.LeftButton)
    assert page.rows_model.deadlines == page.rows
    assert page.foot.legend.foot.text() == f"{len(page.rows)} av {len(page.rows)} frister"


def test_each_of_several_responsible_is_found(page: FristerPage) -> None:
    names = [page.person.itemData(place) for place in range(1, page.person.count())]
    assert not any("," in each for each in names)
    # One of two, and one whose title has an "och" of its own.
    for name in ("Avtalscontroller", "Kultur- och fritidschefen"):
        page.person.setCurrentIndex(page.person.findData(name))
        shown = page.rows_model.deadlines
        assert shown
        assert all(name in each.handlaggare for each in shown)
        assert page.person.currentText() == f"{name}  {len(shown)}"


def test_whose_nothing_is_is_told(page: FristerPage) -> None:
    page.filters.choose_body("KF")
    assert page.nothing.words.text() == "Inga frister för KF."
    page.filters.choose("försenade")
    assert page.nothing.words.text() == "Inget är försenat för KF."


def test_the_navigation_tells_how_many_are_late(page: FristerPage, window: MainWindow) -> None:
    model = window.navigation.model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert f"Frister, {sum(each.is_late for each in page.rows)} försenade" in spoken


@pytest.mark.parametrize(
    ("kind", "diarienummer", "tab"),
    [
        (DeadlineKind.ANSWER, "KS/2025:188", "svarslage"),
        (DeadlineKind.MEASURE, "KS/2025:31", "svar"),
        (DeadlineKind.ANSWER_BY, "KS/2026:47", "plan"),
    ],
)
def test_enter_opens_the_remiss_where_it_is_seen(
    page: FristerPage, window: MainWindow, qtbot: QtBot, settle: Settle, kind: DeadlineKind, diarienummer: str, tab: str
) -> None:
    row = first(page, kind, diarienummer)
    page.choose_deadline(row.key)
    gone: list[Destination] = []
    window.gone.connect(gone.append)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert gone == [Destination("remiss", remiss_id=row.remiss_id, tab=tab, item=row.item)]


def test_a_mark_chooses_its_row_and_the_other_way_round(page: FristerPage, qtbot: QtBot) -> None:
    row = next(each for each in page.rows_model.deadlines if each.what.startswith("SBN svarar på rekommendation"))
    axis = page.strip.axis
    mark = next(each for each in axis.marks if "SBN svarar på rekommendation" in each.words)
    qtbot.mouseClick(axis, Qt.MouseButton.LeftButton, pos=axis.mark_point(mark.key))
    assert page.table.current_deadline() == row
    assert mark.key in axis.chosen
    page.choose_filter("försenade")
    assert row not in page.rows_model.deadlines
    qtbot.mouseClick(axis, Qt.MouseButton.LeftButton, pos=axis.mark_point(mark.key))
    assert page.table.current_deadline() == row


def test_moving_shows_what_follows_keeps_the_old_and_is_undone_at_once(
    page: FristerPage, desk: Desk, register_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    row = first(page, DeadlineKind.ANSWER_BY, "KS/2026:47")
    dialog = ask(page, row, qtbot, settle)
    dialog.new.set_day(row.date.replace(month=7, day=15) if row.date else None)
    qtbot.waitUntil(lambda: "flyttas från" in dialog.follows.text())
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.reason.property("wrong")
    qtbot.keyClicks(dialog.reason, "Anstånd beviljat")
    dialog.replan.setChecked(True)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    moved = first(page, DeadlineKind.ANSWER_BY, "KS/2026:47")
    assert str(moved.date) == "2026-07-15"
    cell = page.rows_model.cell(page.rows_model.row_of(moved.key), 1)
    assert "flyttad" in cell.second
    assert "Flyttad från 29 maj till 15 juli: Anstånd beviljat." in cell.tip
    assert DeadlineKind.OWN_PAPERS in {each.kind for each in page.rows_model.deadlines}
    desk.undo()
    settle()
    assert first(page, DeadlineKind.ANSWER_BY, "KS/2026:47").date == row.date
    with Register.open(register_path) as register:
        assert register.get(Remiss, row.remiss_id).answer_by == row.date
        assert not register.find(DeadlineChange, remiss_id=row.remiss_id, reason="Anstånd beviljat")


def test_what_has_no_date_gets_one_and_needs_no_reason(
    page: FristerPage, register_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    row = first(page, DeadlineKind.ANSWER, "KS/2025:211")
    page.choose_deadline(row.key)
    assert page.move_button.text() == "Sätt datum…"
    dialog = ask(page, row, qtbot, settle)
    dialog.new.setText("2026-04-10")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        (referral,) = register.find(Referral, remiss_id=row.remiss_id, namnd_id=row.namnd_ids[0])
    assert str(referral.deadline) == "2026-04-10"


def test_a_body_not_asked_yet_is_asked_with_its_date(
    page: FristerPage, register_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    row = first(page, DeadlineKind.ANSWER, "KS/2026:11")
    undated = next(
        each for each in page.rows_model.deadlines if each.diarienummer == row.diarienummer and each.namnder == "KFN"
    )
    dialog = ask(page, undated, qtbot, settle)
    dialog.new.setText("2026-04-10")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        (referral,) = register.find(Referral, remiss_id=undated.remiss_id, namnd_id=undated.namnd_ids[0])
    assert str(referral.deadline) == "2026-04-10"


def test_a_measure_gets_another_time_with_a_reason_and_keeps_the_old(
    page: FristerPage, desk: Desk, register_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    row = next(each for each in page.rows if each.kind is DeadlineKind.MEASURE and each.is_late)
    page.choose_deadline(row.key)
    assert page.move_button.text() == "Flytta…"
    page.move_chosen()
    settle()
    dialog = page.findChildren(QDialog)[-1]
    assert isinstance(dialog, MoveMeasureDialog)
    qtbot.keyClicks(dialog.words, "senast juni 2026")
    assert dialog.understood.text() == "senast 30 juni, om 111 dagar"
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.reason.property("wrong")
    qtbot.keyClicks(dialog.reason, "Upphandlingen drog ut")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    moved = next(each for each in page.rows if each.key == row.key)
    assert str(moved.date) == "2026-06-30"
    assert not moved.is_late
    with Register.open(register_path) as register:
        measure_id = row.key.rpartition("/")[2]
        notes = [each.note for each in register.find(MeasureStatus, measure_id=measure_id)]
    assert any("till ”senast juni 2026”: Upphandlingen drog ut." in each for each in notes)
    desk.undo()
    settle()
    assert next(each for each in page.rows if each.key == row.key) == row


def test_the_strip_gives_way_where_the_window_is_low(page: FristerPage, window: MainWindow, qtbot: QtBot) -> None:
    assert page.strip.isVisible()
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: not page.strip.isVisible())
    qtbot.mouseClick(page.strip_toggle, Qt.MouseButton.LeftButton)
    assert page.strip.isVisible()


def test_what_was_reminded_of_is_told(page: FristerPage, desk: Desk, settle: Settle) -> None:
    place = next(at for at, each in enumerate(page.rows_model.columns) if each.key == "pamind")
    assert page.table.isColumnHidden(place)
    row = first(page, DeadlineKind.ANSWER, "KS/2025:188")
    desk.write(
        lambda register: note_reminded(register, [each for each in due(register, desk.today) if each.row == row])
    )
    settle()
    assert not page.table.isColumnHidden(place)
    assert page.rows_model.cell(page.rows_model.row_of(row.key), place).text == "11 mars"


def test_several_are_copied_as_a_table(page: FristerPage) -> None:
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in (1, 2, 3):
        page.table.selectionModel().select(page.rows_model.index(place, 0), rows)
    assert page.foot.words.text() == "3 valda"
    page.table.copy()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Läge", "Dag", "Vad", "Vem", "Ärende"]
    assert len(lines) == 4


def test_everything_has_a_name(page: FristerPage, unnamed: Callable[[QWidget], list[str]]) -> None:
    assert unnamed(page) == []


def test_large_text_elides_no_date(page: FristerPage, qtbot: QtBot, settle: Settle) -> None:
    scale = theme().text_scale
    theme().set(text_scale=2.0, dark=False)
    try:
        page.refresh()
        settle()
        table = page.table
        assert table.columnWidth(1) >= table.sizeHintForColumn(1)
    finally:
        theme().set(text_scale=scale, dark=False)
