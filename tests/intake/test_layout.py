"""Where things stand on a page of a PDF, and how tables of Word become lines."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from secretary_app.intake.pdf import _characters, _places
from secretary_app.intake.pdf_layout import Places, laid_out
from secretary_app.intake.pdfium import library
from secretary_app.intake.reading import read_paper

_WORD = Path(__file__).parents[1] / "data" / "intake" / "word"


def _pdf(path: Path, pieces: Sequence[tuple[float, float, float, str]]) -> Path:
    """Words at places (millimetres from the upper left corner) in letters of a size, in the order in which they are
    written."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = "windows-1252"
    pdf.add_page()
    for x, y, size, text in pieces:
        pdf.set_font("Helvetica", size=size)
        pdf.text(x, y, text)
    pdf.output(str(path))
    return path


def _docx(path: Path, rows: list[list[str]]) -> Path:
    from docx import Document

    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            first, *more = text.split("\n")
            cell = table.cell(number, place)
            cell.text = first
            for paragraph in more:
                cell.add_paragraph(paragraph)
    document.add_paragraph("Efter tabellen.")
    document.sections[0].footer.paragraphs[0].text = "Älvstads kommun, 123 45 Älvstad"
    document.save(str(path))
    return path


def _lines(path: Path) -> list[str]:
    return read_paper(path).text.split("\n")


def test_a_wider_step_is_an_empty_line(tmp_path: Path) -> None:
    told = [(20, 30 + 5 * n, 11, f"Rad {n} i ett stycke som går vidare") for n in range(4)]
    told += [(20, 54 + 5 * n, 11, f"Rad {n} i nästa stycke av samma bredd") for n in range(4)]
    lines = _lines(_pdf(tmp_path / "a.pdf", told))
    assert lines.index("") == 4
    assert lines.count("") == 1


def test_cells_beside_one_another_are_one_line(tmp_path: Path) -> None:
    told = [
        (20, 30, 10, "Rekommendation"),
        (90, 30, 10, "Åtgärd"),
        (20, 36, 10, "Fastställ mål för"),
        (20, 40, 10, "verksamheten."),
        (90, 36, 10, "Mål tas fram"),
        (90, 40, 10, "under våren."),
        (20, 46, 10, "Följ upp målen."),
        (90, 46, 10, "Sker i augusti."),
    ]
    assert _lines(_pdf(tmp_path / "a.pdf", told)) == [
        "Rekommendation   Åtgärd",
        "Fastställ mål för verksamheten.   Mål tas fram under våren.",
        "Följ upp målen.   Sker i augusti.",
    ]


def test_what_is_drawn_late_at_the_top_is_read_first(tmp_path: Path) -> None:
    told = [(20, 90 + 5 * n, 11, f"Rad {n} i brevet") for n in range(12)]
    told += [(130, 30, 11, "Datum 2025-01-14"), (130, 35, 11, "Dnr REV 2025/7")]
    assert _lines(_pdf(tmp_path / "a.pdf", told))[:2] == ["Datum 2025-01-14", "Dnr REV 2025/7"]


def test_the_mark_of_a_footnote_is_left_out_but_no_figure_of_the_text(tmp_path: Path) -> None:
    told = [(20, 30, 11, "Lagen gäller."), (42.3, 28.5, 6, "1"), (46, 30, 11, "Nämnden har 12 ledamöter.")]
    assert " ".join(_lines(_pdf(tmp_path / "a.pdf", told))) == "Lagen gäller. Nämnden har 12 ledamöter."


def test_a_paragraph_below_a_list_is_no_more_of_its_last_item(tmp_path: Path) -> None:
    told = [
        (20, 30, 11, "Vi rekommenderar nämnden att:"),
        (25, 35, 11, "- besluta om mål"),
        (25, 40, 11, "- följa upp dem"),
    ]
    told += [(20, 45, 11, "Revisorerna önskar svar.")]
    assert _lines(_pdf(tmp_path / "a.pdf", told))[-2:] == ["", "Revisorerna önskar svar."]


def test_a_page_of_noise_stays_as_it_is() -> None:
    nowhere = Places(lambda at: (float(at % 7), 800.0 if at % 2 else 10.0), lambda at: float(at % 7), lambda _: 10.0)
    noise = "\n".join("ab 1" for _ in range(30_000))
    assert laid_out(noise, nowhere) == noise


@pytest.mark.parametrize("path", sorted(_WORD.glob("*.pdf")), ids=lambda path: path.stem)
def test_no_word_is_lost_or_made_up(path: Path) -> None:
    pdfium = library()
    document = pdfium.FPDF_LoadDocument(str(path).encode(), None)
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDFText_LoadPage(pdfium.FPDF_LoadPage(document, number))
        text = _characters(pdfium, page, pdfium.FPDFText_CountChars(page))
        before, after = (Counter("".join(each.split())) for each in (text, laid_out(text, _places(pdfium, page))))
        assert set(after - before) == set()
        assert set(before - after) <= set("0123456789-")  # marks of footnotes, hyphens at the ends of lines
    pdfium.FPDF_CloseDocument(document)


def test_a_letterhead_in_a_table_is_read_by_its_columns(tmp_path: Path) -> None:
    rows = [["Till", "För kännedom", "Diarienummer"], ["Socialnämnden\nSkolnämnden", "Kommunstyrelsen", "KS 2025/3"]]
    lines = [line for line in _lines(_docx(tmp_path / "a.docx", rows)) if line]
    assert lines[:3] == ["Till", "Socialnämnden", "Skolnämnden"]
    assert lines[3:5] == ["För kännedom   Kommunstyrelsen", "Diarienummer   KS 2025/3"]


def test_a_table_with_headings_is_read_by_its_rows_and_keeps_its_empty_cells(tmp_path: Path) -> None:
    rows = [["Rekommendation", "Svar", "Klart"], ["Följ upp målen.", "Görs varje år.\nRedovisas i maj.", ""]]
    lines = [line for line in _lines(_docx(tmp_path / "a.docx", rows)) if line]
    assert lines == [
        "Rekommendation   Svar   Klart",
        "Följ upp målen.   Görs varje år. Redovisas i maj.   –",
        "Efter tabellen.",
        "Älvstads kommun, 123 45 Älvstad",
    ]


def test_a_merged_cell_is_said_of_each_row_that_it_is_for(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    table = document.add_table(rows=3, cols=2)
    for place, text in enumerate(("Nämnd", "Rekommendation")):
        table.cell(0, place).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Socialnämnden"
    table.cell(1, 1).text, table.cell(2, 1).text = "Besluta om mål.", "Följ upp dem."
    document.save(str(tmp_path / "a.docx"))
    lines = [line for line in _lines(tmp_path / "a.docx") if line]
    assert lines[1:] == ["Socialnämnden   Besluta om mål.", "Socialnämnden   Följ upp dem."]


def test_a_text_box_is_read_once() -> None:
    text = read_paper(_WORD / "missiv-stad-textruta.docx").text
    assert text.count("Diarienummer 2024-00118") == 1
