import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.model import StepKind
from secretary_app.domain.planning import PlanStep
from secretary_app.domain.planning.comparison import differences, step_name

TODAY = dt.date(2026, 3, 11)


def _step(body: str, kind: StepKind, day: str, immediate: bool = False) -> PlanStep:
    return PlanStep(body, kind, dt.date.fromisoformat(day), immediate)


_PLAN = [
    _step("OSN", StepKind.INTERNREMISS, "2026-03-12"),
    _step("OSN", StepKind.MANUSSTOPP, "2026-04-01"),
    _step("OSN", StepKind.MEETING, "2026-04-15"),
    _step("OSN", StepKind.JUSTERING, "2026-04-29"),
    _step("OSN", StepKind.INTERNAL_DEADLINE, "2026-05-08"),
    _step("KS", StepKind.DISPATCH, "2027-01-05"),
]


def _with(step: PlanStep) -> list[PlanStep]:
    """The plan with this step in the place of the one of its body and kind."""
    return [step if (each.body, each.kind) == (step.body, step.kind) else each for each in _PLAN]


@pytest.mark.parametrize(
    ("computed", "sentences"),
    [
        (_PLAN, []),
        (_with(_step("OSN", StepKind.INTERNREMISS, "2026-03-20")), []),
        (
            _with(_step("OSN", StepKind.MANUSSTOPP, "2026-03-31")),
            ["OSN:s manusstopp är 1 april i planen som används, men räknas nu till 31 mars."],
        ),
        (
            _with(_step("OSN", StepKind.MEETING, "2026-04-15", immediate=True)),
            ["OSN:s sammanträde 15 april behöver nu omedelbar justering."],
        ),
        (
            _with(_step("KS", StepKind.DISPATCH, "2026-12-30")),
            ["KS:s expediering är 5 januari 2027 i planen som används, men räknas nu till 30 december."],
        ),
        (
            [*_PLAN, _step("KSAU", StepKind.MEETING, "2026-05-25"), _step("KSAU", StepKind.MANUSSTOPP, "2026-05-13")],
            ["KSAU:s sammanträde 25 maj finns inte i planen som används."],
        ),
        (_PLAN[:4] + _PLAN[5:], ["OSN:s interna svarsdatum 8 maj behövs inte längre."]),
        (
            [
                *_with(_step("OSN", StepKind.MEETING, "2026-04-22", immediate=True))[2:],
                _step("OSN", StepKind.MANUSSTOPP, "2026-04-08"),
            ],
            ["OSN:s sammanträde är 15 april i planen som används, men räknas nu till 22 april."],
        ),
    ],
)
def test_what_differs_is_told_step_by_step(computed: list[PlanStep], sentences: list[str]) -> None:
    assert differences(_PLAN, computed, TODAY) == sentences


def test_justering_that_is_no_longer_needed_at_once() -> None:
    accepted = _with(_step("OSN", StepKind.MEETING, "2026-04-15", immediate=True))
    assert differences(accepted, _PLAN, TODAY) == [
        "OSN:s sammanträde 15 april behöver inte längre omedelbar justering."
    ]


@pytest.mark.parametrize("kind", StepKind)
def test_every_step_has_a_name(kind: StepKind) -> None:
    assert "KFN" in step_name("KFN", kind)


_STEPS = st.lists(
    st.builds(
        PlanStep,
        st.sampled_from(["KS", "OSN"]),
        st.sampled_from(StepKind),
        st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 9)),
        st.booleans(),
    ),
    max_size=8,
)


@given(_STEPS, _STEPS)
def test_plans_agree_only_where_what_is_compared_is_the_same(
    accepted: list[PlanStep], computed: list[PlanStep]
) -> None:
    kinds = {*StepKind} - {StepKind.INTERNREMISS, StepKind.JUSTERING}

    def compared(steps: list[PlanStep]) -> dict[tuple[str, StepKind, dt.date], bool]:
        return {(each.body, each.kind, each.date): each.immediate_justering for each in steps if each.kind in kinds}

    found = differences(accepted, computed, TODAY)
    assert (found == []) == (compared(accepted) == compared(computed))
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in found)
    assert differences(accepted, accepted, TODAY) == []
