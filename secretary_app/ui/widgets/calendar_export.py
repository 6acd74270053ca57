"""Calendar files of the deadlines and meetings: whose, how far ahead, and where they are put."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from secretary_app.operations.opening import Register
from secretary_app.operations.out_folder import out_folder
from secretary_app.support.errors import UserError
from secretary_app.support.files import safe_name
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_folder
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.outside import show_or_tell
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.action_dialog import ActionDialog, combo
from secretary_app.ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from secretary_app.operations.calendar_files import MadeCalendar

_FOLDER, _AHEAD = "kalender/mapp", "kalender/dagar"
_SPANS = ((90, "Tre månader"), (180, "Ett halvår"), (365, "Ett år"))
_ONE_FILE = "Beredd.ics"


@dataclass(frozen=True)
class Whose:
    """Whose calendar it is; without any it is everybody's."""

    namnd: str = ""
    """The abbreviation."""
    person: str = ""
    split: str = ""
    """``namnd`` or ``person``: a file for each."""


@dataclass(frozen=True)
class _Made:
    calendars: Sequence["MadeCalendar"]
    cancellations: Sequence[Path]


class CalendarDialog(ActionDialog):
    """An entry has the same name in each file, so that a calendar that reads a new one changes it and doubles none."""

    width_at_100 = 540

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        bodies: Sequence[tuple[str, str]],
        people: Sequence[str],
        chosen: Whose | None = None,
    ) -> None:
        """``bodies``: abbreviation and name; ``chosen``: what it begins with, without it a file for each namnd."""
        super().__init__(parent, office, "Vems frister ska stå i kalenderfilen?", "Skapa kalenderfil")
        self._job: Job | None = None
        split = [
            ("En fil för varje nämnd", Whose(split="namnd")),
            ("En fil för varje handläggare", Whose(split="person")),
            ("Allt i en fil", Whose()),
        ]
        own = [(words, Whose(namnd=name)) for name, words in bodies]
        self.whose = combo([*split, *own, *((each, Whose(person=each)) for each in people)])
        places = [self.whose.itemData(place) for place in range(self.whose.count())]
        self.whose.setCurrentIndex(places.index(chosen) if chosen in places else 0)
        self.ahead = combo([(words, days) for days, words in _SPANS])
        self.ahead.setCurrentIndex(max(0, self.ahead.findData(int(office.places.number(_AHEAD, 365)))))
        self.cancellations = QCheckBox("Också en fil för var post som utgår")
        self.folder = Path(office.places.text(_FOLDER) or out_folder(office.desk.path, "Kalendrar"))
        self._folder_words = label("", wrap=True)
        self._files = label("", "second", wrap=True)
        self._lay_out_parts()
        self.whose.currentIndexChanged.connect(self._show_files)
        self._show_files()

    def _lay_out_parts(self) -> None:
        self.add("Kalender för", self.whose)
        self.add("Så långt fram", self.ahead)
        self.add_part(
            label(
                "Filen har frister, och möten och manusstopp för de nämnder som berörs. Läs in den igen när något "
                "har ändrats: posterna ändras då och dubbleras inte, och det som utgår stryks.",
                "second",
                wrap=True,
            )
        )
        self.add_part(self.cancellations)
        self.add_part(
            label("Outlook stryker det som utgår men tar bort det först när den filen öppnas.", "second", wrap=True)
        )
        place = row(self._folder_words, button("Välj mapp…", self._choose_folder, glyph="folder-open"))
        place.setStretch(0, 1)
        whole = column(label("Mapp för filerna", "label"), place, self._files, spacing=3)
        self.watch(self._folder_words, whole)
        self._first = self.whose
        self.add_part(whole)

    def _choose_folder(self) -> None:
        start = next((each for each in (self.folder, *self.folder.parents) if each.is_dir()), Path.home())
        chosen = ask_folder(self, "Välj mapp för kalenderfilerna", start)
        if chosen is not None:
            self.folder = chosen
            self.office.places.keep(_FOLDER, str(chosen))
            self._show_files()

    def _show_files(self) -> None:
        self._folder_words.setText(str(self.folder))
        whose: Whose = self.whose.currentData()
        self.verb.setText("Skapa kalenderfiler" if whose.split else "Skapa kalenderfil")
        name = _file_name(whose)
        words = f"Filen heter {name}." if name else "Filerna heter som nämnden eller handläggaren."
        if name and (self.folder / name).is_file():
            words = f"{name} finns redan där och skrivs om med det som är nytt."
        self._files.setText(words)

    @property
    def files_words(self) -> str:
        """What the files are called, and whether one is there already."""
        return self._files.text()

    def submit(self) -> None:
        whose: Whose = self.whose.currentData()
        days, folder, with_gone = int(self.ahead.currentData()), self.folder, self.cancellations.isChecked()
        self.office.places.keep(_AHEAD, days)
        self.verb.setEnabled(False)
        self._job = self.desk.read_long(
            lambda register, progress: _make(register, progress, whose, days, folder, with_gone=with_gone),
            "Skriver kalenderfiler" if whose.split else "Skriver kalenderfilen",
            self._made,
            owner=self,
            says=lambda made: _told(self.office, made),
            otherwise=self._not_made,
        )

    def _made(self, _made: _Made) -> None:
        self._job = None
        self.accept()
        self.deleteLater()

    def _not_made(self, error: UserError) -> None:
        self._job = None
        self.verb.setEnabled(True)
        self.fault(self._folder_words, "\n".join([error.message, *error.details]))

    def reject(self) -> None:
        if self._job is not None:
            self.desk.cancel(self._job)
        super().reject()


