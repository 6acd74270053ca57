"""What an answer changes, value by value, and those of the values that a person has chosen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from secretary_app.domain.model import Entity, Measure, MeasureNamnd, MeasureStatus, Namnd, Recommendation, Response
from secretary_app.excel.workbook import WorkbookContent
from secretary_app.operations.merging import Merge, Place
from secretary_app.support.errors import UserError

Answered = Response | Measure | MeasureStatus

_LABELS: dict[type[Entity], dict[str, str]] = {
    Response: {"position": "ställningstagande", "text": "text"},
    Measure: {"text": "text", "responsible": "ansvarig", "timeframe": "tidsplan"},
    MeasureStatus: {"status": "status"},
}


Stale = frozenset[tuple[type[Entity], str | None, str]]
"""Values that a form has as it was sent, though the register has been changed since: the kind of row, the id (of the
recommendation for an answer, of the measure), and the field."""


@dataclass(frozen=True)
class AnswerRows:
    """What a file holds of one namnd's answers."""

    namnd: Namnd
    content: WorkbookContent
    stale: Stale = frozenset()
    missing: tuple[str, ...] = ()
    """Ids of measures whose rows are gone from a form."""


@dataclass(frozen=True)
class Difference:
    """One value that the answer changes: what it belongs to, and how it read before and reads now."""

    what: str
    field: str
    before: str
    after: str
    measure: str = ""
    """The words of the measure that it belongs to."""
    by_default: bool = True
    """False for what is only recorded when a person chooses it: a measure taken away, a value older than ours."""

    @property
    def sentence(self) -> str:
        if not self.before:
            return f"{self.what}: {self.field} ”{self.after}”"
        if not self.after:
            return f"{self.what}: raden för ”{self.before}” finns inte i filen"
        return f"{self.what}: {self.field} ”{self.before}” blir ”{self.after}”"


def remove_missing(merge: Merge, ids: Iterable[str]) -> None:
    """Take the measures away with what hangs on them; whether that is recorded is chosen like any other difference."""
    for measure in [each for id in ids if (each := merge.get(Measure, id)) is not None]:
        for namnd in merge.find(MeasureNamnd, measure_id=measure.id):
            merge.remove(MeasureNamnd, namnd)
        for status in merge.find(MeasureStatus, measure_id=measure.id):
            merge.remove(MeasureStatus, status)
        merge.remove(Measure, measure)


def differences(merge: Merge, stale: Stale = frozenset()) -> tuple[Difference, ...]:
    """Every value that is new or changed, in the order of the answer; last the measures that are taken away."""
    places = sorted(merge.after, key=lambda place: merge.after[place] is None)
    return tuple(each for place in places for each in _of(merge, place, stale).values())


def keep_chosen(merge: Merge, chosen: Collection[Difference], stale: Stale = frozenset()) -> None:
    """Leave everything as it was but what ``chosen`` names. A new measure comes only with its text.

    Raises UserError where something that was chosen is no difference any more.
    """
    wanted = set(chosen)
    if wanted - set(differences(merge, stale)):
        raise UserError("Registret har ändrats sedan svaren visades. Läs in filen på nytt.")
    new = {id for (kind, id), before in merge.before.items() if kind is Measure and before is None}
    left: set[str] = set()
    for place, values in [(place, _of(merge, place, stale)) for place in merge.after]:
        refused = {field for field, each in values.items() if each not in wanted}
        if refused and _leave(merge, place, refused, whole=len(refused) == len(values)):
            left.add(place[1])
    for place in list(merge.after):
        row = merge.after[place] or merge.before[place]
        # A status of a measure that was there before holds by itself.
        is_gone = merge.after[place] is None
        if isinstance(row, MeasureNamnd | MeasureStatus) and row.measure_id in (
            left if isinstance(row, MeasureNamnd) or is_gone else left & new
        ):
            del merge.before[place], merge.after[place]


def _leave(merge: Merge, place: Place, refused: set[str], *, whole: bool) -> bool:
    """Take the refused fields back; True where the whole row is left as it was."""
    before, after = merge.before[place], merge.after[place]
    if whole or (isinstance(after, Measure) and before is None and "text" in refused):
        del merge.before[place], merge.after[place]
        return True
    assert after is not None
    kept: dict[str, Any] = {field: getattr(before, field, None if field == "position" else "") for field in refused}
    merge.after[place] = replace(after, **kept)
    return False


def _of(merge: Merge, place: Place, stale: Stale) -> dict[str, Difference]:
    """By field what one row changes."""
    before, after = merge.before[place], merge.after[place]
    if isinstance(before, Measure) and after is None:
        what, words = _what(merge, before)
        return {"": Difference(what, "raden", words, "", words, by_default=False)}
    if not isinstance(after, Answered):
        return {}
    what, measure = _what(merge, after)
    found = {}
    for field, label in _LABELS[type(after)].items():
        old, new = _shown(before, field), _shown(after, field)
        if old != new:
            whose = after.recommendation_id if isinstance(after, Response) else after.id
            is_ours = (type(after), whose, field) in stale
            found[field] = Difference(what, label, old, new, measure, by_default=not is_ours)
    return found


def _what(merge: Merge, row: Answered) -> tuple[str, str]:
    if isinstance(row, MeasureStatus):
        what, words = _what(merge, merge.rows(Measure)[row.measure_id])
        return f"{what} per {row.as_of}", words
    recommendation = merge.get(Recommendation, row.recommendation_id)
    place = f"Rekommendation {recommendation.number}" if recommendation else "Allmänt"
    return (f"{place}, åtgärd", row.text) if isinstance(row, Measure) else (place, "")


def _shown(row: Entity | None, field: str) -> str:
    value = getattr(row, field, None)
    return value.value if isinstance(value, StrEnum) else str(value or "")
