"""A measure corrected where it stands in a table: the day of its status, several removed at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import Measure, MeasureNamnd, MeasureStatus, Remiss, Response
from secretary_app.operations.editing import (
    Saved,
    check_year,
    how_many,
    open_remiss,
    paragraph_of,
    present,
    was_decided,
)
from secretary_app.operations.finding import name_of
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def set_status_day(register: Register, measure_id: str, as_of: dt.date) -> Saved[MeasureStatus]:
    """Let the latest status of a measure be as of another day; what stood for that day gives way.

    Raises UserError for a measure without a status, and for a day that must be a slip.
    """
    check_year(as_of)
    measure = present(register, Measure, measure_id, "Åtgärden")
    series = sorted(register.find(MeasureStatus, measure_id=measure_id), key=lambda each: (each.as_of, each.id))
    if not series:
        raise UserError("Åtgärden har ingen status än. Välj status först, sedan dag.")
    latest = series[-1]
    remiss = register.get(Remiss, measure.remiss_id)
    with register.change(f"Ändrade dag för en åtgärds status: {name_of(remiss)}") as change:
        for other in series[:-1]:
            if other.as_of == as_of:
                change.remove(other)
        change.update(replace(latest, as_of=as_of))
    hidden = [each for each in series[:-1] if each.as_of > as_of]
    notes = [f"Åtgärden har en senare status, {hidden[-1].status} {hidden[-1].as_of}, som visas."] if hidden else []
    return Saved(register.get(MeasureStatus, latest.id), notes)


def remove_measures(register: Register, remiss: Remiss, measures: Sequence[Measure]) -> Saved[list[Measure]]:
    """Take measures away with their statuses, in one operation. Raises UserError for a remiss that is closed, and
    where somebody has changed one of them since it was read."""
    remiss = open_remiss(register, remiss)
    ids = [each.id for each in measures]
    if not ids:
        raise UserError("Välj minst en åtgärd att ta bort.")
    namnder = register.find(MeasureNamnd, measure_id=ids)
    notes = _decided_notes(register, measures, namnder)
    with register.change(f"Tog bort {how_many(len(ids), 'åtgärd', 'åtgärder')}: {name_of(remiss)}") as change:
        for row in (
            *namnder,
            *register.find(MeasureStatus, measure_id=ids),
            *measures,
        ):
            change.remove(row)
    return Saved(list(measures), notes)


def _decided_notes(register: Register, measures: Sequence[Measure], namnder: Sequence[MeasureNamnd]) -> list[str]:
    answers = [
        answer
        for measure in measures
        for answer in register.find(
            Response,
            remiss_id=measure.remiss_id,
            recommendation_id=measure.recommendation_id,
            namnd_id=[each.namnd_id for each in namnder if each.measure_id == measure.id],
        )
    ]
    decisions = was_decided(register, answers)
    return [f"Svaret var beslutat {paragraph_of(each)}; ändringen syns i historiken." for each in decisions]
