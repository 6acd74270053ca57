"""A backup put in the register's place: the window is seen meanwhile, and is as before where it comes to nothing."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Kommun, Remiss
from secretary_app.operations.attaching import add_attachments
from secretary_app.operations.opening import Register as OpenRegister
from secretary_app.operations.upkeep import backup
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.program import Program
from secretary_app.ui.shell.trouble import Trouble
from secretary_app.ui.shell.window import MainWindow

NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def copy(register_path: Path, tmp_path: Path) -> Path:
    """A backup with a handling; in the register the telephone has another number since, and the handling is lost."""
    paper = tmp_path / "missiv.txt"
    paper.write_text("Granskning av skolan", encoding="utf-8")
    made = tmp_path / "kopior" / "kopia.beredd"
    made.parent.mkdir()
    with Register.open(register_path, write=True, clock=lambda: NOW) as register:
        add_attachments(register, register.get(Remiss, "ex-09"), [paper])
        backup(register, made)
    with Register.open(register_path, write=True, clock=lambda: NOW) as register:
        ring(register)
    next(register_path.with_name(f"{register_path.stem}-filer").rglob("missiv.txt")).unlink()
    return made


@pytest.fixture
def program(application: QApplication, places: Places) -> Iterator[Program]:
    made = Program(places, lambda: NOW, leave=lambda: None)
    yield made
    if made.window is not None:
        made.window.close()


def ring(register: OpenRegister) -> None:
    with register.change("Ny telefon") as change:
        change.update(replace(register.find(Kommun)[0], phone="1"))


def opened(program: Program, qtbot: QtBot, *, other_than: object = None) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow) and program.window is not other_than, timeout=10_000)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=10_000)
    return window


def phone(path: Path) -> str:
    with Register.open(path) as register:
        return register.find(Kommun)[0].phone


def files(path: Path) -> list[str]:
    return [each.name for each in path.with_name(f"{path.stem}-filer").rglob("*") if each.is_file()]


def test_the_window_is_seen_with_progress_while_nothing_can_be_changed(
    program: Program, qtbot: QtBot, register_path: Path, copy: Path
) -> None:
    program.open(register_path)
    window = opened(program, qtbot)
    seen: list[tuple[bool, bool, bool, bool]] = []

    def look(job: Job) -> None:
        if not job.is_apart:
            return
        bar = window.notice_bar.findChild(QProgressBar)
        stop = next(each for each in window.notice_bar.findChildren(QPushButton) if each.text() == "Avbryt")
        assert bar is not None
        seen.append((window.isVisible(), bar.isVisible(), stop.isEnabled(), window.stack.isEnabled()))
        window.activateWindow()
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    window.desk.began.connect(look)
    window.restore_backup(copy)
    after = opened(program, qtbot, other_than=window)
    assert seen == [(True, True, True, False)]
    assert after.notice_bar.notice is not None
    assert after.notice_bar.notice.text.startswith("Registret är nu som i kopia.beredd. Det som var ligger kvar i ")
    assert after.stack.isEnabled()
    assert not shiboken6.isValid(window)
    assert phone(register_path) == "0555-123 00"
    assert files(register_path) == ["missiv.txt"]
    after.desk.write(ring)
    qtbot.waitUntil(lambda: not after.desk.is_busy)
    assert phone(register_path) == "1"


def goes_on(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """Everything is as it was: it is ours to write in, and what one does is saved."""
    assert window.isVisible()
    assert window.stack.isEnabled()
    assert all(each.isEnabled() for each in window.actions())
    assert phone(path) == "1"
    assert files(path) == []
    with pytest.raises(UserError, match="ett annat Beredd-fönster"):
        Register.open(path, write=True)
    assert window.notice_bar.notice is not None
    assert "bytts ut" not in window.notice_bar.notice.text
    window.desk.undo()
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    assert phone(path) == "0555-123 00"


def test_given_up_the_window_is_as_before(program: Program, qtbot: QtBot, register_path: Path, copy: Path) -> None:
    program.open(register_path)
    window = opened(program, qtbot)
    window.go(Destination("sammantraden"))
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    window.desk.began.connect(window.desk.cancel)
    window.restore_backup(copy)
    qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=10_000)
    window.desk.began.disconnect(window.desk.cancel)
    assert program.window is window
    assert window.page.name == "sammantraden"
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text == "Avbrutet. Inget har ändrats."
    goes_on(window, qtbot, register_path)


def test_a_damaged_copy_leaves_the_window_as_before(
    program: Program, qtbot: QtBot, register_path: Path, copy: Path
) -> None:
    with copy.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff" * 3000)
    program.open(register_path)
    window = opened(program, qtbot)
    window.restore_backup(copy)
    qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=10_000)
    assert program.window is window
    assert window.notice_bar.notice is not None
    assert "Säkerhetskopian" in window.notice_bar.notice.text
    goes_on(window, qtbot, register_path)


def test_a_long_question_before_it_can_be_given_up(
    program: Program, qtbot: QtBot, register_path: Path, copy: Path
) -> None:
    """It waits for those who read; while it does Avbryt is heard."""
    program.open(register_path)
    window = opened(program, qtbot)
    go = threading.Event()
    window.desk.read(lambda _register: go.wait(10), lambda _: None, owner=window)
    jobs: list[Job] = []
    window.desk.began.connect(jobs.append)
    window.restore_backup(copy)
    qtbot.wait(200)
    window.desk.cancel(jobs[0])
    qtbot.waitUntil(lambda: window.notice_bar.notice is not None, timeout=5000)
    go.set()
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    goes_on(window, qtbot, register_path)


def test_a_copy_is_fetched_where_the_register_is_damaged(
    program: Program, qtbot: QtBot, register_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_path.write_bytes(b"inget register")
    bad = copy.with_name("trasig.beredd")
    bad.write_bytes(b"inget register")
    chosen: list[Path] = [bad, copy]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(chosen.pop(0))], ""))
    program.start(register_path)
    fetch: Callable[[Trouble], QPushButton] = lambda trouble: trouble.ways[2]  # noqa: E731
    qtbot.waitUntil(lambda: isinstance(program.window, Trouble), timeout=10_000)
    first = program.window
    assert isinstance(first, Trouble)
    qtbot.mouseClick(fetch(first), LEFT)
    assert not fetch(first).isEnabled()
    qtbot.waitUntil(lambda: program.window is not first, timeout=10_000)
    second = program.window
    assert isinstance(second, Trouble)
    assert "trasig.beredd" in second.words.text()
    qtbot.mouseClick(fetch(second), LEFT)
    window = opened(program, qtbot)
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text.startswith("Registret är nu som i kopia.beredd.")
    assert phone(register_path) == "0555-123 00"
