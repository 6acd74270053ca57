"""The bodies at the left, each with its next meeting."""

import datetime as dt
from collections.abc import Callable

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Namnd
from secretary_app.operations.editing_meetings import BodyMeetings
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table

_LAST = dt.date.max


class Bodies(Table[BodyMeetings]):
    def __init__(self, day_now: Callable[[], dt.date]) -> None:
        def coming(each: BodyMeetings) -> Cell:
            if each.next_meeting is None:
                return Cell("inget", tone="none", tip=f"{each.namnd.name} har inget kommande sammanträde")
            return Cell(day(each.next_meeting.date, day_now()))

        columns = [
            Column("namnd", "Nämnd", _name, width=140, stretch=True),
            Column("nasta", "Nästa möte", coming, width=100, right=True),
        ]
        super().__init__(RowModel(columns, id_of=lambda each: each.namnd.id), "Nämnder med nästa möte")
        self.setSortingEnabled(False)
        self.setSelectionMode(self.SelectionMode.SingleSelection)

    @property
    def namnd(self) -> Namnd | None:
        """The body that is chosen."""
        found = self.current_row()
        return found.namnd if found else None


def _name(each: BodyMeetings) -> Cell:
    return Cell(each.namnd.abbreviation, each.namnd.name, strong=True, tip=each.namnd.name)
