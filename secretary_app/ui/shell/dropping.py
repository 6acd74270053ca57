"""Files dropped on the window: a paper begins a registration, an answer goes to its remiss."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from secretary_app.ui.shell.window import MainWindow


class Dropping(QObject):
    """Finds out what was dropped, and goes there."""

    def __init__(self, window: "MainWindow", paths: list[Path]) -> None:
        super().__init__(window)
