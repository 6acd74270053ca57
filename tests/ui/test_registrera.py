"""Registrera: papers are read, looked through, corrected and registered, by mouse and by keyboard."""

import shutil
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from fpdf import FPDF
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import (
    Addressee,
    Attachment,
    DocumentKind,
    Kommun,
    Namnd,
    Recommendation,
    Referral,
    Remiss,
)
from secretary_app.operations.drafting import draft
from secretary_app.operations.intake_form import Span
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Tone
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.registrera import page as page_module
from secretary_app.ui.pages.registrera.page import RegistreraPage
from secretary_app.ui.pages.registrera.recommendation_row import RecommendationRow
from secretary_app.ui.pages.remiss.dialogs.answers import AnswersDialog
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]

LETTER = """Älvstads kommun
Kommunens revisorer
2026-03-02 Dnr REV/2026:17

Granskning av arbetet mot våld i nära relationer

Vi lämnar följande rekommendationer:
• Att kommunstyrelsen säkerställer att det finns en aktuell handlingsplan.
• Att omsorgs- och socialnämnden tar fram rutiner för riskbedömning.
• Att berörda nämnder ser till att personalen får återkommande utbildning.

Kommunstyrelsen ska svara senast den 30 september 2026. Omsorgs- och socialnämnden ska svara senast den 15 augusti 2026.

Svaren behandlas under hösten och revisorerna följer upp dem nästa år.
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "missiv.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def page(window: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch) -> RegistreraPage:
    """The page with nothing begun; whoever leaves a registration here answers Lämna."""
    monkeypatch.setattr(page_module, "confirm", lambda *_: True)
    window.go(Destination("registrera"))
    settle()
    shown = window.page
    assert isinstance(shown, RegistreraPage)
    return shown


@pytest.fixture
def begun(window: MainWindow, page: RegistreraPage, letter: Path, settle: Settle) -> RegistreraPage:
    window.go(Destination("registrera", item=str(letter)))
    settle()
    return page


def _rows(page: RegistreraPage) -> list[RecommendationRow]:
    return page.work.form.recommendations.rows


def _texts(page: RegistreraPage) -> list[str]:
    return [row.text.toPlainText() for row in _rows(page)]


def _body(desk: Desk, abbreviation: str) -> str:
    with Register.open(desk.path) as register:
        return next(each.id for each in register.find(Namnd) if each.abbreviation == abbreviation)


def _mark(page: RegistreraPage, words: str) -> None:
    """Mark these words in the paper, and wait for the bar."""
    text = page.work.papers.text
    assert text is not None
    start = page.work.draft.papers[0].text.index(words)
    text.select(Span(0, start, start + len(words), 1))


def test_a_missiv_becomes_a_remiss_with_one_button(
    window: MainWindow,
    page: RegistreraPage,
    desk: Desk,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    papers = [resource("example", name) for name in ("missiv.pdf", "revisionsrapport.pdf")]
    window.go(Destination("registrera", item="\n".join(map(str, papers))))
    settle()
    assert [page.work.papers.tabs.tabText(each) for each in range(2)] == [
        "missiv.pdf, 2 sidor",
        "revisionsrapport.pdf, 10 sidor",
    ]
    assert page.work.form.similar.isVisible()
    assert page.work.foot.register.text() == "Registrera och förbered 2 internremisser"
    qtbot.mouseClick(page.work.form.similar.link, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.work.foot.register, Qt.MouseButton.LeftButton)
    settle()
    assert window.page.name == "remiss"
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.operation is not None
    assert "2 internremisser är förberedda" in notice.text
    with Register.open(desk.path) as register:
        remiss = register.find(Remiss, diarienummer="KS/2026:48")[0]
        assert remiss.follows_up_id == "ex-01"
        assert len(register.find(Recommendation, remiss_id=remiss.id)) == 5
        assert len(register.find(Referral, remiss_id=remiss.id)) == 2
        assert len(register.find(Attachment, remiss_id=remiss.id)) == 2


def test_the_findings_stand_where_they_are_and_lead_to_their_fields(
    begun: RegistreraPage,
    qtbot: QtBot,
) -> None:
    text = begun.work.papers.text
    assert text is not None
    shown = [text.toPlainText()[mark.span.start : mark.span.end] for mark in begun.work.draft.marks()]
    assert "REV/2026:17" in shown
    number = next(mark for mark in begun.work.draft.marks() if mark.field == "sender_diarienummer")
    rect = next(text.line_rects(number.span))
    place = rect.center().toPoint()
    place.setY(place.y() - text.verticalScrollBar().value())
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert begun.work.form.fields.texts["sender_diarienummer"].hasFocus()
    begun.work.form.focus_field("recommendations", 1)
    qtbot.waitUntil(lambda: text._ringed == begun.work.draft.form.recommendations[1].span)


def test_f4_goes_through_what_is_unsure_until_a_stand_is_taken(
    begun: RegistreraPage,
    desk: Desk,
    qtbot: QtBot,
) -> None:
    fields, rows = begun.work.form.fields, _rows(begun)
    assert fields.notes["answer_by"].choose.text() == "2 förslag"
    assert begun.work.foot.words.text().startswith("2 osäkra fynd")
    qtbot.keyClick(begun, Qt.Key.Key_F4)
    assert fields.answer_by.hasFocus()
    qtbot.mouseClick(fields.notes["answer_by"].choose, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text().startswith("15 augusti")).trigger()
    menu.close()
    assert fields.answer_by.text() == "2026-08-15"
    assert begun.work.foot.words.text().startswith("1 osäkert fynd")
    qtbot.keyClick(begun, Qt.Key.Key_F4)
    assert rows[2].text.hasFocus()
    assert "Berörda nämnder" in rows[2].doubt.words.text()
    chip = rows[2].chips[_body(desk, "BUN")]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    assert begun.work.draft.form.uncertain() == 0
    assert begun.work.foot.words.text() == "Inga osäkra fynd."
    assert begun.work.foot.register.text() == "Registrera och förbered 2 internremisser"


def test_recommendations_are_divided_joined_moved_and_removed_by_keys(begun: RegistreraPage, qtbot: QtBot) -> None:
    before = _texts(begun)
    row = _rows(begun)[0]
    row.text.setFocus()
    cursor = row.text.textCursor()
    cursor.setPosition(before[0].index("säkerställer"))
    row.text.setTextCursor(cursor)
    qtbot.keyClick(row.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _texts(begun)[:2] == ["Att kommunstyrelsen", "säkerställer att det finns en aktuell handlingsplan."]
    assert _rows(begun)[1].text.hasFocus()
    qtbot.keyClick(_rows(begun)[1].text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _texts(begun)[0].startswith("säkerställer")
    qtbot.keyClick(_rows(begun)[0].text, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    _rows(begun)[0].text.setFocus()
    qtbot.keyClick(_rows(begun)[0].text, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert _texts(begun) == before
    qtbot.keyClick(
        _rows(begun)[0].text,
        Qt.Key.Key_Delete,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert _texts(begun) == before[1:]
    qtbot.mouseClick(begun.work.form.recommendations._undo, Qt.MouseButton.LeftButton)
    assert _texts(begun) == before


def test_marked_text_becomes_a_recommendation_or_a_field(begun: RegistreraPage, qtbot: QtBot) -> None:
    bar = begun.work.papers._bar
    _mark(begun, "Svaren behandlas under hösten")
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar.buttons["answer_by"], Qt.MouseButton.LeftButton)
    assert "inget datum" in bar._why.text()
    qtbot.mouseClick(bar.buttons["received"], Qt.MouseButton.LeftButton)
    assert "i fältet Inkom" in bar._why.text()
    qtbot.mouseClick(bar.buttons["recommendations"], Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert _texts(begun)[-1] == "Svaren behandlas under hösten"
    assert _rows(begun)[-1].text.hasFocus()
    _mark(begun, "den 15 augusti 2026")
    qtbot.waitUntil(bar.isVisible)
    bar.buttons["answer_by"].setFocus()
    qtbot.keyClick(bar.buttons["answer_by"], Qt.Key.Key_Space)
    assert begun.work.form.fields.answer_by.text() == "2026-08-15"


def test_a_form_is_filled_in_by_hand(page: RegistreraPage, desk: Desk, settle: Settle, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.start.without, Qt.MouseButton.LeftButton)
    settle()
    fields = page.work.form.fields
    assert fields.texts["diarienummer"].text() == "KS/2026:48"
    qtbot.mouseClick(page.work.foot.register, Qt.MouseButton.LeftButton)
    assert fields.fault("title") == "Skriv vad remissen heter."
    assert fields.texts["title"].hasFocus()
    qtbot.keyClicks(fields.texts["title"], "Motion om cykelparkering")
    assert fields.fault("title") == ""
    qtbot.keyClicks(fields.received, "x")
    qtbot.mouseClick(page.work.foot.register, Qt.MouseButton.LeftButton)
    assert "2026-04-16" in fields.fault("received")
    fields.received.clear()
    qtbot.mouseClick(page.work.form.recommendations._add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(_rows(page)[0].text, "Bygg en station till")
    qtbot.mouseClick(_rows(page)[0].chips[_body(desk, "SBN")], Qt.MouseButton.LeftButton)
    assert page.work.foot.register.text() == "Registrera utan plan"
    qtbot.keyClicks(fields.answer_by, "2026-12-01")
    assert page.work.foot.register.text() == "Registrera och förbered 1 internremiss"
    qtbot.mouseClick(page.work.foot.register, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(desk.path) as register:
        remiss = next(each for each in register.find(Remiss) if each.title == "Motion om cykelparkering")
        assert (remiss.kind, remiss.received, str(remiss.answer_by)) == ("remiss", None, "2026-12-01")
        recommendation = register.find(Recommendation, remiss_id=remiss.id)[0]
        assert recommendation.text == "Bygg en station till"
        assert len(register.find(Addressee, recommendation_id=recommendation.id)) == 1


def test_what_a_person_wrote_stays_when_papers_are_added(
    window: MainWindow,
    begun: RegistreraPage,
    tmp_path: Path,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    title = begun.work.form.fields.texts["title"]
    title.selectAll()
    qtbot.keyClicks(title, "Eget namn")
    report = Path(shutil.copy(resource("example", "revisionsrapport.pdf"), tmp_path / "rapport.pdf"))
    broken = tmp_path / "trasig.pdf"
    broken.write_bytes(b"%PDF-1.4 inget mer")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(report)), QUrl.fromLocalFile(str(broken))])
    drop = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    begun.dropEvent(drop)
    QApplication.processEvents()
    settle()
    assert [paper.name for paper in begun.work.draft.papers] == ["missiv.txt", "rapport.pdf"]
    assert title.text() == "Eget namn"
    assert begun.work.form.fields.texts["firm"].text() == "KPMG"
    notice = window.notice_bar.notice
    assert notice is not None
    assert "trasig.pdf" in notice.text


def test_an_answer_form_dropped_on_what_is_begun_goes_to_its_remiss(
    window: MainWindow, desk: Desk, begun: RegistreraPage, tmp_path: Path, settle: Settle
) -> None:
    with Register.open(desk.path, write=True) as register:
        remiss, out = register.get(Remiss, "ex-02"), tmp_path / "svar.docx"
        path = draft(register, DocumentKind.SVARSFORMULAR, remiss, out, namnd_words="OSN").path
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert _drop_on(begun, data)
    settle()
    assert window.remiss_shown == "ex-02"
    (dialog,) = (each for each in window.findChildren(AnswersDialog) if each.isVisible())
    assert dialog.body.currentText().startswith("OSN")
    dialog.close()


def test_nothing_readable_leaves_the_page_as_it_was(
    window: MainWindow,
    page: RegistreraPage,
    tmp_path: Path,
    settle: Settle,
) -> None:
    broken = tmp_path / "trasig.pdf"
    broken.write_bytes(b"inget")
    window.go(Destination("registrera", item=str(broken)))
    settle()
    assert page.work is None
    assert page.start.choose.isVisible()
    assert window.notice_bar.notice is not None
    assert "trasig.pdf" in window.notice_bar.notice.text


def test_leaving_asks_and_undo_takes_back_what_was_changed_here(
    window: MainWindow,
    begun: RegistreraPage,
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    answers = [False, True]

    def answer(_parent: object, question: str, *_verbs: str) -> bool:
        asked.append(question)
        return answers.pop(0)

    monkeypatch.setattr(page_module, "confirm", answer)
    with Register.open(desk.path) as register:
        before = len(register.find(Remiss))
    chip = _rows(begun)[0].chips[_body(desk, "BUN")]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not chip.isChecked()
    assert not begun.work.draft.is_touched
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    window.go(Destination("remisser"))
    assert window.page is begun
    assert len(asked) == 1
    window.go(Destination("remisser"))
    assert window.page.name == "remisser"
    with Register.open(desk.path) as register:
        assert len(register.find(Remiss)) == before


def test_every_control_has_a_name_and_is_reached_by_tab(
    begun: RegistreraPage, settle: Settle, unnamed: Callable[[QWidget], list[str]], qtbot: QtBot
) -> None:
    settle()
    assert unnamed(begun) == []
    wanted = {
        each
        for each in begun.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    }
    seen: set[QWidget | None] = set()
    for _ in range(3 * len(wanted) + 40):
        focus = QApplication.focusWidget()
        seen.add(focus)
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert wanted <= seen


def test_what_is_written_while_the_owner_is_chosen_stays(begun: RegistreraPage, desk: Desk, settle: Settle) -> None:
    draft, owner = begun.work.draft, _body(desk, "OSN")
    begun.work.form.owner_chosen.emit(owner)
    assert draft.form.owner_id == owner
    draft.set_field("title", "En annan titel")
    settle()
    assert (draft.form.title, draft.form.owner_id) == ("En annan titel", owner)
    assert draft.form.diarienummer == ""
    begun.work.form.owner_chosen.emit(_body(desk, "KS"))
    settle()
    assert draft.form.diarienummer
    assert "diarienummer" in draft.form.guesses
    begun.work.form.owner_chosen.emit(_body(desk, "KS"))
    draft.set_field("diarienummer", "KS/2026:900")
    settle()
    assert draft.form.diarienummer == "KS/2026:900"
    assert "diarienummer" not in draft.form.guesses


def test_where_it_is_narrow_paper_and_form_take_turns(window: MainWindow, begun: RegistreraPage, qtbot: QtBot) -> None:
    work = begun.work
    work.setFixedWidth(600)
    QApplication.processEvents()
    assert work.form.isVisible()
    assert not work.papers.isVisible()
    qtbot.mouseClick(work.foot.other, Qt.MouseButton.LeftButton)
    assert work.papers.isVisible()
    assert not work.form.isVisible()
    qtbot.keyClick(work, Qt.Key.Key_F4)
    assert work.form.isVisible()


def _press(qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    qtbot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_z_goes_back_through_the_form_and_then_to_the_register(
    window: MainWindow, begun: RegistreraPage, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    work = begun.work
    assert work is not None
    before = work.draft.form
    title, firm = (work.form.fields.texts[name] for name in ("title", "firm"))
    chip = _rows(begun)[0].chips[_body(desk, "BUN")]
    window.activateWindow()
    for field, words in ((title, "Ny rubrik"), (firm, "Byrån")):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, words)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    after = work.draft.form
    # From a field in which something else was typed, from the button, and from the bar on top.
    title.setFocus()
    _press(qtbot, title, Qt.Key.Key_Z)
    assert not chip.isChecked()
    _press(qtbot, title, Qt.Key.Key_Z)
    assert firm.text() == before.firm
    window.undo()
    assert title.text() == before.title
    assert work.draft.form == before
    assert not work.draft.is_touched
    _press(qtbot, chip, Qt.Key.Key_Y)
    _press(qtbot, chip, Qt.Key.Key_Y)
    assert (title.text(), firm.text()) == ("Ny rubrik", "Byrån")
    window.redo()
    assert work.draft.form == after
    # What is done now is nothing to be done again.
    _press(qtbot, chip, Qt.Key.Key_Z)
    title.setFocus()
    qtbot.keyClicks(title, "!")
    assert not work.draft.can_redo
    for _ in range(3):
        window.undo()
    assert work.draft.form == before

    desk.write(_move)
    settle()
    _press(qtbot, chip, Qt.Key.Key_Z)
    settle()
    with Register.open(desk.path) as register:
        assert register.find(Kommun)[0].phone == "0555-123 00"
    assert work.draft.can_redo
    _press(qtbot, chip, Qt.Key.Key_Y)
    settle()
    with Register.open(desk.path) as register:
        assert register.find(Kommun)[0].phone == "1"
    _press(qtbot, chip, Qt.Key.Key_Y)
    assert title.text() == "Ny rubrik"


def _move(register: Register) -> None:
    with register.change("Ny telefon") as change:
        change.update(replace(register.find(Kommun)[0], phone="1"))


def test_a_day_that_is_not_whole_yet_keeps_its_own_undo(begun: RegistreraPage, qtbot: QtBot) -> None:
    work = begun.work
    assert work is not None
    title, day = work.form.fields.texts["title"], work.form.fields.answer_by
    title.setFocus()
    qtbot.keyClicks(title, "!")
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "2026-1")
    _press(qtbot, day, Qt.Key.Key_Z)
    assert title.text().startswith("!")
    work.draft.undo()
    work.draft.undo()
    assert not work.draft.is_touched


@pytest.mark.parametrize("fault", [UserError("Numret är upptaget."), ValueError("fel")])
def test_nothing_is_changed_while_it_is_registered_and_all_is_there_when_it_is_refused(
    window: MainWindow,
    begun: RegistreraPage,
    settle: Settle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
) -> None:
    begun.work.form.fields.texts["title"].setFocus()
    begun.work.form.fields.texts["title"].setText("Granskning")
    begun.work.draft.set_field("title", "Granskning av något")
    go = threading.Event()

    def refuses(*_: object) -> None:
        go.wait(10)
        raise fault

    monkeypatch.setattr(page_module, "register_form", refuses)
    qtbot.mouseClick(begun.work.foot.register, Qt.MouseButton.LeftButton)
    assert begun.is_registering
    title = begun.work.form.fields.texts["title"]
    assert not title.isEnabled()
    window.undo()
    window.go(Destination("remisser"))
    assert window.page is begun
    begun.work.foot.register.click()
    go.set()
    settle()
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.tone is Tone.ERROR
    assert title.isEnabled()
    assert begun.work.foot.register.isEnabled()
    assert title.text() == "Granskning av något"
    begun.work.draft.undo()
    assert not begun.work.draft.is_touched


def test_papers_that_are_being_read_are_waited_for(begun: RegistreraPage, settle: Settle, tmp_path: Path) -> None:
    more = tmp_path / "bilaga.txt"
    more.write_text("Bilaga till granskningen.", encoding="utf-8")
    begun._add_files([more])
    assert not begun.work.foot.register.isEnabled()
    settle()
    assert begun.work.foot.register.isEnabled()
    assert [paper.path.name for paper in begun.work.draft.papers][-1] == "bilaga.txt"


def test_a_file_dropped_twice_is_read_once_and_nothing_is_told_as_given_up(
    window: MainWindow, page: RegistreraPage, letter: Path, settle: Settle
) -> None:
    window.go(Destination("remisser"))
    window.take_files([letter])
    window.take_files([letter])
    settle()
    assert page.work is not None
    assert [paper.path.name for paper in page.work.draft.papers] == ["missiv.txt"]
    assert window.notice_bar.notice is None
    page._add_files([letter])
    settle()
    assert [paper.path.name for paper in page.work.draft.papers] == ["missiv.txt"]


def test_what_is_dropped_before_anything_is_begun_is_for_the_window_to_sort(
    window: MainWindow, page: RegistreraPage, letter: Path, settle: Settle
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter))])

    def comes_here() -> bool:
        event = QDragEnterEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        page.dragEnterEvent(event)
        return event.isAccepted()

    assert not comes_here()
    window.take_files([letter])
    settle()
    assert page.work is not None
    assert comes_here()


def test_a_recommendation_that_nobody_wrote_is_not_registered(
    window: MainWindow, begun: RegistreraPage, settle: Settle, qtbot: QtBot
) -> None:
    before = len(_rows(begun))
    qtbot.mouseClick(begun.work.form.recommendations._add, Qt.MouseButton.LeftButton)
    last = _rows(begun)[-1].text
    assert len(_rows(begun)) == before + 1
    assert (last.toPlainText(), last.placeholderText()) == ("", "Skriv rekommendationen här")
    begun.work.foot.register.click()
    settle()
    assert window.page is begun
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text.startswith(f"Rekommendation {before + 1} saknar text.")


def _mail_with(letter: Path) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "VB: Missiv", "Åsa Öberg <asa.oberg@alvstad.example>"
    mail.set_content("Hej! Se det bifogade.")
    mail.add_attachment(letter.read_bytes(), maintype="text", subtype="plain", filename="missiv.txt")
    return mail.as_bytes()


def _from_outlook(*files: tuple[str, bytes]) -> QMimeData:
    """What Outlook on Windows hands over, under the names that Qt gives its formats there."""
    listed = struct.pack("<I", len(files))
    data = QMimeData()
    for number, (name, content) in enumerate(files):
        listed += bytes(72) + name.encode("utf-16-le").ljust(520, b"\0")
        data.setData(f'application/x-qt-windows-mime;value="FileContents";index={number}', content)
    data.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', listed)
    return data


def _drop_on(widget: QWidget, data: QMimeData) -> bool:
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        widget.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
        QApplication.processEvents()
    return enter.isAccepted()


def test_a_mail_dropped_on_the_window_gives_its_papers_in_one_go(
    window: MainWindow, page: RegistreraPage, letter: Path, settle: Settle
) -> None:
    path = letter.with_name("brev.eml")
    path.write_bytes(_mail_with(letter))
    window.take_files([path])
    settle()
    assert [paper.name for paper in page.work.draft.papers] == ["brev.eml", "missiv.txt"]
    assert page.work.form.fields.texts["title"].text() == "Granskning av arbetet mot våld i nära relationer"
    assert page.work.papers.tabs.currentIndex() in (0, 1)
    page._add_files([letter.rename(letter.with_name("annat.txt"))])
    settle()
    assert [paper.name for paper in page.work.draft.papers] == ["brev.eml", "missiv.txt", "annat.txt"]


def test_a_mail_dragged_from_outlook_is_taken_as_a_file_is(
    window: MainWindow, page: RegistreraPage, letter: Path, settle: Settle
) -> None:
    assert _drop_on(window, _from_outlook(("VB: Missiv ../x.eml", _mail_with(letter))))
    settle()
    assert [paper.name for paper in page.work.draft.papers] == ["VB- Missiv ..-x.eml", "missiv.txt"]
    assert _drop_on(page, _from_outlook(("a.txt", b"Ett"), ("a.txt", "Två".encode())))
    settle()
    assert [paper.text for paper in page.work.draft.papers[2:]] == ["Ett", "Två"]


def test_a_mail_that_outlook_promises_but_does_not_hand_over_is_told(
    window: MainWindow, page: RegistreraPage, settle: Settle
) -> None:
    _drop_on(window, _from_outlook(("Missiv.msg", b"")))
    settle()
    notice = window.notice_bar.notice
    assert notice is not None
    assert "Outlook lämnade inte över Missiv.msg" in notice.text
    assert page.work is None


def test_a_mail_of_classic_outlook_is_saved_by_outlook_itself(
    window: MainWindow, page: RegistreraPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for Outlook, asked through pywin32, which is only on Windows."""
    asked: list[int] = []

    def save(path: str, kind: int) -> None:
        asked.append(kind)
        Path(path).write_bytes(b"ingen ole-fil")

    mails = [SimpleNamespace(Subject="Missiv: KS/2026", SaveAs=save)]
    chosen = SimpleNamespace(Count=1, Item=lambda number: mails[number - 1])
    explorer = SimpleNamespace(Selection=chosen)
    outlook = SimpleNamespace(ActiveExplorer=lambda: explorer)
    client = SimpleNamespace(GetActiveObject={"Outlook.Application": outlook}.__getitem__)
    monkeypatch.setitem(sys.modules, "win32com", ModuleType("win32com"))
    monkeypatch.setitem(sys.modules, "win32com.client", client)
    _drop_on(window, _from_outlook(("Missiv.msg", b"")))
    settle()
    assert asked == [9]
    notice = window.notice_bar.notice
    assert notice is not None
    assert "Missiv- KS-2026.msg är inget mejl från Outlook" in notice.text
    _drop_on(window, _from_outlook(("Ett.msg", b""), ("Två.msg", b"")))
    settle()
    assert asked == [9]
    assert "Outlook lämnade inte över de 2 mejlen" in window.notice_bar.notice.text


