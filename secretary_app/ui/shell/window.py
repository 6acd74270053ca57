"""The main window: navigation, search field, notice bar, the page, status line. Wiring and nothing else."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination, Page
from secretary_app.ui.core.places import Places
from secretary_app.ui.shell.navigation import Navigation
from secretary_app.ui.shell.places_list import PARENTS, PLACES
from secretary_app.ui.shell.status_line import StatusLine
from secretary_app.ui.shell.upkeep import Upkeep
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import label, row, tool
from secretary_app.ui.widgets.notice_bar import NoticeBar

_NARROW = 1360


class MainWindow(QMainWindow):
    """One register, open. It is the ``Office`` of all pages."""

    register_asked = Signal()
    """Another register is to be opened."""

    def __init__(self, desk: Desk, places: Places) -> None:
        super().__init__()
        self._desk = desk
        self._places = places
        self._pages: dict[str, Page] = {}
        self._behind: list[Destination] = []
        self._here: Destination | None = None
        self.navigation = Navigation([place.nav for place in PLACES if place.nav])
        self.notice_bar = NoticeBar(desk)
        self.status_line = StatusLine()
        self.stack = QStackedWidget()
        self.search = QLineEdit()
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
        if self._here is not None and not self._leaves():
            return
        if self._here is not None and self._here.page != "registrera" and self._here != destination:
            self._behind.append(self._here)
        self._show(destination)

    def back(self) -> None:
        """Where one was before; at the beginning, the first page."""
        if self._leaves():
            self._show(self._behind.pop() if self._behind else Destination(PLACES[0].name))

    def notify(self, notice: Notice) -> None:
        self.notice_bar.show_notice(notice)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def open_palette(self, words: str = "") -> None:
        """Search in everything, actions included."""
        from secretary_app.ui.shell.palette import Palette

        Palette(self, self._commands(), words).open()

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

    def _leaves(self) -> bool:
        return not isinstance(self.stack.currentWidget(), Page) or self.page.may_leave()

    def _show(self, destination: Destination) -> None:
        page = self._pages.get(destination.page)
        if page is None:
            place = next(place for place in PLACES if place.name == destination.page)
            page = place.make(self)
            self._pages[destination.page] = page
            self.stack.addWidget(page)
        self._here = destination
        page.arrive(destination)
        self.stack.setCurrentWidget(page)
        self.navigation.show_page(PARENTS.get(destination.page, destination.page))
        self.setWindowTitle(f"{page.title} – {self._desk.path.stem} – Beredd" if page.title else "Beredd")
        QTimer.singleShot(0, page.focus_first)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Sök, eller skriv vad du vill göra (Ctrl+K)")
        self.search.setAccessibleName("Sök i allt")
        self.search.setFixedWidth(theme().px(460))
        self.search.setReadOnly(True)
        margin = theme().px(24)
        top = row(
            self.search,
            None,
            tool("arrow-u-up-left", "Ångra", self._desk.undo, "Ctrl+Z"),
            tool("arrow-u-up-right", "Gör om", self._desk.redo, "Ctrl+Y"),
            tool("question", "Hjälp", self.help, "F1"),
        )
        top.setContentsMargins(margin, theme().px(10), margin, theme().px(10))
        notices = row(self.notice_bar)
        notices.setContentsMargins(margin, 0, margin, 0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(top)
        right.addLayout(notices)
        right.addWidget(self.stack, 1)
        self._name = label("Beredd", "heading")
        self._kommun = label("", "second")
        self._side = QWidget()
        self._side.setObjectName("nav")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, theme().px(12), 0, theme().px(8))
        side.setSpacing(0)
        for part in (self._name, self._kommun):
            part.setContentsMargins(theme().px(20), 0, 8, 0)
            side.addWidget(part)
        side.addSpacing(theme().px(16))
        side.addWidget(self.navigation, 1)
        middle = row(self._side, right, spacing=0)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status_line)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.navigation.asked.connect(lambda name: self.go(Destination(name)))
        self.search.selectionChanged.connect(self.search.deselect)
        self.search.installEventFilter(self)
        self.status_line.late_asked.connect(lambda: self.go(Destination("remisser", tab="försenade")))
        self.upkeep.counted.connect(self._show_counts)
        self.upkeep.backed_up.connect(self.status_line.show_backup)
        self.upkeep.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The search field only opens the palette: by a click, or by the first letter typed."""
        if watched is self.search:
            if event.type() is QEvent.Type.MouseButtonRelease:
                self.open_palette()
                return True
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                    self.open_palette()
                    return True
                if is_plain and event.text().isprintable() and event.text():
                    self.open_palette(event.text())
                    return True
        return super().eventFilter(watched, event)

    def _show_counts(self, kommun: str, open_count: int, late: int) -> None:
        self._kommun.setText(kommun)
        self.navigation.set_count("remisser", open_count)
        self.status_line.show_late(late)
        self.status_line.register.setText(f"Register: {self._desk.path.name}")
        self.status_line.who.setText(self._desk.who)

    def _add_actions(self) -> None:
        for place in PLACES:
            if place.nav:
                self._action(f"Gå till {place.nav.words}", place.nav.shortcut, self._going(place.name))
        self._action("Registrera remiss…", "Ctrl+N", self._going("registrera"))
        self._action("Sök", "Ctrl+K", self.open_palette)
        self._action("Ångra", QKeySequence.StandardKey.Undo, self._desk.undo)
        self._action("Gör om", QKeySequence.StandardKey.Redo, self._desk.redo)
        self._action("Tillbaka", "Alt+Left", self.back)
        self._action("Hjälp", "F1", self.help)
        self._action("Nästa del av fönstret", "F6", lambda: self._next_part(1))
        self._action("Förra delen av fönstret", "Shift+F6", lambda: self._next_part(-1))

    def _action(self, words: str, shortcut: str | QKeySequence.StandardKey, then: Callable[[], object]) -> None:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(shortcut))
        # Not ``then`` itself: the signal would hand it its own argument.
        action.triggered.connect(partial(_call, then))
        self.addAction(action)

    def _going(self, name: str) -> Callable[[], None]:
        return lambda: self.go(Destination(name))

    def _commands(self) -> list[QAction]:
        return [*self.page.commands(), *self.actions()]

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
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take_files(paths)

    def take_files(self, paths: list[Path]) -> None:
        """What to do with files dropped on the window: a missiv is registered, an answer goes to its remiss."""
        from secretary_app.ui.shell.dropping import Dropping

        Dropping(self, paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_NARROW)
        self.navigation.set_narrow(narrow)
        self._side.setFixedWidth(self.navigation.width())
        self._name.setVisible(not narrow)
        self._kommun.setVisible(not narrow)

    def _restore(self) -> None:
        self.resize(1440, 900)
        state = self._places.bytes("fönster")
        if not state.isEmpty():
            self.restoreGeometry(state)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaves():
            event.ignore()
            return
        self._places.keep("fönster", self.saveGeometry())
        with suppress(RuntimeError):
            self.upkeep.stop()
        self._desk.close()
        super().closeEvent(event)


def _call(then: Callable[[], object], _checked: bool = False) -> None:
    then()
