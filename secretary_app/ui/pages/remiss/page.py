"""A remiss: its head with the chain of steps, and its tabs."""

import importlib
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.operations.remiss_head import RemissHead
from secretary_app.ui.core.page import ANSWER_FILE, DO, Destination, Office, Page
from secretary_app.ui.pages.remiss.head import Head
from secretary_app.ui.pages.remiss.tab import RemissTab
from secretary_app.ui.style.theme import theme


@dataclass(frozen=True)
class _Tab:
    key: str
    words: str
    module: str
    """In this folder."""
    name: str
    help_topic: str
    """The handbok's page for F1, without ending."""


_TABS = (
    _Tab("svarslage", "Svarsläge", "svarslage.tab", "SvarslageTab", "remiss"),
    _Tab("svar", "Svar och åtgärder", "svar.tab", "SvarTab", "svar"),
    _Tab("plan", "Plan", "plan.tab", "PlanTab", "plan"),
    _Tab("dokument", "Dokument", "dokument.tab", "DokumentTab", "dokument"),
    _Tab("handlingar", "Handlingar", "handlingar.tab", "HandlingarTab", "handlingar"),
    _Tab("historik", "Historik", "historik.tab", "HistorikTab", "historik"),
)


_TITLE = 70
"""Letters of the window's title."""
_LOW = 720
"""In a window lower than this the head leaves more to the tab."""


