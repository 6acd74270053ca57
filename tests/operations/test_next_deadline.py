"""The next deadline of a remiss is the same wherever it is shown: Remisser, its head, Frister, Översikt, a calendar."""

import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest
import vobject

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow
from secretary_app.domain.model import Remiss
from secretary_app.domain.remiss_state import BadgeState, RemissStatus
from secretary_app.operations.calendar_files import make_calendar
from secretary_app.operations.deadline_page import deadline_page
from secretary_app.operations.due import due
from secretary_app.operations.oversikt import oversikt
from secretary_app.operations.overview import RemissRow, overview
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plans import accept_plan
from secretary_app.operations.remiss_head import remiss_head
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

TODAY = dt.date(2026, 3, 11)
DAYS = [TODAY + dt.timedelta(days=days) for days in (-250, -40, 0, 30, 55, 120)]
_NO_DEADLINE = ("beslutar", "justeras")
"""A meeting that comes before anything is due is the next day of a remiss, but no deadline."""


@pytest.fixture(params=["as it is", "with plans"])
def planned(register: Register, request: pytest.FixtureRequest) -> Register:
    """The example, as it is and with every plan accepted that can be."""
    if request.param == "with plans":
        accepted = 0
        for row in overview(register, TODAY):
            try:
                remiss = register.get(Remiss, row.id)
                accept_plan(register, remiss, plan_now(register, remiss))
                accepted += 1
            except UserError:
                continue
        assert accepted
    return register


def waited_for(register: Register, today: dt.date) -> dict[str, list[DeadlineRow]]:
    """By remiss what Frister lists of it, measures and the namnder's own papers aside."""
    found: defaultdict[str, list[DeadlineRow]] = defaultdict(list)
    for row in deadline_page(register, today).rows:
        if row.kind not in (DeadlineKind.MEASURE, DeadlineKind.BODY_PAPERS):
            found[row.remiss_id].append(row)
    return found


def first_of(rows: list[DeadlineRow]) -> dt.date | None:
    return min((each.date for each in rows if each.date is not None), default=None)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_remisser_and_frister_agree(planned: Register, today: dt.date) -> None:
    frister = waited_for(planned, today)
    compared = 0
    for row in overview(planned, today):
        if row.status in (RemissStatus.CLOSED, RemissStatus.VOID) or row.next is None:
            assert row.id not in frister or row.is_open
            continue
        rows, first = frister[row.id], first_of(frister[row.id])
        if row.next.date is None:
            assert any(each.date is None for each in rows)
        elif row.next.words.endswith(_NO_DEADLINE):
            assert first is None or row.next.date <= first
        else:
            assert row.next.date == first
            same = [each for each in rows if each.date == first]
            assert row.next.state in {each.state for each in same} | _sooner(row, same)
            compared += 1
    assert compared


def _sooner(row: RemissRow, same: list[DeadlineRow]) -> set[BadgeState]:
    """What Remisser says of the day alone, where Frister tells how far the answer has come."""
    told = {BadgeState.DRAFT, BadgeState.NOT_SENT, BadgeState.TODO}
    if any(each.kind is DeadlineKind.ANSWER and each.state in told for each in same):
        return {BadgeState.ON_TIME, BadgeState.SOON}
    return set()


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_head_has_the_days_of_frister(planned: Register, today: dt.date) -> None:
    compared = 0
    for remiss_id, rows in waited_for(planned, today).items():
        head = remiss_head(planned, planned.get(Remiss, remiss_id), today)
        of_kind = {kind: [each for each in rows if each.kind is kind] for kind in DeadlineKind}
        for each in of_kind[DeadlineKind.ANSWER_BY]:
            assert head.answer_by == each.date
        answers = next((step for step in head.steps if step.words.endswith("svarar")), None)
        answer = first_of(of_kind[DeadlineKind.ANSWER])
        if answers is not None and answer is not None and answers.date is not None:
            assert answers.date == answer
            compared += 1
        for each in of_kind[DeadlineKind.OWN_PAPERS]:
            papers = next(step for step in head.steps if step.words == "Tjänsteskrivelse")
            assert papers.date == each.date
            compared += 1
    assert compared


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_oversikt_shows_the_rows_of_frister(planned: Register, today: dt.date) -> None:
    rows = {each.key: each for each in deadline_page(planned, today).rows}
    found = oversikt(planned, today)
    assert all(rows[each.key] == each for each in found.shown)
    assert found.deadlines.rows == list(rows.values())


def test_a_calendar_has_each_day_of_frister_once(planned: Register, tmp_path: Path) -> None:
    path = tmp_path / "frister.ics"
    make_calendar(planned, path)
    events = vobject.readOne(path.read_bytes().decode("utf-8")).contents["vevent"]
    days = {each.uid.value: each.dtstart.value for each in events if each.status.value == "CONFIRMED"}
    last = TODAY + dt.timedelta(days=365)
    listed = {each.key for each in deadline_page(planned, TODAY).rows}
    compared = 0
    for each in due(planned, TODAY):
        assert each.row.key in listed
        if each.row.date is not None and (each.row.is_late or TODAY <= each.row.date <= last):
            assert days[f"{each.id}@beredd"] == each.row.date
            compared += 1
    assert compared
