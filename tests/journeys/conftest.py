"""The bodies and meetings of the two real rounds, as a workbook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook


@pytest.fixture
def save_workbook(tmp_path: Path) -> Callable[[str, dict[str, list[list[Any]]]], Path]:
    def save(name: str, sheets: dict[str, list[list[Any]]]) -> Path:
        book = Workbook()
        book.remove(book["Sheet"])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return save


@pytest.fixture
def bodies_and_meetings() -> dict[str, list[list[Any]]]:
    """KS, KSAU, KF and OSN, their chain, and the meetings of 2022 and 2025."""
    return {
        "Nämnder": [
            ["Förkortning", "Namn", "Typ", "Överordnad", "Förvaltning", "Justeringsdagar", "Manusstopp dagar före"],
            ["KF", "Kommunfullmäktige", "fullmäktige", None, None, 7, 12],
            ["KS", "Kommunstyrelsen", "styrelse", None, "Kommunstyrelsens förvaltning", 7, 12],
            ["KSAU", "Kommunstyrelsens arbetsutskott", "utskott", "KS", None, 7, 12],
            ["OSN", "Omsorgs- och socialnämnden", "nämnd", None, "Omsorgs- och socialförvaltningen", 14, 20],
        ],
        "Beredning": [
            ["Ägare", "Typ", "Ordning", "Nämnd", "Roll"],
            ["KS", None, 1, "KSAU", "bereder"],
            ["KS", None, 2, "KS", "beslutar"],
            ["KS", None, 3, "KF", "kännedom"],
        ],
        "Sammanträden": [
            ["Nämnd", "Datum"],
            ["OSN", "2022-02-22"],
            ["OSN", "2022-03-22"],
            ["KSAU", "2022-04-04"],
            ["KS", "2022-04-20"],
            ["KF", "2022-04-26"],
            ["OSN", "2025-04-29"],
            ["KSAU", "2025-05-26"],
            ["KS", "2025-06-11"],
            ["KF", "2025-06-17"],
        ],
    }
