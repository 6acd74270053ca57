"""Which fields there are: each with what it means and what it gives in a remiss, ready to be copied into a template."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from secretary_app.domain.model import DocumentKind
from secretary_app.operations.opening import Register
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Office
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Sheet, button, column, label, row
from secretary_app.ui.widgets.choice import choice, offer
from secretary_app.ui.widgets.filter_row import quick_filter

if TYPE_CHECKING:
    from secretary_app.operations.template_fields import FieldRow
    from secretary_app.operations.template_view import RemissName

_ALL = "Alla fält"
_LIST = 226
_SIZE = QSize(1080, 690)
_NARROW = 800
"""Under this there is no room for the groups; what is searched for is found in them all."""


class FieldsDialog(QDialog):
    """Beside the window, so that one can go to Word and back. Enter or Ctrl+C copies the chosen field."""

    def __init__(self, parent: QWidget, office: Office, kind: DocumentKind, remiss_id: str = "") -> None:
        """``kind``: of the template that the fields are for; ``remiss_id``: whose values are shown at first."""
        super().__init__(parent)
        self._office = office
        self._kind = kind
        self._wanted = remiss_id
        self._rows: list[FieldRow] = []
        self.setWindowTitle("Vilka fält finns det?")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = quick_filter(self._show_rows)
        self.remiss = choice("Exempel ur remissen", self._read, letters=30)
        self.groups = QListWidget()
        model: RowModel[FieldRow] = RowModel(_columns(), id_of=lambda each: (each.inside, each.name), parent=self)
        self.table = _FieldTable(model)
        self.code = _Code()
        self.meaning = label("", wrap=True, selectable=True)
        self.told = label("", "done", wrap=True)
        self.copy_button = button("Kopiera fältet", self.copy, glyph="copy", primary=True)
        self._lay_out()
        self._connect()
        self._read_remisser()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Sök fält")
        self.search.setAccessibleName("Sök fält")
        self.search.setMaximumWidth(theme().px(260))
        self.groups.setObjectName("sections")
        self.groups.setAccessibleName("Grupper av fält")
        self.groups.setFixedWidth(theme().px(_LIST))
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setProperty("bare", True)
        self.remiss.setMaximumWidth(theme().px(420))
        top = row(self.search, None, label("Exempel ur", "second"), self.remiss, spacing=10)
        # Room for a list's three lines, so that nothing moves from field to field.
        self.code.setMinimumHeight(3 * self.code.fontMetrics().lineSpacing())
        self.told.hide()
        foot = row(spacing=8)
        foot.addLayout(column(self.meaning, self.code, self.told, spacing=4), 1)
        for made in (button("Stäng", self.close), self.copy_button):
            foot.addWidget(made, 0, Qt.AlignmentFlag.AlignBottom)
        sheet = Sheet(self.table, margin=0, spacing=0)
        middle = row(self.groups, sheet, spacing=12)
        middle.setStretch(1, 1)
        layout = QVBoxLayout(self)
        margin = theme().px(20)
        layout.setContentsMargins(margin, theme().px(16), margin, margin)
        layout.setSpacing(theme().px(12))
        layout.addLayout(
            column(label("Vilka fält finns det?", "heading"), label(_HELP, "second", wrap=True), spacing=3)
        )
        layout.addLayout(top)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.groups.currentRowChanged.connect(lambda _place: self._show_rows())
        self.table.opened.connect(lambda _row: self.copy())
        self.table.chosen.connect(self._show_chosen)
        copying = QAction("Kopiera fältet", self.table)
        copying.triggered.connect(self.copy)
        self.table.row_actions = [copying]
        finding = QAction("Sök fält", self)
        finding.setShortcut("Ctrl+F")
        finding.triggered.connect(self.search.setFocus)
        self.addAction(finding)

    def show_beside(self) -> None:
        """Show it, as large as there is room for in the window."""
        parent = self.parentWidget()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(QSize(theme().px(_SIZE.width()), theme().px(_SIZE.height())).boundedTo(room - QSize(40, 40)))
        self.show()
        self.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.groups.setVisible(self.width() >= theme().px(_NARROW))

    def _read_remisser(self) -> None:
        latest = self._office.places.text("remisser/senast").split()

        def question(register: Register) -> "list[RemissName]":
            from secretary_app.operations.template_view import remisser_to_try

            return remisser_to_try(register, latest)

        self._office.desk.read(question, self._take_remisser, owner=self, key="remisser")

    def _take_remisser(self, found: "list[RemissName]") -> None:
        offer(self.remiss, [(each.words, each.id) for each in found] or [("Ingen remiss", "")], self._wanted)
        self._read()

    def _read(self) -> None:
        remiss_id, kind = str(self.remiss.currentData() or ""), self._kind

        def question(register: Register) -> "list[FieldRow]":
            from secretary_app.operations.template_fields import field_rows

            return field_rows(register, remiss_id, kind)

        self._office.desk.read(question, self._take, owner=self, key="fält")

    def _take(self, rows: "list[FieldRow]") -> None:
        self._rows = rows
        headings = [_ALL, *dict.fromkeys(each.heading for each in rows)]
        if headings != [self.groups.item(place).text() for place in range(self.groups.count())]:
            self.groups.blockSignals(True)
            self.groups.clear()
            for each in headings:
                item = QListWidgetItem(each)
                item.setSizeHint(QSize(0, theme().px(30)))
                item.setToolTip(each)
                self.groups.addItem(item)
            self.groups.setCurrentRow(0)
            self.groups.blockSignals(False)
        self._show_rows()

    def _show_rows(self) -> None:
        item = self.groups.currentItem()
        heading = item.text() if item is not None else _ALL
        words = self.search.text().casefold().split()
        # What is searched for is looked for everywhere.
        shown = [each for each in self._rows if words or heading in (_ALL, each.heading)]
        self.table.set_rows([each for each in shown if all(word in _searched(each) for word in words)])
        self.table.choose_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.table.current_row()
        self.copy_button.setEnabled(chosen is not None)
        self.code.setText(chosen.code if chosen else "")
        self.meaning.setText(_meaning(chosen) if chosen else "Inget fält passar det du söker.")

    def copy(self) -> None:
        """Put the chosen field's code on the clipboard."""
        chosen = self.table.current_row()
        if chosen is None:
            return
        QApplication.clipboard().setText(chosen.code)
        words = f"{chosen.name} är kopierat. Klistra in det i mallen i Word."
        self.told.setText(words)
        self.told.show()
        self._office.notify(Notice(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self.copy()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)


_HELP = "Kopiera ett fält och klistra in det i mallen i Word. Det byts mot uppgiften ur remissen när ett utkast skapas."


class _FieldTable(Table["FieldRow"]):
    """Ctrl+C copies what is to stand in the template, not the row."""

    def __init__(self, model: "RowModel[FieldRow]") -> None:
        super().__init__(model, "Fält")
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.gives_way = {"exempel": 130, "falt": 170}

    def copy(self) -> None:
        chosen = self.current_row()
        if chosen is not None:
            self.opened.emit(chosen)


class _Code(QLabel):
    """The code in letters of one width, as it will be copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Koden som kopieras")
        font = QFont("Consolas")
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(theme().base)
        self.setFont(font)


def _columns() -> "Sequence[Column[FieldRow]]":
    return [
        Column("falt", "Fält", lambda each: Cell(each.name, _use(each), strong=True, tip=each.name), width=230),
        Column("betyder", "Betyder", lambda each: Cell(each.meaning, tip=each.meaning), width=230, stretch=True),
        Column("exempel", "Exempel", _example, width=190),
    ]


def _use(each: "FieldRow") -> str:
    inside = f"i slingan {each.inside}" if each.inside else ""
    return ", ".join(filter(None, ("" if each.kind == "text" else str(each.kind), inside)))


def _example(each: "FieldRow") -> Cell:
    second = f"Utkastet får {each.placeholder}" if each.is_missing and each.placeholder else ""
    return Cell(each.example, second, tone="text2" if each.is_missing else "", tip=each.example)


def _meaning(each: "FieldRow") -> str:
    inside = f" Kan bara stå i slingan {each.inside}." if each.inside else ""
    return f"{each.meaning.rstrip('.')}.{inside}"


def _searched(each: "FieldRow") -> str:
    return f"{each.name} {each.meaning} {each.heading} {each.example}".casefold()
