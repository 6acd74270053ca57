"""The main job on the shipped example, from end to end."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from secretary_app.domain.model import Attachment, Document, Referral, Remiss, RemissState, Response
from secretary_app.operations.example import run_example
from secretary_app.operations.exporting import export_workbook
from secretary_app.operations.importing import import_workbook
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.word.sets import STANDARD, template_sets


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("exempel") / "ut"
    lines: list[str] = []
    run_example(folder, lines.append)
    return folder, lines


def test_every_step_is_told_in_one_line(told: tuple[Path, list[str]]) -> None:
    _, lines = told
    assert len(lines) > 15
    assert all("\n" not in line and line.endswith((".", ".docx")) for line in lines)


def test_it_leaves_a_register_drafts_and_lists(told: tuple[Path, list[str]]) -> None:
    folder, _ = told
    assert (folder / "alvstad.beredd").is_file()
    assert len(list(folder.glob("*.docx"))) >= 15
    # One in each house style but the one that all are made in.
    styles = [each for each in template_sets() if each.name != STANDARD]
    assert all(len(list(folder.glob(f"*Tjänsteskrivelse KS {each.title}.docx"))) == 1 for each in styles)
    rows = list(load_workbook(folder / "Statuslista.xlsx")["Status"].values)
    assert any("KS/2024:118" in map(str, row) for row in rows)


def test_the_register_holds_the_whole_round(told: tuple[Path, list[str]]) -> None:
    folder, _ = told
    with Register.open(folder / "alvstad.beredd") as register:
        remiss = next(each for each in register.find(Remiss, diarienummer="KS/2024:118") if each.follows_up_id)
        assert remiss.state is RemissState.CLOSED
        assert {each.deadline is not None for each in register.find(Referral, remiss_id=remiss.id)} == {True}
        responses = register.find(Response, remiss_id=remiss.id)
        assert responses
        assert all(each.decision_id for each in responses)
        assert len(register.find(Attachment, remiss_id=remiss.id)) == 2
        for document in register.find(Document, remiss_id=remiss.id):
            assert (register.files / document.path).is_file()
        assert register.check() == []


def test_the_round_can_be_exported_and_imported(told: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, _ = told
    with Register.open(folder / "alvstad.beredd") as register:
        rows = export_workbook(register, tmp_path / "ut.xlsx").rows
    with Register.open(tmp_path / "annat.beredd", write=True, create=True) as other:
        assert import_workbook(other, tmp_path / "ut.xlsx").as_json()["added"] == rows


def test_the_list_as_it_stood_before_the_answers(told: tuple[Path, list[str]]) -> None:
    import datetime as dt

    folder, _ = told
    with (
        Register.open(folder / "alvstad.beredd") as register,
        register.as_of(dt.date(2026, 3, 31)) as past,
    ):
        remiss = next(each for each in past.find(Remiss, diarienummer="KS/2024:118") if each.follows_up_id)
        assert remiss.state is RemissState.OPEN
        facts = past.status_facts(remiss_id=remiss.id)
        assert facts
        assert not any(each.has_response for each in facts)


def test_an_example_is_not_written_over(told: tuple[Path, list[str]]) -> None:
    folder, lines = told
    with pytest.raises(UserError, match="redan ett exempel"):
        run_example(folder, lines.append)
