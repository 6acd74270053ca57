"""The municipality's logo: chosen, taken away, and found again for the drafts.

The picture is copied into the register's folder of files, beside the own templates, and goes along in its backups.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from secretary_app.domain.model import Kommun
from secretary_app.operations.editing import Saved, save
from secretary_app.operations.editing_bodies import the_kommun
from secretary_app.store.files import inside
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, free_path, write_atomically
from secretary_app.word.pictures import MOST_BYTES, usable_in_word
from secretary_app.word.sets import FOLDER

_NAME = "logotyp"


@dataclass(frozen=True)
class Logo:
    """The logo as it is now."""

    path: Path
    fault: str = ""
    """A sentence, where drafts cannot show it."""


def choose_logo(register: Register, source: Path) -> Saved[Kommun]:
    """Let drafts have this picture in their letterhead.

    An earlier logo's file stays, so that the choice can be undone. Raises UserError where ``source`` is no PNG or JPEG
    that can be used, and where the folder cannot be written in.
    """
    content = _read(source)
    picture = usable_in_word(content, source.name)
    folder = register.files / FOLDER
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    target = next((each for each in folder.glob(f"{_NAME}*{picture.ending}") if _holds(each, content)), None)
    if target is None:
        target = free_path(folder / f"{_NAME}{picture.ending}")
        write_atomically(target, lambda beside: _write(content, beside))
    kommun = replace(the_kommun(register), logo=f"{FOLDER}/{target.name}")
    return Saved(save(register, f"Valde {source.name} som logotyp", kommun))


def remove_logo(register: Register) -> Saved[Kommun]:
    """Let drafts bear the municipality's name alone. The picture's file stays, so that it can be undone."""
    return Saved(save(register, "Tog bort logotypen", replace(the_kommun(register), logo="")))


def logo_file(register: Register) -> Path | None:
    """Where the chosen logo lies, or should; None where none is chosen."""
    relative = the_kommun(register).logo
    if not relative:
        return None
    return inside(register.files, relative) or register.files / FOLDER / _NAME


def logo(register: Register) -> Logo | None:
    """The chosen logo, looked at; None where none is chosen."""
    path = logo_file(register)
    if path is None:
        return None
    try:
        usable_in_word(_read(path), path.name)
    except UserError as error:
        return Logo(path, error.message)
    return Logo(path)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise UserError(f"Filen {path.name} finns inte i {path.parent}. Välj logotypen på nytt.")
    with explained(path), path.open("rb") as file:
        # One more byte than is allowed tells that it is too large, however large it is.
        return file.read(MOST_BYTES + 1)


def _write(content: bytes, target: Path) -> None:
    target.write_bytes(content)


def _holds(path: Path, content: bytes) -> bool:
    with explained(path):
        return path.stat().st_size == len(content) and path.read_bytes() == content
