"""The few questions that are asked in a dialog: those that can't be undone, and those for a file.

Qt's dialogs are imported when one is asked: PySide makes their classes then, and the start does without.
"""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from secretary_app.support.files import free_path
from secretary_app.ui.core.places import Places


def confirm(parent: QWidget, question: str, verb: str, otherwise: str = "Avbryt", *, details: str = "") -> bool:
    """Ask before what can't be undone; the buttons answer the question: ``Radera för gott``, ``Behåll``."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.NoIcon, "Beredd", question, parent=parent)
    box.setInformativeText(details)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(otherwise, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def ask_open(parent: QWidget, places: Places, title: str, filter: str, *, key: str = "mapp") -> list[Path]:
    """Ask for files to read; the folder is remembered under ``key``."""
    from PySide6.QtWidgets import QFileDialog

    names, _ = QFileDialog.getOpenFileNames(parent, title, places.text(f"{key}/öppna"), filter)
    paths = [Path(name) for name in names]
    if paths:
        places.keep(f"{key}/öppna", str(paths[0].parent))
    return paths


def ask_save(
    parent: QWidget, places: Places, title: str, suggested: str, filter: str, *, key: str = "mapp"
) -> Path | None:
    """Ask where a file is to be written; the folder is remembered under ``key``.

    It gets the ending of ``suggested``, also where its name has a dot of its own (*Lista 2026.11*).
    """
    from PySide6.QtWidgets import QFileDialog

    folder = places.text(f"{key}/spara") or str(Path.home())
    name, _ = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / suggested), filter)
    if not name:
        return None
    path, ending = Path(name), Path(suggested).suffix
    if path.suffix.casefold() != ending.casefold():
        # The dialog has not asked about a file of this name.
        path = free_path(path.with_name(path.name + ending))
    places.keep(f"{key}/spara", str(path.parent))
    return path


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(name) if name else None
