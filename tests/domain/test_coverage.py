import datetime as dt
from collections.abc import Callable

import pytest

from secretary_app.domain.coverage import CellState, cell_state, is_open, open_cells
from secretary_app.domain.model import MeasureState, Position
from secretary_app.domain.status_facts import MeasureFacts, StatusFacts

Cell = Callable[..., StatusFacts]
MakeMeasure = Callable[..., MeasureFacts]


def test_a_cell_on_its_way_to_an_answer(cell: Cell, decided: Cell) -> None:
    assert cell_state(cell(asked=False, sent=None)) is CellState.NOT_ASKED
    assert cell_state(cell(sent=None)) is CellState.NOT_SENT
    assert cell_state(cell()) is CellState.ASKED
    assert cell_state(cell(has_response=True)) is CellState.DRAFT
    assert cell_state(decided()) is CellState.DECIDED


def test_a_measure_without_an_answer_is_a_draft(cell: Cell, measure: MakeMeasure) -> None:
    assert cell_state(cell(measures=(measure(),))) is CellState.DRAFT


def test_decided_without_a_paragraph_is_decided(decided: Cell) -> None:
    assert cell_state(decided(decided_paragraph="")) is CellState.DECIDED


@pytest.mark.parametrize("position", [Position.AGREES, Position.PARTLY])
@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ([], CellState.NO_MEASURE),
        ([{"responsible": " "}], CellState.NO_RESPONSIBLE),
        ([{"timeframe": "ej fastställd"}], CellState.NO_TIMEFRAME),
        ([{"timeframe": ""}, {"responsible": ""}], CellState.NO_TIMEFRAME),
        ([{"timeframe": "", "responsible": ""}, {}], CellState.DECIDED),
        ([{"timeframe": "löpande"}], CellState.DECIDED),
    ],
)
def test_who_agrees_must_say_what_who_and_when(
    decided: Cell, measure: MakeMeasure, position: Position, measures: list[dict[str, str]], expected: CellState
) -> None:
    facts = decided(position=position, measures=tuple(measure(**changes) for changes in measures))
    assert cell_state(facts) is expected
    assert not is_open(facts)


@pytest.mark.parametrize("position", [Position.DISAGREES, Position.NOT_APPLICABLE, None])
def test_who_does_not_agree_needs_no_measure(decided: Cell, position: Position | None) -> None:
    assert cell_state(decided(position=position, measures=())) is CellState.DECIDED


def test_the_whole_remiss_demands_no_measure(decided: Cell) -> None:
    assert cell_state(decided(recommendation_id=None, measures=())) is CellState.DECIDED


def test_the_owner_is_asked_by_the_remiss_itself(cell: Cell) -> None:
    own = cell(is_owner=True, asked=False, sent=None, deadline=dt.date(2025, 6, 30))
    assert cell_state(own) is CellState.ASKED
    assert is_open(own)


def test_every_cell_without_a_decided_answer_is_open(cell: Cell, decided: Cell, measure: MakeMeasure) -> None:
    waiting = [cell(asked=False), cell(sent=None), cell(), cell(has_response=True)]
    done = [decided(), decided(measures=(measure(status=MeasureState.DONE),))]
    assert open_cells([*done, *waiting]) == tuple(waiting)
