"""A workbook read into the register: tried first, and shown what it would do, then recorded."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from secretary_app.operations.opening import Register
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_open
from secretary_app.ui.core.page import Office
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Shape, button, label, put, row
from secretary_app.ui.widgets.meetings_import import MeetingsImport

if TYPE_CHECKING:
    from secretary_app.operations.importing import ImportResult, PreparedImport

_Problem = tuple[int, str, str, str]
"""Its place, the sheet, the cell, what is wrong."""


class WorkbookImport(QWidget):
    """Asks for a workbook, tries it, asks whether it is to be read in. An unseen part of its page."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._meetings = MeetingsImport(office, self)
        self.hide()

    def ask(self) -> None:
        """Ask which workbook."""
        found = ask_open(self, self._office.places, "Läs in en arbetsbok", "Excel (*.xlsx)", key="arbetsböcker")
        if found:
            self.try_out(found[0])

    def try_out(self, path: Path) -> None:
        """Read it without recording anything, and show what it would do."""

        def work(register: Register, progress: Progress) -> "PreparedImport | None":
            from secretary_app.operations.importing import prepare_import
            from secretary_app.operations.reading_meetings import is_list_of_meetings

            return None if is_list_of_meetings(path) else prepare_import(register, path, progress)

        def show(prepared: "PreparedImport | None") -> None:
            if prepared is None:
                self._meetings.read(path, self._office.desk.today.year)
            else:
                ImportPreview(self._office, self.window(), prepared).open()

        self._office.desk.read_long(work, f"Läser {path.name}", show, owner=self, says=lambda _result: None)


class ImportPreview(QDialog):
    def __init__(self, office: Office, parent: QWidget, prepared: "PreparedImport") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._office, self._prepared = office, prepared
        path, result = prepared.path, prepared.result
        self.setWindowTitle(f"Läsa in {path.name}?")
        new = _news(result)
        faults = len(result.problems)
        self.words = label(_sentence(result), "strong", wrap=True)
        rows: list[_Problem] = [
            (place, each.sheet, each.cell, each.message) for place, each in enumerate(result.problems)
        ]
        rows += [(faults + place, "", "", each) for place, each in enumerate(result.notices)]
        self.table = Table(
            RowModel(_columns(), id_of=lambda each: each[0], parent=self), "Att se över", two_lines=False
        )
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.take = button(f"Läs in {path.name}", self._take, primary=True)
        self.take.setEnabled(not faults and bool(new))
        layout = QVBoxLayout(self)
        margin = theme().px(18)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme().px(12))
        put(layout, label(f"Läsa in {path.name}?", "heading", wrap=True))
        top = row(Shape(State.LATE if faults else State.DONE if new else State.NONE), self.words)
        top.setStretch(1, 1)
        put(layout, top)
        put(layout, self.table, 1)
        put(layout, row(None, button("Avbryt" if self.take.isEnabled() else "Stäng", self.reject), self.take))
        room = parent.window().size()
        height = 440 if rows else 170
        self.resize(min(theme().px(720), room.width() - 40), min(theme().px(height), room.height() - 40))
        if self.take.isEnabled():
            self.take.setFocus()

    def _take(self) -> None:
        """It has been read already: what is shown is what is recorded, and nothing waits for it long."""
        prepared, name = self._prepared, self._prepared.path.name

        def work(register: Register, _progress: Progress) -> "ImportResult":
            from secretary_app.operations.importing import save_import

            return save_import(register, prepared)

        self._office.desk.write_long(
            work,
            f"Läser in {name}",
            says=lambda result: " ".join([f"{name} är inläst: {result.sentence(dry_run=False)}", *result.notices]),
        )
        self.accept()


def _news(result: "ImportResult") -> int:
    """How many rows would be added or changed."""
    return sum(result.counts[state] for state in ("added", "changed"))


def _sentence(result: "ImportResult") -> str:
    faults = len(result.problems)
    if faults:
        cells = "1 cell är fel" if faults == 1 else f"{faults} celler är fel"
        return f"{cells}. Rätta i Excel och läs in igen. Inget är ändrat."
    return f"{result.sentence(dry_run=False)} {'Inget är sparat än.' if _news(result) else 'Allt finns redan.'}"


def _columns() -> list[Column[_Problem]]:
    return [
        Column("blad", "Blad", lambda each: each[1], width=140),
        Column("cell", "Cell", lambda each: each[2], width=70),
        Column("fel", "Vad", lambda each: Cell(each[3], tip=each[3]), width=300, stretch=True),
    ]
