"""A meeting moves, and 2,000 open remisser are planned anew; ours beside a plain planner in the same call.

Run: ``python benchmarks/bench_replanning.py``. A register of an invented municipality: KSAU prepares, KS decides, KF
is informed; every remiss is asked of one to five of twelve namnder and has a plan that is used. A KSAU is moved a
week. Measured is what stands between the typed day and the list of what it touches, reading included, and then the
saving of it all. The plain planner (that of ``bench_planning.py``: every meeting tried against every other) gives the
best plan's days short, omedelbara justeringar and internal deadline only, of plans already read; it is run on a
sample and its time counted up.
"""

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench_planning import key_of, plain_plan

from secretary_app.domain.model import (
    Addressee,
    ChainRole,
    ChainStep,
    Entity,
    Meeting,
    Namnd,
    NamndKind,
    Recommendation,
    Referral,
    Remiss,
)
from secretary_app.domain.planning import plan
from secretary_app.operations.finding import Bodies
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.planning import Calendar, asked_bodies, plan_request
from secretary_app.operations.plans import planned_steps
from secretary_app.operations.replanning import change_with_plans, preview_change
from secretary_app.store.ahead import ReadAhead
from secretary_app.store.register import Register

REMISSER = 2_000
NAMNDER = 12
SAMPLE = 40
ROUNDS = 5
LIMIT_S = 2.0
NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
TODAY = NOW.date()


def bodies() -> Iterator[Namnd]:
    kinds = {"KSAU": NamndKind.UTSKOTT, "KS": NamndKind.STYRELSE, "KF": NamndKind.FULLMAKTIGE}
    for name in (*kinds, *(f"N{n:02}" for n in range(NAMNDER))):
        kind = kinds.get(name, NamndKind.NAMND)
        days = 0 if name in ("KSAU", "KF") else 7
        yield Namnd(
            id=name, abbreviation=name, name=name, kind=kind, justering_days=days, manusstopp_days=12, handling_days=5
        )


def meetings(rng: random.Random) -> Iterator[Meeting]:
    for body in bodies():
        every = 21 if body.id == "KSAU" else 28
        first = dt.date(2026, 1, 5) + dt.timedelta(days=rng.randrange(every))
        for n in range(730 // every):
            day = first + dt.timedelta(days=every * n)
            yield Meeting(id=f"{body.id} {n:02}", namnd_id=body.id, date=day)


def remisser(rng: random.Random) -> Iterator[Entity]:
    for n in range(REMISSER):
        id, received = f"r{n:04}", TODAY - dt.timedelta(days=rng.randrange(60))
        yield Remiss(
            id=id,
            diarienummer=f"KS/2026:{n}",
            title=f"Granskning {n}",
            received=received,
            answer_by=TODAY + dt.timedelta(days=rng.randint(60, 250)),
            owner_id="KS",
        )
        asked = rng.sample(range(NAMNDER), rng.randint(1, 5))
        for namnd in asked:
            yield Referral(id=f"{id} {namnd}", remiss_id=id, namnd_id=f"N{namnd:02}", sent=received)
        for place in range(5):
            yield Recommendation(id=f"{id}.{place}", remiss_id=id, number=str(place), text="Att något görs.")
            for namnd in rng.sample(asked, rng.randint(1, len(asked))):
                yield Addressee(id=f"{id}.{place}.{namnd}", recommendation_id=f"{id}.{place}", namnd_id=f"N{namnd:02}")


def fill(register: Register) -> None:
    """All of it, and for every remiss the plan that is used."""
    rng = random.Random(1)
    roles = {"KSAU": ChainRole.PREPARES, "KS": ChainRole.DECIDES, "KF": ChainRole.INFORMED}
    with register.change("Lade in allt") as change:
        change.add_all([*bodies(), *meetings(rng)])
        change.add_all(
            ChainStep(id=f"k{place}", owner_id="KS", namnd_id=body, role=role, position=place)
            for place, (body, role) in enumerate(roles.items())
        )
        change.add_all(sorted(remisser(rng), key=lambda row: type(row).__name__))
    all_of = register.find(Remiss)
    ahead = ReadAhead(register, [each.id for each in all_of], register.find(Meeting))
    calendar = Calendar.of(ahead, steps_only=True)
    known = Bodies.of(register)
    referrals = {(each.remiss_id, each.namnd_id): each for each in register.find(Referral)}
    with register.change("Använde planerna") as change:
        for remiss in all_of:
            found = plan_now(ahead, remiss, calendar=calendar)
            change.add_all(planned_steps(remiss.id, found, known))
            for name, day in found.internal_deadlines.items():
                change.update(replace(referrals[remiss.id, name], deadline=day))


def plain_seconds(register: Register, moved: Meeting) -> float:
    """The plain planner's time for all, counted up from a sample; it must find the same as ours."""
    others = [each for each in register.find(Meeting) if each.id != moved.id]
    sample = register.find(Remiss)[:: REMISSER // SAMPLE]
    ahead = ReadAhead(register, [each.id for each in sample], [*others, moved])
    calendar = Calendar.of(ahead, steps_only=True)
    requests = [
        plan_request(calendar, each, [body.id for body in asked_bodies(ahead, each, calendar.bodies)])
        for each in sample
    ]
    started = time.perf_counter()
    plain = [plain_plan(each) for each in requests]
    taken = time.perf_counter() - started
    assert plain == [key_of(plan(each)) for each in requests], "the two planners disagree"
    return taken / len(sample) * REMISSER


def main() -> int:
    """Prints a line for each thing measured; exits 1 where the replanning takes more than the limit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.beredd"
        with Register.open(path, write=True, create=True, clock=lambda: NOW, who="Test") as register:
            fill(register)
            meeting = next(
                each for each in register.find(Meeting, namnd_id="KSAU") if each.date > TODAY + dt.timedelta(60)
            )
            moved = replace(meeting, date=meeting.date + dt.timedelta(days=2))
            times = []
            for _ in range(ROUNDS):
                started = time.perf_counter()
                touched = preview_change(register, moved)
                times.append(time.perf_counter() - started)
            ours = statistics.median(times)
            ids = [each.remiss.id for each in touched.remisser]
            started = time.perf_counter()
            done = change_with_plans(register, touched, ids)
            saving = time.perf_counter() - started
            plain = plain_seconds(register, moved)
    problems = sum(bool(each.problems) for each in touched.remisser)
    print(f"{REMISSER} open remisser, {len(ids)} touched, {problems} with problems")
    print(f"read and planned anew: ours {ours:.2f} s   plain {plain:.2f} s   ratio {ours / plain:.3f}")
    print(f"saved, {done.remisser} plans in one operation: {saving:.2f} s")
    print(f"limit {LIMIT_S:.0f} s: {'too slow' if ours > LIMIT_S else 'kept'}")
    return int(ours > LIMIT_S)


if __name__ == "__main__":
    raise SystemExit(main())
