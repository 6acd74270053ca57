"""What goes wrong around the program: each is told in a sentence with a way on, and the window goes on."""

import ast
import datetime as dt
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Kommun, Remiss
from secretary_app.operations.opening import Register as OpenRegister
from secretary_app.operations.opening import backup_folder
from secretary_app.store.register import Register
from secretary_app.store.schema import MIGRATIONS, Migration
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.faults import catch_faults, log_to_file
from secretary_app.ui.core.notices import Notice, Tone, fault_report
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.forsta_start.page import FirstStart
from secretary_app.ui.program import Program
from secretary_app.ui.shell.trouble import Trouble
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.workbook_import import ImportPreview

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
Settle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows låter ingen ta bort en öppen fil")
not_root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="den som får allt hindras inte av rättigheter"
)


@pytest.fixture
def here(window: MainWindow, desk: Desk, settle: Settle) -> MainWindow:
    """The window as the program opens it: the register is its own to write in."""
    desk.open(lambda: None, lambda error: pytest.fail(error.message))
    settle()
    window.go(Destination("remisser"))
    settle()
    return window


@pytest.fixture
def program(application: QApplication, places: Places, qtbot: QtBot) -> Iterator[Program]:
    made = Program(places, lambda: NOW, leave=lambda: None)
    yield made
    window = made.window
    if isinstance(window, MainWindow):
        qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=10_000)
    if window is not None:
        window.close()


def retitle(register: OpenRegister) -> None:
    remiss = register.find(Remiss, diarienummer="KS/2025:31")[0]
    with register.change("Ändrade rubriken") as change:
        change.update(replace(remiss, title="Ny rubrik"))


def title(path: Path) -> str:
    with Register.open(path) as register:
        return register.find(Remiss, diarienummer="KS/2025:31")[0].title


def told(window: MainWindow) -> Notice:
    assert window.notice_bar.notice is not None
    assert window.notice_bar.isVisible()
    return window.notice_bar.notice


def press(qtbot: QtBot, window: QWidget, words: str) -> None:
    found = [each for each in window.findChildren(QPushButton) if each.text() == words and each.isVisible()]
    assert len(found) == 1, words
    qtbot.mouseClick(found[0], LEFT)


def opened(program: Program, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=10_000)
    return window


def refused(program: Program, qtbot: QtBot) -> Trouble:
    qtbot.waitUntil(lambda: isinstance(program.window, Trouble), timeout=10_000)
    assert isinstance(program.window, Trouble)
    return program.window


# The register goes away, or becomes another, while the window is open.


