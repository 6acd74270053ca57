"""The head of a remiss: title, whose, until when, and the chain of steps with the next one to take."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.domain.model import Remiss
from secretary_app.ui.core.page import Office
from secretary_app.ui.widgets.basics import label


class Head(QWidget):
    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._remiss_id = ""
        self._title = label("", "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)

    def show_remiss(self, remiss_id: str) -> None:
        """Show this remiss."""
        self._remiss_id = remiss_id
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        remiss_id = self._remiss_id
        self._office.desk.read(lambda register: register.get(Remiss, remiss_id), self._show, owner=self, key="head")

    def _show(self, remiss: Remiss) -> None:
        self._title.setText(remiss.title)
