"""Sammanträden: what is up at a meeting, its papers made, and its §§ written, with the window's own parts."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import (
    Decision,
    Document,
    DocumentKind,
    Meeting,
    Namnd,
    Outcome,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    Response,
    StepKind,
)
from secretary_app.operations.deciding import decide
from secretary_app.operations.meeting_points import DraftNeed
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.sammantraden.drafts import DraftsDialog
from secretary_app.ui.pages.sammantraden.matters import MatterList
from secretary_app.ui.pages.sammantraden.page import SammantradenPage
from secretary_app.ui.pages.sammantraden.paragraph_line import ParagraphLine
from secretary_app.ui.pages.sammantraden.paragraphs import ParagraphsDialog
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
HELD = dt.date(2026, 2, 18)


@pytest.fixture
def held(register_path: Path) -> Meeting:
    """A meeting of OSN's that has been held, with three remisser that were planned for it."""
    with Register.open(register_path, write=True, clock=lambda: NOW, who="Test") as register:
        osn, ks = (register.find(Namnd, abbreviation=each)[0].id for each in ("OSN", "KS"))
        there = register.find(Meeting, namnd_id=osn, date=HELD)
        meeting = there[0] if there else Meeting(id=new_id(), namnd_id=osn, date=HELD)
        with register.change("Lade in") as change:
            if not there:
                change.add(meeting)
            for number in (901, 902, 903):
                remiss = Remiss(
                    id=f"r{number}",
                    diarienummer=f"KS/2026:{number}",
                    title=f"Granskning {number}",
                    received=dt.date(2026, 1, 12),
                    answer_by=dt.date(2026, 6, 30),
                    owner_id=ks,
                )
                row = Recommendation(id=new_id(), remiss_id=remiss.id, number="1", text="Att öva.", position=1)
                answer = Response(
                    id=new_id(), remiss_id=remiss.id, recommendation_id=row.id, namnd_id=osn, text="Vi övar."
                )
                asked = Referral(id=new_id(), remiss_id=remiss.id, namnd_id=osn, sent=dt.date(2026, 1, 14))
                step = PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=osn, kind=StepKind.MEETING, date=HELD)
                change.add(remiss, row, asked, answer, step)
    return meeting


def show(window: MainWindow, settle: Settle, namnd_id: str, day: dt.date) -> SammantradenPage:
    window.go(Destination("sammantraden", item=f"{namnd_id} {day}"))
    settle()
    settle()
    assert isinstance(window.page, SammantradenPage)
    return window.page


def ksau(register_path: Path) -> str:
    with Register.open(register_path) as register:
        return register.find(Namnd, abbreviation="KSAU")[0].id


def the_button(within: QWidget, words: str) -> QPushButton:
    return next(each for each in within.findChildren(QPushButton) if words in (each.text(), each.accessibleName()))


def decisions(path: Path) -> dict[str, tuple[str, Outcome]]:
    with Register.open(path) as register:
        found = register.find(Decision, meeting_date=HELD)
        return {each.remiss_id: (each.paragraph, each.outcome) for each in found}


def the_dialog(window: MainWindow, page: SammantradenPage, settle: Settle) -> ParagraphsDialog:
    QTest.mouseClick(page.panel.paragraphs, Qt.MouseButton.LeftButton)
    settle()
    dialog = window.findChild(ParagraphsDialog)
    assert dialog is not None
    return dialog


def lines(dialog: ParagraphsDialog) -> list[ParagraphLine]:
    return [each for each in dialog.lines if each.of.remiss.id in ("r901", "r902", "r903")]


def test_what_is_missing_stands_in_words_with_the_way_to_it(
    window: MainWindow, settle: Settle, register_path: Path
) -> None:
    page = show(window, settle, ksau(register_path), dt.date(2026, 3, 30))
    said = page.panel.matters.words
    assert "2 av 3 nämnder har svarat, SBN saknas och är sen (1 öppen ruta)" in said
    assert "Utkast saknas: tjänsteskrivelse, yttrande och underlag till paragraf" in said
    assert page.panel.count.text() == "1 ärende"
    assert [each.remisser for each in page.year.table.rows_model.rows if each.meeting.date == dt.date(2026, 3, 30)] == [
        1
    ]
    places: list[Destination] = []
    page.panel.matters.go_asked.connect(places.append)
    links = {each.accessibleName(): each for each in page.panel.matters.findChildren(QPushButton)}
    assert any(each.startswith("Påminn SBN, KS/2025:266: 2 av 3") for each in links)
    way = next(links[each] for each in links if each.startswith("Öppna svaret, KS/2025:266: BUN anger"))
    way.setFocus()
    QTest.keyClick(way, Qt.Key.Key_Return)
    assert [(each.page, each.tab) for each in places] == [("remiss", "svar")]
    settle()