@posix_only
def test_a_register_that_is_moved_is_told_and_never_made_anew(here: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    path = here.desk.path
    aside = path.rename(path.with_name("undan.beredd"))
    for _ in range(2):
        here.desk.write(retitle, owner=here)
        settle()
        assert "finns inte längre" in told(here).text
        assert told(here).tone is Tone.ERROR
        assert not path.exists()
    here.go(Destination("sammantraden"))
    settle()
    assert "finns inte längre" in told(here).text
    assert not path.exists()

    aside.rename(path)
    here.desk.write(retitle, owner=here)
    settle()
    assert title(path) == "Ny rubrik"


@posix_only
def test_what_failed_is_tried_again_from_the_notice(here: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    path = here.desk.path
    aside = path.rename(path.with_name("undan.beredd"))
    here.desk.write(retitle, owner=here)
    settle()
    press(qtbot, here.notice_bar, "Försök igen")
    settle()
    assert "finns inte längre" in told(here).text
    aside.rename(path)
    press(qtbot, here.notice_bar, "Försök igen")
    settle()
    assert told(here).text == "Ändrade rubriken."
    assert title(path) == "Ny rubrik"


@posix_only
def test_a_page_that_could_not_be_read_is_filled_by_trying_again(
    here: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    path = here.desk.path
    aside = path.rename(path.with_name("undan.beredd"))
    here.go(Destination("installningar"))
    settle()
    aside.rename(path)
    press(qtbot, here.notice_bar, "Försök igen")
    settle()
    assert here.notice_bar.notice is None
    assert any(each.text() == "Älvstads kommun" for each in here.page.findChildren(QLineEdit))


@posix_only
def test_a_folder_that_is_gone_as_a_disk_that_was_taken_out(
    application: QApplication, places: Places, register_path: Path, tmp_path: Path, qtbot: QtBot, program: Program
) -> None:
    disk = tmp_path / "usb"
    disk.mkdir()
    path = Path(shutil.copy(register_path, disk / "register.beredd"))
    program.open(path)
    window = opened(program, qtbot)
    away = disk.rename(tmp_path / "borta")
    window.desk.write(retitle, owner=window)
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    assert "anslut disken" in told(window).text
    window.upkeep.back_up()
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    assert not disk.exists()
    away.rename(disk)
    window.desk.write(retitle, owner=window)
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    assert title(path) == "Ny rubrik"


@posix_only
def test_another_file_in_its_place_is_told_and_shown(here: MainWindow, settle: Settle, tmp_path: Path) -> None:
    other = Path(shutil.copy(here.desk.path, tmp_path / "annan.beredd"))
    with Register.open(other, write=True) as register, register.change("Bytte namn") as change:
        change.update(replace(register.find(Kommun)[0], name="Nya kommun"))
    other.replace(here.desk.path)
    here.go(Destination("installningar"))
    settle()
    assert "har bytts ut mot en annan fil" in told(here).text
    assert any(each.text() == "Nya kommun" for each in here.page.findChildren(QLineEdit))
    here.desk.write(retitle, owner=here)
    settle()
    assert title(here.desk.path) == "Ny rubrik"


def test_a_register_damaged_while_it_is_open_is_told(here: MainWindow, settle: Settle) -> None:
    size = here.desk.path.stat().st_size
    with here.desk.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    here.go(Destination("sammantraden"))
    settle()
    assert "är skadat" in told(here).text
    assert here.isVisible()


_FULL = """
import resource, sys, os
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtTest import QTest
from secretary_app.domain.model import Reminder
from secretary_app.support.ids import new_id
from secretary_app.ui.app import make_application
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.workbook_import import ImportPreview
path = Path(sys.argv[1])
places = Places(path.with_name("x.ini"))
application = make_application(places)
desk = Desk(path, who="Test")
window = MainWindow(desk, places)
window.show()
window.go(Destination("remisser"))
def settle():
    while desk.is_busy:
        QTest.qWait(10)
settle()
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = path.stat().st_size
def much(register):
    with register.change("Mycket") as change:
        change.add_all(Reminder(id=new_id(), due=desk.today, text="x" * 1000) for _ in range(2000))
for limit in (size, resource.RLIM_INFINITY):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    desk.write(much, owner=window)
    settle()
    print(window.notice_bar.notice.tone.value, window.notice_bar.notice.text, window.notice_bar.notice.link)
desk.close()
"""


@posix_only
def test_a_full_disk_changes_nothing_and_can_be_tried_again(register_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _FULL, str(register_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    first, second = ran.stdout.splitlines()
    assert first.startswith("error Disk")
    assert first.endswith("Försök igen")
    assert second.strip() == "done Mycket."


# Starting.


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("inget register", encoding="utf-8")


def _other_database(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()


def _damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 8000)


def _newer(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations SELECT max(id) + 1, 'beredd', '9999_later', applied_at "
            "FROM _sqlite_migrations"
        )
    connection.close()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_empty, "är tom"),
        (_text, "är filen skadad. Hämta en säkerhetskopia, eller öppna ett annat register."),
        (_other_database, "från ett annat program"),
        (_damaged, "är skadat"),
        (_newer, "nyare version av Beredd"),
    ],
)
def test_what_cannot_be_opened_is_told_with_ways_on(
    program: Program, qtbot: QtBot, register_path: Path, tmp_path: Path, harm: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "Älvstad & Co – 'remisser' (1).beredd"
    if harm in (_damaged, _newer):
        shutil.copy(register_path, path)
    harm(path)
    before = path.read_bytes()
    program.start(path)
    trouble = refused(program, qtbot)
    assert words in trouble.words.text()
    assert "Traceback" not in trouble.words.text()
    assert [each.text() for each in trouble.ways] == [
        "Försök igen",
        "Öppna ett annat register…",
        "Hämta en säkerhetskopia…",
    ]
    assert path.read_bytes() == before


def test_a_damaged_register_is_replaced_by_its_newest_backup(
    program: Program, qtbot: QtBot, register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open(register_path)
    window = opened(program, qtbot)
    window.upkeep.back_up()
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    window.close()
    program.window = None
    _damaged(register_path)

    program.start(register_path)
    trouble = refused(program, qtbot)
    asked: list[Path] = []

    def choose(_parent: QWidget, places: Places, _title: str, _filter: str, *, key: str) -> list[Path]:
        folder = Path(places.text(f"{key}/öppna"))
        asked.append(folder)
        return [max(folder.glob("*.beredd"))]

    monkeypatch.setattr("secretary_app.ui.core.copies.ask_open", choose)
    qtbot.mouseClick(trouble.ways[2], LEFT)
    window = opened(program, qtbot)
    assert asked[0].parent == backup_folder()
    assert told(window).text.startswith("Registret är nu som i register ")
    assert "ligger kvar i register före återställning" in told(window).text
    assert title(register_path) == "Granskning av löneprocessen"


def test_the_register_of_last_time_is_missed_and_no_other_taken_for_it(
    program: Program, places: Places, qtbot: QtBot, register_path: Path
) -> None:
    gone = register_path.with_name("borta.beredd")
    places.opened(register_path)
    places.opened(gone)
    program.start(None)
    trouble = refused(program, qtbot)
    assert f"{gone} finns inte" in trouble.words.text()
    qtbot.mouseClick(trouble.ways[0], LEFT)
    qtbot.waitUntil(lambda: program.window is not trouble)
    assert not gone.exists()
    trouble = refused(program, qtbot)
    assert trouble.ways[-1].text() == "Börja ett nytt…"
    qtbot.mouseClick(trouble.ways[-1], LEFT)
    assert isinstance(program.window, FirstStart)
    assert program.window.path == gone


def test_a_register_of_an_older_program_is_copied_first_and_that_is_told(
    program: Program, qtbot: QtBot, register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(db: object) -> None:
        """Changes nothing."""

    later = [*MIGRATIONS, Migration("9999_later", run)]
    monkeypatch.setattr(MIGRATIONS, "_migrations", later)
    program.open(register_path)
    window = opened(program, qtbot)
    (kept,) = backup_folder().glob("register före uppgradering *.beredd")
    assert told(window).text.startswith("Registret är anpassat till den här versionen av Beredd.")
    assert str(kept) in told(window).text
    monkeypatch.setattr(MIGRATIONS, "_migrations", later[:-1])
    assert title(kept) == "Granskning av löneprocessen"


def test_a_synchronised_folder_is_refused(program: Program, qtbot: QtBot, register_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Älvstads kommun"
    folder.mkdir()
    path = Path(shutil.copy(register_path, folder))
    program.start(path)
    assert "synkroniseras" in refused(program, qtbot).words.text()


def test_a_fault_of_ours_while_opening_is_told(program: Program, qtbot: QtBot, register_path: Path) -> None:
    def broken() -> dt.datetime:
        raise RuntimeError("klockan")

    import sqlite3

    with sqlite3.connect(register_path) as connection:
        connection.execute("DELETE FROM _sqlite_migrations")
    connection.close()
    program._clock = broken
    program.open(register_path)
    trouble = refused(program, qtbot)
    assert trouble.words.text() == "Något gick fel i Beredd när register.beredd skulle öppnas."
    press(qtbot, trouble, "Kopiera felrapport")
    assert "klockan" in QApplication.clipboard().text()


def test_a_fault_of_ours_in_making_the_window_leaves_one_that_tells_it(
    program: Program, qtbot: QtBot, register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("fönstret")

    with monkeypatch.context() as patched, qtbot.captureExceptions() as faults:
        patched.setattr("secretary_app.ui.program.MainWindow.go", broken)
        program.start(register_path)
        qtbot.waitUntil(lambda: bool(faults), timeout=10_000)
    program.tell_fault("Traceback\nRuntimeError: fönstret")
    trouble = refused(program, qtbot)
    assert trouble.words.text().startswith("Något gick fel i Beredd när fönstret skulle visas.")
    assert trouble.report.isVisible()
    press(qtbot, trouble, "Försök igen")
    opened(program, qtbot)


def test_the_same_register_dropped_on_its_window_is_open_already(
    program: Program, qtbot: QtBot, register_path: Path
) -> None:
    program.open(register_path)
    window = opened(program, qtbot)
    program.open(register_path)
    assert told(window).text == "register.beredd är redan öppet här."
    assert program.window is window


@not_root
def test_a_folder_that_may_not_be_written_in(program: Program, qtbot: QtBot, register_path: Path) -> None:
    register_path.parent.chmod(0o500)
    try:
        program.start(register_path)
        assert "får inte skriva i mappen" in refused(program, qtbot).words.text()
    finally:
        register_path.parent.chmod(0o700)


# The first start.


@pytest.fixture
def first(application: QApplication, places: Places, tmp_path: Path, qtbot: QtBot) -> Iterator[FirstStart]:
    page = FirstStart(places, tmp_path / "ny.beredd", lambda: NOW)
    qtbot.addWidget(page)
    page.show()
    yield page
    page.close()


def last_step(page: FirstStart) -> FirstStart:
    page.kommun.setText("Älvstads kommun")
    page.go_on()
    page.go_on()
    assert page.step == 2
    return page


def seen(page: QWidget, words: str) -> bool:
    return any(words in each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_a_kommun_without_a_name_is_asked_for(first: FirstStart) -> None:
    first.kommun.setText("   ")
    first.go_on()
    assert first.step == 0
    assert seen(first, "Skriv kommunens namn.")


@pytest.mark.parametrize("name", ["a/b", "2026: remisser?", "CON", "..", "punkt."])
def test_a_name_that_no_file_can_have(first: FirstStart, tmp_path: Path, name: str) -> None:
    last_step(first).name.setText(name)
    first.go_on()
    assert seen(first, f"Registret kan inte heta {name}.")
    assert not list(tmp_path.glob("**/*.beredd"))


@pytest.mark.parametrize("folder", ["", "en mapp", "fil"])
def test_a_place_that_is_none(first: FirstStart, tmp_path: Path, folder: str) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    last_step(first).folder.setText(str(tmp_path / "fil" / "inuti") if folder == "fil" else folder)
    first.go_on()
    assert seen(first, "går inte att skapa" if folder == "fil" else "Välj mappen där registret ska ligga.")


def test_odd_but_good_names_are_taken(first: FirstStart, tmp_path: Path, qtbot: QtBot) -> None:
    last_step(first).name.setText("Åsa & Östens 'register' – 100 % #1")
    first.kommun.setText("Ö’s <b>kommun</b> & 'sånt'")
    with qtbot.waitSignal(first.ready, timeout=10_000) as ready:
        first.go_on()
    assert ready.args == [tmp_path / "Åsa & Östens 'register' – 100 % #1.beredd"]
    with Register.open(tmp_path / "Åsa & Östens 'register' – 100 % #1.beredd") as register:
        assert register.find(Kommun)[0].name == "Ö’s <b>kommun</b> & 'sånt'"


# Files dropped.


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, none))


def locked_pdf(path: Path) -> None:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.set_encryption(owner_password="a", user_password="b")
    pdf.output(str(path))


@pytest.mark.parametrize("name", ["tom.docx", "trasig.pdf", "låst.pdf", "tom.txt", "trasig.docx"])
def test_a_paper_that_cannot_be_read_is_told_by_name(
    here: MainWindow, settle: Settle, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name == "låst.pdf":
        locked_pdf(path)
    else:
        path.write_bytes(b"" if name.startswith("tom") else b"%PDF-1.7 trasig")
    drop(here, path)
    settle()
    settle()
    assert name in told(here).text
    assert told(here).tone is Tone.ERROR
    assert "Traceback" not in told(here).text + told(here).details
    assert here.page.name == "registrera"


def test_a_folder_dropped(here: MainWindow, settle: Settle, tmp_path: Path) -> None:
    folder = tmp_path / "handlingar"
    folder.mkdir()
    drop(here, folder)
    settle()
    assert told(here).text == "handlingar är en mapp. Öppna den och släpp filerna i den."


def test_forty_files_with_some_that_are_none(here: MainWindow, settle: Settle, tmp_path: Path) -> None:
    papers = []
    for number in range(40):
        path = tmp_path / f"handling {number:02}.txt"
        path.write_text("" if number % 10 == 0 else f"Granskning nummer {number}. Svar senast 2026-05-01.", "utf-8")
        papers.append(path)
    drop(here, *papers)
    settle()
    settle()
    assert told(here).text == "4 handlingar kunde inte läsas."
    assert told(here).details.count("\n") == 3
    assert "handling 10.txt" in told(here).details


def test_a_mixture_is_refused_whole(here: MainWindow, settle: Settle, tmp_path: Path) -> None:
    drop(here, resource("example", "missiv.pdf"), resource("example", "alvstad.xlsx"))
    settle()
    assert "bara när alla är handlingar" in told(here).text
    drop(here, tmp_path / "borta.pdf")
    settle()
    settle()
    assert "borta.pdf" in told(here).text


def test_a_workbook_of_something_else(here: MainWindow, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    book = Workbook()
    book.active["A1"] = "Konto"
    book.save(path)
    drop(here, path)
    settle()
    assert "budget.xlsx" in told(here).text
    assert told(here).tone is Tone.ERROR
    path.write_bytes(b"PK trasig")
    drop(here, path)
    settle()
    assert "budget.xlsx" in told(here).text


def test_a_dropped_workbook_with_faults_is_shown_and_not_read_in(
    here: MainWindow, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "fel.xlsx"
    book = load_workbook(resource("example", "alvstad.xlsx"))
    sheet = book["Sammanträden"]
    column = next(cell.column for cell in sheet[1] if str(cell.value).casefold() == "datum")
    for line in range(2, 14):
        sheet.cell(line, column).value = "i våras"
    book.save(path)
    drop(here, path)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in here.findChildren(ImportPreview)), timeout=10_000)
    preview = here.findChild(ImportPreview)
    assert isinstance(preview, ImportPreview)
    assert preview.words.text() == "12 celler är fel. Rätta i Excel och läs in igen. Inget är ändrat."
    assert preview.table.model().rowCount() == 12
    assert not preview.take.isEnabled()
    preview.reject()
    settle()


def test_many_details_are_opened_when_asked_for(here: MainWindow, qtbot: QtBot) -> None:
    here.notify(Notice.of_error(UserError("12 celler är fel.", tuple(f"Blad A, cell B{n}" for n in range(12)))))
    bar = here.notice_bar
    (cells,) = bar.findChildren(QPlainTextEdit)
    assert not cells.isVisible()
    low = bar.height()
    press(qtbot, bar, "Visa alla 12")
    QApplication.processEvents()
    assert cells.isVisible()
    assert cells.toPlainText().count("\n") == 11
    assert low < bar.height() < here.height() / 3
    press(qtbot, bar, "Visa färre")
    assert not cells.isVisible()
    here.notify(Notice("Klart."))
    assert [each.text for each in bar.notices] == ["12 celler är fel.", "Klart."]
    bar.dismiss()
    bar.dismiss()
    here.notify(Notice("Klart."))
    assert not any(each.text().startswith("Visa") for each in bar.findChildren(QPushButton) if each.isVisible())


# Our own faults.


class Slot(QObject):
    def fail(self) -> None:
        raise RuntimeError("vårt fel")


@pytest.fixture
def hooks() -> Iterator[None]:
    import threading

    before = sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)
    yield
    sys.excepthook, threading.excepthook = before[:2]
    for handler in [each for each in logging.getLogger().handlers if each not in before[2]]:
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.mark.usefixtures("hooks")
@pytest.mark.qt_no_exception_capture
def test_a_fault_in_a_slot_is_told_logged_and_can_be_copied(
    program: Program, qtbot: QtBot, register_path: Path, tmp_path: Path
) -> None:
    from platformdirs import user_log_path

    program.open(register_path)
    window = opened(program, qtbot)
    log_to_file()
    catch_faults(program.tell_fault)
    slot = Slot()
    for _ in range(3):
        QTimer.singleShot(0, slot, slot.fail)
        qtbot.wait(20)
    qtbot.waitUntil(lambda: window.notice_bar.notice is not None)
    assert told(window).text == "Något gick fel i Beredd. Det som var sparat är kvar."
    press(qtbot, window.notice_bar, "Kopiera felrapport")
    copied = QApplication.clipboard().text()
    assert copied.startswith("Beredd ")
    assert "RuntimeError: vårt fel" in copied
    log = (user_log_path("Beredd", appauthor=False) / "beredd.log").read_text(encoding="utf-8")
    assert log.count("RuntimeError: vårt fel") == 1
    window.go(Destination("sammantraden"))
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    assert window.page.name == "sammantraden"


def test_a_fault_in_an_operation_is_told_with_its_report(here: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    def fail(register: OpenRegister) -> None:
        with register.change("Aldrig"):
            raise ZeroDivisionError

    here.desk.write(fail, owner=here)
    settle()
    press(qtbot, here.notice_bar, "Kopiera felrapport")
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    here.desk.write(retitle, owner=here)
    settle()
    assert title(here.desk.path) == "Ny rubrik"


def test_a_report_names_nobody() -> None:
    home = str(Path.home())
    report = fault_report(f'File "{home}/beredd/x.py", line 1')
    assert home not in report
    assert 'File "~/beredd/x.py"' in report


def test_a_log_that_cannot_be_written_stops_nothing(
    hooks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "en-fil"
    blocked.write_text("", encoding="utf-8")
    for variable in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(blocked))
    before = len(logging.getLogger().handlers)
    log_to_file()
    logging.getLogger("secretary_app").error("ett fel")
    assert len(logging.getLogger().handlers) == before


# Words.


def test_what_the_window_shows_never_speaks_of_the_command_line() -> None:
    said = []
    for folder in ("operations", "store", "intake", "word", "excel", "domain", "support"):
        for file in (ROOT / "secretary_app" / folder).glob("*.py"):
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "UserError":
                    parts = [
                        each.value
                        for argument in call.args
                        for each in ast.walk(argument)
                        if isinstance(each, ast.Constant) and isinstance(each.value, str)
                    ]
                    said += [(file.name, part) for part in parts if " --" in part or "secretary-app" in part]
    assert said == []


def test_the_command_line_adds_what_helps_there() -> None:
    error = UserError("Det saknas.", hint="Ange --namnd.")
    assert (error.message, str(error)) == ("Det saknas.", "Det saknas. Ange --namnd.")
