"""The card on top of the form: a remiss like this one stands in the register already."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from secretary_app.operations.finding import name_of
from secretary_app.operations.similar import Similar
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, button, column, label, link, restyle, row

_WIDE = 560
"""Narrower than this, the buttons stand under the words."""


class SimilarCard(QFrame):
    linked = Signal(object)
    """The id of the remiss that this one follows up, or None."""
    opened = Signal(str)
    """The remiss with this id is to be shown."""
    added = Signal(str)
    """The papers belong to the remiss with this id, which is registered already."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._shown: Similar | None = None
        self._link_id: str | None = None
        self._shape = Shape(State.DONE)
        self._first = label("", "strong", wrap=True)
        self._second = label("", "second", wrap=True)
        self.open = link("Öppna den", self._open)
        self.link = button("Koppla som uppföljning", self._toggle)
        self.add = button("Lägg till i den", self._add)
        layout = QVBoxLayout(self)
        margin = theme().px(12)
        layout.setContentsMargins(margin, theme().px(8), margin, theme().px(8))
        words = column(self._first, self._second, spacing=2)
        line = row(self._shape, words)
        line.setStretch(1, 1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addLayout(line, 1)
        self._line.addLayout(row(None, self.open, self.link, self.add))
        layout.addLayout(self._line)
        self.hide()

    def show_similar(self, found: Sequence[Similar], linked_id: str | None) -> None:
        """The most like one of these, or the one that is linked; nothing where there is none."""
        linked = next((each for each in found if each.remiss.id == linked_id), None)
        self._shown = linked or next(iter(found), None)
        self._link_id = linked_id
        self.setVisible(self._shown is not None)
        if self._shown is None:
            return
        is_linked = linked is not None
        first, _, rest = self._shown.words.partition(". ")
        others = len(found) - 1
        more = f"{others} {'annan' if others == 1 else 'andra'} liknar också." if others else ""
        if is_linked:
            self._first.setText(f"Följer upp {name_of(self._shown.remiss)}, {self._shown.remiss.title}")
            rest = ""
        elif self._shown.same_audit:
            self._first.setText(f"Samma granskning är redan registrerad: {name_of(self._shown.remiss)}")
            rest = self._shown.words
        else:
            self._first.setText(first.rstrip("."))
        self._second.setText(" ".join(filter(None, (rest, more))))
        self._second.setVisible(bool(self._second.text()))
        is_there = self._shown.same_file or self._shown.same_audit
        self._shape.show_state(State.DONE if is_linked else State.TODO if is_there else State.INFORMED)
        self.open.setAccessibleName(f"Öppna {name_of(self._shown.remiss)}")
        self.link.setText("Ta bort kopplingen" if is_linked else "Koppla som uppföljning")
        is_same = self._shown.same_file or self._shown.same_audit
        self.link.setVisible(not is_same or is_linked)
        self.add.setVisible(self._shown.same_audit and not is_linked)
        self.add.setAccessibleName(f"Lägg till handlingarna i {name_of(self._shown.remiss)}")
        tone = "done" if is_linked else "warning" if is_same else "info"
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_WIDE)
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """It may be as narrow as its buttons: the words go over them."""
        hint = super().minimumSizeHint()
        buttons = self.open.sizeHint().width() + self.link.sizeHint().width()
        return QSize(min(hint.width(), buttons + theme().px(40)), hint.height())

    def _open(self) -> None:
        if self._shown is not None:
            self.opened.emit(self._shown.remiss.id)

    def _add(self) -> None:
        if self._shown is not None:
            self.added.emit(self._shown.remiss.id)

    def _toggle(self) -> None:
        if self._shown is not None:
            self.linked.emit(None if self._link_id == self._shown.remiss.id else self._shown.remiss.id)
