import datetime as dt
import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from secretary_app.domain.model import Namnd, PlannedStep, Remiss, StepKind
from secretary_app.store.backup import content_digest, restore
from secretary_app.store.register import Register
from secretary_app.store.schema import MIGRATIONS
from secretary_app.support.errors import UserError

DATA = Path(__file__).parents[1] / "data" / "store"


@pytest.fixture
def closed(filled: Register, path: Path) -> Path:
    """A register that nobody has open."""
    filled.close()
    return path


def _refused(path: Path, reason: str, **how: bool) -> None:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError, match=reason):
        Register.open(path, **how)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("write", [False, True])
def test_what_is_no_register(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "ks.beredd"
    _refused(path, "finns inte", write=write)
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"")
    _refused(path, "är tom", write=write, create=write)
    path.write_text("Anteckningar från mötet\n" * 20, encoding="utf-8")
    _refused(path, "är inget register", write=write, create=write)
    path.write_bytes(b"SQLite format 3\x00")
    _refused(path, "annat program", write=write, create=write)
    _refused(tmp_path, "är en mapp", write=write)
    _refused(tmp_path / "saknas" / "ks.beredd", "finns inte", write=write, create=write)
    assert not (tmp_path / "saknas").exists()


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A folder that may be read and not be written in, also by the one who may everything."""
    if sys.platform == "win32":
        pytest.skip("a folder is not sealed by its mode on Windows")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o555)
        me = os.geteuid()
        if me == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(me)


def test_a_folder_that_may_not_be_written_in(sealed: Path) -> None:
    with pytest.raises(UserError) as refused:
        Register.open(sealed / "ks.beredd", write=True, create=True)
    assert refused.value.message == f"Du får inte skriva i mappen {sealed}. Välj en annan mapp för registret."


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.beredd"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE remiss (id)")
    other.close()
    _refused(path, "databas från ett annat program", write=True, create=True)


def test_a_register_is_made_with_its_ending_only(tmp_path: Path) -> None:
    _refused(tmp_path / "ks.db", "ska sluta på .beredd", write=True, create=True)
    assert not (tmp_path / "ks.db").exists()
    with Register.open(tmp_path / "KS.BEREDD", write=True, create=True) as register:
        assert register.operations() == []
        assert register.files == tmp_path / "KS-filer"


def test_a_register_made_by_a_newer_program(closed: Path) -> None:
    with sqlite3.connect(closed) as raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('beredd', '0099_later', '2030')"
        )
    raw.close()
    _refused(closed, "nyare version av Beredd")
    _refused(closed, "nyare version av Beredd", write=True)


def test_a_damaged_register(closed: Path) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    _refused(closed, "skadat. Lägg tillbaka den senaste säkerhetskopian")
    closed.write_bytes(whole[: len(whole) // 2])
    _refused(closed, "skadat")


def test_text_that_is_no_text_any_more_is_damage(closed: Path) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole.replace("Omsorgs- och socialnämnden".encode(), b"Omsorgs- och socialn\xff\xffmnden"))
    with Register.open(closed) as register, pytest.raises(UserError, match="är skadat"):
        register.find(Namnd)


@pytest.fixture
def later_program() -> Iterator[Migrations]:
    """This program, as one with a further migration: the remiss has got a note."""

    before = list(MIGRATIONS._migrations)

    @MIGRATIONS(name="0090_note")
    def _note(db: Database) -> None:
        db.execute("ALTER TABLE remiss ADD COLUMN note TEXT NOT NULL DEFAULT ''")
        db.execute("ALTER TABLE remiss_history ADD COLUMN note TEXT NOT NULL DEFAULT ''")

    yield MIGRATIONS
    MIGRATIONS._migrations[:] = before


@pytest.fixture
def first_register(path: Path) -> Path:
    """A closed register with a small town in it, made by the program as it was when it had one migration."""
    with gzip.open(DATA / "forsta.beredd.gz") as packed:
        path.write_bytes(packed.read())
    return path


@pytest.mark.parametrize("write", [False, True])
def test_the_first_register_is_brought_up_to_date(first_register: Path, clock, write: bool) -> None:
    with Register.open(first_register, write=write, clock=clock) as register:
        assert register.find(PlannedStep) == []
        remiss = register.get(Remiss, "remiss")
        assert (remiss.diarienummer, remiss.sender_diarienummer, remiss.version) == ("KS/2025:118", "", 1)
        assert register.search("integration") != []
        assert register.check() == []
        with register.as_of(1) as then:
            assert then.get(Remiss, "remiss") == remiss
    step = PlannedStep(id="s", remiss_id="remiss", namnd_id="osn", kind=StepKind.MEETING, date=dt.date(2025, 4, 29))
    with Register.open(first_register, write=True, clock=clock) as register:
        with register.change("Använde planen") as change:
            change.add(step)
            change.update(replace(remiss, sender_diarienummer="REV/2025:4"))
        with register.change("Flyttade") as change:
            moved = change.update(replace(step, date=dt.date(2025, 5, 6), fixed=True))
        assert register.find(PlannedStep, remiss_id="remiss") == [moved]
        with register.as_of(2) as then:
            assert then.find(PlannedStep) == [replace(step, version=1)]
            assert then.get(Remiss, "remiss").sender_diarienummer == "REV/2025:4"
        register.undo(3)
        register.undo(2)
        assert register.find(PlannedStep) == []
        assert register.get(Remiss, "remiss").sender_diarienummer == ""
        assert register.check() == []


@pytest.mark.parametrize("write", [False, True])
def test_an_older_register_is_copied_and_brought_up_to_date(
    closed: Path, tmp_path: Path, clock, town, later_program: Migrations, write: bool
) -> None:
    copies = tmp_path / "kopior"
    with Register.open(closed, write=write, clock=clock, backup_folder=copies) as register:
        assert register.get(Remiss, town.remiss.id) == replace(town.remiss, version=1)
        assert register.search("integration") != []
        assert register.check() == []
    with Register.open(closed, write=True) as register:
        with pytest.raises(UserError, match="före en uppgradering"):
            register.undo(1)
        with register.change("Bytte rubrik") as change:
            change.update(replace(town.remiss, title="Ny rubrik"))
        with register.as_of(1) as then:
            assert then.get(Remiss, town.remiss.id).title == town.remiss.title
        register.undo(2)
        assert register.check() == []
    (copy,) = copies.iterdir()
    assert copy.name.startswith("älvstad före uppgradering 2025-03-18")
    later_program._migrations.pop()
    _refused(closed, "nyare version av Beredd", write=write)
    with Register.open(copy) as register:
        assert register.get(Remiss, town.remiss.id).title == town.remiss.title


@pytest.mark.parametrize("looked_into", [False, True])
def test_an_older_programs_backup_takes_the_registers_place(
    filled: Register, path: Path, town, looked_into: bool, request: pytest.FixtureRequest
) -> None:
    copy = path.with_name("kopia.beredd")
    filled.backup(copy)
    filled.close()
    request.getfixturevalue("later_program")
    if looked_into:
        # It is brought up to date in its place, and so is not what it was when it was made.
        Register.open(copy).close()
    restore(copy, path)
    with Register.open(path) as register:
        assert register.get(Remiss, town.remiss.id) == replace(town.remiss, version=1)
        assert register.check() == []


def test_an_older_register_that_is_open_elsewhere_waits(
    filled: Register, path: Path, later_program: Migrations
) -> None:
    _refused(path, "öppet i ett annat Beredd-fönster")


def test_a_migration_that_fails_leaves_the_register_as_it_was(closed: Path, later_program: Migrations) -> None:
    @later_program(name="0091_faulty")
    def _faulty(db: Database) -> None:
        db.execute("DROP TABLE reminder")
        raise ZeroDivisionError

    before = _digest(closed)
    with pytest.raises(ZeroDivisionError):
        Register.open(closed, write=True)
    assert _digest(closed) == before


def _digest(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        return content_digest(raw)


def test_one_at_a_time_writes_and_all_may_read(filled: Register, path: Path) -> None:
    with pytest.raises(UserError, match=r"älvstad.beredd är öppet i ett annat Beredd-fönster eller kommando"):
        Register.open(path, write=True)
    with Register.open(path) as reader:
        assert len(reader.find(Namnd)) == 2
    filled.close()
    with Register.open(path, write=True) as again:
        again.undo(1)


def test_another_process_is_kept_out_too(filled: Register, path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from secretary_app.store.register import Register\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "with Register.open(path) as reader: print(len(reader.operations()))\n"
        "Register.open(path, write=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=_environment(),
    )
    assert done.stdout == "1\n", done.stderr
    assert "UserError" in done.stderr


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}


def test_who_reads_is_not_shut_out_by_a_large_change(filled: Register, path: Path, town) -> None:
    with filled.change("Lade in mycket") as change:
        change.add_all(Remiss(id=f"r{number}", title="Granskning " * 40, owner_id=town.ks.id) for number in range(8000))
        with Register.open(path) as reader:
            assert len(reader.find(Remiss)) == 1
    with Register.open(path) as reader:
        assert len(reader.find(Remiss)) == 8001


def test_a_register_is_used_from_one_thread(filled: Register) -> None:
    errors: list[Exception] = []

    def read() -> None:
        try:
            filled.find(Namnd)
        except sqlite3.ProgrammingError as error:
            errors.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(errors) == 1


def test_closing_twice(filled: Register) -> None:
    filled.close()
    filled.close()
