"""Asks which body comes after another: one that is there (they are merged), or a new one (a new name)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from secretary_app.domain.model import Namnd
from secretary_app.domain.swedish_dates import in_words
from secretary_app.operations.succeeding import succeed
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.section import told
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, column, field, label, put, restyle, row
from secretary_app.ui.widgets.date_field import DateField

_NEW = "ny"


class Succession(QDialog):
    def __init__(self, parent: QWidget, office: Office, namnd: Namnd, bodies: Sequence[Namnd]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._office, self._namnd = office, namnd
        question = f"Vad blir {namnd.name}?"
        self.setWindowTitle(question)
        self.last = DateField(dt.date(office.desk.today.year, 12, 31))
        self.which = QComboBox()
        self.which.addItem("En ny nämnd, eller samma med nytt namn", _NEW)
        self._bodies = {each.id: each for each in bodies if each.id != namnd.id}
        for each in self._bodies.values():
            self.which.addItem(f"{each.abbreviation}, {each.name}", each.id)
        self.which.currentIndexChanged.connect(self._show_fields)
        self.abbreviation, self.name = QLineEdit(), QLineEdit()
        self._new = QWidget()
        new = column(field("Ny förkortning", self.abbreviation), field("Nytt namn", self.name))
        self._new.setLayout(new)
        self.fault = label("", "late", wrap=True)
        self.fault.hide()
        self.save = button("Spara efterträdaren", self._save, primary=True)
        self.save.setDefault(True)
        layout = QVBoxLayout(self)
        margin = theme().px(18)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme().px(12))
        put(layout, label(question, "heading", wrap=True))
        words = (
            f"Det {namnd.abbreviation} har svarat och beslutat ligger kvar under {namnd.abbreviation}. "
            "Nya remisser går till efterträdaren."
        )
        put(layout, label(words, "second", wrap=True))
        put(layout, field(f"Sista dag för {namnd.abbreviation}", self.last))
        put(layout, field("Efterträds av", self.which))
        put(layout, self._new)
        put(layout, self.fault)
        layout.addStretch(1)
        put(layout, row(None, button("Avbryt", self.reject), self.save))
        self.resize(theme().px(480), self.sizeHint().height())
        self.last.setFocus()

    def _show_fields(self) -> None:
        self._new.setVisible(self.which.currentData() == _NEW)

    def _save(self) -> None:
        last = self.last.day()
        self.last.setProperty("wrong", last is None)
        restyle(self.last)
        if last is None:
            self._refused(UserError("Skriv nämndens sista dag, till exempel 2026-12-31."))
            return
        found = self._bodies.get(self.which.currentData())
        successor = found or replace(
            self._namnd,
            id=new_id(),
            version=0,
            abbreviation=self.abbreviation.text(),
            name=self.name.text(),
            valid_to=None,
            successor_id=None,
        )
        self.save.setEnabled(False)
        self._office.desk.write(
            lambda register: succeed(register, self._namnd, last, successor),
            lambda _saved: self.accept(),
            owner=self,
            says=told(f"{self._namnd.abbreviation} blir {successor.abbreviation.strip()} efter {in_words(last)}."),
            otherwise=self._refused,
            at_end=lambda: self.save.setEnabled(True),
        )

    def _refused(self, error: UserError) -> None:
        self.save.setEnabled(True)
        self.fault.setText(error.message)
        self.fault.show()
