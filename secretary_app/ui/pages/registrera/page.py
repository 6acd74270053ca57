"""Registrera: papers on the left with what was found in them, the form on the right, one button for all of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from secretary_app.domain import model
from secretary_app.operations.adding_papers import Added, add_to_remiss, told
from secretary_app.operations.dropping import Dropped, answer_in
from secretary_app.operations.form_choices import FormChoices, blank_form, form_choices
from secretary_app.operations.intake_form import RemissForm, use_body
from secretary_app.operations.papers import paper_of_text
from secretary_app.operations.registering import Registered, register_form
from secretary_app.operations.review_marks import RECOMMENDATIONS
from secretary_app.operations.reviewing import Review, read_for_review
from secretary_app.support.errors import UserError
from secretary_app.ui.core.asking import ask_open, confirm
from secretary_app.ui.core.dropped import has_files, take_files
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import ANSWER_FILE, Destination, Office, Page
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.new_body import NewBody
from secretary_app.ui.pages.registrera.start import Start
from secretary_app.ui.pages.registrera.work import Work

_PAPERS = "Handlingar (*.pdf *.docx *.txt *.eml *.msg)"
_LEAVE = "Lämna registreringen? Det du har ändrat sparas inte."


class RegistreraPage(Page):
    name = "registrera"
    title = "Registrera remiss"
    help_topic = "registrera"
    kinds = frozenset({model.Namnd, model.Meeting, model.ChainStep, model.Remiss})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.work: Work | None = None
        """The registration that is under way."""
        self._reading: Job | None = None
        self._focus_before: QWidget | None = None
        self.start = Start()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self.setAcceptDrops(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.start.files_asked.connect(self._choose_files)
        self.start.by_hand.connect(self._begin_by_hand)
        self.desk.ended.connect(self._reading_ended)
        self._next = self.new_action("Visa nästa osäkra fynd", self._next_unsure, "F4")
        self._done = self.new_action("Registrera remissen", self._press_register, "Ctrl+S")
        self._more = self.new_action("Lägg till handling…", self._choose_files)
        self._pasted = self.new_action("Klistra in text som handling", self._paste, "Ctrl+V")

    def arrive(self, destination: Destination) -> None:
        self._close_work()
        paths = [Path(line) for line in destination.item.split("\n") if line]
        if paths:
            self._read(paths)

    def may_leave(self) -> bool:
        if self.is_registering:
            self._warn("Remissen registreras. Vänta tills det är klart.")
            return False
        if self.work is not None and self.work.draft.is_touched and not confirm(self, _LEAVE, "Lämna", "Stanna"):
            return False
        if self._reading is not None:
            self.desk.cancel(self._reading, silently=True)
        self._close_work()
        return True

    def undo(self) -> bool:
        return self.work is not None and (self.is_registering or self.work.draft.undo())

    def redo(self) -> bool:
        return self.work is not None and (self.is_registering or self.work.draft.redo())

    @property
    def is_registering(self) -> bool:
        """The form is on its way into the register; until the answer comes nothing in it can be changed."""
        return self.work is not None and not self.work.isEnabled()

    def refresh(self) -> None:
        if self.work is not None:
            self.work.register_changed()

    def commands(self) -> list[QAction]:
        always = [self._more, self._pasted]
        return [self._next, self._done, *always] if self.work is not None else always

    def parts(self) -> list[QWidget]:
        if self.work is None:
            return [self.start.choose]
        paper = self.work.papers.text
        return [*([paper] if paper else []), self.work.form.fields.texts["title"], self.work.foot.register]

    def focus_first(self) -> None:
        if self.work is None:
            self.start.choose.setFocus()
        else:
            self.work.focus_first()

    def _choose_files(self) -> None:
        paths = ask_open(self, self.office.places, "Välj handlingar", _PAPERS, key="handlingar")
        if paths:
            self._add_files(paths)

    def _paste(self) -> None:
        """Text or files that were copied somewhere else."""
        board = QGuiApplication.clipboard()
        copied = board.mimeData()  # None where nothing was ever copied
        if copied and has_files(copied):
            take_files(copied, self, self._add_files, self._tell)
            return
        try:
            self._add_files([paper_of_text(board.text())])
        except UserError as error:
            self._tell(error)

    def _add_files(self, paths: list[Path]) -> None:
        if self.is_registering:
            return
        present = [paper.path for paper in self.work.draft.papers if not paper.is_attached] if self.work else []
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
            otherwise=self._tell,
        )
        self._show_reading()

    def _show_reading(self) -> None:
        """What is still being read is to be part of what is registered."""
        if self.work is not None:
            self.work.foot.register.setEnabled(self._reading is None)

    def _tell(self, error: UserError) -> None:
        self.office.notify(Notice.of_error(error))

    def _reading_ended(self, job: Job) -> None:
        if job is self._reading:
            self._reading = None
            self.start.show_reading("")
            self._show_reading()

    def _take_review(self, found: tuple[Review, FormChoices]) -> None:
        review, choices = found
        if self.work is not None:
            self.work.draft.add_papers(review)
        else:
            self._open(Draft(review.form, self.desk.today, review), choices)

    def _begin_by_hand(self) -> None:
        self.desk.read(
            lambda register: (blank_form(register), form_choices(register)), self._take_blank, owner=self, key="blank"
        )

    def _take_blank(self, found: tuple[RemissForm, FormChoices]) -> None:
        form, choices = found
        self._open(Draft(form, self.desk.today), choices)

    def _open(self, draft: Draft, choices: FormChoices) -> None:
        self._close_work()
        self.work = Work(self.desk, draft, choices)
        self.work.more_asked.connect(self._choose_files)
        self.work.papers.paste_asked.connect(self._paste)
        self.work.left.connect(self.office.back)
        self.work.done.connect(self._register)
        self.work.similar_opened.connect(self._open_similar)
        self.work.added.connect(self._add_to)
        self.work.body_asked.connect(self._ask_body)
        draft.failed.connect(self._warn)
        self._stack.addWidget(self.work)
        self._stack.setCurrentWidget(self.work)
        self.work.focus_first()

    def _close_work(self) -> None:
        if self.work is not None:
            self._stack.removeWidget(self.work)
            self.work.deleteLater()
        self.work = None

    def _warn(self, words: str) -> None:
        self.office.notify(Notice(words, Tone.WARNING))

    def _open_similar(self, remiss_id: str) -> None:
        self.office.go(Destination("remiss", remiss_id=remiss_id))

    def _next_unsure(self) -> None:
        if self.work is not None:
            self.work.next_unsure()

    def _press_register(self) -> None:
        # While it is registered, or further papers are read, the button waits.
        if self.work is not None and self.work.foot.register.isEnabled():
            self.work.register()

    def _register(self) -> None:
        assert self.work is not None
        form, papers = self.work.draft.form, self.work.draft.papers
        self._focus_before = self.work.focusWidget()
        self.work.setEnabled(False)
        self.desk.write(
            lambda register: register_form(register, form, papers),
            self._after,
            owner=self.work,
            says=_says,
            otherwise=self._tell,
            at_end=self._answered,
        )

    def _add_to(self, remiss_id: str) -> None:
        """The papers belong to a remiss that is there already."""
        assert self.work is not None
        form, papers = self.work.draft.form, self.work.draft.papers
        self._focus_before = self.work.focusWidget()
        self.work.setEnabled(False)
        self.desk.write(
            lambda register: add_to_remiss(register, remiss_id, form, papers),
            self._after,
            owner=self.work,
            says=told,
            otherwise=self._tell,
            at_end=self._answered,
        )

    def _ask_body(self, at: int, words: str) -> None:
        assert self.work is not None
        work = self.work

        def use(namnd_id: str) -> None:
            work.draft.edit(lambda form: use_body(form, at, words, namnd_id))
            work.form.focus_field(RECOMMENDATIONS, at)

        NewBody(self, self.office, work.choices, words, use).open()

    def _after(self, result: Registered | Added) -> None:
        self._close_work()
        self.office.go(Destination("remiss", remiss_id=result.remiss.id))

    def _answered(self) -> None:
        """What was typed is there to be corrected where it was refused."""
        if self.work is not None:
            self.work.setEnabled(True)
            if self._focus_before is not None and isValid(self._focus_before):
                self._focus_before.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """To what is begun files are added; before that the window knows what they are for."""
        if self.work is not None and has_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        take_files(event.mimeData(), self, self._take_dropped, self._tell)

    def _take_dropped(self, paths: list[Path]) -> None:
        QTimer.singleShot(0, self, partial(self._sort, paths))

    def _sort(self, paths: list[Path]) -> None:
        """An answer form goes to its remiss, as anywhere in the window; whoever has typed here is asked first."""

        def go_on(answer: Dropped | None) -> None:
            if answer is None or answer.remiss is None:
                self._add_files(paths)
            else:
                files = "\n".join(map(str, answer.paths))
                self.office.go(Destination("remiss", remiss_id=answer.remiss.id, item=f"{ANSWER_FILE}{files}"))

        self.desk.read_long(
            lambda register, _: answer_in(register, paths),
            "Ser efter vad som släpptes",
            go_on,
            owner=self,
            otherwise=self._tell,
            quiet=True,
        )


def _unread(found: tuple[Review, FormChoices]) -> Notice | None:
    """What could not be read."""
    review, _ = found
    if len(review.unread) > 1:
        words = f"{len(review.unread)} handlingar kunde inte läsas."
        return Notice(words, Tone.WARNING, details="\n".join(review.unread))
    return Notice(review.unread[0], Tone.WARNING) if review.unread else None


def _says(result: Registered) -> Notice:
    """What was registered, what followed, and what is to be looked at."""
    remiss = result.remiss
    number = f" som {remiss.diarienummer}" if remiss.diarienummer else ""
    asked = len(result.referrals)
    followed = f" {asked} internremiss{' är förberedd' if asked == 1 else 'er är förberedda'}." if asked else ""
    tone = Tone.WARNING if result.notes else Tone.DONE
    return Notice(f"{remiss.title} är registrerad{number}.{followed}", tone, details=" ".join(result.notes))
