"""What stands about a remiss."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from secretary_app.domain.text import single_line
from secretary_app.operations.editing_remiss import save_remiss_fields
from secretary_app.operations.remiss_choices import RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, combo, day_or_none, line, told
from secretary_app.ui.widgets.basics import column, row
from secretary_app.ui.widgets.date_field import DateField


class FieldsDialog(ActionDialog):
    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices) -> None:
        super().__init__(parent, office, "Vad ska ändras om ärendet?", "Spara uppgifterna")
        self._remiss = remiss = choices.remiss
        self.heading = line(remiss.title)
        self.number = line(remiss.diarienummer)
        self.kind = combo([(kind, kind) for kind in choices.kinds], editable=True)
        self.kind.setCurrentText(remiss.kind)
        self.from_whom = line(remiss.sender)
        self.firm = line(remiss.firm)
        self.handlaggare = combo([(name, name) for name in choices.handlaggare], editable=True)
        self.handlaggare.setCurrentText(remiss.handlaggare)
        self.received = DateField(remiss.received)
        self.owner = combo([(f"{each.abbreviation}  {each.name}", each.id) for each in choices.bodies])
        self.owner.setCurrentIndex(self.owner.findData(remiss.owner_id))
        self._fill()

    def _fill(self) -> None:
        self.add("Ärende", self.heading)
        self._beside("Diarienummer", self.number, "Typ", self.kind)
        self._beside("Från", self.from_whom, "Revisionsbyrå", self.firm)
        self._beside("Inkom", self.received, "Handläggare", self.handlaggare)
        self.add("Ägare", self.owner)

    def _beside(self, name: str, editor: QWidget, other_name: str, other: QWidget) -> None:
        both = row(spacing=12)
        both.addLayout(column(self.field(name, editor), None), 1)
        both.addLayout(column(self.field(other_name, other), None), 1)
        self.add_part(both)

    def submit(self) -> None:
        if not single_line(self.heading.text()):
            raise Wrong(self.heading, "Ärendet saknar rubrik. Skriv en.")
        changed = replace(
            self._remiss,
            title=self.heading.text(),
            diarienummer=self.number.text(),
            kind=self.kind.currentText(),
            sender=self.from_whom.text(),
            firm=self.firm.text(),
            handlaggare=self.handlaggare.currentText(),
            received=day_or_none(self.received),
            owner_id=str(self.owner.currentData()),
        )
        at = self.owner if changed.owner_id != self._remiss.owner_id else self.received
        self.record(
            lambda register: save_remiss_fields(register, changed),
            lambda saved: told("Uppgifterna är sparade.", saved.notes),
            at=at,
        )
