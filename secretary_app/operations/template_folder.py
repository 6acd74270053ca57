"""What is said where the folder of own templates refuses: its place is the register's, so no other can be chosen."""

import errno
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.word.sets import FOLDER

P = ParamSpec("P")
T = TypeVar("T")
_RIGHT = "Be den som har hand om mappen att ge dig rätt att ändra i den"


def in_own_folder(work: Callable[Concatenate[Register, P], T]) -> Callable[Concatenate[Register, P], T]:
    """Let what the system refuses in the folder of own templates be told with a remedy that there is."""

    @wraps(work)
    def told(register: Register, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(register, *args, **kwargs)
        except UserError as error:
            words = _sentence(_refusal(error), register.files / FOLDER)
            if not words:
                raise
            raise UserError(words, error.details, hint=error.hint, may_pass=True) from _refusal(error)

    return told


def _refusal(error: BaseException) -> OSError | None:
    """What the system said."""
    cause = error.__cause__
    if cause is None or isinstance(cause, OSError):
        return cause
    return _refusal(cause)


def _sentence(refused: OSError | None, folder: Path) -> str:
    """``""``: what has been said will do."""
    named = (refused.filename2 or refused.filename) if refused is not None else None
    if refused is None or not isinstance(named, str | Path):
        return ""
    is_right = isinstance(refused, PermissionError) or refused.errno == errno.EROFS
    path = Path(named)
    if not is_right or not path.is_relative_to(folder.parent):
        return ""
    present = next(each for each in (path.parent, *path.parents) if each.is_dir())
    if refused.errno == errno.EROFS or not os.access(present, os.W_OK):
        return f"Du får inte ändra i mappen {present}, där mallarna ligger. {_RIGHT}."
    # Beside a file that is written stands another for a moment, of which nobody knows.
    what = f"En mall i mappen {path.parent}" if path.name.startswith("~") else str(path)
    return f"{what} går inte att läsa eller skriva. Stäng den i Word. Är den inte öppen: {_RIGHT.lower()}."
