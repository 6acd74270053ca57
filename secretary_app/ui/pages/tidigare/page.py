"""Tidigare rekommendationer: what was asked in earlier audits, and whether it was done."""

from collections import Counter
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.model import VerdictWord
from secretary_app.operations.verdicts import EarlierPage, EarlierRow, VerdictChoices, earlier_recommendations
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.tidigare.columns import GIVES_WAY, UNSAID, WORDS, columns
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Empty, Sheet, button, chip, column, label, link, row, tool
from secretary_app.ui.widgets.choice import choice, offer
from secretary_app.ui.widgets.filter_row import FilterRow, quick_filter
from secretary_app.ui.widgets.measure_status import state_icon
from secretary_app.ui.widgets.page_head import PageHead

_ALL, _UNSAID = "alla", "inte bedömda"
_CHIPS: dict[str, tuple[str, VerdictWord | None]] = {
    _ALL: ("Alla", None),
    _UNSAID: (UNSAID, None),
    **{str(word): (words, word) for word, (words, _) in WORDS.items()},
}


class TidigarePage(Page):
    name = "tidigare"
    title = "Tidigare rekommendationer"
    help_topic = "uppfoljning"
    kinds = frozenset(
        {
            model.Remiss,
            model.Recommendation,
            model.Addressee,
            model.Response,
            model.Measure,
            model.MeasureStatus,
            model.Decision,
            model.Namnd,
            model.Verdict,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._found = EarlierPage((), ())
        self._filter = _ALL
        self._wanted = ""
        self.chips = {key: chip(words, partial(self.choose_filter, key)) for key, (words, _) in _CHIPS.items()}
        self.namnd = choice("Nämnd", self._show_rows)
        self.quick = quick_filter(self._show_rows)
        rows = RowModel(columns(lambda: office.desk.today), id_of=lambda each: each.recommendation_id, parent=self)
        self.table: Table[EarlierRow] = Table(rows, self.title, key="tidigare", places=office.places)
        self.judge = button("Sätt omdöme…", self.ask_verdict, glyph="pencil-simple", primary=True)
        self.foot = label("", "second")
        self.empty = Empty(
            "Inga tidigare rekommendationer ännu. De kommer hit när en granskning är besvarad, eller följs upp.",
            button("Gå till remisserna", lambda: office.go(Destination("remisser"))),
        )
        self.nothing = Empty("Ingen rekommendation passar det du har valt.", button("Visa alla", self._show_all))
        self._middle = QStackedWidget()
        self._sheet = Sheet(margin=0, spacing=0)
        self._set_up()
        self._lay_out()
        self._add_actions()
        self.chips[_ALL].setChecked(True)

    def _set_up(self) -> None:
        self.table.setProperty("bare", True)
        self.table.gives_way = GIVES_WAY
        self.table.sort_by("arende")
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_foot)

    def _lay_out(self) -> None:
        for part in (self._sheet, self.nothing, self.empty):
            self._middle.addWidget(part)
        foot = row(None, self.foot)
        foot.setContentsMargins(*(theme().px(each) for each in (12, 6, 12, 6)))
        self._sheet.body.addWidget(self.table, 1)
        self._sheet.body.addLayout(foot)
        back = link("Uppföljning", lambda: self.office.go(Destination("uppfoljning")), glyph="caret-left")
        printing = tool("printer", "Skriv ut listan", self._print, "Ctrl+P")
        self._filters = FilterRow(self.chips.values(), self.namnd, self.quick, printing)
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        layout.addLayout(column(row(back, None), PageHead(self.title, self.judge), self._filters, spacing=8))
        layout.addSpacing(theme().px(6))
        layout.addWidget(self._middle, 1)

    def _add_actions(self) -> None:
        self._commands = []
        self.table.row_actions = []
        for words, shortcut, then, is_row in (
            ("Öppna", "", lambda: self._open(self.table.current_row()), True),
            ("Byt omdöme…", "F2", self.choose_verdict, True),
            ("Sätt omdöme…", "Ctrl+Shift+S", self.ask_verdict, True),
            ("Filtrera listan", "Ctrl+F", self.quick.setFocus, False),
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
        self._wanted = destination.item

    def refresh(self) -> None:
        self.desk.read(earlier_recommendations, self._take, owner=self, key="rows")

    def _take(self, found: EarlierPage) -> None:
        self._found = found
        bodies: list[tuple[str, object]] = [(name, id_) for id_, name in found.bodies]
        offer(self.namnd, [("Alla nämnder", ""), *bodies], self.namnd.currentData())
        self._show_rows()
        if self._wanted:
            self.table.choose(self._wanted)
            self._wanted = ""

    def choose_filter(self, key: str) -> None:
        """Show what this chip lets through."""
        self._filter = key
        self.chips[key].setChecked(True)
        self._show_rows()

    def _show_rows(self) -> None:
        namnd, words = self.namnd.currentData(), self.quick.text().casefold().split()
        whose = [
            each
            for each in self._found.rows
            if (not namnd or namnd in each.namnd_ids) and all(word in each.search_text for word in words)
        ]
        counts = Counter(each.verdict.verdict if each.verdict else None for each in whose)
        for key, (name, word) in _CHIPS.items():
            self.chips[key].setText(f"{name}  {len(whose) if key == _ALL else counts[word]}")
        self._filters.fit()
        shown = [each for each in whose if _passes(self._filter, each)]
        self.table.set_rows(shown)
        self.table.choose_first()
        part = self._sheet if shown else self.nothing if self._found.rows else self.empty
        self._middle.setCurrentWidget(part)
        self._show_foot()

    def _show_foot(self) -> None:
        shown, total = len(self.table.rows_model.rows), len(self._found.rows)
        self.foot.setText(f"{shown} av {total} rekommendationer" if shown != total else f"{total} rekommendationer")
        self.judge.setEnabled(self.table.current_row() is not None)

    def _show_all(self) -> None:
        self.quick.clear()
        self.namnd.setCurrentIndex(0)
        self.choose_filter(_ALL)
        self.table.setFocus()

    def _open(self, each: EarlierRow | None) -> None:
        if each is not None:
            item = f"{each.recommendation_id}/"
            self.office.go(Destination("remiss", remiss_id=each.remiss_id, tab="svarslage", item=item))

    def choose_verdict(self) -> None:
        """Offer the verdicts under the row; the one that is chosen holds from today on, for all that are chosen."""
        rows = self.table.chosen_rows()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ids = [each.recommendation_id for each in rows]
        for word, (words, state) in WORDS.items():
            menu.addAction(state_icon(state), words).triggered.connect(partial(self._set_verdict, ids, word))
        menu.addSeparator()
        menu.addAction("Med ord, dag och uppföljning…", self.ask_verdict).setEnabled(len(rows) == 1)
        rect = self.table.visualRect(self.table.currentIndex())
        menu.popup(self.table.viewport().mapToGlobal(QPoint(max(0, rect.left()), rect.bottom())))

    def _set_verdict(self, ids: list[str], word: VerdictWord, _checked: bool = False) -> None:
        from secretary_app.operations.verdicts import set_verdicts

        today = self.desk.today
        what = "Rekommendationen är" if len(ids) == 1 else f"{len(ids)} rekommendationer är"
        self.desk.write(
            lambda register: set_verdicts(register, ids, word, today),
            owner=self,
            says=lambda _saved: f"{what} satt till {WORDS[word][0].lower()}.",
        )

    def ask_verdict(self) -> None:
        """Ask what was said of the recommendation, by whom, when and where."""
        current = self.table.current_row()
        if current is None:
            return
        from secretary_app.operations.verdicts import verdict_choices

        id_ = current.recommendation_id
        self.desk.read(lambda register: verdict_choices(register, id_), self._ask, owner=self, key="choices")

    def _ask(self, choices: VerdictChoices) -> None:
        from secretary_app.ui.pages.tidigare.dialog import VerdictDialog

        VerdictDialog(self.window(), self.office, choices).open()

    def _print(self) -> None:
        self.table.print(self.title)


def _passes(key: str, each: EarlierRow) -> bool:
    return key == _ALL or (each.verdict.verdict if each.verdict else None) == _CHIPS[key][1]
