"""A deadline that moves: the new day, why, and what follows."""

import datetime as dt

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from secretary_app.domain.date_words import day
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_deadlines import change_answer_by, change_referral_deadline
from secretary_app.operations.moving_deadlines import Following, MovingDeadline, following
from secretary_app.operations.opening import Register
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.action_dialog import ActionDialog, Wrong, day_in, line, told
from secretary_app.ui.widgets.basics import label
from secretary_app.ui.widgets.date_field import DateField

_WAIT_MS = 150


class MoveDialog(ActionDialog):
    """Where to, why, who granted it; what else would move is shown before anything is saved."""

    width_at_100 = 520

    def __init__(self, parent: QWidget, office: Office, moving: MovingDeadline) -> None:
        self._moving = moving
        self._shown: Following | None = None
        who = moving.namnd.abbreviation if moving.namnd else ""
        question = f"När ska {who} svara?" if who else "När ska svaret lämnas?"
        remiss = moving.remiss
        super().__init__(
            parent,
            office,
            question,
            "Flytta fristen" if moving.old else "Sätt datum",
            about=f"{remiss.diarienummer} {remiss.title}".strip(),
        )
        self.new = DateField(moving.old or moving.planned)
        self.reason = line(hint="Anstånd beviljat")
        self.granted_by = line()
        self.replan = QCheckBox("Flytta med det som följer i planen")
        self.replan.setChecked(moving.is_used)
        self.follows = label("", "second", wrap=True)
        self._problems = label("", "soon", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self._fill()
        self.new.day_changed.connect(self._timer.start)
        self._ask()

    def _fill(self) -> None:
        moving, today = self._moving, self.desk.today
        now = f"Nu är det {day(moving.old, today)}." if moving.old else "Inget svarsdatum är satt."
        if moving.planned and moving.planned != moving.old:
            now += f" Planen säger {day(moving.planned, today)}."
        self.add_part(label("\n".join([now, *moving.history]), "second", wrap=True))
        self.add_day("Svar senast", self.new)
        self.add("Varför" if moving.old else "Varför (behöver inte fyllas i)", self.reason)
        self.add("Beviljat av (behöver inte fyllas i)", self.granted_by)
        self.add_part(self.follows)
        self.add_part(self._problems)
        self.add_part(self.replan)
        self._tell(None)

    def _ask(self) -> None:
        """Have it worked out what follows, when the day has stood for a moment."""
        new, moving = self.new.day(), self._moving
        if new is None or new == moving.old or (moving.namnd is not None and moving.referral is None):
            self._tell(None)
            return
        self.desk.read(
            lambda register: following(register, moving, new),
            self._tell,
            owner=self,
            key="following",
            otherwise=lambda _error: self._tell(None),
        )

    def _tell(self, found: Following | None) -> None:
        self._shown = found
        moves = found.moves if found else ()
        self.replan.setVisible(bool(moves))
        words = ["Det här följer i planen", *(f"• {each}" for each in moves)] if moves else []
        if found and not moves:
            words = [found.why_not or "Inget annat i planen flyttas."]
        self.follows.setText("\n".join(words))
        self.follows.setVisible(bool(words))
        self._problems.setText("\n".join(f"Går inte ihop: {each}" for each in (found.problems if found else ())))
        self._problems.setVisible(bool(self._problems.text()))
        if self.isVisible():
            self.fit()

    def submit(self) -> None:
        moving, new = self._moving, day_in(self.new, "Skriv den dag då svaret ska lämnas.")
        reason, by = self.reason.text(), self.granted_by.text()
        if new == moving.old:
            raise Wrong(self.new, "Det är samma dag som nu. Välj en annan.")
        if moving.old is not None and not reason.strip():
            raise Wrong(self.reason, "Skriv varför fristen flyttas, till exempel att anstånd är beviljat.")
        replan = self.replan.isVisible() and self.replan.isChecked()

        def work(register: Register) -> list[str]:
            return _move(register, moving, new, reason, by, replan=replan)

        who = f"Svarsdatum för {moving.namnd.abbreviation}" if moving.namnd else "Svarsdatumet"
        said = f"{who} {'flyttat' if moving.old else 'satt'} till {day(new, self.desk.today)}."
        self.record(work, lambda notes: told(said, notes), at=self.new)


def _move(register: Register, moving: MovingDeadline, new: dt.date, reason: str, by: str, *, replan: bool) -> list[str]:
    if moving.namnd is None:
        saved: Saved[object] = change_answer_by(register, moving.remiss, new, reason, by, replan=replan)
        return saved.notes
    if moving.referral is None:
        from secretary_app.operations.referring import refer

        return refer(register, moving.remiss, moving.namnd.abbreviation, deadline=new).notes
    return change_referral_deadline(register, moving.remiss, moving.referral, new, reason, by, replan=replan).notes
