"""What every dialog that does something shares: the question, its fields with what is wrong under them, buttons."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, column, field, label, put, restyle
from secretary_app.ui.widgets.date_field import DateField, tell_day

T = TypeVar("T")


class Wrong(Exception):  # noqa: N818 - reads as what it is where it is raised
    """What stands in a field cannot be; ``sentence`` says why and what to do."""

    def __init__(self, editor: QWidget, sentence: str) -> None:
        super().__init__(sentence)
        self.editor = editor
        self.sentence = sentence


class ActionDialog(QDialog):
    """A question with its fields. What was typed stays until it has been recorded."""

    width_at_100 = 480

    def __init__(
        self, parent: QWidget, office: Office, question: str, verb: str, *, about: str = "", leave: str = "Avbryt"
    ) -> None:
        super().__init__(parent)
        self.office = office
        self.desk = office.desk
        self.setWindowTitle(question)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = column(spacing=11)
        self.verb = button(verb, self._go, primary=True)
        self.verb.setDefault(True)
        self._faults: dict[QWidget, QLabel] = {}
        self._general = _fault_label()
        self._first: QWidget | None = None
        self._body = QWidget()
        self._scroll = QScrollArea()
        self._buttons = QHBoxLayout()
        self._lay_out(question, about, leave)
        self.desk.notice.connect(self._heard)

    def _lay_out(self, question: str, about: str, leave: str) -> None:
        heading = label(question, "heading", wrap=True)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(2, 0, theme().px(10), 0)
        inside.addLayout(self.form)
        inside.addStretch(1)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(self._body.focusPolicy())
        self._buttons.setSpacing(theme().px(8))
        self._buttons.setContentsMargins(2, 0, theme().px(10), 0)
        self._buttons.addStretch(1)
        self._buttons.addWidget(button(leave, self.reject))
        self._buttons.addWidget(self.verb)
        layout = QVBoxLayout(self)
        margin = theme().px(20)
        layout.setContentsMargins(margin, theme().px(16), margin - theme().px(10), margin)
        layout.setSpacing(theme().px(12))
        layout.addWidget(heading)
        if about:
            layout.addWidget(label(about, "second", wrap=True))
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._general)
        layout.addLayout(self._buttons)

    def add(self, name: str, editor: QWidget, note: QLabel | None = None) -> None:
        """Add a field with its label over it, and room for what is wrong under it."""
        self.form.addLayout(self.field(name, editor, note))

    def field(self, name: str, editor: QWidget, note: QLabel | None = None) -> QVBoxLayout:
        """The field, to be laid out beside another."""
        made = field(name, editor, note)
        if isinstance(editor, QComboBox) and (written := editor.lineEdit()) is not None:
            written.setAccessibleName(name)
        self.watch(editor, made)
        return made

    def watch(self, editor: QWidget, layout: QVBoxLayout) -> None:
        """Show what is wrong with ``editor`` at the end of ``layout``."""
        fault = _fault_label()
        layout.addWidget(fault)
        self._faults[editor] = fault
        self._first = self._first or editor

    def add_day(self, name: str, editor: DateField) -> None:
        """Add a day, told in words beside its label."""
        note = label("", "second")
        tell_day(editor, note, self.desk.today)
        self.add(name, editor, note)

    def add_part(self, part: QWidget | QLayout) -> None:
        put(self.form, part)

    def add_button(self, made: QPushButton) -> None:
        """A further button, at the left."""
        self._buttons.insertWidget(0, made)

    def submit(self) -> None:
        """Take what was typed and ``record`` it; raises Wrong."""

    def record(
        self,
        work: Callable[[Register], T],
        says: Callable[[T], Notice | str | None] | None = None,
        *,
        at: QWidget | None = None,
    ) -> None:
        """Do the operation and close; where it is refused the dialog stays and says why, under ``at``."""
        self.verb.setEnabled(False)
        self.desk.write(work, self._recorded, owner=self, says=says, otherwise=lambda error: self._refused(error, at))

    def open(self) -> None:
        """Show it, as high as it needs and the window allows, with the first field focused."""
        super().open()
        self.fit()
        if self._first is not None:
            self._first.setFocus()

    def fit(self) -> None:
        """Have the height that the fields need."""
        parent = self.parentWidget()
        most = parent.size() if parent is not None else self.screen().availableSize()
        width = min(theme().px(self.width_at_100), most.width() - 40)
        self.resize(width, self.height())
        self._body.adjustSize()
        inner = width - theme().px(40)
        body = self._body.layout()
        assert body is not None
        needed = body.totalHeightForWidth(inner) if body.hasHeightForWidth() else body.totalSizeHint().height()
        outer = self.layout()
        assert outer is not None
        rest = sum(
            (item.heightForWidth(inner) if item.hasHeightForWidth() else item.sizeHint().height()) + theme().px(12)
            for place in range(outer.count())
            if (item := outer.itemAt(place)) is not None and item.widget() is not self._scroll and not item.isEmpty()
        )
        self.resize(width, min(needed + rest + theme().px(40), most.height() - 40))

    @property
    def told(self) -> str:
        """What is said to be wrong just now."""
        labels = (self._general, *self._faults.values())
        return "\n".join(each.text() for each in labels if not each.isHidden())

    def fault(self, editor: QWidget | None, sentence: str) -> None:
        """Mark the field, say what is wrong under it, and go there."""
        told = self._faults.get(editor, self._general) if editor is not None else self._general
        told.setText(sentence)
        told.show()
        if editor is not None:
            _mark(editor, wrong=True)
            editor.setAccessibleDescription(sentence)
            editor.setFocus()
            self._scroll.ensureWidgetVisible(told)
        self.fit()

    def _go(self) -> None:
        self._general.hide()
        for editor, told in self._faults.items():
            told.hide()
            editor.setAccessibleDescription("")
            _mark(editor, wrong=False)
        try:
            self.submit()
        except Wrong as wrong:
            self.fault(wrong.editor, wrong.sentence)

    def _recorded(self, _result: object) -> None:
        self.accept()

    def _refused(self, error: UserError, at: QWidget | None) -> None:
        self.verb.setEnabled(True)
        self.fault(at, "\n".join([error.message, *error.details]))

    def _heard(self, notice: Notice) -> None:
        """After a fault of ours it can be tried again."""
        if notice.tone is Tone.ERROR:
            self.verb.setEnabled(True)


def _fault_label() -> QLabel:
    made = label("", "late", wrap=True)
    made.hide()
    return made


def _mark(editor: QWidget, *, wrong: bool) -> None:
    if bool(editor.property("wrong")) != wrong:
        editor.setProperty("wrong", wrong)
        restyle(editor)


def day_in(editor: DateField, missing: str) -> dt.date:
    """The day that stands in the field. Raises Wrong, with ``missing`` where nothing stands there."""
    day = editor.day()
    if editor.is_unclear():
        why = editor.why_unclear()
        raise Wrong(editor, f"{why[0].upper()}{why[1:]}. Skriv det som 2026-04-16.")
    if day is None:
        raise Wrong(editor, missing)
    return day


def day_or_none(editor: DateField) -> dt.date | None:
    """The day, None where nothing stands there. Raises Wrong for what is no day."""
    return day_in(editor, "") if editor.text().strip() else None


def combo(choices: Sequence[tuple[str, object]], *, editable: bool = False) -> QComboBox:
    """Words to choose from, each with what it stands for."""
    made = QComboBox()
    made.setEditable(editable)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    for words, value in choices:
        made.addItem(words, value)
    return made


def line(text: str = "", hint: str = "") -> QLineEdit:
    """A line to write in."""
    made = QLineEdit(text)
    made.setPlaceholderText(hint)
    return made


def lines(text: str = "", height: int = 66) -> QPlainTextEdit:
    """Several lines to write in; Tab goes on to the next field."""
    made = QPlainTextEdit(text)
    made.setTabChangesFocus(True)
    made.setFixedHeight(theme().px(height))
    return made


def told(sentence: str, notes: Sequence[str]) -> str:
    """A notice: what was done, then what one should know of it."""
    return " ".join([sentence, *notes])
