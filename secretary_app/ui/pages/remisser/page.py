"""Remisser: the one table that everything starts from."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QStackedWidget,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from secretary_app.domain import model
from secretary_app.operations.opening import Register
from secretary_app.operations.overview import FilterCounts, RemissRow, filter_counts, overview
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.remisser.bulk import BulkBar
from secretary_app.ui.pages.remisser.columns import GIVES_WAY, HIDDEN_AT_FIRST, NEVER_ELIDED, columns
from secretary_app.ui.pages.remisser.filters import CHIPS, CLOSED, LATE, OPEN, lets_through, numbers
from secretary_app.ui.pages.remisser.views import View, Views
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Empty, Sheet, button, chip, column, tool
from secretary_app.ui.widgets.filter_row import FilterRow, quick_filter
from secretary_app.ui.widgets.legend import Legend
from secretary_app.ui.widgets.page_head import PageHead

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
_SHORT = 480
_MOTIONS = "Motioner och medborgarförslag som inte är färdigberedda, till fullmäktige"
_LOOKED_AT = 300


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
        kept = office.places.text("remisser/filter", OPEN)
        self._filter = kept if kept in CHIPS else OPEN
        self._hidden = set(office.places.text("remisser/dolda", " ".join(HIDDEN_AT_FIRST)).split())
        self._views = Views(office.places)
        self.chips = {key: chip(words, partial(self.choose_filter, key)) for key, words in CHIPS.items()}
        self.quick = quick_filter(self._show_rows)
        rows = RowModel(columns(lambda: office.desk.today), id_of=lambda each: each.id, parent=self)
        self.table: Table[RemissRow] = Table(rows, "Remisser", key="remisser", places=office.places)
        self._legend = Legend(_LEGEND)
        self.motions = button("Lista motioner…", self._list_motions, tip=_MOTIONS)
        self.bulk = BulkBar(office, self.table)
        self.empty = Empty(
            "Inga remisser ännu. Släpp ett missiv här, eller registrera ett.",
            button("Registrera remiss…", self._register, glyph="plus"),
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
        self.table.sort_by("frist")
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_foot)
        self._show_columns()
        self.motions.hide()

    def _lay_out(self) -> None:
        for part in (self._sheet, self.nothing, self.empty):
            self._middle.addWidget(part)
        self._sheet.body.addWidget(self.table, 1)
        self._sheet.body.addWidget(self._legend)
        self._sheet.body.addWidget(self.bulk)
        head = PageHead(
            self.title,
            self.motions,
            button("Skapa statuslista…", self._make_list, glyph="table"),
            button("Registrera remiss…", self._register, glyph="plus", primary=True),
        )
        self.views_button = button("Vyer", self._choose_view, glyph="caret-down", tip="Sparade vyer av listan")
        self.columns_button = tool("columns", "Välj kolumner", self._choose_columns)
        self.print_button = tool("printer", "Skriv ut listan", self._print, "Ctrl+P")
        tools = (self.views_button, self.columns_button, self.print_button)
        self._filters = FilterRow(self.chips.values(), self.quick, *tools)
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        layout.addLayout(column(head, self._filters, spacing=12))
        layout.addSpacing(theme().px(6))
        layout.addWidget(self._middle, 1)

    def _add_actions(self) -> None:
        self._commands = []
        for words, shortcut, then in (
            ("Filtrera listan", "Ctrl+F", self.quick.setFocus),
            ("Skriv ut listan", "Ctrl+P", self._print),
            ("Kopiera listan som tabell", "", self.table.copy),
            ("Skapa statuslista…", "", self._make_list),
            ("Lista ej färdigberedda motioner och medborgarförslag…", "", self._list_motions),
            ("Spara vyn av listan…", "", self.save_view),
        ):
            self._commands.append(self.new_action(words, then, shortcut))

    def commands(self) -> list[QAction]:
        return [*self._commands, *map(self._view_action, self._views.all())]

    def parts(self) -> list[QWidget]:
        return [self.table]

    def focus_first(self) -> None:
        self.table.setFocus()

    def arrive(self, destination: Destination) -> None:
        if destination.tab in self.chips:
            self.choose_filter(destination.tab)

    def refresh(self) -> None:
        today, me = self.desk.today, self.desk.who

        def read(register: Register) -> tuple[list[RemissRow], FilterCounts]:
            rows = overview(register, today)
            return rows, filter_counts(rows, me)

        self.desk.read(read, self._take, owner=self, key="rows")

    def _take(self, found: tuple[list[RemissRow], FilterCounts]) -> None:
        self._rows, counts = found
        self.motions.setVisible(any(each.is_motion for each in self._rows))
        counted = numbers(counts)
        for key, words in CHIPS.items():
            self.chips[key].setText(f"{words}  {counted[key]}")
        self._filters.fit()
        self._show_rows()
        self._fit_columns()

    def choose_filter(self, key: str) -> None:
        """Show what this chip lets through."""
        self._filter = key
        self.chips[key].setChecked(True)
        self.office.places.keep("remisser/filter", key)
        self._show_rows()

    def _shown_rows(self) -> list[RemissRow]:
        words, me = self.quick.text().casefold().split(), self.desk.who
        passes = lets_through(self._filter, me)
        chosen = [each for each in self._rows if passes(each)]
        for word in words:
            chosen = [each for each in chosen if word in each.search_text]
        return chosen

    def _show_rows(self) -> None:
        shown = self._shown_rows()
        self.table.set_rows(shown)
        self.table.choose_first()
        if not self._rows:
            self._middle.setCurrentWidget(self.empty)
        elif not shown:
            self.nothing.words.setText(self._why_nothing())
            count = sum(each.is_open for each in self._rows)
            self.show_all.setText(f"Visa alla {count}" if count else f"Visa avslutade {len(self._rows)}")
            self._middle.setCurrentWidget(self.nothing)
        else:
            self._middle.setCurrentWidget(self._sheet)
        self._show_foot()

    def _why_nothing(self) -> str:
        words, typed = CHIPS[self._filter].lower(), self.quick.text().strip()
        if typed:
            return f"Inget ärende passar filtret ”{typed}” bland {words}."
        return "Inget är försenat." if self._filter == LATE else f"Inga ärenden bland {words}."

    def _show_foot(self) -> None:
        chosen = self.table.chosen_rows()
        self._legend.foot.setText(f"{len(self.table.rows_model.rows)} av {len(self._rows)} remisser")
        self._legend.setVisible(len(chosen) < 2)
        self.bulk.show_rows(chosen)

    def _show_all(self) -> None:
        self.quick.clear()
        self.choose_filter(OPEN if any(each.is_open for each in self._rows) else CLOSED)
        self.table.setFocus()

    def _fit_columns(self) -> None:
        """What is never elided gets the room that the first rows need; nobody looks all of 10,000 through."""
        model_, option = self.table.rows_model, QStyleOptionViewItem()
        option.font = self.table.font()
        for place, each in enumerate(model_.columns):
            if each.key in NEVER_ELIDED:
                rows = range(min(len(model_.rows), _LOOKED_AT))
                unlike = {model_.cell(at, place): at for at in rows}.values()
                hints = (self.table.itemDelegate().sizeHint(option, model_.index(at, place)).width() for at in unlike)
                self.table.setColumnWidth(place, max(self.table.columnWidth(place), *hints, 0))

    def _show_columns(self) -> None:
        for each in self.table.rows_model.columns:
            self.table.show_column(each.key, each.key not in self._hidden)

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        self._hidden = self._hidden - {key} if shown else self._hidden | {key}
        self.office.places.keep("remisser/dolda", " ".join(sorted(self._hidden)))
        self._show_columns()

    def _choose_columns(self) -> None:
        from secretary_app.ui.pages.remisser.more import columns_menu, open_under

        menu = columns_menu(self, self.table.rows_model.columns, self._hidden, self.show_column)
        open_under(menu, self.columns_button)

    def _choose_view(self) -> None:
        from secretary_app.ui.pages.remisser.more import open_under, views_menu

        menu = views_menu(self, self._views.all(), show=self.show_view, save=self.save_view, remove=self._remove)
        open_under(menu, self.views_button)

    def _view_action(self, view: View) -> QAction:
        action = QAction(f"Visa vyn ”{view.name}”", self)
        action.triggered.connect(partial(self.show_view, view))
        return action

    def show_view(self, view: View, _checked: bool = False) -> None:
        """Filter, sort and show columns as when the view was saved."""
        self._hidden = set(view.hidden)
        self._show_columns()
        keys = [each.key for each in self.table.rows_model.columns]
        if view.sort in keys:
            order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
            self.table.sortByColumn(keys.index(view.sort), order)
        self.quick.setText(view.words)
        self.choose_filter(view.filter if view.filter in CHIPS else OPEN)

    def save_view(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        from secretary_app.ui.pages.remisser.dialogs import NameView

        NameView(self, lambda name: self._views.named(name) is not None, self._save_view).open()

    def _save_view(self, name: str) -> None:
        header = self.table.horizontalHeader()
        sort = self.table.rows_model.columns[header.sortIndicatorSection()].key
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        hidden = tuple(sorted(self._hidden))
        self._views.save(View(name, self._filter, self.quick.text().strip(), sort, descending, hidden))
        self.office.notify(Notice(f"Vyn ”{name}” är sparad. Den finns under Vyer."))

    def _remove(self, view: View) -> None:
        self._views.remove(view.name)
        again = partial(self._views.save, view)
        self.office.notify(Notice(f"Vyn ”{view.name}” är borttagen.", link="Lägg tillbaka", follow=again))

    def _open(self, each: RemissRow) -> None:
        self.office.go(Destination("remiss", remiss_id=each.id))

    def _register(self) -> None:
        self.office.go(Destination("registrera"))

    def _make_list(self) -> None:
        from secretary_app.ui.core.listing import make_list

        make_list(self.office, self)

    def _list_motions(self) -> None:
        from secretary_app.ui.core.listing import make_unprepared

        make_unprepared(self.office, self)

    def _print(self) -> None:
        self.table.print("Remisser")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._legend.set_short(self.height() < theme().px(_SHORT))
