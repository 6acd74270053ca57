"""What the check of the register found, the worst first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Shape, label, put, row

if TYPE_CHECKING:
    from secretary_app.operations.upkeep import Report


@dataclass(frozen=True)
class _Finding:
    place: int
    state: State
    kind: str
    text: str
    remiss_id: str = ""


class Findings(QWidget):
    """Hidden until something was checked; Enter goes to the remiss that a gap is in."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._shape = Shape()
        self.words = label("", "strong", wrap=True)
        columns: list[Column[_Finding]] = [
            Column("slag", "Slag", lambda each: Cell(each.kind, state=each.state), width=120),
            Column("vad", "Vad", lambda each: Cell(each.text, tip=each.text), width=320, stretch=True),
        ]
        model: RowModel[_Finding] = RowModel(columns, id_of=lambda each: each.place, parent=self)
        self.table: Table[_Finding] = Table(model, "Vad kontrollen fann", two_lines=False)
        self.table.setMinimumHeight(theme().px(220))
        self.table.opened.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        top = row(self._shape, self.words)
        top.setStretch(1, 1)
        put(layout, top)
        put(layout, self.table)
        self.hide()

    def show_report(self, report: "Report") -> None:
        """Show what was found."""
        found = [(State.LATE, "fel", each.text, "") for each in report.faults]
        found += [(State.TODO, "filer", each.text, "") for each in report.remarks]
        found += [(State.UNDATED, "saknas", each.text, each.remiss_id or "") for each in report.gaps]
        rows = [_Finding(place, *each) for place, each in enumerate(found)]
        faults, others = len(report.faults), len(rows) - len(report.faults)
        self._shape.show_state(State.LATE if faults else State.DONE)
        sound = f"{faults} fel" if faults else "Registret och dess filer är hela"
        self.words.setText(f"{sound}. {others} att se över." if others else f"{sound}.")
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.show()

    def _open(self, each: _Finding) -> None:
        if each.remiss_id:
            self._office.go(Destination("remiss", remiss_id=each.remiss_id))
