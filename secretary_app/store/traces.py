"""What the register has ever held: read by who must tell another program of what is no more."""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from secretary_app.domain.model import Entity
from secretary_app.store.history import Operation, operations_of
from secretary_app.store.rows import TABLES, E, in_list, much_is_made, table_of
from secretary_app.store.timeline import undone


class AnswerChange(NamedTuple):
    """An operation that made something of a body's answers, or of their measures, and was not taken back."""

    remiss_id: str
    namnd_id: str | None
    """None: a measure that is no body's."""
    no: int
    undoes: int | None
    """The operation that it took back."""


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


def answer_changes(connection: sqlite3.Connection, remiss_ids: Collection[str]) -> list[AnswerChange]:
    """What was done to the answers and measures of these remisser; a measure's body is the one it is of now."""
    chosen, parameters = in_list(remiss_ids)
    answers = f"FROM response_history AS h WHERE h.remiss_id IN {chosen}"
    measures = f"""FROM measure_history AS h LEFT JOIN measure_namnd AS n ON n.measure_id = h.id
      WHERE h.remiss_id IN {chosen}"""
    queries = [
        f"SELECT h.remiss_id, {body}, {no} {rows} AND {no} IS NOT NULL"
        for body, rows in (("h.namnd_id", answers), ("n.namnd_id", measures))
        for no in ("h.from_op", "h.to_op")
    ]
    found = connection.execute(" UNION ".join(queries), parameters * len(queries)).fetchall()
    undoes = dict(connection.execute("SELECT no, undoes FROM operation WHERE undoes IS NOT NULL").fetchall())
    without = undone(connection)
    return [AnswerChange(remiss, namnd, no, undoes.get(no)) for remiss, namnd, no in found if no not in without]


def made_by(connection: sqlite3.Connection, kind: type[Entity], ids: Collection[str]) -> dict[str, int]:
    """By id the number of the operation that first made each of these rows."""
    chosen, parameters = in_list(ids)
    name = table_of(kind).name
    query = f"SELECT id, min(from_op) FROM {name}_history WHERE id IN {chosen} GROUP BY id"
    return dict(connection.execute(query, parameters).fetchall())
