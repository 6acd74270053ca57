"""What can be done with a plan and its steps, from the menu, the keys, the pin and the card."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from secretary_app.domain import model
from secretary_app.domain.model import StepKind
from secretary_app.domain.planning import Plan, Remedy
from secretary_app.operations.extension import Requested, begin_asking, refuse_request
from secretary_app.operations.plan_agreements import agree, end_agreement
from secretary_app.operations.plan_remedies import meetings_to_choose, use_remedy
from secretary_app.operations.plan_rows import PlanPage, PlanRow
from secretary_app.operations.plans import accept_plan, fix_steps, loosen_steps
from secretary_app.operations.remiss_choices import remiss_choices
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.pages.remiss.dialogs.deadline import AnswerByDialog
from secretary_app.ui.pages.remiss.plan.extension import AskingDialog, GrantedDialog
from secretary_app.ui.pages.remiss.plan.moving import DayDialog, MeetingDialog

_AGREE = {
    StepKind.JUSTERING: "Omedelbar justering",
    StepKind.CHAIR_DECISION: "Ordförandebeslut i stället för sammanträde",
    StepKind.ADMINISTRATION: "Svar från förvaltningen i stället för sammanträde",
}
_END = {
    StepKind.JUSTERING: "Ta bort omedelbar justering",
    StepKind.CHAIR_DECISION: "Ta bort ordförandebeslutet",
    StepKind.ADMINISTRATION: "Ta bort svaret från förvaltningen",
}


class PlanActs(QObject):
    """The plan's actions, each one operation; ``show`` tells what they are about."""

    decision_wanted = Signal(str)
    """The id of the body whose decision is to be put in."""

    def __init__(self, owner: QWidget, office: Office) -> None:
        super().__init__(owner)
        self._owner = owner
        self._office = office
        self._desk = office.desk
        self._page: PlanPage | None = None
        self._row: PlanRow | None = None
        self.lock = self._action("Lås dagen", self.toggle, "Space")
        self.moving = self._action("Flytta steget…", self.move, "F2")
        self.agree = {kind: self._action(words, partial(self._agree, kind)) for kind, words in _AGREE.items()}
        self.end = self._action("Ta bort", self._end)
        self.deciding = self._action("", self._decide)
        self.asking_for_body = self._action("", self._ask_for_row)
        self.asking = QAction("Begär anstånd…", owner)
        self.asking.triggered.connect(partial(self._ask_for_all))

    def _action(self, words: str, then: Callable[[PlanRow], None], key: str = "") -> QAction:
        """The table itself hears the keys; here they are only told in the menu."""
        made = QAction(words, self._owner)
        if key:
            made.setShortcut(key)
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.triggered.connect(partial(self._with_row, then))
        return made

    def actions(self) -> list[QAction]:
        return [
            self.deciding,
            self.lock,
            self.moving,
            *self.agree.values(),
            self.end,
            self.asking_for_body,
            self.asking,
        ]

    def _with_row(self, then: Callable[[PlanRow], None], _checked: bool = False) -> None:
        if self._row is not None:
            then(self._row)

    def show(self, page: PlanPage | None, row: PlanRow | None) -> None:
        """What can be done with the row that is chosen."""
        self._page, self._row = page, row
        is_open = page is not None and not page.is_over
        self.lock.setText("Lås upp dagen" if row is not None and row.is_fixed and row.can_fix else "Lås dagen")
        can = is_open and row is not None and row.can_fix
        self.lock.setEnabled(can)
        self.moving.setEnabled(can)
        for kind, action in self.agree.items():
            _offer(action, is_open and row is not None and kind in row.offers)
        agreed = row.agreed if row is not None and is_open else None
        _offer(self.end, agreed is not None)
        self.end.setText(_END[agreed] if agreed else "Ta bort")
        decides = row is not None and (row.step.step.kind is StepKind.MEETING or row.step.is_agreed)
        _offer(self.deciding, is_open and decides and row is not None and not row.step.done)
        self.deciding.setText(f"Lägg in beslut i {row.step.step.body}…" if row is not None else "")
        _offer(self.asking_for_body, row is not None and self._may_ask(page, row))
        self.asking_for_body.setText(f"Begär anstånd för {row.step.step.body}…" if row is not None else "")
        _offer(self.asking, page is not None and not page.is_over and page.remiss.answer_by is not None)

    @staticmethod
    def _may_ask(page: PlanPage | None, row: PlanRow) -> bool:
        """It is one namnd's, whose deadline can be asked to be moved."""
        if page is None or page.is_over or row.step.done:
            return False
        kind = row.step.step.kind
        return StepKind.ADMINISTRATION in row.offers or (kind is StepKind.INTERNAL_DEADLINE and not row.twins)

    # With a step.

    def _cannot(self, row: PlanRow) -> str:
        """Why a step can't be set by hand; ``""`` where it can."""
        if self._page is None or self._page.is_over:
            return "Ärendet är avslutat, så planen kan inte ändras."
        if row.step.done:
            return "Steget är redan klart och kan inte låsas."
        if not row.can_fix:
            return "Det steget följer av de andra. Lås ett sammanträde eller ett internt svarsdatum i stället."
        return ""

    def toggle(self, row: PlanRow) -> None:
        """Lock the step, or let it go; what was agreed on in place of a meeting is taken away."""
        if self._page is not None and row.step.is_agreed and not self._page.is_over:
            self._end(row)
            return
        why_not = self._cannot(row)
        if why_not or self._page is None:
            self._office.notify(Notice(why_not, Tone.INFO))
            return
        remiss, which, date = self._page.remiss, row.which, row.date
        if row.is_fixed:
            self._desk.write(lambda register: loosen_steps(register, remiss, which), owner=self)
        else:
            self._desk.write(lambda register: fix_steps(register, remiss, which, date), owner=self)

    def move(self, row: PlanRow) -> None:
        """Ask for another meeting or day."""
        why_not = self._cannot(row)
        page = self._page
        if why_not or page is None:
            self._office.notify(Notice(why_not, Tone.INFO))
        elif row.step.step.kind is model.StepKind.MEETING:
            remiss, namnd_id = page.remiss, row.step.namnd_id
            self._desk.read(
                lambda register: meetings_to_choose(register, remiss, namnd_id),
                lambda meetings: MeetingDialog(self._window(), self._office, page, row, meetings).open(),
                owner=self,
                key="meetings",
            )
        else:
            DayDialog(self._window(), self._office, page.remiss, row).open()

    def _agree(self, kind: StepKind, row: PlanRow) -> None:
        if self._page is not None:
            remiss, namnd_id = self._page.remiss, row.step.namnd_id
            self._desk.write(lambda register: agree(register, remiss, namnd_id, kind), owner=self, says=_same)

    def _end(self, row: PlanRow) -> None:
        if self._page is not None and row.agreed is not None:
            remiss, namnd_id, kind = self._page.remiss, row.step.namnd_id, row.agreed
            self._desk.write(lambda register: end_agreement(register, remiss, namnd_id, kind), owner=self, says=_same)

    # With the plan.

    def accept(self, plan: Plan) -> None:
        """Have the plan be the one that holds."""
        if self._page is not None:
            remiss = self._page.remiss
            self._desk.write(
                lambda register: accept_plan(register, remiss, plan),
                owner=self,
                says=lambda notes: " ".join(notes if notes[-1:] == [_USED] else ["Planen används.", *notes]),
            )

    def use(self, remedy: Remedy) -> None:
        """Do what the remedy says."""
        if self._page is not None:
            remiss = self._page.remiss
            self._desk.write(lambda register: use_remedy(register, remiss, remedy), owner=self, says=_same)

    def to_meetings(self, namnd_id: str) -> None:
        """Go to the body's meetings."""
        self._office.go(Destination("sammantraden", item=namnd_id))

    # With time.

    def set_answer_by(self) -> None:
        """Ask for another day to answer by."""
        if self._page is not None:
            remiss = self._page.remiss
            self._desk.read(
                lambda register: remiss_choices(register, remiss.id, self._desk.today),
                lambda choices: AnswerByDialog(self._window(), self._office, choices).open(),
                owner=self,
                key="choices",
            )

    def ask_for_time(self, namnd_id: str = "") -> None:
        """Begin a request for more time: the whole remiss's, or a namnd's."""
        if self._page is not None:
            remiss_id, is_used = self._page.remiss.id, self._page.view.is_accepted
            self._desk.read(
                lambda register: begin_asking(register, remiss_id, namnd_id),
                lambda asking: AskingDialog(self._window(), self._office, asking, replans=is_used).open(),
                owner=self,
                key="asking",
            )

    def granted(self, asked: Requested) -> None:
        """Ask for the day that was granted."""
        if self._page is not None:
            remiss_id, is_used = self._page.remiss.id, self._page.view.is_accepted
            self._desk.read(
                lambda register: begin_asking(register, remiss_id, asked.namnd_id),
                lambda asking: GrantedDialog(self._window(), self._office, asking, asked.until, replans=is_used).open(),
                owner=self,
                key="asking",
            )

    def refused(self, asked: Requested) -> None:
        """Note that there is no more time."""
        if self._page is not None:
            remiss = self._page.remiss
            self._desk.write(lambda register: refuse_request(register, remiss, asked), owner=self)

    def _decide(self, row: PlanRow) -> None:
        self.decision_wanted.emit(row.step.namnd_id)

    def _ask_for_row(self, row: PlanRow) -> None:
        self.ask_for_time(row.step.namnd_id)

    def _ask_for_all(self, _checked: bool = False) -> None:
        self.ask_for_time()

    def _window(self) -> QWidget:
        return self._owner.window()


_USED = "Planen används redan."


def _offer(action: QAction, offered: bool) -> None:
    action.setVisible(offered)
    action.setEnabled(offered)


def _same(said: str) -> str:
    return said