def test_all_papers_of_a_meeting_are_made_and_can_be_undone(
    window: MainWindow, settle: Settle, register_path: Path
) -> None:
    page = show(window, settle, ksau(register_path), dt.date(2026, 4, 27))
    assert page.panel.count.text() == "2 ärenden"
    QTest.mouseClick(page.panel.drafts, Qt.MouseButton.LeftButton)
    dialog = window.findChild(DraftsDialog)
    assert dialog is not None
    assert dialog.verb.text() == "Skapa 6 utkast"
    for box, need in dialog.boxes:
        box.setChecked(need.kind is DocumentKind.UNDERLAG)
    assert dialog.verb.text() == "Skapa 2 utkast"
    QTest.keyClick(dialog.boxes[0][0], Qt.Key.Key_Return)
    settle()
    with Register.open(register_path) as register:
        made = register.find(Document)
    assert [each.kind for each in made] == [DocumentKind.UNDERLAG] * 2
    assert (window.notice_bar.notice or Notice("")).text == "2 utkast är skapade."
    assert page.panel.matters.words.count("Klart: Underlag till paragraf finns") == 2
    window.desk.undo()
    settle()
    with Register.open(register_path) as register:
        assert register.find(Document) == []
    assert "Klart: Underlag till paragraf finns" not in page.panel.matters.words


