"""The tab Dokument: Word drafts with their versions, what has happened since, and new ones."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.model import Document, DocumentKind
from secretary_app.operations.documents import DraftChoices, DraftRow, draft_choices, drafts
from secretary_app.operations.kept_files import FileState, save_copy
from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_save
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.outside import open_file, show_or_tell
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.pages.remiss.dokument.columns import columns
from secretary_app.ui.pages.remiss.dokument.dialog import DraftDialog, Order
from secretary_app.ui.pages.remiss.dokument.story import Story
from secretary_app.ui.pages.remiss.tab import RemissTab
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Empty, Sheet, button, chip
from secretary_app.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from secretary_app.operations.drafting import PreparedDrafts

_NEW = "ny:"
"""Before a kind of draft, and perhaps ``/`` and namnders' ids, as the item of a Destination: ask with them chosen."""
_LOW = 280
_NEUTER = (
    DocumentKind.YTTRANDE,
    DocumentKind.UNDERLAG,
    DocumentKind.PROTOKOLLSUTDRAG,
    DocumentKind.FOLJEBREV,
    DocumentKind.SVARSFORMULAR,
)

_OUTDATED = "Remissen ändrades under tiden: skapa på nytt om ändringen ska vara med."


@dataclass(frozen=True)
class Made:
    files: list[tuple[Document, Path]]
    is_outdated: bool


