"""The program started twice, killed, and beside the command line: real processes on one register."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secretary_app.store.register import Register
from secretary_app.ui.core.places import Places
from secretary_app.ui.program import Program
from secretary_app.ui.shell.single import Doorbell, bring_forward
from secretary_app.ui.shell.trouble import Trouble
from secretary_app.ui.shell.window import MainWindow

ROOT = Path(__file__).parents[2]
SECONDS = 40
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the program in a process of its own; what is still there at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-m", "secretary_app", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def until_heard(path: Path) -> None:
    """Wait until the window that has the register open answers."""
    end = time.monotonic() + SECONDS
    while not bring_forward(path):
        assert time.monotonic() < end, "the window never answered"
        time.sleep(0.1)


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out, err


def test_a_second_start_ends_and_the_register_is_read_beside_the_window(
    application: QApplication, start: Start, register_path: Path
) -> None:
    first = start("--register", register_path)
    until_heard(register_path)
    code, out, err = finished(start("--register", register_path))
    assert (code, out, err) == (0, "", "")
    assert first.poll() is None

    code, out, _ = finished(start("--register", register_path, "search", "upphandling"))
    assert code == 0
    assert "KS/2025:188" in out
    code, _, err = finished(start("--register", register_path, "close", "KS/2025:188", "--reason", "Prov"))
    assert code == 1
    assert "är öppet i ett annat Beredd-fönster eller kommando" in err
    assert "Traceback" not in err

    if sys.platform != "win32":
        first.send_signal(signal.SIGTERM)
        _, _, err = finished(first)
        assert "Fatal Python error" not in err


def test_two_started_at_once_become_one(application: QApplication, start: Start, register_path: Path) -> None:
    both = [start("--register", register_path) for _ in range(2)]
    end = time.monotonic() + SECONDS
    while all(each.poll() is None for each in both):
        assert time.monotonic() < end, "both have stayed"
        time.sleep(0.1)
    gone = next(each for each in both if each.poll() is not None)
    assert finished(gone)[0] == 0
    (stays,) = [each for each in both if each is not gone]
    until_heard(register_path)
    assert stays.poll() is None


def test_one_that_was_killed_shuts_nobody_out(
    application: QApplication, start: Start, register_path: Path, places: Places, qtbot: QtBot
) -> None:
    first = start("--register", register_path)
    until_heard(register_path)
    first.kill()
    first.communicate()
    assert not bring_forward(register_path)
    program = Program(places, leave=lambda: None)
    program.open(register_path)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
    window = program.window
    assert isinstance(window, MainWindow)
    window.settle_down()
    qtbot.waitUntil(lambda: not window.desk.is_busy, timeout=10_000)
    window.close()


def test_the_window_that_is_there_comes_forward(window: MainWindow, start: Start, settle: Callable[[], None]) -> None:
    from PySide6.QtTest import QTest

    window.desk.open(lambda: None, lambda error: pytest.fail(error.message))
    settle()
    window.settle_down()
    settle()
    window.showMinimized()
    assert window.isMinimized()
    second = start("--register", window.desk.path)
    end = time.monotonic() + SECONDS
    while second.poll() is None and time.monotonic() < end:
        QTest.qWait(50)
    assert finished(second)[0] == 0
    assert not window.isMinimized()


def test_one_that_hangs_is_not_taken_for_one_that_answers(application: QApplication, register_path: Path) -> None:
    """Its event loop stands still here: whoever waits for it would wait for ever."""
    bell = Doorbell(register_path, application)
    rung: list[bool] = []
    bell.rung.connect(lambda: rung.append(True))
    assert not bring_forward(register_path)
    assert rung == []
    bell.close()


def test_a_register_held_by_the_command_line_is_told_and_then_opened(
    application: QApplication, places: Places, register_path: Path, qtbot: QtBot
) -> None:
    program = Program(places, leave=lambda: None)
    with Register.open(register_path, write=True):
        program.open(register_path)
        qtbot.waitUntil(lambda: isinstance(program.window, Trouble), timeout=10_000)
        trouble = program.window
        assert isinstance(trouble, Trouble)
        assert "är öppet i ett annat Beredd-fönster eller kommando" in trouble.words.text()
        qtbot.mouseClick(trouble.ways[0], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: program.window is not trouble, timeout=10_000)
    assert isinstance(program.window, Trouble)
    qtbot.mouseClick(program.window.ways[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    window.close()


def test_a_command_that_is_soon_done_is_waited_for(
    application: QApplication, places: Places, register_path: Path, qtbot: QtBot
) -> None:
    program = Program(places, leave=lambda: None)
    with Register.open(register_path, write=True):
        program.open(register_path)
        qtbot.wait(500)
        assert program.window is None
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.desk.is_busy)
    window.close()
