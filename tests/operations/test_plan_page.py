"""The plan as the window shows it, and the remedies that the program carries out by itself."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import Meeting, Namnd, Referral, Remiss, StepKind
from secretary_app.domain.planning import ProblemKind, RemedyKind
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.operations.plan_page import plan_page
from secretary_app.operations.plan_remedies import DOES_ITSELF, meetings_to_choose, use_remedy, what_it_gives
from secretary_app.operations.plan_rows import in_day_words
from secretary_app.operations.plans import fix_steps, loosen_steps, plan_view
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

TODAY = dt.date(2026, 3, 11)


def _asked(register: Register, answer_by: dt.date, *names: str) -> Remiss:
    """A remiss put to these namnder today, to be answered by that day."""
    remiss = replace(register.get(Remiss, "ex-11"), answer_by=answer_by)
    with register.change("Remiss att planera") as change:
        remiss = change.update(remiss)
        for name in names:
            namnd = register.find(Namnd, abbreviation=name)[0]
            change.add(Referral(id=f"ref-{name}", remiss_id=remiss.id, namnd_id=namnd.id, sent=TODAY))
    return remiss


def test_days_are_said_as_a_person_says_them() -> None:
    assert in_day_words("Justeras 2026-04-22, före 2027-01-02", TODAY) == "Justeras 22 april, före 2 januari 2027"


def test_every_step_of_the_plan_stands_in_the_table(register: Register) -> None:
    remiss = _asked(register, dt.date(2026, 6, 12), "OSN", "BUN")
    page = plan_page(register, remiss.id)
    rows = page.options[0].rows
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    meetings = {(view.namnd_id, view.step.date) for view in page.view.steps if view.step.kind is StepKind.MEETING}
    assert {(row.step.namnd_id, row.date) for row in rows if row.step.step.kind is StepKind.MEETING} == meetings
    assert page.options[0].changes == (
        "BUN får internt svarsdatum 8 maj",
        "OSN får internt svarsdatum 8 maj",
    )


@pytest.mark.parametrize("answer_by", [dt.date(2026, 4, 14), dt.date(2026, 4, 30), dt.date(2026, 5, 15)])
def test_a_remedy_that_is_used_makes_the_plan_fall_short_by_less(register: Register, answer_by: dt.date) -> None:
    remiss = _asked(register, answer_by, "OSN", "KFN")
    before = plan_view(register, remiss).plan
    assert before is not None
    short = sum(problem.days_short for problem in before.problems)
    tried = 0
    for problem in before.problems:
        for remedy in problem.remedies:
            if remedy.kind not in DOES_ITSELF:
                continue
            said = use_remedy(register, remiss, remedy)
            after = plan_view(register, remiss).plan
            assert after is not None
            assert sum(each.days_short for each in after.problems) <= short - problem.days_short
            assert said
            assert what_it_gives(remedy)
            register.undo(register.operations(1)[0].no)
            tried += 1
    assert tried


def test_what_is_done_outside_the_plan_is_refused_with_a_sentence(register: Register) -> None:
    remiss = _asked(register, dt.date(2026, 4, 14), "OSN")
    plan = plan_view(register, remiss).plan
    assert plan is not None
    extension = next(each for each in plan.problems[0].remedies if each.kind is RemedyKind.EXTENSION)
    with pytest.raises(UserError, match="Anstånd begärs hos avsändaren"):
        use_remedy(register, remiss, extension)


def test_only_coming_meetings_can_be_chosen_each_with_its_manusstopp(register: Register) -> None:
    remiss = register.get(Remiss, "ex-10")
    kfn = register.find(Namnd, abbreviation="KFN")[0]
    found = meetings_to_choose(register, remiss, kfn.id)
    assert [each.date for each in found][:2] == [dt.date(2026, 4, 9), dt.date(2026, 5, 7)]
    assert found[0].manusstopp == dt.date(2026, 3, 26)


def test_a_body_that_has_no_meetings_left_is_told(register: Register) -> None:
    remiss = _asked(register, dt.date(2026, 6, 12), "OSN")
    osn = register.find(Namnd, abbreviation="OSN")[0]
    with register.change("Tog bort möten") as change:
        for meeting in register.find(Meeting, namnd_id=osn.id):
            if meeting.date > dt.date(2026, 3, 10):
                change.remove(meeting)
    page = plan_page(register, remiss.id)
    assert page.without_meetings == ((osn.id, "OSN saknar möten efter 4 mars."),)


def test_what_is_done_stands_and_what_has_passed_undone_is_planned_again(register: Register) -> None:
    page = plan_page(register, "ex-10")
    rows = {(row.what, row.who): row for row in page.options[0].rows}
    bun = rows["Nämnden beslutar", "BUN"]
    assert (bun.state, bun.date, bun.why) == (
        BadgeState.DONE,
        dt.date(2026, 2, 24),
        "Beslutat 24 februari, § 21",
    )
    assert rows["Nämnden beslutar", "KFN"].date == dt.date(2026, 4, 9), "it met on 5 March, before it was asked"
    assert rows["För kännedom", "KF"].state is BadgeState.INFORMED
    assert all(row.date >= TODAY for row in page.options[0].rows if not row.step.done)


def test_a_meeting_that_was_without_a_known_decision_is_asked_about(register: Register) -> None:
    page = plan_page(register, "ex-09")
    (sbn,) = page.passed
    assert (sbn.step.body, sbn.step.passed, sbn.step.date) == ("SBN", dt.date(2026, 1, 15), dt.date(2026, 3, 12))
    assert "sammanträdet 2026-01-15 passerade utan registrerat beslut" in sbn.step.reason


def test_an_answer_by_date_that_has_passed_is_told_once_with_what_can_be_asked_for(register: Register) -> None:
    page = plan_page(register, "ex-09")
    assert page.view.plan is not None
    (problem,) = page.view.plan.problems
    assert (problem.kind, problem.body) == (ProblemKind.PASSED, "KS")
    assert problem.reason == "Svarsdatumet 2026-02-27 har passerat. Tidigast kan svaret lämnas 2026-04-15"
    (extension,) = problem.remedies
    assert (extension.kind, extension.date) == (RemedyKind.EXTENSION, dt.date(2026, 4, 15))
    dispatch = next(row for row in page.options[0].rows if row.what == "Expediering")
    assert (dispatch.what, dispatch.state, dispatch.why) == (
        "Expediering",
        BadgeState.LATE,
        "Svarsdatumet 27 februari har passerat",
    )


def test_internal_deadlines_of_one_day_are_one_row_that_is_fixed_at_once(register: Register) -> None:
    remiss = _asked(register, dt.date(2026, 6, 12), "OSN", "BUN", "KFN")

    def deadlines() -> list[tuple[str, dt.date, bool]]:
        rows = plan_page(register, remiss.id).options[0].rows
        return [(row.who, row.date, row.is_fixed) for row in rows if row.what == "Internt svarsdatum"]

    ((who, date, is_fixed),) = deadlines()
    assert (who, is_fixed) == ("BUN, KFN, OSN", False)
    row = next(each for each in plan_page(register, remiss.id).options[0].rows if each.who == who)
    fix_steps(register, remiss, row.which, date - dt.timedelta(days=1))
    assert deadlines() == [(who, date - dt.timedelta(days=1), True)]
    assert register.operations(1)[0].label.startswith("Låste internt svarsdatum för BUN, KFN och OSN till 7 maj: ")
    loosen_steps(register, remiss, row.which[:1])
    assert deadlines() == [("KFN, OSN", date - dt.timedelta(days=1), True), ("BUN", date, False)]
    loosened, fixed = (each.no for each in register.operations(2))
    register.undo(loosened)
    register.undo(fixed)
    assert deadlines() == [(who, date, False)]
