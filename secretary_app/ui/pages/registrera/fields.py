"""The form's own fields: title, numbers, sender, dates, owner."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QMenu, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.text import and_list
from secretary_app.operations.form_choices import KINDS, FormChoices
from secretary_app.operations.intake_form import AnswerBy
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.form_keys import FormKeys
from secretary_app.ui.pages.registrera.notes import Note
from secretary_app.ui.pages.registrera.row_line import RowLine
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import field, label, restyle
from secretary_app.ui.widgets.date_field import DateField

_NAMES = {
    "title": "Rubrik",
    "diarienummer": "Vårt diarienummer",
    "sender_diarienummer": "Avsändarens diarienummer",
    "sender": "Från",
    "firm": "Revisionsbyrå",
    "kind": "Typ",
    "received": "Inkom",
    "answer_by": "Svar senast",
    "owner_id": "Ägare",
    "handlaggare": "Handläggare",
}
_WIDE = (
    (("title", 6),),
    (("diarienummer", 3), ("sender_diarienummer", 3)),
    (("sender", 3), ("firm", 3)),
    (("kind", 2), ("received", 2), ("answer_by", 2)),
    (("owner_id", 3), ("handlaggare", 3)),
)
"""Rows of fields, each with so many sixths of the width."""
_LEAST = 500
"""Where it is narrower, dates stand under one another …"""
_NARROW = 330
"""… and narrower than this, all fields do."""
_NO_DAY = "Skriv dagen som 2026-04-16, eller välj den i kalendern."


class Fields(QWidget):
    entered = Signal(str)
    """The field of this name has the focus."""
    owner_chosen = Signal(str)
    """The body that is to own the remiss, by its id."""

    def __init__(self, draft: Draft, choices: FormChoices) -> None:
        super().__init__()
        self._draft = draft
        self._today = draft.today
        self.notes = {name: Note() for name in _NAMES}
        self._faults = {name: label("", "late", wrap=True) for name in _NAMES}
        self.received = DateField()
        self.answer_by = DateField()
        self.kind = _combo(KINDS, editable=True)
        self.owner = _combo((), editable=False)
        self.mended = RowLine(State.TODO)
        self.mended.add_link("Rätta", self._mend_title).setAccessibleName("Rätta stavningen i rubriken")
        self.texts = {name: QLineEdit() for name in ("title", "diarienummer", "sender_diarienummer", "sender", "firm")}
        self.texts["handlaggare"] = QLineEdit()
        completer = QCompleter(list(choices.handlaggare), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.texts["handlaggare"].setCompleter(completer)
        self.editors: dict[str, QWidget] = {
            **self.texts,
            "kind": self.kind,
            "received": self.received,
            "answer_by": self.answer_by,
            "owner_id": self.owner,
        }
        self._parts = {name: self._part(name) for name in _NAMES}
        self.set_owners(choices)
        self._shape = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(14))
        self._grid.setVerticalSpacing(theme().px(9))
        self._lay_out()
        self._connect()
        self.refresh()

    def _part(self, name: str) -> QWidget:
        made = QWidget(self)
        layout = field(_NAMES[name], self.editors[name], self.notes[name])
        layout.addWidget(self._faults[name])
        self._faults[name].hide()
        if name == "title":
            layout.addWidget(self.mended)
        made.setLayout(layout)
        layout.addStretch(1)
        return made

    def _connect(self) -> None:
        for name, line in self.texts.items():
            line.textEdited.connect(partial(self._write, name))
        self.kind.editTextChanged.connect(partial(self._write, "kind"))
        self.owner.activated.connect(self._choose_owner)
        for name, editor_ in (("received", self.received), ("answer_by", self.answer_by)):
            editor_.day_changed.connect(partial(self._write_day, name, editor_))
            editor_.editingFinished.connect(partial(self._check_day, name, editor_))
        keys = FormKeys(self._draft, self)
        for editor in self.editors.values():
            editor.installEventFilter(self)
            editor.installEventFilter(keys)
        self.notes["answer_by"].asked.connect(self._open_dates)
        self._draft.changed.connect(self.refresh)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            name = next((name for name, editor in self.editors.items() if editor is watched), None)
            if name is not None:
                self.entered.emit(name)
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Show the form; what stands in a field is left alone where it says the same."""
        form = self._draft.form
        for name, editor in self.texts.items():
            if editor.text() != getattr(form, name):
                editor.setText(getattr(form, name))
                if not editor.hasFocus():
                    editor.setCursorPosition(0)
        _silently(self.kind, lambda: self.kind.setEditText(form.kind), self.kind.currentText() != form.kind)
        place = self.owner.findData(form.owner_id) if form.owner_id else -1
        _silently(self.owner, lambda: self.owner.setCurrentIndex(place), self.owner.currentIndex() != place)
        for editor_, value in ((self.received, form.received), (self.answer_by, form.answer_by)):
            different = editor_.day() != value
            _silently(editor_, partial(editor_.set_day, value), different and not editor_.is_unclear())
        notes = self._draft.notes()
        for name, shown in self.notes.items():
            shown.show_note(notes.get(name), can_choose=name == "answer_by")
        title = self._draft.mended_title()
        self.mended.show_words(f"Förslag på stavning: {title}" if title else "")
        self._clear_settled_faults()

    def set_owners(self, choices: FormChoices) -> None:
        """The bodies that may own a remiss; the one that is chosen stays so."""
        chosen = self.owner.currentData()
        self.owner.blockSignals(True)
        self.owner.clear()
        for body in choices.owners:
            self.owner.addItem(f"{body.name} ({body.abbreviation})", body.id)
        self.owner.setCurrentIndex(self.owner.findData(chosen) if chosen else -1)
        self.owner.blockSignals(False)

    def _mend_title(self) -> None:
        title = self._draft.mended_title()
        if title:
            self._draft.set_field("title", title)

    def focus_field(self, name: str) -> None:
        """Put the focus in the field."""
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fault(self, name: str, words: str) -> None:
        """Mark the field as wrong, with a sentence under it; ``""``: it is right."""
        fault, editor = self._faults[name], self.editors[name]
        fault.setText(words)
        fault.setVisible(bool(words))
        if bool(editor.property("wrong")) != bool(words):
            editor.setProperty("wrong", bool(words))
            restyle(editor)

    def fault(self, name: str) -> str:
        """What is wrong with the field; ``""`` where nothing is."""
        return self._faults[name].text()

    def has_fault(self) -> bool:
        """Whether a field says that it is wrong; the first gets the focus."""
        for name, editor in (("received", self.received), ("answer_by", self.answer_by)):
            self._check_day(name, editor)
        wrong = next((name for name in _NAMES if self.fault(name)), None)
        if wrong is not None:
            self.focus_field(wrong)
        return wrong is not None

    def _clear_settled_faults(self) -> None:
        form = self._draft.form
        for name in ("title", "owner_id"):
            if self.fault(name) and getattr(form, name):
                self.show_fault(name, "")

    def _write(self, name: str, words: str) -> None:
        self._draft.set_field(name, words)

    def _write_day(self, name: str, editor: DateField) -> None:
        if not editor.is_unclear():
            self.show_fault(name, "")
            self._draft.set_field(name, editor.day())

    def _check_day(self, name: str, editor: DateField) -> None:
        self.show_fault(name, _NO_DAY if editor.is_unclear() else "")

    def _choose_owner(self, place: int) -> None:
        self.owner_chosen.emit(str(self.owner.itemData(place) or ""))

    def _open_dates(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._draft.form.answer_by_choices:
            action = menu.addAction(self._choice_words(each))
            action.triggered.connect(partial(self._choose_date, each))
        button = self.notes["answer_by"].choose
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _choice_words(self, each: AnswerBy) -> str:
        where = f"sidan {each.page}" if each.page else ""
        doubt = "" if each.certain else "ungefärligt"
        return "   ".join(filter(None, (day(each.date, self._today), and_list(each.addressees), where, doubt)))

    def _choose_date(self, each: AnswerBy, _checked: bool = False) -> None:
        self._draft.set_field("answer_by", each.date)
        self.focus_field("answer_by")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """As many fields beside one another as there is room for."""
        width = self.width() / max(1, theme().px(1000)) * 1000
        shape = "wide" if width >= _LEAST else "two" if width >= _NARROW else "one"
        if shape == self._shape:
            return
        self._shape = shape
        for part in self._parts.values():
            self._grid.removeWidget(part)
        line = 0
        for fields in _WIDE:
            for each in _lines(fields, shape):
                column = 0
                for name, sixths in each:
                    self._grid.addWidget(self._parts[name], line, column, 1, sixths)
                    column += sixths
                line += 1
        for column in range(6):
            self._grid.setColumnStretch(column, 1)


def _lines(fields: tuple[tuple[str, int], ...], shape: str) -> list[list[tuple[str, int]]]:
    """One row of fields, divided where there is no room for it."""
    if shape == "one":
        return [[(name, 6)] for name, _ in fields]
    if shape == "two" and len(fields) == 3:
        first, *others = fields
        return [[(first[0], 6)], [(name, 3) for name, _ in others]]
    return [list(fields)]


def _combo(words: tuple[str, ...], *, editable: bool) -> QComboBox:
    made = QComboBox()
    made.setEditable(editable)
    made.addItems(list(words))
    # The longest name of a body must not decide how wide the form is.
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made


def _silently(widget: QWidget, change: Callable[[], None], wanted: bool) -> None:
    """Show something without it counting as the person's own words."""
    if wanted:
        widget.blockSignals(True)
        change()
        widget.blockSignals(False)
