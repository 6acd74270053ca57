"""On which day the list stands, and which earlier day it is compared with."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from secretary_app.domain.date_words import day
from secretary_app.operations.follow_up import Comparison
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.basics import row
from secretary_app.ui.widgets.choice import choice, offer

_OTHER = "annan"
_LETTERS = 21


class DayChoices(QWidget):
    def __init__(self, office: Office, then: Callable[[], None]) -> None:
        """``then`` is called when another day was chosen."""
        super().__init__()
        self._office = office
        self._then = then
        self._on: dt.date | None = None
        self._since: dt.date | None = None
        self._comparisons: Sequence[Comparison] = ()
        self.on_choice = choice("Läget den", self._chose_on, letters=_LETTERS)
        self.since_choice = choice("Jämfört med", self._chose_since, letters=_LETTERS)
        self.setLayout(row(self.on_choice, self.since_choice))
        self.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self._show()

    @property
    def on(self) -> dt.date:
        """The day that the list stands on."""
        return self._on or self._office.desk.today

    @property
    def since(self) -> dt.date | None:
        """The day that it is compared with; None: with none."""
        return self._since if self._since is not None and self._since < self.on else None

    def offer(self, comparisons: Sequence[Comparison]) -> None:
        """These may be compared with."""
        self._comparisons = comparisons
        self._show()

    def _show(self) -> None:
        today = self._office.desk.today
        days: list[tuple[str, object]] = [("Läget i dag", None)]
        if self._on is not None:
            days.append((f"Läget den {day(self._on, today)}", self._on))
        offer(self.on_choice, [*days, ("Läget en annan dag…", _OTHER)], self._on)
        meetings: list[tuple[str, object]] = [
            (f"Jämfört med {each.words} {day(each.date, today)}", each.date) for each in self._comparisons
        ]
        if self._since is not None and self._since not in {each.date for each in self._comparisons}:
            meetings.insert(0, (f"Jämfört med {day(self._since, today)}", self._since))
        offer(
            self.since_choice,
            [("Jämför inte", None), *meetings, ("Jämfört med en annan dag…", _OTHER)],
            self._since,
        )

    def _chose_on(self) -> None:
        chosen = self.on_choice.currentData()
        if chosen == _OTHER:
            self._ask("Vilken dag ska listan visa?", "Visa", self.on, self._set_on)
        else:
            self._set_on(chosen)

    def _chose_since(self) -> None:
        chosen = self.since_choice.currentData()
        if chosen == _OTHER:
            before = self._since or self.on - dt.timedelta(days=28)
            self._ask("Vilken dag ska listan jämföras med?", "Jämför", before, self._set_since)
        else:
            self._set_since(chosen)

    def _ask(self, question: str, verb: str, present: dt.date, then: Callable[[dt.date | None], None]) -> None:
        from secretary_app.ui.pages.uppfoljning.dialogs import DayDialog

        self._show()
        DayDialog(self.window(), self._office, question, verb, present, then).open()

    def _set_on(self, chosen: dt.date | None) -> None:
        self._on = None if chosen == self._office.desk.today else chosen
        self._show()
        self._then()

    def _set_since(self, chosen: dt.date | None) -> None:
        self._since = chosen
        self._show()
        self._then()
