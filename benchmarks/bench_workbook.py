"""The status list and the register's workbook at 10,000 rows, beside plain openpyxl and plain calamine.

Prints the medians and their ratios. The peer of a writer is openpyxl ``write_only`` with the same values in the same
cells and nothing else; the peer of the reader is calamine handing out the same sheet.

Run: python benchmarks/bench_workbook.py [how many]
"""

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from python_calamine import load_workbook

from secretary_app.domain.model import Position
from secretary_app.domain.status_list import COLUMNS, RowState, StatusRow, summarise
from secretary_app.excel.cells import Value
from secretary_app.excel.sheets import SHEETS
from secretary_app.excel.status_list import StatusListHeading, write_status_list
from secretary_app.excel.workbook import read_workbook, write_workbook

ROUNDS = 5
DAY = dt.date(2026, 4, 4)


def status_row(number: int) -> StatusRow:
    return StatusRow(
        remiss_id=str(number // 4),
        recommendation_id=str(number),
        namnd_id=str(number % 7),
        diarienummer=f"KS/2026:{number // 4}",
        title="Granskning av kommunens arbete med uppföljning och intern kontroll",
        number=str(number % 4 + 1),
        recommendation="Säkerställ att det finns en aktuell och beslutad plan, och att den följs upp varje år.",
        namnd=("BUN", "OSN", "KS", "TN", "KFN", "SBN", "MHN")[number % 7],
        sent=DAY - dt.timedelta(days=60),
        deadline=DAY + dt.timedelta(days=number % 50 - 10),
        days_left=number % 50 - 10,
        state=list(RowState)[number % len(RowState)],
        position=Position.AGREES,
        measures="Ta fram en samlad uppföljning per termin och redovisa den för nämnden.",
        responsible="Verksamhetschef",
        timeframe="senast juni 2026",
        status="påbörjad",
        answered=number % 2 == 0,
        remaining=number % 2 == 1,
    )


def remiss(number: int) -> dict[str, Value]:
    return {
        "remiss": f"01k{number:023}",
        "diarienummer": f"KS/{2000 + number // 500}:{number}",
        "title": f"Granskning nummer {number} av kommunens arbete med uppföljning och intern kontroll",
        "kind": "revision",
        "sender": "Kommunens revisorer",
        "firm": "Revio AB",
        "received": DAY,
        "answer_by": DAY + dt.timedelta(days=90),
        "owner": "KS",
        "handlaggare": "Malva Tjärnfors",
        "follows_up": f"KS/2019:{number}",
        "state": "öppen",
        "closing_reason": "Inget svar väntas",
    }


def write_plain(path: Path, rows: Iterable[Sequence[object]]) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows:
        sheet.append(row)
    workbook.save(path)


def read_plain(path: Path, sheet: str) -> int:
    with load_workbook(str(path)) as workbook:
        return sum(1 for _ in workbook.get_sheet_by_name(sheet).iter_rows())


def compare(what: str, ours: Callable[[], object], peer: Callable[[], object]) -> None:
    """Run both in turn, so that what else the machine does falls on both."""
    taken: dict[Callable[[], object], list[float]] = {ours: [], peer: []}
    for _ in range(ROUNDS):
        for work, times in taken.items():
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    own, other = (statistics.median(times) for times in taken.values())
    print(f"{what}: {own * 1000:.0f} ms, jämförelsen {other * 1000:.0f} ms, kvot {own / other:.2f}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rows = [status_row(number) for number in range(count)]
    summary = summarise(rows)
    heading = StatusListHeading(kommun="Älvstads kommun", as_of=DAY)
    cells = [[str(v) if isinstance(v := getattr(row, name), RowState) else v for _, name in COLUMNS] for row in rows]
    remisser = [remiss(number) for number in range(count)]
    fields = next([column.field for column in sheet.columns] for sheet in SHEETS if sheet.name == "Remisser")
    same = [[row.get(field) for field in fields] for row in remisser]
    with tempfile.TemporaryDirectory() as name:
        out, plain, book = (Path(name) / f"{stem}.xlsx" for stem in ("lista", "enkel", "bok"))
        compare(
            f"statuslista, {count} rader × {len(COLUMNS)}",
            lambda: write_status_list(out, rows, summary, heading),
            lambda: write_plain(plain, cells),
        )
        compare(
            f"skriva {count} remisser × {len(fields)}",
            lambda: write_workbook(book, {"Remisser": remisser}),
            lambda: write_plain(plain, same),
        )
        compare(
            f"läsa {count} remisser × {len(fields)}",
            lambda: read_workbook(book),
            lambda: read_plain(book, "Remisser"),
        )


if __name__ == "__main__":
    main()
