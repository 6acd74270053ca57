"""What an answer changes, value by value, and those of the values that a person has chosen."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from secretary_app.domain.model import Entity, Measure, MeasureNamnd, MeasureStatus, Recommendation, Response
from secretary_app.operations.merging import Merge, Place
from secretary_app.support.errors import UserError

Answered = Response | Measure | MeasureStatus

_LABELS: dict[type[Entity], dict[str, str]] = {
    Response: {"position": "ställningstagande", "text": "text"},
    Measure: {"text": "text", "responsible": "ansvarig", "timeframe": "tidsplan"},
    MeasureStatus: {"status": "status"},
}


@dataclass(frozen=True)
class Difference:
    """One value that the answer changes: what it belongs to, and how it read before and reads now."""

    what: str
    field: str
    before: str
    after: str
    measure: str = ""
    """The words of the measure that it belongs to."""

    @property
    def sentence(self) -> str:
        if not self.before:
            return f"{self.what}: {self.field} ”{self.after}”"
        return f"{self.what}: {self.field} ”{self.before}” blir ”{self.after}”"


def differences(merge: Merge) -> tuple[Difference, ...]:
    """Every value that is new or changed, in the order of the answer."""
    return tuple(each for place in merge.after for each in _of(merge, place).values())


def keep_chosen(merge: Merge, chosen: Collection[Difference]) -> None:
    """Leave everything as it was but what ``chosen`` names. A new measure comes only with its text.

    Raises UserError where something that was chosen is no difference any more.
    """
    wanted = set(chosen)
    if wanted - set(differences(merge)):
        raise UserError("Registret har ändrats sedan svaren visades. Läs in filen på nytt.")
    new = {id for (kind, id), before in merge.before.items() if kind is Measure and before is None}
    left: set[str] = set()
    for place, values in [(place, _of(merge, place)) for place in merge.after]:
        refused = {field for field, each in values.items() if each not in wanted}
        if refused and _leave(merge, place, refused, whole=len(refused) == len(values)):
            left.add(place[1])
    for place in list(merge.after):
        row = merge.after[place] or merge.before[place]
        # A status of a measure that was there before holds by itself.
        if isinstance(row, MeasureNamnd | MeasureStatus) and row.measure_id in (
            left if isinstance(row, MeasureNamnd) else left & new
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


def _of(merge: Merge, place: Place) -> dict[str, Difference]:
    """By field what one row changes."""
    before, after = merge.before[place], merge.after[place]
    if not isinstance(after, Answered):
        return {}
    what, measure = _what(merge, after)
    found = {}
    for field, label in _LABELS[type(after)].items():
        old, new = _shown(before, field), _shown(after, field)
        if old != new:
            found[field] = Difference(what, label, old, new, measure)
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
