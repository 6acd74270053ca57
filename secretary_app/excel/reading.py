"""A workbook of the contract read in: its rows as values, and every cell that is wrong by its name."""

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile

from secretary_app.excel.cells import CellError, Raw, Reader, Value, reader
from secretary_app.excel.contract import Column, Sheet, key
from secretary_app.excel.sheets import README_SHEET, SHEETS
from secretary_app.excel.survey import (
    LAST_COLUMN,
    LAST_ROW,
    DamagedSheetError,
    Survey,
    column_letters,
    sheet_parts,
    survey_sheet,
)
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.safezip import check_office_file

_MOST_XML = 256 << 20
"""Bytes of one sheet, unpacked."""
_MOST_TEXT = 100_000_000
"""Characters of a whole workbook: one text may be referred to from every cell."""
_ALIKE = 0.8
_SHORTEST_MISSPELT = 4


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: what its filled cells hold. A blank cell is not in ``values``."""

    sheet: str
    number: int
    """As Excel counts; the headings are row 1."""
    values: Mapping[str, Value]
    """By field: str, date, int, bool, or a tuple of str."""
    letters: Mapping[str, str]
    """By field: the column's letters. The same for all rows of a sheet."""

    def cell(self, field: str) -> str:
        """``C12``; for a column that the sheet lacks the row alone, ``rad 12``."""
        return f"{self.letters[field]}{self.number}" if field in self.letters else f"rad {self.number}"

    def with_values(self, more: Mapping[str, Value]) -> "SheetRow":
        """The same row with further values, where what the row has itself comes first."""
        return replace(self, values=MappingProxyType({**more, **self.values}))


@dataclass(frozen=True, slots=True)
class CellProblem:
    sheet: str
    """``""``: the workbook as a whole."""
    cell: str
    """``C12``, ``rad 12``, or ``""`` for the sheet as a whole."""
    message: str

    def __str__(self) -> str:
        return f"{', '.join(part for part in (self.sheet, self.cell) if part) or 'Arbetsboken'}: {self.message}"


@dataclass(frozen=True)
class WorkbookContent:
    sheets: Mapping[str, tuple[SheetRow, ...]]
    """By the contract's sheet name; only those that the workbook has."""
    problems: tuple[CellProblem, ...]
    notices: tuple[str, ...]
    """Swedish notices of sheets that were passed over."""

    def rows(self, sheet: str) -> tuple[SheetRow, ...]:
        return self.sheets.get(sheet, ())


def read_workbook(path: Path, *, given: Collection[str] = ()) -> WorkbookContent:
    """Read a workbook of the contract (``excel.sheets``): every faulty cell is in ``problems``.

    ``given`` are fields that the caller knows already, so that no row has to have them (``remiss``, ``namnd``).
    Formulas count with the value that was last computed. Raises UserError for what is no workbook, or too large.
    """
    check_office_file(path, links=False)
    with explained(path):
        try:
            return _read(path, frozenset(given))
        except (BadZipFile, zlib.error, DamagedSheetError, EOFError) as error:
            raise UserError(
                f"{path.name} är skadad och går inte att läsa. Öppna den i Excel, spara den på nytt och försök igen."
            ) from error


def _read(path: Path, given: frozenset[str]) -> WorkbookContent:
    from python_calamine import CalamineError, load_workbook

    with ZipFile(path) as archive:
        parts = workbook_parts(path, archive)
        names = _Names(parts)
        sheets: dict[str, tuple[SheetRow, ...]] = {}
        problems = list(names.problems)
        room = Room(path)
        try:
            with load_workbook(str(path)) as workbook:
                for title, sheet in names.known.items():
                    survey = surveyed(path, title, archive, parts[title])
                    reading = _SheetReading(sheet, survey, given, room)
                    sheets[sheet.name] = tuple(reading.rows(workbook.get_sheet_by_name(title).iter_rows()))
                    problems += reading.problems
        except CalamineError as error:
            raise DamagedSheetError(str(error)) from error
    return WorkbookContent(MappingProxyType(sheets), tuple(problems), tuple(names.notices))


