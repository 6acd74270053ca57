"""The plan in the register: shown, fixed step by step, accepted, undone."""

import datetime as dt
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import (
    ENTITIES,
    Addressee,
    DeadlineChange,
    Entity,
    Meeting,
    Namnd,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
    StepKind,
)
from secretary_app.domain.planning import Plan
from secretary_app.operations.deciding import decide
from secretary_app.operations.plans import PlanView, StepOf, accept_plan, fix_step, loosen_steps, plan_view
from secretary_app.operations.referring import refer
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

DAY = dt.date.fromisoformat
NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)


def _body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


@pytest.fixture
def remiss(register: Register) -> Remiss:
    """One recommendation to OSN and BUN, to be answered by the end of June."""
    row = Remiss(
        id="krisberedskap",
        diarienummer="KS/2026:31",
        title="Granskning av krisberedskapen",
        owner_id=_body(register, "KS").id,
        received=DAY("2026-03-05"),
        answer_by=DAY("2026-06-30"),
    )
    with register.change("Registrerade KS/2026:31") as change:
        change.add(row, Recommendation(id="rek", remiss_id=row.id, number="1", position=1, text="Öva oftare."))
        for name in ("OSN", "BUN"):
            change.add(Addressee(id=f"till-{name}", recommendation_id="rek", namnd_id=_body(register, name).id))
    return replace(row, version=1)


def _plan(register: Register, remiss: Remiss) -> Plan:
    plan = plan_view(register, remiss).plan
    assert plan is not None
    return plan


def _steps(view: PlanView) -> dict[tuple[str, StepKind], dt.date]:
    return {(each.step.body, each.step.kind): each.step.date for each in view.steps}


def _everything(register: Register) -> dict[tuple[type[Entity], str], Entity]:
    return {(kind, row.id): replace(row, version=0) for kind in ENTITIES for row in register.find(kind)}


def test_before_it_is_accepted_the_plan_is_only_shown(register: Register, remiss: Remiss) -> None:
    view = plan_view(register, remiss)
    assert (view.is_accepted, view.differs, view.kept, view.why_not) == (False, [], (), "")
    assert _steps(view)["OSN", StepKind.INTERNAL_DEADLINE] == DAY("2026-05-08")
    assert all(each.done is None for each in view.steps)
    assert {each.step.kind for each in view.steps if each.can_fix} == {
        StepKind.MEETING,
        StepKind.MANUSSTOPP,
        StepKind.INTERNAL_DEADLINE,
        StepKind.DISPATCH,
    }
    assert register.find(Referral, remiss_id=remiss.id) == []


def test_without_a_date_to_answer_by_there_is_a_sentence(register: Register) -> None:
    undated = next(row for row in register.find(Remiss, answer_by=None))
    view = plan_view(register, undated)
    assert view.plan is None
    assert "har inget svarsdatum" in view.why_not


def test_to_accept_keeps_the_steps_and_prepares_the_internremisser(register: Register, remiss: Remiss) -> None:
    before = _everything(register)
    plan = _plan(register, remiss)
    register.take_committed()
    assert accept_plan(register, remiss, plan) == ["Internremisser till BUN och OSN förbereddes."]
    (committed,) = register.take_committed()
    assert committed.label == "Använde planen: KS/2026:31"
    rows = register.find(PlannedStep, remiss_id=remiss.id)
    names = {row.id: row.abbreviation for row in register.find(Namnd)}
    assert {(names[row.namnd_id], row.kind, row.date, row.immediate_justering, row.reason) for row in rows} == {
        (each.body, each.kind, each.date, each.immediate_justering, each.reason) for each in plan.steps
    }
    assert not any(row.fixed for row in rows)
    (dispatch,) = (row for row in rows if row.kind is StepKind.DISPATCH)
    assert dispatch.namnd_id == remiss.owner_id
    asked = register.find(Referral, remiss_id=remiss.id)
    assert {(names[row.namnd_id], row.deadline, row.sent) for row in asked} == {
        ("OSN", DAY("2026-05-08"), None),
        ("BUN", DAY("2026-05-08"), None),
    }
    view = plan_view(register, remiss)
    assert (view.is_accepted, view.differs) == (True, [])
    register.undo(committed.no)
    assert _everything(register) == before


def test_to_accept_the_same_plan_again_changes_nothing(register: Register, remiss: Remiss) -> None:
    accept_plan(register, remiss, _plan(register, remiss))
    register.take_committed()
    assert accept_plan(register, remiss, _plan(register, remiss)) == ["Planen används redan."]
    assert register.take_committed() == []


