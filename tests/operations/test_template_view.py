"""A template drawn: where its faults are in the drawing, those of one kind together, and mended."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from secretary_app.domain.model import DocumentKind
from secretary_app.operations.template_changes import own_copy, replaced
from secretary_app.operations.template_mending import mend, take_back
from secretary_app.operations.template_sets import check, sets
from secretary_app.operations.template_view import (
    drawing,
    groups_of,
    guessed_kind,
    headings_of,
    left_to_fill_in,
    marks_of,
    remisser_to_try,
)
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource

SHIPPED = resource("templates", "klassisk", "tjansteskrivelse.docx")


def put(register: Register, *paragraphs: str, kind: str = "tjansteskrivelse") -> Path:
    """The shipped template as an own one, with these paragraphs after its own."""
    folder = register.files / "Mallar" / "klassisk"
    folder.mkdir(parents=True, exist_ok=True)
    document = Document(str(SHIPPED))
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(str(folder / f"{kind}.docx"))
    return folder / f"{kind}.docx"


def marked(register: Register, path: Path) -> Sequence[tuple[int, str]]:
    """The number of each finding and the words that it is drawn around."""
    shown = drawing(path).outline
    assert shown is not None
    groups = groups_of(check(register, "klassisk", DocumentKind.TJANSTESKRIVELSE))
    blocks = {}
    for part in shown.parts:
        blocks |= {(part.member, each.number): each for each in part.contents if hasattr(each, "pieces")}
    return [
        (mark.numbered.number, blocks[mark.member, mark.block].text[mark.start : mark.end])
        for mark in marks_of(shown, groups)
    ]


def test_a_fault_is_marked_where_it_is_also_the_second_of_two_alike(register: Register) -> None:
    path = put(register, "Till {{ remis.diarienummer }} och åter {{ remis.diarienummer }}, § XX.")
    found = marked(register, path)
    assert [words for _, words in found] == ["remis.diarienummer", "§ XX"]
    path = put(register, "Till {{ remis.diarienummer }}.", "{%p for r in rekommendationer %}", "{{ r.text }}")
    assert [words for _, words in marked(register, path)] == [
        "remis.diarienummer",
        "för varje rekommendation, här kallad r",
    ]


def test_many_of_one_kind_are_told_together_and_numbered_in_a_row(register: Register) -> None:
    put(register, "Dnr XX", *(f"{{{{ remis.falt{number} }}}}" for number in range(5)), "{{ r.|| }}")
    groups = groups_of(check(register, "klassisk", DocumentKind.TJANSTESKRIVELSE))
    assert [len(each.members) for each in groups] == [5, 1, 1]
    assert groups[0].title == "5 fält finns inte"
    assert [one.number for each in groups for one in each.members] == list(range(1, 8))
    assert [each.members[0].is_fault for each in groups] == [True, True, False]


def test_mending_a_shipped_template_makes_an_own_copy_first(register: Register) -> None:
    before = SHIPPED.read_bytes()
    faulty = put(register, "{{ remis.diarienummer }}", "{{ remiss.rubrk }}")
    findings = check(register, "klassisk", DocumentKind.TJANSTESKRIVELSE).findings
    assert mend(register, "klassisk", DocumentKind.TJANSTESKRIVELSE, findings).path == faulty
    assert check(register, "klassisk", DocumentKind.TJANSTESKRIVELSE).is_usable
    assert SHIPPED.read_bytes() == before
    made = mend(register, "klassisk", DocumentKind.YTTRANDE, [])
    assert made.path.parent == faulty.parent
    row = next(each for each in sets(register) if each.name == "klassisk").row(DocumentKind.YTTRANDE)
    assert row is not None
    assert row.is_own
    assert take_back(register, made) == ""
    assert not made.path.exists()


def test_mendings_in_a_row_keep_one_copy_of_what_they_began_with_and_the_last_is_taken_back(register: Register) -> None:
    path = put(register, "{{ remis.diarienummer }}", "{{ remiss.rubrk }}")
    begun = path.read_bytes()
    kind = DocumentKind.TJANSTESKRIVELSE
    first, second = check(register, "klassisk", kind).findings
    once = mend(register, "klassisk", kind, [first])
    between = path.read_bytes()
    twice = mend(register, "klassisk", kind, [second], once.digest)
    assert [each.path.read_bytes() for each in replaced(register)] == [begun]
    assert (once.kept is not None, twice.kept) == (True, None)
    assert mend(register, "klassisk", kind, [], take_back(register, twice)).kept is None
    assert path.read_bytes() == between
    with pytest.raises(UserError, match="har ändrats under tiden"):
        take_back(register, twice)


def test_a_mending_that_fails_halfway_changes_and_leaves_nothing(register: Register) -> None:
    path = put(register, "{{ remis.diarienummer }}")
    begun = path.read_bytes()
    finding = check(register, "klassisk", DocumentKind.TJANSTESKRIVELSE).findings[0]
    with pytest.raises(UserError, match=r"står inte längre där i tjansteskrivelse\.docx"):
        mend(register, "klassisk", DocumentKind.TJANSTESKRIVELSE, [finding, finding])
    assert path.read_bytes() == begun
    assert replaced(register) == []


def test_a_folder_that_one_may_not_change_is_told_with_a_remedy_that_there_is(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(register, "{{ remis.diarienummer }}")
    findings = check(register, "klassisk", DocumentKind.TJANSTESKRIVELSE).findings

    def refuse(beside: Path, target: Path) -> None:
        if beside.parent == path.parent:
            raise PermissionError(13, "Permission denied", str(beside), None, str(target))
        beside.rename(target)

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", refuse)
        with pytest.raises(UserError) as held:
            mend(register, "klassisk", DocumentKind.TJANSTESKRIVELSE, findings)
        patched.setattr("os.access", lambda *_: False)
        with pytest.raises(UserError) as refused:
            own_copy(register, "klassisk", DocumentKind.YTTRANDE)
    assert "tjansteskrivelse.docx går inte att läsa eller skriva. Stäng den i Word. Är den" in held.value.message
    assert refused.value.message.startswith(f"Du får inte ändra i mappen {path.parent}, där mallarna ligger. Be den")
    assert not any("annan mapp" in each.value.message or "~" in each.value.message for each in (held, refused))


def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "brev.docx"
    broken.write_bytes(b"PK\x03\x04 inte mer")
    found = drawing(broken)
    assert found.outline is None
    assert "brev.docx" in found.why_not
    assert drawing(tmp_path / "borta.docx").why_not


@pytest.mark.parametrize("member", ["word/document.xml", "word/numbering.xml", "word/theme/theme1.xml"])
def test_a_file_damaged_on_its_way_is_told_and_never_a_fault_of_ours(register: Register, member: str) -> None:
    path = put(register)
    with ZipFile(path) as archive:
        about = archive.getinfo(member)
    content = bytearray(path.read_bytes())
    middle = about.header_offset + 30 + len(member) + about.compress_size // 2
    for place in range(middle, middle + 9):
        content[place] ^= 0xFF
    path.write_bytes(content)
    found = check(register, "klassisk", DocumentKind.TJANSTESKRIVELSE)
    assert not found.is_usable
    shown = drawing(path)
    assert shown.outline is not None or "trasig" in shown.why_not
    with pytest.raises(UserError):
        mend(register, "klassisk", DocumentKind.TJANSTESKRIVELSE, found.findings)


def test_what_is_left_to_write_is_listed_once_each() -> None:
    shown = drawing(SHIPPED).outline
    assert shown is not None
    left = left_to_fill_in(shown)
    assert "[Sammanfatta ärendet i några meningar.]" in left
    assert len(left) == len(set(left))


@pytest.mark.parametrize(
    ("name", "first"),
    [("klassisk", "Bakgrund"), ("beslut-forst", "Förslag till beslut"), ("utforlig", "Sammanfattning")],
)
def test_the_headings_tell_how_a_set_is_built(name: str, first: str) -> None:
    shown = drawing(resource("templates", name, "tjansteskrivelse.docx")).outline
    assert shown is not None
    headings = headings_of(shown)
    assert headings[0] == first
    assert len(headings) >= 5


def test_the_kind_is_guessed_from_a_files_name() -> None:
    assert guessed_kind(Path("Tjänsteskrivelse.docx")) is DocumentKind.TJANSTESKRIVELSE
    assert guessed_kind(Path("Mall yttrande 2026.docx")) is DocumentKind.YTTRANDE
    assert guessed_kind(Path("internremiss.dotx")) is DocumentKind.INTERNREMISS
    assert guessed_kind(Path("brev.docx")) is None


def test_the_remisser_opened_last_come_first(register: Register) -> None:
    plain = remisser_to_try(register)
    assert [each.id for each in remisser_to_try(register, [plain[3].id, plain[1].id])][:3] == [
        plain[3].id,
        plain[1].id,
        plain[0].id,
    ]
    assert plain[0].words.startswith("KS/")