def workbook_parts(path: Path, archive: ZipFile) -> dict[str, str]:
    """By sheet the name of its part. Raises UserError for what is no workbook."""
    members = [name.casefold() for name in archive.namelist()]
    if "word/document.xml" in members:
        raise UserError(f"{path.name} är ett Word-dokument. Ge det ändelsen .docx, eller välj en arbetsbok (.xlsx).")
    if "xl/workbook.xml" not in members:
        raise UserError(
            f"{path.name} är ingen arbetsbok i formatet .xlsx. Spara den som .xlsx i Excel och försök igen."
        )
    if path.suffix.casefold() != ".xlsx":
        # The reader goes by the ending.
        raise UserError(
            f"{path.name} är en arbetsbok i formatet .xlsx, fast namnet slutar på {path.suffix or 'något annat'}. "
            "Byt ändelsen till .xlsx och försök igen."
        )
    if len(set(members)) < len(members):
        # Two members of one name could be surveyed as the one and read as the other.
        raise DamagedSheetError("double member")
    return sheet_parts(archive)


def surveyed(path: Path, title: str, archive: ZipFile, part: str) -> Survey:
    """Raises UserError for a sheet that is too large to read."""
    member = {name.casefold(): name for name in archive.namelist()}.get(part.casefold())
    if member is None:
        raise DamagedSheetError(part)
    if archive.getinfo(member).file_size > _MOST_XML:
        raise UserError(f"Bladet {title} i {path.name} är för stort. Dela upp det på flera arbetsböcker.")
    survey = survey_sheet(archive.read(member))
    if survey.too_large:
        farthest = f"{column_letters(survey.last_column)}{survey.last_row}"
        raise UserError(
            f"Bladet {title} i {path.name} går ut till cell {farthest}, men Beredd läser bara till "
            f"{column_letters(LAST_COLUMN)}{LAST_ROW}. Ta bort det som står utanför eller dela upp bladet."
        )
    return survey


class _Names:
    """Which of the workbook's sheets are which of the contract's, and what is to be said of the others."""

    def __init__(self, titles: Iterable[str]) -> None:
        self.known: dict[str, Sheet] = {}
        self.problems: list[CellProblem] = []
        self.notices: list[str] = []
        contract = {key(sheet.name): sheet for sheet in SHEETS}
        for title in titles:
            sheet = contract.get(key(title))
            if sheet is None:
                self._pass_over(title, contract)
            elif sheet in self.known.values():
                self.problems.append(
                    CellProblem(title, "", f"Det finns två blad som heter {sheet.name}. Slå ihop dem.")
                )
            else:
                self.known[title] = sheet
        if not self.known and not self.problems:
            wanted = ", ".join(sheet.name for sheet in SHEETS)
            self.problems.append(CellProblem("", "", f"Inget av bladen känns igen. De ska heta: {wanted}."))

    def _pass_over(self, title: str, contract: Mapping[str, Sheet]) -> None:
        if key(title) == key(README_SHEET):
            return
        alike = get_close_matches(key(title), contract, n=1, cutoff=_ALIKE)
        if alike:
            meant = contract[alike[0]].name
            self.problems.append(CellProblem(title, "", f"Bladet känns inte igen. Menas {meant}? Byt namn på det."))
        else:
            self.notices.append(f"Bladet {title} hör inte till dem som Beredd läser och hoppades över.")


