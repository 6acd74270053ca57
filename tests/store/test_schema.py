import dataclasses
import sqlite3
from pathlib import Path

import pytest

from secretary_app.domain.model import ENTITIES, Entity
from secretary_app.store.opening import APPLICATION_ID
from secretary_app.store.register import Register
from secretary_app.store.rows import table_of


@pytest.fixture
def raw(register: Register, path: Path) -> sqlite3.Connection:
    register.close()
    return sqlite3.connect(path)


@pytest.mark.parametrize("kind", ENTITIES, ids=lambda kind: kind.__name__)
def test_each_field_has_its_column_and_each_column_its_field(raw: sqlite3.Connection, kind: type[Entity]) -> None:
    hints = {field.name: str(field.type) for field in dataclasses.fields(kind)}
    columns = raw.execute(f"PRAGMA table_info({table_of(kind).name})").fetchall()
    assert [column[1] for column in columns] == list(hints)
    for _, name, stored, required, _, _ in columns:
        whole_number = any(word in hints[name] for word in ("int", "bool"))
        assert stored == ("INTEGER" if whole_number else "TEXT"), name
        assert bool(required) == ("None" not in hints[name]), name
    raw.close()


def test_every_table_has_a_history_with_its_columns(raw: sqlite3.Connection) -> None:
    for kind in ENTITIES:
        name = table_of(kind).name
        own = [column[1:4] for column in raw.execute(f"PRAGMA table_info({name})")]
        kept = [column[1:4] for column in raw.execute(f"PRAGMA table_info({name}_history)")]
        assert sorted(kept) == sorted([*own, ("from_op", "INTEGER", 1), ("to_op", "INTEGER", 0)])
    raw.close()


def test_tables_are_strict_and_the_file_says_whose_it_is(raw: sqlite3.Connection) -> None:
    loose = raw.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict "
        "AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'"
    ).fetchall()
    assert loose == []
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (9,)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    raw.close()


def test_every_reference_is_enforced_at_the_commit_and_indexed(raw: sqlite3.Connection) -> None:
    for kind in ENTITIES:
        name = table_of(kind).name
        (sql,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        references = raw.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        expected = {field.name for field in dataclasses.fields(kind) if field.name.endswith("_id")}
        assert {reference[3] for reference in references} == expected
        assert sql.count("DEFERRABLE INITIALLY DEFERRED") == len(references)
        leading = {
            raw.execute(f"PRAGMA index_info({index[1]})").fetchone()[2]
            for index in raw.execute(f"PRAGMA index_list({name})").fetchall()
        }
        assert expected <= leading, name
    raw.close()


def test_what_belongs_to_a_remiss_is_found_by_an_index_also_in_the_past(raw: sqlite3.Connection) -> None:
    """Without it the status list of an earlier day took minutes at 100,000 recommendations."""
    for kind in ENTITIES:
        fields = [field.name for field in dataclasses.fields(kind)]
        parent = next((name for name in ("remiss_id", "recommendation_id", "measure_id") if name in fields), None)
        name = f"{table_of(kind).name}_history"
        leading = {
            raw.execute(f"PRAGMA index_info({index[1]})").fetchone()[2]
            for index in raw.execute(f"PRAGMA index_list({name})").fetchall()
        }
        assert {"id", "from_op", "to_op"} <= leading
        assert parent is None or parent in leading, name
    raw.close()
