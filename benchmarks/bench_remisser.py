"""The page Remisser with 10,000 remisser and 100,000 recommendations: opening, sorting, filtering while one types.

Beside a bare table view over as many rows of plain text, in the same run. Run: python benchmarks/bench_remisser.py [how
many recommendations]
"""

import datetime as dt
import importlib.util
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from secretary_app.domain.model import Namnd
from secretary_app.operations.overview import overview
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id
from secretary_app.ui.app import make_application
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.remisser.page import RemisserPage
from secretary_app.ui.shell.window import MainWindow

_ROUNDS = 5
_OPENS_MS, _QUICK_MS = 1000, 100
_NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)


def make_register(path: Path, how_many: int) -> None:
    """As ``bench_overview`` makes it."""
    spec = importlib.util.spec_from_file_location("bench_overview", Path(__file__).with_name("bench_overview.py"))
    assert spec is not None
    assert spec.loader is not None
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    bodies = [Namnd(id=new_id(), abbreviation=f"N{number}", name="Nämnd") for number in range(12)]
    with Register.open(path, write=True, create=True) as register, register.change("Lade in") as change:
        change.add(*bodies)
        change.add_all(other.rows(bodies, how_many))


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def median(work: Callable[[int], object]) -> float:
    return statistics.median(milliseconds(partial(work, each)) for each in range(_ROUNDS))


def bare(how_many: int) -> float:
    """A plain table of as many rows, shown and painted."""
    view = QTableView()
    view.resize(1440, 900)

    def fill() -> None:
        view.setModel(QStringListModel([f"Granskning nummer {number}" for number in range(how_many)], view))
        view.show()
        view.repaint()
        QApplication.processEvents()

    taken = milliseconds(fill)
    view.close()
    return taken


def wait(application: QApplication) -> None:
    """A moment in which the threads that read may work."""
    application.processEvents()
    time.sleep(0.002)


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.beredd"
        make_register(path, how_many)
        with Register.open(path) as register:
            asked = milliseconds(lambda: overview(register, _NOW.date()))
        places = Places(Path(name) / "beredd.ini")
        application = make_application(places)
        desk = Desk(path, clock=lambda: _NOW)
        window = MainWindow(desk, places)
        window.resize(1440, 900)
        window.show()

        def open_page() -> None:
            window.go(Destination("remisser"))
            page = window.page
            assert isinstance(page, RemisserPage)
            while not page.table.rows_model.rows:
                wait(application)
            page.table.repaint()

        processor = time.process_time()
        opens = milliseconds(open_page)
        worked = (time.process_time() - processor) * 1000
        page = window.page
        assert isinstance(page, RemisserPage)
        while desk.is_busy:
            wait(application)
        table, orders = page.table, (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)

        def sort(column: int, number: int) -> None:
            table.sortByColumn(column, orders[number % 2])
            table.repaint()

        def filter_by(number: int) -> None:
            page.quick.setText("nummer 1234"[: 8 + number % 4])
            table.repaint()

        sorts = {each.heading: median(partial(sort, at)) for at, each in enumerate(table.rows_model.columns)}
        filters = median(filter_by)
        rows = len(page.table.rows_model.rows)
        plain = bare(how_many // 10)
        window.close()
    print(f"{how_many // 10} remisser, {how_many} recommendations; a bare table of as many rows: {plain:.0f} ms")
    print(f"  opens: {opens:.0f} ms (at most {_OPENS_MS}), of which the register's answer {asked:.0f} ms")
    print(f"    processor time of all threads until the rows are seen: {worked:.0f} ms")
    print(f"    the page's own share: {(opens - asked) / plain:.1f} × the bare table")
    worst = max(sorts, key=lambda each: sorts[each])
    second = sorted(sorts.values())[-2]
    print(f"  sorts: {worst} {sorts[worst]:.0f} ms, the others at most {second:.0f} ms (at most {_QUICK_MS})")
    print(f"  filters while one types: {filters:.0f} ms (at most {_QUICK_MS}); {rows} rows left")


if __name__ == "__main__":
    main()
