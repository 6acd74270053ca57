"""Files in: what is read out of good ones, and the one sentence that each bad one gets."""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from fpdf import FPDF
from PIL import Image

from secretary_app.intake.extract import each_paper, extract
from secretary_app.intake.reading import LARGEST, MOST_TEXT, read_paper
from secretary_app.support.errors import UserError

Writer = Callable[[Path, str], Path]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _endless_pdf(path: Path) -> Path:
    """Three kilobytes in which each drawing calls the next one ten times: 10¹² drawings."""
    depth = 12
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /XObject << /X 6 0 R >> >> >>",
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in range(depth):
        last = number == depth - 1
        drawing = "BT /F 9 Tf (hej) Tj ET" if last else "/X Do " * 10
        resources = "/Font << /F 5 0 R >>" if last else f"/XObject << /X {7 + number} 0 R >>"
        objects.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {resources} >>"
            f" /Length {len(drawing)} >>\nstream\n{drawing}\nendstream"
        )
    text = "%PDF-1.7\n"
    for number, content in enumerate(objects, 1):
        text += f"{number} 0 obj\n{content}\nendobj\n"
    path.write_text(f"{text}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n%%EOF\n", encoding="ascii")
    return path


def _locked_pdf(path: Path) -> Path:
    pdf = FPDF()
    pdf.set_encryption(owner_password="x", user_password="y")
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(text="hemligt")
    pdf.output(str(path))
    return path


def _picture_pdf(path: Path) -> Path:
    pdf = FPDF()
    pdf.add_page()
    pdf.image(Image.new("RGB", (60, 40), "grey"))
    pdf.output(str(path))
    return path


def _refused(path: Path, *, seconds: float = 30) -> str:
    with pytest.raises(UserError) as caught:
        read_paper(path, seconds=seconds)
    message = caught.value.message
    assert "\n" not in message
    return message


def test_a_pdf_that_is_something_else_is_named_by_what_it_seems_to_be(
    tmp_path: Path, writers: dict[str, Writer]
) -> None:
    word = writers[".docx"](tmp_path / "missiv.docx", "hej").rename(tmp_path / "missiv.pdf")
    page = tmp_path / "sida.pdf"
    page.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    assert "missiv.pdf är ingen PDF-fil utan en Word-fil (.docx)" in _refused(word)
    assert "webbsida" in _refused(page)


def test_a_pdf_under_another_ending(tmp_path: Path, writers: dict[str, Writer]) -> None:
    for ending in (".txt", ".docx"):
        path = writers[".pdf"](tmp_path / "a.pdf", "hej").rename(tmp_path / f"rapport{ending}")
        assert f"är en PDF-fil, fast den slutar på {ending}" in _refused(path)


def test_a_locked_pdf(tmp_path: Path) -> None:
    assert "låst.pdf är låst med lösenord" in _refused(_locked_pdf(tmp_path / "låst.pdf"))


def test_a_cut_pdf(tmp_path: Path, writers: dict[str, Writer]) -> None:
    path = writers[".pdf"](tmp_path / "rapport.pdf", "hej\f" * 20)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "avklippt" in _refused(path)


def test_a_pdf_with_nothing_but_its_name(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"%PDF-1.7\nskr\xe4p\n%%EOF\n")
    assert "trasig" in _refused(path)


def test_a_scan_is_no_error_but_a_warning_without_findings(tmp_path: Path) -> None:
    (one,) = each_paper([_picture_pdf(tmp_path / "inskannad.pdf")])
    assert one.proposal is not None
    assert one.proposal.warnings
    assert "bara bilder" in one.proposal.warnings[0]
    assert one.proposal.title is None
    assert one.proposal.recommendations == ()


