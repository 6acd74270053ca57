"""Files written whole or not at all, names that Windows accepts, and digests."""

import errno
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from secretary_app.support.errors import UserError

_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(1, 10)), *(f"LPT{n}" for n in range(1, 10))}
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LOCKED_WINERRORS = {5, 32, 33}
_REASONS = {
    errno.ENOTDIR: "det som skulle vara en mapp är en fil",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EINVAL: "namnet har tecken som inte går att använda",
    errno.EIO: "disken svarar inte som den ska",
    errno.ENODEV: "disken är inte ansluten",
    errno.ENOTEMPTY: "mappen är inte tom",
    errno.EEXIST: "något finns där redan",
    errno.EMFILE: "för många filer är öppna",
    errno.ETIMEDOUT: "disken på nätet svarar inte",
}
"""The system's own words are English."""


def write_atomically(target: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` make a file beside ``target``, then move it there in one step.

    Raises UserError where the folder is missing, the target is open in another program, the disk is full
    or there is no right to write; what was at ``target`` is then untouched.
    """
    # The ending is kept: some libraries choose the format by it.
    beside = target.with_name(f"~{os.urandom(6).hex()}{target.suffix}")
    with explained(target):
        if not target.parent.is_dir():
            raise UserError(f"Mappen {target.parent} finns inte. Skapa den eller välj en annan mapp.")
        try:
            _written(write, beside, target)
            _flush(beside)
            os.replace(beside, target)  # noqa: PTH105 - the call whose behaviour on Windows is documented
        finally:
            beside.unlink(missing_ok=True)


def _written(write: Callable[[Path], None], beside: Path, target: Path) -> None:
    """A refusal names the file that a person knows of."""
    try:
        write(beside)
    except UserError as error:
        message = error.message.replace(str(beside), str(target)).replace(beside.name, target.name)
        raise UserError(message, error.details, hint=error.hint, may_pass=error.may_pass) from error


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals about ``path`` into a sentence with a remedy."""
    try:
        yield
    except OSError as error:
        raise UserError(_sentence(path, error), may_pass=True) from error


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"Filen {path} finns inte. Kontrollera namnet och mappen."
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return f"{path} är en mapp, inte en fil. Ange en fil."
    if isinstance(error, PermissionError) and path.parent.is_dir() and not os.access(path.parent, os.W_OK):
        return f"Det går inte att skriva i mappen {path.parent}. Kontrollera att du får det, eller välj en annan mapp."
    if getattr(error, "winerror", None) in _LOCKED_WINERRORS or isinstance(error, PermissionError):
        return f"{path} går inte att läsa eller skriva. Stäng filen i Word eller Excel, eller välj en annan mapp."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Disken är full. {path.name} skrevs inte; det som fanns förut är kvar. Frigör plats och försök igen."
    if error.errno == errno.EROFS:
        return f"Mappen {path.parent} går inte att skriva i. Välj en annan mapp."
    why = _REASONS.get(error.errno or 0, f"fel {error.errno}" if error.errno else str(error))
    return f"{path} gick inte att läsa eller skriva ({why}). Välj en annan plats och försök igen."


def digest(path: Path) -> str:
    """The file's SHA-256, in hex."""
    import hashlib  # brings OpenSSL along; most commands never ask for a digest

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def safe_name(text: str, longest: int = 80) -> str:
    """A file or folder name that every system accepts and a person recognises (å ä ö stay).

    Never a path: separators, drive letters, ``..`` and reserved names are replaced.
    """
    name = unicodedata.normalize("NFC", text)
    name = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", name))
    name = name.strip(" .")[:longest].rstrip(" .")
    if name.split(".")[0].upper() in _RESERVED:
        name = f"_{name}"
    return name or "namnlös"


def is_systems(path: Path) -> bool:
    """Word's lock files, and what Windows and macOS leave in folders."""
    return path.is_symlink() or path.name.startswith(("~", ".")) or path.name.lower() in ("thumbs.db", "desktop.ini")


def keep_aside(path: Path) -> Path | None:
    """Give what is at ``path`` another name, so that something new may have its place; None where nothing is.

    Raises UserError where it is a folder or is open in another program.
    """
    if not path.exists():
        return None
    with explained(path):
        if path.is_dir():
            raise IsADirectoryError(path)
        kept = free_path(path.with_name(f"{path.stem} (tidigare){path.suffix}"))
        path.rename(kept)
    return kept


def replace_file(path: Path, write: Callable[[Path], None]) -> Path | None:
    """Let ``write`` make the file at ``path``. What was there is kept under another name, which is returned.

    Where writing fails it has its name again.
    """
    kept = keep_aside(path)
    try:
        write(path)
    except BaseException:
        if kept is not None:
            kept.rename(path)
        raise
    return kept


def free_path(path: Path) -> Path:
    """``path``, or where it is taken the first free of ``name (2)``, ``name (3)`` …"""
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free
