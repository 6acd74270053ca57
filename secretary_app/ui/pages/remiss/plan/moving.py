"""Another day for a step of the plan; the rest is planned around it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.domain.date_words import day, day_with_weekday
from secretary_app.domain.model import Remiss, StepKind
from secretary_app.domain.text import and_list
from secretary_app.operations.plan_remedies import PossibleMeeting, meet_extra
from secretary_app.operations.plan_rows import PlanPage, PlanRow
from secretary_app.operations.plans import fix_steps
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, combo, day_in, day_or_none
from secretary_app.ui.widgets.basics import label, link
from secretary_app.ui.widgets.date_field import DateField, tell_day

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
        words: list[tuple[str, object]] = [(self._words(each, page), each.date) for each in meetings]
        self.meeting = combo([*words, ("Ett extra sammanträde…", None)])
        now = [place for place, each in enumerate(meetings) if each.date == row.step.step.date]
        self.meeting.setCurrentIndex(now[0] if now else 0)
        if not meetings:
            self.add_part(label(f"{row.who} har inga kommande sammanträden i registret.", wrap=True))
        self.add("Sammanträde", self.meeting)
        self.extra, self.papers = DateField(), DateField()
        self._extra = QWidget()
        fields = QVBoxLayout(self._extra)
        fields.setContentsMargins(0, 0, 0, 0)
        for name, editor in (("Dag", self.extra), ("Manusstopp (behöver inte fyllas i)", self.papers)):
            note = label("", "second")
            tell_day(editor, note, office.desk.today)
            fields.addLayout(self.field(name, editor, note))
        self.add_part(self._extra)
        self.meeting.currentIndexChanged.connect(self._show_extra)
        self._show_extra()
        self.add_part(link("Visa sammanträdena", partial(self._to_meetings, row.step.namnd_id), glyph="users-three"))

    @staticmethod
    def _words(each: PossibleMeeting, page: PlanPage) -> str:
        return f"{day_with_weekday(each.date, page.today)}, manusstopp {day(each.manusstopp, page.today)}"

    def _show_extra(self, _place: int = 0) -> None:
        self._extra.setVisible(self.meeting.currentData() is None)
        if self.isVisible():
            self.fit()

    def _to_meetings(self, namnd_id: str) -> None:
        self.reject()
        self.office.go(Destination("sammantraden", item=namnd_id))

    def submit(self) -> None:
        chosen = self.meeting.currentData()
        remiss, which = self._remiss, self._row.which
        if chosen is None:
            extra, papers = day_in(self.extra, "Skriv dagen för det extra sammanträdet."), day_or_none(self.papers)
            namnd_id = self._row.step.namnd_id
            self.record(
                lambda register: meet_extra(register, remiss, namnd_id, extra, papers),
                lambda said: said,
                at=self.extra,
            )
            return
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
