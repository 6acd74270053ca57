"""An accepted plan's days are the same everywhere: internremisser, Frister, the calendar file and the drafts."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.model import (
    Document,
    DocumentKind,
    Meeting,
    Namnd,
    Referral,
    Remiss,
    StepKind,
)
from secretary_app.operations.calendar_files import make_calendar
from secretary_app.operations.deadline_list import deadline_rows
from secretary_app.operations.deciding import decide
from secretary_app.operations.documents import drafts
from secretary_app.operations.draft_dues import DraftDue
from secretary_app.operations.plans import accept_plan, plan_view
from secretary_app.store.register import Register

TODAY = dt.date(2026, 3, 11)
PAPERS = dt.date(2026, 4, 15)
"""KSAU:s manusstopp in the plan of ex-11."""


def _namnd(register: Register, name: str) -> Namnd:
    return register.find(Namnd, abbreviation=name)[0]


def _drafted(register: Register, kind: DocumentKind, name: str) -> DraftDue | None:
    id_ = f"{kind}-{name}"
    with register.change("Utkast") as change:
        if not register.find(Document, id=id_):
            change.add(
                Document(
                    id=id_,
                    remiss_id="ex-11",
                    namnd_id=_namnd(register, name).id,
                    kind=kind,
                    path=f"{id_}.docx",
                    digest="0" * 64,
                    made=TODAY,
                )
            )
    return next(row.due for row in drafts(register, "ex-11") if row.id == id_)


@pytest.fixture
def remiss(register: Register) -> Remiss:
    """Put to KFN as well, and its plan accepted."""
    with register.change("Internremiss") as change:
        change.add(Referral(id="till-kfn", remiss_id="ex-11", namnd_id=_namnd(register, "KFN").id, sent=TODAY))
    remiss = register.get(Remiss, "ex-11")
    plan = plan_view(register, remiss).plan
    assert plan is not None
    accept_plan(register, remiss, plan)
    return remiss


def test_the_internremiss_frister_and_the_calendar_file_have_the_days_of_the_plan(
    register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    kept = {(each.step.body, each.step.kind): each.step.date for each in plan_view(register, remiss).kept}
    assert kept["KSAU", StepKind.MANUSSTOPP] == PAPERS
    assert register.find(Referral, id="till-kfn")[0].deadline == kept["KFN", StepKind.INTERNAL_DEADLINE]
    rows = {row.kind: row for row in deadline_rows(register, TODAY) if row.remiss_id == remiss.id}
    assert rows[DeadlineKind.OWN_PAPERS].date == PAPERS
    assert rows[DeadlineKind.OWN_PAPERS].what == "Tjänsteskrivelse till KSAU 27 april"
    assert rows[DeadlineKind.BODY_PAPERS].date == kept["KFN", StepKind.MANUSSTOPP]
    assert rows[DeadlineKind.ANSWER].date == kept["KFN", StepKind.INTERNAL_DEADLINE]
    made = make_calendar(register, tmp_path / "alla.ics")
    events = Calendar.from_ical(made.path.read_bytes()).walk("VEVENT")
    days = {str(each["SUMMARY"]): each["DTSTART"].dt for each in events}
    assert days[f"Tjänsteskrivelse till KSAU 27 april, {remiss.diarienummer}"] == PAPERS


def test_each_draft_says_by_when_it_goes_to_whom(register: Register, remiss: Remiss) -> None:
    kept = {(each.step.body, each.step.kind): each.step.date for each in plan_view(register, remiss).kept}
    assert _drafted(register, DocumentKind.TJANSTESKRIVELSE, "KS") == DraftDue(PAPERS, "KSAU")
    assert _drafted(register, DocumentKind.YTTRANDE, "KFN") == DraftDue(kept["KFN", StepKind.MANUSSTOPP], "KFN")
    assert _drafted(register, DocumentKind.UNDERLAG, "KS") == DraftDue(kept["KS", StepKind.MANUSSTOPP], "KS")
    assert _drafted(register, DocumentKind.FOLJEBREV, "KS") == DraftDue(kept["KS", StepKind.DISPATCH], "")
    assert _drafted(register, DocumentKind.INTERNREMISS, "KFN") is None
    decide(register, remiss, "KSAU", meeting=dt.date(2026, 3, 9))
    assert _drafted(register, DocumentKind.TJANSTESKRIVELSE, "KS") is None
    assert _drafted(register, DocumentKind.UNDERLAG, "KS") == DraftDue(kept["KS", StepKind.MANUSSTOPP], "KS")


def test_a_plan_that_is_made_anew_moves_them_all_and_undo_moves_them_back(register: Register, remiss: Remiss) -> None:
    assert _drafted(register, DocumentKind.TJANSTESKRIVELSE, "KS") == DraftDue(PAPERS, "KSAU")
    meeting = register.find(Meeting, namnd_id=_namnd(register, "KSAU").id, date=dt.date(2026, 4, 27))[0]
    with register.change("Flyttade KSAU") as change:
        change.update(replace(meeting, date=dt.date(2026, 4, 24)))
    assert _drafted(register, DocumentKind.TJANSTESKRIVELSE, "KS") == DraftDue(PAPERS, "KSAU")
    plan = plan_view(register, remiss).plan
    assert plan is not None
    accept_plan(register, remiss, plan)
    due = _drafted(register, DocumentKind.TJANSTESKRIVELSE, "KS")
    assert due == DraftDue(dt.date(2026, 4, 10), "KSAU")
    assert register.find(Referral, id="till-kfn")[0].deadline == plan.internal_deadlines["KFN"]
    register.undo(register.operations(1)[0].no)
    assert _drafted(register, DocumentKind.TJANSTESKRIVELSE, "KS") == DraftDue(PAPERS, "KSAU")


def test_nothing_is_due_by_a_plan_that_is_not_used(register: Register) -> None:
    assert _drafted(register, DocumentKind.TJANSTESKRIVELSE, "KS") is None
