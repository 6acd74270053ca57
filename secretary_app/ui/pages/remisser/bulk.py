"""What can be done with the chosen remisser: takes the place of the table's foot when several are chosen."""

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from secretary_app.operations.overview import RemissRow
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import button, label


class BulkBar(QWidget):
    def __init__(self, office: Office, table: Table[RemissRow]) -> None:
        super().__init__()
        self._office = office
        self._table = table
        self.words = label("", "strong")
        self.change = button("Byt handläggare…", self.ask_handlaggare, glyph="user")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*(theme().px(each) for each in (12, 6, 12, 6)))
        layout.addWidget(self.words)
        layout.addStretch(1)
        layout.addWidget(self.change)
        layout.addWidget(button("Kopiera som tabell", table.copy, glyph="copy"))
        self._change_action = _action("Byt handläggare…", self.ask_handlaggare, table)
        table.row_actions = [_action("Öppna", self._open, table), self._change_action]
        self.hide()

    def show_rows(self, rows: list[RemissRow]) -> None:
        """Tell how many are chosen; with one or none there is nothing to tell."""
        self.words.setText(f"{len(rows)} valda")
        self.setVisible(len(rows) > 1)
        closed = sum(not row.is_open for row in rows)
        self.change.setEnabled(not closed)
        self.change.setToolTip(f"{closed} av de valda är avslutade och kan inte ändras." if closed else "")
        self._change_action.setEnabled(bool(rows) and not closed)

    def ask_handlaggare(self) -> None:
        """Let a name be chosen, and give the chosen remisser to it."""
        rows = self._table.chosen_rows()
        if not rows or any(not row.is_open for row in rows):
            return
        from secretary_app.operations.editing_remiss import handlaggare_names

        ids = [row.id for row in rows]
        self._office.desk.read(handlaggare_names, partial(self._ask, ids), owner=self, key="names")

    def _ask(self, ids: list[str], names: list[str]) -> None:
        from secretary_app.ui.pages.remisser.dialogs import ChooseHandlaggare

        ChooseHandlaggare(self, len(ids), names, partial(self._give, ids)).open()

    def _give(self, ids: list[str], name: str) -> None:
        from secretary_app.operations.editing_many import set_handlaggare

        self._office.desk.write(lambda register: set_handlaggare(register, ids, name), owner=self)

    def _open(self) -> None:
        row = self._table.current_row()
        if row is not None:
            self._office.go(Destination("remiss", remiss_id=row.id))


def _action(words: str, then: object, table: QWidget) -> QAction:
    action = QAction(words, table)
    action.triggered.connect(then)
    return action
