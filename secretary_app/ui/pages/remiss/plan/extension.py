"""More time: a request that is written here and sent by a person, and the day that is granted."""

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QWidget

from secretary_app.domain.date_words import day
from secretary_app.operations.extension import Asking, ask_for_time
from secretary_app.operations.moving_deadlines import grant_time
from secretary_app.support.errors import UserError
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.outside import open_file
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, day_in, line, lines, told
from secretary_app.ui.widgets.basics import label, link, row
from secretary_app.ui.widgets.date_field import DateField


class AskingDialog(ActionDialog):
    """The mail that asks for more time. Its words follow the day and the reason until they are changed by hand."""

    width_at_100 = 560

    def __init__(self, parent: QWidget, office: Office, asking: Asking, *, replans: bool) -> None:
        whose = f"{asking.asking.abbreviation} ha" if asking.namnd_id else "svaret få"
        super().__init__(
            parent,
            office,
            f"Hur länge vill {whose} anstånd?",
            "Skapa mejlutkast",
            about="Begäran sparas bland handlingarna och öppnas i ditt mejlprogram. Du skickar den därifrån.",
        )
        self._asking = asking
        self._replans = replans
        self.until = DateField(asking.until)
        self.why = line(asking.why, "KS sammanträder först 27 maj")
        self.to = line(asking.to)
        self.subject = line(asking.subject())
        self.text = lines("", 210)
        self._made = ""
        if asking.old is not None:
            now = f"Nu ska svaret lämnas senast {day(asking.old, office.desk.today)}."
            self.add_part(label(now, "second", wrap=True))
        self.add_day("Anstånd till", self.until)
        self.add("Skäl", self.why)
        self.add(f"Till {asking.to_name}".strip(), self.to)
        self.add("Rubrik", self.subject)
        self.add("Text", self.text)
        self.add_part(row(link("Anståndet är redan beviljat…", self._already, glyph="check"), None))
        self.until.textChanged.connect(self._write)
        self.why.textChanged.connect(self._write)
        self._write()

    def _write(self) -> None:
        until = self.until.day()
        if until is not None and self.text.toPlainText() == self._made:
            self._made = self._asking.text(until, self.why.text(), self.desk.who)
            self.text.setPlainText(self._made)

    def submit(self) -> None:
        until = day_in(self.until, "Skriv den dag som anståndet ska gälla till.")
        asking, to, subject, body = self._asking, self.to.text(), self.subject.text(), self.text.toPlainText()
        if not to.strip():
            raise Wrong(self.to, "Skriv en e-postadress att skicka begäran till.")
        if not body.strip():
            raise Wrong(self.text, "Skriv vad mejlet ska säga.")
        self.record(
            lambda register: ask_for_time(register, asking, until, to, subject, body),
            lambda path: f"Begäran om anstånd till {day(until, self.desk.today)} är skriven: {path.name}.",
            at=self.until,
        )

    def _recorded(self, result: object) -> None:
        super()._recorded(result)
        if isinstance(result, Path):
            try:
                open_file(result)
            except UserError as error:
                self.office.notify(Notice(f"{error.message} Begäran ligger bland handlingarna.", Tone.INFO))

    def _already(self) -> None:
        self.reject()
        until = self.until.day() or self._asking.until
        GrantedDialog(self.parentWidget(), self.office, self._asking, until, replans=self._replans).open()


class GrantedDialog(ActionDialog):
    """The day that was granted, and by whom."""

    def __init__(
        self, parent: QWidget | None, office: Office, asking: Asking, until: dt.date | None, *, replans: bool
    ) -> None:
        assert parent is not None
        follows = "Planen räknas om och används." if replans else "Planen räknas om."
        super().__init__(parent, office, "Till när är anstånd beviljat?", "Flytta svarsdatumet", about=follows)
        self._asking = asking
        self.new = DateField(until)
        self.reason = line("Anstånd beviljat")
        self.granted_by = line(asking.to_name)
        if asking.old is not None:
            whose = f"{asking.asking.abbreviation} svara" if asking.namnd_id else "svaret lämnas"
            now = f"Nu ska {whose} senast {day(asking.old, office.desk.today)}. Det datumet finns kvar i historiken."
            self.add_part(label(now, "second", wrap=True))
        self.add_day("Svar senast", self.new)
        self.add("Varför", self.reason)
        self.add("Beviljat av", self.granted_by)

    def submit(self) -> None:
        new = day_in(self.new, "Skriv den dag som svaret ska lämnas.")
        if new == self._asking.old:
            raise Wrong(self.new, "Det är samma dag som nu. Välj en annan.")
        if not self.reason.text().strip():
            raise Wrong(self.reason, "Skriv varför svarsdatumet ändras.")
        asking, reason, by = self._asking, self.reason.text(), self.granted_by.text()
        said = f"Svaret ska nu lämnas senast {day(new, self.desk.today)}."
        if asking.namnd_id:
            said = f"{asking.asking.abbreviation} ska nu svara senast {day(new, self.desk.today)}."
        self.record(
            lambda register: grant_time(register, asking, new, reason, by),
            lambda notes: told(said, notes),
            at=self.new,
        )
