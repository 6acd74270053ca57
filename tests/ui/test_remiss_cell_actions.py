"""What can be done with a recommendation and an internremiss where they are seen: by menu, by keyboard, with Ångra."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Addressee, Dispatch, Namnd, Recommendation, Referral
from secretary_app.store.register import Register
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dialogs.ending import DispatchDialog
from secretary_app.ui.pages.remiss.dialogs.recommendation import RecommendationDialog
from secretary_app.ui.pages.remiss.dialogs.referral import ReferralDialog
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.pages.remiss.svar.tab import SvarTab
from secretary_app.ui.pages.remiss.svarslage.tab import SvarslageTab
from secretary_app.ui.shell.commands import fitting, of_actions
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
OPEN, CLOSED = "ex-10", "ex-01"
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
D = TypeVar("D", bound=QWidget)


@pytest.fixture
def svarslage(window: MainWindow, settle: Settle) -> Callable[..., SvarslageTab]:
    def go(remiss_id: str = OPEN) -> SvarslageTab:
        window.go(Destination("remiss", remiss_id=remiss_id, tab="svarslage"))
        settle()
        assert isinstance(window.page, RemissPage)
        assert isinstance(window.page.tab, SvarslageTab)
        return window.page.tab

    return go


@pytest.fixture
def svar(window: MainWindow, settle: Settle) -> SvarTab:
    window.go(Destination("remiss", remiss_id=OPEN, tab="svar"))
    settle()
    assert isinstance(window.page, RemissPage)
    assert isinstance(window.page.tab, SvarTab)
    return window.page.tab


def held(path: Path, kind: type, **equal: object) -> list:  # type: ignore[type-arg]
    with Register.open(path) as register:
        return register.find(kind, **equal)


def order(path: Path, remiss_id: str = OPEN) -> list[str]:
    rows = held(path, Recommendation, remiss_id=remiss_id)
    return [each.number for each in sorted(rows, key=lambda each: each.position)]


def namnd(path: Path, abbreviation: str) -> Namnd:
    found = held(path, Namnd, abbreviation=abbreviation)[0]
    assert isinstance(found, Namnd)
    return found


def choose(tab: SvarslageTab, path: Path, number: str, abbreviation: str, settle: Settle) -> None:
    question = held(path, Recommendation, remiss_id=tab.remiss_id, number=number)[0]
    assert tab.table.choose(question.id, namnd(path, abbreviation).id)
    tab.table.chosen.emit()
    settle()


def menu_of(widget: QWidget, at: QPoint | None = None) -> list[str]:
    """Opens its context menu, by the menu key or the mouse; the words of what can be done."""
    if at is None:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), widget.mapToGlobal(QPoint(0, 0)))
        QApplication.sendEvent(widget, event)
    else:
        under = widget.childAt(at)
        assert under is not None
        inside = under.mapFrom(widget, at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, inside, widget.mapToGlobal(at))
        QApplication.sendEvent(under, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    menu.close()
    return words


def do(words: str, window: MainWindow) -> None:
    """Choose it as in the palette."""
    next(action for action in window.page.commands() if action.text() == words).trigger()


def the(kind: type[D], window: MainWindow) -> D:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_menu_key_offers_what_the_cell_is_about(svarslage: Callable, register_path: Path, settle: Settle) -> None:
    tab = svarslage()
    choose(tab, register_path, "2", "BUN", settle)
    assert menu_of(tab.table) == [
        "Ändra rekommendation 2…",
        "Flytta upp rekommendation 2",
        "Flytta ned rekommendation 2",
        "Ta bort rekommendation 2",
        "Ändra internremissen till BUN…",
        "Ta bort internremissen till BUN",
        "Lägg till rekommendation…",
        "Kopiera svarsläget som tabell",
    ]
    choose(tab, register_path, "1", "KS", settle)
    words = menu_of(tab.table)
    assert "Flytta upp rekommendation 1" not in words
    assert "Ändra ärendets uppgifter…" in words
    assert not [each for each in words if "internremissen" in each]


def test_over_and_beside_the_cells_the_menu_is_of_that_namnd_or_recommendation(
    svarslage: Callable, register_path: Path, settle: Settle
) -> None:
    tab = svarslage()
    across, down = tab.table.horizontalHeader(), tab.table.verticalHeader()
    over = across.geometry().topLeft() + QPoint(across.sectionViewportPosition(0) + 20, 10)
    assert menu_of(tab.table, over)[:2] == ["Ändra internremissen till BUN…", "Ta bort internremissen till BUN"]
    beside = down.geometry().topLeft() + QPoint(30, down.sectionViewportPosition(2) + 10)
    words = menu_of(tab.table, beside)
    assert words[0] == "Ändra rekommendation 3…"
    assert not [each for each in words if "internremissen" in each]
    settle()
    assert tab.table.current_cell().recommendation_id == tab.table.matrix_model.rows[2].recommendation_id


def test_a_recommendation_is_moved_by_keyboard_and_back(
    svarslage: Callable, window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    tab = svarslage()
    before = order(register_path)
    choose(tab, register_path, "2", "SBN", settle)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Up, ALT)
    settle()
    assert order(register_path)[:2] == ["2", "1"]
    assert tab.table.currentIndex().row() == 0
    assert window.notice_bar.notice.text == "Rekommendation 2 är flyttad upp."
    qtbot.keyClick(tab.table, Qt.Key.Key_Up, ALT)  # it is the first
    qtbot.keyClick(tab.table, Qt.Key.Key_Down, ALT)
    settle()
    assert order(register_path) == before
    window.desk.undo()
    settle()
    assert order(register_path)[:2] == ["2", "1"]


def test_words_number_and_addressees_are_changed_in_one_operation(
    svarslage: Callable, window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    tab = svarslage()
    choose(tab, register_path, "5", "SBN", settle)
    qtbot.mouseClick(
        next(each for each in tab.panel.buttons() if each.text() == "Ändra rekommendationen…"),
        LEFT,
    )
    settle()
    dialog = the(RecommendationDialog, window)
    before = held(register_path, Recommendation, remiss_id=OPEN, number="5")[0]
    addressed = {each.namnd_id for each in held(register_path, Addressee, recommendation_id=before.id)}
    assert dialog.text.toPlainText() == before.text
    assert {id for id, toggle in dialog.toggles.items() if toggle.isChecked()} == addressed - {None}
    dialog.text.setPlainText("att pröva igen")
    dialog.number.setText("5 b")
    bun = namnd(register_path, "BUN").id
    dialog.toggles[bun].click()
    qtbot.mouseClick(dialog.verb, LEFT)
    settle()
    row = held(register_path, Recommendation, id=before.id)[0]
    assert (row.text, row.number) == ("att pröva igen", "5 b")
    after = {each.namnd_id for each in held(register_path, Addressee, recommendation_id=before.id)} - {None}
    assert after == (addressed - {None}) ^ {bun}
    window.desk.undo()
    settle()
    row = held(register_path, Recommendation, id=before.id)[0]
    assert (row.text, row.number) == (before.text, "5")
    assert {each.namnd_id for each in held(register_path, Addressee, recommendation_id=before.id)} == addressed


def test_words_that_are_no_namnd_stay_when_only_the_text_is_changed(
    svarslage: Callable, window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    question = held(register_path, Recommendation, remiss_id=OPEN, number="5")[0]
    words = Addressee(id="ord", recommendation_id=question.id, words="Berörda nämnder", position=9)

    def add_words(register: Register) -> None:
        with register.change("Lade till ord") as change:
            change.add(words)

    window.desk.write(add_words)
    svarslage().asked.emit("recommend", (question.id,))
    settle()
    dialog = the(RecommendationDialog, window)
    dialog.text.setPlainText("att pröva igen")
    qtbot.mouseClick(dialog.verb, LEFT)
    settle()
    assert "Berörda nämnder" in [each.words for each in held(register_path, Addressee, recommendation_id=question.id)]


def test_a_recommendation_with_answers_stays_and_one_without_goes(
    svarslage: Callable, window: MainWindow, register_path: Path, settle: Settle
) -> None:
    tab = svarslage()
    choose(tab, register_path, "2", "BUN", settle)
    do("Ta bort rekommendation 2", window)
    settle()
    assert "2" in order(register_path)
    assert "svar" in window.notice_bar.notice.text
    assert "kan inte tas bort" in window.notice_bar.notice.text
    window.go(Destination("remiss", remiss_id="ex-11", tab="svarslage"))
    settle()
    window.page.head.ask("recommend", ())
    settle()
    dialog = the(RecommendationDialog, window)
    dialog.text.setPlainText("att pröva lokalerna")
    dialog.verb.click()
    settle()
    tab = window.page.tab
    tab.sheet.choose(held(register_path, Recommendation, remiss_id="ex-11")[0].id, "")
    tab.table.chosen.emit()
    settle()
    do("Ta bort rekommendation 1", window)
    settle()
    assert order(register_path, "ex-11") == []
    window.desk.undo()
    settle()
    assert order(register_path, "ex-11") == ["1"]


def test_a_namnds_own_number_and_handlaggare_are_changed_by_double_click(
    svarslage: Callable, window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    tab = svarslage()
    last = tab.table.visualRect(tab.table.matrix_model.index(len(tab.table.matrix_model.rows), 0))
    tab.table.scrollToBottom()
    last = tab.table.visualRect(tab.table.matrix_model.index(len(tab.table.matrix_model.rows), 0))
    qtbot.mouseDClick(tab.table.viewport(), LEFT, pos=last.center())
    settle()
    dialog = the(ReferralDialog, window)
    assert dialog.body.currentText().startswith("BUN")
    assert dialog.number.text() == "BUN/2026:12"
    dialog.number.setText("BUN/2026:99")
    dialog.handlaggare.setCurrentText("Nils Norrby")
    dialog.sent.setText("i förrgår")
    qtbot.mouseClick(dialog.verb, LEFT)
    assert dialog.sent.property("wrong") is True
    dialog.sent.setText("2025-01-01")
    qtbot.keyClick(dialog.sent, Qt.Key.Key_Return)
    settle()
    assert dialog.isVisible()  # before the remiss came in
    dialog.sent.clear()
    qtbot.keyClick(dialog.sent, Qt.Key.Key_Return)
    settle()
    row = held(register_path, Referral, remiss_id=OPEN, namnd_id=namnd(register_path, "BUN").id)[0]
    assert (row.namnd_diarienummer, row.handlaggare, row.sent) == ("BUN/2026:99", "Nils Norrby", None)
    window.desk.undo()
    settle()
    row = held(register_path, Referral, remiss_id=OPEN, namnd_id=namnd(register_path, "BUN").id)[0]
    assert (row.namnd_diarienummer, row.handlaggare) == ("BUN/2026:12", "Petra Mossvall")


def test_an_internremiss_is_taken_back_unless_the_namnd_has_answered(
    svarslage: Callable, window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    tab = svarslage()
    choose(tab, register_path, "2", "BUN", settle)
    do("Ta bort internremissen till BUN", window)
    settle()
    assert "BUN har svarat" in window.notice_bar.notice.text
    of_bun = {"remiss_id": OPEN, "namnd_id": namnd(register_path, "BUN").id}
    assert held(register_path, Referral, **of_bun)
    bodies = {each.namnd_id for each in held(register_path, Referral, remiss_id="ex-09")}
    window.go(Destination("remiss", remiss_id="ex-09", tab="svarslage"))
    settle()
    window.page.head.ask("referral", ())
    settle()
    dialog = the(ReferralDialog, window)
    place = dialog.body.findText("SBN", Qt.MatchFlag.MatchStartsWith)
    dialog.body.setCurrentIndex(place)
    qtbot.mouseClick(next(each for each in dialog.findChildren(QPushButton) if "Ta bort" in each.text()), LEFT)
    settle()
    left = {each.namnd_id for each in held(register_path, Referral, remiss_id="ex-09")}
    assert bodies - left == {namnd(register_path, "SBN").id}
    window.desk.undo()
    settle()
    assert {each.namnd_id for each in held(register_path, Referral, remiss_id="ex-09")} == bodies


def test_an_expediering_is_taken_away_where_it_is_noted(
    svarslage: Callable, window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    svarslage()
    for who in ("Revisorerna", "Länsstyrelsen"):
        window.page.head.ask("dispatch", ())
        settle()
        dialog = the(DispatchDialog, window)
        dialog.recipients.setPlainText(who)
        dialog.sent.set_day(dt.date(2026, 3, 10))
        dialog.verb.click()
        settle()
    window.page.head.ask("dispatch", ())
    settle()
    dialog = the(DispatchDialog, window)
    away = [each for each in dialog.findChildren(QPushButton) if each.text() == "Ta bort"]
    assert [each.accessibleName() for each in away] == [
        "Ta bort Yttrande till Revisorerna 10 mars",
        "Ta bort Yttrande till Länsstyrelsen 10 mars",
    ]
    qtbot.mouseClick(away[0], LEFT)
    settle()
    assert [each.recipient for each in held(register_path, Dispatch, remiss_id=OPEN)] == ["Länsstyrelsen"]
    assert window.notice_bar.notice.text == "Yttrande till Revisorerna är inte längre noterat som skickat."
    window.desk.undo()
    settle()
    assert len(held(register_path, Dispatch, remiss_id=OPEN)) == 2


def test_a_closed_remiss_is_changed_nowhere(svarslage: Callable, window: MainWindow, settle: Settle) -> None:
    tab = svarslage(CLOSED)
    assert menu_of(tab.table) == ["Kopiera svarsläget som tabell"]
    offered = [action.text() for action in window.page.commands()]
    assert not [each for each in offered if each.startswith(("Ändra", "Ta bort", "Flytta", "Lägg till rek"))]
    assert not [each for each in tab.panel.buttons() if each.text().startswith("Ändra")]
    tab.table.details_asked.emit()
    settle()
    assert not window.findChildren(ReferralDialog)


def test_the_row_in_svar_has_the_same_menu_and_keys(
    svar: SvarTab, window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    lines = svar.list.list
    heading = lines.visualRect(lines.model().index(0, 0)).center()
    words = menu_of(lines, lines.viewport().mapTo(lines, heading))
    assert words[0] == "Ändra rekommendation 1…"
    assert "Flytta ned rekommendation 1" in words
    assert any(each.startswith("Ändra internremissen till") for each in words)
    settle()
    window.activateWindow()
    lines.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(lines, Qt.Key.Key_Down, ALT)
    settle()
    assert order(register_path)[:2] == ["2", "1"]
    do("Ändra rekommendation 1…", window)
    settle()
    assert the(RecommendationDialog, window).windowTitle() == "Vad ska ändras i rekommendation 1?"


def test_the_palette_finds_them_by_what_they_are_for(svarslage: Callable, window: MainWindow) -> None:
    svarslage()
    commands = of_actions(window.page.commands())
    for typed, words in (
        ("anstånd", "Ändra svarsdatum…"),
        ("ta bort expediering", "Expediera svaret…"),
        ("nämnd diarienummer", "Ändra en internremiss…"),
    ):
        assert words in [each.words for each in fitting(commands, typed)][:3]
