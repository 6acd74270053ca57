import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from secretary_app.excel.reading import WorkbookContent, read_workbook

MakeWorkbook = Callable[[Mapping[str, Sequence[Sequence[object]]]], Path]


def faults(content: WorkbookContent) -> list[tuple[str, str]]:
    return [(problem.sheet, problem.cell) for problem in content.problems]


def messages(content: WorkbookContent) -> str:
    return "\n".join(str(problem) for problem in content.problems)


def test_values_come_as_their_columns_kind_and_blank_ones_not_at_all(make_workbook: MakeWorkbook) -> None:
    content = read_workbook(
        make_workbook(
            {
                "Nämnder": [
                    ["Namn", "FÖRKORTNING ", "Typ", "Justeringsdagar", "Giltig från", "Eget", "Förvaltning"],
                    ["Omsorgs- och socialnämnden", "OSN", "Nämnd", 14, dt.date(2023, 1, 1), "x", None],
                    [None] * 7,
                    ["Kommunstyrelsen", "KS", " styrelse", "7", "den 1 januari 2023", None, "  "],
                ],
                "Sammanträden": [
                    ["Nämnd", "Datum", "Inställt"],
                    ["OSN", "2025-04-29", "Ja"],
                    ["KS", "29/4 2025", False],
                ],
                "Rekommendationer": [
                    ["Diarienummer", "Nr", "Rekommendation", "Nämnder"],
                    ["KS/2025:48", 1, "Text\r\nmed radbrytning ", "KS, OSN , Vård-, omsorgs- och äldrenämnden"],
                    [270, 2.1, 3.5, "KS"],
                ],
            }
        )
    )
    assert content.problems == ()
    osn, ks = content.rows("Nämnder")
    assert osn.values == {
        "name": "Omsorgs- och socialnämnden",
        "abbreviation": "OSN",
        "kind": "nämnd",
        "justering_days": 14,
        "valid_from": dt.date(2023, 1, 1),
    }
    assert (osn.number, osn.cell("justering_days"), osn.cell("email")) == (2, "D2", "rad 2")
    assert (ks.number, ks.values["justering_days"], ks.values["valid_from"]) == (4, 7, dt.date(2023, 1, 1))
    assert [row.values["cancelled"] for row in content.rows("Sammanträden")] == [True, False]
    first, second = content.rows("Rekommendationer")
    assert first.values["number"] == "1"
    assert first.values["text"] == "Text\nmed radbrytning"
    assert first.values["namnder"] == ("KS", "OSN", "Vård-, omsorgs- och äldrenämnden")
    assert second.values == {"diarienummer": "270", "number": "2.1", "text": "3,5", "namnder": ("KS",)}
    assert content.rows("Svar") == ()


def test_further_values_give_way_to_those_of_the_row(make_workbook: MakeWorkbook) -> None:
    path = make_workbook({"Svar": [["Nämnd", "Svar"], ["OSN", "Ja"], [None, "Nej"]]})
    content = read_workbook(path, given=("namnd", "remiss"))
    assert content.problems == ()
    given = [row.with_values({"namnd": "KS", "remiss": "01"}) for row in content.rows("Svar")]
    assert [row.values["namnd"] for row in given] == ["OSN", "KS"]
    assert given[0].cell("text") == "B2"


@pytest.mark.parametrize(
    ("heading", "cell", "says"),
    [
        ("Datum", "31 april", "”31 april” är inget datum"),
        ("Datum", 2025, "”2025” är inget datum"),
        ("Datum", dt.time(9, 30), "”09:30” är inget datum"),
        ("Datum", True, "”SANT” är inget datum"),
        ("Datum", "#REF!", "visar felet #REF!"),
        ("Datum", dt.date(1, 1, 1), "är inget datum"),
        ("Manusstopp", "snarast", "”snarast” är inget datum"),
        ("Inställt", "kanske", "varken ja eller nej"),
    ],
)
def test_a_faulty_cell_is_named(make_workbook: MakeWorkbook, heading: str, cell: object, says: str) -> None:
    row = {"Nämnd": "OSN", "Datum": dt.date(2025, 4, 29), heading: cell}
    content = read_workbook(make_workbook({"Sammanträden": [list(row), list(row.values())]}))
    column = "ABC"[list(row).index(heading)]
    assert faults(content) == [("Sammanträden", f"{column}2")]
    assert says in messages(content)


