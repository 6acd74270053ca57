"""What is agreed on outside the plan, and the plan then goes by: omedelbar justering, an answer without a meeting."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import ChainRole
from secretary_app.domain.planning import (
    WITHOUT_MEETING,
    Asked,
    ChainLink,
    DoneStep,
    FixedStep,
    Plan,
    PlanBody,
    PlanRequest,
    RemedyKind,
    Sitting,
    SoFar,
    StepKind,
    plan,
)

DAY = dt.date.fromisoformat
ANYTIME = DAY("2026-01-01")
"""Of what is agreed on the day does not matter."""


def _body(name: str, *days: str, justering: int = 0, manusstopp: int = 0) -> PlanBody:
    return PlanBody(name, justering, manusstopp, 0, tuple(Sitting(DAY(f"2026-{day}")) for day in days))


KS = _body("KS", "05-13", justering=7, manusstopp=9)
KFN = _body("KFN", "03-12", "05-07", justering=10, manusstopp=14)
LATE = PlanRequest(
    "r",
    DAY("2026-05-29"),
    DAY("2026-03-02"),
    KS,
    (ChainLink(KS, ChainRole.DECIDES),),
    (Asked(KFN),),
    (FixedStep("KFN", StepKind.MANUSSTOPP, DAY("2026-04-23")),),
)


def _with(request: PlanRequest, *steps: tuple[str, StepKind]) -> Plan:
    return plan(replace(request, fixed=tuple(FixedStep(body, kind, ANYTIME) for body, kind in steps)))


def _steps(found: Plan, body: str) -> dict[StepKind, dt.date]:
    return {each.kind: each.date for each in found.steps if each.body == body}


@pytest.mark.parametrize("kind", sorted(WITHOUT_MEETING))
def test_a_namnd_that_answers_without_a_meeting_does_so_by_its_internal_deadline(kind: StepKind) -> None:
    assert plan(LATE).problems
    found = _with(LATE, ("KFN", kind))
    assert found.problems == ()
    steps = _steps(found, "KFN")
    assert steps[kind] == steps[StepKind.INTERNAL_DEADLINE] == found.internal_deadlines["KFN"]
    assert not {StepKind.MEETING, StepKind.MANUSSTOPP, StepKind.JUSTERING} & set(steps)
    (step,) = (each for each in found.steps if each.kind is kind)
    assert step.fixed
    assert "senast det interna svarsdatumet" in step.reason
    (deadline,) = (each for each in found.steps if each.kind is StepKind.INTERNAL_DEADLINE)
    assert "inga sammanträden" not in deadline.reason


def test_the_owners_chair_decides_after_the_utskott_and_by_the_dispatch() -> None:
    ksau = _body("KSAU", "04-27", manusstopp=12)
    ks = _body("KS", "06-10", justering=7, manusstopp=9)
    chain = (ChainLink(ksau, ChainRole.PREPARES), ChainLink(ks, ChainRole.DECIDES))
    request = PlanRequest("r", DAY("2026-05-29"), DAY("2026-03-02"), ks, chain)
    late = plan(request)
    assert RemedyKind.CHAIR_DECISION in {each.kind for each in late.problems[0].remedies}
    found = _with(request, ("KS", StepKind.CHAIR_DECISION))
    assert found.problems == ()
    assert _steps(found, "KSAU")[StepKind.MEETING] == DAY("2026-04-27")
    assert _steps(found, "KS") == {
        StepKind.CHAIR_DECISION: DAY("2026-05-29"),
        StepKind.DISPATCH: DAY("2026-05-29"),
    }


def test_the_remedy_that_was_offered_does_what_it_said() -> None:
    for problem in plan(LATE).problems:
        for remedy in problem.remedies:
            if remedy.kind is RemedyKind.CHAIR_DECISION:
                found = _with(LATE, (remedy.body, StepKind.CHAIR_DECISION))
                assert _steps(found, remedy.body)[StepKind.CHAIR_DECISION] == remedy.date


def test_omedelbar_justering_that_is_agreed_on_costs_nothing_and_gives_a_later_meeting() -> None:
    request = replace(LATE, owner=KS, fixed=(), asked=(Asked(_body("KFN", "04-09", "05-04", justering=10)),))
    before, found = plan(request), _with(request, ("KFN", StepKind.JUSTERING))
    assert _steps(before, "KFN")[StepKind.MEETING] == DAY("2026-04-09")
    assert _steps(found, "KFN")[StepKind.MEETING] == DAY("2026-05-04")
    steps = [each for each in found.steps if each.body == "KFN" and each.immediate_justering]
    assert [(each.kind, each.date, each.fixed) for each in steps] == [
        (StepKind.MEETING, DAY("2026-05-04"), False),
        (StepKind.JUSTERING, DAY("2026-05-04"), True),
    ]
    assert "omedelbar justering är bestämd" in steps[0].reason


def test_when_it_is_done_the_plan_tells_how_and_what_was_agreed_on_says_nothing_more() -> None:
    fixed = (FixedStep("KFN", StepKind.CHAIR_DECISION, ANYTIME),)
    decided = DoneStep("KFN", StepKind.MEETING, DAY("2026-04-02"), instead=StepKind.CHAIR_DECISION)
    found = plan(replace(LATE, fixed=fixed, so_far=SoFar(DAY("2026-04-07"), (decided,))))
    steps = [each for each in found.steps if each.body == "KFN"]
    assert [(each.kind, each.date, each.done) for each in steps] == [
        (StepKind.CHAIR_DECISION, DAY("2026-04-02"), True),
        (StepKind.INTERNAL_DEADLINE, DAY("2026-04-02"), True),
    ]
    assert steps[0].reason == "Ordförandebeslut 2026-04-02"


def _random_body(rng: random.Random, name: str) -> PlanBody:
    days = {DAY("2026-02-01") + dt.timedelta(rng.randrange(120)) for _ in range(rng.randint(1, 4))}
    sittings = tuple(Sitting(day) for day in days)
    return PlanBody(name, rng.choice((0, 7, 14)), rng.choice((0, 8, 12)), rng.choice((0, 3)), sittings)


def _random_request(rng: random.Random) -> PlanRequest:
    owner = _random_body(rng, "KS")
    chain = (ChainLink(_random_body(rng, "KSAU"), ChainRole.PREPARES), ChainLink(owner, ChainRole.DECIDES))
    asked = tuple(
        Asked(_random_body(rng, name), (_random_body(rng, f"{name}AU"),) * rng.randint(0, 1))
        for name in ("BN", "ÄN")[: rng.randint(1, 2)]
    )
    start = DAY("2026-02-01") + dt.timedelta(rng.randrange(20))
    return PlanRequest("r", start + dt.timedelta(rng.randrange(20, 130)), start, owner, chain, asked)


def _days(found: Plan, kinds: set[StepKind]) -> list[tuple[str, StepKind, dt.date]]:
    return [(each.body, each.kind, each.date) for each in found.steps if each.kind in kinds]


@settings(deadline=None, max_examples=150)
@given(st.randoms(use_true_random=False), st.sampled_from(sorted(WITHOUT_MEETING)))
def test_without_a_meeting_the_rest_is_planned_as_for_a_namnd_that_never_meets(
    rng: random.Random, kind: StepKind
) -> None:
    request = _random_request(rng)
    first = request.asked[0]
    alone = Asked(replace(first.body, sittings=()))
    kinds = set(StepKind) - WITHOUT_MEETING
    found = _with(request, (first.body.name, kind))
    like = plan(replace(request, asked=(alone, *request.asked[1:])))
    assert _days(found, kinds) == _days(like, kinds)
    assert [each.days_short for each in found.problems] == [each.days_short for each in like.problems]


def _at_once(request: PlanRequest, name: str) -> Iterator[PlanRequest]:
    for place, each in enumerate(request.asked):
        if each.body.name == name:
            body = replace(each.body, justering_days=0)
            asked = (*request.asked[:place], replace(each, body=body), *request.asked[place + 1 :])
            yield replace(request, asked=asked)


@settings(deadline=None, max_examples=150)
@given(st.randoms(use_true_random=False))
def test_with_omedelbar_justering_all_is_planned_as_for_a_namnd_without_justering_days(rng: random.Random) -> None:
    request = _random_request(rng)
    name = request.asked[-1].body.name
    (like,) = _at_once(request, name)
    found, kinds = _with(request, (name, StepKind.JUSTERING)), set(StepKind)
    assert _days(found, kinds) == _days(plan(like), kinds)
    assert all(each.fixed for each in found.steps if each.body == name and each.kind is StepKind.JUSTERING)
