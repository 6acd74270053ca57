"""Every version of every row: written by triggers, read as of any operation.

Beside each table ``x`` lies ``x_history`` with its columns and ``from_op`` and ``to_op``, the operations that opened
and closed the version (``to_op`` NULL: it is the present one). The triggers take the newest operation as theirs, so
that no way of writing can pass the history by.
"""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic

from secretary_app.store.rows import E, in_list, table_of
from secretary_app.store.sums import show_added_up
from secretary_app.support.errors import UserError


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing that the secretary did."""

    no: int
    id: str
    at: dt.datetime
    """UTC."""
    who: str
    label: str
    """Swedish, in the past tense: ``Skickade internremiss till OSN``."""
    undoes: int | None
    """The operation that this one took back."""
    schema: str
    """The newest migration when it was done."""


@dataclass(frozen=True, kw_only=True)
class Version(Generic[E]):
    """What an operation made of a row; None: it took the row away."""

    operation: Operation
    row: E | None


_OPERATION = 'no, id, at, who, label, undoes, "schema"'


def history_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that have a history, read from the schema of the file."""
    names = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    present = {name for (name,) in names}
    return [name for (name,) in names if f"{name}_history" in present]


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]


def make_triggers(connection: sqlite3.Connection) -> None:
    """Make every table's history triggers out of its columns as they are now."""
    for table in history_tables(connection):
        for statement in _triggers(table, columns_of(connection, table)):
            connection.execute(statement)


def _triggers(table: str, columns: list[str]) -> Iterator[str]:
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f'NEW."{column}"' for column in columns)
    newest = "(SELECT max(no) FROM operation)"
    # What opened and closed within one operation was never there for anybody.
    close = (
        f"UPDATE {table}_history SET to_op = {newest} WHERE id = OLD.id AND to_op IS NULL;"
        f"DELETE FROM {table}_history WHERE id = OLD.id AND to_op = from_op;"
    )
    add = f"INSERT INTO {table}_history ({names}, from_op) VALUES ({values}, {newest});"
    yield f"CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN {add} END"
    yield f"CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} BEGIN {close} {add} END"
    yield f"CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} BEGIN {close} END"


def show_as_of(connection: sqlite3.Connection, no: int) -> None:
    """Make every table, on this connection, read as it stood after operation ``no``.

    SQLite looks for a name among the temporary ones first, so that every ordinary query works unchanged.
    """
    for table in history_tables(connection):
        names = ", ".join(f'"{column}"' for column in columns_of(connection, table))
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT {names} FROM main.{table}_history "
            f"WHERE from_op <= {no:d} AND (to_op IS NULL OR to_op > {no:d})"
        )
        connection.execute(
            f"CREATE TEMP VIEW {table}_history AS SELECT {names}, from_op, iif(to_op <= {no:d}, to_op, NULL) AS to_op "
            f"FROM main.{table}_history WHERE from_op <= {no:d}"
        )
    connection.execute(f"CREATE TEMP VIEW operation AS SELECT {_OPERATION} FROM main.operation WHERE no <= {no:d}")
    show_added_up(connection)


def operation_at(connection: sqlite3.Connection, moment: dt.date | dt.datetime | int) -> int:
    """The number of the last operation by then; 0 before the first. A date counts to its end, local time.

    Raises UserError for a number that no operation has.
    """
    if isinstance(moment, int):
        if moment and find_operation(connection, moment) is None:
            raise UserError(f"Det finns ingen händelse med nummer {moment}.")
        return moment
    if isinstance(moment, dt.datetime):
        condition, limit = "at <= ?", moment
    else:
        condition, limit = "at < ?", dt.datetime.combine(moment + dt.timedelta(days=1), dt.time())
    parameters = (utc_text(limit.astimezone()),)
    (no,) = connection.execute(f"SELECT max(no) FROM operation WHERE {condition}", parameters).fetchone()
    return no or 0


