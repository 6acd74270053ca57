import datetime as dt
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from secretary_app.domain.text import clean
from secretary_app.excel.cells import Value, cleaned, join_list, split_list
from secretary_app.excel.contract import Column, Kind
from secretary_app.excel.sheets import SHEETS
from secretary_app.excel.workbook import read_workbook, write_template_workbook, write_workbook
from secretary_app.support.errors import UserError

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="åäöÅÄÖ \n\r\t=+-@'\"_xX0Dd<>&;,😀\u00ad\ufffe", max_size=30),
    st.sampled_from(
        ["=1+1", "+46 12", "007", "_x000D_", "_x005F_x000D_", "_x000d_ a", "1.0", "#REF!", "TRUE", "2025-06-30"]
    ),
    st.from_regex(r"\A_x[0-9A-Fa-f]{4}_\Z"),
)
LABELS = TEXTS.map(lambda text: " ".join(clean(text).split()))
# A semicolon parts items, and parentheses around an abbreviation are set aside.
ITEMS = LABELS.map(lambda text: " ".join(re.sub("[;()]", " ", text).split()))


def _values(column: Column) -> st.SearchStrategy[Value]:
    by_kind: Mapping[Kind, st.SearchStrategy[Value]] = {
        Kind.TEXT: TEXTS.map(clean),
        Kind.LABEL: LABELS,
        Kind.DATE: st.dates(dt.date(1850, 1, 1), dt.date(2199, 12, 31)),
        Kind.WHOLE: st.integers(0, 9999),
        Kind.YES_NO: st.booleans(),
        Kind.CHOICE: st.sampled_from(column.choices or ("",)),
        Kind.LIST: st.lists(ITEMS, max_size=4).map(lambda items: tuple(item for item in items if item)),
    }
    return by_kind[column.kind]


@st.composite
def _rows(draw: st.DrawFn) -> tuple[str, list[dict[str, Value]]]:
    sheet = draw(st.sampled_from(SHEETS))
    row = st.fixed_dictionaries({}, optional={column.field: _values(column) for column in sheet.columns})
    return sheet.name, draw(st.lists(row, max_size=4))


@settings(deadline=None, max_examples=80)
@given(_rows())
def test_what_was_written_reads_back(written: tuple[str, list[dict[str, Value]]]) -> None:
    name, rows = written
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.xlsx"
        write_workbook(path, {name: rows})
        read = read_workbook(path).rows(name)
    filled = [
        {field: value for field, value in row.items() if value not in ("", ()) and str(value).strip()} for row in rows
    ]
    assert [dict(row.values) for row in read] == [row for row in filled if row]


@given(TEXTS)
def test_the_fast_way_to_clean_is_the_same(text: str) -> None:
    assert cleaned(text) == clean(text)


@given(st.lists(ITEMS.filter(bool)).map(tuple))
def test_lists_come_back(items: tuple[str, ...]) -> None:
    assert split_list(join_list(items)) == items


def test_names_with_commas_in_a_list() -> None:
    assert split_list("KS, Vård-, omsorgs- och socialnämnden\nOSN,") == (
        "KS",
        "Vård-, omsorgs- och socialnämnden",
        "OSN",
    )
    assert split_list("Berörda nämnder, utom KS; OSN") == ("Berörda nämnder, utom KS", "OSN")
    assert join_list(("a, b",)) == "a, b;"
    assert join_list(("a; b", "c")) == "a, b; c;"


