"""Over a list: chips for what is shown, and beside them what else chooses among its rows."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLineEdit, QPushButton, QWidget

from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import row
from secretary_app.ui.widgets.flow import Flow


class FilterRow(QWidget):
    """One of the chips is chosen; the tools stand beside them where there is room, else below."""

    def __init__(self, chips: Iterable[QPushButton], *tools: QWidget) -> None:
        super().__init__()
        self._chips = list(chips)
        one_of_them = QButtonGroup(self)
        for each in self._chips:
            one_of_them.addButton(each)
        self._tools = row(None, *tools)
        self._layout = row(spacing=12)
        self._layout.addLayout(Flow(*self._chips, spacing=8), 1)
        self._layout.addLayout(self._tools)
        self.setLayout(self._layout)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def fit(self) -> None:
        """Lay it out anew: the words of the chips are others."""
        chips = sum(each.sizeHint().width() + theme().px(8) for each in self._chips)
        beside = chips + self._tools.sizeHint().width() + theme().px(12) <= self.width()
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def quick_filter(then: Callable[[], None]) -> QLineEdit:
    """A line whose words the rows must have; ``then`` is called as one types."""
    made = QLineEdit()
    made.setPlaceholderText("Filtrera listan")
    made.setAccessibleName("Filtrera listan")
    made.setClearButtonEnabled(True)
    made.addAction(icon("funnel"), QLineEdit.ActionPosition.LeadingPosition)
    made.setMaximumWidth(theme().px(220))
    made.setMinimumWidth(theme().px(120))
    made.textChanged.connect(lambda _words: then())
    return made
