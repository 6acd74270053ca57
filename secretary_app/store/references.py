"""References between rows that lead nowhere. SQLite says that there are some at the commit, but not which."""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from secretary_app.store.history import history_tables


@dataclass(frozen=True, kw_only=True)
class Dangling:
    """A row that refers to one that is not there."""

    table: str
    id: str
    missing_table: str
    missing_id: str


def dangling(connection: sqlite3.Connection) -> Iterator[Dangling]:
    for table in history_tables(connection):
        for _, _, parent, column, *_ in connection.execute(f"PRAGMA main.foreign_key_list({table})").fetchall():
            rows = connection.execute(
                f'SELECT id, "{column}" FROM {table} WHERE "{column}" IS NOT NULL '
                f'AND "{column}" NOT IN (SELECT id FROM {parent}) ORDER BY id'
            )
            for id_, missing in rows:
                yield Dangling(table=table, id=id_, missing_table=parent, missing_id=missing)
