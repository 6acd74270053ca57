"""Another day for a step of the plan; the rest is planned around it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from secretary_app.domain.date_words import day, day_with_weekday
from secretary_app.domain.model import Remiss, StepKind
from secretary_app.domain.text import and_list
from secretary_app.operations.plan_remedies import PossibleMeeting
from secretary_app.operations.plan_rows import PlanPage, PlanRow
from secretary_app.operations.plans import fix_steps
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, combo, day_in
from secretary_app.ui.widgets.basics import label, link
from secretary_app.ui.widgets.date_field import DateField

_QUESTIONS = {
    StepKind.INTERNAL_DEADLINE: "När ska {} svara?",
    StepKind.MANUSSTOPP: "När är manusstoppet?",
    StepKind.DISPATCH: "När ska svaret skickas?",
}


class MeetingDialog(ActionDialog):
    """Which of the body's meetings the step goes to."""

    def __init__(
        self, parent: QWidget, office: Office, page: PlanPage, row: PlanRow, meetings: Sequence[PossibleMeeting]
    ) -> None:
        super().__init__(
            parent,
            office,
            f"Vilket sammanträde ska {row.who} ta ärendet på?",
            "Flytta och lås",
            about="Dagen låses. Resten av planen räknas om runt den.",
        )
        self._remiss, self._row = page.remiss, row
        words = [(self._words(each, page), each.date) for each in meetings]
        self.meeting = combo(words)
        now = [place for place, each in enumerate(meetings) if each.date == row.step.step.date]
        self.meeting.setCurrentIndex(now[0] if now else 0)
        if meetings:
            self.add("Sammanträde", self.meeting)
        else:
            self.add_part(label(f"{row.who} har inga sammanträden i registret.", wrap=True))
            self.verb.setEnabled(False)
        self.add_part(link("Visa sammanträdena", partial(self._to_meetings, row.step.namnd_id), glyph="users-three"))

    @staticmethod
    def _words(each: PossibleMeeting, page: PlanPage) -> str:
        return f"{day_with_weekday(each.date, page.today)}, manusstopp {day(each.manusstopp, page.today)}"

    def _to_meetings(self, namnd_id: str) -> None:
        self.reject()
        self.office.go(Destination("sammantraden", item=namnd_id))

    def submit(self) -> None:
        chosen = self.meeting.currentData()
        if chosen is None:
            raise Wrong(self.meeting, "Välj ett sammanträde.")
        remiss, which = self._remiss, self._row.which
        self.record(lambda register: fix_steps(register, remiss, which, chosen), at=self.meeting)


class DayDialog(ActionDialog):
    """Another day for a step that is no meeting."""

    def __init__(self, parent: QWidget, office: Office, remiss: Remiss, row: PlanRow) -> None:
        kind = row.step.step.kind
        super().__init__(
            parent,
            office,
            _QUESTIONS[kind].format(and_list(row.bodies)),
            "Flytta och lås",
            about="Dagen låses. Resten av planen räknas om runt den.",
        )
        self._remiss, self._row = remiss, row
        self.new = DateField(row.step.step.date)
        self.add_day("Dag", self.new)

    def submit(self) -> None:
        new = day_in(self.new, "Skriv den dag det ska vara klart.")
        remiss, which = self._remiss, self._row.which
        self.record(lambda register: fix_steps(register, remiss, which, new), at=self.new)
