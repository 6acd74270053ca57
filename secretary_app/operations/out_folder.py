"""A folder that files are handed out in."""

from pathlib import Path

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained


def make_folder(folder: Path) -> None:
    """Make the folder where it is not there. Raises UserError where a file has its name, or it cannot be made."""
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} är en fil, inte en mapp. Ange en mapp.")
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
