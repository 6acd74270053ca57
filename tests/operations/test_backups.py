"""Copies made by themselves: what they hold, when one is made, and which are kept."""

# ruff: noqa: DTZ001 - local moments without a zone, as in the names of copies

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.model import Remiss
from secretary_app.operations.backups import automatic_backup, backup_place, last_backup, to_thin
from secretary_app.store.files import Section, files_folder, keep_file
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled

NOW = dt.datetime(2026, 3, 11, 12, 30).astimezone()
MOMENTS = st.sets(
    st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2026, 3, 31)).map(lambda at: at.replace(microsecond=0))
)
TODAY = dt.datetime(2026, 3, 11, 12, 30)


def rename(register: Register, title: str) -> None:
    remiss = register.find(Remiss)[0]
    with register.change("Ändrade rubrik") as change:
        change.update(replace(remiss, title=title))


def test_a_copy_is_a_register_with_its_files(register: Register, tmp_path: Path) -> None:
    paper = tmp_path / "missiv.txt"
    paper.write_text("Missiv", encoding="utf-8")
    kept = keep_file(register.files, paper, register.find(Remiss)[0], Section.ATTACHMENTS)

    made = automatic_backup(register, tmp_path / "kopior", NOW)

    assert made is not None
    assert made.name == "register 2026-03-11 12.30.00.beredd"
    assert last_backup(register.path, tmp_path / "kopior") == dt.datetime(2026, 3, 11, 12, 30)
    with Register.open(made) as copy:
        assert copy.find(Remiss) == register.find(Remiss)
    assert (files_folder(made) / kept.path).read_text(encoding="utf-8") == "Missiv"


def test_nothing_is_copied_twice(register: Register, tmp_path: Path) -> None:
    folder = tmp_path / "kopior"
    assert automatic_backup(register, folder, NOW) is not None
    assert automatic_backup(register, folder, NOW + dt.timedelta(minutes=30)) is None
    assert automatic_backup(register, folder, NOW + dt.timedelta(minutes=31), force=True) is not None


