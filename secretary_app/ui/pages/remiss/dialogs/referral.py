"""The internremiss of a namnd: its own diarienummer, who answers there, and the day it went out."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Referral
from secretary_app.operations.editing_deadlines import remove_referral, save_referral_fields
from secretary_app.operations.remiss_choices import AskedChoice, RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, combo, day_or_none, line, told
from secretary_app.ui.widgets.basics import button, label
from secretary_app.ui.widgets.date_field import DateField


class ReferralDialog(ActionDialog):
    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices, namnd_ids: Sequence[str] = ()) -> None:
        """``namnd_ids``: whose is shown first. Somebody in ``choices.asked`` has an internremiss."""
        super().__init__(parent, office, "Vad ska ändras i internremissen?", "Spara internremissen")
        self._remiss = choices.remiss
        self._asked = [each for each in choices.asked if each.referral is not None]
        self._asked.sort(key=lambda each: each.namnd.id not in namnd_ids)
        self.body = combo([(f"{each.namnd.abbreviation}  {each.namnd.name}", each) for each in self._asked])
        self.number = line()
        self.handlaggare = combo([(name, name) for name in choices.handlaggare], editable=True)
        self.sent = DateField()
        self._now = label("", "second", wrap=True)
        self.add("Nämnd", self.body)
        self.add("Nämndens diarienummer", self.number)
        self.add("Handläggare där", self.handlaggare)
        self.add("Skickad, tomt om den inte är det", self.sent)
        self.add_part(self._now)
        self.add_button(button("Ta bort internremissen", self._remove, glyph="trash"))
        self.body.currentIndexChanged.connect(self._show_body)
        self._show_body()
        if namnd_ids:
            self._first = self.number

    def _chosen(self) -> tuple[AskedChoice, Referral]:
        choice = self._asked[self.body.currentIndex()]
        assert choice.referral is not None
        return choice, choice.referral

    def _show_body(self) -> None:
        _, referral = self._chosen()
        self.number.setText(referral.namnd_diarienummer)
        self.handlaggare.setCurrentText(referral.handlaggare)
        self.sent.set_day(referral.sent)
        until = day(referral.deadline, self.desk.today) if referral.deadline else ""
        self._now.setText(f"Ska svara senast {until}." if until else "Inget svarsdatum är satt.")

    def submit(self) -> None:
        choice, referral = self._chosen()
        changed = replace(
            referral,
            namnd_diarienummer=self.number.text(),
            handlaggare=self.handlaggare.currentText(),
            sent=day_or_none(self.sent),
        )
        remiss, said = self._remiss, f"Internremissen till {choice.namnd.abbreviation} är sparad."
        self.record(
            lambda register: save_referral_fields(register, remiss, changed),
            lambda saved: told(said, saved.notes),
            at=self.sent,
        )

    def _remove(self) -> None:
        choice, referral = self._chosen()
        remiss, said = self._remiss, f"Internremissen till {choice.namnd.abbreviation} är borttagen."
        self.record(
            lambda register: remove_referral(register, remiss, referral),
            lambda saved: told(said, saved.notes),
            at=self.body,
        )
