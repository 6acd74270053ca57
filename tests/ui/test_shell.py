"""The window around the pages: notices, undo, keys, places, copies, files dropped on it, the demo."""

import datetime as dt
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Meeting, Remiss
from secretary_app.operations.editing_meetings import remove_meeting
from secretary_app.operations.exporting import export_workbook
from secretary_app.operations.opening import Register as OpenRegister
from secretary_app.store.register import Register
from secretary_app.support.clock import system_clock
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource
from secretary_app.ui import program as program_module
from secretary_app.ui.core.copies import keep_copies_folder
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.forsta_start.page import FirstStart
from secretary_app.ui.program import Program
from secretary_app.ui.shell.demo import Demo
from secretary_app.ui.shell.trouble import Trouble
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.notice_bar import NoticeBar
from secretary_app.ui.widgets.notice_line import NoticeLine
from secretary_app.ui.widgets.workbook_import import ImportPreview, WorkbookImport

Settle = Callable[[], None]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def here(window: MainWindow, settle: Settle) -> MainWindow:
    window.go(Destination("remisser"))
    window.activateWindow()
    settle()
    return window


def retitle(register: OpenRegister) -> None:
    remiss = register.find(Remiss, diarienummer="KS/2025:31")[0]
    with register.change("Ändrade rubriken") as change:
        change.update(replace(remiss, title="Ny rubrik"))


def retitle_again(register: OpenRegister) -> None:
    remiss = register.find(Remiss, diarienummer="KS/2025:31")[0]
    with register.change("Ändrade rubriken") as change:
        change.update(replace(remiss, title="Ännu en"))


def title(path: Path) -> str:
    with Register.open(path) as register:
        return register.find(Remiss, diarienummer="KS/2025:31")[0].title


