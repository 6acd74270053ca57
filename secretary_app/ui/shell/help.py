"""F1: the handbok at the page one is on, in the browser; it comes with the program."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from secretary_app.support.resources import resource
from secretary_app.ui.core.notices import Notice, Tone

if TYPE_CHECKING:
    from secretary_app.ui.shell.window import MainWindow


def show_help(window: "MainWindow", topic: str) -> None:
    """Open the handbok's page of this name, or its first page."""
    try:
        page = resource("help", f"{topic or 'index'}.html")
    except FileNotFoundError:
        window.notify(Notice("Handboken följde inte med programmet. Installera om Beredd.", Tone.ERROR))
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))
