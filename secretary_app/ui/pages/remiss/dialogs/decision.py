"""A body's decision: recorded, changed, taken away."""

import datetime as dt
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from secretary_app.domain.date_words import day_with_weekday
from secretary_app.domain.model import Decision, Namnd, Outcome, RemissState
from secretary_app.domain.swedish_dates import in_words
from secretary_app.operations.deciding import Decided, decide
from secretary_app.operations.editing_decisions import change_decision, remove_decision
from secretary_app.operations.remiss_choices import DeciderChoice, RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, combo, day_in, line, lines, told
from secretary_app.ui.widgets.basics import button, label, row
from secretary_app.ui.widgets.date_field import DateField, tell_day

_OTHER = "Annan dag"
_OUTCOMES = [
    (each.value.capitalize(), each)
    for each in (
        Outcome.DECISION,
        Outcome.PROPOSAL,
        Outcome.REFERRED_BACK,
        Outcome.TABLED,
        Outcome.CHAIR_DECISION,
        Outcome.DELEGATED,
        Outcome.ADMINISTRATION,
    )
]


class _DecisionForm(ActionDialog):
    """The fields that a new decision and a changed one have in common."""

    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices, question: str, verb: str) -> None:
        super().__init__(parent, office, question, verb)
        self.choices = choices
        self.meeting = combo([])
        self.other_day = DateField()
        self.paragraph = line(hint="78")
        self.outcome = combo(_OUTCOMES)
        self.immediate = QCheckBox("Omedelbar justering")
        self.text = lines(height=84)
        self._other = QWidget()

    def _add_fields(self, whose: str, who: QComboBox) -> None:
        note = label("", "second")
        tell_day(self.other_day, note, self.desk.today)
        other = self.field("Vilken dag", self.other_day, note)
        other.setContentsMargins(0, 0, 0, 0)
        self._other.setLayout(other)
        self.add(whose, who)
        self._first = who
        meeting = self.field("Sammanträde", self.meeting)
        paragraph = self.field("Paragraf", self.paragraph)
        self.add_part(row(meeting, paragraph, spacing=12))
        self.add_part(self._other)
        self.add("Utfall", self.outcome)
        self.add_part(self.immediate)
        self.add("Beslutstext", self.text)
        self.meeting.currentIndexChanged.connect(self._show_other)

    def show_meetings(self, choice: DeciderChoice | None, chosen: dt.date | None) -> None:
        """Let one of the body's meetings be chosen, or another day."""
        days = set(choice.meetings) if choice else set()
        planned = choice.planned if choice else None
        self.meeting.clear()
        for each in sorted(days):
            words = day_with_weekday(each, self.desk.today)
            self.meeting.addItem(f"{words} (planerat)" if each == planned else words, each.isoformat())
        self.meeting.addItem(_OTHER, "")
        self.meeting.setCurrentIndex(sorted(days).index(chosen) if chosen in days else len(days))
        self.other_day.set_day(chosen if chosen not in days else None)
        self._show_other()

    def chosen_day(self) -> dt.date:
        """The meeting's day. Raises Wrong where another one was to be written and is not."""
        meeting = str(self.meeting.currentData())
        return (
            dt.date.fromisoformat(meeting) if meeting else day_in(self.other_day, "Skriv vilken dag beslutet fattades.")
        )

    def choose_outcome(self, outcome: Outcome) -> None:
        self.outcome.setCurrentIndex(self.outcome.findData(outcome))

    def _show_other(self) -> None:
        self._other.setVisible(not self.meeting.currentData())
        if self.isVisible():
            self.fit()


