"""What was done lately, with the remiss that it was done to."""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import datetime as dt
import sqlite3
from dataclasses import dataclass

from secretary_app.store.history import Operation, operations_of, utc_text
from secretary_app.store.rows import TABLES
from secretary_app.store.timeline import undone

_LOOKED_AT = 200
"""Of a register that many work in, or that was imported, the newest."""


@dataclass(frozen=True)
class Done:
    operation: Operation
    remiss_ids: tuple[str, ...]
    """At most two: the one that it was done to, or that it was several."""


def done_since(connection: sqlite3.Connection, moment: dt.datetime) -> list[Done]:
    """What was done to remisser after ``moment`` and still holds, newest first; at most some hundred."""
    rows = connection.execute(
        "SELECT no FROM operation WHERE at > ? AND undoes IS NULL ORDER BY no DESC LIMIT ?",
        (utc_text(moment), _LOOKED_AT),
    ).fetchall()
    without = undone(connection)
    found = []
    for operation in operations_of(connection, [no for (no,) in rows if no not in without]):
        ids = _remisser(connection, operation.no)
        if ids:
            found.append(Done(operation, ids))
    return found


def _remisser(connection: sqlite3.Connection, no: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for table in TABLES.values():
        for query in _queries(table.name, table.columns):
            for (id_,) in connection.execute(query, (no,)):
                found[id_] = None
            if len(found) > 1:
                return tuple(found)[:2]
    return tuple(found)


def _queries(name: str, columns: tuple[str, ...]) -> list[str]:
    """Whom the rows of a table belong to that an operation opened, and those that it closed."""
    if name == "remiss":
        made = "SELECT DISTINCT id FROM remiss_history WHERE {} = ? LIMIT 2"
    elif "remiss_id" in columns:
        made = f"SELECT DISTINCT remiss_id FROM {name}_history WHERE {{}} = ? AND remiss_id IS NOT NULL LIMIT 2"
    else:
        parent = next((each for each in ("recommendation", "measure") if f"{each}_id" in columns), "")
        if not parent:
            return []
        made = (
            f"SELECT DISTINCT p.remiss_id FROM {name}_history AS h JOIN {parent}_history AS p ON p.id = h.{parent}_id "
            "WHERE h.{} = ? LIMIT 2"
        )
    return [made.format("from_op"), made.format("to_op")]
