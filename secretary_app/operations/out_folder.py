"""A folder that files are handed out in."""

from pathlib import Path

from platformdirs import user_documents_path

from secretary_app.operations.opening import own_register
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained


def out_folder(register: Path, name: str) -> Path:
    """Where mail drafts and calendars go until the person says otherwise: a folder of this name beside the register.

    Of a register in the platform's data folder, where nobody looks, it is among the person's documents.
    """
    home = user_documents_path() / "Beredd" if register.parent == own_register().parent else register.parent
    return home / name


def make_folder(folder: Path) -> None:
    """Make the folder where it is not there. Raises UserError where a file has its name, or it cannot be made."""
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} är en fil, inte en mapp. Ange en mapp.")
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
