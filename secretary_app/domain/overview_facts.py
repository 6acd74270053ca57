"""What the register knows of each remiss as a whole, before ``remiss_state`` judges it."""

import datetime as dt
from typing import NamedTuple

from secretary_app.domain.model import RemissState, StepKind


class RemissFacts(NamedTuple):
    """One remiss. A NamedTuple, as ``StatusFacts``, since there may be 10,000 of them."""

    remiss_id: str
    diarienummer: str
    title: str
    kind: str
    sender: str
    firm: str
    received: dt.date | None
    answer_by: dt.date | None
    state: RemissState
    handlaggare: str
    owner_id: str
    owner: str
    """The abbreviation."""
    warning_days: int
    """The owner's, in working days."""
    follows_up: str | None
    """The earlier remiss's diarienummer, without one its title; None: it follows up nothing."""
    dispatched: bool


class BodyFacts(NamedTuple):
    """One namnd, never the owner, that is asked in one remiss: all its cells of *Svarsläge* in sum."""

    remiss_id: str
    namnd_id: str
    namnd: str
    """The abbreviation."""
    warning_days: int
    asked: bool
    """There is an internremiss to the namnd."""
    sent: dt.date | None
    deadline: dt.date | None
    total: int
    """How many recommendations are put to it; 1 for the whole remiss."""
    decided: int
    drafted: int
    """Of those not decided."""
    without_measure: int
    """Of those decided: agrees, but says not what is done (the next two: by whom, when)."""
    without_responsible: int
    without_timeframe: int
    misfit: bool
    """Not all is decided, and by the accepted plan the namnd meets, or its minutes are adjusted, after its deadline."""
    referral_id: str | None = None
    handlaggare: str | None = None
    """The internremiss's."""


class StepFacts(NamedTuple):
    """The first step of a remiss's accepted plan that is still to come, or that was missed."""

    remiss_id: str
    kind: StepKind
    date: dt.date
    namnd: str
    paragraph: str
    """Of the decision whose minutes are being adjusted."""
    warning_days: int


class OverviewFacts(NamedTuple):
    remisser: list[RemissFacts]
    bodies: list[BodyFacts]
    steps: list[StepFacts]
    """At most one a remiss."""
    misfits: frozenset[str]
    """The remisser whose own answer, by the accepted plan, goes out after the day it is due."""
