"""``import`` of a workbook with 10,000 remisser, against a plain sqlite-utils ``insert_all`` of the same rows.

Prints the medians and their ratio; the bound is 5. What reading the workbook takes stands beside, since the peer gets
its rows for nothing.
"""

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from secretary_app.excel.workbook import read_workbook, write_workbook
from secretary_app.operations.importing import import_workbook
from secretary_app.store.register import Register

COUNT = 10_000
ROUNDS = 5


def remisser() -> list[dict[str, Any]]:
    day = dt.date(2024, 1, 8)
    return [
        {
            "diarienummer": f"KS/{2000 + n // 500}:{n}",
            "title": f"Granskning nummer {n} av kommunens arbete med uppföljning och intern kontroll",
            "kind": "revision",
            "sender": "Kommunens revisorer",
            "firm": "KPMG",
            "received": day + dt.timedelta(days=n % 700),
            "answer_by": day + dt.timedelta(days=n % 700 + 90),
            "owner": "KS",
            "handlaggare": "Malva Tjärnfors",
            "state": "öppen",
        }
        for n in range(COUNT)
    ]


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    rows = remisser()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bodies, book = folder / "namnder.xlsx", folder / "remisser.xlsx"
        write_workbook(bodies, {"Nämnder": [{"abbreviation": "KS", "name": "Kommunstyrelsen"}]})
        write_workbook(book, {"Remisser": rows})
        ours, peers, reading = [], [], []
        for n in range(ROUNDS):
            with Register.open(folder / f"{n}.beredd", write=True, create=True) as register:
                import_workbook(register, bodies).raise_problems(bodies)
                ours.append(timed(lambda register=register: import_workbook(register, book)))  # type: ignore[misc]
            plain = [{key: str(value) for key, value in row.items()} | {"id": str(i)} for i, row in enumerate(rows)]
            database = Database(folder / f"plain-{n}.db")
            peers.append(timed(lambda database=database, plain=plain: database["remiss"].insert_all(plain, pk="id")))  # type: ignore[misc]
            database.close()
            reading.append(timed(lambda: read_workbook(book)))
    own, peer, read = (statistics.median(times) for times in (ours, peers, reading))
    print(f"import av {COUNT} remisser: {own * 1000:.0f} ms, varav att läsa arbetsboken {read * 1000:.0f} ms")
    print(f"insert_all av samma rader: {peer * 1000:.0f} ms")
    print(f"kvot {own / peer:.2f} (högst 5)")


if __name__ == "__main__":
    main()
