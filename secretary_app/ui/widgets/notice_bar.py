"""The bar that tells what just happened. It pushes the page down and never covers it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from secretary_app.ui.core.desk import Desk, Progressed
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import AGAIN, Notice, Tone
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, button, column, label, link, restyle, row, tool

_PATIENCE_MS = 1000
_MOST_LINES = 8
"""Of details shown at once; the rest is scrolled to."""
_SHAPES = {Tone.DONE: State.DONE, Tone.INFO: State.ON_TIME, Tone.WARNING: State.TODO, Tone.ERROR: State.LATE}


class NoticeBar(QWidget):
    """One notice, and under it long work with its progress and Avbryt."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notice: Notice | None = None
        self._lines: dict[Job, _ProgressLine] = {}
        self._shape = Shape()
        self._text = label("", wrap=True, selectable=True)
        self._more = link("", self._show_more)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName("Felen")
        self._link = link("", self._follow)
        self.undo_button = button("Ångra", self._take_back, glyph="arrow-u-up-left")
        self._close = tool("x", "Stäng meddelandet", self.dismiss, "Esc")
        self._frame = QFrame()
        self._frame.setObjectName("notice")
        self._fill()
        desk.notice.connect(self.show_notice)
        desk.began.connect(self._begin)
        desk.progressed.connect(self._progress)
        desk.ended.connect(self._end)

    def _fill(self) -> None:
        inside = row(self._shape, self._text, self._more, self._link, self.undo_button, self._close, spacing=12)
        inside.setStretch(1, 1)
        whole = QVBoxLayout(self._frame)
        whole.setContentsMargins(theme().px(12), theme().px(6), theme().px(8), theme().px(6))
        whole.addLayout(inside)
        whole.addWidget(self._details)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(theme().px(8))
        self._stack.addWidget(self._frame)
        self._frame.hide()
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Show it in the place of what stood there."""
        self._notice = notice
        self._shape.show_state(_SHAPES[notice.tone])
        is_long = "\n" in notice.details
        self._text.setText("\n".join(filter(None, (notice.text, "" if is_long else notice.details))))
        self._text.setAccessibleName(self._text.text())
        self._details.hide()
        self._details.setPlainText(notice.details if is_long else "")
        self._more.setVisible(is_long)
        self._word_more()
        self._link.setText(notice.link)
        self._link.setVisible(bool(notice.link))
        self.undo_button.setVisible(notice.operation is not None)
        self._frame.setProperty("tone", notice.tone.value)
        restyle(self._frame)
        self._frame.show()
        self.show()
        event = QAccessibleAnnouncementEvent(self, notice.text)
        if notice.tone is Tone.ERROR:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def dismiss(self) -> None:
        """Close the notice."""
        self._notice = None
        self._frame.hide()
        self._hide_when_empty()

    def _show_more(self) -> None:
        """Show the details, or hide them."""
        lines = min(self._details.blockCount(), _MOST_LINES) * self._details.fontMetrics().lineSpacing()
        around = theme().px(16) + 2 * round(self._details.document().documentMargin())
        self._details.setFixedHeight(min(lines + around, self.window().height() // 4))
        self._details.setVisible(self._details.isHidden())
        self._word_more()

    def _word_more(self) -> None:
        count = self._details.blockCount()
        self._more.setText(f"Visa alla {count}" if self._details.isHidden() else "Visa färre")

    def _follow(self) -> None:
        notice = self._notice
        if notice is None:
            return
        if notice.link == AGAIN:
            # If it fails again it is told again.
            self.dismiss()
        if notice.follow is not None:
            notice.follow()
        elif notice.report:
            QApplication.clipboard().setText(notice.report)
            self._text.setText("Felrapporten är kopierad. Klistra in den i ett mejl till den som har hand om Beredd.")
            self._link.hide()

    def _take_back(self) -> None:
        if self._notice is not None and self._notice.operation is not None:
            operation = self._notice.operation
            self.dismiss()
            self._desk.undo(operation)

    def _begin(self, job: Job) -> None:
        line = _ProgressLine(job.what)
        line.stop.clicked.connect(lambda: self._stop(job))
        self._lines[job] = line
        self._stack.addWidget(line)
        if job.quiet:
            line.hide()
            QTimer.singleShot(_PATIENCE_MS, line, partial(self._show_line, job))
        else:
            self.show()

    def _show_line(self, job: Job) -> None:
        if job in self._lines:
            self._lines[job].show()
            self.show()

    def _stop(self, job: Job) -> None:
        self._desk.cancel(job)
        if job in self._lines:
            self._lines[job].say("Avbryter …")

    def _progress(self, progressed: Progressed) -> None:
        if (line := self._lines.get(progressed.job)) is not None and not progressed.job.stop.is_set():
            line.show_progress(progressed)

    def _end(self, job: Job) -> None:
        line = self._lines.pop(job, None)
        if line is not None:
            self._stack.removeWidget(line)
            line.deleteLater()
        self._hide_when_empty()

    def _hide_when_empty(self) -> None:
        self.setVisible(self._notice is not None or any(not line.isHidden() for line in self._lines.values()))


class _ProgressLine(QFrame):
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
