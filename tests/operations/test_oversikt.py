"""The overview: its figures are those of Frister, of Remisser and of the status list."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow, Group
from secretary_app.domain.model import Namnd, Referral, Remiss, RemissState
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.status_list import RowState, status_rows
from secretary_app.operations.deadline_list import deadline_rows, late_deadlines
from secretary_app.operations.oversikt import Doing, first_rows, oversikt, what_to_do
from secretary_app.operations.overview import overview
from secretary_app.store.register import Register

TODAY = dt.date(2026, 3, 11)
DAYS = [TODAY + dt.timedelta(days=days) for days in (-250, -40, 0, 30, 120)]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_its_figures_are_those_of_the_lists(register: Register, today: dt.date) -> None:
    found = oversikt(register, today)
    rows = deadline_rows(register, today)
    assert found.deadlines.rows == rows
    assert found.counts == Counter(each.group for each in rows)
    assert found.counts.get(Group.LATE, 0) == late_deadlines(register, today)
    late_answers = Counter(each.namnder for each in rows if each.kind is DeadlineKind.ANSWER and each.is_late)
    assert {each.namnd: each.late for each in found.progress if each.late} == late_answers
    badges = Counter(badge.namnd for row in overview(register, today) if row.is_open for badge in row.badges)
    assert {each.namnd: each.total for each in found.progress} == badges
    answered = sum(row.answered for row in overview(register, today) if row.is_open)
    assert sum(each.answered for each in found.progress) == answered


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_who_is_late_is_late_in_the_status_list(register: Register, today: dt.date) -> None:
    listed = status_rows(register.status_facts(), today=today)
    owners = {each.diarienummer: each.owner for each in overview(register, today)}
    late = {
        (row.diarienummer, row.namnd)
        for row in listed
        if row.state is RowState.LATE and row.namnd and row.namnd != owners[row.diarienummer]
    }
    found = oversikt(register, today)
    assert {namnd for _, namnd in late} == {each.namnd for each in found.progress if each.late}
    rows = {(each.diarienummer, each.namnder) for each in found.deadlines.rows if each.kind is DeadlineKind.ANSWER}
    assert late <= rows


def test_the_first_are_shown_and_the_rest_are_counted(register: Register) -> None:
    row = next(each for each in deadline_rows(register, TODAY) if each.kind is DeadlineKind.ANSWER)

    def many(group: Group, count: int) -> list[DeadlineRow]:
        return [row._replace(key=f"{group}-{place}", group=group) for place in range(count)]

    rows = [each for group in Group for each in many(group, 12)]
    assert Counter(each.group for each in first_rows(rows)) == {
        Group.LATE: 8,
        Group.THIS_WEEK: 8,
        Group.NEXT_WEEK: 5,
    }
    later = [each for each in rows if each.group is not Group.NEXT_WEEK]
    assert [each.key for each in first_rows(later)][-5:] == [f"{Group.LATER}-{place}" for place in range(5)]
    assert list(first_rows([])) == []


def test_late_namnder_come_first_then_those_that_have_answered_least(register: Register) -> None:
    progress = oversikt(register, TODAY).progress
    assert [(each.namnd, each.answered, each.late, each.total) for each in progress] == [
        ("KFN", 0, 1, 3),
        ("SBN", 2, 1, 4),
        ("BUN", 3, 0, 3),
        ("OSN", 2, 0, 2),
    ]


def test_what_is_lacking_is_counted_and_leads_to_its_remiss(register: Register, asked: Remiss) -> None:
    before = {each.words for each in oversikt(register, TODAY).lacks}
    with register.change("Tog bort diarienumret") as change:
        change.update(replace(register.get(Remiss, asked.id), diarienummer=""))
    found = oversikt(register, TODAY)
    new = [each for each in found.lacks if each.words not in before]
    assert [(each.words, [place.remiss_id for place in each.places]) for each in new] == [
        ("1 remiss saknar diarienummer", [asked.id])
    ]
    undated = [each for each in found.lacks if each.undated]
    assert sum(int(each.words.split()[0]) for each in undated) == found.counts[Group.UNDATED]


def test_a_closed_remiss_is_waited_for_by_nobody(register: Register, asked: Remiss) -> None:
    osn = register.find(Namnd, abbreviation="OSN")[0].id

    def total() -> int:
        return next((each.total for each in oversikt(register, TODAY).progress if each.namnd_id == osn), 0)

    before = total()
    with register.change("Avslutade") as change:
        change.update(replace(register.get(Remiss, asked.id), state=RemissState.CLOSED))
    assert total() == before - 1


def test_what_is_done_follows_what_is_due(register: Register, asked: Remiss) -> None:
    def doing(namnd: str, today: dt.date) -> tuple[Doing, str]:
        rows = oversikt(register, today).deadlines.rows
        return what_to_do(next(each for each in rows if each.remiss_id == asked.id and each.namnder == namnd))

    assert doing("OSN", TODAY) == (Doing.OPEN, "Öppna")
    assert doing("OSN", dt.date(2026, 5, 11)) == (Doing.REMIND, "Påminn OSN…")
    bun = next(each for each in register.find(Referral, remiss_id=asked.id) if each.sent is None)
    with register.change("Satte datum") as change:
        change.update(replace(bun, deadline=dt.date(2026, 4, 30)))
    row = next(each for each in deadline_rows(register, TODAY) if each.remiss_id == asked.id and each.namnder == "BUN")
    assert row.state is BadgeState.NOT_SENT
    assert doing("BUN", TODAY) == (Doing.SEND, "Skicka till BUN…")


def test_an_empty_register_has_nothing_to_show(tmp_path: Path) -> None:
    with Register.open(tmp_path / "tomt.beredd", write=True, create=True) as empty:
        found = oversikt(empty, TODAY)
    assert (found.shown, found.progress, found.lacks, found.has_remisser) == ((), (), (), False)
