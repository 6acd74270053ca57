"""What can be done with the chosen remisser: takes the place of the table's foot when several are chosen."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from secretary_app.operations.overview import RemissRow
from secretary_app.ui.core.asking import ask_save
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import button, label


class BulkBar(QWidget):
    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._table: Table[RemissRow] | None = None
        self._words = label("", "strong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*(theme().px(each) for each in (12, 6, 12, 6)))
        layout.addWidget(self._words)
        layout.addStretch(1)
        layout.addWidget(button("Kopiera som tabell", self._copy, glyph="copy"))
        self.hide()

    def show_rows(self, rows: list[RemissRow]) -> None:
        """Tell how many are chosen; with one or none there is nothing to tell."""
        self._words.setText(f"{len(rows)} valda")
        self.setVisible(len(rows) > 1)

    def actions_for(self, table: Table[RemissRow]) -> list[QAction]:
        """What the context menu of the table offers."""
        self._table = table
        action = QAction("Öppna", table)
        action.triggered.connect(self._open)
        return [action]

    def _open(self) -> None:
        row = self._table.current_row() if self._table else None
        if row is not None:
            self._office.go(Destination("remiss", remiss_id=row.id))

    def _copy(self) -> None:
        if self._table is not None:
            self._table.copy()

    def make_list(self) -> None:
        """Write the status list of everything that is not closed, and offer to open it."""
        name = f"Statuslista {self._office.desk.today.isoformat()}.xlsx"
        path = ask_save(self, self._office.places, "Spara statuslistan", name, "Excel (*.xlsx)", key="listor")
        if path is not None:
            self._office.desk.read_long(
                lambda register, _progress: _write(register, path),
                "Skriver statuslistan",
                lambda _made: None,
                owner=self,
                says=lambda _made: Notice(
                    f"Statuslistan skrevs till {path.name}.", link="Öppna listan", follow=lambda: _open(path)
                ),
            )


def _write(register: Any, path: Path) -> object:
    from secretary_app.operations.status import make_status_list

    return make_status_list(register, path)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
