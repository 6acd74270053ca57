"""What is agreed on outside the plan: kept in the register, planned with, undone, taken away, and agreeing with what
is decided later."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import Meeting, Namnd, Outcome, PlannedStep, Referral, Remiss, Response, StepKind
from secretary_app.operations.deciding import decide
from secretary_app.operations.plan_agreements import agree, end_agreement
from secretary_app.operations.plan_page import plan_page, tried_remedies
from secretary_app.operations.plan_remedies import use_remedy
from secretary_app.operations.plans import accept_plan, fix_step, plan_view
from secretary_app.operations.remiss_choices import remiss_choices
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

TODAY = dt.date(2026, 3, 11)


def _namnd(register: Register, name: str) -> Namnd:
    return register.find(Namnd, abbreviation=name)[0]


@pytest.fixture
def remiss(register: Register) -> Remiss:
    """Put to KFN today, which cannot meet in time."""
    remiss = replace(register.get(Remiss, "ex-11"), answer_by=dt.date(2026, 6, 26))
    kfn = _namnd(register, "KFN")
    with register.change("Remiss att planera") as change:
        remiss = change.update(remiss)
        change.add(Referral(id="till-kfn", remiss_id=remiss.id, namnd_id=kfn.id, sent=TODAY))
        for meeting in register.find(Meeting, namnd_id=kfn.id):
            if meeting.date < dt.date(2026, 6, 1):
                change.remove(meeting)
    return remiss


def _steps(register: Register, remiss: Remiss, name: str) -> dict[StepKind, dt.date]:
    return {each.step.kind: each.step.date for each in plan_view(register, remiss).steps if each.step.body == name}


def _problems(register: Register, remiss: Remiss) -> list[str]:
    plan = plan_view(register, remiss).plan
    assert plan is not None
    return [each.body for each in plan.problems]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (StepKind.CHAIR_DECISION, Outcome.CHAIR_DECISION),
        (StepKind.ADMINISTRATION, Outcome.ADMINISTRATION),
    ],
)
def test_an_answer_without_a_meeting_is_kept_planned_with_and_agrees_with_the_later_decision(
    register: Register, remiss: Remiss, kind: StepKind, outcome: Outcome
) -> None:
    kfn = _namnd(register, "KFN")
    assert _problems(register, remiss) == ["KFN"]
    said = agree(register, remiss, kfn.id, kind)
    assert said.endswith("för KFN.")
    (kept,) = register.find(PlannedStep, remiss_id=remiss.id)
    assert (kept.kind, kept.fixed, kept.namnd_id) == (kind, True, kfn.id)
    assert _problems(register, remiss) == []
    steps = _steps(register, remiss, "KFN")
    assert StepKind.MEETING not in steps
    assert steps[kind] == steps[StepKind.INTERNAL_DEADLINE] == kept.date
    page = plan_page(register, remiss.id)
    (row,) = (row for row in page.options[0].rows if row.key == f"{kind}:{kfn.id}")
    assert (row.agreed, row.can_pin, row.can_fix) == (kind, True, False)
    assert page.without_meetings == ()
    plan = page.options[0].plan
    assert plan is not None
    accept_plan(register, remiss, plan)
    assert plan_view(register, remiss).differs == []
    assert register.find(Referral, id="till-kfn")[0].deadline == kept.date
    choices = remiss_choices(register, remiss.id, TODAY)
    assert next(each for each in choices.deciders if each.namnd.id == kfn.id).usual_outcome is outcome
    with register.change("Svar") as change:
        change.add(Response(id="svar", remiss_id=remiss.id, namnd_id=kfn.id, text="Ja."))
    decided = decide(register, remiss, "KFN", meeting=TODAY)
    assert decided.decision.outcome is outcome
    view = plan_view(register, remiss)
    assert view.differs == []
    done = {each.step.kind: each.done for each in view.steps if each.step.body == "KFN"}
    assert done[kind] == TODAY
    assert StepKind.MEETING not in done
    assert StepKind.JUSTERING not in done
    with pytest.raises(UserError, match="KFN har redan beslutat"):
        agree(register, remiss, kfn.id, StepKind.JUSTERING)


def test_it_is_there_after_a_restart_is_undone_and_can_be_taken_away(register: Register, remiss: Remiss) -> None:
    kfn = _namnd(register, "KFN")
    agree(register, remiss, kfn.id, StepKind.CHAIR_DECISION)
    with Register.open(register.path, clock=register.clock) as again:
        assert _problems(again, remiss) == []
    with pytest.raises(UserError, match="Det står redan i planen"):
        agree(register, remiss, kfn.id, StepKind.CHAIR_DECISION)
    register.undo(register.operations(1)[0].no)
    assert _problems(register, remiss) == ["KFN"]
    agree(register, remiss, kfn.id, StepKind.ADMINISTRATION)
    agree(register, remiss, kfn.id, StepKind.CHAIR_DECISION)
    (kept,) = register.find(PlannedStep, remiss_id=remiss.id)
    assert kept.kind is StepKind.CHAIR_DECISION
    said = end_agreement(register, remiss, kfn.id, StepKind.CHAIR_DECISION)
    assert said == "Tog bort ordförandebeslut i KFN. Planen är räknad om."
    assert not register.find(PlannedStep, remiss_id=remiss.id)
    with pytest.raises(UserError, match="inget att ta bort"):
        end_agreement(register, remiss, kfn.id, StepKind.CHAIR_DECISION)


def test_a_meeting_that_was_locked_gives_way(register: Register, remiss: Remiss) -> None:
    kfn = _namnd(register, "KFN")
    meeting = min(each.date for each in register.find(Meeting, namnd_id=kfn.id) if each.date > TODAY)
    fix_step(register, remiss, kfn.id, StepKind.MEETING, meeting)
    agree(register, remiss, kfn.id, StepKind.CHAIR_DECISION)
    assert [row.kind for row in register.find(PlannedStep, remiss_id=remiss.id)] == [StepKind.CHAIR_DECISION]
    register.undo(register.operations(1)[0].no)
    assert [row.kind for row in register.find(PlannedStep, remiss_id=remiss.id)] == [StepKind.MEETING]


def test_omedelbar_justering_moves_with_its_meeting_and_an_accepted_plan_says_when_it_is_taken_away(
    register: Register, remiss: Remiss
) -> None:
    ks = _namnd(register, "KS")
    remiss = replace(remiss, answer_by=dt.date(2026, 6, 30))
    with register.change("Senare") as change:
        remiss = change.update(remiss)
    assert agree(register, remiss, ks.id, StepKind.JUSTERING) == "KS justerar omedelbart."
    choices = {each.namnd.abbreviation: each for each in remiss_choices(register, remiss.id, TODAY).deciders}
    assert (choices["KS"].immediate, choices["KSAU"].immediate) == (True, False)
    plan = plan_view(register, remiss).plan
    assert plan is not None
    accept_plan(register, remiss, plan)
    first = _steps(register, remiss, "KS")[StepKind.MEETING]
    meeting = register.find(Meeting, namnd_id=ks.id, date=first)[0]
    with register.change("Flyttade KS") as change:
        change.update(replace(meeting, date=first - dt.timedelta(days=1)))
    again = plan_view(register, remiss).plan
    assert again is not None
    accept_plan(register, remiss, again)
    view = plan_view(register, remiss)
    assert view.differs == []
    (kept,) = (each for each in view.kept if each.step.kind is StepKind.JUSTERING and each.step.body == "KS")
    assert (kept.step.date, kept.step.fixed) == (first - dt.timedelta(days=1), True)
    end_agreement(register, remiss, ks.id, StepKind.JUSTERING)
    assert any("behöver inte längre omedelbar justering" in each for each in plan_view(register, remiss).differs)


def test_what_is_tried_is_what_is_got(register: Register, remiss: Remiss) -> None:
    plan = plan_view(register, remiss).plan
    assert plan is not None
    (problem,) = plan.problems
    before = register.find(PlannedStep, remiss_id=remiss.id)
    tried = tried_remedies(register, remiss.id, problem.remedies)
    assert register.find(PlannedStep, remiss_id=remiss.id) == before
    for remedy, option in zip(problem.remedies, tried, strict=True):
        assert "till godo" in option.gives or "precis i tid" in option.gives
        if remedy.kind.value == "anstånd":
            with register.change("Anstånd") as change:
                change.update(replace(register.get(Remiss, remiss.id), answer_by=remedy.date))
        else:
            use_remedy(register, remiss, remedy)
        got = plan_view(register, register.get(Remiss, remiss.id)).plan
        assert got is not None
        assert option.plan is not None
        assert [(each.body, each.kind, each.date) for each in option.plan.steps] == [
            (each.body, each.kind, each.date) for each in got.steps
        ]
        register.undo(register.operations(1)[0].no)


def test_fullmaktiges_chair_cannot_decide_alone_and_who_is_not_in_the_plan_decides_nothing(
    register: Register, remiss: Remiss
) -> None:
    with pytest.raises(UserError, match="Fullmäktiges ordförande"):
        agree(register, remiss, _namnd(register, "KF").id, StepKind.CHAIR_DECISION)
    with pytest.raises(UserError, match="planen har inget sådant steg"):
        agree(register, remiss, _namnd(register, "OSN").id, StepKind.CHAIR_DECISION)
