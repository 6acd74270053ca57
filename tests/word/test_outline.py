"""What one sees of a Word file, read without Word."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.word.checking import check_template
from secretary_app.word.outline import (
    Align,
    Block,
    BlockStyle,
    Box,
    Break,
    Content,
    Outline,
    Piece,
    PieceKind,
    Table,
    outline,
)
from secretary_app.word.outline_words import CodeReader, condition, field_words
from secretary_app.word.sets import template_path, template_sets

Make = Callable[..., Path]
BODY = "word/document.xml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


@pytest.fixture
def document(tmp_path: Path) -> Make:
    """A Word file with this body, with the styles and headers of a shipped template."""

    def make(body: str, name: str = "mall.docx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(template_path(DocumentKind.YTTRANDE)) as old, zipfile.ZipFile(path, "w") as new:
            for member in old.namelist():
                content = old.read(member)
                if member == BODY:
                    content = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
                new.writestr(member, content, zipfile.ZIP_DEFLATED)
        return path

    return make


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def body_of(found: Outline) -> tuple[Content, ...]:
    (part,) = (each for each in found.parts if each.is_body)
    return part.contents


def blocks(contents: tuple[Content, ...]) -> Iterator[Block]:
    for each in contents:
        if isinstance(each, Block):
            yield each
        elif isinstance(each, Table):
            for row in each.rows:
                for cell in row.cells:
                    yield from blocks(cell.contents)
        elif isinstance(each, Box):
            yield from blocks(each.contents)


def said(block: Block) -> list[tuple[PieceKind, str]]:
    return [(piece.kind, piece.text) for piece in block.pieces]


def test_a_shipped_template_is_told_with_its_parts_and_words() -> None:
    found = outline(template_path(DocumentKind.TJANSTESKRIVELSE))
    names = [each.name for each in found.parts]
    assert names[:3] == ["sidhuvudet på första sidan", "sidhuvudet", "brödtexten"]
    assert "sidfoten" in names
    assert not found.is_cut
    body = list(blocks(body_of(found)))
    assert [each.number for each in body] == list(range(1, len(body) + 1))
    heading = next(each for each in body if each.text == "Bakgrund")
    assert (heading.style, heading.level) == (BlockStyle.HEADING, 2)
    assert all(piece.is_bold for piece in heading.pieces)
    loop = next(each for each in body if each.text == "för varje rekommendation")
    assert loop.style is BlockStyle.CODE
    assert loop.pieces[0].code == "{%p for rekommendation in rekommendationer %}"
    number = next(piece for each in body for piece in each.pieces if piece.text == "remiss.rubrik")
    assert (number.kind, number.code) == (PieceKind.FIELD, "{{ remiss.rubrik }}")
    styles = {each.style for each in body}
    assert {BlockStyle.LIST, BlockStyle.NUMBER, BlockStyle.QUOTE, BlockStyle.TEXT} <= styles
    hint = next(each for each in body if each.text.startswith("[Sammanfatta"))
    assert said(hint) == [(PieceKind.PLACEHOLDER, "[Sammanfatta ärendet i några meningar.]")]


def test_what_stands_in_a_loop_or_condition_is_told_by_its_depth() -> None:
    body = list(blocks(body_of(outline(template_path(DocumentKind.TJANSTESKRIVELSE)))))
    start = next(place for place, each in enumerate(body) if each.text == "för varje stycke i mening.bakgrund")
    assert [(each.text, each.depth) for each in body[start : start + 3]] == [
        ("för varje stycke i mening.bakgrund", 0),
        ("stycke", 1),
        ("slut på bakgrund", 0),
    ]
    assert body[-1].depth == 0, "allt som öppnas stängs"


@pytest.mark.parametrize("style", [each.name for each in template_sets()])
@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_shipped_template_is_said_in_words_and_closes_what_it_opens(style: str, kind: DocumentKind) -> None:
    for part in outline(template_path(kind, style)).parts:
        found = list(blocks(part.contents))
        assert found[-1].depth == 0
        for piece in (piece for block in found for piece in block.pieces):
            assert "{" not in piece.text
            assert not (piece.kind is PieceKind.CODE and piece.text.startswith(("for ", "if ", "end")))


def test_a_table_has_its_shape_and_its_code_rows() -> None:
    found = outline(template_path(DocumentKind.YTTRANDE))
    contents = body_of(found)
    (table,) = (each for each in contents if isinstance(each, Table))
    assert table.rows[0].is_header
    assert [next(blocks(cell.contents)).text for cell in table.rows[0].cells][:2] == ["ord.punkt_rubrik", "Åtgärd"]
    assert len({cell.fill for cell in table.rows[0].cells}) == 1
    assert len(table.rows[0].cells[0].fill) == 6
    assert [row.is_code for row in table.rows].count(True) == 4
    assert sum(table.widths) == pytest.approx(1)
    assert Break(is_across=True) in contents, "tabellen står på en liggande sida"


def test_what_word_has_split_is_one_piece(document: Make) -> None:
    split = p(
        r("Dnr "), r("{", "<w:b/>"), r("{ remiss.diarie"), r("nummer }"), r("}, "), r("fet", "<w:b/>"), r(" text")
    )
    (block,) = body_of(outline(document(split)))
    assert isinstance(block, Block)
    assert block.pieces == (
        Piece(text="Dnr "),
        Piece(text="remiss.diarienummer", kind=PieceKind.FIELD, code="{{ remiss.diarienummer }}", is_bold=True),
        Piece(text=", "),
        Piece(text="fet", is_bold=True),
        Piece(text=" text"),
    )


def test_controls_boxes_and_pictures_are_seen_and_what_was_deleted_is_not(document: Make) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{p(r('i rutan'))}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{p(r('i rutan'))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    picture = (
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='Kommunens vapen'/><a:graphic><a:graphicData>"
        "<a:blip r:embed='rId1'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Välj ett svar") + "</w:sdtContent></w:sdt>"
    )
    block_control = f"<w:sdt><w:sdtContent>{p(r('i kontrollen'))}</w:sdtContent></w:sdt>"
    changed = f"<w:del>{r('bort').replace('w:t', 'w:delText')}</w:del><w:ins>{r('nytt')}</w:ins>"
    found = body_of(outline(document(p(r("före"), box, picture) + block_control + p(control, changed))))
    first, inner, second, third = found
    assert isinstance(first, Block)
    assert said(first) == [(PieceKind.TEXT, "före"), (PieceKind.PICTURE, "Kommunens vapen")]
    assert isinstance(inner, Box)
    assert [each.text for each in blocks(inner.contents)] == ["i rutan"]
    assert isinstance(second, Block)
    assert second.text == "i kontrollen"
    assert isinstance(third, Block)
    assert said(third) == [(PieceKind.PLACEHOLDER, "Välj ett svar"), (PieceKind.TEXT, "nytt")]
    # One number a w:p of the file, that of the box's copy included.
    assert [each.number for each in blocks(found)] == [1, 2, 4, 5]


def test_alignment_lists_and_pages(document: Make) -> None:
    found = body_of(
        outline(
            document(
                p(r("mitt"), properties='<w:jc w:val="center"/>')
                + p(r("höger"), properties='<w:jc w:val="right"/>')
                + p(r("punkt"), properties='<w:pStyle w:val="Punktlista"/>')
                + p(r("ny sida"), properties="<w:pageBreakBefore/>")
                + p('<w:r><w:br w:type="page"/></w:r>')
                + p(properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
                + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
            )
        )
    )
    shown = [(each.text, each.style, each.align) if isinstance(each, Block) else each for each in found]
    assert shown == [
        ("mitt", BlockStyle.TEXT, Align.CENTER),
        ("höger", BlockStyle.TEXT, Align.RIGHT),
        ("punkt", BlockStyle.LIST, Align.LEFT),
        Break(),
        ("ny sida", BlockStyle.TEXT, Align.LEFT),
        ("", BlockStyle.TEXT, Align.LEFT),
        Break(),
        ("", BlockStyle.TEXT, Align.LEFT),
    ]


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (
            ["{%p for r in rekommendationer %}", "{%p endfor %}"],
            ["för varje rekommendation, här kallad r", "slut på rekommendationer"],
        ),
        (["{% for rad in mottagare %}", "{% endfor %}"], ["för varje rad i mottagare", "slut på mottagare"]),
        (
            ["{%- if beslut.finns -%}", "{% else %}", "{% endif %}"],
            ["om beslut.finns gäller", "annars", "slut på villkoret"],
        ),
        (["{%tr for åtgärd in svar.åtgärder %}"], ["för varje åtgärd"]),
        (["{% elif not remiss.revisionsbyrå %}"], ["annars om remiss.revisionsbyrå saknas"]),
        (["{%p endfor %}"], ["slut på slingan"]),
        (["{# fråga Maja #}"], ["anmärkning: fråga Maja"]),
        (["{% set x = remiss.rubrik %}"], ["x är remiss.rubrik"]),
        (["{% cellbg färg %}", "{% vm %}"], ["cellens färg färg", "ihop med cellen ovanför"]),
        (["{%p frobnicate 3 %}"], ["frobnicate 3"]),
    ],
)
def test_code_is_said_in_words(tags: list[str], words: list[str]) -> None:
    reader = CodeReader()
    assert [reader.words(tag) for tag in tags] == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("remiss.revisionsbyrå", "remiss.revisionsbyrå finns"),
        ("not rekommendation.finns", "rekommendation.finns inte gäller"),
        ("ägare.e_post and not internremiss.direkt", "ägare.e_post finns och internremiss.direkt inte gäller"),
        ("remiss.slag == 'motion' or bilagor", "remiss.slag är 'motion' eller bilagor finns"),
        ("not loop.last", "det inte är den sista"),
        ("bilagor|length > 1", "bilagor|length > 1"),
    ],
)
def test_conditions_are_said_in_words(code: str, words: str) -> None:
    assert condition(code) == words


def test_a_field_with_a_filter_is_said_with_it() -> None:
    assert field_words("{{ nämnd.namn|genitiv }}") == "nämnd.namn, genitiv"
    assert field_words("{{r text }}") == "text"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7", "en PDF-fil"),
        (b"", "tom"),
        (b"PK\x03\x04" + bytes(40), "trasig"),
    ],
)
def test_what_is_no_word_file_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=says):
        outline(path)


def test_broken_xml_is_told(document: Make) -> None:
    with pytest.raises(UserError, match="trasig"):
        outline(document("<w:p><w:r></w:p>"))


def test_a_part_that_is_too_large_is_not_read(document: Make) -> None:
    path = document(p(r("ord " * 400) * 20) * 700)
    with pytest.raises(UserError, match=r"för stor att visas|orimligt stor"):
        outline(path)


def test_of_a_very_long_file_the_beginning_is_shown(document: Make) -> None:
    found = outline(document(p(r("rad")) * 4000))
    assert found.is_cut
    assert 2900 < len(body_of(found)) <= 3000


def test_what_the_check_finds_has_its_place_in_the_outline(document: Make) -> None:
    row = "".join(f"<w:tc>{p(r(words))}</w:tc>" for words in ("ord", "{{ remiss.rubrikk }}"))
    path = document(p(r("{{ dokument.slagg }}")) + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>" + p(r("{{ kommun.nam }}")))
    found = outline(path)
    places = []
    for finding in check_template(path).faults:
        part = found.part(finding.place.member)
        assert part is not None
        (block,) = (each for each in blocks(part.contents) if each.number == finding.place.block)
        places.append(next(piece.text for piece in block.pieces if finding.wrong in piece.code))
    assert places == ["dokument.slagg", "remiss.rubrikk", "kommun.nam"]


def test_a_file_of_nothing_but_depth_is_told(document: Make) -> None:
    deep = "<w:smartTag>" * 1500 + r("x") + "</w:smartTag>" * 1500
    with pytest.raises(UserError, match="trasig"):
        outline(document(f"<w:p>{deep}</w:p>"))


def test_tables_in_one_another_end_somewhere(document: Make) -> None:
    inner = p(r("innerst"))
    for _ in range(200):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert isinstance(body_of(outline(document(inner)))[0], Table)
