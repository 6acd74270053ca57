"""What is asked of bodies and meetings, however they come into the register."""

import datetime as dt
from collections.abc import Callable

from secretary_app.domain.model import Namnd
from secretary_app.domain.swedish_dates import in_words


def validity_fault(first: dt.date | None, last: dt.date | None) -> str:
    """What is wrong with a body's validity, as a sentence; ``""`` where nothing is."""
    if first and last and last < first:
        return "Giltig till ligger före Giltig från. Rätta en av dem."
    return ""


def circle_fault(body: Namnd, other: Namnd | None, next_of: Callable[[Namnd], Namnd | None]) -> str:
    """What is wrong with letting ``body`` point at ``other``, as a sentence; ``""`` where nothing is.

    ``next_of`` gives the body that another points at in the same way (its parent, or its successor).
    """
    passed: set[str] = set()
    step = other
    while step is not None and step.id not in passed:
        passed.add(step.id)
        step = next_of(step)
    if body.id in passed:
        return f"{body.abbreviation} kan inte peka på sig själv, inte heller genom andra."
    return ""


def utskick_fault(date: dt.date, utskick: dt.date | None) -> str:
    """What is wrong with the day on which a meeting's papers go out, as a sentence; ``""`` where nothing is."""
    if utskick and utskick > date:
        return f"Utskicket {in_words(utskick)} ligger efter sammanträdet {in_words(date)}. Rätta ett av dem."
    return ""


def manusstopp_fault(date: dt.date, manusstopp: dt.date | None) -> str:
    """What is wrong with a meeting's manusstopp, as a sentence; ``""`` where nothing is."""
    if manusstopp and manusstopp > date:
        return f"Manusstoppet {in_words(manusstopp)} ligger efter sammanträdet {in_words(date)}. Rätta ett av dem."
    return ""
