"""The status list's facts at 100,000 recommendations, beside raw sqlite3 reading the same rows into tuples.

Run: python benchmarks/bench_status_list.py [how many]
"""

import datetime as dt
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from secretary_app.domain.model import (
    Addressee,
    Entity,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    Position,
    Recommendation,
    Referral,
    Remiss,
    Response,
)
from secretary_app.store.register import Register
from secretary_app.store.status import MEASURES, facts_query, measures_parameters
from secretary_app.support.ids import new_id

_ALLOWED = 1.3
_TEXT = (
    "Säkerställ att målen för verksamheten följs upp och att resultatet redovisas för nämnden minst en gång om året. "
    * 3
)


def rows(bodies: list[Namnd], how_many: int) -> Iterator[Entity]:
    """Remisser with ten recommendations each, half of them answered, a fifth with a measure."""
    day = dt.date(2025, 1, 1)
    for number in range(how_many // 10):
        due = day + dt.timedelta(days=number % 700)
        remiss = Remiss(
            id=new_id(), diarienummer=f"KS/2025:{number}", title="Granskning", owner_id=bodies[0].id, answer_by=due
        )
        body = bodies[1 + number % (len(bodies) - 1)]
        yield remiss
        yield Referral(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, deadline=due, sent=day)
        for place in range(1, 11):
            yield from _recommendation(remiss, body, place, day)


def _recommendation(remiss: Remiss, body: Namnd, place: int, day: dt.date) -> Iterator[Entity]:
    made = Recommendation(id=new_id(), remiss_id=remiss.id, number=str(place), text=_TEXT, position=place)
    yield made
    yield Addressee(id=new_id(), recommendation_id=made.id, namnd_id=body.id)
    if place % 2:
        yield Response(
            id=new_id(),
            remiss_id=remiss.id,
            recommendation_id=made.id,
            namnd_id=body.id,
            position=Position.AGREES,
            text="Nämnden instämmer.",
        )
    if place % 5 == 0:
        measure = Measure(
            id=new_id(),
            remiss_id=remiss.id,
            recommendation_id=made.id,
            text="Ta fram en rutin",
            responsible="Förvaltningschefen",
        )
        yield measure
        yield MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=body.id)
        yield MeasureStatus(id=new_id(), measure_id=measure.id, status=MeasureState.STARTED, as_of=day)


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
        connection = sqlite3.connect(path)
        compare(path, connection, "of one body", [bodies[3].id])
        compare(path, connection, "of everybody", None)
        connection.close()


def compare(path: Path, connection: sqlite3.Connection, whose: str, chosen: list[str] | None) -> None:
    sql, parameters = facts_query(chosen, open_only=True)

    def raw() -> list[list[tuple[object, ...]]]:
        found = connection.execute(sql, parameters).fetchall()
        return [found, connection.execute(MEASURES, measures_parameters(found)).fetchall()]

    with Register.open(path) as register:
        times = [(timed(raw), timed(lambda: register.status_facts(chosen))) for _ in range(9)]
    theirs, ours = (statistics.median(series) for series in zip(*times, strict=True))
    print(f"status list {whose}, {len(raw()[0])} rows: raw {theirs * 1000:.0f} ms, Beredd {ours * 1000:.0f} ms")
    print(f"  ratio {ours / theirs:.2f} (at most {_ALLOWED})")


if __name__ == "__main__":
    main()
