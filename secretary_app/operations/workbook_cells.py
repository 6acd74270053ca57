"""One row of a workbook while it is taken in: its values, what they name in the register, its faults."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from secretary_app.domain.diarienummer import plain
from secretary_app.domain.model import Entity, Namnd, Recommendation, Remiss
from secretary_app.excel.workbook import CellProblem, SheetRow
from secretary_app.operations.finding import Bodies
from secretary_app.operations.merging import Merge, RowState

T = TypeVar("T", bound=Entity)

_ID = re.compile(r"[^\s/\\]{1,64}")
_ABBREVIATION = re.compile(r"\S{1,4}|[^a-zåäö\s]+")
"""What somebody means as an abbreviation, so that an unknown one is a slip and no body to be chosen later."""


class ImportContext:
    """What the rows of one import share."""

    def __init__(self, merge: Merge, problems: list[CellProblem], answering: Namnd | None = None) -> None:
        self.merge = merge
        self.answering = answering
        """Where the workbook is one namnd's answer: whose new measures are that name nobody."""
        self.problems = problems
        self.notices: list[str] = []
        self.first_rows: dict[tuple[str, str], int] = {}
        """The first row (its number) of a sheet that gave a register row (its id)."""
        self.given: dict[tuple[str, int], str] = {}
        """The register row (its id) that a row of a sheet gave."""
        self.explicitly_decided: set[str] = set()
        """Responses (their ids) whose row says itself whether they are decided."""
        self._doubtful: set[tuple[str, ...]] = set()
        self._faulty = {(problem.sheet, problem.cell) for problem in problems}
        self._bodies: Bodies | None = None

    @property
    def bodies(self) -> Bodies:
        if self._bodies is None:
            self._bodies = Bodies(list(self.merge.rows(Namnd).values()))
        return self._bodies

    def bodies_changed(self) -> None:
        self._bodies = None

    def doubt(self, *what: str) -> None:
        """Remember what a faulty row would have given, so that rows that refer to it aren't told as faults too."""
        self._doubtful.add(what)

    def is_doubtful(self, *what: str) -> bool:
        return what in self._doubtful

    def add_problem(self, sheet: str, cell: str, message: str) -> None:
        """Name a faulty cell; one that was named already is not named again."""
        if (sheet, cell) not in self._faulty:
            self._faulty.add((sheet, cell))
            self.problems.append(CellProblem(sheet, cell, message))


