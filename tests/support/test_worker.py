"""Work in a process of its own: results, failures, limits, and nothing left behind.

The functions that are run stand in the standard library or in the package: a child cannot import a test module.
"""

import contextlib
import copy
import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, safe_name
from secretary_app.support.worker import Worker, WorkerFailed

_PROJECT = Path(__file__).parents[2]
_PARENT = """
import os, sys, time
from secretary_app.support.worker import Worker
worker = Worker()
print(worker.run(os.getpid), flush=True)
"""


def _gone(pid: int, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except OSError:
            return True
        time.sleep(0.02)
    return False


def _parent(*more: str) -> "subprocess.Popen[str]":
    code = "\n".join((_PARENT, *more))
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code],
        cwd=_PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_gives_back_what_the_function_returns() -> None:
    with Worker() as worker:
        assert worker.run(divmod, 17, 5) == (3, 2)


def test_a_call_can_be_begun_and_waited_for_later() -> None:
    with Worker() as worker:
        begun = time.monotonic()
        slow = worker.begin(time.sleep, 1)
        assert time.monotonic() - begun < 0.9
        assert slow() is None
        assert worker.begin(divmod, 17, 5)() == (3, 2)
        late = worker.begin(time.sleep, 60, seconds=0.2)
        with pytest.raises(WorkerFailed):
            late()
        assert worker.run(abs, -1) == 1


def test_is_one_warm_process_that_is_not_ours() -> None:
    with Worker() as worker:
        first = worker.run(os.getpid)
        assert first == worker.run(os.getpid)
        assert first != os.getpid()


def test_an_exception_comes_back_as_itself_with_its_trace() -> None:
    with Worker() as worker:
        with pytest.raises(TypeError) as caught:
            worker.run(safe_name, 3)  # type: ignore[arg-type]
        assert "in safe_name" in caught.value.__notes__[0]
        assert worker.run(abs, -1) == 1


def test_a_sentence_for_the_person_comes_back_whole() -> None:
    error = UserError("Filen är trasig.", ("rad 1", "rad 2"))
    with Worker() as worker:
        again = worker.run(copy.copy, error)
    assert (again.message, again.details) == (error.message, error.details)


def test_a_result_that_cannot_be_packed_is_an_exception_too() -> None:
    with Worker() as worker:
        with pytest.raises(TypeError):
            worker.run(explained, _PROJECT)
        assert worker.run(abs, -1) == 1


def test_what_a_library_prints_does_not_get_between_the_answers() -> None:
    with Worker() as worker:
        assert worker.run(os.write, 1, b"noise") == 5
        assert worker.run(abs, -1) == 1


def test_a_module_that_is_to_be_preloaded_is_imported_by_the_child() -> None:
    with Worker(preload=("no_such_module_anywhere",)) as worker, pytest.raises(WorkerFailed) as caught:
        worker.run(abs, -1)
    assert caught.value.reason == "crash"


def test_stops_what_takes_too_long_and_goes_on() -> None:
    with Worker() as worker:
        first = worker.run(os.getpid)
        with pytest.raises(WorkerFailed) as caught:
            worker.run(time.sleep, 60, seconds=0.3)
        assert caught.value.reason == "time"
        assert _gone(first)
        assert worker.run(abs, -1) == 1


def test_stops_what_wants_too_much_memory_and_goes_on() -> None:
    with Worker(megabytes=300) as worker:
        with pytest.raises(WorkerFailed) as caught:
            worker.run(bytes, 2 << 30)
        assert caught.value.reason == "memory"
        assert len(worker.run(bytes, 1000)) == 1000


def test_survives_a_process_that_dies_in_the_middle() -> None:
    with Worker() as worker:
        with pytest.raises(WorkerFailed) as caught:
            worker.run(os.abort)
        assert caught.value.reason == "crash"
        assert worker.run(abs, -1) == 1


def test_starts_anew_when_the_process_died_in_between() -> None:
    with Worker() as worker:
        first = worker.run(os.getpid)
        os.kill(first, signal.SIGTERM)
        time.sleep(0.2)
        assert worker.run(os.getpid) != first


def test_nothing_is_left_after_the_block_or_an_interruption() -> None:
    with Worker() as worker:
        inside = worker.run(os.getpid)
    assert _gone(inside)

    with contextlib.suppress(KeyboardInterrupt), Worker() as worker:
        inside = worker.run(os.getpid)
        raise KeyboardInterrupt
    assert _gone(inside)


def test_a_forgotten_worker_ends_with_the_program_and_without_a_warning() -> None:
    parent = _parent()
    out, errors = parent.communicate(timeout=20)
    assert (parent.returncode, errors) == (0, "")
    assert _gone(int(out))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_a_parent_that_is_stopped(how: signal.Signals) -> None:
    parent = _parent(
        "worker.run(time.sleep, 0.5)", "worker.run(time.sleep, 60)" if how == signal.SIGINT else "time.sleep(60)"
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.8)
    parent.send_signal(how)
    parent.communicate(timeout=20)
    assert _gone(child)


def test_the_child_loads_nothing_but_itself() -> None:
    code = "import sys, secretary_app.support.worker; print(*(m for m in sys.modules if m.startswith('secretary_app')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=_PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert set(done.stdout.split()) == {"secretary_app", "secretary_app.support", "secretary_app.support.worker"}


def test_parts_come_one_by_one_and_the_next_call_is_served() -> None:
    with Worker() as worker:
        assert list(worker.stream(iter, [1, 2, 3])) == [1, 2, 3]
        assert list(worker.stream(iter, ())) == []
        assert worker.run(divmod, 17, 5) == (3, 2)


def test_parts_that_nobody_waits_for_hold_up_no_later_call() -> None:
    with Worker() as worker:
        with contextlib.closing(worker.stream(itertools.repeat, "a")) as parts:
            assert next(parts) == "a"
        assert worker.run(divmod, 17, 5) == (3, 2)


def test_a_stream_has_one_time_for_all_of_it_and_tells_its_failure() -> None:
    with Worker() as worker:
        with pytest.raises(WorkerFailed) as failure:
            list(worker.stream(map, time.sleep, [0.01, 30], seconds=1))
        assert failure.value.reason == "time"
        parts = worker.stream(map, int, ["1", "x"])
        assert next(parts) == 1
        with pytest.raises(ValueError, match="invalid literal"):
            next(parts)
        assert worker.run(divmod, 17, 5) == (3, 2)
