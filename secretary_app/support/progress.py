"""How long work tells how far it has come, and how it is told to stop."""

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - a wish of the person's, no fault
    """The person pressed Avbryt. A ``Progress`` raises it; what was begun is then taken back, and it goes on up."""


class Progress(Protocol):
    """Called before each part of the work, and now and then during a long one, in the thread that does the work."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """``done`` parts of ``total`` are ready; ``what`` is being done, in Swedish ("Läser missiv.pdf").

        Raises Cancelled where the work is to stop.
        """


def no_progress(done: int, total: int, what: str) -> None:
    """For work that nobody watches."""
