"""What the register has ever held: read by who must tell another program of what is no more."""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import sqlite3

from secretary_app.store.history import Operation, operations_of
from secretary_app.store.rows import TABLES, E, much_is_made, table_of


def past_rows(connection: sqlite3.Connection, kind: type[E]) -> list[E]:
    """Every version of every row of the kind, the present ones and those that are gone, oldest first."""
    table = table_of(kind)
    with much_is_made():
        rows = connection.execute(f"SELECT {table.selected} FROM {table.name}_history ORDER BY from_op, id").fetchall()
        return table.make_all(rows)


def last_touches(connection: sqlite3.Connection) -> dict[str, Operation]:
    """By id the last operation that touched a remiss or anything that belongs to it, a meeting, or a body.

    Rows that are gone count too, so that the operation of an id is never an earlier one than before.
    """
    newest = "max(coalesce(to_op, from_op))"
    queries = [f"SELECT id, {newest} FROM {name}_history GROUP BY id" for name in ("remiss", "meeting", "namnd")]
    for table in TABLES.values():
        if "remiss_id" in table.columns:
            queries.append(
                f"SELECT remiss_id, {newest} FROM {table.name}_history WHERE remiss_id IS NOT NULL GROUP BY remiss_id"
            )
        for parent in ("recommendation", "measure"):
            if f"{parent}_id" in table.columns and "remiss_id" not in table.columns:
                queries.append(
                    "SELECT p.remiss_id, max(coalesce(h.to_op, h.from_op)) FROM "
                    f"{table.name}_history AS h JOIN {parent}_history AS p ON p.id = h.{parent}_id GROUP BY p.remiss_id"
                )
    numbers: dict[str, int] = {}
    for query in queries:
        for id_, no in connection.execute(query):
            numbers[id_] = max(no, numbers.get(id_, 0))
    operations = {each.no: each for each in operations_of(connection, set(numbers.values()))}
    return {id_: operations[no] for id_, no in numbers.items()}