def test_a_change_or_a_saved_draft_makes_a_copy(register_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kopior"
    later = NOW + dt.timedelta(hours=1)
    with Register.open(register_path, write=True, clock=lambda: later.astimezone(dt.UTC)) as register:
        draft = register.files / "Utkast" / "yttrande.txt"
        draft.parent.mkdir(parents=True)
        draft.write_text("Först", encoding="utf-8")
        os.utime(draft, (NOW.timestamp() - 60,) * 2)
        first = automatic_backup(register, folder, NOW)
        rename(register, "Ny rubrik")
        assert automatic_backup(register, folder, later + dt.timedelta(minutes=1)) is not None

        draft.write_text("Sedan", encoding="utf-8")
        os.utime(draft, (later.timestamp() + 120,) * 2)
        last = automatic_backup(register, folder, later + dt.timedelta(minutes=5))

    assert first is not None
    assert last is not None
    assert (files_folder(first) / "Utkast" / "yttrande.txt").read_text(encoding="utf-8") == "Först"
    assert (files_folder(last) / "Utkast" / "yttrande.txt").read_text(encoding="utf-8") == "Sedan"


def test_a_copy_that_is_given_up_is_none(register: Register, tmp_path: Path) -> None:
    paper = register.files / "Handlingar" / "missiv.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text("Missiv", encoding="utf-8")
    folder = tmp_path / "kopior"
    first = automatic_backup(register, folder, NOW)
    assert first is not None
    before = sorted(first.parent.iterdir())

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        automatic_backup(register, folder, NOW + dt.timedelta(minutes=1), force=True, progress=stop)
    assert sorted(first.parent.iterdir()) == before
    assert last_backup(register.path, folder) == dt.datetime(2026, 3, 11, 12, 30)
    assert paper.read_text(encoding="utf-8") == "Missiv"
    assert (files_folder(first) / "Handlingar" / "missiv.txt").read_text(encoding="utf-8") == "Missiv"


def test_a_file_that_stays_is_stored_once(register: Register, tmp_path: Path) -> None:
    paper = register.files / "Handlingar" / "missiv.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text("Missiv", encoding="utf-8")
    first = automatic_backup(register, tmp_path / "kopior", NOW)
    second = automatic_backup(register, tmp_path / "kopior", NOW + dt.timedelta(minutes=1), force=True)
    assert first is not None
    assert second is not None
    within = Path("Handlingar") / "missiv.txt"
    assert (files_folder(first) / within).samefile(files_folder(second) / within)


def test_a_file_that_is_gone_is_not_in_the_next_copy(register: Register, tmp_path: Path) -> None:
    paper = register.files / "Handlingar" / "fel.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text("Fel", encoding="utf-8")
    automatic_backup(register, tmp_path / "kopior", NOW)
    paper.unlink()
    second = automatic_backup(register, tmp_path / "kopior", NOW + dt.timedelta(minutes=1), force=True)
    assert second is not None
    assert not (files_folder(second) / "Handlingar" / "fel.txt").exists()


def test_older_copies_are_thinned_with_their_files(register: Register, tmp_path: Path) -> None:
    place = backup_place(register.path, tmp_path)
    place.mkdir()
    for hour in (9, 10, 11):
        old = place / f"register 2026-03-01 {hour:02}.00.00.beredd"
        old.write_bytes(b"")
        files_folder(old).mkdir()
        (files_folder(old) / "missiv.txt").write_text("x", encoding="utf-8")
    (place / "egen kopia.beredd").write_bytes(b"")

    automatic_backup(register, tmp_path, NOW)

    assert sorted(path.name for path in place.iterdir()) == [
        "egen kopia.beredd",
        "register 2026-03-01 11.00.00-filer",
        "register 2026-03-01 11.00.00.beredd",
        "register 2026-03-11 12.30.00.beredd",
    ]


def test_what_cannot_be_written_is_told_and_loses_nothing(register: Register, tmp_path: Path) -> None:
    blocked = tmp_path / "kopior"
    blocked.write_text("en fil där mappen skulle vara", encoding="utf-8")
    with pytest.raises(UserError, match="kopior"):
        automatic_backup(register, blocked, NOW)
    assert blocked.read_text(encoding="utf-8") == "en fil där mappen skulle vara"


def test_two_registers_of_the_same_name_have_a_place_each(tmp_path: Path) -> None:
    one, other = (backup_place(tmp_path / place / "register.beredd", tmp_path) for place in ("ks", "osn"))
    assert one != other


@given(MOMENTS)
def test_the_newest_and_all_of_today_are_kept(moments: set[dt.datetime]) -> None:
    gone = to_thin(moments, TODAY)
    assert gone <= moments
    assert not {moment for moment in gone if moment.date() >= TODAY.date()}
    assert not moments or max(moments) not in gone


@given(MOMENTS)
def test_every_day_of_two_weeks_and_every_month_keeps_its_last(moments: set[dt.datetime]) -> None:
    kept = moments - to_thin(moments, TODAY)
    for moment in moments:
        same = [each for each in kept if (each.year, each.month) == (moment.year, moment.month)]
        assert same
        if TODAY.date() - moment.date() <= dt.timedelta(days=14):
            assert max(each for each in moments if each.date() == moment.date()) in kept


@given(MOMENTS)
def test_thinning_again_takes_nothing_more(moments: set[dt.datetime]) -> None:
    kept = moments - to_thin(moments, TODAY)
    assert not to_thin(kept, TODAY)


def test_a_year_of_daily_work_leaves_few_copies_and_every_month() -> None:
    kept: set[dt.datetime] = set()
    day = dt.datetime(2025, 3, 1, 8)
    while day < dt.datetime(2026, 3, 12):
        for half_hours in range(16):
            kept.add(day + dt.timedelta(minutes=30 * half_hours))
            kept -= to_thin(kept, max(kept))
        day += dt.timedelta(days=1)
    assert len(kept) <= 16 + 14 + 17 + 13
    assert {(each.year, each.month) for each in kept} == {
        *((2025, month) for month in range(3, 13)),
        *((2026, month) for month in range(1, 4)),
    }
