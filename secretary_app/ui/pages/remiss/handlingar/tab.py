"""The tab Handlingar: incoming files with their text, further ones by button or drop."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain.model import Attachment, Remiss
from secretary_app.operations.attaching import Attached, attachment_text
from secretary_app.operations.attachments import AttachmentRow, attachments
from secretary_app.operations.editing_attachments import change_date, change_kind, remove_attachments
from secretary_app.operations.intake_form import FormVerdict
from secretary_app.operations.kept_files import FileState
from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.dropped import file_names, take_files
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.outside import open_file, show_or_tell
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.attach import ask_files, attach
from secretary_app.ui.pages.remiss.handlingar.columns import columns
from secretary_app.ui.pages.remiss.handlingar.preview import Preview
from secretary_app.ui.pages.remiss.tab import RemissTab
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Empty, Sheet, button
from secretary_app.ui.widgets.flow import Flow

_NARROW = 980
"""Under this the text goes under the table."""
_LOW = 520
"""Table and text under one another are at least so high together."""
_REPORT = "revisionsrapport"
"""Only such a handling says how earlier recommendations went."""
_FOR_THE_WINDOW = (".xlsx", ".beredd")
"""Answers, workbooks and registers: what to do with one that is dropped is for the window to find out."""


class HandlingarTab(RemissTab):
    kinds = frozenset({Attachment, Remiss})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._rows: list[AttachmentRow] = []
        self._wanted = ""
        self._text_of = ""
        table_model = RowModel(columns(lambda: office.desk.today), id_of=lambda row: row.id, parent=self)
        self.table: Table[AttachmentRow] = Table(table_model, "Handlingar", key="handlingar", places=office.places)
        self.preview = Preview(self._change_kind, self._change_date, self._show_in_folder)
        self.add = button("Lägg till handlingar…", self._ask_files, glyph="plus")
        self._open_button = button("Öppna", self._open_chosen, glyph="file-text")
        self._folder = button("Visa i mappen", self._show_in_folder, glyph="folder-open")
        self._verdicts = button("Spara omdömen ur den…", self._ask_verdicts, glyph="checks")
        self._remove_button = button("Ta bort", self._remove, glyph="trash")
        self._empty_button = button("Lägg till handlingar…", self._ask_files, glyph="plus")
        self._empty = Empty("Inga handlingar ännu. Släpp missivet, rapporten eller ett svar här.", self._empty_button)
        self._unread, self._filled = QWidget(), QWidget()
        self._split = QSplitter()
        self._middle = QStackedWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._add_actions()

    def _lay_out(self) -> None:
        self.table.setProperty("bare", True)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_chosen)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(Sheet(self.table, margin=0, spacing=0))
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 4)
        inside = QVBoxLayout(self._filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme().px(10))
        buttons = (self.add, self._open_button, self._folder, self._verdicts, self._remove_button)
        inside.addLayout(Flow(*buttons, spacing=8))
        inside.addWidget(self._split, 1)
        for part in (self._unread, self._filled, self._empty):
            self._middle.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._middle)

    def _add_actions(self) -> None:
        for words, shortcut, then in (
            ("Öppna", "", self._open_chosen),
            ("Visa i mappen", "", self._show_in_folder),
            ("Spara omdömen ur den…", "", self._ask_verdicts),
            ("Ta bort", "Del", self._remove),
        ):
            action = QAction(words, self.table)
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(then)
            self.table.addAction(action)
            self.table.row_actions.append(action)
        self._add_action = QAction("Lägg till handlingar…", self)
        self._add_action.triggered.connect(self._ask_files)
        self._search_action = QAction("Sök i handlingens text", self)
        self._search_action.setShortcut(QKeySequence("Ctrl+F"))
        self._search_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._search_action.triggered.connect(self.preview.view.search.setFocus)
        self.addActions([self._add_action, self._search_action])

    def commands(self) -> list[QAction]:
        return [self._add_action, *([self._search_action, *self.table.row_actions] if self._rows else [])]

    def parts(self) -> list[QWidget]:
        return [self.table, self.preview.view.search] if self._rows else [self._empty_button]

    def focus_first(self) -> None:
        (self.table if self._rows else self._empty_button).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            # Back from a program in which a file may have been changed.
            self.refresh_later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_NARROW)
        self._split.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)
        # The page scrolls where the window is low.
        self._split.setMinimumHeight(theme().px(_LOW if is_narrow else 0))

    def forget(self) -> None:
        self._rows, self._wanted, self._text_of = [], "", ""
        self.table.set_rows([])
        self._middle.setCurrentWidget(self._unread)

    def show_item(self, item: str) -> None:
        self._wanted = item
        self._choose_wanted()

    def refresh(self) -> None:
        remiss_id = self.remiss_id
        self.ask(lambda register: (remiss_id, attachments(register, remiss_id)), self._take, "handlingar")

    def _take(self, read: tuple[str, list[AttachmentRow]]) -> None:
        remiss_id, rows = read
        if remiss_id != self.remiss_id:
            return
        before = self.table.currentIndex().row()
        self._rows = rows
        self.count.emit(str(len(rows)) if rows else "")
        self._middle.setCurrentWidget(self._filled if rows else self._empty)
        self.table.set_rows(rows)
        if rows and self.table.current_row() is None:
            # The chosen one was taken away: the next one is.
            self.table.setCurrentIndex(self.table.rows_model.index(min(max(before, 0), len(rows) - 1), 0))
        self._show_chosen()
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if any(each.id == self._wanted for each in self._rows):
            self.table.choose(self._wanted)
            self._wanted = ""

    def _show_chosen(self) -> None:
        chosen = self.table.current_row()
        self._open_button.setEnabled(chosen is not None and chosen.file.state is not FileState.MISSING)
        self._folder.setEnabled(chosen is not None)
        self._remove_button.setEnabled(chosen is not None)
        self._verdicts.setVisible(chosen is not None and chosen.attachment.kind == _REPORT)
        if chosen is None:
            return
        self.preview.show_row(chosen)
        if self._text_of != chosen.attachment.digest:
            self._text_of = chosen.attachment.digest
            self._read_text(chosen.attachment)

    def _read_text(self, attachment: Attachment) -> None:
        self.desk.read(
            lambda register: attachment_text(register, attachment), self.preview.show_text, owner=self, key="text"
        )

    def _open_chosen(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None:
            self._open(chosen)

    def _open(self, chosen: AttachmentRow) -> None:
        try:
            open_file(chosen.file.path)
        except UserError as error:
            self.office.notify(Notice(error.message, Tone.ERROR, "Visa mappen", self._show_in_folder))
            self.refresh_later()

    def _show_in_folder(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None:
            show_or_tell(self.office, chosen.file.path)

    def _change_kind(self, attachment: Attachment, kind: str) -> None:
        self.desk.write(lambda register: change_kind(register, attachment, kind), owner=self, otherwise=self._refused)

    def _change_date(self, attachment: Attachment, dated: dt.date | None) -> None:
        self.desk.write(lambda register: change_date(register, attachment, dated), owner=self, otherwise=self._refused)

    def _refused(self, error: UserError) -> None:
        self.office.notify(Notice.of_error(error))
        self.refresh_later()

    def _ask_verdicts(self) -> None:
        """What a follow-up's report says of earlier recommendations may be kept."""
        chosen = self.table.current_row()
        if chosen is None:
            return
        attachment = chosen.attachment

        def read(register: Register, _progress: Progress) -> tuple[FormVerdict, ...]:
            from secretary_app.operations.paper_verdicts import verdicts_in

            return verdicts_in(register, attachment)

        def ask(found: tuple[FormVerdict, ...]) -> None:
            from secretary_app.ui.pages.remiss.handlingar.verdicts import VerdictsDialog

            VerdictsDialog(self, self.office, attachment, found).open()

        self.desk.read_long(read, f"Läser {attachment.name}", ask, owner=self, otherwise=self._refused, quiet=True)

    def _remove(self) -> None:
        chosen = [each.attachment for each in self.table.chosen_rows()]

        def told(_saved: object) -> str:
            what = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} handlingar"
            return f"{what} är borttagen. Filen ligger kvar i mappen." if len(chosen) == 1 else f"{what} är borttagna."

        if chosen:
            self.desk.write(
                lambda register: remove_attachments(register, chosen), owner=self, says=told, otherwise=self._refused
            )

    def _ask_files(self) -> None:
        paths = ask_files(self, self.office)
        if paths:
            self.add_files(paths)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep these as handlingar of the remiss that is shown."""
        attach(self.office, self.remiss_id, paths, self, self._added)

    def _added(self, added: Attached) -> None:
        self._wanted = added.attachments[0].id

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _is_for_us(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        if not _is_for_us(event.mimeData()):
            event.ignore()
            return
        event.acceptProposedAction()
        take_files(event.mimeData(), self, self.add_files, lambda error: self.office.notify(Notice.of_error(error)))


def _is_for_us(dropped: QMimeData) -> bool:
    """Whether it is to become handlingar; not where some of it is for the window."""
    names = file_names(dropped)
    return bool(names) and not any(name.lower().endswith(_FOR_THE_WINDOW) for name in names)
