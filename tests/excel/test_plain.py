"""Any workbook's sheets as the text that would be pasted out of them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from secretary_app.excel.plain import MOST_ROWS, is_own_workbook, read_plain_sheets
from secretary_app.support.errors import UserError

MakeWorkbook = Callable[[Mapping[str, Sequence[Sequence[object]]]], Path]


def test_cells_are_as_they_would_be_pasted(make_workbook: MakeWorkbook) -> None:
    rows = [
        ["KSAU", dt.date(2026, 5, 5), dt.datetime.fromisoformat("2026-05-12T13:00"), 46147, 12.5],
        ["två\nrader", dt.time(13), None, True, dt.timedelta(hours=1)],
    ]
    assert read_plain_sheets(make_workbook({"Möten": rows, "Tom": []})) == {
        "Möten": "KSAU\t2026-05-05\t2026-05-12 13:00\t46147\t12.5\ntvå, rader\t13:00\t\t\t",
        "Tom": "",
    }


def test_a_long_sheet_is_read_in_part(make_workbook: MakeWorkbook) -> None:
    text = read_plain_sheets(make_workbook({"Lång": [[n] for n in range(1, MOST_ROWS + 50)]}))["Lång"]
    assert text.count("\n") == MOST_ROWS - 1


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    for content, words in ((b"", "är tom"), (b"PK\x03\x04 avbruten", "trasig"), (b"%PDF-1.7", "en PDF-fil")):
        path.write_bytes(content)
        for read in (is_own_workbook, read_plain_sheets):
            with pytest.raises(UserError, match=words):
                read(path)


def test_every_cut_off_workbook_is_refused(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    whole = make_workbook({"Möten": [["KSAU", dt.date(2026, 5, 5)]]}).read_bytes()
    cut = tmp_path / "avbruten.xlsx"
    for length in range(10, len(whole) - 1, 97):
        cut.write_bytes(whole[:length])
        with pytest.raises(UserError):
            read_plain_sheets(cut)
