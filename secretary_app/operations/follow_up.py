"""The page Uppföljning: measures across all remisser and years, and what is changed in many of them at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secretary_app.domain.follow_up import FollowUpRow, FollowUpSum, follow_up_rows, spread, sum_up
from secretary_app.domain.model import Kommun, Measure, Meeting, Namnd, NamndKind
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.text import clean
from secretary_app.operations.editing import Saved, how_many, present
from secretary_app.store.register import Register
from secretary_app.store.rows import much_is_made
from secretary_app.support.errors import UserError
from secretary_app.support.files import replace_file

_MEETINGS_BACK = 6


@dataclass(frozen=True)
class Comparison:
    """A day that one may want to compare with: a meeting that has been."""

    date: dt.date
    words: str
    """``KSAU 23 mars``, less the day: ``KSAU``."""


@dataclass(frozen=True)
class FollowUp:
    rows: Sequence[FollowUpRow]
    sum: FollowUpSum
    bodies: Sequence[tuple[str, str]]
    """The id and abbreviation of those that have a measure."""
    responsible: Sequence[str]
    comparisons: Sequence[Comparison]
    """The last meetings of the bodies that prepare or decide for the owners, newest first."""


def follow_up(
    register: Register, today: dt.date, *, on: dt.date | None = None, since: dt.date | None = None
) -> FollowUp:
    """Every measure that was promised as it stood on the day ``on`` (today), compared with the day ``since``."""
    day = on or today
    with much_is_made():
        bodies = {each.id: each for each in register.find(Namnd)}
        measures, statuses = register.follow_up_facts()
        names = {each.id: each.abbreviation for each in bodies.values()}
        rows = follow_up_rows(measures, statuses, names, on=day, since=since)
    used = {namnd_id for row in rows for namnd_id in row.namnd_ids}
    return FollowUp(
        rows,
        sum_up(rows),
        sorted(((id_, names[id_]) for id_ in used), key=lambda each: swedish_key(each[1])),
        sorted(spread(rows), key=swedish_key),
        _comparisons(register, bodies, day),
    )


def _comparisons(register: Register, bodies: dict[str, Namnd], day: dt.date) -> list[Comparison]:
    """An arbetsutskott is handed the list; where there is none the styrelse is."""
    utskott = [each.id for each in bodies.values() if each.kind is NamndKind.UTSKOTT]
    who = utskott or [each.id for each in bodies.values() if each.kind is NamndKind.STYRELSE]
    held = [each for each in register.find(Meeting, namnd_id=who, cancelled=False) if each.date < day]
    newest = sorted(held, key=lambda each: (each.date, each.id), reverse=True)[:_MEETINGS_BACK]
    return [Comparison(each.date, bodies[each.namnd_id].abbreviation) for each in newest]


def write_follow_up_list(
    register: Register, out: Path, rows: Sequence[FollowUpRow], *, on: dt.date, since: dt.date | None = None
) -> Path | None:
    """Write these measures as a workbook; back comes where the file that had the name before is kept.

    Raises UserError where it cannot be written; what was there is then left.
    """
    from secretary_app.excel.follow_up_list import write_follow_up

    kommun = next((each.name for each in register.find(Kommun)), "")
    return replace_file(out, lambda path: write_follow_up(path, rows, kommun=kommun, on=on, since=since))


def set_responsible(register: Register, measure_ids: Sequence[str], words: str) -> Saved[list[Measure]]:
    """Let these measures have another responsible (``""``: nobody), in one operation, also when their remiss is closed:
    who is to do it changes long after the answer.

    Raises UserError where none is chosen or one is gone; nothing is then changed.
    """
    ids = list(dict.fromkeys(measure_ids))
    if not ids:
        raise UserError("Välj minst en åtgärd att byta ansvarig för.")
    measures = [present(register, Measure, measure_id, "Åtgärden") for measure_id in ids]
    responsible = clean(words).strip()
    changed = [each for each in measures if each.responsible != responsible]
    what = how_many(len(changed), "åtgärd", "åtgärder")
    label = f"Gav {what} till {responsible}" if responsible else f"Tog bort ansvarig för {what}"
    with register.change(label) as change:
        for each in changed:
            change.update(replace(each, responsible=responsible))
    return Saved(register.find(Measure, id=ids))
