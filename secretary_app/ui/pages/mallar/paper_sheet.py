"""The middle of the page: the chosen template drawn, what it gave on trial, its set, or why nothing can be seen."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain.date_words import near_day
from secretary_app.operations.template_sets import SetRow, TemplateRow
from secretary_app.ui.pages.mallar.paper import TemplatePaper
from secretary_app.ui.pages.mallar.set_sheet import SetSheet
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Empty, Sheet, button, column, label, put, row, rule, tool

_WIDEST, _WIDEST_ACROSS = 740, 1000
"""Of the paper, at 100 %: longer lines are hard to read; of one with pages that are wider than high."""


class PaperSheet(Sheet):
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=0, spacing=0)
        self.paper = TemplatePaper()
        self.set_sheet = SetSheet()
        self._title = label("", "heading", wrap=True)
        self._second = label("", "second", wrap=True)
        self.open = button("Öppna i Word", self.open_asked.emit, glyph="file-text")
        self.more = tool("dots-three", "Mer att göra med mallen", self._show_menu)
        self.actions_of_more: list[QAction] = []
        self._trouble = Empty("")
        self._middle = QStackedWidget()
        self._head = QWidget()
        self._ground = QFrame()
        self._lay_out()

    def _lay_out(self) -> None:
        inside = row(spacing=8)
        inside.addLayout(column(self._title, self._second, spacing=1), 1)
        inside.addWidget(self.open)
        inside.addWidget(self.more)
        inside.setContentsMargins(*(theme().px(each) for each in (16, 9, 10, 9)))
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addLayout(inside)
        head.addWidget(rule())
        self._ground.setObjectName("ground")
        centred = row(spacing=0)
        self.paper.setMaximumWidth(theme().px(_WIDEST))
        centred.addStretch(1)
        centred.addWidget(self.paper, 1000)
        centred.addStretch(1)
        ground = QVBoxLayout(self._ground)
        ground.setContentsMargins(theme().px(12), theme().px(12), theme().px(12), 0)
        ground.addLayout(centred)
        self.set_sheet.setObjectName("")
        for part in (self._ground, self.set_sheet, self._trouble):
            self._middle.addWidget(part)
        put(self.body, self._head)
        put(self.body, self._middle, 1)

    def show_template(self, of: SetRow, template: TemplateRow, today: dt.date) -> None:
        """The head of a template."""
        self._head.show()
        self._title.setText(f"{template.kind.swedish} i {of.title}")
        self._second.setText(_standing(of, template, today))
        self.open.setText("Öppna i Word" if template.is_own else "Ändra i Word…")
        self.more.show()

    def show_trial(self, title: str, second: str) -> None:
        """The head of what a template gave on trial."""
        self._head.show()
        self._title.setText(title)
        self._second.setText(second)
        self.open.setText("Öppna i Word")
        self.more.hide()

    def show_paper(self) -> None:
        self.paper.setMaximumWidth(theme().px(_WIDEST_ACROSS if self.paper.is_wide else _WIDEST))
        self._middle.setCurrentWidget(self._ground)

    def show_trouble(self, words: str) -> None:
        """Nothing can be drawn."""
        self._trouble.words.setText(words)
        self._middle.setCurrentWidget(self._trouble)

    def show_set_sheet(self) -> None:
        self._head.hide()
        self._middle.setCurrentWidget(self.set_sheet)

    @property
    def is_paper(self) -> bool:
        return self._middle.currentWidget() is self._ground

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.addActions(self.actions_of_more)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _standing(of: SetRow, template: TemplateRow, today: dt.date) -> str:
    if not template.is_own:
        return "Följer med Beredd"
    words = "Egen mall" if of.is_shipped else template.path.name
    if template.is_open:
        return f"{words}, öppen i Word just nu"
    if template.changed_at is None:
        return words
    on = template.changed_at.date()
    near = {today: "i dag", today - dt.timedelta(days=1): "i går"}
    return f"{words}, ändrad {near.get(on) or near_day(on, today)} {template.changed_at:%H.%M}"
