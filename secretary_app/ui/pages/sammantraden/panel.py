"""What is up for a meeting: its manusstopp, its ärenden, and what can be done with it."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day, time_left
from secretary_app.domain.model import Meeting, Namnd
from secretary_app.domain.swedish_dates import WEEKDAYS
from secretary_app.operations.editing_meetings import MeetingRow, MeetingState, remisser_at
from secretary_app.operations.opening import Register
from secretary_app.operations.overview import RemissRow, overview
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, Sheet, button, clear, column, label, link, put, relook, row, rule
from secretary_app.ui.widgets.flow import Flow

_SOON_DAYS = 14


def matters_at(register: Register, meeting: Meeting, today: dt.date) -> list[RemissRow]:
    """The remisser that are up at the meeting, as the list of remisser shows them."""
    ids = {each.id for each in remisser_at(register, meeting)}
    return [each for each in overview(register, today) if each.id in ids] if ids else []


class MeetingPanel(Sheet):
    list_asked = Signal()
    move_asked = Signal()
    cancel_asked = Signal()
    remove_asked = Signal()
    remiss_asked = Signal(str)

    def __init__(self, day_now: Callable[[], dt.date]) -> None:
        super().__init__(margin=18, spacing=10)
        self._day_now = day_now
        self.heading = label("", "heading", wrap=True)
        self._shape = Shape()
        self._stop = label("", wrap=True)
        self._remark = label("", "second", wrap=True)
        self.make_list = button("Skapa statuslista…", self.list_asked.emit, glyph="table", primary=True)
        self._count = label("", "strong")
        self._matters = QVBoxLayout()
        self._matters.setSpacing(theme().px(8))
        self._move = link("Flytta…", self.move_asked.emit, glyph="arrows-left-right")
        self._cancel = link("Ställ in", self.cancel_asked.emit, glyph="x")
        self._remove = link("Ta bort", self.remove_asked.emit, glyph="trash")
        self._parts = QScrollArea()
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        stop = row(self._shape, self._stop)
        stop.setStretch(1, 1)
        whole = column(stop, self._remark, row(self.make_list, None), 4, self._count, rule(), self._matters, rule())
        whole.setStretch(whole.indexOf(self._matters), 1)
        put(whole, Flow(self._move, self._cancel, self._remove, spacing=4))
        whole.setContentsMargins(0, 0, theme().px(8), 0)
        inside = QWidget()
        inside.setLayout(whole)
        self._parts.setWidget(inside)
        self._parts.setWidgetResizable(True)
        self._parts.setFrameShape(QFrame.Shape.NoFrame)
        put(self.body, self.heading)
        put(self.body, self._parts, 1)
        self.body.addStretch(0)

    def show_nothing(self) -> None:
        """No meeting is chosen."""
        self.heading.setText("Inget sammanträde valt")
        self._parts.hide()

    def show_meeting(self, namnd: Namnd, each: MeetingRow) -> None:
        """Show the meeting; its ärenden follow."""
        date = each.meeting.date
        words = f"{namnd.abbreviation} {WEEKDAYS[date.weekday()]} {day(date, self._day_now())}"
        is_over = each.state in (MeetingState.HELD, MeetingState.CANCELLED)
        self.heading.setText(words if is_over else f"Inför {words}")
        state, said = self._manusstopp(each)
        self._shape.show_state(state)
        self._shape.setVisible(state is not State.NONE)
        self._stop.setText(said)
        relook(self._stop, {State.SOON: "soon", State.LATE: "late"}.get(state, ""))
        self._remark.setText(each.remark)
        self._remark.setVisible(bool(each.remark))
        self._cancel.setText("Ta upp igen" if each.meeting.cancelled else "Ställ in")
        self._parts.show()

    def _manusstopp(self, each: MeetingRow) -> tuple[State, str]:
        stop, today = each.manusstopp, self._day_now()
        words = f"Manusstopp {WEEKDAYS[stop.weekday()]} {day(stop, today)}"
        if each.state is MeetingState.CANCELLED:
            return State.NONE, "Sammanträdet är inställt"
        if each.state is MeetingState.HELD:
            return State.DONE, "Sammanträdet är hållet"
        if stop < today:
            return State.NONE, f"{words} har passerat"
        left = (stop - today).days
        return State.SOON if left <= _SOON_DAYS else State.ON_TIME, f"{words}, {time_left(stop, today)}"

    def show_matters(self, matters: Sequence[RemissRow]) -> None:
        """Show the ärenden of the meeting."""
        clear(self._matters)
        number = len(matters)
        self._count.setText("1 ärende" if number == 1 else f"{number} ärenden" if number else "Inga ärenden än")
        if not number:
            put(self._matters, label("Ärenden kommer hit när en remiss har en plan som går hit.", "second", wrap=True))
        for place, each in enumerate(matters):
            if place:
                put(self._matters, rule())
            put(self._matters, self._matter(each))
        self._matters.addStretch(1)

    def _matter(self, each: RemissRow) -> QWidget:
        state = State(each.status.badge.value)
        shape = Shape(state)
        opened = link("Öppna", partial(self.remiss_asked.emit, each.id))
        opened.setAccessibleName(f"Öppna {each.title}")
        words = column(label(each.title, "strong", wrap=True), label(each.diarienummer, "second"), spacing=1)
        said = each.status.capitalize()
        if each.next is not None and each.next.date is not None:
            said = f"{said}, {each.next.words} {day(each.next.date, self._day_now())}"
        put(words, label(said, {"late": "late", "soon": "soon"}.get(state.token, ""), wrap=True))
        whole = row(column(shape, None), words, column(opened, None), spacing=9)
        whole.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(whole)
        return holder
