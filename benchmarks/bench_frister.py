"""The page Frister with 100,000 recommendations and as many deadlines: opening, filtering while one types, the month,
and the strip with 500 deadlines.

Beside them in the same run, as peers: a bare table view of as many rows of plain text shown and painted, a filter in
one pass over tuples of text put into such a table, and as many marks painted one by one without any axis.

Run: python benchmarks/bench_frister.py [how many recommendations]
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

from PySide6.QtCore import QRectF, QStringListModel
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QTableView

from secretary_app.domain.deadline_list import DeadlineRow
from secretary_app.domain.model import Namnd
from secretary_app.operations.deadline_page import STRIP_DAYS, StripMeeting, deadline_page
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id
from secretary_app.ui.app import make_application
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.frister.page import FristerPage
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.deadline_strip import Strip

_ROUNDS = 7
_OPENS_MS, _QUICK_MS, _STRIP_MS = 1000, 100, 50
_ON_STRIP = 500
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


def wait(application: QApplication) -> None:
    """A moment in which the threads that read may work."""
    application.processEvents()
    time.sleep(0.002)


class Bare:
    """A plain table of text."""

    def __init__(self, texts: list[str]) -> None:
        self._tuples = [(each, each.casefold()) for each in texts]
        self.view = QTableView()
        self.view.resize(1440, 900)
        self._model = QStringListModel(self.view)

    def show(self) -> None:
        self._model.setStringList([text for text, _ in self._tuples])
        self.view.setModel(self._model)
        self.view.show()
        self.view.repaint()
        QApplication.processEvents()

    def filter_by(self, words: str) -> None:
        self._model.setStringList([text for text, folded in self._tuples if words in folded])
        self.view.repaint()


def bare_marks() -> float:
    """As many squares as the strip has marks."""
    pixmap = QPixmap(1400, 300)

    def paint(_number: int) -> None:
        painter = QPainter(pixmap)
        for place in range(_ON_STRIP):
            painter.fillRect(QRectF(place % 100 * 14, place // 100 * 25, 12, 20), QColor("navy"))
        painter.end()

    return median(paint)


def strip(rows: list[DeadlineRow]) -> tuple[float, float]:
    """Laid out and drawn, and drawn again, with 500 deadlines and twelve namnder that meet every third week."""
    today = _NOW.date()
    dated = [each for each in rows if each.date and 0 <= (each.date - today).days <= STRIP_DAYS and each.namnder]
    shown = dated[:: max(1, len(dated) // _ON_STRIP)][:_ON_STRIP]
    bodies = sorted({(each.namnd_ids[0], each.namnder) for each in dated}, key=lambda each: each[1])
    meetings = [
        StripMeeting(id, today + dt.timedelta(days=21 * number + place), today + dt.timedelta(days=21 * number + 7))
        for place, (id, _) in enumerate(bodies)
        for number in range(6)
    ]
    made = Strip()
    made.resize(1400, 400)
    made.show()

    def draw(_number: int) -> None:
        made.show_deadlines(today, bodies, meetings, shown)
        made.grab()

    draws, again = median(draw), median(lambda _number: made.grab())
    print(f"the strip: {len(shown)} deadlines of {len(bodies)} namnder, {len(made.axis.marks)} marks")
    made.close()
    return draws, again


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.beredd"
        make_register(path, how_many)
        with Register.open(path) as register:
            asked = milliseconds(lambda: deadline_page(register, _NOW.date()))
        places = Places(Path(name) / "beredd.ini")
        application = make_application(places)

        def opened(*, at_rest: bool) -> tuple[Desk, MainWindow, float]:
            """A window, and how long Frister took to open in it."""
            desk = Desk(path, clock=lambda: _NOW)
            window = MainWindow(desk, places)
            window.resize(1440, 900)
            window.show()
            if at_rest:
                window.go(Destination("installningar"))
                for _ in range(20):
                    wait(application)
                while desk.is_busy:
                    wait(application)

            def open_page() -> None:
                window.go(Destination("frister"))
                page = window.page
                assert isinstance(page, FristerPage)
                while not page.rows:
                    wait(application)
                page.table.repaint()

            return desk, window, milliseconds(open_page)

        desk, window, at_once = opened(at_rest=False)
        while desk.is_busy:
            wait(application)
        window.close()
        desk.close()
        desk, window, opens = opened(at_rest=True)
        page = window.page
        assert isinstance(page, FristerPage)
        while desk.is_busy:
            wait(application)
        rows = page.rows
        bare = Bare([f"{each.what} {each.title} {each.diarienummer}" for each in rows])
        plain = milliseconds(bare.show)
        page.quick.setText("x")

        def type_words(number: int) -> None:
            page.quick.setText("nummer 1234"[: 8 + number % 4])
            page.table.repaint()

        def choose_chip(number: int) -> None:
            page.choose_filter(("försenade", "alla")[number % 2])
            page.table.repaint()

        types = median(type_words)
        passes = median(lambda number: bare.filter_by("nummer 1234"[: 8 + number % 4]))
        page.quick.clear()
        chips = median(choose_chip)
        page.show_as("månad")

        def turn(number: int) -> None:
            page.month.grid.turn(1 if number % 2 else -1)
            page.month.grid.repaint()

        months = median(turn)
        page.show_as("lista")
        draws, again = strip(rows)
        marks = bare_marks()
        bare.view.close()
        window.close()
    print(f"{how_many} recommendations, {len(rows)} deadlines; a bare table of as many rows: {plain:.0f} ms")
    print(f"  opens: {opens:.0f} ms (at most {_OPENS_MS}), {opens / plain:.0f} × the bare table")
    print(f"    at once, before the window has counted what is late: {at_once:.0f} ms")
    print(f"    of which the register's answer {asked:.0f} ms")
    print(
        f"  filters while one types: {types:.0f} ms (at most {_QUICK_MS}), {types / passes:.1f} × one pass over tuples"
    )
    print(f"  another chip: {chips:.0f} ms (at most {_QUICK_MS}); another month: {months:.0f} ms (at most {_QUICK_MS})")
    print(f"  the strip draws: {draws:.0f} ms (at most {_STRIP_MS}), again {again:.0f} ms; bare squares {marks:.1f} ms")


if __name__ == "__main__":
    main()
