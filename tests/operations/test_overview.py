"""The list of remisser: that it adds up what Svarsläge has, and what it says of the example."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.coverage import CellState, cell_state, is_open
from secretary_app.domain.model import (
    Addressee,
    ChainRole,
    ChainStep,
    Decision,
    Dispatch,
    Document,
    DocumentKind,
    Entity,
    Measure,
    MeasureNamnd,
    Namnd,
    Outcome,
    PlannedStep,
    Position,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
    StepKind,
)
from secretary_app.domain.remiss_state import BadgeState, RemissStatus
from secretary_app.domain.status_facts import StatusFacts
from secretary_app.domain.status_list import RowState, status_rows
from secretary_app.operations.overview import filter_counts, is_mine, overview
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)
LACKS = (CellState.NO_MEASURE, CellState.NO_RESPONSIBLE, CellState.NO_TIMEFRAME)
LACK_ROWS = (RowState.NO_MEASURE, RowState.NO_RESPONSIBLE, RowState.NO_TIMEFRAME)


def _chance_remiss(chance: random.Random, bodies: list[Namnd]) -> Iterator[Entity]:
    """A remiss as odd as the register allows: whole, unaddressed, shared, asked or not, answered or not."""
    owner = bodies[0]
    remiss = Remiss(
        id=new_id(), title="Granskning", owner_id=owner.id, state=chance.choice(list(RemissState)), answer_by=TODAY
    )
    yield remiss
    asked = chance.sample(bodies[1:], chance.randint(0, 3))
    decisions = [
        Decision(
            id=new_id(), remiss_id=remiss.id, namnd_id=body.id, meeting_date=TODAY, outcome=chance.choice(list(Outcome))
        )
        for body in bodies
    ]
    yield from decisions
    for body in asked:
        deadline = chance.choice([None, TODAY + dt.timedelta(days=chance.randint(-30, 60))])
        sent = chance.choice([None, dt.date(2026, 1, 2)])
        yield Referral(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, deadline=deadline, sent=sent)
    questions: list[str | None] = [None]
    for number in range(chance.randint(0, 3)):
        question = Recommendation(id=new_id(), remiss_id=remiss.id, number=str(number), text="Gör.", position=number)
        questions.append(question.id)
        yield question
        for body in chance.sample(bodies, chance.randint(0, 3)):
            yield Addressee(id=new_id(), recommendation_id=question.id, namnd_id=body.id)
        if chance.random() < 0.3:
            yield Addressee(id=new_id(), recommendation_id=question.id, words="Berörda nämnder")
    for question_id in questions:
        yield from _chance_answers(chance, remiss, question_id, bodies, decisions)


def _chance_answers(
    chance: random.Random, remiss: Remiss, question_id: str | None, bodies: list[Namnd], decisions: list[Decision]
) -> Iterator[Entity]:
    for body, decision in zip(bodies, decisions, strict=True):
        if chance.random() < 0.5:
            yield Response(
                id=new_id(),
                remiss_id=remiss.id,
                recommendation_id=question_id,
                namnd_id=body.id,
                position=chance.choice([None, *Position]),
                decision_id=chance.choice([None, decision.id]),
            )
    for _ in range(chance.randint(0, 2)):
        measure = Measure(
            id=new_id(),
            remiss_id=remiss.id,
            recommendation_id=question_id,
            text="Rutin",
            responsible=chance.choice(["", "Chef"]),
            timeframe=chance.choice(["", "-", "ej fastställd", "2026-12-31", "Löpande"]),
        )
        yield measure
        for body in chance.sample(bodies, chance.randint(0, 2)):
            yield MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=body.id)


@pytest.fixture
def bodies() -> list[Namnd]:
    return [Namnd(id=new_id(), abbreviation=name, name=name) for name in ("KS", "BUN", "KFN", "OSN", "SBN")]


@pytest.fixture
def empty(tmp_path: Path, bodies: list[Namnd]) -> Iterator[Register]:
    with Register.open(tmp_path / "slump.beredd", write=True, create=True) as register:
        with register.change("Lade in nämnder") as change:
            change.add(*bodies)
        yield register


@pytest.mark.parametrize("seed", range(4))
def test_the_sums_are_those_of_the_cells(empty: Register, bodies: list[Namnd], seed: int) -> None:
    chance = random.Random(seed)
    with empty.change("Lade in") as change:
        for _ in range(60):
            change.add_all(list(_chance_remiss(chance, bodies)))
    expected: dict[tuple[str, str], list[StatusFacts]] = {}
    for fact in empty.status_facts(open_only=False):
        if not fact.is_owner:
            expected.setdefault((fact.remiss_id, fact.namnd_id), []).append(fact)
    found = {(body.remiss_id, body.namnd_id): body for body in empty.overview_facts(TODAY).bodies}
    assert found.keys() == expected.keys()
    assert len(found) > 60
    for key, cells in expected.items():
        states = [cell_state(cell) for cell in cells]
        body = found[key]
        assert body.total == len(cells)
        assert body.decided == sum(not is_open(cell) for cell in cells)
        assert body.drafted == states.count(CellState.DRAFT)
        lacks = (body.without_measure, body.without_responsible, body.without_timeframe)
        assert lacks == tuple(states.count(lack) for lack in LACKS)
        assert (body.sent, body.deadline, body.asked) == (cells[0].sent, cells[0].deadline, cells[0].asked)


@pytest.mark.parametrize("seed", [10, 11])
def test_a_badge_is_late_when_a_row_of_the_status_list_is(empty: Register, bodies: list[Namnd], seed: int) -> None:
    chance = random.Random(seed)
    with empty.change("Lade in") as change:
        for _ in range(60):
            change.add_all(list(_chance_remiss(chance, bodies)))
    rows = status_rows(empty.status_facts(open_only=False), today=TODAY)
    late = {(row.remiss_id, row.namnd) for row in rows if row.state is RowState.LATE and row.namnd != "KS"}
    shown = {(row.id, badge.namnd): badge.state for row in overview(empty, TODAY) for badge in row.badges}
    assert late == {key for key, state in shown.items() if state is BadgeState.LATE}
    assert late
    lacking = {(row.remiss_id, row.namnd) for row in rows if row.state in LACK_ROWS and row.namnd != "KS"}
    assert lacking
    answered = {key for key, state in shown.items() if state is BadgeState.DONE}
    assert not lacking & answered


def test_what_the_example_says(register: Register) -> None:
    rows = {row.diarienummer: row for row in overview(register, TODAY)}
    assert next(iter(rows)) in ("KS/2025:188", "KS/2025:266")
    late = rows["KS/2025:266"]
    assert late.status is RemissStatus.LATE
    assert [(badge.namnd, badge.state) for badge in late.badges] == [
        ("SBN", BadgeState.LATE),
        ("BUN", BadgeState.TODO),
        ("OSN", BadgeState.DONE),
    ]
    assert (late.answered, late.total, late.alone) == (2, 3, "")
    assert late.next is not None
    assert late.next.words == "SBN skulle svara"
    followed = rows["KS/2026:47"]
    assert (followed.subtitle, followed.alone) == ("Uppföljning av KS/2025:143", "bara KS svarar")
    assert rows["KS/2025:211"].status is RemissStatus.UNDATED
    assert rows["KS/2025:58"].subtitle == "Motion"
    assert rows["KS/2024:118"].subtitle == "Granskning"
    assert "sbn" in late.search_text
    assert "otillåten påve" in late.search_text


def test_the_chips_count(register: Register) -> None:
    rows = overview(register, TODAY)
    counts = filter_counts(rows, " malva TJÄRNFORS ")
    assert (counts.open, counts.closed) == (7, 4)
    assert counts.open + counts.closed == len(rows)
    assert counts.mine == sum(row.handlaggare == "Malva Tjärnfors" and row.is_open for row in rows) > 0
    assert filter_counts(rows, "").mine == 0
    assert not any(is_mine(row, "Malva") for row in rows)


def test_late_rows_stand_on_top_and_closed_ones_last(register: Register) -> None:
    ranks = [row.status.rank for row in overview(register, TODAY)]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0
    assert {row.diarienummer for row in overview(register, TODAY)[-1:]} == {"KS/2025:219"}


def test_names_are_sorted_as_swedes_do(register: Register) -> None:
    rows = overview(register, TODAY)
    by_number = [row.diarienummer for row in sorted(rows, key=lambda row: row.diarienummer_key)]
    assert by_number[:3] == ["KS/2024:118", "KS/2025:31", "KS/2025:58"]
    assert sorted(rows, key=lambda row: row.title_key)[0].title.startswith("Enkät")
    assert all(row.sender_key for row in rows)


@pytest.fixture
def planned(empty: Register, bodies: list[Namnd]) -> tuple[Register, Remiss, dict[str, Namnd]]:
    """A remiss of KS with BUN asked, and an accepted plan: BUN 1 April, KS papers 20 April, KS 29 April, out 10 May."""
    ks, bun, kfn, *_ = bodies
    remiss = Remiss(id=new_id(), diarienummer="KS/2026:5", title="X", owner_id=ks.id, answer_by=dt.date(2026, 5, 12))
    steps = [
        (bun, StepKind.MEETING, dt.date(2026, 4, 1)),
        (ks, StepKind.MANUSSTOPP, dt.date(2026, 4, 20)),
        (ks, StepKind.MEETING, dt.date(2026, 4, 29)),
        (ks, StepKind.JUSTERING, dt.date(2026, 5, 6)),
        (kfn, StepKind.MEETING, dt.date(2026, 3, 12)),
        (ks, StepKind.DISPATCH, dt.date(2026, 5, 10)),
    ]
    with empty.change("Lade in") as change:
        change.add(
            remiss,
            ChainStep(id=new_id(), owner_id=ks.id, position=1, namnd_id=ks.id, role=ChainRole.DECIDES),
            ChainStep(id=new_id(), owner_id=ks.id, position=2, namnd_id=kfn.id, role=ChainRole.INFORMED),
            Referral(id=new_id(), remiss_id=remiss.id, namnd_id=bun.id, deadline=dt.date(2026, 4, 15), sent=TODAY),
            *(
                PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, kind=kind, date=date)
                for body, kind, date in steps
            ),
        )
    return empty, remiss, {body.abbreviation: body for body in bodies}


def _next(register: Register, today: dt.date) -> tuple[dt.date | None, str, RemissStatus]:
    row = overview(register, today)[0]
    assert row.next is not None
    return row.next.date, row.next.words, row.status


def test_the_plan_gives_the_next_deadline_until_it_is_done(
    planned: tuple[Register, Remiss, dict[str, Namnd]],
) -> None:
    register, remiss, body = planned
    # KFN is only informed and holds nothing up.
    assert _next(register, TODAY)[:2] == (dt.date(2026, 4, 1), "BUN beslutar")
    # A meeting that has passed is not waited for any more; the answer is.
    assert _next(register, dt.date(2026, 4, 2))[:2] == (dt.date(2026, 4, 15), "BUN svarar")
    assert _next(register, dt.date(2026, 4, 16)) == (dt.date(2026, 4, 15), "BUN skulle svara", RemissStatus.LATE)
    own = Decision(id=new_id(), remiss_id=remiss.id, namnd_id=body["BUN"].id, meeting_date=dt.date(2026, 4, 1))
    given = Response(id=new_id(), remiss_id=remiss.id, namnd_id=body["BUN"].id, decision_id=own.id)
    with register.change("BUN beslutade") as change:
        change.add(own, given)
    assert _next(register, dt.date(2026, 4, 16))[:2] == (dt.date(2026, 4, 20), "KS tjänsteskrivelse")
    assert _next(register, dt.date(2026, 4, 21))[2] is RemissStatus.LATE
    paper = Document(
        id=new_id(),
        remiss_id=remiss.id,
        namnd_id=body["KS"].id,
        kind=DocumentKind.TJANSTESKRIVELSE,
        path="x.docx",
        digest="0",
        made=TODAY,
    )
    with register.change("Skrev") as change:
        change.add(paper)
    assert _next(register, dt.date(2026, 4, 21))[:2] == (dt.date(2026, 4, 29), "KS beslutar")
    decision = Decision(
        id=new_id(), remiss_id=remiss.id, namnd_id=body["KS"].id, meeting_date=dt.date(2026, 4, 29), paragraph="61"
    )
    with register.change("KS beslutade") as change:
        change.add(decision)
        change.update(Remiss(**{**vars(register.get(Remiss, remiss.id)), "state": RemissState.ANSWERED}))
    assert _next(register, dt.date(2026, 4, 30)) == (
        dt.date(2026, 5, 6),
        "KS § 61 justeras",
        RemissStatus.ANSWERED,
    )
    assert _next(register, dt.date(2026, 5, 7))[:2] == (dt.date(2026, 5, 10), "expediering")
    with register.change("Expedierade") as change:
        change.add(Dispatch(id=new_id(), remiss_id=remiss.id, what="Yttrande", recipient="R", sent=dt.date(2026, 5, 8)))
    assert overview(register, dt.date(2026, 5, 9))[0].next is None


def test_a_plan_that_ends_too_late_does_not_fit(planned: tuple[Register, Remiss, dict[str, Namnd]]) -> None:
    register, remiss, body = planned
    day = dt.date(2026, 1, 7)
    assert _next(register, day)[2] is RemissStatus.ON_TIME
    referral = register.find(Referral, remiss_id=remiss.id)[0]
    with register.change("Flyttade") as change:
        moved = change.update(Referral(**{**vars(referral), "deadline": dt.date(2026, 3, 31)}))
    assert _next(register, day)[2] is RemissStatus.MISFIT
    with register.change("Flyttade") as change:
        change.update(Referral(**{**vars(moved), "deadline": dt.date(2026, 4, 15)}))
        late = PlannedStep(
            id=new_id(), remiss_id=remiss.id, namnd_id=body["KS"].id, kind=StepKind.DISPATCH, date=dt.date(2026, 5, 13)
        )
        change.add(late)
    assert _next(register, day)[2] is RemissStatus.MISFIT


def test_an_empty_register_has_no_rows(empty: Register) -> None:
    assert overview(empty, TODAY) == []
    assert filter_counts([], "Anna").open == 0


def test_an_earlier_day_can_be_looked_at(planned: tuple[Register, Remiss, dict[str, Namnd]]) -> None:
    register, remiss, _ = planned
    before = register.operations()[0].no
    with register.change("Skickade om") as change:
        change.update(Remiss(**{**vars(remiss), "version": 1, "title": "Ny rubrik"}))
    with register.as_of(before) as past:
        assert [row.title for row in overview(past, TODAY)] == ["X"]
        assert _next(past, TODAY)[:2] == (dt.date(2026, 4, 1), "BUN beslutar")
    assert overview(register, TODAY)[0].title == "Ny rubrik"


def test_the_list_is_read_again_when_something_was_changed_here_or_elsewhere_or_another_day_has_come(
    register: Register,
) -> None:
    with Register.open(register.path) as reader:
        first = overview(reader, TODAY)
        first.clear()
        kept = overview(reader, TODAY)
        assert kept
        assert all(one is other for one, other in zip(kept, overview(reader, TODAY), strict=True))
        assert overview(reader, TODAY + dt.timedelta(days=400))[0].status is RemissStatus.LATE
        remiss = register.get(Remiss, kept[0].id)
        with register.change("Bytte rubrik") as change:
            change.update(replace(remiss, title="Ny rubrik"))
        assert "Ny rubrik" in {row.title for row in overview(reader, TODAY)}
        register.undo(register.operations()[0].no)
        assert "Ny rubrik" not in {row.title for row in overview(reader, TODAY)}


def test_what_is_not_committed_is_not_remembered(register: Register) -> None:
    row = overview(register, TODAY)[0]

    def fail() -> None:
        with register.change("Bytte rubrik") as change:
            change.update(replace(register.get(Remiss, row.id), title="Ny rubrik"))
            assert overview(register, TODAY)[0].title == "Ny rubrik"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert overview(register, TODAY)[0].title == row.title
