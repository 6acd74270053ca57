"""What a changed meeting touches, seen before it is saved, and the plans that follow it."""

import datetime as dt
import email
import email.message
import email.policy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import (
    DeadlineChange,
    Decision,
    Meeting,
    Namnd,
    PlannedStep,
    Referral,
    Remiss,
    StepKind,
)
from secretary_app.operations.editing_meetings import change_meeting
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plans import accept_plan, fix_step, plan_view
from secretary_app.operations.replanning import change_with_plans, preview_change, remedies_of
from secretary_app.operations.telling_moved import write_moved_mails
from secretary_app.operations.touched import Touched, TouchedRemiss, why_moved
from secretary_app.store.ahead import ReadAhead
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id
from secretary_app.support.progress import Cancelled

TODAY = dt.date(2026, 3, 11)
HELD = dt.date(2026, 4, 27)
EARLIER = dt.date(2026, 4, 20)
FASTIGHETER, OVERSIKTSPLAN = "ex-10", "ex-11"


def meeting(register: Register, body: str = "KSAU", date: dt.date = HELD) -> Meeting:
    (namnd,) = register.find(Namnd, abbreviation=body)
    return register.find(Meeting, namnd_id=namnd.id, date=date)[0]


@pytest.fixture
def used(register: Register) -> Register:
    """The example with two plans that are used; both go through KSAU 27 April."""
    for id in (FASTIGHETER, OVERSIKTSPLAN):
        remiss = register.get(Remiss, id)
        accept_plan(register, remiss, plan_now(register, remiss))
    return register


def all_dates(register: Register) -> list[object]:
    """All that a plan sets, less the versions."""
    kinds: list[type[PlannedStep | Referral | Meeting | DeadlineChange]] = [
        PlannedStep,
        Referral,
        Meeting,
        DeadlineChange,
    ]
    return [replace(row, version=0) for kind in kinds for row in register.find(kind)]


def of(touched: Touched, remiss_id: str) -> TouchedRemiss:
    return next(each for each in touched.remisser if each.remiss.id == remiss_id)


def said(touched: TouchedRemiss) -> list[str]:
    return [move.words(TODAY) for move in touched.moves]


def test_what_a_moved_ksau_touches_is_shown_and_nothing_is_saved(used: Register) -> None:
    before, done = all_dates(used), len(used.operations())
    touched = preview_change(used, replace(meeting(used), date=EARLIER))
    assert touched.sentence(TODAY) == "KSAU flyttas från 27 april till 20 april. Det berör 2 remisser."
    assert [each.remiss.id for each in touched.remisser] == [FASTIGHETER, OVERSIKTSPLAN], "what fails comes first"
    assert said(of(touched, FASTIGHETER)) == [
        "KSAU 27 april → 20 april",
        "internt svarsdatum KFN och SBN 10 april → 1 april",
    ]
    assert "KS 13 maj" in [each.words(TODAY) for each in of(touched, FASTIGHETER).stays]
    assert of(touched, FASTIGHETER).told == ("SBN",), "KFN has not been sent anything yet"
    assert of(touched, FASTIGHETER).problems == (
        "KFN:s sammanträde 9 april ligger 8 dagar efter det interna svarsdatumet 1 april",
    )
    assert "Extra sammanträde i KFN senast 1 april, med omedelbar justering" in remedies_of(used, touched, FASTIGHETER)
    assert said(of(touched, OVERSIKTSPLAN)) == ["KSAU 27 april → 20 april"]
    assert of(touched, OVERSIKTSPLAN).moves[0].papers == dt.date(2026, 4, 8)
    assert (all_dates(used), len(used.operations())) == (before, done)


