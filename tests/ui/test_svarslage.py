"""Svarsläge driven as a person drives it: the matrix, the panel beside it, and what the register then holds."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Addressee, Decision, Namnd, Recommendation, Referral, Remiss, Response
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dialogs.recommendation import AddresseesDialog
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.pages.remiss.svarslage.dialogs import AskDialog
from secretary_app.ui.pages.remiss.svarslage.tab import SvarslageTab
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import theme

Settle = Callable[[], None]
Open = Callable[..., SvarslageTab]


@pytest.fixture
def opened(window: MainWindow, settle: Settle) -> Open:
    """Opens the tab of a remiss and waits until it is read."""

    def go(remiss_id: str, item: str = "") -> SvarslageTab:
        window.go(Destination("remiss", remiss_id=remiss_id, tab="svarslage", item=item))
        settle()
        page = window.page
        assert isinstance(page, RemissPage)
        assert isinstance(page.tab, SvarslageTab)
        return page.tab

    return go


def namnd(path: Path, abbreviation: str) -> Namnd:
    with Register.open(path) as register:
        return register.find(Namnd, abbreviation=abbreviation)[0]


def question(path: Path, remiss_id: str, number: str) -> Recommendation:
    with Register.open(path) as register:
        return register.find(Recommendation, remiss_id=remiss_id, number=number)[0]


def go_to(tab: SvarslageTab, path: Path, number: str, abbreviation: str, settle: Settle) -> None:
    """Choose a cell as the arrow keys would."""
    model = tab.table.matrix_model
    index = model.find(question(path, tab.remiss_id, number).id, namnd(path, abbreviation).id)
    tab.table.setCurrentIndex(index)
    settle()


def words(tab: SvarslageTab) -> list[str]:
    """All that the panel says."""
    return [each.text() for each in tab.panel.findChildren(QLabel)]


def the_button(tab: SvarslageTab, text: str) -> QPushButton:
    return next(each for each in tab.panel.buttons() if each.text() == text)


def test_it_opens_on_the_first_unanswered_cell_and_says_the_state_in_words(opened: Open) -> None:
    tab = opened("ex-10")
    model = tab.table.matrix_model
    assert [column.abbreviation for column in model.columns] == ["BUN", "KFN", "SBN", "KS"]
    assert tab.panel.shown is not None
    assert words(tab)[0] == "SBN svarar på rekommendation 1"
    aloud = [model.data(model.index(y, x), Qt.ItemDataRole.AccessibleTextRole) for y in range(8) for x in range(4)]
    assert "Rekommendation 2, BUN: § 21, 24 februari" in aloud
    assert "Rekommendation 4, SBN: begärd, till 13 mars" in aloud
    assert "Rekommendation 5, KFN: inte frågad" in aloud
    assert "Diarienummer och handläggare, BUN: BUN/2026:12, Petra Mossvall" in aloud
    assert tab.sheet.sentence.text().startswith("5 rutor återstår")


def test_arrows_walk_the_cells_enter_goes_to_the_panel_and_esc_comes_back(
    opened: Open, qtbot: QtBot, settle: Settle
) -> None:
    tab = opened("ex-10")
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    qtbot.keyClick(tab.table, Qt.Key.Key_Left)
    qtbot.keyClick(tab.table, Qt.Key.Key_Left)
    settle()
    assert words(tab)[0] == "BUN svarar på rekommendation 2"
    assert "Beslut BUN § 21, 24 februari" in words(tab)
    assert "Inget saknas" in words(tab)
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is the_button(tab, "Ändra svaret")
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is tab.table
    qtbot.keyClick(tab.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(9):
        qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    assert tab.table.currentIndex().row() == 6  # what stands below is no cell
    settle()


def test_a_body_that_nobody_asked_is_asked_sent_and_undone(
    opened: Open, window: MainWindow, register_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    tab = opened("ex-10")
    go_to(tab, register_path, "5", "KFN", settle)
    assert "KFN har ingen internremiss än" in words(tab)
    qtbot.mouseClick(the_button(tab, "Fråga KFN…"), Qt.MouseButton.LeftButton)
    settle()
    dialog = window.findChild(AskDialog)
    assert dialog is not None
    assert dialog.deadline.day() is not None  # the planned one
    dialog.deadline.setText("2026-04-01")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    assert tab.table.current_cell().words == "Ej skickad"
    qtbot.mouseClick(the_button(tab, "Notera som skickad i dag"), Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        referral = register.find(Referral, remiss_id="ex-10", namnd_id=namnd(register_path, "KFN").id)[0]
    assert (referral.deadline, referral.sent) == (dt.date(2026, 4, 1), dt.date(2026, 3, 11))
    assert tab.table.current_cell().words == "Begärd"
    assert "Internremissen är skickad 11 mars, svar senast 1 april" in words(tab)
    window.desk.undo()
    settle()
    assert tab.table.current_cell().words == "Ej skickad"
    assert words(tab)[0] == "KFN ska svara på rekommendation 5"


def test_a_date_that_cannot_be_is_marked_and_what_was_typed_stays(
    opened: Open, window: MainWindow, register_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    tab = opened("ex-10")
    go_to(tab, register_path, "5", "KFN", settle)
    the_button(tab, "Fråga KFN…").click()
    settle()
    dialog = window.findChild(AskDialog)
    assert dialog is not None
    for typed in ("imorse", "2025-01-01"):
        dialog.deadline.setText(typed)
        qtbot.keyClick(dialog.deadline, Qt.Key.Key_Return)
        settle()
        assert dialog.isVisible()
        assert dialog.deadline.property("wrong") is True
        assert dialog.deadline.text() == typed
    with Register.open(register_path) as register:
        assert not register.find(Referral, remiss_id="ex-10", namnd_id=namnd(register_path, "KFN").id)
    dialog.reject()


def test_words_that_are_no_body_are_made_into_bodies(
    opened: Open, window: MainWindow, register_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    unclear = question(register_path, "ex-09", "2")
    tab = opened("ex-09", f"{unclear.id}/{namnd(register_path, 'KS').id}")
    assert "Osäkert vilka som menas: ”Berörda nämnder”" in words(tab)
    qtbot.mouseClick(the_button(tab, "Välj nämnder…"), Qt.MouseButton.LeftButton)
    settle()
    dialog = window.findChild(AddresseesDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()  # none was chosen
    for abbreviation in ("BUN", "OSN"):
        toggle = next(each for each in dialog.toggles.values() if each.text() == abbreviation)
        qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        addressed = {each.namnd_id for each in register.find(Addressee, recommendation_id=unclear.id)}
    assert addressed == {namnd(register_path, "BUN").id, namnd(register_path, "OSN").id}
    assert words(tab)[0] == "KS berörs inte av rekommendation 2"


def test_the_answer_is_written_in_the_next_tab(
    opened: Open, window: MainWindow, register_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = opened("ex-10")
    go_to(tab, register_path, "3", "KS", settle)
    went: list[Destination] = []
    monkeypatch.setattr(window, "go", went.append)
    the_button(tab, "Skriv svaret").click()
    item = f"{question(register_path, 'ex-10', '3').id}/{namnd(register_path, 'KS').id}"
    assert went == [Destination("remiss", remiss_id="ex-10", tab="svar", item=item)]
    assert [each.text() for each in tab.panel.buttons()] == ["Skriv svaret", "Ändra rekommendationen…"]


def test_a_remiss_without_recommendations_says_what_goes_there_and_has_the_whole(
    opened: Open, window: MainWindow, register_path: Path, settle: Settle
) -> None:
    tab = opened("ex-11")
    model = tab.table.matrix_model
    assert model.headerData(0, Qt.Orientation.Vertical) == "Hela remissen"
    assert words(tab)[0] == "KS ska svara på hela remissen"
    first = next(each for each in tab.sheet.findChildren(QPushButton) if each.text().startswith("Skriv första"))
    assert first.isVisible()
    first.click()
    settle()
    from secretary_app.ui.pages.remiss.dialogs.recommendation import RecommendationDialog

    dialog = window.findChild(RecommendationDialog)
    assert dialog is not None
    dialog.text.setPlainText("att planen följs upp")
    dialog.verb.click()
    settle()
    assert not first.isVisible()
    assert model.headerData(0, Qt.Orientation.Vertical) == "1 att planen följs upp"


def many(path: Path, *, count: int = 36) -> None:
    """Fill ex-11 with recommendations to KS, the first half of them answered."""
    owner = namnd(path, "KS")
    with Register.open(path, write=True, who="Test") as register, register.change("Många") as change:
        decision = Decision(
            id=new_id(), remiss_id="ex-11", namnd_id=owner.id, meeting_date=dt.date(2026, 3, 4), paragraph="9"
        )
        change.add(decision)
        for number in range(1, count + 1):
            asked = Recommendation(
                id=new_id(), remiss_id="ex-11", number=str(number), text=f"att göra sak {number}", position=number
            )
            change.add(asked)
            change.add(Addressee(id=new_id(), recommendation_id=asked.id, namnd_id=owner.id, position=1))
            if number <= count // 2:
                change.add(
                    Response(
                        id=new_id(),
                        remiss_id="ex-11",
                        recommendation_id=asked.id,
                        namnd_id=owner.id,
                        text="Nej.",
                        decision_id=decision.id,
                    )
                )


def test_over_thirty_recommendations_only_the_unanswered_are_shown(
    register_path: Path, opened: Open, qtbot: QtBot, settle: Settle
) -> None:
    many(register_path)
    tab = opened("ex-11")
    assert tab.sheet.filter.isChecked()
    assert len(tab.table.matrix_model.rows) == 18
    assert tab.sheet.hidden_words.text() == "18 besvarade rekommendationer visas inte"
    assert words(tab)[0] == "KS ska svara på rekommendation 19"
    key = tab.table.current_key()
    qtbot.mouseClick(tab.sheet.filter, Qt.MouseButton.LeftButton)
    assert len(tab.table.matrix_model.rows) == 36
    assert tab.table.current_key() == key
    tab.sheet.filter.click()
    hidden = question(register_path, "ex-11", "3")
    opened("ex-11", f"{hidden.id}/")
    assert words(tab)[0] == "KS svarar på rekommendation 3"
    assert not tab.sheet.filter.isChecked()
    assert not opened("ex-10").sheet.filter.isVisible()


def test_the_recommendations_stand_still_while_many_bodies_scroll(opened: Open, window: MainWindow) -> None:
    tab = opened("ex-09")
    window.resize(1024, 640)
    theme().set(text_scale=1.5)
    try:
        QApplication.processEvents()
        bar = tab.table.horizontalScrollBar()
        assert bar.maximum() > 0
        before = tab.table.verticalHeader().geometry()
        bar.setValue(bar.maximum())
        assert tab.table.verticalHeader().geometry() == before
        assert tab.table.columnViewportPosition(0) < 0
        assert tab.table.viewport().x() >= before.right()
        assert tab.panel.y() > tab.sheet.y()  # under the table
    finally:
        theme().set(text_scale=1.0)


def test_the_matrix_is_copied_as_a_table(opened: Open) -> None:
    tab = opened("ex-10")
    tab.table.copy()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Nummer", "Rekommendation", "BUN", "KFN", "SBN", "KS"]
    assert lines[2].split("\t")[2:] == ["§ 21, 24 februari", "berörs inte", "Utkast, till 13 mars", "berörs inte"]
    assert len(lines) == 9


def test_a_reader_hears_every_cell_and_every_button(opened: Open, register_path: Path, settle: Settle) -> None:
    tab = opened("ex-10")
    table = QAccessible.queryAccessibleInterface(tab.table)
    names = [table.child(k).text(QAccessible.Text.Name) for k in range(table.childCount())]
    assert all(names[1:])  # the first is the corner, which is no button here
    assert "Rekommendation 5, KFN: inte frågad" in names
    assert "Rekommendation 1: Att samhällsbyggnadsnämnden upprättar en underhållsplan som sträcker sig över minst " in (
        "".join(names).replace("tio år.", "")
    )
    go_to(tab, register_path, "5", "KFN", settle)
    assert all(QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in tab.panel.buttons())


def test_walking_quickly_shows_only_the_last_cell(opened: Open, settle: Settle) -> None:
    tab = opened("ex-10")
    model = tab.table.matrix_model
    for y in range(7):
        for x in range(4):
            index: QModelIndex = model.index(y, x)
            tab.table.setCurrentIndex(index)
    settle()
    assert words(tab)[0] == "KS ska svara på rekommendation 7"


def test_what_was_said_of_the_same_recommendation_before_is_told_and_led_to(
    register_path: Path, opened: Open, window: MainWindow, settle: Settle
) -> None:
    earlier = question(register_path, "ex-01", "1")
    with Register.open(register_path, write=True, who="Test") as register, register.change("Följer upp") as change:
        now = register.get(Remiss, "ex-11")
        change.update(replace(now, follows_up_id="ex-01"))
        again = Recommendation(id=new_id(), remiss_id="ex-11", number="1", text=earlier.text, position=1)
        change.add(again)
    tab = opened("ex-11")
    told = words(tab)
    place = told.index("Andra gången sedan 2024")
    assert told[place + 1].startswith("Svar då: KS instämmer (§ ")
    assert "Åtgärdad enligt KPMG, uppföljande granskning, 3 mars" in told[place + 1]
    the_button(tab, "2024: KS/2024:118, rekommendation 1").click()
    settle()
    assert tab.remiss_id == "ex-01"
    assert tab.table.current_key() == (earlier.id, namnd(register_path, "BUN").id)


def test_a_closed_remiss_is_only_read(opened: Open) -> None:
    tab = opened("ex-01")
    assert tab.sheet.sentence.text() == "Ärendet är avslutat."
    assert words(tab)[0] == "KS svarar på rekommendation 1"
    assert tab.panel.buttons() == []


def test_who_has_answered_jointly_is_told_with_the_answer(register_path: Path, opened: Open, settle: Settle) -> None:
    tab = opened("ex-06")
    go_to(tab, register_path, "2", "KFN", settle)
    told = words(tab)
    assert told[0] == "KS svarar för KFN på rekommendation 2"
    assert "Gemensamt svar: KS svarar också för KFN." in told
    assert any(each.startswith("Beslut KS § 126") for each in told)
    assert the_button(tab, "Skriv svaret").isEnabled()
    go_to(tab, register_path, "2", "KS", settle)
    assert words(tab)[0] == "KS svarar på rekommendation 2"
