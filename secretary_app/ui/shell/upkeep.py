"""What goes on by itself while the window is open: counting what is late, backups, and the turn of the day."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from secretary_app import __version__
from secretary_app.domain.date_words import day
from secretary_app.domain.model import Entity
from secretary_app.operations.counting import counts
from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.copies import copies_folder
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.places import Places

_EVERY_MINUTES = 30
_SOON_MS = 20
_LATE_COUNTED = "frister/räknade"
"""What was counted last: the program's version, the day and the register's last change that it stands for, and it."""


class Upkeep(QObject):
    counted = Signal(str, int, int)
    """The municipality's name, how many remisser are open, how many late."""
    late_counted = Signal(int)
    """How many deadlines are late."""
    backed_up = Signal(str, bool)
    """When the last copy was made, in words; and whether that is something to see to."""

    def __init__(self, desk: Desk, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._places = places
        self._day = desk.today
        self._told = ""
        self._copied: dt.datetime | None = None
        """When the last copy was made, as far as it is known and nothing has failed since."""
        self._job: Job | None = None
        """The copy that is being made, or was made last."""
        self._changed_meanwhile = False
        self._backups = QTimer(self)
        self._backups.setInterval(_EVERY_MINUTES * 60 * 1000)
        self._backups.timeout.connect(self.back_up)
        self._midnight = QTimer(self)
        self._midnight.setInterval(60 * 1000)
        self._midnight.timeout.connect(self.look_at_the_day)
        desk.changed.connect(self._recount)
        desk.ended.connect(self._ended)

    @property
    def folder(self) -> Path:
        """Where the copies of all registers go."""
        return copies_folder(self._places)

    def start(self) -> None:
        """Count now; the first copy is made when the window has come to rest."""
        # After the page has asked for its rows: they are waited for.
        QTimer.singleShot(0, self, self._recount)
        self._backups.start()
        self._midnight.start()

    def stop(self) -> None:
        """No more copies."""
        self._backups.stop()
        self._midnight.stop()

    def back_up(self) -> None:
        """Copy the register where something was changed since the last copy."""
        force, self._desk.changed_since_backup = self._desk.changed_since_backup, False
        self._changed_meanwhile = True
        folder, now = self.folder, self._desk.clock()

        def work(register: Register, progress: Progress) -> dt.datetime | None:
            from secretary_app.operations.backups import automatic_backup, last_backup

            automatic_backup(register, folder, now, force=force, progress=progress)
            return last_backup(register.path, folder)

        self._job = self._desk.read_long(
            work, "Säkerhetskopierar", self._made, owner=self, otherwise=self._warn, says=_nothing, quiet=True
        )

    def _ended(self, job: Job) -> None:
        """Until it is told that the copy was made, everything is as changed as it was: it may have been given up."""
        if job is self._job:
            self._changed_meanwhile, self._desk.changed_since_backup = self._desk.changed_since_backup, True

    def _made(self, moment: dt.datetime | None) -> None:
        self._desk.changed_since_backup = self._changed_meanwhile
        self._tell(moment)

    def _tell(self, moment: dt.datetime | None) -> None:
        self._told = ""
        self._copied = moment
        if moment is None:
            self.backed_up.emit("Ingen säkerhetskopia", True)
        else:
            self.backed_up.emit(f"Säkerhetskopia {_when(moment, self._desk.today)}", False)

    def _warn(self, error: UserError) -> None:
        self._copied = None
        self.backed_up.emit("Ingen säkerhetskopia", True)
        if error.message != self._told:
            # Once: it is tried again every half hour.
            self._told = error.message
            self._desk.notice.emit(Notice(f"Säkerhetskopian kunde inte göras. {error.message}", Tone.WARNING))

    def look_at_the_day(self) -> None:
        """When another day has come everything is read and told again: what was due tomorrow is due today.

        So whatever a page calls by the day (*i dag*, *om 3 dagar*) it asks the desk for the day, each time it is shown.
        """
        if self._desk.today != self._day:
            self._day = self._desk.today
            if self._copied is not None:
                self._tell(self._copied)
            self._desk.changed.emit(frozenset(Entity.__subclasses__()))

    def _recount(self, _kinds: frozenset[type] = frozenset()) -> None:
        self._desk.read(
            lambda register: counts(register, self._desk.today),
            lambda found: self.counted.emit(found.kommun, found.open, found.late),
            owner=self,
            key="counts",
        )
        # After the pages have asked for their rows: they are waited for.
        QTimer.singleShot(0, self, self._recount_late)

    def _recount_late(self) -> None:
        window = self.parent()
        if isinstance(window, QWidget) and not window.updatesEnabled():
            # The window is about to be painted for the first time: both at once would keep the person waiting.
            QTimer.singleShot(_SOON_MS, self, self._recount_late)
            return

        today, kept = self._desk.today, self._places.text(_LATE_COUNTED)

        def work(register: Register) -> tuple[str, int]:
            stands_for = f"{__version__} {today} {register.newest_change()} "
            if kept.startswith(stands_for):
                # As when the window was last open: the start need not read what everybody has promised.
                return stands_for, int(kept.removeprefix(stands_for))
            from secretary_app.operations.deadline_list import late_deadlines

            return stands_for, late_deadlines(register, today)

        self._desk.read(work, self._tell_late, owner=self, key="late")

    def _tell_late(self, counted: tuple[str, int]) -> None:
        stands_for, late = counted
        self._places.keep(_LATE_COUNTED, f"{stands_for}{late}")
        self.late_counted.emit(late)


def _nothing(_moment: dt.datetime | None) -> None:
    """The status line tells it, no notice."""


def _when(moment: dt.datetime, today: dt.date) -> str:
    named = {0: "i dag", 1: "i går"}.get((today - moment.date()).days)
    return f"{named or day(moment.date(), today)} {moment:%H.%M}"
