"""Everything that can be done with a remiss: named, offered where it is possible, each a dialog or done at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Remiss, RemissState
from secretary_app.operations.finding import name_of
from secretary_app.operations.opening import Register
from secretary_app.operations.remiss_choices import RemissChoices, remiss_choices
from secretary_app.operations.remiss_head import NextKind, NextStep, RemissHead
from secretary_app.support.errors import UserError
from secretary_app.ui.core.asking import ask_open
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import SAID_AS, Destination, Office
from secretary_app.ui.widgets.basics import clicked

if TYPE_CHECKING:
    from secretary_app.operations.cell_panel import RecommendationChoices
    from secretary_app.operations.gathered_decisions import GatheredDecisions
    from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog

_ANSWERS = "Svar (*.docx *.pdf *.txt *.xlsx)"
_Ids = Sequence[str]
T = TypeVar("T")


class RemissActions(QObject):
    """The actions of one remiss, whichever is shown; ``groups`` is their order in the menu."""

    outdated = Signal()
    """What was shown is no longer so: it is to be read again."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._parent = parent
        self._head: RemissHead | None = None
        self._by_key: dict[str, QAction] = {}
        self.groups = [
            [
                self._make("send", "Notera skickade internremisser…", self.send),
                self._make("remind", "Påminn nämnder…", self.remind),
                self._make("answers", "Läs in svar från fil…", self.read_answers),
                self._make("attach", "Lägg till handlingar…", self.attach),
                self._make("recommend", "Lägg till rekommendation…", self.write_recommendation),
                self._make("assign", "Lägg till uppdrag utan rekommendation", partial(self._go, "svar", "/")),
                self._make("referral", "Ändra en internremiss…", self.change_referral),
            ],
            [
                self._make("plan", "Använd planen", self.accept_plan),
                self._make("answer_by", "Ändra svarsdatum…", self.change_answer_by),
                self._make("deadline", "Ändra en nämnds svarsdatum…", self.change_deadline),
            ],
            [
                self._make("internremiss", "Skapa internremiss i Word…", partial(self._draft, "internremiss")),
                self._make("draft", "Skapa tjänsteskrivelse…", partial(self._draft, "tjansteskrivelse")),
                self._make("yttrande", "Skapa yttrande…", partial(self._draft, "yttrande")),
                self._make("utdrag", "Skapa protokollsutdrag…", partial(self._draft, "protokollsutdrag")),
            ],
            [
                self._make("decide", "Lägg in beslut…", self.decide),
                self._make("change_decision", "Ändra eller ta bort beslut…", self.change_decision),
                self._make("gathered", "Visa beslut och expediering…", self.show_decisions),
                self._make("dispatch", "Expediera svaret…", self.dispatch),
            ],
            [
                self._make("fields", "Ändra ärendets uppgifter…", self.change_fields),
                self._make("close", "Avsluta ärendet…", self.close),
                self._make("void", "Makulera ärendet…", self.void),
                self._make("reopen", "Öppna ärendet igen", self.reopen),
            ],
        ]

    def _make(self, key: str, words: str, then: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setProperty(SAID_AS, _SAID_AS.get(key, ""))
        action.triggered.connect(clicked(then))
        action.setEnabled(False)
        self._by_key[key] = action
        return action

    def __getitem__(self, key: str) -> QAction:
        return self._by_key[key]

    def all(self) -> list[QAction]:
        """What can be done now."""
        return [action for group in self.groups for action in group if action.isEnabled()]

    def show_head(self, head: RemissHead) -> None:
        """Offer what this remiss allows."""
        self._head = head
        is_open = head.state in (RemissState.OPEN, RemissState.ANSWERED)
        kind = head.next_step.kind if head.next_step else None
        for key, action in self._by_key.items():
            action.setEnabled(is_open != (key == "reopen"))
        self._by_key["plan"].setEnabled(kind is NextKind.PLAN)
        self._by_key["attach"].setEnabled(head.state is not RemissState.VOID)
        self._by_key["gathered"].setEnabled(True)

    def let_go(self) -> None:
        """Offer nothing until another remiss has been read."""
        self._head = None
        for action in self._by_key.values():
            action.setEnabled(False)

    def take(self, step: NextStep) -> None:
        """Do what the filled button says."""
        ids = step.namnd_ids
        match step.kind:
            case NextKind.PLAN:
                self.accept_plan()
            case NextKind.WRITE:
                self._draft("internremiss", ids)
            case NextKind.REFER:
                self.send(ids)
            case NextKind.REMIND:
                self.remind(ids)
            case NextKind.SET_DATE:
                self.change_deadline(ids)
            case NextKind.ANSWERS:
                self._go("svar")
            case NextKind.DRAFT:
                self._draft("tjansteskrivelse")
            case NextKind.DECIDE:
                self.decide(ids)
            case NextKind.DISPATCH:
                self.dispatch()
            case NextKind.CLOSE:
                self.close()

    def ask(self, key: str, ids: _Ids) -> None:
        """Ask for the action of this key, if it is possible; where it is about namnder (or one thing), about these."""
        about = {
            "send": self.send,
            "decide": self.decide,
            "remind": self.remind,
            "referral": self.change_referral,
            "recommend": self.write_recommendation,
        }
        if key in about and self._by_key[key].isEnabled():
            about[key](ids)
        else:
            self._by_key[key].trigger()

    def send(self, namnd_ids: _Ids = ()) -> None:
        """Note which internremisser went out, and prepare those that are lacking."""

        def make(choices: RemissChoices) -> "ActionDialog | str":
            from secretary_app.ui.pages.remiss.dialogs.sending import SendDialog

            if all(each.is_sent for each in choices.asked):
                return "Alla internremisser är redan noterade som skickade." if choices.asked else _NOBODY
            return SendDialog(self._window, self._office, choices, namnd_ids, partial(self._draft, "internremiss"))

        self._ask(make)

    def remind(self, namnd_ids: _Ids = ()) -> None:
        """Write a reminder to those that are waited for."""

        def make(choices: RemissChoices) -> "ActionDialog | str":
            from secretary_app.ui.pages.remiss.dialogs.reminding import RemindDialog

            if not any(each.waiting for each in choices.asked):
                return "Ingen nämnd väntas svara." if choices.asked else _NOBODY
            return RemindDialog(self._window, self._office, choices, namnd_ids, self.change_deadline)

        self._ask(make)

    def change_answer_by(self) -> None:
        def make(choices: RemissChoices) -> "ActionDialog":
            from secretary_app.ui.pages.remiss.dialogs.deadline import AnswerByDialog

            return AnswerByDialog(self._window, self._office, choices)

        self._ask(make)

    def change_deadline(self, namnd_ids: _Ids = ()) -> None:
        def make(choices: RemissChoices) -> "ActionDialog | str":
            from secretary_app.ui.pages.remiss.dialogs.deadline import InternalDeadlineDialog

            if not any(each.referral for each in choices.asked):
                return _NOT_PREPARED if choices.asked else _NOBODY
            return InternalDeadlineDialog(self._window, self._office, choices, namnd_ids)

        self._ask(make)

    def decide(self, namnd_ids: _Ids = ()) -> None:
        def make(choices: RemissChoices) -> "ActionDialog":
            from secretary_app.ui.pages.remiss.dialogs.decision import DecideDialog

            return DecideDialog(self._window, self._office, choices, next(iter(namnd_ids), ""))

        self._ask(make)

    def change_decision(self) -> None:
        def make(choices: RemissChoices) -> "ActionDialog | str":
            from secretary_app.ui.pages.remiss.dialogs.decision import ChangeDecisionDialog

            if not choices.decisions:
                return "Inga beslut är inlagda än."
            return ChangeDecisionDialog(self._window, self._office, choices)

        self._ask(make)

    def show_decisions(self) -> None:
        """Every decision in the ärende and what was sent, to be read and copied."""
        remiss_id = self._id

        def read(register: Register) -> "GatheredDecisions":
            from secretary_app.operations.gathered_decisions import gathered_decisions

            return gathered_decisions(register, remiss_id)

        def make(gathered: "GatheredDecisions") -> "ActionDialog":
            from secretary_app.ui.pages.remiss.dialogs.gathered import GatheredDialog

            return GatheredDialog(self._window, self._office, gathered)

        self._ask_of(read, make)

    def dispatch(self) -> None:
        def make(choices: RemissChoices) -> "ActionDialog":
            from secretary_app.ui.pages.remiss.dialogs.ending import DispatchDialog

            return DispatchDialog(self._window, self._office, choices)

        self._ask(make)

    def close(self) -> None:
        """At once where every answer is decided, else with the reason."""

        def make(choices: RemissChoices) -> "ActionDialog | None":
            from secretary_app.operations.deciding import close
            from secretary_app.ui.pages.remiss.dialogs.ending import CloseDialog

            if choices.open_cells:
                return CloseDialog(self._window, self._office, choices)
            remiss = choices.remiss
            said = f"{name_of(remiss)} är avslutad."
            self._office.desk.write(lambda register: close(register, remiss), owner=self, says=lambda _: said)
            return None

        self._ask(make)

    def void(self) -> None:
        def make(choices: RemissChoices) -> "ActionDialog":
            from secretary_app.ui.pages.remiss.dialogs.ending import VoidDialog

            return VoidDialog(self._window, self._office, choices)

        self._ask(make)

    def reopen(self) -> None:
        from secretary_app.operations.editing_remiss import reopen_remiss

        remiss_id = self._id
        self._office.desk.write(
            lambda register: reopen_remiss(register, register.get(Remiss, remiss_id)),
            owner=self,
            says=lambda saved: f"{name_of(saved.row)} är öppen igen.",
        )

    def change_fields(self) -> None:
        def make(choices: RemissChoices) -> "ActionDialog":
            from secretary_app.ui.pages.remiss.dialogs.editing import FieldsDialog

            return FieldsDialog(self._window, self._office, choices)

        self._ask(make)

    def write_recommendation(self, ids: _Ids = ()) -> None:
        """Change the recommendation with this id, or add one."""
        remiss_id, today = self._id, self._office.desk.today

        def read(register: Register) -> "RecommendationChoices":
            from secretary_app.operations.cell_panel import recommendation_choices

            return recommendation_choices(register, remiss_id, next(iter(ids), None), today)

        def make(choices: "RecommendationChoices") -> "ActionDialog":
            from secretary_app.ui.pages.remiss.dialogs.recommendation import RecommendationDialog

            return RecommendationDialog(self._window, self._office, choices)

        self._ask_of(read, make)

    def change_referral(self, namnd_ids: _Ids = ()) -> None:
        """A namnd's own diarienummer and handläggare, or its internremiss taken away."""

        def make(choices: RemissChoices) -> "ActionDialog | str":
            from secretary_app.ui.pages.remiss.dialogs.referral import ReferralDialog

            if not any(each.referral for each in choices.asked):
                return _NOT_PREPARED if choices.asked else _NOBODY
            return ReferralDialog(self._window, self._office, choices, namnd_ids)

        self._ask(make)

    def attach(self) -> None:
        """Ask for files and keep them as handlingar."""
        from secretary_app.ui.pages.remiss.attach import ask_files, attach

        remiss_id = self._id
        if paths := ask_files(self._window, self._office):
            attach(self._office, remiss_id, paths, self)

    def read_answers(self) -> None:
        """Ask for a file and show what its answers change."""
        paths = ask_open(self._window, self._office.places, "Läs in svar", _ANSWERS, key="svar")
        if paths:
            path = paths[0]

            def make(choices: RemissChoices) -> "ActionDialog":
                from secretary_app.ui.pages.remiss.dialogs.answers import AnswersDialog

                return AnswersDialog(self._window, self._office, choices, path)

            self._ask(make)

    def accept_plan(self) -> None:
        """Let the computed plan hold, as the head has shown it."""
        from secretary_app.operations.accepting import accept_shown_plan

        remiss_id, shown = self._id, self._head.plan if self._head else None
        if shown is not None:
            self._office.desk.write(
                lambda register: accept_shown_plan(register, register.get(Remiss, remiss_id), shown),
                owner=self,
                says=" ".join,
                otherwise=self._outdated,
            )

    def _outdated(self, error: UserError) -> None:
        self._office.notify(Notice.of_error(error))
        self.outdated.emit()

    @property
    def _id(self) -> str:
        assert self._head is not None
        return self._head.id

    @property
    def _window(self) -> QWidget:
        return self._parent.window()

    def _ask(self, make: "Callable[[RemissChoices], ActionDialog | str | None]") -> None:
        """Read what there is to choose from, then open the dialog; a sentence instead of one says why not."""
        remiss_id, today = self._id, self._office.desk.today
        self._ask_of(lambda register: remiss_choices(register, remiss_id, today), make)

    def _ask_of(self, read: Callable[[Register], T], make: "Callable[[T], ActionDialog | str | None]") -> None:
        remiss_id = self._id

        def show(choices: T) -> None:
            if self._head is None or self._head.id != remiss_id or not self._parent.isVisible():
                # One has gone on.
                return
            made = make(choices)
            if isinstance(made, str):
                self._office.notify(Notice(made, Tone.INFO))
            elif made is not None:
                made.open()

        self._office.desk.read(read, show, owner=self, key="choices")

    def _draft(self, kind: str, namnd_ids: _Ids = ()) -> None:
        self._go("dokument", f"ny:{'/'.join((kind, *namnd_ids))}")

    def _go(self, tab: str, item: str = "") -> None:
        self._office.go(Destination("remiss", remiss_id=self._id, tab=tab, item=item))


_SAID_AS = {
    "answers": "yttrande word pdf excel arbetsbok",
    "referral": "diarienummer handläggare nämnd ta bort ta tillbaka",
    "answer_by": "anstånd förläng flytta frist",
    "deadline": "anstånd förläng flytta frist",
    "dispatch": "skicka ta bort expediering",
    "decide": "paragraf protokoll",
    "gathered": "beslutsunderlag paragraf kopiera",
    "fields": "rubrik diarienummer handläggare ägare avsändare",
    "void": "ta bort radera felregistrerad",
    "remind": "mejl påminnelse",
    "assign": "åtgärd nämnd",
    "attach": "fil dokument missiv",
}
"""What else these are called in the search palette."""
_NOT_PREPARED = "Ingen internremiss är förberedd än."
_NOBODY = "Ingen nämnd är tillfrågad än. Lägg till en rekommendation som är riktad till en nämnd."
