"""The line at the bottom: which register, when it was last copied, how many are late, who sits here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, label, link, relook, row


class StatusLine(QWidget):
    late_asked = Signal()
    """What is late is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.register = label("", "second")
        self.backup = label("", "second")
        self.who = label("", "second")
        self._shape = Shape(State.LATE, 14)
        self.late = link("", self.late_asked.emit)
        self.late.setProperty("tone", "late")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme().px(20), 0, theme().px(20), 0)
        layout.setSpacing(theme().px(28))
        layout.addWidget(self.register)
        layout.addWidget(self.backup)
        layout.addStretch(1)
        layout.addLayout(row(self._shape, self.late, spacing=2))
        layout.addWidget(self.who)
        self.setFixedHeight(max(theme().px(28), self.late.sizeHint().height()))
        self.show_late(0)

    def show_late(self, count: int) -> None:
        """How many remisser are late; nothing late is said calmly."""
        self._shape.setVisible(bool(count))
        self.late.setText(f"{count} försenade remisser" if count != 1 else "1 försenad remiss")
        self.late.setVisible(bool(count))

    def show_backup(self, words: str, old: bool = False) -> None:
        """When the last copy was made, in words; ``old``: there is none, or the last one failed."""
        self.backup.setText(words)
        relook(self.backup, "soon" if old else "second")
