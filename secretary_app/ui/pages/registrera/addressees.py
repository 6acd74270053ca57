"""Whom a recommendation is addressed to: a chip for each of the register's bodies, and the way to the others."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from secretary_app.domain.model import Namnd
from secretary_app.operations.form_choices import FormChoices
from secretary_app.operations.intake_form import FormRecommendation
from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, clear, clicked, restyle
from secretary_app.ui.widgets.flow import Flow


class Addressees(QWidget):
    toggled = Signal(str)
    """The body with this id is to be added or taken away."""
    new_asked = Signal()
    """A body that the register lacks is to be added."""

    def __init__(self, choices: FormChoices) -> None:
        super().__init__()
        self._choices = choices
        self._shown: FormRecommendation | None = None
        self.chips: dict[str, QPushButton] = {}
        self._flow = Flow(spacing=6)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(theme().px(6), 0, 0, 0)
        inside.addLayout(self._flow, 1)

    def set_choices(self, choices: FormChoices) -> None:
        """The register's bodies have changed."""
        if choices != self._choices:
            self._choices = choices
            self.chips = {}
            if self._shown is not None:
                self.show_recommendation(self._shown)

    def show_recommendation(self, each: FormRecommendation) -> None:
        """Those it is addressed to, and those it may be, marked among all that are usual."""
        self._shown = each
        choices = self._choices
        chosen = {to.namnd_id for to in each.addressees if to.namnd_id}
        suggested = set(each.suggested) if not each.certain else set()
        wanted = [body.id for body in choices.usual]
        others = [body.id for body in choices.more if body.id in chosen | suggested]
        gone = [id for id in chosen | suggested if id not in {*wanted, *others} and id in choices.bodies]
        shown = [choices.bodies[id] for id in (*wanted, *others, *sorted(gone))]
        if [body.id for body in shown] != list(self.chips):
            self._make_chips(shown)
        for body in shown:
            self._show_chip(self.chips[body.id], body, is_chosen=body.id in chosen, is_unsure=body.id in suggested)

    def _make_chips(self, bodies: list[Namnd]) -> None:
        clear(self._flow)
        self.chips = {}
        for body in bodies:
            chip = button(body.abbreviation, partial(self.toggled.emit, body.id))
            chip.setCheckable(True)
            chip.setProperty("toggle", True)
            chip.setIconSize(QSize(theme().px(12), theme().px(12)))
            chip.setToolTip(body.name)
            self.chips[body.id] = chip
            self._flow.addWidget(chip)
        more = button("Fler…", self._open_bodies)
        more.setProperty("toggle", True)
        more.setAccessibleName("Fler nämnder, eller en ny")
        self._flow.addWidget(more)
        self._more = more

    def _show_chip(self, chip: QPushButton, body: Namnd, *, is_chosen: bool, is_unsure: bool) -> None:
        unsure = is_unsure and not is_chosen
        chip.setChecked(is_chosen)
        chip.setIcon(icon("check", "accent") if is_chosen else QIcon())
        chip.setText(f"{body.abbreviation}?" if unsure else body.abbreviation)
        chip.setAccessibleName(f"{body.name}, föreslagen" if unsure else body.name)
        if bool(chip.property("unsure")) != unsure:
            chip.setProperty("unsure", unsure)
            restyle(chip)

    def _open_bodies(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for body in self._choices.more:
            action = menu.addAction(f"{body.abbreviation}   {body.name}".replace("&", "&&"))
            action.triggered.connect(clicked(partial(self.toggled.emit, body.id)))
        if self._choices.more:
            menu.addSeparator()
        menu.addAction("Lägg till en ny nämnd…").triggered.connect(clicked(self.new_asked.emit))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
