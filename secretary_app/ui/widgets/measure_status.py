"""How far measures have come: the shape of each status, and the dialog that sets it for one or many."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from secretary_app.domain.model import MeasureState
from secretary_app.operations.editing_answers import set_measure_status
from secretary_app.ui.core.page import Office
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.action_dialog import ActionDialog, day_in, line, told
from secretary_app.ui.widgets.date_field import DateField

STATES = {
    MeasureState.NOT_STARTED: State.NOT_STARTED,
    MeasureState.STARTED: State.STARTED,
    MeasureState.DONE: State.DONE,
}


def state_icon(state: State) -> QIcon:
    """The state's shape, for a choice in a combo box or menu."""
    side = theme().px(16)
    pixmap = QPixmap(QSize(side, side) * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_state(painter, QRect(0, 0, side, side).toRectF(), state)
    painter.end()
    return QIcon(pixmap)


class StatusDialog(ActionDialog):
    width_at_100 = 420

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        measure_ids: Sequence[str],
        present: MeasureState | None,
        *,
        on: dt.date | None = None,
        about: str = "",
    ) -> None:
        """``present``: what they have now, where it is the same; ``on``: the day that is offered, else today."""
        several = len(measure_ids) > 1
        question = f"Hur långt har de {len(measure_ids)} åtgärderna kommit?" if several else "Hur långt har det kommit?"
        super().__init__(parent, office, question, "Sätt status", about=about)
        self._ids = list(measure_ids)
        self.status = QComboBox()
        for state in MeasureState:
            self.status.addItem(state_icon(STATES[state]), state.value.capitalize(), state)
        self.status.setCurrentIndex(self.status.findData(present or MeasureState.STARTED))
        self.as_of = DateField(on or self.desk.today)
        self.note = line(hint="Får lämnas tom")
        self.add("Status", self.status)
        self.add_day("Status per", self.as_of)
        self.add("Anteckning", self.note)

    def submit(self) -> None:
        status, note, ids = MeasureState(self.status.currentData()), self.note.text(), self._ids
        day = day_in(self.as_of, "Skriv vilken dag statusen gäller från.")
        self.record(
            lambda register: set_measure_status(register, ids, status, day, note),
            lambda saved: told(status_words(status, len(ids)), saved.notes),
            at=self.as_of,
        )


def status_words(status: MeasureState, how_many: int) -> str:
    """What was done, for the notice."""
    return f"Åtgärden är {status}." if how_many == 1 else f"{how_many} åtgärder är satta till {status}."
