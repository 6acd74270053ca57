"""Sammanträden: each body's year, and what is up for its next meeting."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.model import Meeting
from secretary_app.domain.swedish_dates import in_words
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_meetings import (
    AddedMeetings,
    BodyMeetings,
    MeetingRow,
    add_many_meetings,
    bodies_with_next_meeting,
    meeting_days,
    meetings_of,
)
from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.ui.core.listing import make_list
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.sammantraden.adding import AddMeetings
from secretary_app.ui.pages.sammantraden.bodies import Bodies
from secretary_app.ui.pages.sammantraden.columns import typed_day, typed_manusstopp, why_no_day
from secretary_app.ui.pages.sammantraden.panel import MeetingPanel
from secretary_app.ui.pages.sammantraden.preparing import Preparing
from secretary_app.ui.pages.sammantraden.touched import MeetingChanger
from secretary_app.ui.pages.sammantraden.year import YearSheet
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Empty, button, column, put, row
from secretary_app.ui.widgets.meetings_import import MeetingsImport, told_added
from secretary_app.ui.widgets.page_head import PageHead
from secretary_app.ui.widgets.paste_meetings import PasteMeetings
from secretary_app.ui.widgets.workbook_import import WorkbookImport

_NARROW = 1100
_LIST = 312
"""The width of the bodies at 100 %: their names are seen whole."""
_YEARS_AHEAD = 2
Dated = tuple[dt.date, dt.date | None]


@dataclass(frozen=True)
class _Shown:
    bodies: list[BodyMeetings]
    days: dict[str, dict[dt.date, dt.date | None]]
    """By the body's id every day on which it meets, with its manusstopp."""


def _shown(register: Register, today: dt.date) -> _Shown:
    return _Shown(bodies_with_next_meeting(register, today), meeting_days(register))


