"""What a search gives back."""

from dataclasses import dataclass
from enum import StrEnum


class HitKind(StrEnum):
    REMISS = "remiss"
    RECOMMENDATION = "rekommendation"
    RESPONSE = "svar"
    MEASURE = "åtgärd"
    ATTACHMENT = "handling"


@dataclass(frozen=True, kw_only=True)
class Hit:
    kind: HitKind
    id: str
    remiss_id: str
    diarienummer: str
    title: str
    """The remiss's title."""
    snippet: str
    """The words found with a little text around them, on one line."""
