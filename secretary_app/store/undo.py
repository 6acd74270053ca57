"""Taking an operation back: a new operation that writes the earlier versions of its rows."""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import datetime as dt
import sqlite3

from secretary_app.domain.model import Entity
from secretary_app.store.change import transaction
from secretary_app.store.history import (
    Operation,
    columns_of,
    get_operation,
    history_tables,
    last_change,
    named,
    told,
)
from secretary_app.store.rows import TABLES, Value
from secretary_app.store.upgrading import newest_migration
from secretary_app.support.clock import Clock
from secretary_app.support.errors import UserError

_Content = tuple[Value, ...]
"""A row's values without its id and version."""

_UNDONE, _REDONE = "Ångrade: ", "Gjorde om: "


def undo(
    connection: sqlite3.Connection, no: int, *, clock: Clock, who: str
) -> tuple[Operation, set[tuple[type[Entity], str]]]:
    """Take operation ``no`` back; to take back one that took back is to do it again.

    Only what the rows say counts, not how they came to: an operation can be undone when all that came after it has
    been. Raises UserError, with the reason, where there is no such operation, where a row has become something else
    since, where a later row depends on one that would go, or where the operation is older than the register's schema.
    Back comes the new operation with the kinds and ids of the rows that it touched.
    """
    operation = get_operation(connection, no)
    if operation.schema != newest_migration(connection):
        raise UserError(f"”{operation.label}” gjordes före en uppgradering av registret och går inte att ångra.")
    try:
        with transaction(connection, _label(operation), clock=clock, who=who, undoes=no) as change:
            for table in history_tables(connection):
                for id_ in _touched(connection, table, no):
                    if _put_back(connection, table, id_, operation, change.now):
                        change.changed.add((TABLES[table].kind, id_))
            if not change.changed:
                raise UserError("allt står redan som före den")
    except UserError as error:
        raise UserError(f"Det går inte att ångra ”{operation.label}”: {error.message}") from error
    return get_operation(connection, change.operation_no), change.changed


def _label(operation: Operation) -> str:
    if operation.undoes is None:
        return _UNDONE + operation.label
    if operation.label.startswith(_UNDONE):
        return _REDONE + operation.label.removeprefix(_UNDONE)
    return _UNDONE + operation.label.removeprefix(_REDONE)


def _touched(connection: sqlite3.Connection, table: str, no: int) -> list[str]:
    rows = connection.execute(
        f"SELECT id FROM {table}_history WHERE from_op = ? UNION SELECT id FROM {table}_history WHERE to_op = ?",
        (no, no),
    )
    return [id_ for (id_,) in rows]


def _put_back(connection: sqlite3.Connection, table: str, id_: str, operation: Operation, now: dt.datetime) -> bool:
    """Write the row as it was before the operation; False where it already is so."""
    names = [name for name in columns_of(connection, table) if name not in ("id", "version")]
    selected = ", ".join(f'"{name}"' for name in names)

    def content(source: str, *parameters: Value) -> _Content | None:
        row = connection.execute(f"SELECT {selected} FROM {source}", parameters).fetchone()
        return None if row is None else tuple(row)

    # The row has few versions, a large operation has many rows: + keeps SQLite from looking through the latter.
    before = content(f"{table}_history WHERE id = ? AND +to_op = ?", id_, operation.no)
    after = content(f"{table}_history WHERE id = ? AND from_op = ?", id_, operation.no)
    present = content(f"{table} WHERE id = ?", id_)
    if present != after:
        last = last_change(connection, table, id_)
        by = f" av {told(last, now)} ({last.label})" if last else ""
        done = "tagits bort" if present is None else "lagts till" if after is None else "ändrats"
        raise UserError(f"{named(connection, table, id_)} har {done} sedan dess{by}.")
    if before == present:
        return False
    if before is None:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (id_,))
        return True
    (version,) = connection.execute(f"SELECT max(version) + 1 FROM {table}_history WHERE id = ?", (id_,)).fetchone()
    if present is None:
        marks = ", ".join("?" * len(names))
        connection.execute(
            f"INSERT INTO {table} (id, version, {selected}) VALUES (?, ?, {marks})", (id_, version, *before)
        )
    else:
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        connection.execute(f"UPDATE {table} SET version = ?, {assignments} WHERE id = ?", (version, *before, id_))
    return True
