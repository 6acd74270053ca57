"""The example's workbook and the answers that come home, in the form of the program's import."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Data = dict[str, Any]
"""A table of a TOML file."""
Cell = str | int | dt.date | None
Row = tuple[Cell, ...]
Sheet = tuple[tuple[str, ...], list[Row]]
"""Headings, and rows of as many cells."""

_MADE = dt.datetime(2026, 3, 11, 8, 0)  # noqa: DTZ001 - openpyxl takes UTC without a zone
_NAMND = (
    "Förkortning",
    "Namn",
    "Typ",
    "Överordnad",
    "Förvaltning",
    "Diarieprefix",
    "Justeringsdagar",
    "Manusstopp dagar före",
    "Handläggningstid",
    "Varningsgräns",
    "Giltig från",
    "Giltig till",
    "Efterträdare",
    "E-post",
)
_REMISS = (
    "Ärende",
    "Typ",
    "Från",
    "Revisionsbyrå",
    "Inkom",
    "Svar senast",
    "Ägare",
    "Handläggare",
    "Följer upp",
    "Läge",
)
_PERSON = ("Namn", "Titel", "Nämnd", "Roll", "E-post", "Telefon")
_LONG = {
    "Rekommendation": 70,
    "Svar": 70,
    "Åtgärd": 55,
    "Beslutstext": 70,
    "Ord": 50,
    "Ärende": 50,
    "Ansvarig": 30,
    "Tidsplan": 30,
}
_WIDEST = 36
"""Of any other column, in characters."""
_LINE_HEIGHT = 15
"""Points."""


def register_sheets(kommun: Data, remisser: list[Data], owner: str) -> dict[str, Sheet]:
    """Every sheet of the register's workbook, by name, in the order in which they stand."""
    return {
        "Kommun": (("Uppgift", "Värde"), list(kommun["kommun"].items())),
        "Nämnder": (_NAMND, [tuple(namnd.get(heading) for heading in _NAMND) for namnd in kommun["nämnd"]]),
        "Personer": (_PERSON, [_person(person) for person in kommun["person"]]),
        "Beredning": (("Ägare", "Typ", "Ordning", "Nämnd", "Roll"), list(_chains(kommun["beredning"]))),
        "Sammanträden": (("Nämnd", "Datum", "Manusstopp", "Inställt"), list(_meetings(kommun))),
        **_remiss_sheets(remisser, owner),
    }


def _remiss_sheets(remisser: list[Data], owner: str) -> dict[str, Sheet]:
    key = ("Remiss", "Diarienummer")
    return {
        "Remisser": (
            (*key, *_REMISS),
            [_remiss(remiss, owner) for remiss in remisser],
        ),
        "Rekommendationer": (
            (*key, "Nr", "Rekommendation", "Nämnder", "Gemensamt"),
            _rows(remisser, "rekommendationer", ("nr", "text", "till", "gemensamt")),
        ),
        "Internremisser": (
            (*key, "Nämnd", "Skickad", "Svar senast", "Nämndens diarienummer", "Handläggare", "Direkt"),
            _rows(remisser, "internremisser", ("namnd", "skickad", "svar_senast", "dnr", "handlaggare", "direkt")),
        ),
        "Svar": (
            (*key, "Nr", "Nämnd", "Ställningstagande", "Svar"),
            _rows(remisser, "svar", ("nr", "namnd", "stallning", "text")),
        ),
        "Åtgärder": (
            ("Åtgärd-id", *key, "Nr", "Nämnder", "Åtgärd", "Ansvarig", "Tidsplan", "Status", "Status per"),
            [row for remiss in remisser for row in _measures(remiss)],
        ),
        "Beslut": (
            (*key, "Nämnd", "Sammanträde", "Paragraf", "Utfall", "Omedelbar justering", "Beslutstext"),
            _rows(remisser, "beslut", ("namnd", "dag", "paragraf", "utfall", "omedelbar", "text")),
        ),
        "Omdömen": (
            ("Remiss", "Nr", "Omdöme", "Ord", "Enligt", "Datum"),
            [
                (remiss["id"], *(_cell(verdict.get(name)) for name in ("nr", "omdome", "ord", "enligt", "datum")))
                for remiss in remisser
                for verdict in remiss.get("omdomen", [])
            ],
        ),
    }


