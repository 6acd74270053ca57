"""The papers on the left: a tab each, what the lines mean, and the text with its findings."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from secretary_app.operations.intake_form import Span
from secretary_app.operations.paper_layout import laid_out
from secretary_app.operations.papers import ReadPaper
from secretary_app.operations.review_marks import Mark
from secretary_app.operations.reviewing import FindingKind
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.finding_menu import finding_menu
from secretary_app.ui.pages.registrera.looks import Sample
from secretary_app.ui.pages.registrera.marking_bar import MarkingBar
from secretary_app.ui.pages.registrera.paper_text import PaperText
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, label, link, row
from secretary_app.ui.widgets.flow import Flow

_LEGEND = (
    FindingKind.SENDER,
    FindingKind.DIARIENUMMER,
    FindingKind.RECIPIENT,
    FindingKind.RECOMMENDATION,
    FindingKind.DEADLINE,
)
_LOW = 280
_NONE_YET = (
    "Ingen handling ännu. Släpp ett missiv här, eller lägg till det med knappen ovan. "
    "Det går också att registrera utan handling."
)


class PapersPanel(QWidget):
    more_asked = Signal()
    """Further papers are to be added."""
    removed = Signal(int)
    """The paper with this number, from 0, does not belong here."""
    paste_asked = Signal()
    """The text of a paper that has none is to be pasted."""
    mark_chosen = Signal(Mark)
    text_marked = Signal(str, object)
    """Marked text is for this field of the form; its place (``Span``)."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._texts: list[PaperText] = []
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Handlingar")
        self.tabs.currentChanged.connect(self._show_paper)
        self._remove = QAction("Ta bort handlingen", self.tabs)
        self._remove.setShortcut(QKeySequence("Del"))
        self._remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._remove.triggered.connect(self._remove_shown)
        self.tabs.addAction(self._remove)
        self.tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tabs.customContextMenuRequested.connect(self._open_tab_menu)
        self.more = link("Lägg till handling…", self.more_asked.emit, glyph="plus")
        self.found = link("Fynd", self._open_findings)
        self._stack = QStackedWidget()
        self._bar = MarkingBar(self)
        self._bar.chosen.connect(self._use_marking)
        self._bar.closed.connect(self._leave_bar)
        self._lay_out()

    def _lay_out(self) -> None:
        head = row(self.tabs, None, self.more)
        head.setContentsMargins(theme().px(24), theme().px(4), theme().px(16), 0)
        self._legend = QWidget()
        self._legend.setLayout(_legend(self.found))
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(theme().px(16), theme().px(14), theme().px(16), 0)
        inside.addWidget(self._stack)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._legend)
        layout.addWidget(ground, 1)

    @property
    def text(self) -> PaperText | None:
        """The paper that is shown."""
        return self._texts[self.tabs.currentIndex()] if self._texts else None

    def show_draft(self, draft: Draft) -> None:
        """Show this registration's papers."""
        self._draft = draft
        draft.papers_changed.connect(self._show_papers)
        draft.changed.connect(self._show_marks)
        self._show_papers()

    def _remove_shown(self) -> None:
        if len(self._texts) > 1:
            self.removed.emit(self.tabs.currentIndex())

    def _open_tab_menu(self, place: QPoint) -> None:
        at = self.tabs.tabAt(place)
        if at < 0:
            return
        self.tabs.setCurrentIndex(at)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._remove)
        menu.popup(self.tabs.mapToGlobal(place))

    def show_place(self, span: Span | None) -> None:
        """Ring this place, in the paper it stands in."""
        if span is not None and span.paper < len(self._texts):
            self.tabs.setCurrentIndex(span.paper)
        for number, each in enumerate(self._texts):
            each.ring(span if span is not None and span.paper == number else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_legend()

    def _show_legend(self) -> None:
        """Where the text itself hardly has room, the words in its margin must do."""
        self._legend.setVisible(bool(self._texts) and self.height() >= theme().px(_LOW))

    def _show_papers(self) -> None:
        papers = self._draft.papers if self._draft else ()
        self._bar.hide()
        self._texts = []
        while (widget := self._stack.widget(0)) is not None:
            self._stack.removeWidget(widget)
            widget.deleteLater()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for number, paper in enumerate(papers):
            self.tabs.addTab(_tab_words(paper))
            self._stack.addWidget(self._sheet(number, paper))
        self.tabs.setCurrentIndex(_first_shown(papers))
        self.tabs.blockSignals(False)
        if not papers:
            self._stack.addWidget(_Nothing())
        self.tabs.setVisible(bool(papers))
        self._remove.setEnabled(len(papers) > 1)
        self._show_legend()
        self._show_marks()
        self._show_paper(self.tabs.currentIndex())

    def _sheet(self, number: int, paper: ReadPaper) -> QWidget:
        """The text, under what is to be known of it."""
        text = PaperText(number, paper.name, laid_out(paper))
        text.mark_chosen.connect(self.mark_chosen)
        text.marking_changed.connect(self._offer_bar)
        text.verticalScrollBar().valueChanged.connect(self._bar.hide)
        text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        text.customContextMenuRequested.connect(self._open_menu)
        self._texts.append(text)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        if paper.warnings:
            paste = None if paper.text else link("Klistra in texten", self.paste_asked.emit, glyph="clipboard-text")
            layout.addWidget(_warning(" ".join(paper.warnings), paste))
        layout.addWidget(text, 1)
        return holder

    def _show_paper(self, number: int) -> None:
        self._bar.hide()
        if 0 <= number < self._stack.count():
            self._stack.setCurrentIndex(number)

    def _show_marks(self) -> None:
        found = self._draft.marks() if self._draft else ()
        for number, text in enumerate(self._texts):
            text.show_marks([mark for mark in found if mark.span.paper == number])
        self.found.setText(f"{len(found)} fynd")
        self.found.setVisible(bool(found))

    def _open_findings(self) -> None:
        if self._draft is not None:
            menu = finding_menu(self, self._draft)
            menu.mark_chosen.connect(self.mark_chosen)
            menu.popup(self.found.mapToGlobal(QPoint(0, self.found.height())))

    def _offer_bar(self) -> None:
        text = self.text
        if text is None or text is not self.sender():
            return
        if text.marked_span() is None:
            self._bar.hide()
            return
        rect = text.marking_rect()
        rect.moveTopLeft(text.viewport().mapTo(self, rect.topLeft()))
        self._bar.open_at(rect)
        QWidget.setTabOrder(text, self._bar.buttons["recommendations"])

    def _open_menu(self, place: QPoint) -> None:
        text = self.text
        if text is None:
            return
        menu = self._bar.menu(self) if text.marked_span() else text.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(text.viewport().mapToGlobal(place))

    def _leave_bar(self) -> None:
        self._bar.hide()
        if self.text is not None:
            self.text.setFocus()

    def _use_marking(self, field: str) -> None:
        span = self.text.marked_span() if self.text is not None else None
        if span is not None:
            self.text_marked.emit(field, span)

    def marking_used(self) -> None:
        """The marked text has become something: the bar and the marking go."""
        self._bar.hide()
        if self.text is not None:
            self.text.clear_marking()

    def refuse_marking(self, why: str) -> None:
        """The marked text cannot become that."""
        self._bar.tell(why)


def _first_shown(papers: Sequence[ReadPaper]) -> int:
    """Not the mail that others came in, nor a scan without text, where there is another."""
    ranks = [(not paper.text, not paper.is_of_a_kind) for paper in papers]
    return ranks.index(min(ranks)) if ranks else 0


def _tab_words(paper: ReadPaper) -> str:
    pages = len(paper.page_starts)
    return f"{Path(paper.name).name}, {pages} {'sida' if pages == 1 else 'sidor'}"


def _legend(found: QPushButton) -> QHBoxLayout:
    """What the lines mean, and the way to all that was found."""
    flow = Flow(spacing=14)
    flow.setContentsMargins(0, theme().px(8), 0, theme().px(8))
    for kind in _LEGEND:
        flow.addWidget(_legend_part(Sample(kind), kind.value))
    flow.addWidget(_legend_part(Sample(None), "osäkert"))
    made = QHBoxLayout()
    made.setContentsMargins(theme().px(24), 0, theme().px(16), 0)
    made.addLayout(flow, 1)
    made.addWidget(found, 0, Qt.AlignmentFlag.AlignTop)
    return made


def _legend_part(sample: Sample, words: str) -> QWidget:
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(5))
    layout.addWidget(sample)
    layout.addWidget(label(words, "second"))
    return made


def _warning(words: str, remedy: QPushButton | None) -> QFrame:
    made = QFrame()
    made.setObjectName("notice")
    made.setProperty("tone", "warning")
    layout = QHBoxLayout(made)
    layout.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
    layout.addWidget(Shape(State.TODO))
    layout.addWidget(label(words, wrap=True, selectable=True), 1)
    if remedy is not None:
        layout.addWidget(remedy)
    return made


class _Nothing(QFrame):
    """Where a paper would be."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop")
        words = label(_NONE_YET, "second", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        margin = theme().px(24)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(words)


def words_at(papers: Sequence[ReadPaper], span: Span) -> str:
    """The paper's own words at a place."""
    return papers[span.paper].text[span.start : span.end]
