"""One process at a time holds the lock, and a process that is gone holds nothing."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from secretary_app.store.lock import FileLock, Taken

_HOLD = """
import sys
from pathlib import Path
from secretary_app.store.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
lock.release()
print("let go", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "älvstad.beredd.lock"


@contextmanager
def _holder(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock, lets go at a line, and ends at the next."""
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def _taken(path: Path) -> bool:
    try:
        FileLock(path).release()
    except Taken:
        return True
    return False


def test_what_another_process_holds_is_taken_until_it_lets_go(path: Path) -> None:
    with _holder(path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert _taken(path)
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "let go\n"
        assert not _taken(path)


def test_a_process_that_is_killed_holds_it_no_longer(path: Path) -> None:
    with _holder(path) as process:
        assert _taken(path)
        process.kill()
        process.wait(20)
        assert not _taken(path)


def test_a_process_started_meanwhile_does_not_hold_it_on(path: Path) -> None:
    held = FileLock(path)
    sleeping = [sys.executable, "-c", "import sys; sys.stdin.readline()"]
    with subprocess.Popen(sleeping, stdin=subprocess.PIPE, close_fds=False) as child:
        held.release()
        assert not _taken(path)
        child.kill()


def test_it_is_held_once_in_a_process_too(path: Path) -> None:
    first = FileLock(path)
    assert _taken(path)
    first.release()
    first.release()
    second = FileLock(path)
    first.release()
    assert _taken(path)
    second.release()
    assert not _taken(path)


def test_what_stands_in_the_file_is_left(path: Path) -> None:
    path.write_text("något", encoding="utf-8")
    FileLock(path).release()
    assert path.read_text(encoding="utf-8") == "något"


def test_a_file_that_cannot_be_made_is_no_lock(path: Path) -> None:
    path.mkdir()
    with pytest.raises(OSError, match=r"älvstad"):
        FileLock(path)