def test_a_change_is_told_and_taken_back(here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    bar = here.notice_bar
    here.desk.write(retitle, owner=here)
    settle()
    assert bar.notice is not None
    assert bar.notice.text == "Ändrade rubriken."
    assert title(here.desk.path) == "Ny rubrik"

    qtbot.mouseClick(bar.undo_button, Qt.MouseButton.LeftButton)
    settle()
    assert title(here.desk.path) == "Granskning av löneprocessen"
    assert bar.notice is not None
    assert bar.notice.text.startswith("Ångrat")


def test_ctrl_z_and_ctrl_y(here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    here.desk.write(retitle, owner=here)
    settle()
    qtbot.keyClick(here, Qt.Key.Key_Z, CTRL)
    settle()
    assert title(here.desk.path) == "Granskning av löneprocessen"
    qtbot.keyClick(here, Qt.Key.Key_Y, CTRL)
    settle()
    assert title(here.desk.path) == "Ny rubrik"
    qtbot.keyClick(here, Qt.Key.Key_Z, CTRL)
    settle()
    qtbot.keyClick(here, Qt.Key.Key_Z, CTRL | SHIFT)
    settle()
    assert title(here.desk.path) == "Ny rubrik"


def test_ctrl_z_belongs_to_the_field_that_has_the_focus(here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    here.desk.write(retitle, owner=here)
    settle()
    field = here.page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    settle()
    assert field.text() == ""
    assert title(here.desk.path) == "Ny rubrik"


def test_an_error_stays_above_what_is_told_later_until_it_is_closed(
    here: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    bar = here.notice_bar
    here.notify(Notice("Först."))
    here.notify(Notice("Ett fel.", Tone.ERROR))
    here.notify(Notice("Ett fel.", Tone.ERROR))
    assert [each.text for each in bar.notices] == ["Ett fel."]
    here.desk.write(retitle, owner=here)
    settle()
    here.notify(Notice("Nästa."))
    here.desk.write(retitle_again, owner=here)
    settle()
    assert [each.text for each in bar.notices] == ["Ett fel.", "Ändrade rubriken."]
    assert bar.undo_button.isVisible()
    qtbot.mouseClick(bar.undo_button, Qt.MouseButton.LeftButton)
    settle()
    assert title(here.desk.path) == "Ny rubrik"
    assert [each.text for each in bar.notices] == ["Ett fel.", "Ångrat: ”Ändrade rubriken”."]
    qtbot.keyClick(here.page, Qt.Key.Key_Escape)
    assert [each.text for each in bar.notices] == ["Ett fel."]
    qtbot.keyClick(here.page, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_an_error_is_closed_when_the_same_has_gone_well(here: MainWindow, settle: Settle) -> None:
    is_wrong = True

    def save() -> None:
        def work(register: OpenRegister) -> None:
            if is_wrong:
                raise UserError("Rubriken saknas.")
            retitle(register)

        here.desk.write(work, owner=here)

    def in_its_own_words(error: UserError) -> None:
        here.notify(Notice(f"Nej. {error.message}", Tone.ERROR))

    def other(_register: OpenRegister) -> None:
        if is_wrong:
            raise UserError("Annat.")

    save()
    settle()
    here.desk.write(other, owner=here, otherwise=in_its_own_words)
    settle()
    assert [each.text for each in here.notice_bar.notices] == ["Rubriken saknas.", "Nej. Annat."]
    is_wrong = False
    save()
    settle()
    assert [each.text for each in here.notice_bar.notices] == ["Nej. Annat.", "Ändrade rubriken."]
    here.desk.write(other, owner=here, otherwise=in_its_own_words)
    settle()
    assert [each.text for each in here.notice_bar.notices] == ["Ändrade rubriken."]


def test_no_more_errors_are_seen_than_there_is_room_for(here: MainWindow) -> None:
    for number in range(5):
        here.notify(Notice(f"Fel {number}.", Tone.ERROR))
    bar = here.notice_bar
    assert [each.text for each in bar.notices] == ["Fel 2.", "Fel 3.", "Fel 4."]
    assert seen_in(bar) == ["Fel 2.", "Fel 3.", "Fel 4."]
    here.resize(here.width(), 640)
    QApplication.processEvents()
    assert seen_in(bar) == ["Fel 4."]
    here.notify(Notice("Sparat."))
    assert seen_in(bar) == ["Fel 4.", "Sparat."]
    bar.dismiss()
    bar.dismiss()
    assert seen_in(bar) == ["Fel 3."]


def seen_in(bar: NoticeBar) -> list[str]:
    return [each.text.text() for each in bar.findChildren(NoticeLine) if each.isVisible()]


def test_f6_goes_round_the_parts(here: MainWindow, qtbot: QtBot) -> None:
    seen = []
    here.navigation.setFocus()
    for _ in range(3):
        qtbot.keyClick(here, Qt.Key.Key_F6)
        seen.append(here.focusWidget())
    assert seen == [here.search, here.page.parts()[0], here.navigation]
    qtbot.keyClick(here, Qt.Key.Key_F6, SHIFT)
    assert here.focusWidget() is here.page.parts()[0]


def test_alt_left_goes_back(here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    here.go(Destination("sammantraden"))
    settle()
    qtbot.keyClick(here, Qt.Key.Key_Left, ALT)
    settle()
    assert here.page.name == "remisser"


def test_the_bottom_line_tells_register_copy_and_what_is_late(here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    line = here.status_line
    assert line.register.text() == "Register: register.beredd"
    assert line.late.text() == "2 försenade remisser"
    here.upkeep.back_up()
    settle()
    # The clock of the test stands at 09.00 UTC.
    local = here.desk.clock().astimezone()
    assert line.backup.text() == f"Säkerhetskopia i dag {local:%H.%M}"
    assert here.notice_bar.notice is None
    qtbot.mouseClick(line.late, Qt.MouseButton.LeftButton)
    settle()
    assert here.page.name == "remisser"


def test_a_copy_that_fails_is_told_once(here: MainWindow, places: Places, settle: Settle, tmp_path: Path) -> None:
    blocked = tmp_path / "en-fil"
    blocked.write_text("", encoding="utf-8")
    keep_copies_folder(places, blocked)
    here.upkeep.back_up()
    settle()
    notice = here.notice_bar.notice
    assert notice is not None
    assert notice.tone is Tone.WARNING
    assert notice.text.startswith("Säkerhetskopian kunde inte göras.")
    assert here.status_line.backup.text() == "Ingen säkerhetskopia"
    here.notice_bar.dismiss()
    here.upkeep.back_up()
    settle()
    assert here.notice_bar.notice is None


def test_another_day_is_noticed(window: MainWindow, desk: Desk, settle: Settle) -> None:
    window.go(Destination("remisser"))
    settle()
    desk.clock = lambda: dt.datetime(2026, 4, 16, 9, tzinfo=dt.UTC)
    window.upkeep.look_at_the_day()
    settle()
    assert window.status_line.late.text() == "3 försenade remisser"


def test_narrow_shows_icons_alone(here: MainWindow) -> None:
    wide = here.navigation.width()
    here.resize(1200, 800)
    assert here.navigation.width() == theme().px(60) < wide
    here.resize(1600, 1000)
    assert here.navigation.width() == wide


def test_the_window_comes_back_where_it_was(here: MainWindow, desk: Desk, places: Places, qtbot: QtBot) -> None:
    here.resize(1024, 700)
    here.close()
    again = MainWindow(Desk(desk.path), places)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1024, 700)
    again.close()


def picture(window: MainWindow) -> QImage:
    for _ in range(3):
        QApplication.processEvents()
    return window.grab().toImage()


def test_dark_at_run_time_leaves_nothing_light(here: MainWindow, settle: Settle, qtbot: QtBot, places: Places) -> None:
    here.notify(Notice("Klart.", link="Visa"))
    here.navigation.setFocus()
    light = picture(here)
    theme().set(dark=True)
    try:
        switched = picture(here)
        desk = Desk(here.desk.path, who="Test", clock=here.desk.clock)
        other = MainWindow(desk, places)
        qtbot.addWidget(other)
        other.resize(here.size())
        other.show()
        other.go(Destination("remisser"))
        qtbot.waitUntil(lambda: not desk.is_busy)
        other.notify(Notice("Klart.", link="Visa"))
        QApplication.processEvents()
        other.navigation.setFocus()
        born = picture(other)
        other.close()
    finally:
        theme().set(dark=False)
    assert light != switched
    assert switched == born
    here.activateWindow()
    here.navigation.setFocus()
    assert picture(here) == light


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_dropped_missiv_begins_a_registration(here: MainWindow, settle: Settle, tmp_path: Path) -> None:
    gone: list[Destination] = []
    here.gone.connect(gone.append)
    files = [Path(shutil.copy(resource("example", name), tmp_path)) for name in ("missiv.pdf", "revisionsrapport.pdf")]
    drop(here, *files)
    settle()
    assert gone == [Destination("registrera", item="\n".join(map(str, files)))]


def test_a_dropped_answer_goes_to_its_remiss(here: MainWindow, settle: Settle, tmp_path: Path) -> None:
    with Register.open(here.desk.path) as register:
        remiss = register.find(Remiss, diarienummer="KS/2025:188")[0]
    here.go(Destination("remiss", remiss_id=remiss.id))
    settle()
    gone: list[Destination] = []
    here.gone.connect(gone.append)
    path = Path(shutil.copy(resource("example", "svar-osn.xlsx"), tmp_path))
    drop(here, path)
    settle()
    assert [(each.page, each.item) for each in gone] == [("remiss", f"svar-fil:{path}")]


def test_what_is_no_document_is_told(here: MainWindow, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "bild.zip"
    path.write_bytes(b"PK")
    drop(here, path)
    settle()
    assert here.notice_bar.notice is not None
    assert here.notice_bar.notice.tone is Tone.ERROR
    assert here.notice_bar.notice.text.startswith("bild.zip kan inte tas emot.")


def test_a_dropped_register_is_to_be_opened(here: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    with qtbot.waitSignal(here.file_dropped, timeout=5000) as signal:
        drop(here, here.desk.path)
    assert signal.args == [here.desk.path]


def test_a_dropped_workbook_is_tried_before_it_is_read_in(
    here: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    book = tmp_path / "moten.xlsx"
    with Register.open(here.desk.path) as register:
        export_workbook(register, book)
        meeting = register.find(Meeting)[0]
    here.desk.write(lambda register: remove_meeting(register, meeting), owner=here)
    settle()
    here.notice_bar.dismiss()

    def dropped() -> ImportPreview:
        drop(here, book)
        qtbot.waitUntil(lambda: any(each.isVisible() for each in here.findChildren(ImportPreview)), timeout=10_000)
        return next(each for each in here.findChildren(ImportPreview) if each.isVisible())

    for _ in range(2):
        dialog = dropped()
        assert dialog.words.text().endswith("Inget är sparat än.")
        dialog.reject()
        settle()
        with Register.open(here.desk.path) as register:
            assert not register.find(Meeting, namnd_id=meeting.namnd_id, date=meeting.date)
    assert len(here.findChildren(WorkbookImport)) == 1
    qtbot.mouseClick(dropped().take, Qt.MouseButton.LeftButton)
    settle()
    assert here.notice_bar.notice is not None
    assert here.notice_bar.notice.text.startswith("moten.xlsx är inläst: ")
    with Register.open(here.desk.path) as register:
        assert register.find(Meeting, namnd_id=meeting.namnd_id, date=meeting.date)


def test_the_demo_leaves_nothing_behind(application: QApplication, places: Places, qtbot: QtBot) -> None:
    program = Program(places, leave=lambda: None)
    start = time.perf_counter()
    program.open_demo()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
    assert time.perf_counter() - start < 2
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    folder = window.desk.path.parent
    assert window.desk.today == dt.date(2026, 4, 16)
    assert window.desk.who == window.places.me == "Malva Tjärnfors"
    window.upkeep.back_up()
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    assert [path for path in folder.rglob("*.beredd") if path.parent != folder]
    assert places.registers == []
    window.close()
    application.aboutToQuit.emit()
    assert not folder.exists()
    assert folder.parent.exists()


def test_a_demo_that_cannot_be_made_says_why(application: QApplication, places: Places, qtbot: QtBot) -> None:
    demo = Demo(places)
    demo.path = demo.path / "finns-inte"
    with qtbot.waitSignal(demo.failed, timeout=10_000) as signal:
        demo.begin()
    assert signal.args is not None
    assert isinstance(signal.args[0], UserError)


@pytest.mark.parametrize("fault", [UserError("Disken är full."), ValueError("fel")])
def test_a_fault_in_making_the_demo_leaves_a_window_with_ways_on(
    application: QApplication, places: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fails(_folder: Path) -> None:
        raise fault

    monkeypatch.setattr("secretary_app.operations.demo.make_demo", fails)
    program = Program(places, leave=lambda: None)
    program.open_demo()
    qtbot.waitUntil(lambda: isinstance(program.window, Trouble), timeout=10_000)
    trouble = program.window
    assert isinstance(trouble, Trouble)
    assert trouble.isVisible()
    assert trouble.words.text() in ("Disken är full.", "Något gick fel i Beredd när exemplet skulle göras.")
    assert not trouble.more.isVisible()
    assert trouble.report.isVisible() == isinstance(fault, ValueError)
    if trouble.report.isVisible():
        qtbot.mouseClick(trouble.report, Qt.MouseButton.LeftButton)
        assert "ValueError: fel" in application.clipboard().text()
        assert trouble.more.text().startswith("Felrapporten är kopierad.")
    assert [each.text() for each in trouble.ways] == ["Försök igen", "Öppna ett annat register…", "Börja ett nytt…"]
    monkeypatch.undo()
    qtbot.mouseClick(trouble.ways[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    window.close()


def test_a_demo_without_a_folder_says_so(
    application: QApplication, places: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "finns-inte"))
    program = Program(places, leave=lambda: None)
    program.open_demo()
    trouble = program.window
    assert isinstance(trouble, Trouble)
    assert trouble.words.text().startswith("Exemplet görs i en tillfällig mapp")
    qtbot.mouseClick(trouble.ways[2], Qt.MouseButton.LeftButton)
    first = program.window
    assert isinstance(first, FirstStart)
    first.close()


def test_the_clock_of_the_demo_goes_on(application: QApplication, places: Places, qtbot: QtBot) -> None:
    demo = Demo(places)
    with qtbot.waitSignal(demo.ready, timeout=10_000):
        demo.begin()
    first = demo.clock()
    assert first.date() == dt.date(2026, 4, 16)
    assert dt.timedelta(0) <= demo.clock() - first < dt.timedelta(minutes=1)
    assert system_clock() - first > dt.timedelta(0)
    demo.clean_up()


def test_a_register_that_cannot_be_opened_leaves_the_window_as_it_is(
    application: QApplication, places: Places, register_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program = Program(places, leave=lambda: None)
    program.open(register_path)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
    window = program.window
    assert isinstance(window, MainWindow)
    broken = tmp_path / "trasig.beredd"
    broken.write_bytes(b"inget register")
    program.open(broken)
    qtbot.waitUntil(lambda: window.notice_bar.notice is not None)
    assert program.window is window
    assert window.notice_bar.notice is not None
    assert "inget register" in window.notice_bar.notice.text
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    window.close()


def test_what_is_unsaved_keeps_its_window_when_another_register_is_asked_for(
    application: QApplication,
    places: Places,
    register_path: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = Path(shutil.copy(register_path, tmp_path / "annat.beredd"))
    program = Program(places, leave=lambda: None)
    program.open(register_path)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
    window = program.window
    assert isinstance(window, MainWindow)
    made: list[Path] = []
    monkeypatch.setattr(program_module, "Desk", lambda path, **rest: made.append(path) or Desk(path, **rest))
    monkeypatch.setattr(program_module, "ask_open", lambda *_args, **_named: [other])
    asked: list[bool] = []
    monkeypatch.setattr(window.page, "may_leave", lambda: bool(asked.append(True)))
    program.open(other)
    program.open_another()
    window.file_dropped.emit(other)
    window.restore_backup(other)
    assert (len(asked), made) == (4, [])
    assert program.window is window
    assert window.isVisible()
    program.open(register_path)
    assert len(asked) == 4

    monkeypatch.setattr(window.page, "may_leave", lambda: True)
    program.open(other)
    qtbot.waitUntil(lambda: program.window is not window, timeout=10_000)
    after = program.window
    assert isinstance(after, MainWindow)
    assert (after.desk.path, made) == (other, [other])
    qtbot.waitUntil(lambda: not after.desk.is_busy)
    after.close()


def test_what_is_late_is_counted_anew_only_where_something_has_changed(
    window: MainWindow, desk: Desk, places: Places, settle: Settle
) -> None:
    told: list[int] = []
    window.upkeep.late_counted.connect(told.append)
    window.upkeep._recount_late()
    settle()
    true_count = told[-1]
    kept = places.text("frister/räknade")
    assert kept.endswith(f" {true_count}")
    places.keep("frister/räknade", f"{kept.rpartition(' ')[0]} 77")
    window.upkeep._recount_late()
    settle()
    assert told[-1] == 77
    with Register.open(desk.path) as register:
        meeting = register.find(Meeting)[0]
    desk.write(lambda register: remove_meeting(register, meeting), owner=window)
    settle()
    window.upkeep._recount_late()
    settle()
    assert told[-1] == true_count
