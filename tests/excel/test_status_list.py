import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from secretary_app.domain.model import MeasureState, Position
from secretary_app.domain.status_list import COLUMNS, Light, RowState, StatusRow, summarise
from secretary_app.excel.layout import MOST_LINES, lines_needed
from secretary_app.excel.status_list import StatusListHeading, write_status_list
from secretary_app.excel.status_look import COLOURS
from secretary_app.support.errors import UserError

TODAY = dt.date(2026, 4, 4)
HEADING = StatusListHeading(
    kommun="Älvstads kommun",
    namnd="Kommunstyrelsens arbetsutskott",
    meeting=dt.date(2026, 4, 14),
    as_of=TODAY,
    made=TODAY,
)

MakeRow = Callable[..., StatusRow]


@pytest.fixture
def row() -> MakeRow:
    def make(**changes: Any) -> StatusRow:
        values: dict[str, Any] = {
            "remiss_id": "r1",
            "recommendation_id": "k1",
            "namnd_id": "n1",
            "diarienummer": "KS/2026:31",
            "title": "Granskning av kommunens arbete med elevhälsan",
            "number": "2.1",
            "recommendation": "Säkerställ att det finns en beslutad plan för elevhälsans förebyggande arbete.",
            "namnd": "BUN",
            "sent": dt.date(2026, 2, 2),
            "deadline": dt.date(2026, 3, 27),
            "days_left": -8,
            "state": RowState.LATE,
            "position": None,
            "measures": "",
            "responsible": "",
            "timeframe": "",
            "status": "",
            "answered": False,
            "remaining": True,
        }
        return StatusRow(**values | changes)

    return make


@pytest.fixture
def rows(row: MakeRow) -> list[StatusRow]:
    return [
        row(),
        row(namnd="OSN", number="1", deadline=None, days_left=None, state=RowState.UNDATED),
        row(
            namnd="BUN",
            number="3",
            state=RowState.MEASURE_LATE,
            days_left=None,
            position=Position.AGREES,
            measures="1. Ta fram en rutin.\n2. Följ upp den.",
            responsible="1. Skolchef\n2. –",
            timeframe="1. senast juni 2026\n2. 2026-03-01",
            status="1. klar\n2. ej påbörjad, försenad",
            answered=True,
            remaining=False,
        ),
        row(
            recommendation_id=None,
            number="",
            recommendation="",
            namnd="=KS",
            deadline=TODAY,
            days_left=0,
            state=RowState.SOON,
        ),
    ]


def written(path: Path, rows: list[StatusRow], heading: StatusListHeading = HEADING) -> openpyxl.Workbook:
    write_status_list(path, rows, summarise(rows), heading)
    return openpyxl.load_workbook(path)


def test_the_table_holds_the_rows(tmp_path: Path, rows: list[StatusRow]) -> None:
    sheet: Worksheet = written(tmp_path / "lista.xlsx", rows)["Status"]
    assert [cell.value for cell in sheet[1]] == [heading for heading, _ in COLUMNS]
    first, undated, measured, whole = (
        dict(zip((name for _, name in COLUMNS), cells, strict=True)) for cells in sheet.iter_rows(min_row=2)
    )
    assert (first["deadline"].value.date(), first["deadline"].number_format) == (dt.date(2026, 3, 27), "yyyy-mm-dd")
    assert (first["days_left"].value, first["days_left"].data_type) == (-8, "n")
    assert (first["number"].value, first["number"].data_type, first["number"].number_format) == ("2.1", "s", "@")
    assert (first["state"].value, first["position"].value) == ("försenad", None)
    assert (undated["deadline"].value, undated["days_left"].value, undated["state"].value) == (None, None, "utan datum")
    assert measured["measures"].value == "1. Ta fram en rutin.\n2. Följ upp den."
    assert measured["position"].value == "instämmer"
    assert (whole["recommendation"].value, whole["days_left"].value) == ("Hela remissen", 0)
    assert (whole["namnd"].value, whole["namnd"].data_type) == ("=KS", "s")
    assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_it_is_a_table_that_prints(tmp_path: Path, rows: list[StatusRow]) -> None:
    workbook = written(tmp_path / "lista.xlsx", rows)
    sheet = workbook["Status"]
    (table,) = sheet.tables.values()
    assert (table.displayName, table.ref, table.autoFilter.ref) == ("Statuslista", "A1:N5", "A1:N5")
    assert table.column_names == [cell.value for cell in sheet[1]]
    assert sheet.auto_filter.ref is None
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C2", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "Sida &P av &N"
    assert sheet.oddHeader.left.text == "Statuslista – Kommunstyrelsens arbetsutskott"
    assert sheet.oddHeader.right.text == "Läget per 4 april 2026 · Framtagen 4 april 2026"
    assert workbook.sheetnames == ["Sammanfattning", "Status"]
    assert workbook.active.title == "Sammanfattning"


