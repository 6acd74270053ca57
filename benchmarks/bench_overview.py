"""The list of 10,000 remisser with 100,000 recommendations, beside a plain SELECT of the same tables; and the matrix.

All of them are open, which is the worst case: in a register that has grown this large most are closed.

Run: python benchmarks/bench_overview.py [how many recommendations]
"""

import datetime as dt
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from secretary_app.domain.model import (
    Addressee,
    Decision,
    Entity,
    Measure,
    MeasureNamnd,
    Namnd,
    PlannedStep,
    Position,
    Recommendation,
    Referral,
    Remiss,
    Response,
    StepKind,
)
from secretary_app.operations.matrix import matrix
from secretary_app.operations.overview import overview
from secretary_app.operations.remiss_head import remiss_head
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

_ALLOWED = 2.0
_ROUNDS = 7
_TODAY = dt.date(2026, 3, 11)
_TEXT = (
    "Säkerställ att målen för verksamheten följs upp och att resultatet redovisas för nämnden minst en gång om året."
)
_TABLES = ("remiss", "recommendation", "addressee", "referral", "response", "decision", "measure", "planned_step")


def rows(bodies: list[Namnd], how_many: int) -> Iterator[Entity]:
    """Remisser with ten recommendations to two namnder, half of them decided, with a plan of six steps."""
    for number in range(how_many // 10):
        due = _TODAY + dt.timedelta(days=number % 300 - 30)
        remiss = Remiss(
            id=new_id(),
            diarienummer=f"KS/2025:{number}",
            title=f"Granskning nummer {number} av kommunens arbete",
            sender="Älvstads revisorer",
            owner_id=bodies[0].id,
            answer_by=due + dt.timedelta(days=40),
        )
        yield remiss
        asked = [bodies[1 + (number + n) % (len(bodies) - 1)] for n in range(2)]
        decisions = []
        for body in asked:
            yield Referral(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, deadline=due, sent=_TODAY)
            decisions.append(Decision(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, meeting_date=_TODAY))
        yield from decisions
        for kind in StepKind:
            yield PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=bodies[0].id, kind=kind, date=due)
        for place in range(1, 11):
            yield from _recommendation(remiss, asked[place % 2], decisions[place % 2], place)


def _recommendation(remiss: Remiss, body: Namnd, decision: Decision, place: int) -> Iterator[Entity]:
    made = Recommendation(id=new_id(), remiss_id=remiss.id, number=str(place), text=_TEXT, position=place)
    yield made
    yield Addressee(id=new_id(), recommendation_id=made.id, namnd_id=body.id)
    if place <= 5:
        yield Response(
            id=new_id(),
            remiss_id=remiss.id,
            recommendation_id=made.id,
            namnd_id=body.id,
            position=Position.AGREES,
            text="Nämnden instämmer.",
            decision_id=decision.id,
        )
        measure = Measure(
            id=new_id(),
            remiss_id=remiss.id,
            recommendation_id=made.id,
            text="Ta fram en rutin",
            responsible="Förvaltningschefen",
            timeframe="2026-12-31",
        )
        yield measure
        yield MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=body.id)


def wide(bodies: list[Namnd]) -> Iterator[Entity]:
    """A remiss with 12 recommendations, each to 10 bodies."""
    remiss = Remiss(id=new_id(), diarienummer="KS/2026:1", title="Bred", owner_id=bodies[0].id, answer_by=_TODAY)
    yield remiss
    for body in bodies[1:10]:
        yield Referral(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, deadline=_TODAY, sent=_TODAY)
    for place in range(12):
        made = Recommendation(id=new_id(), remiss_id=remiss.id, number=str(place), text=_TEXT, position=place)
        yield made
        for body in bodies[:10]:
            yield Addressee(id=new_id(), recommendation_id=made.id, namnd_id=body.id)


def timed(read: Callable[[], object]) -> float:
    start = time.perf_counter()
    kept = read()
    taken = time.perf_counter() - start
    del kept
    return taken


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    bodies = [Namnd(id=new_id(), abbreviation=f"N{number}", name="Nämnd") for number in range(12)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.beredd"
        with Register.open(path, write=True, create=True) as register, register.change("Lade in") as change:
            change.add(*bodies)
            change.add_all(rows(bodies, how_many))
            change.add_all(wide(bodies))
        connection = sqlite3.connect(path)

        def raw() -> list[object]:
            return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES]

        with Register.open(path) as register:
            # Another day each time: the list of the same day is remembered.
            days = [_TODAY + dt.timedelta(days=each) for each in range(_ROUNDS)]
            times = [(timed(raw), timed(partial(overview, register, day))) for day in days]
            one = register.find(Remiss, diarienummer="KS/2026:1")[0]
            shown = [timed(lambda: matrix(register, one, _TODAY)) for _ in range(_ROUNDS)]
            heads = [timed(lambda: remiss_head(register, one, _TODAY)) for _ in range(_ROUNDS)]
        connection.close()
    theirs, ours = (statistics.median(series) for series in zip(*times, strict=True))
    print(f"list of {how_many // 10} remisser: plain SELECT {theirs * 1000:.0f} ms, Beredd {ours * 1000:.0f} ms")
    print(f"  ratio {ours / theirs:.2f} (at most {_ALLOWED})")
    print(f"matrix 12 × 10: {statistics.median(shown) * 1000:.1f} ms (at most 15)")
    print(f"head of that remiss: {statistics.median(heads) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
