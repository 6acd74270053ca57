"""Start to a painted, idle main window with the example register, beside a bare window with an empty table.

Both are measured until the window has been painted, ours with its rows and with all answered that was asked of the
register. Each start is a process of its own, a bare one and ours in turns. Beside the time on the clock stands the
processors' time, which other work on the machine disturbs less. Run: python benchmarks/bench_window.py [rounds]
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
def tell():
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "seconds": time.time() - SINCE,
        "processor seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
        "there": [name for name in LATE if name in sys.modules],
    }), flush=True)
"""
_BARE = (
    _IDLE
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1440, 900)
window.show()
def look():
    window.repaint()
    tell()
    application.quit()
QTimer.singleShot(0, look)
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
def look():
    window = program.window
    desk = getattr(window, "desk", None)
    if desk is None or desk.is_busy or not window.page.table.rows_model.rows:
        return
    timer.stop()
    window.repaint()
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
    print("start to an idle window:")
    for what, unit, factor, bound in (
        ("seconds", "ms", 1000, _ALLOWED_TIME),
        ("processor seconds", "ms of the processor", 1000, _ALLOWED_TIME),
        ("megabytes", "MB", 1, _ALLOWED_MEMORY),
    ):
        bare, ours = ([float(str(run[which][what])) * factor for run in runs] for which in (0, 1))
        ratio = statistics.median(ours) / statistics.median(bare)
        measured = f"bare {statistics.median(bare):.0f} {unit}, Beredd {statistics.median(ours):.0f} {unit}"
        print(f"  {measured}: ratio {ratio:.2f} (at most {bound}); of the smallest {min(ours) / min(bare):.2f}")
    there = runs[-1][1]["there"]
    print(f"  of the libraries for later, imported at idle: {there or 'none'}")


if __name__ == "__main__":
    main()
