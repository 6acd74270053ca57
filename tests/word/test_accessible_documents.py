"""What everybody must be able to read: every draft of every style, and each rule on a document that breaks it."""

import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import RGBColor

from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource
from secretary_app.word.accessible import check_accessible
from secretary_app.word.findings import Severity
from secretary_app.word.looks import contrast
from secretary_app.word.render import render_draft
from secretary_app.word.sets import template_sets

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize("style", template_sets(), ids=lambda style: style.name)
@pytest.mark.parametrize("many", [False, True], ids=["one", "six"])
def test_every_draft_of_every_style_can_be_read_by_everybody(style, many, worker, drafts, tmp_path):
    out = tmp_path / "utkast.docx"
    for name, data in drafts(many).items():
        for each in (data, _bare(data)):
            render_draft(each, style.template(each.kind).path, out, worker=worker)
            assert [(found.what, found.place.told) for found in check_accessible(out)] == [], name


def _bare(data):
    """The same with a logo, recommendations without numbers, and nobody who signs."""
    questions = tuple(
        replace(each, recommendation=replace(each.recommendation, number="") if each.recommendation else None)
        for each in data.questions
    )
    logo = resource("icons", "bock-ljus-stor.png")
    return replace(data, questions=questions, signers=(), attachments=(), logo=logo)


@pytest.fixture
def page(tmp_path):
    """Makes a document that follows every rule, then lets the test break one; returns what is found."""

    def make(write, *, title="Ett dokument", language="sv-SE"):
        document = Document()
        document.core_properties.title = title
        default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        default.find(qn("w:lang")).set(qn("w:val"), language)
        for level in (1, 2, 3, 4):
            # Those that python-docx begins with are too pale.
            document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0, 0, 0)
        document.add_heading("Ärende", 1)
        write(document)
        document.save(str(tmp_path / "sida.docx"))
        return [each.what for each in check_accessible(tmp_path / "sida.docx")]

    return make


def test_a_document_that_follows_the_rules_has_nothing_to_remark(page):
    def write(document):
        document.add_heading("Bakgrund", 2)
        document.add_paragraph("Text")
        document.add_paragraph("Ett", style="List Bullet")
        document.add_paragraph("Två", style="List Bullet")

    assert page(write) == []


def test_the_findings_are_worth_a_look_and_have_a_place(tmp_path):
    Document().save(str(tmp_path / "tom.docx"))
    found = check_accessible(tmp_path / "tom.docx")
    assert {each.severity for each in found} == {Severity.WARNING}
    assert all(each.suggestion for each in found)


@pytest.mark.parametrize(
    ("levels", "what"),
    [
        ((3,), "Rubriken hoppar över en nivå, från 1 till 3."),
        ((2, 4), "Rubriken hoppar över en nivå, från 2 till 4."),
        ((2, 1), "Dokumentet har mer än en huvudrubrik."),
    ],
)
def test_headings_are_in_order(levels, what, page):
    def write(document):
        for level in levels:
            document.add_heading("Rubrik", level)

    assert page(write) == [what]


def test_a_text_without_a_main_heading_or_any_heading_is_told(tmp_path):
    document = Document()
    document.add_heading("Bakgrund", 2)
    document.save(str(tmp_path / "a.docx"))
    assert "Dokumentet saknar huvudrubrik." in [each.what for each in check_accessible(tmp_path / "a.docx")]
    document = Document()
    for number in range(20):
        document.add_paragraph(f"Stycke {number}")
    document.save(str(tmp_path / "b.docx"))
    assert "Dokumentet har inga rubriker." in [each.what for each in check_accessible(tmp_path / "b.docx")]


def test_title_and_language_are_asked_for(page):
    assert page(lambda _: None, title="") == ["Dokumentet saknar titel."]
    assert page(lambda _: None, language="en-GB") == ["Dokumentets språk är engelska, inte svenska."]
    assert page(lambda _: None, language="") == ["Dokumentet har inget språk."]


def _table(document, columns=3):
    table = document.add_table(2, columns)
    for cell in [*table.rows[0].cells, *table.rows[1].cells]:
        cell.text = "x"
    return table


