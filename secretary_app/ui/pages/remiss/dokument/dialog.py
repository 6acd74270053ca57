"""Which drafts are to be made, for which namnder, with which templates."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from secretary_app.domain.model import DocumentKind, Namnd
from secretary_app.operations.documents import DraftChoice, DraftChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, combo
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import chip, label, link, restyle
from secretary_app.ui.widgets.flow import Flow

Order = tuple[DocumentKind, Namnd]
_FOR_ALL_ASKED = (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR)


class DraftDialog(ActionDialog):
    """A line a kind with its namnder as chips; several may be chosen, and are made together."""

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        choices: DraftChoices,
        then: Callable[[list[Order], str], None],
        chosen: Collection[tuple[DocumentKind, str]] = (),
    ) -> None:
        """``chosen``: kinds with the namnd's id, chosen from the start; ``""``: whom the kind is for as a rule."""
        super().__init__(parent, office, "Vilka utkast ska skapas?", "Skapa utkast")
        self._choices = choices
        self._then = then
        self._chips: dict[tuple[DocumentKind, str], QPushButton] = {}
        self._sets: QComboBox | None = None
        self._lay_out_kinds()
        self._asked = self._choose(chosen)
        self._lay_out_sets()
        self._count()

    def chip(self, kind: DocumentKind, namnd_id: str) -> QPushButton:
        """The chip of a kind and a namnd."""
        return self._chips[kind, namnd_id]

    def _lay_out_kinds(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(14))
        grid.setVerticalSpacing(theme().px(8))
        grid.setColumnStretch(1, 1)
        for place, choice in enumerate(self._choices.kinds):
            grid.addWidget(label(choice.kind.swedish), place, 0)
            if choice.why_none:
                grid.addWidget(label(choice.why_none, "second", wrap=True), place, 1)
            else:
                grid.addLayout(self._chips_of(choice), place, 1)
        self.add_part(grid)

    def _lay_out_sets(self) -> None:
        if len(self._choices.template_sets) > 1:
            self._sets = combo([(title, name) for name, title in self._choices.template_sets])
            self._sets.setCurrentIndex(max(0, self._sets.findData(self._choices.template_set)))
            self.add("Mallar", self._sets)

    def _chips_of(self, choice: DraftChoice) -> Flow:
        flow = Flow()
        for namnd in choice.namnder:
            made = chip(namnd.abbreviation, partial(self._clicked, choice.kind, namnd.id))
            made.setToolTip(namnd.name)
            made.setAccessibleName(f"{choice.kind.swedish}, {namnd.name}")
            self._chips[choice.kind, namnd.id] = made
            flow.addWidget(made)
        if choice.kind in _FOR_ALL_ASKED and len(choice.namnder) > 1:
            everybody = link("Alla", partial(self._choose_all, choice))
            everybody.setAccessibleName(f"{choice.kind.swedish} till alla")
            flow.addWidget(everybody)
        return flow

    def _choose(self, chosen: Collection[tuple[DocumentKind, str]]) -> QPushButton:
        """Choose these; the chip that is focused first, and under which it is said what is wrong."""
        by_kind = {each.kind: each for each in self._choices.kinds}
        for kind, namnd_id in chosen:
            if namnd_id:
                ids = [namnd_id]
            elif kind in _FOR_ALL_ASKED:
                ids = [each.id for each in by_kind[kind].namnder]
            else:
                ids = [self._choices.owner.id]
            for each in ids:
                if (kind, each) in self._chips:
                    self._chips[kind, each].setChecked(True)
                    self._take_along(kind, each)
        first = next((each for each in self._chips.values() if each.isChecked()), next(iter(self._chips.values())))
        self.watch(first, self.form)
        return first

    def _choose_all(self, choice: DraftChoice) -> None:
        chips = [self._chips[choice.kind, each.id] for each in choice.namnder]
        wanted = not all(each.isChecked() for each in chips)
        for namnd, each in zip(choice.namnder, chips, strict=True):
            each.setChecked(wanted)
            self._take_along(choice.kind, namnd.id)
        self._count()

    def _clicked(self, kind: DocumentKind, namnd_id: str) -> None:
        self._take_along(kind, namnd_id)
        self._count()

    def _take_along(self, kind: DocumentKind, namnd_id: str) -> None:
        """With an internremiss goes the form to answer it in; it can be left out."""
        form = self._chips.get((DocumentKind.SVARSFORMULAR, namnd_id))
        if kind is DocumentKind.INTERNREMISS and form is not None:
            form.setChecked(self._chips[kind, namnd_id].isChecked())

    def _orders(self) -> list[Order]:
        return [
            (choice.kind, namnd)
            for choice in self._choices.kinds
            for namnd in choice.namnder
            if (choice.kind, namnd.id) in self._chips and self._chips[choice.kind, namnd.id].isChecked()
        ]

    def _count(self) -> None:
        number = len(self._orders())
        self.verb.setText(f"Skapa {number} utkast" if number > 1 else "Skapa utkast")
        restyle(self.verb)

    def submit(self) -> None:
        orders = self._orders()
        if not orders:
            raise Wrong(self._asked, "Välj minst en nämnd på någon av raderna.")
        template_set = str(self._sets.currentData()) if self._sets else ""
        self.accept()
        self._then(orders, template_set)
