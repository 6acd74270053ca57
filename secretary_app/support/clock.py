"""The time, as something that is handed in, so that tests and the example can choose it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Returns the present time in UTC, with its time zone."""


def system_clock() -> datetime:
    return datetime.now(UTC)


def today(clock: Clock) -> date:
    """The local date at the clock's time."""
    return clock().astimezone().date()
