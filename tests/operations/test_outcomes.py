"""What each outcome of a body's meeting does to answers, matrix, status list, plan and the remiss (docs/regler.md)."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from secretary_app.domain.model import (
    Addressee,
    Decision,
    Namnd,
    Outcome,
    Position,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
    StepKind,
)
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.status_list import status_rows
from secretary_app.operations.deciding import decide
from secretary_app.operations.editing_answers import save_response
from secretary_app.operations.editing_decisions import change_decision, remove_decision
from secretary_app.operations.matrix import matrix
from secretary_app.operations.overview import overview
from secretary_app.operations.plan_progress import plan_now
from secretary_app.store.register import Register

TODAY = dt.date(2026, 3, 11)
MET = dt.date(2026, 3, 10)


@dataclass(frozen=True)
class Promised:
    decides: bool
    """Its answers are the body's own; of the owner's body the remiss is answered."""
    is_dealt_with: bool
    """The body need not meet again: the plan goes on."""
    is_minuted: bool = True
    """Minutes must be adjusted before it holds."""


PROMISED = {
    Outcome.DECISION: Promised(decides=True, is_dealt_with=True),
    Outcome.PROPOSAL: Promised(decides=False, is_dealt_with=True),
    Outcome.REFERRED_BACK: Promised(decides=False, is_dealt_with=False),
    Outcome.TABLED: Promised(decides=False, is_dealt_with=False),
    Outcome.CHAIR_DECISION: Promised(decides=True, is_dealt_with=True, is_minuted=False),
    Outcome.DELEGATED: Promised(decides=True, is_dealt_with=True, is_minuted=False),
    Outcome.ADMINISTRATION: Promised(decides=True, is_dealt_with=True, is_minuted=False),
}


@pytest.fixture
def remiss(register: Register) -> Remiss:
    """A recommendation to OSN and one to KS, who owns it; both have answered, nothing is decided."""
    osn, ks = (_body(register, name) for name in ("OSN", "KS"))
    row = Remiss(
        id="kris", diarienummer="KS/2026:31", title="Krisberedskap", owner_id=ks.id, received=dt.date(2026, 2, 2)
    )
    row = replace(row, answer_by=dt.date(2026, 6, 30))
    with register.change("Registrerade") as change:
        change.add(row)
        change.add(Referral(id="fraga", remiss_id=row.id, namnd_id=osn.id, sent=row.received, deadline=TODAY))
        for place, body in enumerate((osn, ks), 1):
            change.add(
                Recommendation(id=f"rek{place}", remiss_id=row.id, number=str(place), position=place, text="Öva."),
                Addressee(id=f"till{place}", recommendation_id=f"rek{place}", namnd_id=body.id),
            )
    row = register.get(Remiss, row.id)
    for place, body in enumerate((osn, ks), 1):
        save_response(register, row, body.id, f"rek{place}", Position.DISAGREES, "Nej.")
    return row


def _body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


def _decide(register: Register, remiss: Remiss, body: str, outcome: Outcome) -> Decision:
    return decide(register, remiss, body, meeting=MET, paragraph="57", outcome=outcome).decision


def _seen(register: Register, remiss: Remiss) -> dict[str, object]:
    """What the lists say of OSN and of the whole."""
    remiss = register.get(Remiss, remiss.id)
    shown = matrix(register, remiss, TODAY)
    cells = {column.abbreviation: row.cells[at] for row in shown.rows for at, column in enumerate(shown.columns)}
    osn = next(each for each in shown.columns if each.abbreviation == "OSN")
    row = next(each for each in overview(register, TODAY) if each.id == remiss.id)
    listed = {
        each.namnd: each.answered for each in status_rows(register.status_facts(remiss_id=remiss.id), today=TODAY)
    }
    steps = {(each.body, each.kind): each.date for each in plan_now(register, remiss).steps}
    return {
        "cell": cells["OSN"].state,
        "counts": (osn.answered, row.answered, row.total),
        "listed": listed,
        "state": remiss.state,
        "decided": {each.namnd_id for each in register.find(Response, remiss_id=remiss.id) if each.decision_id},
        "steps": steps,
    }


@pytest.mark.parametrize(("outcome", "promised"), PROMISED.items(), ids=lambda each: str(each))
def test_of_a_namnd_that_was_asked(register: Register, remiss: Remiss, outcome: Outcome, promised: Promised) -> None:
    osn = _body(register, "OSN")
    decision = _decide(register, remiss, "OSN", outcome)
    seen = _seen(register, remiss)
    assert seen["decided"] == ({osn.id} if promised.decides else set())
    assert seen["counts"] == ((1, 1, 1) if promised.decides else (0, 0, 1))
    assert seen["listed"] == {"OSN": promised.decides, "KS": False}
    assert (seen["cell"] is BadgeState.DONE) is promised.decides or seen["cell"] is BadgeState.NONE
    assert seen["state"] is RemissState.OPEN
    steps = seen["steps"]
    assert isinstance(steps, dict)
    held = {day for (body, kind), day in steps.items() if body == "OSN" and kind in _HELD}
    assert (held == {MET}) is promised.is_dealt_with, held
    if promised.is_dealt_with:
        adjusted = steps.get(("OSN", StepKind.JUSTERING))
        assert adjusted == (MET + dt.timedelta(days=osn.justering_days) if promised.is_minuted else None)
    else:
        assert min(held) > TODAY
    undone = remove_decision(register, register.get(Remiss, remiss.id), decision).row
    assert undone.id == decision.id
    assert _seen(register, remiss)["decided"] == set()


_HELD = (StepKind.MEETING, StepKind.CHAIR_DECISION, StepKind.ADMINISTRATION)


@pytest.mark.parametrize(("outcome", "promised"), PROMISED.items(), ids=lambda each: str(each))
def test_of_the_body_that_decides_for_the_owner(
    register: Register, remiss: Remiss, outcome: Outcome, promised: Promised
) -> None:
    _decide(register, remiss, "KS", outcome)
    seen = _seen(register, remiss)
    assert seen["state"] is (RemissState.ANSWERED if promised.decides else RemissState.OPEN)
    assert seen["decided"] == ({remiss.owner_id} if promised.decides else set())
    assert seen["listed"] == {"OSN": False, "KS": promised.decides}


@pytest.mark.parametrize("body", ["OSN", "KS"])
@pytest.mark.parametrize("before", Outcome)
def test_a_corrected_outcome_is_as_if_it_had_been_recorded_so(
    register: Register, remiss: Remiss, before: Outcome, body: str
) -> None:
    def only() -> Decision:
        (found,) = register.find(Decision, remiss_id=remiss.id)
        return found

    for after in Outcome:
        _decide(register, register.get(Remiss, remiss.id), body, after)
        wanted = _seen(register, remiss)
        remove_decision(register, register.get(Remiss, remiss.id), only())
        decision = _decide(register, register.get(Remiss, remiss.id), body, before)
        change_decision(register, register.get(Remiss, remiss.id), replace(decision, outcome=after))
        assert _seen(register, remiss) == wanted, after
        remove_decision(register, register.get(Remiss, remiss.id), only())
    assert register.check() == []
