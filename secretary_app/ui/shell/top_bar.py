"""The bar over the page: the search field that opens the palette, undo, redo and help."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.basics import tool

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class SearchField(QLineEdit):
    """It only opens the palette: by a click, Enter, or the first letter typed."""

    asked = Signal(str)
    """The letter that was typed, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setPlaceholderText("Sök, eller skriv vad du vill göra")
        self.setAccessibleName("Sök i allt, eller skriv vad du vill göra")
        self.setToolTip("Sök i allt (Ctrl+K)")
        self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.asked.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _OPENING:
            self.asked.emit("")
        elif plain and event.text() and event.text().isprintable():
            self.asked.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.deselect()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(colour("text2"))
        words = QRect(0, 0, self.width() - theme().px(12), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "Ctrl+K")


class TopBar(QWidget):
    def __init__(self, undo: Callable[[], object], redo: Callable[[], object], help: Callable[[], object]) -> None:
        super().__init__()
        self.search = SearchField()
        self.search.setMaximumWidth(theme().px(460))
        layout = QHBoxLayout(self)
        side, over = theme().px(24), theme().px(10)
        layout.setContentsMargins(side, over, side, over)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self.search, 1)
        layout.addStretch(0)
        layout.addWidget(tool("arrow-u-up-left", "Ångra", undo, "Ctrl+Z"))
        layout.addWidget(tool("arrow-u-up-right", "Gör om", redo, "Ctrl+Y"))
        layout.addWidget(tool("question", "Hjälp", help, "F1"))
