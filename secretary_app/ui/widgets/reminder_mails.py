"""Mail drafts that remind: of what, to whom and in which words is seen before they are written; nothing is sent."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.text import and_list
from secretary_app.operations.opening import Register
from secretary_app.operations.out_folder import out_folder
from secretary_app.operations.reminder_words import count_words
from secretary_app.operations.reminding import (
    MadeDraft,
    ReminderMail,
    Reminders,
    Wanted,
    note_reminded,
    reminder_mails,
    write_mails,
)
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_folder
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.outside import open_file, show_in_folder, show_or_tell
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.action_dialog import ActionDialog, Wrong, combo, lines
from secretary_app.ui.widgets.basics import button, column, field, label, link, row

_OPENED = 6
"""More drafts than this are not opened one by one: their folder is shown."""
_TOLD = 4
_FOLDER, _OPENS = "mejl/mapp", "mejl/öppna"


class ReminderDialog(ActionDialog):
    """What to remind of, who gets what, and where the drafts are put."""

    width_at_100 = 860

    def __init__(
        self, parent: QWidget, office: Office, keys: Collection[str] = (), *, late_first: bool = False
    ) -> None:
        """``keys``: the rows of the list of deadlines that are chosen, with which it begins.

        ``late_first``, or without any: it begins with all that is late.
        """
        super().__init__(parent, office, "Vad ska påminnelserna gälla?", "Skapa mejlutkast")
        self._unticked: set[str] = set()
        self._found: Reminders | None = None
        self._job: Job | None = None
        self.what = combo(_choices(frozenset(keys)))
        self.model: RowModel[ReminderMail] = RowModel(self._columns(), id_of=_address, edited=self._tick, parent=self)
        self.table = Table(self.model, "Mejlutkast, ett till var och en")
        self.subject = label("", "strong", wrap=True)
        self.text = lines("", 250)
        self.none = label("", wrap=True)
        self.unreached = label("", "soon", wrap=True)
        self._cures = row(
            link("Lägg in adresser i Personer", partial(self.mend, "personer")),
            link("… eller i Nämnder", partial(self.mend, "namnder")),
            None,
            spacing=16,
        )
        self._cure = QWidget()
        self.folder = drafts_folder(office)
        self._folder_words = label("", wrap=True)
        self.opens = QCheckBox("Öppna utkasten i mejlprogrammet")
        self.opens.setChecked(office.places.text(_OPENS, "ja") == "ja")
        if late_first and keys:
            self.what.setCurrentIndex(1)
        self._lay_out_parts()
        self.what.currentIndexChanged.connect(self._ask)
        self.table.chosen.connect(self._show_words)
        self._show_folder()
        self._ask()

    def _columns(self) -> list[Column[ReminderMail]]:
        def tick(mail: ReminderMail) -> Cell:
            written = _address(mail) not in self._unticked
            return Cell(state=State.DONE if written else State.NONE, tip="Ett utkast skrivs" if written else "Inget")

        return [
            Column("skrivs", "Med", tick, width=48, check=True),
            Column("till", "Till", lambda mail: Cell(mail.to.name, mail.to.address), width=170, stretch=True),
            Column("vad", "Vad", lambda mail: _what(mail, self), width=140),
        ]

    def _lay_out_parts(self) -> None:
        self.text.setReadOnly(True)
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(False)
        self.table.setMinimumHeight(theme().px(200))
        self.add("Påminn om", self.what)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(column(label("Till vilka", "label"), self.table, spacing=3), 0, 0)
        seen = column(label("Rubrik", "label"), self.subject, 4, field("Så här blir mejlet", self.text), spacing=3)
        grid.addLayout(seen, 0, 1)
        self._both = QWidget()
        self._both.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.add_part(self.none)
        self.add_part(self._both)
        self._cure.setLayout(column(self.unreached, self._cures, spacing=2))
        self.add_part(self._cure)
        place = row(self._folder_words, button("Välj mapp…", self._choose_folder, glyph="folder-open"))
        place.setStretch(0, 1)
        self.add_part(column(label("Mapp för utkasten", "label"), place, spacing=3))
        self.watch(self.opens, self.form)
        self.add_part(self.opens)
        self.none.hide()
        self._cure.hide()

    # What would be written.

    def _ask(self) -> None:
        wanted, sender = self.what.currentData(), self.desk.who
        self._found = None
        self.verb.setEnabled(False)
        self.desk.read(
            lambda register: reminder_mails(register, wanted, sender=sender),
            self._take,
            owner=self,
            key="mejl",
        )

    def _take(self, found: Reminders) -> None:
        self._found = found
        self._unticked &= {_address(each) for each in found.mails}
        self.table.set_rows(list(found.mails))
        self.table.choose_first()
        self._both.setVisible(bool(found.mails))
        nothing = "Inget är försenat, så ingen behöver påminnas." if self.what.currentData().late_only else ""
        said = list(found.left_out)
        if not found.mails and not found.unreached and not said:
            said = [nothing or "Inget är försenat eller ska vara klart så snart. Ingen behöver påminnas."]
        self.none.setText("\n".join(said[:_TOLD] + ([f"och {len(said) - _TOLD} till"] if len(said) > _TOLD else [])))
        self.none.setVisible(bool(said))
        self.unreached.setText(_unreached(found))
        self._cure.setVisible(bool(found.unreached))
        self._count()
        self._show_words()
        if self.isVisible():
            self.fit()

    def _ticked(self) -> list[ReminderMail]:
        return [each for each in self.model.rows if _address(each) not in self._unticked]

    def _tick(self, mail: ReminderMail, _key: str, value: Any) -> None:
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._unticked.discard(_address(mail))
        else:
            self._unticked.add(_address(mail))
        self.table.set_rows(list(self.model.rows))
        self._count()

    def _count(self) -> None:
        number = len(self._ticked())
        self.verb.setText(f"Skapa {number} mejlutkast" if number > 1 else "Skapa mejlutkast")
        self.verb.setEnabled(number > 0 and self._job is None)

    def _show_words(self) -> None:
        mail = self.table.current_row()
        self.subject.setText(mail.subject if mail else "")
        self.text.setPlainText(mail.body if mail else "")

    # Where to.

    def _choose_folder(self) -> None:
        start = next((each for each in (self.folder, *self.folder.parents) if each.is_dir()), Path.home())
        chosen = ask_folder(self, "Välj mapp för mejlutkasten", start)
        if chosen is not None:
            self.folder = chosen
            self.office.places.keep(_FOLDER, str(chosen))
            self._show_folder()

    def _show_folder(self) -> None:
        self._folder_words.setText(str(self.folder))
        self._folder_words.setToolTip(str(self.folder))

    def mend(self, section: str) -> None:
        """Go where addresses are put in: ``personer`` or ``namnder``."""
        self.reject()
        self.office.go(Destination("installningar", tab=section))

    # Writing.

    def submit(self) -> None:
        mails = self._ticked()
        if not mails:
            raise Wrong(self.opens, "Kryssa för minst en mottagare.")
        self.office.places.keep(_OPENS, "ja" if self.opens.isChecked() else "nej")
        self.verb.setEnabled(False)
        folder, sender = self.folder, self.desk.who

        def work(_register: Register, progress: Progress) -> tuple[MadeDraft, ...]:
            return write_mails(mails, folder, sender=sender, progress=progress)

        self._job = self.desk.read_long(
            work, "Skriver mejlutkast", self._written, owner=self, says=lambda _made: None, otherwise=self._not_written
        )

    def _not_written(self, error: UserError) -> None:
        self._job = None
        self._count()
        self.fault(self.opens, "\n".join([error.message, *error.details]))

    def _written(self, made: tuple[MadeDraft, ...]) -> None:
        """Note what was reminded of; the drafts are opened, or shown where they lie."""
        self._job = None
        office = self.office
        dues = [each for draft in made for each in draft.dues]
        notice = Notice(_sentence(made), link="Visa i mappen", follow=partial(show_or_tell, office, made[0].path))
        self.desk.write(lambda register: note_reminded(register, dues), says=lambda _done: notice)
        if self.opens.isChecked():
            _open(office, made)
        self.accept()
        self.deleteLater()

    def reject(self) -> None:
        if self._job is not None:
            self.desk.cancel(self._job)
        super().reject()


def drafts_folder(office: Office) -> Path:
    """Where mail drafts are put: the folder chosen last, else ``out_folder``."""
    return Path(office.places.text(_FOLDER) or out_folder(office.desk.path, "Mejlutkast"))


def _choices(keys: frozenset[str]) -> list[tuple[str, object]]:
    chosen = "Bara den valda raden" if len(keys) == 1 else f"De {len(keys)} valda raderna"
    within = [
        (f"Det som är försenat, och det som ska vara klart inom {days} dagar", Wanted(days=days))
        for days in (7, 14, 30)
    ]
    late = ("Allt som är försenat", Wanted(late_only=True))
    return [*([(chosen, Wanted(keys=keys))] if keys else []), late, *within]


def _address(mail: ReminderMail) -> str:
    return mail.to.address.casefold()


def _what(mail: ReminderMail, dialog: ReminderDialog) -> Cell:
    days = [each.reminded for each in mail.dues if each.reminded]
    before = f"påmind {day(max(days), dialog.desk.today)}" if days else ""
    late = sum(each.row.is_late for each in mail.dues)
    second = ", ".join(filter(None, (f"{late} {'försenad' if late == 1 else 'försenade'}" if late else "", before)))
    tip = "\n".join(each.row.what for each in mail.dues)
    return Cell(count_words(mail.dues), second, tone="late" if late else "", tip=tip)


def _unreached(found: Reminders) -> str:
    """``SBN och KFN saknar e-postadress, så 3 frister når ingen.``"""
    names = sorted({body.abbreviation for each in found.unreached for body in each.due.bodies})
    count = len(found.unreached)
    what = "1 frist" if count == 1 else f"{count} frister"
    return f"{and_list(names)} saknar e-postadress, så {what} når ingen." if names else ""


def _sentence(made: Sequence[MadeDraft]) -> str:
    names = [each.to.name for each in made[:_TOLD]]
    to = and_list(names) if len(made) <= _TOLD else f"{', '.join(names)} och {len(made) - _TOLD} till"
    number = "Mejlutkastet" if len(made) == 1 else f"{len(made)} mejlutkast"
    end = "Skicka det" if len(made) == 1 else "Skicka dem"
    return f"{number} till {to} ligger i {made[0].path.parent.name}. {end} i mejlprogrammet."


def _open(office: Office, made: Sequence[MadeDraft]) -> None:
    try:
        if len(made) > _OPENED:
            show_in_folder(made[0].path)
            return
        for each in made:
            open_file(each.path)
    except UserError as error:
        office.notify(Notice.of_error(error))
