"""Registrera: papers on the left with what was found in them, the form on the right, one button for all of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.operations.form_choices import FormChoices, blank_form, choose_owner, form_choices
from secretary_app.operations.intake_form import RemissForm, Span, add
from secretary_app.operations.plan_preview import outlook
from secretary_app.operations.registering import Registered, register_form
from secretary_app.operations.review_marks import RECOMMENDATIONS, Mark, Unsure, date_in
from secretary_app.operations.reviewing import Review, read_for_review
from secretary_app.support.errors import UserError
from secretary_app.ui.core.asking import ask_open, confirm
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.foot import Foot
from secretary_app.ui.pages.registrera.form_panel import FormPanel
from secretary_app.ui.pages.registrera.papers_panel import PapersPanel, words_at
from secretary_app.ui.pages.registrera.start import Start

_PAPERS = "Handlingar (*.pdf *.docx *.txt)"
_OUTLOOK_MS = 250
_LEAVE = "Lämna registreringen? Det du har ändrat sparas inte."


class RegistreraPage(Page):
    name = "registrera"
    title = "Registrera remiss"
    help_topic = "registrera"
    kinds = frozenset({model.Namnd, model.Meeting, model.ChainStep, model.Remiss})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.draft: Draft | None = None
        self.form: FormPanel | None = None
        self._choices: FormChoices | None = None
        self._reading: Job | None = None
        self._at: Unsure | None = None
        self.start = Start()
        self.papers = PapersPanel()
        self.foot = Foot()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._outlook = QTimer(self)
        self._outlook.setSingleShot(True)
        self._outlook.setInterval(_OUTLOOK_MS)
        self._outlook.timeout.connect(self._ask_outlook)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(6)
        self._split.addWidget(self.papers)
        work = QWidget()
        inside = QVBoxLayout(work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._split, 1)
        inside.addWidget(self.foot)
        self._stack.addWidget(self.start)
        self._stack.addWidget(work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self.start.files_asked.connect(self._choose_files)
        self.start.by_hand.connect(self._begin_by_hand)
        self.papers.more_asked.connect(self._choose_files)
        self.papers.mark_chosen.connect(self._go_to_mark)
        self.papers.text_marked.connect(self._use_text)
        self.foot.next_asked.connect(self._next_unsure)
        self.foot.left.connect(self.office.back)
        self.foot.done.connect(self._register)
        self.desk.ended.connect(self._reading_ended)
        self._next = QAction("Visa nästa osäkra fynd", self)
        self._next.setShortcut(QKeySequence("F4"))
        self._next.triggered.connect(self._next_unsure)
        self._more = QAction("Lägg till handling…", self)
        self._more.triggered.connect(self._choose_files)
        self._done = QAction("Registrera remissen", self)
        self._done.setShortcut(QKeySequence("Ctrl+S"))
        self._done.triggered.connect(self._register)
        self.addActions([self._next, self._done])

    def arrive(self, destination: Destination) -> None:
        self._close_draft()
        paths = [Path(line) for line in destination.item.split("\n") if line]
        if paths:
            self._read(paths)

    def may_leave(self) -> bool:
        if self.draft is None or not self.draft.is_touched:
            return True
        leaves = confirm(self, _LEAVE, "Lämna", "Stanna")
        if leaves:
            self._close_draft()
        return leaves

    def refresh(self) -> None:
        self._outlook.start()

    def commands(self) -> list[QAction]:
        return [self._next, self._done, self._more] if self.draft is not None else [self._more]

    def parts(self) -> list[QWidget]:
        if self.form is None:
            return [self.start.choose]
        paper = self.papers.text
        return [*([paper] if paper else []), self.form.fields.texts["title"], self.foot.register]

    def focus_first(self) -> None:
        if self.form is None:
            self.start.choose.setFocus()
        else:
            self.form.focus_field("title")

    # Papers

    def _choose_files(self) -> None:
        paths = ask_open(self, self.office.places, "Välj handlingar", _PAPERS, key="handlingar")
        if paths:
            self._add_files(paths)

    def _add_files(self, paths: list[Path]) -> None:
        present = [paper.path for paper in self.draft.papers] if self.draft else []
        self._read([*present, *(path for path in paths if path not in present)])

    def _read(self, paths: list[Path]) -> None:
        what = f"Läser {paths[0].name}" if len(paths) == 1 else f"Läser {len(paths)} handlingar"
        self.start.show_reading(what)
        self._reading = self.desk.read_long(
            lambda register, progress: (read_for_review(register, paths, progress), form_choices(register)),
            what,
            self._take_review,
            owner=self,
            says=_unread,
            otherwise=self._tell_unread,
        )

    def _tell_unread(self, error: UserError) -> None:
        self.office.notify(Notice.of_error(error))

    def _reading_ended(self, job: Job) -> None:
        if job is self._reading:
            self._reading = None
            self.start.show_reading("")

    def _take_review(self, found: tuple[Review, FormChoices]) -> None:
        review, choices = found
        if self.draft is not None:
            self.draft.add_papers(review)
        else:
            self._open_draft(Draft(review.form, self.desk.today, review), choices)

    def _begin_by_hand(self) -> None:
        self.desk.read(
            lambda register: (blank_form(register), form_choices(register)),
            self._take_blank,
            owner=self,
            key="blank",
        )

    def _take_blank(self, found: tuple[RemissForm, FormChoices]) -> None:
        form, choices = found
        self._open_draft(Draft(form, self.desk.today), choices)

    # The registration

    def _open_draft(self, draft: Draft, choices: FormChoices) -> None:
        self._close_draft()
        self.draft = draft
        self.form = FormPanel(draft, choices)
        self.form.entered.connect(self._show_place)
        self.form.owner_chosen.connect(self._choose_owner)
        self.form.similar_opened.connect(self._open_similar)
        draft.changed.connect(self._follow)
        draft.failed.connect(self._tell_failed)
        self.papers.show_draft(draft)
        self._split.addWidget(self.form)
        wide = 55 if draft.papers else 30
        self._split.setSizes([wide * 10, (100 - wide) * 10])
        self._stack.setCurrentIndex(1)
        self._follow()
        self._ask_outlook()
        self.focus_first()

    def _close_draft(self) -> None:
        self._outlook.stop()
        if self.form is not None:
            self.form.hide()
            self.form.setParent(None)
            self.form.deleteLater()
        if self.draft is not None:
            self.draft.deleteLater()
        self.draft, self.form, self._at = None, None, None
        self._stack.setCurrentIndex(0)

    def _follow(self) -> None:
        if self.draft is not None:
            unsure = self.draft.unsure()
            self.foot.show_form(self.draft.form, len(unsure), is_read=bool(self.draft.papers))
            self._next.setEnabled(bool(unsure))
            self._outlook.start()

    def _ask_outlook(self) -> None:
        if self.draft is None or self.form is None:
            return
        form, papers = self.draft.form, self.draft.papers
        self.desk.read(
            lambda register: outlook(register, form, papers), self.form.show_outlook, owner=self.form, key="outlook"
        )

    def _tell_failed(self, words: str) -> None:
        self.office.notify(Notice(words, Tone.WARNING))

    def _choose_owner(self, owner_id: str) -> None:
        assert self.draft is not None
        draft = self.draft
        self.desk.read(
            lambda register: choose_owner(register, draft.form, owner_id or None),
            draft.replace,
            owner=draft,
            key="owner",
        )

    def _open_similar(self, remiss_id: str) -> None:
        self.office.go(Destination("remiss", remiss_id=remiss_id))

    # Between the papers and the form

    def _show_place(self, field: str, at: int | None) -> None:
        if self.draft is None:
            return
        found = [mark for mark in self.draft.marks() if mark.field == field and mark.at == at]
        self.papers.show_place(found[0].span if found else None)

    def _go_to_mark(self, mark: Mark) -> None:
        if self.form is not None:
            self.form.focus_field(mark.field, mark.at)
            self.papers.show_place(mark.span)

    def _next_unsure(self) -> None:
        if self.draft is None or self.form is None:
            return
        found = self.draft.unsure()
        if not found:
            return
        here = found.index(self._at) if self._at in found else -1
        self._at = found[(here + 1) % len(found)]
        self.form.focus_field(self._at.field, self._at.at)

    def _use_text(self, field: str, span: Span) -> None:
        if self.draft is None or self.form is None:
            return
        words = words_at(self.draft.papers, span)
        try:
            at = self._take_text(self.draft, field, words, span)
        except UserError as error:
            self.papers.refuse_marking(error.message)
            return
        self.papers.marking_used()
        self.form.focus_field(field, at)

    def _take_text(self, draft: Draft, field: str, words: str, span: Span) -> int | None:
        """Let marked words be a recommendation, whose place comes back, or another field."""
        if field == RECOMMENDATIONS:
            draft.edit(lambda form: add(form, words, span))
            return next(at for at, each in enumerate(draft.form.recommendations) if each.span == span)
        if field == "answer_by":
            draft.set_field(field, date_in(words, draft.form.received))
        else:
            draft.set_field(field, " ".join(words.split()))
        return None

    # Registering

    def _register(self) -> None:
        if self.draft is None or self.form is None:
            return
        form, papers = self.draft.form, self.draft.papers
        fields = self.form.fields
        fields.show_fault("title", "" if form.title.strip() else "Skriv vad remissen heter.")
        fields.show_fault("owner_id", "" if form.owner_id else "Välj vilken nämnd som äger remissen.")
        if fields.has_fault():
            return
        self.foot.register.setEnabled(False)
        self.desk.write(
            lambda register: register_form(register, form, papers),
            self._after,
            owner=self,
            says=_says,
            otherwise=self._refused,
        )

    def _after(self, result: Registered) -> None:
        self.foot.register.setEnabled(True)
        self._close_draft()
        self.office.go(Destination("remiss", remiss_id=result.remiss.id))

    def _refused(self, error: UserError) -> None:
        self.foot.register.setEnabled(True)
        self.office.notify(Notice.of_error(error))

    # Keys and files

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z takes back what was changed here, not the register's last operation."""
        is_key = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        if self.draft is not None and is_key and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.draft is not None and event.matches(QKeySequence.StandardKey.Undo):
            self.draft.undo()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, self, partial(self._add_files, paths))


def _unread(found: tuple[Review, FormChoices]) -> Notice | None:
    """What could not be read."""
    review, _ = found
    return Notice(" ".join(review.unread), Tone.WARNING) if review.unread else None


def _says(result: Registered) -> Notice:
    """What was registered, what followed, and what is to be looked at."""
    remiss = result.remiss
    number = f" som {remiss.diarienummer}" if remiss.diarienummer else ""
    asked = len(result.referrals)
    followed = f" {asked} internremiss{' är förberedd' if asked == 1 else 'er är förberedda'}." if asked else ""
    tone = Tone.WARNING if result.notes else Tone.DONE
    return Notice(f"{remiss.title} är registrerad{number}.{followed}", tone, details=" ".join(result.notes))
