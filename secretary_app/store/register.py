"""The register: one file, opened, read, changed, looked back into."""

# ruff: noqa: S608 - the names put into SQL here come from the dataclasses

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from secretary_app.domain.model import Entity
from secretary_app.store import opening, overview
from secretary_app.store.files import files_folder
from secretary_app.store.places import refuse_shared_place
from secretary_app.store.rows import E, Value, in_list, much_is_made, table_of, to_value
from secretary_app.support.clock import Clock, system_clock
from secretary_app.support.errors import UserError

# The rest of store is imported by the method that needs it: the window only reads a list when it starts.
if TYPE_CHECKING:
    import datetime as dt

    from secretary_app.domain.deadline_list import DeadlineFacts
    from secretary_app.domain.follow_up import MeasureFacts, StatusDay
    from secretary_app.domain.overview_facts import OverviewFacts
    from secretary_app.domain.search import Hit
    from secretary_app.domain.status_facts import StatusFacts
    from secretary_app.store import checking, news, timeline, traces
    from secretary_app.store.change import Change, Committed
    from secretary_app.store.history import Operation, Version

T = TypeVar("T")


class NotInRegister(UserError):  # noqa: N818 - an answer more than an error
    """What was asked for is not there."""


class Register:
    """An open register. Use it in a ``with``, from one thread.

    Readers are many and never shut out; one at a time writes, and has the register as its own until it closes it.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, clock: Clock, who: str, cleanup: ExitStack, *, write: bool
    ) -> None:
        """For ``open`` and ``as_of``, which make registers."""
        self.path = path
        self.files = files_folder(path)
        """The folder of its handlingar and drafts; it may not be there yet."""
        self._connection = connection
        self.clock = clock
        self._who = who
        self._cleanup = cleanup
        self._write = write
        self._of_the_past = False
        self._committed: list[Committed] = []
        self._remembered: dict[str, tuple[Hashable, object]] = {}

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        write: bool = False,
        create: bool = False,
        clock: Clock = system_clock,
        who: str = "",
        backup_folder: Path | None = None,
    ) -> Self:
        """Open a register; with ``write`` also ``create`` it where there is none.

        An older one is first brought up to this program, and a copy of it kept in ``backup_folder`` (else beside it).
        Raises UserError where the file is missing, no register, damaged, newer than this program, open for writing
        elsewhere, or in a place that isn't safe.
        """
        from secretary_app.store import backup, upgrading

        path = path.absolute()
        refuse_shared_place(path)
        with ExitStack() as cleanup, opening.database_faults(path):
            new = write and create and not path.exists()
            if not new:
                opening.check_header(path)
            elif path.suffix.lower() != opening.SUFFIX:
                raise UserError(f"Registrets namn ska sluta på {opening.SUFFIX}: {path.name} gör inte det.")
            if write:
                cleanup.callback(opening.lock(path).release)
            if new and not path.exists():
                upgrading.create(path)
            connection = backup.up_to_date(path, backup_folder, clock, locked=write)
            cleanup.callback(connection.close)
            if not write:
                connection.execute("PRAGMA query_only = ON")
            return cls(path, connection, clock, who, cleanup.pop_all(), write=write)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was not committed is gone. Closing again does nothing."""
        self._cleanup.close()

    def get(self, kind: type[E], id: str) -> E:
        """The row. Raises NotInRegister."""
        found = self.find(kind, id=id)
        if not found:
            raise NotInRegister(f"Det finns inget i registret med id {id!r} ({table_of(kind).name}).")
        return found[0]

    def find(self, kind: type[E], /, **equal: object) -> list[E]:
        """The rows whose columns equal these (None: is empty; a list, tuple or set: is one of them), by id."""
        table = table_of(kind)
        conditions, parameters = [], list[Value]()
        for column, wanted in equal.items():
            if column not in table.columns:
                raise TypeError(f"{kind.__name__} has no {column}")
            if isinstance(wanted, list | tuple | set | frozenset):
                marks, values = in_list(wanted)
                conditions.append(f'"{column}" IN {marks}')
                parameters += values
            else:
                conditions.append(f'"{column}" IS ?')
                parameters.append(to_value(wanted))
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        sql = f"SELECT {table.selected} FROM {table.name}{where} ORDER BY id"
        with opening.database_faults(self.path), much_is_made():
            return table.make_all(self._connection.execute(sql, parameters).fetchall())

    def remembered(self, name: str, of: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` answers, the last answer of that name as long as nothing was changed here or elsewhere.

        ``of``: what the answer stands on beside the register, as the day. It is shared, and not to be altered.
        """
        if self._connection.in_transaction:
            return make()
        with opening.database_faults(self.path):
            (newest,) = self._connection.execute("SELECT max(no) FROM operation").fetchone()
        asked = (newest, of)
        kept = self._remembered.get(name)
        if kept is not None and kept[0] == asked:
            return cast(T, kept[1])
        answer = make()
        self._remembered[name] = (asked, answer)
        return answer

    def newest_change(self) -> str:
        """The id of the last operation, which no other register has; ``""`` where nothing was done."""
        with opening.database_faults(self.path):
            row = self._connection.execute("SELECT id FROM operation ORDER BY no DESC LIMIT 1").fetchone()
        return "" if row is None else str(row[0])

    @contextmanager
    def change(self, label: str) -> Iterator[Change]:
        """Do one thing, under its Swedish label: all of it is committed at the end, or with an error nothing is.

        Where nothing was changed no operation is left. Not to be nested.
        """
        from secretary_app.store.change import transaction

        self._must_write()
        with (
            opening.database_faults(self.path),
            transaction(self._connection, label, clock=self.clock, who=self._who) as change,
        ):
            yield change
        if change.changed:
            self._note(change.operation_no, change.changed)

    def operations(self, limit: int = 100) -> list[Operation]:
        """What was done, newest first."""
        from secretary_app.store import history

        with opening.database_faults(self.path):
            return history.newest_operations(self._connection, limit)

    def remiss_history(self, remiss_id: str, limit: int = 100) -> list[timeline.Touch]:
        """What was done to a remiss and to what belongs to it, newest first."""
        from secretary_app.store import timeline

        with opening.database_faults(self.path):
            return timeline.of_remiss(self._connection, remiss_id, limit)

    def undone(self) -> set[int]:
        """The numbers of the operations that do not hold, since they have been taken back."""
        from secretary_app.store import timeline

        with opening.database_faults(self.path):
            return timeline.undone(self._connection)

    def last_done(self) -> int | None:
        """The operation that is undone next, None where there is none."""
        from secretary_app.store import timeline

        with opening.database_faults(self.path):
            return timeline.last_done(self._connection)

    def last_undone(self) -> int | None:
        """The operation that took back what is done again next, None where there is none."""
        from secretary_app.store import timeline

        with opening.database_faults(self.path):
            return timeline.last_undone(self._connection)

    def undo(self, no: int) -> Operation:
        """Take an operation back (or, of one that took back, do it again). Raises UserError with the reason why not."""
        from secretary_app.store import undo

        self._must_write()
        with opening.database_faults(self.path):
            operation, changed = undo.undo(self._connection, no, clock=self.clock, who=self._who)
            self._note(operation.no, changed)
        return operation

    def _note(self, no: int, changed: Iterable[tuple[type[Entity], str]]) -> None:
        from secretary_app.store import history
        from secretary_app.store.change import Committed

        done = history.get_operation(self._connection, no)
        self._committed.append(Committed(no=no, label=done.label, undoes=done.undoes, changed=frozenset(changed)))

    @property
    def last_changed(self) -> frozenset[tuple[type[Entity], str]]:
        """What the last of ``take_committed`` touched, without taking it; empty where there is none."""
        return self._committed[-1].changed if self._committed else frozenset()

    def take_committed(self) -> list[Committed]:
        """What was committed here since this was last asked, oldest first: changes and undos, not drafts' files."""
        committed, self._committed = self._committed, []
        return committed

    def as_of(self, moment: dt.date | dt.datetime | int) -> Register:
        """The register as it stood at the end of a day, at a moment (without a zone: local) or after an operation.

        To be read, on a connection of its own that is to be closed; it cannot be searched.
        """
        from secretary_app.store import history

        with ExitStack() as cleanup, opening.database_faults(self.path):
            connection = opening.connect(self.path)
            cleanup.callback(connection.close)
            history.show_as_of(connection, history.operation_at(self._connection, moment))
            connection.execute("PRAGMA query_only = ON")
            past = Register(self.path, connection, self.clock, self._who, cleanup.pop_all(), write=False)
            past._of_the_past = True
            return past

    def versions(self, kind: type[E], id: str) -> list[Version[E]]:
        """Everything the row has been, oldest first; empty where there never was one."""
        from secretary_app.store import history

        with opening.database_faults(self.path):
            return history.versions(self._connection, kind, id)

    def past_rows(self, kind: type[E]) -> list[E]:
        """Every version of every row of the kind, those that are gone too, oldest first."""
        from secretary_app.store import traces

        with opening.database_faults(self.path):
            return traces.past_rows(self._connection, kind)

    def last_touches(self) -> dict[str, Operation]:
        """By id the last operation on each remiss with all that belongs to it, on each meeting and each body."""
        from secretary_app.store import traces

        with opening.database_faults(self.path):
            return traces.last_touches(self._connection)

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """What contains all the words, or words that contain them; see ``store.search``."""
        from secretary_app.store import search

        if self._of_the_past:
            raise UserError("Det går bara att söka i registret som det är nu.")
        with opening.database_faults(self.path):
            return search.search(self._connection, words, limit)

    def status_facts(
        self,
        namnd_ids: Sequence[str] | None = None,
        *,
        open_only: bool = True,
        remiss_id: str | None = None,
        remiss_ids: Collection[str] | None = None,
    ) -> list[StatusFacts]:
        """The status list's rows; see ``store.status``. ``remiss_id``: of this remiss only."""
        from secretary_app.store import status

        chosen = remiss_ids if remiss_id is None else (remiss_id,)
        with opening.database_faults(self.path):
            return status.status_facts(self._connection, namnd_ids, open_only=open_only, remiss_ids=chosen)

    def assignments(self, namnd_ids: Sequence[str] | None = None, *, open_only: bool = True) -> list[StatusFacts]:
        """The status list's rows of what was decided without a recommendation; see ``store.assignments``."""
        from secretary_app.store import assignments

        with opening.database_faults(self.path):
            return assignments.assignments(self._connection, namnd_ids, open_only=open_only)

    def overview_facts(self, today: dt.date) -> OverviewFacts:
        """Every remiss in sum; see ``store.overview``. Remembered: several lists stand on it."""
        with opening.database_faults(self.path):
            return self.remembered("overview_facts", today, lambda: overview.overview_facts(self._connection, today))

    def deadline_facts(self, today: dt.date) -> DeadlineFacts:
        """What is waited for beside that; see ``store.deadlines``."""
        from secretary_app.store import deadlines

        with opening.database_faults(self.path):
            return deadlines.deadline_facts(self._connection, today.isoformat())

    def unaddressed(self) -> set[str]:
        """The ids of recommendations that nobody, or nobody in the register, is to answer; see ``store.gaps``."""
        from secretary_app.store import gaps

        with opening.database_faults(self.path):
            return gaps.unaddressed(self._connection)

    def follow_up_facts(self) -> tuple[list[MeasureFacts], list[StatusDay]]:
        """Every measure that was promised, and its statuses; see ``store.follow_up``."""
        from secretary_app.store import follow_up

        with opening.database_faults(self.path):
            return follow_up.follow_up_facts(self._connection)

    def texts_as_long(self, least: int, most: int) -> list[tuple[str, str]]:
        """The id and text of every recommendation of so many characters."""
        from secretary_app.store import follow_up

        with opening.database_faults(self.path):
            return follow_up.texts_as_long(self._connection, least, most)

    def answer_changes(self, remiss_ids: Collection[str]) -> list[traces.AnswerChange]:
        """What was done to the answers and measures of these remisser; see ``store.traces``."""
        from secretary_app.store import traces

        with opening.database_faults(self.path):
            return traces.answer_changes(self._connection, remiss_ids)

    def made_by(self, kind: type[Entity], ids: Collection[str]) -> dict[str, int]:
        """By id the number of the operation that first made each of these rows."""
        from secretary_app.store import traces

        with opening.database_faults(self.path):
            return traces.made_by(self._connection, kind, ids)

    def done_since(self, moment: dt.datetime) -> list[news.Done]:
        """What was done to remisser after ``moment`` and still holds, newest first; see ``store.news``."""
        from secretary_app.store import news

        with opening.database_faults(self.path):
            return news.done_since(self._connection, moment)

    def file_text(self, digest: str) -> str | None:
        """The text of a kept file, None where it has none."""
        with opening.database_faults(self.path):
            row = self._connection.execute("SELECT text FROM file_text WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else str(row[0])

    def backup(self, target: Path) -> None:
        """Write a copy to ``target``, which is free, once it has been read back and found equal.

        The files are not part of it; see ``files.copy_all``. Raises UserError where that cannot be done, or there is
        something at ``target`` already.
        """
        from secretary_app.store import backup

        with opening.database_faults(self.path):
            backup.make(self._connection, target.absolute())

    def check(self) -> list[checking.CheckFinding]:
        """Everything that is wrong with the register and its files; see ``store.checking``."""
        from secretary_app.store import checking

        with opening.database_faults(self.path):
            return checking.check(self.path, self.files)

    def _must_write(self) -> None:
        if not self._write:
            raise RuntimeError("the register was opened for reading")
        if self._connection.in_transaction:
            raise RuntimeError("a change is going on already")
