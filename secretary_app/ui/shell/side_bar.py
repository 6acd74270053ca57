"""The left side of the window: the program's name, the municipality's, and the navigation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.ui.shell.navigation import Navigation
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import label


class SideBar(QWidget):
    def __init__(self, navigation: Navigation) -> None:
        super().__init__()
        self.setObjectName("nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._navigation = navigation
        self._name = label("Beredd", "heading")
        self._kommun = label("", "second")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme().px(12), 0, theme().px(8))
        layout.setSpacing(0)
        for part in (self._name, self._kommun):
            part.setContentsMargins(theme().px(20), 0, theme().px(8), 0)
            layout.addWidget(part)
        layout.addSpacing(theme().px(16))
        layout.addWidget(navigation, 1)

    def show_kommun(self, name: str) -> None:
        """Whose register it is; the whole name in the tooltip where there is no room for it."""
        self._kommun.setText(name)
        self._kommun.setToolTip(name)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone."""
        self._navigation.set_narrow(narrow)
        self.setFixedWidth(self._navigation.width())
        self._name.setVisible(not narrow)
        self._kommun.setVisible(not narrow)
