"""Many plans made together are the plans made one by one."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from secretary_app.domain.model import ChainRole
from secretary_app.domain.planning import (
    Asked,
    ChainLink,
    DoneStep,
    FixedStep,
    PlanBody,
    PlanRequest,
    Shared,
    Sitting,
    SoFar,
    StepKind,
    plan,
)

TODAY = dt.date(2026, 3, 11)


def body(rng: random.Random, name: str, justering: int = 0) -> PlanBody:
    days = sorted(TODAY + dt.timedelta(days=rng.randrange(-60, 240)) for _ in range(rng.randrange(3, 14)))
    return PlanBody(name, justering, 10, 4, tuple(Sitting(day) for day in days))


def request(rng: random.Random, owner: PlanBody, links: tuple[ChainLink, ...], asked: list[Asked]) -> PlanRequest:
    """Some sent, some decided, some with a step set by hand."""
    start = TODAY - dt.timedelta(days=rng.randrange(40))
    chosen = rng.sample(asked, rng.randrange(len(asked) + 1))
    done = []
    for each in chosen:
        if rng.random() < 0.6:
            done.append(DoneStep(each.body.name, StepKind.INTERNREMISS, start + dt.timedelta(days=rng.randrange(10))))
        if rng.random() < 0.2:
            done.append(DoneStep(each.body.name, StepKind.MEETING, TODAY - dt.timedelta(days=rng.randrange(9))))
        elif each.chain and rng.random() < 0.2:
            done.append(DoneStep(each.chain[0].name, StepKind.MEETING, TODAY - dt.timedelta(days=rng.randrange(9))))
    if rng.random() < 0.2:
        done.append(DoneStep("KSAU", StepKind.MEETING, TODAY - dt.timedelta(days=2)))
    fixed = []
    if rng.random() < 0.3:
        fixed.append(FixedStep("KS", StepKind.MEETING, TODAY + dt.timedelta(days=rng.randrange(20, 120))))
    if chosen and rng.random() < 0.3:
        day = TODAY + dt.timedelta(days=rng.randrange(5, 60))
        fixed.append(FixedStep(chosen[0].body.name, StepKind.INTERNAL_DEADLINE, day))
    return PlanRequest(
        remiss="r",
        answer_by=TODAY + dt.timedelta(days=rng.randrange(-10, 200)),
        start=start,
        owner=owner,
        chain=links,
        asked=tuple(chosen),
        fixed=tuple(fixed),
        so_far=SoFar(TODAY, tuple(done), TODAY if rng.random() < 0.2 else None),
    )


@pytest.mark.parametrize("seed", range(12))
def test_plans_made_together_are_those_made_alone(seed: int) -> None:
    rng = random.Random(seed)
    owner = body(rng, "KS", 14)
    roles = ((body(rng, "KSAU"), ChainRole.PREPARES), (owner, ChainRole.DECIDES), (body(rng, "KF"), ChainRole.INFORMED))
    links = tuple(ChainLink(each, role) for each, role in roles)
    asked = [Asked(body(rng, f"N{n}", 7), (body(rng, f"N{n}AU"),) if n % 2 else ()) for n in range(4)]
    shared = Shared()
    for _ in range(30):
        alone = request(rng, owner, links, asked)
        made = plan(alone)
        assert plan(replace(alone, shared=shared)) == made
        bare = plan(replace(alone, shared=shared, steps_only=True))
        assert (bare.steps, bare.internal_deadlines) == (made.steps, made.internal_deadlines)
        assert [each.reason for each in bare.problems] == [each.reason for each in made.problems]
        assert not bare.alternatives
        assert not any(each.remedies for each in bare.problems)
