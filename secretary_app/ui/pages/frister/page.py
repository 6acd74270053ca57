"""Frister: everything that is waited for, in one list and on a strip of the coming months, or in a month."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow, Group
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.deadline_page import DeadlinePage, deadline_page
from secretary_app.operations.moving_deadlines import MovingDeadline, moving_deadline
from secretary_app.operations.moving_measures import MovingMeasure, moving_measure
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.frister.columns import NEVER_ELIDED, columns
from secretary_app.ui.pages.frister.filter_bar import FilterBar
from secretary_app.ui.pages.frister.filters import ALL
from secretary_app.ui.pages.frister.foot import Foot
from secretary_app.ui.pages.frister.handing_out import HandingOut
from secretary_app.ui.pages.frister.month import MonthView
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.grouped import GroupedModel, GroupedTable, Heading, Line
from secretary_app.ui.widgets.basics import Empty, Sheet, button, chip, column, label, row, tool
from secretary_app.ui.widgets.deadline_strip import STRIP_MARKS, Strip
from secretary_app.ui.widgets.mark_legend import MarkLegend
from secretary_app.ui.widgets.page_head import PageHead

_TABS = {DeadlineKind.ANSWER: "svarslage", DeadlineKind.MEASURE: "svar"}
_SHORT, _LOW, _NARROW = 560, 640, 1360
_LEAST = 220
_WIDTHS = {True: {"vem": 150, "arende": 220}, False: {"vem": 200, "arende": 320}}
"""Of two columns, in a narrow window and in a wide one."""
_LIST, _MONTH = "lista", "månad"


class FristerPage(Page):
    name = "frister"
    title = "Frister"
    help_topic = "frister"
    kinds = frozenset(
        {
            model.Remiss,
            model.Recommendation,
            model.Addressee,
            model.Referral,
            model.Response,
            model.Measure,
            model.MeasureNamnd,
            model.MeasureStatus,
            model.Decision,
            model.DeadlineChange,
            model.Dispatch,
            model.Document,
            model.Meeting,
            model.ChainStep,
            model.Namnd,
            model.PlannedStep,
            model.Reminder,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._found = DeadlinePage([], (), (), {})
        self._weeks: dict[Group, int] = {}
        self.strip_toggle = tool("calendar-blank", "Visa de kommande månaderna", self._toggle_strip)
        printing = tool("printer", "Skriv ut listan", self._print, "Ctrl+P")
        self.filters = FilterBar(office.places, self.strip_toggle, printing)
        self.chips, self.quick = self.filters.chips, self.filters.quick
        self.namnd, self.person = self.filters.namnd, self.filters.person
        self.rows_model = GroupedModel(
            columns(lambda: office.desk.today, lambda row: self._found.reminded.get(row.key)), self._weeks
        )
        self.rows_model.setParent(self)
        self.table = GroupedTable(self.rows_model, "Frister", key="frister", places=office.places)
        self.month = MonthView(lambda: office.desk.today, office.places)
        self.strip = Strip()
        self.handing_out = HandingOut(self, office)
        self.move_button = button("Flytta…", self.move_chosen, glyph="arrows-left-right", primary=True)
        self.foot = Foot(self.table.copy, self._remind_of_chosen)
        self.empty = Empty(
            "Inga frister ännu. De kommer hit när en remiss har registrerats.",
            button("Registrera remiss…", lambda: office.go(Destination("registrera")), glyph="plus"),
        )
        self.show_all = button("Visa alla", self._show_all)
        self.nothing = Empty("", self.show_all)
        self.views = {_LIST: chip("Lista", lambda: self.show_as(_LIST)), _MONTH: chip("Månad", self._show_month)}
        self._view = _MONTH if office.places.text("frister/vy") == _MONTH else _LIST
        self._middle = QStackedWidget()
        self._set_up()
        self._lay_out()
        self._add_actions()
        self.views[self._view].setChecked(True)

    def _set_up(self) -> None:
        self.filters.changed.connect(self._show_rows)
        self.filters.whose_changed.connect(self._show_whose)
        self.table.setProperty("bare", True)
        self.table.gives_way = {"vem": 110, "arende": 130, "pamind": 0}
        self.table.sort_by("dag")
        for table in (self.table, self.month.table):
            table.opened.connect(self._open)
            table.chosen.connect(self._show_chosen)
        self.strip.picked.connect(self.choose_deadline)
        self.strip_toggle.setCheckable(True)
        self._strip_choice = self.office.places.text("frister/remsa")
        self._was_narrow: bool | None = None
        group = QButtonGroup(self)
        for key, each in self.views.items():
            group.addButton(each)
            each.setToolTip(f"Visa som {key} (Ctrl+M)")

    def _lay_out(self) -> None:
        sheet = Sheet(margin=0, spacing=0)
        sheet.body.addWidget(self.table, 1)
        sheet.body.addWidget(self.foot)
        for part in (sheet, self.nothing, self.empty, self.month):
            self._middle.addWidget(part)
        self._list = sheet
        self._strip_sheet = Sheet(
            row(label("Kommande månader", "heading"), None, MarkLegend(STRIP_MARKS)), self.strip, margin=12, spacing=4
        )
        self._head = PageHead(self.title, *self.views.values(), *self.handing_out.buttons, self.move_button)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        layout.addLayout(column(self._head, self.filters, spacing=12))
        layout.addSpacing(theme().px(6))
        layout.addWidget(self._strip_sheet)
        layout.addSpacing(theme().px(8))
        layout.addWidget(self._middle, 1)
        sheet.setMinimumHeight(theme().px(_LEAST))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _add_actions(self) -> None:
        self._commands = []
        for words, shortcut, then in (
            ("Flytta fristen…", "F2", self.move_chosen),
            ("Filtrera listan", "Ctrl+F", self.quick.setFocus),
            ("Visa fristerna som månad eller lista", "Ctrl+M", self._switch),
            ("Skapa mejlutkast om frister…", "", self.handing_out.remind),
            ("Skapa kalenderfil…", "", self.handing_out.make_calendar),
            ("Skriv ut listan", "Ctrl+P", self._print),
            ("Kopiera listan som tabell", "", self._copy),
        ):
            self._commands.append(self.new_action(words, then, shortcut))
        opening = QAction("Öppna", self.table)
        opening.triggered.connect(lambda: self._open(self.current))
        reminding = QAction("Skapa mejlutkast…", self.table)
        reminding.triggered.connect(self._remind_of_chosen)
        for table in (self.table, self.month.table):
            table.row_actions = [opening, self._commands[0], reminding]

    def commands(self) -> list[QAction]:
        return self._commands

    def parts(self) -> list[QWidget]:
        if self._view == _MONTH:
            return [self.month.grid, self.month.table]
        return [self.strip.axis, self.table] if self._strip_sheet.isVisible() else [self.table]

    def focus_first(self) -> None:
        if self._view == _MONTH:
            self.month.focus_first()
        else:
            self.table.setFocus()

    def arrive(self, destination: Destination) -> None:
        if destination.tab in self.chips:
            self.show_as(_LIST)
            self.choose_filter(destination.tab)

    def refresh(self) -> None:
        today = self.desk.today
        self.desk.read(lambda register: deadline_page(register, today), self._take, owner=self, key="rows")

    def _take(self, found: DeadlinePage) -> None:
        self._found = found
        for ahead, group in enumerate((Group.THIS_WEEK, Group.NEXT_WEEK)):
            self._weeks[group] = (self.desk.today + dt.timedelta(weeks=ahead)).isocalendar().week
        self.filters.take(found.rows, found.bodies)
        self._show_whose()
        self.table.show_column("pamind", bool(found.reminded))
        self.table.fit(NEVER_ELIDED, {})

    def choose_filter(self, key: str) -> None:
        """Show what this chip lets through."""
        self.filters.choose(key)

    # The list, or the month.

    def show_as(self, view: str) -> None:
        """Show the rows as a list or as a month: in the list what was chosen in the month, in the month what comes."""
        current = self.current
        if view != self._view:
            self._view = view
            self.month.begin()
            self.office.places.keep("frister/vy", view)
            self.views[view].setChecked(True)
            self._show_whose()
            if current is not None and (view == _LIST or (current.date or dt.date.min) >= self.desk.today):
                self.choose_deadline(current.key)
            self.focus_first()

    def _show_month(self) -> None:
        self.show_as(_MONTH)

    def _switch(self) -> None:
        self.show_as(_LIST if self._view == _MONTH else _MONTH)

    @property
    def current(self) -> DeadlineRow | None:
        """The row that has the focus within what is shown."""
        return self.month.table.current_row() if self._view == _MONTH else self.table.current_deadline()

    @property
    def rows(self) -> list[DeadlineRow]:
        """Every row, whatever the filters let through."""
        return self._found.rows

    @property
    def chosen(self) -> list[DeadlineRow]:
        """The rows that are chosen; without any the one that has the focus."""
        found = self.month.table.chosen_rows() if self._view == _MONTH else self.table.chosen_deadlines()
        current = self.current
        return found or ([current] if current is not None else [])

    def _show_whose(self) -> None:
        self._show_rows()
        self._show_strip()

    def _show_rows(self) -> None:
        shown = self.filters.shown
        if self._view == _MONTH:
            self.month.set_rows(shown, self._meetings_by_day())
        else:
            self.table.set_rows(list[Line](shown))
            self.table.choose_first()
        if not self._found.rows:
            self._middle.setCurrentWidget(self.empty)
        elif not shown:
            self.nothing.words.setText(self.filters.why_nothing())
            self.show_all.setText(f"Visa alla {len(self._found.rows)}")
            self._middle.setCurrentWidget(self.nothing)
        else:
            self._middle.setCurrentWidget(self.month if self._view == _MONTH else self._list)
        self._show_chosen()

    def _meetings_by_day(self) -> dict[dt.date, list[str]]:
        """Who meets on which day: the body that is chosen, without one all that have something here."""
        names, wanted = dict(self._found.bodies), self.namnd.currentData()
        found: dict[dt.date, list[str]] = {}
        for each in sorted(self._found.meetings, key=lambda each: swedish_key(names.get(each.namnd_id, ""))):
            if each.namnd_id in names and wanted in ("", each.namnd_id):
                found.setdefault(each.date, []).append(names[each.namnd_id])
        return found

    def _show_strip(self) -> None:
        namnd = self.namnd.currentData()
        bodies = [each for each in self._found.bodies if not namnd or each[0] == namnd]
        wanted = self.strip_toggle.isChecked() and self._view == _LIST
        self._strip_sheet.setVisible(wanted and bool(bodies))
        self.strip_toggle.setVisible(self._view == _LIST)
        if self._strip_sheet.isVisibleTo(self):
            self.strip.show_deadlines(self.desk.today, bodies, self._found.meetings, self.filters.whose)
            self._fit_strip()

    def _fit_strip(self) -> None:
        """A third of the page at most: the list is what one works in."""
        self.strip.fit(min(270, round(self.height() / theme().px(100) * 30)))

    def _toggle_strip(self) -> None:
        self._strip_choice = "ja" if self.strip_toggle.isChecked() else "nej"
        self.office.places.keep("frister/remsa", self._strip_choice)
        self._show_strip()

    def _choose_strip(self) -> None:
        """Until the person says otherwise it is there where it leaves room for the list."""
        wanted = self._strip_choice == "ja" or (not self._strip_choice and self.height() >= theme().px(_LOW))
        if wanted != self.strip_toggle.isChecked():
            self.strip_toggle.setChecked(wanted)
            self._show_strip()

    def _show_chosen(self) -> None:
        self.foot.show_rows(len(self.table.chosen_rows()), self.rows_model.count, len(self._found.rows))
        current = self.current
        self.move_button.setEnabled(current is not None)
        words = "Flytta…" if current is None or current.can_move else "Öppna planen"
        if current and current.can_move and current.date is None:
            words = "Sätt datum…"
        self.move_button.setText(words)
        self._commands[0].setText(words)
        self.strip.choose(current.key if current else "")

    def _show_all(self) -> None:
        self.filters.let_all_through()
        self.focus_first()

    def choose_deadline(self, key: str) -> None:
        """Choose the row of this deadline; one that the filters hide is shown."""
        found = next((each for each in self._found.rows if each.key == key), None)
        if found is None:
            return
        if found not in self.filters.shown:
            self.quick.clear()
            self.choose_filter(ALL)
        if self._view == _MONTH:
            self.month.choose(found)
        else:
            self.table.choose(key)

    def _open(self, line: Line | None) -> None:
        if line is None or isinstance(line, Heading):
            return
        tab = _TABS.get(line.kind, "plan")
        if line.kind is DeadlineKind.ANSWER_BY and line.date is None:
            tab = "svarslage"
        self.office.go(Destination("remiss", remiss_id=line.remiss_id, tab=tab, item=line.item))

    def move_chosen(self) -> None:
        """Ask for another day; where the day follows from something else, go there."""
        current = self.current
        if current is None:
            return
        if not current.can_move:
            self._open(current)
            return
        if current.kind is DeadlineKind.MEASURE:
            measure_id = current.key.rpartition("/")[2]
            self.desk.read(
                lambda register: moving_measure(register, measure_id), self._ask_measure, owner=self, key="moving"
            )
            return
        namnd_id = current.namnd_ids[0] if current.kind is DeadlineKind.ANSWER else ""
        remiss_id = current.remiss_id
        self.desk.read(
            lambda register: moving_deadline(register, remiss_id, namnd_id), self._ask_move, owner=self, key="moving"
        )

    def _ask_move(self, moving: MovingDeadline) -> None:
        from secretary_app.ui.pages.frister.moving import MoveDialog

        MoveDialog(self, self.office, moving).open()

    def _ask_measure(self, moving: MovingMeasure) -> None:
        from secretary_app.ui.pages.frister.moving_measure import MoveMeasureDialog

        MoveMeasureDialog(self, self.office, moving).open()

    def _remind_of_chosen(self) -> None:
        self.handing_out.remind_of(self.chosen)

    def _copy(self) -> None:
        """In the month the rows of the day."""
        (self.month.table if self._view == _MONTH else self.table).copy()

    def _print(self) -> None:
        if self._view == _MONTH:
            self.table.set_rows(list[Line](self.filters.shown))
        self.table.print("Frister")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.handing_out.fit(self.width())
        self.filters.fit(self.width() - 2 * theme().px(24) - theme().px(14))
        self.foot.set_short(self.height() < theme().px(_SHORT))
        self._choose_strip()
        self._fit_strip()
        narrow = self.window().width() < theme().px(_NARROW)
        if narrow != self._was_narrow:
            self._was_narrow = narrow
            self.table.fit((), _WIDTHS[narrow])
