"""A look at a sheet's raw XML before it is read: how far it goes, and what the reader would not tell.

python-calamine makes room for every cell between the first and the last, and ends the whole process where there is
none to be had: one cell with something in it at XFD1048576 asks for 549 GB. It also hands out an error value (#REF!)
and a formula that was never computed as blank cells.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from typing import TYPE_CHECKING
from xml.parsers import expat
from zipfile import ZipFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LAST_ROW = 99_999
LAST_COLUMN = 104
"""CZ."""

# Excel, LibreOffice and openpyxl write a cell's place first, in capitals; what differs is walked through.
_ODD_CELL = re.compile(rb'<c(?! r="(?:[A-Z]|[A-C][A-Z])[0-9]{1,5}")[\s/>]')
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_ERROR_OR_FORMULA = (b'"e"', b"'e'", b"<f", b":f")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_LETTERS = 26


class DamagedSheetError(Exception):
    """The sheet's XML is broken, or holds what no workbook needs."""


@dataclass
class Survey:
    last_row: int = 0
    last_column: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """The error value of the cell at (row, column), both from 1."""
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    """Cells with a formula that has no value yet."""

    @property
    def too_large(self) -> bool:
        return self.last_row > LAST_ROW or self.last_column > LAST_COLUMN


def survey_sheet(data: bytes) -> Survey:
    """Look through a sheet's XML; raises DamagedSheetError.

    A sheet whose cells all stand within the limits and hold no formula and no error is seen to be so without being
    parsed, which is what most are; its extent is then left at 0.
    """
    return Survey() if _is_tame(data) else _Walk().through(data)


def _is_tame(data: bytes) -> bool:
    start, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
    return (
        0 <= start < end
        and data.find(b"<!", 0, start) < 0
        and not any(data.find(sign, start, end) >= 0 for sign in _ERROR_OR_FORMULA)
        and _PREFIXED_CELL.search(data) is None
        and _ODD_CELL.search(data) is None
    )


class _Walk:
    """Walks the XML element by element, as the reader will."""

    def __init__(self) -> None:
        self.survey = Survey()
        self._row = 0
        self._column = 0
        self._type = ""
        self._has_formula = False
        self._is_inline = False
        self._value: list[str] = []
        self._in_value = False

    def through(self, data: bytes) -> Survey:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise DamagedSheetError(str(error)) from error
        return self.survey

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
                self._column = 0
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._has_formula = True
            case "is":
                self._is_inline = True
            case "v":
                self._in_value = True

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        if "r" in attributes:
            place = _PLACE.fullmatch(attributes["r"])
            if place is None:
                raise DamagedSheetError(attributes["r"])
            self._column, self._row = column_number(place[1]), int(place[2])
        self._type = attributes.get("t", "")
        self._has_formula = self._is_inline = False
        self._value = []

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v":
                self._in_value = False
            case "c":
                self._end_cell()

    def _end_cell(self) -> None:
        value = "".join(self._value)
        place = (self._row, self._column)
        if self._type == "e":
            self.survey.errors[place] = value
        elif self._has_formula and not value and self._type != "str":
            self.survey.uncomputed.add(place)
        if value or self._is_inline or self._has_formula:
            self.survey.last_row = max(self.survey.last_row, self._row)
            self.survey.last_column = max(self.survey.last_column, self._column)


def _refuse(*_: object) -> None:
    raise DamagedSheetError("doctype")


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """The file inside the workbook for each sheet's name; raises DamagedSheetError."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        targets = {
            one.get("Id"): normpath(f"/xl/{one.get('Target', '')}".replace("/xl//", "/").replace("/xl/xl/", "/xl/"))
            for one in fromstring(archive.read("xl/_rels/workbook.xml.rels")).iter()
            if _local(one) == "Relationship"
        }
        sheets = [one for one in fromstring(archive.read("xl/workbook.xml")).iter() if _local(one) == "sheet"]
    except (KeyError, ParseError, DefusedXmlException) as error:
        raise DamagedSheetError(str(error)) from error
    parts = {}
    for sheet in sheets:
        target = next((targets.get(value) for name, value in sheet.items() if name.endswith("}id")), None)
        if target is not None:
            parts[sheet.get("name", "")] = target.removeprefix("/")
    return parts


def _local(element: "Element") -> str:
    return element.tag.rpartition("}")[2]


def column_number(letters: str) -> int:
    """``A`` → 1, ``AB`` → 28."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 → ``A``, 28 → ``AB``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
