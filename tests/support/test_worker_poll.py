"""Work in a process of its own can be given up while it is waited for."""

import os
import threading
import time
from collections.abc import Callable

import pytest

from secretary_app.support.progress import Cancelled
from secretary_app.support.worker import Worker, WorkerFailed


def _cancels_after(seconds: float) -> Callable[[], None]:
    end = time.monotonic() + seconds

    def poll() -> None:
        if time.monotonic() > end:
            raise Cancelled

    return poll


def test_is_asked_all_the_while_and_gives_the_answer() -> None:
    asked: list[float] = []
    with Worker(poll=lambda: asked.append(time.monotonic())) as worker:
        assert worker.run(time.sleep, 0.5) is None
        assert worker.run(divmod, 17, 5) == (3, 2)
    assert len(asked) >= 4


def test_the_process_is_ended_when_the_work_is_given_up() -> None:
    threads = threading.active_count()
    with Worker(poll=_cancels_after(1)) as worker:
        first = worker.run(os.getpid)
        begun = time.monotonic()
        with pytest.raises(Cancelled):
            worker.run(time.sleep, 60)
        assert time.monotonic() - begun < 5
        with pytest.raises(ProcessLookupError):
            os.kill(first, 0)
    assert threading.active_count() == threads


def test_a_stream_can_be_given_up_between_its_parts() -> None:
    with Worker(poll=_cancels_after(0)) as worker, pytest.raises(Cancelled):
        next(worker.stream(iter, [1, 2, 3]))


def test_failures_are_told_as_without() -> None:
    with Worker(poll=lambda: None) as worker:
        with pytest.raises(WorkerFailed) as caught:
            worker.run(time.sleep, 60, seconds=0.3)
        assert caught.value.reason == "time"
        with pytest.raises(ZeroDivisionError):
            worker.run(divmod, 1, 0)
        assert worker.run(abs, -1) == 1
