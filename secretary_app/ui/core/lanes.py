"""The threads that work with the register: each has its own, since a register is used from one thread."""

import os
import threading
import traceback
from collections import deque
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled
from secretary_app.support.records import record


@dataclass(eq=False)
class Job:
    """One thing asked of a lane, and what is to happen with the answer in the window's thread."""

    work: Callable[..., Any]
    """Called with the register, and with a progress where ``what`` is given."""
    then: Callable[[Any], None] | None = None
    otherwise: Callable[[UserError], None] | None = None
    at_end: Callable[[], None] | None = None
    """Called before either of them, and also where a fault of ours leaves them out."""
    owner: object | None = None
    """A widget; once it is gone nobody wants the answer."""
    says: Callable[[Any], Any] | None = None
    key: str = ""
    """A newer job of the same owner and key makes the answer of this one worthless."""
    what: str = ""
    """Of long work: what is being done, as shown beside its progress."""
    is_unwanted: bool = False
    """Its end is not told: something else was asked for in its place."""
    quiet: bool = False
    """Of long work that nobody asked for: its progress is shown only when it drags on."""
    save: Callable[[Register, Any], Any] | None = None
    """Of what is prepared beside the changes: the one short change that records it, called with what ``work`` made."""
    is_apart: bool = False
    """The register is let go of before it: ``work`` is called without, and is asked itself whether it is to stop."""
    action: Hashable = None
    """The same of two jobs by which a person tries the same thing twice."""
    lane: str = ""
    """Where it was put."""
    stop: threading.Event = field(default_factory=threading.Event)


@record(frozen=True)
class Answer:
    """What came of a job."""

    job: Job
    result: Any = None
    error: BaseException | None = None
    trace: str = ""
    """Of an error that is nobody's but ours."""
    committed: tuple[Any, ...] = ()
    is_of_another_file: bool = False
    """The first since another file has taken the register's place."""


class Lane:
    """One thread with its own register, opened when first needed; jobs are done in their order.

    What a job refers to of the window's is let go of by whoever takes the answer, never here: a widget, a model or a
    timer that dies in this thread takes the program with it.
    """

    def __init__(
        self,
        name: str,
        opens: Callable[[], Register],
        tells: Callable[[], None],
        progresses: Callable[[Job, int, int, str], None],
    ) -> None:
        """``tells`` is called, in the lane's thread, once for each answer that may be taken."""
        self._opens = opens
        self._tells = tells
        self._progresses = progresses
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._answers: deque[Answer] = deque()
        self._register: Register | None = None
        self._is_old = False
        self._identity: tuple[int, int] | None = None
        self._is_of_another_file = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Do this when what was asked before is done."""
        self._jobs.put(job)

    def take(self) -> Answer:
        """The oldest answer that was told of; to be called once for each."""
        return self._answers.popleft()

    def renew(self) -> None:
        """Let go of the register before the next job, so that it is opened anew."""
        self._is_old = True

    def close(self, seconds: float = 20.0) -> None:
        """Finish what was asked, let go of the register, and end."""
        self._jobs.put(None)
        self._thread.join(seconds)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._answers.append(self._done(job))
            # Before it is told: after that nobody says which thread is the last to let go.
            del job
            # The desk is gone where the window had to be closed in the middle of something slow.
            with suppress(RuntimeError):
                self._tells()
        if self._register is not None:
            self._let_go(self._register)

    def _done(self, job: Job) -> Answer:
        if job.stop.is_set() and not job.is_apart:
            return Answer(job, error=Cancelled())
        try:
            if job.is_apart:
                return Answer(job, self._apart(job))
            register = self._opened()
            result = job.work(register, _Telling(job, self._progresses)) if job.what else job.work(register)
            is_new, self._is_of_another_file = self._is_of_another_file, False
            return Answer(job, result, committed=tuple(register.take_committed()), is_of_another_file=is_new)
        except (UserError, Cancelled) as error:
            return Answer(job, error=error, committed=self._left_over())
        except BaseException as error:  # noqa: BLE001 - told to the person as our own fault, with its trace
            return Answer(job, error=error, trace=traceback.format_exc(), committed=self._left_over())

    def _apart(self, job: Job) -> Any:
        was_open = self._register is not None
        if self._register is not None:
            self._let_go(self._register)
        # Whatever is there afterwards, nobody is surprised by it.
        self._identity = None
        try:
            return job.work(_Telling(job, self._progresses))
        except BaseException:
            if was_open:
                # Nobody else is to take it. Where it cannot be opened the next that is asked is told so.
                with suppress(UserError):
                    self._opened()
            raise

    def _left_over(self) -> tuple[Any, ...]:
        return tuple(self._register.take_committed()) if self._register is not None else ()

    def _opened(self) -> Register:
        if self._register is not None and (self._is_old or _identity(self._register.path) != self._identity):
            self._let_go(self._register)
        self._is_old = False
        if self._register is None:
            self._register = self._opens()
            before, self._identity = self._identity, _identity(self._register.path)
            self._is_of_another_file = before not in (None, self._identity)
        return self._register

    def _let_go(self, register: Register) -> None:
        self._register = None
        # Its lock is on a disk that may have been taken out.
        with suppress(OSError):
            register.close()


class _Telling:
    """The progress handed to long work: tells the window, and ends the work where Avbryt was pressed."""

    def __init__(self, job: Job, progresses: Callable[[Job, int, int, str], None]) -> None:
        self._job = job
        self._progresses = progresses

    def __call__(self, done: int, total: int, what: str) -> None:
        if self._job.stop.is_set():
            raise Cancelled
        self._progresses(self._job, done, total, what)


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        status = os.stat(path)  # noqa: PTH116 - one call for both
        return status.st_dev, status.st_ino
    return None
