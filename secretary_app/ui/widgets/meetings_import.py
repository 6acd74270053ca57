"""Meetings read out of a file, a calendar or any list in Excel, and shown before they are taken."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from secretary_app.domain.found_meetings import Dated
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_meetings import AddedMeetings, add_many_meetings
from secretary_app.operations.opening import Register
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_open
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.basics import field, label, row
from secretary_app.ui.widgets.paste_meetings import MeetingsDialog

if TYPE_CHECKING:
    from secretary_app.operations.reading_meetings import MeetingBodies, ReadMeetings

_KINDS = "Kalendrar och Excel (*.ics *.xlsx)"


class MeetingsImport(QWidget):
    """Asks for a file, reads it, shows what it holds, and takes in what is confirmed. An unseen part of its page."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self.hide()

    def ask(self, year: int) -> None:
        """Ask which file. ``year``: see ``read``."""
        found = ask_open(self, self._office.places, "Läs in sammanträden", _KINDS, key="kalendrar")
        if found:
            self.read(found[0], year)

    def read(self, path: Path, year: int, into: "FileMeetings | None" = None) -> None:
        """Read it, and show it in a dialog (``into``: the one that shows another year of it).

        ``year``: whose meetings are wanted, with those of the next.
        """
        today = self._office.desk.today

        def work(register: Register, progress: Progress) -> "tuple[MeetingBodies, ReadMeetings]":
            from secretary_app.operations.reading_meetings import meeting_bodies, read_file

            bodies = meeting_bodies(register, today)
            return bodies, read_file(path, year, bodies.bodies, progress)

        def show(answer: "tuple[MeetingBodies, ReadMeetings]") -> None:
            bodies, found = answer
            dialog = into or self._dialog(path, year, bodies)
            dialog.show_file(found)
            dialog.open()

        self._office.desk.read_long(work, f"Läser {path.name}", show, owner=into or self, says=lambda _answer: None)

    def _dialog(self, path: Path, year: int, bodies: "MeetingBodies") -> "FileMeetings":
        dialog = FileMeetings(self.window(), path, year, bodies)
        dialog.years.currentIndexChanged.connect(
            lambda: self.read(path, dialog.years.currentData(), into=dialog),
        )
        ids = bodies.ids
        dialog.accepted_meetings.connect(lambda wanted: self._add({ids[body]: wanted[body] for body in wanted}))
        return dialog

    def _add(self, days: Mapping[str, Sequence[Dated]]) -> None:
        self._office.desk.write(lambda register: add_many_meetings(register, days), says=told_added)


def told_added(saved: Saved[AddedMeetings]) -> Notice:
    """How many were taken in, and what one should know of them."""
    number = len(saved.row.added)
    if not number:
        return Notice(" ".join(["Inga nya sammanträden.", *saved.notes]), Tone.INFO)
    words = "1 sammanträde är inlagt." if number == 1 else f"{number} sammanträden är inlagda."
    return Notice(" ".join([words, *saved.notes]), Tone.WARNING if saved.notes else Tone.DONE)


class FileMeetings(MeetingsDialog):
    """What a file has of meetings."""

    def __init__(self, parent: QWidget, path: Path, year: int, bodies: "MeetingBodies") -> None:
        abbreviations = [abbreviation for abbreviation, _ in bodies.bodies]
        super().__init__(parent, f"Vilka sammanträden ur {path.name} ska läggas in?", year, abbreviations, bodies.days)
        self.words = label("", "second", wrap=True)
        top = row(
            field("Det som inte säger nämnd hör till", self.body),
            field("År, och det följande", self.years),
            None,
            spacing=12,
        )
        hint = "Det som är säkert är förbockat. En dag rättas genom att skriva i den. Inget är sparat än."
        self.lay_out(hint, top, self.words, self.preview, width=1000)

    def show_file(self, read: "ReadMeetings") -> None:
        """Show what was read."""
        self.show_found(read.found)
        self.words.setText(" ".join(read.notices))
        self.words.setVisible(bool(read.notices))
        if self.take.isEnabled():
            self.take.setFocus()
