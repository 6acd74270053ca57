"""What was said of an earlier recommendation: how it went, in whose words, when, and what came of it."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Verdict, VerdictWord
from secretary_app.operations.finding import name_of
from secretary_app.operations.verdicts import Following, VerdictChoices, save_verdict
from secretary_app.support.ids import new_id
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.tidigare.columns import WORDS
from secretary_app.ui.widgets.action_dialog import ActionDialog, combo, day_or_none, line, lines, told
from secretary_app.ui.widgets.choice import offer
from secretary_app.ui.widgets.date_field import DateField
from secretary_app.ui.widgets.measure_status import state_icon


class VerdictDialog(ActionDialog):
    width_at_100 = 520

    def __init__(self, parent: QWidget, office: Office, choices: VerdictChoices) -> None:
        number, remiss = choices.recommendation.number, choices.remiss
        super().__init__(
            parent,
            office,
            f"Är rekommendation {number} genomförd?",
            "Spara omdömet",
            about=f"{name_of(remiss)}: {choices.recommendation.text}",
        )
        self._choices = choices
        self._before = choices.verdict
        self._following = {each.remiss.id: each for each in choices.following}
        said = self._before or Verdict(
            id="", recommendation_id=choices.recommendation.id, verdict=VerdictWord.PARTLY, date=self.desk.today
        )
        self.verdict = combo([])
        for word, (words, state) in WORDS.items():
            self.verdict.addItem(state_icon(state), words, word)
        self.verdict.setCurrentIndex(self.verdict.findData(said.verdict))
        self.words = lines(said.words)
        self.according_to = line(said.according_to, hint="Till exempel revisionsbyrån")
        self.date = DateField(said.date)
        self.said_in = combo(
            [("Ingen i registret", None), *((_name(each), each.remiss.id) for each in choices.following)]
        )
        self.led_to = combo([])
        self._lay_out_fields()
        self.said_in.currentIndexChanged.connect(lambda _place: self._offer_recommendations(None))
        chosen = said.said_in_id or next((each.remiss.id for each in choices.following if each.follows), None)
        self.said_in.setCurrentIndex(max(0, self.said_in.findData(chosen)))
        self._offer_recommendations(said.led_to_id)

    def _lay_out_fields(self) -> None:
        self.add("Genomförd", self.verdict)
        self.add("Med orden", self.words)
        self.add("Enligt", self.according_to)
        self.add_day("Dag", self.date)
        self.add("Sagt i", self.said_in)
        self.add("Ny rekommendation som kom av det", self.led_to)

    def _offer_recommendations(self, chosen: str | None) -> None:
        following = self._following.get(self.said_in.currentData())
        found: list[tuple[str, object]] = [("Ingen", None)]
        if following is not None:
            found += [(f"{each.number}. {_short(each.text)}", each.id) for each in following.recommendations]
        offer(self.led_to, found, chosen)
        self.led_to.setEnabled(len(found) > 1)

    def submit(self) -> None:
        row = self._before or Verdict(
            id=new_id(), recommendation_id=self._choices.recommendation.id, verdict=VerdictWord.PARTLY
        )
        row = replace(
            row,
            verdict=VerdictWord(self.verdict.currentData()),
            words=self.words.toPlainText(),
            according_to=self.according_to.text(),
            date=day_or_none(self.date),
            said_in_id=self.said_in.currentData(),
            led_to_id=self.led_to.currentData(),
        )
        number = self._choices.recommendation.number
        self.record(
            lambda register: save_verdict(register, row),
            lambda saved: told(f"Omdömet om rekommendation {number} är sparat.", saved.notes),
        )


def _name(each: Following) -> str:
    year = f"{each.remiss.received.year}: " if each.remiss.received else ""
    follows = " (följer upp)" if each.follows else ""
    return f"{year}{_short(name_of(each.remiss))}{follows}"


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()} …"
