"""The history of a remiss as its tab tells it, and undoing from there."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Document, DocumentKind, PlannedStep, Recommendation, Referral, Remiss, StepKind
from secretary_app.operations.deciding import decide
from secretary_app.operations.drafting import draft
from secretary_app.operations.history import redo_last, remiss_history, undo_last, undo_operation
from secretary_app.operations.plans import accept_plan, fix_step, plan_view
from secretary_app.operations.referring import refer
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


@pytest.fixture
def remiss(register: Register) -> Remiss:
    return next(row for row in register.find(Remiss) if row.diarienummer == "KS/2026:11")


def test_each_operation_says_what_it_touched(register: Register, remiss: Remiss) -> None:
    plan = plan_view(register, remiss).plan
    assert plan is not None
    accept_plan(register, remiss, plan)
    recommendation = min(register.find(Recommendation, remiss_id=remiss.id), key=lambda row: row.position)
    with register.change("Ändrade rekommendation 1") as change:
        change.update(replace(recommendation, text="En annan text."))
    newest, accepted, *earlier = remiss_history(register, remiss.id)
    assert (newest.label, newest.who, newest.rows) == ("Ändrade rekommendation 1", "Test", ("Rekommendation 1",))
    assert newest.at == dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
    assert newest.at.utcoffset() == newest.at.astimezone().utcoffset()
    assert "Planen" in accepted.rows
    assert len(accepted.rows) == len(set(accepted.rows))
    assert accepted.can_undo
    (imported,) = earlier
    assert "Remissens uppgifter" in imported.rows
    assert any(each.startswith("Internremiss till ") for each in imported.rows)
    assert imported.why_not == "Rekommendation 1 har ändrats sedan dess."
    assert remiss_history(register, remiss.id, limit=1) == [newest]


def test_every_kind_of_row_of_the_example_has_words(register: Register) -> None:
    said = {
        words.split(" ")[0]
        for remiss in register.find(Remiss)
        for entry in remiss_history(register, remiss.id)
        for words in entry.rows
    }
    assert said >= {"Remissens", "Rekommendation", "Internremiss", "Svar", "Åtgärd", "Åtgärd:", "Status", "Beslut"}
    assert not any("borttagen" in words for words in said)


def test_what_was_taken_away_is_told_by_what_it_was(register: Register, remiss: Remiss) -> None:
    referral = register.find(Referral, remiss_id=remiss.id)[0]
    with register.change("Tog bort internremissen") as change:
        change.remove(referral)
    (row,) = remiss_history(register, remiss.id)[0].rows
    assert row.startswith("Internremiss till ")
    assert row.endswith(", togs bort")


def test_undo_and_redo_say_what_they_did(register: Register, remiss: Remiss) -> None:
    refer(register, remiss, "OSN", deadline=dt.date(2026, 3, 20))
    label = f"Internremiss till OSN: {remiss.diarienummer}"
    assert undo_last(register) == f"Ångrat: ”{label}”."
    undoing, undone, *_ = remiss_history(register, remiss.id)
    assert (undone.label, undone.undone, undone.why_not) == (label, True, "Det är redan ångrat.")
    assert (undoing.undoes, undoing.undone, undoing.can_undo) == (undone.no, False, True)
    assert redo_last(register) == f"Gjort om: ”{label}”."
    assert [entry.undone for entry in remiss_history(register, remiss.id)[:3]] == [False, True, False]
    assert undo_last(register) == f"Ångrat: ”{label}”."
    assert undo_operation(register, remiss_history(register, remiss.id)[0].no) == f"Gjort om: ”{label}”."
    with pytest.raises(UserError, match="Det finns inget att göra om"):
        redo_last(register)


def test_an_earlier_operation_is_undone_from_the_history(register: Register, remiss: Remiss) -> None:
    step = fix_step(register, remiss, remiss.owner_id, StepKind.DISPATCH, dt.date(2026, 4, 28))
    decide(register, remiss, "KFN", meeting=dt.date(2026, 3, 10), paragraph="9")
    newest, fixed, *_ = remiss_history(register, remiss.id)
    assert newest.rows == ("Beslut i KFN § 9",)
    assert fixed.rows == ("Planen: KS:s expediering",)
    assert undo_operation(register, fixed.no).startswith("Ångrat: ”Låste KS:s expediering till 28 april")
    assert register.find(PlannedStep) == []
    assert redo_last(register).startswith("Gjort om: ”Låste")
    assert register.find(PlannedStep) == [replace(step, version=2)]


def test_the_file_of_a_draft_is_said_to_stay(register: Register, remiss: Remiss, tmp_path: Path) -> None:
    made = draft(register, DocumentKind.TJANSTESKRIVELSE, remiss, tmp_path / "utkast.docx")
    assert undo_last(register).endswith("Utkastet ligger kvar som fil.")
    assert made.path.is_file()
    assert register.find(Document, remiss_id=remiss.id) == []


def test_an_empty_register_has_nothing_to_undo(tmp_path: Path) -> None:
    with Register.open(tmp_path / "tomt.beredd", write=True, create=True) as register:
        with pytest.raises(UserError, match="Det finns inget att ångra"):
            undo_last(register)
        with pytest.raises(UserError, match="Det finns inget att göra om"):
            redo_last(register)
        with pytest.raises(UserError, match="ingen händelse med nummer 7"):
            undo_operation(register, 7)