class Room:
    """How much text the workbook may still hold."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left = _MOST_TEXT

    def take(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            raise UserError(f"{self._path.name} innehåller orimligt mycket text. Dela upp den på flera arbetsböcker.")


class _SheetReading:
    """Reads the rows of one sheet and gathers what is wrong with it."""

    def __init__(self, sheet: Sheet, survey: Survey, given: frozenset[str], room: Room) -> None:
        self.problems: list[CellProblem] = []
        self._sheet = sheet
        self._survey = survey
        self._room = room
        self._plan: list[tuple[int, Column, Reader]] = []
        self._letters: Mapping[str, str] = {}
        self._required = [column for column in sheet.columns if column.required and column.field not in given]
        self._one_of = () if given.intersection(sheet.one_of) else sheet.one_of

    def rows(self, raw_rows: Iterator[list[Raw]]) -> Iterator[SheetRow]:
        headings = next(raw_rows, None)
        if headings is None:
            return
        self._read_headings(headings)
        if not self._plan:
            if any(cell != "" for row in (headings, *raw_rows) for cell in row):
                self._say("rad 1", "Inga rubriker känns igen. Skriv bladets rubriker i första raden.")
            return
        asked_for_columns = False
        for number, raw in enumerate(raw_rows, 2):
            before = len(self.problems)
            values = self._values(number, raw)
            if not values and len(self.problems) == before:
                continue
            if not asked_for_columns:
                asked_for_columns = True
                self._ask_for_columns()
            row = SheetRow(self._sheet.name, number, MappingProxyType(values), self._letters)
            self._ask_for_values(row, {problem.cell for problem in self.problems[before:]})
            yield row

    def _read_headings(self, headings: list[Raw]) -> None:
        wanted = {key(column.heading): column for column in self._sheet.columns}
        unknown: list[tuple[int, str]] = []
        letters: dict[str, str] = {}
        for index, raw in enumerate(headings):
            column = wanted.get(key(str(raw)))
            if column is None:
                if str(raw).strip():
                    unknown.append((index, str(raw).strip()))
            elif column.field in letters:
                self._fault(index, 1, f"Rubriken {column.heading} finns redan i kolumn {letters[column.field]}.")
            else:
                letters[column.field] = column_letters(index + 1)
                self._plan.append((index, column, reader(column.kind)))
        self._letters = MappingProxyType(letters)
        missing = [name for name, column in wanted.items() if column.field not in letters]
        for index, heading in unknown:
            alike = get_close_matches(key(heading), missing, n=1, cutoff=_ALIKE)
            if alike and len(heading) >= _SHORTEST_MISSPELT:
                self._fault(index, 1, f"Rubriken ”{heading}” känns inte igen. Menas {wanted[alike[0]].heading}?")

    def _values(self, number: int, raw: list[Raw]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        characters = 0
        for index, column, read in self._plan:
            cell = raw[index]
            if cell == "":
                self._look_behind(number, index)
                continue
            if isinstance(cell, str):
                characters += len(cell)
            try:
                value = read(cell, column)
            except CellError as error:
                self._fault(index, number, str(error))
                continue
            if value != "" and value != ():
                values[column.field] = value
        self._room.take(characters)
        return values

    def _look_behind(self, number: int, index: int) -> None:
        """A cell that came as blank may hold an error value or a formula without a result."""
        place = (number, index + 1)
        if place in self._survey.errors:
            self._fault(index, number, f"Cellen visar felet {self._survey.errors[place]}. Rätta den i Excel.")
        elif place in self._survey.uncomputed:
            self._fault(
                index, number, "Formeln är inte uträknad. Öppna arbetsboken i Excel, spara den och försök igen."
            )

    def _ask_for_columns(self) -> None:
        for column in self._required:
            if column.field not in self._letters:
                self._say("rad 1", f"Kolumnen {column.heading} saknas. Lägg till rubriken i första raden.")
        if self._one_of and not any(field in self._letters for field in self._one_of):
            self._say("rad 1", f"Någon av kolumnerna {self._headings(self._one_of)} måste finnas.")

    def _ask_for_values(self, row: SheetRow, faulty: set[str]) -> None:
        for column in self._required:
            if (
                column.field in self._letters
                and column.field not in row.values
                and row.cell(column.field) not in faulty
            ):
                self._say(row.cell(column.field), f"{column.heading} saknas.")
        present = [field for field in self._one_of if field in self._letters]
        if present and not any(field in row.values or row.cell(field) in faulty for field in present):
            self._say(row.cell(present[-1]), f"Någon av {self._headings(self._one_of)} måste fyllas i.")

    def _headings(self, fields: Iterable[str]) -> str:
        return " eller ".join(self._sheet.column(field).heading for field in fields)

    def _fault(self, index: int, row: int, message: str) -> None:
        self._say(f"{column_letters(index + 1)}{row}", message)

    def _say(self, cell: str, message: str) -> None:
        self.problems.append(CellProblem(self._sheet.name, cell, message))