def test_the_plans_follow_in_one_operation_and_one_undo_restores_them(used: Register) -> None:
    before, done = all_dates(used), len(used.operations())
    touched = preview_change(used, replace(meeting(used), date=EARLIER))
    saved = change_with_plans(used, touched, [FASTIGHETER, OVERSIKTSPLAN])
    assert saved.remisser == 2
    assert saved.notes == (
        "Säg till SBN: interna svarsdatum är flyttade i internremisser som redan är skickade.",
        "Planen för KS/2026:11 går inte ihop.",
    )
    assert len(used.operations()) == done + 1
    assert used.operations(1)[0].label == "Flyttade KSAU 27 april 2026 till 20 april 2026 och räknade om 2 planer"
    assert {
        each.deadline for each in used.find(Referral, remiss_id=FASTIGHETER) if each.sent != dt.date(2026, 1, 14)
    } == {dt.date(2026, 4, 1)}
    reasons = {each.reason: each for each in used.find(DeadlineChange, remiss_id=FASTIGHETER)}
    assert (reasons["KSAU flyttades till 20 april"].old, reasons["KSAU flyttades till 20 april"].new) == (
        dt.date(2026, 4, 10),
        dt.date(2026, 4, 1),
    )
    for id in (FASTIGHETER, OVERSIKTSPLAN):
        view = plan_view(used, used.get(Remiss, id))
        assert view.differs == [], "the plans that are used are those of the new calendar"
        assert EARLIER in {each.step.date for each in view.kept if each.step.kind is StepKind.MEETING}
    used.undo(used.operations(1)[0].no)
    assert all_dates(used) == before


def test_those_who_are_to_be_told_get_a_draft(used: Register, tmp_path: Path) -> None:
    touched = preview_change(used, replace(meeting(used), date=EARLIER))
    moved = change_with_plans(used, touched, [FASTIGHETER, OVERSIKTSPLAN]).moved
    assert [(each.namnd.abbreviation, each.old, each.new) for each in moved] == [
        ("SBN", dt.date(2026, 4, 10), dt.date(2026, 4, 1))
    ]
    (path,) = write_moved_mails(used, moved, why_moved(touched.change, TODAY), tmp_path / "Mejlutkast", sender="Anna")
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Nytt internt svarsdatum: KS/2026:11"
    assert mail["To"]
    body = mail.get_body()
    assert isinstance(body, email.message.EmailMessage)
    text = body.get_content().replace("\r\n", "\n")
    assert "KSAU flyttades till 20 april. Därför är det interna svarsdatumet flyttat:" in text
    assert "- onsdag 1 april (tidigare 10 april): SBN svarar i\n  KS/2026:11" in text
    again = write_moved_mails(used, moved, "KSAU flyttades", tmp_path / "Mejlutkast")
    assert again != [path], "no draft is written over"


def test_only_what_is_chosen_follows(used: Register) -> None:
    touched = preview_change(used, replace(meeting(used), date=EARLIER))
    saved = change_with_plans(used, touched, [OVERSIKTSPLAN])
    assert saved.notes == ("Planen för KS/2026:11 räknades inte om. Se över den.",)
    assert plan_view(used, used.get(Remiss, OVERSIKTSPLAN)).differs == []
    assert plan_view(used, used.get(Remiss, FASTIGHETER)).differs


def test_a_meeting_called_off_or_taken_away_goes_to_the_next(used: Register) -> None:
    cancelled = preview_change(used, replace(meeting(used), cancelled=True))
    assert cancelled.sentence(TODAY) == "KSAU 27 april ställs in. Det berör 2 remisser."
    removed = preview_change(used, meeting(used), remove=True)
    assert removed.sentence(TODAY) == "KSAU 27 april tas bort. Det berör 2 remisser."
    assert [said(each) for each in removed.remisser] == [said(each) for each in cancelled.remisser]
    assert said(of(cancelled, OVERSIKTSPLAN)) == ["KSAU 27 april → 30 mars"]
    change_with_plans(used, removed, [FASTIGHETER, OVERSIKTSPLAN])
    assert not used.find(Meeting, id=meeting_id(removed))
    assert used.operations(1)[0].label == "Tog bort KSAU 27 april 2026 och räknade om 2 planer"


def meeting_id(touched: Touched) -> str:
    return touched.change.before.id


def test_a_meeting_held_again_is_taken_where_it_serves_better(used: Register) -> None:
    cancelled = change_meeting(used, replace(meeting(used), cancelled=True)).row
    remiss = used.get(Remiss, OVERSIKTSPLAN)
    accept_plan(used, remiss, plan_now(used, remiss))
    touched = preview_change(used, replace(cancelled, cancelled=False))
    assert touched.sentence(TODAY).startswith("KSAU 27 april hålls igen.")
    assert said(of(touched, OVERSIKTSPLAN)) == ["KSAU 30 mars → 27 april"]


