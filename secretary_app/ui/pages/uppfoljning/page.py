"""Uppföljning: every measure that was promised, across all remisser and years, and how far it has come."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.follow_up import FollowUpRow, in_words, sum_up
from secretary_app.domain.model import MeasureState
from secretary_app.operations.follow_up import FollowUp, follow_up
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.uppfoljning.bulk import Foot
from secretary_app.ui.pages.uppfoljning.columns import GIVES_WAY, columns
from secretary_app.ui.pages.uppfoljning.days import DayChoices
from secretary_app.ui.pages.uppfoljning.filters import ALL, CHANGED, CHIPS, LATE, numbers
from secretary_app.ui.pages.uppfoljning.share_bar import ShareBar
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Empty, Sheet, button, chip, column, label, row, tool
from secretary_app.ui.widgets.choice import choice, offer
from secretary_app.ui.widgets.filter_row import FilterRow, quick_filter
from secretary_app.ui.widgets.measure_status import STATES, StatusDialog, state_icon, status_words
from secretary_app.ui.widgets.page_head import PageHead

_LOW = 640
_NOBODY = "–"
"""What stands for those that nobody is responsible for, in the choice of whose are shown."""


class UppfoljningPage(Page):
    name = "uppfoljning"
    title = "Uppföljning"
    help_topic = "uppfoljning"
    kinds = frozenset(
        {
            model.Remiss,
            model.Recommendation,
            model.Response,
            model.Measure,
            model.MeasureNamnd,
            model.MeasureStatus,
            model.Decision,
            model.Namnd,
            model.Meeting,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._found = FollowUp((), sum_up([]), (), (), ())
        self._whose: list[FollowUpRow] = []
        kept = office.places.text("uppfoljning/filter", ALL)
        self._filter = kept if kept in CHIPS else ALL
        self.sentence = label("", "second")
        self.share = ShareBar()
        self.chips = {key: chip(words, partial(self.choose_filter, key)) for key, (words, _) in CHIPS.items()}
        self.namnd = choice("Nämnd", self._choose_whose)
        self.responsible = choice("Ansvarig", self._choose_whose)
        self.quick = quick_filter(self._show_rows)
        self.days = DayChoices(office, self.refresh)
        rows = RowModel(columns(lambda: self.days.on), id_of=lambda each: each.measure_id, parent=self)
        self.table: Table[FollowUpRow] = Table(rows, "Åtgärder", key="uppfoljning", places=office.places)
        self.foot = Foot()
        self.empty = Empty(
            "Inga beslutade åtgärder ännu. De kommer hit när en nämnds svar har beslutats.",
            button("Gå till remisserna", lambda: office.go(Destination("remisser"))),
        )
        self.show_all = button("Visa alla", self._show_all)
        self.nothing = Empty("", self.show_all)
        self._sheet = Sheet(margin=0, spacing=0)
        self._middle = QStackedWidget()
        self._set_up()
        self._lay_out()
        self._add_actions()
        self.chips[self._filter].setChecked(True)

    def _set_up(self) -> None:
        self.table.setProperty("bare", True)
        self.table.gives_way = GIVES_WAY
        self.table.sort_by("tid")
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_foot)
        self.foot.status.clicked.connect(self.ask_status)
        self.foot.responsible.clicked.connect(self.ask_responsible)
        self.foot.remind.clicked.connect(self.remind)
        self.foot.nothing.clicked.connect(self._choose_nothing)

    def _lay_out(self) -> None:
        for part in (self._sheet, self.nothing, self.empty):
            self._middle.addWidget(part)
        self._sheet.body.addWidget(self.table, 1)
        self._sheet.body.addWidget(self.foot)
        head = PageHead(
            self.title,
            button("Exportera…", self.export, glyph="export"),
            button("Tidigare rekommendationer", self._go_to_earlier, glyph="clock-counter-clockwise"),
            button("Skapa statuslista…", self._make_list, glyph="table", primary=True),
        )
        printing = tool("printer", "Skriv ut listan", self._print, "Ctrl+P")
        self._filters = FilterRow(self.chips.values(), self.namnd, self.responsible, self.quick, printing)
        self._share_sheet = Sheet(self.share, margin=12)
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        under = row(self.sentence, None, self.days)
        layout.addLayout(column(column(head, under, spacing=2), self._share_sheet, self._filters, spacing=12))
        layout.addSpacing(theme().px(6))
        layout.addWidget(self._middle, 1)

    def _add_actions(self) -> None:
        self._commands = []
        self.table.row_actions = []
        for words, shortcut, then, is_row in (
            ("Öppna", "", lambda: self._open(self.table.current_row()), True),
            ("Byt status…", "F2", self.choose_status, True),
            ("Sätt status…", "Ctrl+Shift+S", self.ask_status, True),
            ("Ändra ansvarig…", "", self.ask_responsible, True),
            ("Påminn…", "", self.remind, True),
            ("Filtrera listan", "Ctrl+F", self.quick.setFocus, False),
            ("Exportera åtgärderna…", "", self.export, False),
            ("Visa tidigare rekommendationer", "", self._go_to_earlier, False),
            ("Skriv ut listan", "Ctrl+P", self._print, False),
            ("Kopiera listan som tabell", "", self.table.copy, False),
        ):
            action = self.new_action(words, then, shortcut)
            self._commands.append(action)
            if is_row:
                self.table.row_actions.append(action)

    def commands(self) -> list[QAction]:
        return self._commands[1:]

    def parts(self) -> list[QWidget]:
        return [self.table]

    def focus_first(self) -> None:
        self.table.setFocus()

    def arrive(self, destination: Destination) -> None:
        if destination.tab in self.chips:
            self.choose_filter(destination.tab)

    def refresh(self) -> None:
        today, on, since = self.desk.today, self.days.on, self.days.since
        self.desk.read(
            lambda register: follow_up(register, today, on=on, since=since), self._take, owner=self, key="rows"
        )

    def _take(self, found: FollowUp) -> None:
        self._found = found
        self.days.offer(found.comparisons)
        bodies: list[tuple[str, object]] = [(name, id_) for id_, name in found.bodies]
        offer(self.namnd, [("Alla nämnder", ""), *bodies], self.namnd.currentData())
        people: list[tuple[str, object]] = [(each, each) for each in found.responsible]
        if any(not each.responsible for each in found.rows):
            people.insert(0, ("Ingen ansvarig", _NOBODY))
        offer(self.responsible, [("Alla ansvariga", ""), *people], self.responsible.currentData())
        self.table.show_column("andrat", self.days.since is not None)
        if self.days.since is None and self._filter == CHANGED:
            self.choose_filter(ALL)
        self.chips[CHANGED].setVisible(self.days.since is not None)
        self._choose_whose()

    def _choose_whose(self) -> None:
        """Keep the rows of the body and of who is responsible; the sums are of these."""
        namnd, who = self.namnd.currentData(), self.responsible.currentData()
        self._whose = [
            each
            for each in self._found.rows
            if (not namnd or namnd in each.namnd_ids) and (not who or _is_by(each, who))
        ]
        found = sum_up(self._whose)
        self.sentence.setText(in_words(found))
        self.share.show_counts(found.by_status)
        self._show_share()
        for key, count in numbers(found).items():
            self.chips[key].setText(f"{CHIPS[key][0]}  {count}")
        self._filters.fit()
        self._show_rows()

    def choose_filter(self, key: str) -> None:
        """Show what this chip lets through."""
        self._filter = key
        self.chips[key].setChecked(True)
        self.office.places.keep("uppfoljning/filter", key)
        self._show_rows()

    def _show_rows(self) -> None:
        words, fits = self.quick.text().casefold().split(), CHIPS[self._filter][1]
        shown = [each for each in self._whose if fits(each)]
        for word in words:
            shown = [each for each in shown if word in each.search_text]
        self.table.set_rows(shown)
        self.table.choose_first()
        if not self._found.rows:
            self._middle.setCurrentWidget(self.empty)
        elif not shown:
            self.nothing.words.setText(self._why_nothing())
            self.show_all.setText(f"Visa alla {len(self._found.rows)}")
            self._middle.setCurrentWidget(self.nothing)
        else:
            self._middle.setCurrentWidget(self._sheet)
        self._show_foot()

    def _why_nothing(self) -> str:
        typed, words = self.quick.text().strip(), CHIPS[self._filter][0].lower()
        if typed:
            return f"Ingen åtgärd passar filtret ”{typed}” bland {words}."
        return "Ingen åtgärd är försenad." if self._filter == LATE else f"Inga åtgärder bland {words}."

    def _show_foot(self) -> None:
        self.foot.show_rows(self.table.chosen_rows(), len(self.table.rows_model.rows), len(self._found.rows))

    def _show_all(self) -> None:
        self.quick.clear()
        self.namnd.setCurrentIndex(0)
        self.responsible.setCurrentIndex(0)
        self.choose_filter(ALL)
        self.table.setFocus()

    def _choose_nothing(self) -> None:
        self.table.clearSelection()
        self.table.setFocus()

    def _open(self, each: FollowUpRow | None) -> None:
        if each is not None:
            self.office.go(Destination("remiss", remiss_id=each.remiss_id, tab="svar", item=each.place))

    def choose_status(self) -> None:
        """Offer the statuses under the row; the one that is chosen holds from the day that the list stands on."""
        rows = self.table.chosen_rows()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in MeasureState:
            action = menu.addAction(state_icon(STATES[state]), state.value.capitalize())
            action.triggered.connect(partial(self._set_status, [each.measure_id for each in rows], state))
            if {each.status for each in rows} == {state}:
                menu.setActiveAction(action)
        menu.addSeparator()
        menu.addAction("Med dag och anteckning…", self.ask_status)
        rect = self.table.visualRect(self.table.currentIndex())
        menu.popup(self.table.viewport().mapToGlobal(QPoint(max(0, rect.left()), rect.bottom())))

    def _set_status(self, ids: list[str], state: MeasureState, _checked: bool = False) -> None:
        from secretary_app.operations.editing_answers import set_measure_status

        on = self.days.on
        self.desk.write(
            lambda register: set_measure_status(register, ids, state, on),
            owner=self,
            says=lambda saved: " ".join([status_words(state, len(ids)), *saved.notes]),
        )

    def ask_status(self) -> None:
        """Ask how far the chosen ones have come, from which day, with a note."""
        rows = self.table.chosen_rows()
        if rows:
            present = {each.status for each in rows}
            ids = [each.measure_id for each in rows]
            same = present.pop() if len(present) == 1 else None
            about = rows[0].text if len(rows) == 1 else ""
            StatusDialog(self.window(), self.office, ids, same, on=self.days.on, about=about).open()

    def ask_responsible(self) -> None:
        """Ask who is responsible for the chosen ones."""
        from secretary_app.ui.pages.uppfoljning.dialogs import ResponsibleDialog

        rows = self.table.chosen_rows()
        if rows:
            ResponsibleDialog(self.window(), self.office, rows, self._found.responsible).open()

    def remind(self) -> None:
        """Ask what is to be written to those who are responsible for the chosen ones."""
        from secretary_app.ui.widgets.reminder_mails import ReminderDialog

        keys = [each.deadline_key for each in self.table.chosen_rows() if not each.is_done]
        if keys:
            ReminderDialog(self.window(), self.office, keys).open()

    def export(self) -> None:
        """Write what is shown as a workbook."""
        from secretary_app.ui.pages.uppfoljning.exporting import export_measures

        export_measures(self.office, self, self.table.rows_model.rows, self.days.on, self.days.since)

    def _go_to_earlier(self) -> None:
        self.office.go(Destination("tidigare"))

    def _make_list(self) -> None:
        from secretary_app.ui.core.listing import make_list

        make_list(self.office, self)

    def _print(self) -> None:
        self.table.print(f"Uppföljning per {self.days.on}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_share()

    def _show_share(self) -> None:
        """Where the window is low every line is needed for rows; the chips tell the same."""
        self._share_sheet.setVisible(bool(self._whose) and self.height() >= theme().px(_LOW))


def _is_by(each: FollowUpRow, who: str) -> bool:
    return not each.responsible if who == _NOBODY else who in each.responsible.split(", ")