def test_every_state_with_a_light_has_its_rule(tmp_path: Path, rows: list[StatusRow]) -> None:
    sheet = written(tmp_path / "lista.xlsx", rows)["Status"]
    rules = {str(area.sqref): area.rules for area in sheet.conditional_formatting}
    assert set(rules) == {"I2:I5", "H2:H5", "N2:N5"}
    of_state = {
        light: next(rule for rule in rules["I2:I5"] if f'"{state}"' in rule.formula[0])
        for state in RowState
        if (light := state.light) is not Light.NONE
    }
    for light, (ink, ground) in COLOURS.items():
        assert of_state[light].dxf.fill.bgColor.rgb == f"00{ground}"
        assert of_state[light].dxf.font.color.rgb == f"00{ink}"
    assert not any('"i tid"' in rule.formula[0] for rule in rules["I2:I5"])
    # What is worst is looked for first: "ej påbörjad" holds "påbörjad" too.
    looked_for = [re.search('"(.*)"', rule.formula[0])[1] for rule in rules["N2:N5"]]
    assert looked_for == ["försenad", *MeasureState]


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_colours_can_be_read_and_told_apart_in_grey() -> None:
    grounds = []
    for ink, ground in COLOURS.values():
        light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
        grounds.append(_luminance(ground))
    red, yellow, green, _ = grounds
    assert red < yellow - 0.3
    assert yellow < green


def test_the_summary_counts_and_says_what_it_is_for(tmp_path: Path, rows: list[StatusRow]) -> None:
    sheet = written(tmp_path / "lista.xlsx", rows)["Sammanfattning"]
    lines = [[cell for cell in line if cell is not None] for line in sheet.iter_rows(values_only=True)]
    assert lines[:5] == [
        ["Statuslista – Kommunstyrelsens arbetsutskott"],
        ["Älvstads kommun"],
        ["Till sammanträdet 14 april 2026"],
        ["Läget per 4 april 2026"],
        ["Framtagen 4 april 2026"],
    ]
    assert ["3 svar återstår: 1 är försenat, 1 ska in snart, 1 saknar datum."] in lines
    head = lines.index(
        ["Nämnd", "Frågor", "Besvarade", "Återstår", "Försenade", "Snart", "Utan datum", "Nästa svarsdatum"]
    )
    assert lines[head + 1] == ["BUN", 2, 1, 1, 1, 0, 0, "–"]
    total = next(line for line in lines if line[:1] == ["Alla"])
    assert total[1:7] == [4, 1, 3, 1, 1, 1]
    assert total[7].date() == TODAY


def test_one_late_answer_and_none_left(tmp_path: Path, row: MakeRow) -> None:
    def sentence(rows: list[StatusRow]) -> list[Any]:
        sheet = written(tmp_path / "lista.xlsx", rows)["Sammanfattning"]
        return [cell.value for cell in sheet["A"]]

    assert "1 svar återstår: 1 är försenat." in sentence([row()])
    assert "1 svar återstår, inget är försenat." in sentence([row(state=RowState.ON_TIME)])
    answered = row(answered=True, remaining=False, state=RowState.DECIDED)
    assert "Alla svar har kommit in." in sentence([answered])


def test_an_empty_list_is_a_proper_file(tmp_path: Path) -> None:
    workbook = written(tmp_path / "lista.xlsx", [])
    assert "Inget att visa." in [cell.value for cell in workbook["Sammanfattning"]["A"]]
    status = workbook["Status"]
    assert status["B2"].value == "Inget att visa"
    assert next(iter(status.tables.values())).ref == "A1:N2"


def test_changes_stand_in_a_column_of_their_own(tmp_path: Path, row: MakeRow) -> None:
    heading = StatusListHeading(as_of=TODAY, since=dt.date(2026, 3, 4))
    workbook = written(tmp_path / "lista.xlsx", [row(change="ändrat: läge")], heading)
    assert [cell.value for cell in workbook["Status"]["O"]] == ["Ändrat", "ändrat: läge"]
    assert next(iter(workbook["Status"].tables.values())).ref == "A1:O2"
    assert "Det som har ändrats efter 4 mars 2026 är utmärkt" in [
        cell.value for cell in workbook["Sammanfattning"]["A"]
    ]


