"""What a draft is made from, and where it is kept."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from secretary_app.domain.model import (
    Decision,
    Document,
    DocumentKind,
    Measure,
    MeasureNamnd,
    Namnd,
    Recommendation,
    Remiss,
)
from secretary_app.operations.drafting import draft
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.referring import refer
from secretary_app.operations.registering import register_remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.worker import Worker
from secretary_app.word.render import PRELOAD
from secretary_app.word.sets import TITLES


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(preload=PRELOAD) as one:
        yield one


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


@pytest.mark.parametrize("style", TITLES)
@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_can_be_drafted_from_little(
    kind: DocumentKind, style: str, register: Register, remiss: Remiss, worker: Worker, tmp_path: Path
) -> None:
    refer(register, remiss, "OSN")
    for namnd in ("OSN", "KS", "KSAU"):
        if namnd == "OSN" or kind not in (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR):
            out = tmp_path / f"{kind}.docx"
            made = draft(register, kind, remiss, out, namnd_words=namnd, templates=style, worker=worker)
            assert "KS/2026:31" in words(made.path) or namnd == "OSN"


def test_the_owners_paper_has_a_measure_of_a_namnd_that_was_not_asked_about_just_that(
    register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    (plan,) = [each for each in register.find(Recommendation, remiss_id=remiss.id) if "plan för övningar" in each.text]
    bun, ks = (register.find(Namnd, abbreviation=each)[0] for each in ("BUN", "KS"))
    texts = ("Skolorna övar varje höst", "Övningen planeras gemensamt")
    with register.change("Åtgärder") as change:
        for place, (text, namnder) in enumerate(zip(texts, ((bun,), (ks, bun)), strict=True)):
            measure = Measure(id=f"m{place}", remiss_id=remiss.id, recommendation_id=plan.id, text=text)
            links = (MeasureNamnd(id=f"{measure.id}-{n.id}", measure_id=measure.id, namnd_id=n.id) for n in namnder)
            change.add(measure, *links)
    text = words(draft(register, DocumentKind.YTTRANDE, remiss, tmp_path / "ut.docx").path)
    assert text.count(texts[0]) == text.count(texts[1]) == 1
    assert "Barn- och utbildningsnämnden svarar med åtgärder." in text
    own = words(draft(register, DocumentKind.YTTRANDE, remiss, tmp_path / "osn.docx", namnd_words="OSN").path)
    assert texts[0] not in own


def test_the_minutes_of_an_old_meeting_name_no_later_tjansteskrivelse(
    register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    (ks,) = register.find(Namnd, abbreviation="KS")
    with register.change("Beslut") as change:
        change.add(Decision(id="b", remiss_id=remiss.id, namnd_id=ks.id, meeting_date=dt.date(2025, 2, 26)))
    draft(register, DocumentKind.TJANSTESKRIVELSE, remiss, tmp_path / "t.docx")
    text = words(draft(register, DocumentKind.PROTOKOLLSUTDRAG, remiss, tmp_path / "p.docx").path)
    assert "Tjänsteskrivelse [Ange datum]" in text
