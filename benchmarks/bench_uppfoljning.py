"""The page Uppföljning with 50,000 measures of 100,000 recommendations: opening, filtering while one types, an edit.

Beside a bare table view over as many rows of plain text, and SQLite changing one row of a plain table, in the same run.
Run: python benchmarks/bench_uppfoljning.py [how many recommendations]
"""

import datetime as dt
import os
import sqlite3
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from bench_remisser import bare, make_register, median, milliseconds, wait
from PySide6.QtCore import Qt

from secretary_app.domain.model import Measure, MeasureState
from secretary_app.operations.editing_answers import set_measure_status
from secretary_app.operations.follow_up import follow_up
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id
from secretary_app.ui.app import make_application
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.uppfoljning.page import UppfoljningPage
from secretary_app.ui.shell.window import MainWindow

_EDITS = 41
_OPENS_MS, _QUICK_MS, _EDIT_MS = 1000, 100, 15


def add_statuses(path: Path) -> int:
    """Every other measure is begun; back comes how many measures there are."""
    with Register.open(path, write=True) as register:
        ids = [each.id for each in register.find(Measure)]
        set_measure_status(register, ids[::2], MeasureState.STARTED, dt.date(2026, 1, 31))
    return len(ids)


def edit(path: Path) -> tuple[float, float]:
    """A status set, with its history, and a row changed in a plain table, both on disk: medians in ms."""
    with Register.open(path, write=True) as register:
        ids = [each.id for each in register.find(Measure)][:_EDITS]
        ours = [
            milliseconds(partial(set_measure_status, register, [each], MeasureState.DONE, dt.date(2026, 2, 28)))
            for each in ids
        ]
    plain = sqlite3.connect(path.with_suffix(".sqlite"), isolation_level=None)
    plain.execute("CREATE TABLE status (id TEXT PRIMARY KEY, words TEXT)")
    theirs = [
        milliseconds(partial(plain.execute, "INSERT INTO status VALUES (?, 'klar')", (new_id(),)))
        for _ in range(_EDITS)
    ]
    plain.close()
    return statistics.median(ours), statistics.median(theirs)


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.beredd"
        make_register(path, how_many)
        measures = add_statuses(path)
        today = dt.datetime.now(dt.UTC).date()
        with Register.open(path) as register:
            asked = milliseconds(lambda: follow_up(register, today))
        saves, plain_saves = edit(path)
        places = Places(Path(name) / "beredd.ini")
        application = make_application(places)
        desk = Desk(path)
        window = MainWindow(desk, places)
        window.resize(1440, 900)
        window.show()

        def open_page() -> None:
            window.go(Destination("uppfoljning"))
            page = window.page
            assert isinstance(page, UppfoljningPage)
            while not page.table.rows_model.rows:
                wait(application)
            page.table.repaint()

        opens = milliseconds(open_page)
        page = window.page
        assert isinstance(page, UppfoljningPage)
        while desk.is_busy:
            wait(application)
        table, orders = page.table, (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)

        def filter_by(number: int) -> None:
            page.quick.setText("nummer 1234"[: 8 + number % 4])
            table.repaint()

        def sort(column: int, number: int) -> None:
            table.sortByColumn(column, orders[number % 2])
            table.repaint()

        filters = median(filter_by)
        page.quick.clear()
        sorts = {each.heading: median(partial(sort, at)) for at, each in enumerate(table.rows_model.columns)}
        plain = bare(measures)
        window.close()
    worst = max(sorts, key=lambda each: sorts[each])
    print(f"{measures} measures of {how_many} recommendations; a bare table of as many rows: {plain:.0f} ms")
    print(f"  opens: {opens:.0f} ms (at most {_OPENS_MS}), of which the register's answer {asked:.0f} ms")
    print(f"    the page's own share: {(opens - asked) / plain:.1f} × the bare table")
    print(f"  filters while one types: {filters:.0f} ms (at most {_QUICK_MS})")
    print(f"  sorts: {worst} {sorts[worst]:.0f} ms at most")
    print(f"  an edit saved with its history: {saves:.1f} ms (at most {_EDIT_MS}), {saves / plain_saves:.1f} × a plain")


if __name__ == "__main__":
    main()
