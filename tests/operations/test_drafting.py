"""What a draft is made from, and where it is kept."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.domain.model import Document, DocumentKind, Remiss
from secretary_app.operations.drafting import draft
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.referring import refer
from secretary_app.operations.registering import register_remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


@pytest.fixture
def remiss(register: Register, missiv: Callable[..., Path], letter: str) -> Remiss:
    return register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31").remiss


def words(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_each_draft_is_a_version_kept_in_the_registers_folder(
    register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    first = draft(register, DocumentKind.TJANSTESKRIVELSE, remiss, tmp_path / "ut.docx")
    second = draft(register, DocumentKind.TJANSTESKRIVELSE, remiss, tmp_path / "ut.docx")
    assert (first.path.name, second.path.name) == ("ut.docx", "ut (2).docx")
    kept = register.find(Document, remiss_id=remiss.id)
    assert [each.draft_number for each in kept] == [1, 2]
    assert (register.files / kept[0].path).read_bytes() == first.path.read_bytes()


def test_nothing_is_kept_of_a_draft_that_fails(register: Register, remiss: Remiss, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        draft(register, DocumentKind.TJANSTESKRIVELSE, remiss, tmp_path / "borta" / "ut.docx")
    assert not register.find(Document, remiss_id=remiss.id)
    assert not list(register.files.rglob("Tjänsteskrivelse*"))


def test_the_papers_for_a_meeting_bear_the_planned_meetings_day(
    register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    refer(register, remiss, "OSN", sent=dt.date(2026, 3, 11))
    plan = plan_remiss(register, remiss, dt.date(2026, 3, 11))
    planned = next(step.date for step in plan.steps if step.body == "KS" and step.kind == "meeting")
    made = draft(register, DocumentKind.UNDERLAG, remiss, tmp_path / "ut.docx")
    assert planned.isoformat() in words(made.path)


def test_an_internremiss_goes_to_the_only_one_asked(register: Register, remiss: Remiss, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ingen internremiss"):
        draft(register, DocumentKind.INTERNREMISS, remiss, tmp_path / "ut.docx")
    refer(register, remiss, "OSN")
    text = words(draft(register, DocumentKind.INTERNREMISS, remiss, tmp_path / "ut.docx").path)
    assert "Omsorgs- och socialnämnden" in text
    assert "reservkraft" in text
    assert "plan för övningar" not in text
    refer(register, remiss, "BUN")
    with pytest.raises(UserError, match="Ange --namnd"):
        draft(register, DocumentKind.INTERNREMISS, remiss, tmp_path / "ut.docx")


def test_the_owner_writes_no_internremiss_to_itself(register: Register, remiss: Remiss, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="äger"):
        draft(register, DocumentKind.INTERNREMISS, remiss, tmp_path / "ut.docx", namnd_words="KS")


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_can_be_drafted_from_little(
    kind: DocumentKind, register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    refer(register, remiss, "OSN")
    for namnd in ("OSN", "KS", "KSAU"):
        if namnd == "OSN" or kind not in (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR):
            made = draft(register, kind, remiss, tmp_path / f"{kind}.docx", namnd_words=namnd)
            assert "KS/2026:31" in words(made.path) or namnd == "OSN"
