"""What the window brings in when it starts: the libraries for papers, lists and drafts wait until they are used."""

import json
import os
import subprocess
import sys
from pathlib import Path

from secretary_app.operations.importing import import_workbook
from secretary_app.operations.opening import open_register
from secretary_app.support.resources import resource

_LATE = {
    "openpyxl",
    "python_calamine",
    "docx",
    "docxtpl",
    "jinja2",
    "lxml",
    "pypdfium2",
    "icalendar",
    "holidays",
    "rapidfuzz",
    "sqlite_utils",
    "click",
    "numpy",
}
_START = """
import json, sys
from pathlib import Path
from secretary_app.ui.start import begin
folder = Path(sys.argv[1])
application, program = begin(folder / "alvstad.beredd")
from PySide6.QtCore import QTimer
from secretary_app.ui.tables.view import Table
painted, paint = [], Table.paintEvent
def paint_and_note(table, event):
    paint(table, event)
    painted.append(len(table.rows_model.rows))
Table.paintEvent = paint_and_note
told = []
def at_rest():
    told.append(sorted(sys.modules))
    program.window.close()
    application.quit()
def look():
    desk = getattr(program.window, "desk", None)
    if desk is not None and not desk.is_busy and program.window.stack.count() and program.window.updatesEnabled():
        timer.stop()
        told.append(sorted(sys.modules))
        QTimer.singleShot(2000, at_rest)
timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
application.exec()
print(json.dumps({"modules": told, "painted": painted}))
"""


def test_the_window_is_painted_and_rests_without_the_libraries_for_later(tmp_path: Path) -> None:
    with open_register(tmp_path / "alvstad.beredd", write=True) as register:
        import_workbook(register, resource("example", "alvstad.xlsx"))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
        environment[variable] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        env=environment,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told["modules"]) == 2
    for modules in told["modules"]:
        assert "secretary_app.ui.shell.window" in modules
        assert not _LATE & set(modules)
    # By itself, and the first time with its rows.
    assert told["painted"]
    assert all(told["painted"])
