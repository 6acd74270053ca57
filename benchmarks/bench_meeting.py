"""A meeting with 20 ärenden in a register of 100,000 recommendations: what is there of each and what is missing.

Read in one go, as the page Sammanträden does; beside it the same ärenden read one at a time as the page of a remiss
reads its own. Run: python benchmarks/bench_meeting.py [how many recommendations]
"""

import datetime as dt
import importlib.util
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from secretary_app.domain.model import (
    ChainRole,
    ChainStep,
    Document,
    DocumentKind,
    Meeting,
    Namnd,
    NamndKind,
    PlannedStep,
    Remiss,
    StepKind,
)
from secretary_app.operations.answer_board import answer_board
from secretary_app.operations.meeting_preparation import preparation
from secretary_app.operations.paragraphs import paragraph_sheet
from secretary_app.operations.remiss_head import remiss_head
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

_TODAY = dt.date(2026, 3, 11)
_NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
_MATTERS = 20
_ALLOWED_MS = 100
_ROUNDS = 7


def make_register(path: Path, how_many: int) -> Meeting:
    """As ``bench_overview`` makes it, with an utskott at whose meeting some of the remisser are up."""
    spec = importlib.util.spec_from_file_location("bench_overview", Path(__file__).with_name("bench_overview.py"))
    assert spec is not None
    assert spec.loader is not None
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    bodies = [Namnd(id=new_id(), abbreviation=f"N{number}", name="Nämnd") for number in range(12)]
    utskott = Namnd(id=new_id(), abbreviation="AU", name="Utskott", kind=NamndKind.UTSKOTT, parent_id=bodies[0].id)
    meeting = Meeting(id=new_id(), namnd_id=utskott.id, date=_TODAY + dt.timedelta(days=14))
    rows = list(other.rows(bodies, how_many))
    up = [each for each in rows if isinstance(each, Remiss)][:: max(1, how_many // 10 // _MATTERS)][:_MATTERS]
    with Register.open(path, write=True, create=True, clock=lambda: _NOW) as register:
        with register.change("Lade in") as change:
            change.add(*bodies, utskott, meeting)
            for place, (body, role) in enumerate(((utskott, ChainRole.PREPARES), (bodies[0], ChainRole.DECIDES))):
                change.add(ChainStep(id=new_id(), owner_id=bodies[0].id, position=place, namnd_id=body.id, role=role))
            change.add_all(rows)
        with register.change("Planerade och skrev") as change:
            for remiss in up:
                of = remiss.id, utskott.id
                change.add(
                    PlannedStep(id=new_id(), remiss_id=of[0], namnd_id=of[1], kind=StepKind.MEETING, date=meeting.date)
                )
                kind, name = DocumentKind.UNDERLAG, f"{remiss.id}.docx"
                change.add(
                    Document(id=new_id(), remiss_id=of[0], namnd_id=of[1], kind=kind, path=name, digest="", made=_TODAY)
                )
        register.files.mkdir()
        for remiss in up:
            (register.files / f"{remiss.id}.docx").touch()
    return meeting


def milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.beredd"
        meeting = make_register(path, how_many)
        with Register.open(path, clock=lambda: _NOW) as register:
            start = time.perf_counter()
            found = preparation(register, meeting, _TODAY)
            first = (time.perf_counter() - start) * 1000
            assert len(found.matters) == _MATTERS
            again = milliseconds(lambda: preparation(register, meeting, _TODAY))
            sheet = milliseconds(lambda: paragraph_sheet(register, meeting))
            remisser = [each.matter.remiss for each in found.matters]

            def one_at_a_time() -> None:
                for each in remisser:
                    remiss_head(register, each, _TODAY)
                    answer_board(register, each.id, _TODAY)

            single = milliseconds(one_at_a_time)
    points = sum(len(each.points) for each in found.matters)
    print(f"{how_many} recommendations, a meeting with {_MATTERS} ärenden, {points} points")
    print(f"  what is missing: {again:.0f} ms, the first time {first:.0f} ms (at most {_ALLOWED_MS})")
    print(f"  one at a time, as the page of a remiss: {single:.0f} ms ({single / again:.1f} × as long)")
    print(f"  the rows for the §§: {sheet:.0f} ms")


if __name__ == "__main__":
    main()
