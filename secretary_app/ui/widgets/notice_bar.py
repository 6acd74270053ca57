"""The bar that tells what just happened. It pushes the page down and never covers it."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from secretary_app.ui.core.desk import Desk, Progressed
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.notice_line import NoticeLine, ProgressLine

_PATIENCE_MS = 1000
_MOST_ERRORS = 3
"""Kept at once; the oldest gives way to one more."""
_LOW = 760
"""In a lower window only the newest error is seen; those before it are when it is closed."""


class NoticeBar(QWidget):
    """The errors, each until it is closed or what failed has gone well; under them the last of the other notices.

    Beneath both long work, with its progress and Avbryt.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notices: list[NoticeLine] = []
        """The oldest first. Only the last can be other than an error."""
        self._lines: dict[Job, ProgressLine] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, theme().px(8))
        self._stack.setSpacing(theme().px(8))
        self.hide()
        desk.notice.connect(self.show_notice)
        desk.went_well.connect(self._close_mended)
        desk.began.connect(self._begin)
        desk.progressed.connect(self._progress)
        desk.ended.connect(self._end)

    @property
    def notice(self) -> Notice | None:
        """The newest that is shown."""
        return self._notices[-1].notice if self._notices else None

    @property
    def notices(self) -> list[Notice]:
        """All that are shown, the oldest first."""
        return [each.notice for each in self._notices]

    @property
    def undo_button(self) -> QPushButton:
        """Ångra of the newest."""
        return self._notices[-1].undo_button

    def show_notice(self, notice: Notice) -> None:
        """Show it in the place of what stood there; an error stays above it."""
        is_error = notice.tone is Tone.ERROR
        line = NoticeLine(notice, self._desk.answering if is_error else None)
        for each in list(self._notices):
            if each.notice.tone is not Tone.ERROR or each.notice.text == notice.text:
                self._drop(each)
        if is_error and len(self._notices) == _MOST_ERRORS:
            self._drop(self._notices[0])
        line.closed.connect(partial(self._close, line))
        line.undo_asked.connect(self._desk.undo)
        self._stack.insertWidget(len(self._notices), line)
        self._notices.append(line)
        line.show()
        self.fit()
        self.show()
        self._announce(notice.text, is_error=is_error)

    def _announce(self, text: str, *, is_error: bool) -> None:
        """Have it read aloud."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self, text)
        if is_error:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def dismiss(self) -> None:
        """Close the newest notice."""
        if self._notices:
            self._close(self._notices[-1])

    def _close(self, line: NoticeLine) -> None:
        if line in self._notices:
            self._drop(line)
            self.fit()
            self._hide_when_empty()

    def fit(self) -> None:
        """Let as many errors be seen as there is room for; to be asked for when the window has another height."""
        most = 1 if self.window().height() < theme().px(_LOW) else _MOST_ERRORS
        errors = [each for each in self._notices if each.notice.tone is Tone.ERROR]
        for place, each in enumerate(reversed(errors)):
            each.setVisible(place < most)

    def _close_mended(self, action: object) -> None:
        for each in [each for each in self._notices if each.action == action]:
            self._close(each)

    def _drop(self, line: NoticeLine) -> None:
        self._notices.remove(line)
        self._stack.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _begin(self, job: Job) -> None:
        line = ProgressLine(job.what)
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
        self.setVisible(bool(self._notices) or any(not line.isHidden() for line in self._lines.values()))
