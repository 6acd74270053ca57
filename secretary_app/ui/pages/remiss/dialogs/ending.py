"""What ends a remiss: the answer is sent, the matter is closed, or it was wrongly registered."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Dispatch
from secretary_app.domain.text import and_list
from secretary_app.operations.deciding import close
from secretary_app.operations.editing_remiss import record_dispatch, remove_dispatch, void_remiss
from secretary_app.operations.finding import name_of
from secretary_app.operations.remiss_choices import RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, day_in, line, lines, told
from secretary_app.ui.style.shapes import State
from secretary_app.ui.widgets.basics import Shape, column, label, link, row
from secretary_app.ui.widgets.date_field import DateField


class DispatchDialog(ActionDialog):
    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices) -> None:
        super().__init__(parent, office, "Vad har skickats, till vem?", "Notera expedieringen")
        self._remiss = choices.remiss
        self.what = line("Yttrande")
        self.recipients = lines(choices.remiss.sender)
        self.sent = DateField(self.desk.today)
        self.add("Vad", self.what)
        self.add("Mottagare, en på varje rad", self.recipients)
        self.add_day("Skickat", self.sent)
        if choices.dispatches:
            self._add_earlier(choices.dispatches)
        self._first = self.recipients if not choices.remiss.sender else self.sent

    def _add_earlier(self, dispatches: Sequence[Dispatch]) -> None:
        """What is noted already, each with a way to take it away."""
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for place, each in enumerate(dispatches):
            words = f"{each.what} till {each.recipient} {day(each.sent, self.desk.today)}"
            take_away = link("Ta bort", partial(self._remove, each), glyph="trash")
            take_away.setAccessibleName(f"Ta bort {words}")
            grid.addWidget(label(words, wrap=True), place, 0)
            grid.addWidget(take_away, place, 1)
        self.add_part(column(label("Redan noterat", "label"), grid, spacing=3))

    def _remove(self, dispatch: Dispatch) -> None:
        remiss = self._remiss
        said = f"{dispatch.what} till {dispatch.recipient} är inte längre noterat som skickat."
        self.record(lambda register: remove_dispatch(register, remiss, dispatch), lambda saved: told(said, saved.notes))

    def submit(self) -> None:
        remiss, what = self._remiss, self.what.text().strip()
        names = [each.strip() for each in self.recipients.toPlainText().splitlines() if each.strip()]
        if not what:
            raise Wrong(self.what, "Skriv vad som skickades, till exempel Yttrande.")
        if not names:
            raise Wrong(self.recipients, "Skriv minst en mottagare.")
        sent = day_in(self.sent, "Skriv vilken dag det skickades.")
        said = f"{what} till {and_list(names)}: skickat {day(sent, self.desk.today)}."
        self.record(
            lambda register: record_dispatch(register, remiss, what, names, sent),
            lambda saved: told(said, saved.notes) if saved.row else told("Inget nytt att notera.", saved.notes),
            at=self.sent,
        )


class CloseDialog(ActionDialog):
    """Only where answers are lacking: which, and why the matter is closed all the same."""

    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices) -> None:
        super().__init__(parent, office, "Varför avslutas ärendet utan alla svar?", "Avsluta ändå")
        self._remiss = choices.remiss
        count = len(choices.open_cells)
        head = "1 ruta saknar beslutat svar" if count == 1 else f"{count} rutor saknar beslutat svar"
        self.add_part(row(Shape(State.TODO), label(head, "strong"), None))
        for words in lacking(choices.open_cells):
            self.add_part(label(words, wrap=True))
        self.reason = lines()
        self.add("Skäl", self.reason)

    def submit(self) -> None:
        remiss, reason = self._remiss, self.reason.toPlainText().strip()
        if not reason:
            raise Wrong(self.reason, "Skriv varför ärendet avslutas utan svaren.")
        said = f"{name_of(remiss)} är avslutad."
        self.record(lambda register: close(register, remiss, reason), lambda _: said, at=self.reason)


def lacking(cells: tuple[tuple[str, str], ...]) -> list[str]:
    """A line a namnd: ``SBN: rekommendation 1, 2 och 5``."""
    numbers: dict[str, list[str]] = {}
    for namnd, number in cells:
        numbers.setdefault(namnd, []).append(number)
    return [
        f"{namnd}: rekommendation {and_list(each)}" if all(each) else f"{namnd}: hela remissen"
        for namnd, each in numbers.items()
    ]


class VoidDialog(ActionDialog):
    def __init__(self, parent: QWidget, office: Office, choices: RemissChoices) -> None:
        about = "Den finns kvar men räknas inte längre. Den kan öppnas igen."
        super().__init__(parent, office, f"Varför makuleras {name_of(choices.remiss)}?", "Makulera", about=about)
        self._remiss = choices.remiss
        self.reason = line(hint="Registrerad två gånger")
        self.add("Skäl", self.reason)

    def submit(self) -> None:
        remiss, reason = self._remiss, self.reason.text().strip()
        if not reason:
            raise Wrong(self.reason, "Skriv varför, till exempel att den är registrerad två gånger.")
        said = f"{name_of(remiss)} är makulerad."
        self.record(lambda register: void_remiss(register, remiss, reason), lambda _: said, at=self.reason)
