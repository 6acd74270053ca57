"""Inställningar: sections in a list, one shown at a time."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.installningar.beredning import BeredningSection
from secretary_app.ui.pages.installningar.du import DuSection
from secretary_app.ui.pages.installningar.kommun import KommunSection
from secretary_app.ui.pages.installningar.namnder import NamnderSection
from secretary_app.ui.pages.installningar.personer import PersonerSection
from secretary_app.ui.pages.installningar.register import RegisterSection
from secretary_app.ui.pages.installningar.section import Section
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import put, row
from secretary_app.ui.widgets.page_head import PageHead

_SECTIONS: tuple[type[Section], ...] = (
    KommunSection,
    NamnderSection,
    BeredningSection,
    PersonerSection,
    DuSection,
    RegisterSection,
)


class InstallningarPage(Page):
    name = "installningar"
    title = "Inställningar"
    help_topic = "installningar"
    kinds = frozenset(kind for each in _SECTIONS for kind in each.kinds)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.sections: list[Section] = []
        self.stack = QStackedWidget()
        self.list = QListWidget()
        self.list.setAccessibleName("Delar av inställningarna")
        for each in _SECTIONS:
            made = each(office)
            self.sections.append(made)
            self.stack.addWidget(made)
            self.list.addItem(QListWidgetItem(each.title))
        self._lay_out()
        self._fit_list()
        theme().changed.connect(self._fit_list)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._choose)
        self._commands = []
        for place, each in enumerate(_SECTIONS):
            action = QAction(f"Inställningar: {each.title}", self)
            action.triggered.connect(lambda _=False, place=place: self.list.setCurrentRow(place))
            self._commands.append(action)

    def _lay_out(self) -> None:
        self.list.setObjectName("sections")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = row(self.list, self.stack, spacing=14)
        whole.setStretch(1, 1)
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        layout.setSpacing(theme().px(12))
        put(layout, PageHead(self.title))
        put(layout, whole, 1)

    def _fit_list(self) -> None:
        self.list.setFixedWidth(theme().px(172))
        for place in range(self.list.count()):
            self.list.item(place).setSizeHint(QSize(0, theme().px(36)))

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self.sections[self.stack.currentIndex()]

    def commands(self) -> list[QAction]:
        return self._commands

    def parts(self) -> list[QWidget]:
        return [self.list, *self.section.parts()]

    def focus_first(self) -> None:
        self.list.setFocus()

    def may_leave(self) -> bool:
        return self.section.may_leave()

    def arrive(self, destination: Destination) -> None:
        """``tab``: a section's key; ``item``: the id of a row in it."""
        place = next((place for place, each in enumerate(_SECTIONS) if each.key == destination.tab), None)
        if place is not None:
            self.list.setCurrentRow(place)
            if destination.item:
                self.section.show_item(destination.item)
                self.refresh_later()

    def refresh(self) -> None:
        self.section.refresh()

    def _choose(self, place: int) -> None:
        if place == self.stack.currentIndex():
            return
        if self.section.may_leave():
            self.stack.setCurrentIndex(place)
            self.section.refresh()
        else:
            self.list.blockSignals(True)
            self.list.setCurrentRow(self.stack.currentIndex())
            self.list.blockSignals(False)
