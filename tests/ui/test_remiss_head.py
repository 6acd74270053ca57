"""The head of a remiss and its dialogs, by mouse and keyboard, on the example register."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import (
    DeadlineChange,
    Decision,
    Dispatch,
    Meeting,
    Namnd,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.store.register import Register
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dialogs.answers import AnswersDialog
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog
from secretary_app.ui.pages.remiss.dialogs.deadline import AnswerByDialog, InternalDeadlineDialog
from secretary_app.ui.pages.remiss.dialogs.decision import ChangeDecisionDialog, DecideDialog
from secretary_app.ui.pages.remiss.dialogs.editing import FieldsDialog
from secretary_app.ui.pages.remiss.dialogs.ending import CloseDialog, DispatchDialog
from secretary_app.ui.pages.remiss.dialogs.recommendation import RecommendationDialog
from secretary_app.ui.pages.remiss.dialogs.reminding import RemindDialog
from secretary_app.ui.pages.remiss.dialogs.sending import SendDialog
from secretary_app.ui.pages.remiss.head import Head
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.step_chain import ChainStep, StepChain

Settle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(window: MainWindow, settle: Settle) -> Callable[[str], Head]:
    """Shows a remiss and gives its head."""

    def shown(remiss_id: str) -> Head:
        window.go(Destination("remiss", remiss_id=remiss_id))
        settle()
        assert isinstance(window.page, RemissPage)
        return window.page.head

    return shown


@pytest.fixture
def dialog(window: MainWindow, settle: Settle) -> Callable[[type[ActionDialog]], ActionDialog]:
    """The dialog that has been opened."""

    def found(kind: type[ActionDialog]) -> ActionDialog:
        settle()
        open_ones = [each for each in window.findChildren(kind) if each.isVisible()]
        assert len(open_ones) == 1
        return open_ones[0]

    return found


@pytest.fixture
def large_text(application: QApplication) -> Iterator[None]:
    theme().set(text_scale=2.0)
    yield
    theme().set(text_scale=1.0)


def do(head: Head, words: str) -> None:
    """Choose it in the menu."""
    next(action for action in head.menu().actions() if action.text() == words).trigger()


def seen(dialog: QWidget) -> list[str]:
    """The sentences about what is wrong."""
    return [each.text() for each in dialog.findChildren(QObject, "late") if each.property("visible")]  # type: ignore[attr-defined]


def held(path: Path, kind: type, **equal: object) -> list:  # type: ignore[type-arg]
    with Register.open(path) as register:
        return register.find(kind, **equal)


def test_the_round_from_plan_to_close(
    show: Callable, dialog: Callable, window: MainWindow, settle: Settle, register_path: Path, qtbot: QtBot
) -> None:
    head = show("ex-10")
    following, beside = head.buttons
    assert following.text() == "Använd planen"
    qtbot.mouseClick(following, LEFT)
    settle()
    assert held(register_path, PlannedStep, remiss_id="ex-10")
    assert window.notice_bar.notice.text.startswith("Planen används.")
    assert following.text() == "Skapa internremiss till KFN…"

    kfn = held(register_path, Namnd, abbreviation="KFN")[0].id
    assert beside.text() == "Notera skickade internremisser…"
    qtbot.mouseClick(beside, LEFT)
    sending = dialog(SendDialog)
    assert sending.box(kfn).isChecked()
    sending.sent.setText("2026-01-05")
    qtbot.mouseClick(sending.verb, LEFT)
    settle()
    assert sending.isVisible()
    assert sending.sent.property("wrong")
    assert "12" in seen(sending)[0]
    sending.sent.setText("11 mars 2026")
    qtbot.keyClick(sending.sent, Qt.Key.Key_Return)
    settle()
    assert held(register_path, Referral, remiss_id="ex-10", namnd_id=kfn)[0].sent == dt.date(2026, 3, 11)
    assert window.notice_bar.notice.text == "Internremiss till KFN: skickad 11 mars."

    do(head, "Lägg in beslut…")
    deciding = dialog(DecideDialog)
    assert deciding.body.currentText().startswith("KSAU")
    assert deciding.outcome.currentText() == "Förslag"
    deciding.body.setCurrentIndex(deciding.body.findText("KS ", Qt.MatchFlag.MatchStartsWith))
    assert deciding.meeting.currentText() == "ons 13 maj (planerat)"
    assert deciding.outcome.currentText() == "Beslut"
    deciding.paragraph.setText("§ 78")
    qtbot.mouseClick(deciding.verb, LEFT)
    settle()
    made = held(register_path, Decision, remiss_id="ex-10", paragraph="78")[0]
    assert made.meeting_date == dt.date(2026, 5, 13)
    assert held(register_path, Remiss, id="ex-10")[0].state is RemissState.ANSWERED
    assert "Remissen är besvarad." in window.notice_bar.notice.text

    do(head, "Lägg in beslut…")
    informing = dialog(DecideDialog)
    informing.body.setCurrentIndex(informing.body.findText("KF ", Qt.MatchFlag.MatchStartsWith))
    assert informing.body.currentText().startswith("KF ")
    qtbot.mouseClick(informing.verb, LEFT)
    settle()
    assert "i KF" in window.notice_bar.notice.text
    assert "Remissen är besvarad." not in window.notice_bar.notice.text

    assert following.text() == "Expediera…"
    qtbot.mouseClick(following, LEFT)
    sent = dialog(DispatchDialog)
    sent.sent.setText("i går")
    qtbot.mouseClick(sent.verb, LEFT)
    assert seen(sent) == ["”i går” är inget datum. Skriv det som 2026-04-16."]
    sent.sent.setText("2026-04-22")
    qtbot.mouseClick(sent.verb, LEFT)
    settle()
    assert [each.what for each in held(register_path, Dispatch, remiss_id="ex-10")] == ["Yttrande"]

    assert following.text() == "Avsluta…"
    qtbot.mouseClick(following, LEFT)
    closing = dialog(CloseDialog)
    qtbot.mouseClick(closing.verb, LEFT)
    assert closing.reason.property("wrong")
    closing.reason.setPlainText("Nämnderna svarade muntligt")
    qtbot.mouseClick(closing.verb, LEFT)
    settle()
    closed = held(register_path, Remiss, id="ex-10")[0]
    assert (closed.state, closed.closing_reason) == (RemissState.CLOSED, "Nämnderna svarade muntligt")
    assert following.isHidden()
    assert beside.text() == "Öppna ärendet igen"
    qtbot.mouseClick(beside, LEFT)
    settle()
    assert held(register_path, Remiss, id="ex-10")[0].state is RemissState.ANSWERED


def test_a_date_moves_with_a_reason_and_back_with_undo(
    show: Callable, dialog: Callable, window: MainWindow, settle: Settle, register_path: Path, qtbot: QtBot
) -> None:
    head = show("ex-09")
    do(head, "Ändra svarsdatum…")
    moving = dialog(AnswerByDialog)
    moving.new.setText("2025-01-01")
    moving.reason.setText("Fel")
    qtbot.mouseClick(moving.verb, LEFT)
    settle()
    assert moving.new.property("wrong")
    assert "20 oktober 2025" in seen(moving)[0]
    moving.new.setText("2026-04-30")
    moving.reason.clear()
    qtbot.mouseClick(moving.verb, LEFT)
    assert moving.reason.property("wrong")
    assert not moving.new.property("wrong")
    assert QApplication.focusWidget() in (moving.reason, None)
    moving.reason.setText("Anstånd beviljat")
    qtbot.mouseClick(moving.verb, LEFT)
    settle()
    assert held(register_path, Remiss, id="ex-09")[0].answer_by == dt.date(2026, 4, 30)
    assert window.notice_bar.notice.text.startswith("Svaret ska nu lämnas senast 30 april.")
    qtbot.mouseClick(next(each for each in window.notice_bar.findChildren(QPushButton) if each.text() == "Ångra"), LEFT)
    settle()
    assert held(register_path, Remiss, id="ex-09")[0].answer_by == dt.date(2026, 2, 27)


def test_a_reminder_can_be_copied_and_the_date_moved_instead(
    show: Callable, dialog: Callable, settle: Settle, register_path: Path, qtbot: QtBot
) -> None:
    head = show("ex-09")
    qtbot.mouseClick(head.buttons[0], LEFT)
    reminding = dialog(RemindDialog)
    assert "skulle ha svarat senast 15 december 2025" in reminding.text.toPlainText()
    qtbot.mouseClick(_button(reminding, "Kopiera texten"), LEFT)
    assert QApplication.clipboard().text() == reminding.text.toPlainText()

    qtbot.mouseClick(head.buttons[0], LEFT)
    qtbot.mouseClick(_button(dialog(RemindDialog), "Flytta svarsdatumet i stället…"), LEFT)
    moving = dialog(InternalDeadlineDialog)
    assert moving.body.currentText().startswith("SBN")
    moving.new.setText("2026-03-27")
    moving.reason.setText("Nästa sammanträde")
    qtbot.mouseClick(moving.verb, LEFT)
    settle()
    assert dt.date(2026, 3, 27) in [each.new for each in held(register_path, DeadlineChange, remiss_id="ex-09")]


def test_tabs_tell_how_much_is_in_them_and_only_possible_actions_are_offered(
    show: Callable, window: MainWindow
) -> None:
    head = show("ex-01")
    tabs = window.page.tabs
    words = [tabs.tabText(place) for place in range(tabs.count())]
    assert any(each.startswith("Svar och åtgärder  ") for each in words)
    offered = [action.text() for action in window.page.commands()]
    assert "Öppna ärendet igen" in offered
    assert "Lägg in beslut…" not in offered
    head = show("ex-11")
    assert "Lägg in beslut…" in [action.text() for action in window.page.commands()]
    assert tabs.tabText(1) == "Svar och åtgärder"
    assert head.buttons[0].text() == "Använd planen"


def _button(dialog: QWidget, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


def test_a_decision_is_taken_away_and_its_answers_are_drafts_again(
    show: Callable, dialog: Callable, settle: Settle, register_path: Path, qtbot: QtBot
) -> None:
    head = show("ex-02")
    decided = held(register_path, Response, remiss_id="ex-02")
    do(head, "Ändra eller ta bort beslut…")
    changing = dialog(ChangeDecisionDialog)
    changing.which.setCurrentIndex(changing.which.findText("Beslut i KS ", Qt.MatchFlag.MatchStartsWith))
    qtbot.mouseClick(_button(changing, "Ta bort beslutet"), LEFT)
    settle()
    drafts = [each for each in held(register_path, Response, remiss_id="ex-02") if each.decision_id is None]
    assert len(drafts) > len([each for each in decided if each.decision_id is None])
    assert held(register_path, Remiss, id="ex-02")[0].state is RemissState.OPEN


def test_fields_and_recommendations_are_changed(
    show: Callable, dialog: Callable, settle: Settle, register_path: Path, qtbot: QtBot
) -> None:
    head = show("ex-11")
    do(head, "Ändra ärendets uppgifter…")
    fields = dialog(FieldsDialog)
    fields.heading.clear()
    qtbot.mouseClick(fields.verb, LEFT)
    assert seen(fields) == ["Ärendet saknar rubrik. Skriv en."]
    fields.heading.setText("Ny rubrik")
    fields.handlaggare.setCurrentText("Nils Norrby")
    qtbot.mouseClick(fields.verb, LEFT)
    settle()
    changed = held(register_path, Remiss, id="ex-11")[0]
    assert (changed.title, changed.handlaggare) == ("Ny rubrik", "Nils Norrby")

    do(head, "Lägg till rekommendation…")
    adding = dialog(RecommendationDialog)
    adding.text.setPlainText("att pröva lokalerna")
    qtbot.mouseClick(next(each for each in adding.toggles.values() if each.text() == "SBN"), LEFT)
    qtbot.mouseClick(adding.verb, LEFT)
    settle()
    assert [each.text for each in held(register_path, Recommendation, remiss_id="ex-11")] == ["att pröva lokalerna"]


def test_answers_in_a_workbook_are_seen_before_they_are_recorded(
    show: Callable,
    window: MainWindow,
    dialog: Callable,
    settle: Settle,
    register_path: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "svar.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Svar"
    sheet.append(["Remiss", "Nr", "Nämnd", "Ställningstagande", "Svar"])
    sheet.append(["ex-09", "3", "SBN", "instämmer", "Nämnden delar bedömningen."])
    workbook.save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    head = show("ex-09")
    lanes: list[str] = []
    window.desk.began.connect(lambda job: lanes.append(job.lane))
    do(head, "Läs in svar från fil…")
    settle()
    reading = dialog(AnswersDialog)
    settle()
    assert reading.body.currentText().startswith("SBN")
    assert [each.after for each in reading.table.rows_model.rows] == ["instämmer", "Nämnden delar bedömningen."]
    sheet["E2"] = "Nämnden delar inte bedömningen."
    workbook.save(path)
    qtbot.mouseClick(reading.verb, LEFT)
    settle()
    assert seen(reading) == ["svar.xlsx har ändrats sedan den visades. Läs in den på nytt."]
    sheet["E2"] = "Nämnden delar bedömningen."
    workbook.save(path)
    reading._read_chosen()
    settle()
    qtbot.mouseClick(reading.verb, LEFT)
    settle()
    texts = [each.text for each in held(register_path, Response, remiss_id="ex-09")]
    assert "Nämnden delar bedömningen." in texts
    assert set(lanes) == {"long"}, "det som läses ur filer får inget annat att vänta"


def test_every_dialog_can_be_read_aloud_fits_and_is_left_by_escape(
    large_text: None, show: Callable, window: MainWindow, unnamed: Callable, settle: Settle, qtbot: QtBot
) -> None:
    window.resize(1024, 640)
    head = show("ex-10")
    opened = []
    for words in [action.text() for action in head.actions()]:
        if "fil…" in words or "handlingar" in words or words.startswith(("Skapa", "Använd")):
            continue
        do(head, words)
        settle()
        for each in [each for each in window.findChildren(ActionDialog) if each.isVisible()]:
            opened.append(each.windowTitle())
            assert each.height() <= window.height()
            assert each.width() <= window.width()
            assert unnamed(each) == []
            qtbot.keyClick(each, Qt.Key.Key_Escape)
            assert not each.isVisible()
    assert len(opened) == 13


def test_the_chain_folds_and_is_walked_by_arrows(application: QApplication, qtbot: QtBot) -> None:
    steps = [ChainStep(f"Steg {place}", f"{place} maj", State.ON_TIME, present=place == 4) for place in range(1, 10)]
    chain = StepChain()
    qtbot.addWidget(chain)
    chain.resize(1400, chain.sizeHint().height())
    chain.show_steps(steps, "Steg 4 av 9")
    chain.show()
    words = [item.words for item in chain.items()]
    assert len(words) == 8
    assert {"Steg 1", "Steg 4", "Steg 9", "2 steg"} <= set(words)
    chain.resize(500, chain.height())
    assert [item.words for item in chain.items()] == ["3 steg", "Steg 4", "4 steg", "Steg 9"]
    assert chain.accessibleName() == "Steg 4 av 9"
    chain.show_steps(steps, "Steg 4 av 9")
    qtbot.keyClick(chain, Qt.Key.Key_Right)
    assert chain.accessibleDescription().startswith("Steg 5, 5 maj")
    qtbot.keyClick(chain, Qt.Key.Key_End)
    assert chain.accessibleDescription() == "Steg 9, 9 maj"


def test_a_dialog_of_a_remiss_that_was_left_does_not_open(
    show: Callable[[str], Head], window: MainWindow, settle: Settle
) -> None:
    head = show("ex-10")
    head.ask("answer_by", ())
    window.go(Destination("remiss", remiss_id="ex-09"))
    assert not head.actions()
    settle()
    assert not [each for each in window.findChildren(AnswerByDialog) if each.isVisible()]
    assert head.actions()
    head.ask("answer_by", ())
    window.go(Destination("remisser"))
    settle()
    assert not [each for each in window.findChildren(AnswerByDialog) if each.isVisible()]


@pytest.mark.parametrize("tab", ["svarslage", "svar", "plan", "dokument", "handlingar", "historik"])
def test_a_remiss_that_is_gone_leads_back(window: MainWindow, settle: Settle, tab: str) -> None:
    window.go(Destination("remisser"))
    settle()
    window.go(Destination("remiss", remiss_id="finns-inte", tab=tab))
    settle()
    assert window.page.name == "remisser"
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text == "Remissen finns inte längre."


def test_what_was_registered_and_undone_is_left_with_the_words_of_undo(window: MainWindow, settle: Settle) -> None:
    def register_one(register: Register) -> None:
        owner = register.get(Remiss, "ex-09").owner_id
        with register.change("Registrerade en remiss") as change:
            change.add(Remiss(id="ny-1", title="En ny remiss", owner_id=owner))

    window.go(Destination("remisser"))
    window.desk.write(register_one)
    settle()
    window.go(Destination("remiss", remiss_id="ny-1"))
    settle()
    assert window.page.name == "remiss"
    window.desk.undo()
    settle()
    assert window.page.name == "remisser"
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text.startswith("Ångrat")


def test_the_window_is_named_after_the_remiss_that_is_shown(
    show: Callable[[str], Head], window: MainWindow, settle: Settle
) -> None:
    show("ex-10")
    assert window.windowTitle() == "KS/2026:11 Granskning av underhållet av kommunens fastigheter – Beredd"

    def rename(register: Register) -> None:
        with register.change("Bytte rubrik") as change:
            change.update(replace(register.get(Remiss, "ex-10"), title="Mycket lång rubrik " * 9, diarienummer=""))

    window.desk.write(rename)
    settle()
    assert window.windowTitle().startswith("Mycket lång rubrik Mycket lång")
    assert window.windowTitle().endswith(" … – Beredd")
    window.go(Destination("remisser"))
    assert window.windowTitle() == f"Remisser – {window.desk.path.stem} – Beredd"
    window.go(Destination("remiss", remiss_id="ex-09"))
    assert "lång rubrik" not in window.windowTitle()
    settle()
    assert window.windowTitle().startswith("KS/")


def test_a_plan_that_is_another_than_the_one_shown_is_not_used(
    show: Callable[[str], Head], window: MainWindow, settle: Settle, register_path: Path, qtbot: QtBot
) -> None:
    head = show("ex-10")
    with Register.open(register_path, write=True) as elsewhere:
        ks = elsewhere.find(Namnd, abbreviation="KS")[0]
        with elsewhere.change("Ställde in möten") as change:
            for meeting in elsewhere.find(Meeting, namnd_id=ks.id):
                change.update(replace(meeting, cancelled=True))
    qtbot.mouseClick(head.buttons[0], LEFT)
    settle()
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text.startswith("Planen har ändrats sedan den visades.")
    assert not held(register_path, PlannedStep, remiss_id="ex-10")
    qtbot.mouseClick(head.buttons[0], LEFT)  # the new one has been shown by now
    settle()
    assert held(register_path, PlannedStep, remiss_id="ex-10")
