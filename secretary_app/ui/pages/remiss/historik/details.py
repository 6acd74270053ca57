"""What the chosen operation changed, before and after, and undoing it."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.operations.history import HistoryEntry
from secretary_app.operations.history_differences import FieldDifference
from secretary_app.ui.core.page import Office
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Sheet, button, clear, column, label, put, row, rule

_MOST = 60
"""Values that are shown; an imported workbook has hundreds."""


class DetailsPanel(Sheet):
    undo_asked = Signal(int)

    def __init__(self, office: Office) -> None:
        super().__init__(margin=18)
        self._office = office
        self._no = 0
        self._heading = label("", "heading", wrap=True, selectable=True)
        self._about = label("", "second", wrap=True)
        self.undo = button("Ångra det här", self._ask, glyph="arrow-u-up-left")
        self.why = label("", "second", wrap=True)
        self._changes = QVBoxLayout()
        self._changes.setContentsMargins(0, 0, theme().px(8), 0)
        self._changes.setSpacing(theme().px(10))
        inside = QWidget()
        inside.setLayout(self._changes)
        self.changes = QScrollArea()
        self.changes.setWidget(inside)
        self.changes.setWidgetResizable(True)
        self.changes.setFrameShape(QFrame.Shape.NoFrame)
        self.changes.setAccessibleName("Vad som ändrades")
        for part in (self._heading, self._about, row(self.undo, None), self.why, rule()):
            put(self.body, part)
        self.body.addWidget(self.changes, 1)

    def show_entry(self, entry: HistoryEntry) -> None:
        """Show what was done, and whether it can be undone; what it changed comes after."""
        self._no = entry.no
        self._heading.setText(entry.label)
        when = f"{day(entry.at.date(), self._office.desk.today)} {entry.at:%H.%M}"
        self._about.setText(", ".join(filter(None, (entry.who, when, "ångrad" if entry.undone else ""))))
        self.undo.setText("Ångra det här" if entry.undoes is None else "Gör om det")
        self.undo.setEnabled(entry.can_undo)
        self.why.setText(entry.why_not)
        self.why.setVisible(bool(entry.why_not))
        self.undo.setAccessibleDescription(entry.why_not)

    def show_differences(self, differences: Sequence[FieldDifference]) -> None:
        """Show before and after, row by row."""
        clear(self._changes)
        for name, group in groupby(differences[:_MOST], key=lambda each: each.row):
            self._changes.addWidget(label(name, "strong", wrap=True))
            for each in group:
                self._changes.addLayout(_difference(each))
        if len(differences) > _MOST:
            self._changes.addWidget(label(f"och {len(differences) - _MOST} värden till", "second"))
        elif not differences:
            self._changes.addWidget(label("Inget som syns i remissen ändrades.", "second", wrap=True))
        self._changes.addStretch(1)
        self.changes.verticalScrollBar().setValue(0)

    def _ask(self) -> None:
        self.undo_asked.emit(self._no)


def _difference(each: FieldDifference) -> QVBoxLayout:
    """``Tidsplan``, then what stood there, then what stands there."""
    made = column(label(each.field, "label"), spacing=2)
    made.setContentsMargins(theme().px(10), 0, 0, 0)
    if each.before:
        before = label(f"Före: {each.before}", "second", wrap=True, selectable=True)
        made.addWidget(before)
        made.addWidget(label(f"Efter: {each.after}" if each.after else "Efter: inget", wrap=True, selectable=True))
    else:
        made.addWidget(label(each.after, wrap=True, selectable=True))
    return made