def test_a_tables_head_row_is_marked(page):
    assert page(_table) == ["Tabellens rubrikrad är inte märkt."]

    def marked(document):
        _table(document).rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    assert page(marked) == []


def test_a_form_whose_first_column_names_the_rows_is_no_table_of_data(page):
    def form(document):
        for row in _table(document, 2).rows:
            row.cells[0].paragraphs[0].runs[0].bold = True

    assert page(form) == []
    assert page(lambda document: _table(document, 2)) == ["Tabellens rubrikrad är inte märkt."]


def test_a_picture_says_what_it_shows(page):
    def add(text):
        def write(document):
            picture = document.add_picture(str(resource("icons", "bock-ljus-stor.png")))
            picture._inline.docPr.set("descr", text)

        return write

    assert page(add("")) == ["En bild saknar alternativtext."]
    assert page(add("Älvstads kommuns logotyp")) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("- ett", "- två"),
        ("– ett", "– två"),
        ("•\tett", "•\ttvå"),
        ("1. ett", "2. två"),
        ("a) ett", "b) två"),
        ("1)\tx", "2)\ty"),
    ],
)
def test_a_list_typed_by_hand_is_told_once(lines, page):
    def write(document):
        for line in lines:
            document.add_paragraph(line)

    assert page(write) == ["En lista är skriven med streck eller siffror för hand."]


@pytest.mark.parametrize("lines", [("– Ja, sade hon.", "Text"), ("1 juni är dagen", "2 juli likaså"), ("§ 4", "§ 5")])
def test_a_dash_or_number_alone_is_no_list(lines, page):
    def write(document):
        for line in lines:
            document.add_paragraph(line)

    assert page(write) == []


def test_text_stands_out_from_its_ground(page):
    def grey(document):
        document.add_paragraph().add_run("svagt").font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)

    assert page(grey) == ["Texten är svår att läsa mot sin bakgrund (kontrast 2,3, minst 4,5)."]

    def on_red(document):
        cell = _table(document, 1).cell(0, 0)
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd xmlns:w="{W}" w:val="clear" w:fill="C00000"/>'))
        cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(0, 0, 0)

    assert page(on_red) == ["Texten är svår att läsa mot sin bakgrund (kontrast 3,2, minst 4,5)."]


def test_text_of_one_look_is_told_of_once(page):
    def write(document):
        for text in ("ett", "två", "tre"):
            document.add_paragraph().add_run(text).font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)

    assert page(write) == [
        "Texten är svår att läsa mot sin bakgrund (kontrast 2,3, minst 4,5), här och på 2 ställen till."
    ]


def test_colours_come_from_styles_too(page):
    def write(document):
        style = document.styles.add_style("Svag", 1)
        style.font.color.rgb = RGBColor(0x99, 0x99, 0x99)
        heir = document.styles.add_style("Arvtagare", 1)
        heir.base_style = style
        document.add_paragraph("svagt", style="Arvtagare")

    assert page(write) == ["Texten är svår att läsa mot sin bakgrund (kontrast 2,8, minst 4,5)."]


def test_contrast_is_counted_as_wcag_does():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_room_made_with_the_enter_key_is_told(page):
    def write(count):
        def blank(document):
            for text in ("före", *[""] * count, "efter"):
                document.add_paragraph(text)

        return blank

    assert page(write(2)) == []
    assert page(write(4)) == ["4 tomma stycken i rad skapar luft."]


def test_a_link_says_where_it_leads(page):
    def link(text):
        def write(document):
            xml = f'<w:hyperlink xmlns:w="{W}" w:anchor="a"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
            document.add_paragraph("Se ")._p.append(parse_xml(xml))

        return write

    assert page(link("här")) == ["Länken ”här” säger inte vart den leder."]
    assert page(link("https://alvstad.example/x?y=1")) == [
        "Länken ”https://alvstad.example/x?y=1” säger inte vart den leder."
    ]
    assert page(link("Reglemente för kommunstyrelsen")) == []


def test_what_cannot_be_read_is_told(tmp_path):
    path = tmp_path / "brev.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(UserError, match="inget helt Word-dokument"):
        check_accessible(path)
    with pytest.raises(UserError, match="finns inte"):
        check_accessible(tmp_path / "saknas.docx")
