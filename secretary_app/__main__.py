"""Starts the program: ``secretary-app``, or ``python -m secretary_app``."""

import os
import sys
from typing import TYPE_CHECKING

from secretary_app.support.worker import serve_if_asked

if TYPE_CHECKING:
    from pathlib import Path


def main() -> None:
    """Open the window, or run one command and leave with its exit status; or be the process that reads papers."""
    serve_if_asked()
    try:
        status = _run()
    except KeyboardInterrupt:
        status = 1
    raise SystemExit(status)


def _run() -> int:
    if len(sys.argv) == 1:
        # Without what the commands need: the window is to be there at once.
        from pathlib import Path

        named = os.environ.get("SECRETARY_APP_REGISTER")
        return _open_window(Path(named) if named else None, demo=False)
    reader = None
    if sys.argv[1] == "extract":
        from secretary_app.intake.process import reading_worker

        # It starts while the command line is imported.
        reader = reading_worker()
    from secretary_app.cli.main import run

    return run(open_window=_open_window, reader=reader)


def _open_window(path: "Path | None", *, demo: bool) -> int:
    from secretary_app.ui.start import run

    return run(path, demo=demo)


if __name__ == "__main__":
    main()
