"""The register's files: handlingar and drafts in a folder beside it, where a person finds them.

``alvstad.beredd`` has ``alvstad-filer/``, and in it ``KS-2021-270 Granskning av …/Handlingar/missiv.pdf``.
"""

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath

from secretary_app.domain.model import Remiss
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained, free_path, safe_name, write_atomically

_LONGEST_PATH = 200
"""Word and Explorer stop at 259; a person may yet copy the folder somewhere deeper."""
_LONGEST_FOLDER = 60
_SHORTEST_FOLDER = 20
_LONGEST_NAME = 80
_SHORTEST_NAME = 20
_ROOM_FOR_NAME = 45
_UNCUT = 1000
_ROOM_FOR_NUMBER = 5


class Section(StrEnum):
    """The folders that a remiss has."""

    ATTACHMENTS = "Handlingar"
    DRAFTS = "Utkast"


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    path: str
    """Relative to the register's folder of files, with ``/``; as ``Attachment`` and ``Document`` have it."""
    digest: str
    """SHA-256 in hex."""


def files_folder(register: Path) -> Path:
    """``alvstad.beredd`` → ``alvstad-filer``, beside it."""
    return register.with_name(f"{register.stem}-filer")


def keep_file(folder: Path, source: Path, remiss: Remiss, section: Section, name: str | None = None) -> KeptFile:
    """Copy a file into ``folder`` (``Register.files``), among the remiss's own; never over another.

    ``name``: what to call it, else as ``source``. The same file kept again under the same name is not copied twice.
    Raises UserError where it cannot be read or written.
    """
    with explained(source):
        kept = digest(source)
    place = remiss_folder(folder, remiss)
    within = folder / place / section
    target = within / _fitting(within, safe_name(name or source.name, _UNCUT))
    with explained(target):
        within.mkdir(parents=True, exist_ok=True)
        if not (target.is_file() and digest(target) == kept):
            target = free_path(target)
            write_atomically(target, lambda beside: _copy(source, beside))
            if digest(target) != kept:
                target.unlink()
                raise UserError(f"{source} ändrades medan den kopierades. Stäng filen i andra program och försök igen.")
    return KeptFile(path=f"{place}/{section}/{target.name}", digest=kept)


def _copy(source: Path, target: Path) -> None:
    with explained(source):
        shutil.copyfile(source, target)


def remiss_folder(folder: Path, remiss: Remiss) -> str:
    """What the remiss's folder is called: its diarienummer (or id) and as much of its title as there is room for."""
    room = _LONGEST_PATH - len(str(folder)) - len(f"//{Section.ATTACHMENTS}/") - _ROOM_FOR_NAME
    longest = min(_LONGEST_FOLDER, max(room, _SHORTEST_FOLDER))
    return safe_name(f"{remiss.diarienummer or remiss.id} {remiss.title}", longest)


def _fitting(within: Path, name: str) -> str:
    """The name, cut before its ending so that the whole path is not too long for Windows."""
    room = _LONGEST_PATH - len(str(within)) - 1 - _ROOM_FOR_NUMBER
    longest = min(_LONGEST_NAME, max(room, _SHORTEST_NAME))
    ending = PurePosixPath(name).suffix
    if len(name) <= longest or len(ending) > _SHORTEST_NAME // 2:
        return name[:longest]
    return name[: longest - len(ending)].rstrip(" .") + ending


def inside(folder: Path, relative: str) -> Path | None:
    """Where a kept file lies; None for a path that would lead out of ``folder``."""
    plain = PurePosixPath(relative)
    windows = PureWindowsPath(relative)
    if not relative or plain.is_absolute() or windows.drive or windows.root or ".." in windows.parts:
        return None
    path = folder / plain
    return path if path.resolve().is_relative_to(folder.resolve()) else None
