"""Answers in a yttrande or tjänsteskrivelse: each at its recommendation, what is doubtful told, nothing made up."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.words import MeasureState, Position
from secretary_app.intake.answers_finding import find_paper_answers
from secretary_app.intake.answers_found import Findings, PaperAnswer
from secretary_app.intake.answers_parts import Known
from secretary_app.intake.answers_reading import read_answer_paper, text_parts
from secretary_app.intake.answers_words import day_in, position_said, state_said

KNOWN = (
    Known("1", "Att kommunstyrelsen upprättar en plan för övningar inom krisberedskapen."),
    Known("2", "Säkerställa att reservkraft finns på samtliga boenden och att den provas varje år."),
    Known("3", "Följa upp arbetet årligen och redovisa resultatet för fullmäktige i årsredovisningen."),
)
HEADINGS = ["Rekommendation", "Åtgärd", "Ansvarig", "Tidsplan", "Ansvarig nämnd", "Status per 2026-03-01"]


def answers(findings: Findings) -> dict[str, PaperAnswer]:
    return {each.known.number if each.known else "": each for each in findings.answers}


def in_text(text: str, known: Sequence[Known] = KNOWN) -> Findings:
    return find_paper_answers(list(text_parts(text)), known)


def in_file(path: Path) -> Findings:
    return find_paper_answers(read_answer_paper(path).parts, KNOWN)


def in_table(
    tmp_path: Path, rows: Sequence[Sequence[str | Sequence[str]]], headings: Sequence[str] = HEADINGS
) -> Findings:
    document = Document()
    document.add_heading("Yttrande från omsorgsnämnden över granskning av krisberedskap", 1)
    fill(document.add_table(len(rows) + 1, len(headings)), [headings, *rows])
    return in_file(saved(document, tmp_path))


def fill(table: Any, rows: Sequence[Sequence[str | Sequence[str]]]) -> None:
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            first, *more = [value] if isinstance(value, str) else value
            cell.text = first
            for each in more:
                cell.add_paragraph(each)


def saved(document: Any, tmp_path: Path) -> Path:
    path = tmp_path / "yttrande.docx"
    document.save(path)
    return path


def test_a_blank_cell_is_the_recommendation_above(tmp_path: Path) -> None:
    findings = in_table(
        tmp_path,
        [
            [KNOWN[0].text, "Ta fram en plan.", "Säkerhetschef", "2026-12-31", "KS, (ON)", "Ej påbörjat"],
            ["", "Öva planen.", "", "Sprids under 2027", "KS", ""],
            [KNOWN[1].text, "Upphandla reservkraft.", "Fastighetschef", "2026", "ON", "Klart"],
        ],
    )
    found = answers(findings)
    assert [(each.text, each.responsible, each.timeframe) for each in found["1"].measures] == [
        ("Ta fram en plan.", "Säkerhetschef", "2026-12-31"),
        ("Öva planen.", "", "Sprids under 2027"),
    ]
    assert found["1"].measures[0].namnder == ("KS", "ON")
    assert found["1"].measures[0].as_of == dt.date(2026, 3, 1)
    assert [state_said(each.measures[0].status) for each in findings.answers] == [
        MeasureState.NOT_STARTED,
        MeasureState.DONE,
    ]
    assert found["2"].measures[0].namnder == ("ON",)
    assert not findings.doubts


def test_merged_cells_are_the_same_as_above(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 3)
    fill(table, [HEADINGS[:3], [KNOWN[0].text, "Ta fram en plan.", "Säkerhetschef"], ["", "Öva planen.", ""]])
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(2, 2))
    measures = answers(in_file(saved(document, tmp_path)))["1"].measures
    assert [(each.text, each.responsible) for each in measures] == [
        ("Ta fram en plan.", "Säkerhetschef"),
        ("Öva planen.", "Säkerhetschef"),
    ]


def test_two_measures_in_a_cell_have_who_and_when_of_their_own_where_they_are_two(tmp_path: Path) -> None:
    rows = [[KNOWN[0].text, ["Ta fram en plan.", "Öva planen."], ["Säkerhetschef", "Övningsledare"], "2026", "KS", ""]]
    findings = in_table(tmp_path, rows)
    assert [(each.text, each.responsible, each.timeframe) for each in answers(findings)["1"].measures] == [
        ("Ta fram en plan.", "Säkerhetschef", "2026"),
        ("Öva planen.", "Övningsledare", "2026"),
    ]
    assert "lästes som 2 åtgärder" in findings.doubts[0]


def test_a_colour_is_what_the_paper_says_it_means(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Röd färg visar att arbetet ej påbörjats, gul färg påbörjat och grön färg arbetet klart.")
    table = document.add_table(2, 6)
    fill(table, [HEADINGS, [KNOWN[0].text, "Ta fram en plan.", "", "", "", ""]])
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "92D050")
    table.cell(1, 5)._tc.get_or_add_tcPr().append(shade)
    findings = in_file(saved(document, tmp_path))
    assert state_said(answers(findings)["1"].measures[0].status) is MeasureState.DONE
    assert not findings.doubts


def test_a_column_of_something_else_is_told() -> None:
    findings = in_text(f"Rekommendation\tÅtgärd\tKostnad\tAnm\n{KNOWN[0].text}\tÖva.\t9 kr\t\n")
    assert [each.text for each in findings.answers[0].measures] == ["Öva."]
    assert findings.doubts == ["Kolumnen ”Kostnad” i tabellen lästes inte."]


def test_what_cannot_be_placed_is_told(tmp_path: Path) -> None:
    rows = [
        ["Bygga ett nytt badhus i kommunens norra delar.", "Rita badhuset.", "Arkitekt", "2028", "", ""],
        ["", "Bygga badhuset.", "", "", "", ""],
        [KNOWN[2].text, "", "Ekonomichef", "2027", "", ""],
    ]
    findings = in_table(tmp_path, rows)
    assert not findings.answers
    assert "Rita badhuset." in findings.doubts[0]
    assert "Bygga badhuset." in findings.doubts[1]
    assert findings.doubts[2] == "Rekommendation 3: ”Ekonomichef, 2027” står utan åtgärd och lästes inte."


def test_a_number_places_what_is_worded_otherwise_and_says_so(tmp_path: Path) -> None:
    headings = ["Nr", "Rekommendation", "Nämndens svar", "Ställningstagande"]
    rows = [["2", "Elverk på boendena.", "Det finns redan.", "Instämmer delvis"], ["3", KNOWN[2].text, "", "Nja"]]
    findings = in_table(tmp_path, rows, headings)
    assert (answers(findings)["2"].text, answers(findings)["2"].position) == ("Det finns redan.", Position.PARTLY)
    assert (answers(findings)["3"].text, answers(findings)["3"].position) == ("Nja", None)
    assert "placerades efter sitt nummer" in findings.doubts[0]
    assert "”Nja” är inget av dem som finns" in findings.doubts[1]


def test_a_recommendation_told_in_short_is_found_and_said_to_be(tmp_path: Path) -> None:
    findings = in_table(tmp_path, [["Reservkraft finns på samtliga boenden", "Upphandla.", "", "", "", ""]])
    assert answers(findings)["2"].measures[0].text == "Upphandla."
    assert "lästes som rekommendation 2, som lyder utförligare" in findings.doubts[0]


def test_a_table_of_labels_is_read_as_labels(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(4, 2)
    rows = [["Rekommendation 2", KNOWN[1].text], ["Åtgärd", "Prova elverken."], ["Ansvarig", "Fastighetschef"]]
    fill(table, [*rows, ["Tidsplan", "Varje höst"]])
    measure = answers(in_file(saved(document, tmp_path)))["2"].measures[0]
    assert (measure.text, measure.responsible, measure.timeframe) == ("Prova elverken.", "Fastighetschef", "Varje höst")


LABELLED = f"""Yttrande från omsorgsnämnden

