"""*Svarsläge*: how far the answer of one namnd to one recommendation has come."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from secretary_app.domain.model import Position

if TYPE_CHECKING:  # the status list builds on this module
    from secretary_app.domain.status_facts import StatusFacts


class CellState(StrEnum):
    NOT_ASKED = "inte frågad"
    NOT_SENT = "ej skickad"
    """The internremiss is prepared but has not gone out."""
    ASKED = "frågad"
    DRAFT = "utkast"
    DECIDED = "beslutad"
    NO_MEASURE = "utan åtgärd"
    """From here on: decided, but the body agrees without saying what it will do, who does it, or when."""
    NO_RESPONSIBLE = "utan ansvarig"
    NO_TIMEFRAME = "utan tidsplan"


class Planned(Protocol):
    """What a measure must say; both the register's measures and those of a list do."""

    @property
    def responsible(self) -> str: ...

    @property
    def timeframe(self) -> str: ...


class Given(NamedTuple):
    """An answer to a recommendation, as far as the rule of joint answers asks."""

    namnd_id: str
    is_decided: bool
    id: str


def speaker(namnd_id: str, given: Iterable[Given]) -> str:
    """Whose answer fills the namnd's cell where several are to answer jointly (docs/regler.md); itself where none has.

    ``given``: the answers of those who are addressed, and of the owner. ``store.cells`` has the same rule in SQL.
    """
    best = max(given, key=lambda each: (each.is_decided, each.namnd_id == namnd_id, each.id), default=None)
    return best.namnd_id if best is not None else namnd_id


_UNDECIDED = frozenset({CellState.NOT_ASKED, CellState.NOT_SENT, CellState.ASKED, CellState.DRAFT})
_AGREEING = frozenset({Position.AGREES, Position.PARTLY})


def cell_state(facts: "StatusFacts") -> CellState:
    """The state of one cell recommendation × namnd.

    The owner is asked by the remiss itself. The implicit question "Hela remissen" demands no measure.
    """
    if not facts.has_response:
        return _unanswered(facts)
    if facts.decided_paragraph is None:
        return CellState.DRAFT
    if facts.recommendation_id is None or not demands_measure(facts.position):
        return CellState.DECIDED
    return lacking(facts.measures) or CellState.DECIDED


def _unanswered(facts: "StatusFacts") -> CellState:
    if facts.measures:
        return CellState.DRAFT
    if facts.is_owner:
        return CellState.ASKED
    if not facts.asked:
        return CellState.NOT_ASKED
    return CellState.ASKED if facts.sent is not None else CellState.NOT_SENT


def demands_measure(position: Position | None) -> bool:
    """Who agrees, wholly or in part, must say what is to be done (docs/regler.md)."""
    return position in _AGREEING


def lacking(measures: Sequence[Planned]) -> CellState | None:
    """What keeps the measures from being an answer: at least one must have both a responsible function and a time."""
    from secretary_app.domain.timeframe import understand

    if not measures:
        return CellState.NO_MEASURE
    responsible = [measure for measure in measures if measure.responsible.strip()]
    if not responsible:
        return CellState.NO_RESPONSIBLE
    if not any(understand(measure.timeframe).is_given for measure in responsible):
        return CellState.NO_TIMEFRAME
    return None


def is_open(facts: "StatusFacts") -> bool:
    """Whether the cell still waits for a decided answer; the owner's own cell does as any other.

    A decided answer without a measure is not open: it is shown, but only a new decision could change it.
    """
    return cell_state(facts) in _UNDECIDED


def open_cells(facts: Iterable["StatusFacts"]) -> tuple["StatusFacts", ...]:
    """The cells that keep a remiss from being closed in silence."""
    return tuple(cell for cell in facts if is_open(cell))
