"""What the notice bar shows: one sentence, its tone, at most one link, and Ångra where something can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from secretary_app.support.errors import UserError


class Tone(StrEnum):
    DONE = "done"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    """Stays until it is closed."""


@dataclass(frozen=True)
class Notice:
    text: str
    tone: Tone = Tone.DONE
    link: str = ""
    """The words of the link, an action: ``Visa i mappen``."""
    follow: Callable[[], None] | None = None
    operation: int | None = None
    """The operation that Ångra takes back."""
    details: str = ""
    """Further sentences, or the report of a fault of ours, to be copied."""

    def undoing(self, operation: int) -> "Notice":
        """The same with Ångra."""
        return replace(self, operation=operation)

    @classmethod
    def of_error(cls, error: UserError) -> "Notice":
        """A mistake of the person's, or a fault of the surroundings."""
        return cls(error.message, Tone.ERROR, details="\n".join(error.details))

    @classmethod
    def of_fault(cls, report: str) -> "Notice":
        """A fault of ours."""
        return cls(
            "Något gick fel i Beredd. Det du skrev är sparat.", Tone.ERROR, "Kopiera felrapport", None, None, report
        )
