"""Where a register must not lie: on a network share, or in a folder that a program keeps in step with the cloud.

Locks don't hold there, and such a program can put an old or a half-written register in the new one's place.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath, PureWindowsPath

from secretary_app.support.errors import UserError

_REMOTE_DRIVE = 4
"""``DRIVE_REMOTE`` of the Windows function GetDriveTypeW."""
_SYNCED_FOLDER = re.compile(r"(OneDrive|Dropbox)\b", re.IGNORECASE)
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def refuse_shared_place(path: Path) -> None:
    """Raise UserError where ``path`` lies on a network share or in a synchronised folder."""
    fault = shared_place(path.resolve(), os.environ, _drive_type)
    if fault is not None:
        raise UserError(
            f"Registret {path} ligger {fault}. Där kan det skadas. Lägg det i en mapp på den egna datorn "
            f"och ta säkerhetskopior till den gemensamma mappen i stället."
        )


def shared_place(path: PurePath, environment: Mapping[str, str], drive_type: Callable[[str], int]) -> str | None:
    """What is wrong with the place, as the end of "Registret ligger …"; None where nothing is.

    ``drive_type`` is given a Windows root (``H:\\``) and answers as GetDriveTypeW does.
    """
    if isinstance(path, PureWindowsPath):
        drive = re.sub(r"^\\\\[?.]\\(?!UNC\\)", "", path.drive)
        if drive.startswith("\\\\") or (drive and drive_type(f"{drive}\\") == _REMOTE_DRIVE):
            return f"på en nätverksplats ({path.drive})"
    for variable in _SYNCED_VARIABLES:
        folder = environment.get(variable)
        if folder and path.is_relative_to(type(path)(folder)):
            return "i en OneDrive-mapp"
    for part in path.parts[:-1]:
        found = _SYNCED_FOLDER.match(part)
        if found:
            return f"i en mapp som synkroniseras ({part})"
    return None


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0