def test_every_sheet_is_there_with_its_headings_and_looks_cared_for(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    write_workbook(path, {"Sammanträden": [{"namnd": "007", "date": dt.date(2025, 4, 29), "cancelled": False}]})
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == [sheet.name for sheet in SHEETS]
    for sheet in SHEETS:
        page: Worksheet = workbook[sheet.name]
        assert [cell.value for cell in page[1]] == [column.heading for column in sheet.columns]
        assert all(cell.font.b for cell in page[1])
        assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
        assert page.auto_filter.ref.startswith("A1:")
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    meetings = workbook["Sammanträden"]
    assert meetings.auto_filter.ref == "A1:E2"
    assert (meetings["A2"].value, meetings["A2"].data_type, meetings["A2"].number_format) == ("007", "s", "@")
    assert (meetings["B2"].number_format, meetings["B2"].is_date) == ("yyyy-mm-dd", True)
    assert (meetings["C2"].value, meetings["D2"].value) == (None, "nej")
    assert workbook["Rekommendationer"].column_dimensions["C"].number_format == "@"
    choices = {str(one.sqref): one.formula1 for one in workbook["Beredning"].data_validations.dataValidation}
    assert choices["E2:E10000"] == '"bereder,beslutar,kännedom"'
    assert all(len(formula) <= 257 for formula in choices.values())
    assert workbook.properties.language == "sv-SE"


def test_text_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    write_workbook(path, {"Svar": [{"text": "=HYPERLINK(1)"}, {"text": "a_x000D_b"}, {"text": "#REF!"}]})
    cells = [row[5] for row in openpyxl.load_workbook(path)["Svar"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert cells[0].value == "=HYPERLINK(1)"
    with ZipFile(path) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name)


def test_the_template_explains_every_column_and_reads_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "mall.xlsx"
    write_template_workbook(path)
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames[0] == "Läs mig"
    lines = [[cell for cell in row if cell] for row in workbook["Läs mig"].iter_rows(values_only=True)]
    for sheet in SHEETS:
        assert [sheet.name, sheet.help] in lines
        prompts = {one.promptTitle for one in workbook[sheet.name].data_validations.dataValidation if one.prompt}
        assert len(prompts) == len(sheet.columns)
        for column in sheet.columns:
            assert any(line[:1] == [column.heading] and line[1].startswith(column.help) for line in lines)
    content = read_workbook(path)
    assert content.problems == content.notices == ()
    assert set(content.sheets) == {sheet.name for sheet in SHEETS}
    assert not any(content.sheets.values())


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384, "_x0041_" * 2_800])
def test_a_text_too_long_for_a_cell_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(b"kvar")
    with pytest.raises(UserError, match=r"Texten i Svar blir \d+ tecken .* bladet Svar, cell F3"):
        write_workbook(path, {"Svar": [{"text": "a"}, {"text": text}]})
    assert path.read_bytes() == b"kvar"
    assert [one.name for one in tmp_path.iterdir()] == ["bok.xlsx"]


def test_the_longest_text_that_goes_in_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    longest = "ö" * 32_767
    write_workbook(path, {"Svar": [{"remiss": "1", "namnd": "KS", "text": longest}]})
    assert read_workbook(path).rows("Svar")[0].values["text"] == longest


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.xlsx"):
        write_workbook(tmp_path / "bok.xls", {})
    with pytest.raises(UserError, match="finns inte"):
        write_workbook(tmp_path / "saknas" / "bok.xlsx", {})
    with pytest.raises(ValueError, match="no such sheet: Nämder"):
        write_workbook(tmp_path / "bok.xlsx", {"Nämder": []})
    with pytest.raises(ValueError, match="no such field in Svar: svar"):
        write_workbook(tmp_path / "bok.xlsx", {"Svar": [{"svar": "x"}]})
    assert list(tmp_path.iterdir()) == []


_WRITES_WHERE_IT_MAY_NOT = """
import datetime, sys
from pathlib import Path
from secretary_app.excel.status_list import StatusListHeading, write_status_list
from secretary_app.excel.workbook import write_template_workbook, write_workbook
from secretary_app.support.errors import UserError
target = Path(sys.argv[1])
heading = StatusListHeading(kommun="Älvstads kommun", as_of=datetime.date(2025, 4, 10))
for write in (
    lambda: write_template_workbook(target),
    lambda: write_workbook(target, {"Nämnder": [{"abbreviation": "KS"}]}),
    lambda: write_status_list(target, [], [], heading),
):
    try:
        write()
    except UserError:
        print("refused")
"""


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder in which not even root may write")
def test_where_nothing_may_be_written_only_the_sentence_is_said() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WRITES_WHERE_IT_MAY_NOT, "/proc/self/ut.xlsx"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split() == ["refused"] * 3
    assert done.stderr == ""
