"""The §§ of a meeting, written in one go: a row an ärende, the numbers counting up by themselves."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.domain.date_words import long_day
from secretary_app.operations.paragraphs import (
    ParagraphRow,
    ParagraphSheet,
    WrongParagraphs,
    counted,
    paragraph_row,
    record_paragraphs,
    told_of,
)
from secretary_app.support.errors import UserError
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.sammantraden.paragraph_line import ParagraphLine
from secretary_app.ui.widgets.action_dialog import ActionDialog, Wrong, combo
from secretary_app.ui.widgets.basics import button, column, label, row, rule

_NO_MATTERS = "Inget ärende var planerat hit. Lägg till det som var uppe."
_ABOUT = "Skriv den första paragrafens nummer, så räknas de följande. Töm en rad som inte ska registreras."


class ParagraphsDialog(ActionDialog):
    width_at_100 = 720

    def __init__(self, parent: QWidget, office: Office, sheet: ParagraphSheet) -> None:
        name = f"{sheet.namnd.abbreviation} {long_day(sheet.meeting.date, office.desk.today)}"
        super().__init__(parent, office, f"Vilka paragrafer fick ärendena? {name}", "Registrera §§", about=_ABOUT)
        self._meeting = sheet.meeting
        self.lines: list[ParagraphLine] = []
        self._rows = QVBoxLayout()
        self._none = label(_NO_MATTERS, "second", wrap=True)
        self.add_part(self._none)
        self.add_part(self._rows)
        self.other = combo([("Välj ett ärende", "")] + [(words, id_) for id_, words in sheet.others])
        for each in sheet.rows:
            self._add(each)
        if sheet.others:
            add = button("Lägg till", self.add_other, glyph="plus")
            chosen = self.field("Ett ärende som inte var planerat", self.other)
            line = row(chosen, column(None, add))
            line.setStretch(0, 1)
            self.add_part(line)
        first = next((each for each in self.lines if each.of.can_record), None)
        self._first = first.number if first else self.other
        self._count()

    def _add(self, of: ParagraphRow) -> ParagraphLine:
        made = ParagraphLine(of)
        if self.lines:
            self._rows.addWidget(rule())
        self._rows.addWidget(made)
        self.watch(made.number, made.layout_of_faults)
        made.changed.connect(self._count)
        made.grown.connect(partial(QTimer.singleShot, 0, self, self.fit))
        made.outcome.currentIndexChanged.connect(self._count)
        made.immediate.toggled.connect(self._count)
        made.number.stepped.connect(partial(self._step, made))
        self.lines.append(made)
        self._none.hide()
        return made

    def _count(self) -> None:
        """Number the rows on from the first that was written, and say how many there are."""
        first = next((at for at, each in enumerate(self.lines) if each.typed is not None and each.typed.strip()), None)
        numbers = [""] * len(self.lines)
        if first is not None:
            numbers[first:] = counted([each.fixed_number for each in self.lines[first:]])
        for each, number in zip(self.lines, numbers, strict=True):
            each.show_number(number)
        filled = sum(each.is_filled for each in self.lines)
        self.verb.setText(f"Registrera {filled} §§" if filled > 1 else "Registrera §" if filled else "Registrera §§")

    def _step(self, of: ParagraphLine, step: int) -> None:
        open_lines = [each for each in self.lines if each.of.can_record]
        place = open_lines.index(of) + step
        if 0 <= place < len(open_lines):
            open_lines[place].number.setFocus()
            open_lines[place].number.selectAll()

    def add_other(self) -> None:
        """Add the row of the ärende that is chosen of those that were not planned."""
        remiss_id = str(self.other.currentData())
        if remiss_id:
            meeting = self._meeting
            self.desk.read(lambda register: paragraph_row(register, meeting, remiss_id), self._added, owner=self)

    def _added(self, of: ParagraphRow) -> None:
        self.other.removeItem(self.other.findData(of.remiss.id))
        self.other.setCurrentIndex(0)
        made = self._add(of)
        self._count()
        made.number.setFocus()
        # Once the row has its place.
        QTimer.singleShot(0, self, self.fit)

    def submit(self) -> None:
        wanted = [each.new() for each in self.lines if each.is_filled]
        if not wanted:
            raise Wrong(self._first or self.other, "Skriv paragrafens nummer vid minst ett ärende.")
        meeting = self._meeting
        self.record(lambda register: record_paragraphs(register, meeting, wanted), told_of)

    def _refused(self, error: UserError, at: QWidget | None) -> None:
        if not isinstance(error, WrongParagraphs):
            super()._refused(error, at)
            return
        self.verb.setEnabled(True)
        # The first of them is told last, and so has the focus.
        for each in reversed(self.lines):
            sentence = error.faults.get(each.of.remiss.id)
            if sentence:
                self.fault(each.number, sentence)
