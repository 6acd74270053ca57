"""The panel beside the matrix: who answers what, what it lacks, and what can be done about it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from secretary_app.operations.cell_answer import CellAnswer
from secretary_app.operations.cell_panel import CellPanel
from secretary_app.operations.earlier import EarlierVerdict
from secretary_app.operations.matrix import MatrixCell
from secretary_app.ui.pages.remiss.svarslage.parts import (
    Pill,
    answer_part,
    asked_words,
    checks_part,
    earlier_part,
    measures_part,
    said,
)
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, column, label, link, row, rule
from secretary_app.ui.widgets.flow import Flow


@dataclass(frozen=True)
class Shown:
    """A cell and what is known of it."""

    cell: MatrixCell
    panel: CellPanel


class AnswerPanel(QFrame):
    """One cell at a time. Esc goes back to the matrix."""

    left = Signal()
    """Esc was pressed."""
    write_asked = Signal()
    """The answer, or a measure to it, is to be written."""
    ask_asked = Signal()
    """The body is to have an internremiss."""
    sent_asked = Signal()
    """The internremiss went out today."""
    bodies_asked = Signal()
    """Whom the recommendation is addressed to is to be chosen."""
    change_asked = Signal()
    """The recommendation is to be changed."""
    details_asked = Signal()
    """The internremiss, with the body's own diarienummer and handläggare, is to be changed."""
    earlier_asked = Signal(EarlierVerdict)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.shown: Shown | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName("Svaret i rutan")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._scroll)
        self.setMinimumSize(theme().px(220), theme().px(80))

    def show_cell(self, shown: Shown | None, today: dt.date) -> None:
        """Show this cell; the same again leaves focus and scroll as they are."""
        if shown == self.shown and shown is not None:
            return
        had_focus = self.isAncestorOf(self.window().focusWidget() or self)
        self.shown = shown
        content = QWidget()
        layout = QVBoxLayout(content)
        margin = theme().px(18)
        layout.setContentsMargins(margin, theme().px(14), margin, margin)
        layout.setSpacing(theme().px(10))
        if shown is not None:
            self._scroll.setAccessibleName(heading(shown))
            self._fill(layout, shown, today)
        layout.addStretch(1)
        self._scroll.setWidget(content)
        if had_focus:
            self.focus_first()

    def buttons(self) -> list[QPushButton]:
        """What can be done, in its order."""
        content = self._scroll.widget()
        return content.findChildren(QPushButton) if content is not None else []

    def focus_first(self) -> None:
        """Put the focus on the first thing to do, else where the text is read."""
        first: QWidget = next(iter(self.buttons()), self._scroll)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self, layout: QVBoxLayout, shown: Shown, today: dt.date) -> None:
        answer, cell = shown.panel.answer, shown.cell
        title = row(spacing=8)
        title.addWidget(label(heading(shown), "heading", wrap=True), 1)
        if cell.concerned:
            title.addWidget(Pill(cell.words, State(cell.state.value)), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(title)
        if answer.recommendation is not None:
            layout.addWidget(label(answer.recommendation.text, "quote", wrap=True, selectable=True))
        for words in shown.panel.words:
            layout.addLayout(said(State.TODO, f"Osäkert vilka som menas: ”{words}”"))
        if cell.concerned:
            for sentence in asked_words(shown.panel, today):
                layout.addWidget(label(sentence, "second", wrap=True))
            self._add_answer(layout, answer, today)
        self._add_buttons(layout, shown)
        if answer.earlier.times:
            layout.addWidget(rule())
            layout.addLayout(earlier_part(answer.earlier, today, self.earlier_asked.emit))

    def _add_answer(self, layout: QVBoxLayout, answer: CellAnswer, today: dt.date) -> None:
        if answer.is_spoken_for:
            words = f"Gemensamt svar: {answer.speaker.abbreviation} svarar också för {answer.namnd.abbreviation}."
            layout.addWidget(label(words, "strong", wrap=True))
        if answer.is_given:
            layout.addLayout(answer_part(answer, today))
        if answer.measures:
            layout.addWidget(rule())
            layout.addLayout(measures_part(answer.measures, today))
        if answer.is_given:
            layout.addWidget(rule())
            layout.addLayout(checks_part(answer.checks))

    def _add_buttons(self, layout: QVBoxLayout, shown: Shown) -> None:
        buttons = [
            button(words, then, glyph=glyph) for words, then, glyph in self._things_to_do(shown.panel, shown.cell)
        ]
        if buttons:
            layout.addLayout(Flow(*buttons, spacing=8))
        links = self._things_to_correct(shown.panel, shown.cell)
        if links:
            layout.addLayout(column(*links, spacing=0))

    def _things_to_correct(self, panel: CellPanel, cell: MatrixCell) -> list[QPushButton]:
        made = []
        if panel.is_open and cell.recommendation_id:
            made.append(link("Ändra rekommendationen…", self.change_asked.emit, glyph="pencil-simple"))
        if panel.is_open and panel.referral is not None:
            made.append(link("Ändra internremissen…", self.details_asked.emit, glyph="pencil-simple"))
        return made

    def _things_to_do(self, panel: CellPanel, cell: MatrixCell) -> list[tuple[str, Callable[[], None], str]]:
        if not panel.is_open:
            return []
        choose = ("Välj nämnder…", self.bodies_asked.emit, "users-three")
        found = [choose] if panel.words or (not cell.concerned and cell.recommendation_id) else []
        if not cell.concerned:
            return found
        is_asked = panel.is_owner or panel.referral is not None
        if not is_asked:
            found.append((f"Fråga {panel.answer.namnd.abbreviation}…", self.ask_asked.emit, "paper-plane-tilt"))
        elif panel.referral is not None and panel.referral.sent is None:
            found.append(("Notera som skickad i dag", self.sent_asked.emit, "paper-plane-tilt"))
        has_answer = panel.answer.response is not None
        found.append(("Ändra svaret" if has_answer else "Skriv svaret", self.write_asked.emit, "pencil-simple"))
        if has_answer and cell.recommendation_id:
            found.append(("Lägg till åtgärd", self.write_asked.emit, "plus"))
        return found


def heading(shown: Shown) -> str:
    """``BUN svarar på rekommendation 2``."""
    answer = shown.panel.answer
    what = f"rekommendation {answer.recommendation.number}" if answer.recommendation else "hela remissen"
    if not shown.cell.concerned:
        return f"{answer.namnd.abbreviation} berörs inte av {what}"
    if answer.is_spoken_for:
        return f"{answer.speaker.abbreviation} svarar för {answer.namnd.abbreviation} på {what}"
    verb = "svarar på" if answer.response is not None else "ska svara på"
    if answer.response is None and not shown.panel.is_open:
        verb = "svarade inte på"
    return f"{answer.namnd.abbreviation} {verb} {what}"
