"""What every test may use: the shipped example, and the real papers where they are."""

import datetime as dt
import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from secretary_app.operations.importing import import_workbook
from secretary_app.store.register import Register
from secretary_app.support.resources import resource

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TODAY = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes to the person's own folders."""
    home = tmp_path / "hem"
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.delenv("SECRETARY_APP_REGISTER", raising=False)


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """A test of the window leaves Python's collector to its event loop; after it there is none."""
    yield
    gc.enable()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers; a test that needs them is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("mappen ../shared med verkliga handlingar finns inte här")
    return SHARED


@pytest.fixture(scope="session")
def example_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example municipality's register, before the main job; copy it before you write."""
    path = tmp_path_factory.mktemp("exempel") / "alvstad.beredd"
    with Register.open(path, write=True, create=True, clock=lambda: TODAY, who="Test") as register:
        import_workbook(register, resource("example", "alvstad.xlsx")).raise_problems(path)
    return path


@pytest.fixture
def register_path(example_register: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_register, tmp_path / "register.beredd"))


@pytest.fixture
def register(register_path: Path) -> Iterator[Register]:
    """The example register, open for writing, on 2026-03-11."""
    with Register.open(register_path, write=True, clock=lambda: TODAY, who="Test") as opened:
        yield opened
