"""What is asked when many measures are changed at once, and on which day the list is to stand."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from secretary_app.domain.follow_up import FollowUpRow
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.action_dialog import ActionDialog, combo, day_in, told
from secretary_app.ui.widgets.date_field import DateField


class ResponsibleDialog(ActionDialog):
    width_at_100 = 420

    def __init__(self, parent: QWidget, office: Office, rows: Sequence[FollowUpRow], known: Sequence[str]) -> None:
        several = len(rows) > 1
        question = f"Vem ansvarar för de {len(rows)} åtgärderna?" if several else "Vem ansvarar för åtgärden?"
        super().__init__(parent, office, question, "Ändra ansvarig", about="" if several else rows[0].text)
        self._ids = [row.measure_id for row in rows]
        self.who = combo([(each, each) for each in known], editable=True)
        present = {row.responsible for row in rows}
        self.who.setCurrentText(present.pop() if len(present) == 1 else "")
        self.add("Ansvarig", self.who)

    def submit(self) -> None:
        from secretary_app.operations.follow_up import set_responsible

        who, ids = self.who.currentText().strip(), self._ids
        what = "Åtgärden" if len(ids) == 1 else f"{len(ids)} åtgärder"
        said = f"{what} har fått {who} som ansvarig." if who else f"{what} har ingen ansvarig längre."
        self.record(
            lambda register: set_responsible(register, ids, who), lambda saved: told(said, saved.notes), at=self.who
        )


class DayDialog(ActionDialog):
    """Which day the list is to stand on, or be compared with."""

    width_at_100 = 380

    def __init__(
        self, parent: QWidget, office: Office, question: str, verb: str, day: dt.date, then: Callable[[dt.date], None]
    ) -> None:
        super().__init__(parent, office, question, verb)
        self._then = then
        self.day = DateField(day)
        self.add_day("Dag", self.day)

    def submit(self) -> None:
        chosen = day_in(self.day, "Skriv vilken dag.")
        self.accept()
        self._then(chosen)
        self.deleteLater()
