"""Copies that the program makes by itself while the window is open, and which of the older ones are kept.

Each is verified (``store.backup``), and has its handlingar and drafts in a folder beside it before it takes its name. A
file that is as in the copy before is not stored twice where the disk can share it.
"""

import datetime as dt
import hashlib
import os
import re
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from secretary_app.store.files import copy_all, files_folder
from secretary_app.store.register import Register
from secretary_app.support.files import explained, free_path, is_systems
from secretary_app.support.progress import Progress, no_progress

_DAILY, _WEEKLY = dt.timedelta(days=14), dt.timedelta(days=92)
_BEGUN = ".halv"
"""The ending of a copy that has yet to get its files."""
_STAMP = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r" (\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \(\d+\))?\.beredd$")


def automatic_backup(
    register: Register, folder: Path, now: dt.datetime, *, force: bool = False, progress: Progress = no_progress
) -> Path | None:
    """Copy the register where something has changed since the last copy (or ``force``), and thin out the older copies.

    ``folder``: where the copies of all registers go; each has a folder of its own in it. ``now`` has a zone. Returns
    the copy, None where none was needed. Raises UserError where it cannot be made; older ones are then untouched.
    """
    place = backup_place(register.path, folder)
    before = _copies(place)
    newest = max(before, default=None)
    if newest is not None and not force and not _has_changed(register, newest):
        return None
    with explained(place):
        place.mkdir(parents=True, exist_ok=True)
    out = free_path(place / f"{register.path.stem} {now.astimezone():{_STAMP}}.beredd")
    _make(register, out, before[newest] if newest is not None else None, progress)
    copies = _copies(place)
    for moment in to_thin(copies, _local(now)):
        _remove(copies[moment])
    return out


def _make(register: Register, out: Path, before: Path | None, progress: Progress) -> None:
    """Copy the register and then its files; the copy takes its name, and counts, when it has them all.

    Where it is given up or fails, what was begun is taken away.
    """
    begun = free_path(out.with_suffix(_BEGUN))
    try:
        register.backup(begun)
        if before is not None:
            _share(files_folder(before), files_folder(out), register.files)
        copy_all(register.files, files_folder(out), progress)
        with explained(out):
            begun.rename(out)
    except BaseException:
        with suppress(OSError):
            begun.unlink(missing_ok=True)
        shutil.rmtree(files_folder(out), ignore_errors=True)
        raise


def last_backup(register_path: Path, folder: Path) -> dt.datetime | None:
    """When the register was last copied by itself, in local time without a zone."""
    return max(_copies(backup_place(register_path, folder)), default=None)


def backup_place(register_path: Path, folder: Path) -> Path:
    """The folder of one register's copies: two registers of the same name don't mix theirs."""
    mark = hashlib.sha256(str(register_path.absolute()).casefold().encode("utf-8")).hexdigest()[:6]
    return folder / f"{register_path.stem} {mark}"


def to_thin(moments: Collection[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Which copies may go: all of today are kept, one a day for two weeks, one a week for three months, one a month.

    Of each day, week and month the last one is kept. A week ends with its month, so that no month loses its only copy.
    The newest copy of all is never among them, nor one from after ``now``.
    """
    kept: dict[tuple[str | int, ...], dt.datetime] = {}
    for moment in sorted(moments):
        kept[_bucket(moment, now)] = moment
    return set(moments) - set(kept.values())


def _bucket(moment: dt.datetime, now: dt.datetime) -> tuple[str | int, ...]:
    """Of the copies in one bucket only the last is kept."""
    age = now.date() - moment.date()
    if age <= dt.timedelta(0):
        return ("each", moment.isoformat())
    if age <= _DAILY:
        return ("day", moment.date().isoformat())
    if age <= _WEEKLY:
        return ("week", moment.year, moment.month, moment.isocalendar().week)
    return ("month", moment.year, moment.month)


def _copies(place: Path) -> dict[dt.datetime, Path]:
    """The copies with when they were made; of several in one second the last."""
    found = {}
    with explained(place):
        for path in sorted(place.glob("*.beredd")) if place.is_dir() else ():
            if match := _NAME.search(path.name):
                found[dt.datetime.strptime(match[1], _STAMP)] = path  # noqa: DTZ007 - local, as in the name
    return found


def _has_changed(register: Register, since: dt.datetime) -> bool:
    """Whether anything was done, or a draft saved in Word, after a moment of whole seconds."""
    newest = register.operations(1)
    if newest and _local(newest[0].at).replace(microsecond=0) > since:
        return True
    limit = since.timestamp() + 1
    with explained(register.files):
        files = (path for path in register.files.rglob("*") if path.is_file() and not is_systems(path))
        return any(path.stat().st_mtime >= limit for path in files)


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone().replace(tzinfo=None)


def _share(before: Path, after: Path, present: Path) -> None:
    """Let the new copy begin with the files of the one before. What has changed is then written anew, beside it."""
    for source in before.rglob("*") if before.is_dir() else ():
        place = source.relative_to(before)
        if source.is_file() and (present / place).is_file():
            # A disk that cannot share files (FAT, some network shares) gets them copied instead.
            with suppress(OSError):
                (after / place).parent.mkdir(parents=True, exist_ok=True)
                os.link(source, after / place)


def _remove(copy: Path) -> None:
    # What is in use now is taken away the next time.
    with suppress(OSError):
        if files_folder(copy).exists():
            shutil.rmtree(files_folder(copy))
        copy.unlink()
