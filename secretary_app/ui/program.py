"""What the program does as a whole: which register is opened, by which window, and what when that fails."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from secretary_app.operations.opening import own_register
from secretary_app.support.clock import Clock, system_clock
from secretary_app.support.errors import UserError
from secretary_app.ui.core.asking import ask_open
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.shell.places_list import PLACES
from secretary_app.ui.shell.trouble import Trouble
from secretary_app.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from secretary_app.ui.shell.demo import Demo

_REGISTERS = "Register (*.beredd)"
_WHEN_AT_REST_MS = 1000


class Program(QObject):
    """One window at a time: the first start, the main window, or what is wrong."""

    def __init__(self, places: Places, clock: Clock = system_clock, *, leave: Callable[[], None]) -> None:
        """``leave``: ends the program."""
        super().__init__()
        self.places = places
        self._clock = clock
        self._leave = leave
        self.window: QWidget | None = None
        """What is shown."""

    def start(self, path: Path | None) -> None:
        """Open this register; without one the last, else the person's own, else begin the first start."""
        known = [path] if path else [*self.places.registers, own_register()]
        found = next((each for each in known if each.exists()), None)
        if found is not None:
            self.open(found)
        else:
            self.first_start(path)

    def first_start(self, path: Path | None = None) -> None:
        """Three steps to a register; ``path``: where it is to lie."""
        from secretary_app.ui.pages.forsta_start.page import FirstStart

        page = FirstStart(self.places, path or own_register(), self._clock)
        page.ready.connect(self.open)
        page.demo_asked.connect(self.open_demo)
        self._show(page)

    def open_demo(self) -> None:
        """The example, in a folder that is taken away when the program ends."""
        from secretary_app.ui.shell.demo import Demo

        demo = Demo(self.places, self)
        demo.ready.connect(partial(self._open_made, demo))
        demo.failed.connect(partial(self._show_trouble_again, demo.path))
        demo.begin()

    def _open_made(self, demo: "Demo") -> None:
        self._open(Desk(demo.path, who=demo.who, clock=demo.clock), demo.places)

    def open(self, path: Path, who: str | None = None) -> None:
        """Open the register in the main window."""
        self._open(Desk(path, who=self.places.me if who is None else who, clock=self._clock), self.places)

    def _open(self, desk: Desk, places: Places, said: Notice | None = None) -> None:
        desk.open(partial(self._opened, desk, places, said), partial(self._failed, desk))

    def _opened(self, desk: Desk, places: Places, said: Notice | None) -> None:
        window = MainWindow(desk, places)
        window.register_asked.connect(self.open_another)
        window.file_dropped.connect(self.open)
        window.backup_asked.connect(self._restore)
        self._show(window)
        window.go(Destination(PLACES[0].name))
        places.opened(desk.path)
        QTimer.singleShot(_WHEN_AT_REST_MS, window, window.settle_down)
        if said is not None:
            window.notify(said)

    def _restore(self, source: Path) -> None:
        """Put a backup in the place of the open register, which is let go of first and opened anew."""
        from secretary_app.operations.upkeep import restore

        assert isinstance(self.window, MainWindow)
        before, self.window = self.window, None
        desk, places = before.desk, before.places
        before.hide()
        desk.close()
        try:
            kept = restore(source, desk.path, self._clock).kept
            beside = f" Det som var ligger kvar i {kept.name}." if kept else ""
            said = Notice(f"Registret är nu som i {source.name}.{beside}")
        except UserError as error:
            said = Notice.of_error(error)
        self._open(Desk(desk.path, who=desk.who, clock=self._clock), places, said)
        before.deleteLater()

    def _failed(self, desk: Desk, error: UserError) -> None:
        from secretary_app.ui.shell.single import bring_forward

        desk.close()
        if isinstance(self.window, MainWindow):
            # What is open stays open.
            self.window.notify(Notice.of_error(error))
            return
        if bring_forward(desk.path):
            self._leave()
            return
        trouble = Trouble(error)
        trouble.again.connect(partial(self.open, desk.path))
        trouble.another.connect(self.open_another)
        trouble.backup.connect(partial(self._put_back, desk.path))
        self._show(trouble)

    def open_another(self) -> None:
        """Ask for a register and open it; the present window is closed when that has been done."""
        assert self.window is not None
        chosen = ask_open(self.window, self.places, "Öppna register", _REGISTERS, key="register")
        if chosen:
            self.open(chosen[0])

    def _put_back(self, path: Path) -> None:
        from secretary_app.operations.upkeep import restore

        assert self.window is not None
        chosen = ask_open(self.window, self.places, "Välj en säkerhetskopia", _REGISTERS, key="säkerhetskopior")
        if not chosen:
            return
        try:
            restore(chosen[0], path, self._clock)
        except UserError as error:
            self._show_trouble_again(path, error)
            return
        self.open(path)

    def _show_trouble_again(self, path: Path, error: UserError) -> None:
        self._failed(Desk(path, clock=self._clock), error)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None and before.close():
            before.deleteLater()

    def notify(self, notice: Notice) -> None:
        """Show a sentence where there is a main window."""
        if isinstance(self.window, MainWindow):
            self.window.notify(notice)
