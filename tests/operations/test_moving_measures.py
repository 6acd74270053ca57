"""A measure that gets another time: why, what it was, also when the remiss is closed."""

import pytest

from secretary_app.domain.model import Measure, MeasureState, MeasureStatus, Remiss, RemissState
from secretary_app.operations.history import undo_last
from secretary_app.operations.moving_measures import move_measure, moving_measure
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError


@pytest.fixture
def measure(register: Register) -> Measure:
    """Of a closed remiss, with a time."""
    closed = {each.id for each in register.find(Remiss, state=RemissState.CLOSED)}
    return next(each for each in register.find(Measure) if each.remiss_id in closed and each.timeframe)


def statuses(register: Register, measure: Measure) -> list[MeasureStatus]:
    return sorted(register.find(MeasureStatus, measure_id=measure.id), key=lambda each: each.as_of)


def test_the_old_time_is_kept_with_the_reason_and_undone(register: Register, measure: Measure) -> None:
    before = statuses(register, measure)
    state = before[-1].status if before else MeasureState.NOT_STARTED
    saved = move_measure(register, measure, "senast juni 2027", "Upphandlingen\när försenad")
    assert saved.row.timeframe == "senast juni 2027"
    (noted,) = [each for each in statuses(register, measure) if each.as_of == today(register.clock)]
    wanted = f"Tidsplanen ändrad från ”{measure.timeframe}” till ”senast juni 2027”: Upphandlingen är försenad."
    assert (noted.status, noted.note) == (state, wanted)
    move_measure(register, saved.row, "2028", "Ännu mer försenad")
    notes = moving_measure(register, measure.id).notes
    assert notes[-1].splitlines()[0] == wanted
    assert "till ”2028”" in notes[-1].splitlines()[1]
    undo_last(register)
    undo_last(register)
    assert statuses(register, measure) == before or [each.note for each in statuses(register, measure)] == [
        each.note for each in before
    ]
    assert register.get(Measure, measure.id).timeframe == measure.timeframe


def test_what_has_no_day_leaves_the_list_and_says_so(register: Register, measure: Measure) -> None:
    assert move_measure(register, measure, "löpande", "Görs varje år").notes


@pytest.mark.parametrize(
    ("words", "reason", "said"),
    [
        ("", "Därför", "Skriv när åtgärden ska vara klar"),
        ("ej fastställd", "Därför", "Skriv när åtgärden ska vara klar"),
        ("senast juni 2027", " ", "Skriv varför"),
    ],
)
def test_what_is_lacking_is_told(register: Register, measure: Measure, words: str, reason: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        move_measure(register, measure, words, reason)
    with pytest.raises(UserError, match="samma tidsplan"):
        move_measure(register, measure, measure.timeframe, "Därför")
    assert register.get(Measure, measure.id) == measure


def test_a_measure_without_a_time_needs_no_reason(register: Register) -> None:
    measure = next((each for each in register.find(Measure) if not each.timeframe.strip()), None)
    assert measure is not None
    assert move_measure(register, measure, "2026-09-01", "").row.timeframe == "2026-09-01"