def answer_sheets(namnd: str, answer: Data) -> dict[str, Sheet]:
    """The sheets of one namnd's answer to one remiss, which the file itself does not name."""
    answers: list[Row] = [
        (_cell(each.get("nr")), namnd, each.get("stallning"), each["text"]) for each in answer["svar"]
    ]
    names = ("nr", "namnder", "text", "ansvarig", "tid", "status", "per")
    return {
        "Svar": (("Nr", "Nämnd", "Ställningstagande", "Svar"), answers),
        "Åtgärder": (
            ("Nr", "Nämnder", "Åtgärd", "Ansvarig", "Tidsplan", "Status", "Status per"),
            [tuple(_cell(measure.get(name)) for name in names) for measure in answer["atgarder"]],
        ),
    }


def _person(person: Data) -> Row:
    return tuple(_address(person["Namn"]) if heading == "E-post" else person[heading] for heading in _PERSON)


def _address(name: str) -> str:
    plain = name.casefold().translate(str.maketrans("åäöéü", "aaoeu"))
    return f"{plain.replace(' ', '.')}@alvstad.example"


def _chains(chains: Data) -> Iterator[Row]:
    for owner_and_kind, steps in chains.items():
        owner, _, kind = owner_and_kind.partition(" ")
        for position, (namnd, role) in enumerate(steps, start=1):
            yield owner, kind or None, position, namnd, role


def _meetings(kommun: Data) -> Iterator[Row]:
    for namnd, days in kommun["sammanträden"].items():
        by_hand = kommun["manusstopp"].get(namnd, {})
        for day in days:
            cancelled = day in kommun["inställda"].get(namnd, [])
            yield namnd, day, by_hand.get(day.isoformat()), "ja" if cancelled else None


def _remiss(remiss: Data, owner: str) -> Row:
    before = ("id", "diarienummer", "rubrik", "typ", "fran", "byra", "inkom", "svar_senast")
    after = ("handlaggare", "foljer_upp", "lage")
    return (*(remiss.get(name) for name in before), owner, *(remiss.get(name) for name in after))


def _rows(remisser: list[Data], table: str, names: tuple[str, ...]) -> list[Row]:
    return [
        (remiss["id"], remiss["diarienummer"], *(_cell(entry.get(name)) for name in names))
        for remiss in remisser
        for entry in remiss.get(table, [])
    ]


def _measures(remiss: Data) -> Iterator[Row]:
    """One row for each status of a measure, oldest first; one where it has none."""
    for number, measure in enumerate(remiss.get("atgarder", []), start=1):
        texts = (_cell(measure.get(name)) for name in ("nr", "namnder", "text", "ansvarig", "tid"))
        common = (f"{remiss['id']}-{number}", remiss["id"], remiss["diarienummer"], *texts)
        for status, day in measure.get("status", [(None, None)]):
            yield *common, status, day


def _cell(value: Any) -> Cell:
    """A value of the TOML file as a cell: yes is a word, and an empty text no cell at all."""
    if value is True:
        return "ja"
    return value or None


def write_workbook(sheets: dict[str, Sheet], target: Path) -> None:
    """Write the sheets as an .xlsx that is the same, byte for byte, each time it is written."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = "Älvstads kommun (påhittad)"
    book.properties.creator = "Älvstads kommun"
    for name, (headings, rows) in sheets.items():
        _fill(book.create_sheet(name), headings, rows)
    written = io.BytesIO()
    book.save(written)
    target.write_bytes(_without_times(written))


def _fill(sheet: Worksheet, headings: tuple[str, ...], rows: list[Row]) -> None:
    for row in (headings, *rows):
        sheet.append(row)
    widths = [_width(heading, [str(row[at] or "") for row in rows]) for at, heading in enumerate(headings)]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, cells in enumerate(sheet.iter_rows(min_row=2), start=2):
        for cell in cells:
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
            if isinstance(cell.value, dt.date):
                cell.number_format = "yyyy-mm-dd"
        sheet.row_dimensions[number].height = _LINE_HEIGHT * max(
            _lines(str(cell.value or ""), width) for cell, width in zip(cells, widths, strict=True)
        )
    for cell in sheet[1]:
        cell.font = Font(name="Calibri", size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _width(heading: str, texts: list[str]) -> int:
    """Of a column, in characters; the heading's own with room for the filter's arrow."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return max(len(heading) + 4, min(longest, _LONG.get(heading, _WIDEST)) + 2)


def _lines(text: str, width: int) -> int:
    return sum(-(-len(line) // (width - 2)) or 1 for line in text.split("\n"))


def _without_times(written: io.BytesIO) -> bytes:
    """The same zip with the moment of writing taken out of it."""
    stamp = f"{_MADE:%Y-%m-%dT%H:%M:%SZ}".encode()
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            target.writestr(zipfile.ZipInfo(name, _MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return again.getvalue()
