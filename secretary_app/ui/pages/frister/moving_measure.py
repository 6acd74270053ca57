"""A measure that gets another time: in the words of the answer, and why."""

from PySide6.QtWidgets import QWidget

from secretary_app.domain.date_words import day, time_left
from secretary_app.domain.timeframe import understand
from secretary_app.operations.moving_measures import MovingMeasure, move_measure
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.action_dialog import ActionDialog, Wrong, line, told
from secretary_app.ui.widgets.basics import label


class MoveMeasureDialog(ActionDialog):
    """What the words mean is told while they are written."""

    width_at_100 = 520

    def __init__(self, parent: QWidget, office: Office, moving: MovingMeasure) -> None:
        self._moving = moving
        self._has_time = understand(moving.measure.timeframe).is_given
        remiss = moving.remiss
        super().__init__(
            parent,
            office,
            "När ska åtgärden vara klar?",
            "Ändra tidsplan" if self._has_time else "Sätt tidsplan",
            about=f"{remiss.diarienummer} {remiss.title}".strip(),
        )
        self.words = line(hint="senast juni 2026")
        self.reason = line(hint="Upphandlingen är försenad")
        self.understood = label("", "second")
        now = f"Nu står det ”{moving.measure.timeframe}”." if self._has_time else "Ingen tidsplan är satt."
        self.add_part(label(moving.measure.text, wrap=True))
        self.add_part(label("\n".join([now, *moving.notes]), "second", wrap=True))
        self.add("Ny tidsplan", self.words, self.understood)
        self.add("Varför" if self._has_time else "Varför (behöver inte fyllas i)", self.reason)
        self.words.textChanged.connect(self._understand)

    def _understand(self, text: str) -> None:
        due, today = understand(text).due, self.desk.today
        self.understood.setText(f"senast {day(due, today)}, {time_left(due, today)}" if due else "")

    def submit(self) -> None:
        measure, words, reason = self._moving.measure, self.words.text(), self.reason.text()
        if not words.strip() or not understand(words).is_given:
            raise Wrong(self.words, "Skriv när åtgärden ska vara klar, till exempel senast juni 2026.")
        if self._has_time and not reason.strip():
            raise Wrong(self.reason, "Skriv varför tidsplanen ändras.")
        said = f"Åtgärdens tidsplan är nu ”{words.strip()}”."
        self.record(
            lambda register: move_measure(register, measure, words, reason),
            lambda saved: told(said, saved.notes),
            at=self.words,
        )
