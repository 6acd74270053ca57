"""Svar och åtgärder: answers written in place, saved when one leaves them, and never lost."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import (
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    Position,
    Recommendation,
    Remiss,
    Response,
)
from secretary_app.operations.editing_answers import save_response
from secretary_app.store.register import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.svar.tab import SvarTab
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.measure_status import StatusDialog

REMISS = "ex-09"
Settle = Callable[[], None]
Asked = Callable[[str, str], str]


@pytest.fixture
def asked(register_path: Path) -> Asked:
    """The destination of a namnd's answer to a numbered recommendation."""

    def item(number: str, abbreviation: str) -> str:
        with Register.open(register_path) as register:
            question = register.find(Recommendation, remiss_id=REMISS, number=number)
            namnd = register.find(Namnd, abbreviation=abbreviation)
        return f"{question[0].id if question else ''}/{namnd[0].id}"

    return item


@pytest.fixture
def show(window: MainWindow, settle: Settle, asked: Asked) -> Callable[..., SvarTab]:
    """The tab on an answer."""

    def go(number: str, abbreviation: str, remiss_id: str = REMISS) -> SvarTab:
        window.go(Destination("remiss", remiss_id=remiss_id, tab="svar", item=asked(number, abbreviation)))
        settle()
        tab = window.page.tab  # type: ignore[attr-defined]
        assert isinstance(tab, SvarTab)
        return tab

    return go


def response(path: Path, item: str) -> Response | None:
    question, _, namnd = item.partition("/")
    with Register.open(path) as register:
        found = register.find(Response, remiss_id=REMISS, namnd_id=namnd, recommendation_id=question or None)
    return found[0] if found else None


def measures(path: Path, number: str) -> list[Measure]:
    with Register.open(path) as register:
        question = register.find(Recommendation, remiss_id=REMISS, number=number)[0]
        return register.find(Measure, recommendation_id=question.id)


def editor(tab: SvarTab, kind: type) -> QComboBox | QLineEdit | QPlainTextEdit:
    found = tab.measures.table.viewport().findChildren(kind)
    assert found
    return found[-1]


def test_an_answer_is_saved_when_one_leaves_it(
    show: Callable[..., SvarTab], asked: Asked, settle: Settle, qtbot: QtBot, register_path: Path, window: MainWindow
) -> None:
    tab = show("3", "SBN")
    assert "SBN svarar på rekommendation 3" in tab.editor.findChild(type(tab.editor._heading), "heading").text()
    tab.editor.text.setFocus()
    qtbot.keyClicks(tab.editor.text, "Vi delar det.")
    qtbot.mouseClick(tab.editor.positions[Position.AGREES], Qt.MouseButton.LeftButton)
    settle()
    saved = response(register_path, asked("3", "SBN"))
    assert saved is not None
    assert (saved.position, saved.text) == (Position.AGREES, "Vi delar det.")
    assert window.notice_bar.notice is None
    assert tab._told.text() == "Sparat " + dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC).astimezone().strftime("%H.%M")
    assert any("utan att ange någon åtgärd" in line.text for line in tab.checks.list.lines)

    qtbot.mouseClick(tab._undo, Qt.MouseButton.LeftButton)
    settle()
    assert response(register_path, asked("3", "SBN")) is None or not tab.editor.positions[Position.AGREES].isChecked()
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text.startswith("Ångrat")


