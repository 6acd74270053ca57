"""A registration under way: papers and form beside one another, and what leads from one to the other."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from secretary_app.domain.model import Namnd
from secretary_app.operations.form_choices import FormChoices, choose_owner, form_choices, with_number_of
from secretary_app.operations.intake_form import (
    FormRecommendation,
    RemissForm,
    Span,
    add,
    missing,
    overlaps,
    set_field,
    use_body,
)
from secretary_app.operations.made_before import Before, made_before
from secretary_app.operations.named_bodies import body_named
from secretary_app.operations.plan_preview import outlook
from secretary_app.operations.review_marks import RECOMMENDATIONS, Mark, Unsure, date_in
from secretary_app.operations.reviewing import Review, review_papers
from secretary_app.support.errors import UserError
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.foot import Foot
from secretary_app.ui.pages.registrera.form_panel import FormPanel
from secretary_app.ui.pages.registrera.marking_bar import ADDRESSEES
from secretary_app.ui.pages.registrera.papers_panel import PapersPanel, words_at
from secretary_app.ui.style.theme import theme

_OUTLOOK_MS = 250
_NARROW = 720
"""Narrower than this, paper and form are shown one at a time."""
_LEAST = 440
_PAPER = 55
_NO_PAPER = 30
"""Parts of the width, of a hundred."""


class Work(QWidget):
    """Made for one draft; another draft has another."""

    more_asked = Signal()
    """Further papers are to be added."""
    left = Signal()
    """Avbryt."""
    done = Signal()
    """It is to be registered; nothing in the form says that it is wrong."""
    similar_opened = Signal(str)
    """The remiss with this id is to be shown."""
    added = Signal(str)
    """The papers are to be added to the remiss with this id."""
    body_asked = Signal(int, str)
    """A body that the register lacks is to be added; see ``RecommendationRow``."""

    def __init__(self, desk: Desk, draft: Draft, choices: FormChoices) -> None:
        super().__init__()
        self._desk = desk
        self.draft = draft
        draft.setParent(self)
        self._at: Unsure | None = None
        self._shows_paper = False
        self._before: dict[str, Before | None] = {}
        """By its text each recommendation that was looked for in the register: when it was made before."""
        self.choices = choices
        self._worked_with: int | None = None
        """The place of the recommendation that had the focus last."""
        self.papers = PapersPanel()
        self.form = FormPanel(draft, choices)
        self.foot = Foot()
        self._outlook = QTimer(self)
        self._outlook.setSingleShot(True)
        self._outlook.setInterval(_OUTLOOK_MS)
        self._outlook.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.papers.show_draft(draft)
        self._follow()
        self.refresh()

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(6)
        split.addWidget(self.papers)
        split.addWidget(self.form)
        paper = _PAPER if self.draft.papers else _NO_PAPER
        split.setStretchFactor(0, paper)
        split.setStretchFactor(1, 100 - paper)
        split.setSizes([paper * 10, (100 - paper) * 10])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(split, 1)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self.papers.more_asked.connect(self.more_asked)
        self.papers.removed.connect(self._remove_paper)
        self.papers.mark_chosen.connect(self._go_to_mark)
        self.papers.text_marked.connect(self._use_text)
        self.form.entered.connect(self._show_place)
        self.form.owner_chosen.connect(self._choose_owner)
        self.form.similar_opened.connect(self.similar_opened)
        self.form.added.connect(self.added)
        self.form.body_asked.connect(self.body_asked)
        self.foot.next_asked.connect(self.next_unsure)
        self.foot.other_asked.connect(self._show_other)
        self.foot.left.connect(self.left)
        self.foot.done.connect(self.register)
        self.draft.changed.connect(self._follow)

    def focus_first(self) -> None:
        """Begin with the title."""
        self.form.focus_field("title")

    def register_changed(self) -> None:
        """Ask the register all of it anew, its bodies too."""
        self._before.clear()
        self._desk.read(form_choices, self._take_choices, owner=self.form, key="choices")
        self.refresh()

    def _take_choices(self, choices: FormChoices) -> None:
        self.choices = choices
        self.form.set_choices(choices)

    def refresh(self) -> None:
        """Ask anew what will come of the form."""
        form, papers = self.draft.form, self.draft.papers
        new = [each for each in form.recommendations if each.text not in self._before]
        if new:
            self._desk.read(
                lambda register: (new, made_before(register, new)), self._take_before, owner=self.form, key="before"
            )
        else:
            self._show_before()
        self._desk.read(
            lambda register: outlook(register, form, papers), self.form.show_outlook, owner=self.form, key="outlook"
        )

    def _take_before(self, found: tuple[list[FormRecommendation], tuple[Before, ...]]) -> None:
        looked_for, made = found
        self._before |= {each.text: None for each in looked_for} | {looked_for[each.at].text: each for each in made}
        self._show_before()

    def _show_before(self) -> None:
        shown = enumerate(self._before.get(each.text) for each in self.draft.form.recommendations)
        self.form.recommendations.show_before([replace(each, at=at) for at, each in shown if each is not None])

    def _follow(self) -> None:
        self.foot.show_form(self.draft.form, len(self.draft.unsure()), is_read=bool(self.draft.marks()))
        self._outlook.start()

    def register(self) -> None:
        """Have it registered, unless something in the form is wrong or missing."""
        fields, faults = self.form.fields, missing(self.draft.form)
        for name in ("title", "owner_id"):
            fields.show_fault(name, faults.get(name, ""))
        if not fields.has_fault():
            self.done.emit()

    def _remove_paper(self, number: int) -> None:
        """A paper that was dropped by mistake: the others are looked through anew."""
        before = self.draft.papers
        others = [paper for paper in before if paper.number != number]

        def take(review: Review) -> None:
            if self.draft.papers is before:
                self.draft.drop_paper(number, review)

        self._desk.read(lambda register: review_papers(register, others), take, owner=self.draft, key="papers")

    def _choose_owner(self, owner_id: str) -> None:
        """The owner at once; its next diarienummer when the register has told it."""
        draft, chosen = self.draft, owner_id or None
        key = f"owner_id {owner_id}"
        draft.edit(lambda form: set_field(form, "owner_id", chosen), key=key)
        asked = draft.form

        def take(answer: RemissForm) -> None:
            draft.edit(lambda form: with_number_of(form, asked, answer), key=key)

        self._desk.read(lambda register: choose_owner(register, asked, chosen), take, owner=draft, key="owner")

    def next_unsure(self) -> None:
        """Go to the next thing that a person has not taken a stand on."""
        found = self.draft.unsure()
        if not found:
            return
        here = found.index(self._at) if self._at in found else -1
        self._at = found[(here + 1) % len(found)]
        self._share_room(paper=False)
        self.form.focus_field(self._at.field, self._at.at)

    def _show_place(self, field: str, at: int | None) -> None:
        if field == RECOMMENDATIONS:
            self._worked_with = at
        self.papers.show_place(self.draft.place_of(field, at))

    def _go_to_mark(self, mark: Mark) -> None:
        self._share_room(paper=False)
        self.form.focus_field(mark.field, mark.at)
        self.papers.show_place(mark.span)

    def _use_text(self, field: str, span: Span) -> None:
        words = words_at(self.draft.papers, span)
        if field == ADDRESSEES:
            self._use_body(words, span)
            return
        try:
            at = self._take_text(field, words, span)
        except UserError as error:
            self.papers.refuse_marking(error.message)
            return
        self.papers.marking_used()
        self._share_room(paper=False)
        self.form.focus_field(field, at)

    def _use_body(self, words: str, span: Span) -> None:
        """Let marked words name whom the recommendation is for that they stand in, or that is worked with."""
        form = self.draft.form
        within = (at for at, each in enumerate(form.recommendations) if each.span and overlaps(each.span, span))
        at = next(within, self._worked_with)
        if at is None or at >= len(form.recommendations):
            self.papers.refuse_marking("Klicka först i den rekommendation som ska få mottagaren.")
            return
        named = " ".join(words.split())

        def take(found: Namnd | None) -> None:
            if found is None:
                self.body_asked.emit(at, named)
            else:
                self.draft.edit(lambda form: use_body(form, at, "", found.id))
            self.papers.marking_used()
            self._share_room(paper=False)
            self.form.focus_field(RECOMMENDATIONS, at)

        day = form.received or self.draft.today
        self._desk.read(lambda register: body_named(register, named, day), take, owner=self.form, key="body")

    def _take_text(self, field: str, words: str, span: Span) -> int | None:
        """Let marked words be a recommendation, whose place comes back, or another field."""
        if field == RECOMMENDATIONS:
            self.draft.edit(lambda form: add(form, words, span))
            return next(at for at, each in enumerate(self.draft.form.recommendations) if each.span == span)
        if field in ("answer_by", "received"):
            name = "Inkom" if field == "received" else "Svar senast"
            self.draft.set_field(field, date_in(words, self.draft.form.received, name))
        else:
            self.draft.set_field(field, " ".join(words.split()))
        return None

    def minimumSizeHint(self) -> QSize:
        """It can be narrower than paper and form together, since one of them can be shown alone."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme().px(_LEAST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self, *, paper: bool | None = None) -> None:
        """Paper and form beside one another; where it is too narrow one of them (``paper``: which)."""
        if paper is not None:
            self._shows_paper = paper
        narrow = self.width() < theme().px(_NARROW)
        self.papers.setVisible(not narrow or self._shows_paper)
        self.form.setVisible(not narrow or not self._shows_paper)
        other = "Visa formuläret" if self._shows_paper else "Visa texten"
        self.foot.show_narrow(other if narrow else "")

    def _show_other(self) -> None:
        self._share_room(paper=not self._shows_paper)
