"""What marked text may become: a small bar under it, and the same in the context menu."""

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, label
from secretary_app.ui.widgets.flow import Flow

ADDRESSEES = "addressees"
"""Marked text names whom a recommendation is for."""
BECOMES = (
    ("recommendations", "Gör till rekommendation"),
    (ADDRESSEES, "Är mottagare"),
    ("title", "Är rubrik"),
    ("answer_by", "Är svarsdatum"),
    ("sender_diarienummer", "Är diarienummer"),
    ("sender", "Är avsändare"),
    ("firm", "Är revisionsbyrå"),
    ("received", "Är ankomstdag"),
)
"""The form's field that marked text goes to, and the words for it."""


class MarkingBar(QFrame):
    chosen = Signal(str)
    """The field that the marked text is for."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._within = parent
        self.setObjectName("card")
        self.setAccessibleName("Vad den markerade texten är")
        self.buttons = {field: button(words, partial(self.chosen.emit, field)) for field, words in BECOMES}
        self._why = label("", "soon", wrap=True)
        self._why.hide()
        layout = QVBoxLayout(self)
        margin = theme().px(8)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(self._why)
        layout.addLayout(Flow(*self.buttons.values(), spacing=6))
        self.hide()

    def tell(self, why: str) -> None:
        """Why the text could not become that."""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._fit()

    def open_at(self, marking: QRect) -> None:
        """Show it under what is marked (in its parent), over it where there is no room."""
        self.tell("")
        gap = theme().px(6)
        y = marking.bottom() + gap
        if y + self.height() > self._within.height():
            y = max(0, marking.top() - gap - self.height())
        x = marking.left() - theme().px(40)
        self.move(max(0, min(x, self._within.width() - self.width())), y)
        self.show()
        self.raise_()

    def _fit(self) -> None:
        wanted = sum(each.sizeHint().width() + theme().px(6) for each in self.buttons.values()) + theme().px(18)
        width = min(wanted, self._within.width())
        self.resize(width, self.heightForWidth(width))

    def menu(self, parent: QWidget) -> QMenu:
        """The same as a menu."""
        made = QMenu(parent)
        for field, words in BECOMES:
            made.addAction(words).triggered.connect(partial(self._emit, field))
        return made

    def _emit(self, field: str, _checked: bool = False) -> None:
        self.chosen.emit(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
