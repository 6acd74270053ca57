"""The question that *Svarsläge* asks: until when a namnd is to answer."""

from PySide6.QtWidgets import QWidget

from secretary_app.operations.referring_many import send_internremisser
from secretary_app.operations.remiss_choices import AskedChoice, RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, day_or_none, told
from secretary_app.ui.widgets.date_field import DateField


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
