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
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_open
from secretary_app.ui.core.copies import REGISTERS, ask_copy
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice, Tone, fault_report
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.shell.places_list import START
from secretary_app.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from secretary_app.operations.upkeep import Restored
    from secretary_app.ui.shell.demo import Demo

_WHEN_AT_REST_MS = 1000
_LONGEST_BLANK_MS = 250
_PATIENCE_MS = 2 * _WHEN_AT_REST_MS


class Program(QObject):
    """One window at a time: the first start, the main window, or what is wrong."""

    def __init__(self, places: Places, clock: Clock = system_clock, *, leave: Callable[[], None]) -> None:
        """``leave``: ends the program."""
        super().__init__()
        self.places = places
        self._clock = clock
        self._leave = leave
        self._waited_for: set[Path] = set()
        """Registers that were held by another and have been given a little time."""
        self._asked: Desk | None = None
        """Of the register that was asked for last."""
        self.window: QWidget | None = None
        """What is shown."""

    def start(self, path: Path | None) -> None:
        """Open this register; without one the last, else the person's own. One that has never been begins here.

        A register that was there the last time and is gone is told of: another one in its place would pass unseen.
        """
        latest = self.places.registers[:1]
        meant = path or (latest[0] if latest else own_register())
        if meant in latest or _may_be_there(meant):
            self.open(meant)
        else:
            self.first_start(meant)

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

        try:
            demo = Demo(self.places, self)
        except UserError as error:
            self._show_no_demo(error)
            return
        demo.ready.connect(partial(self._open_made, demo))
        demo.failed.connect(self._show_no_demo)
        demo.begin()

    def _show_no_demo(self, error: UserError) -> None:
        from secretary_app.ui.shell.trouble import Trouble

        trouble = Trouble(error, is_example=True)
        trouble.again.connect(self.open_demo)
        trouble.another.connect(self.open_another)
        trouble.begin.connect(self.first_start)
        self._show(trouble)

    def _open_made(self, demo: "Demo") -> None:
        self._open(Desk(demo.path, who=demo.who, clock=demo.clock), demo.places)

    def open(self, path: Path, who: str | None = None) -> None:
        """Open the register in the main window, unless what is unsaved in the present one is to stay."""
        if isinstance(self.window, MainWindow) and self.window.desk.path.resolve() == path.resolve():
            self.window.notify(Notice(f"{path.name} är redan öppet här.", Tone.INFO))
            return
        if not self._may_leave():
            return
        self._open(Desk(path, who=self.places.me if who is None else who, clock=self._clock), self.places)

    def _may_leave(self) -> bool:
        """Asked before anything is opened: afterwards there would be two windows."""
        return not isinstance(self.window, MainWindow) or self.window.may_leave()

    def _open(self, desk: Desk, places: Places, said: Notice | None = None) -> None:
        self._asked = desk
        desk.open(partial(self._opened, desk, places, said), partial(self._failed, desk, places, said))

    def _opened(self, desk: Desk, places: Places, said: Notice | None) -> None:
        window = MainWindow(desk, places)
        window.register_asked.connect(self.open_another)
        window.file_dropped.connect(self.open)
        window.backup_asked.connect(self._restore)
        self._waited_for.discard(desk.path)
        window.go(Destination(START))
        self._show(window)
        _paint_when_filled(window)
        places.opened(desk.path)
        QTimer.singleShot(_WHEN_AT_REST_MS, window, window.settle_down)
        kept = desk.copy_before_upgrade
        if said is not None:
            window.notify(said)
        elif kept is not None:
            words = f"Registret är anpassat till den här versionen av Beredd. Som det var ligger det kvar i {kept}."
            window.notify(Notice(words, Tone.INFO))

    def _restore(self, source: Path) -> None:
        """Put a backup in the place of the open register; the window is seen meanwhile, and stays where it fails."""
        window = self.window
        assert isinstance(window, MainWindow)
        if window.may_close():
            self._put_in_place(source, window.desk, window.places)

    def _put_in_place(
        self, source: Path, desk: Desk, places: Places, otherwise: Callable[[UserError], None] | None = None
    ) -> None:
        def work(progress: Progress) -> Notice:
            from secretary_app.operations.upkeep import restore

            return _told_restored(source, restore(source, desk.path, self._clock, progress))

        def open_anew(said: Notice) -> None:
            if self.window is not None:
                # It stands until the new one does, or what is wrong.
                self.window.setEnabled(False)
            desk.close()
            self._open(Desk(desk.path, who=desk.who, clock=self._clock), places, said)

        desk.apart(work, f"Lägger tillbaka {source.name}", open_anew, otherwise=otherwise)

    def _failed(self, desk: Desk, places: Places, said: Notice | None, error: UserError) -> None:
        desk.close()
        if isinstance(self.window, MainWindow) and self.window.desk.path != desk.path:
            # What is open stays open.
            self.window.notify(Notice.of_error(error))
        elif not self._has_come_forward(desk.path):
            if error.may_pass and desk.path not in self._waited_for:
                # A command may be at it, or a window that was started a moment ago and does not hear yet.
                self._waited_for.add(desk.path)
                again = Desk(desk.path, who=desk.who, clock=desk.clock)
                QTimer.singleShot(_PATIENCE_MS, self, partial(self._open, again, places, said))
            else:
                self._show_trouble(desk.path, error)

    def _has_come_forward(self, path: Path) -> bool:
        from secretary_app.ui.shell.single import bring_forward

        if bring_forward(path):
            self._leave()
            return True
        return False

    def _show_trouble(self, path: Path, error: UserError) -> None:
        from secretary_app.ui.shell.trouble import Trouble

        trouble = Trouble(error, is_gone=not _may_be_there(path))
        trouble.again.connect(partial(self.open, path))
        trouble.another.connect(self.open_another)
        trouble.backup.connect(partial(self._put_back, path))
        trouble.begin.connect(partial(self.first_start, path))
        self._show(trouble)

    def open_another(self) -> None:
        """Ask for a register and open it; the present window is closed when that has been done."""
        assert self.window is not None
        chosen = ask_open(self.window, self.places, "Öppna register", REGISTERS, key="register")
        if chosen:
            self.open(chosen[0])

    def _put_back(self, path: Path) -> None:
        from secretary_app.ui.shell.trouble import Trouble

        trouble = self.window
        assert isinstance(trouble, Trouble)
        copy = ask_copy(trouble, self.places, path)
        if copy is not None:
            desk = Desk(path, who=self.places.me, clock=self._clock)
            trouble.follow(desk)
            desk.ended.connect(lambda _job: QTimer.singleShot(0, desk.close))
            self._put_in_place(copy, desk, self.places, partial(self._show_trouble, path))

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None and before.close():
            before.deleteLater()

    def tell_fault(self, trace: str) -> None:
        """Tell of a fault of ours, with its report, in the window there is; it goes on."""
        # Not now: it may have come in the middle of painting.
        QTimer.singleShot(0, self, partial(self._tell_fault, trace))

    def _tell_fault(self, trace: str) -> None:
        if self.window is None:
            # It came before there was one; nobody is to wait for it in vain.
            words = "Något gick fel i Beredd när fönstret skulle visas. Det som var sparat är kvar."
            if self._asked is not None:
                # It is to be opened again.
                self._asked.close()
            path = self._asked.path if self._asked else own_register()
            self._show_trouble(path, UserError(words, (fault_report(trace),)))
        else:
            self.notify(Notice.of_fault(trace))

    def notify(self, notice: Notice) -> None:
        """Show a sentence where there is a main window."""
        if isinstance(self.window, MainWindow):
            self.window.notify(notice)


def _told_restored(source: Path, done: "Restored") -> Notice:
    beside = f" Det som var ligger kvar i {done.kept.name}." if done.kept else ""
    words = f"Registret är nu som i {source.name}.{beside}"
    return Notice(words, Tone.WARNING, details=done.left) if done.left else Notice(words)


def _may_be_there(path: Path) -> bool:
    """Also what we are not let to see: opening it says why."""
    try:
        return path.exists()
    except OSError:
        return True


def _paint_when_filled(window: MainWindow) -> None:
    """Paint the window once, with what its page has asked for; a slow register's at first without."""

    def paint(_answer: object = None) -> None:
        if not window.updatesEnabled():
            window.setUpdatesEnabled(True)
            # At once: to Qt its being painted has been asked for already, when it was shown, and asking is not enough.
            window.repaint()

    window.setUpdatesEnabled(False)
    QTimer.singleShot(_LONGEST_BLANK_MS, window, paint)

    def ask() -> None:
        window.desk.read(lambda _register: None, paint, owner=window, otherwise=paint)

    # Asked after the page, and the window for its numbers, have asked; so answered after them.
    QTimer.singleShot(0, window, ask)
