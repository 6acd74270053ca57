import datetime as dt
import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import MeasureState, Position, RemissState
from secretary_app.domain.status_facts import MeasureFacts, StatusFacts
from secretary_app.domain.status_list import COLUMNS, Light, NamndSummary, RowState, StatusRow, status_rows, summarise

D = dt.date
TODAY = D(2025, 4, 4)
Cell = Callable[..., StatusFacts]
MakeMeasure = Callable[..., MeasureFacts]


def row(facts: StatusFacts, today: dt.date = TODAY) -> StatusRow:
    return status_rows([facts], today=today)[0]


def test_the_columns_are_those_of_the_list(decided: Cell) -> None:
    assert [heading for heading, _ in COLUMNS] == [
        "Diarienr",
        "Ärende",
        "Nr",
        "Rekommendation",
        "Nämnd",
        "Internremiss skickad",
        "Svar senast",
        "Dagar kvar",
        "Läge",
        "Ställningstagande",
        "Åtgärd",
        "Ansvarig",
        "Tidsplan",
        "Status",
    ]
    answered = row(decided())
    assert [getattr(answered, name) for _, name in COLUMNS] == [
        "KS/2025:12",
        "Granskning av skolskjutsar",
        "1",
        "Säkerställ att upphandlingen följs upp.",
        "BUN",
        D(2025, 3, 26),
        D(2025, 5, 14),
        None,
        RowState.DECIDED,
        Position.AGREES,
        "Ta fram en rutin",
        "Skolchef",
        "2025-12-31",
        "ej påbörjad",
    ]


@pytest.mark.parametrize(
    ("changes", "today", "state", "days"),
    [
        ({}, TODAY, "i tid", 40),
        ({}, D(2025, 5, 12), "snart", 2),
        ({}, D(2025, 5, 15), "försenad", -1),
        ({"deadline": None}, TODAY, "utan datum", None),
        ({"has_response": True}, TODAY, "utkast", 40),
        ({"has_response": True}, D(2025, 5, 15), "försenad", -1),
        ({"sent": None}, TODAY, "ej skickad", 40),
        ({"asked": False, "sent": None, "deadline": None}, TODAY, "inte frågad", None),
        ({"asked": False, "is_owner": True}, D(2025, 5, 12), "snart", 2),
        ({"remiss_state": RemissState.CLOSED}, D(2025, 5, 15), "avslutad", None),
        ({"remiss_state": RemissState.VOID}, D(2025, 5, 15), "makulerad", None),
    ],
)
def test_one_word_for_what_waits(
    cell: Cell, changes: dict[str, object], today: dt.date, state: str, days: int | None
) -> None:
    made = row(cell(**changes), today)
    assert (str(made.state), made.days_left) == (state, days)


def test_an_answer_without_a_measure_is_seen(decided: Cell, measure: MakeMeasure) -> None:
    assert row(decided(measures=())).state is RowState.NO_MEASURE
    assert row(decided(measures=(measure(responsible=""),))).state is RowState.NO_RESPONSIBLE
    assert row(decided(measures=(measure(timeframe=""),))).state is RowState.NO_TIMEFRAME


def test_a_measure_past_its_time_is_late_until_it_is_done(decided: Cell, measure: MakeMeasure) -> None:
    late = row(decided(), D(2026, 1, 1))
    assert (late.state, late.status) == (RowState.MEASURE_LATE, "ej påbörjad, försenad")
    assert row(decided(), D(2025, 12, 31)).state is RowState.DECIDED
    done = row(decided(measures=(measure(status=MeasureState.DONE),)), D(2026, 1, 1))
    assert (done.state, done.status) == (RowState.DECIDED, "klar")
    unknown = row(decided(measures=(measure(status=None),)), D(2026, 1, 1))
    assert unknown.status == "försenad"


def test_several_measures_are_numbered_lines_that_stay_aligned(decided: Cell, measure: MakeMeasure) -> None:
    made = row(
        decided(
            measures=(
                measure(text="Rutin\nför uppföljning", responsible="Skolchef\nUpphandlare"),
                measure(text="Utbildning", responsible="", timeframe="löpande", status=None),
            )
        )
    )
    assert made.measures == "1. Rutin för uppföljning\n2. Utbildning"
    assert made.responsible == "1. Skolchef, Upphandlare\n2. –"
    assert made.timeframe == "1. 2025-12-31\n2. löpande"
    assert made.status == "1. ej påbörjad\n2. –"


def test_late_first_then_without_a_date_then_by_deadline_and_answered_last(
    cell: Cell, decided: Cell, measure: MakeMeasure
) -> None:
    facts = [
        cell(number="closed", remiss_state=RemissState.CLOSED),
        decided(number="answered", deadline=D(2025, 1, 1)),
        cell(number="later", deadline=D(2025, 6, 1)),
        cell(number="sooner", deadline=D(2025, 4, 10)),
        cell(number="undated", deadline=None),
        decided(number="late measure", measures=(measure(timeframe="2024"),)),
        cell(number="late", deadline=D(2025, 4, 3)),
        cell(number="later still", deadline=D(2025, 4, 1)),
    ]
    random.Random(1).shuffle(facts)
    assert [each.number for each in status_rows(facts, today=TODAY)] == [
        "later still",
        "late",
        "late measure",
        "undated",
        "sooner",
        "later",
        "answered",
        "closed",
    ]


