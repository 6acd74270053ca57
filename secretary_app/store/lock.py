"""A lock on a file, held by one process at a time; the system lets go of it when the process dies, however it dies.

Of our own, since the library for it (filelock) takes as long to import as a register to open.
"""

import os
import sys
from pathlib import Path


class Taken(Exception):  # noqa: N818 - an answer more than an error
    """Somebody else holds the lock."""


class FileLock:
    """Taken when it is made. Also another ``FileLock`` of the same process is shut out."""

    def __init__(self, path: Path) -> None:
        """``path``: a file that is there for the lock alone; it is made, and left.

        Raises Taken where it is held, OSError where it cannot be made or the disk knows no locks.
        """
        # Not inherited by the processes that are started meanwhile: they would hold it on.
        self._file: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(self._file)
        except BaseException:
            os.close(self._file)
            raise

    def release(self) -> None:
        """Let go of it; doing it again does nothing."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            _let_go(file)
        finally:
            os.close(file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        try:
            # The first byte stands for the whole, also of an empty file.
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise Taken from error

    def _let_go(file: int) -> None:
        # Else Windows does it when it has time, and whoever comes next is told that the register is open.
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            raise Taken from error

    def _let_go(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
