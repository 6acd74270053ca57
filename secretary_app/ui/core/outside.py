"""Files and folders handed to the system: opened in their own program, shown where they lie."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from secretary_app.support.errors import UserError
from secretary_app.ui.core.notices import Notice

if TYPE_CHECKING:
    from secretary_app.ui.core.page import Office

_PROGRAMS = {".docx": "Word", ".xlsx": "Excel", ".pdf": "en PDF-läsare", ".ics": "en kalender", ".eml": "en mejlklient"}


def open_file(path: Path) -> None:
    """Open the file in the program that the system has for its kind.

    Raises UserError where the file is gone, or nothing opens it.
    """
    if not path.is_file():
        raise UserError(
            f"{path.name} finns inte längre i {path.parent}. Den kan ha flyttats, bytt namn eller raderats."
        )
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        known = _PROGRAMS.get(path.suffix.lower())
        what = f"Installera {known}" if known else "Installera ett som kan läsa den"
        raise UserError(
            f"Datorn har inget program som öppnar {path.suffix or path.name}. {what}, eller öppna {path.name} i mappen."
        )


def show_in_folder(path: Path) -> None:
    """Show the file in its folder, chosen where the system can; or the folder, or where what is gone was.

    Raises UserError where no folder is left, or nothing shows it.
    """
    if sys.platform == "win32" and path.is_file():
        explorer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "explorer.exe"
        # A whole command line: Explorer wants its quotes after the comma. Its exit status says nothing.
        subprocess.Popen(f'"{explorer}" /select,"{path}"')
        return
    folder = _nearest(path)
    if folder is None:
        raise UserError(f"Mappen {path.parent} finns inte längre. Den kan ha flyttats eller bytt namn.")
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        raise UserError(f"Mappen gick inte att öppna. Filen ligger i {folder}.")


def open_or_tell(office: "Office", path: Path) -> None:
    """Open the file as ``open_file`` does; why that cannot be done becomes a notice."""
    try:
        open_file(path)
    except UserError as error:
        office.notify(Notice.of_error(error))


def show_or_tell(office: "Office", path: Path) -> None:
    """Show the file as ``show_in_folder`` does; why that cannot be done becomes a notice."""
    try:
        show_in_folder(path)
    except UserError as error:
        office.notify(Notice.of_error(error))


def _nearest(folder: Path) -> Path | None:
    """The folder, else the first above it that is still there; never a whole disk."""
    return next((each for each in (folder, *folder.parents) if each.is_dir() and each.parent != each), None)
