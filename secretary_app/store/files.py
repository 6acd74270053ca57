"""The register's files: handlingar and drafts in a folder beside it, where a person finds them.

``alvstad.beredd`` has ``alvstad-filer/``, and in it ``KS-2021-270 Granskning av …/Handlingar/missiv.pdf``.
"""

import shutil
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath

from secretary_app.domain.model import Remiss
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained, free_path, is_systems, safe_name, write_atomically
from secretary_app.support.progress import Progress, no_progress
from secretary_app.support.records import record

_LONGEST_PATH = 200
"""Word and Explorer stop at 259; a person may yet copy the folder somewhere deeper."""
_LONGEST_FOLDER = 60
_SHORTEST_FOLDER = 20
_LONGEST_NAME = 80
_SHORTEST_NAME = 20
_ROOM_FOR_NAME = 45
_UNCUT = 1000
_ROOM_FOR_NUMBER = 5


TEMPLATES = "Mallar"
"""The folder beside those of the remisser that holds the municipality's own templates and logo."""


class Section(StrEnum):
    """The folders that a remiss has."""

    ATTACHMENTS = "Handlingar"
    DRAFTS = "Utkast"


@record(frozen=True, kw_only=True)
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
            _copy(source, target, kept)
    return KeptFile(path=f"{place}/{section}/{target.name}", digest=kept)


def copy_all(source_folder: Path, target_folder: Path, progress: Progress = no_progress) -> int:
    """Copy to a backup's folder every file that it lacks or has otherwise; how many files there are to be had.

    Each copy is read back before it takes its name. What the target has beyond them stays. Raises UserError where one
    cannot be read or written, and Cancelled where ``progress`` does; run again, it goes on from there.
    """
    number = 0
    total = len(_sources(source_folder)) if progress is not no_progress else 0
    for source, target, kept in _pairs(source_folder, target_folder):
        progress(number, total, f"Kopierar {source.name}")
        number += 1
        if not _has(target, kept):
            _copy(source, target, kept)
    return number


def put_back(
    source_folder: Path,
    target_folder: Path,
    progress: Progress = no_progress,
    between: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Copy from a backup's folder every file that the register's own lacks or has otherwise; nothing is lost.

    One that differs is first set aside beside itself (``missiv (före återställning).pdf``). Returns what was set aside.
    ``between`` is called when every file that was lacking is there and before any is replaced: where it or something
    before it fails, or ``progress`` raises Cancelled, the folder is as it was. Raises UserError where a file cannot be
    read or written; run again, it goes on from there.
    """
    added: list[Path] = []
    differing = []
    total = len(_sources(source_folder)) if progress is not no_progress else 0
    try:
        for number, (source, target, kept) in enumerate(_pairs(source_folder, target_folder)):
            progress(number, total, f"Hämtar {source.name} ur säkerhetskopian")
            if _has(target, kept):
                continue
            if target.exists():
                differing.append((source, target, kept))
            else:
                _copy(source, target, kept)
                added.append(target)
        between()
    except BaseException:
        for target in added:
            target.unlink(missing_ok=True)
        raise
    # Copied, not renamed: so there is a file under its own name whatever happens.
    aside = []
    for source, target, kept in differing:
        aside.append(_set_aside(target))
        _copy(source, target, kept)
    return aside


def _set_aside(target: Path) -> Path:
    with explained(target):
        theirs = digest(target)
    aside = target.with_name(f"{target.stem} (före återställning){target.suffix}")
    if not _has(aside, theirs):
        aside = free_path(aside)
        _copy(target, aside, theirs)
    return aside


def _pairs(source_folder: Path, target_folder: Path) -> Iterator[tuple[Path, Path, str]]:
    """Every file with its place in the other folder, and its digest."""
    for source in _sources(source_folder):
        target = target_folder / source.relative_to(source_folder)
        with explained(source):
            kept = digest(source)
        with explained(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        yield source, target, kept


def _sources(folder: Path) -> list[Path]:
    present = sorted(folder.rglob("*")) if folder.is_dir() else []
    return [path for path in present if path.is_file() and not is_systems(path)]


def _has(target: Path, kept: str) -> bool:
    with explained(target):
        return target.exists() and digest(target) == kept


def _copy(source: Path, target: Path, kept: str) -> None:
    """Copy a file whose digest is ``kept``, whole or not at all."""

    def write(beside: Path) -> None:
        with explained(source):
            shutil.copyfile(source, beside)
        if digest(beside) != kept:
            raise UserError(f"{source} ändrades medan den kopierades. Stäng filen i andra program och försök igen.")

    write_atomically(target, write)


def remiss_folder(folder: Path, remiss: Remiss) -> str:
    """What the remiss's folder is called: its diarienummer (or id) and as much of its title as there is room for.

    Two remisser with the same share one; ``keep_file`` writes over nothing, so each still has its own files.
    """
    room = _LONGEST_PATH - len(str(folder)) - len(f"//{Section.ATTACHMENTS}/") - _ROOM_FOR_NAME
    longest = min(_LONGEST_FOLDER, max(room, _SHORTEST_FOLDER))
    return _cut(safe_name(f"{remiss.diarienummer or remiss.id} {remiss.title}", _UNCUT), longest)


def _cut(name: str, longest: int) -> str:
    """As many whole words as there is room for; of a word that fills most of the room, a part."""
    if len(name) <= longest:
        return name
    end = name.rfind(" ", longest // 2, longest + 1)
    return name[: end if end > 0 else longest].rstrip(" .,;:–-") or name[:longest].rstrip(" .")


def _fitting(within: Path, name: str) -> str:
    """The name, cut before its ending so that the whole path is not too long for Windows."""
    room = _LONGEST_PATH - len(str(within)) - 1 - _ROOM_FOR_NUMBER
    longest = min(_LONGEST_NAME, max(room, _SHORTEST_NAME))
    ending = PurePosixPath(name).suffix
    if len(name) <= longest or len(ending) > _SHORTEST_NAME // 2:
        return name[:longest]
    return _cut(name.removesuffix(ending), longest - len(ending)) + ending


def inside(folder: Path, relative: str) -> Path | None:
    """Where a kept file lies; None for a path that would lead out of ``folder``."""
    plain = PurePosixPath(relative)
    windows = PureWindowsPath(relative)
    if not relative or plain.is_absolute() or windows.drive or windows.root or ".." in windows.parts:
        return None
    path = folder / plain
    return path if path.resolve().is_relative_to(folder.resolve()) else None
