"""The same rows as a month: a day's rows stand beside it."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from secretary_app.domain.date_words import long_day
from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow
from secretary_app.domain.red_days import holiday_name
from secretary_app.domain.text import and_list
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.frister.foot import STATES
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Sheet, button, column, label, row, tool
from secretary_app.ui.widgets.legend import Legend
from secretary_app.ui.widgets.month_grid import NO_DAY, DayItem, MonthGrid

_NARROW, _BESIDE, _LOW, _LEAST = 720, 330, 480, 340
_LEAST_ABOVE = 480


class MonthView(QWidget):
    """A grid of days; Enter in a day goes to its rows."""

    chosen = Signal()
    """Another row is chosen."""

    def __init__(self, day_now: Callable[[], dt.date], places: Places) -> None:
        super().__init__()
        self._day_now = day_now
        self._rows: list[DeadlineRow] = []
        self._by_day: dict[dt.date, list[DeadlineRow]] = {}
        self._meetings: Mapping[dt.date, Sequence[str]] = {}
        self.grid = MonthGrid("Frister")
        self.table: Table[DeadlineRow] = Table(
            RowModel(_columns(), id_of=lambda each: each.key, parent=self), "Dagens frister", places=places
        )
        self.title = label("", "heading")
        self.heading = label("", "heading", wrap=True)
        self.holiday = label("", "second", wrap=True)
        self.legend = Legend(STATES)
        self._layout = QHBoxLayout(self)
        self._set_up()

    def _set_up(self) -> None:
        head = row(
            tool("caret-left", "Förra månaden", lambda: self.grid.turn(-1), "PgUp"),
            tool("caret-right", "Nästa månad", lambda: self.grid.turn(1), "PgDn"),
            self.title,
            None,
            button("I dag", lambda: self.grid.go(self._day_now()), tip="Home"),
        )
        head.setContentsMargins(*(theme().px(each) for each in (8, 6, 12, 4)))
        month = Sheet(margin=0, spacing=0)
        month.body.addLayout(head)
        month.body.addWidget(self.grid, 1)
        month.body.addWidget(self.legend)
        self.table.setProperty("bare", True)
        self.table.horizontalHeader().hide()
        self.table.setSortingEnabled(False)
        self._day = Sheet(margin=0, spacing=0)
        words = column(self.heading, self.holiday, spacing=2)
        words.setContentsMargins(*(theme().px(each) for each in (12, 10, 12, 6)))
        self._day.body.addLayout(words)
        self._day.body.addWidget(self.table, 1)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().px(12))
        self._layout.addWidget(month, 1)
        self._layout.addWidget(self._day)
        self.grid.day_chosen.connect(self._show)
        self.grid.entered.connect(self._enter)
        self.table.chosen.connect(self.chosen)

    def set_rows(self, rows: list[DeadlineRow], meetings: Mapping[dt.date, Sequence[str]]) -> None:
        """Show these, in the list's own order, and who meets on a day; the day that is chosen stays."""
        self._rows, self._meetings = rows, meetings
        self._show()

    def begin(self) -> None:
        """Have today chosen when it is next shown."""
        self.grid.day = NO_DAY

    def choose(self, found: DeadlineRow) -> None:
        """Go to the day of a row, and choose it there."""
        if found.date is not None:
            self.grid.go(found.date)
            self.table.choose(found.key)

    def focus_first(self) -> None:
        self.grid.setFocus()

    def _enter(self) -> None:
        if self.table.rows_model.rows:
            self.table.setFocus()

    def _show(self) -> None:
        """The month of the day that is chosen, and its rows."""
        grid, today = self.grid, self._day_now()
        if grid.day == NO_DAY:
            grid.day = today
        first = grid.day.replace(day=1) - dt.timedelta(days=7)
        self._by_day = _by_day(self._rows, first, first + dt.timedelta(days=52))
        items = {day: [_item(each) for each in rows] for day, rows in self._by_day.items()}
        grid.show_month(grid.day, today, items, self._meetings)
        undated = sum(each.date is None for each in self._rows)
        self.legend.foot.setText(f"{undated} utan datum" if undated else "")
        self.title.setText(grid.month_words[:1].upper() + grid.month_words[1:])
        found = self._by_day.get(grid.day, [])
        words = long_day(grid.day, today)
        count = "1 frist" if len(found) == 1 else f"{len(found)} frister" if found else "ingen frist"
        self.heading.setText(f"{words[:1].upper()}{words[1:]}, {count}")
        bodies = self._meetings.get(grid.day)
        meets = f"{and_list(list(bodies))} sammanträder" if bodies else ""
        self.holiday.setText("\n".join(filter(None, (holiday_name(grid.day), meets))))
        self.holiday.setVisible(bool(self.holiday.text()))
        self.table.setAccessibleName(f"Frister {words}")
        self.table.set_rows(found)
        self.table.choose_first()
        self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The day under the month where there is no room beside it."""
        super().resizeEvent(event)
        self.legend.set_short(self.height() < theme().px(_LOW))
        beside = self.width() >= theme().px(_NARROW)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.setMinimumHeight(theme().px(_LEAST if beside else _LEAST_ABOVE))
        if beside:
            self._day.setFixedWidth(min(theme().px(_BESIDE), round(self.width() * 0.34)))
            self._day.setMaximumHeight(_ANY)
        else:
            self._day.setMinimumWidth(0)
            self._day.setMaximumWidth(_ANY)
            self._day.setMaximumHeight(round(self.height() * 0.34))


_ANY = 16777215
"""Of Qt's own, which it does not hand to Python."""


def _by_day(rows: Iterable[DeadlineRow], first: dt.date, last: dt.date) -> dict[dt.date, list[DeadlineRow]]:
    """The rows of the days between, the most urgent of a day first."""
    found: dict[dt.date, list[DeadlineRow]] = {}
    for each in rows:
        if each.date is not None and first <= each.date <= last:
            found.setdefault(each.date, []).append(each)
    for of_day in found.values():
        of_day.sort(key=lambda each: each.state.rank)
    return found


def _item(each: DeadlineRow) -> DayItem:
    matter = each.diarienummer.rpartition("/")[2] or each.title
    match each.kind:
        case DeadlineKind.ANSWER:
            words = f"{each.namnder} svarar"
        case DeadlineKind.ANSWER_BY:
            words = f"Svar {matter}"
        case DeadlineKind.DISPATCH:
            words = f"Expediera {matter}"
        case DeadlineKind.OWN_PAPERS:
            words = f"Skrivelse {matter}"
        case DeadlineKind.BODY_PAPERS:
            words = f"{each.namnder} handlingar"
        case DeadlineKind.MEASURE:
            words = f"{each.namnder or 'Egen'}: åtgärd"
    return DayItem(State(each.state.value), words, f"{each.what} ({each.diarienummer or each.title})")


def _columns() -> list[Column[DeadlineRow]]:
    def what(each: DeadlineRow) -> Cell:
        state = State(each.state.value)
        matter = f"{each.diarienummer} {each.title}".strip()
        tip = "\n".join(filter(None, (each.what, each.more, each.namnder, each.handlaggare, matter)))
        return Cell(each.what, matter, state=state, strong=state is State.LATE, tip=f"{state}: {tip}")

    return [Column("vad", "Vad", what, width=240, stretch=True)]
