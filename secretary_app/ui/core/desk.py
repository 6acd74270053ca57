"""The window's way to the register: questions, changes and long work, each in a thread of its own.

Reading is never kept waiting by writing. What a change touched is told to all pages by ``changed``; none refreshes
another by hand.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from secretary_app.domain.model import ENTITIES
from secretary_app.operations.opening import Register, copies_before_upgrade, open_register
from secretary_app.support.clock import Clock, system_clock, today
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled, Progress
from secretary_app.support.records import record
from secretary_app.ui.core.lanes import Answer, Job, Lane
from secretary_app.ui.core.notices import Notice, Tone, fault_report

T = TypeVar("T")
P = TypeVar("P")
_LOOK_SECONDS = 0.1
_LOG = logging.getLogger(__name__)


@record(frozen=True)
class Progressed:
    """How far long work has come; ``total`` 0: nobody knows."""

    job: Job
    done: int
    total: int
    what: str


class Desk(QObject):
    """One open register, and the threads that work with it."""

    changed = Signal(frozenset)
    """The kinds of rows (classes of domain.model) that a change touched."""
    notice = Signal(Notice)
    """What just happened, to be shown in the notice bar."""
    went_well = Signal(object)
    """What was done by this action (``Job.action``) once failed, and has now been done."""
    began = Signal(Job)
    progressed = Signal(Progressed)
    ended = Signal(Job)
    """Long work: begun, come so far, ended."""
    _answered = Signal(str)
    """A lane, by its name, has an answer."""

    def __init__(self, path: Path, *, who: str = "", clock: Clock = system_clock, create: bool = False) -> None:
        """``create``: the register is made where there is none."""
        super().__init__()
        self.path = path
        self._create = create
        self._opening: Job | None = None
        self._was_open = False
        """By any lane: when it is gone after that, it was moved or its disk taken out."""
        self.copy_before_upgrade: Path | None = None
        """Of a register that an older program had made: the copy that was kept of it when it was opened."""
        self.clock = clock
        self.who = who
        self.changed_since_backup = False
        self.answering: Hashable = None
        """The action whose answer is being handed over: what is told meanwhile is told of it."""
        self._failed: set[Hashable] = set()
        self._newest: dict[tuple[int, str], Job] = {}
        self._running: set[Job] = set()
        self._answered.connect(self._receive)
        self._lanes = {name: self._lane(name) for name in ("read", "write", "long")}

    def _lane(self, name: str) -> Lane:
        return Lane(
            f"beredd-{name}", lambda: self._open(write=name == "write"), partial(self._answered.emit, name), self._tell
        )

    def _open(self, *, write: bool) -> Register:
        if self._was_open and not self.path.exists():
            raise UserError(
                f"Registret {self.path.name} finns inte längre i {self.path.parent}. Det du gjort är sparat till "
                "och med förra ändringen. Lägg tillbaka filen eller anslut disken och försök igen, eller hämta en "
                "säkerhetskopia i Inställningar.",
                may_pass=True,
            )
        before = copies_before_upgrade(self.path) if write else set()
        register = open_register(self.path, write=write, create=self._create, who=self.who, clock=self.clock)
        if write:
            kept = copies_before_upgrade(self.path) - before
            self.copy_before_upgrade = next(iter(kept), self.copy_before_upgrade)
        self._was_open = True
        return register

    def open(self, then: Callable[[], None], otherwise: Callable[[UserError], None]) -> None:
        """Take the register as ours to write in; before that nothing is read, since it may have to be brought up."""
        job = Job(lambda register: register.path, lambda _path: then(), otherwise, says=lambda _: None)
        self._opening = self._put("write", job)

    @property
    def today(self) -> dt.date:
        """The day it is, by the clock that was handed in."""
        return today(self.clock)

    def read(
        self,
        question: Callable[[Register], T],
        then: Callable[[T], None],
        *,
        owner: QObject,
        key: str = "",
        otherwise: Callable[[UserError], None] | None = None,
    ) -> None:
        """Ask the register, and have the answer in the window's thread.

        ``key``: of several questions of one owner with the same key only the last one is answered. ``otherwise`` gets
        a UserError; without it the notice bar does.
        """
        self._put("read", Job(question, then, otherwise, owner=owner, key=key))

    def write(
        self,
        work: Callable[[Register], T],
        then: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        says: Callable[[T], Notice | str | None] | None = None,
        otherwise: Callable[[UserError], None] | None = None,
        at_end: Callable[[], None] | None = None,
    ) -> None:
        """Do one operation. Its notice says ``says(result)``, else its label, with Ångra.

        ``at_end`` is called when it has been done or has failed, by whatever fault.
        """
        self._put("write", Job(work, then, otherwise, at_end, owner, says))

    def write_long(
        self,
        work: Callable[[Register, Any], T],
        what: str,
        then: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        says: Callable[[T], Notice | str | None] | None = None,
        otherwise: Callable[[UserError], None] | None = None,
    ) -> Job:
        """Like ``write`` for what takes long: ``work`` also gets a progress; ``what`` is shown beside the bar."""
        return self._put("write", Job(work, then, otherwise, owner=owner, says=says, what=what))

    def read_long(
        self,
        work: Callable[[Register, Any], T],
        what: str,
        then: Callable[[T], None],
        *,
        owner: QObject,
        says: Callable[[T], Notice | str | None] | None = None,
        otherwise: Callable[[UserError], None] | None = None,
        quiet: bool = False,
    ) -> Job:
        """Like ``write_long`` for work that only reads the register: papers, lists, copies.

        ``quiet``: nobody asked for it; its progress is shown only when it takes more than a second.
        """
        return self._put("long", Job(work, then, otherwise, owner=owner, says=says, what=what, quiet=quiet))

    def prepare_long(
        self,
        prepare: Callable[[Register, Any], P],
        what: str,
        save: Callable[[Register, P], T],
        then: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        says: Callable[[T], Notice | str | None] | None = None,
        otherwise: Callable[[UserError], None] | None = None,
    ) -> Job:
        """Long work that ends in a short change: what else is saved meanwhile does not wait for it.

        ``prepare`` works as in ``read_long``, and ``save`` then records what it made. The register may have been
        changed between them: that is for ``save`` to see to.
        """
        return self._put("long", Job(prepare, then, otherwise, owner=owner, says=says, what=what, save=save))

    def apart(
        self,
        work: Callable[[Progress], T],
        what: str,
        then: Callable[[T], None],
        *,
        owner: QObject | None = None,
        otherwise: Callable[[UserError], None] | None = None,
    ) -> Job:
        """Long work with the register's file, which is let go of meanwhile: nothing is read or written before its end.

        Where it fails or is given up, the register is taken as ours again.
        """
        freed, over = threading.Semaphore(0), threading.Event()
        others = [name for name in self._lanes if name != "write"]

        def wait(_progress: Progress) -> None:
            freed.release()
            over.wait()

        def alone(progress: Progress) -> T:
            try:
                for _ in others:
                    while not freed.acquire(timeout=_LOOK_SECONDS):
                        progress(0, 0, what)
                progress(0, 0, what)
                return work(progress)
            finally:
                over.set()

        for name in others:
            self._put(name, Job(wait, is_apart=True))
        return self._put(
            "write", Job(alone, then, otherwise, owner=owner, says=lambda _: None, what=what, is_apart=True)
        )

    def cancel(self, job: Job, *, silently: bool = False) -> None:
        """Have long work end as soon as it can; what it began is taken back.

        ``silently``: the person did not ask for it, and is not told.
        """
        job.is_unwanted = silently
        job.stop.set()

    def undo(self, no: int | None = None) -> None:
        """Take back operation ``no``, without one the last that has not been."""
        self._put("write", Job(lambda register: _undo(register, no), says=lambda result: result))

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._put("write", Job(_redo, says=lambda result: result))

    def set_who(self, who: str) -> None:
        """Be another person from the next change on: their name stands in the history."""
        self.who = who
        self._lanes["write"].renew()
        self.changed.emit(frozenset(ENTITIES))

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._running)

    def close(self) -> None:
        """Finish what was begun, stop long work, and let go of the register."""
        for job in self._running:
            if job.what:
                job.stop.set()
        for lane in self._lanes.values():
            lane.close()

    def _put(self, lane: str, job: Job) -> Job:
        job.lane = lane
        if job.action is None:
            job.action = _action(job)
        if job.key:
            self._newest[id(job.owner), job.key] = job
        self._running.add(job)
        if job.what:
            self.began.emit(job)
        self._lanes[lane].put(job)
        return job

    def _tell(self, job: Job, done: int, total: int, what: str) -> None:
        self.progressed.emit(Progressed(job, done, total, what))

    def _receive(self, lane: str) -> None:
        answer = self._lanes[lane].take()
        job = answer.job
        self._running.discard(job)
        if job.what:
            self.ended.emit(job)
        kinds = frozenset(kind for each in answer.committed for kind, _ in each.changed)
        if kinds:
            self.changed_since_backup = True
        if answer.is_of_another_file:
            self._tell_replaced()
        self.answering = job.action
        try:
            if job.at_end is not None and _is_there(job.owner):
                job.at_end()
            self._hand_over(answer)
        finally:
            self.answering = None
            # What was changed is changed, whatever became of the answer.
            if kinds:
                self.changed.emit(kinds)

    def _hand_over(self, answer: Answer) -> None:
        job = answer.job
        if job.key:
            if self._newest.get((id(job.owner), job.key)) is not job:
                return
            del self._newest[id(job.owner), job.key]
        if answer.error is not None:
            self._failed.add(job.action)
            self._tell_error(answer)
        elif job.lane != "write" and job.stop.is_set():
            # Avbryt came after the last time it was looked for; nobody waits for this any longer.
            self._tell_error(Answer(job, error=Cancelled()))
        elif job.save is not None:
            # Also where its page is gone: it was asked for, and nobody took it back.
            work = partial(_saved, job.save, answer.result)
            self._put("write", Job(work, job.then, job.otherwise, owner=job.owner, says=job.says, action=job.action))
        else:
            if job.action in self._failed:
                self._failed.discard(job.action)
                self.went_well.emit(job.action)
            self._tell_done(answer)
            if job.then is not None and _is_there(job.owner):
                job.then(answer.result)

    def _tell_done(self, answer: Answer) -> None:
        newest = answer.committed[-1] if answer.committed else None
        said = answer.job.says(answer.result) if answer.job.says else (f"{newest.label}." if newest else None)
        if said is None:
            return
        notice = Notice(said) if isinstance(said, str) else said
        if newest is not None:
            notice = notice.undoing(newest.no)
        self.notice.emit(notice)

    def _tell_replaced(self) -> None:
        words = f"{self.path.name} har bytts ut mot en annan fil medan Beredd var öppet. Allt visas som det är i den."
        self.notice.emit(Notice(words, Tone.WARNING))
        self.changed.emit(frozenset(ENTITIES))

    def _again(self, job: Job) -> None:
        """What failed by a fault that may have passed is asked once more; with it all that is shown and may be old."""
        if _is_there(job.owner):
            self._put(job.lane, job)
        if job.lane == "read":
            self.changed.emit(frozenset(ENTITIES))

    def _tell_error(self, answer: Answer) -> None:
        error = answer.error
        if isinstance(error, Cancelled):
            if answer.job.is_unwanted:
                return
            self.notice.emit(Notice("Avbrutet. Inget har ändrats.", Tone.INFO))
        elif isinstance(error, UserError):
            if not _is_there(answer.job.owner):
                # Nobody is left to show it or to try again.
                self.notice.emit(Notice.of_error(error))
            elif answer.job.otherwise is not None:
                answer.job.otherwise(error)
            else:
                self.notice.emit(Notice.of_error(error, partial(self._again, answer.job)))
        else:
            _LOG.error("%s", answer.trace)
            if answer.job is self._opening and self._opening.otherwise is not None:
                # There is no window yet that could tell it.
                words = f"Något gick fel i Beredd när {self.path.name} skulle öppnas."
                self._opening.otherwise(UserError(words, (fault_report(answer.trace),)))
            else:
                self.notice.emit(Notice.of_fault(answer.trace))


def _action(job: Job) -> Hashable:
    """The place in the program that asks for it: the next press of the same button makes another function of it."""
    work: Any = job.work
    while isinstance(work, partial):
        work = work.func
    return id(job.owner), getattr(work, "__code__", work)


def _is_there(owner: object | None) -> bool:
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _saved(save: Callable[[Register, P], T], prepared: P, register: Register) -> T:
    return save(register, prepared)


def _undo(register: Register, no: int | None) -> str:
    from secretary_app.operations.history import undo_last, undo_operation

    return undo_last(register) if no is None else undo_operation(register, no)


def _redo(register: Register) -> str:
    from secretary_app.operations.history import redo_last

    return redo_last(register)
