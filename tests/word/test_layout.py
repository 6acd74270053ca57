"""What makes a draft a proper Word file: language, title, heading levels, tables, page numbers, content controls."""

import subprocess
import sys
import zipfile
from itertools import pairwise, product
from pathlib import Path

import pytest

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource
from secretary_app.word.sets import TITLES, template_path, template_sets

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(params=product(TITLES, DocumentKind), ids=lambda pair: f"{pair[0]}-{pair[1].value}")
def paper(request, draft, read, owners_draft, osns_draft):
    """Every kind in every house style."""
    style, kind = request.param
    owners = kind not in (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR)
    data = owners_draft(kind, 6) if owners else osns_draft(kind, 3, 4, 6, answered=True)
    return read(draft(data, style))


def test_language_is_swedish_in_the_styles_and_in_the_properties(paper):
    language = paper.root("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language.get(f"{W}val") == "sv-SE"
    assert paper.root("docProps/core.xml").findtext(f"{DC}language") == "sv-SE"


def test_properties_are_the_drafts_own_and_hold_no_made_up_date(paper):
    core = paper.root("docProps/core.xml")
    assert core.findtext(f"{DC}title").endswith("Granskning av kommunens arbete med integration och mångfald")
    assert core.findtext(f"{DC}creator") == "Älvstads kommun"
    wanted = {"title", "creator", "language", "subject"} | (
        {"identifier"} if "docProps/custom.xml" in paper.parts else set()
    )
    assert {child.tag.split("}")[1] for child in core} == wanted
    assert b"python-docx" not in b"".join(paper.parts.values())


def test_heading_levels_have_no_gaps_and_one_title(paper):
    levels = [level for level, _ in paper.headings()]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_style_used_is_defined(paper):
    defined = {style.get(f"{W}styleId") for style in paper.root("word/styles.xml").iter(f"{W}style")}
    used = {
        element.get(f"{W}val")
        for name in paper.parts
        if name.startswith(("word/document", "word/header", "word/footer", "word/numbering"))
        for element in paper.root(name).iter(f"{W}pStyle", f"{W}tblStyle", f"{W}rStyle")
    }
    assert used <= defined


def test_page_numbers_are_fields(paper):
    footers = [name for name in paper.parts if name.startswith("word/footer")]
    assert len(footers) >= 2
    for name in footers:
        fields = [field.text.strip() for field in paper.root(name).iter(f"{W}instrText")]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "Sida 1 av 1" in paper.text(name)


def test_paper_is_a4(paper):
    sizes = [{size.get(f"{W}w"), size.get(f"{W}h")} for size in paper.body.iter(f"{W}pgSz")]
    assert sizes
    assert all(size == {"11906", "16838"} for size in sizes)


def test_content_controls_have_ids_of_their_own(paper):
    ids = [element.get(f"{W}val") for element in paper.body.iter(f"{W}id") if element.getparent().tag == f"{W}sdtPr"]
    assert len(ids) == len(set(ids)) == len(list(paper.body.iter(f"{W}sdt")))


def test_rows_stay_whole_and_head_rows_repeat(draft, read, owners_draft, osns_draft):
    table = next(read(draft(owners_draft(DocumentKind.YTTRANDE, 6))).body.iter(f"{W}tbl"))
    rows = table.findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    form = read(draft(osns_draft(DocumentKind.SVARSFORMULAR, 3, 4))).body
    measures = [table for table in form.iter(f"{W}tbl") if len(table.findall(f"{W}tblGrid/{W}gridCol")) == 3]
    assert [len(list(table.iter(f"{W}tblHeader"))) for table in measures] == [1, 1]


def test_no_page_holds_signatures_alone(draft, read, owners_draft):
    body = read(draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, 2))).body
    signature = next(style for style in body.iter(f"{W}pStyle") if style.get(f"{W}val") == "Underskrift")
    before = signature.getparent().getparent().getprevious()
    assert before.find(f"{W}pPr/{W}keepNext") is not None