def test_copied_text_is_pasted_as_a_paper(page: RegistreraPage, letter: Path, settle: Settle, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(letter.read_text(encoding="utf-8"))
    page.start.choose.setFocus()
    qtbot.keyClick(page.start.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [paper.name for paper in page.work.draft.papers] == ["Inklistrad text.txt"]
    assert page.work.form.fields.texts["title"].text() == "Granskning av arbetet mot våld i nära relationer"
    title = page.work.form.fields.texts["title"]
    title.clear()
    QApplication.clipboard().setText("Eget namn")
    qtbot.keyClick(title, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert title.text() == "Eget namn"
    assert len(page.work.draft.papers) == 1
    QApplication.clipboard().setText("Mer text")
    page.work.papers.text.setFocus()
    qtbot.keyClick(page.work.papers.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [paper.text for paper in page.work.draft.papers[1:]] == ["Mer text"]


def test_a_scan_without_text_offers_to_paste_it(
    window: MainWindow, page: RegistreraPage, letter: Path, settle: Settle, qtbot: QtBot
) -> None:
    scan = letter.with_name("inskannad.pdf")
    pdf = FPDF()
    pdf.add_page()
    pdf.output(str(scan))
    page._add_files([scan])
    settle()
    paste = next(each for each in page.work.papers.findChildren(QPushButton) if each.text() == "Klistra in texten")
    QApplication.clipboard().clear()
    qtbot.mouseClick(paste, Qt.MouseButton.LeftButton)
    notice = window.notice_bar.notice
    assert notice is not None
    assert "ingen text att klistra in" in notice.text
    QApplication.clipboard().setText(letter.read_text(encoding="utf-8"))
    qtbot.mouseClick(paste, Qt.MouseButton.LeftButton)
    settle()
    assert [paper.name for paper in page.work.draft.papers] == ["inskannad.pdf", "Inklistrad text.txt"]
    assert page.work.papers.tabs.currentIndex() == 1
