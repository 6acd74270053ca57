"""What a Word or Excel file must not hold before it is opened."""

import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from secretary_app.support.errors import UserError
from secretary_app.support.safezip import check_office_file, links_in, seems_to_be

_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="https://example.invalid/x" TargetMode="External"/></Relationships>'
)
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FIELD = f"<w:document xmlns:w='{_W}'>" + (
    "<w:fldChar w:fldCharType='begin'/>{}<w:fldChar w:fldCharType='end'/></w:document>"
)


_INNER = "<w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='end'/>"


def _zip(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in {"[Content_Types].xml": _TYPES, **members}.items():
            archive.writestr(name, content)
    return path


def test_ordinary_files_pass(tmp_path: Path) -> None:
    word, excel = tmp_path / "svar från nämnden.docx", tmp_path / "lista.xlsx"
    Document().save(str(word))
    Workbook().save(excel)
    for path in (word, excel):
        check_office_file(path, links=True, template=True)
        assert links_in(path) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 ...", "PDF-fil"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "äldre eller lösenordsskyddad"),
        (b"hej", "textfil"),
        (b"", "är tom. Hämta filen på nytt"),
        (b"PK\x03\x04 och sedan inget mer", "trasig"),
        (b"\x00\x01\x02 data", "okänd"),
    ],
)
def test_what_is_no_office_file_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "svar.docx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=says) as caught:
        check_office_file(path)
    assert "svar.docx" in caught.value.message


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="finns inte"):
        check_office_file(tmp_path / "saknas.docx")
    with pytest.raises(UserError, match="mapp"):
        check_office_file(tmp_path)


def test_a_plain_zip_is_none(tmp_path: Path) -> None:
    path = tmp_path / "bilagor.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(UserError, match="vanlig zip-fil"):
        check_office_file(path)


@pytest.mark.parametrize(
    ("ending", "kind", "wanted"),
    [(".ods", "spreadsheet", ".xlsx"), (".xlsx", "spreadsheet", ".xlsx"), (".odt", "text", ".docx")],
)
def test_an_open_document_file_is_named_with_what_to_save_it_as(
    tmp_path: Path, ending: str, kind: str, wanted: str
) -> None:
    path = tmp_path / f"svar{ending}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(UserError) as caught:
        check_office_file(path)
    assert caught.value.message == (
        f"svar{ending} är en OpenDocument-fil. Spara den som {wanted} och välj den nya filen."
    )


def test_a_damaged_file_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "svar.docx"
    Document().save(str(path))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UserError, match="trasig"):
        check_office_file(path)


def test_zip_bombs_by_ratio_by_size_and_by_number(tmp_path: Path) -> None:
    one = _zip(tmp_path / "en.docx", {"word/document.xml": b"\0" * (20 << 20)})
    many = _zip(tmp_path / "flera.docx", {f"word/{n}.xml": "" for n in range(10_001)})
    sum_of_small = _zip(tmp_path / "summa.docx", {f"word/{n}.xml": b"\0" * (7 << 20) for n in range(90)})
    for path in (one, many, sum_of_small):
        with pytest.raises(UserError, match="orimligt stor"):
            check_office_file(path)


def test_macros_are_refused_whatever_the_file_is_called(tmp_path: Path) -> None:
    project = _zip(tmp_path / "a.docx", {"word/vbaProject.bin": b"x"})
    declared = _zip(tmp_path / "b.docx", {})
    with zipfile.ZipFile(declared, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>")
    for path in (project, declared):
        with pytest.raises(UserError, match="makron"):
            check_office_file(path)


@pytest.mark.parametrize(
    "kind",
    ["attachedTemplate", "image", "oleObject", "externalLinkPath", "aFChunk", "mailMergeSource", "video", "anything"],
)
def test_what_is_fetched_from_outside_is_refused_or_only_named(tmp_path: Path, kind: str) -> None:
    path = _zip(tmp_path / "a.docx", {"word/_rels/settings.xml.rels": _RELATION.format(kind=kind)})
    with pytest.raises(UserError, match="hämtar innehåll utifrån"):
        check_office_file(path)
    check_office_file(path, links=False)
    assert links_in(path) == ["https://example.invalid/x"]


def test_an_ordinary_link_in_the_text_is_no_fault(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.docx", {"word/_rels/document.xml.rels": _RELATION.format(kind="hyperlink")})
    check_office_file(path, template=True)


@pytest.mark.parametrize(
    "xml",
    [
        _FIELD.format("<w:instrText>DDEAUTO c:\\\\x.exe</w:instrText>"),
        _FIELD.format("<w:instrText xml:space='preserve'> DD</w:instrText><w:instrText>E x</w:instrText>"),
        _FIELD.format("<w:instrText>&#68;DE x</w:instrText>"),
        _FIELD.format("<w:instrText>D</w:instrText>" + _INNER + "<w:instrText>DE x</w:instrText>"),
        _FIELD.format("<w:delInstrText>DDE x</w:delInstrText>"),
        f'<w:document xmlns:w="{_W}"><w:fldSimple w:instr="dde excel x"/></w:document>',
    ],
)
def test_fields_that_start_programs_are_refused_where_asked(tmp_path: Path, xml: str) -> None:
    path = _zip(tmp_path / "a.docx", {"word/document.xml": xml})
    check_office_file(path)
    with pytest.raises(UserError, match="DDE"):
        check_office_file(path, template=True)
    # Whatever a part is called, and in whatever letters.
    for name in ("word/header1.xml", "other/part.dat"):
        path = _zip(tmp_path / "b.docx", {name: xml.encode("utf-16")})
        with pytest.raises(UserError, match="DDE"):
            check_office_file(path, template=True)


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("INCLUDETEXT \\\\server\\x.docx", "hämtar innehåll utifrån (INCLUDETEXT)"),
        ("IncludePicture http://x.example/a.png \\d", "hämtar innehåll utifrån (INCLUDEPICTURE)"),
        ("LINK Excel.Sheet.12 C:\\a.xlsx", "hämtar innehåll utifrån (LINK)"),
        ("MACROBUTTON Skicka Skriv här", "kör ett makro (MACROBUTTON)"),
        ("EMBED Package", "startar ett inbäddat objekt (EMBED)"),
    ],
)
def test_fields_that_reach_out_of_the_file_are_refused_in_a_template(tmp_path: Path, field: str, says: str) -> None:
    path = _zip(tmp_path / "a.docx", {"word/document.xml": _FIELD.format(f"<w:instrText> {field}</w:instrText>")})
    check_office_file(path)
    with pytest.raises(UserError) as caught:
        check_office_file(path, template=True)
    assert says in caught.value.message


