"""A reminder to namnder: its words are read through here, then copied or taken to the mail program."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from secretary_app.domain.text import and_list
from secretary_app.operations.reminder_draft import note_answers_reminded, split_addresses, write_reminder
from secretary_app.operations.reminding import reminder
from secretary_app.operations.remiss_choices import RemissChoices
from secretary_app.support.errors import UserError
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.outside import open_file
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, line, lines
from secretary_app.ui.widgets.basics import button, label, link, row
from secretary_app.ui.widgets.reminder_mails import drafts_folder


class RemindDialog(ActionDialog):
    def __init__(
        self,
        parent: QWidget,
        office: Office,
        choices: RemissChoices,
        namnd_ids: Sequence[str],
        move: Callable[[Sequence[str]], None],
    ) -> None:
        """``namnd_ids``: empty for all that are waited for. ``move``: opens the change of their deadline instead."""
        waiting = [each for each in choices.asked if each.waiting]
        chosen = [each for each in waiting if each.namnd.id in namnd_ids] or waiting
        names = and_list([each.namnd.abbreviation for each in chosen])
        super().__init__(parent, office, f"Vad ska påminnelsen till {names} säga?", "Skapa mejlutkast")
        self._remiss, self._names = choices.remiss, names
        self._ids = [each.namnd.id for each in chosen]
        self._move = move
        mail = reminder(
            choices.remiss, [(each.namnd, each.referral) for each in chosen], self.desk.today, sender=self.desk.who
        )
        self.to = line("; ".join(mail.to))
        self.subject = line(mail.subject)
        self.text = lines(mail.body, 260)
        self.add("Till", self.to)
        without = [each.namnd.abbreviation for each in chosen if not each.namnd.email]
        if without:
            self.add_part(label(f"{and_list(without)} saknar e-postadress i registret.", "second", wrap=True))
        self.add("Rubrik", self.subject)
        self.add("Text", self.text)
        self.add_part(row(link("Flytta svarsdatumet i stället…", self._move_instead, glyph="arrows-left-right"), None))
        self.add_button(button("Kopiera texten", self._copy, glyph="copy"))
        self._first = self.text

    def submit(self) -> None:
        to, subject, body = split_addresses(self.to.text()), self.subject.text(), self.text.toPlainText()
        if not body.strip():
            raise Wrong(self.text, "Påminnelsen är tom. Skriv vad den ska säga.")
        folder, names, sender = drafts_folder(self.office), self._names, self.desk.who
        self.verb.setEnabled(False)
        self.desk.read(
            lambda _register: write_reminder(folder, to, subject, body, names=names, sender=sender),
            self._open,
            owner=self,
            otherwise=lambda error: self._refused(error, self.to),
        )

    def _open(self, path: Path) -> None:
        """Have the mail program show it; only then has anybody been reminded."""
        try:
            open_file(path)
        except UserError as error:
            self._refused(UserError(f"{error.message} Eller kopiera texten."), None)
            return
        remiss, ids = self._remiss, self._ids
        said = f"Påminnelsen till {self._names} är öppnad i ditt mejlprogram. Skicka den där."
        self.record(lambda register: note_answers_reminded(register, remiss, ids), lambda _: said)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.office.notify(Notice("Påminnelsen är kopierad.", Tone.INFO))
        self.accept()

    def _move_instead(self) -> None:
        self.reject()
        self._move(self._ids)
