"""Our own faults: each is written to the log and told in the window, which goes on."""

import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

_LOG = logging.getLogger(__name__)
_LOG_BYTES = 1_000_000
_SAME_SECONDS = 5.0
"""A fault in the painting comes with every frame, also with the one that tells of it."""


def log_to_file() -> None:
    """Faults are written to the platform's log folder, so that they can be sent to us; where it refuses, nowhere."""
    logging.getLogger().addHandler(_UntilTheFirst())


class _UntilTheFirst(logging.Handler):
    """Gives its place to the file when the first fault comes: Python's files that rotate bring sockets along."""

    def emit(self, record: logging.LogRecord) -> None:
        from logging.handlers import RotatingFileHandler

        from platformdirs import user_log_path

        logging.getLogger().removeHandler(self)
        with suppress(OSError):
            file = user_log_path("Beredd", appauthor=False, ensure_exists=True) / "beredd.log"
            handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
            logging.getLogger().addHandler(handler)
            handler.handle(record)


def catch_faults(tell: Callable[[str], None]) -> None:
    """From now on what nobody has caught in the window's thread is logged and told, by its traceback."""
    last, when = "", 0.0

    def take(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal last, when
        text = "".join(traceback.format_exception(kind, error, trace))
        now = time.monotonic()
        if text == last and now - when < _SAME_SECONDS:
            return
        last, when = text, now
        _LOG.error("fault in the window\n%s", text)
        tell(text)

    def take_of_thread(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            exc_info = (caught.exc_type, caught.exc_value, caught.exc_traceback)
            _LOG.error("fault in the thread %s", caught.thread and caught.thread.name, exc_info=exc_info)

    sys.excepthook = take
    threading.excepthook = take_of_thread
