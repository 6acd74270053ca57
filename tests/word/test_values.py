"""Whatever stands in the register comes out whole and never becomes code or mark-up; where it goes is safe."""

import errno
from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.support.worker import Worker
from secretary_app.word.environment import TemplateEnvironment
from secretary_app.word.field import Blank, Field, printable, values
from secretary_app.word.render import PRELOAD, render_draft
from secretary_app.word.sentences import paragraphs
from secretary_app.word.sets import template_path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = [
    "<w:p>& ingen ' märkning \" här</w:p>",
    "{{ 7 * 7 }} {% for x in y %} {# bort #}",
    "{_{ 7 }_} {_% if %_} {{{ }}}",
    "a]]>b &amp; &#123; <!-- x -->",
    "första raden\nandra raden\ttabb",
    "😀 👩‍⚖️ ÅÄÖ é ﷽ 𝔘",
    "[Ange datum] XX 20xx-xx-xx",
    "x" * 50_000,
    ("ord " * 12 + "\n") * 1_000,
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_values_come_out_whole(value, worker, template, owners_draft, tmp_path, read):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    data = replace(data, remiss=replace(data.remiss, title=value, sender=value))
    out = tmp_path / "ut.docx"
    page = template("Före {{ remiss.rubrik }} efter", "{{ remiss.avsändare }}")
    render_draft(data, page, out, worker=worker)
    assert read(out).text() == f"Före {value} efter\n{value}"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_tag_with_its_letters_in_two_signs_is_filled_in_all_the_same(
    form, worker, template, owners_draft, tmp_path, read
):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    page = template(
        *(
            normalize(form, text)
            for text in ("Från {{ nämnd.namn }}", "{% if remiss.slag == 'å' %}x{% else %}ö{% endif %}")
        )
    )
    render_draft(data, page, tmp_path / "ut.docx", worker=worker)
    assert read(tmp_path / "ut.docx").text() == f"{normalize(form, 'Från')} {data.namnd.name}\n{normalize(form, 'ö')}"


@pytest.mark.parametrize("value", HOSTILE[:7], ids=range(7))
def test_values_come_out_whole_in_every_kind(value, draft, read, drafts):
    for data in drafts(False).values():
        question = data.questions[0]
        answers = tuple(
            replace(one, response=replace(one.response, text=value) if one.response else None)
            for one in question.answers
        )
        recommendation = replace(question.recommendation, text=value, number=value)
        remiss = replace(data.remiss, title=value, diarienummer=value, sender=value)
        kommun = replace(data.kommun, name=value)
        questions = (replace(question, recommendation=recommendation, answers=answers),)
        paper = read(draft(replace(data, remiss=remiss, kommun=kommun, questions=questions)))
        assert value.rstrip(".") in paper.text()
        header = next(name for name in paper.parts if "header" in name and "Dokumentslag" in str(paper.parts[name]))
        assert paper.text(header).startswith(f"{value}\t")


def test_what_no_file_can_hold_is_left_out_and_line_breaks_are_one_kind():
    assert printable("a\x00b\x07c\ud800d\ufffee") == "abcde"
    assert printable("a\r\nb\rc\vd\u2028e\tf") == "a\nb\nc\nd\ne\tf"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_itself_again_after_the_environment(text):
    from lxml import etree

    group = values((Field("a.b", "", lambda source: source),), text)
    made = TemplateEnvironment().from_string("<x>{{ a.b }}</x>").render(group)
    assert "{" not in made
    found = etree.fromstring(made).text or ""
    assert found == (printable(text) if printable(text).strip() else "")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab\n \r", max_size=40))
def test_paragraphs_lose_nothing_but_blank_lines(text):
    blocks = paragraphs(text)
    assert all(block.strip() and "\n\n" not in block for block in blocks)
    kept = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    assert "\n".join(blocks).split("\n") == (kept or [""])


def test_a_missing_value_is_a_placeholder_that_counts_as_false():
    group = values((Field("a", "", lambda _: " ", "Ange något"),), None)
    assert isinstance(group["a"], Blank)
    render = TemplateEnvironment().from_string
    assert render("{{ a }}{% if a %}ja{% endif %}").render(group) == "[Ange något]"
    assert render("{{ a|stor|punkt }} {{ a|genitiv }}").render(group) == "[Ange något] [Ange något]"


def test_filters_in_swedish():
    group = values((Field("a", "", lambda _: ["x", "y", "z"]), Field("b", "", lambda _: "nämnden")), None)
    render = TemplateEnvironment().from_string
    assert render("{{ a|uppräkning }} {{ b|genitiv }} {{ b|stor|punkt }}").render(group) == (
        "x, y och z nämndens Nämnden."
    )


def test_a_missing_folder_is_told(worker, owners_draft, tmp_path):
    data = owners_draft(DocumentKind.FOLJEBREV, 1)
    with pytest.raises(UserError, match="finns inte"):
        render_draft(data, template_path(data.kind), tmp_path / "saknas" / "ut.docx", worker=worker)


def test_a_target_that_is_in_the_way_is_told_and_stays(worker, owners_draft, tmp_path):
    data = owners_draft(DocumentKind.FOLJEBREV, 1)
    target = tmp_path / "ut.docx"
    target.mkdir()
    with pytest.raises(UserError, match="är en mapp"):
        render_draft(data, template_path(data.kind), target, worker=worker)
    assert [path.name for path in tmp_path.iterdir()] == ["ut.docx"]


_FAILS = """
import docxtpl
def save(self, out):
    with open(out, "wb") as file:
        file.write(b"halv")
    raise OSError({errno}, "no", out)
docxtpl.DocxTemplate.save = save
"""


@pytest.mark.parametrize(
    ("errno_", "words"),
    [
        (errno.ENOSPC, "Disken är full"),
        (errno.EDQUOT, "Disken är full"),
        (errno.EACCES, "Stäng filen i Word"),
        (errno.EROFS, "går inte att skriva i"),
        (errno.EIO, "disken svarar inte som den ska"),
    ],
)
def test_a_disk_that_fails_midway_leaves_the_earlier_draft_whole(errno_, words, owners_draft, tmp_path):
    data = owners_draft(DocumentKind.FOLJEBREV, 1)
    out = tmp_path / "ut.docx"
    out.write_text("förra utkastet", encoding="utf-8")
    with Worker(preload=PRELOAD) as own:
        own.run(exec, _FAILS.format(errno=errno_), {})
        with pytest.raises(UserError, match=words):
            render_draft(data, template_path(data.kind), out, worker=own)
    assert out.read_text(encoding="utf-8") == "förra utkastet"
    assert [path.name for path in tmp_path.iterdir()] == ["ut.docx"]


def test_a_folder_without_rights_is_told(owners_draft, tmp_path, monkeypatch):
    data = owners_draft(DocumentKind.FOLJEBREV, 1)
    # Whoever runs the tests as root may write everywhere.
    monkeypatch.setattr("os.access", lambda *_: False)
    with Worker(preload=PRELOAD) as own:
        own.run(exec, _FAILS.format(errno=errno.EACCES), {})
        with pytest.raises(UserError, match="Det går inte att skriva i mappen"):
            render_draft(data, template_path(data.kind), tmp_path / "ut.docx", worker=own)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_that_is_open_in_word_is_told_and_stays(worker, owners_draft, tmp_path, monkeypatch):
    data = owners_draft(DocumentKind.FOLJEBREV, 1)
    out = tmp_path / "ut.docx"
    out.write_text("öppen i Word", encoding="utf-8")

    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(UserError, match="Stäng filen i Word"):
        render_draft(data, template_path(data.kind), out, worker=worker)
    assert out.read_text(encoding="utf-8") == "öppen i Word"
    assert [path.name for path in tmp_path.iterdir()] == ["ut.docx"]


def test_without_a_worker_the_draft_gets_one_of_its_own(owners_draft, tmp_path, read):
    data = owners_draft(DocumentKind.FOLJEBREV, 1)
    render_draft(data, template_path(data.kind), tmp_path / "ut.docx")
    assert "Bilagor" in read(tmp_path / "ut.docx").text()


def test_the_program_itself_never_loads_the_word_libraries():
    import subprocess
    import sys

    code = (
        "import sys, secretary_app.word.render, secretary_app.operations.checking_templates;"
        "from pathlib import Path; from secretary_app.word.checking import check_template;"
        f"check_template(Path({str(template_path(DocumentKind.FOLJEBREV))!r}));"
        "print(sorted({'docx', 'docxtpl', 'jinja2', 'lxml', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_a_condition_empties_is_still_a_whole_file(worker, osns_draft, tmp_path, read):
    from docx import Document

    document = Document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "{%p if beslut.finns %}"
    cell.add_paragraph("Beslutat")
    cell.add_paragraph("{%p endif %}")
    rows = document.add_table(3, 1)
    for number, text in enumerate(("{%tr for s in synpunkter %}", "{{ s.nämnd }}", "{%tr endfor %}")):
        rows.cell(number, 0).text = text
    document.sections[0].header.paragraphs[0].text = "{%p if beslut.finns %}"
    document.sections[0].header.add_paragraph("{%p endif %}")
    document.save(str(tmp_path / "mall.docx"))
    out = tmp_path / "ut.docx"
    render_draft(osns_draft(DocumentKind.INTERNREMISS, 3), tmp_path / "mall.docx", out, worker=worker)
    body = read(out).body
    (table,) = body.iter(f"{W}tbl")
    assert [[child.tag for child in each][-1] for each in table.iter(f"{W}tc")] == [f"{W}p", f"{W}p"]
    header = next(name for name in read(out).parts if name.startswith("word/header"))
    assert [child.tag for child in read(out).root(header)] == [f"{W}p"]
