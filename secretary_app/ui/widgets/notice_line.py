"""One line of the notice bar: a notice with its link and Ångra, or long work with its progress and Avbryt."""

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPlainTextEdit, QProgressBar, QPushButton, QVBoxLayout

from secretary_app.ui.core.desk import Progressed
from secretary_app.ui.core.notices import AGAIN, REPORT_COPIED, Notice, Tone
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, button, column, label, link, row, tool

_MOST_LINES = 8
"""Of details shown at once; the rest is scrolled to."""
_SHAPES = {Tone.DONE: State.DONE, Tone.INFO: State.ON_TIME, Tone.WARNING: State.TODO, Tone.ERROR: State.LATE}


class NoticeLine(QFrame):
    closed = Signal()
    undo_asked = Signal(int)
    """This operation is to be taken back."""

    def __init__(self, notice: Notice, action: Hashable) -> None:
        """``action``: of an error, what failed (see ``Desk.answering``)."""
        super().__init__()
        self.notice = notice
        self.action = action
        is_long = "\n" in notice.details
        self.setObjectName("notice")
        self.setProperty("tone", notice.tone.value)
        words = "\n".join(filter(None, (notice.text, "" if is_long else notice.details)))
        self.text = label(words, wrap=True, selectable=True)
        self.text.setAccessibleName(self.text.text())
        self.details = QPlainTextEdit(notice.details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName("Felen")
        self.details.hide()
        self.more = link("", self._show_more)
        self.link = link(notice.link, self._follow)
        self.undo_button = button("Ångra", self.take_back, glyph="arrow-u-up-left")
        close = tool("x", "Stäng meddelandet", self.closed.emit, "Esc")
        inside = row(Shape(_SHAPES[notice.tone]), self.text, self.more, self.link, self.undo_button, close, spacing=12)
        inside.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme().px(12), theme().px(6), theme().px(8), theme().px(6))
        whole.addLayout(inside)
        whole.addWidget(self.details)
        self.more.setVisible(is_long)
        self.link.setVisible(bool(notice.link))
        self.undo_button.setVisible(notice.operation is not None)
        self._word_more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All its words are seen, however narrow it is and whatever the page would like to have."""
        super().resizeEvent(event)
        self._claim_room()

    def _claim_room(self) -> None:
        layout = self.layout()
        assert layout is not None
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def take_back(self) -> None:
        """Close it, and have what it tells of taken back."""
        operation = self.notice.operation
        if operation is not None:
            self.undo_asked.emit(operation)
        self.closed.emit()

    def _show_more(self) -> None:
        """Show the details, or hide them."""
        lines = min(self.details.blockCount(), _MOST_LINES) * self.details.fontMetrics().lineSpacing()
        around = theme().px(16) + 2 * round(self.details.document().documentMargin())
        self.details.setFixedHeight(min(lines + around, self.window().height() // 4))
        self.details.setVisible(self.details.isHidden())
        self._word_more()
        self._claim_room()

    def _word_more(self) -> None:
        count = self.details.blockCount()
        self.more.setText(f"Visa alla {count}" if self.details.isHidden() else "Visa färre")

    def _follow(self) -> None:
        notice = self.notice
        if notice.link == AGAIN:
            # If it fails again it is told again.
            self.closed.emit()
        if notice.follow is not None:
            notice.follow()
        elif notice.report:
            QApplication.clipboard().setText(notice.report)
            self.text.setText(REPORT_COPIED)
            self.link.hide()
            self._claim_room()


class ProgressLine(QFrame):
    """What is being done, how far it has come, and Avbryt."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "info")
        self._words = label(f"{what} …")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(what)
        self.stop = QPushButton("Avbryt")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(theme().px(12), theme().px(6), theme().px(8), theme().px(6))
        inside.addLayout(column(self._words, self._bar, spacing=4), 1)
        inside.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, words: str) -> None:
        self._words.setText(words)

    def show_progress(self, progressed: Progressed) -> None:
        self._words.setText(progressed.what)
        if progressed.total:
            self._bar.setRange(0, progressed.total)
            self._bar.setValue(progressed.done)
