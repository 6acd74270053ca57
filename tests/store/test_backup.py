import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Namnd, Remiss
from secretary_app.store.backup import content_digest, restore
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def _retitle(register: Register, id_: str, title: str) -> None:
    with register.change(f"Rubrik {title}") as change:
        change.update(replace(register.get(Remiss, id_), title=title))


@pytest.fixture
def copy(filled: Register, tmp_path: Path) -> Path:
    target = tmp_path / "kopia.beredd"
    filled.backup(target)
    return target


def test_a_copy_is_the_register(filled: Register, copy: Path, town) -> None:
    with Register.open(copy, write=True) as register:
        assert register.find(Remiss) == filled.find(Remiss)
        assert register.operations() == filled.operations()
        assert register.search("integration") == filled.search("integration")
        assert register.check() == []
        register.undo(1)
        assert register.find(Remiss) == []
    assert filled.find(Remiss) != []


def test_a_reader_can_make_one_while_another_writes(filled: Register, path: Path, tmp_path: Path, town) -> None:
    with filled.change("Pågår") as change, Register.open(path) as reader:
        change.update(replace(town.remiss, title="Ny"))
        reader.backup(tmp_path / "kopia.beredd")
    with Register.open(tmp_path / "kopia.beredd") as register:
        assert register.get(Remiss, town.remiss.id).title == town.remiss.title


def test_nothing_else_is_left_beside_it(copy: Path, tmp_path: Path) -> None:
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"kopia.beredd", "älvstad.beredd", "älvstad.beredd.lock"}


def test_a_copy_cannot_be_put_where_there_is_no_folder_or_on_the_register(
    filled: Register, path: Path, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="finns inte"):
        filled.backup(tmp_path / "saknas" / "kopia.beredd")
    with pytest.raises(UserError, match="inte skrivas över registret"):
        filled.backup(path)
    assert filled.find(Namnd) != []


def test_the_digest_sees_every_value(path: Path, filled: Register) -> None:
    filled.close()
    raw = sqlite3.connect(path, isolation_level=None)
    before = content_digest(raw)
    assert content_digest(raw) == before
    raw.execute("UPDATE namnd_history SET email = 'x' WHERE rowid = 1")
    assert content_digest(raw) != before
    raw.close()


def test_a_backup_takes_the_registers_place(filled: Register, copy: Path, path: Path, town, clock) -> None:
    _retitle(filled, town.remiss.id, "Senare")
    filled.close()
    kept = restore(copy, path, clock=clock)
    assert kept is not None
    assert kept.parent == path.parent
    assert kept.name.startswith("älvstad före återställning 2025-03-18")
    with Register.open(path) as register:
        assert register.get(Remiss, town.remiss.id).title == town.remiss.title
        assert register.check() == []
    with Register.open(kept) as register:
        assert register.get(Remiss, town.remiss.id).title == "Senare"
    assert restore(copy, path, clock=clock, backup_folder=path.parent / "kopior") != kept


def test_it_can_be_put_where_there_is_none(copy: Path, tmp_path: Path, clock) -> None:
    assert restore(copy, tmp_path / "ny.beredd", clock=clock) is None
    with Register.open(tmp_path / "ny.beredd") as register:
        assert len(register.find(Namnd)) == 2


def test_a_damaged_register_is_kept_as_it_is(filled: Register, copy: Path, path: Path, clock) -> None:
    filled.close()
    damaged = path.read_bytes()[:3000]
    path.write_bytes(damaged)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"left over")
    kept = restore(copy, path, clock=clock)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert not journal.exists()
    with Register.open(path) as register:
        assert register.check() == []


def test_what_is_no_backup_changes_nothing(filled: Register, copy: Path, path: Path, tmp_path: Path, clock) -> None:
    filled.close()
    before = path.read_bytes()
    text = tmp_path / "text.beredd"
    text.write_text("inget register", encoding="utf-8")
    whole = copy.read_bytes()
    copy.write_bytes(whole[:8192] + b"\xff" * 65536 + whole[8192 + 65536 :])
    for backup, reason in (
        (text, "inget register"),
        (copy, "skadat|skadad"),
        (tmp_path / "saknas.beredd", "finns inte"),
        (path, "registret självt"),
    ):
        with pytest.raises(UserError, match=reason):
            restore(backup, path, clock=clock)
        assert path.read_bytes() == before
    assert not list(tmp_path.glob("*återställning*"))


def test_an_open_register_is_not_replaced(filled: Register, copy: Path, path: Path, clock) -> None:
    with pytest.raises(UserError, match="öppet i ett annat"):
        restore(copy, path, clock=clock)