class Cells:
    """A row's values by field. A value that cannot be used is named as a problem, and the row is then faulty."""

    def __init__(self, row: SheetRow, context: ImportContext) -> None:
        self.row = row
        self._context = context
        self.faulty = False

    def __getitem__(self, field: str) -> Any:
        """The value, None where the cell is blank."""
        return self.row.values.get(field)

    def fault(self, field: str, message: str) -> None:
        self.faulty = True
        self._context.add_problem(self.row.sheet, self.row.cell(field), message)

    def body(self, field: str) -> Namnd | None:
        """The body that the cell names, by abbreviation or name; None where it is blank or unknown."""
        words = self[field]
        return None if words is None else self._body(field, words)

    def _body(self, field: str, words: str) -> Namnd | None:
        found = self._context.bodies.known(words)
        if found is None and self._context.is_doubtful("namnd", words.casefold()):
            self.faulty = True
        elif found is None:
            self.fault(field, f"Det finns ingen nämnd {words}. Lägg in den i bladet Nämnder eller rätta förkortningen.")
        return found

    def body_list(self, field: str) -> list[Namnd] | None:
        words = self[field]
        if words is None:
            return None
        found = [body for each in words if (body := self._body(field, each)) is not None]
        return list({body.id: body for body in found}.values())

    def addressees(self, field: str) -> list[dict[str, Any]] | None:
        """Bodies, and words such as "Berörda nämnder" that are none yet; an unknown abbreviation is a fault."""
        words = self[field]
        if words is None:
            return None
        found: dict[str, dict[str, Any]] = {}
        for each in words:
            body = self._context.bodies.known(each)
            if body is None and _ABBREVIATION.fullmatch(each):
                self._body(field, each)
            found[body.id if body else each] = {"namnd_id": body.id if body else None, "words": "" if body else each}
        return list(found.values())

    def remiss(self) -> Remiss | None:
        """The remiss of the row, by the id in Remiss, else by its Diarienummer."""
        id, diarienummer = self["remiss"], self["diarienummer"]
        if id is not None:
            return self._context.merge.get(Remiss, id) or self._one("remiss", id)
        return None if diarienummer is None else self._one("diarienummer", diarienummer)

    def remiss_in(self, field: str) -> Remiss | None:
        """The remiss that ``field`` names, by its id or its diarienummer; None where it is blank or wrong."""
        words = self[field]
        return None if words is None else self._context.merge.get(Remiss, words) or self._one(field, words)

    def _one(self, field: str, words: str) -> Remiss | None:
        found = self._context.merge.find(Remiss, diarienummer=words)
        if len(found) == 1:
            return found[0]
        if self._context.is_doubtful("remiss", plain(words)):
            self.faulty = True
        elif not found:
            self.fault(field, f"Det finns ingen remiss {words}. Lägg in den i bladet Remisser eller rätta uppgiften.")
        else:
            ids = ", ".join(remiss.id for remiss in found)
            self.fault(field, f"{words} stämmer på {len(found)} remisser. Skriv en av dem i kolumnen Remiss: {ids}.")
        return None

    def recommendation(self, remiss: Remiss, field: str = "number") -> Recommendation | None:
        """The remiss's recommendation of the number in ``field``; None where it is blank or unknown.

        A paper that names a recommendation by its id has it under ``recommendation``.
        """
        if (id := self["recommendation"]) is not None:
            return self._context.merge.get(Recommendation, id)
        number = self[field]
        if number is None:
            return None
        found = self._context.merge.find(Recommendation, remiss_id=remiss.id, number=number)
        if found:
            return found[0]
        if self._context.is_doubtful("rekommendation", remiss.id, number):
            self.faulty = True
        else:
            self.fault(field, f"{remiss.diarienummer or remiss.title} har ingen rekommendation {number}.")
        return None

    def id(self, field: str) -> str | None:
        """An id that a row of the register has or may get."""
        id: str | None = self[field]
        if id is not None and not _ID.fullmatch(id):
            self.fault(field, f"{id} kan inte vara ett id. Lämna cellen tom för en ny rad, så sätter Beredd ett.")
        return id

    def needs(self, existing: object, **fields: object) -> None:
        """Name what a new row must have and has not."""
        if existing is None:
            for field, value in fields.items():
                if value is None:
                    self.fault(field, "Uppgiften behövs för en ny rad. Fyll i den.")

    def pick(self, candidates: Sequence[T]) -> T | None:
        """The register row that this row means: of several alike the first that no earlier row meant."""
        unmet = (each for each in candidates if (self.row.sheet, each.id) not in self._context.first_rows)
        return next(unmet, candidates[0] if candidates else None)

    def put(self, kind: type[T], existing: T | None, values: Mapping[str, Any]) -> tuple[T, RowState]:
        """Add a row of the register, or change the existing one by the cells that are filled."""
        row, state = self._context.merge.put(kind, existing, values)
        self._context.given[self.row.sheet, self.row.number] = row.id
        self.repeats(row.id, changed=state is RowState.CHANGED)
        return row, state

    def repeats(self, id: str, *, changed: bool) -> None:
        """Name the row where an earlier one of the same sheet gave the same register row other values."""
        first = self._context.first_rows.setdefault((self.row.sheet, id), self.row.number)
        if first != self.row.number and changed:
            field = next(iter(self.row.values))
            self.fault(field, f"Raden gäller samma sak som rad {first} men säger något annat. {self._way_out()}")

    def _way_out(self) -> str:
        if self.row.sheet == "Remisser":
            return "Är det två remisser, skriv ett eget id för var och en i kolumnen Remiss."
        return "Ta bort en av dem."

    def date(self, field: str) -> dt.date | None:
        value = self[field]
        assert value is None or isinstance(value, dt.date)
        return value
