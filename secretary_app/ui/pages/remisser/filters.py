"""The filter chips of the list, and what each lets through."""

from collections.abc import Callable
from operator import attrgetter

from secretary_app.domain.remiss_state import RemissStatus
from secretary_app.operations.overview import FilterCounts, RemissRow, is_mine

OPEN, LATE, UNDATED, MINE, CLOSED = "öppna", "försenade", "utan datum", "mina", "avslutade"
CHIPS = {OPEN: "Öppna", LATE: "Försenade", UNDATED: "Utan datum", MINE: "Mina", CLOSED: "Avslutade"}
"""The words of each, by its key."""


def lets_through(key: str, me: str) -> Callable[[RemissRow], bool]:
    """Whether a row is shown when this chip is chosen; ``me``: the person's name."""
    match key:
        case "avslutade":
            return lambda row: not row.is_open
        case "försenade":
            return lambda row: row.status is RemissStatus.LATE
        case "utan datum":
            return lambda row: row.status is RemissStatus.UNDATED
        case "mina":
            return lambda row: row.is_open and is_mine(row, me)
    return attrgetter("is_open")


def numbers(counts: FilterCounts) -> dict[str, int]:
    """How many rows each chip has, by its key."""
    return dict(zip(CHIPS, (counts.open, counts.late, counts.undated, counts.mine, counts.closed), strict=True))
