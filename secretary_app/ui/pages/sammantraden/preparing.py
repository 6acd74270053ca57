"""What is done from the panel of a meeting: its ärenden read, their papers drafted, their §§ recorded."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from secretary_app.domain.deadline_list import DeadlineRow
from secretary_app.domain.model import Meeting, Namnd, Remiss
from secretary_app.operations.meeting_matters import Computed, computed_meetings
from secretary_app.operations.meeting_measures import late_measures
from secretary_app.operations.meeting_points import DraftNeed
from secretary_app.operations.meeting_preparation import Preparation, preparation
from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.lanes import Job
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.outside import show_or_tell
from secretary_app.ui.core.page import Office

if TYPE_CHECKING:
    from secretary_app.operations.drafting import PreparedDrafts

_OUTDATED = "En remiss ändrades under tiden: skapa på nytt om ändringen ska vara med."


class Preparing(QObject):
    """Of one meeting, whichever is chosen."""

    read = Signal(object)
    """A Preparation: what is known of the meeting that was asked for."""
    late_read = Signal(object)
    """The late measures that the meeting's status list brings up, as DeadlineRows."""
    counted = Signal()
    """``computed`` has become another."""

    def __init__(self, office: Office, page: QWidget) -> None:
        super().__init__(page)
        self._office = office
        self._page = page
        self._meeting: Meeting | None = None
        self.found: Preparation | None = None
        """What is shown."""
        self.computed: Computed = {}
        """Where the plans go that nobody has accepted."""
        self._counting: Job | None = None
        self._again = False
        office.desk.ended.connect(self._on_ended)

    def show(self, meeting: Meeting | None) -> None:
        """Read what is up at this meeting."""
        if meeting is None or self._meeting is None or meeting.id != self._meeting.id:
            self.found = None
        self._meeting = meeting
        if meeting is None:
            return
        today, computed = self._office.desk.today, self.computed
        self._office.desk.read(
            lambda register: preparation(register, meeting, today, computed), self._take, owner=self, key="meeting"
        )
        self._office.desk.read(
            lambda register: _late(register, meeting, today), self.late_read.emit, owner=self, key="late"
        )

    def _take(self, found: Preparation) -> None:
        if self._meeting is not None and found.meeting.id == self._meeting.id:
            self.found = found
            self.read.emit(found)

    def count_plans(self) -> None:
        """Find where the plans go that nobody has accepted; where they are many, that takes a while."""
        if self._counting is not None:
            self._again = True
            return
        today = self._office.desk.today

        def work(register: Register, progress: Progress) -> Computed:
            return computed_meetings(register, today, progress)

        self._counting = self._office.desk.read_long(work, "Räknar planer", self._take_plans, owner=self, quiet=True)

    def _on_ended(self, job: object) -> None:
        """Also when it failed or was stopped."""
        if job is not None and job is self._counting:
            self._counting = None
            if self._again:
                self._again = False
                self.count_plans()

    def _take_plans(self, computed: Computed) -> None:
        if computed != self.computed:
            self.computed = computed
            self.counted.emit()
            self.show(self._meeting)

    def ask_all_drafts(self) -> None:
        """Ask which of all the papers that the meeting lacks are to be made."""
        needs = self.found.wanted_drafts if self.found is not None else ()
        if needs:
            self.ask_drafts(needs)
        else:
            self._office.notify(Notice("Alla utkast finns redan.", Tone.INFO))

    def ask_drafts(self, needs: Sequence[DraftNeed]) -> None:
        """Ask which of these papers are to be made."""
        if self.found is not None:
            remisser = [each.matter.remiss for each in self.found.matters]
            self._open(needs, {each.id: f"{each.diarienummer} {each.title}".strip() for each in remisser})

    def _open(self, needs: Sequence[DraftNeed], names: dict[str, str]) -> None:
        from secretary_app.ui.pages.sammantraden.drafts import DraftsDialog

        def draft(chosen: Sequence[DraftNeed]) -> None:
            self._draft(chosen, names)

        DraftsDialog(self._page.window(), self._office, needs, names, draft).open()

    def _draft(self, needs: Sequence[DraftNeed], names: dict[str, str]) -> None:
        groups = [(key, list(group)) for key, group in groupby(needs, key=lambda each: each.remiss_id)]

        def prepare(register: Register, progress: Progress) -> "list[PreparedDrafts]":
            from secretary_app.operations.drafting import DraftOrder, prepare_many

            wanted = [
                (register.get(Remiss, id_), [DraftOrder(each.kind, each.namnd.abbreviation) for each in group])
                for id_, group in groups
            ]
            return prepare_many(register, wanted, "", progress)

        def keep(register: Register, prepared: "list[PreparedDrafts]") -> Notice:
            from secretary_app.operations.drafting import keep_many

            kept = keep_many(register, prepared)
            path = register.files / kept.documents[0].path
            number = len(kept.documents)
            words = f"{number} utkast är skapade." if number > 1 else f"{path.stem} är skapat."
            tone = Tone.WARNING if kept.is_outdated else Tone.DONE
            said = f"{words} {_OUTDATED}" if kept.is_outdated else words
            return Notice(said, tone, "Visa i mappen", partial(show_or_tell, self._office, path))

        def refused(error: UserError) -> None:
            sentences = " ".join([error.message, *error.details])
            self._office.notify(Notice(sentences, Tone.ERROR, "Försök igen…", lambda: self._open(needs, names)))

        what = f"Skapar {len(needs)} utkast" if len(needs) > 1 else "Skapar utkastet"
        self._office.desk.prepare_long(prepare, what, keep, owner=self, says=lambda notice: notice, otherwise=refused)

    def ask_paragraphs(self) -> None:
        """Ask which §§ the ärenden got."""
        from secretary_app.operations.paragraphs import ParagraphSheet, paragraph_sheet
        from secretary_app.ui.pages.sammantraden.paragraphs import ParagraphsDialog

        meeting = self._meeting
        if meeting is None:
            return
        if meeting.cancelled or meeting.date > self._office.desk.today:
            why = "är inställt" if meeting.cancelled else "har inte hållits än"
            self._office.notify(Notice(f"Sammanträdet {why}, så det har inga §§ att registrera.", Tone.INFO))
            return

        def show(sheet: ParagraphSheet) -> None:
            if self._meeting is not None and sheet.meeting.id == self._meeting.id:
                ParagraphsDialog(self._page.window(), self._office, sheet).open()

        self._office.desk.read(lambda register: paragraph_sheet(register, meeting), show, owner=self, key="sheet")


def _late(register: Register, meeting: Meeting, today: dt.date) -> tuple[DeadlineRow, ...]:
    """Before the meeting; after it its list has been written."""
    if meeting.cancelled or meeting.date < today:
        return ()
    return late_measures(register, register.get(Namnd, meeting.namnd_id), today)
