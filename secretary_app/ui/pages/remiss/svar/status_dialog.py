"""How far measures have come, as of a day: one or many at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from secretary_app.domain.model import MeasureState, MeasureStatus
from secretary_app.operations.editing_answers import set_measure_status
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, day_in, line, told
from secretary_app.ui.pages.remiss.svar.measure_delegate import state_icon
from secretary_app.ui.pages.remiss.svar.measure_rows import STATES
from secretary_app.ui.widgets.date_field import DateField


class StatusDialog(ActionDialog):
    width_at_100 = 420

    def __init__(
        self, parent: QWidget, office: Office, measure_ids: Sequence[str], present: MeasureStatus | None
    ) -> None:
        several = len(measure_ids) > 1
        question = f"Hur långt har de {len(measure_ids)} åtgärderna kommit?" if several else "Hur långt har det kommit?"
        super().__init__(parent, office, question, "Sätt status")
        self._ids = list(measure_ids)
        self.status = QComboBox()
        for state in MeasureState:
            self.status.addItem(state_icon(STATES[state]), state.value.capitalize(), state)
        self.status.setCurrentIndex(self.status.findData(present.status if present else MeasureState.STARTED))
        self.as_of = DateField(self.desk.today)
        self.note = line(hint="Får lämnas tom")
        self.add("Status", self.status)
        self.add_day("Status per", self.as_of)
        self.add("Anteckning", self.note)

    def submit(self) -> None:
        status, note, ids = MeasureState(self.status.currentData()), self.note.text(), self._ids
        day = day_in(self.as_of, "Skriv vilken dag statusen gäller från.")
        said = f"{len(ids)} åtgärder är satta till {status}." if len(ids) > 1 else f"Åtgärden är {status}."
        self.record(
            lambda register: set_measure_status(register, ids, status, day, note),
            lambda saved: told(said, saved.notes),
            at=self.as_of,
        )
