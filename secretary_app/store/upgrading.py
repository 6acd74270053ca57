"""Bringing a register up to the schema of this program, and making a new one."""

import sqlite3
from datetime import datetime
from pathlib import Path

from secretary_app.store.opening import APPLICATION_ID, connect
from secretary_app.store.schema import MIGRATIONS
from secretary_app.support.errors import UserError
from secretary_app.support.files import write_atomically

_SET = "beredd"
"""The name of the migrations within sqlite-utils' own table."""


def create(path: Path) -> None:
    """Make an empty register, whole or not at all. Raises UserError where the folder is missing or refuses."""
    write_atomically(path, _make)


def _make(path: Path) -> None:
    path.touch()
    connection = connect(path)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection)
    finally:
        connection.close()


def refuse_newer(path: Path, connection: sqlite3.Connection) -> None:
    """Raise UserError where a newer program has changed the register's schema.

    sqlite-utils takes no notice of migrations that it doesn't know.
    """
    if set(_applied(connection)) - {migration.name for migration in MIGRATIONS}:
        raise UserError(f"Registret {path} är gjort med en nyare version av Beredd. Uppdatera programmet.")


def is_current(connection: sqlite3.Connection) -> bool:
    return {migration.name for migration in MIGRATIONS} <= set(_applied(connection))


def newest_migration(connection: sqlite3.Connection) -> str:
    return _applied(connection)[-1]


def migrate(connection: sqlite3.Connection) -> None:
    """Run what migrations there are to run in one transaction, then make anew what follows from the tables.

    Foreign keys are not enforced meanwhile (``transform`` needs that) and are checked at the end.
    """
    # Imported here, with what follows below: a register is nearly always up to date.
    from secretary_app.store.history import make_triggers
    from secretary_app.store.search import make_index
    from secretary_app.store.sums import make_sums

    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        _apply(connection)
        make_triggers(connection)
        make_sums(connection)
        make_index(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError("a migration has left rows that refer to nothing")
        connection.execute(f"PRAGMA user_version = {len(_applied(connection))}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def copy_name(stem: str, occasion: str, moment: datetime) -> str:
    """What an automatic copy is called: ``alvstad före uppgradering 2025-03-18 10.42.17.beredd``."""
    return f"{stem} före {occasion} {moment.astimezone():%Y-%m-%d %H.%M.%S}.beredd"


def _apply(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database, Migrations

    migrations = Migrations(_SET)
    for migration in MIGRATIONS:
        migrations(name=migration.name)(migration.run)
    migrations.apply(Database(connection, execute_plugins=False))


def _applied(connection: sqlite3.Connection) -> list[str]:
    """The names of what has been run, in that order."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone() is None:
        return []
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid", (_SET,))
    return [name for (name,) in rows]
