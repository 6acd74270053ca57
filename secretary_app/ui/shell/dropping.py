"""Files dropped on the window: papers begin a registration, an answer goes to its remiss, a register is opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.operations.opening import Register
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import ANSWER_FILE, Destination

if TYPE_CHECKING:
    from secretary_app.operations.dropping import Dropped
    from secretary_app.support.progress import Progress
    from secretary_app.ui.shell.window import MainWindow

_TRIAL = "släppt arbetsbok"
_MEETINGS = "släppta sammanträden"


def take_dropped(window: "MainWindow", paths: list[Path]) -> None:
    """Find out what was dropped, and go there; what cannot be taken in becomes a notice."""

    shown = window.remiss_shown

    def work(register: Register, _progress: "Progress") -> "Dropped":
        from secretary_app.operations.dropping import sort_dropped

        return sort_dropped(register, paths, shown)

    window.desk.read_long(work, "Ser efter vad som släpptes", window.take_dropped, owner=window, quiet=True)


def go_on(window: "MainWindow", dropped: "Dropped") -> None:
    """Do what the files are for."""
    from secretary_app.operations.dropping import DropKind

    path = dropped.paths[0]
    match dropped.kind:
        case DropKind.PAPERS:
            window.go(Destination("registrera", item="\n".join(map(str, dropped.paths))))
        case DropKind.ANSWER:
            _read_answers(window, dropped.paths, dropped.remiss.id if dropped.remiss else window.remiss_shown)
        case DropKind.WORKBOOK:
            _try_workbook(window, path)
        case DropKind.MEETINGS:
            _show_meetings(window, path)
        case DropKind.REGISTER:
            window.file_dropped.emit(path)


def _read_answers(window: "MainWindow", paths: Sequence[Path], remiss_id: str) -> None:
    if remiss_id:
        files = "\n".join(map(str, paths))
        window.go(Destination("remiss", remiss_id=remiss_id, item=f"{ANSWER_FILE}{files}"))
    else:
        words = f"{paths[0].name} säger inte vilken remiss det svarar på. Öppna remissen och släpp filen där."
        window.notify(Notice(words, Tone.ERROR))


def _try_workbook(window: "MainWindow", path: Path) -> None:
    """Show what it would do; it is read in when the person says so."""
    from secretary_app.ui.widgets.workbook_import import WorkbookImport

    trial = window.findChild(WorkbookImport, _TRIAL)
    if trial is None:
        trial = WorkbookImport(window, window)
        trial.setObjectName(_TRIAL)
    trial.try_out(path)


def _show_meetings(window: "MainWindow", path: Path) -> None:
    """Show what meetings it has; those that the person confirms are taken."""
    from secretary_app.ui.widgets.meetings_import import MeetingsImport

    part = window.findChild(MeetingsImport, _MEETINGS)
    if part is None:
        part = MeetingsImport(window, window)
        part.setObjectName(_MEETINGS)
    part.read(path, window.desk.today.year)
