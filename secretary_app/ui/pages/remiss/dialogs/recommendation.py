"""A recommendation: its words, its number, and whom it is addressed to; a further one, or one that is changed."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from secretary_app.domain.model import Namnd
from secretary_app.operations.cell_panel import RecommendationChoices
from secretary_app.operations.editing_recommendations import (
    To,
    add_recommendation,
    save_recommendation,
    set_addressees,
)
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, line, lines, told
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import column, label
from secretary_app.ui.widgets.flow import Flow


class RecommendationDialog(ActionDialog):
    def __init__(self, parent: QWidget, office: Office, choices: RecommendationChoices) -> None:
        before = choices.recommendation
        question = (
            f"Vad ska ändras i rekommendation {before.number}?" if before else "Vilken rekommendation ska läggas till?"
        )
        super().__init__(parent, office, question, "Spara rekommendationen" if before else "Lägg till")
        self._choices = choices
        self.text = lines(before.text if before else "", height=120)
        self.number = line(before.number if before else "", hint="" if before else "Nästa lediga")
        self.number.setMaximumWidth(theme().px(140))
        self.joint = QCheckBox("Nämnderna svarar gemensamt")
        self.joint.setChecked(before is not None and before.joint)
        self.toggles = _toggles(choices.bodies, choices.chosen)
        self.add("Rekommendationen, ordagrant", self.text)
        self.add("Nummer", self.number)
        self.add_part(column(label("Riktad till", "label"), Flow(*self.toggles.values(), spacing=6), spacing=3))
        if choices.words:
            self.add_part(label(_in_the_paper(choices), "second", wrap=True))
        self.add_part(self.joint)

    def submit(self) -> None:
        text = self.text.toPlainText().strip()
        if not text:
            raise Wrong(self.text, "Rekommendationen saknar text. Skriv den ordagrant.")
        remiss, before = self._choices.remiss, self._choices.recommendation
        number, joint = self.number.text(), self.joint.isChecked()
        chosen = _chosen(self.toggles)
        to = [To(namnd_id=id) for id in chosen]
        if before is None:
            self.record(
                lambda register: add_recommendation(register, remiss, text, to, number=number, joint=joint),
                lambda saved: told(f"Rekommendation {saved.row.number} är tillagd.", saved.notes),
                at=self.text,
            )
            return
        changed = replace(before, text=text, number=number, joint=joint)
        # Words that are no body stay until somebody chooses whom they mean.
        addressees = None if set(chosen) == self._choices.chosen else to
        self.record(
            lambda register: save_recommendation(register, remiss, changed, addressees),
            lambda saved: told(f"Rekommendation {saved.row.number} är sparad.", saved.notes),
            at=self.text,
        )


class AddresseesDialog(ActionDialog):
    """Which bodies a recommendation is addressed to; they take the place of words that are none."""

    def __init__(self, parent: QWidget, office: Office, choices: RecommendationChoices) -> None:
        assert choices.recommendation is not None
        self._recommendation = choices.recommendation
        question = f"Vilka ska svara på rekommendation {self._recommendation.number}?"
        super().__init__(parent, office, question, "Spara valet", about=_in_the_paper(choices))
        self._remiss = choices.remiss
        self.toggles = _toggles(choices.bodies, choices.chosen)
        part = column(label("Nämnder", "label"), Flow(*self.toggles.values(), spacing=6), spacing=3)
        self.add_part(part)
        for toggle in list(self.toggles.values())[:1]:
            self.watch(toggle, part)

    def submit(self) -> None:
        to = [To(namnd_id=id) for id in _chosen(self.toggles)]
        first = next(iter(self.toggles.values()), None)
        if not to:
            raise Wrong(first or self.verb, "Välj minst en nämnd.")
        remiss, row = self._remiss, self._recommendation
        self.record(
            lambda register: set_addressees(register, remiss, row.id, to),
            lambda saved: told(f"Rekommendation {row.number} är riktad till dem du valde.", saved.notes),
            at=first,
        )


def _toggles(bodies: Iterable[Namnd], chosen: Collection[str]) -> dict[str, QPushButton]:
    """A button a body, by its id, pressed where it is chosen."""
    made = {}
    for body in bodies:
        toggle = QPushButton(body.abbreviation)
        toggle.setCheckable(True)
        toggle.setChecked(body.id in chosen)
        toggle.setAutoDefault(False)
        toggle.setProperty("toggle", True)
        toggle.setToolTip(body.name)
        toggle.setAccessibleName(f"Riktad till {body.name}")
        made[body.id] = toggle
    return made


def _chosen(toggles: dict[str, QPushButton]) -> list[str]:
    return [id for id, toggle in toggles.items() if toggle.isChecked()]


def _in_the_paper(choices: RecommendationChoices) -> str:
    words = ", ".join(f"”{each}”" for each in choices.words)
    return f"I handlingen står {words}." if words else ""
