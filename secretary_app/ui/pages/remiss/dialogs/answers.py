"""Answers that came home in a file: what they change is seen, and chosen, before it is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Namnd
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.answering import WORKBOOK, AnswerResult, Difference, read_answers
from secretary_app.operations.dropping import whose_answers
from secretary_app.operations.opening import Register
from secretary_app.operations.remiss_choices import RemissChoices
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, combo, told
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import label, link, row


@dataclass(frozen=True)
class _Preview:
    namnd: Namnd
    result: AnswerResult


class AnswersDialog(ActionDialog):
    """The file's answers of one namnd, value by value, beside what the register has; each is ticked or left."""

    width_at_100 = 900

    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices, path: Path) -> None:
        super().__init__(parent, office, f"Ska svaren i {path.name} läggas in?", "Lägg in svaren")
        self._remiss = choices.remiss
        self._path = path
        self._shown: AnswerResult | None = None
        self._left: set[Difference] = set()
        """What is not to be recorded."""
        self._asked = 0
        """How many times the file has been read: only what was asked for last is shown."""
        asked = sorted(choices.asked, key=lambda each: not each.waiting)
        self._bodies = [*(each.namnd for each in asked), choices.owner]
        self.body = combo([(f"{each.abbreviation}  {each.name}", each.id) for each in self._bodies])
        self._words = label("Läser filen …", "strong", wrap=True)
        self._notes = label("", "second", wrap=True)
        self.model: RowModel[Difference] = RowModel(
            self._columns(), id_of=lambda each: each, edited=self._tick, parent=self
        )
        self.table: Table[Difference] = Table(self.model, "Vad svaren ändrar", two_lines=False)
        self.table.setMinimumHeight(theme().px(270))
        self._all = link("Välj alla", self.choose_all)
        self._none = link("Välj inga", self.choose_none)
        self.add("Svar från", self.body)
        self.add_part(self._words)
        self.add_part(self.table)
        self.add_part(row(self._all, self._none, None, spacing=16))
        self.add_part(self._notes)
        self.verb.setEnabled(False)
        self.body.currentIndexChanged.connect(self._read_chosen)
        self._read([*self._bodies])

    def _columns(self) -> list[Column[Difference]]:
        def tick(each: Difference) -> Cell:
            taken = each not in self._left
            return Cell(state=State.DONE if taken else State.NONE, tip="Läggs in" if taken else "Läggs inte in")

        return [
            Column("med", "Med", tick, width=48, check=True),
            Column("what", "Var", lambda each: Cell(each.what, tip=each.measure), width=200),
            Column("field", "Vad", lambda each: Cell(each.field), width=145),
            Column("before", "Står nu", lambda each: Cell(_short(each.before), tip=each.before), width=170),
            Column("after", "I filen", _in_file, stretch=True, width=240),
        ]

    def _read_chosen(self) -> None:
        self._read([self._bodies[self.body.currentIndex()]])

    def _read(self, bodies: list[Namnd]) -> None:
        """Read what the file would change, for the body it says that it is from, else the first it has answers of."""
        remiss, path = self._remiss, self._path
        self.verb.setEnabled(False)
        self._asked += 1
        asked = self._asked

        def first(register: Register, _progress: Progress) -> _Preview:
            said = whose_answers(register, path) if len(bodies) > 1 else None
            # What a namnd does together with others may stand in their answers too.
            others = [each for each in bodies if said is None or each.id != said.id]
            ordered = [*([said] if said else []), *others]
            if path.suffix.lower() != WORKBOOK:
                # A paper says all that it says whoever it is from.
                ordered = ordered[:1]
            for place, namnd in enumerate(ordered):
                try:
                    words = namnd.abbreviation
                    return _Preview(namnd, read_answers(register, remiss, path, namnd_words=words, dry_run=True))
                except UserError:
                    if place == len(ordered) - 1:
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
        self._shown = None
        self.table.set_rows([])
        if self._asked == 1:
            # Whoever is chosen now is read: the file itself could not tell.
            self._choose_body(-1)
        self._links()
        self.fit()

    def _show(self, preview: _Preview) -> None:
        if preview.namnd not in self._bodies:
            # It was not asked, but the file is its answer: that is seen, and another may be chosen.
            self._bodies.append(preview.namnd)
            self.body.blockSignals(True)
            self.body.addItem(f"{preview.namnd.abbreviation}  {preview.namnd.name}", preview.namnd.id)
        self._choose_body(self._bodies.index(preview.namnd))
        result = self._shown = preview.result
        self._left = {each for each in result.differences if not each.by_default}
        self.table.set_rows(sorted(result.differences, key=lambda each: swedish_key(each.what)))
        notes = [f"{each.sheet} {each.cell}: {each.message}" for each in result.problems] + result.notices
        self._notes.setText("\n".join(notes))
        self._count()
        self._links()
        self.fit()

    def _choose_body(self, place: int) -> None:
        self.body.blockSignals(True)
        self.body.setCurrentIndex(place)
        self.body.blockSignals(False)

    def _links(self) -> None:
        for each in (self._all, self._none):
            each.setVisible(len(self.model.rows) > 1)

    def _count(self) -> None:
        result, namnd = self._shown, self._bodies[self.body.currentIndex()]
        count = len(result.differences) if result else 0
        taken = count - len(self._left)
        if result is None:
            return
        if result.problems:
            self._words.setText("Filen har fel som måste rättas först. Inget läggs in.")
        elif not count:
            self._words.setText(f"Svaren från {namnd.abbreviation} står redan i registret.")
        elif self._left:
            self._words.setText(f"{taken} av {count} uppgifter från {namnd.abbreviation} läggs in.")
        else:
            values = "1 uppgift" if count == 1 else f"{count} uppgifter"
            self._words.setText(f"{values} från {namnd.abbreviation} ändras eller tillkommer.")
        self.verb.setEnabled(bool(taken) and not result.problems)

    @property
    def chosen(self) -> list[Difference]:
        """What is ticked."""
        return [each for each in self.model.rows if each not in self._left]

    def choose_all(self) -> None:
        """Tick every value."""
        self._choose(set())

    def choose_none(self) -> None:
        """Tick none."""
        self._choose(set(self.model.rows))

    def _choose(self, left: set[Difference]) -> None:
        self._left = left
        self.table.set_rows(list(self.model.rows))
        self._count()

    def _tick(self, each: Difference, _key: str, value: Any) -> None:
        belongs = set(_belonging(each, self.model.rows))
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._choose(self._left - {each, *(other for other in belongs if _brings(other, each))})
        else:
            self._choose(self._left | {each, *(other for other in belongs if _brings(each, other))})

    def submit(self) -> None:
        remiss, path, namnd, shown = self._remiss, self._path, self._bodies[self.body.currentIndex()], self._shown
        if shown is None:
            return
        chosen = self.chosen
        said = f"Svaren från {namnd.abbreviation} är inlagda."
        self.record(
            lambda register: read_answers(
                register,
                remiss,
                path,
                namnd_words=namnd.abbreviation,
                seen=shown.digest,
                chosen=chosen,
                content=shown.content,
            ),
            # What was uncertain in a paper has been read here.
            lambda result: told(said, [each for each in result.notices if each not in shown.notices]),
        )


def _belonging(each: Difference, rows: Sequence[Difference]) -> list[Difference]:
    """The other values of the same measure."""
    return [other for other in rows if each.measure and other.measure == each.measure and other != each]


def _brings(text: Difference, other: Difference) -> bool:
    """Whether ``text`` is what makes the new measure that ``other`` is a value of."""
    return not text.before and text.after == text.measure and other.what.startswith(text.what)


def _in_file(each: Difference) -> Cell:
    if not each.after:
        return Cell("raden finns inte: åtgärden tas bort", tip="Bocka för om åtgärden ska tas bort ur registret")
    older = "Registret har ändrats sedan formuläret skickades. " if not each.by_default else ""
    return Cell(_short(each.after), tip=f"{older}{each.after}")


def _short(text: str) -> str:
    return " ".join(text.split())
