"""Start to a painted, idle main window with the example register, beside a bare window with an empty table.

Both are measured until the table has been painted, ours with its rows, and until the window is idle: ours when all that
it asks of the register by itself has been answered. Each start is a process of its own, a bare one and ours in turns.
Beside the time on the clock stands the processors' time, which other work on the machine disturbs less.
Run: python benchmarks/bench_window.py [rounds]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROUNDS = 5
_ALLOWED_TIME, _ALLOWED_MEMORY = 2.0, 1.7
_LATE = (
    "openpyxl",
    "docx",
    "docxtpl",
    "pypdfium2",
    "icalendar",
    "holidays",
    "lxml",
    "rapidfuzz",
    "jinja2",
    "click",
    "sqlite_utils",
    "python_calamine",
    "dateutil",
    "numpy",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
)
_IDLE = """
import json, resource, sys, time
told = {}
def note(what):
    used = resource.getrusage(resource.RUSAGE_SELF)
    if what not in told:
        told[what] = time.time() - SINCE
        told[what + ", of the processor"] = used.ru_utime + used.ru_stime
def tell():
    note("idle")
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told["there"] = [name for name in LATE if name in sys.modules]
    print(json.dumps(told), flush=True)
"""
_BARE = (
    _IDLE
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Table(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)
        note("painted")
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(Table())
window.resize(1440, 900)
window.show()
def look():
    if told:
        timer.stop()
        tell()
        application.quit()
timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
application.exec()
"""
)
_OURS = (
    _IDLE
    + """
from pathlib import Path
from secretary_app.ui.start import begin
application, program = begin(Path(FOLDER) / "alvstad.beredd")
from PySide6.QtCore import QTimer
from secretary_app.ui.tables.view import Table
paint = Table.paintEvent
def paint_and_note(table, event):
    paint(table, event)
    if table.rows_model.rows:
        note("painted")
Table.paintEvent = paint_and_note
counted = []
def look():
    window = program.window
    if window is not None and not counted:
        counted.append(None)
        window.upkeep.late_counted.connect(counted.append)
    if told and len(counted) > 1 and not window.desk.is_busy:
        timer.stop()
        tell()
        window.close()
        application.quit()
timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
application.exec()
"""
)


def started(script: str, folder: Path) -> dict[str, object]:
    """One start in a process of its own: seconds, megabytes at most, and which late libraries are there."""
    head = f"SINCE, FOLDER, LATE = {time.time()!r}, {str(folder)!r}, {_LATE!r}\n"
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # As installed: with its modules compiled, which the first round, not counted, does.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "kompilerat")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
        environment[variable] = str(folder)
    done = subprocess.run(
        [sys.executable, "-c", head + script],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[1],
        env=environment,
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    from secretary_app.operations.importing import import_workbook
    from secretary_app.operations.opening import open_register
    from secretary_app.support.resources import resource

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_register(folder / "alvstad.beredd", write=True) as register:
            import_workbook(register, resource("example", "alvstad.xlsx"))
        runs = [(started(_BARE, folder), started(_OURS, folder)) for _ in range(rounds + 1)][1:]
    print("start to a window that is painted, and idle:")
    for what, unit, factor, bound in (
        ("painted", "ms", 1000, _ALLOWED_TIME),
        ("painted, of the processor", "ms", 1000, _ALLOWED_TIME),
        ("idle", "ms", 1000, _ALLOWED_TIME),
        ("idle, of the processor", "ms", 1000, _ALLOWED_TIME),
        ("megabytes", "MB", 1, _ALLOWED_MEMORY),
    ):
        bare, ours = ([float(str(run[which][what])) * factor for run in runs] for which in (0, 1))
        ratio = statistics.median(ours) / statistics.median(bare)
        measured = f"bare {statistics.median(bare):.0f} {unit}, Beredd {statistics.median(ours):.0f} {unit}"
        print(f"  {what}: {measured}: ratio {ratio:.2f} (at most {bound}); of the smallest {min(ours) / min(bare):.2f}")
    there = runs[-1][1]["there"]
    print(f"  of the libraries for later, imported at idle: {there or 'none'}")


if __name__ == "__main__":
    main()
