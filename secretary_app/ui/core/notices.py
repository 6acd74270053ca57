"""What the notice bar shows: one sentence, its tone, at most one link, and Ångra where something can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from secretary_app import __version__
from secretary_app.support.errors import UserError
from secretary_app.support.records import record

AGAIN = "Försök igen"
REPORT_COPIED = "Felrapporten är kopierad. Klistra in den i ett mejl till den som har hand om Beredd."


class Tone(StrEnum):
    DONE = "done"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    """Stays until it is closed."""


@record(frozen=True)
class Notice:
    text: str
    tone: Tone = Tone.DONE
    link: str = ""
    """The words of the link, an action: ``Visa i mappen``."""
    follow: Callable[[], None] | None = None
    operation: int | None = None
    """The operation that Ångra takes back."""
    details: str = ""
    """Further sentences, one a line; more than one are shown when asked for."""
    report: str = ""
    """Of a fault of ours: what the link copies."""

    def undoing(self, operation: int) -> "Notice":
        """The same with Ångra."""
        return replace(self, operation=operation)

    @classmethod
    def of_error(cls, error: UserError, again: Callable[[], None] | None = None) -> "Notice":
        """A mistake of the person's, or a fault of the surroundings; one that may pass can be tried ``again``."""
        link, follow = (AGAIN, again) if error.may_pass and again else ("", None)
        return cls(error.message, Tone.ERROR, link, follow, details="\n".join(error.details))

    @classmethod
    def of_fault(cls, trace: str) -> "Notice":
        """A fault of ours, by its traceback."""
        words = "Något gick fel i Beredd. Det som var sparat är kvar."
        return cls(words, Tone.ERROR, "Kopiera felrapport", report=fault_report(trace))


def fault_report(trace: str) -> str:
    """What we need to find the fault: where it happened and in which program; no name of the person's."""
    import platform

    # Beside the home folder's name also as it stands within a quoted text on Windows.
    home = str(Path.home())
    for name in (home, home.replace("\\", "\\\\")):
        trace = trace.replace(name, "~")
    return f"Beredd {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{trace}"