def test_a_recommendation_with_several_measures_is_one_cell(draft, read, owners_draft):
    table = next(read(draft(owners_draft(DocumentKind.YTTRANDE, 1))).body.iter(f"{W}tbl"))
    merged = [cell.get(f"{W}val") for cell in table.iter(f"{W}vMerge")]
    assert merged == ["restart", "continue"]


def test_form_controls_name_the_question_they_belong_to(draft, read, osns_draft):
    body = read(draft(osns_draft(DocumentKind.SVARSFORMULAR, 3, 4))).body
    tags = [tag.get(f"{W}val") for tag in body.iter(f"{W}tag")]
    assert [tag.rpartition(":")[0] for tag in tags] == [
        "beredd:p:rec3",
        "beredd:t:rec3",
        "beredd:p:rec4",
        "beredd:t:rec4",
        "beredd:t:0",
    ]
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert names == ["beredd_s_r", "beredd_n_osn", "beredd_q_rec3", "beredd_q_rec4"]
    ids = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == len(ids)
    assert ids == [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd")]


def test_what_carries_the_marks_is_within_words_limits(read):
    template = read(template_path(DocumentKind.SVARSFORMULAR)).body
    assert all(len(tag.get(f"{W}val")) <= 64 for tag in template.iter(f"{W}tag", f"{W}alias"))
    assert all(len(mark.get(f"{W}name")) <= 40 for mark in template.iter(f"{W}bookmarkStart"))


def test_what_is_to_be_filled_in_vanishes_when_it_is_typed_over(draft, read, osns_draft):
    body = read(draft(osns_draft(DocumentKind.SVARSFORMULAR, 3))).body
    shown = {
        tag.get(f"{W}val")[7:13]
        for tag in body.iter(f"{W}tag")
        if tag.getparent().find(f"{W}showingPlcHdr") is not None
    }
    assert shown == {"p:rec3", "t:rec3", "t:0:e3"}


def test_making_the_templates_again_gives_the_shipped_ones(tmp_path):
    subprocess.run([sys.executable, str(ROOT / "packaging" / "make_templates.py"), str(tmp_path)], check=True)
    for style in TITLES:
        made = sorted((tmp_path / "resources" / "templates" / style).iterdir())
        assert [path.stem for path in made] == sorted(kind.value for kind in DocumentKind)
        for path in made:
            assert path.read_bytes() == (resource("templates", style) / path.name).read_bytes(), path.name
    assert (tmp_path / "docs" / "mallfalt.md").read_bytes() == (ROOT / "docs" / "mallfalt.md").read_bytes()


def test_templates_open_as_ordinary_documents_without_thumbnail_or_date():
    from docx import Document

    for style, kind in product(TITLES, DocumentKind):
        path = template_path(kind, style)
        assert any("{{" in paragraph.text for paragraph in Document(str(path)).paragraphs)
        with zipfile.ZipFile(path) as archive:
            assert not any("thumbnail" in name or "customXml" in name for name in archive.namelist())
            assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_unknown_template_set_is_named_with_those_there_are():
    assert "klassisk" in [each.name for each in template_sets()]
    with pytest.raises(UserError) as caught:
        template_path(DocumentKind.YTTRANDE, "modern")
    assert caught.value.message == "Mallarna modern finns inte. De som finns är: klassisk, beslut-forst, utforlig."


def test_what_stands_after_the_signatures_is_not_held_with_them(draft, read, owners_draft):
    lines = list(read(draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, 1), "beslut-forst")).body.iter(f"{W}p"))
    signed = [p for p in lines if (s := p.find(f"{W}pPr/{W}pStyle")) is not None and s.get(f"{W}val") == "Underskrift"]
    held = [p.find(f"{W}pPr/{W}keepNext") for p in signed]
    assert held[-1].get(f"{W}val") in ("0", "false")
    assert all(each is None for each in held[:-1])
