"""Svarsläge: the matrix recommendation × namnd, and the answer of the chosen cell beside it."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.date_words import day
from secretary_app.operations.cell_panel import (
    CellPanel,
    RemissMatrix,
    cell_panel,
    recommendation_choices,
    remiss_matrix,
)
from secretary_app.operations.earlier import EarlierVerdict
from secretary_app.operations.matrix import MatrixCell
from secretary_app.operations.opening import Register
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.pages.remiss.cell_actions import CellActions
from secretary_app.ui.pages.remiss.svarslage.panel import AnswerPanel, Shown
from secretary_app.ui.pages.remiss.svarslage.sheet import MatrixSheet
from secretary_app.ui.pages.remiss.tab import RemissTab, same_remiss
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import clicked

_NARROW = 1100
_PANEL = 392
_WIDTH_KEY = "svarslage/panel"


class SvarslageTab(RemissTab):
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
            model.Verdict,
            model.PlannedStep,
            model.ChainStep,
            model.Namnd,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._wanted: tuple[str | None, str] | None = None
        self._is_first = True
        self.sheet = MatrixSheet()
        self.table = self.sheet.table
        self.panel = AnswerPanel()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for part in (self.sheet, self.panel):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([900, self._panel_width()])
        self._splitter.splitterMoved.connect(self._keep_width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._add_actions()
        self._connect()

    def _add_actions(self) -> None:
        self._copy = QAction("Kopiera svarsläget som tabell", self)
        self._copy.triggered.connect(clicked(self.table.copy))
        self.cell_actions = CellActions(self.desk, self.table)
        self.table.addActions([self.cell_actions.up, self.cell_actions.down])

    def _connect(self) -> None:
        self.table.chosen.connect(self._read_cell)
        self.table.entered.connect(self.panel.focus_first)
        self.table.menu_asked.connect(self._show_menu)
        self.table.details_asked.connect(self.cell_actions.details.trigger)
        self.cell_actions.asked.connect(self.asked)
        self.panel.change_asked.connect(self.cell_actions.change.trigger)
        self.panel.details_asked.connect(self.cell_actions.details.trigger)
        self.sheet.write_first.connect(self.cell_actions.add.trigger)
        self.sheet.read_paper.connect(self._read_paper)
        self.panel.left.connect(self.table.setFocus)
        self.panel.write_asked.connect(self._write)
        self.panel.ask_asked.connect(self._ask)
        self.panel.sent_asked.connect(self._note_sent)
        self.panel.bodies_asked.connect(self._choose_bodies)
        self.panel.earlier_asked.connect(self._go_to)

    def commands(self) -> list[QAction]:
        return [self._copy, *self.cell_actions.possible()]

    def _show_menu(self, where: QPoint, of_recommendation: bool, of_namnd: bool) -> None:
        actions = self.cell_actions
        groups = [actions.of_recommendation if of_recommendation else [], actions.of_namnd if of_namnd else []]
        actions.pop_up(where, [*groups, [actions.add, self._copy]])

    def parts(self) -> list[QWidget]:
        return [self.table, self.panel]

    def focus_first(self) -> None:
        self.table.setFocus()

    def forget(self) -> None:
        self._is_first = True
        self._wanted = None
        self.sheet.forget()
        self.panel.show_cell(None, self.desk.today)

    def show_item(self, item: str) -> None:
        """``recommendation id/body id``, either of which may be empty."""
        recommendation_id, _, namnd_id = item.partition("/")
        self._wanted = recommendation_id or None, namnd_id
        if not self._is_first:
            self._choose_wanted()

    def refresh(self) -> None:
        remiss_id, today = self.remiss_id, self.desk.today
        self.ask(lambda register: remiss_matrix(register, remiss_id, today), self._take, "matrix")

    def _take(self, found: RemissMatrix) -> None:
        if not same_remiss(self, found.remiss):
            return
        self.sheet.show_matrix(found)
        if self._wanted is not None:
            self._choose_wanted()
        elif self._is_first or self.table.current_cell() is None:
            self.sheet.choose_first()
        self._is_first = False
        self._read_cell()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        assert wanted is not None
        self.sheet.choose(*wanted)
        self._read_cell()

    def _read_cell(self) -> None:
        cell, remiss_id, today = self.table.current_cell(), self.remiss_id, self.desk.today
        self.cell_actions.show_place(self.sheet.place_of(cell) if cell else None)
        if cell is None:
            self.panel.show_cell(None, today)
            return
        self.desk.read(
            lambda register: cell_panel(register, remiss_id, cell.recommendation_id, cell.namnd_id, today),
            partial(self._show_cell, cell),
            owner=self,
            key="cell",
        )

    def _show_cell(self, cell: MatrixCell, panel: CellPanel) -> None:
        if same_remiss(self, panel.remiss):
            self.panel.show_cell(Shown(cell, panel), self.desk.today)

    def _write(self) -> None:
        cell = self.table.current_cell()
        if cell is not None:
            item = f"{cell.recommendation_id or ''}/{cell.namnd_id}"
            self.office.go(Destination("remiss", remiss_id=self.remiss_id, tab="svar", item=item))

    def _go_to(self, earlier: EarlierVerdict) -> None:
        item = f"{earlier.recommendation_id}/"
        self.office.go(Destination("remiss", remiss_id=earlier.remiss_id, tab="svarslage", item=item))

    def _read_paper(self) -> None:
        self.office.go(Destination("registrera"))

    def _note_sent(self) -> None:
        shown = self.panel.shown
        if shown is None:
            return
        from secretary_app.operations.editing_deadlines import mark_sent

        remiss, namnd, today = shown.panel.remiss, shown.panel.answer.namnd, self.desk.today
        done = f"Internremissen till {namnd.abbreviation} är noterad som skickad {day(today, today)}."
        self.desk.write(
            lambda register: mark_sent(register, remiss, [namnd.id], today),
            owner=self,
            says=lambda saved: " ".join([done, *saved.notes]),
        )

    def _ask(self) -> None:
        shown = self.panel.shown
        if shown is None:
            return
        from secretary_app.operations.remiss_choices import RemissChoices, remiss_choices
        from secretary_app.ui.pages.remiss.svarslage.dialogs import AskDialog

        remiss_id, namnd_id, today = self.remiss_id, shown.cell.namnd_id, self.desk.today

        def show(choices: RemissChoices) -> None:
            asked = next((each for each in choices.asked if each.namnd.id == namnd_id), None)
            if asked is not None:
                AskDialog(self.window(), self.office, choices, asked).open()

        self.desk.read(lambda register: remiss_choices(register, remiss_id, today), show, owner=self, key="choices")

    def _choose_bodies(self) -> None:
        shown = self.panel.shown
        if shown is None or shown.cell.recommendation_id is None:
            return
        from secretary_app.operations.cell_panel import RecommendationChoices
        from secretary_app.ui.pages.remiss.dialogs.recommendation import AddresseesDialog

        remiss_id, recommendation_id, today = self.remiss_id, shown.cell.recommendation_id, self.desk.today

        def read(register: Register) -> RecommendationChoices:
            return recommendation_choices(register, remiss_id, recommendation_id, today)

        def show(choices: RecommendationChoices) -> None:
            AddresseesDialog(self.window(), self.office, choices).open()

        self.desk.read(read, show, owner=self, key="choices")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.window().width() < theme().px(_NARROW)
        orientation = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if self._splitter.orientation() != orientation:
            self._splitter.setOrientation(orientation)
            room = self.height() if is_narrow else self.width()
            panel = room * 2 // 5 if is_narrow else self._panel_width()
            self._splitter.setSizes([room - panel, panel])
        self.sheet.make_room(self.height() * 3 // 5 if is_narrow else self.height())

    def _panel_width(self) -> int:
        return round(self.office.places.number(_WIDTH_KEY) or theme().px(_PANEL))

    def _keep_width(self) -> None:
        if self._splitter.orientation() is Qt.Orientation.Horizontal:
            self.office.places.keep(_WIDTH_KEY, self._splitter.sizes()[1])