class DecideDialog(_DecisionForm):
    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices, namnd_id: str = "") -> None:
        super().__init__(parent, office, choices, "Vad har beslutats?", "Lägg in beslutet")
        self.body = combo([(f"{each.namnd.abbreviation}  {each.namnd.name}", each) for each in choices.deciders])
        self._add_fields("Nämnd", self.body)
        self.body.currentIndexChanged.connect(self._show_body)
        wanted = [each for each in choices.deciders if each.namnd.id == namnd_id]
        wanted = wanted or [each for each in choices.deciders if each.is_next]
        if wanted:
            self.body.setCurrentIndex(choices.deciders.index(wanted[0]))
        self._show_body()

    def _chosen(self) -> DeciderChoice:
        return self.choices.deciders[self.body.currentIndex()]

    def _show_body(self) -> None:
        choice = self._chosen()
        past = [each for each in choice.meetings if each <= self.desk.today]
        in_meeting = choice.usual_outcome not in (Outcome.CHAIR_DECISION, Outcome.ADMINISTRATION)
        self.show_meetings(choice, choice.planned or max(past, default=None) if in_meeting else self.desk.today)
        self.choose_outcome(choice.usual_outcome)
        self.immediate.setChecked(choice.immediate)

    def submit(self) -> None:
        remiss, body, meeting = self.choices.remiss, self._chosen().namnd, self.chosen_day()
        paragraph, text = self.paragraph.text(), self.text.toPlainText()
        outcome, immediate = Outcome(self.outcome.currentData()), self.immediate.isChecked()
        self.record(
            lambda register: decide(
                register,
                remiss,
                body.abbreviation,
                meeting=meeting,
                paragraph=paragraph,
                immediate=immediate,
                outcome=outcome,
                text=text,
            ),
            lambda made: _recorded(made, remiss.state),
            at=self.paragraph,
        )


def _recorded(made: Decided, before: RemissState) -> str:
    paragraph = f" § {made.decision.paragraph}" if made.decision.paragraph else ""
    said = [f"{made.decision.outcome.capitalize()} i {made.namnd.abbreviation}{paragraph} är inlagt."]
    if made.responses:
        said.append(f"{len(made.responses)} svar är därmed {'beslutat' if len(made.responses) == 1 else 'beslutade'}.")
    if made.remiss.state is RemissState.ANSWERED and before is not RemissState.ANSWERED:
        said.append("Remissen är besvarad.")
    return told(said[0], [*said[1:], *made.notes])


class ChangeDecisionDialog(_DecisionForm):
    """The decisions that are recorded, each to be changed or taken away."""

    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices) -> None:
        super().__init__(parent, office, choices, "Vad ska ändras i beslutet?", "Spara ändringen")
        self.which = combo([(_named(decision, namnd), decision.id) for decision, namnd in choices.decisions])
        self.which.setCurrentIndex(self.which.count() - 1)
        self._add_fields("Beslut", self.which)
        self.which.currentIndexChanged.connect(self._show_decision)
        self.add_button(button("Ta bort beslutet", self._remove, glyph="trash"))
        self._show_decision()

    def _chosen(self) -> tuple[Decision, Namnd]:
        return self.choices.decisions[self.which.currentIndex()]

    def _show_decision(self) -> None:
        decision, namnd = self._chosen()
        choice = next((each for each in self.choices.deciders if each.namnd.id == namnd.id), None)
        self.show_meetings(choice, decision.meeting_date)
        self.paragraph.setText(decision.paragraph)
        self.choose_outcome(decision.outcome)
        self.immediate.setChecked(decision.immediate_justering)
        self.text.setPlainText(decision.text)

    def submit(self) -> None:
        decision, _ = self._chosen()
        changed = replace(
            decision,
            meeting_date=self.chosen_day(),
            paragraph=self.paragraph.text(),
            outcome=Outcome(self.outcome.currentData()),
            immediate_justering=self.immediate.isChecked(),
            text=self.text.toPlainText(),
        )
        remiss = self.choices.remiss
        self.record(
            lambda register: change_decision(register, remiss, changed),
            lambda saved: told("Beslutet är ändrat.", saved.notes),
            at=self.paragraph,
        )

    def _remove(self) -> None:
        remiss, (decision, namnd) = self.choices.remiss, self._chosen()
        said = f"{_named(decision, namnd)} är borttaget."
        self.record(lambda register: remove_decision(register, remiss, decision), lambda saved: told(said, saved.notes))


def _named(decision: Decision, namnd: Namnd) -> str:
    paragraph = f" § {decision.paragraph}" if decision.paragraph else ""
    return f"{decision.outcome.capitalize()} i {namnd.abbreviation}{paragraph}, {in_words(decision.meeting_date)}"