def test_words_own_prompt_to_type_is_no_macro(tmp_path: Path) -> None:
    code = "<w:instrText> MACROBUTTON  NoMacro [Skriv namn]</w:instrText>"
    check_office_file(_zip(tmp_path / "a.docx", {"word/document.xml": _FIELD.format(code)}), template=True)


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "package", "control", "webextensiontaskpanes"])
def test_what_is_embedded_is_refused_in_a_template(tmp_path: Path, kind: str) -> None:
    relation = _RELATION.format(kind=kind).replace("https://example.invalid/x", "x.dat")
    path = _zip(tmp_path / "a.docx", {"word/_rels/document.xml.rels": relation.replace(' TargetMode="External"', "")})
    check_office_file(path)
    with pytest.raises(UserError, match="innehåller"):
        check_office_file(path, template=True)


_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("xml", "passes"),
    [
        (f'<w:hyperlink xmlns:w="{_W}" xmlns:r="{_R}" r:id="r1"/>', True),
        (f'<a:blip xmlns:a="a" xmlns:r="{_R}" r:link="r1"/>', False),
        (f'<w:altChunk xmlns:w="{_W}" xmlns:r="{_R}" r:id="r1"/>', False),
        (f'<a:blip xmlns:a="a" xmlns:r="{_R}" r:embed="r2"/>', True),
        ('<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://example.invalid/a.png"/>', False),
        ('<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="\\\\server\\a.png"/>', False),
    ],
)
def test_a_relation_for_links_is_not_used_for_what_is_fetched(tmp_path: Path, xml: str, passes: bool) -> None:
    members = {"word/_rels/document.xml.rels": _RELATION.format(kind="hyperlink"), "word/document.xml": xml}
    path = _zip(tmp_path / "a.docx", members)
    check_office_file(path)
    if passes:
        check_office_file(path, template=True)
        return
    with pytest.raises(UserError, match="hämtar innehåll utifrån"):
        check_office_file(path, template=True)


def test_a_chart_and_a_drawing_with_entities_pass(tmp_path: Path) -> None:
    relation = _RELATION.format(kind="package").replace("https://example.invalid/x", "../embeddings/a.xlsx")
    chart = relation.replace(' TargetMode="External"', "")
    drawing = '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'
    members = {"word/charts/_rels/chart1.xml.rels": chart, "word/media/image1.svg": drawing}
    check_office_file(_zip(tmp_path / "a.docx", members), template=True)


def test_a_macro_is_known_by_its_type_whatever_it_is_called(tmp_path: Path) -> None:
    types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{}</Types>"
    vba = "ContentType='application/vnd.ms-office.vbaProject'"
    for declared in (f"<Default Extension='dat' {vba}/>", f"<Override PartName='/word/x.dat' {vba}/>"):
        path = tmp_path / "a.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", types.format(declared))
            archive.writestr("word/x.dat", "x")
        with pytest.raises(UserError, match="makron"):
            check_office_file(path, links=False)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types.format(f"<Default Extension='bin' {vba}/>"))
    check_office_file(path)


def test_other_fields_pass(tmp_path: Path) -> None:
    fields = _FIELD.format("<w:instrText>PAGE</w:instrText>" + _INNER + "<w:p>DDE i löptext</w:p>")
    check_office_file(_zip(tmp_path / "a.docx", {"word/document.xml": fields}), template=True)


def test_a_dde_link_of_a_workbook_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {"xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>"})
    with pytest.raises(UserError, match="DDE"):
        check_office_file(path, template=True)


def test_what_a_file_seems_to_be(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for content, kind in {
        b"\xef\xbb\xbf<HTML>": "en webbsida",
        b"\x89PNG\r\n": "en bild",
        b"MZ\x90\0": "ett program",
    }.items():
        path.write_bytes(content)
        assert seems_to_be(path) == kind
