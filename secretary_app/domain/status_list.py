"""The status list as data: what the store reads, the rules complete and the workbook shows."""

import datetime as dt
from dataclasses import dataclass

from secretary_app.domain.model import MeasureState, Position, RemissState


@dataclass(frozen=True, kw_only=True)
class StatusFacts:
    """One recommendation × namnd as the register has it, before any rule has been applied.

    A remiss without recommendations has one row a namnd with ``recommendation_id`` None ("Hela remissen").
    The owner has rows of its own, with ``is_owner``; its deadline is the remiss's answer-by date.
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
    measures: tuple["MeasureFacts", ...] = ()


@dataclass(frozen=True, kw_only=True)
class MeasureFacts:
    text: str
    responsible: str
    timeframe: str
    status: MeasureState | None
    status_as_of: dt.date | None
