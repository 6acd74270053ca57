"""The filter chips of the list, and what each lets through."""

from collections.abc import Callable

from secretary_app.domain.follow_up import FollowUpRow, FollowUpSum
from secretary_app.domain.model import MeasureState

ALL, LATE, UNDATED, CHANGED = "alla", "försenade", "utan datum", "ändrade"
CHIPS: dict[str, tuple[str, Callable[[FollowUpRow], bool]]] = {
    ALL: ("Alla", lambda _row: True),
    LATE: ("Försenade", lambda row: row.is_late),
    UNDATED: ("Utan datum", lambda row: row.is_undated),
    CHANGED: ("Ändrade", lambda row: row.is_changed),
    "klara": ("Klara", lambda row: row.status is MeasureState.DONE),
    "ej klara": ("Ej klara", lambda row: row.status is not MeasureState.DONE),
}
"""By key the words of each, and what it lets through."""


def numbers(found: FollowUpSum) -> dict[str, int]:
    """How many rows each chip has."""
    done = found.by_status[MeasureState.DONE]
    counts = (found.total, found.late, found.undated, found.changed, done, found.total - done)
    return dict(zip(CHIPS, counts, strict=True))
