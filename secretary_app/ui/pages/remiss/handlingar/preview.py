"""The chosen handling beside the table: what it is, its own date, and its text."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain.model import Attachment
from secretary_app.operations.attachments import AttachmentRow, kind_words, kinds
from secretary_app.operations.kept_files import FileState
from secretary_app.ui.pages.remiss.handlingar.text_view import TextView
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Empty, Shape, Sheet, column, field, label, link, restyle, row
from secretary_app.ui.widgets.date_field import DateField


class Preview(Sheet):
    def __init__(
        self,
        change_kind: Callable[[Attachment, str], object],
        change_date: Callable[[Attachment, dt.date | None], object],
        show_folder: Callable[[], object],
    ) -> None:
        super().__init__(spacing=10)
        self._shown: AttachmentRow | None = None
        self._change_kind = change_kind
        self._change_date = change_date
        self._name = label("", "heading", wrap=True, selectable=True)
        self.kind = QComboBox()
        self.dated = DateField()
        self._date_fault = label("", "late", wrap=True)
        self._shape = Shape()
        self.trouble = label("", wrap=True)
        self._folder = link("Visa mappen", show_folder, glyph="folder-open")
        self._troubled = QWidget()
        self.view = TextView()
        self.nothing = Empty("")
        self._below = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self.kind.activated.connect(self._on_kind)
        self.dated.editingFinished.connect(self._on_date)
        trouble = QVBoxLayout(self._troubled)
        trouble.setContentsMargins(0, 0, 0, 0)
        trouble.addLayout(row(self._shape, self.trouble, self._folder))
        fields = row(spacing=12)
        fields.addLayout(field("Typ", self.kind), 1)
        fields.addLayout(field("Handlingens datum", self.dated), 1)
        for part in (self.view, self.nothing):
            self._below.addWidget(part)
        self.body.addWidget(self._name)
        self.body.addLayout(column(fields, self._date_fault, spacing=3))
        self.body.addWidget(self._troubled)
        self.body.addWidget(self._below, 1)
        self._date_fault.hide()
        self.setMinimumWidth(theme().px(300))

    def show_row(self, chosen: AttachmentRow) -> None:
        """Show this one's head; its text comes with ``show_text``. A field that is written in is left alone."""
        is_other = self._shown is None or self._shown.id != chosen.id
        self._shown = chosen
        self._name.setText(chosen.attachment.name)
        self._show_kind(chosen)
        if is_other or not self.dated.hasFocus():
            self.dated.set_day(chosen.attachment.dated)
            self._tell_date("")
        is_missing = chosen.file.state is FileState.MISSING
        is_changed = chosen.file.state is FileState.CHANGED
        self._shape.show_state(State.LATE if is_missing else State.TODO)
        self.trouble.setText(_MISSING if is_missing else _CHANGED)
        self._troubled.setVisible(is_missing or is_changed)

    def show_text(self, text: str) -> None:
        """Show the text of the chosen one, or say that it has none."""
        has_text = bool(text.strip())
        if has_text:
            self.view.show_text(text)
        else:
            self.nothing.words.setText(_NO_TEXT)
        self._below.setCurrentWidget(self.view if has_text else self.nothing)

    def _show_kind(self, chosen: AttachmentRow) -> None:
        own = chosen.attachment.kind
        known = kinds()
        if own not in dict(known):
            known.append((own, kind_words(own)))
        with QSignalBlocker(self.kind):
            self.kind.clear()
            for value, words in known:
                self.kind.addItem(words, value)
            self.kind.setCurrentIndex(self.kind.findData(own))

    def _on_kind(self, _place: int) -> None:
        wanted = str(self.kind.currentData())
        if self._shown is not None and wanted != self._shown.attachment.kind:
            self._change_kind(self._shown.attachment, wanted)

    def _on_date(self) -> None:
        if self._shown is None:
            return
        if self.dated.is_unclear():
            self._tell_date(f"”{self.dated.text().strip()}” är inget datum. Skriv det som 2026-04-16.")
            return
        self._tell_date("")
        if self.dated.day() != self._shown.attachment.dated:
            self._change_date(self._shown.attachment, self.dated.day())

    def _tell_date(self, fault: str) -> None:
        self._date_fault.setText(fault)
        self._date_fault.setVisible(bool(fault))
        self.dated.setAccessibleDescription(fault)
        if bool(self.dated.property("wrong")) != bool(fault):
            self.dated.setProperty("wrong", bool(fault))
            restyle(self.dated)


_MISSING = "Filen finns inte i mappen. Den kan ha flyttats, bytt namn eller raderats. Texten finns kvar här."
_CHANGED = "Filen har ändrats sedan den lades till. Texten här är den som den hade då."
_NO_TEXT = (
    "Ingen text att visa eller söka i. Är det en inskannad handling, låt skannern läsa texten "
    "(OCR) och lägg till den nya filen."
)
