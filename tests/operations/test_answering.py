"""Answers that come home: whose they are, what they change, what a decision does to them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secretary_app.domain.model import Measure, Outcome, Remiss, RemissState, Response
from secretary_app.operations.answering import read_answers
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.importing import import_workbook
from secretary_app.operations.registering import Registered, register_remiss
from secretary_app.store.register import Register

Make = Callable[[dict[str, list[list[Any]]]], Path]
ANSWERS: dict[str, list[list[Any]]] = {
    "Svar": [["Nr", "Ställningstagande"], ["2", "instämmer"], ["3", "delvis"]],
    "Åtgärder": [["Nr", "Åtgärd", "Ansvarig"], ["2", "Installera reservkraft", "Förvaltningschef"]],
}


@pytest.fixture
def remiss(register: Register, missiv: Callable[..., Path], letter: str) -> Remiss:
    return register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31").remiss


def test_two_namnder_may_plan_the_same_measure(register: Register, remiss: Remiss, workbook: Make) -> None:
    for namnd, chief in (("OSN", "Socialchef"), ("KS", "Kommundirektör")):
        rows = {"Åtgärder": [["Nr", "Åtgärd", "Ansvarig"], ["3", "Ta fram en rutin.", chief]]}
        read_answers(register, remiss, workbook(rows), namnd_words=namnd).raise_problems(Path("svar"))
    chiefs = sorted(each.responsible for each in register.find(Measure, remiss_id=remiss.id))
    assert chiefs == ["Kommundirektör", "Socialchef"]


def test_an_answer_cannot_touch_what_is_not_its_own(
    register: Register, remiss: Remiss, workbook: Make, missiv: Callable[..., Path], letter: str
) -> None:
    read_answers(register, remiss, workbook(ANSWERS), namnd_words="OSN").raise_problems(Path("svar"))
    measure = register.find(Measure, remiss_id=remiss.id)[0]
    theirs = workbook({"Åtgärder": [["Åtgärd-id", "Nr", "Åtgärd"], [measure.id, "3", "Något annat."]]})
    other: Registered = register_remiss(register, [missiv(letter, "annan.txt")], owner_words="KS")
    for asked, namnd in ((remiss, "KS"), (other.remiss, "OSN")):
        result = read_answers(register, asked, theirs, namnd_words=namnd)
        assert [problem.cell for problem in result.problems] == ["A2"]
    assert register.get(Measure, measure.id) == measure


def test_answers_to_what_was_not_asked_are_told(register: Register, remiss: Remiss, workbook: Make) -> None:
    rows = {"Svar": [["Nr", "Ställningstagande"], ["1", "instämmer"]]}
    result = read_answers(register, remiss, workbook(rows), namnd_words="OSN")
    assert result.notices == ["OSN svarar på rekommendation 1, som inte är riktad till nämnden."]


def test_differences_name_what_changes(register: Register, remiss: Remiss, workbook: Make) -> None:
    result = read_answers(register, remiss, workbook(ANSWERS), namnd_words="OSN", dry_run=True)
    sentences = [each.sentence for each in result.differences]
    assert "Rekommendation 2, åtgärd: ansvarig ”Förvaltningschef”" in sentences
    assert "Rekommendation 3: ställningstagande ”delvis”" in sentences
    assert len(sentences) == 4


def test_the_diarienummer_is_read_as_people_write_it(register: Register, remiss: Remiss, workbook: Make) -> None:
    rows = {"Svar": [["Diarienummer", "Nr", "Ställningstagande"], ["Dnr ks/2026:31", "3", "instämmer"]]}
    assert read_answers(register, remiss, workbook(rows), namnd_words="OSN").as_json()["added"] == 1


def test_an_answer_changed_after_the_decision_is_a_draft_again(
    register: Register, remiss: Remiss, workbook: Make
) -> None:
    read_answers(register, remiss, workbook(ANSWERS), namnd_words="OSN")
    decide(register, remiss, "OSN", meeting=dt.date(2026, 4, 15), paragraph="58")
    rows = {"Svar": [["Nr", "Ställningstagande"], ["2", "instämmer inte"], ["1", "delvis"]]}
    result = read_answers(register, remiss, workbook(rows), namnd_words="OSN")
    assert any("måste beslutas igen" in notice for notice in result.notices)
    assert sum(each.decision_id is not None for each in register.find(Response, remiss_id=remiss.id)) == 1
    assert len(decide(register, remiss, "OSN", meeting=dt.date(2026, 5, 6), paragraph="70").responses) == 2


def test_an_aterremiss_leaves_the_answers_undecided(register: Register, remiss: Remiss, workbook: Make) -> None:
    read_answers(register, remiss, workbook(ANSWERS), namnd_words="OSN")
    day = dt.date(2026, 3, 18)
    assert decide(register, remiss, "OSN", meeting=day, outcome=Outcome.REFERRED_BACK).responses == []
    assert len(decide(register, remiss, "OSN", meeting=dt.date(2026, 4, 15)).responses) == 2


def test_the_body_that_ends_the_chain_decides_the_owners_answers(register: Register, workbook: Make) -> None:
    rows = {
        "Remisser": [["Remiss", "Ärende", "Ägare", "Typ"], ["m1", "Motion om cykelvägar", "KS", "motion"]],
        "Svar": [["Remiss", "Nämnd", "Svar"], ["m1", "KS", "Motionen bör bifallas."]],
    }
    import_workbook(register, workbook(rows)).raise_problems(Path("bok"))
    motion = register.get(Remiss, "m1")
    assert decide(register, motion, "KS", meeting=dt.date(2026, 6, 10)).decision.outcome is Outcome.PROPOSAL
    decided = decide(register, motion, "KF", meeting=dt.date(2026, 6, 22), paragraph="61")
    assert len(decided.responses) == 1
    assert decided.remiss.state is RemissState.ANSWERED
    assert close(register, decided.remiss).state is RemissState.CLOSED
