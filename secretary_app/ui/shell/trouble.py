"""What stands in the window's place when the register cannot be opened, or the example made: why, and the ways on."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from secretary_app.support.errors import UserError
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import REPORT_COPIED
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Sheet, button, label, link, row
from secretary_app.ui.widgets.notice_bar import NoticeBar

_WAYS = "Hämta en säkerhetskopia, eller öppna ett annat register."


class Trouble(QWidget):
    """The register is held by another program, damaged, gone, or newer than this program."""

    again = Signal()
    another = Signal()
    """Another register is to be opened."""
    backup = Signal()
    """A backup is to be put back in its place."""

    begin = Signal()
    """A new register is to be made in its place."""

    def __init__(self, error: UserError, *, is_gone: bool = False, is_example: bool = False) -> None:
        """``is_gone``: there is no file where it was; ``is_example``: it is the example, of which there is no copy."""
        super().__init__()
        self.setObjectName("canvas")
        self.setWindowTitle("Beredd")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(760, 420)
        # The hint is for the command line: here there are buttons.
        has_hint = bool(error.hint) and not is_example
        self.words = label(f"{error.message} {_WAYS}" if has_hint else error.message, wrap=True, selectable=True)
        report = "\n\n".join(each for each in error.details if "\n" in each)
        self.more = label("\n".join(each for each in error.details if "\n" not in each), "second", wrap=True)
        self.more.setVisible(bool(self.more.text()))
        self.report = link("Kopiera felrapport", partial(self._copy, report))
        self.report.setVisible(bool(report))
        self.ways = [
            button("Försök igen", self.again.emit, primary=True),
            button("Öppna ett annat register…", self.another.emit, glyph="folder-open"),
        ]
        if not is_example:
            self.ways.append(button("Hämta en säkerhetskopia…", self.backup.emit, glyph="clock-counter-clockwise"))
        if is_gone or is_example:
            self.ways.append(button("Börja ett nytt…", self.begin.emit))
        self.sheet = Sheet(
            label("Exemplet kunde inte göras" if is_example else "Registret kunde inte öppnas", "big"),
            self.words,
            self.more,
            row(self.report, None),
            row(*self.ways, None),
            margin=32,
            spacing=16,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme().px(32) for _ in range(4)))
        layout.addStretch(1)
        layout.addWidget(self.sheet)
        layout.addStretch(2)
        self.ways[0].setFocus()

    def _copy(self, report: str) -> None:
        QApplication.clipboard().setText(report)
        self.report.hide()
        self.more.setText(REPORT_COPIED)
        self.more.show()

    def follow(self, desk: Desk) -> None:
        """Show the long work of this desk, with Avbryt; meanwhile the ways on wait."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        bar = NoticeBar(desk)
        layout.insertWidget(0, bar)
        for way in self.ways:
            desk.began.connect(partial(_enable, way, False))
            desk.ended.connect(partial(_enable, way, True))


def _enable(way: QWidget, enabled: bool, _job: Job) -> None:
    way.setEnabled(enabled)
