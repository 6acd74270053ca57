"""Whether a file that the register keeps is still where it was, as it was, and free to be written."""

import datetime as dt
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from secretary_app.store.files import inside
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained, write_atomically

_CUT_FROM = 8
"""Letters of a name from which Word puts ``~$`` in the place of its first two; of seven it takes the first."""


class FileState(StrEnum):
    AS_KEPT = "som sparad"
    CHANGED = "ändrad"
    MISSING = "saknas"


@dataclass(frozen=True, kw_only=True)
class KeptState:
    path: Path
    """Where it is, or should be."""
    state: FileState
    changed_on: dt.date | None = None
    """The local day of its last change, where it is another than was kept."""
    size: int | None = None
    """Bytes; None: it is not there, or cannot be read."""
    is_open: bool = False
    """Word or LibreOffice has it open."""


def kept_state(register: Register, relative: str, kept_digest: str) -> KeptState:
    """How the file ``relative`` to the register's folder is now, against the digest it was kept with."""
    path = inside(register.files, relative)
    if path is None:
        return KeptState(path=register.files, state=FileState.MISSING)
    try:
        if not path.is_file():
            return KeptState(path=path, state=FileState.MISSING)
        about = path.stat()
        present = digest(path)
    except OSError:
        # Somebody holds it so that it cannot even be read; what is in it is seen when it is let go.
        return KeptState(path=path, state=FileState.AS_KEPT, is_open=True)
    is_changed = present != kept_digest
    return KeptState(
        path=path,
        state=FileState.CHANGED if is_changed else FileState.AS_KEPT,
        changed_on=dt.datetime.fromtimestamp(about.st_mtime, dt.UTC).astimezone().date() if is_changed else None,
        size=about.st_size,
        is_open=held_open(path),
    )


def held_open(path: Path) -> bool:
    """Whether it is open, by the lock file beside it: Word's ``~$`` or LibreOffice's ``.~lock.``."""
    cut = min(2, max(0, len(path.stem) - _CUT_FROM + 2))
    locks = (f"~${path.name[cut:]}", f".~lock.{path.name}#")
    return any((path.parent / lock).exists() for lock in locks)


def save_copy(source: Path, out: Path) -> Path:
    """Copy a kept file to where the person wants it. Raises UserError where it is gone or ``out`` cannot be written."""
    if not source.is_file():
        raise UserError(f"{source.name} finns inte längre i {source.parent}. Ingen kopia sparades.")
    if out.exists() and out.samefile(source):
        raise UserError(f"{out.name} är filen själv. Välj en annan mapp eller ett annat namn för kopian.")

    def write(beside: Path) -> None:
        with explained(source):
            shutil.copyfile(source, beside)

    write_atomically(out, write)
    return out
