"""What belongs to the window dies in the window's thread."""

import gc
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.ui.core.collecting import collect_all, collect_what_is_due
from secretary_app.ui.core.desk import Desk

Settle = Callable[[], None]
MANY = 30_000
"""More than Python makes before it collects."""


class Part(QObject):
    """Of a page that has been closed: it refers to itself, as a page and its parts do."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self
        self.timer = QTimer(self)
        self.timer.start(1)


class Note:
    """Says in which thread it was let go of."""

    def __init__(self, told: list[str]) -> None:
        weakref.finalize(self, lambda: told.append(threading.current_thread().name))


def test_a_lane_never_collects_what_is_the_windows(desk: Desk, settle: Settle) -> None:
    """Otherwise the timer was stopped in another thread, and the program ended."""
    gc.collect()
    died: list[str] = []
    part = Part()
    weakref.finalize(part, lambda: died.append(threading.current_thread().name))
    del part
    kept: list[list[int]] = []
    desk.read(lambda _register: kept.extend([] for _ in range(MANY)), lambda _: None, owner=desk)
    settle()
    assert len(kept) == MANY
    assert died == []
    collect_what_is_due()
    assert died == [], "so much that is new is looked through only when nobody is there"
    collect_all()
    assert died == ["MainThread"]


def test_the_event_loop_collects(application: QApplication, qtbot: QtBot) -> None:
    assert not gc.isenabled()
    died: list[str] = []
    for _ in range(MANY // 4):
        part: list[object] = []
        part.append(part)
    note = Note(died)
    note.me = note  # type: ignore[attr-defined]
    del note
    qtbot.waitUntil(lambda: died == ["MainThread"], timeout=5_000)


@pytest.mark.parametrize("fails", [False, True])
def test_what_a_job_refers_to_is_let_go_of_by_the_window(desk: Desk, settle: Settle, *, fails: bool) -> None:
    died: list[str] = []

    def ask() -> None:
        note = Note(died)

        def work(register: Register) -> Path:
            assert note is not None
            if fails:
                raise UserError("Det gick inte.")
            return register.path

        desk.read(work, lambda _path: None, owner=desk, key="en", otherwise=lambda _error: None)

    for _ in range(200):
        ask()
    settle()
    gc.collect()
    assert died == ["MainThread"] * 200