def test_rows_of_a_day_stand_in_order_of_diarienummer_number_and_body(cell: Cell) -> None:
    rightly = [
        ("KS/2024:100", "1", "BUN"),
        ("KS/2025:9", "1", "BUN"),
        ("KS/2025:12", "2", "SN"),
        ("KS/2025:12", "2", "ÅN"),
        ("KS/2025:12", "2", "ÄN"),
        ("KS/2025:12", "10", "BUN"),
    ]
    facts = [cell(diarienummer=dnr, number=number, namnd=namnd) for dnr, number, namnd in reversed(rightly)]
    rows = status_rows(facts, today=TODAY)
    assert [(each.diarienummer, each.number, each.namnd) for each in rows] == rightly


def test_two_remisser_with_the_same_diarienummer_stand_apart(cell: Cell) -> None:
    facts = [cell(remiss_id=remiss, number=number) for number in "12" for remiss in ("r2", "r1")]
    assert [each.remiss_id for each in status_rows(facts, today=TODAY)] == ["r1", "r1", "r2", "r2"]


def test_closed_and_makulerade_can_be_left_out(cell: Cell) -> None:
    facts = [cell(remiss_state=state) for state in RemissState]
    rows = status_rows(facts, today=TODAY, include_closed=False)
    assert len(rows) == 2
    assert {each.state.light for each in rows} == {Light.NONE}


def test_what_has_changed_since_an_earlier_list_is_marked(cell: Cell, decided: Cell) -> None:
    earlier = [cell(), cell(number="2", recommendation_id="rek2")]
    now = [decided(), cell(number="2", recommendation_id="rek2"), cell(number="3", recommendation_id="rek3")]
    changes = {each.number: each.change for each in status_rows(now, today=D(2025, 5, 15), earlier=earlier)}
    assert changes == {
        "1": "ändrat: läge, ställningstagande, åtgärd, ansvarig, tidsplan, status",
        "2": "",
        "3": "ny",
    }
    assert {each.change for each in status_rows(now, today=TODAY)} == {""}


def test_the_sum_of_each_namnd(cell: Cell, decided: Cell) -> None:
    facts = [
        cell(namnd="ÅN", deadline=D(2025, 4, 3)),
        cell(namnd="ÅN", deadline=D(2025, 4, 10)),
        cell(namnd="ÅN", deadline=D(2025, 6, 1)),
        cell(namnd="ÅN", deadline=None),
        decided(namnd="ÅN"),
        decided(namnd="SN"),
        cell(namnd="BUN", remiss_state=RemissState.CLOSED),
    ]
    assert summarise(status_rows(facts, today=TODAY)) == [
        NamndSummary(
            namnd="ÅN", total=5, answered=1, remaining=4, late=1, soon=1, undated=1, next_deadline=D(2025, 4, 10)
        ),
        NamndSummary(namnd="BUN", total=1, answered=0, remaining=0, late=0, soon=0, undated=0, next_deadline=None),
        NamndSummary(namnd="SN", total=1, answered=1, remaining=0, late=0, soon=0, undated=0, next_deadline=None),
    ]


FACTS = st.fixed_dictionaries(
    {
        "namnd": st.sampled_from(["BUN", "SN", "ÅN"]),
        "remiss_state": st.sampled_from(RemissState),
        "deadline": st.none() | st.dates(D(2025, 3, 1), D(2025, 6, 1)),
        "asked": st.booleans(),
        "has_response": st.booleans(),
        "decided_paragraph": st.none() | st.just("7"),
        "position": st.none() | st.sampled_from(Position),
        "is_owner": st.booleans(),
        "diarienummer": st.text(max_size=5),
    }
)


@given(st.lists(FACTS, max_size=8), st.randoms(use_true_random=False))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_cell_is_on_the_list_once_and_in_the_sums(
    cell: Cell, changes: list[dict[str, object]], order: random.Random
) -> None:
    facts = [cell(recommendation_id=str(number), number=str(number), **each) for number, each in enumerate(changes)]
    rows = status_rows(facts, today=TODAY)
    shuffled = list(facts)
    order.shuffle(shuffled)
    assert status_rows(shuffled, today=TODAY) == rows
    assert sorted(each.number for each in rows) == sorted(each.number for each in facts)
    assert all(each.state.light is Light.RED for each in rows if each.remaining and (each.days_left or 0) < 0)
    sums = summarise(rows)
    assert sum(each.total for each in sums) == len(facts)
    assert all(each.late + each.soon + each.undated <= each.remaining for each in sums)
