"""The page before anything is chosen: what goes here, and the first step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, column, label, row
from secretary_app.ui.widgets.page_head import PageHead

_WHAT = (
    "Släpp ett missiv här, gärna med rapporten, eller mejlet som de kom i. Beredd läser rubrik, diarienummer, "
    "svarsdatum och rekommendationer, och visar var i texten de står. Inget registreras förrän du säger till."
)
_WITHOUT = (
    "En motion eller en statlig remiss går att fylla i för hand. Text som du har kopierat klistrar du in med Ctrl+V."
)


class Start(QWidget):
    files_asked = Signal()
    by_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose = button("Välj handlingar…", self.files_asked.emit, glyph="file-plus", primary=True)
        self.without = button("Registrera utan handling", self.by_hand.emit)
        self._words = label(_WHAT, wrap=True)
        self._second = label(_WITHOUT, "second", wrap=True)
        for each in (self._words, self._second):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QWidget()
        self._buttons.setLayout(row(None, self.choose, self.without, None))
        area = QFrame()
        area.setObjectName("drop")
        middle = QWidget()
        middle.setMaximumWidth(theme().px(560))
        middle.setLayout(column(self._words, self._buttons, self._second, spacing=16))
        inside = QVBoxLayout(area)
        inside.addStretch(2)
        inside.addLayout(row(None, middle, None))
        inside.addStretch(3)
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        layout.setSpacing(theme().px(12))
        layout.addWidget(PageHead("Registrera remiss"))
        layout.addWidget(area, 1)

    def show_reading(self, what: str) -> None:
        """Papers are being read (``""``: not any more)."""
        self._words.setText(f"{what} …" if what else _WHAT)
        self._buttons.setVisible(not what)
        self._second.setVisible(not what)
