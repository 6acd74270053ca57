"""When the papers of a meeting go out to the members."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from secretary_app.domain.date_words import long_day
from secretary_app.domain.model import Meeting, Namnd
from secretary_app.operations.editing_meetings import change_meeting
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.action_dialog import ActionDialog, day_or_none, told
from secretary_app.ui.widgets.date_field import DateField


class UtskickDialog(ActionDialog):
    width_at_100 = 400

    def __init__(
        self, parent: QWidget, office: Office, namnd: Namnd, meeting: Meeting, says: Callable[[Meeting, Meeting], str]
    ) -> None:
        when = long_day(meeting.date, office.desk.today)
        super().__init__(
            parent, office, "När går handlingarna ut till ledamöterna?", "Spara", about=f"{namnd.name} {when}"
        )
        self._meeting = meeting
        self._says = says
        self.day = DateField(meeting.utskick)
        self.add_day("Utskick", self.day)

    def submit(self) -> None:
        changed = replace(self._meeting, utskick=day_or_none(self.day))
        said = self._says(self._meeting, changed)
        self.record(
            lambda register: change_meeting(register, changed), lambda saved: told(said, saved.notes), at=self.day
        )
