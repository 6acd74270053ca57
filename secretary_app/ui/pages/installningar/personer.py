"""The people: a table of all, and the form of the chosen one."""

from dataclasses import replace
from typing import Any

from secretary_app.domain import model
from secretary_app.domain.model import Person
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_bodies import remove_person, save_person
from secretary_app.operations.opening import Register
from secretary_app.operations.settings_lists import PeopleList, new_person, people_list
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.table_section import TableSection
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.widgets.basics import put, row


class PersonerSection(TableSection[Person]):
    key = "personer"
    title = "Personer"
    kinds = frozenset({model.Person, model.Namnd})
    add_words = "Lägg till person…"
    new_words = "Ny person"

    def __init__(self, office: Office) -> None:
        self._bodies: dict[str | None, str] = {}
        columns: list[Column[Person]] = [
            Column("namn", "Namn", lambda each: Cell(each.name, each.title, strong=True), width=190, stretch=True),
            Column("roll", "Roll", lambda each: each.role, width=130),
            Column("namnd", "Nämnd", lambda each: self._bodies.get(each.namnd_id, ""), width=80),
            Column("epost", "E-post", lambda each: Cell(each.email, each.phone), width=264),
        ]
        super().__init__(office, columns)
        self.table.gives_way = {"roll": 0, "epost": 0, "namnd": 0}

    def lay_out_fields(self) -> None:
        form = self.form
        put(form.fields, form.line("name", "Namn"))
        put(form.fields, form.line("title", "Titel"))
        put(form.fields, row(form.line("role", "Roll"), form.choice("namnd_id", "Nämnd"), spacing=12))
        put(form.fields, form.line("email", "E-post"))
        put(form.fields, form.line("phone", "Telefon"))

    def blank(self) -> Person:
        return new_person()

    def name_of(self, each: Person) -> str:
        return each.name

    def with_values(self, each: Person, values: dict[str, Any]) -> Person:
        return replace(each, **values)

    def record(self, register: Register, each: Person) -> Saved[Person]:
        return save_person(register, each)

    def take_away(self, register: Register, each: Person) -> Saved[Person]:
        return remove_person(register, each)

    def refresh(self) -> None:
        self.desk.read(people_list, self._take, owner=self, key="people")

    def _take(self, read: PeopleList) -> None:
        self._bodies = {each.id: each.abbreviation for each in read.bodies}
        self.form.offer("namnd_id", [("Ingen", None), *((each.abbreviation, each.id) for each in read.bodies)])
        self.take_rows(read.people)