@pytest.mark.parametrize("cell", ["14 dagar", -1, 1.5, "många", True, 12345, dt.date(2025, 1, 1), 1e300])
def test_a_number_that_is_none(make_workbook: MakeWorkbook, cell: object) -> None:
    content = read_workbook(make_workbook({"Nämnder": [["Förkortning", "Justeringsdagar"], ["KS", cell]]}))
    assert faults(content) == [("Nämnder", "B2")]
    assert content.rows("Nämnder")[0].values == {"abbreviation": "KS"}


def test_a_word_that_is_not_among_the_choices_lists_them(make_workbook: MakeWorkbook) -> None:
    path = make_workbook({"Svar": [["Diarienummer", "Nämnd", "Ställningstagande"], ["KS/1", "OSN", "nja"]]})
    (problem,) = read_workbook(path).problems
    assert problem.message == (
        "”nja” går inte att välja här. Skriv något av: instämmer, delvis, instämmer inte, ej tillämpligt."
    )
    assert str(problem).startswith("Svar, C2: ")


def test_a_number_that_excel_made_a_date_of_is_named(make_workbook: MakeWorkbook) -> None:
    path = make_workbook({"Rekommendationer": [["Diarienummer", "Nr"], ["KS/1", dt.date(2025, 2, 1)], ["KS/1", True]]})
    content = read_workbook(path)
    assert faults(content) == [("Rekommendationer", "B2"), ("Rekommendationer", "B3")]
    assert "2025-02-01" in content.problems[0].message


def test_dates_and_times_in_a_text_column_are_what_the_person_sees(make_workbook: MakeWorkbook) -> None:
    cells = [
        dt.date(2025, 6, 30),
        dt.datetime.combine(dt.date(2025, 6, 30), dt.time(13, 5)),
        dt.time(13, 5),
        dt.timedelta(hours=30),
        True,
        0.1 + 0.2,
    ]
    rows = [["KS/1", "Åtgärd", cell] for cell in cells]
    content = read_workbook(make_workbook({"Åtgärder": [["Diarienummer", "Åtgärd", "Tidsplan"], *rows]}))
    read = [row.values["timeframe"] for row in content.rows("Åtgärder")]
    assert read == ["2025-06-30", "2025-06-30 13:05", "13:05", "30:00", "SANT", "0,3"]


def test_a_days_number_without_a_date_format_is_a_date(make_workbook: MakeWorkbook) -> None:
    rows = [
        ["OSN", cell] for cell in (45776, 45776.5, 20250429, dt.datetime.combine(dt.date(2025, 4, 29), dt.time(13)))
    ]
    content = read_workbook(make_workbook({"Sammanträden": [["Nämnd", "Datum"], *rows]}))
    assert content.problems == ()
    assert {row.values["date"] for row in content.rows("Sammanträden")} == {dt.date(2025, 4, 29)}


def test_required_columns_and_values(make_workbook: MakeWorkbook) -> None:
    content = read_workbook(
        make_workbook(
            {
                "Sammanträden": [["Datum"], [dt.date(2025, 4, 29)]],
                "Svar": [["Nämnd", "Svar"], ["OSN", "Ja"], ["KS", "Nej"]],
                "Internremisser": [["Remiss", "Diarienummer", "Nämnd"], [None, None, "OSN"], ["01", None, None]],
                "Nämnder": [["Namn"]],
            }
        )
    )
    assert faults(content) == [
        ("Sammanträden", "rad 1"),
        ("Svar", "rad 1"),
        ("Internremisser", "B2"),
        ("Internremisser", "C3"),
    ]
    assert "Någon av kolumnerna Remiss eller Diarienummer måste finnas" in messages(content)


def test_a_faulty_required_cell_is_named_once(make_workbook: MakeWorkbook) -> None:
    content = read_workbook(make_workbook({"Sammanträden": [["Nämnd", "Datum"], ["OSN", "31 april"]]}))
    assert faults(content) == [("Sammanträden", "B2")]


