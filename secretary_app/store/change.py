"""One operation's writing: rows added, changed and taken away, committed together or not at all."""

# ruff: noqa: S608 - the names put into SQL here come from the dataclasses

import datetime as dt
import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from secretary_app.domain.model import Entity
from secretary_app.store import sums
from secretary_app.store.history import last_change, named, sentence_start, told, utc_text
from secretary_app.store.references import dangling
from secretary_app.store.rows import E, cleaned, table_of
from secretary_app.store.search import searchable_words, settle, words_of
from secretary_app.store.upgrading import newest_migration
from secretary_app.support.clock import Clock
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


@dataclass(frozen=True, kw_only=True)
class Committed:
    """What an operation, once it is committed, has changed."""

    no: int
    label: str
    undoes: int | None
    """The operation that it took back."""
    changed: frozenset[tuple[type[Entity], str]]
    """The kinds and ids of all rows that were touched."""


@contextmanager
def transaction(
    connection: sqlite3.Connection, label: str, *, clock: Clock, who: str, undoes: int | None = None
) -> Iterator["Change"]:
    """Begin an operation, and commit it where something was changed; else, and on any error, leave no trace.

    Raises UserError where a row would be left that refers to one that isn't there.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        now = clock()
        (no,) = connection.execute("SELECT coalesce(max(no), 0) + 1 FROM operation").fetchone()
        connection.execute(
            'INSERT INTO operation (no, id, at, who, label, undoes, "schema") VALUES (?, ?, ?, ?, ?, ?, ?)',
            (no, new_id(now), utc_text(now), cleaned(who), cleaned(label), undoes, newest_migration(connection)),
        )
        change = Change(connection, no, now)
        yield change
        if change.changed:
            settle(connection, change.words)
            sums.settle(connection)
            _commit(connection, change)
        else:
            connection.execute("ROLLBACK")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _commit(connection: sqlite3.Connection, change: "Change") -> None:
    try:
        connection.execute("COMMIT")
    except sqlite3.IntegrityError as error:
        fault = next(dangling(connection), None)
        if fault is None:
            raise
        what = sentence_start(named(connection, fault.table, fault.id))
        last = last_change(connection, fault.table, fault.id)
        by = f" ({told(last, change.now)}, {last.label})" if last and last.no != change.operation_no else ""
        raise UserError(
            f"{what}{by} hänvisar till {named(connection, fault.missing_table, fault.missing_id)}, som då inte finns. "
            f"Inget ändrades."
        ) from error


class Change:
    """Handed out by ``Register.change``; usable until its ``with`` ends."""

    def __init__(self, connection: sqlite3.Connection, operation_no: int, now: dt.datetime) -> None:
        self._connection = connection
        self.now = now
        self.words: set[str] = set()
        """The searchable words of all that was written."""
        self.operation_no = operation_no
        self.changed: set[tuple[type[Entity], str]] = set()
        """The kinds and ids of all rows that were touched."""

    def add(self, *rows: Entity) -> None:
        """Add rows; their version becomes 1."""
        self.add_all(rows)

    def add_all(self, rows: Iterable[Entity]) -> None:
        """Add many rows, of any kinds and in any order: references are looked at when all is done."""
        for kind, group in itertools.groupby(rows, _kind):
            table = table_of(kind)
            self._connection.executemany(table.insert, (table.values(row, 1) for row in self._noted(kind, group)))

    def _noted(self, kind: type[Entity], rows: Iterable[Entity]) -> Iterator[Entity]:
        for row in rows:
            self.changed.add((kind, row.id))
            self.words |= searchable_words(row)
            yield row

    def update(self, row: E) -> E:
        """Write the row over the one of its id; back comes the row as it now is, with its new version.

        ``row.version`` is the version it was read with (0: it was added with this program and not read since). A row
        that says nothing new writes nothing. Raises UserError where somebody has changed it since, or taken it away.
        """
        kind = type(row)
        table = table_of(kind)
        present = self._present(row, "ändrades")
        values = table.values(row, present.version)
        if table.make(values) == present:
            return present
        version = present.version + 1
        self._connection.execute(table.update, (version, *values[2:], row.id))
        self.changed.add((kind, row.id))
        self.words |= searchable_words(row)
        return table.make((row.id, version, *values[2:]))

    def remove(self, row: Entity) -> None:
        """Take the row away; its history stays. Raises UserError as ``update`` does."""
        self._present(row, "togs bort")
        self._connection.execute(f"DELETE FROM {table_of(type(row)).name} WHERE id = ?", (row.id,))
        self.changed.add((type(row), row.id))

    def add_file_text(self, digest: str, text: str) -> None:
        """Keep a file's text for the search, before the rows of its handling. What is kept once never changes."""
        text = cleaned(text)
        self._connection.execute("INSERT OR IGNORE INTO file_text (digest, text) VALUES (?, ?)", (digest, text))
        self.words |= words_of(text)

    def _present(self, row: E, done: str) -> E:
        table = table_of(type(row))
        found = self._connection.execute(
            f"SELECT {table.selected} FROM {table.name} WHERE id = ?", (row.id,)
        ).fetchone()
        present = None if found is None else table.make(found)
        if present is not None and present.version == (row.version or 1):
            return present
        last = last_change(self._connection, table.name, row.id)
        who = f" av {told(last, self.now)} ({last.label})" if last else ""
        what = named(self._connection, table.name, row.id)
        if present is None:
            raise UserError(f"{sentence_start(what)} är borttagen{who}. Inget {done}.")
        raise UserError(f"Ändrad{who}: {what}. Inget {done}; läs om och gör ändringen igen.")


def _kind(row: Entity) -> type[Entity]:
    return type(row)
