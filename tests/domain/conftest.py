"""The cells of a small invented audit, for the tests of coverage and of the status list."""

import datetime as dt
from collections.abc import Callable

import pytest

from secretary_app.domain.model import MeasureState, Position, RemissState
from secretary_app.domain.status_facts import MeasureFacts, StatusFacts

CELL = StatusFacts(
    remiss_id="r1",
    diarienummer="KS/2025:12",
    title="Granskning av skolskjutsar",
    remiss_state=RemissState.OPEN,
    answer_by=dt.date(2025, 6, 30),
    recommendation_id="rek1",
    number="1",
    recommendation="Säkerställ att upphandlingen följs upp.",
    namnd_id="n1",
    namnd="BUN",
    warning_days=10,
    is_owner=False,
    asked=True,
    sent=dt.date(2025, 3, 26),
    deadline=dt.date(2025, 5, 14),
    position=None,
    has_response=False,
    decided_paragraph=None,
    decided_on=None,
    speaker_id=None,
)
MEASURE = MeasureFacts(
    text="Ta fram en rutin",
    responsible="Skolchef",
    timeframe="2025-12-31",
    status=MeasureState.NOT_STARTED,
    status_as_of=dt.date(2025, 5, 1),
)


@pytest.fixture
def cell() -> Callable[..., StatusFacts]:
    """A cell that has been asked, with what the test changes."""
    return lambda **changes: CELL._replace(**changes)


@pytest.fixture
def decided() -> Callable[..., StatusFacts]:
    """A cell that is decided with a whole measure, with what the test changes."""
    whole = CELL._replace(
        has_response=True,
        position=Position.AGREES,
        decided_paragraph="42",
        decided_on=dt.date(2025, 4, 29),
        measures=(MEASURE,),
    )
    return lambda **changes: whole._replace(**changes)


@pytest.fixture
def measure() -> Callable[..., MeasureFacts]:
    return lambda **changes: MEASURE._replace(**changes)
