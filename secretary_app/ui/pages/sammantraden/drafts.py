"""Which drafts are to be made for the ärenden of a meeting."""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtWidgets import QCheckBox, QWidget

from secretary_app.operations.meeting_points import DraftNeed
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.action_dialog import ActionDialog, Wrong
from secretary_app.ui.widgets.basics import column, label, unbroken

Chosen = Callable[[Sequence[DraftNeed]], None]
_ABOUT = (
    "Inget skrivs över. Ett nytt utkast läggs bredvid det äldre, men det du själv har skrivit i det följer inte med."
)


class DraftsDialog(ActionDialog):
    """Those that are missing are chosen; those that are older than the answers can be."""

    def __init__(
        self, parent: QWidget, office: Office, needs: Sequence[DraftNeed], names: dict[str, str], then: Chosen
    ) -> None:
        """``names``: of the remisser by id. Where none is missing, all are chosen."""
        super().__init__(parent, office, "Vilka utkast ska skapas?", "Skapa utkasten", about=_ABOUT)
        self._then = then
        self.boxes: list[tuple[QCheckBox, DraftNeed]] = []
        some_missing = any(each.latest is None for each in needs)
        for remiss_id, group in groupby(needs, key=lambda each: each.remiss_id):
            part = column(label(names[remiss_id], "strong", wrap=True), spacing=4)
            for need in group:
                part.addWidget(self._box(need, names[remiss_id], chosen=need.latest is None or not some_missing))
            self.add_part(part)
        self._first = self.boxes[0][0] if self.boxes else None
        self._count()

    def _box(self, need: DraftNeed, name: str, *, chosen: bool) -> QCheckBox:
        words = f"{need.kind.swedish} {need.namnd.abbreviation}"
        if need.latest is not None:
            words += f" (utkast {need.latest.draft_number} är äldre än svaren)"
        box = QCheckBox(unbroken(words))
        box.setAccessibleName(f"{words}, {name}")
        box.setChecked(chosen)
        box.toggled.connect(self._count)
        self.boxes.append((box, need))
        return box

    def _chosen(self) -> list[DraftNeed]:
        return [need for box, need in self.boxes if box.isChecked()]

    def _count(self) -> None:
        number = len(self._chosen())
        self.verb.setText("Skapa utkastet" if number == 1 else f"Skapa {number} utkast" if number else "Skapa utkast")

    def submit(self) -> None:
        chosen = self._chosen()
        if not chosen:
            raise Wrong(self.boxes[0][0], "Välj minst ett utkast att skapa.")
        self.accept()
        self.deleteLater()
        self._then(chosen)
