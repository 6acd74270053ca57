"""Step two: which bodies answer, with their days and meetings."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.domain.model import Namnd, NamndKind
from secretary_app.operations.editing_bodies import usual_bodies
from secretary_app.support.ids import new_id
from secretary_app.ui.style.shapes import State
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Shape, button, column, label, row

Dated = tuple[dt.date, dt.date | None]
_UNTICKED = ("VN", "REV")


@dataclass(frozen=True)
class _Choice:
    body: Namnd
    chosen: bool
    meetings: tuple[Dated, ...] = ()


class BodiesStep(QWidget):
    """A table of the usual bodies; names and days are changed in place."""

    changed = Signal()

    def __init__(self, year: int) -> None:
        super().__init__()
        self._year = year
        self._choices = [_Choice(body, body.abbreviation not in _UNTICKED) for body in usual_bodies()]
        model = RowModel(_columns(year), id_of=lambda each: each.body.id, edited=self._edit, parent=self)
        self.table: Table[_Choice] = Table(model, "Nämnder", two_lines=False)
        self.table.setSortingEnabled(False)
        self._hint_shape = Shape(State.TODO)
        self._hint = label("", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(
            column(
                label("Vilka nämnder svarar på remisser?", "big"),
                label(
                    "Bocka för dem som finns hos er. Klistra in mötesdagarna från Excel, så räknar Beredd ut alla "
                    "datum bakåt. Allt går att ändra senare.",
                    wrap=True,
                ),
                self.table,
                row(
                    button("Lägg till nämnd", self.add, glyph="plus"),
                    button("Klistra in mötesdagar…", self.paste, glyph="clipboard-text"),
                    None,
                ),
                row(self._hint_shape, self._hint),
                spacing=12,
            )
        )
        self._show()

    @property
    def bodies(self) -> list[Namnd]:
        """The chosen ones."""
        return [each.body for each in self._choices if each.chosen]

    @property
    def meetings(self) -> Mapping[str, Sequence[Dated]]:
        """Abbreviation → the meetings of the chosen bodies."""
        return {each.body.abbreviation: each.meetings for each in self._choices if each.chosen and each.meetings}

    def add(self) -> None:
        """A row for one more body, to be filled in."""
        body = Namnd(id=new_id(), abbreviation="", name="", justering_days=14, manusstopp_days=14)
        self._choices.append(_Choice(body, True))
        self._show()
        self.table.choose(body.id)
        self.table.setFocus()
        self.table.edit(self.table.currentIndex().siblingAtColumn(1))

    def paste(self) -> None:
        """Ask for meeting days, shown before they are taken."""
        from secretary_app.ui.widgets.paste_meetings import PasteMeetings

        current = self.table.current_row()
        known = {each.body.abbreviation: dict(each.meetings) for each in self._choices}
        dialog = PasteMeetings(
            self.window(),
            self._year,
            [each.body.abbreviation for each in self._choices if each.chosen],
            known,
            current.body.abbreviation if current else "",
        )
        dialog.accepted_meetings.connect(self.take_meetings)
        dialog.open()

    def take_meetings(self, meetings: Mapping[str, Sequence[Dated]]) -> None:
        """Add these, by abbreviation; what is there already stays."""
        for place, each in enumerate(self._choices):
            there = {date: (date, manusstopp) for date, manusstopp in each.meetings}
            new = {date: (date, manusstopp) for date, manusstopp in meetings.get(each.body.abbreviation, ())}
            self._choices[place] = replace(each, meetings=tuple(sorted((new | there).values())))
        self._show()

    def _edit(self, choice: _Choice, key: str, value: Any) -> None:
        place = next(place for place, each in enumerate(self._choices) if each.body.id == choice.body.id)
        each = self._choices[place]
        if key == "vald":
            each = replace(each, chosen=value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value))
        else:
            body = _edited(each.body, key, str(value).strip())
            if body is None:
                return
            each = replace(each, body=body)
        self._choices[place] = each
        self._show()

    def _show(self) -> None:
        self.table.set_rows(self._choices)
        without = [
            each.body.name or each.body.abbreviation
            for each in self._choices
            if each.chosen and not each.meetings and each.body.kind is not NamndKind.REVISORER
        ]
        self._hint_shape.setVisible(bool(without))
        if not without:
            self._hint.setText("Alla valda nämnder har möten.")
        elif len(without) == len(self.bodies):
            self._hint.setText("Ingen nämnd har möten än. Det går bra att vänta med.")
        else:
            names = ", ".join(filter(None, without[:3])) + (" med flera" if len(without) > 3 else "")
            self._hint.setText(f"{names} har inga möten. Det går bra att vänta med.")
        self.changed.emit()


def _edited(body: Namnd, key: str, text: str) -> Namnd | None:
    """The body with the cell's new value; None for what is no number of days."""
    values: dict[str, Any] = {key: text}
    if key.endswith("_days"):
        if not text.isdigit():
            return None
        values = {key: int(text)}
    if key == "abbreviation" and body.diary_prefix == body.abbreviation:
        values["diary_prefix"] = text
    return replace(body, **values)


def _columns(year: int) -> list[Column[_Choice]]:
    def days(name: str) -> Any:
        return lambda each: Cell(str(getattr(each.body, name)))

    def meetings(each: _Choice) -> Cell:
        return Cell(str(len(each.meetings)) if each.meetings else "–")

    def tick(each: _Choice) -> Cell:
        name = each.body.name or each.body.abbreviation
        return Cell("", tip=name, state=State.DONE if each.chosen else State.NONE)

    return [
        Column("vald", "Med", tick, width=48, check=True),
        Column("abbreviation", "Kortnamn", lambda each: each.body.abbreviation, width=88, editable=True),
        Column("name", "Nämnd", lambda each: each.body.name, width=220, stretch=True, editable=True),
        Column("manusstopp_days", "Manusstopp (dagar)", days("manusstopp_days"), width=136, right=True, editable=True),
        Column("justering_days", "Justering (dagar)", days("justering_days"), width=118, right=True, editable=True),
        Column("moten", f"Möten {year}", meetings, width=92, right=True),
    ]
