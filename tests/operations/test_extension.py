"""Anstånd: asked for in a mail, noted until there is an answer, granted with the old day kept and a new plan."""

import datetime as dt
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from secretary_app.domain.model import (
    Attachment,
    DeadlineChange,
    Meeting,
    Namnd,
    PlannedStep,
    Referral,
    Remiss,
    StepKind,
)
from secretary_app.operations.extension import KIND, ask_for_time, begin_asking, refuse_request, requested
from secretary_app.operations.history import undo_last
from secretary_app.operations.moving_deadlines import grant_time
from secretary_app.operations.plan_page import plan_page
from secretary_app.operations.plans import accept_plan, plan_view
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

TODAY = dt.date(2026, 3, 11)
TO = "revision@alvstad.example"


def _namnd(register: Register, name: str) -> Namnd:
    return register.find(Namnd, abbreviation=name)[0]


@pytest.fixture
def remiss(register: Register) -> Remiss:
    """KS cannot decide in time: its meeting is 13 May."""
    remiss = replace(register.get(Remiss, "ex-11"), answer_by=dt.date(2026, 5, 8), sender_diarienummer="REV 12")
    kfn = _namnd(register, "KFN")
    with register.change("Kort tid") as change:
        remiss = change.update(remiss)
        change.add(Referral(id="till-kfn", remiss_id=remiss.id, namnd_id=kfn.id, sent=TODAY))
    return remiss


def test_the_request_says_what_for_how_long_and_why(register: Register, remiss: Remiss) -> None:
    asking = begin_asking(register, remiss.id)
    assert asking.until is not None
    assert asking.until > dt.date(2026, 5, 8)
    assert asking.why.startswith("KS sammanträder först 13 maj")
    text = asking.text(dt.date(2026, 5, 20), asking.why, "Anna Lindqvist")
    assert f"”{remiss.title}” (dnr {remiss.diarienummer}, er beteckning REV 12)" in text
    assert "Svaret ska lämnas senast den 8 maj 2026. Vi ber att få lämna det senast den 20 maj 2026." in text
    assert f"Skäl: {asking.why}." in text
    assert text.endswith("Anna Lindqvist")


def test_it_is_kept_as_a_mail_draft_among_the_handlingar_noted_and_undone_whole(
    register: Register, remiss: Remiss
) -> None:
    asking, until = begin_asking(register, remiss.id), dt.date(2026, 5, 20)
    path = ask_for_time(register, asking, until, TO, asking.subject(), asking.text(until, asking.why, "Anna"))
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert (mail["To"], mail["X-Unsent"]) == (TO, "1")
    assert mail["Subject"] == asking.subject()
    (kept,) = register.find(Attachment, remiss_id=remiss.id, kind=KIND)
    assert kept.dated == TODAY
    assert "begär anstånd" in (register.file_text(kept.digest) or "")
    (asked,) = requested(register, remiss)
    assert (asked.namnd_id, asked.body, asked.until) == ("", "KS", until)
    assert plan_page(register, remiss.id).requested == (asked,)
    register.undo(register.operations(1)[0].no)
    assert requested(register, remiss) == []
    assert not register.find(Attachment, remiss_id=remiss.id, kind=KIND)


def test_what_is_granted_keeps_the_old_day_replans_and_answers_the_request(register: Register, remiss: Remiss) -> None:
    plan = plan_view(register, remiss).plan
    assert plan is not None
    accept_plan(register, remiss, plan)
    asking, until = begin_asking(register, remiss.id), dt.date(2026, 6, 26)
    ask_for_time(register, asking, until, TO, "Anstånd", "Hej")
    before = register.find(Referral, id="till-kfn")[0].deadline
    register.take_committed()
    grant_time(register, asking, until, "Anstånd beviljat", "Revisorerna")
    assert len(register.take_committed()) == 1
    now = register.get(Remiss, remiss.id)
    assert now.answer_by == until
    changes = register.find(DeadlineChange, remiss_id=remiss.id, referral_id=None)
    assert [(each.old, each.new, each.reason, each.granted_by) for each in changes] == [
        (dt.date(2026, 5, 8), until, "Anstånd beviljat", "Revisorerna")
    ]
    assert requested(register, now) == []
    view = plan_view(register, now)
    assert view.differs == []
    assert view.plan is not None
    assert view.plan.problems == ()
    assert register.find(Referral, id="till-kfn")[0].deadline != before
    page = plan_page(register, remiss.id)
    assert page.former == (dt.date(2026, 5, 8),)
    # The request that stays was made before: there is no draft of this operation's.
    assert "Mejlutkast" not in undo_last(register)
    assert register.get(Remiss, remiss.id).answer_by == dt.date(2026, 5, 8)
    assert [each.until for each in requested(register, remiss)] == [until]
    assert register.find(Referral, id="till-kfn")[0].deadline == before


def test_a_namnd_asks_the_owner_and_only_its_day_moves(register: Register, remiss: Remiss) -> None:
    kfn = _namnd(register, "KFN")
    with register.change("Datum") as change:
        change.update(replace(register.find(Referral, id="till-kfn")[0], deadline=dt.date(2026, 4, 3)))
    asking = begin_asking(register, remiss.id, kfn.id)
    days = [each.date for each in register.find(Meeting, namnd_id=kfn.id) if each.date > TODAY]
    assert asking.until is not None
    assert asking.until > dt.date(2026, 4, 3)
    assert asking.why.startswith("KFN sammanträder först ")
    assert any(str(each.day) in asking.why for each in days)
    assert "internremissen" in asking.text(asking.until, "", "Anna")
    ask_for_time(register, asking, asking.until, "ks@alvstad.example", "Anstånd", "Hej")
    (asked,) = requested(register, remiss)
    assert (asked.namnd_id, asked.body) == (kfn.id, "KFN")
    grant_time(register, asking, asking.until, "Hinner inte")
    assert register.find(Referral, id="till-kfn")[0].deadline == asking.until
    assert register.get(Remiss, remiss.id).answer_by == dt.date(2026, 5, 8)
    (row,) = (row for row in plan_page(register, remiss.id).options[0].rows if row.key == f"internal_deadline:{kfn.id}")
    assert row.former == (dt.date(2026, 4, 3),)
    assert requested(register, remiss) == []
    assert not register.find(PlannedStep, remiss_id=remiss.id, kind=StepKind.DISPATCH)


def test_what_is_refused_moves_nothing_and_asks_no_more(register: Register, remiss: Remiss) -> None:
    asking = begin_asking(register, remiss.id)
    ask_for_time(register, asking, dt.date(2026, 5, 29), TO, "Anstånd", "Hej")
    (asked,) = requested(register, remiss)
    refuse_request(register, remiss, asked)
    assert requested(register, remiss) == []
    assert register.get(Remiss, remiss.id).answer_by == dt.date(2026, 5, 8)


@pytest.mark.parametrize(
    ("until", "to", "why"),
    [
        (dt.date(2026, 5, 8), TO, "Välj en senare dag"),
        (dt.date(2026, 5, 29), "Revisorerna", "e-postadress"),
        (dt.date(2026, 5, 29), "", "e-postadress"),
    ],
)
def test_what_cannot_be_asked_is_told(register: Register, remiss: Remiss, until: dt.date, to: str, why: str) -> None:
    asking = begin_asking(register, remiss.id)
    with pytest.raises(UserError, match=why):
        ask_for_time(register, asking, until, to, "Anstånd", "Hej")
    assert requested(register, remiss) == []
