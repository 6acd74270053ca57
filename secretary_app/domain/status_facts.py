"""What the register knows of one cell recommendation × namnd, before ``coverage`` and ``status_list`` judge it."""

import datetime as dt
from typing import NamedTuple

from secretary_app.domain.model import MeasureState, Position, RemissState

ASSIGNMENT = "Uppdrag"
"""What stands for a recommendation in the rows of measures that have none."""


class MeasureFacts(NamedTuple):
    text: str
    responsible: str
    timeframe: str
    status: MeasureState | None
    status_as_of: dt.date | None


class StatusFacts(NamedTuple):
    """One recommendation × namnd as the register has it, before any rule has been applied.

    A remiss without recommendations has one row a namnd with ``recommendation_id`` None ("Hela remissen").
    The owner has rows of its own, with ``is_owner``; its deadline is the remiss's answer-by date. A NamedTuple, since
    a list may have 100,000 of them and they are made four times as fast.
    """

    remiss_id: str
    diarienummer: str
    title: str
    remiss_state: RemissState
    answer_by: dt.date | None
    recommendation_id: str | None
    number: str
    recommendation: str
    namnd_id: str
    namnd: str
    """The body's abbreviation."""
    warning_days: int
    is_owner: bool
    asked: bool
    """There is an internremiss to the namnd."""
    sent: dt.date | None
    deadline: dt.date | None
    position: Position | None
    has_response: bool
    decided_paragraph: str | None
    """None: not decided. ``""``: decided without a paragraph."""
    decided_on: dt.date | None
    speaker_id: str | None
    """The other body that answers jointly for it (``coverage.speaker``); None: the answer is its own."""
    measures: tuple[MeasureFacts, ...] = ()

    @property
    def is_assignment(self) -> bool:
        """It is no cell of *Svarsläge*, only measures without a recommendation: nothing is asked."""
        return self.recommendation_id is None and self.recommendation == ASSIGNMENT
