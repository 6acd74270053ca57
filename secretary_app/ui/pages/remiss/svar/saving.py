"""What was typed and is not saved yet. Nothing typed is lost: it stays until the register has it, or is let go of."""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

from secretary_app.operations.editing import Saved
from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice, Tone

Work = Callable[[Register], Saved[Any]]


@dataclass
class Typed:
    """The fields of one thing as they were typed."""

    base: Any
    """The row that was read when typing began; None where there was none."""
    values: dict[str, Any] = field(default_factory=dict)
    sent: dict[str, Any] | None = None
    """What is being saved just now."""
    error: str = ""
    """Why it could not be saved."""


class Unsaved(QObject):
    """Typed values by key. Each thing is saved by one write at a time, so that the next builds on the row it gave."""

    saved = Signal(object, object, int)
    """The key, the row as the register has it now (None: it was taken away), the operation's number (0: none)."""
    failed = Signal(object)

    def __init__(self, desk: Desk, work: Callable[[Any, Typed, bool], Work | None], parent: QObject) -> None:
        """``work(key, typed, anyway)`` gives what is to be done, None where there is too little to save as yet.

        ``anyway``: whatever the register holds by now.
        """
        super().__init__(parent)
        self._desk = desk
        self._work = work
        self._typed: dict[Hashable, Typed] = {}

    def get(self, key: Hashable) -> Typed | None:
        """What was typed, None where all is saved."""
        return self._typed.get(key)

    def waiting(self) -> list[Hashable]:
        """The keys of all that is not saved."""
        return list(self._typed)

    def type(self, key: Hashable, base: Any, read: dict[str, Any], **values: Any) -> None:
        """Take what was typed; ``read``: the values that the register has. What is as it was is no change."""
        typed = self._typed.setdefault(key, Typed(base))
        typed.values |= values
        if typed.sent is None:
            typed.values = {name: value for name, value in typed.values.items() if value != read.get(name)}
            if not typed.values:
                del self._typed[key]

    def drop(self, key: Hashable) -> None:
        """Let go of what was typed."""
        self._typed.pop(key, None)

    def save(self, key: Hashable, *, anyway: bool = False) -> None:
        """Save what was typed, if anything was; what is on its way is waited for."""
        typed = self._typed.get(key)
        if typed is None or typed.sent is not None:
            return
        work = self._work(key, typed, anyway)
        if work is None:
            return
        typed.sent = dict(typed.values)
        typed.error = ""

        def do(register: Register) -> tuple[Saved[Any], int]:
            return numbered(work, register)

        refused = partial(self._refused, key)
        self._desk.write(do, partial(self._done, key), owner=self, says=quietly, otherwise=refused)

    def save_all(self) -> None:
        """Save everything that has not been refused."""
        for key, typed in list(self._typed.items()):
            if not typed.error:
                self.save(key)

    def wait(self, seconds: float = 3.0) -> None:
        """Until what is on its way has been taken or refused, or the time is out."""
        end = time.monotonic() + seconds
        while any(typed.sent is not None for typed in self._typed.values()) and time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            time.sleep(0.005)

    def _done(self, key: Hashable, done: tuple[Saved[Any], int]) -> None:
        result, no = done
        typed = self._typed.get(key)
        if typed is not None and typed.sent is not None:
            sent, typed.sent, typed.base = typed.sent, None, result.row
            typed.values = {
                name: value for name, value in typed.values.items() if name not in sent or sent[name] != value
            }
            if typed.values:
                self.save(key)
            else:
                del self._typed[key]
        self.saved.emit(key, result.row, no)

    def _refused(self, key: Hashable, error: UserError) -> None:
        typed = self._typed.get(key)
        if typed is not None:
            typed.sent = None
            typed.error = error.message
        self.failed.emit(key)


def numbered(work: Work, register: Register) -> tuple[Saved[Any], int]:
    """Do it, and tell which operation it was."""
    result = work(register)
    return result, register.operations(1)[0].no if register.last_changed else 0


def quietly(done: tuple[Saved[Any], int]) -> Notice | None:
    """A small save is told of in the tab alone, unless there is something to know."""
    notes = done[0].notes
    return Notice(" ".join(notes), Tone.INFO) if notes else None
