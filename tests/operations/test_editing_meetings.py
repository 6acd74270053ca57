"""Meetings shown a year at a time, added, moved, cancelled and taken away."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import Decision, Meeting, Namnd, NamndKind, PlannedStep, Remiss, RemissState, StepKind
from secretary_app.domain.workdays import back_to_working_day
from secretary_app.operations.editing_meetings import (
    MeetingState,
    add_many_meetings,
    add_meetings,
    bodies_with_next_meeting,
    change_meeting,
    meetings_of,
    remove_meeting,
)
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)


def body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


def undo(register: Register) -> None:
    register.undo(register.operations(1)[0].no)


def open_one(register: Register) -> Remiss:
    return register.find(Remiss, state="öppen")[0]


@pytest.fixture
def vn(register: Register) -> Namnd:
    """A body without meetings."""
    added = Namnd(id=new_id(), abbreviation="VN", name="Valnämnden", manusstopp_days=10)
    with register.change("Valnämnden") as change:
        change.add(added)
    return register.get(Namnd, added.id)


def planned(register: Register, meeting: Meeting) -> Remiss:
    remiss = open_one(register)
    step = PlannedStep(
        id=new_id(), remiss_id=remiss.id, namnd_id=meeting.namnd_id, kind=StepKind.MEETING, date=meeting.date
    )
    with register.change("Använde planen") as change:
        change.add(step)
    return remiss


def test_a_year_of_meetings(register: Register) -> None:
    board = body(register, "KS")
    rows = meetings_of(register, board.id, 2026, TODAY)
    dates = [row.meeting.date for row in rows]
    assert dates == sorted(dates)
    assert {date.year for date in dates} == {2026}
    states = [row.state for row in rows]
    assert states.count(MeetingState.NEXT) == 1
    following = states.index(MeetingState.NEXT)
    assert all(state is MeetingState.HELD for state in states[:following])
    assert all(state is MeetingState.COMING for state in states[following + 1 :])
    for row in rows:
        if not row.by_hand:
            counted = row.meeting.date - dt.timedelta(days=board.manusstopp_days)
            assert row.manusstopp == back_to_working_day(counted)
            assert ("därför är manusstoppet" in row.remark) == (row.manusstopp != counted)
    assert any(row.remisser for row in meetings_of(register, board.id, 2025, TODAY))
    with pytest.raises(UserError, match="Nämnden finns inte"):
        meetings_of(register, "borta", 2026, TODAY)


def test_a_manusstopp_moves_back_from_a_free_day_but_one_by_hand_stays(register: Register, vn: Namnd) -> None:
    add_meetings(register, vn.id, [(dt.date(2026, 5, 11), None), (dt.date(2026, 5, 12), dt.date(2026, 5, 2))])
    counted, by_hand = meetings_of(register, vn.id, 2026, TODAY)
    assert counted.manusstopp == dt.date(2026, 4, 30)
    assert counted.remark == "1 maj är helgdag, därför är manusstoppet 30 april."
    assert (by_hand.manusstopp, by_hand.by_hand) == (dt.date(2026, 5, 2), True)
    assert by_hand.remark == "Manusstoppet 2 maj är en lördag."
    assert by_hand.justering == dt.date(2026, 5, 12)


def test_the_minutes_are_adjusted_by_the_rule_of_the_body(register: Register) -> None:
    ks = body(register, "KS")
    row = next(each for each in meetings_of(register, ks.id, 2026, TODAY) if each.meeting.date == dt.date(2026, 5, 13))
    assert row.justering == dt.date(2026, 5, 20)


def test_bodies_that_meet_come_in_the_order_of_the_beredning(register: Register, vn: Namnd) -> None:
    rows = bodies_with_next_meeting(register, TODAY)
    names = [row.namnd.abbreviation for row in rows]
    assert names[:3] == ["KSAU", "KS", "KF"]
    assert "REV" not in names
    assert names[3:] == sorted(names[3:])
    assert next(row for row in rows if row.namnd.id == vn.id).next_meeting is None
    next_of_board = next(row.next_meeting for row in rows if row.namnd.abbreviation == "KS")
    assert next_of_board is not None
    change_meeting(register, replace(next_of_board, cancelled=True))
    later = next(row.next_meeting for row in bodies_with_next_meeting(register, TODAY) if row.namnd.kind == "styrelse")
    assert later is not None
    assert later.date > next_of_board.date
    with register.change("Upphörde") as change:
        change.update(replace(vn, valid_to=dt.date(2025, 12, 31)))
    assert "VN" not in [row.namnd.abbreviation for row in bodies_with_next_meeting(register, TODAY)]


def test_what_is_there_is_skipped_and_told(register: Register, vn: Namnd) -> None:
    first, second = dt.date(2026, 4, 14), dt.date(2026, 5, 12)
    add_meetings(register, vn.id, [(first, None)])
    saved = add_meetings(register, vn.id, [(first, None), (second, None), (second, None)])
    assert [(each.date, each.version) for each in saved.row.added] == [(second, 1)]
    assert saved.row.skipped == [(vn.id, first), (vn.id, second)]
    assert saved.notes == ["VN har redan sammanträde 14 april 2026 och 12 maj 2026."]
    count = len(register.operations())
    assert add_meetings(register, vn.id, [(first, None)]).row.added == []
    assert len(register.operations()) == count


def test_many_bodies_at_once_are_one_operation(register: Register, vn: Namnd) -> None:
    board = body(register, "KS")
    there = len(register.find(Meeting))
    saved = add_many_meetings(
        register, {vn.id: [(dt.date(2027, 1, 12), None)], board.id: [(dt.date(2027, 1, 13), dt.date(2027, 1, 2))]}
    )
    assert len(saved.row.added) == 2
    assert register.operations(1)[0].label == "Lade in 2 sammanträden för VN och KS"
    undo(register)
    assert len(register.find(Meeting)) == there


def test_odd_days_are_told_and_impossible_ones_refused(register: Register, vn: Namnd) -> None:
    notes = add_meetings(register, vn.id, [(dt.date(2026, 5, 1), None), (dt.date(2026, 5, 3), None)]).notes
    assert notes == ["VN:s sammanträde 1 maj är en helgdag.", "VN:s sammanträde 3 maj är en söndag."]
    with pytest.raises(UserError, match="ligger efter sammanträdet"):
        add_meetings(register, vn.id, [(dt.date(2026, 4, 1), dt.date(2026, 4, 2))])
    with pytest.raises(UserError, match="Året 2620"):
        add_meetings(register, vn.id, [(dt.date(2620, 4, 1), None)])
    with pytest.raises(UserError, match="inga datum"):
        add_meetings(register, vn.id, [])
    with pytest.raises(UserError, match="finns inte längre"):
        add_meetings(register, "borta", [(dt.date(2026, 4, 1), None)])


def test_a_meeting_moves_and_tells_whose_plan_goes_through_it(register: Register, vn: Namnd) -> None:
    (meeting,) = add_meetings(register, vn.id, [(dt.date(2026, 4, 14), None)]).row.added
    remiss = planned(register, meeting)
    assert meetings_of(register, vn.id, 2026, TODAY)[0].remisser == 1
    other = next(each for each in register.find(Remiss, state=RemissState.OPEN) if each.id != remiss.id)
    computed = {(vn.id, meeting.date): [remiss.id, other.id]}
    assert meetings_of(register, vn.id, 2026, TODAY, computed)[0].remisser == 2
    moved = change_meeting(register, replace(meeting, date=dt.date(2026, 4, 21)))
    assert moved.notes == [f"Planerat till 14 april 2026: {remiss.diarienummer}. Se över planen."]
    assert register.operations(1)[0].label == "Flyttade VN 14 april 2026 till 21 april 2026"
    with pytest.raises(UserError, match="Ändrad"):
        change_meeting(register, meeting)
    undo(register)
    assert register.get(Meeting, meeting.id).date == dt.date(2026, 4, 14)


def test_a_meeting_that_goes_to_another_year_is_pointed_out(register: Register, vn: Namnd) -> None:
    (meeting,) = add_meetings(register, vn.id, [(dt.date(2026, 4, 14), None)]).row.added
    assert change_meeting(register, replace(meeting, date=dt.date(2027, 4, 14))).notes == ["Det är ett annat år, 2027."]


def test_a_meeting_is_cancelled_and_taken_up_again(register: Register, vn: Namnd) -> None:
    (meeting,) = add_meetings(register, vn.id, [(dt.date(2026, 4, 14), None)]).row.added
    cancelled = change_meeting(register, replace(meeting, cancelled=True)).row
    assert meetings_of(register, vn.id, 2026, TODAY)[0].state is MeetingState.CANCELLED
    change_meeting(register, replace(cancelled, cancelled=False))
    assert meetings_of(register, vn.id, 2026, TODAY)[0].state is MeetingState.NEXT


def test_two_meetings_of_a_body_never_fall_on_one_day(register: Register, vn: Namnd) -> None:
    dates = [(dt.date(2026, 4, 14), None), (dt.date(2026, 4, 21), None)]
    first, second = add_meetings(register, vn.id, dates).row.added
    with pytest.raises(UserError, match="redan ett sammanträde 21 april"):
        change_meeting(register, replace(first, date=second.date))
    with pytest.raises(UserError, match="ligger efter"):
        change_meeting(register, replace(first, manusstopp=dt.date(2026, 4, 15)))


def test_a_meeting_with_a_decision_stays(register: Register, vn: Namnd) -> None:
    (meeting,) = add_meetings(register, vn.id, [(dt.date(2026, 4, 14), None)]).row.added
    with register.change("Beslut") as change:
        change.add(Decision(id=new_id(), remiss_id=open_one(register).id, namnd_id=vn.id, meeting_date=meeting.date))
    with pytest.raises(UserError, match="VN 14 april 2026 har 1 beslut och kan inte tas bort"):
        remove_meeting(register, meeting)
    undo(register)
    remove_meeting(register, meeting)
    assert not register.find(Meeting, namnd_id=vn.id)
    undo(register)
    assert register.find(Meeting, namnd_id=vn.id)


def test_auditors_are_shown_once_they_have_a_meeting(register: Register) -> None:
    auditors = register.find(Namnd, kind=NamndKind.REVISORER)[0]
    add_meetings(register, auditors.id, [(dt.date(2026, 4, 14), None)])
    assert auditors.id in {row.namnd.id for row in bodies_with_next_meeting(register, TODAY)}
