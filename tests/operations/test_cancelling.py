"""Long work tells how far it is, and leaves nothing half done where it is given up, wherever that is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.domain.model import Remiss
from secretary_app.operations.exporting import export_workbook
from secretary_app.operations.importing import import_workbook
from secretary_app.operations.registering import register_remiss
from secretary_app.operations.status import make_status_list
from secretary_app.operations.upkeep import backup
from secretary_app.store.register import Register
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
