"""The head of a remiss: its chain, and the one thing to do now, through a whole round."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import (
    Dispatch,
    Document,
    DocumentKind,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.finding import Bodies, find_remiss
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.plans import accept_plan
from secretary_app.operations.referring import refer
from secretary_app.operations.registering import register_remiss
from secretary_app.operations.remiss_head import HeadStep, NextKind, RemissHead, remiss_head
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)


@pytest.fixture
def remiss(register: Register, missiv: Callable[..., Path], letter: str) -> Remiss:
    return register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31").remiss


def _head(register: Register, remiss: Remiss, today: dt.date = TODAY) -> RemissHead:
    return remiss_head(register, register.get(Remiss, remiss.id), today)


def _present(head: RemissHead) -> HeadStep:
    (step,) = [step for step in head.steps if step.present]
    return step


def _next(register: Register, remiss: Remiss, today: dt.date = TODAY) -> tuple[NextKind, str]:
    step = _head(register, remiss, today).next_step
    assert step is not None
    return step.kind, step.words


def _answer_all(register: Register, remiss: Remiss, namnd: str) -> None:
    body = Bodies.of(register).named(namnd)
    with register.change("Svar") as change:
        for each in register.find(Recommendation, remiss_id=remiss.id):
            change.add(
                Response(id=new_id(), remiss_id=remiss.id, recommendation_id=each.id, namnd_id=body.id, text="Ja.")
            )


def test_a_new_remiss_shows_its_whole_chain_and_its_plan(register: Register, remiss: Remiss) -> None:
    head = _head(register, remiss)
    assert [step.words for step in head.steps] == [
        "Missiv",
        "Internremiss",
        "OSN svarar",
        "Tjänsteskrivelse",
        "KSAU bereder",
        "KS beslutar",
        "KF, för kännedom",
        "Expediering",
    ]
    assert (head.steps[0].second, head.steps[0].state) == ("3 mars", BadgeState.DONE)
    assert _present(head).words == "Internremiss"
    assert head.sentence == "Steg 2 av 8, internremiss, ej skickad"
    plan = plan_remiss(register, remiss)
    assert head.steps[2].date == plan.internal_deadlines["OSN"]
    assert head.steps[-1].second == "senast 30 juni"
    assert head.steps[6].state is BadgeState.INFORMED
    assert _next(register, remiss) == (NextKind.PLAN, "Använd planen")
    assert (head.answers, head.measures, head.documents, head.attachments) == (0, 0, 0, 1)
    assert head.sender_line


def _write(register: Register, remiss: Remiss, kind: DocumentKind, namnd_id: str, made: dt.date) -> Document:
    paper = Document(
        id=new_id(), remiss_id=remiss.id, namnd_id=namnd_id, kind=kind, path=f"{kind}.docx", digest="0", made=made
    )
    with register.change("Skrev") as change:
        change.add(paper)
    return register.get(Document, paper.id)


def test_the_button_follows_the_round(register: Register, remiss: Remiss) -> None:
    accept_plan(register, remiss, plan_remiss(register, remiss))
    assert _next(register, remiss) == (NextKind.WRITE, "Skapa internremiss till OSN…")
    _write(register, remiss, DocumentKind.INTERNREMISS, Bodies.of(register).named("OSN").id, TODAY)
    assert _next(register, remiss) == (NextKind.REFER, "Notera internremissen till OSN…")
    deadline = refer(register, remiss, "OSN", sent=TODAY).referral.deadline
    assert deadline is not None
    assert _next(register, remiss) == (NextKind.ANSWERS, "Lägg in svar…")
    draft = _write(register, remiss, DocumentKind.TJANSTESKRIVELSE, remiss.owner_id, TODAY)
    drafted = _head(register, remiss)
    assert (_present(drafted).words, _present(drafted).state) == ("OSN svarar", BadgeState.ON_TIME)
    assert drafted.steps[3].state is BadgeState.DONE
    with register.change("Ta bort utkastet") as change:
        change.remove(draft)
    late = _head(register, remiss, deadline + dt.timedelta(days=7))
    assert _present(late).state is BadgeState.LATE
    assert late.sentence.endswith(", OSN är sen")
    assert late.sentence.startswith("Steg 3 av 8, OSN svarar, ")
    assert late.next_step is not None
    assert (late.next_step.kind, late.next_step.words) == (NextKind.REMIND, "Påminn OSN…")
    assert late.next_step.namnd_ids == (Bodies.of(register).named("OSN").id,)
    _answer_all(register, remiss, "OSN")
    decide(register, remiss, "OSN", meeting=dt.date(2026, 4, 15), paragraph="58")
    day = dt.date(2026, 4, 20)
    assert _next(register, remiss, day) == (NextKind.DRAFT, "Skapa tjänsteskrivelse…")
    _write(register, remiss, DocumentKind.TJANSTESKRIVELSE, remiss.owner_id, day)
    assert _present(_head(register, remiss, day)).words == "KSAU bereder"
    assert _next(register, remiss, day) == (NextKind.DECIDE, "Lägg in beslut…")
    _answer_all(register, remiss, "KS")
    decide(register, remiss, "KSAU", meeting=dt.date(2026, 5, 25), paragraph="63")
    assert _present(_head(register, remiss, dt.date(2026, 5, 26))).words == "KS beslutar"
    decide(register, remiss, "KS", meeting=dt.date(2026, 6, 10), paragraph="88")
    day = dt.date(2026, 6, 11)
    head = _head(register, remiss, day)
    assert head.steps[5].second == "§ 88, 10 juni"
    assert _present(head).words == "Expediering"
    assert _next(register, remiss, day) == (NextKind.DISPATCH, "Expediera…")
    past = _head(register, remiss, dt.date(2026, 7, 10))
    assert (past.steps[-1].second, past.steps[-1].state) == ("inte noterad", BadgeState.TODO)
    with register.change("Expedierade") as change:
        change.add(Dispatch(id=new_id(), remiss_id=remiss.id, what="Yttrande", recipient="Revisorerna", sent=day))
    assert _next(register, remiss, day) == (NextKind.CLOSE, "Avsluta…")
    close(register, register.get(Remiss, remiss.id), "Klart.")
    head = _head(register, remiss, day)
    assert head.next_step is None
    assert head.sentence == "Alla 8 steg är förbi, remissen är avslutad"


def test_without_dates_it_says_so(register: Register) -> None:
    remiss = find_remiss(register, "KS/2025:211")
    head = _head(register, remiss)
    assert _present(head).second == "KFN saknar datum"
    assert _present(head).state is BadgeState.UNDATED
    assert _next(register, remiss) == (NextKind.SET_DATE, "Sätt datum för KFN…")
    assert head.steps[-1].second == "datum saknas"
    assert head.steps[0].words == "Inkom"


def test_when_only_the_owner_answers_there_is_nobody_to_ask(register: Register) -> None:
    remiss = find_remiss(register, "KS/2026:47")
    assert [step.words for step in _head(register, remiss).steps][:3] == ["Inkom", "Tjänsteskrivelse", "KSAU bereder"]
    assert _next(register, remiss) == (NextKind.PLAN, "Använd planen")
    accept_plan(register, remiss, plan_remiss(register, remiss))
    assert _next(register, remiss) == (NextKind.DRAFT, "Skapa tjänsteskrivelse…")


def test_a_plan_that_does_not_fit_is_marked(register: Register, remiss: Remiss) -> None:
    with register.change("Kortare tid") as change:
        short = change.update(replace(remiss, answer_by=dt.date(2026, 4, 20)))
    assert plan_remiss(register, short).problems
    head = _head(register, short)
    assert any(step.state is BadgeState.TODO and "går inte ihop" in step.second for step in head.steps)


def test_an_answer_that_is_late_is_told_though_the_matter_went_on(register: Register) -> None:
    head = _head(register, find_remiss(register, "KS/2025:188"))
    assert _present(head).second == "29 augusti 2025, KFN är sen"
    assert head.state is RemissState.ANSWERED
    assert head.steps[3].state is BadgeState.DONE


def test_a_step_that_was_passed_over_is_not_waited_for(register: Register) -> None:
    remiss = find_remiss(register, "KS/2025:143")
    steps = {step.words: step for step in _head(register, remiss).steps}
    assert (steps["KSAU bereder"].state, steps["KSAU bereder"].second) == (BadgeState.NONE, "")
    assert steps["KS beslutar"].state is BadgeState.DONE


def test_some_internremisser_have_gone_out(register: Register) -> None:
    remiss = find_remiss(register, "KS/2026:11")
    assert _head(register, remiss).steps[1].second == "2 av 3 skickade"
    unsent = register.find(Referral, remiss_id=remiss.id)
    with register.change("Ingen skickad") as change:
        for each in unsent:
            change.update(replace(each, sent=None))
    accept_plan(register, remiss, plan_remiss(register, remiss))
    # BUN has answered, so two are left.
    assert _next(register, remiss) == (NextKind.WRITE, "Skapa 2 internremisser…")
