"""What can be done with the recommendation that one is on, and with the part that a namnd has in the remiss."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from secretary_app.domain.model import Recommendation, Referral, Remiss, RemissState
from secretary_app.operations.editing import Saved
from secretary_app.operations.opening import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.widgets.action_dialog import told
from secretary_app.ui.widgets.basics import clicked


@dataclass(frozen=True, kw_only=True)
class CellPlace:
    """Where one is: a namnd's answer to a recommendation, or to the whole remiss."""

    remiss: Remiss
    recommendation_id: str | None
    number: str
    place: int
    """Of the recommendation among the ``count`` of the remiss, from 1."""
    count: int
    namnd_id: str
    abbreviation: str
    is_owner: bool
    is_asked: bool
    """The namnd has an internremiss."""

    @property
    def is_open(self) -> bool:
        return self.remiss.state not in (RemissState.CLOSED, RemissState.VOID)


class CellActions(QObject):
    """The same actions in every tab that shows recommendations and namnder; those that cannot be done are disabled."""

    asked = Signal(str, tuple)
    """An action of the remiss that asks something: its key, and the ids that it is about."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._at: CellPlace | None = None
        self.change = self._make(self._change)
        self.up = self._make(lambda: self._move(-1), "Alt+Up")
        self.down = self._make(lambda: self._move(1), "Alt+Down")
        self.remove = self._make(self._remove)
        self.details = self._make(self._details)
        self.take_back = self._make(self._take_back)
        self.add = self._make(lambda: self.asked.emit("recommend", ()))
        self.add.setText("Lägg till rekommendation…")
        self.of_recommendation = [self.change, self.up, self.down, self.remove]
        self.of_namnd = [self.details, self.take_back]
        self.show_place(None)

    def _make(self, then: Callable[[], None], shortcut: str = "") -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(clicked(then))
        return action

    def show_place(self, at: CellPlace | None) -> None:
        """Be about this; None: about nothing."""
        self._at = at
        what = f"rekommendation {at.number}" if at else "rekommendationen"
        self.change.setText(f"Ändra {what}…")
        self.up.setText(f"Flytta upp {what}")
        self.down.setText(f"Flytta ned {what}")
        self.remove.setText(f"Ta bort {what}")
        whose = f"internremissen till {at.abbreviation}" if at else "internremissen"
        self.details.setText("Ändra ärendets uppgifter…" if at and at.is_owner else f"Ändra {whose}…")
        self.take_back.setText(f"Ta bort {whose}")
        can = at is not None and at.is_open
        self.add.setEnabled(at is None or at.is_open)
        has_question = can and at is not None and at.recommendation_id is not None
        for action in (self.change, self.remove):
            action.setEnabled(has_question)
        self.up.setEnabled(has_question and at is not None and at.place > 1)
        self.down.setEnabled(has_question and at is not None and at.place < at.count)
        is_asked = can and at is not None and at.is_asked
        self.take_back.setEnabled(is_asked)
        self.details.setEnabled(is_asked or (can and at is not None and at.is_owner))

    def possible(self) -> list[QAction]:
        """What can be done here now."""
        return [action for action in (*self.of_recommendation, *self.of_namnd) if action.isEnabled()]

    def pop_up(self, where: QPoint, groups: list[list[QAction]]) -> QMenu:
        """Open a menu of these; what is about another row or column than the one at hand is left out."""
        parent = self.parent()
        assert isinstance(parent, QWidget)
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in groups:
            shown = [action for action in group if self._belongs(action)]
            if shown and menu.actions():
                menu.addSeparator()
            menu.addActions(shown)
        menu.popup(where)
        return menu

    def _belongs(self, action: QAction) -> bool:
        at = self._at
        if at is not None and action in self.of_recommendation:
            return at.recommendation_id is not None
        return not (at is not None and at.is_owner and action is self.take_back)

    def _change(self) -> None:
        if self._at is not None and self._at.recommendation_id is not None:
            self.asked.emit("recommend", (self._at.recommendation_id,))

    def _details(self) -> None:
        if self._at is not None:
            self.asked.emit(*(("fields", ()) if self._at.is_owner else ("referral", (self._at.namnd_id,))))

    def _move(self, by: int) -> None:
        at = self._at
        if at is None or at.recommendation_id is None:
            return
        remiss, id, to = at.remiss, at.recommendation_id, at.place + by

        def move(register: Register) -> object:
            from secretary_app.operations.editing_recommendations import move_recommendation

            return move_recommendation(register, remiss, id, to)

        where = "upp" if by < 0 else "ned"
        said = f"Rekommendation {at.number} är flyttad {where}."
        self._desk.write(move, owner=self, says=lambda _: said)

    def _remove(self) -> None:
        at = self._at
        if at is None or at.recommendation_id is None:
            return
        remiss, id = at.remiss, at.recommendation_id

        def remove(register: Register) -> Saved[Recommendation]:
            from secretary_app.operations.editing_recommendations import remove_recommendation

            return remove_recommendation(register, remiss, register.get(Recommendation, id))

        self._desk.write(remove, owner=self, says=lambda saved: f"Rekommendation {saved.row.number} är borttagen.")

    def _take_back(self) -> None:
        at = self._at
        if at is None:
            return
        remiss, namnd_id = at.remiss, at.namnd_id

        def take_back(register: Register) -> Saved[Referral]:
            from secretary_app.operations.editing_deadlines import referral_to, remove_referral

            return remove_referral(register, remiss, referral_to(register, remiss, namnd_id))

        said = f"Internremissen till {at.abbreviation} är borttagen."
        self._desk.write(take_back, owner=self, says=lambda saved: told(said, saved.notes))
