"""The example to look around in: made in a folder that is taken away when the program ends, with habits of its own."""

import datetime as dt
import logging
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from PySide6.QtCore import QCoreApplication, QObject, Signal

from secretary_app.support.clock import Clock, system_clock
from secretary_app.support.errors import UserError
from secretary_app.ui.core.copies import keep_copies_folder
from secretary_app.ui.core.notices import fault_report
from secretary_app.ui.core.places import Places

_LOG = logging.getLogger(__name__)
_HABITS = ("utseende", "textstorlek")
"""What is taken over from the person's own."""


class Demo(QObject):
    """Nothing that is done in it reaches the person's own registers, backups or remembered places."""

    ready = Signal()
    """``path``, ``places``, ``clock`` and ``who`` are there."""
    failed = Signal(UserError)
    _made = Signal(object)

    def __init__(self, own: Places, parent: QObject | None = None) -> None:
        """``own``: the person's own places. Raises UserError where there is no folder to make it in."""
        super().__init__(parent)
        try:
            self._folder = TemporaryDirectory(prefix="beredd-exempel-", ignore_cleanup_errors=True)
        except OSError as error:
            words = (
                "Exemplet görs i en tillfällig mapp, men ingen sådan går att skriva i. Frigör plats och försök igen."
            )
            raise UserError(words, (error.strerror or str(error),)) from error
        folder = Path(self._folder.name)
        self.places = Places(folder / "beredd.ini")
        for key in _HABITS:
            if own.text(key):
                self.places.keep(key, own.text(key))
        keep_copies_folder(self.places, folder / "säkerhetskopior")
        self.path = folder
        self.who = ""
        self.clock: Clock = system_clock
        self._made.connect(self._take)
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.clean_up)

    def begin(self) -> None:
        """Make it, in a thread: the window that asked for it is not to stand still."""
        Thread(target=self._make, name="beredd-demo", daemon=True).start()

    def _make(self) -> None:
        from secretary_app.operations.demo import make_demo

        made: object
        try:
            made = make_demo(self.path)
        except UserError as error:
            made = error
        except Exception:  # noqa: BLE001 - told to the person as our own fault, with its trace
            # Nobody else would tell it: there is no window yet.
            trace = traceback.format_exc()
            _LOG.exception("the example could not be made")
            made = UserError("Något gick fel i Beredd när exemplet skulle göras.", (fault_report(trace),))
        self._made.emit(made)

    def _take(self, made: object) -> None:
        from secretary_app.operations.demo import MadeDemo

        if not isinstance(made, MadeDemo):
            self.clean_up()
            assert isinstance(made, UserError)
            self.failed.emit(made)
            return
        self.path, self.who = made.path, made.who
        self.clock = story_clock(made.starts, system_clock)
        self.places.keep("jag", made.who)
        self.ready.emit()

    def clean_up(self) -> None:
        """Take the folder away with all that is in it."""
        # Else what is remembered would be written after the folder is gone, and make it anew.
        self.places.save()
        self._folder.cleanup()


def story_clock(starts: dt.datetime, clock: Clock) -> Clock:
    """A clock that goes on from ``starts`` as fast as ``clock`` does from now."""
    ahead = starts - clock()
    return lambda: clock() + ahead
