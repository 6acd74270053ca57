"""What is up for a meeting: its manusstopp, its ärenden, and what can be done with it."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from secretary_app.domain.date_words import day, time_left
from secretary_app.domain.model import Namnd
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.swedish_dates import WEEKDAYS
from secretary_app.operations.editing_meetings import MeetingRow, MeetingState
from secretary_app.operations.meeting_preparation import Preparation
from secretary_app.ui.pages.sammantraden.late import LateMeasures
from secretary_app.ui.pages.sammantraden.matters import MatterList
from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, Sheet, button, column, label, link, put, relook, restyle, row, rule
from secretary_app.ui.widgets.flow import Flow

_SOON_DAYS = 14
_NONE_BEFORE = "Ärenden kommer hit när en remiss har en plan som går hit."
_NONE_AFTER = "Inget ärende var planerat hit. Registrera §§ för det som var uppe."


class MeetingPanel(Sheet):
    list_asked = Signal()
    move_asked = Signal()
    cancel_asked = Signal()
    remove_asked = Signal()
    drafts_asked = Signal()
    paragraphs_asked = Signal()

    def __init__(self, day_now: Callable[[], dt.date]) -> None:
        super().__init__(margin=18, spacing=10)
        self._day_now = day_now
        self.heading = label("", "heading", wrap=True)
        self._shape = Shape()
        self._stop = label("", wrap=True)
        self._remark = label("", "second", wrap=True)
        self.make_list = button("Skapa statuslista…", self.list_asked.emit, glyph="table")
        self.drafts = button("", self.drafts_asked.emit, glyph="file-plus")
        self.paragraphs = button("Registrera §§…", self.paragraphs_asked.emit, glyph="check")
        self.count = label("", "strong", wrap=True)
        self._none = label("", "second", wrap=True)
        self.matters = MatterList()
        self.late = LateMeasures()
        self._move = link("Flytta…", self.move_asked.emit, glyph="arrows-left-right")
        self._cancel = link("Ställ in", self.cancel_asked.emit, glyph="x")
        self._remove = link("Ta bort", self.remove_asked.emit, glyph="trash")
        self._parts = QScrollArea()
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        stop = row(self._shape, self._stop)
        stop.setStretch(1, 1)
        doing = Flow(self.paragraphs, self.make_list, self.drafts, spacing=8)
        whole = column(
            stop, self._remark, doing, 4, self.count, rule(), self._none, self.matters, 4, self.late, None, rule()
        )
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

    @property
    def first_button(self) -> QPushButton:
        """Where the focus goes in the panel."""
        return self.make_list if self.paragraphs.isHidden() else self.paragraphs

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
        self._remark.setText(" ".join(filter(None, (each.remark, self._utskick(each), self._justering(each)))))
        self._remark.setVisible(bool(self._remark.text()))
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

    def _utskick(self, each: MeetingRow) -> str:
        sent = each.meeting.utskick
        return f"Utskick {day(sent, self._day_now())}." if sent and each.state is not MeetingState.CANCELLED else ""

    def _justering(self, each: MeetingRow) -> str:
        if each.state is MeetingState.CANCELLED:
            return ""
        when = "samma dag" if each.justering == each.meeting.date else day(each.justering, self._day_now())
        return f"Protokollet justeras {when}."

    def show_preparation(self, found: Preparation) -> None:
        """Show the ärenden of the meeting that is shown, and what can be done with them."""
        number, left = len(found.matters), len(found.without_paragraph)
        done = sum(each.state is BadgeState.DONE for each in found.matters)
        words = "1 ärende" if number == 1 else f"{number} ärenden" if number else "Inga ärenden"
        if found.is_over and number:
            words += f", {left} saknar §" if left else ", alla har §" if number > 1 else ", det har §"
        elif number:
            words += f", {done} {'klart' if done == 1 else 'klara'}" if done else ""
        self.count.setText(words)
        self._none.setText(_NONE_AFTER if found.is_over else _NONE_BEFORE)
        self._none.setVisible(not number)
        is_held = found.meeting.date <= self._day_now() and not found.meeting.cancelled
        is_left = is_held and (bool(left) or not number)
        self.paragraphs.setVisible(is_held)
        _make_primary(self.paragraphs, "check", is_primary=is_left)
        _make_primary(self.make_list, "table", is_primary=not (is_left or found.is_over or found.meeting.cancelled))
        wanted = len(found.wanted_drafts)
        _make_primary(self.drafts, "file-plus", is_primary=found.is_over and not is_left)
        self.drafts.setText("Skapa protokollsutdrag…" if found.is_over else "Skapa underlag till alla…")
        self.drafts.setVisible(wanted > 0)
        self.matters.show_matters(found.matters)


def _make_primary(made: QPushButton, glyph: str, *, is_primary: bool) -> None:
    """Fill the button, or not: a page has one that is."""
    if bool(made.property("primary")) != is_primary:
        made.setProperty("primary", is_primary)
        made.setIcon(icon(glyph, "on_accent" if is_primary else ""))
        restyle(made)
