"""The list of fields with examples out of a remiss, and a template tried on one."""

import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from secretary_app.domain.model import Document, DocumentKind, Namnd, Remiss
from secretary_app.operations.letterhead import choose_logo
from secretary_app.operations.template_fields import FieldKind, FieldRow, field_rows, try_on
from secretary_app.store.register import NotInRegister, Register
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource
from secretary_app.word.fields import names
from secretary_app.word.outline import outline
from secretary_app.word.sets import template_path

REMISS = "ex-09"
BLOCK = "{%p "


def by_name(rows: list[FieldRow]) -> dict[str, FieldRow]:
    return {row.name: row for row in rows}


def test_every_field_is_listed_once_under_a_heading(register: Register) -> None:
    rows = field_rows(register, REMISS)
    listed = [row.name for row in rows]
    assert len(listed) == len(set(listed))
    assert set(listed) == {name for name, _ in names()}
    headings = [row.heading for row in rows]
    assert [each for place, each in enumerate(headings) if place == 0 or headings[place - 1] != each] == list(
        dict.fromkeys(headings)
    ), "de med samma rubrik följer på varandra"
    assert all(row.meaning and row.code for row in rows)
    assert not [row.name for row in rows if "_" in row.heading or row.heading.casefold() == row.name], "saknar rubrik"


def test_an_example_comes_out_of_the_remiss(register: Register) -> None:
    rows = by_name(field_rows(register, REMISS))
    remiss = register.get(Remiss, REMISS)
    number = rows["remiss.diarienummer"]
    assert (number.code, number.example, number.heading) == (
        "{{ remiss.diarienummer }}",
        remiss.diarienummer,
        "Remissen",
    )
    assert rows["remiss.svar_senast"].example == "27 februari 2026"
    assert rows["rekommendationer"].example == "4 i remissen"
    assert rows["rekommendation.flera_svar"].kind is FieldKind.YES_NO
    assert rows["rekommendation.flera_svar"].example in ("Ja", "Nej")
    assert rows["rekommendation.text"].inside == "rekommendationer"
    assert rows["svar.text"].inside == "rekommendation.svar"
    assert " · " in rows["mottagare"].example
    sent = rows["internremiss.skickad"]
    assert (sent.example, sent.is_missing, sent.placeholder) == ("saknas i remissen", True, "[Ange datum]")


def test_the_examples_are_those_of_the_namnd_that_is_chosen(register: Register) -> None:
    bun = register.find(Namnd, abbreviation="BUN")[0]
    rows = by_name(field_rows(register, REMISS, DocumentKind.INTERNREMISS, bun.id))
    assert rows["nämnd.förkortning"].example == "BUN"
    assert not rows["internremiss.skickad"].is_missing
    asked = by_name(field_rows(register, REMISS, DocumentKind.INTERNREMISS))
    assert asked["nämnd.förkortning"].example != "KS", "en internremiss går till en tillfrågad nämnd"


def _png() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 40, 20, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(41 * 20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_logo_is_told_by_what_it_shows(register: Register) -> None:
    assert by_name(field_rows(register, REMISS))["kommun.logotyp"].is_missing
    picture = register.files.parent / "logga.png"
    picture.write_bytes(_png())
    choose_logo(register, picture)
    row = by_name(field_rows(register, REMISS))["kommun.logotyp"]
    assert (row.kind, row.example) == (FieldKind.PICTURE, "Älvstads kommuns logotyp")


def test_without_a_remiss_there_are_no_examples(register: Register) -> None:
    assert {row.example for row in field_rows(register, "")} == {""}
    with pytest.raises(NotInRegister):
        field_rows(register, "finns-inte")


def test_every_code_can_be_copied_into_a_template_and_used(register: Register, tmp_path: Path) -> None:
    """Each by itself, those of a list inside it."""
    rows = field_rows(register, REMISS)
    loops = {row.name: row for row in rows if row.kind is FieldKind.LOOP}
    lines: list[str] = []
    for row in rows:
        around: list[str] = []
        inside = row.inside
        while inside:
            around.insert(0, loops[inside].code.splitlines()[0])
            inside = loops[inside].inside
        lines += [*around, *row.code.splitlines(), *["{%p endfor %}"] * len(around)]
    template = tmp_path / "alla fält.docx"
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)
    source = template_path(DocumentKind.FOLJEBREV)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(template, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "word/document.xml":
                text = content.decode("utf-8")
                section = re.search(r"<w:sectPr.*</w:sectPr>", text, re.DOTALL)
                assert section is not None
                text = text[: text.index("<w:body>") + len("<w:body>")] + body + section[0] + "</w:body></w:document>"
                content = text.encode("utf-8")
            new.writestr(member, content)
    out = try_on(register, template, REMISS, DocumentKind.TJANSTESKRIVELSE)
    (part,) = (each for each in outline(out).parts if each.is_body)
    text = "\n".join(getattr(each, "text", "") for each in part.contents)
    assert BLOCK not in text
    assert "{{" not in text
    assert "Granskning av arbetet mot otillåten påverkan" in text


def test_a_template_is_tried_and_nothing_is_kept(register: Register) -> None:
    template = resource("templates", "klassisk", "internremiss.docx")
    before = register.newest_change()
    out = try_on(register, template, REMISS, DocumentKind.INTERNREMISS)
    assert out.name == "Prov internremiss BUN.docx"
    assert zipfile.is_zipfile(out)
    assert register.newest_change() == before
    assert register.find(Document, remiss_id=REMISS) == []
    assert not register.files.exists()
    again = try_on(register, template, REMISS, DocumentKind.INTERNREMISS)
    assert again != out, "det första kan vara öppet i Word"


def test_a_template_that_cannot_be_used_is_told_of(register: Register, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="finns inte längre"):
        try_on(register, tmp_path / "borta.docx", REMISS, DocumentKind.YTTRANDE)
    broken = tmp_path / "trasig.docx"
    broken.write_bytes(b"PK\x03\x04 och sedan inget")
    with pytest.raises(UserError, match="trasig"):
        try_on(register, broken, REMISS, DocumentKind.YTTRANDE)
