"""What a tab of a remiss is to its page."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Remiss
from secretary_app.operations.opening import NotInRegister, Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Office

T = TypeVar("T")


class RemissTab(QWidget):
    """One tab. Like a page it reads when it is shown, and again when something of its ``kinds`` was changed."""

    count = Signal(str)
    """What stands beside the tab's word: ``14``, ``1 problem``; ``""``: nothing."""
    asked = Signal(str, tuple)
    """An action of the remiss that asks something (its key in ``RemissActions``), and the ids that it is about."""
    filled = Signal()
    """``has_filled`` may be another."""
    kinds: frozenset[type] = frozenset()
    has_filled = False
    """It shows a filled button of its own; a page has one."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.remiss_id = ""
        self._is_stale = True
        office.desk.changed.connect(self._on_changed)

    @property
    def desk(self) -> Desk:
        return self.office.desk

    def show_remiss(self, remiss_id: str, item: str = "") -> None:
        """Show another remiss, or the same again; ``item``: the id of what is to be chosen, ``""`` for nothing."""
        is_other = remiss_id != self.remiss_id
        self.remiss_id = remiss_id
        if is_other:
            self.forget()
        if item:
            self.show_item(item)
        if is_other:
            self.refresh_later()

    def forget(self) -> None:
        """Let go of what belongs to the remiss that was shown before: choice, scroll, what is half read."""

    def show_item(self, item: str) -> None:
        """Choose this, now or when it has been read."""

    def refresh(self) -> None:
        """Read again what is shown, keeping choice and scroll. ``read_remiss`` gets the remiss itself."""

    def may_leave(self) -> bool:
        """Whether what was typed may be left."""
        return True

    def may_close(self) -> bool:
        """Whether what was typed may be let go of: after this it is kept nowhere."""
        return self.may_leave()

    def commands(self) -> list[QAction]:
        """What can be done here, for the search palette."""
        return []

    def parts(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self]

    def focus_first(self) -> None:
        """Put the focus where one begins to work."""

    def ask(self, question: Callable[[Register], T], then: Callable[[T], None], key: str) -> None:
        """Read what is to be shown. An answer of another remiss is let go of; of one that is gone the head tells."""
        remiss_id = self.remiss_id

        def read(register: Register) -> list[T]:
            try:
                return [question(register)]
            except NotInRegister:
                return []

        def show(found: list[T]) -> None:
            if found and remiss_id == self.remiss_id:
                then(found[0])

        self.desk.read(read, show, owner=self, key=key)

    def refresh_later(self) -> None:
        """Read now if the tab is seen, else when it is."""
        if self.isVisible() and self.remiss_id:
            self._is_stale = False
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale and self.remiss_id:
            self._is_stale = False
            self.refresh()

    def _on_changed(self, kinds: frozenset[type]) -> None:
        if not self.kinds or kinds & self.kinds:
            self.refresh_later()


def same_remiss(tab: RemissTab, remiss: Remiss) -> bool:
    """Whether an answer that has come is still of the remiss that is shown."""
    return tab.remiss_id == remiss.id