class SammantradenPage(Page):
    name = "sammantraden"
    title = "Sammanträden"
    help_topic = "sammantraden"
    kinds = frozenset(model.ENTITIES) - {model.Kommun, model.Person, model.Verdict, model.Reminder}

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._shown = _Shown([], {})
        self._wanted_body = office.places.text("sammantraden/namnd")
        self._wanted_day: dt.date | None = None
        self.years = QComboBox()
        self.bodies = Bodies(self._day_now)
        self.year = YearSheet(self._day_now, folded=office.places.text("sammantraden/hållna", "dolda") == "dolda")
        self.panel = MeetingPanel(self._day_now)
        self.preparing = Preparing(office, self)
        self._import = WorkbookImport(office, self)
        self.changer = MeetingChanger(office, self)
        self._meetings = MeetingsImport(office, self)
        self._nobody = Empty(
            "Inga nämnder ännu. Lägg in dem i Inställningar, eller läs in en arbetsbok.",
            button("Lägg till nämnder…", lambda: office.go(Destination("installningar", tab="namnder"))),
            button("Läs in från Excel…", self._import.ask, glyph="download-simple"),
        )
        self._right = QSplitter(Qt.Orientation.Horizontal)
        self._all = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._add_actions()

    def _day_now(self) -> dt.date:
        return self.desk.today

    def _lay_out(self) -> None:
        self.years.setAccessibleName("År")
        self._show_years(self.desk.today.year)
        for part in (self.year, self.panel):
            self._right.addWidget(part)
        for side in (self.bodies, self._right):
            self._all.addWidget(side)
        self._all.setStretchFactor(1, 1)
        for splitter in (self._all, self._right):
            splitter.setChildrenCollapsible(False)
        self._right.setSizes([theme().px(660), theme().px(400)])
        self._all.setSizes([theme().px(_LIST), theme().px(1346 - _LIST)])
        self._all.restoreState(self.office.places.bytes("sammantraden/bredder"))
        head = PageHead(
            self.title,
            button("Läs in från kalender…", self.read_calendar, glyph="download-simple"),
            button("Läs in från Excel…", self._import.ask, glyph="download-simple"),
        )
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        top = row(head, self.years)
        top.setStretch(0, 1)
        put(layout, column(top, 2))
        put(layout, self._all, 1)
        put(layout, self._nobody, 1)
        self._nobody.hide()

    def _connect(self) -> None:
        self._all.splitterMoved.connect(lambda: self.office.places.keep("sammantraden/bredder", self._all.saveState()))
        self.bodies.chosen.connect(self._on_body)
        self.years.currentIndexChanged.connect(self._read_year)
        self.year.chosen.connect(self._on_meeting)
        self.year.typed.connect(self._typed)
        self.year.add_asked.connect(self.add)
        self.year.paste_asked.connect(self.paste)
        self.year.import_asked.connect(self._import.ask)
        self.year.table.remove_asked.connect(self.remove)
        self.year.fold_changed.connect(
            lambda folded: self.office.places.keep("sammantraden/hållna", "dolda" if folded else "visade")
        )
        self.panel.list_asked.connect(self._make_list)
        self.panel.move_asked.connect(self.year.edit_date)
        self.panel.cancel_asked.connect(self.cancel)
        self.panel.remove_asked.connect(self.remove)
        self.panel.paragraphs_asked.connect(self.preparing.ask_paragraphs)
        self.panel.drafts_asked.connect(self.preparing.ask_all_drafts)
        self.panel.matters.drafts_asked.connect(self.preparing.ask_drafts)
        self.panel.matters.go_asked.connect(self.office.go)
        self.preparing.read.connect(self.panel.show_preparation)
        self.preparing.late_read.connect(lambda rows: self.panel.late.show_measures(rows, self.desk.today))
        self.panel.late.go_asked.connect(self.office.go)
        self.preparing.counted.connect(self._read_year)

    def _add_actions(self) -> None:
        self._commands = []
        self.year.table.row_actions = []
        for words, shortcut, then, is_row in (
            ("Lägg till sammanträden…", "", self.add, False),
            ("Klistra in sammanträden…", "", self.paste, False),
            ("Flytta sammanträdet…", "", self.year.edit_date, True),
            ("Skriv in utskick…", "", self.ask_utskick, True),
            ("Ställ in eller ta upp sammanträdet", "", self.cancel, True),
            ("Skapa underlag till sammanträdets ärenden…", "", self.preparing.ask_all_drafts, True),
            ("Registrera sammanträdets §§…", "", self.preparing.ask_paragraphs, True),
            ("Ta bort sammanträdet", "", self.remove, True),
            ("Läs in sammanträden från Excel…", "", self._import.ask, False),
            ("Läs in sammanträden från kalender…", "", self.read_calendar, False),
            ("Skriv ut sammanträdena", "Ctrl+P", self._print, False),
        ):
            action = self.new_action(words, then, shortcut)
            self._commands.append(action)
            if is_row:
                self.year.table.row_actions.append(action)

    def commands(self) -> list[QAction]:
        return self._commands

    def parts(self) -> list[QWidget]:
        return [self.bodies, self.year.table, self.panel.first_button]

    def focus_first(self) -> None:
        self.year.table.setFocus()

    def arrive(self, destination: Destination) -> None:
        """``item``: a body's id, and after a blank the day of a meeting."""
        body, _, day = destination.item.partition(" ")
        self._wanted_body = body or self._wanted_body
        self._wanted_day = dt.date.fromisoformat(day) if day else None
        if self._wanted_day is not None:
            self._show_years(self._wanted_day.year)
        if body and self._shown.bodies:
            self._choose_body()
            self._read_year()

    def refresh(self) -> None:
        today = self.desk.today
        self.desk.read(lambda register: _shown(register, today), self._take, owner=self, key="bodies")
        self.preparing.count_plans()

    def _take(self, shown: _Shown) -> None:
        self._shown = shown
        self._show_years(self.years.currentData())
        self.bodies.set_rows(shown.bodies)
        self._all.setVisible(bool(shown.bodies))
        self._nobody.setVisible(not shown.bodies)
        self._choose_body()
        self._read_year()

    def _choose_body(self) -> None:
        if self._wanted_body:
            self.bodies.choose(self._wanted_body)
        self.bodies.choose_first()

    def _show_years(self, chosen: int) -> None:
        this = self.desk.today.year
        years = {each.year for days in self._shown.days.values() for each in days} | {chosen}
        shown = range(min(years | {this - 1}), max(years | {this + _YEARS_AHEAD}) + 1)
        self.years.blockSignals(True)
        self.years.clear()
        for each in shown:
            self.years.addItem(str(each), each)
        self.years.setCurrentIndex(self.years.findData(chosen))
        self.years.blockSignals(False)

    def _on_body(self) -> None:
        namnd = self.bodies.namnd
        if namnd is not None and namnd.id != self._wanted_body:
            self._wanted_body = namnd.id
            self.office.places.keep("sammantraden/namnd", namnd.id)
            self._read_year()

    def _read_year(self) -> None:
        namnd, year, today = self.bodies.namnd, self.years.currentData(), self.desk.today
        computed = self.preparing.computed
        if namnd is not None:
            self.desk.read(
                lambda register: meetings_of(register, namnd.id, year, today, computed),
                lambda rows: self._take_year(rows, namnd, year),
                owner=self,
                key="year",
            )

    def _take_year(self, rows: list[MeetingRow], namnd: model.Namnd, year: int) -> None:
        self.year.show_year(namnd, year, rows)
        if self._wanted_day is not None and self._wanted_day.year == year:
            self.year.choose(self._wanted_day)
            self._wanted_day = None

    def _on_meeting(self) -> None:
        namnd, each = self.bodies.namnd, self.year.chosen_row
        if namnd is None or each is None:
            self.panel.show_nothing()
            self.preparing.show(None)
            return
        self.panel.show_meeting(namnd, each)
        self.preparing.show(each.meeting)

    def _typed(self, each: MeetingRow, key: str, words: str) -> None:
        date = each.meeting.date
        found = typed_day(words, date.year) if key == "date" else typed_manusstopp(words, date)
        if found is None and (words or key == "date"):
            self.office.notify(Notice(why_no_day(words, date.year), Tone.WARNING))
            self.year.table.edit_again(each.meeting.id, key, words)
            return
        if key == "utskick":
            changed = replace(each.meeting, utskick=found)
        elif key == "date" and found is not None:
            changed = replace(each.meeting, date=found)
        else:
            changed = replace(each.meeting, manusstopp=found)
        if changed != each.meeting:
            self._change(changed, _moved(each.meeting, changed), key, words)

    def _change(self, meeting: Meeting, said: str, key: str = "", words: str = "") -> None:
        def refused(error: UserError) -> None:
            self.office.notify(Notice.of_error(error))
            if key:
                self.year.table.edit_again(meeting.id, key, words)

        self.changer.change(meeting, said, refused)

    def ask_utskick(self) -> None:
        """Ask when the papers of the chosen meeting go out."""
        from secretary_app.ui.pages.sammantraden.utskick import UtskickDialog

        namnd, each = self.bodies.namnd, self.year.chosen_row
        if namnd is not None and each is not None:
            UtskickDialog(self.window(), self.office, namnd, each.meeting, _moved).open()

    def cancel(self) -> None:
        """Cancel the chosen meeting, or take it up again."""
        each = self.year.chosen_row
        if each is not None:
            meeting = replace(each.meeting, cancelled=not each.meeting.cancelled)
            verb = "är inställt" if meeting.cancelled else "hålls igen"
            self._change(meeting, f"{self._name_of(meeting)} {verb}.")

    def remove(self) -> None:
        """Take the chosen meeting away."""
        each = self.year.chosen_row
        if each is not None:
            self.changer.remove(each.meeting, f"{self._name_of(each.meeting)} är borttaget.")

    def _name_of(self, meeting: Meeting) -> str:
        namnd = self.bodies.namnd
        return f"{namnd.abbreviation if namnd else 'Sammanträdet'} {in_words(meeting.date)}"

    def add(self) -> None:
        """Ask for further days of the chosen body."""
        namnd = self.bodies.namnd
        if namnd is None:
            return
        there = sorted(self._shown.days.get(namnd.id, ()))
        dialog = AddMeetings(self.window(), namnd.abbreviation, self.years.currentData(), there, self.desk.today)
        dialog.wanted.connect(lambda days: self._add({namnd.id: days}))
        dialog.open()

    def paste(self) -> None:
        """Ask for pasted days, of one body or of many."""
        bodies = [each.namnd for each in self._shown.bodies]
        ids = {each.abbreviation: each.id for each in bodies}
        chosen = self.bodies.namnd
        dialog = PasteMeetings(
            self.window(),
            self.years.currentData(),
            list(ids),
            {each.abbreviation: self._shown.days.get(each.id, {}) for each in bodies},
            chosen.abbreviation if chosen else "",
            {each.name: each.abbreviation for each in bodies},
        )
        dialog.accepted_meetings.connect(lambda wanted: self._add({ids[body]: days for body, days in wanted.items()}))
        dialog.open()

    def read_calendar(self) -> None:
        """Ask for a calendar, or a list in Excel, and show what it has."""
        self._meetings.ask(self.years.currentData())

    def _add(self, days: Mapping[str, Sequence[Dated]]) -> None:
        self.desk.write(
            lambda register: add_many_meetings(register, days), self._after_adding, owner=self, says=told_added
        )

    def _after_adding(self, saved: Saved[AddedMeetings]) -> None:
        """Go to the year and the body of the first that was added, where the ones shown got none."""
        added = saved.row.added
        here = (self.bodies.namnd.id if self.bodies.namnd else "", self.years.currentData())
        if added and here not in {(each.namnd_id, each.date.year) for each in added}:
            self._wanted_body = added[0].namnd_id
            self._wanted_day = added[0].date
            self._show_years(added[0].date.year)

    def _make_list(self) -> None:
        namnd, each = self.bodies.namnd, self.year.chosen_row
        if namnd is not None and each is not None:
            make_list(self.office, self, namnd.abbreviation, each.meeting.date)

    def _print(self) -> None:
        namnd = self.bodies.namnd
        self.year.table.print(f"Sammanträden {namnd.name if namnd else ''} {self.years.currentText()}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < theme().px(_NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._right.orientation() is not wanted:
            self._right.setOrientation(wanted)
            self._right.setSizes([theme().px(560), theme().px(460)] if narrow else [theme().px(660), theme().px(400)])


def _moved(before: Meeting, after: Meeting) -> str:
    if before.date != after.date:
        return f"Sammanträdet {in_words(before.date)} är flyttat till {in_words(after.date)}."
    if before.utskick != after.utskick:
        when = in_words(after.utskick) if after.utskick else "borttaget"
        return f"Utskicket till {in_words(after.date)} är {when}."
    if after.manusstopp is None:
        return f"Manusstoppet till {in_words(after.date)} räknas ut igen."
    return f"Manusstoppet till {in_words(after.date)} är {in_words(after.manusstopp)}."