def _file_name(whose: Whose) -> str:
    """``""`` where there are several."""
    return "" if whose.split else f"{safe_name(whose.namnd or whose.person)}.ics" if whose != Whose() else _ONE_FILE


def _make(register: Register, progress: Progress, whose: Whose, days: int, folder: Path, *, with_gone: bool) -> _Made:
    from secretary_app.operations.calendar_files import make_calendar, make_calendars, write_cancellations
    from secretary_app.operations.out_folder import make_folder

    if whose.split:
        by_person = whose.split == "person"
        made = make_calendars(register, folder, by_person=by_person, days=days, progress=progress)
    else:
        make_folder(folder)
        out = folder / _file_name(whose)
        made = [make_calendar(register, out, namnd=whose.namnd, handlaggare=whose.person, days=days, progress=progress)]
    gone = [entry for each in made for entry in each.cancelled] if with_gone else []
    return _Made(made, write_cancellations(register, folder / "Utgår", gone) if gone else ())


def _told(office: Office, made: _Made) -> Notice:
    first = made.calendars[0]
    if len(made.calendars) == 1:
        words = f"{first.path.name} är skriven: {_content(first)}."
        details = ""
    else:
        words = f"{len(made.calendars)} kalenderfiler ligger i {first.path.parent.name}."
        details = "\n".join(f"{each.path.name}: {_content(each)}." for each in made.calendars)
    if made.cancellations:
        count = len(made.cancellations)
        words += f" {count} {'fil' if count == 1 else 'filer'} för det som utgår ligger i mappen Utgår."
    return Notice(words, link="Visa i mappen", follow=partial(show_or_tell, office, first.path), details=details)


def _content(made: "MadeCalendar") -> str:
    """``12 frister och 20 sammanträden, 2 ändrade sedan förra filen, 3 frister saknar datum och är inte med``."""
    deadlines = "1 frist" if made.deadlines == 1 else f"{made.deadlines} frister"
    meetings = "1 sammanträde" if made.meetings == 1 else f"{made.meetings} sammanträden"
    parts = [f"{deadlines} och {meetings}"]
    if made.news is not None:
        parts.append(made.news.words)
    if made.undated:
        parts.append(f"{made.undated} utan datum är inte med")
    return "; ".join(parts)