def test_a_moved_plan_is_told_and_moves_the_deadlines(register: Register, remiss: Remiss) -> None:
    accept_plan(register, remiss, _plan(register, remiss))
    refer(register, remiss, "OSN", sent=DAY("2026-03-12"))
    meeting = register.find(Meeting, namnd_id=_body(register, "KSAU").id, date=DAY("2026-05-25"))[0]
    with register.change("Ställde in KSAU 25 maj") as change:
        change.update(replace(meeting, cancelled=True))
    view = plan_view(register, remiss)
    assert any(
        each.startswith("KSAU:s sammanträde är 25 maj i planen som används, men räknas") for each in view.differs
    )
    assert any(each.startswith("OSN:s interna svarsdatum är 8 maj i planen som") for each in view.differs)
    assert not any("KSAU:s manusstopp" in each for each in view.differs)
    notes = accept_plan(register, remiss, _plan(register, remiss))
    changes = register.find(DeadlineChange, remiss_id=remiss.id)
    assert {(each.old, each.reason) for each in changes} == {(DAY("2026-05-08"), "Planen")}
    assert len(changes) == 2
    assert "Internremissen till OSN är redan skickad, så säg till." in notes
    assert not any("till BUN är redan skickad" in note for note in notes)
    assert plan_view(register, remiss).differs == []


def test_who_has_answered_keeps_the_deadline_and_is_done(register: Register, remiss: Remiss) -> None:
    accept_plan(register, remiss, _plan(register, remiss))
    refer(register, remiss, "OSN", deadline=DAY("2026-04-30"), sent=DAY("2026-03-12"))
    osn = _body(register, "OSN")
    with register.change("Svar") as change:
        change.add(Response(id="s", remiss_id=remiss.id, recommendation_id="rek", namnd_id=osn.id, text="Ja."))
    assert not any(each.done for each in plan_view(register, remiss).steps if each.step.kind is StepKind.MEETING)
    decide(register, remiss, "OSN", meeting=DAY("2026-02-18"), paragraph="12")
    done = {(each.step.body, each.step.kind): each.done for each in plan_view(register, remiss).steps if each.done}
    assert done == {
        ("OSN", StepKind.INTERNREMISS): DAY("2026-03-12"),
        ("OSN", StepKind.MANUSSTOPP): DAY("2026-02-04"),
        ("OSN", StepKind.MEETING): DAY("2026-02-18"),
        ("OSN", StepKind.JUSTERING): DAY("2026-03-04"),
        ("OSN", StepKind.INTERNAL_DEADLINE): DAY("2026-02-18"),
    }
    accept_plan(register, remiss, _plan(register, remiss))
    (referral,) = register.find(Referral, remiss_id=remiss.id, namnd_id=osn.id)
    assert referral.deadline == DAY("2026-04-30")
    assert not any(each.startswith("OSN") for each in plan_view(register, remiss).differs)


def test_the_rest_is_planned_around_a_fixed_step(register: Register, remiss: Remiss) -> None:
    ksau = _body(register, "KSAU")
    step = fix_step(register, remiss, ksau.id, StepKind.MEETING, DAY("2026-04-27"))
    assert register.find(PlannedStep, remiss_id=remiss.id) == [step]
    view = plan_view(register, remiss)
    assert _steps(view)["KSAU", StepKind.MEETING] == DAY("2026-04-27")
    assert [(each.step.body, each.step.date) for each in view.steps if each.step.fixed] == [("KSAU", DAY("2026-04-27"))]
    assert not view.is_accepted
    assert refer(register, remiss, "OSN").referral.deadline == _plan(register, remiss).internal_deadlines["OSN"]
    assert _plan(register, remiss).internal_deadlines["OSN"] < DAY("2026-04-27")
    again = fix_step(register, remiss, ksau.id, StepKind.MEETING, DAY("2026-05-25"))
    assert register.find(PlannedStep, remiss_id=remiss.id) == [again]
    loosen_steps(register, remiss, [StepOf(ksau.id, StepKind.MEETING)])
    assert register.find(PlannedStep, remiss_id=remiss.id) == []
    assert [each.label for each in register.operations(2)] == [
        "Låste upp KSAU:s sammanträde: KS/2026:31",
        "Låste KSAU:s sammanträde till 25 maj: KS/2026:31",
    ]


