"""Workbooks and papers made for one test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

Sheets = dict[str, list[list[Any]]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Sheets], Path]:
    """A workbook of these sheets, each a list of rows with the headings first."""

    def make(sheets: Sheets) -> Path:
        book = Workbook()
        book.remove(book["Sheet"])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / f"bok-{len(list(tmp_path.glob('bok-*')))}.xlsx"
        book.save(path)
        return path

    return make


@pytest.fixture
def missiv(tmp_path: Path) -> Callable[..., Path]:
    """A missiv as a text file."""

    def make(text: str, name: str = "missiv.txt") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def letter() -> str:
    """A missiv with one deadline and three recommendations."""
    return (
        "Revisorerna i Älvstads kommun\n2026-03-03\n\n"
        "För yttrande: Kommunstyrelsen, Omsorgs- och socialnämnden\n\n"
        "Granskning av kommunens krisberedskap\n\n"
        "KPMG har på uppdrag av de förtroendevalda revisorerna i Älvstads kommun granskat kommunens krisberedskap.\n\n"
        "Utifrån granskningen lämnas följande rekommendationer:\n\n"
        "• Att Kommunstyrelsen upprättar en plan för övningar.\n\n"
        "• Att Omsorgs- och socialnämnden säkerställer reservkraft på samtliga boenden.\n\n"
        "• Att Kommunstyrelsen och Omsorgs- och socialnämnden följer upp arbetet årligen.\n\n"
        "Revisorerna önskar skriftliga yttranden från Kommunstyrelsen och Omsorgs- och socialnämnden "
        "senast den 30 juni 2026.\n\nFör Älvstads kommuns revisorer\n"
    )
