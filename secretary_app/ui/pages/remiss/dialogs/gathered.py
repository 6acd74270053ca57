"""The decisions of an ärende and what was sent, gathered to be read and copied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from secretary_app.domain.date_words import day
from secretary_app.operations.gathered_decisions import GatheredDecision, GatheredDecisions
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog
from secretary_app.ui.widgets.basics import button, column, label, rule


class GatheredDialog(ActionDialog):
    width_at_100 = 620

    def __init__(self, parent: QWidget, office: Office, gathered: GatheredDecisions) -> None:
        super().__init__(parent, office, "Beslut och expediering", "Kopiera beslutsunderlag", leave="Stäng")
        self._gathered = gathered
        self.add_button(button("Kopiera allt", self._copy_all, glyph="copy"))
        for each in gathered.decisions:
            self._add_decision(each)
        if not gathered.decisions:
            self.add_part(label("Inga beslut är inlagda än.", "second"))
        if gathered.dispatches:
            sent = [
                f"{each.what} till {each.recipient} {day(each.sent, self.desk.today)}" for each in gathered.dispatches
            ]
            self._add_list("Expedierat", sent)
        self._add_list("Beslutsunderlag", gathered.basis)

    def _add_decision(self, each: GatheredDecision) -> None:
        part = column(label(each.words, "strong", wrap=True, selectable=True), label(each.about, "second"), spacing=2)
        for clause in each.clauses:
            part.addWidget(label(clause, wrap=True, selectable=True))
        if each.recipients:
            part.addWidget(label(f"Skickas till {', '.join(each.recipients)}", "second", wrap=True))
        self.add_part(part)

    def _add_list(self, title: str, lines: Sequence[str]) -> None:
        self.add_part(rule())
        self.add_part(column(label(title, "label"), label("\n".join(lines), wrap=True, selectable=True), spacing=3))

    def submit(self) -> None:
        self._copy("\n".join(self._gathered.basis), "Beslutsunderlaget är kopierat.")

    def _copy_all(self) -> None:
        self._copy(self._gathered.as_text, "Besluten, expedieringen och beslutsunderlaget är kopierade.")

    def _copy(self, text: str, said: str) -> None:
        QApplication.clipboard().setText(text)
        self.office.notify(Notice(said))
        self.accept()