Bakgrund

Revisorerna har granskat krisberedskapen.

Rekommendationerna är följande:

• {KNOWN[0].text}

Åtgärd: Nämnden deltar i arbetet.

Tidsplan: Enligt kommunstyrelsens tidsplan.

• {KNOWN[1].text}

Ställningstagande: instämmer inte

Svar: Reservkraft finns redan.

Åtgärder:

- Elverken provas.

- Elverken byts.

Ansvarig: Fastighetschef

Status per 2026-02-01: Pågår

• Bygga ett badhus i kommunens norra delar.

Åtgärd: Rita badhuset.
"""


def test_labels_below_a_recommendation() -> None:
    findings = in_text(LABELLED)
    found = answers(findings)
    assert set(found) == {"1", "2"}
    assert [(each.text, each.timeframe) for each in found["1"].measures] == [
        ("Nämnden deltar i arbetet.", "Enligt kommunstyrelsens tidsplan.")
    ]
    assert (found["2"].position, found["2"].text) == (Position.DISAGREES, "Reservkraft finns redan.")
    assert [(each.text, each.responsible, each.as_of) for each in found["2"].measures] == [
        ("Elverken provas.", "Fastighetschef", dt.date(2026, 2, 1)),
        ("Elverken byts.", "Fastighetschef", dt.date(2026, 2, 1)),
    ]
    assert findings.doubts == [
        "”Bygga ett badhus i kommunens norra delar.” finns inte i remissen. Det som står där lästes inte: "
        "”Åtgärd: Rita badhuset.”"
    ]


HEADED = f"""Generella kommentarer

