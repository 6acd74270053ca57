"""What a place in the program is to the window: its title, what it shows, when it must be read again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QWidget

from secretary_app.support.records import record
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.places import Places

ANSWER_FILE = "svar-fil:"
"""Before a path as the item of a Destination: the answers in this file are to be read into the remiss."""
SAID_AS = "said_as"
"""The property of an action with further words that the search palette finds it by: ``ny missiv``."""
DO = "gör:"
"""Before what is to be asked for in a remiss, as the item of a Destination: ``remind`` and, after /, ids of namnder."""


@record(frozen=True)
class Destination:
    """Where to go: a page by its name, and what is to be seen there. Pages know one another only by these."""

    page: str
    """``remisser``, ``remiss``, ``registrera``, ``sammantraden``, ``installningar`` …"""
    remiss_id: str = ""
    tab: str = ""
    """Of a remiss: ``svarslage``, ``svar``, ``plan``, ``dokument``, ``handlingar``, ``historik``."""
    item: str = ""
    """The id of what is to be chosen there; of ``registrera`` the files, one a line."""

    @property
    def again(self) -> "Destination":
        """The place to come back to: what was asked for in it once is not asked for again."""
        return replace(self, item="") if self.item.startswith((ANSWER_FILE, DO)) else self


class Office(Protocol):
    """What a page has from the window."""

    @property
    def desk(self) -> Desk: ...

    @property
    def places(self) -> Places: ...

    def go(self, destination: Destination) -> None:
        """Show another place; Alt+Left comes back."""

    def back(self) -> None:
        """Where one was before."""

    def notify(self, notice: Notice) -> None:
        """Show a sentence in the notice bar."""

    def open_another_register(self) -> None:
        """Ask for another register, and open it in the place of this one."""

    def restore_backup(self, source: Path) -> None:
        """Put a backup in the register's place; it is opened anew."""

    def back_up(self) -> None:
        """Copy the register where something was changed since the last copy, and tell when that was."""


class Page(QWidget):
    """A place in the program. It reads when it is shown, and again when something of its ``kinds`` was changed."""

    titled = Signal()
    """``window_title`` is another."""
    name = ""
    """The page's in ``Destination``."""
    title = ""
    """In the navigation, and in the window's title."""
    help_topic = ""
    """The handbok's page for F1, without ending."""
    kinds: frozenset[type] = frozenset()
    """The kinds of rows (domain.model) that it shows."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.setObjectName("page")
        self._is_stale = True
        office.desk.changed.connect(self._on_changed)

    @property
    def desk(self) -> Desk:
        return self.office.desk

    @property
    def window_title(self) -> str:
        """What the window is called while the page is shown, before the program's own name."""
        return f"{self.title} – {self.desk.path.stem}" if self.title else ""

    def arrive(self, destination: Destination) -> None:
        """Show what was asked for; called before the page is shown, also when it is shown already."""

    def may_leave(self) -> bool:
        """Whether what was typed may be left; a page that has something unsaved asks."""
        return True

    def may_close(self) -> bool:
        """Whether the window may be closed; asked also of pages that are not shown. Nothing is kept after it."""
        return self.may_leave()

    def undo(self) -> bool:
        """Take back what was last done here and is not recorded yet; False: the register's last operation is meant."""
        return False

    def redo(self) -> bool:
        """Do again what ``undo`` took back; False: the register's last undo is meant."""
        return False

    def refresh(self) -> None:
        """Read again what the page shows, keeping its choice, scroll and filter."""

    def commands(self) -> list[QAction]:
        """What can be done here, also from the search palette: named, with their shortcuts."""
        return []

    def new_action(self, words: str, then: Callable[[], object], shortcut: str = "") -> QAction:
        """Something that can be done here; ``shortcut`` does it wherever on the page the focus is."""
        made = QAction(words, self)
        made.setShortcut(QKeySequence(shortcut))
        made.triggered.connect(then)
        self.addAction(made)
        return made

    def parts(self) -> list[QWidget]:
        """Where F6 goes within the page, in its order: table, panel."""
        return [self]

    def focus_first(self) -> None:
        """Put the focus where one begins to work here: the table, else the first field."""

    def refresh_later(self) -> None:
        """Read again now if the page is seen, else when it is."""
        if self.isVisible():
            self._is_stale = False
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _on_changed(self, kinds: frozenset[type]) -> None:
        if not self.kinds or kinds & self.kinds:
            self.refresh_later()