class DokumentTab(RemissTab):
    kinds = frozenset(
        {
            Document,
            model.Remiss,
            model.Recommendation,
            model.Addressee,
            model.Referral,
            model.Response,
            model.Measure,
            model.MeasureNamnd,
            model.MeasureStatus,
            model.Decision,
            model.Dispatch,
            model.Attachment,
            model.PlannedStep,
            model.DeadlineChange,
            model.Verdict,
            model.Namnd,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._rows: list[DraftRow] = []
        self._wanted = ""
        table_model = RowModel(columns(lambda: office.desk.today), id_of=lambda row: row.id, parent=self)
        self.table: Table[DraftRow] = Table(table_model, "Utkast", key="dokument", places=office.places)
        self.table.gives_way = {"mall": 0}
        self._story = Story(self._show_in_folder, self._make_again)
        self.new = button("Skapa utkast…", self._ask, glyph="file-plus")
        self._open_button = button("Öppna i Word", self._open_chosen, glyph="file-text")
        self._folder = button("Visa i mappen", self._show_in_folder, glyph="folder-open")
        self._copy = button("Spara en kopia…", self._save_copy, glyph="copy")
        self._pdf = button("Spara som pdf…", self._save_pdf, glyph="export")
        self._older = chip("Visa äldre", self._show_rows)
        self._empty = Empty(
            "Inga utkast ännu. Internremisser, tjänsteskrivelser och yttranden skrivs ut ur registret till Word.",
            button("Skapa utkast…", self._ask, glyph="file-plus"),
        )
        self._unread, self._filled = QWidget(), QWidget()
        self._middle = QStackedWidget()
        self._lay_out()
        self._add_actions()

    def _lay_out(self) -> None:
        self.table.setProperty("bare", True)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_story)
        sheet = Sheet(margin=0, spacing=0)
        sheet.body.addWidget(self.table, 1)
        sheet.body.addWidget(self._story)
        # The page scrolls where the window is low.
        sheet.setMinimumHeight(theme().px(_LOW))
        inside = QVBoxLayout(self._filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme().px(10))
        inside.addLayout(Flow(self.new, self._open_button, self._folder, self._copy, self._pdf, self._older, spacing=8))
        inside.addWidget(sheet, 1)
        for part in (self._unread, self._filled, self._empty):
            self._middle.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._middle)

    def _add_actions(self) -> None:
        for words, shortcut, then in (
            ("Öppna i Word", "", self._open_chosen),
            ("Visa i mappen", "", self._show_in_folder),
            ("Spara en kopia…", "", self._save_copy),
            ("Spara som pdf…", "", self._save_pdf),
            ("Skapa på nytt", "", self._make_again),
        ):
            action = QAction(words, self.table)
            action.setShortcut(QKeySequence(shortcut))
            action.triggered.connect(then)
            self.table.row_actions.append(action)
        self._new_action = QAction("Skapa utkast…", self)
        self._new_action.triggered.connect(self._ask_from_action)
        self.addAction(self._new_action)

    def commands(self) -> list[QAction]:
        return [self._new_action, *(self.table.row_actions if self._rows else [])]

    def parts(self) -> list[QWidget]:
        return [self.table if self._rows else self._empty]

    def focus_first(self) -> None:
        (self.table if self._rows else self._empty.findChild(type(self.new)) or self).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            # Back from Word, where a draft may have been written in.
            self.refresh_later()

    def forget(self) -> None:
        self._rows, self._wanted = [], ""
        self._older.setChecked(False)
        self.table.set_rows([])
        self._middle.setCurrentWidget(self._unread)

    def show_item(self, item: str) -> None:
        if item.startswith(_NEW):
            word, *ids = item.removeprefix(_NEW).split("/")
            self._ask([(DocumentKind(word), each) for each in ids or [""]] if word in set(DocumentKind) else [])
        else:
            self._wanted = item
            self._choose_wanted()

    def refresh(self) -> None:
        remiss_id = self.remiss_id
        self.ask(lambda register: (remiss_id, drafts(register, remiss_id)), self._take, "utkast")

    def _take(self, read: tuple[str, list[DraftRow]]) -> None:
        remiss_id, rows = read
        if remiss_id != self.remiss_id:
            return
        self._rows = rows
        older = sum(not each.is_newest for each in rows)
        self.count.emit(str(len(rows)) if rows else "")
        self._older.setText(f"Visa äldre  {older}")
        self._older.setVisible(older > 0)
        self._middle.setCurrentWidget(self._filled if rows else self._empty)
        self._show_rows()
        self._choose_wanted()

    def _show_rows(self) -> None:
        shows_older = self._older.isChecked()
        self.table.set_rows([each for each in self._rows if each.is_newest or shows_older])
        self.table.choose_first()
        self._show_story()

    def _choose_wanted(self) -> None:
        found = next((each for each in self._rows if each.id == self._wanted), None)
        if found is None:
            return
        self._wanted = ""
        if not found.is_newest and not self._older.isChecked():
            self._older.setChecked(True)
            self._show_rows()
        self.table.choose(found.id)

    def _show_story(self) -> None:
        chosen = self.table.current_row()
        is_there = chosen is not None and chosen.file.state is not FileState.MISSING
        self._open_button.setEnabled(is_there)
        self._copy.setEnabled(is_there)
        self._pdf.setEnabled(is_there)
        self._folder.setEnabled(chosen is not None)
        self._story.show_row(chosen)

    def _open_chosen(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None:
            self._open(chosen)

    def _open(self, chosen: DraftRow) -> None:
        self._open_path(chosen.file.path)

    def _open_path(self, path: Path) -> None:
        try:
            open_file(path)
        except UserError as error:
            words = Notice.of_error(error)
            self.office.notify(Notice(words.text, words.tone, "Visa mappen", partial(show_or_tell, self.office, path)))
            self.refresh_later()

    def _show_in_folder(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None:
            show_or_tell(self.office, chosen.file.path)

    def _save_copy(self) -> None:
        chosen = self.table.current_row()
        if chosen is None:
            return
        source = chosen.file.path
        out = ask_save(self, self.office.places, "Spara en kopia", source.name, "Word (*.docx)", key="kopior")
        if out is not None:
            self.desk.read_long(
                lambda _register, _progress: save_copy(source, out),
                f"Kopierar {source.name}",
                self._copied,
                owner=self,
                quiet=True,
            )

    def _copied(self, out: Path) -> None:
        words = f"Kopian {out.name} är sparad i {out.parent.name or out.parent}."
        self.office.notify(Notice(words, link="Visa i mappen", follow=partial(show_or_tell, self.office, out)))

    def _save_pdf(self) -> None:
        from secretary_app.operations.documents_pdf import NO_CONVERTER, can_make_pdf, save_pdf

        chosen = self.table.current_row()
        if chosen is None:
            return
        if not can_make_pdf():
            self.office.notify(Notice(NO_CONVERTER, Tone.WARNING))
            return
        source = chosen.file.path
        out = ask_save(self, self.office.places, "Spara som pdf", f"{source.stem}.pdf", "Pdf (*.pdf)", key="kopior")
        if out is not None:
            self.desk.read_long(
                lambda _register, progress: save_pdf(source, out, progress),
                f"Gör pdf av {source.name}",
                self._made_pdf,
                owner=self,
            )

    def _made_pdf(self, out: Path) -> None:
        words = f"{out.name} är sparad i {out.parent.name or out.parent}."
        self.office.notify(Notice(words, link="Öppna", follow=partial(self._open_path, out)))

    def _ask_from_action(self) -> None:
        self._ask()

    def _ask(self, chosen: Collection[tuple[DocumentKind, str]] = ()) -> None:
        remiss_id = self.remiss_id

        def show(choices: DraftChoices) -> None:
            if choices.remiss.id == self.remiss_id:
                DraftDialog(self.window(), self.office, choices, self._draft, chosen).open()

        self.desk.read(lambda register: draft_choices(register, remiss_id), show, owner=self, key="val")

    def _ask_again(self, remiss_id: str, chosen: Collection[tuple[DocumentKind, str]]) -> None:
        """Ask for drafts of the remiss that they failed for, which may be another than the one shown by now."""
        if remiss_id != self.remiss_id or not self.isVisible():
            self.office.go(Destination("remiss", remiss_id=remiss_id, tab="dokument"))
        if remiss_id == self.remiss_id:
            self._ask(chosen)

    def _make_again(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None and chosen.namnd is not None:
            self._draft([(chosen.document.kind, chosen.namnd)], chosen.document.template_set)

    def _draft(self, orders: Sequence[Order], template_set: str) -> None:
        """Make these; where it fails the dialog can be had again as it was."""
        remiss_id = self.remiss_id
        chosen = [(kind, namnd.id) for kind, namnd in orders]

        def prepare(register: Register, progress: Progress) -> "PreparedDrafts":
            from secretary_app.operations.drafting import DraftOrder, prepare_drafts

            wanted = [DraftOrder(kind, namnd.abbreviation) for kind, namnd in orders]
            return prepare_drafts(register, register.get(model.Remiss, remiss_id), wanted, template_set, progress)

        def keep(register: Register, prepared: "PreparedDrafts") -> Made:
            from secretary_app.operations.drafting import keep_drafts

            kept = keep_drafts(register, prepared)
            return Made([(each, register.files / each.path) for each in kept.documents], kept.is_outdated)

        def refused(error: UserError) -> None:
            sentences = " ".join([error.message, *error.details])
            self.office.notify(
                Notice(sentences, Tone.ERROR, "Försök igen…", lambda: self._ask_again(remiss_id, chosen))
            )

        names = f"{orders[0][0].swedish.lower()} {orders[0][1].abbreviation}"
        what = f"Skapar {names if len(orders) == 1 else f'{len(orders)} utkast'}"
        self.desk.prepare_long(prepare, what, keep, self._drafted, owner=self, says=self._told, otherwise=refused)

    def _drafted(self, made: Made) -> None:
        self._wanted = made.files[0][0].id

    def _told(self, made: Made) -> Notice:
        document, path = made.files[0]
        done = "skapat" if document.kind in _NEUTER else "skapad"
        words, link = f"{path.stem} är {done}.", "Öppna i Word"
        follow: Callable[[Path], None] = self._open_path
        if len(made.files) > 1:
            words, link = f"{len(made.files)} utkast är skapade.", "Visa i mappen"
            follow = partial(show_or_tell, self.office)
        if made.is_outdated:
            return Notice(f"{words} {_OUTDATED}", Tone.WARNING, link, partial(follow, path))
        return Notice(words, link=link, follow=partial(follow, path))
