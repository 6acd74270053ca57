"""Workbooks as others make them: by hand, cell by cell, with openpyxl or as raw XML."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

Grid = Sequence[Sequence[object]]
MakeWorkbook = Callable[[Mapping[str, Grid]], Path]
Rewrite = Callable[[Path, Mapping[str, Callable[[bytes], bytes]]], Path]


@pytest.fixture
def make_workbook(tmp_path: Path) -> MakeWorkbook:
    """Makes a workbook with these sheets, each a list of rows."""

    def make(sheets: Mapping[str, Grid]) -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        path = tmp_path / "bok.xlsx"
        workbook.save(path)
        return path

    return make


@pytest.fixture
def rewrite(tmp_path: Path) -> Rewrite:
    """Makes a copy of a workbook in which some of its parts have been changed."""

    def make(source: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> Path:
        path = tmp_path / "ändrad.xlsx"
        with ZipFile(source) as old, ZipFile(path, "w") as new:
            for name in old.namelist():
                new.writestr(name, changes.get(name, bytes)(old.read(name)))
        return path

    return make