def test_another_manusstopp_moves_what_hangs_on_it(used: Register) -> None:
    touched = preview_change(used, replace(meeting(used), manusstopp=dt.date(2026, 4, 8)))
    assert touched.sentence(TODAY).startswith("Manusstopp till KSAU 27 april ändras.")
    assert said(of(touched, FASTIGHETER)) == [
        "internt svarsdatum KFN och SBN 10 april → 1 april",
        "manusstopp KSAU 15 april → 8 april",
    ]
    assert preview_change(used, replace(meeting(used), manusstopp=dt.date(2026, 4, 15))).remisser == ()


def test_what_was_set_by_hand_stays_and_is_pointed_out(used: Register) -> None:
    remiss = used.get(Remiss, OVERSIKTSPLAN)
    fix_step(used, remiss, meeting(used).namnd_id, StepKind.MEETING, HELD)
    touched = preview_change(used, replace(meeting(used), date=EARLIER))
    found = of(touched, OVERSIKTSPLAN)
    assert found.held == ("KSAU 27 april är låst i planen och ligger kvar: lås upp det under Plan",)
    assert not found.can_follow
    change_with_plans(used, touched, [OVERSIKTSPLAN, FASTIGHETER])
    kept = used.find(PlannedStep, remiss_id=OVERSIKTSPLAN, kind=StepKind.MEETING, fixed=True)
    assert [each.date for each in kept] == [HELD]


def test_a_decision_made_at_the_meeting_stays_on_its_day(used: Register) -> None:
    ksau = meeting(used).namnd_id
    with used.change("Beslut") as change:
        change.add(Decision(id=new_id(), remiss_id=OVERSIKTSPLAN, namnd_id=ksau, meeting_date=HELD, paragraph="31"))
    touched = preview_change(used, replace(meeting(used), date=EARLIER))
    assert of(touched, OVERSIKTSPLAN).held == (
        "Beslutet § 31 står kvar på KSAU 27 april: rätta dagen i beslutet om den blev en annan",
    )
    with pytest.raises(UserError, match="kan inte tas bort"):
        preview_change(used, meeting(used), remove=True)


def test_deadlines_of_a_plan_that_is_not_used_move_with_it(register: Register) -> None:
    remiss = register.get(Remiss, FASTIGHETER)
    (sbn,) = register.find(Namnd, abbreviation="SBN")
    (referral,) = register.find(Referral, remiss_id=FASTIGHETER, namnd_id=sbn.id)
    assert preview_change(register, replace(meeting(register), date=EARLIER)).remisser == (), "13 March was set by hand"
    with register.change("Svarsdatum enligt planen") as change:
        referral = change.update(replace(referral, deadline=plan_now(register, remiss).internal_deadlines["SBN"]))
    touched = preview_change(register, replace(meeting(register), date=EARLIER))
    assert not of(touched, FASTIGHETER).is_used
    assert "internt svarsdatum SBN 10 april → 1 april" in said(of(touched, FASTIGHETER))
    change_with_plans(register, touched, [FASTIGHETER])
    assert register.get(Referral, referral.id).deadline == dt.date(2026, 4, 1)
    assert register.find(PlannedStep, remiss_id=FASTIGHETER) == []


def test_a_change_made_since_is_seen_before_it_is_saved(used: Register) -> None:
    touched = preview_change(used, replace(meeting(used), date=EARLIER))
    remiss = used.get(Remiss, OVERSIKTSPLAN)
    fix_step(used, remiss, meeting(used).namnd_id, StepKind.MEETING, dt.date(2026, 3, 30))
    saved = change_with_plans(used, touched, [OVERSIKTSPLAN, FASTIGHETER])
    assert saved.remisser == 1
    kept = used.find(PlannedStep, remiss_id=OVERSIKTSPLAN, kind=StepKind.MEETING, namnd_id=meeting_body(touched))
    assert [each.date for each in kept] == [dt.date(2026, 3, 30)]


def meeting_body(touched: Touched) -> str:
    return touched.change.namnd.id


def test_what_is_impossible_is_refused_before_anything_is_worked_out(used: Register) -> None:
    with pytest.raises(UserError, match="har redan ett sammanträde"):
        preview_change(used, replace(meeting(used), date=dt.date(2026, 5, 25)))
    with pytest.raises(UserError, match="efter sammanträdet"):
        preview_change(used, replace(meeting(used), manusstopp=dt.date(2026, 4, 28)))


