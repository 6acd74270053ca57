"""Frister: everything that is waited for, in one list and on a strip of the coming months."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QComboBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow, Group
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.deadline_page import DeadlinePage, deadline_page
from secretary_app.operations.moving_deadlines import MovingDeadline, moving_deadline
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.frister.columns import NEVER_ELIDED, columns
from secretary_app.ui.pages.frister.filters import ALL, CHIPS, LATE, numbers, search_text
from secretary_app.ui.pages.frister.foot import Foot
from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.grouped import GroupedModel, GroupedTable, Heading, Line
from secretary_app.ui.widgets.basics import Empty, Sheet, button, chip, column, label, row, tool
from secretary_app.ui.widgets.deadline_strip import STRIP_MARKS, Strip
from secretary_app.ui.widgets.flow import Flow
from secretary_app.ui.widgets.mark_legend import MarkLegend
from secretary_app.ui.widgets.page_head import PageHead

_TABS = {DeadlineKind.ANSWER: "svarslage", DeadlineKind.MEASURE: "svar"}
_MOVE = {DeadlineKind.ANSWER: "Flytta…", DeadlineKind.ANSWER_BY: "Flytta…", DeadlineKind.MEASURE: "Öppna svaret"}
_EVERYBODY = "Alla nämnder"
_EVERYONE = "Alla handläggare"
_SHORT, _LOW, _NARROW = 560, 640, 1360
_WIDTHS = {True: {"vem": 150, "arende": 220}, False: {"vem": 200, "arende": 320}}
"""Of two columns, in a narrow window and in a wide one."""


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
        self._texts: list[str] = []
        self._whose: list[tuple[DeadlineRow, str]] = []
        self._weeks: dict[Group, int] = {}
        kept = office.places.text("frister/filter", ALL)
        self._filter = kept if kept in CHIPS else ALL
        self.chips = {key: chip(words, partial(self.choose_filter, key)) for key, (words, _) in CHIPS.items()}
        self.namnd = _combo("Nämnd", self._choose_whose)
        self.person = _combo("Handläggare", self._choose_whose)
        self.quick = QLineEdit()
        self.rows_model = GroupedModel(
            columns(lambda: office.desk.today, lambda row: self._found.reminded.get(row.key)), self._weeks
        )
        self.rows_model.setParent(self)
        self.table = GroupedTable(self.rows_model, "Frister", key="frister", places=office.places)
        self.strip = Strip()
        self.strip_toggle = tool("calendar-blank", "Visa de kommande månaderna", self._toggle_strip)
        self.move_button = button("Flytta…", self.move_chosen, glyph="arrows-left-right", primary=True)
        self.foot = Foot(self.table.copy)
        self.empty = Empty(
            "Inga frister ännu. De kommer hit när en remiss har registrerats.",
            button("Registrera remiss…", lambda: office.go(Destination("registrera")), glyph="plus"),
        )
        self.show_all = button("Visa alla", self._show_all)
        self.nothing = Empty("", self.show_all)
        self._middle = QStackedWidget()
        self._set_up()
        self._lay_out()
        self._add_actions()
        self.chips[self._filter].setChecked(True)

    def _set_up(self) -> None:
        self.quick.setPlaceholderText("Filtrera listan")
        self.quick.setAccessibleName("Filtrera listan")
        self.quick.setClearButtonEnabled(True)
        self.quick.addAction(icon("funnel"), QLineEdit.ActionPosition.LeadingPosition)
        self.quick.setMaximumWidth(theme().px(220))
        self.quick.setMinimumWidth(theme().px(120))
        self.quick.textChanged.connect(self._show_rows)
        group = QButtonGroup(self)
        for each in self.chips.values():
            group.addButton(each)
        self.table.setProperty("bare", True)
        self.table.sort_by("dag")
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_chosen)
        self.strip.picked.connect(self.choose_deadline)
        self.strip_toggle.setCheckable(True)
        self._strip_choice = self.office.places.text("frister/remsa")
        self._was_narrow: bool | None = None

    def _lay_out(self) -> None:
        sheet = Sheet(margin=0, spacing=0)
        sheet.body.addWidget(self.table, 1)
        sheet.body.addWidget(self.foot)
        for part in (sheet, self.nothing, self.empty):
            self._middle.addWidget(part)
        self._list = sheet
        self._strip_sheet = Sheet(
            row(label("Kommande månader", "heading"), None, MarkLegend(STRIP_MARKS)), self.strip, margin=12, spacing=4
        )
        self._filters = row(spacing=12)
        self._filters.addLayout(Flow(*self.chips.values(), spacing=8), 1)
        printing = tool("printer", "Skriv ut listan", self._print, "Ctrl+P")
        self._tools = row(None, self.namnd, self.person, self.quick, self.strip_toggle, printing)
        self._filters.addLayout(self._tools)
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        layout.addLayout(column(PageHead(self.title, self.move_button), self._filters, spacing=12))
        layout.addSpacing(theme().px(6))
        layout.addWidget(self._strip_sheet)
        layout.addSpacing(theme().px(8))
        layout.addWidget(self._middle, 1)

    def _add_actions(self) -> None:
        self._commands = []
        for words, shortcut, then in (
            ("Flytta fristen…", "F2", self.move_chosen),
            ("Filtrera listan", "Ctrl+F", self.quick.setFocus),
            ("Skriv ut listan", "Ctrl+P", self._print),
            ("Kopiera listan som tabell", "", self.table.copy),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(shortcut))
            action.triggered.connect(then)
            self.addAction(action)
            self._commands.append(action)
        opening = QAction("Öppna", self.table)
        opening.triggered.connect(lambda: self._open(self.table.current_row()))
        self.table.row_actions = [opening, self._commands[0]]

    def commands(self) -> list[QAction]:
        return self._commands

    def parts(self) -> list[QWidget]:
        return [self.strip.axis, self.table] if self._strip_sheet.isVisible() else [self.table]

    def focus_first(self) -> None:
        self.table.setFocus()

    def arrive(self, destination: Destination) -> None:
        if destination.tab in self.chips:
            self.choose_filter(destination.tab)

    def refresh(self) -> None:
        today = self.desk.today
        self.desk.read(lambda register: deadline_page(register, today), self._take, owner=self, key="rows")

    def _take(self, found: DeadlinePage) -> None:
        self._found = found
        self._texts = [search_text(each) for each in found.rows]
        for ahead, group in enumerate((Group.THIS_WEEK, Group.NEXT_WEEK)):
            self._weeks[group] = (self.desk.today + dt.timedelta(weeks=ahead)).isocalendar().week
        counted = numbers(found.rows)
        for key, (words, _) in CHIPS.items():
            self.chips[key].setText(f"{words}  {counted[key]}")
        self._lay_filters()
        _fill(self.namnd, _EVERYBODY, [(name, id) for id, name in found.bodies])
        people = sorted({each.handlaggare for each in found.rows if each.handlaggare}, key=swedish_key)
        _fill(self.person, _EVERYONE, [(name, name) for name in people])
        self._choose_whose()
        self.table.show_column("pamind", bool(found.reminded))
        self.table.fit(NEVER_ELIDED, {})

    def choose_filter(self, key: str) -> None:
        """Show what this chip lets through."""
        self._filter = key
        self.chips[key].setChecked(True)
        self.office.places.keep("frister/filter", key)
        self._show_rows()

    def _choose_whose(self) -> None:
        """Keep the rows of the body and person that are chosen, each with what typing looks in."""
        namnd, person = self.namnd.currentData(), self.person.currentData()
        self._whose = [
            (each, text)
            for each, text in zip(self._found.rows, self._texts, strict=True)
            if (not namnd or namnd in each.namnd_ids) and (not person or person == each.handlaggare)
        ]
        self._show_rows()
        self._show_strip()

    def _show_rows(self) -> None:
        words, fits = self.quick.text().casefold().split(), CHIPS[self._filter][1]
        shown: list[Line] = [each for each, text in self._whose if fits(each) and all(word in text for word in words)]
        self.table.set_rows(shown)
        self.table.choose_first()
        if not self._found.rows:
            self._middle.setCurrentWidget(self.empty)
        elif not shown:
            self.nothing.words.setText(self._why_nothing())
            self.show_all.setText(f"Visa alla {len(self._found.rows)}")
            self._middle.setCurrentWidget(self.nothing)
        else:
            self._middle.setCurrentWidget(self._list)
        self._show_chosen()

    def _show_strip(self) -> None:
        namnd = self.namnd.currentData()
        bodies = [each for each in self._found.bodies if not namnd or each[0] == namnd]
        self._strip_sheet.setVisible(self.strip_toggle.isChecked() and bool(bodies))
        if self._strip_sheet.isVisibleTo(self):
            self.strip.show_deadlines(self.desk.today, bodies, self._found.meetings, (each for each, _ in self._whose))
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

    def _why_nothing(self) -> str:
        typed = self.quick.text().strip()
        if typed:
            return f"Ingen frist passar filtret ”{typed}” bland {CHIPS[self._filter][0].lower()}."
        return "Inget är försenat." if self._filter == LATE else f"Inga frister bland {CHIPS[self._filter][0].lower()}."

    def _show_chosen(self) -> None:
        chosen = self.table.chosen_deadlines()
        self.foot.show_rows(len(chosen), len(self.rows_model.deadlines), len(self._found.rows))
        current = self.table.current_deadline()
        self.move_button.setEnabled(current is not None)
        words = _MOVE.get(current.kind, "Öppna planen") if current else "Flytta…"
        if current and current.can_move and current.date is None:
            words = "Sätt datum…"
        self.move_button.setText(words)
        self._commands[0].setText(words)
        self.strip.choose(current.key if current else "")

    def _show_all(self) -> None:
        self.quick.clear()
        self.namnd.setCurrentIndex(0)
        self.person.setCurrentIndex(0)
        self.choose_filter(ALL)
        self.table.setFocus()

    def choose_deadline(self, key: str) -> None:
        """Choose the row of this deadline; one that the filters hide is shown."""
        if self.rows_model.row_of(key) < 0:
            self.quick.clear()
            self.choose_filter(ALL)
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
        current = self.table.current_deadline()
        if current is None:
            return
        if not current.can_move:
            self._open(current)
            return
        namnd_id = current.namnd_ids[0] if current.kind is DeadlineKind.ANSWER else ""
        remiss_id = current.remiss_id
        self.desk.read(
            lambda register: moving_deadline(register, remiss_id, namnd_id), self._ask_move, owner=self, key="moving"
        )

    def _ask_move(self, moving: MovingDeadline) -> None:
        from secretary_app.ui.pages.frister.moving import MoveDialog

        MoveDialog(self, self.office, moving).open()

    def _print(self) -> None:
        self.table.print("Frister")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_filters()
        self.foot.set_short(self.height() < theme().px(_SHORT))
        self._choose_strip()
        self._fit_strip()
        narrow = self.window().width() < theme().px(_NARROW)
        if narrow != self._was_narrow:
            self._was_narrow = narrow
            self.table.fit((), _WIDTHS[narrow])

    def _lay_filters(self) -> None:
        """The tools beside the chips where there is room, else below them."""
        chips = sum(each.sizeHint().width() + theme().px(8) for each in self.chips.values())
        room = self.width() - 2 * theme().px(24)
        beside = chips + self._tools.sizeHint().width() + theme().px(12) <= room
        self._filters.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


def _combo(name: str, then: Callable[[], None]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(11)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.currentIndexChanged.connect(lambda _place: then())
    return made


def _fill(combo: QComboBox, everything: str, choices: list[tuple[str, str]]) -> None:
    """Offer these, keeping the choice where it is still there; nothing is told."""
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(everything, "")
    for words, value in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen else 0)
    combo.blockSignals(False)
