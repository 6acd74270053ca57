"""The start of the window: what would slow it down is put aside before Qt and the rest of the program are imported."""

import builtins
import gc
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from secretary_app.ui.program import Program


def run(path: Path | None = None, *, demo: bool = False) -> int:
    """Open the window and stay until it is closed. Without ``path`` the register that was open last."""
    application, _program = begin(path, demo=demo)
    return application.exec()


def begin(path: Path | None = None, *, demo: bool = False) -> "tuple[QApplication, Program]":
    """Everything up to the event loop, in which the register is opened and the window shown."""
    # Nearly all that is made now is there to stay: Python's collector would look through it a dozen times in vain.
    # From then on see ``core.collecting``.
    gc.disable()
    _import_qt()
    from secretary_app.ui.app import begin as begin_with_qt

    return begin_with_qt(path, demo=demo)


def _import_qt() -> None:
    """Import Qt, and have the imports that follow be Python's own again.

    PySide wraps ``import`` to read the source of every module and see whether it wants PySide's other spellings
    (``from __feature__ import snake_case``). None here does, and the reading takes as long as the importing.
    """
    import PySide6.QtCore  # noqa: F401 - for what it does to ``import``

    builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