def test_double_and_misspelt_headings(make_workbook: MakeWorkbook) -> None:
    content = read_workbook(
        make_workbook(
            {"Nämnder": [["Förkortning", "Namn", "namn", "Justeringsdagr", "Anteckning"], ["KS", "a", "b", 7, "c"]]}
        )
    )
    assert faults(content) == [("Nämnder", "C1"), ("Nämnder", "D1")]
    assert "Menas Justeringsdagar?" in messages(content)
    assert content.rows("Nämnder")[0].values["name"] == "a"


def test_sheets_that_are_not_in_the_contract(make_workbook: MakeWorkbook) -> None:
    rows = [["Nämnd", "Datum"], ["OSN", dt.date(2025, 4, 29)]]
    content = read_workbook(
        make_workbook({"sammanträden": rows, "Nämder": rows, "Budget": rows, "Läs mig": rows, "Sammanträden ": rows})
    )
    assert faults(content) == [("Nämder", ""), ("Sammanträden ", "")]
    assert "Menas Nämnder?" in messages(content)
    assert content.notices == ("Bladet Budget hör inte till dem som Beredd läser och hoppades över.",)
    assert len(content.rows("Sammanträden")) == 1


def test_a_workbook_with_nothing_of_ours(make_workbook: MakeWorkbook) -> None:
    (problem,) = read_workbook(make_workbook({"Blad1": [["a"], ["b"]]})).problems
    assert str(problem).startswith("Arbetsboken: Inget av bladen känns igen. De ska heta: Kommun, Nämnder")


def test_error_values_and_formulas_without_a_result_are_named(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Nämnder"
    sheet.append(["Förkortning", "Namn", "Justeringsdagar", "Eget"])
    sheet.append(["KS", "#REF!", "=3+4", "#N/A"])
    for cell in ("B2", "D2"):
        sheet[cell].data_type = "e"
    path = tmp_path / "fel.xlsx"
    workbook.save(path)
    content = read_workbook(path)
    assert faults(content) == [("Nämnder", "B2"), ("Nämnder", "C2")]
    assert "#REF!" in content.problems[0].message
    assert "inte uträknad" in content.problems[1].message


def test_a_formula_counts_with_its_last_value(make_workbook: MakeWorkbook, rewrite: Callable[..., Path]) -> None:
    path = make_workbook({"Nämnder": [["Förkortning", "Justeringsdagar"], ["KS", "=3+4"]]})
    computed = rewrite(
        path,
        {
            "xl/worksheets/sheet1.xml": lambda xml: (
                xml.replace(b"<v></v>", b"<v>7</v>").replace(b"<v/>", b"<v>7</v>").replace(b"<v />", b"<v>7</v>")
            )
        },
    )
    content = read_workbook(computed)
    assert content.problems == ()
    assert content.rows("Nämnder")[0].values["justering_days"] == 7


def test_dates_of_the_mac_calendar(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = workbook.worksheets[0]
    sheet.title = "Sammanträden"
    sheet.append(["Nämnd", "Datum"])
    sheet.append(["OSN", dt.date(2025, 4, 29)])
    path = tmp_path / "mac.xlsx"
    workbook.save(path)
    assert read_workbook(path).rows("Sammanträden")[0].values["date"] == dt.date(2025, 4, 29)


def test_blank_sheets_and_blank_first_rows(make_workbook: MakeWorkbook) -> None:
    content = read_workbook(
        make_workbook({"Nämnder": [], "Svar": [[None], ["Nämnd"], ["OSN"]], "Personer": [["Namn"]]})
    )
    assert content.rows("Nämnder") == content.rows("Personer") == ()
    assert content.rows("Svar") == ()
    assert faults(content) == [("Svar", "rad 1")]
    assert "första raden" in messages(content)


def test_parentheses_around_an_abbreviation_in_a_list_are_set_aside(make_workbook: MakeWorkbook) -> None:
    rows = [["Diarienummer", "Åtgärd", "Nämnder"]]
    rows += [["KS/2025:1", "Ta fram en rutin", cell] for cell in ("KS, (OSN)", "(SN)", "Berörda nämnder (ej KS)")]
    content = read_workbook(make_workbook({"Åtgärder": rows}))
    assert [row.values["namnder"] for row in content.rows("Åtgärder")] == [
        ("KS", "OSN"),
        ("SN",),
        ("Berörda nämnder (ej KS)",),
    ]
