"""The list of deadlines: what stands in it, that it agrees with the other lists, and what follows when one is moved."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow, Group, numbers_in_words
from secretary_app.domain.model import (
    Addressee,
    DeadlineChange,
    Decision,
    Dispatch,
    Document,
    DocumentKind,
    Entity,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Meeting,
    Namnd,
    NamndKind,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
    StepKind,
)
from secretary_app.domain.remiss_state import BadgeState, RemissStatus
from secretary_app.domain.status_list import RowState, status_rows
from secretary_app.operations.deadline_list import deadline_rows, late_deadlines
from secretary_app.operations.deadline_page import deadline_page
from secretary_app.operations.editing_deadlines import change_answer_by, change_referral_deadline
from secretary_app.operations.history import undo_last
from secretary_app.operations.moving_deadlines import following, moving_deadline
from secretary_app.operations.overview import overview
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plans import accept_plan
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)
DAY = dt.timedelta(days=1)


@pytest.fixture
def bodies() -> dict[str, Namnd]:
    made = [
        Namnd(id=new_id(), abbreviation=name, name=name, justering_days=7, manusstopp_days=12)
        for name in ("KS", "OSN", "BUN")
    ]
    return {each.abbreviation: each for each in made}


@pytest.fixture
def empty(tmp_path: Path, bodies: dict[str, Namnd]) -> Iterator[Register]:
    """A register with KS, OSN and BUN, which meet on the 20th of each month of 2026."""
    clock = lambda: dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)  # noqa: E731
    with Register.open(tmp_path / "frister.beredd", write=True, create=True, clock=clock) as register:
        with register.change("Lade in") as change:
            change.add(*bodies.values())
            change.add_all(
                Meeting(id=new_id(), namnd_id=body.id, date=dt.date(2026, month, 20))
                for body in bodies.values()
                for month in range(1, 13)
            )
        yield register


def asked_remiss(register: Register, bodies: dict[str, Namnd], **fields: object) -> Remiss:
    """Recommendations 1 to 4 to OSN, asked with a date of its own; KS answers by the end of June."""
    remiss = Remiss(
        id=new_id(),
        diarienummer="KS/2026:31",
        title="Granskning av krisberedskap",
        sender="Revisorerna",
        received=dt.date(2026, 3, 2),
        answer_by=dt.date(2026, 6, 30),
        owner_id=bodies["KS"].id,
        handlaggare="Per Åkesson",
    )
    remiss = replace(remiss, **fields)
    referral = Referral(
        id=new_id(),
        remiss_id=remiss.id,
        namnd_id=bodies["OSN"].id,
        deadline=dt.date(2026, 4, 1),
        sent=dt.date(2026, 3, 3),
        handlaggare="Maja Lind",
    )
    with register.change("Lade in") as change:
        change.add(remiss, referral)
        for place in range(1, 5):
            question = Recommendation(id=new_id(), remiss_id=remiss.id, number=str(place), text="Gör.", position=place)
            change.add(question, Addressee(id=new_id(), recommendation_id=question.id, namnd_id=bodies["OSN"].id))
    return register.get(Remiss, remiss.id)


def kinds(register: Register) -> dict[DeadlineKind, DeadlineRow]:
    return {row.kind: row for row in deadline_rows(register, TODAY)}


def add(register: Register, *rows: Entity) -> None:
    with register.change("Lade in") as change:
        change.add(*rows)


def test_an_answer_is_told_with_its_numbers_and_who_writes_it(empty: Register, bodies: dict[str, Namnd]) -> None:
    remiss = asked_remiss(empty, bodies)
    rows = deadline_rows(empty, TODAY)
    assert [row.kind for row in rows] == [DeadlineKind.ANSWER, DeadlineKind.ANSWER_BY]
    answer, answer_by = rows
    assert answer.what == "OSN svarar på rekommendation 1–4"
    assert (answer.date, answer.handlaggare, answer.namnder) == (dt.date(2026, 4, 1), "Maja Lind", "OSN")
    assert (answer.group, answer.state) == (Group.LATER, BadgeState.ON_TIME)
    assert (answer_by.what, answer_by.handlaggare) == ("Svar till Revisorerna", "Per Åkesson")
    late = deadline_rows(empty, dt.date(2026, 4, 2))[0]
    assert late.what == "OSN skulle svara på rekommendation 1–4"
    assert (late.group, late.state, late.remiss_id) == (Group.LATE, BadgeState.LATE, remiss.id)


def test_what_lacks_a_date_comes_right_after_what_is_late(empty: Register, bodies: dict[str, Namnd]) -> None:
    asked_remiss(empty, bodies, answer_by=TODAY - DAY)
    undated = asked_remiss(empty, bodies, answer_by=None)
    referral = empty.find(Referral, remiss_id=undated.id)[0]
    with empty.change("Tog bort datum") as change:
        change.update(replace(referral, deadline=None))
    rows = deadline_rows(empty, TODAY)
    assert [row.group for row in rows] == [Group.LATE, Group.UNDATED, Group.UNDATED, Group.LATER]
    assert {row.kind for row in rows[1:3]} == {DeadlineKind.ANSWER, DeadlineKind.ANSWER_BY}


@pytest.mark.parametrize(
    ("day", "group"),
    [
        (TODAY, Group.THIS_WEEK),
        (dt.date(2026, 3, 15), Group.THIS_WEEK),
        (dt.date(2026, 3, 16), Group.NEXT_WEEK),
        (dt.date(2026, 3, 22), Group.NEXT_WEEK),
        (dt.date(2026, 3, 23), Group.LATER),
    ],
)
def test_weeks_go_from_monday_to_sunday(empty: Register, bodies: dict[str, Namnd], day: dt.date, group: Group) -> None:
    asked_remiss(empty, bodies, answer_by=day)
    assert kinds(empty)[DeadlineKind.ANSWER_BY].group is group


def test_the_accepted_plan_gives_papers_and_dispatch(empty: Register, bodies: dict[str, Namnd]) -> None:
    remiss = asked_remiss(empty, bodies)
    accept_plan(empty, remiss, plan_now(empty, remiss))
    found = kinds(empty)
    own, theirs = found[DeadlineKind.OWN_PAPERS], found[DeadlineKind.BODY_PAPERS]
    steps = {(each.namnd_id, each.kind): each.date for each in empty.find(PlannedStep, remiss_id=remiss.id)}
    assert own.date == steps[bodies["KS"].id, StepKind.MANUSSTOPP]
    assert theirs.date == steps[bodies["OSN"].id, StepKind.MANUSSTOPP]
    assert own.what.startswith("Tjänsteskrivelse till KS 20 ")
    assert theirs.handlaggare == "Maja Lind"
    meeting = steps[bodies["OSN"].id, StepKind.MEETING]
    passed = {row.kind: row for row in deadline_rows(empty, meeting)}[DeadlineKind.BODY_PAPERS]
    assert passed.state is BadgeState.TODO
    assert DeadlineKind.BODY_PAPERS not in {row.kind for row in deadline_rows(empty, meeting + DAY)}
    written = Document(
        id=new_id(),
        remiss_id=remiss.id,
        namnd_id=bodies["KS"].id,
        kind=DocumentKind.TJANSTESKRIVELSE,
        path="t.docx",
        digest="0",
        made=TODAY,
    )
    add(empty, written)
    assert DeadlineKind.OWN_PAPERS not in kinds(empty)


def test_what_is_sent_is_waited_for_no_more(empty: Register, bodies: dict[str, Namnd]) -> None:
    remiss = asked_remiss(empty, bodies)
    add(empty, Dispatch(id=new_id(), remiss_id=remiss.id, what="Svar", recipient="Revisorerna", sent=TODAY))
    assert DeadlineKind.ANSWER_BY not in kinds(empty)


def test_measures_by_their_words_until_they_are_done(empty: Register, bodies: dict[str, Namnd]) -> None:
    remiss = asked_remiss(empty, bodies, state=RemissState.CLOSED)
    measure = Measure(
        id=new_id(), remiss_id=remiss.id, text="Ta fram\nen rutin", responsible="Chefen\nStaben", timeframe="våren 2025"
    )
    add(empty, measure, MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=bodies["OSN"].id))
    add(empty, Measure(id=new_id(), remiss_id=remiss.id, text="Alltid", timeframe="kontinuerligt"))
    add(empty, Measure(id=new_id(), remiss_id=remiss.id, text="När som helst"))
    (row,) = deadline_rows(empty, TODAY)
    assert (row.what, row.handlaggare, row.namnder) == ("Ta fram en rutin", "Chefen, Staben", "OSN")
    assert (row.date, row.state, row.is_closed) == (dt.date(2025, 6, 30), BadgeState.LATE, True)
    add(empty, MeasureStatus(id=new_id(), measure_id=measure.id, status=MeasureState.DONE, as_of=TODAY))
    assert deadline_rows(empty, TODAY) == []


def test_a_measure_of_a_draft_is_no_promise(empty: Register, bodies: dict[str, Namnd]) -> None:
    remiss, osn = asked_remiss(empty, bodies), bodies["OSN"].id
    question = empty.find(Recommendation, remiss_id=remiss.id)[0].id
    response = Response(id=new_id(), remiss_id=remiss.id, recommendation_id=question, namnd_id=osn)
    measure = Measure(id=new_id(), remiss_id=remiss.id, recommendation_id=question, text="Rutin")
    add(empty, response, measure, MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=osn))
    assert DeadlineKind.MEASURE not in kinds(empty)
    decision = Decision(id=new_id(), remiss_id=remiss.id, namnd_id=osn, meeting_date=TODAY)
    add(empty, decision)
    with empty.change("Beslutade") as change:
        change.update(replace(empty.get(Response, response.id), decision_id=decision.id))
    assert kinds(empty)[DeadlineKind.MEASURE].group is Group.UNDATED
    assert kinds(empty)[DeadlineKind.ANSWER].what == "OSN svarar på rekommendation 2–4"


def test_the_example_is_late_where_the_other_lists_say_so(register: Register) -> None:
    rows = deadline_rows(register, TODAY)
    of_remisser = {row.remiss_id for row in rows if row.is_late and row.kind is not DeadlineKind.MEASURE}
    listed = overview(register, TODAY)
    assert of_remisser == {row.id for row in listed if row.status is RemissStatus.LATE}
    assert late_deadlines(register, TODAY) == sum(row.is_late for row in rows) == 8
    status = status_rows(register.status_facts(), today=TODAY)
    late_cells = {(row.remiss_id, row.namnd_id) for row in status if row.state is RowState.LATE}
    owners = {each.id: each.owner_id for each in register.find(Remiss)}
    late_answers = {
        (row.remiss_id, row.namnd_ids[0]) for row in rows if row.is_late and row.kind is DeadlineKind.ANSWER
    }
    assert late_answers == {cell for cell in late_cells if owners[cell[0]] != cell[1]}
    measures = {row.remiss_id for row in rows if row.is_late and row.kind is DeadlineKind.MEASURE and not row.is_closed}
    assert {row.remiss_id for row in status if row.state is RowState.MEASURE_LATE} <= measures


@pytest.mark.parametrize("seed", range(3))
def test_a_remiss_is_late_just_when_one_of_its_rows_is(empty: Register, bodies: dict[str, Namnd], seed: int) -> None:
    chance = random.Random(seed)
    with empty.change("Lade in") as change:
        for _ in range(200):
            change.add_all(list(_by_chance(chance, list(bodies.values()))))
    rows = [row for row in deadline_rows(empty, TODAY) if row.kind is not DeadlineKind.MEASURE]
    late = {row.remiss_id for row in rows if row.is_late}
    expected = {row.id for row in overview(empty, TODAY) if row.status is RemissStatus.LATE}
    assert late == expected
    assert 10 < len(late) < 150
    assert len({row.key for row in rows}) == len(rows)


def _by_chance(chance: random.Random, bodies: list[Namnd]) -> Iterator[Entity]:
    def some_day() -> dt.date | None:
        return chance.choice([None, TODAY + dt.timedelta(days=chance.randint(-20, 90))])

    remiss = Remiss(
        id=new_id(),
        title="Granskning",
        owner_id=bodies[0].id,
        state=chance.choice([RemissState.OPEN] * 3 + list(RemissState)),
        answer_by=some_day(),
    )
    yield remiss
    for body in chance.sample(bodies[1:], chance.randint(0, 2)):
        yield Referral(
            id=new_id(), remiss_id=remiss.id, namnd_id=body.id, deadline=some_day(), sent=chance.choice([None, TODAY])
        )
        decision = Decision(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, meeting_date=TODAY)
        answer = Response(
            id=new_id(), remiss_id=remiss.id, namnd_id=body.id, decision_id=chance.choice([None, decision.id])
        )
        yield from (decision, answer)
    for kind in StepKind:
        for body in bodies:
            if chance.random() < 0.3:
                date = TODAY + dt.timedelta(days=chance.randint(-20, 90))
                yield PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, kind=kind, date=date)
    if chance.random() < 0.3:
        yield Dispatch(id=new_id(), remiss_id=remiss.id, what="Svar", recipient="R", sent=TODAY)


def test_the_page_has_a_line_for_each_body_that_meets_or_answers(empty: Register, bodies: dict[str, Namnd]) -> None:
    add(empty, Namnd(id=new_id(), abbreviation="AB", name="Bolaget", kind=NamndKind.BOLAG))
    asked_remiss(empty, bodies)
    page = deadline_page(empty, TODAY)
    assert [name for _, name in page.bodies] == ["BUN", "KS", "OSN"]
    first = min((each for each in page.meetings if each.date >= TODAY), key=lambda each: (each.date, each.namnd_id))
    assert (first.date, first.manusstopp) == (dt.date(2026, 3, 20), dt.date(2026, 3, 6))


def test_an_anstand_moves_what_follows_in_one_operation(empty: Register, bodies: dict[str, Namnd]) -> None:
    remiss = asked_remiss(empty, bodies)
    accept_plan(empty, remiss, plan_now(empty, remiss))
    before = {each.id: each for each in empty.find(PlannedStep)}
    deadline = empty.find(Referral, remiss_id=remiss.id)[0].deadline
    moving = moving_deadline(empty, remiss.id, "")
    assert (moving.old, moving.is_used) == (dt.date(2026, 6, 30), True)
    new = dt.date(2026, 9, 30)
    told = following(empty, moving, new)
    saved = change_answer_by(empty, moving.remiss, new, "Anstånd beviljat", "revisorerna", replan=True)
    after = empty.find(Referral, remiss_id=remiss.id)[0].deadline
    assert after != deadline
    assert any("Internt svarsdatum för OSN flyttas från" in each for each in told.moves)
    assert any(each.startswith("KS:s sammanträde flyttas från") for each in told.moves)
    assert any("OSN flyttades från" in each for each in saved.notes)
    assert following(empty, moving_deadline(empty, remiss.id, ""), new).moves == ()
    history = moving_deadline(empty, remiss.id, "").history
    assert history == ("Flyttad från 30 juni till 30 september: Anstånd beviljat (beviljat av revisorerna).",)
    undo_last(empty)
    assert {each.id: replace(each, version=0) for each in empty.find(PlannedStep)} == {
        id: replace(each, version=0) for id, each in before.items()
    }
    assert empty.find(Referral, remiss_id=remiss.id)[0].deadline == deadline
    assert empty.get(Remiss, remiss.id).answer_by == dt.date(2026, 6, 30)


def test_an_internal_deadline_stays_where_it_was_put(empty: Register, bodies: dict[str, Namnd]) -> None:
    remiss = asked_remiss(empty, bodies)
    accept_plan(empty, remiss, plan_now(empty, remiss))
    moving = moving_deadline(empty, remiss.id, bodies["OSN"].id)
    assert moving.referral is not None
    new = dt.date(2026, 4, 8)
    told = following(empty, moving, new)
    assert any(each.startswith("OSN:s sammanträde flyttas") for each in told.moves)
    change_referral_deadline(empty, remiss, moving.referral, new, "Nämnden vill bli klar", replan=True)
    assert empty.get(Referral, moving.referral.id).deadline == new
    kept = empty.find(PlannedStep, namnd_id=bodies["OSN"].id, kind=StepKind.INTERNAL_DEADLINE)
    assert [(each.date, each.fixed) for each in kept] == [(new, True)]
    row = kinds(empty)[DeadlineKind.ANSWER]
    assert [change.new for change in row.moved][-1] == new
    assert empty.find(DeadlineChange, referral_id=moving.referral.id)[-1].reason == "Nämnden vill bli klar"
    undo_last(empty)
    assert not empty.find(PlannedStep, namnd_id=bodies["OSN"].id, kind=StepKind.INTERNAL_DEADLINE)[0].fixed


def test_without_replanning_only_the_day_moves(empty: Register, bodies: dict[str, Namnd]) -> None:
    remiss = asked_remiss(empty, bodies)
    accept_plan(empty, remiss, plan_now(empty, remiss))
    before = empty.find(PlannedStep)
    change_answer_by(empty, remiss, dt.date(2026, 9, 30), "Anstånd")
    assert empty.find(PlannedStep) == before


@given(st.sets(st.integers(1, 40), min_size=1))
def test_numbers_in_words_name_each_number(numbers: set[int]) -> None:
    words = numbers_in_words([str(each) for each in numbers])
    named: set[int] = set()
    for part in words.replace(" och ", ", ").split(", "):
        first, _, last = part.partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == numbers


def test_numbers_that_are_words_stay() -> None:
    assert numbers_in_words(["1", "2", "3", "4"]) == "1–4"
    assert numbers_in_words(["1", "3", "5", "6", "7"]) == "1, 3 och 5–7"
    assert numbers_in_words(["2.1", "b"]) == "2.1 och b"
