"""The main window: navigation, search field, notice bar, the page, status line. Wiring and nothing else."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.dropped import has_files, take_files
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import SAID_AS, Destination, Page
from secretary_app.ui.core.places import Places
from secretary_app.ui.shell.commands import HIDDEN
from secretary_app.ui.shell.navigation import Navigation
from secretary_app.ui.shell.places_list import PARENTS, PLACES, START
from secretary_app.ui.shell.side_bar import SideBar
from secretary_app.ui.shell.status_line import StatusLine
from secretary_app.ui.shell.top_bar import TopBar
from secretary_app.ui.shell.upkeep import Upkeep
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import clicked, column, row
from secretary_app.ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from secretary_app.operations.dropping import Dropped
    from secretary_app.ui.shell.palette import Palette

_NARROW = 1360
_LATEST = 6


class MainWindow(QMainWindow):
    """One register, open. It is the ``Office`` of all pages."""

    register_asked = Signal()
    """Another register is to be opened."""
    backup_asked = Signal(Path)
    """This backup is to be put in the register's place."""
    file_dropped = Signal(Path)
    """This register is to be opened."""
    gone = Signal(Destination)
    """Another place is shown."""

    def __init__(self, desk: Desk, places: Places) -> None:
        super().__init__()
        self._desk = desk
        self._places = places
        self._pages: dict[str, Page] = {}
        self._behind: list[Destination] = []
        self._here: Destination | None = None
        self._undone_after_page = 0
        """How many of the register's operations were taken back after the page's last own undo: they come first."""
        self._focus_before: QWidget | None = None
        self.palette_shown: Palette | None = None
        self.navigation = Navigation([place.nav for place in PLACES if place.nav])
        self.notice_bar = NoticeBar(desk)
        self.status_line = StatusLine()
        self.stack = QStackedWidget()
        self.side = SideBar(self.navigation)
        self.top = TopBar(self.undo, self.redo, self.help)
        self.search = self.top.search
        self.upkeep = Upkeep(desk, places, self)
        self.setAcceptDrops(True)
        self.setMinimumSize(1024, 640)
        self._lay_out()
        self._add_actions()
        self._connect()
        self._restore()

    @property
    def desk(self) -> Desk:
        return self._desk

    @property
    def places(self) -> Places:
        return self._places

    def go(self, destination: Destination) -> None:
        """Show another place, unless the present page has something unsaved that is to stay."""
        if self._here is not None and not self.may_leave():
            return
        if self._here is not None and self._here.page != "registrera" and self._here != destination:
            self._behind.append(self._here.again)
        self._show(destination)

    def back(self) -> None:
        """Where one was before; at the beginning, the first page."""
        if self.may_leave():
            self._show(self._behind.pop() if self._behind else Destination(START))

    def undo(self) -> None:
        """Take back the last change of the page, where it keeps its own, else of the register."""
        if self.page.undo():
            self._undone_after_page = 0
        else:
            self._undone_after_page += 1
            self._desk.undo()

    def redo(self) -> None:
        """Do again what was last taken back, in the page or the register."""
        if self._undone_after_page or not self.page.redo():
            self._undone_after_page = max(0, self._undone_after_page - 1)
            self._desk.redo()

    def notify(self, notice: Notice) -> None:
        self.notice_bar.show_notice(notice)

    def open_another_register(self) -> None:
        self.register_asked.emit()

    def restore_backup(self, source: Path) -> None:
        self.backup_asked.emit(source)

    def back_up(self) -> None:
        self.upkeep.back_up()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def open_palette(self, words: str = "") -> None:
        """Search in everything, actions included."""
        from secretary_app.ui.shell.palette import Palette

        self.palette_shown = Palette(self, self, self._commands(), self._latest())
        self.palette_shown.finished.connect(self._forget_palette)
        self.palette_shown.show_over(words)

    def _forget_palette(self) -> None:
        self.palette_shown = None

    def settle_down(self) -> None:
        """What can wait until the window is at rest: being found by a second start, and the first copy."""
        from secretary_app.ui.shell.single import Doorbell

        self._doorbell = Doorbell(self._desk.path, self)
        self._doorbell.rung.connect(self._come_forward)
        self.upkeep.back_up()

    def _come_forward(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def may_leave(self) -> bool:
        """Whether the page shown may be left; one that has something unsaved asks."""
        return not isinstance(self.stack.currentWidget(), Page) or self.page.may_leave()

    def _show(self, destination: Destination) -> None:
        page = self._pages.get(destination.page)
        if page is None:
            place = next(place for place in PLACES if place.name == destination.page)
            page = place.make(self)
            self._pages[destination.page] = page
            page.titled.connect(self._show_title)
            self.stack.addWidget(page)
        self._here = destination
        self._undone_after_page = 0
        if destination.remiss_id:
            self._note_latest(destination.remiss_id)
        page.arrive(destination)
        self.stack.setCurrentWidget(page)
        self.navigation.show_page(PARENTS.get(destination.page, destination.page))
        self._show_title()
        QTimer.singleShot(0, page, page.focus_first)
        self.gone.emit(destination)

    def _show_title(self) -> None:
        self.setWindowTitle(" – ".join(filter(None, (self.page.window_title, "Beredd"))))

    def may_close(self) -> bool:
        """Whether all that is unsaved in it may be lost; pages that have something ask."""
        return all(each.may_close() for each in self._pages.values())

    def _lay_out(self) -> None:
        margin = theme().px(24)
        notices = row(self.notice_bar)
        notices.setContentsMargins(margin, 0, margin, 0)
        right = column(self.top, notices, spacing=0)
        right.addWidget(self.stack, 1)
        middle = row(self.side, spacing=0)
        middle.addLayout(right, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status_line)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.navigation.asked.connect(lambda name: self.go(Destination(name)))
        self.search.asked.connect(self.open_palette)
        self.status_line.late_asked.connect(lambda: self.go(Destination("remisser", tab="försenade")))
        self.upkeep.counted.connect(self._show_counts)
        self.upkeep.late_counted.connect(lambda late: self.navigation.set_count("frister", late, late=True))
        self.upkeep.backed_up.connect(self.status_line.show_backup)
        self.upkeep.start()
        self._desk.began.connect(partial(self._rest, True))
        self._desk.ended.connect(partial(self._rest, False))

    def _rest(self, rests: bool, job: Job) -> None:
        """While the register is let go of, nothing can be asked of it or changed in it."""
        if not job.is_apart:
            return
        if rests:
            self._focus_before = self.focusWidget()
        for part in (self.top, self.side, self.stack):
            part.setEnabled(not rests)
        for action in self.actions():
            action.setEnabled(not rests)
        self.setAcceptDrops(not rests)
        before = self._focus_before
        if not rests and before is not None and shiboken6.isValid(before):
            before.setFocus()

    def _show_counts(self, kommun: str, open_count: int, late: int) -> None:
        self.side.show_kommun(kommun)
        self.navigation.set_count("remisser", open_count)
        self.status_line.show_late(late)
        self.status_line.register.setText(f"Register: {self._desk.path.name}")
        self.status_line.who.setText(self._desk.who)

    def _add_actions(self) -> None:
        self._action("Registrera remiss…", "Ctrl+N", self._going("registrera"), said_as="ny nytt missiv lägg till")
        for place in PLACES:
            if place.nav:
                going, nav = self._going(place.name), place.nav
                self._action(f"Gå till {nav.words}", nav.shortcut, going, said_as=nav.said_as)
        self._action("Sök", "Ctrl+K", self.open_palette, hidden=True)
        self._action("Ångra", "Ctrl+Z", self.undo)
        self._action("Gör om", "Ctrl+Y", self.redo, "Ctrl+Shift+Z")
        self._action("Tillbaka", "Alt+Left", self.back, hidden=True)
        self._action("Hjälp", "F1", self.help, said_as="handbok")
        self._action("Öppna ett annat register…", "Ctrl+O", self.register_asked.emit)
        self._action("Nästa del av fönstret", "F6", lambda: self._next_part(1), hidden=True)
        self._action("Förra delen av fönstret", "Shift+F6", lambda: self._next_part(-1), hidden=True)

    def _action(
        self,
        words: str,
        shortcut: str,
        then: Callable[[], object],
        *others: str,
        said_as: str = "",
        hidden: bool = False,
    ) -> None:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(each) for each in (shortcut, *others)])
        action.setProperty(SAID_AS, said_as)
        action.setProperty(HIDDEN, hidden)
        # Not ``then`` itself: the signal would hand it its own argument.
        action.triggered.connect(clicked(then))
        self.addAction(action)

    def _going(self, name: str) -> Callable[[], None]:
        return lambda: self.go(Destination(name))

    def _commands(self) -> list[QAction]:
        return [*self.page.commands(), *self.actions()]

    def _latest(self) -> list[str]:
        """The remisser opened last, the last one first."""
        return self._places.text("remisser/senast").split()

    def _note_latest(self, remiss_id: str) -> None:
        others = [each for each in self._latest() if each != remiss_id]
        self._places.keep("remisser/senast", " ".join([remiss_id, *others][:_LATEST]))

    def _next_part(self, step: int) -> None:
        """Between navigation, page and (where the page has one) panel."""
        parts: list[QWidget] = [self.navigation, self.search, *self.page.parts()]
        focus = self.focusWidget()
        here = next((place for place, part in enumerate(parts) if focus and part.isAncestorOf(focus)), None)
        if here is None:
            here = parts.index(focus) if focus in parts else -1
        parts[(here + step) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)

    def help(self) -> None:
        """The handbok, at the page one is on."""
        from secretary_app.ui.shell.help import show_help

        show_help(self, self.page.help_topic)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.notice_bar.isVisible():
            self.notice_bar.dismiss()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        take_files(event.mimeData(), self, self.take_files, lambda error: self.notify(Notice.of_error(error)))

    def take_files(self, paths: list[Path]) -> None:
        """What to do with files dropped on the window: a missiv is registered, an answer goes to its remiss."""
        from secretary_app.ui.shell.dropping import take_dropped

        take_dropped(self, paths)

    def take_dropped(self, dropped: "Dropped") -> None:
        """The files have been looked at."""
        from secretary_app.ui.shell.dropping import go_on

        go_on(self, dropped)

    @property
    def remiss_shown(self) -> str:
        """The id of the remiss that one is on, ``""`` elsewhere."""
        return self._here.remiss_id if self._here else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_NARROW)
        self.side.set_narrow(narrow)
        self.notice_bar.fit()

    def _restore(self) -> None:
        self.resize(1440, 900)
        state = self._places.bytes("fönster")
        if not state.isEmpty():
            self.restoreGeometry(state)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._places.keep("fönster", self.saveGeometry())
        with suppress(RuntimeError):
            self.upkeep.stop()
        self._desk.close()
        super().closeEvent(event)
