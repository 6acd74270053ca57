"""Work that may hang or eat memory, done in a process of its own with a time and a memory limit.

The child is an ordinary Python that runs ``serve`` and takes pickled calls on its standard input: it starts in half
the time of ``multiprocessing``'s "spawn" and imports neither the caller's ``__main__`` nor the command line.
Heavy imports stay inside functions here, as this module is also the child's.
"""

import os
import pickle
import sys
import weakref
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from threading import Event, Lock, Thread, Timer
from types import TracebackType
from typing import IO, TYPE_CHECKING, Literal, Self, TypeVar, TypeVarTuple, cast

if TYPE_CHECKING:
    from subprocess import Popen

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Reason = Literal["time", "memory", "crash"]

_ARGUMENT = "--beredd-worker"
_OUT_OF_MEMORY = 77
"""The child's exit status when Python itself ran out of memory."""
_WHOLE, _PART, _ERROR, _END = range(4)
"""What an answer of the child is; after a part another one comes."""
_GRACE = 5.0
"""Seconds after which a child whose parent is gone gives up by itself."""
_POLL_SECONDS = 0.1


class WorkerFailed(Exception):  # noqa: N818 - it tells what happened, it is no fault of the program's
    """The work did not end by itself. The next call gets a new process."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Worker:
    """A warm process that runs one function at a time; restarted after a failure.

    ``megabytes`` bounds the child's memory, ``preload`` names modules that it imports at once, while the parent does
    something else. It is started when made. Use it as a context manager; one that is dropped ends its process too.
    ``poll`` is called many times a second while an answer is waited for; where it raises, the process is ended and the
    error goes on to the caller.
    """

    def __init__(
        self, *, megabytes: int = 1024, preload: tuple[str, ...] = (), poll: Callable[[], None] | None = None
    ) -> None:
        self._settings = (str(megabytes), *preload)
        self._poll = poll
        self._lock = Lock()
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def run(self, function: Callable[[*Ts], T], /, *args: *Ts, seconds: float = 60) -> T:
        """What ``function(*args)`` returns or raises; ``function`` is module-level, its arguments can be pickled.

        Raises WorkerFailed where it took longer than ``seconds``, needed too much memory or took its process along.
        """
        return self.begin(function, *args, seconds=seconds)()

    def begin(self, function: Callable[[*Ts], T], /, *args: *Ts, seconds: float = 60) -> Callable[[], T]:
        """As ``run``, but does not wait: what comes back waits, and must be called, once, before the next call."""
        watch = self._sent(function, args, seconds)

        def answer() -> T:
            (whole,) = self._answers(watch)
            return cast(T, whole)

        return answer

    def stream(
        self, function: Callable[[*Ts], Iterator[T]], /, *args: *Ts, seconds: float = 60
    ) -> Generator[T, None, None]:
        """As ``begin`` for a function that yields: each part as soon as it is there.

        What comes back is begun and gone through, or closed, before the next call. ``seconds`` is for all the parts.
        """
        return cast(Generator[T, None, None], self._answers(self._sent(function, args, seconds)))

    def _sent(self, function: Callable[..., object], args: tuple[object, ...], seconds: float) -> "_Watch":
        call = pickle.dumps((seconds, function, args), pickle.HIGHEST_PROTOCOL)
        self._lock.acquire()
        try:
            if not self._finalizer.alive or self._process.poll() is not None:
                self.close()
                self._start()
            watch = _Watch(self._process, seconds)
            watch.send(call)
        except BaseException:
            self.close()
            self._lock.release()
            raise
        return watch

    def _answers(self, watch: "_Watch") -> Generator[object, None, None]:
        kind = _PART
        try:
            while kind == _PART:
                kind, answer = watch.receive(self._poll)
                if kind in (_PART, _WHOLE):
                    yield answer
        except BaseException:
            # Also KeyboardInterrupt: whatever the child is in the middle of is of no use any more.
            if kind == _PART:
                self.close()
            raise
        finally:
            watch.stop()
            self._lock.release()
        if kind == _ERROR:
            raise cast(Exception, answer)

    def close(self) -> None:
        """End the process. May be called more than once."""
        self._finalizer()

    def _start(self) -> None:
        self._process = _spawn(self._settings)
        self._finalizer = weakref.finalize(self, _end, self._process)


class _Watch:
    """One call on its way: the process is killed when its time is up."""

    def __init__(self, process: "Popen[bytes]", seconds: float) -> None:
        self._process = process
        self._expired = Event()
        self._timer = Timer(seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()

    def _stop(self) -> None:
        self._expired.set()
        self._process.kill()

    def send(self, call: bytes) -> None:
        to_child = cast(IO[bytes], self._process.stdin)
        # A child that is gone is noticed by ``receive``, which says why.
        with suppress(OSError):
            to_child.write(call)
            to_child.flush()

    def receive(self, poll: Callable[[], None] | None) -> "_Answer":
        if poll is None:
            return self._received()
        # A pipe cannot be waited for with a time limit on every system, a thread that reads it can.
        reader = _Reader(self._received)
        reader.start()
        try:
            while reader.is_alive():
                poll()
                reader.join(_POLL_SECONDS)
        except BaseException:
            self._process.kill()
            reader.join()
            raise
        return reader.answer()

    def _received(self) -> "_Answer":
        try:
            return cast(_Answer, pickle.load(cast(IO[bytes], self._process.stdout)))  # noqa: S301 - our own
        except (OSError, EOFError, pickle.UnpicklingError):
            status = self._process.wait()
            reason: Reason = "memory" if status == _OUT_OF_MEMORY else "crash"
            raise WorkerFailed("time" if self._expired.is_set() else reason) from None

    def stop(self) -> None:
        self._timer.cancel()
        self._timer.join()


class _Reader(Thread):
    """Waits for one answer, so that the caller need not."""

    def __init__(self, read: "Callable[[], _Answer]") -> None:
        super().__init__(daemon=True)
        self._read = read
        self._answer: _Answer | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._answer = self._read()
        except BaseException as error:  # noqa: BLE001 - it is raised again where the answer is taken
            self._error = error

    def answer(self) -> "_Answer":
        if self._error is not None:
            raise self._error
        return cast(_Answer, self._answer)


def _spawn(settings: tuple[str, ...]) -> "Popen[bytes]":
    import subprocess

    if getattr(sys, "frozen", False):
        command = [sys.executable, _ARGUMENT, *settings]
    else:
        code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve(sys.argv[1:])"
        # The parent's path is handed over, so that the child need not look for it (-S).
        command = [sys.executable, "-S", "-c", code, *settings]
    # A group of its own: Ctrl+C is for the parent, which ends the child.
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    # What a native library shouts when it dies is no message to a person.
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
        process_group=None if sys.platform == "win32" else 0,
    )


def _end(process: "Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            # It may still hold the rest of a call that a dead child never read.
            with suppress(OSError):
                stream.close()


def serve_if_asked() -> None:
    """In the frozen program, become the worker where the parent asked for one; never returns then.

    ``__main__`` calls it before anything else, as ``multiprocessing.freeze_support`` is called.
    """
    if sys.argv[1:2] == [_ARGUMENT]:
        serve(sys.argv[2:])


def serve(settings: list[str]) -> None:
    """The child: take calls from standard input until it closes. Exits the process."""
    import faulthandler

    calls = open(os.dup(0), "rb")  # noqa: PTH123, SIM115 - open until the process ends
    answers = open(os.dup(1), "wb")  # noqa: PTH123, SIM115
    nowhere = open(os.devnull, "r+b")  # noqa: PTH123, SIM115
    # Nothing that a library prints may get between the answers.
    os.dup2(nowhere.fileno(), 0)
    os.dup2(nowhere.fileno(), 1)
    try:
        job = _limit_memory(int(settings[0]))
        for module in settings[1:]:
            __import__(module)
        while call := _next_call(calls):
            # A thread in C, which no hanging library can hold up; the parent's own timer comes first.
            faulthandler.dump_traceback_later(call[0] + _GRACE, exit=True, file=nowhere)
            for answer in _answered(call):
                answers.write(answer)
                answers.flush()
            faulthandler.cancel_dump_traceback_later()
        del job
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    os._exit(0)


_Answer = tuple[int, object]
Call = tuple[float, Callable[..., object], tuple[object, ...]]


def _next_call(calls: IO[bytes]) -> Call | None:
    try:
        return cast(Call, pickle.load(calls))  # noqa: S301 - from our own parent
    except EOFError:
        return None


def _answered(call: Call) -> Iterator[bytes]:
    _, function, args = call
    try:
        answer = function(*args)
        if not isinstance(answer, Iterator):
            yield pickle.dumps((_WHOLE, answer), pickle.HIGHEST_PROTOCOL)
            return
        for part in answer:
            yield pickle.dumps((_PART, part), pickle.HIGHEST_PROTOCOL)
        yield pickle.dumps((_END, None), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        yield _packed(error)


def _packed(error: Exception) -> bytes:
    import traceback

    error.add_note("In the worker process:\n" + "".join(traceback.format_exception(error)))
    try:
        packed = pickle.dumps((_ERROR, error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(packed)  # noqa: S301 - an exception whose constructor wants more comes apart only here
    except Exception:  # noqa: BLE001 - an exception may refuse in any way
        return pickle.dumps((_ERROR, RuntimeError("\n".join(error.__notes__))), pickle.HIGHEST_PROTOCOL)
    return packed


def _limit_memory(megabytes: int) -> object:
    """Bound this process's memory. Windows' limit lasts as long as the returned handle."""
    if sys.platform == "win32":
        import win32api
        import win32job

        job = win32job.CreateJobObject(None, "")
        limits = win32job.QueryInformationJobObject(job, win32job.JobObjectExtendedLimitInformation)
        limits["ProcessMemoryLimit"] = megabytes << 20
        limits["BasicLimitInformation"]["LimitFlags"] = (
            win32job.JOB_OBJECT_LIMIT_PROCESS_MEMORY | win32job.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        )
        win32job.SetInformationJobObject(job, win32job.JobObjectExtendedLimitInformation, limits)
        win32job.AssignProcessToJobObject(job, win32api.GetCurrentProcess())
        return job
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    return None
