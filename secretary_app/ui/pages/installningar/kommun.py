"""The kommun and its letterhead."""

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from secretary_app.domain import model
from secretary_app.domain.model import Kommun
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_bodies import save_kommun, the_kommun
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.form import Form
from secretary_app.ui.pages.installningar.logo import LogoPart
from secretary_app.ui.pages.installningar.section import Section, told
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Sheet, label, put, row

_FIELDS = (
    ("name", "Kommunens namn", "Älvstads kommun"),
    ("organisation_number", "Organisationsnummer", "212000-0000"),
    ("address", "Adress", "Kommunledningskontoret"),
    ("postal_address", "Postadress", "999 80 Älvstad"),
    ("visiting_address", "Besöksadress", "Stadshuset, Kvarngatan 2"),
    ("phone", "Telefon", "0555-123 00"),
    ("email", "E-post", "kommun@alvstad.example"),
    ("website", "Webbplats", "www.alvstad.example"),
)


class KommunSection(Section):
    key = "kommun"
    title = "Kommun"
    kinds = frozenset({model.Kommun})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._kommun = Kommun(id="kommun")
        self.form = Form()
        put(
            self.form.fields,
            label("Uppgifterna står i brevhuvudet på tjänsteskrivelser och yttranden.", "second", wrap=True),
        )
        for first, second in zip(_FIELDS[::2], _FIELDS[1::2], strict=True):
            pair = row(self.form.line(*first), self.form.line(*second), spacing=16)
            put(self.form.fields, pair)
        self.form.save_asked.connect(self._save)
        self.form.setMaximumWidth(theme().px(720))
        self.logo = LogoPart(office)
        sheet = Sheet(self.form, self.logo, margin=24)
        sheet.body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def forms(self) -> list[Form]:
        return [self.form]

    def focus_first(self) -> None:
        self.form.editor("name").setFocus()

    def refresh(self) -> None:
        self.desk.read(the_kommun, self._take, owner=self, key="kommun")
        self.logo.refresh()

    def _take(self, kommun: Kommun) -> None:
        if not self.form.is_changed:
            self._kommun = kommun
            self.form.show_values(vars(kommun))
        elif _letterhead(kommun) == _letterhead(self._kommun):
            # Only the logo or the house style is another: what is typed can still be saved.
            self._kommun = kommun

    def _save(self) -> None:
        kommun = replace(self._kommun, **{key: str(value) for key, value in self.form.values().items()})  # type: ignore[arg-type] # the form's fields are the kommun's texts
        self.desk.write(
            lambda register: save_kommun(register, kommun),
            self._after,
            owner=self,
            says=told(f"Uppgifterna om {kommun.name.strip()} är sparade."),
            otherwise=self.form.refused,
        )

    def _after(self, saved: Saved[Kommun]) -> None:
        self._kommun = saved.row
        self.form.show_values(vars(saved.row))


def _letterhead(kommun: Kommun) -> Kommun:
    """What the form shows of it."""
    return replace(kommun, version=0, logo="", template_set="")
