"""The two questions of the list: the name of a view, and who is to be handläggare of several remisser."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, field, label, restyle, row


class _Asking(QDialog):
    """A question, a field, and two buttons; the answer is handed on when it is good."""

    def __init__(self, parent: QWidget, question: str, verb: str, name: str, editor: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setMinimumWidth(theme().px(400))
        self.editor = editor
        self.wrong = label("", "late", wrap=True)
        self.wrong.hide()
        self.yes = button(verb, self.answer, primary=True)
        self.yes.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme().px(24) for _ in range(4)))
        layout.setSpacing(theme().px(12))
        heading = label(question, "heading", wrap=True)
        layout.addWidget(heading)
        layout.addLayout(field(name, editor))
        layout.addWidget(self.wrong)
        layout.addLayout(row(None, button("Avbryt", self.reject), self.yes))
        editor.setFocus()

    def answer(self) -> None:
        """The button with the verb was pressed."""

    def say_wrong(self, words: str) -> None:
        """Mark the field, and tell why under it."""
        self.editor.setProperty("wrong", True)
        restyle(self.editor)
        self.wrong.setText(words)
        self.wrong.show()
        self.editor.setFocus()


class NameView(_Asking):
    def __init__(self, parent: QWidget, taken: Callable[[str], bool], save: Callable[[str], object]) -> None:
        """``taken``: whether there is a view of that name; it is then written over, once that has been told."""
        self.name = QLineEdit()
        super().__init__(parent, "Vad ska vyn heta?", "Spara vyn", "Namn", self.name)
        self._taken = taken
        self._save = save
        self._warned = ""

    def answer(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.say_wrong("Skriv ett namn.")
        elif self._taken(name) and name != self._warned:
            self._warned = name
            self.say_wrong(f"Det finns redan en vy som heter ”{name}”. Spara igen för att ersätta den.")
        else:
            self._save(name)
            self.accept()


class ChooseHandlaggare(_Asking):
    def __init__(self, parent: QWidget, number: int, names: Sequence[str], choose: Callable[[str], object]) -> None:
        self.names = QComboBox()
        self.names.setEditable(True)
        self.names.addItems(list(names))
        self.names.setCurrentIndex(-1)
        super().__init__(
            parent, f"Vem ska handlägga de {number} ärendena?", "Byt handläggare", "Handläggare", self.names
        )
        self._choose = choose

    def answer(self) -> None:
        name = self.names.currentText().strip()
        if not name:
            self.say_wrong("Välj eller skriv ett namn.")
            return
        self._choose(name)
        self.accept()
