"""The list of remisser: filtered, sorted, saved as a view, printed, copied, several changed at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Remiss
from secretary_app.store.register import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.remisser.dialogs import ChooseHandlaggare, NameView
from secretary_app.ui.pages.remisser.page import RemisserPage
from secretary_app.ui.pages.remisser.views import View, Views
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.output import paper

Settle = Callable[[], None]
ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> RemisserPage:
    window.go(Destination("remisser"))
    settle()
    assert isinstance(window.page, RemisserPage)
    return window.page


def shown(page: RemisserPage) -> list[str]:
    return [row.diarienummer for row in page.table.rows_model.rows]


def is_hidden(page: RemisserPage, key: str) -> bool:
    place = next(at for at, each in enumerate(page.table.rows_model.columns) if each.key == key)
    return page.table.isColumnHidden(place)


@pytest.mark.parametrize(("width", "height", "scale"), [(1440, 900, 1.0), (1024, 640, 1.0), (1440, 900, 1.5)])
def test_the_next_deadline_and_the_status_are_always_seen(
    page: RemisserPage, window: MainWindow, settle: Settle, width: int, height: int, scale: float
) -> None:
    theme().set(text_scale=scale)
    try:
        window.resize(width, height)
        settle()
        gone = [key for key in ("fran", "besvarade", "svar") if is_hidden(page, key)]
        assert gone == ["fran", "besvarade", "svar"][: len(gone)]
        assert not is_hidden(page, "frist")
        assert not is_hidden(page, "status")
        assert page.table.horizontalHeader().length() <= page.table.viewport().width() + 1
        window.resize(2400, 1000)
        settle()
        assert not any(is_hidden(page, key) for key in ("fran", "besvarade", "svar"))
    finally:
        theme().set(text_scale=1.0)


def test_what_is_late_comes_first(page: RemisserPage) -> None:
    assert shown(page)[:2] == ["KS/2025:188", "KS/2025:266"]
    assert page.chips["öppna"].text() == "Öppna  7"
    assert page.chips["avslutade"].text() == "Avslutade  4"
    QAbstractItemModelTester(page.table.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_chips_and_typing_filter(page: RemisserPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.chips["försenade"], Qt.MouseButton.LeftButton)
    assert shown(page) == ["KS/2025:188", "KS/2025:266"]
    qtbot.keyClicks(page.quick, "avtal")
    assert shown(page) == ["KS/2025:188"]
    qtbot.keyClicks(page.quick, "xyz")
    assert page.nothing.words.text() == "Inget ärende passar filtret ”avtalxyz” bland försenade."
    assert page.show_all.text() == "Visa alla 7"
    qtbot.mouseClick(page.show_all, Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 7
    assert page.quick.text() == ""


def test_nothing_late_is_said_calmly(page: RemisserPage) -> None:
    page.choose_filter("försenade")
    page.quick.setText("ingen sådan")
    page.quick.clear()
    assert page.nothing.words.text().startswith("Inget ärende")
    assert page.table.isVisible()


def test_enter_opens_and_coming_back_finds_it_all_as_it_was(
    page: RemisserPage, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    page.choose_filter("avslutade")
    row = page.table.rows_model.rows[2]
    page.table.choose(row.id)
    gone: list[Destination] = []
    window.gone.connect(gone.append)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert gone == [Destination("remiss", remiss_id=row.id)]
    window.back()
    settle()
    assert page.table.current_row() == row
    assert page.chips["avslutade"].isChecked()


def test_what_must_be_read_is_not_elided(page: RemisserPage) -> None:
    table = page.table
    for key in ("frist", "svar", "status", "diarienr"):
        place = next(at for at, each in enumerate(table.rows_model.columns) if each.key == key)
        assert table.columnWidth(place) >= table.sizeHintForColumn(place)


def test_columns_are_chosen_and_remembered(
    page: RemisserPage, window: MainWindow, places: Places, desk: Desk, settle: Settle
) -> None:
    assert is_hidden(page, "handlaggare")
    page.show_column("handlaggare", True)
    page.show_column("besvarade", False)
    assert not is_hidden(page, "handlaggare")
    again = RemisserPage(window)
    assert not is_hidden(again, "handlaggare")
    assert is_hidden(again, "besvarade")
    again.deleteLater()


def test_from_goes_where_it_is_narrow_and_comes_again(page: RemisserPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: is_hidden(page, "fran"))
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: not is_hidden(page, "fran"))


def test_a_view_is_saved_and_shown_again(page: RemisserPage, window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    page.choose_filter("avslutade")
    page.quick.setText("granskning")
    page.show_column("besvarade", False)
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    before = shown(page)
    page.save_view()
    dialog = page.findChild(NameView)
    assert isinstance(dialog, NameView)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert dialog.wrong.text() == "Skriv ett namn."
    qtbot.keyClicks(dialog.name, "Gamla")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert window.notice_bar.notice is not None
    assert "”Gamla”" in window.notice_bar.notice.text

    page.quick.clear()
    page.choose_filter("öppna")
    page.show_column("besvarade", True)
    page.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    action = next(each for each in page.commands() if each.text() == "Visa vyn ”Gamla”")
    action.trigger()
    assert shown(page) == before
    assert is_hidden(page, "besvarade")


def test_a_view_is_not_written_over_unseen(page: RemisserPage, places: Places, qtbot: QtBot) -> None:
    Views(places).save(View("Mina sena", "mina", "", "frist", False, ()))
    page.save_view()
    dialog = page.findChild(NameView)
    assert isinstance(dialog, NameView)
    dialog.name.setText("mina sena")
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert "finns redan" in dialog.wrong.text()
    assert Views(places).all()[0].filter == "mina"
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert [view.filter for view in Views(places).all()] == ["öppna"]


def test_views_that_cannot_be_read_are_left_out(places: Places) -> None:
    places.keep("remisser/vyer", '[{"name": "halv"}, 3')
    assert Views(places).all() == []
    places.keep("remisser/vyer", '[{"name": "halv"}, 3]')
    assert Views(places).all() == []


def test_several_get_another_handlaggare_in_one_operation(
    page: RemisserPage, window: MainWindow, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    table = page.table
    table.clearSelection()
    for place in (0, 1, 3):
        table.selectionModel().select(table.rows_model.index(place, 0), ROWS)
    ids = [row.id for row in table.chosen_rows()]
    assert page.bulk.isVisible()
    assert page.bulk.words.text() == "3 valda"
    qtbot.mouseClick(page.bulk.change, Qt.MouseButton.LeftButton)
    settle()
    dialog = page.bulk.findChild(ChooseHandlaggare)
    assert isinstance(dialog, ChooseHandlaggare)
    assert dialog.names.count() > 2
    dialog.names.setEditText("Kim Nyberg")
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(desk.path) as register:
        assert {each.handlaggare for each in register.find(Remiss, id=ids)} == {"Kim Nyberg"}
        assert sum(each.handlaggare == "Kim Nyberg" for each in register.find(Remiss)) == 3
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text == "Gav 3 ärenden till Kim Nyberg."
    desk.undo()
    settle()
    with Register.open(desk.path) as register:
        assert not any(each.handlaggare == "Kim Nyberg" for each in register.find(Remiss))


def test_closed_ones_cannot_be_given_away(page: RemisserPage) -> None:
    page.choose_filter("avslutade")
    page.table.selectAll()
    assert not page.bulk.change.isEnabled()
    assert "avslutade" in page.bulk.change.toolTip()


def test_copied_as_a_table(page: RemisserPage, qtbot: QtBot) -> None:
    page.table.clearSelection()
    page.table.copy()
    data = QApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert len(lines) == 8
    assert lines[0].split("\t")[:3] == ["Diarienr", "Ärende", "Från"]
    assert lines[1].startswith("KS/2025:188\tGranskning av upphandling")
    assert "KFN: " in lines[1]
    assert data.html().count("<tr>") == 8
    assert "Handläggare" not in lines[0]


def test_printed_to_pdf(page: RemisserPage, tmp_path: Path) -> None:
    from secretary_app.intake.reading import read_paper

    out = tmp_path / "lista.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    paper(page.table, "Remisser").print_(printer)
    text = " ".join(read_paper(out).text.split())
    assert "KS/2025:188" in text
    assert "Nästa frist" in text


def test_large_text_keeps_everything_in_sight(window: MainWindow, page: RemisserPage, settle: Settle) -> None:
    scale = theme().text_scale
    theme().set(text_scale=2.0, dark=False)
    try:
        desk = Desk(window.desk.path, who="Test", clock=window.desk.clock)
        large = MainWindow(desk, window.places)
        large.resize(1024, 640)
        large.show()
        large.go(Destination("remisser"))
        QApplication.processEvents()
        assert isinstance(large.page, RemisserPage)
        for each in (*large.page.chips.values(), large.page.quick, large.page.columns_button, large.top.search):
            corner = each.mapTo(large, each.rect().bottomRight())
            assert corner.x() < large.width()
            assert each.width() >= min(each.minimumSizeHint().width(), large.width())
        large.close()
        large.deleteLater()
    finally:
        theme().set(text_scale=scale, dark=False)