def stop(done: int, total: int, what: str) -> None:
    raise Cancelled


@pytest.mark.parametrize("where", ["seen", "saved"])
def test_avbryt_leaves_everything_as_it_was(used: Register, where: str) -> None:
    before = all_dates(used)
    moved = replace(meeting(used), date=EARLIER)
    touched = preview_change(used, moved)
    work = {
        "seen": lambda: preview_change(used, moved, progress=stop),
        "saved": lambda: change_with_plans(used, touched, [FASTIGHETER], stop),
    }
    with pytest.raises(Cancelled):
        work[where]()
    assert all_dates(used) == before


def days_of(register: Register, remiss: Remiss) -> set[tuple[str, StepKind, dt.date]]:
    return {(step.body, step.kind, step.date) for step in plan_now(register, remiss).steps if not step.done}


@pytest.mark.parametrize("body", ["KSAU", "KS", "KFN", "KF"])
def test_what_is_shown_is_what_comes_of_it(used: Register, body: str) -> None:
    """The plan shown is the one of the register once the meeting is moved; what is not shown stays as it was."""
    remisser = [used.get(Remiss, id) for id in (FASTIGHETER, OVERSIKTSPLAN)]
    now = {each.id: days_of(used, each) for each in remisser}
    (namnd,) = used.find(Namnd, abbreviation=body)
    coming = [each for each in used.find(Meeting, namnd_id=namnd.id) if TODAY < each.date < dt.date(2026, 7, 1)]
    changed: list[Callable[[Meeting], Meeting]] = [
        lambda each: replace(each, date=each.date + dt.timedelta(days=2)),
        lambda each: replace(each, date=each.date - dt.timedelta(days=6)),
        lambda each: replace(each, cancelled=True),
    ]
    for id in [each.id for each in coming]:
        for change in changed:
            each = used.get(Meeting, id)
            touched = {found.remiss.id: found for found in preview_change(used, change(each)).remisser}
            change_meeting(used, change(each))
            for remiss in remisser:
                after = days_of(used, remiss)
                found = touched.get(remiss.id)
                if found is None:
                    assert after == now[remiss.id], (body, each.date, remiss.id)
                else:
                    assert found.plan is not None
                    shown = {(step.body, step.kind, step.date) for step in found.plan.steps if not step.done}
                    assert shown == after
            used.undo(used.operations(1)[0].no)


def test_what_was_read_ahead_is_what_the_register_answers(used: Register) -> None:
    ids = [each.id for each in used.find(Remiss)][:8]
    ahead = ReadAhead(used, ids, used.find(Meeting))
    for id in ids:
        for kind in (PlannedStep, Referral, Decision):
            assert ahead.find(kind, remiss_id=id) == used.find(kind, remiss_id=id)
        assert ahead.find(PlannedStep, remiss_id=id, fixed=True) == used.find(PlannedStep, remiss_id=id, fixed=True)
        of_remiss = used.status_facts(remiss_id=id, open_only=False)
        assert ahead.status_facts(remiss_id=id, open_only=False) == of_remiss
    assert ahead.find(PlannedStep, remiss_id=ids) == used.find(PlannedStep, remiss_id=ids)
    assert ahead.find(PlannedStep) == used.find(PlannedStep), "of more than was read the register answers"
    assert ahead.find(Referral, remiss_id="ex-12") == used.find(Referral, remiss_id="ex-12")
    (ks,) = used.find(Namnd, abbreviation="KS")
    assert ahead.find(Meeting, namnd_id=ks.id, cancelled=False) == used.find(Meeting, namnd_id=ks.id, cancelled=False)
    assert ahead.find(Meeting) == used.find(Meeting)


def test_the_day_of_the_utskick_touches_no_plan(used: Register) -> None:
    remiss, ksau = used.get(Remiss, OVERSIKTSPLAN), meeting(used).namnd_id
    fix_step(used, remiss, ksau, StepKind.MEETING, HELD)
    with used.change("Beslut") as change:
        change.add(Decision(id=new_id(), remiss_id=FASTIGHETER, namnd_id=ksau, meeting_date=HELD, paragraph="31"))
    assert not preview_change(used, replace(meeting(used), utskick=EARLIER)).remisser
    assert preview_change(used, replace(meeting(used), date=EARLIER)).remisser
