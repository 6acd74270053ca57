"""The two questions that *Svarsläge* asks: until when a namnd is to answer, and which are meant."""

from PySide6.QtWidgets import QPushButton, QWidget

from secretary_app.operations.cell_panel import AddresseeChoices
from secretary_app.operations.editing_recommendations import To, set_addressees
from secretary_app.operations.referring_many import send_internremisser
from secretary_app.operations.remiss_choices import AskedChoice, RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, day_or_none, told
from secretary_app.ui.widgets.basics import column, label
from secretary_app.ui.widgets.date_field import DateField
from secretary_app.ui.widgets.flow import Flow


class AskDialog(ActionDialog):
    """One namnd gets its internremiss, with the planned date unless another is given."""

    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices, asked: AskedChoice) -> None:
        about = "Internremissen förbereds. Notera den som skickad när den har gått ut."
        super().__init__(
            parent, office, f"När ska {asked.namnd.abbreviation} svara?", "Förbered internremissen", about=about
        )
        self._remiss, self._namnd = choices.remiss, asked.namnd
        self.deadline = DateField(asked.planned)
        self.add_day("Svar senast", self.deadline)

    def submit(self) -> None:
        remiss, namnd, deadline = self._remiss, self._namnd, day_or_none(self.deadline)
        self.record(
            lambda register: send_internremisser(register, remiss, {namnd.id: deadline}, None),
            lambda saved: told(f"Internremissen till {namnd.abbreviation} är förberedd.", saved.notes),
            at=self.deadline,
        )


class AddresseesDialog(ActionDialog):
    """Which bodies a recommendation is addressed to; they take the place of words that are none."""

    def __init__(self, parent: QWidget, office: Office, choices: AddresseeChoices) -> None:
        number = choices.recommendation.number
        super().__init__(
            parent, office, f"Vilka ska svara på rekommendation {number}?", "Spara valet", about=_about(choices)
        )
        self._choices = choices
        self.toggles: dict[str, QPushButton] = {}
        for body in choices.bodies:
            toggle = QPushButton(body.abbreviation)
            toggle.setCheckable(True)
            toggle.setChecked(body.id in choices.chosen)
            toggle.setAutoDefault(False)
            toggle.setProperty("toggle", True)
            toggle.setToolTip(body.name)
            toggle.setAccessibleName(body.name)
            self.toggles[body.id] = toggle
        part = column(label("Nämnder", "label"), Flow(*self.toggles.values(), spacing=6), spacing=3)
        self.add_part(part)
        for toggle in list(self.toggles.values())[:1]:
            self.watch(toggle, part)

    def submit(self) -> None:
        to = [To(namnd_id=id) for id, toggle in self.toggles.items() if toggle.isChecked()]
        first = next(iter(self.toggles.values()), None)
        if not to:
            raise Wrong(first or self.verb, "Välj minst en nämnd.")
        choices = self._choices
        number = choices.recommendation.number
        self.record(
            lambda register: set_addressees(register, choices.remiss, choices.recommendation.id, to),
            lambda saved: told(f"Rekommendation {number} är riktad till dem du valde.", saved.notes),
            at=first,
        )


def _about(choices: AddresseeChoices) -> str:
    words = ", ".join(f"”{each}”" for each in choices.words)
    return f"I handlingen står {words}." if words else ""
