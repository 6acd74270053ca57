"""Adding 10,000 remisser with history and search, beside a plain sqlite-utils ``insert_all`` of the same rows.

Run: python benchmarks/bench_bulk_insert.py [how many]
"""

import dataclasses
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sqlite_utils import Database

from secretary_app.domain.model import Namnd, Remiss
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

_ALLOWED = 5.0
_ROUNDS = 5


def ours(path: Path, owner: Namnd, rows: list[Remiss]) -> float:
    with Register.open(path, write=True, create=True) as register:
        with register.change("Lade in KS") as change:
            change.add(owner)
        start = time.perf_counter()
        with register.change("Lade in remisser") as change:
            change.add_all(rows)
        return time.perf_counter() - start


def theirs(path: Path, rows: list[Remiss]) -> float:
    database = Database(path, execute_plugins=False)
    plain = [{**dataclasses.asdict(row), "state": row.state.value} for row in rows]
    start = time.perf_counter()
    with database.atomic():
        database.table("remiss").insert_all(plain, pk="id")
    taken = time.perf_counter() - start
    database.close()
    return taken


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    owner = Namnd(id=new_id(), abbreviation="KS", name="Kommunstyrelsen")
    rows = [
        Remiss(
            id=new_id(),
            diarienummer=f"KS/2025:{number}",
            title=f"Granskning nummer {number} av kommunens arbete med integration och etablering",
            sender="Älvstads revisorer",
            owner_id=owner.id,
        )
        for number in range(how_many)
    ]
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(_ROUNDS):
            place = Path(folder)
            times.append((theirs(place / f"{number}.db", rows), ours(place / f"{number}.beredd", owner, rows)))
    plain, whole = (statistics.median(series) for series in zip(*times, strict=True))
    print(f"adding {how_many} remisser: sqlite-utils {plain * 1000:.0f} ms, Beredd {whole * 1000:.0f} ms")
    print(f"  ratio {whole / plain:.2f} (at most {_ALLOWED})")


if __name__ == "__main__":
    main()
