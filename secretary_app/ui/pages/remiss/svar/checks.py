"""The check of one namnd's whole answer, beside it: what should be seen to, each a way to its place."""

from PySide6.QtCore import Signal

from secretary_app.domain.answer_check import Finding
from secretary_app.domain.model import Namnd
from secretary_app.domain.text import genitive
from secretary_app.ui.pages.remiss.svar.line_list import Line, LineList
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, Sheet, label, row


class CheckPanel(Sheet):
    asked = Signal(object)
    """The finding whose place is to be shown."""

    def __init__(self) -> None:
        super().__init__(margin=0, spacing=0)
        self._heading = label("", "strong", wrap=True)
        self._sum = label("", "second", wrap=True)
        self._shape = Shape(State.DONE)
        self.list = LineList("Det som bör ses över")
        self.list.taken.connect(self._ask)
        self._findings: tuple[Finding, ...] = ()
        margin = theme().px(12)
        self.body.setContentsMargins(1, margin, 1, theme().px(6))
        head = row(margin, self._heading, margin)
        head.setStretch(1, 1)
        under = row(margin, self._shape, self._sum, margin)
        under.setStretch(2, 1)
        self.body.addLayout(head)
        self.body.addSpacing(theme().px(4))
        self.body.addLayout(under)
        self.body.addSpacing(theme().px(6))
        self.body.addWidget(self.list, 1)
        # Where there is no list the words stay at the top.
        self.body.addStretch()

    def show_findings(self, namnd: Namnd, findings: tuple[Finding, ...]) -> None:
        """Show what the check of this namnd's answer has found."""
        self._findings = findings
        self._heading.setText(f"Kontroll av {genitive(namnd.abbreviation)} svar")
        count = len(findings)
        things = "1 sak" if count == 1 else f"{count} saker"
        self._sum.setText(f"{things} att se över" if count else "Inget saknas.")
        self._shape.setVisible(not count)
        self.list.setVisible(bool(count))
        self.list.set_lines([Line(place, each.text, state=State.TODO, most=6) for place, each in enumerate(findings)])

    def fit(self, whole: bool) -> None:
        """Be as high as all lines need (``whole``: the page scrolls), or take the room there is."""
        if whole:
            self.list.setFixedHeight(self.list.needed_height())
        else:
            self.list.setMinimumHeight(0)
            self.list.setMaximumHeight(16_777_215)

    def _ask(self, place: int) -> None:
        self.asked.emit(self._findings[place])
