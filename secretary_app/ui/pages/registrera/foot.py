"""The foot of the page: what is uncertain, and the one button that registers it all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from secretary_app.operations.intake_form import RemissForm
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, button, label, link, row


class Foot(QFrame):
    """Where there is little room the words stand over the buttons."""

    next_asked = Signal()
    """The next unsure finding is to be shown."""
    left = Signal()
    """Avbryt."""
    other_asked = Signal()
    """Paper instead of form, or form instead of paper."""
    done = Signal()
    """Register it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._shape = Shape(State.TODO)
        self.words = label("")
        self._more = label("", wrap=True)
        self.next = link("Visa nästa (F4)", self.next_asked.emit)
        self.cancel = button("Avbryt", self.left.emit)
        self.register = button("Registrera", self.done.emit, glyph="check", primary=True)
        self.other = link("", self.other_asked.emit)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(theme().px(24), theme().px(8), theme().px(24), theme().px(8))
        self._line.setSpacing(theme().px(8))
        words = row(self._shape, self.words, self._more, self.next, self.other)
        words.setStretch(2, 1)
        self._line.addLayout(words, 1)
        self._line.addLayout(row(None, self.cancel, self.register))
        self.show_narrow("")

    def show_narrow(self, other: str) -> None:
        """``other``: there is room for paper or form alone, and this leads to the one that is hidden."""
        self.other.setText(other)
        self.other.setVisible(bool(other))
        direction = QBoxLayout.Direction.TopToBottom if other else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(direction)
        self._more.setVisible(not other)

    def show_form(self, form: RemissForm, unsure: int, *, is_read: bool) -> None:
        """What is uncertain of it, and what the button will do; ``is_read``: it comes out of papers."""
        self._shape.setVisible(is_read or bool(unsure))
        self._shape.show_state(State.TODO if unsure else State.DONE)
        self.next.setVisible(bool(unsure))
        finds = "1 osäkert fynd" if unsure == 1 else f"{unsure} osäkra fynd"
        saved = "Det sparas som osäkert" if unsure == 1 else "De sparas som osäkra"
        self.words.setText(f"{finds}." if unsure else "")
        self._more.setText(f"{saved} om du inte tar ställning." if unsure else "")
        if is_read and not unsure:
            self.words.setText("Inga osäkra fynd.")
        self.register.setText(register_words(form))


def register_words(form: RemissForm) -> str:
    """What the filled button says: the result, where it is more than the remiss."""
    asked = len(form.asked_ids())
    if form.answer_by is None:
        return "Registrera utan plan"
    if not asked:
        return "Registrera"
    return f"Registrera och förbered {asked} internremiss{'' if asked == 1 else 'er'}"
