"""The filter chips of the list, and what each lets through."""

from collections.abc import Callable, Iterable

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow, Group

ALL, LATE = "alla", "försenade"
CHIPS: dict[str, tuple[str, Callable[[DeadlineRow], bool]]] = {
    ALL: ("Alla", lambda _row: True),
    LATE: ("Försenade", lambda row: row.group is Group.LATE),
    "utan datum": ("Utan datum", lambda row: row.group is Group.UNDATED),
    "denna vecka": ("Den här veckan", lambda row: row.group is Group.THIS_WEEK),
    "åtgärder": ("Åtgärder", lambda row: row.kind is DeadlineKind.MEASURE),
}
"""By key the words of each, and what it lets through."""


def numbers(rows: Iterable[DeadlineRow]) -> dict[str, int]:
    """How many rows each chip has."""
    rows = list(rows)
    return {key: sum(map(fits, rows)) for key, (_, fits) in CHIPS.items()}


def search_text(row: DeadlineRow) -> str:
    """What typing looks in, casefolded."""
    return f"{row.what} {row.more} {row.namnder} {row.handlaggare} {row.diarienummer} {row.title}".casefold()
