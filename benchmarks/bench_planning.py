"""Planning one remiss: 12 namnder, 60 meetings a body; ours beside a plain planner in the same call.

Run: ``python benchmarks/bench_planning.py``. The plain planner holds the same rules in the most straightforward way
that ends in reasonable time: it tries every meeting of the owner's chain against every other, and for each internal
deadline every meeting of every namnd. It gives the best plan's dates only, no steps, reasons or alternatives.
"""

import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from secretary_app.domain.model import ChainRole
from secretary_app.domain.planning import Asked, ChainLink, Plan, PlanBody, PlanRequest, Sitting, StepKind, plan
from secretary_app.domain.workdays import add_working_days, back_to_working_day

NAMNDER = 12
MEETINGS = 60
LIMIT_MS = 20.0
ROUNDS = 15

Key = tuple[int, int, int]


def body(rng: random.Random, name: str, justering: int, every: int) -> PlanBody:
    """A body that meets about every ``every`` days over the years around 2022."""
    first = dt.date(2022, 1, 3) - dt.timedelta(days=every * MEETINGS // 3 + rng.randrange(every))
    days = [first + dt.timedelta(days=every * n + rng.randrange(3)) for n in range(MEETINGS)]
    return PlanBody(name, justering, 12, 5, tuple(Sitting(day) for day in days))


def request(*, chains: bool, days: int, justering: int) -> PlanRequest:
    rng = random.Random(1)
    ksau, ks, kf = body(rng, "KSAU", 0, 14), body(rng, "KS", justering, 21), body(rng, "KF", 0, 28)
    asked = tuple(
        Asked(body(rng, f"N{n}", justering, 21), (body(rng, f"N{n}AU", 0, 14),) if chains else ())
        for n in range(NAMNDER)
    )
    links = (
        ChainLink(ksau, ChainRole.PREPARES),
        ChainLink(ks, ChainRole.DECIDES),
        ChainLink(kf, ChainRole.INFORMED),
    )
    start = dt.date(2022, 2, 14)
    return PlanRequest("r", start + dt.timedelta(days=days), start, ks, links, asked)


def late(day: dt.date, limit: dt.date) -> int:
    return max(0, (day - limit).days)


def plain_plan(asked_for: PlanRequest) -> Key:
    """Days short, omedelbara justeringar and the internal deadline (negated) of the best plan."""
    dispatch = back_to_working_day(asked_for.answer_by)
    ksau, ks = asked_for.chain[0].body, asked_for.chain[1].body
    best: Key | None = None
    for first in ksau.sittings:
        manusstopp = plain_manusstopp(ksau, first)
        deadline = back_to_working_day(add_working_days(manusstopp, -asked_for.owner.handling_days))
        short, immediate = min(
            (
                late(first.date, plain_manusstopp(ks, last)) + late(last.date, dispatch),
                int(last.date + dt.timedelta(days=ks.justering_days) > dispatch),
            )
            for last in ks.sittings
        )
        short += late(asked_for.start, manusstopp)
        for each in asked_for.asked:
            own_short, own_immediate = plain_namnd(each, asked_for.start, deadline)
            short, immediate = short + own_short, immediate + own_immediate
        key = (short, immediate, -deadline.toordinal())
        best = key if best is None else min(best, key)
    assert best is not None
    return best


def plain_namnd(each: Asked, start: dt.date, deadline: dt.date) -> tuple[int, int]:
    ready = add_working_days(start, each.body.handling_days)
    found = []
    for sitting in each.body.sittings:
        manusstopp = plain_manusstopp(each.body, sitting)
        before = late(ready, manusstopp)
        if each.chain:
            before = min(
                late(ready, plain_manusstopp(each.chain[0], first)) + late(first.date, manusstopp)
                for first in each.chain[0].sittings
            )
        immediate = sitting.date + dt.timedelta(days=each.body.justering_days) > deadline
        found.append((before + late(sitting.date, deadline), int(immediate and each.body.justering_days > 0)))
    return min(found)


def plain_manusstopp(of: PlanBody, sitting: Sitting) -> dt.date:
    return sitting.manusstopp or back_to_working_day(sitting.date - dt.timedelta(days=of.manusstopp_days))


def key_of(found: Plan) -> Key:
    immediate = sum(step.immediate_justering and step.kind is StepKind.MEETING for step in found.steps)
    deadline = next(iter(found.internal_deadlines.values()))
    return sum(problem.days_short for problem in found.problems), immediate, -deadline.toordinal()


def median_ms(run: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def main() -> int:
    """Prints a line a case; exits 1 where one takes more than the limit."""
    cases = {
        "roomy": request(chains=False, days=150, justering=7),
        "with chains": request(chains=True, days=150, justering=14),
        "all immediate": request(chains=True, days=100, justering=30),
        "does not fit": request(chains=False, days=40, justering=14),
        "far from fitting": request(chains=True, days=20, justering=30),
    }
    too_slow = False
    for name, case in cases.items():
        plan(case)  # the year's holidays are read once
        ours = median_ms(lambda case=case: plan(case), ROUNDS)  # type: ignore[misc]
        plain = median_ms(lambda case=case: plain_plan(case), 1)  # type: ignore[misc]
        found = plan(case)
        assert key_of(found) == plain_plan(case), f"{name}: the two planners disagree"
        short, immediate, _ = key_of(found)
        what = f"{short} days short, {immediate} immediate, {len(found.alternatives)} alternatives"
        print(f"{name:17} ours {ours:6.1f} ms   plain {plain:8.1f} ms   ratio {ours / plain:.3f}   ({what})")
        too_slow |= ours > LIMIT_MS
    print(f"limit {LIMIT_MS:.0f} ms: {'too slow' if too_slow else 'kept'}")
    return int(too_slow)


if __name__ == "__main__":
    raise SystemExit(main())