def test_the_keyboard_goes_through_the_answers_and_saves(
    show: Callable[..., SvarTab], asked: Asked, settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    tab = show("2", "KS")
    tab.editor.text.setFocus()
    qtbot.keyClicks(tab.editor.text, "Eget svar")
    qtbot.keyClick(tab.editor.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert response(register_path, asked("2", "KS")).text == "Eget svar"  # type: ignore[union-attr]
    qtbot.keyClicks(tab.editor.text, ", mer")
    qtbot.keyClick(tab.editor.text, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert response(register_path, asked("2", "KS")).text == "Eget svar, mer"  # type: ignore[union-attr]
    assert tab.editor.key is not None
    assert tab.editor.key.recommendation_id == asked("3", "BUN").split("/")[0]
    assert tab.editor.text.hasFocus()
    assert not tab.editor.text.toPlainText().startswith("Eget svar")


def test_what_somebody_else_changed_is_not_overwritten_and_nothing_typed_is_lost(
    show: Callable[..., SvarTab], asked: Asked, settle: Settle, qtbot: QtBot, desk: Desk, register_path: Path
) -> None:
    tab = show("1", "KS")
    before = response(register_path, asked("1", "KS"))
    assert before is not None
    tab.editor.text.setFocus()
    tab.editor.text.selectAll()
    qtbot.keyClicks(tab.editor.text, "Mitt svar")

    def other(register: Register) -> object:
        remiss = register.get(Remiss, REMISS)
        question = before.recommendation_id
        return save_response(register, remiss, before.namnd_id, question, None, "Annans svar", read=before)

    desk.write(other)
    settle()
    assert tab.editor.text.toPlainText() == "Mitt svar"
    tab.editor.save()
    settle()
    assert response(register_path, asked("1", "KS")).text == "Annans svar"  # type: ignore[union-attr]
    assert tab.editor.text.toPlainText() == "Mitt svar"
    assert "Det du skrev står kvar" in tab.editor._fault.text()
    assert any(line.text == "Inte sparat" for line in tab.list.list.lines)

    show("3", "BUN")
    tab = show("1", "KS")
    assert tab.editor.text.toPlainText() == "Mitt svar"
    qtbot.mouseClick(tab.editor._anyway, Qt.MouseButton.LeftButton)
    settle()
    assert response(register_path, asked("1", "KS")).text == "Mitt svar"  # type: ignore[union-attr]
    assert not tab.editor._fault.isVisible()


def test_a_decided_answer_stays_decided_when_it_is_only_corrected(
    show: Callable[..., SvarTab], asked: Asked, settle: Settle, qtbot: QtBot, register_path: Path, window: MainWindow
) -> None:
    tab = show("3", "OSN")
    assert "Beslutat § 148" in tab.editor._decided.text()
    tab.editor.text.setFocus()
    qtbot.keyClicks(tab.editor.text, "Nytt. ")
    qtbot.mouseClick(tab.editor._correction, Qt.MouseButton.LeftButton)
    settle()
    tab.list.list.setFocus()
    settle()
    corrected = response(register_path, asked("3", "OSN"))
    assert corrected is not None
    assert corrected.decision_id is not None
    assert corrected.text.startswith("Nytt.")

    tab = show("3", "BUN")
    qtbot.mouseClick(tab.editor.positions[Position.DISAGREES], Qt.MouseButton.LeftButton)
    settle()
    assert response(register_path, asked("3", "BUN")).decision_id is None  # type: ignore[union-attr]
    assert window.notice_bar.notice is not None
    assert "är nu ett utkast igen" in window.notice_bar.notice.text


def test_a_measure_is_written_in_the_table_cell_by_cell(
    show: Callable[..., SvarTab], settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    tab = show("2", "KS")
    table = tab.measures.table
    qtbot.mouseClick(tab.measures._add, Qt.MouseButton.LeftButton)
    writing = editor(tab, QPlainTextEdit)
    qtbot.keyClicks(writing, "Ta fram en rutin")
    qtbot.keyClick(writing, Qt.Key.Key_Tab)
    writing = editor(tab, QLineEdit)
    qtbot.keyClicks(writing, "Rektor; HR-chef")
    settle()
    assert [each.text for each in measures(register_path, "2")] == ["Ta fram en rutin"]
    assert editor(tab, QLineEdit) is writing
    qtbot.keyClick(writing, Qt.Key.Key_Tab)
    qtbot.keyClicks(editor(tab, QLineEdit), "december 2026")
    qtbot.keyClick(editor(tab, QLineEdit), Qt.Key.Key_Return)
    settle()
    made = measures(register_path, "2")
    assert [(each.responsible, each.timeframe) for each in made] == [("Rektor\nHR-chef", "december 2026")]
    assert table.measures.cell(0, 2).second == "senast 31 december"
    with Register.open(register_path) as register:
        assert [each.namnd_id for each in register.find(MeasureNamnd, measure_id=made[0].id)]
    assert len(table.measures.rows) == 2

    table.go_to(made[0].id, "status")
    qtbot.keyClick(table, Qt.Key.Key_F2)
    choice = editor(tab, QComboBox)
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice, Qt.Key.Key_Tab)
    settle()
    with Register.open(register_path) as register:
        statuses = register.find(MeasureStatus, measure_id=made[0].id)
    assert [(each.status, each.as_of) for each in statuses] == [(MeasureState.NOT_STARTED, dt.date(2026, 3, 11))]


def test_keys_are_taken_at_once_after_a_click(
    show: Callable[..., SvarTab], settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    """Qt waits a while for whether a click on a chosen row is to become a double click, and refuses keys meanwhile."""
    tab = show("2", "KS")
    table = tab.measures.table
    for column, press, words in ((2, Qt.Key.Key_F2, ""), (0, Qt.Key.Key_T, "t")):
        table.go_to(table.measures.rows[-1].id, "responsible")
        cell = table.visualRect(table.measures.index(len(table.measures.rows) - 1, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
        qtbot.keyClick(table, press)
        assert table.state() is table.State.EditingState
        writing = editor(tab, QPlainTextEdit if column == 0 else QLineEdit)
        shown = writing.toPlainText() if isinstance(writing, QPlainTextEdit) else writing.text()
        assert shown == words
        if not column:
            qtbot.keyClicks(writing, "rim")
        qtbot.keyClick(writing, Qt.Key.Key_Return)
        settle()
    assert [each.text for each in measures(register_path, "2")] == ["trim"]


def test_the_chip_of_what_waits_is_never_cut(show: Callable[..., SvarTab], window: MainWindow) -> None:
    window.resize(1500, 900)
    waiting = show("2", "KS").list.waiting
    assert waiting.text() == "Obesvarade  3"
    assert waiting.width() >= waiting.sizeHint().width()
    window.resize(1024, 640)
    assert waiting.width() >= waiting.sizeHint().width()


def test_a_measure_without_words_waits_and_a_removed_one_comes_back(
    show: Callable[..., SvarTab], settle: Settle, qtbot: QtBot, register_path: Path, window: MainWindow
) -> None:
    tab = show("3", "BUN")
    table, before = tab.measures.table, measures(register_path, "3")
    table.go_to(table.measures.rows[-1].id, "responsible")
    qtbot.keyClicks(table, "R")
    qtbot.keyClicks(editor(tab, QLineEdit), "ektor")
    qtbot.keyClick(editor(tab, QLineEdit), Qt.Key.Key_Return)
    settle()
    assert measures(register_path, "3") == before
    assert tab.measures._fault.text() == "Skriv vad som ska göras, så sparas åtgärden."
    qtbot.mouseClick(tab.measures._let_go, Qt.MouseButton.LeftButton)
    assert not tab.measures._fault.isVisible()

    table.go_to(table.measures.rows[0].id)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    settle()
    assert len(measures(register_path, "3")) == len(before) - 1
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text.startswith("Åtgärden är borttagen.")
    window.notice_bar.undo_button.click()
    settle()
    assert len(measures(register_path, "3")) == len(before)


def test_several_measures_get_a_status_at_once(
    show: Callable[..., SvarTab], settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    tab = show("3", "BUN")
    table = tab.measures.table
    for words in ("Ett", "Annat"):
        tab.measures._add.click()
        qtbot.keyClicks(editor(tab, QPlainTextEdit), words)
        qtbot.keyClick(editor(tab, QPlainTextEdit), Qt.Key.Key_Return)
        settle()
    table.selectAll()
    assert tab.measures._status.text() == "Sätt status på 3…"
    qtbot.mouseClick(tab.measures._status, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StatusDialog)
    dialog.status.setCurrentIndex(dialog.status.findData(MeasureState.DONE))
    dialog.as_of.setText("i morgon kanske")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    dialog.as_of.setText("2026-03-02")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        done = register.find(MeasureStatus, status=MeasureState.DONE, as_of=dt.date(2026, 3, 2))
    assert len(done) == 3
    assert table.measures.cell(0, 3).text == "Klar"


def test_a_finding_leads_to_its_field(show: Callable[..., SvarTab], settle: Settle, qtbot: QtBot) -> None:
    tab = show("3", "BUN")
    place = next(line.id for line in tab.checks.list.lines if "ingen ansvarig" in line.text)
    tab.checks.list.setFocus()
    tab.checks.list.choose(place)
    qtbot.keyClick(tab.checks.list, Qt.Key.Key_Return)
    settle()
    table = tab.measures.table
    assert table.hasFocus()
    assert table.measures.columns[table.currentIndex().column()].key == "responsible"


def test_the_list_is_narrowed_to_a_namnd_and_to_what_waits(
    show: Callable[..., SvarTab], settle: Settle, qtbot: QtBot
) -> None:
    tab = show("3", "SBN")
    namnd = tab.list.namnd
    namnd.setCurrentIndex(next(at for at in range(namnd.count()) if namnd.itemText(at).startswith("SBN")))
    namnd.activated.emit(namnd.currentIndex())
    assert {line.lead for line in tab.list.list.lines if line.id} == {"SBN"}
    qtbot.mouseClick(tab.list.waiting, Qt.MouseButton.LeftButton)
    assert [line.lead for line in tab.list.list.lines if line.id] == ["SBN"]
    assert tab.list.waiting.text() == "Obesvarade  3"


def test_general_comments_are_an_answer_of_their_own(
    show: Callable[..., SvarTab], asked: Asked, settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    tab = show("", "OSN")
    assert tab.editor._heading.text() == "OSN, allmänna synpunkter och uppdrag"
    tab.editor.text.setFocus()
    qtbot.keyClicks(tab.editor.text, "Allt bra.")
    tab.list.list.setFocus()
    settle()
    saved = response(register_path, asked("", "OSN"))
    assert saved is not None
    assert saved.text == "Allt bra."


def test_a_closed_remiss_is_read_only_until_it_is_opened_again(
    window: MainWindow, settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    window.go(Destination("remiss", remiss_id="ex-01", tab="svar"))
    settle()
    tab = window.page.tab  # type: ignore[attr-defined]
    assert tab._locked.text() == "KS/2024:118 är avslutad. Svaren kan läsas, och åtgärdernas status kan ändras."
    assert tab.editor.text.isReadOnly()
    assert not any(each.isEnabled() for each in tab.editor.positions.values())
    assert not tab.measures._add.isVisible()
    qtbot.mouseClick(tab._reopen, Qt.MouseButton.LeftButton)
    settle()
    assert not tab._lock_bar.isVisible()
    assert not tab.editor.text.isReadOnly()
    with Register.open(register_path) as register:
        assert register.get(Remiss, "ex-01").state != "avslutad"


def test_a_cell_that_is_being_written_is_saved_when_the_window_closes(
    show: Callable[..., SvarTab], window: MainWindow, settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    tab = show("2", "KS")
    tab.measures.table.begin_new()
    qtbot.keyClicks(editor(tab, QPlainTextEdit), "Halvskriven")
    window.close()
    assert [each.text for each in measures(register_path, "2")] == ["Halvskriven"]


def test_one_who_has_gone_elsewhere_is_told_what_could_not_be_saved(
    show: Callable[..., SvarTab], window: MainWindow, settle: Settle, qtbot: QtBot, desk: Desk
) -> None:
    tab = show("1", "KS")
    tab.editor.text.setFocus()
    qtbot.keyClicks(tab.editor.text, "Mitt svar ")
    typed = tab.editor.unsaved.get(tab.editor.key)
    assert typed is not None
    desk.write(
        lambda register: save_response(
            register,
            register.get(Remiss, REMISS),
            typed.base.namnd_id,
            typed.base.recommendation_id,
            None,
            "Annans",
            read=typed.base,
        )
    )
    window.go(Destination("remiss", remiss_id=REMISS, tab="historik"))
    settle()
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.text.startswith("Ditt svar är inte sparat, men står kvar.")
    assert notice.follow is not None
    notice.follow()
    settle()
    assert tab.editor.text.toPlainText().startswith("Mitt svar")
    assert tab.editor._anyway.isVisible()
    tab.editor.unsaved.drop(tab.editor.key)


@pytest.mark.parametrize("stays", [True, False])
def test_closing_asks_about_an_answer_that_was_refused_also_from_another_page(
    show: Callable[..., SvarTab],
    window: MainWindow,
    settle: Settle,
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    *,
    stays: bool,
) -> None:
    asked: list[str] = []
    tab = show("1", "KS")
    tab.editor.text.setFocus()
    qtbot.keyClicks(tab.editor.text, "Mitt svar ")
    base = tab.editor.unsaved.get(tab.editor.key).base  # type: ignore[union-attr]

    def others(register: Register) -> object:
        remiss = register.get(Remiss, REMISS)
        return save_response(register, remiss, base.namnd_id, base.recommendation_id, None, "Annans", read=base)

    def answer(_parent: object, question: str, *_verbs: str) -> bool:
        asked.append(question)
        return not stays

    monkeypatch.setattr("secretary_app.ui.pages.remiss.svar.tab.confirm", answer)
    desk.write(others)
    window.go(Destination("frister"))
    assert not asked
    assert window.close() is not stays
    assert asked == ["Lämna utan att spara? Det du har skrivit i svaret sparas inte."]
    tab.editor.unsaved.drop(tab.editor.key)


def test_closing_waits_for_what_is_on_its_way(
    show: Callable[..., SvarTab], window: MainWindow, asked: Asked, qtbot: QtBot, register_path: Path
) -> None:
    tab = show("3", "SBN")
    tab.editor.text.setFocus()
    qtbot.keyClicks(tab.editor.text, "Sist av allt.")
    assert window.close()
    assert "Sist av allt." in response(register_path, asked("3", "SBN")).text  # type: ignore[union-attr]


def test_a_day_that_is_none_stays_marked_until_it_is_mended(
    show: Callable[..., SvarTab],
    window: MainWindow,
    settle: Settle,
    qtbot: QtBot,
    register_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    tab = show("3", "BUN")
    table = tab.measures.table
    row = table.measures.rows[0]
    table.go_to(row.id, "status")
    tab.measures._set_status([row.id], MeasureState.STARTED)
    settle()
    place = table.measures.row_of(row.id)
    at = next(at for at, each in enumerate(table.measures.columns) if each.key == "as_of")

    def write(words: str) -> None:
        table.go_to(row.id, "as_of")
        qtbot.keyClick(table, Qt.Key.Key_F2)
        field = editor(tab, QLineEdit)
        field.selectAll()
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        settle()

    def day() -> dt.date:
        with Register.open(register_path) as register:
            return max(each.as_of for each in register.find(MeasureStatus, measure_id=row.id))

    before = day()
    write("i onsdags")
    assert day() == before
    assert (table.measures.cell(place, at).text, table.measures.cell(place, at).tone) == ("i onsdags", "late")
    assert tab.measures._fault.text() == "”i onsdags” är inget datum. Skriv det som 2026-04-16."
    tab.refresh()
    settle()
    show("1", "KS")
    show("3", "BUN")
    assert table.measures.cell(place, at).text == "i onsdags", "det skrivna står kvar"

    def stay(_parent: object, question: str, *_verbs: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr("secretary_app.ui.pages.remiss.svar.tab.confirm", stay)
    assert not window.close()
    assert len(asked) == 1
    table.go_to(row.id, "as_of")
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert editor(tab, QLineEdit).text() == "i onsdags"
    qtbot.keyClick(editor(tab, QLineEdit), Qt.Key.Key_Escape)
    write("2026-03-04")
    assert day() == dt.date(2026, 3, 4)
    assert not tab.measures._fault.isVisible()
    write("i fredags")
    tab.measures._let_go.click()
    assert table.measures.cell(place, at).text == "4 mars"
    assert tab.measures.is_all_saved()


def test_an_uppdrag_is_added_from_the_head_and_is_the_bodys(
    show: Callable[..., SvarTab], window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    show("1", "SBN")
    window.page.head.ask("assign", ())  # type: ignore[attr-defined]
    settle()
    tab = window.page.tab  # type: ignore[attr-defined]
    assert tab.measures._add.text() == "Lägg till uppdrag"
    namnd = tab._line().namnd
    qtbot.mouseClick(tab.measures._add, Qt.MouseButton.LeftButton)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    qtbot.keyClicks(editor, "Uppdatera rutinen")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    tab._save()
    settle()
    with Register.open(register_path) as register:
        (made,) = register.find(Measure, remiss_id=REMISS, recommendation_id=None, text="Uppdatera rutinen")
        assert [each.namnd_id for each in register.find(MeasureNamnd, measure_id=made.id)] == [namnd.id]
        assert [each.namnd_id for each in register.assignments() if each.remiss_id == REMISS] == [namnd.id]