def utc_text(moment: dt.datetime) -> str:
    """A moment as the register keeps it: always as long, so that its order as text is that of time."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def newest_operations(connection: sqlite3.Connection, limit: int) -> list[Operation]:
    rows = connection.execute(f"SELECT {_OPERATION} FROM operation ORDER BY no DESC LIMIT ?", (limit,))
    return [_operation(row) for row in rows]


def operations_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Operation]:
    """The operations of these numbers, newest first."""
    marks, values = in_list(numbers)
    rows = connection.execute(f"SELECT {_OPERATION} FROM operation WHERE no IN {marks} ORDER BY no DESC", values)
    return [_operation(row) for row in rows]


def find_operation(connection: sqlite3.Connection, no: int) -> Operation | None:
    row = connection.execute(f"SELECT {_OPERATION} FROM operation WHERE no = ?", (no,)).fetchone()
    return None if row is None else _operation(row)


def get_operation(connection: sqlite3.Connection, no: int) -> Operation:
    """Raises UserError where no operation has the number."""
    operation = find_operation(connection, no)
    if operation is None:
        raise UserError(f"Det finns ingen händelse med nummer {no}.")
    return operation


def _operation(row: tuple[int, str, str, str, str, int | None, str]) -> Operation:
    no, id_, at, who, label, undoes, schema = row
    return Operation(
        no=no, id=id_, at=dt.datetime.fromisoformat(at), who=who, label=label, undoes=undoes, schema=schema
    )


def last_change(connection: sqlite3.Connection, table: str, id_: str) -> Operation | None:
    """The operation that made the row what it is, or took it away."""
    (no,) = connection.execute(
        f"SELECT max(coalesce(to_op, from_op)) FROM {table}_history WHERE id = ?", (id_,)
    ).fetchone()
    return None if no is None else find_operation(connection, no)


def versions(connection: sqlite3.Connection, kind: type[E], id_: str) -> list[Version[E]]:
    """Everything the row has been, oldest first."""
    table = table_of(kind)
    rows = connection.execute(
        f"SELECT from_op, to_op, {table.selected} FROM {table.name}_history WHERE id = ? ORDER BY from_op", (id_,)
    ).fetchall()
    opened = {row[0] for row in rows}
    found: list[Version[E]] = []
    for from_op, to_op, *values in rows:
        found.append(Version(operation=get_operation(connection, from_op), row=table.make(values)))
        if to_op is not None and to_op not in opened:
            found.append(Version(operation=get_operation(connection, to_op), row=None))
    return found


def told(operation: Operation, now: dt.datetime) -> str:
    """Who and when, for a sentence: ``Anna 10:42`` today, else ``Anna 2025-03-18 10:42``."""
    at = operation.at.astimezone()
    when = f"{at:%H:%M}" if at.date() == now.astimezone().date() else f"{at:%Y-%m-%d %H:%M}"
    return f"{operation.who} {when}" if operation.who else when


_NOUNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "kommun": ("kommunens uppgifter", ()),
    "namnd": ("nämnden", ("abbreviation", "name")),
    "person": ("personen", ("name",)),
    "meeting": ("sammanträdet", ("date",)),
    "chain_step": ("beredningssteget", ()),
    "remiss": ("remissen", ("diarienummer", "title")),
    "recommendation": ("rekommendationen", ("number",)),
    "addressee": ("adressaten", ("words",)),
    "referral": ("internremissen", ("namnd_diarienummer",)),
    "decision": ("beslutet", ("paragraph",)),
    "response": ("svaret", ()),
    "measure": ("åtgärden", ("text",)),
    "measure_namnd": ("åtgärdens nämnd", ()),
    "measure_status": ("åtgärdens status", ("as_of",)),
    "deadline_change": ("den flyttade tiden", ()),
    "dispatch": ("expedieringen", ("what",)),
    "verdict": ("omdömet", ("words",)),
    "document": ("dokumentet", ("path",)),
    "attachment": ("handlingen", ("name",)),
    "reminder": ("bevakningen", ("text",)),
    "planned_step": ("steget i planen", ("date",)),
}


def named(connection: sqlite3.Connection, table: str, id_: str) -> str:
    """The row as a person knows it, also one that is gone: ``remissen KS/2021:270``."""
    noun, fields = _NOUNS[table]
    for field in fields:
        row = connection.execute(
            f'SELECT "{field}" FROM {table}_history WHERE id = ? ORDER BY from_op DESC LIMIT 1', (id_,)
        ).fetchone()
        if row and row[0]:
            text = str(row[0])
            return f"{noun} {text if len(text) <= 40 else text[:39].rstrip() + '…'}"
    return noun


def sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]
