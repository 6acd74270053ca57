"""Copies that can be trusted: made by SQLite's own backup, read back and compared before they take a name.

A backup has the digest of its content with it, in a table of its own that no register keeps: SQLite's own check passes
over a value that has been overwritten. A copy without one, made by hand, is judged by the register's check alone.
"""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from secretary_app.store import opening, upgrading
from secretary_app.store.places import refuse_shared_place
from secretary_app.support.clock import Clock, system_clock
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, free_path, write_atomically

_DIGEST = "backup_digest"


def make(connection: sqlite3.Connection, target: Path) -> None:
    """Make a backup of the register that is open on ``connection``, where there is nothing yet.

    Raises UserError where there is something, or the copy is not equal to the register.
    """
    if target.exists() or target.is_symlink():
        raise UserError(f"{target} finns redan. Välj ett annat namn.")
    _copy_verified(connection, target, as_backup=True)


def _copy_verified(connection: sqlite3.Connection, target: Path, *, as_backup: bool) -> None:
    """Copy what is open on ``connection`` to ``target``, over what is there; ``as_backup``: with its digest.

    Raises UserError where the copy is not equal to the original, which a failing disk or memory can make it.
    """

    def write(beside: Path) -> None:
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute(f"DROP TABLE IF EXISTS {_DIGEST}")
            if as_backup:
                copy.execute(f"CREATE TABLE {_DIGEST} (sha256 TEXT NOT NULL) STRICT")
                copy.execute(f"INSERT INTO {_DIGEST} VALUES (?)", (original,))
        with closing(opening.connect(beside)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if not whole or content_digest(copy) != original or _kept_digest(copy) != (original if as_backup else None):
                raise UserError(f"{target} blev inte lik originalet. Försök igen på en annan disk.")

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
    """A SHA-256 over the schema and every row of every table, in their order; but for a backup's own digest.

    It is the same on every system and in every Python.
    """
    import hashlib

    found = hashlib.sha256()
    as_text, connection.text_factory = connection.text_factory, bytes
    try:
        # Also text that is damaged can be read as bytes.
        for row in connection.execute(
            "SELECT type, name, sql FROM main.sqlite_master WHERE tbl_name <> ? ORDER BY type, name", (_DIGEST,)
        ):
            found.update(ascii(row).encode())
        for (name,) in connection.execute(
            "SELECT name FROM main.sqlite_master "
            "WHERE type = 'table' AND name <> ? AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
            (_DIGEST,),
        ).fetchall():
            found.update(name)
            for row in connection.execute(f'SELECT * FROM main."{name.decode()}" ORDER BY 1'):
                found.update(ascii(row).encode())
    finally:
        connection.text_factory = as_text
    return found.hexdigest()


def _kept_digest(connection: sqlite3.Connection) -> str | None:
    """What a backup's content was when it was made; None for what is no backup."""
    if connection.execute("SELECT 1 FROM main.sqlite_master WHERE name = ?", (_DIGEST,)).fetchone() is None:
        return None
    rows = connection.execute(f"SELECT sha256 FROM main.{_DIGEST}").fetchall()
    return str(rows[0][0]) if rows else ""


def _forget_digest(connection: sqlite3.Connection) -> None:
    """Make a register of a backup that is opened as one: what it says of its content will not hold any longer."""
    if _kept_digest(connection) is not None:
        connection.execute(f"DROP TABLE {_DIGEST}")


@contextmanager
def _verified(path: Path) -> Iterator[sqlite3.Connection]:
    """A backup that has been looked through, open. Raises UserError where it is none, damaged, or too new."""
    opening.check_header(path)
    with opening.database_faults(path), closing(opening.connect(path)) as connection:
        upgrading.refuse_newer(path, connection)
        if not _is_sound(connection):
            raise UserError(f"Säkerhetskopian {path} är skadad. Välj en annan säkerhetskopia.")
        connection.execute("PRAGMA query_only = ON")
        yield connection


def _is_sound(connection: sqlite3.Connection) -> bool:
    from secretary_app.store import checking

    try:
        return not checking.check_content(connection) and _kept_digest(connection) in (None, content_digest(connection))
    except sqlite3.DatabaseError as error:
        if opening.is_damage(error):
            return False
        raise


def up_to_date(path: Path, folder: Path | None, clock: Clock, *, locked: bool) -> sqlite3.Connection:
    """A connection to the register, which is the caller's to close.

    A register of a newer program is refused; one of an older is migrated, after a copy of it has been kept. The copy is
    put in ``folder``, else beside the register. ``locked``: the caller has the register to itself already.
    """
    with ExitStack() as cleanup:
        connection = cleanup.enter_context(closing(opening.connect(path)))
        upgrading.refuse_newer(path, connection)
        if upgrading.is_current(connection):
            if locked:
                _forget_digest(connection)
            # The same goes on: the first question on a new one has all the tables read again.
            cleanup.pop_all()
            return connection
    with ExitStack() as cleanup:
        if not locked:
            cleanup.callback(opening.lock(path).release)
        connection = cleanup.enter_context(closing(opening.connect(path)))
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise UserError(f"Registret {path} är skadat. Lägg tillbaka den senaste säkerhetskopian.")
        make(connection, _aside(path, folder, "uppgradering", clock))
        _forget_digest(connection)
        upgrading.migrate(connection)
    return opening.connect(path)


def _aside(register: Path, folder: Path | None, occasion: str, clock: Clock) -> Path:
    place = folder or register.parent
    with explained(place):
        place.mkdir(parents=True, exist_ok=True)
    return free_path(place / upgrading.copy_name(register.stem, occasion, clock()))


def restore(
    backup: Path,
    register: Path,
    *,
    clock: Clock = system_clock,
    backup_folder: Path | None = None,
    last_look: Callable[[], None] = lambda: None,
) -> Path | None:
    """Put a backup in the register's place, and say where the present one was kept (None: there was none).

    The present one is kept as it is, damaged or not, in ``backup_folder`` or beside it, without a folder of files: its
    files stay in the register's own, where nothing is deleted. So it is put back with ``restore`` and not opened where
    it lies. A backup of an older program will do; it is brought up to this one when opened.

    ``last_look`` is called when the backup has been found sound, before anything is touched. Raises what that raises,
    and UserError where the backup is no good, or the register is open elsewhere; nothing is then changed.
    """
    backup, register = backup.absolute(), register.absolute()
    if backup == register:
        raise UserError(f"{backup} är registret självt. Ange en säkerhetskopia.")
    refuse_shared_place(register)
    with ExitStack() as cleanup:
        source = cleanup.enter_context(_verified(backup))
        cleanup.callback(opening.lock(register).release)
        last_look()
        kept = _keep_aside(register, backup_folder, clock) if register.is_file() else None
        _copy_verified(source, register, as_backup=False)
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
