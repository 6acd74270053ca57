import sqlite3
from contextlib import closing
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


def test_a_copy_takes_nobodys_place(filled: Register, path: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="finns inte"):
        filled.backup(tmp_path / "saknas" / "kopia.beredd")
    letter = tmp_path / "brev.docx"
    letter.write_bytes(b"a letter")
    other = tmp_path / "annan.beredd"
    Register.open(other, write=True, create=True).close()
    for taken in (letter, other, path):
        before = taken.read_bytes()
        with pytest.raises(UserError, match=r"finns redan\. Välj ett annat namn"):
            filled.backup(taken)
        assert taken.read_bytes() == before
    assert filled.find(Namnd) != []


def test_no_overwritten_bytes_slip_into_the_register(filled: Register, path: Path, clock, town) -> None:
    with filled.change("Läste in") as change:
        change.update(replace(filled.get(Remiss, town.remiss.id), title="Senare"))
        change.add_file_text("a" * 64, "Granskning av integrationsarbete " * 50)
    copy = path.with_name("kopia.beredd")
    filled.backup(copy)
    rows = filled.find(Remiss)
    filled.close()
    before, whole = path.read_bytes(), copy.read_bytes()
    # Amid a text that stands nowhere else, and then anywhere.
    amid = whole.index(b"Granskning av integrationsarbete " * 20) + 100
    for start in (amid, *range(4096, len(whole) - 64, 15013)):
        copy.write_bytes(whole[:start] + b"Z" * 64 + whole[start + 64 :])
        try:
            restore(copy, path, clock=clock)
        except UserError:
            assert path.read_bytes() == before
        else:
            # The bytes lay where nothing is kept.
            assert start != amid
            with Register.open(path) as register:
                assert register.check() == []
                assert register.find(Remiss) == rows
            path.write_bytes(before)


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE remiss_history SET title = 'Fel' WHERE to_op IS NOT NULL",
        "UPDATE file_text SET text = 'Fel'",
        "UPDATE operation SET label = 'Fel'",
        "DROP TRIGGER remiss_updated",
        "UPDATE backup_digest SET sha256 = 'fel'",
        "DELETE FROM backup_digest",
    ],
)
def test_a_changed_backup_is_refused(filled: Register, path: Path, tmp_path: Path, clock, town, change: str) -> None:
    with filled.change("Läste in") as changing:
        changing.update(replace(filled.get(Remiss, town.remiss.id), title="Senare"))
        changing.add_file_text("a" * 64, "En text")
    filled.backup(tmp_path / "senare.beredd")
    filled.close()
    with closing(sqlite3.connect(tmp_path / "senare.beredd", isolation_level=None)) as raw:
        raw.execute(change)
    with pytest.raises(UserError, match=r"senare.beredd är skadad\. Välj en annan säkerhetskopia"):
        restore(tmp_path / "senare.beredd", path, clock=clock)


def test_a_register_copied_by_hand_is_a_backup_if_it_is_whole(filled: Register, path: Path, clock, town) -> None:
    _retitle(filled, town.remiss.id, "Senare")
    filled.close()
    by_hand = _written(path.with_name("för hand.beredd"), path.read_bytes())
    restore(by_hand, path, clock=clock)
    with Register.open(path) as register:
        assert register.get(Remiss, town.remiss.id).title == "Senare"
    for change in (
        "UPDATE remiss SET title = 'Fel'",
        "UPDATE remiss_history SET title = 'Fel' WHERE to_op IS NULL",
        "UPDATE remiss_history SET from_op = 99 WHERE to_op IS NOT NULL",
    ):
        faulty = _written(path.with_name("fel.beredd"), path.read_bytes())
        with closing(sqlite3.connect(faulty, isolation_level=None)) as raw:
            for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {trigger}")
            raw.execute(change)
        with pytest.raises(UserError, match="är skadad"):
            restore(faulty, path, clock=clock)


def test_what_a_backup_says_of_its_content_stays_with_it(filled: Register, copy: Path, path: Path, clock, town) -> None:
    filled.close()
    restore(copy, path, clock=clock)
    with Register.open(path, write=True) as register:
        _retitle(register, town.remiss.id, "Senare")
        register.backup(path.with_name("andra.beredd"))
    with Register.open(copy, write=True) as register:
        _retitle(register, town.remiss.id, "Arbetade vidare i kopian")
    for backup, title in ((copy, "Arbetade vidare i kopian"), (path.with_name("andra.beredd"), "Senare")):
        restore(backup, path, clock=clock)
        assert b"backup_digest" not in path.read_bytes()
        with Register.open(path) as register:
            assert register.get(Remiss, town.remiss.id).title == title


def test_what_was_kept_aside_is_put_back_the_same_way(filled: Register, copy: Path, path: Path, clock, town) -> None:
    _retitle(filled, town.remiss.id, "Senare")
    filled.close()
    kept = restore(copy, path, clock=clock)
    assert kept is not None
    restore(kept, path, clock=clock)
    with Register.open(path) as register:
        assert register.get(Remiss, town.remiss.id).title == "Senare"


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