def test_the_scanned_pages_of_a_paper_with_text_are_named(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    for page in ("text", "bild", "text", "bild", "bild", "tom", "bild"):
        pdf.add_page()
        if page == "text":
            pdf.cell(text="Granskning av skolan")
        elif page == "bild":
            pdf.image(Image.new("RGB", (60, 40), "grey"))
    path = tmp_path / "delvis.pdf"
    pdf.output(str(path))
    paper = read_paper(path)
    assert len(paper.page_starts) == 7
    assert paper.warnings == (
        "Sidorna 2, 4–5 och 7 i delvis.pdf är bilder utan text. "
        "Läs dem i handlingen: det som står där hittas inte här.",
    )


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("gammal.doc", "spara den som Word-dokument (.docx)"),
        ("makro.docm", "utan makron"),
        ("svar.xlsx", "En arbetsbok är ingen handling"),
        ("bild.jpg", "Spara den som PDF"),
        ("allt.zip", "Packa upp den"),
        ("okand.qqq", "Beredd läser PDF"),
    ],
)
def test_a_file_of_another_kind_says_what_to_make_of_it(tmp_path: Path, name: str, remedy: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"hej")
    assert remedy in _refused(path)


def test_a_word_file_with_macros(tmp_path: Path, writers: dict[str, Writer]) -> None:
    path = writers[".docx"](tmp_path / "makro.docx", "Granskning av skolan")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert "makro.docx innehåller makron" in _refused(path)


def test_an_empty_word_file(tmp_path: Path) -> None:
    path = tmp_path / "tom.docx"
    Document().save(str(path))
    assert "tom.docx innehåller ingen text" in _refused(path)


def test_a_word_file_that_is_none_or_a_bomb(tmp_path: Path) -> None:
    text = tmp_path / "text.docx"
    text.write_text("hej", encoding="utf-8")
    assert "utan en textfil" in _refused(text)
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (64 << 20))
    assert "orimligt stor" in _refused(bomb)


def test_a_word_file_with_broken_or_missing_xml(tmp_path: Path) -> None:
    for name, members in (("xml", {"word/document.xml": "<w:document"}), ("inget", {"xl/workbook.xml": "<a/>"})):
        path = tmp_path / f"{name}.docx"
        with zipfile.ZipFile(path, "w") as archive:
            for member, content in {"[Content_Types].xml": "<Types/>", **members}.items():
                archive.writestr(member, content)
        assert path.name in _refused(path)


def test_an_empty_text_and_one_that_is_none(tmp_path: Path) -> None:
    empty, blank, binary = tmp_path / "tom.txt", tmp_path / "blank.txt", tmp_path / "data.txt"
    empty.write_bytes(b"")
    blank.write_text(" \n\n\t", encoding="utf-8")
    binary.write_bytes(b"\x01\x00\x02\x9d\x00" * 50)
    assert "tom.txt är tom" in _refused(empty)
    assert "ingen text" in _refused(blank)
    assert "ingen textfil" in _refused(binary)


def test_a_missing_file_a_folder_and_other_kinds(tmp_path: Path) -> None:
    assert "saknas.pdf finns inte" in _refused(tmp_path / "saknas.pdf")
    folder = tmp_path / "mapp.pdf"
    folder.mkdir()
    assert "är en mapp" in _refused(folder)
    for ending in (".qqq", ""):
        path = tmp_path / f"brev{ending}"
        path.write_text("hej", encoding="utf-8")
        assert "PDF (.pdf), Word (.docx), text (.txt) och mejl (.eml, .msg)" in _refused(path)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "stor.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST * 2)
    assert "större än 100 MB" in _refused(path)


def test_a_pdf_that_never_ends_is_stopped_and_the_others_are_read(tmp_path: Path, writers: dict[str, Writer]) -> None:
    endless = _endless_pdf(tmp_path / "oändlig.pdf")
    good = writers[".pdf"](tmp_path / "bra.pdf", "Granskning av något")
    assert "för lång tid" in _refused(endless, seconds=0.4)
    first, second = each_paper([endless, good])
    assert first.error is not None
    assert "oändlig.pdf" in first.error.message
    assert second.paper is not None
    assert second.paper.text == "Granskning av något"


