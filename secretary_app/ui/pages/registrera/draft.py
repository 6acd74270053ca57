"""The registration that is under way: the form, the papers it comes from, and the way back in what was changed."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from secretary_app.operations.intake_form import RemissForm, Span, set_field, without_paper
from secretary_app.operations.mending import mended_texts, mended_title, take_mended
from secretary_app.operations.papers import ReadPaper
from secretary_app.operations.review_marks import FieldNote, Mark, Unsure, marks, notes, place_of, unsure
from secretary_app.operations.review_merge import with_more_papers
from secretary_app.operations.reviewing import Finding, Review
from secretary_app.support.errors import UserError

Edit = Callable[[RemissForm], RemissForm]


@dataclass(frozen=True)
class _Step:
    """How it was before a change; of one taken back, how it was after it."""

    form: RemissForm
    settled: frozenset[str]
    key: str
    says: str


class Draft(QObject):
    """One registration. The form is only changed here; whoever shows a part of it follows ``changed``."""

    changed = Signal()
    papers_changed = Signal()
    failed = Signal(str)
    """A change could not be made: a sentence."""

    def __init__(self, form: RemissForm, today: dt.date, review: Review | None = None) -> None:
        super().__init__()
        self.form = form
        self.papers: Sequence[ReadPaper] = review.papers if review else ()
        self._findings: Sequence[Finding] = review.findings if review else ()
        self.today = today
        self._filled_in = form
        self._settled: frozenset[str] = frozenset()
        self._steps: list[_Step] = []
        self._undone: list[_Step] = []
        self._is_apart = True
        """The next change is one of its own, whatever its key."""

    @property
    def is_touched(self) -> bool:
        """Whether something would be lost by leaving it."""
        return self.form != self._filled_in

    @property
    def last_said(self) -> str:
        """What the last change was, if it is one that is told with Ångra."""
        return self._steps[-1].says if self._steps else ""

    def marks(self) -> tuple[Mark, ...]:
        """The places to be marked in the papers."""
        return marks(self._findings, self.form, self._settled)

    def notes(self) -> dict[str, FieldNote]:
        """What stands beside the fields."""
        return notes(self._findings, self.papers, self.form, self.today, self._settled)

    def unsure(self) -> tuple[Unsure, ...]:
        """What a person has not taken a stand on."""
        return unsure(self.form, self._settled)

    def mended(self) -> dict[int, str]:
        """By its place each recommendation out of a poor scan as it should be spelt."""
        return mended_texts(self.form, self.papers)

    def mended_title(self) -> str:
        """The title as it should be spelt; ``""``: it is."""
        return mended_title(self.form, self.papers)

    def mend_all(self) -> None:
        """Take every suggestion, in one change."""
        texts, title = self.mended(), self.mended_title()
        self.edit(lambda form: take_mended(form, texts, title), says="Stavningen är rättad.")

    def place_of(self, field: str, at: int | None = None) -> Span | None:
        """Where a field's value stands in the papers."""
        return place_of(self._findings, self.form, field, at, self._settled)

    def source(self, paper: int) -> str:
        """The text of a paper."""
        return self.papers[paper].text if paper < len(self.papers) else ""

    def set_field(self, name: str, value: Any) -> None:
        """What the person wrote in one of the form's own fields."""
        if getattr(self.form, name) != value or (name == "answer_by" and name not in self._settled):
            self._take(set_field(self.form, name, value), key=name, settled=self._settled | {name})

    def replace(self, form: RemissForm) -> None:
        """The form as an operation of the register's made it."""
        if form != self.form:
            self._take(form)

    def edit(self, edit: Edit, *, key: str = "", says: str = "") -> bool:
        """Change the form; ``key``: changes with the same key after one another are taken back together."""
        try:
            form = edit(self.form)
        except UserError as error:
            self.failed.emit(error.message)
            return False
        if form != self.form:
            self._take(form, key=key, says=says)
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._steps)

    @property
    def can_redo(self) -> bool:
        """Whether there is one to do again."""
        return bool(self._undone)

    def undo(self) -> bool:
        """Take back the last change; False where there is none."""
        return self._step(self._steps, self._undone)

    def redo(self) -> bool:
        """Do again what was last taken back; False where there is nothing, or something else was done since."""
        return self._step(self._undone, self._steps)

    def _step(self, source: list[_Step], target: list[_Step]) -> bool:
        if not source:
            return False
        there = source.pop()
        target.append(replace(there, form=self.form, settled=self._settled))
        self.form, self._settled = there.form, there.settled
        self._is_apart = True
        self.changed.emit()
        return True

    def drop_paper(self, number: int, review: Review) -> None:
        """The papers without this one: what the person wrote stays."""
        self.form, self._filled_in = without_paper(self.form, number), without_paper(self._filled_in, number)
        self.add_papers(review)

    def add_papers(self, review: Review) -> None:
        """All papers, read again together with further ones: what the person wrote stays."""
        form = with_more_papers(self.form, self._filled_in, review.form)
        self.papers, self._findings = review.papers, review.findings
        self._filled_in = review.form
        self._steps.clear()
        self._undone.clear()
        self._is_apart = True
        self.form = form
        self.papers_changed.emit()
        self.changed.emit()

    def _take(self, form: RemissForm, *, key: str = "", says: str = "", settled: frozenset[str] | None = None) -> None:
        self._undone.clear()
        if not key or self._is_apart or self._steps[-1].key != key:
            self._steps.append(_Step(self.form, self._settled, key, says))
        self._is_apart = False
        self.form = form
        if settled is not None:
            self._settled = settled
        self.changed.emit()