def test_the_late_measures_lead_to_their_answer(window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = show(window, settle, ksau(register_path), dt.date(2026, 3, 30))
    assert "KS/2025:31, OSN" in page.panel.late.words
    places: list[Destination] = []
    page.panel.late.go_asked.connect(places.append)
    the_button(page.panel.late, "28 februari").click()
    assert [(each.page, each.tab) for each in places] == [("remiss", "svar")]
    page = show(window, settle, ksau(register_path), dt.date(2026, 1, 12))
    assert page.panel.late.isHidden()


def test_no_draft_chosen_is_told(window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = show(window, settle, ksau(register_path), dt.date(2026, 3, 30))
    asked: list[tuple[DraftNeed, ...]] = []
    page.panel.matters.drafts_asked.connect(asked.append)
    the_button(page.panel.matters, "Skapa utkast…").click()
    assert len(asked[0]) == 3
    dialog = window.findChild(DraftsDialog)
    assert dialog is not None
    for box, _ in dialog.boxes:
        box.setChecked(False)
    dialog.verb.click()
    assert dialog.isVisible()
    dialog.reject()


def test_the_paragraphs_count_up_and_are_one_operation(
    held: Meeting, window: MainWindow, settle: Settle, register_path: Path
) -> None:
    page = show(window, settle, held.namnd_id, HELD)
    assert "saknar §" in page.panel.count.text()
    dialog = the_dialog(window, page, settle)
    first, second, third = lines(dialog)
    first.number.setFocus()
    QTest.keyClicks(first.number, "45")
    assert [each.number.text() for each in (first, second, third)] == ["45", "46", "47"]
    QTest.keyClick(first.number, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second.number
    QTest.keyClick(second.number, Qt.Key.Key_Delete)
    assert [each.number.text() for each in (first, second, third)] == ["45", "", "46"]
    third.number.selectAll()
    QTest.keyClicks(third.number, "50")
    third.outcome.setCurrentIndex(third.outcome.findText("Återremiss"))
    QTest.keyClick(third.number, Qt.Key.Key_Return)
    settle()
    assert decisions(register_path) == {"r901": ("45", Outcome.DECISION), "r903": ("50", Outcome.REFERRED_BACK)}
    said = (window.notice_bar.notice or Notice("")).text
    assert said.startswith("2 §§ är registrerade. 1 svar är därmed beslutat.")
    assert "§ 45, beslut" in page.panel.matters.words
    assert page.panel.matters.words.count("§ saknas") == 1
    window.desk.undo()
    settle()
    assert decisions(register_path) == {}
    assert page.panel.matters.words.count("§ saknas") == 3


def test_what_is_wrong_stands_at_its_row_and_nothing_is_saved(
    held: Meeting, window: MainWindow, settle: Settle, register_path: Path
) -> None:
    page = show(window, settle, held.namnd_id, HELD)
    dialog = the_dialog(window, page, settle)
    first, second, third = lines(dialog)
    QTest.keyClicks(first.number, "45")
    for each, words in ((second, "45"), (third, "x")):
        each.number.selectAll()
        QTest.keyClicks(each.number, words)
    dialog.verb.click()
    settle()
    assert decisions(register_path) == {}
    assert second.number.accessibleDescription() == "§ 45 är redan inlagd för KS/2026:901."
    assert "inget nummer" in third.number.accessibleDescription()
    assert QApplication.focusWidget() is second.number
    assert (first.number.text(), second.number.text()) == ("45", "45")
    second.number.selectAll()
    QTest.keyClicks(second.number, "46")
    third.number.selectAll()
    QTest.keyClicks(third.number, "47")
    dialog.verb.click()
    settle()
    assert [decisions(register_path)[each][0] for each in ("r901", "r902", "r903")] == ["45", "46", "47"]


def test_text_justering_and_answers_are_recorded_with_it(
    held: Meeting, window: MainWindow, settle: Settle, register_path: Path
) -> None:
    page = show(window, settle, held.namnd_id, HELD)
    dialog = the_dialog(window, page, settle)
    first = lines(dialog)[0]
    the_button(first, "Beslutstext och svar för KS/2026:901").click()
    QTest.keyClicks(first.text, "Svaret antas.")
    first.immediate.click()
    first.answers[0][0].click()
    assert dialog.verb.text() == "Registrera §"
    dialog.verb.click()
    settle()
    assert "tom" in first.number.accessibleDescription()
    QTest.keyClicks(first.number, "45")
    for each in lines(dialog)[1:]:
        each.number.selectAll()
        QTest.keyClick(each.number, Qt.Key.Key_Delete)
    dialog.verb.click()
    settle()
    with Register.open(register_path) as register:
        (made,) = register.find(Decision, meeting_date=HELD)
        assert (made.text, made.immediate_justering) == ("Svaret antas.", True)
        assert not register.find(Response, decision_id=made.id)


def test_what_was_not_planned_is_added(held: Meeting, window: MainWindow, settle: Settle, register_path: Path) -> None:
    page = show(window, settle, held.namnd_id, HELD)
    dialog = the_dialog(window, page, settle)
    number = len(dialog.lines)
    place = next(at for at in range(dialog.other.count()) if "KS/2025:266 " in dialog.other.itemText(at))
    dialog.other.setCurrentIndex(place)
    the_button(dialog, "Lägg till").click()
    settle()
    assert len(dialog.lines) == number + 1
    added = dialog.lines[-1]
    assert QApplication.focusWidget() is added.number
    QTest.keyClicks(added.number, "51")
    dialog.verb.click()
    settle()
    assert decisions(register_path)[added.of.remiss.id][0] == "51"


def test_every_control_has_a_name(
    held: Meeting, window: MainWindow, settle: Settle, unnamed: Callable[[QWidget], list[str]]
) -> None:
    page = show(window, settle, held.namnd_id, HELD)
    dialog = the_dialog(window, page, settle)
    the_button(lines(dialog)[0], "Beslutstext och svar för KS/2026:901").click()
    assert unnamed(dialog) == []
    dialog.reject()
    assert unnamed(page.panel) == []


def test_the_focus_stays_on_a_link_when_what_is_shown_changes(
    held: Meeting, window: MainWindow, settle: Settle, register_path: Path
) -> None:
    page = show(window, settle, held.namnd_id, HELD)
    the_button(page.panel.matters, "Öppna Granskning 902").setFocus()
    with Register.open(register_path) as register:
        remiss = register.get(Remiss, "r901")
    window.desk.write(lambda register: decide(register, remiss, "OSN", meeting=HELD, paragraph="45"))
    settle()
    assert "§ 45, beslut" in page.panel.matters.words
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Öppna Granskning 902"


def test_of_many_the_last_are_shown_a_moment_later(
    held: Meeting, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = show(window, settle, held.namnd_id, HELD)
    shown = MatterList()
    qtbot.addWidget(shown)
    shown.show()
    some = [each for each in page.preparing.found.matters if each.id.startswith("r90")] if page.preparing.found else []
    shown.show_matters(some * 7)
    assert shown.words.count("§ saknas") == 6
    shown.show_matters(some * 6)
    qtbot.waitUntil(lambda: shown.words.count("§ saknas") == 18)
