"""The few numbers that the window always shows."""

import datetime as dt

from secretary_app.domain.model import Kommun
from secretary_app.operations.overview import filter_counts, overview
from secretary_app.store.register import Register
from secretary_app.support.records import record


@record(frozen=True)
class Counts:
    kommun: str
    """The municipality's name."""
    open: int
    late: int
    """Of the open remisser."""


def counts(register: Register, today: dt.date) -> Counts:
    """How many remisser are open, and how many of them late."""
    found = filter_counts(overview(register, today), "")
    name = next((kommun.name for kommun in register.find(Kommun)), "")
    return Counts(name, found.open, found.late)
