"""Answers that came home in a workbook: what they change is seen before it is recorded."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Namnd
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.answering import AnswerResult, Difference, read_answers
from secretary_app.operations.dropping import whose_answers
from secretary_app.operations.opening import Register
from secretary_app.operations.remiss_choices import RemissChoices
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, combo, told
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import label


@dataclass(frozen=True)
class _Preview:
    namnd: Namnd
    result: AnswerResult


class AnswersDialog(ActionDialog):
    """The workbook's answers of one namnd, value by value, beside what the register has."""

    width_at_100 = 860

    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices, path: Path) -> None:
        super().__init__(parent, office, f"Ska svaren i {path.name} läggas in?", "Lägg in svaren")
        self._remiss = choices.remiss
        self._path = path
        self._seen = ""
        self._asked = 0
        """How many times the file has been read: only what was asked for last is shown."""
        asked = sorted(choices.asked, key=lambda each: not each.waiting)
        self._bodies = [*(each.namnd for each in asked), choices.owner]
        self.body = combo([(f"{each.abbreviation}  {each.name}", each.id) for each in self._bodies])
        self._words = label("Läser filen …", "strong", wrap=True)
        self._notes = label("", "second", wrap=True)
        columns: list[Column[Difference]] = [
            Column("what", "Var", lambda each: Cell(each.what), width=230),
            Column("field", "Vad", lambda each: Cell(each.field), width=120),
            Column("before", "Står nu", lambda each: Cell(_short(each.before), tip=each.before), width=180),
            Column("after", "I filen", lambda each: Cell(_short(each.after), tip=each.after), stretch=True, width=240),
        ]
        model = RowModel(columns, id_of=lambda each: (each.what, each.field, each.after), parent=self)
        self.table: Table[Difference] = Table(model, "Vad svaren ändrar", two_lines=False)
        self.table.setMinimumHeight(theme().px(270))
        self.add("Svar från", self.body)
        self.add_part(self._words)
        self.add_part(self.table)
        self.add_part(self._notes)
        self.verb.setEnabled(False)
        self.body.currentIndexChanged.connect(self._read_chosen)
        self._read(self._bodies)

    def _read_chosen(self) -> None:
        self._read([self._bodies[self.body.currentIndex()]])

    def _read(self, bodies: list[Namnd]) -> None:
        """Read what the file would change, for the body it says that it is from, else the first it has answers of."""
        remiss, path = self._remiss, self._path
        self.verb.setEnabled(False)
        self._asked += 1
        asked = self._asked

        def first(register: Register, _progress: Progress) -> _Preview:
            said = whose_answers(register, path)
            # What a namnd does together with others may stand in their answers too.
            for place, namnd in enumerate(sorted(bodies, key=lambda each: said is None or each.id != said.id)):
                try:
                    words = namnd.abbreviation
                    return _Preview(namnd, read_answers(register, remiss, path, namnd_words=words, dry_run=True))
                except UserError:
                    if place == len(bodies) - 1:
                        raise
            raise AssertionError

        def show(preview: _Preview) -> None:
            if asked == self._asked:
                self._show(preview)

        def cannot(error: UserError) -> None:
            if asked == self._asked:
                self._cannot(error)

        self.desk.read_long(first, f"Läser {path.name}", show, owner=self, otherwise=cannot, quiet=True)

    def _cannot(self, error: UserError) -> None:
        self._words.setText("\n".join([error.message, *error.details]))
        self._notes.setText("")
        self.table.set_rows([])
        self.fit()

    def _show(self, preview: _Preview) -> None:
        self.body.blockSignals(True)
        self.body.setCurrentIndex(self._bodies.index(preview.namnd))
        self.body.blockSignals(False)
        result = preview.result
        self._seen = result.digest
        self.table.set_rows(sorted(result.differences, key=lambda each: swedish_key(each.what)))
        notes = [f"{each.sheet} {each.cell}: {each.message}" for each in result.problems] + result.notices
        self._notes.setText("\n".join(notes))
        count = len(result.differences)
        if result.problems:
            self._words.setText("Filen har fel som måste rättas först. Inget läggs in.")
        elif not count:
            self._words.setText(f"Svaren från {preview.namnd.abbreviation} står redan i registret.")
        else:
            values = "1 uppgift" if count == 1 else f"{count} uppgifter"
            self._words.setText(f"{values} från {preview.namnd.abbreviation} ändras eller tillkommer.")
        self.verb.setEnabled(bool(count) and not result.problems)
        self.fit()

    def submit(self) -> None:
        remiss, path, namnd, seen = self._remiss, self._path, self._bodies[self.body.currentIndex()], self._seen
        said = f"Svaren från {namnd.abbreviation} är inlagda."
        self.record(
            lambda register: read_answers(register, remiss, path, namnd_words=namnd.abbreviation, seen=seen),
            lambda result: told(said, result.notices),
        )


def _short(text: str) -> str:
    return " ".join(text.split())
