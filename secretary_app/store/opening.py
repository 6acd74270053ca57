"""Opening a register's file: is it one, is it whole, may we, and is anybody else at it."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secretary_app.store.lock import FileLock, Taken
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained

APPLICATION_ID = 0x42524544
"""``BRED`` in the file's header."""
SUFFIX = ".beredd"
_MAGIC = b"SQLite format 3\x00"
_ID_AT = 68
"""Where SQLite keeps the application id (https://sqlite.org/fileformat.html#the_database_header)."""
_PATIENCE = 10.0
"""Seconds to wait while another connection commits or reads."""


def check_header(path: Path) -> None:
    """Raise UserError where the file is not there or is plainly no register; SQLite itself is not asked yet.

    An empty file passes SQLite's own checks, and another program's database would open as well.
    """
    with explained(path):
        if not path.exists():
            raise UserError(f"Registret {path} finns inte. Kontrollera namnet och mappen.")
        if path.is_dir():
            raise UserError(f"{path} är en mapp, inte ett register. Ange filen, som slutar på {SUFFIX}.")
        with path.open("rb") as file:
            header = file.read(100)
    if not header:
        raise UserError(f"Filen {path} är tom och inget register. Lägg tillbaka en säkerhetskopia eller ta bort filen.")
    if not header.startswith(_MAGIC):
        raise UserError(
            f"{path} är inget register, eller så är filen skadad.", hint="Ange en fil som Beredd har gjort."
        )
    if header[_ID_AT : _ID_AT + 4] != APPLICATION_ID.to_bytes(4, "big"):
        raise UserError(f"{path} är en databas från ett annat program.", hint="Ange ett register som Beredd har gjort.")


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing file, without implicit transactions.

    It is opened for writing also by those who only read: the first to come after a power cut must roll back what was
    half written.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE, isolation_level=None, cached_statements=512
    )
    for pragma in (
        "foreign_keys = ON",
        "synchronous = FULL",
        "temp_store = MEMORY",
        # Else a large transaction would shut readers out long before it is committed.
        "cache_spill = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def database_faults(path: Path) -> Iterator[None]:
    """Turn SQLite's faults of the surroundings about ``path`` into a sentence with a remedy; our bugs pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _sentence(path, error)
        if sentence is None:
            raise
        raise UserError(sentence, may_pass=not is_damage(error)) from error


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file may be to blame; of one that nobody has looked through yet, that is what it is."""
    # Python's own fault of a text that is none has no code.
    undecodable = str(error).startswith("Could not decode to UTF-8")
    return undecodable or _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _code(error: sqlite3.DatabaseError) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _sentence(path: Path, error: sqlite3.DatabaseError) -> str | None:
    if is_damage(error) and _code(error) != sqlite3.SQLITE_ERROR:
        return f"Registret {path} är skadat. Lägg tillbaka den senaste säkerhetskopian."
    match _code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"Registret {path.name} är upptaget av ett annat program. Inget ändrades. Försök igen om en stund."
        case sqlite3.SQLITE_FULL:
            return f"Disken är full. Ändringen i {path.name} sparades inte; allt tidigare är kvar. Frigör plats."
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return f"Registret {path} är skrivskyddat. Ändra filens rättigheter eller lägg registret i en annan mapp."
        case sqlite3.SQLITE_CANTOPEN:
            return f"Registret {path} går inte att öppna. Kontrollera att mappen finns och att du får skriva i den."
        case sqlite3.SQLITE_IOERR:
            return f"Disken svarade fel när {path.name} lästes eller skrevs ({error}). Allt som var sparat är kvar."
        case _:
            return None


def lock(path: Path) -> FileLock:
    """Take the one place for writing that a register has; the caller releases it. The system does if we die.

    Raises UserError where another window or command has it, or the folder may not be written in.
    """
    with explained(path):
        if not path.parent.is_dir():
            raise UserError(f"Mappen {path.parent} finns inte. Skapa den eller välj en annan mapp.")
        try:
            return FileLock(path.with_name(f"{path.name}.lock"))
        except Taken as error:
            raise _is_open(path) from error
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise _may_not_write(path) from error
            raise


def _is_open(path: Path) -> UserError:
    return UserError(
        f"Registret {path.name} är öppet i ett annat Beredd-fönster eller kommando. Stäng det och försök igen.",
        may_pass=True,
    )


def _may_not_write(path: Path) -> UserError:
    return UserError(f"Du får inte skriva i mappen {path.parent}. Välj en annan mapp för registret.")
