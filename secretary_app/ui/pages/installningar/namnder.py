"""The bodies: a table of all, and the form of the chosen one."""

import datetime as dt
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QPushButton

from secretary_app.domain import model
from secretary_app.domain.model import Namnd, NamndKind
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_bodies import remove_namnd, save_namnd
from secretary_app.operations.opening import Register
from secretary_app.operations.settings_lists import bodies_by_name, new_namnd
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.form import Value
from secretary_app.ui.pages.installningar.section import may_leave
from secretary_app.ui.pages.installningar.succession import Succession
from secretary_app.ui.pages.installningar.table_section import TableSection
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.widgets.basics import link, put, row


class NamnderSection(TableSection[Namnd]):
    key = "namnder"
    title = "Nämnder"
    kinds = frozenset({model.Namnd})
    add_words = "Lägg till nämnd…"
    new_words = "Ny nämnd"

    def __init__(self, office: Office) -> None:
        self._bodies: list[Namnd] = []
        super().__init__(office, self._columns())
        self.table.gives_way = {"justering": 0, "manusstopp": 0, "giltig": 0, "typ": 0}

    def _columns(self) -> list[Column[Namnd]]:
        def kind(each: Namnd) -> Cell:
            return Cell(each.kind.value, f"under {self._name_of(each.parent_id)}" if each.parent_id else "")

        def name(each: Namnd) -> Cell:
            return Cell(each.abbreviation, each.name, strong=True)

        return [
            Column("namn", "Nämnd", name, lambda each: swedish_key(each.name), width=190, stretch=True),
            Column("typ", "Typ", kind, width=116),
            Column("manusstopp", "Manusstopp", lambda each: _days(each.manusstopp_days), width=96, right=True),
            Column("justering", "Justering", lambda each: _days(each.justering_days), width=84, right=True),
            Column("giltig", "Giltig", self._validity, lambda each: each.valid_to or dt.date.max, width=120),
        ]

    def _validity(self, each: Namnd) -> Cell:
        begins = f"från {each.valid_from}" if each.valid_from else ""
        if each.valid_to is None:
            return Cell(begins or "tills vidare", tone="text2")
        after = self._name_of(each.successor_id)
        return Cell(f"till {each.valid_to}", f"blir {after}" if after else begins, tone="text2")

    def _name_of(self, id: str | None) -> str:
        return next((each.abbreviation for each in self._bodies if each.id == id), "")

    def lay_out_fields(self) -> None:
        form = self.form
        put(
            form.fields,
            row(form.line("abbreviation", "Förkortning"), form.line("diary_prefix", "Diariekod"), spacing=12),
        )
        put(form.fields, form.line("name", "Namn"))
        put(form.fields, row(form.choice("kind", "Typ"), form.choice("parent_id", "Överordnad"), spacing=12))
        manusstopp = form.days("manusstopp_days", "Manusstopp, dagar före")
        justering = form.days("justering_days", "Justering, dagar efter")
        put(form.fields, row(manusstopp, justering, spacing=12))
        handling = form.days("handling_days", "Handläggning, arbetsdagar")
        warning = form.days("warning_days", "Varning, arbetsdagar före")
        put(form.fields, row(handling, warning, spacing=12))
        put(form.fields, form.line("forvaltning", "Förvaltning"))
        put(form.fields, form.line("email", "E-post"))
        put(form.fields, row(form.day("valid_from", "Giltig från"), form.day("valid_to", "Giltig till"), spacing=12))
        form.offer("kind", [(each.value, each.value) for each in NamndKind])

    def further(self) -> list[QPushButton]:
        return [link("Slå ihop eller byt namn…", self.succeed, glyph="arrows-left-right")]

    def blank(self) -> Namnd:
        return new_namnd()

    def name_of(self, each: Namnd) -> str:
        return each.name

    def values_of(self, each: Namnd) -> dict[str, Value]:
        return {**vars(each), "kind": each.kind.value}

    def with_values(self, each: Namnd, values: dict[str, Any]) -> Namnd:
        return replace(each, **{**values, "kind": NamndKind(values["kind"])})

    def record(self, register: Register, each: Namnd) -> Saved[Namnd]:
        return save_namnd(register, each)

    def take_away(self, register: Register, each: Namnd) -> Saved[Namnd]:
        return remove_namnd(register, each)

    def refresh(self) -> None:
        self.desk.read(bodies_by_name, self._take, owner=self, key="bodies")

    def _take(self, bodies: list[Namnd]) -> None:
        self._bodies = bodies
        self.form.offer("parent_id", [("Ingen", None), *((each.abbreviation, each.id) for each in bodies)])
        self.take_rows(bodies)

    def succeed(self) -> None:
        """Ask which body comes after the chosen one, and when."""
        if self._shown is not None and may_leave(self.form, self, self._shown.name):
            Succession(self.window(), self.office, self._shown, self._bodies).open()


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dagar"
