"""Copies that can be trusted: made by SQLite's own backup, read back and compared before they take a name."""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from secretary_app.store import opening, upgrading
from secretary_app.store.places import refuse_shared_place
from secretary_app.support.clock import Clock, system_clock
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, free_path, write_atomically


def copy_verified(connection: sqlite3.Connection, path: Path, target: Path) -> None:
    """Copy the register at ``path``, open on ``connection``, to ``target``.

    Raises UserError where the copy is not equal to the register, which a failing disk or memory can make it.
    """
    target = target.absolute()
    if target == path:
        raise UserError(f"Säkerhetskopian kan inte skrivas över registret {path}. Välj ett annat namn.")

    def write(beside: Path) -> None:
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            connection.backup(copy)
        with _verified(beside) as copy:
            if content_digest(copy) != original:
                raise UserError(f"Säkerhetskopian {target} blev inte lik registret. Försök igen på en annan disk.")

    with _unchanging(connection):
        original = content_digest(connection)
        write_atomically(target, write)


@contextmanager
def _unchanging(connection: sqlite3.Connection) -> Iterator[None]:
    """Read one and the same state, whatever others commit meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def content_digest(connection: sqlite3.Connection) -> str:
    """A SHA-256 over every row of every table, in their order."""
    found = hashlib.sha256()
    tables = connection.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    for name, sql in tables:
        found.update(f"{name}\n{sql}\n".encode())
        for row in connection.execute(f'SELECT * FROM main."{name}" ORDER BY 1'):
            found.update(repr(row).encode())
    return found.hexdigest()


@contextmanager
def _verified(path: Path) -> Iterator[sqlite3.Connection]:
    """A register that has been looked through, open. Raises UserError where it is none, damaged, or too new."""
    opening.check_header(path)
    with opening.database_faults(path), closing(opening.connect(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        upgrading.refuse_newer(path, connection)
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise UserError(f"{path} är skadad. Välj en annan säkerhetskopia.")
        yield connection


def bring_up_to_date(path: Path, folder: Path | None, clock: Clock, *, locked: bool) -> None:
    """Refuse a register of a newer program; migrate one of an older, after a copy of it has been kept.

    The copy is put in ``folder``, else beside the register. ``locked``: the caller has the register to itself already.
    """
    with closing(opening.connect(path)) as connection:
        upgrading.refuse_newer(path, connection)
        if upgrading.is_current(connection):
            return
    with ExitStack() as cleanup:
        if not locked:
            cleanup.callback(opening.lock(path).release)
        connection = cleanup.enter_context(closing(opening.connect(path)))
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise UserError(f"Registret {path} är skadat. Lägg tillbaka den senaste säkerhetskopian.")
        copy_verified(connection, path, _aside(path, folder, "uppgradering", clock))
        upgrading.migrate(connection)


def _aside(register: Path, folder: Path | None, occasion: str, clock: Clock) -> Path:
    place = folder or register.parent
    with explained(place):
        place.mkdir(parents=True, exist_ok=True)
    return free_path(place / upgrading.copy_name(register.stem, occasion, clock()))


def restore(
    backup: Path, register: Path, *, clock: Clock = system_clock, backup_folder: Path | None = None
) -> Path | None:
    """Put a backup in the register's place, and say where the present one was kept (None: there was none).

    The present one is kept as it is, damaged or not, in ``backup_folder`` or beside it. Raises UserError where the
    backup is no good, or the register is open elsewhere; nothing is then changed.
    """
    backup, register = backup.absolute(), register.absolute()
    if backup == register:
        raise UserError(f"{backup} är registret självt. Ange en säkerhetskopia.")
    refuse_shared_place(register)
    with ExitStack() as cleanup:
        source = cleanup.enter_context(_verified(backup))
        cleanup.callback(opening.lock(register).release)
        kept = _keep_aside(register, backup_folder, clock) if register.is_file() else None
        copy_verified(source, backup, register)
    return kept


def _keep_aside(register: Path, folder: Path | None, clock: Clock) -> Path:
    """Copy the register as bytes, so that a damaged one is kept too, and take away what belongs to it alone."""
    journal = register.with_name(f"{register.name}-journal")
    if journal.exists():
        _roll_back(register)
    kept = _aside(register, folder, "återställning", clock)
    write_atomically(kept, lambda beside: _copy(register, beside))
    if journal.exists():
        # Left behind, it would be played back into the backup that takes the register's place.
        with explained(journal):
            shutil.copyfile(journal, kept.with_name(f"{kept.name}-journal"))
            journal.unlink()
    return kept


def _copy(source: Path, target: Path) -> None:
    with explained(source):
        shutil.copyfile(source, target)


def _roll_back(register: Path) -> None:
    try:
        with closing(opening.connect(register)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        # It is damaged; then the journal is kept beside it.
        return
