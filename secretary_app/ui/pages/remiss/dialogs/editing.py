"""What stands about a remiss, and a further recommendation."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QWidget

from secretary_app.domain.model import NamndKind
from secretary_app.domain.text import single_line
from secretary_app.operations.editing_recommendations import To, add_recommendation
from secretary_app.operations.editing_remiss import save_remiss_fields
from secretary_app.operations.remiss_choices import RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, combo, day_or_none, line, lines, told
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import column, label, row
from secretary_app.ui.widgets.date_field import DateField

_NOT_ASKED = (NamndKind.FULLMAKTIGE, NamndKind.UTSKOTT, NamndKind.REVISORER, NamndKind.EXTERN)
_A_ROW = 4


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


class RecommendationDialog(ActionDialog):
    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices) -> None:
        super().__init__(parent, office, "Vilken rekommendation ska läggas till?", "Lägg till")
        self._remiss = choices.remiss
        self.text = lines(height=96)
        self.number = line(hint="Nästa lediga")
        self.number.setMaximumWidth(theme().px(140))
        self.joint = QCheckBox("Nämnderna svarar gemensamt")
        self.toggles: dict[str, QPushButton] = {}
        self.add("Rekommendationen, ordagrant", self.text)
        self.add("Nummer", self.number)
        self._add_toggles(choices)
        self.add_part(self.joint)

    def _add_toggles(self, choices: RemissChoices) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme().px(6))
        bodies = [each for each in choices.bodies if each.kind not in _NOT_ASKED]
        for place, each in enumerate(bodies):
            toggle = QPushButton(each.abbreviation)
            toggle.setCheckable(True)
            toggle.setAutoDefault(False)
            toggle.setProperty("toggle", True)
            toggle.setToolTip(each.name)
            toggle.setAccessibleName(f"Riktad till {each.name}")
            self.toggles[each.id] = toggle
            grid.addWidget(toggle, place // _A_ROW, place % _A_ROW)
        self.add_part(column(label("Riktad till", "label"), grid, spacing=3))

    def submit(self) -> None:
        text = self.text.toPlainText().strip()
        if not text:
            raise Wrong(self.text, "Rekommendationen saknar text. Skriv den ordagrant.")
        to = [To(namnd_id=id) for id, toggle in self.toggles.items() if toggle.isChecked()]
        remiss, number, joint = self._remiss, self.number.text(), self.joint.isChecked()
        self.record(
            lambda register: add_recommendation(register, remiss, text, to, number=number, joint=joint),
            lambda saved: told(f"Rekommendation {saved.row.number} är tillagd.", saved.notes),
            at=self.text,
        )
