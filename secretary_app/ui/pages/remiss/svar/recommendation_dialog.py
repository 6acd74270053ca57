"""A recommendation's words and number corrected."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Recommendation, Remiss
from secretary_app.operations.editing_recommendations import save_recommendation
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, line, lines, told
from secretary_app.ui.style.theme import theme


class RecommendationTextDialog(ActionDialog):
    def __init__(self, parent: QWidget, office: Office, remiss: Remiss, recommendation: Recommendation) -> None:
        super().__init__(parent, office, f"Hur lyder rekommendation {recommendation.number}?", "Spara rekommendationen")
        self._remiss = remiss
        self._recommendation = recommendation
        self.text = lines(recommendation.text, height=120)
        self.number = line(recommendation.number)
        self.number.setMaximumWidth(theme().px(140))
        self.add("Rekommendationen, ordagrant", self.text)
        self.add("Nummer", self.number)

    def submit(self) -> None:
        text = self.text.toPlainText().strip()
        if not text:
            raise Wrong(self.text, "Rekommendationen saknar text. Skriv den ordagrant.")
        remiss = self._remiss
        changed = replace(self._recommendation, text=text, number=self.number.text())
        self.record(
            lambda register: save_recommendation(register, remiss, changed),
            lambda saved: told(f"Rekommendation {saved.row.number} är sparad.", saved.notes),
            at=self.text,
        )
