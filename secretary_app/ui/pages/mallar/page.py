"""Mallar: the sets of templates, whether each can be used, and what it gives for a remiss."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain.model import DocumentKind, Kommun
from secretary_app.operations.opening import Register
from secretary_app.operations.template_changes import Replaced, replaced
from secretary_app.operations.template_sets import Report, SetRow, Stray, TemplateRow, loose, sets
from secretary_app.operations.template_view import Drawing, drawing, groups_of, headings_of, left_to_fill_in, marks_of
from secretary_app.support.errors import UserError
from secretary_app.ui.core.dropped import file_names, has_files, take_files
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.outside import open_or_tell, show_or_tell
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.mallar.acting import Acting
from secretary_app.ui.pages.mallar.actions import Actions
from secretary_app.ui.pages.mallar.checker import Checker
from secretary_app.ui.pages.mallar.own_templates import OwnTemplates
from secretary_app.ui.pages.mallar.panel import CheckPanel
from secretary_app.ui.pages.mallar.panes import Panes, Scroll
from secretary_app.ui.pages.mallar.paper_sheet import PaperSheet
from secretary_app.ui.pages.mallar.sets_list import Chosen, SetsList
from secretary_app.ui.pages.mallar.trial_panel import TrialPanel
from secretary_app.ui.pages.mallar.trying import Trial, Trying
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Sheet, button, column, link, put, row
from secretary_app.ui.widgets.page_head import PageHead

_CHOSEN = "mallar/vald"
_BESIDE_MS = 4000
_TRIAL = 250
"""So high is what is told of a trial, at 100 %, where it stands above the drawing."""
_DROPPED = (".docx", ".dotx", ".dotm", ".docm", ".doc")


class MallarPage(Page):
    name = "mallar"
    title = "Mallar"
    help_topic = "mallar"
    kinds = frozenset({Kommun})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._sets: list[SetRow] = []
        self._loose: tuple[Stray, ...] = ()
        self._replaced: list[Replaced] = []
        self._wanted = Chosen.of_text(office.places.text(_CHOSEN))
        self._drawing: Drawing | None = None
        self._drawn: object = None
        """What tells whether the template that is drawn is still the same."""
        self._trial: Trial | None = None
        self._owns = OwnTemplates(office, self)
        self._beside = QTimer(self)
        self._beside.setInterval(_BESIDE_MS)
        self._beside.timeout.connect(self._look_beside)
        self.list = SetsList(office.places)
        self.acting = Acting(office, self, self.list)
        self.checker = Checker(office, self, self.acting.letting)
        self.trying = Trying(office, self)
        self.sheet = PaperSheet()
        self.paper = self.sheet.paper
        self.panel = CheckPanel()
        self.trial_panel = TrialPanel()
        self._loose_link = link("", self._show_loose)
        self._side = QStackedWidget()
        self._scroll = Scroll()
        self._panes = Panes(self._left(), self.sheet, self._side)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self.actions_of = Actions(self)

    def _left(self) -> QWidget:
        new = link("Ny malluppsättning…", self.acting.new, glyph="plus")
        self._loose_link.setProperty("note", True)
        foot = column(row(self._loose_link, None), row(new, None), spacing=4)
        foot.setContentsMargins(*(theme().px(each) for each in (10, 6, 10, 8)))
        left = Sheet(self.list, foot, margin=0, spacing=0)
        left.body.setStretch(0, 1)
        left.body.setContentsMargins(1, theme().px(8), 1, 1)
        return left

    def _lay_out(self) -> None:
        for part in (self.panel, self.trial_panel):
            self._side.addWidget(part)
        head = PageHead(
            self.title,
            button("Vilka fält finns det?", self.show_fields, glyph="question"),
            button("Läs in mall…", self.acting.ask_files, glyph="download-simple"),
        )
        inside = QWidget()
        layout = QVBoxLayout(inside)
        margin = theme().px(24)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        put(layout, column(head, 2))
        put(layout, self._panes, 1)
        self._scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(self.open_in_word)
        self.sheet.open_asked.connect(self.open_in_word)
        self.paper.chosen.connect(self.panel.choose)
        self.panel.chosen.connect(self.paper.ring)
        self.panel.chosen.connect(lambda _number: self._scroll.ensureWidgetVisible(self.panel))
        self.panel.mend_asked.connect(self.acting.mend)
        self.panel.open_asked.connect(self.open_in_word)
        self.panel.fields_asked.connect(self.show_fields)
        self.panel.check_asked.connect(self.check_again)
        self.panel.try_asked.connect(self.ask_trial)
        self.trial_panel.back_asked.connect(self.end_trial)
        self.trial_panel.another_asked.connect(self.ask_trial)
        self.panel.leave_asked.connect(self.acting.let_stand)
        self.panel.all_asked.connect(self.acting.tell_of_all)
        self._owns.again.connect(self.refresh_later)
        self.acting.changed.connect(self._owns.forget)
        self.acting.changed.connect(self.refresh_later)
        self.checker.ended.connect(self.panel.show_idle)
        self.checker.failed.connect(self.panel.show_failure)
        self.checker.checked.connect(self.refresh_later)
        self.trying.tried.connect(self._show_trial)
        self.acting.wanted.connect(self._want)
        sheet = self.sheet.set_sheet
        sheet.use_asked.connect(self.acting.use)
        sheet.rename_asked.connect(self.acting.rename)
        sheet.remove_asked.connect(self.acting.remove)
        sheet.new_asked.connect(self.acting.new)
        sheet.folder_asked.connect(partial(show_or_tell, self.office))
        sheet.back_asked.connect(self.acting.bring_back)
        sheet.read_asked.connect(lambda path: self.acting.read_in([path]))

    def commands(self) -> list[QAction]:
        return self.actions_of.commands

    def parts(self) -> list[QWidget]:
        side = self.trial_panel.back if self._trial else self.panel.first_part()
        return [self.list, *([self.paper, side] if self.sheet.is_paper else [])]

    def focus_first(self) -> None:
        self.list.setFocus()

    def arrive(self, destination: Destination) -> None:
        """``item``: a set's name and, after /, a kind."""
        wanted = Chosen.of_text(destination.item) if destination.item else None
        if wanted is not None:
            self._want(wanted.set_name, wanted.kind)
            self.refresh_later()

    def _want(self, set_name: str, kind: DocumentKind | None) -> None:
        self._wanted = Chosen(set_name, kind)

    # Reading what there is.

    def refresh(self) -> None:
        self.desk.read(
            lambda register: (sets(register), loose(register), replaced(register)),
            self._take,
            owner=self,
            key="sets",
            otherwise=self._not_read,
        )

    def _not_read(self, error: UserError) -> None:
        """The folder of templates cannot be looked into."""
        self.office.notify(Notice.of_error(error, self.refresh))
        if not self._sets:
            self._side.hide()
            self.sheet.show_trouble(error.message)

    def _take(self, read: tuple[list[SetRow], tuple[Stray, ...], list[Replaced]]) -> None:
        found, self._loose, self._replaced = read
        self._owns.look(found, is_working=self.acting.is_working)
        self._sets = self.acting.letting.shown(found)
        self.list.set_sets(self._sets)
        if (self._wanted is None or not self.list.choose(self._wanted)) and self.list.current is None:
            self.list.choose_first()
        self._wanted = None
        count = len(self._loose)
        self._loose_link.setText("1 fil används inte" if count == 1 else f"{count} filer används inte")
        self._loose_link.setVisible(count > 0)
        self._show_chosen()

    def _show_loose(self) -> None:
        """Files that lie in no set are told of beside each."""
        of = self.list.current_set
        if of is not None:
            self.list.choose(Chosen(of.name))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            # Back from Word, where a template may have been changed.
            self._beside.stop()
            self.refresh_later()
        elif event.type() is QEvent.Type.ActivationChange and self.isVisible():
            self._beside.start()

    def _look_beside(self) -> None:
        """Word may stand beside the window: what is saved there is seen without coming back."""
        template = self.list.current_template
        if template is not None and template.is_own and self._trial is None:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._beside.stop()
        self.checker.stop()

    # What is chosen.

    def _show_chosen(self) -> None:
        current, of, template = self.list.current, self.list.current_set, self.list.current_template
        self.actions_of.enable(of, template)
        if current is None or of is None:
            return
        self.office.places.keep(_CHOSEN, current.text)
        if template is None:
            self._forget_drawing()
            self.sheet.set_sheet.show_set(of, self._loose, self._replaced, self.desk.today)
            self.sheet.show_set_sheet()
            self._read_headings(of)
            self._side.hide()
            self.checker.check_rest(self._sets)
            return
        self._side.show()
        key = (current, template.path, template.changed_at)
        if self._trial is None:
            self.sheet.show_template(of, template, self.desk.today)
        if key != self._drawn:
            self._draw(key, template.path, keep_place=isinstance(self._drawn, tuple) and self._drawn[0] == current)
        self._show_report(template)

    def _read_headings(self, of: SetRow) -> None:
        model = of.row(DocumentKind.TJANSTESKRIVELSE)
        if model is None:
            self.sheet.set_sheet.show_headings([])
            return

        def question(_register: Register) -> list[str]:
            found = drawing(model.path).outline
            return headings_of(found) if found is not None else []

        self.desk.read(question, self.sheet.set_sheet.show_headings, owner=self, key="headings")

    def _forget_drawing(self) -> None:
        self._drawing = self._drawn = self._trial = None
        self.panel.show_nothing()

    def _draw(self, key: object, path: Path, *, keep_place: bool) -> None:
        self._drawn = key
        if not keep_place:
            self.panel.show_nothing()
        self.end_trial()
        self.desk.read(
            lambda _register: drawing(path), partial(self._take_drawing, keep_place), owner=self, key="drawing"
        )

    def _take_drawing(self, keep_place: bool, found: Drawing) -> None:
        self._drawing = found
        self._show_paper(keep_place=keep_place)
        template = self.list.current_template
        if template is not None:
            self._show_report(template)

    def _show_paper(self, *, keep_place: bool = False) -> None:
        of, template = self.list.current_set, self.list.current_template
        if self._drawing is None or of is None or template is None:
            return
        if self._drawing.outline is None:
            self.sheet.show_trouble(self._drawing.why_not)
            return
        name = f"Mallen {template.kind.swedish} i {of.title}"
        self.paper.show_outline(self._drawing.outline, name, keep_place=keep_place)
        self.sheet.show_paper()

    def _show_report(self, template: TemplateRow) -> None:
        if template.report is None:
            self.panel.show_waiting()
            of = self.list.current_set
            if of is not None and self.isVisible():
                self.checker.check(of, template)
            return
        if self._trial is None and self._drawing is not None and self._drawing.path == template.path:
            self._show_findings(template.report)
        if self.isVisible():
            self.checker.check_rest(self._sets)

    def _show_findings(self, report: Report) -> None:
        groups = groups_of(report)
        if self._drawing is not None and self._drawing.outline is not None:
            self.paper.show_marks(marks_of(self._drawing.outline, groups))
        self.panel.show_report(report, groups, self.acting.left_standing)
        self.paper.ring(self.panel.current)
        self._fit()

    def check_again(self) -> None:
        """Look at the chosen template again, as it is now."""
        of, template = self.list.current_set, self.list.current_template
        if of is not None and template is not None:
            self.end_trial()
            self.panel.show_waiting()
            self.checker.check(of, template, is_asked=True)

    # What can be done.

    def open_in_word(self) -> None:
        """Open the chosen template, or what was tried."""
        if self._trial is not None:
            open_or_tell(self.office, self._trial.drawing.path)
        else:
            self.acting.open_in_word()

    def undo(self) -> bool:
        back, self.acting.take_back = self.acting.take_back, None
        if back is not None:
            back()
        return back is not None

    def show_fields(self) -> None:
        """Show every field, ready to be copied, beside the window."""
        from secretary_app.ui.pages.mallar.fields import FieldsDialog

        template = self.list.current_template
        kind = template.kind if template else DocumentKind.TJANSTESKRIVELSE
        remiss_id = self._trial.remiss_id if self._trial else ""
        FieldsDialog(self.window(), self.office, kind, remiss_id).show_beside()

    # Trying it on a remiss.

    def ask_trial(self) -> None:
        """Ask which remiss the chosen template is to be tried on."""
        template = self.list.current_template
        if template is not None:
            self.checker.stop()
            self.trying.ask(template, self._trial.remiss_id if self._trial else "")

    def _show_trial(self, trial: Trial) -> None:
        if trial.drawing.outline is None:
            self.office.notify(Notice(trial.drawing.why_not, Tone.ERROR))
            return
        self._trial = trial
        self.sheet.show_trial(trial.title, trial.words)
        name = f"{trial.title} för {trial.words}"
        self.paper.show_outline(trial.drawing.outline, name, without_twins=True)
        self.sheet.show_paper()
        self.trial_panel.show_left(left_to_fill_in(trial.drawing.outline))
        self._side.setCurrentWidget(self.trial_panel)
        self._fit()
        self.trial_panel.back.setFocus()

    def end_trial(self) -> None:
        """Show the template again."""
        if self._trial is None:
            return
        self._trial = None
        self._side.setCurrentWidget(self.panel)
        of, template = self.list.current_set, self.list.current_template
        if of is not None and template is not None:
            self.sheet.show_template(of, template, self.desk.today)
            self._show_paper()
            self._show_report(template)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._trial is not None:
            self.end_trial()
        else:
            super().keyPressEvent(event)

    # Files dropped here, and the room there is.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        names = file_names(event.mimeData()) if has_files(event.mimeData()) else []
        if names and all(name.lower().endswith(_DROPPED) for name in names):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        take_files(
            event.mimeData(), self, self.acting.read_in, lambda error: self.office.notify(Notice.of_error(error))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        head = self._panes.mapTo(self, QPoint(0, 0)).y() + self._scroll.verticalScrollBar().value()
        wanted = self.panel.height_with_a_card if self._trial is None else (lambda _width: theme().px(_TRIAL))
        self._panes.fit(self.window().width(), self.size(), head, wanted)
