"""Files that are no workbook, or one that would do harm: one Swedish sentence each, and no memory spent."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from docx import Document

from secretary_app.excel.reading import read_workbook
from secretary_app.excel.survey import (
    DamagedSheetError,
    column_letters,
    column_number,
    survey_sheet,
)
from secretary_app.support.errors import UserError

MakeWorkbook = Callable[[Mapping[str, Sequence[Sequence[object]]]], Path]
Rewrite = Callable[[Path, Mapping[str, Callable[[bytes], bytes]]], Path]

SHEET = "xl/worksheets/sheet1.xml"
CFB = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture
def good(make_workbook: MakeWorkbook) -> Path:
    return make_workbook({"Nämnder": [["Förkortning", "Namn"], ["KS", "Kommunstyrelsen"]]})


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("bok.csv", b"N\xc3\xa4mnd;Datum\nKS;2025-01-01", "en textfil"),
        ("bok.xls", CFB + bytes(600), "äldre eller lösenordsskyddad"),
        ("bok.xlsx", CFB + bytes(600), "äldre eller lösenordsskyddad"),
        ("bok.xlsx", b"", "är tom. Hämta filen på nytt"),
        ("bok.xlsx", b"%PDF-1.7", "en PDF-fil"),
        ("bok.xlsx", b"PK\x03\x04 avbruten", "trasig"),
    ],
)
def test_no_workbook(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError, match=says):
        read_workbook(path)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="finns inte"):
        read_workbook(tmp_path / "saknas.xlsx")
    with pytest.raises(UserError, match="är en mapp"):
        read_workbook(tmp_path)


def test_a_word_file_and_a_calc_file(tmp_path: Path) -> None:
    word = tmp_path / "brev.xlsx"
    Document().save(str(word))
    with pytest.raises(UserError, match=r"Word-dokument. Ge det ändelsen .docx, eller välj en arbetsbok \(\.xlsx\)"):
        read_workbook(word)
    calc = tmp_path / "bok.ods"
    with zipfile.ZipFile(calc, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(UserError, match=r"OpenDocument-fil. Spara den som \.xlsx"):
        read_workbook(calc)


@pytest.mark.parametrize("name", ["bok.xls", "bok.XLS", "bok"])
def test_a_workbook_under_another_ending_is_named(good: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(good.read_bytes())
    with pytest.raises(UserError, match=r"en arbetsbok i formatet \.xlsx, fast namnet slutar på .*Byt ändelsen"):
        read_workbook(path)


def test_every_cut_off_workbook_is_refused(good: Path, tmp_path: Path) -> None:
    whole = good.read_bytes()
    cut = tmp_path / "avbruten.xlsx"
    for length in range(1, len(whole), max(1, len(whole) // 40)):
        cut.write_bytes(whole[:length])
        with pytest.raises(UserError):
            read_workbook(cut)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b"</sheetData>", b"", 1),
        lambda xml: xml.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', 1),
        lambda xml: xml.replace(b'r="A1"', b'r="1A"', 1),
        lambda _: b"",
        lambda _: b"\x00\xff" * 50,
    ],
)
def test_a_damaged_sheet(good: Path, rewrite: Rewrite, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UserError, match="skadad"):
        read_workbook(rewrite(good, {SHEET: change}))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_a_damaged_part(good: Path, rewrite: Rewrite, part: str) -> None:
    with pytest.raises(UserError, match=r"skadad|trasig"):
        read_workbook(rewrite(good, {part: lambda xml: xml[: len(xml) // 2]}))


def test_a_part_that_is_missing_or_there_twice(good: Path, tmp_path: Path) -> None:
    less, twice = tmp_path / "mindre.xlsx", tmp_path / "dubbel.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(less, "w") as new, zipfile.ZipFile(twice, "w") as double:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
            double.writestr(name, old.read(name))
        double.writestr(SHEET.upper(), old.read(SHEET))
    for path in (less, twice):
        with pytest.raises(UserError, match="skadad"):
            read_workbook(path)


def test_a_zip_bomb(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content + b" " * (64 << 20) if name == SHEET else content)
    with pytest.raises(UserError, match="orimligt stor"):
        read_workbook(path)


def test_one_text_referred_to_from_very_many_cells(good: Path, tmp_path: Path) -> None:
    text = "".join(f"{number:06}" for number in range(5000))
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, 4000))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    changes = {
        SHEET: lambda xml: re.sub(rb'<row r="2".*</row>', cells.encode(), xml),
        "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"</Relationships>", relation.encode()),
    }
    path = tmp_path / "upprepad.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, bytes)(old.read(name)))
        new.writestr("xl/sharedStrings.xml", strings)
    with pytest.raises(UserError, match="orimligt mycket text"):
        read_workbook(path)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576" t="n"><v>1</v></c>',
        b"<c t='n' r='XFD1048576'><v>1</v></c>",
        b'<c r="&#88;FD2"><v>1</v></c>',
        b'<c r="xfd2"><v>1</v></c>',
        b'<c r="A100000"><v>1</v></c>',
        b'<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD2"><v>1</v></x:c>',
        b'<c r="DA2" t="inlineStr"><is><t>a</t></is></c>',
    ],
)
def test_a_cell_far_out_is_refused_before_room_is_made_for_it(good: Path, rewrite: Rewrite, cell: bytes) -> None:
    row = b'<row r="1048576">' + cell + b"</row></sheetData>"
    path = rewrite(good, {SHEET: lambda xml: xml.replace(b"</sheetData>", row)})
    with pytest.raises(UserError, match="går ut till cell"):
        read_workbook(path)


def test_cells_without_a_place_are_counted(good: Path, rewrite: Rewrite) -> None:
    many = b"<row r='2'>" + b"<c/>" * 200 + b"<c><v>1</v></c></row></sheetData>"
    path = rewrite(good, {SHEET: lambda xml: xml.replace(b"</sheetData>", many)})
    with pytest.raises(UserError, match="cell GS2"):
        read_workbook(path)


def test_a_blank_cell_far_out_does_no_harm(good: Path, rewrite: Rewrite) -> None:
    row = b'<row r="1048576"><c r="XFD1048576" t="n"></c></row></sheetData>'
    path = rewrite(good, {SHEET: lambda xml: xml.replace(b"</sheetData>", row)})
    assert read_workbook(path).rows("Nämnder")[0].values == {"abbreviation": "KS", "name": "Kommunstyrelsen"}


def test_survey_tells_what_the_reader_hides() -> None:
    head = b"<worksheet><sheetData>"
    tail = b"</sheetData></worksheet>"
    tame = head + b'<row r="1"><c r="A1"><v>1</v></c></row>' + tail
    assert survey_sheet(tame).errors == {}
    for error in (b'<c r="B2" t="e"><v>#N/A</v></c>', b"<c t='e' r='B2'><v>#N/A</v></c>"):
        assert survey_sheet(head + b"<row>" + error + b"</row>" + tail).errors == {(2, 2): "#N/A"}
    formulas = b'<row r="3"><c r="A3"><f>1+1</f></c><c r="B3" t="str"><f>""</f><v></v></c></row>'
    assert survey_sheet(head + formulas + tail).uncomputed == {(3, 1)}
    with pytest.raises(DamagedSheetError):
        survey_sheet(b"")


def test_column_letters_and_numbers() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 52, 104, 703)] == ["A", "Z", "AA", "AZ", "CZ", "AAA"]
    assert all(column_number(column_letters(number)) == number for number in range(1, 1500))
