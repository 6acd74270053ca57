"""The process that reads papers, apart from what is done with them: it is started before anything else is imported."""

from collections.abc import Callable

from secretary_app.support.worker import Worker

SECONDS = 30.0
"""So long may the reading of one file take; a report of 300 pages takes one or two."""
_MEGABYTES = 1024


def reading_worker(poll: Callable[[], None] | None = None) -> Worker:
    """A warm process that has what it takes to read a PDF. ``poll``: see ``Worker``."""
    return Worker(megabytes=_MEGABYTES, preload=("secretary_app.intake.pdf", "ctypes"), poll=poll)