class RemissPage(Page):
    name = "remiss"
    title = "Remiss"
    help_topic = "remiss"
    kinds = frozenset(
        {
            model.Remiss,
            model.Recommendation,
            model.Addressee,
            model.Referral,
            model.Response,
            model.Measure,
            model.Decision,
            model.Dispatch,
            model.PlannedStep,
            model.Meeting,
            model.ChainStep,
            model.Namnd,
            model.Document,
            model.Attachment,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._remiss_id = ""
        self._item = ""
        self._asked = ""
        """What is to be asked for when the remiss has been read."""
        self._made: dict[str, RemissTab] = {}
        self.head = Head(office)
        self.tabs = QTabWidget()
        self.tabs.tabBar().setAccessibleName("Flikar")
        self.tabs.tabBar().setExpanding(False)
        for each in _TABS:
            self.tabs.addTab(QWidget(), each.words)
        self.tabs.currentChanged.connect(self._show_tab)
        self.head.shown.connect(self._show_counts)
        self.head.shown.connect(lambda _head: self.titled.emit())
        self.head.shown.connect(self._ask)
        self._lay_out()
        for place, each in enumerate(_TABS):
            action = QAction(f"Visa {each.words}", self)
            action.setShortcut(f"Alt+{place + 1}")
            action.triggered.connect(lambda _=False, place=place: self.tabs.setCurrentIndex(place))
            self.addAction(action)

    def _lay_out(self) -> None:
        """Head and tab under one another; where the window is too low for both in large text the whole scrolls."""
        self.tabs.setMinimumHeight(theme().px(260))
        inside = QWidget()
        column = self._column = QVBoxLayout(inside)
        column.addWidget(self.head)
        column.addWidget(self.tabs, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.window().height() < theme().px(_LOW)
        margin = theme().px(24)
        self._column.setContentsMargins(margin, theme().px(0 if low else 4), margin, theme().px(8 if low else 14))
        self._column.setSpacing(theme().px(4 if low else 10))
        self.head.make_room(low)

    def arrive(self, destination: Destination) -> None:
        is_other = destination.remiss_id != self._remiss_id
        self._remiss_id = destination.remiss_id
        self._item = destination.item
        if destination.item.startswith(ANSWER_FILE):
            self._item = ""
            self._read_answers([Path(each) for each in destination.item.removeprefix(ANSWER_FILE).split("\n")])
        self._asked = ""
        if destination.item.startswith(DO):
            self._item, self._asked = "", destination.item.removeprefix(DO)
        self.head.show_remiss(destination.remiss_id)
        place = next((place for place, each in enumerate(_TABS) if each.key == destination.tab), None)
        if is_other:
            for at in range(len(_TABS)):
                self._count(at, "")
            for each in self._made.values():
                each.show_remiss(self._remiss_id)
        if place is None:
            place = 0 if is_other else self.tabs.currentIndex()
        if place == self.tabs.currentIndex():
            self._show_tab(place)
        else:
            self.tabs.setCurrentIndex(place)

    def _read_answers(self, paths: Sequence[Path]) -> None:
        """Show what the answers in the first file would change, and when that is settled the next."""
        from secretary_app.operations.remiss_choices import RemissChoices, remiss_choices
        from secretary_app.ui.pages.remiss.dialogs.answers import AnswersDialog

        remiss_id, today = self._remiss_id, self.desk.today

        def show(choices: RemissChoices) -> None:
            if remiss_id == self._remiss_id and self.isVisible():
                dialog = AnswersDialog(self.window(), self.office, choices, paths[0])
                if rest := paths[1:]:
                    dialog.finished.connect(partial(self._go_on, rest))
                dialog.open()

        self.desk.read(lambda register: remiss_choices(register, remiss_id, today), show, owner=self, key="answers")

    def _go_on(self, paths: Sequence[Path], _result: int) -> None:
        self._read_answers(paths)

    @property
    def window_title(self) -> str:
        """``KS/2026:14 Granskning av upphandlingar``, so that windows and history lists tell remisser apart."""
        head = self.head.head
        if head is None:
            return super().window_title
        return textwrap.shorten(f"{head.diarienummer} {head.title}", _TITLE, placeholder=" …")

    def refresh(self) -> None:
        self.head.refresh()

    def may_leave(self) -> bool:
        return all(each.may_leave() for each in self._made.values())

    def may_close(self) -> bool:
        return all(each.may_close() for each in self._made.values())

    def commands(self) -> list[QAction]:
        tab = self.tab
        return [*self.head.actions(), *(tab.commands() if tab else [])]

    def parts(self) -> list[QWidget]:
        tab = self.tab
        return [self.head, self.tabs.tabBar(), *(tab.parts() if tab else [])]

    def focus_first(self) -> None:
        if self.tab is not None:
            self.tab.focus_first()

    @property
    def tab(self) -> RemissTab | None:
        """The tab that is shown."""
        return self._made.get(_TABS[self.tabs.currentIndex()].key)

    def _show_tab(self, place: int) -> None:
        each = _TABS[place]
        tab = self._made.get(each.key)
        if tab is None:
            module = importlib.import_module(f"secretary_app.ui.pages.remiss.{each.module}")
            tab = getattr(module, each.name)(self.office)
            assert isinstance(tab, RemissTab)
            tab.count.connect(lambda words, place=place: self._count(place, words))
            tab.filled.connect(self._show_filled)
            tab.asked.connect(self.head.ask)
            self._made[each.key] = tab
            holder = self.tabs.widget(place)
            assert holder is not None
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, theme().px(12), 0, 0)
            inside.addWidget(tab)
        self._show_filled()
        self.help_topic = each.help_topic
        item, self._item = self._item, ""
        tab.show_remiss(self._remiss_id, item)

    def _show_filled(self) -> None:
        if self.tab is not None:
            self.head.show_tab(_TABS[self.tabs.currentIndex()].key, has_filled=self.tab.has_filled)

    def _show_counts(self, head: RemissHead) -> None:
        """What stands beside the words of tabs that need not have been opened for it."""
        counts = {"svar": head.answers, "dokument": head.documents, "handlingar": head.attachments}
        for place, each in enumerate(_TABS):
            if each.key in counts:
                self._count(place, str(counts[each.key] or ""))

    def _ask(self, head: RemissHead) -> None:
        """Once, when the remiss that it is about has been read."""
        if self._asked and head.id == self._remiss_id:
            asked, self._asked = self._asked, ""
            key, *namnd_ids = asked.split("/")
            self.head.ask(key, namnd_ids)

    def _count(self, place: int, words: str) -> None:
        self.tabs.setTabText(place, f"{_TABS[place].words}  {words}".rstrip())
