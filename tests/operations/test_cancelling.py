"""Long work tells how far it is, and leaves nothing half done where it is given up, wherever that is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.domain.model import Remiss
from secretary_app.operations.exporting import export_workbook
from secretary_app.operations.importing import import_workbook
from secretary_app.operations.registering import register_remiss
from secretary_app.operations.status import make_status_list
from secretary_app.operations.upkeep import backup, restore
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled, Progress, no_progress
from secretary_app.support.resources import resource

Work = Callable[[Register, Path, Progress], object]

WORKS: dict[str, Work] = {
    "export": lambda register, folder, progress: export_workbook(register, folder / "ut.xlsx", progress),
    "status list": lambda register, folder, progress: make_status_list(
        register, folder / "lista.xlsx", progress=progress
    ),
    "backup": lambda register, folder, progress: backup(register, folder / "kopia.beredd", progress),
}


@pytest.fixture
def with_files(register: Register, missiv: Callable[..., Path], letter: str) -> Register:
    register_remiss(register, [missiv(letter), missiv("Bilaga", "bilaga.txt")], owner_words="KS")
    return register


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_giving_up_at_any_step_leaves_nothing(with_files: Register, tmp_path: Path, work: Work) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    told: list[tuple[int, int, str]] = []
    work(with_files, folder, lambda done, total, what: told.append((done, total, what)))
    assert all(done < total for done, total, _ in told)
    assert len(told) >= 3
    for step in range(len(told)):
        place = tmp_path / f"avbruten {step}"
        place.mkdir()
        with pytest.raises(Cancelled):
            work(with_files, place, _stops_at(step))
        assert list(place.iterdir()) == []


def _stops_at(step: int) -> Progress:
    left = [step]

    def progress(done: int, total: int, what: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Cancelled

    return progress


def test_an_import_that_is_given_up_changes_nothing(register: Register, tmp_path: Path) -> None:
    with Register.open(tmp_path / "tomt.beredd", write=True, create=True) as empty:
        for step in (0, 3, 13):
            with pytest.raises(Cancelled):
                import_workbook(empty, resource("example", "alvstad.xlsx"), progress=_stops_at(step))
            assert empty.operations() == []
        import_workbook(empty, resource("example", "alvstad.xlsx"), progress=no_progress)
        assert len(empty.find(Remiss)) == len(register.find(Remiss))


def test_putting_a_copy_back_can_be_given_up_until_it_has_the_registers_place(
    with_files: Register, tmp_path: Path
) -> None:
    copy = tmp_path / "kopia.beredd"
    backup(with_files, copy)
    path, files = with_files.path, with_files.files
    with_files.close()
    lost, changed = sorted(each for each in files.rglob("*") if each.is_file())
    lost.unlink()
    changed.write_text("ändrad", encoding="utf-8")
    before = (path.read_bytes(), sorted(files.rglob("*")), sorted(path.parent.iterdir()))
    told: list[str] = []
    for step in range(20):
        try:
            restore(copy, path, progress=_noting(told, step))
        except Cancelled:
            assert (path.read_bytes(), sorted(files.rglob("*")), sorted(path.parent.iterdir())) == before
        else:
            break
    assert step == 4
    assert told[-1] == "Lägger tillbaka kopia.beredd"
    assert lost.is_file()
    assert changed.read_text(encoding="utf-8") != "ändrad"


def _noting(told: list[str], most: int) -> Progress:
    stop = _stops_at(most)

    def progress(done: int, total: int, what: str) -> None:
        told.append(what)
        stop(done, total, what)

    return progress


def test_a_file_that_cannot_be_put_back_is_told_and_the_register_is_back(
    with_files: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "kopia.beredd"
    backup(with_files, copy)
    with_files.close()
    changed = next(each for each in with_files.files.rglob("*") if each.is_file())
    changed.write_text("ändrad", encoding="utf-8")

    def is_open(target: Path) -> Path:
        raise UserError(f"{target.name} är öppen i Word.")

    monkeypatch.setattr("secretary_app.store.files._set_aside", is_open)
    done = restore(copy, with_files.path)
    assert done.left == f"{changed.name} är öppen i Word. Hämta kopian igen för att få med filerna."
    assert done.kept is not None
    assert changed.read_text(encoding="utf-8") == "ändrad"
