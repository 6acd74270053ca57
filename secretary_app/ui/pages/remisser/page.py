"""Remisser: the one table that everything starts from."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.operations.overview import FilterCounts, RemissRow, filter_counts, is_mine, overview
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.remisser.bulk import BulkBar
from secretary_app.ui.pages.remisser.columns import HIDDEN_AT_FIRST, columns
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Empty, Sheet, button, chip, column, row, tool
from secretary_app.ui.widgets.legend import Legend
from secretary_app.ui.widgets.page_head import PageHead

_CHIPS = (
    ("öppna", "Öppna"),
    ("försenade", "Försenade"),
    ("utan datum", "Utan datum"),
    ("mina", "Mina"),
    ("avslutade", "Avslutade"),
)
_LEGEND = (
    State.DONE,
    State.DRAFT,
    State.ON_TIME,
    State.SOON,
    State.LATE,
    State.TODO,
    State.UNDATED,
    State.NOT_SENT,
)
_NARROW = 1360


class RemisserPage(Page):
    name = "remisser"
    title = "Remisser"
    help_topic = "remisser"
    kinds = frozenset(
        {
            model.Remiss,
            model.Recommendation,
            model.Addressee,
            model.Referral,
            model.Response,
            model.Measure,
            model.MeasureNamnd,
            model.Decision,
            model.Namnd,
            model.PlannedStep,
            model.Dispatch,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._rows: list[RemissRow] = []
        self._filter = office.places.text("remisser/filter", "öppna")
        self._chips = {key: chip(words, partial(self._choose_filter, key)) for key, words in _CHIPS}
        self._quick = QLineEdit()
        model_ = RowModel(columns(office.desk.today), id_of=lambda row: row.id, parent=self)
        self.table: Table[RemissRow] = Table(model_, "Remisser", key="remisser", places=office.places)
        self._legend = Legend(_LEGEND)
        self._bulk = BulkBar(office)
        self._empty = Empty(
            "Inga remisser ännu. Släpp ett missiv här, eller registrera ett.",
            button("Registrera remiss…", self._register, glyph="plus"),
        )
        self._nothing = Empty("", button("Visa alla", self._show_all))
        self._sheet = Sheet(margin=0, spacing=0)
        self._middle = QStackedWidget()
        self._lay_out()
        self._add_actions()
        self._chips[self._filter if self._filter in self._chips else "öppna"].setChecked(True)

    def _lay_out(self) -> None:
        self._quick.setPlaceholderText("Filtrera listan")
        self._quick.setAccessibleName("Filtrera listan")
        self._quick.setClearButtonEnabled(True)
        self._quick.setFixedWidth(theme().px(220))
        self._quick.textChanged.connect(self._show_rows)
        group = QButtonGroup(self)
        for each in self._chips.values():
            group.addButton(each)
        self.table.setProperty("bare", True)
        for key in HIDDEN_AT_FIRST:
            if self.office.places.bytes("remisser/kolumner").isEmpty():
                self.table.show_column(key, False)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_foot)
        for part in (self._sheet, self._nothing, self._empty):
            self._middle.addWidget(part)
        self._sheet.body.addWidget(self.table, 1)
        self._sheet.body.addWidget(self._legend)
        self._sheet.body.addWidget(self._bulk)
        head = PageHead(
            self.title,
            button("Skapa statuslista…", self._bulk.make_list, glyph="table"),
            button("Registrera remiss…", self._register, glyph="plus", primary=True),
        )
        columns_button = tool("columns", "Välj kolumner", self._choose_columns)
        print_button = tool("printer", "Skriv ut listan", self._print, "Ctrl+P")
        filters = row(*self._chips.values(), None, self._quick, columns_button, print_button)
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        layout.addLayout(column(head, filters, spacing=12))
        layout.addSpacing(theme().px(6))
        layout.addWidget(self._middle, 1)

    def _add_actions(self) -> None:
        self._commands = []
        for words, shortcut, then in (
            ("Filtrera listan", "Ctrl+F", self._quick.setFocus),
            ("Skriv ut listan", "Ctrl+P", self._print),
            ("Kopiera listan som tabell", "", self.table.copy),
            ("Skapa statuslista…", "", self._bulk.make_list),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(shortcut))
            action.triggered.connect(then)
            self.addAction(action)
            self._commands.append(action)
        self.table.row_actions = self._bulk.actions_for(self.table)

    def commands(self) -> list[QAction]:
        return self._commands

    def parts(self) -> list[QWidget]:
        return [self.table]

    def focus_first(self) -> None:
        self.table.setFocus()

    def arrive(self, destination: Destination) -> None:
        if destination.tab in self._chips:
            self._chips[destination.tab].setChecked(True)
            self._choose_filter(destination.tab)

    def refresh(self) -> None:
        today = self.desk.today
        self.desk.read(lambda register: overview(register, today), self._take, owner=self, key="rows")

    def _take(self, rows: list[RemissRow]) -> None:
        self._rows = rows
        self._show_counts(filter_counts(rows, self.desk.who))
        self._show_rows()

    def _show_counts(self, found: FilterCounts) -> None:
        numbers = (found.open, found.late, found.undated, found.mine, found.closed)
        for (key, words), number in zip(_CHIPS, numbers, strict=True):
            self._chips[key].setText(f"{words}  {number}")

    def _choose_filter(self, key: str) -> None:
        self._filter = key
        self.office.places.keep("remisser/filter", key)
        self._show_rows()

    def _shown_rows(self) -> list[RemissRow]:
        words = self._quick.text().casefold().split()
        chosen = (each for each in self._rows if self._passes(each))
        return [each for each in chosen if all(word in each.search_text for word in words)]

    def _passes(self, each: RemissRow) -> bool:
        match self._filter:
            case "avslutade":
                return not each.is_open
            case "försenade" | "utan datum":
                return each.is_open and each.status == self._filter.removesuffix("e" if self._filter[0] == "f" else "")
            case "mina":
                return each.is_open and is_mine(each, self.desk.who)
        return each.is_open

    def _show_rows(self) -> None:
        shown = self._shown_rows()
        self.table.set_rows(shown)
        self.table.sort_by("frist")
        self.table.choose_first()
        if not self._rows:
            self._middle.setCurrentWidget(self._empty)
        elif not shown:
            self._nothing.words.setText(self._why_nothing())
            self._middle.setCurrentWidget(self._nothing)
        else:
            self._middle.setCurrentWidget(self._sheet)
        self._show_foot()

    def _why_nothing(self) -> str:
        words = dict(_CHIPS)[self._filter].lower()
        typed = self._quick.text().strip()
        if typed:
            return f"Inget ärende passar filtret ”{typed}” bland {words}."
        return "Inget är försenat." if self._filter == "försenade" else f"Inga ärenden bland {words}."

    def _show_foot(self) -> None:
        chosen = self.table.chosen_rows()
        self._legend.foot.setText(f"{len(self.table.rows_model.rows)} av {len(self._rows)} remisser")
        self._legend.setVisible(len(chosen) < 2)
        self._bulk.show_rows(chosen)

    def _show_all(self) -> None:
        self._quick.clear()
        self._chips["öppna"].setChecked(True)
        self._choose_filter("öppna")

    def _open(self, each: RemissRow) -> None:
        self.office.go(Destination("remiss", remiss_id=each.id))

    def _register(self) -> None:
        self.office.go(Destination("registrera"))

    def _print(self) -> None:
        self.table.print("Remisser")

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        for place, each in enumerate(self.table.rows_model.columns):
            action = menu.addAction(each.heading)
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(place))
            action.setEnabled(each.key not in ("diarienr", "arende"))
            action.toggled.connect(partial(self.table.show_column, each.key))
        menu.exec(self.cursor().pos())

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        if self.window().width() < theme().px(_NARROW):
            QTimer.singleShot(0, partial(self.table.show_column, "fran", False))