Nämnden välkomnar granskningen.

Följande rekommendationer lämnas:

1. {KNOWN[0].text}

2. {KNOWN[1].text}

3. {KNOWN[2].text}

Yttrande

Nämnden yttrar sig över punkt 2 och 3.

Punkt 2

Nämnden delar revisorernas bedömning. Elverk upphandlas.

Arbetet är påbörjat.

Rekommendation 3: Nämnden instämmer i rekommendationen men instämmer inte i kritiken.

Finansiering

Ryms inom ram.

Rekommendation 9

Nämnden har inget att tillägga.
"""


def test_headings_with_text_below() -> None:
    findings = in_text(HEADED)
    found = answers(findings)
    assert set(found) == {"", "2", "3"}
    assert found[""].text == "Nämnden välkomnar granskningen."
    assert found["2"].text == "Nämnden delar revisorernas bedömning. Elverk upphandlas.\n\nArbetet är påbörjat."
    assert found["2"].position is Position.AGREES
    assert found["3"].position is None
    assert findings.left == ["Finansiering"]
    assert [each for each in findings.doubts if "säger både" in each]
    assert [each for each in findings.doubts if "”Rekommendation 9” finns inte i remissen" in each]


def test_what_says_nothing_of_each_recommendation_is_a_general_comment() -> None:
    findings = in_text("Nämndens svar\n\nNämnden tar till sig av det som revisorerna skriver.\n")
    assert answers(findings)[""].text == "Nämnden tar till sig av det som revisorerna skriver."
    assert findings.doubts == ["Svaret skiljer inte på rekommendationerna. Det lästes som allmänna kommentarer."]


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("Nämnden instämmer i rekommendationen.", Position.AGREES),
        ("Nämnden delar revisionens uppfattning.", Position.AGREES),
        ("Nämnden instämmer delvis.", Position.PARTLY),
        ("Styrelsen instämmer i huvudsak med revisorerna.", Position.PARTLY),
        ("Nämnden delar inte revisorernas bedömning.", Position.DISAGREES),
        ("Nämnden instämmer inte.", Position.DISAGREES),
        ("Rekommendationen är inte tillämplig på nämnden.", Position.NOT_APPLICABLE),
        ("Omsorgs- och socialnämnden bedömer att rekommendationen inte är tillämplig.", Position.NOT_APPLICABLE),
        ("Ja", Position.AGREES),
        ("Vi håller med.", Position.AGREES),
        ("Omsorgs- och socialnämnden håller med", Position.AGREES),
        ("Vi håller delvis med om detta", Position.PARTLY),
        ("Vi håller inte med", Position.DISAGREES),
        ("Delvis, med förbehåll för kostnaden", Position.PARTLY),
        ("Delvis (se svaret)", Position.PARTLY),
        ("Ja, men bara i år", None),
        ("Nej, inga invändningar", None),
        ("Delvis, men vi instämmer inte i allt", None),
        ("Nämnden håller med skolan", None),
        ("Nämnden delar lokaler med skolan.", None),
        ("Arbetet pågår i alla delar av verksamheten.", None),
        ("", None),
    ],
)
def test_a_position_is_only_what_the_words_say(words: str, position: Position | None) -> None:
    assert position_said(words) is position


def test_a_sentence_that_only_says_the_position_is_no_part_of_the_text() -> None:
    said = "Rekommendation 1\n\nOmsorgs- och socialnämnden instämmer delvis i rekommendationen."
    one = answers(in_text(f"{said}\n\nNämnden instämmer inte i kritiken.\n"))["1"]
    assert (one.position, one.text) == (Position.PARTLY, "Nämnden instämmer inte i kritiken.")
    alone = answers(in_text(said))["1"]
    assert (alone.position, alone.text) == (Position.PARTLY, said.splitlines()[-1])


def test_words_that_are_no_status_or_day_are_none() -> None:
    assert state_said("Se ovan") is None
    assert day_in("Status per 1 mars 2026 och 1 juni 2026") is None


def test_a_table_in_a_pdf_without_columns_is_told(tmp_path: Path) -> None:
    words = f"Rekommendation Åtgärd Ansvarig Tidsplan\n{KNOWN[0].text} Ta fram en plan. Säkerhetschef 2026\n"
    findings = in_text(words)
    assert not findings.answers
    assert "Läs hellre in svaret ur Word-filen" in findings.doubts[0]
    assert "Ta fram en plan. Säkerhetschef 2026" in findings.doubts[1]


def test_no_recommendations_and_odd_papers_raise_nothing() -> None:
    for text in ("", "Rekommendation 1", "\t\t\t\n\t\t", "Åtgärd:", LABELLED, HEADED):
        assert not in_text(text, ()).answers or text in (HEADED, LABELLED)


def test_labels_may_be_headings_of_their_own(tmp_path: Path) -> None:
    document = Document()
    document.add_heading(f"Rekommendation 1: {KNOWN[0].text}", 2)
    for heading, words, style in (
        ("Nämndens svar", "Nämnden instämmer.", None),
        ("Åtgärder", "Ta fram en plan.", "List Bullet"),
        ("Ansvarig", "Säkerhetschef", None),
        ("Tidplan", "Hösten 2026", None),
    ):
        document.add_heading(heading, 3)
        document.add_paragraph(words, style=style)
    found = answers(in_file(saved(document, tmp_path)))["1"]
    assert (found.position, found.text) == (Position.AGREES, "Nämnden instämmer.")
    assert [(each.text, each.responsible, each.timeframe) for each in found.measures] == [
        ("Ta fram en plan.", "Säkerhetschef", "Hösten 2026")
    ]


def test_a_recommendation_may_be_a_row_above_its_measures(tmp_path: Path) -> None:
    headings = ["Åtgärd", "Ansvarig", "Tidsplan"]
    rows = [[KNOWN[0].text, "", ""], ["Ta fram en plan.", "", "2026"], ["Rekommendation 2", "", ""], ["Prova.", "", ""]]
    found = answers(in_table(tmp_path, rows, headings))
    assert {number: [each.text for each in answer.measures] for number, answer in found.items()} == {
        "1": ["Ta fram en plan."],
        "2": ["Prova."],
    }


def test_one_answer_to_several_recommendations_is_put_at_each_and_told() -> None:
    findings = in_text("Rekommendation 1 och 3\n\nNämnden instämmer inte.\n\nRekommendation 2\n\nJa.\n")
    assert {number: each.text for number, each in answers(findings).items()} == {
        "1": "Nämnden instämmer inte.",
        "3": "Nämnden instämmer inte.",
        "2": "Ja.",
    }
    assert "besvaras tillsammans" in findings.doubts[0]


def test_a_table_of_twenty_thousand_rows_is_read_in_part_and_soon() -> None:
    rows = "".join(f"\tÅtgärd {number}\tChef\n" for number in range(20_000))
    findings = in_text(f"Rekommendation\tÅtgärd\tAnsvarig\n{KNOWN[0].text}\tPlan.\tChef\n{rows}")
    assert len(answers(findings)["1"].measures) == 1_000
    assert findings.doubts == ["Bara de första 1000 raderna i en tabell lästes. Den har 20001."]
    unplaced = in_text(f"Rekommendation\tÅtgärd\tAnsvarig\n{rows}")
    assert len(unplaced.doubts) == 101


def test_a_table_in_a_pdf_with_strokes_is_read_by_its_cells_over_pages(tmp_path: Path) -> None:
    rows = [
        [KNOWN[0].text, "Ta fram en plan som är så lång att raden bryts.", "Säkerhetschef", "2026-12-31", "KS", "Klar"],
        ["", "Öva planen.", "", "Sprids under 2027", "KS, (ON)", ""],
        *[["", f"Åtgärd {number}.", "Chef", "2027", "", ""] for number in range(40)],
        [KNOWN[1].text, "Upphandla elverk.", "Fastighetschef", "2026", "ON", "Ej påbörjad"],
    ]
    path = tmp_path / "yttrande.pdf"
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    pdf.multi_cell(0, 5, "Yttrande från omsorgsnämnden\n\nAllmänna synpunkter\n\nNämnden är nöjd.\n\n")
    with pdf.table(first_row_as_headings=False) as table:
        for row in [HEADINGS, *rows]:
            table.row(row)
    pdf.multi_cell(0, 5, "Rekommendation 3\n\nNämnden instämmer inte.")
    pdf.output(str(path))
    findings = in_file(path)
    found = answers(findings)
    assert found[""].text == "Nämnden är nöjd."
    assert [len(found[number].measures) for number in ("1", "2")] == [42, 1]
    first, second = found["1"].measures[:2]
    assert (first.text, first.responsible, first.timeframe, first.status, first.as_of) == (
        "Ta fram en plan som är så lång att raden bryts.",
        "Säkerhetschef",
        "2026-12-31",
        "Klar",
        dt.date(2026, 3, 1),
    )
    assert (second.timeframe, second.namnder) == ("Sprids under 2027", ("KS", "ON"))
    assert found["2"].measures[0].responsible == "Fastighetschef"
    assert found["3"].position is Position.DISAGREES
    assert not findings.doubts


@given(st.lists(st.sampled_from([*LABELLED.split("\n"), *HEADED.split("\n"), "\tA\tB", "Åtgärd", "•", "Ansvarig:"])))
def test_whatever_stands_there_nothing_raises_and_every_answer_is_to_what_was_asked(lines: list[str]) -> None:
    findings = in_text("\n".join(lines))
    assert all(each.known is None or each.known in KNOWN for each in findings.answers)
    assert not any(each.is_empty for each in findings.answers)
    assert not any(measure.text == "" for each in findings.answers for measure in each.measures)


SHARED = Path(__file__).parents[2].parent / "shared" / "handlingar"


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared saknas")
@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_real_papers(suffix: str) -> None:
    def read(stem: str, source: str) -> dict[str, PaperAnswer]:
        told = read_answer_paper(SHARED / f"{source}.pdf").proposal.recommendations
        known = [Known(str(number), each.text) for number, each in enumerate(told, 1)]
        return answers(find_paper_answers(read_answer_paper(SHARED / f"{stem}{suffix}").parts, known))

    table = read("knivsta-2019-03-18-yttrande-ks", "knivsta-2018-12-revisionsrapport")
    # In Word the first of the fifteen rows has two measures, each on a line of its own.
    first = 2 if suffix == ".docx" else 1
    assert [len(table[str(number)].measures) for number in range(1, 7)] == [first, 4, 3, 4, 2, 1]
    assert all(each.responsible and each.timeframe and each.namnder for each in table["2"].measures)
    assert {each.namnder for each in table["1"].measures} == {("KS", "SN")}
    labels = read("knivsta-2019-02-18-yttrande-sn", "knivsta-2018-12-revisionsrapport")
    assert [len(labels[str(number)].measures) for number in range(1, 7)] == [1] * 6
    assert all(each.measures[0].timeframe for number, each in labels.items() if number)
    headings = read("mjolby-2025-04-07-tjansteskrivelse-osn", "mjolby-2025-03-18-revisionsrapport")
    assert set(headings) == {"3", "4"}
    assert all(len(each.text) > 1000 for each in headings.values())