def test_rows_are_as_tall_as_their_text_and_long_texts_are_cut(tmp_path: Path, row: MakeRow) -> None:
    long = "Säkerställ att rutinerna följs upp. " * 100
    sheet = written(tmp_path / "lista.xlsx", [row(), row(recommendation=long), row(recommendation="ö" * 40_000)])[
        "Status"
    ]
    assert 30 < sheet.row_dimensions[2].height < 80
    for number in (3, 4):
        text = sheet.cell(number, 4).value
        assert text.endswith("… (resten står i Beredd)")
        assert lines_needed(text, sheet.column_dimensions["D"].width) <= MOST_LINES
        assert 380 < sheet.row_dimensions[number].height <= 409
    assert sheet.cell(3, 4).value.startswith(long[:500])
    with ZipFile(tmp_path / "lista.xlsx") as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet2.xml")


def test_lines_needed() -> None:
    texts = {
        "": 1,
        "kort": 1,
        "a\nb": 2,
        "tolv tecken!": 2,
        "ett två tre fyra fem": 2,
        "ordet är för långt": 2,
        "x" * 100: 10,
    }
    assert {text: lines_needed(text, 10) for text in texts} == texts


def test_an_ampersand_in_a_name_is_no_code_in_the_header(tmp_path: Path, row: MakeRow) -> None:
    heading = StatusListHeading(namnd="Bygg & Miljö 2", as_of=TODAY)
    sheet = written(tmp_path / "lista.xlsx", [row()], heading)["Sammanfattning"]
    assert sheet["A1"].value == "Statuslista – Bygg & Miljö 2"
    with ZipFile(tmp_path / "lista.xlsx") as archive:
        assert b"Bygg &amp;&amp; Milj" in archive.read("xl/worksheets/sheet2.xml")


def test_the_parts_of_the_file_are_what_excel_expects(tmp_path: Path, rows: list[StatusRow]) -> None:
    write_status_list(tmp_path / "lista.xlsx", rows, summarise(rows), HEADING)
    with ZipFile(tmp_path / "lista.xlsx") as archive:
        names = archive.namelist()
        parts = {name: archive.read(name).decode("utf-8") for name in names if name.endswith((".xml", ".rels"))}
    assert len(names) == len(set(names))
    assert [name for name in names if "table" in name] == ["xl/tables/table1.xml"]
    table = parts["xl/tables/table1.xml"]
    assert re.search(r'<table [^>]*\bid="1"[^>]*\bref="A1:N5"', table)
    assert len(set(re.findall(r'<tableColumn id="(\d+)" name="([^"]+)"', table))) == len(COLUMNS)
    sheet = parts["xl/worksheets/sheet2.xml"]
    assert "<autoFilter" not in sheet
    order = [
        "<sheetViews>",
        "<cols>",
        "<sheetData>",
        "<conditionalFormatting",
        "<pageMargins",
        "<pageSetup",
        "<headerFooter",
        "<tableParts",
    ]
    assert [sheet.index(tag) for tag in order] == sorted(sheet.index(tag) for tag in order)
    assert "tables/table1.xml" in parts["xl/worksheets/_rels/sheet2.xml.rels"]
    assert '"/xl/tables/table1.xml"' in parts["[Content_Types].xml"]
    assert "<f>" not in sheet


def test_two_lists_of_the_same_rows_are_the_same_but_for_the_time(tmp_path: Path, rows: list[StatusRow]) -> None:
    contents = []
    for name in ("en.xlsx", "två.xlsx"):
        write_status_list(tmp_path / name, rows, summarise(rows), HEADING)
        with ZipFile(tmp_path / name) as archive:
            contents.append({one: archive.read(one) for one in archive.namelist() if one != "docProps/core.xml"})
    assert contents[0] == contents[1]


def test_what_was_there_is_kept_when_the_list_cannot_be_written(tmp_path: Path, rows: list[StatusRow]) -> None:
    with pytest.raises(UserError, match=r"slutar inte på \.xlsx"):
        write_status_list(tmp_path / "lista.pdf", rows, summarise(rows), HEADING)
    with pytest.raises(UserError, match=r"Mappen .* finns inte"):
        write_status_list(tmp_path / "saknas" / "lista.xlsx", rows, summarise(rows), HEADING)
    assert list(tmp_path.iterdir()) == []
