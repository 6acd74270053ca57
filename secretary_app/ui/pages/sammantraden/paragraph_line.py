"""One ärende in the dialog where the §§ of a meeting are written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from secretary_app.domain.model import Outcome
from secretary_app.operations.paragraphs import OUTCOMES, NewParagraph, ParagraphRow
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.action_dialog import combo, lines
from secretary_app.ui.widgets.basics import Shape, column, label, link, put, row, unbroken

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WIDTH = 64


class NumberField(QLineEdit):
    """The number of a §. Up and down go to the row before and after."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class ParagraphLine(QWidget):
    """What was written in ``number`` stays; as long as nothing was, ``typed`` is None and the number is counted."""

    changed = Signal()
    grown = Signal()
    """It needs more room, or less."""

    def __init__(self, of: ParagraphRow) -> None:
        super().__init__()
        self.of = of
        self.typed: str | None = None
        name = of.remiss.diarienummer or of.remiss.title
        self.number = NumberField()
        self.number.setFixedWidth(theme().px(_WIDTH))
        self.number.setPlaceholderText("§")
        self.number.setAccessibleName(f"Paragraf för {name}")
        self.number.textEdited.connect(self._on_typed)
        self.outcome = combo([(each.value.capitalize(), each) for each in OUTCOMES])
        self.outcome.setCurrentIndex(OUTCOMES.index(of.outcome))
        self.outcome.setAccessibleName(f"Utfall för {name}")
        self.outcome.currentIndexChanged.connect(self._show_answers)
        self.immediate = QCheckBox("Omedelbar justering")
        self.immediate.setAccessibleName(f"Omedelbar justering för {name}")
        self.text = lines(height=66)
        self.text.setAccessibleName(f"Beslutstext för {name}")
        self.answers = [(QCheckBox(unbroken(each.words)), each.id) for each in of.answers]
        self._more = link("Mindre", self._toggle)
        self._more.setFixedWidth(self._more.sizeHint().width())
        self._more.setText("Mer")
        self._more.setAccessibleName(f"Beslutstext och svar för {name}")
        self._extra = QWidget()
        self._answers_part = QWidget()
        self.layout_of_faults = column(spacing=4)
        self._lay_out()

    def _lay_out(self) -> None:
        of = self.of
        about = ", ".join(filter(None, (of.remiss.diarienummer, of.turn.kind.value)))
        words = column(label(of.remiss.title, "strong", wrap=True), label(about, "second", wrap=True), spacing=1)
        if not of.can_record:
            shape = Shape(State.DONE if of.recorded else State.NONE)
            said = label(self._recorded(), "second", wrap=True)
            line = row(column(shape, None), column(words, said, spacing=1), spacing=12)
            line.setStretch(1, 1)
        else:
            if of.odd:
                odd = row(column(2, Shape(State.SOON, side=12), None), label(of.odd, "soon", wrap=True), spacing=6)
                odd.setStretch(1, 1)
                words.addLayout(odd)
            self.outcome.setFixedWidth(theme().px(170))
            words.addStretch(1)
            choices = column(self.outcome, row(self.immediate, None, self._more), None, spacing=4)
            line = row(column(self.number, None), words, choices, spacing=12)
            line.setStretch(1, 1)
        put(self.layout_of_faults, line)
        self._lay_out_extra()
        self.setLayout(self.layout_of_faults)
        self._show_answers()

    def _lay_out_extra(self) -> None:
        boxes = column(label("Svar som blir nämndens egna", "label"), spacing=3)
        for box, _ in self.answers:
            box.setChecked(True)
            boxes.addWidget(box)
        boxes.setContentsMargins(0, 0, 0, 0)
        self._answers_part.setLayout(boxes)
        text = column(label("Beslutstext", "label"), self.text, spacing=3)
        extra = column(text, self._answers_part, spacing=8)
        extra.setContentsMargins(theme().px(_WIDTH + 12), 0, 0, 0)
        self._extra.setLayout(extra)
        self._extra.hide()
        if self.of.can_record:
            self.layout_of_faults.addWidget(self._extra)

    def _recorded(self) -> str:
        if self.of.recorded:
            made = [
                f"§ {each.paragraph}, {each.outcome}" if each.paragraph else each.outcome for each in self.of.recorded
            ]
            return f"Redan inlagt: {'; '.join(made)}. Ändras i remissen."
        return self.of.locked

    def _toggle(self) -> None:
        shown = self._extra.isHidden()
        self._extra.setVisible(shown)
        self._more.setText("Mindre" if shown else "Mer")
        if shown:
            self.text.setFocus()
        self.grown.emit()

    def _show_answers(self) -> None:
        self._answers_part.setVisible(bool(self.answers) and self.chosen_outcome.decides)

    def _on_typed(self, words: str) -> None:
        self.typed = words
        self.changed.emit()

    @property
    def chosen_outcome(self) -> Outcome:
        return Outcome(self.outcome.currentData())

    @property
    def fixed_number(self) -> str | None:
        """What the counting goes on from: what was recorded or written; None: it is to be counted."""
        if self.of.recorded:
            return self.of.recorded[-1].paragraph
        return self.typed if self.of.can_record else ""

    def show_number(self, words: str) -> None:
        """Show a counted number."""
        if self.of.can_record and self.typed is None and self.number.text() != words:
            self.number.setText(words)
            self.number.setAccessibleDescription("Räknad från raden före" if words else "")

    @property
    def is_filled(self) -> bool:
        """There is something to record, or to be told that its number is lacking."""
        if not self.of.can_record:
            return False
        touched = self.immediate.isChecked() or self.text.toPlainText().strip()
        return bool(self.number.text().strip() or touched or self.chosen_outcome is not self.of.outcome)

    def new(self) -> NewParagraph:
        """What is written in the row."""
        ticked = frozenset(id_ for box, id_ in self.answers if box.isChecked())
        return NewParagraph(
            remiss_id=self.of.remiss.id,
            paragraph=self.number.text(),
            outcome=self.chosen_outcome,
            immediate=self.immediate.isChecked(),
            text=self.text.toPlainText(),
            answers=None if len(ticked) == len(self.answers) else ticked,
        )
