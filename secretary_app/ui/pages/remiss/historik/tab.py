"""Historik: who did what with the remiss, and taking it back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from secretary_app.operations.history import HistoryEntry, remiss_history
from secretary_app.operations.history_differences import FieldDifference, operation_differences
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.historik.details import DetailsPanel
from secretary_app.ui.pages.remiss.historik.entries import HistoryModel, HistoryRow, by_day, columns
from secretary_app.ui.pages.remiss.tab import RemissTab
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Sheet, clicked, label, link, row

_AT_A_TIME = 100
_NARROW = 1100


class HistorikTab(RemissTab):
    """Any change of anything may be one of this remiss: it is read again after all of them."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._limit = _AT_A_TIME
        self._wanted = 0
        self._model = HistoryModel(columns(lambda: office.desk.today), id_of=lambda row: row.id, parent=self)
        self.table: Table[HistoryRow] = Table(self._model, "Historik", key="historik", places=office.places)
        self.details = DetailsPanel(office)
        self._foot = label("", "second")
        self._more = link("Visa fler", self._show_more)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()

    def _lay_out(self) -> None:
        self.table.setSortingEnabled(False)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setProperty("bare", True)
        self.table.chosen.connect(self._show_chosen)
        undo = QAction("Ångra det här", self.table)
        undo.triggered.connect(clicked(self._undo_chosen))
        self.table.row_actions.append(undo)
        self.details.undo_asked.connect(self._undo)
        sheet = Sheet(margin=0, spacing=0)
        foot = row(self._foot, None, self._more)
        foot.setContentsMargins(*(theme().px(each) for each in (12, 6, 12, 6)))
        sheet.body.setContentsMargins(1, 1, 1, 1)
        sheet.body.addWidget(self.table, 1)
        sheet.body.addLayout(foot)
        self._splitter.addWidget(sheet)
        self._splitter.addWidget(self.details)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)

    def parts(self) -> list[QWidget]:
        return [self.table, self.details.undo]

    def focus_first(self) -> None:
        self.table.setFocus()

    def forget(self) -> None:
        self._limit = _AT_A_TIME
        self._wanted = 0
        self.table.set_rows([])

    def show_item(self, item: str) -> None:
        self._wanted = int(item) if item.isdigit() else 0
        self._choose()

    def refresh(self) -> None:
        remiss_id, limit = self.remiss_id, self._limit
        self.ask(lambda register: remiss_history(register, remiss_id, limit), self._take, "history")

    def _take(self, entries: list[HistoryEntry]) -> None:
        rows = by_day(entries)
        self.table.clearSpans()
        self.table.set_rows(rows)
        for place, each in enumerate(rows):
            if each.entry is None:
                self.table.setSpan(place, 0, 1, len(self._model.columns))
        is_all = len(entries) < self._limit
        count = "1 händelse" if len(entries) == 1 else f"{len(entries)} händelser"
        self._foot.setText(count if is_all else f"De senaste {len(entries)} händelserna")
        self._more.setVisible(not is_all)
        self._choose()

    def _choose(self) -> None:
        """What was asked for, else the newest where nothing is chosen."""
        if self._wanted:
            self.table.choose(self._wanted)
        chosen = self.table.current_row()
        if chosen is None or chosen.entry is None:
            newest = next((each.id for each in self._model.rows if each.entry is not None), None)
            self.table.choose(newest)
        if self._model.row_of(self._wanted) >= 0:
            self._wanted = 0

    def _entry(self) -> HistoryEntry | None:
        chosen = self.table.current_row()
        return chosen.entry if chosen else None

    def _show_chosen(self) -> None:
        entry, remiss_id = self._entry(), self.remiss_id
        self.details.setVisible(entry is not None)
        if entry is None:
            return
        no = entry.no
        self.details.show_entry(entry)
        self.ask(
            lambda register: operation_differences(register, remiss_id, no),
            partial(self._show_differences, no),
            "differences",
        )

    def _show_differences(self, no: int, differences: list[FieldDifference]) -> None:
        entry = self._entry()
        if entry is not None and entry.no == no:
            self.details.show_differences(differences)

    def _show_more(self) -> None:
        self._limit += _AT_A_TIME
        self.refresh()

    def _undo_chosen(self) -> None:
        entry = self._entry()
        if entry is not None and entry.can_undo:
            self._undo(entry.no)

    def _undo(self, no: int) -> None:
        self.desk.undo(no)
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the details alone tell which rows it was."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_NARROW)
        panel = theme().px(330 if is_narrow else 392)
        self.table.show_column("galler", not is_narrow)
        self._splitter.setSizes([max(1, self.width() - panel), panel])