def test_names_with_blanks_swedish_letters_and_a_line_break(tmp_path: Path, writers: dict[str, Writer]) -> None:
    for suffix, write in writers.items():
        path = write(tmp_path / f"Missiv från  Älvstad\när 2024{suffix}", "Missiv från revisorerna")
        assert read_paper(path).text == "Missiv från revisorerna"
    broken = tmp_path / "trasig\nåtgärd.pdf"
    broken.write_bytes(b"hej")
    assert "trasig åtgärd.pdf" in _refused(broken)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_every_common_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "missiv.txt"
    path.write_bytes("Räksmörgås – å ä ö".encode(encoding))
    assert read_paper(path).text == "Räksmörgås – å ä ö"


def test_pages_are_counted_from_one(tmp_path: Path, writers: dict[str, Writer]) -> None:
    for suffix in (".pdf", ".txt"):
        paper = read_paper(writers[suffix](tmp_path / f"a{suffix}", "Första sidan\fAndra sidan\fTredje sidan"))
        places = [paper.page(paper.text.index(word)) for word in ("Första", "Andra", "Tredje")]
        assert places == [1, 2, 3]


def test_word_tables_controls_boxes_and_list_styles_are_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Första punkten", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Fråga?", "Ja"
    control = parse_xml(
        f"<w:sdt {_W}><w:sdtContent><w:p><w:r><w:t>I en kontroll</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(0, control)
    deleted = parse_xml(f"<w:p {_W}><w:del><w:r><w:delText>struket</w:delText></w:r></w:del></w:p>")
    document.element.body.insert(0, deleted)
    document.sections[0].header.paragraphs[0].text = "Dnr KS/2024:1"
    path = tmp_path / "a.docx"
    document.save(str(path))
    lines = [line for line in read_paper(path).text.split("\n") if line]
    assert lines == ["Dnr KS/2024:1", "I en kontroll", "• Första punkten", "Fråga?", "Ja"]


def test_a_word_file_that_points_outside_is_read_with_a_warning(tmp_path: Path, writers: dict[str, Writer]) -> None:
    path = writers[".docx"](tmp_path / "a.docx", "Missiv från revisorerna")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/_rels/settings.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
            'Target="file:///mall.dotm" TargetMode="External"/></Relationships>',
        )
    assert "file:///mall.dotm" in read_paper(path).warnings[0]


def test_a_batch_tells_each_proposal_and_each_error_in_order(tmp_path: Path, writers: dict[str, Writer]) -> None:
    good = writers[".docx"](tmp_path / "a.docx", "Granskning av något")
    text = writers[".txt"](tmp_path / "b.txt", "Granskning av annat")
    told: list[str] = []
    extract(
        [good, tmp_path / "saknas.pdf", text],
        lambda proposal: told.append(Path(proposal.file).name),
        lambda error: told.append(error.message.split(" finns")[0]),
    )
    assert told == ["a.docx", "Filen saknas.pdf", "b.txt"]


def test_a_text_beyond_any_report_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "logg.txt"
    path.write_text("Vi önskar svar senast den 30 juni 2025.\n" * (MOST_TEXT // 38), encoding="utf-8")
    start = time.perf_counter()
    with pytest.raises(UserError, match=r"logg\.txt innehåller mer än 5 miljoner tecken text"):
        read_paper(path)
    assert time.perf_counter() - start < 5


def test_a_pdf_with_too_much_text_holds_up_none_of_those_after_it(tmp_path: Path, writers: dict[str, Writer]) -> None:
    """A hundred pages that all show the same long text."""
    lines = "".join(f"1 0 0 1 10 {n * 3} Tm ({'granskning ' * 60}) Tj\n" for n in range(90))
    drawing = f"BT /F 1 Tf {lines}ET"
    pages = range(5, 105)
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in pages)}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
    }
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    )
    text = "".join(f"{n} 0 obj\n{one}\nendobj\n" for n, one in (objects | dict.fromkeys(pages, page)).items())
    heavy = tmp_path / "tung.pdf"
    heavy.write_text(f"%PDF-1.7\n{text}trailer << /Size 105 /Root 1 0 R >>\n%%EOF\n", encoding="ascii")
    light = writers[".pdf"](tmp_path / "missiv.pdf", "Missiv")
    first, second = each_paper([heavy, light])
    assert first.error is not None
    assert "mer än 5 miljoner tecken" in first.error.message
    assert second.paper is not None
    assert second.paper.text == "Missiv"
