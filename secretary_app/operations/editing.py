"""What every change of a single thing shares: what comes back, rows added or changed, and what is asked of a text."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from secretary_app.domain.model import Decision, Entity, Remiss, Response
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import clean, single_line
from secretary_app.operations.finding import must_be_open
from secretary_app.store.change import Change
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

E = TypeVar("E", bound=Entity)
R = TypeVar("R", covariant=True)

SENSIBLE_YEARS = range(1900, 2201)
"""The years that the planner counts in."""


@dataclass(frozen=True)
class Saved(Generic[R]):
    """What an operation gave: the row (or rows) as the register has it now, and what the person should know of it."""

    row: R
    notes: list[str] = field(default_factory=list)


def put(register: Register, change: Change, row: E) -> None:
    """Add a row that was never saved (version 0), else write it over the one it was read from.

    Raises UserError where somebody has changed the row since it was read, or taken it away.
    """
    if row.version == 0 and not register.find(type(row), id=row.id):
        change.add(row)
    else:
        change.update(row)


def save(register: Register, label: str, row: E) -> E:
    """Add or change one row as an operation of its own; back comes the row as it now is."""
    with register.change(label) as change:
        put(register, change, row)
    return register.get(type(row), row.id)


def present(register: Register, kind: type[E], id: str, what: str) -> E:
    """The row as it is. Raises UserError, with ``what`` as its name ("Åtgärden"), where it is gone."""
    found = register.find(kind, id=id)
    if not found:
        raise UserError(f"{what} finns inte längre i registret. Läs om och gör ändringen igen.")
    return found[0]


def open_remiss(register: Register, remiss: Remiss) -> Remiss:
    """The remiss as it is now. Raises UserError where it is gone, closed or makulerad."""
    now = present(register, Remiss, remiss.id, "Remissen")
    must_be_open(now)
    return now


def line_of_text(words: str, missing: str) -> str:
    """The text on one line. Raises UserError with the sentence ``missing`` where there is none."""
    text = single_line(words)
    if not text:
        raise UserError(missing)
    return text


def some_text(words: str, missing: str) -> str:
    """The cleaned text. Raises UserError with the sentence ``missing`` where there is none."""
    text = clean(words).strip()
    if not text:
        raise UserError(missing)
    return text


def check_year(day: dt.date) -> None:
    """Raises UserError for a day so far away that it must be a slip."""
    if day.year not in SENSIBLE_YEARS:
        raise UserError(f"Året {day.year} kan inte stämma. Rätta datumet {day}.")


def replace_children(change: Change, existing: Sequence[E], wanted: Iterable[E], same: Sequence[str]) -> None:
    """Let there be the ``wanted`` rows instead of the ``existing``; one equal in the fields ``same`` stays itself."""
    left = list(existing)
    for row in wanted:
        key = [getattr(row, name) for name in same]
        old = next((each for each in left if [getattr(each, name) for name in same] == key), None)
        if old is None:
            change.add(row)
        else:
            left.remove(old)
            change.update(replace(row, id=old.id, version=old.version))
    for each in left:
        change.remove(each)


def was_decided(register: Register, responses: Iterable[Response]) -> list[Decision]:
    """The decisions that have made one of these answers a body's own, each once."""
    ids = {each.decision_id for each in responses if each.decision_id}
    return [each for each in register.find(Decision, id=ids) if each.outcome.decides] if ids else []


def paragraph_of(decision: Decision) -> str:
    """How a decision is named in a sentence: ``§ 31``, without a paragraph its day."""
    return f"§ {decision.paragraph}" if decision.paragraph else in_words(decision.meeting_date)


def how_many(number: int, one: str, several: str) -> str:
    """``1 remiss``, ``4 remisser``."""
    return f"{number} {one if number == 1 else several}"
