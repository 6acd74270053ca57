"""A form of a settings section: fields, Spara when something was changed, and what is wrong under them."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from secretary_app.support.errors import UserError
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, field, label, link, put, restyle, row
from secretary_app.ui.widgets.date_field import DateField

Value = str | int | dt.date | None
_Editor = QLineEdit | QComboBox
_MOST_DAYS = 366


class DaysField(QLineEdit):
    """A field for a number of days; Up and Down count."""

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QIntValidator(0, _MOST_DAYS, self))

    def days(self) -> int:
        """What stands there; 0 where nothing does."""
        return int(self.text()) if self.text().strip().isdecimal() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.setText(str(min(_MOST_DAYS, max(0, self.days() + step))))


class Form(QWidget):
    """``save_asked`` when Spara was pressed and every field can be read."""

    save_asked = Signal()
    edited = Signal()
    answered = Signal()
    """What is in the register is shown anew, or was refused."""

    def __init__(self, verb: str = "Spara") -> None:
        super().__init__()
        self._editors: dict[str, _Editor] = {}
        self._shown: dict[str, Value] | None = None
        """What is in the register; None before anything was shown."""
        self.fault_words = label("", "late", wrap=True)
        self.fault_words.hide()
        self.save = button(verb, self.ask_to_save, primary=True)
        self.reset = link("Återställ", self.drop)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(theme().px(10))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(12))
        put(layout, self.fields)
        put(layout, self.fault_words)
        put(layout, row(self.save, self.reset, None))
        self._on_edited()

    def line(self, key: str, name: str, hint: str = "") -> QVBoxLayout:
        """A field for a line of text."""
        made = QLineEdit()
        made.setPlaceholderText(hint)
        made.textChanged.connect(self._on_edited)
        made.returnPressed.connect(self.ask_to_save)
        return self._add(key, name, made)

    def days(self, key: str, name: str) -> QVBoxLayout:
        """A field for a number of days."""
        made = DaysField()
        made.textChanged.connect(self._on_edited)
        made.returnPressed.connect(self.ask_to_save)
        return self._add(key, name, made)

    def day(self, key: str, name: str) -> QVBoxLayout:
        """A field for a day, or none."""
        made = DateField()
        made.day_changed.connect(self._on_edited)
        return self._add(key, name, made)

    def choice(self, key: str, name: str) -> QVBoxLayout:
        """A field for one of several; ``offer`` says which."""
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        made.currentIndexChanged.connect(self._on_edited)
        return self._add(key, name, made)

    def offer(self, key: str, choices: Sequence[tuple[str, str | None]]) -> None:
        """What can be chosen: words, and what they stand for; what was chosen stays."""
        editor = self._editors[key]
        assert isinstance(editor, QComboBox)
        before = editor.currentData()
        editor.blockSignals(True)
        editor.clear()
        for words, value in choices:
            editor.addItem(words, value)
        editor.setCurrentIndex(max(0, editor.findData(before)))
        editor.blockSignals(False)

    def _add(self, key: str, name: str, editor: _Editor) -> QVBoxLayout:
        self._editors[key] = editor
        return field(name, editor)

    def editor(self, key: str) -> _Editor:
        return self._editors[key]

    @property
    def first(self) -> QWidget:
        """The first field."""
        return next(iter(self._editors.values()))

    def show_values(self, values: dict[str, Value]) -> None:
        """Show these as they are in the register."""
        for key, editor in self._editors.items():
            _show(editor, values.get(key))
        self._shown = self.values()
        self.fault("")
        self._on_edited()
        self.answered.emit()

    def values(self) -> dict[str, Value]:
        """What stands in the fields."""
        return {key: _read(editor) for key, editor in self._editors.items()}

    @property
    def is_changed(self) -> bool:
        """Something was typed that is not saved."""
        if self._shown is None:
            return False
        unclear = any(isinstance(each, DateField) and each.is_unclear() for each in self._editors.values())
        return self.isEnabled() and (unclear or self.values() != self._shown)

    def ask_to_save(self) -> bool:
        """Save if every field can be read; False where one can't."""
        for editor in self._editors.values():
            if isinstance(editor, DateField):
                editor.setProperty("wrong", editor.is_unclear())
                restyle(editor)
                if editor.is_unclear():
                    editor.setFocus()
                    self.fault(f"”{editor.text().strip()}” är inget datum. Skriv det som 2026-04-16.")
                    return False
        if self.is_changed:
            self.save_asked.emit()
        return True

    def drop(self) -> None:
        """Show again what is in the register."""
        self.show_values(dict(self._shown or {}))

    def refused(self, error: UserError) -> None:
        """The operation said no: what was typed stays."""
        self.fault("\n".join([error.message, *error.details]))
        self.answered.emit()

    def fault(self, words: str) -> None:
        """Say what is wrong under the fields; ``""``: nothing."""
        self.fault_words.setText(words)
        self.fault_words.setVisible(bool(words))

    def _on_edited(self) -> None:
        self.save.setEnabled(self.is_changed)
        self.reset.setVisible(self.is_changed)
        self.edited.emit()


def _show(editor: _Editor, value: Value) -> None:
    editor.blockSignals(True)
    if isinstance(editor, DateField):
        editor.set_day(value if isinstance(value, dt.date) else None)
    elif isinstance(editor, DaysField):
        editor.setText(str(value or 0))
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(0, editor.findData(value)))
    else:
        editor.setText(str(value or ""))
    editor.blockSignals(False)


def _read(editor: _Editor) -> Value:
    if isinstance(editor, DateField):
        return editor.day()
    if isinstance(editor, DaysField):
        return editor.days()
    if isinstance(editor, QComboBox):
        data: str | None = editor.currentData()
        return data
    return editor.text()
