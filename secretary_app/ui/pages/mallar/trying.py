"""A template tried on a remiss: asked for which, filled in beside other work, and shown; nothing of it is kept."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from secretary_app.operations.opening import Register
from secretary_app.operations.template_sets import TemplateRow
from secretary_app.operations.template_view import Drawing, drawing
from secretary_app.support.progress import Progress
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Office

if TYPE_CHECKING:
    from secretary_app.operations.template_view import RemissName


@dataclass(frozen=True)
class Trial:
    """What a template gave for a remiss."""

    drawing: Drawing
    remiss_id: str
    words: str
    """The remiss's."""
    title: str


class Trying(QObject):
    tried = Signal(Trial)

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._parent = parent

    def ask(self, template: TemplateRow, remiss_id: str = "") -> None:
        """Ask which remiss the template is to be tried on; ``remiss_id``: chosen at first."""
        latest = self._office.places.text("remisser/senast").split()

        def question(register: Register) -> "list[RemissName]":
            from secretary_app.operations.template_view import remisser_to_try

            return remisser_to_try(register, latest)

        self._office.desk.read(question, partial(self._ask, template, remiss_id), owner=self, key="remisser")

    def _ask(self, template: TemplateRow, remiss_id: str, found: "list[RemissName]") -> None:
        from secretary_app.ui.pages.mallar.dialogs import TryOn

        if not found:
            self._office.notify(Notice("Det finns ingen remiss att prova på än. Registrera en först."))
            return
        names = {each.id: each.words for each in found}

        def then(chosen: str, namnd_id: str) -> None:
            self._try(template, chosen, namnd_id, names[chosen])

        TryOn(self._parent.window(), self._office, template.kind, found, then, remiss_id).open()

    def _try(self, template: TemplateRow, remiss_id: str, namnd_id: str, words: str) -> None:
        title = f"Prov av {template.kind.swedish.lower()}"

        def work(register: Register, _progress: Progress) -> Trial:
            from secretary_app.operations.template_fields import try_on

            path = try_on(register, template.path, remiss_id, template.kind, namnd_id)
            return Trial(drawing(path), remiss_id, words, title)

        self._office.desk.read_long(work, "Provar mallen", self.tried.emit, owner=self, quiet=True)
