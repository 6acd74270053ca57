"""The municipality's logo in the letterhead of every style and kind, and what cannot be one."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.word.pictures import HEIGHT, MOST_BYTES, look_at, usable_in_word
from secretary_app.word.render import render_draft
from secretary_app.word.sets import template_sets

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 360_000
"""In a centimetre."""


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x1f\x5c\x43" * width) * min(height, 2000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, kind: bytes = b"JFIF\0") -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 2 + len(kind)) + kind
    tables = b"\xff\xdb" + struct.pack(">H", 5) + b"\0\0\0"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    return b"\xff\xd8" + app + b"\xff" + tables + frame + b"\xff\xda" + struct.pack(">H", 2) + b"\1\2" + b"\xff\xd9"


@pytest.fixture
def logo(tmp_path: Path) -> Callable[[bytes], Path]:
    def make(content: bytes) -> Path:
        path = tmp_path / "logotyp.png"
        path.write_bytes(content)
        return path

    return make


@pytest.mark.parametrize("style", [each.name for each in template_sets()])
@pytest.mark.parametrize("name", ["tjansteskrivelse", "internremiss", "protokollsutdrag", "barnchecklista"])
def test_the_logo_stands_on_the_first_page_with_its_words(style, name, drafts, read, logo, worker, tmp_path):
    data = replace(drafts(False)[name], logo=logo(png(300, 100)))
    template = next(each for each in template_sets() if each.name == style).template(data.kind).path
    render_draft(data, template, tmp_path / "ut.docx", worker=worker)
    paper = read(tmp_path / "ut.docx")
    headers = [each for each in paper.parts if each.startswith("word/header")]
    drawn = {each: list(paper.root(each).iter(f"{WP}inline")) for each in headers}
    (holding,) = [each for each, found in drawn.items() if found]
    (inline,) = drawn[holding]
    assert inline.find(f"{WP}docPr").get("descr") == "Älvstads kommuns logotyp"
    extent = inline.find(f"{WP}extent")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (round(4.8 * EMU), round(HEIGHT * EMU))
    assert "Älvstads kommun" in paper.text(holding)
    assert not list(paper.body.iter(f"{WP}inline"))
    assert b"png" in paper.parts["[Content_Types].xml"]


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_draft_without_a_logo_bears_the_name(kind, draft, read, owners_draft, osns_draft):
    owners = kind not in (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR)
    paper = read(draft(owners_draft(kind, 1) if owners else osns_draft(kind, 3)))
    headers = [paper.text(each) for each in paper.parts if each.startswith("word/header")]
    assert any(text.startswith("Älvstads kommun\t") for text in headers)
    assert not any(name.startswith("word/media") for name in paper.parts)


@pytest.mark.parametrize(
    "content", [None, b"", b"ingen bild", png(300, 100)[:60]], ids=["gone", "empty", "text", "cut"]
)
def test_a_logo_that_is_gone_or_broken_is_told_of_in_its_place(content, draft, read, owners_draft, logo):
    path = logo(content or b"")
    if content is None:
        path.unlink()
    paper = read(draft(replace(owners_draft(DocumentKind.YTTRANDE, 1), logo=path)))
    words = "[Logotypen saknas. Välj den på nytt i Inställningar.]\tYttrande"
    assert [
        paper.text(each).splitlines()[0] for each in paper.parts if "header" in each and b"Logotyp" in paper.parts[each]
    ] == [words]


def test_words_of_a_logo_cannot_be_code(draft, read, owners_draft, logo):
    data = owners_draft(DocumentKind.YTTRANDE, 1)
    kommun = replace(data.kommun, name='{{ 7*7 }} & "<b>" {% endif %}')
    paper = read(draft(replace(data, kommun=kommun, logo=logo(jpeg(300, 100)))))
    said = [e.get("descr") for name in paper.parts if "header" in name for e in paper.root(name).iter(f"{WP}docPr")]
    assert said == ['{{ 7*7 }} & "<b>" {% endif %}s logotyp']


def test_an_own_template_may_have_the_logo_in_its_text(template, read, owners_draft, logo, worker, tmp_path):
    path = template("Före {{ kommun.logotyp }} efter", "{% if kommun.logotyp %}finns{% endif %}")
    render_draft(replace(owners_draft(DocumentKind.YTTRANDE, 1), logo=logo(png(40, 40))), path, tmp_path / "u.docx")
    paper = read(tmp_path / "u.docx")
    assert paper.text() == "Före  efter\nfinns"
    assert len(list(paper.body.iter(f"{WP}inline"))) == 1
    with zipfile.ZipFile(tmp_path / "u.docx") as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize(
    ("content", "ending", "on_paper"),
    [
        (png(300, 100), ".png", (4.8, 1.6)),
        (png(100, 300), ".png", (1.6 / 3, 1.6)),
        (png(2000, 100), ".png", (8.0, 0.4)),
        (jpeg(640, 320), ".jpg", (3.2, 1.6)),
        (jpeg(64, 64, b"Exif\0\0"), ".jpg", (1.6, 1.6)),
    ],
)
def test_a_picture_keeps_its_proportions(content, ending, on_paper):
    found = look_at(content, "vapen")
    assert found.ending == ending
    assert found.on_paper == pytest.approx(on_paper)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vapen är ingen bild i formatet PNG eller JPEG. Välj en sådan fil."),
        (b"GIF89a" + bytes(90), "vapen är ingen bild i formatet PNG eller JPEG. Välj en sådan fil."),
        (b"<svg/>", "vapen är ingen bild i formatet PNG eller JPEG. Välj en sådan fil."),
        (png(300, 100)[:70], "vapen är en trasig bild. Spara den på nytt eller välj en annan."),
        (b"\x89PNG\r\n\x1a\n", "vapen är en trasig bild. Spara den på nytt eller välj en annan."),
        (jpeg(300, 100)[:30], "vapen är en trasig bild. Spara den på nytt eller välj en annan."),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\xff\xd9", "vapen är en trasig bild. Spara den på nytt eller välj en annan."),
        (jpeg(300, 100, b"Adobe"), "vapen är en ovanlig JPEG. Spara bilden som PNG och välj den."),
        (png(300, 8), "vapen är 300 × 8 bildpunkter. Välj en större bild, minst 16 åt varje håll."),
        (jpeg(20_000, 20), "vapen är 20000 × 20 bildpunkter. Välj en mindre bild, högst 10000 åt varje håll."),
        (png(100, 100) + bytes(MOST_BYTES), "vapen är för stor. En logotyp får vara högst 5 MB."),
    ],
)
def test_what_can_be_no_logo_is_told(content, sentence):
    with pytest.raises(UserError) as caught:
        look_at(content, "vapen")
    assert caught.value.message == sentence


@given(st.data())
def test_a_spoilt_picture_is_refused_or_used_and_never_a_fault(data):
    whole = data.draw(st.sampled_from([png(60, 20), jpeg(64, 64), jpeg(64, 64, b"Exif\0\0")]))
    place = data.draw(st.integers(0, len(whole) - 1))
    cut, put = data.draw(st.integers(0, 12)), data.draw(st.binary(max_size=6))
    try:
        found = usable_in_word(whole[:place] + put + whole[place + cut :], "vapen")
    except UserError:
        return
    assert 0 < max(found.on_paper) <= 8
