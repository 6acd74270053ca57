"""The workbook of the contract written out: the register's rows, or an empty one that explains itself."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.excel.cells import Value, join_list
from secretary_app.excel.contract import Column, Kind, Sheet
from secretary_app.excel.layout import (
    DATE_FORMAT,
    MOST_LINES,
    TEXT_FORMAT,
    Filled,
    TooLongError,
    add_sheet,
    font,
    head_cell,
    lines_needed,
    save_workbook,
    set_height,
    set_margin_texts,
)
from secretary_app.excel.sheets import README_SHEET, SHEETS
from secretary_app.excel.survey import column_letters
from secretary_app.support.errors import UserError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, Value | None]

_FORMATS = {Kind.LABEL: TEXT_FORMAT, Kind.LIST: TEXT_FORMAT, Kind.DATE: DATE_FORMAT, Kind.WHOLE: "0"}
_WRAPPED = (Kind.TEXT, Kind.LIST)
_LAST_CHOICE_ROW = 10_000
_BODY_FIELDS = frozenset({"namnd", "owner", "parent", "successor"})
_BODIES = "'Nämnder'!$A$2:$A$300"
_LONGEST_PROMPT_TITLE = 32
_LONGEST_PROMPT = 255

_README = (
    "Fyll i det du har och läs in arbetsboken i Beredd. Blad och rader som du inte behöver lämnar du tomma.",
    "En tom cell ändrar inget: det som redan finns i registret står kvar. Inläsningen tar aldrig bort något.",
    "Är någon cell fel läses inget in, och Beredd talar om vilka celler det gäller.",
    "Datum skrivs 2025-06-30. Kolumnerna får stå i vilken ordning som helst, och du får lägga till egna.",
)
_README_HEADINGS = ("Blad", "Kolumn", "Vad som ska stå där", "Slag", "Måste fyllas i", "Exempel")
_README_WIDTHS = (18, 24, 62, 24, 17, 36)


def write_workbook(path: Path, rows: Mapping[str, Iterable[Row]], *, help_texts: bool = False) -> None:
    """Write every sheet of the contract with the rows given for it, by sheet name; None and ``""`` are blank cells.

    With ``help_texts`` it begins with a sheet that explains the others, and each heading has an input message.
    Raises UserError for a text that is too long for a cell, and where the file cannot be written; ValueError for a
    sheet or a field that is not in the contract.
    """
    unknown = set(rows) - {sheet.name for sheet in SHEETS}
    if unknown:
        raise ValueError(f"no such sheet: {', '.join(sorted(unknown))}")

    def fill(workbook: "Workbook") -> None:
        if help_texts:
            _add_readme(workbook)
        for sheet in SHEETS:
            _add_data(workbook, sheet, rows.get(sheet.name, ()), help_texts=help_texts)

    save_workbook(path, "Beredd: register", fill)


def write_template_workbook(path: Path) -> None:
    """The empty workbook, with help. Raises UserError where it cannot be written."""
    write_workbook(path, {}, help_texts=True)


def _add_data(workbook: "Workbook", sheet: Sheet, rows: Iterable[Row], *, help_texts: bool) -> None:
    out = add_sheet(workbook, sheet.name, [column.width for column in sheet.columns])
    out.freeze_panes = "A2"
    out.print_title_rows = "1:1"
    set_margin_texts(out, sheet.name, "Beredd")
    for number, column in enumerate(sheet.columns, 1):
        letters = column_letters(number)
        # So that what is typed into an empty row stays as typed: 1.2 is no date.
        out.column_dimensions[letters].number_format = _FORMATS.get(column.kind, "General")
        for validation in _validations(column, letters, help_texts=help_texts):
            out.data_validations.append(validation)
    out.append([head_cell(out, column.heading) for column in sheet.columns])
    last = _append_rows(out, sheet, rows)
    out.auto_filter.ref = f"A1:{column_letters(len(sheet.columns))}{last}"


def _append_rows(out: "Worksheet", sheet: Sheet, rows: Iterable[Row]) -> int:
    """Returns the number of the last row."""
    plan = [
        (column, Filled(out, _FORMATS.get(column.kind, "General"), wrap=column.kind in _WRAPPED))
        for column in sheet.columns
    ]
    fields = {column.field for column in sheet.columns}
    number = 1
    for number, row in enumerate(rows, 2):
        if not fields.issuperset(row):
            raise ValueError(f"no such field in {sheet.name}: {', '.join(sorted(set(row) - fields))}")
        cells: list[Cell | None] = []
        lines = 1
        for column, filled in plan:
            value = row.get(column.field)
            try:
                cells.append(_filled(filled, column.kind, value))
            except TooLongError as error:
                raise _too_long(sheet, column, f"{column_letters(len(cells) + 1)}{number}", error) from error
            if column.kind is Kind.TEXT and value:
                lines = max(lines, lines_needed(str(value), column.width))
        set_height(out, number, min(lines, MOST_LINES))
        out.append(cells)
    return number


def _filled(filled: Filled, kind: Kind, value: Value | None) -> "Cell | None":
    if value is None or value == "" or value == ():
        return None
    if kind is Kind.YES_NO:
        return filled.text("ja" if value else "nej")
    if isinstance(value, str):
        return filled.text(value)
    if isinstance(value, dt.date):
        return filled.date(value)
    if isinstance(value, tuple):
        return filled.text(join_list(value))
    return filled.number(value)


def _too_long(sheet: Sheet, column: Column, cell: str, error: TooLongError) -> UserError:
    return UserError(
        f"Texten i {column.heading} blir {error} tecken och får inte plats i bladet {sheet.name}, cell {cell}. "
        "Excel tar högst 32767 tecken i en cell. Korta texten i Beredd och försök igen."
    )


def _validations(column: Column, letters: str, *, help_texts: bool) -> "list[DataValidation]":
    from openpyxl.worksheet.datavalidation import DataValidation

    found = []
    words = ("ja", "nej") if column.kind is Kind.YES_NO else column.choices
    if words or column.field in _BODY_FIELDS:
        formula = f'"{",".join(words)}"' if words else _BODIES
        choice = DataValidation(
            type="list", formula1=formula, allow_blank=True, sqref=f"{letters}2:{letters}{_LAST_CHOICE_ROW}"
        )
        choice.showErrorMessage = column.kind in (Kind.CHOICE, Kind.YES_NO)
        choice.errorTitle = column.heading[:_LONGEST_PROMPT_TITLE]
        choice.error = "Välj ett av orden i listan."
        found.append(choice)
    if help_texts:
        message = DataValidation(sqref=f"{letters}1", allow_blank=True)
        message.showInputMessage = True
        message.promptTitle = column.heading[:_LONGEST_PROMPT_TITLE]
        message.prompt = column.help[:_LONGEST_PROMPT]
        found.append(message)
    return found


def _add_readme(workbook: "Workbook") -> None:
    out = add_sheet(workbook, README_SHEET, _README_WIDTHS)
    set_margin_texts(out, README_SHEET, "Beredd")
    set_height(out, 1, 2)
    title = Filled(out).text("Så fyller du i arbetsboken")
    title.font = font(bold=True, size=15)
    out.append([title])
    for line in _README:
        out.append([Filled(out).text(line)])
    out.append([])
    out.append([head_cell(out, heading) for heading in _README_HEADINGS])
    out.print_title_rows = f"{len(_README) + 3}:{len(_README) + 3}"
    number = len(_README) + 3
    for sheet in SHEETS:
        name = Filled(out).text(sheet.name)
        name.font = font(bold=True)
        out.append([name, None, Filled(out).text(sheet.help)])
        number += 1
        for column in sheet.columns:
            texts = _explained(column)
            number += 1
            set_height(out, number, max(map(lines_needed, texts, _README_WIDTHS[1:])))
            out.append([None, *(Filled(out, wrap=True).text(text) for text in texts)])


def _explained(column: Column) -> tuple[str, ...]:
    kept = " De vanliga är: " if column.kind is Kind.TEXT else " Välj mellan: "
    choices = f"{kept}{', '.join(column.choices)}." if column.choices else ""
    return column.heading, column.help + choices, column.kind.swedish, column.need.value, column.example
