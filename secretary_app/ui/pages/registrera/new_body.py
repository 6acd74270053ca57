"""A body that the register lacks, added on the spot: the paper names it, and it is to answer."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Namnd, NamndKind
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_bodies import save_namnd
from secretary_app.operations.form_choices import FormChoices
from secretary_app.operations.named_bodies import usual_abbreviation
from secretary_app.support.ids import new_id
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.action_dialog import ActionDialog, Wrong, combo, line

_KINDS = (
    ("Nämnd", NamndKind.NAMND),
    ("Styrelse", NamndKind.STYRELSE),
    ("Bolag", NamndKind.BOLAG),
    ("Förvaltning", NamndKind.FORVALTNING),
    ("Utanför kommunen", NamndKind.EXTERN),
)


class NewBody(ActionDialog):
    width_at_100 = 420

    def __init__(
        self, parent: QWidget, office: Office, choices: FormChoices, words: str, made: Callable[[str], None]
    ) -> None:
        """``words``: as the paper names it; ``made`` is told the new body's id."""
        about = "Sammanträden och beredning kan läggas in efteråt, i Inställningar."
        super().__init__(parent, office, "Vilken nämnd ska läggas till?", "Lägg till nämnden", about=about)
        self._made = made
        taken = [each.abbreviation for each in choices.bodies.values()]
        self.name = line(words)
        self.abbreviation = line(usual_abbreviation(words, taken), hint="Till exempel BUN")
        self.body_kind = combo(_KINDS)
        self.body_kind.setCurrentIndex(_likely_kind(words))
        self.add("Namn", self.name)
        self.add("Förkortning", self.abbreviation)
        self.add("Slag", self.body_kind)

    def submit(self) -> None:
        for editor, why in (
            (self.name, "Skriv namnet helt ut, till exempel Barn- och utbildningsnämnden."),
            (self.abbreviation, "Skriv en förkortning, till exempel BUN."),
        ):
            if not editor.text().strip():
                raise Wrong(editor, why)
        body = Namnd(
            id=new_id(),
            name=self.name.text(),
            abbreviation=self.abbreviation.text(),
            kind=self.body_kind.currentData(),
        )
        self.record(lambda register: save_namnd(register, body), _says, at=self.abbreviation)

    def _recorded(self, result: object) -> None:
        super()._recorded(result)
        assert isinstance(result, Saved)
        self._made(result.row.id)


def _says(saved: Saved[Namnd]) -> str:
    return f"{saved.row.name} ({saved.row.abbreviation}) är tillagd bland nämnderna."


def _likely_kind(words: str) -> int:
    endings = (("styrelsen", 1), ("styrelse", 1), (" ab", 2), ("aktiebolag", 2), ("förvaltningen", 3), ("kontoret", 3))
    return next((place for ending, place in endings if words.casefold().endswith(ending)), 0)
