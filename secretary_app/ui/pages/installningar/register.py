"""The register: where it lies, its copies, whether it is sound, and the way in and out by Excel."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.date_words import day
from secretary_app.domain.model import Attachment, Remiss
from secretary_app.operations.opening import Register
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_folder, ask_save, confirm
from secretary_app.ui.core.copies import ask_copy, copies_folder, keep_copies_folder
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.outside import open_or_tell, show_or_tell
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.findings import Findings
from secretary_app.ui.pages.installningar.section import Section
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Sheet, button, label, link, put, row, rule
from secretary_app.ui.widgets.workbook_import import WorkbookImport

if TYPE_CHECKING:
    from secretary_app.operations.exporting import Written
    from secretary_app.operations.upkeep import Report


@dataclass(frozen=True)
class _Read:
    remisser: int
    files: int
    copied: dt.datetime | None


def _read(register: Register, folder: Path) -> _Read:
    from secretary_app.operations.backups import last_backup

    return _Read(len(register.find(Remiss)), len(register.find(Attachment)), last_backup(register.path, folder))


class RegisterSection(Section):
    key = "register"
    title = "Register och kopior"
    kinds = frozenset({model.Remiss, model.Attachment})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.where = label(str(office.desk.path), wrap=True, selectable=True)
        self.holds = label("", "second", wrap=True)
        self.folder_words = label("", wrap=True, selectable=True)
        self.copied = label("", "second", wrap=True)
        self._import = WorkbookImport(office, self)
        self.findings = Findings(office)
        self._lay_out()

    def _lay_out(self) -> None:
        sheet = Sheet(margin=24, spacing=10)
        body = sheet.body
        put(body, label("Register", "heading"))
        put(body, self.where)
        put(body, self.holds)
        put(
            body, row(button("Öppna ett annat register…", self.office.open_another_register, glyph="folder-open"), None)
        )
        put(body, rule())
        put(body, label("Säkerhetskopior", "heading"))
        put(body, self.folder_words)
        put(body, self.copied)
        copy = button("Säkerhetskopiera nu", self.back_up, glyph="copy")
        fetch = button("Hämta en säkerhetskopia…", self.restore, glyph="clock-counter-clockwise")
        put(body, row(copy, fetch, link("Byt mapp…", self.choose_folder), link("Visa mappen", self._show_folder), None))
        put(body, rule())
        self._lay_out_rest(body)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        sheet.setMaximumWidth(theme().px(860))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _lay_out_rest(self, body: QVBoxLayout) -> None:
        put(body, label("Kontroll", "heading"))
        put(
            body,
            label("Ser efter att registret och dess filer är hela, och vad som saknas i dem.", "second", wrap=True),
        )
        put(body, row(button("Kontrollera registret", self.check, glyph="checks"), None))
        put(body, self.findings)
        put(body, rule())
        put(body, label("Excel", "heading"))
        put(
            body,
            label(
                "Hela registret som en arbetsbok. Den kan läsas in igen, här eller i ett annat register.",
                "second",
                wrap=True,
            ),
        )
        read_in = button("Läs in en arbetsbok…", self._import.ask, glyph="download-simple")
        put(body, row(read_in, button("Skriv registret till Excel…", self.export, glyph="export"), None))

    @property
    def folder(self) -> Path:
        """Where the copies of all registers go."""
        return copies_folder(self.office.places)

    def parts(self) -> list[QWidget]:
        return [self.findings.table]

    def refresh(self) -> None:
        folder = self.folder
        self.desk.read(lambda register: _read(register, folder), self._take, owner=self, key="register")

    def _take(self, read: _Read) -> None:
        files = "1 handling" if read.files == 1 else f"{read.files} handlingar"
        remisser = "1 remiss" if read.remisser == 1 else f"{read.remisser} remisser"
        self.holds.setText(f"{remisser}, {files}")
        self.folder_words.setText(f"Kopiorna läggs i {self.folder}")
        if read.copied is None:
            self.copied.setText("Ingen säkerhetskopia än. En görs när något har ändrats.")
        else:
            self.copied.setText(f"Senaste kopian {day(read.copied.date(), self.desk.today)} kl. {read.copied:%H.%M}")

    def choose_folder(self) -> None:
        """Let the copies go to another folder from now on."""
        chosen = ask_folder(self, "Välj mapp för säkerhetskopior", self.folder)
        if chosen is not None:
            keep_copies_folder(self.office.places, chosen)
            self.refresh()
            self.office.notify(Notice(f"Säkerhetskopior läggs från nu i {chosen}. De äldre ligger kvar."))

    def _show_folder(self) -> None:
        if self.folder.exists():
            show_or_tell(self.office, self.folder)
        else:
            self.office.notify(Notice("Mappen finns inte än. Den görs med den första säkerhetskopian."))

    def back_up(self) -> None:
        """Copy the register now, also where nothing was changed."""
        folder, now = self.folder, self.desk.clock()

        def work(register: Register, progress: Progress) -> Path | None:
            from secretary_app.operations.backups import automatic_backup

            return automatic_backup(register, folder, now, force=True, progress=progress)

        says = partial(_told_copy, self.office)
        self.desk.read_long(work, "Säkerhetskopierar", self._after_copy, owner=self, says=says)

    def _after_copy(self, _made: Path | None) -> None:
        self.refresh()
        self.office.back_up()

    def restore(self) -> None:
        """Put a copy in the register's place, after a question."""
        source, name = ask_copy(self, self.office.places, self.desk.path), self.desk.path.name
        if source is None:
            return
        question = f"Ersätta {name} med säkerhetskopian {source.name}?"
        details = f"Det som har ändrats sedan kopian försvinner ur registret. {name} som det är nu sparas bredvid."
        if confirm(self, question, "Ersätt registret", "Behåll", details=details):
            self.office.restore_backup(source)

    def check(self) -> None:
        """See whether the register is sound."""

        def work(register: Register, _progress: Progress) -> "Report":
            from secretary_app.operations.upkeep import check

            return check(register)

        self.desk.read_long(work, "Kontrollerar registret", self.findings.show_report, owner=self, says=lambda _: None)

    def export(self) -> None:
        """Write all of it as a workbook."""
        name = f"{self.desk.path.stem} {self.desk.today}.xlsx"
        path = ask_save(self, self.office.places, "Skriv registret till Excel", name, "Excel (*.xlsx)", key="listor")
        if path is not None:
            self.write_workbook(path)

    def write_workbook(self, path: Path) -> None:
        """Write the workbook to ``path``."""

        def work(register: Register, progress: Progress) -> "Written":
            from secretary_app.operations.exporting import export_workbook

            return export_workbook(register, path, progress)

        says = partial(_told_export, self.office)
        self.desk.read_long(work, f"Skriver {path.name}", lambda _made: None, owner=self, says=says)


def _told_copy(office: Office, made: Path | None) -> Notice | None:
    if made is None:
        return None
    follow = partial(show_or_tell, office, made)
    return Notice(f"Säkerhetskopian {made.name} är gjord och kontrollerad.", link="Visa mappen", follow=follow)


def _told_export(office: Office, made: "Written") -> Notice:
    follow = partial(open_or_tell, office, made.path)
    return Notice(f"Registret skrevs till {made.path.name}, {made.rows} rader.", link="Öppna", follow=follow)
