"""Registering, planning, referring, answering, deciding, closing: one operation at a time."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secretary_app.domain.model import (
    Addressee,
    Attachment,
    DeadlineChange,
    Measure,
    Outcome,
    Referral,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.operations.answering import check_answers, read_answers
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.finding import find_remiss
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.referring import refer
from secretary_app.operations.registering import Registered, register_remiss, registered_as_json
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

Make = Callable[[dict[str, list[list[Any]]]], Path]


@pytest.fixture
def registered(register: Register, missiv: Callable[..., Path], letter: str) -> Registered:
    return register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31")


def test_a_missiv_becomes_a_remiss_with_its_paper(register: Register, registered: Registered) -> None:
    shown = registered_as_json(register, registered)
    assert shown["title"] == "Granskning av kommunens krisberedskap"
    assert (shown["received"], shown["answer_by"]) == (dt.date(2026, 3, 3), dt.date(2026, 6, 30))
    assert [each["addressees"] for each in shown["recommendations"]] == [["KS"], ["OSN"], ["KS", "OSN"]]
    attachment = register.find(Attachment, remiss_id=registered.remiss.id)[0]
    assert (register.files / attachment.path).read_text(encoding="utf-8").startswith("Revisorerna")
    assert [hit.remiss_id for hit in register.search("reservkraft")] == [registered.remiss.id] * 2


def test_the_same_recommendations_in_missiv_and_report_are_taken_once(
    register: Register, missiv: Callable[..., Path], letter: str
) -> None:
    report = letter.replace("Granskning av", "Revisionsrapport\nGranskning av").replace("Att Kommun", "Att  kommun")
    result = register_remiss(register, [missiv(letter), missiv(report, "rapport.txt")], owner_words="KS")
    assert [each.number for each in result.recommendations] == ["1", "2", "3"]
    assert len(result.attachments) == 2


def test_without_a_single_date_nothing_is_registered(
    register: Register, missiv: Callable[..., Path], letter: str
) -> None:
    before = register.find(Remiss)
    path = missiv(letter.replace(" senast den 30 juni 2026", ""))
    with pytest.raises(UserError, match="--answer-by"):
        register_remiss(register, [path], owner_words="KS")
    assert register.find(Remiss) == before
    result = register_remiss(register, [path], owner_words="KS", answer_by=dt.date(2026, 6, 30))
    assert result.remiss.answer_by == dt.date(2026, 6, 30)


def test_an_unknown_owner_is_told_with_those_there_are(register: Register, missiv: Callable[..., Path]) -> None:
    with pytest.raises(UserError, match="KSAU"):
        register_remiss(register, [missiv("x")], owner_words="ÖN")


def test_a_paper_that_cannot_be_read_registers_nothing(
    register: Register, missiv: Callable[..., Path], letter: str, tmp_path: Path
) -> None:
    before = register.find(Remiss)
    with pytest.raises(UserError):
        register_remiss(register, [missiv(letter), tmp_path / "finns-inte.pdf"], owner_words="KS")
    assert register.find(Remiss) == before


def test_words_that_are_no_body_stay_words(register: Register, missiv: Callable[..., Path], letter: str) -> None:
    text = letter.replace("Att Kommunstyrelsen upprättar", "Att Miljönämnden upprättar")
    result = register_remiss(register, [missiv(text)], owner_words="KS")
    words = [each.words for each in register.find(Addressee, recommendation_id=result.recommendations[0].id)]
    assert words == ["Miljönämnden"]
    assert any("Miljönämnden" in note for note in result.notes)


def test_a_shared_diarienummer_lists_the_ids(
    register: Register, registered: Registered, missiv: Callable[..., Path], letter: str
) -> None:
    second = register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31")
    assert any("redan" in note for note in second.notes)
    with pytest.raises(UserError) as raised:
        find_remiss(register, "ks/2026:31")
    assert registered.remiss.id in raised.value.message
    assert second.remiss.id in raised.value.message
    assert find_remiss(register, second.remiss.id).id == second.remiss.id


def test_the_internremiss_gets_the_planned_date(register: Register, registered: Registered) -> None:
    plan = plan_remiss(register, registered.remiss, dt.date(2026, 3, 11))
    result = refer(register, registered.remiss, "OSN", sent=dt.date(2026, 3, 11))
    assert result.referral.deadline == plan.internal_deadlines["OSN"]
    assert [each.number for each in result.recommendations] == ["2", "3"]


def test_a_changed_date_is_remembered(register: Register, registered: Registered) -> None:
    first = refer(register, registered.remiss, "OSN").referral
    second = refer(register, registered.remiss, "OSN", deadline=dt.date(2026, 4, 30)).referral
    assert first.id == second.id
    change = register.find(DeadlineChange, referral_id=first.id)[0]
    assert (change.old, change.new) == (first.deadline, dt.date(2026, 4, 30))
    assert register.get(Referral, first.id).deadline == dt.date(2026, 4, 30)


def test_a_direct_answer_has_the_senders_date_and_is_planned_by_itself(
    register: Register, registered: Registered
) -> None:
    result = refer(register, registered.remiss, "OSN", direct=True)
    assert result.referral.deadline == dt.date(2026, 6, 30)
    plan = plan_remiss(register, registered.remiss)
    assert "OSN" not in plan.internal_deadlines
    assert any(step.body == "OSN" and step.kind == "dispatch" for step in plan.steps)
    assert [step.date for step in plan.steps] == sorted(step.date for step in plan.steps)


def test_who_cannot_be_asked(register: Register, registered: Registered) -> None:
    with pytest.raises(UserError, match="äger"):
        refer(register, registered.remiss, "KS")
    with pytest.raises(UserError, match="finns ingen nämnd"):
        refer(register, registered.remiss, "XYZ")
    with pytest.raises(UserError, match="före den dag"):
        refer(register, registered.remiss, "OSN", deadline=dt.date(2026, 4, 1), sent=dt.date(2026, 4, 2))


def test_without_an_answer_date_there_is_no_plan(register: Register) -> None:
    undated = register.find(Remiss, answer_by=None)[0]
    with pytest.raises(UserError, match="svarsdatum"):
        plan_remiss(register, undated)


ANSWERS: dict[str, list[list[Any]]] = {
    "Svar": [
        ["Nr", "Nämnd", "Ställningstagande", "Svar"],
        ["2", "OSN", "instämmer", "Nämnden delar bedömningen."],
        ["3", "OSN", "delvis", "Uppföljning sker redan."],
        ["1", "KS", "instämmer", "Hör inte hit."],
    ],
    "Åtgärder": [
        ["Nr", "Åtgärd", "Ansvarig", "Tidsplan", "Status", "Status per"],
        ["2", "Installera reservkraft", "Förvaltningschef", "2026-12-31", "ej påbörjad", "2026-03-11"],
        ["3", "Följ upp", None, "Årligen", None, None],
    ],
}


def test_an_answer_comes_home_in_a_workbook(register: Register, registered: Registered, workbook: Make) -> None:
    remiss = registered.remiss
    refer(register, remiss, "OSN")
    path = workbook(ANSWERS)
    dry = read_answers(register, remiss, path, namnd_words="OSN", dry_run=True)
    assert dry.as_json()["added"] == 4
    assert not register.find(Response, remiss_id=remiss.id)
    result = read_answers(register, remiss, path, namnd_words="OSN")
    assert result.as_json()["problems"] == []
    assert any("annan nämnd" in notice for notice in result.notices)
    assert any(each.after == "instämmer" and each.what == "Rekommendation 2" for each in result.differences)
    assert len(register.find(Response, remiss_id=remiss.id)) == 2
    assert len(register.find(Measure, remiss_id=remiss.id)) == 2
    again = read_answers(register, remiss, path, namnd_words="OSN")
    assert (again.as_json()["added"], again.as_json()["changed"], again.differences) == (0, 0, ())
    kinds = {(each.kind.value, each.recommendation) for each in check_answers(register, remiss, "OSN").findings}
    assert kinds == {("utan-ansvarig", "3")}


def test_a_faulty_answer_is_not_half_read(register: Register, registered: Registered, workbook: Make) -> None:
    rows = {"Svar": [["Nr", "Ställningstagande"], ["2", "instämmer"], ["9", "instämmer"]]}
    result = read_answers(register, registered.remiss, workbook(rows), namnd_words="OSN")
    assert [problem.cell for problem in result.problems] == ["A3"]
    assert not register.find(Response, remiss_id=registered.remiss.id)


def test_a_workbook_without_answers_is_told(register: Register, registered: Registered, workbook: Make) -> None:
    with pytest.raises(UserError, match="inga svar från OSN"):
        read_answers(register, registered.remiss, workbook({"Svar": [["Nr", "Svar"]]}), namnd_words="OSN")


def test_a_decision_makes_the_answers_decided(register: Register, registered: Registered, workbook: Make) -> None:
    remiss = registered.remiss
    refer(register, remiss, "OSN")
    read_answers(register, remiss, workbook(ANSWERS), namnd_words="OSN")
    result = decide(register, remiss, "OSN", meeting=dt.date(2026, 4, 15), paragraph="§ 58")
    assert (result.decision.paragraph, result.decision.outcome) == ("58", Outcome.DECISION)
    assert len(result.responses) == 2
    assert all(each.decision_id == result.decision.id for each in register.find(Response, remiss_id=remiss.id))
    assert register.get(Remiss, remiss.id).state is RemissState.OPEN
    with pytest.raises(UserError, match="redan"):
        decide(register, remiss, "OSN", meeting=dt.date(2026, 4, 15), paragraph="58")


def test_an_utskott_proposes_and_the_owner_ends_it(register: Register, registered: Registered) -> None:
    proposal = decide(register, registered.remiss, "KSAU", meeting=dt.date(2026, 5, 25), paragraph="63")
    assert proposal.decision.outcome is Outcome.PROPOSAL
    sent_back = decide(
        register, registered.remiss, "KS", meeting=dt.date(2026, 6, 9), paragraph="1", outcome=Outcome.REFERRED_BACK
    )
    assert sent_back.remiss.state is RemissState.OPEN
    ended = decide(register, registered.remiss, "KS", meeting=dt.date(2026, 6, 10), paragraph="88", immediate=True)
    assert ended.remiss.state is RemissState.ANSWERED
    assert ended.decision.immediate_justering


def test_a_remiss_is_not_closed_in_silence(register: Register, registered: Registered) -> None:
    with pytest.raises(UserError, match="4 svar"):
        close(register, registered.remiss)
    closed = close(register, registered.remiss, "Revisorerna drog tillbaka frågan.")
    assert closed.state is RemissState.CLOSED
    assert register.get(Remiss, closed.id).closing_reason == "Revisorerna drog tillbaka frågan."
    with pytest.raises(UserError, match="avslutad"):
        decide(register, closed, "OSN", meeting=dt.date(2026, 4, 15))


def test_every_operation_can_be_undone(register: Register, registered: Registered) -> None:
    refer(register, registered.remiss, "OSN")
    register.undo(register.operations()[0].no)
    assert not register.find(Referral, remiss_id=registered.remiss.id)
    registering = next(each for each in register.operations() if each.label.startswith("Registrerade"))
    register.undo(registering.no)
    assert not register.find(Remiss, id=registered.remiss.id)
