"""The foot of the page: what is uncertain, and the one button that registers it all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from secretary_app.operations.intake_form import RemissForm
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, button, label, link


class Foot(QFrame):
    next_asked = Signal()
    """The next unsure finding is to be shown."""
    left = Signal()
    """Avbryt."""
    done = Signal()
    """Register it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._shape = Shape(State.TODO)
        self.words = label("", wrap=True)
        self.next = link("Visa nästa (F4)", self.next_asked.emit)
        self.cancel = button("Avbryt", self.left.emit)
        self.register = button("Registrera", self.done.emit, glyph="check", primary=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme().px(24), theme().px(10), theme().px(24), theme().px(10))
        layout.setSpacing(theme().px(8))
        layout.addWidget(self._shape)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.next)
        layout.addSpacing(theme().px(16))
        layout.addWidget(self.cancel)
        layout.addWidget(self.register)

    def show_form(self, form: RemissForm, unsure: int, *, is_read: bool) -> None:
        """What is uncertain of it, and what the button will do; ``is_read``: it comes out of papers."""
        self._shape.setVisible(is_read or bool(unsure))
        self._shape.show_state(State.TODO if unsure else State.DONE)
        self.next.setVisible(bool(unsure))
        finds = "1 osäkert fynd" if unsure == 1 else f"{unsure} osäkra fynd"
        saved = "Det sparas som osäkert" if unsure == 1 else "De sparas som osäkra"
        self.words.setText(f"{finds}. {saved} om du inte tar ställning." if unsure else "")
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