def test_in_an_accepted_plan_a_fixed_step_stays_when_it_is_loosened(register: Register, remiss: Remiss) -> None:
    accept_plan(register, remiss, _plan(register, remiss))
    ksau = _body(register, "KSAU")
    how_many = len(register.find(PlannedStep, remiss_id=remiss.id))
    fix_step(register, remiss, ksau.id, StepKind.MEETING, DAY("2026-04-27"))
    accept_plan(register, remiss, _plan(register, remiss))
    (fixed,) = register.find(PlannedStep, remiss_id=remiss.id, fixed=True)
    assert (fixed.date, fixed.kind) == (DAY("2026-04-27"), StepKind.MEETING)
    assert len(register.find(PlannedStep, remiss_id=remiss.id)) == how_many
    loosen_steps(register, remiss, [StepOf(ksau.id, StepKind.MEETING)])
    assert register.find(PlannedStep, remiss_id=remiss.id, fixed=True) == []
    assert any(
        each.startswith("KSAU:s sammanträde är 27 april i planen som används, men räknas nu till 25 maj")
        for each in plan_view(register, remiss).differs
    )


def test_a_fixed_meeting_that_was_cancelled_is_told(register: Register, remiss: Remiss) -> None:
    ksau = _body(register, "KSAU")
    fix_step(register, remiss, ksau.id, StepKind.MEETING, DAY("2026-04-27"))
    assert plan_view(register, remiss).differs == []
    meeting = register.find(Meeting, namnd_id=ksau.id, date=DAY("2026-04-27"))[0]
    with register.change("Ställde in KSAU 27 april") as change:
        change.update(replace(meeting, cancelled=True))
    assert plan_view(register, remiss).differs == [
        "KSAU:s sammanträde 27 april är låst, men hålls inte längre. Lås upp det."
    ]
    loosen_steps(register, remiss, [StepOf(ksau.id, StepKind.MEETING)])
    assert plan_view(register, remiss).differs == []


def test_an_old_plan_does_not_move_what_was_fixed_since(register: Register, remiss: Remiss) -> None:
    old = _plan(register, remiss)
    fixed = fix_step(register, remiss, _body(register, "KSAU").id, StepKind.MEETING, DAY("2026-04-27"))
    accept_plan(register, remiss, old)
    assert register.find(PlannedStep, remiss_id=remiss.id, fixed=True) == [fixed]
    accept_plan(register, remiss, _plan(register, remiss))
    loosen_steps(register, remiss, [StepOf(fixed.namnd_id, fixed.kind)])
    accept_plan(register, remiss, old)
    assert register.find(PlannedStep, remiss_id=remiss.id, fixed=True) == []
    assert plan_view(register, remiss).differs == []


@pytest.mark.parametrize(
    ("body", "kind", "date", "sentence"),
    [
        (
            "BUN",
            StepKind.MEETING,
            "2026-05-06",
            "BUN har inget sammanträde 6 maj. Lägg in det under Sammanträden först.",
        ),
        ("BUN", StepKind.JUSTERING, "2026-05-06", "Det steget följer av de andra"),
        ("BUN", StepKind.INTERNAL_DEADLINE, "2026-03-04", "4 mars ligger före den dag remissen kom in, 5 mars"),
        ("KFN", StepKind.INTERNAL_DEADLINE, "2026-05-06", "planen har inget sådant steg"),
        ("BUN", StepKind.DISPATCH, "2026-05-06", "planen har inget sådant steg"),
    ],
)
def test_what_cannot_be_fixed(
    register: Register, remiss: Remiss, body: str, kind: StepKind, date: str, sentence: str
) -> None:
    register.take_committed()
    with pytest.raises(UserError, match=sentence):
        fix_step(register, remiss, _body(register, body).id, kind, DAY(date))
    assert register.take_committed() == []


def test_what_is_not_fixed_cannot_be_loosened(register: Register, remiss: Remiss) -> None:
    with pytest.raises(UserError, match="KSAU:s sammanträde är inte låst"):
        loosen_steps(register, remiss, [StepOf(_body(register, "KSAU").id, StepKind.MEETING)])


def test_a_closed_remiss_is_left_alone(register: Register, remiss: Remiss) -> None:
    plan = _plan(register, remiss)
    closed = replace(remiss, state=RemissState.CLOSED)
    ks = _body(register, "KS").id
    with pytest.raises(UserError, match="är avslutad"):
        accept_plan(register, closed, plan)
    with pytest.raises(UserError, match="är avslutad"):
        fix_step(register, closed, ks, StepKind.DISPATCH, DAY("2026-06-25"))
    with pytest.raises(UserError, match="är avslutad"):
        loosen_steps(register, closed, [StepOf(ks, StepKind.DISPATCH)])


