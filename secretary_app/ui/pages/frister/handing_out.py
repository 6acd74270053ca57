"""What leaves the page: mail drafts and calendar files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.recipients import split_names
from secretary_app.ui.core.page import Office
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button

if TYPE_CHECKING:
    from secretary_app.ui.pages.frister.page import FristerPage

_NARROW = 860
_MAIL, _CALENDAR = "Skapa mejlutkast…", "Kalenderfil…"


class HandingOut:
    """The two buttons of the page, and what they ask."""

    def __init__(self, page: "FristerPage", office: Office) -> None:
        self._page, self._office = page, office
        self.mail = button(
            _MAIL, self.remind, glyph="envelope-simple", tip="Påminn med mejlutkast, ett till var och en"
        )
        self.calendar = button(
            _CALENDAR, self.make_calendar, glyph="calendar-plus", tip="Skriv frister och möten till en kalenderfil"
        )
        self.buttons = (self.mail, self.calendar)
        for each, words in zip(self.buttons, (_MAIL, _CALENDAR), strict=True):
            each.setAccessibleName(words)

    def fit(self, width: int) -> None:
        """Icons alone where there is no room for words."""
        roomy = width >= theme().px(_NARROW)
        self.mail.setText(_MAIL if roomy else "")
        self.calendar.setText(_CALENDAR if roomy else "")

    def remind(self) -> None:
        """Ask of what, beginning with all that is late, or with the rows where several are chosen."""
        chosen = self._page.chosen
        self._ask(chosen, late_first=len(chosen) < 2)

    def remind_of(self, rows: Sequence[DeadlineRow]) -> None:
        """Ask about these rows."""
        self._ask(rows, late_first=False)

    def _ask(self, rows: Sequence[DeadlineRow], *, late_first: bool) -> None:
        from secretary_app.ui.widgets.reminder_mails import ReminderDialog

        keys = [each.key for each in rows]
        ReminderDialog(self._page.window(), self._office, keys, late_first=late_first).open()

    def make_calendar(self) -> None:
        """Ask whose; the body or person that is chosen in the filters is what it begins with."""
        from secretary_app.ui.widgets.calendar_export import CalendarDialog, Whose

        filters = self._page.filters
        bodies = [(name, name) for name in filters.bodies]
        person = filters.person.currentData()
        chosen = Whose(namnd=filters.body) if filters.body else Whose(person=person) if person else None
        rows = (each for each in self._page.rows if each.kind is not DeadlineKind.MEASURE)
        people = sorted({name for each in rows for name in split_names(each.handlaggare)}, key=swedish_key)
        CalendarDialog(self._page.window(), self._office, bodies, people, chosen).open()
