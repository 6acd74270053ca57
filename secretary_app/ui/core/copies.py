"""Where the register's backups are kept, and which of them is to be put back."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from secretary_app.operations.opening import backup_folder
from secretary_app.ui.core.asking import ask_open
from secretary_app.ui.core.places import Places

REGISTERS = "Register (*.beredd)"
_FOLDER = "säkerhetskopior"
"""What is remembered: the folder; without it the platform's own."""


def copies_folder(places: Places) -> Path:
    """Where the copies of all registers go; each has a folder of its own in it."""
    chosen = places.text(_FOLDER)
    return Path(chosen) if chosen else backup_folder()


def keep_copies_folder(places: Places, folder: Path | str) -> None:
    """Let them go there from now on; ``""``: to the platform's own place."""
    places.keep(_FOLDER, str(folder))


def ask_copy(parent: QWidget, places: Places, register: Path) -> Path | None:
    """Ask which backup of the register is to be put back; one begins to look where they are."""
    from secretary_app.operations.backups import backup_place

    place = backup_place(register, copies_folder(places))
    if place.is_dir():
        places.keep(f"{_FOLDER}/öppna", str(place))
    chosen = ask_open(parent, places, "Välj en säkerhetskopia", REGISTERS, key=_FOLDER)
    return chosen[0] if chosen else None