def test_a_fixed_step_that_the_plan_lost_is_told_and_can_be_loosened(register: Register, remiss: Remiss) -> None:
    bun = _body(register, "BUN")
    fix_step(register, remiss, bun.id, StepKind.INTERNAL_DEADLINE, DAY("2026-05-06"))
    with register.change("Riktade om rekommendationen") as change:
        change.remove(register.get(Addressee, "till-BUN"))
    view = plan_view(register, remiss)
    assert view.plan is None
    assert "Ta bort låsningen" in view.why_not
    assert [(each.step.body, each.step.fixed) for each in view.kept] == [("BUN", True)]
    assert view.steps == view.kept
    loosen_steps(register, remiss, [StepOf(bun.id, StepKind.INTERNAL_DEADLINE)])
    assert plan_view(register, remiss).plan is not None


def test_a_step_of_who_answers_directly_is_fixed_in_its_own_plan(register: Register, remiss: Remiss) -> None:
    refer(register, remiss, "BUN", direct=True)
    bun = _body(register, "BUN")
    fix_step(register, remiss, bun.id, StepKind.DISPATCH, DAY("2026-06-12"))
    view = plan_view(register, remiss)
    assert _steps(view)["BUN", StepKind.DISPATCH] == DAY("2026-06-12")
    assert _steps(view)["KS", StepKind.DISPATCH] == DAY("2026-06-30")
    accept_plan(register, remiss, _plan(register, remiss))
    (direct,) = register.find(Referral, remiss_id=remiss.id, namnd_id=bun.id)
    assert (direct.direct, direct.deadline) == (True, DAY("2026-06-30"))


def test_a_plan_that_does_not_fit_can_be_used_and_says_so(register: Register, remiss: Remiss) -> None:
    with register.change("Kortare tid") as change:
        late = change.update(replace(remiss, answer_by=DAY("2026-03-31")))
    plan = _plan(register, late)
    assert plan.problems
    assert any(note.startswith("Planen går inte ihop (") for note in accept_plan(register, late, plan))


def test_an_answer_read_in_does_not_disturb_the_plan(register: Register, remiss: Remiss) -> None:
    accept_plan(register, remiss, _plan(register, remiss))
    kept = register.find(PlannedStep, remiss_id=remiss.id)
    decide(register, remiss, "KS", meeting=DAY("2026-06-10"), paragraph="99")
    assert register.find(PlannedStep, remiss_id=remiss.id) == kept
    done = {(each.step.body, each.step.kind) for each in plan_view(register, remiss).steps if each.done}
    assert done == {("KS", StepKind.MANUSSTOPP), ("KS", StepKind.MEETING)}, "its minutes are not adjusted yet"


_FIXES = st.lists(
    st.tuples(
        st.sampled_from(["KS", "KSAU", "OSN", "BUN", "KF"]),
        st.sampled_from([StepKind.MEETING, StepKind.MANUSSTOPP, StepKind.INTERNAL_DEADLINE, StepKind.DISPATCH]),
        st.integers(0, 15),
    ),
    max_size=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fixes=_FIXES, accept_first=st.booleans())
def test_what_is_fixed_holds_and_all_of_it_can_be_undone(
    example_register: Path, fixes: list[tuple[str, StepKind, int]], accept_first: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(example_register, Path(folder) / "r.beredd"))
        with Register.open(path, write=True, clock=lambda: NOW) as register:
            remiss = next(row for row in register.find(Remiss) if row.diarienummer == "KS/2026:11")
            before = _everything(register)
            if accept_first:
                accept_plan(register, remiss, _plan(register, remiss))
            wanted = dict[tuple[str, StepKind], dt.date]()
            for name, kind, number in fixes:
                namnd = _body(register, name)
                days = [row.date for row in register.find(Meeting, namnd_id=namnd.id) if row.date >= DAY("2026-01-12")]
                date = days[number % len(days)]
                try:
                    fix_step(register, remiss, namnd.id, kind, date)
                except UserError:
                    continue
                wanted[name, kind] = date
            view = plan_view(register, remiss)
            assert {
                (each.step.body, each.step.kind): each.step.date for each in view.steps if each.step.fixed
            } == wanted
            accept_plan(register, remiss, _plan(register, remiss))
            assert plan_view(register, remiss).differs == []
            rows = register.find(PlannedStep, remiss_id=remiss.id, fixed=True)
            names = {row.id: row.abbreviation for row in register.find(Namnd)}
            assert {(names[row.namnd_id], row.kind): row.date for row in rows} == wanted
            for committed in reversed(register.take_committed()):
                register.undo(committed.no)
            assert _everything(register) == before
            assert register.check() == []
