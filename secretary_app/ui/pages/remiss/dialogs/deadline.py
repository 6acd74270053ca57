"""A day to answer by that moves, and why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from secretary_app.domain.date_words import day
from secretary_app.operations.editing_deadlines import change_answer_by, change_referral_deadline
from secretary_app.operations.remiss_choices import AskedChoice, RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, combo, day_in, line, told
from secretary_app.ui.widgets.basics import label
from secretary_app.ui.widgets.date_field import DateField


class AnswerByDialog(ActionDialog):
    """The day by which the sender wants the answer."""

    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices) -> None:
        old = choices.remiss.answer_by
        now = f"Nu ska svaret lämnas senast {day(old, office.desk.today)}." if old else "Inget svarsdatum är satt."
        super().__init__(parent, office, "När ska svaret lämnas?", "Ändra svarsdatum" if old else "Sätt svarsdatum")
        self._remiss = choices.remiss
        self.add_part(label(now, "second", wrap=True))
        self.new = DateField(old)
        self.reason = line(hint="Anstånd beviljat")
        self.granted_by = line()
        self.add_day("Svar senast", self.new)
        self.add("Varför" if old else "Varför (behöver inte fyllas i)", self.reason)
        self.add("Beviljat av", self.granted_by)

    def submit(self) -> None:
        new = day_in(self.new, "Skriv den dag då svaret ska lämnas.")
        remiss, reason, by = self._remiss, self.reason.text(), self.granted_by.text()
        if remiss.answer_by is not None and new == remiss.answer_by:
            raise Wrong(self.new, "Det är samma dag som nu. Välj en annan.")
        if remiss.answer_by is not None and not reason.strip():
            raise Wrong(self.reason, "Skriv varför svarsdatumet ändras, till exempel att anstånd är beviljat.")
        said = f"Svaret ska nu lämnas senast {day(new, self.desk.today)}."
        self.record(
            lambda register: change_answer_by(register, remiss, new, reason, by),
            lambda saved: told(said, saved.notes),
            at=self.new,
        )


class InternalDeadlineDialog(ActionDialog):
    """The day by which a namnd is to answer."""

    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices, namnd_ids: Sequence[str] = ()) -> None:
        super().__init__(parent, office, "När ska nämnden svara?", "Ändra svarsdatum")
        self._remiss = choices.remiss
        self._asked = [each for each in choices.asked if each.referral is not None]
        self._asked.sort(key=lambda each: (each.namnd.id not in namnd_ids, not each.waiting))
        self.body = combo([(f"{each.namnd.abbreviation}  {each.namnd.name}", each) for each in self._asked])
        self.new = DateField()
        self.reason = line(hint="Nämnden hinner inte före sitt sammanträde")
        self._now = label("", "second", wrap=True)
        self.add("Nämnd", self.body)
        self.add_part(self._now)
        self.add_day("Svar senast", self.new)
        self.add("Varför", self.reason)
        self.body.currentIndexChanged.connect(self._show_body)
        self._show_body()
        if namnd_ids:
            self._first = self.new

    def _chosen(self) -> AskedChoice:
        return self._asked[self.body.currentIndex()]

    def _show_body(self) -> None:
        choice, today = self._chosen(), self.desk.today
        assert choice.referral is not None
        old = choice.referral.deadline
        self.new.set_day(choice.deadline)
        planned = f" Planen säger {day(choice.planned, today)}." if choice.planned and choice.planned != old else ""
        now = f"Nu ska svaret komma senast {day(old, today)}." if old else "Inget svarsdatum är satt."
        self._now.setText(now + planned)
        self.verb.setText("Ändra svarsdatum" if old else "Sätt svarsdatum")

    def submit(self) -> None:
        choice, new = self._chosen(), day_in(self.new, "Skriv den dag då nämnden ska svara.")
        referral, remiss, reason = choice.referral, self._remiss, self.reason.text()
        assert referral is not None
        if referral.deadline is not None and new == referral.deadline:
            raise Wrong(self.new, "Det är samma dag som nu. Välj en annan.")
        if referral.deadline is not None and not reason.strip():
            raise Wrong(self.reason, "Skriv varför svarsdatumet ändras.")
        said = f"{choice.namnd.abbreviation} ska nu svara senast {day(new, self.desk.today)}."
        self.record(
            lambda register: change_referral_deadline(register, remiss, referral, new, reason),
            lambda saved: told(said, saved.notes),
            at=self.new,
        )
