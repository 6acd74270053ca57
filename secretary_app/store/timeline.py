"""What was done to one remiss, and what there is to undo and to do again."""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from secretary_app.domain.model import Entity
from secretary_app.store.history import Operation, operations_of
from secretary_app.store.rows import TABLES, Table, much_is_made
from secretary_app.store.upgrading import newest_migration


@dataclass(frozen=True)
class RowChange:
    """What an operation made of one row."""

    before: Entity | None
    """None: it was added."""
    after: Entity | None
    """None: it was taken away."""
    present: Entity | None
    """What the row is now; None: it is not there."""

    @property
    def row(self) -> Entity:
        """The row that is spoken of: as it became, else as it was."""
        row = self.after or self.before
        assert row is not None
        return row


@dataclass(frozen=True)
class Touch:
    """An operation, with what it made of the rows of one remiss."""

    operation: Operation
    rows: tuple[RowChange, ...]
    is_of_this_schema: bool
    """Else it was done before an upgrade of the register, and cannot be undone."""


def of_remiss(connection: sqlite3.Connection, remiss_id: str, limit: int) -> list[Touch]:
    """The newest operations that touched the remiss or what belongs to it, newest first; at most ``limit``."""
    by_operation: dict[int, list[RowChange]] = {}
    with much_is_made():
        for table in TABLES.values():
            condition = _belongs(table)
            if condition is not None:
                rows = connection.execute(
                    f"SELECT from_op, to_op, {table.selected} FROM {table.name}_history WHERE {condition} "
                    "ORDER BY id, from_op",
                    (remiss_id,),
                ).fetchall()
                for no, change in _changes(table, rows):
                    by_operation.setdefault(no, []).append(change)
    chosen = sorted(by_operation, reverse=True)[:limit]
    schema = newest_migration(connection)
    return [
        Touch(operation, tuple(by_operation[operation.no]), operation.schema == schema)
        for operation in operations_of(connection, chosen)
    ]


def _belongs(table: Table[Entity]) -> str | None:
    """The condition on a row of the table that it is of the remiss; None where none is."""
    if table.name == "remiss":
        return "id = ?"
    if "remiss_id" in table.columns:
        return "remiss_id = ?"
    for parent in ("recommendation", "measure"):
        if f"{parent}_id" in table.columns:
            return f"{parent}_id IN (SELECT id FROM {parent}_history WHERE remiss_id = ?)"
    return None


@dataclass(frozen=True)
class _Version:
    from_op: int
    to_op: int | None
    row: Entity


def _changes(table: Table[Entity], rows: list[tuple[Any, ...]]) -> Iterator[tuple[int, RowChange]]:
    """Each operation's number with what it made of a row; ``rows`` stand by id and time."""
    made = table.make_all([row[2:] for row in rows])
    every = [_Version(int(row[0]), row[1], one) for row, one in zip(rows, made, strict=True)]
    for _, group in groupby(every, key=attrgetter("row.id")):
        versions = list(group)
        present = versions[-1].row if versions[-1].to_op is None else None
        last: _Version | None = None
        for version in versions:
            if last is not None and last.to_op is not None and last.to_op != version.from_op:
                yield last.to_op, RowChange(last.row, None, present)
                last = None
            yield version.from_op, RowChange(last.row if last else None, version.row, present)
            last = version
        if last is not None and last.to_op is not None:
            yield last.to_op, RowChange(last.row, None, present)


def undone(connection: sqlite3.Connection) -> set[int]:
    """The operations that do not hold: taken back by one that does. One that took back and was taken back is one."""
    without: set[int] = set()
    for no, undoes in _undos(connection):
        if no not in without:
            without.add(undoes)
    return without


def _undos(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Every operation that took one back, with that one, newest first."""
    return connection.execute("SELECT no, undoes FROM operation WHERE undoes IS NOT NULL ORDER BY no DESC").fetchall()


def last_done(connection: sqlite3.Connection) -> int | None:
    """The newest operation of a person's that holds: what is undone next."""
    without = json.dumps(sorted(undone(connection)))
    (no,) = connection.execute(
        "SELECT max(no) FROM operation WHERE undoes IS NULL AND no NOT IN (SELECT value FROM json_each(?))", (without,)
    ).fetchone()
    return None if no is None else int(no)


def last_undone(connection: sqlite3.Connection) -> int | None:
    """The newest operation that took something back and still does: to take it back is to do that again.

    None where there is none, or something else has been done since.
    """
    undos = _undos(connection)
    parents, without = dict(undos), undone(connection)
    (newest,) = connection.execute("SELECT coalesce(max(no), 0) FROM operation WHERE undoes IS NULL").fetchone()
    for no, undoes in undos:
        first = undoes
        while first in parents:
            first = parents[first]
        if no > newest and no not in without and first in without:
            return no
    return None
