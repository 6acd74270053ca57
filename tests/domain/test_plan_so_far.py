"""Planning as time passes: what has happened stands, and nothing else is planned on a day that has been."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import ChainRole
from secretary_app.domain.planning import (
    Asked,
    ChainLink,
    DoneStep,
    FixedStep,
    Plan,
    PlanBody,
    PlanRequest,
    PlanStep,
    ProblemKind,
    RemedyKind,
    Sitting,
    SoFar,
    StepKind,
    plan,
)

DAY = dt.date.fromisoformat
SPRING = DAY("2026-02-02")


def _body(name: str, *days: str, justering: int = 0, manusstopp: int = 0, handling: int = 0) -> PlanBody:
    return PlanBody(name, justering, manusstopp, handling, tuple(Sitting(DAY(day)) for day in days))


KS = _body("KS", "2026-04-15", "2026-05-13", "2026-06-10", justering=7, manusstopp=9, handling=3)
KSAU = _body("KSAU", "2026-03-30", "2026-04-27", "2026-05-25", manusstopp=12)
KF = _body("KF", "2026-04-27", "2026-05-25", "2026-06-22")
OSN = _body("OSN", "2026-03-04", "2026-03-25", "2026-04-22", justering=14, manusstopp=14)
CHAIN = tuple(
    ChainLink(body, role)
    for body, role in ((KSAU, ChainRole.PREPARES), (KS, ChainRole.DECIDES), (KF, ChainRole.INFORMED))
)
REQUEST = PlanRequest("r", DAY("2026-06-30"), DAY("2026-02-10"), KS, CHAIN, (Asked(OSN),))
SENT = DoneStep("OSN", StepKind.INTERNREMISS, DAY("2026-02-10"))


def _on(today: str, *done: DoneStep, written: str = "", request: PlanRequest = REQUEST) -> Plan:
    return plan(replace(request, so_far=SoFar(DAY(today), done, DAY(written) if written else None)))


def _step(found: Plan, body: str, kind: StepKind) -> PlanStep:
    (step,) = (each for each in found.steps if (each.body, each.kind) == (body, kind))
    return step


def test_an_internremiss_that_has_not_gone_out_goes_out_today_at_the_earliest() -> None:
    found = _on("2026-03-20")
    assert _step(found, "OSN", StepKind.INTERNREMISS).date == DAY("2026-03-20")
    assert _step(found, "OSN", StepKind.MEETING).date == DAY("2026-04-22")
    sent = _on("2026-03-20", SENT)
    assert _step(sent, "OSN", StepKind.INTERNREMISS).date == DAY("2026-02-10")
    assert _step(sent, "OSN", StepKind.INTERNREMISS).done


def test_a_manusstopp_that_has_passed_is_met_where_the_papers_could_be_there() -> None:
    request = replace(REQUEST, answer_by=DAY("2026-05-20"))
    sent = _on("2026-03-20", SENT, request=request)
    assert _step(sent, "OSN", StepKind.MEETING).date == DAY("2026-03-25")
    assert _step(sent, "OSN", StepKind.MANUSSTOPP).done
    assert sent.problems == ()
    late = replace(SENT, date=DAY("2026-03-18"))
    problems = _on(
        "2026-03-20", late, request=replace(request, asked=(Asked(replace(OSN, sittings=OSN.sittings[:2])),))
    )
    assert [each.body for each in problems.problems] == ["OSN"]


def test_the_owner_must_have_written_its_papers_by_a_manusstopp_that_has_passed() -> None:
    answered = (SENT, DoneStep("OSN", StepKind.MEETING, DAY("2026-03-04"), paragraph="9"))
    request = replace(REQUEST, answer_by=DAY("2026-04-24"))
    unwritten = _on("2026-03-20", *answered, request=request)
    (problem,) = unwritten.problems
    assert (problem.kind, problem.body, problem.days_short) == (ProblemKind.TOO_EARLY, "KSAU", 2)
    assert problem.brief == "Manusstopp 2026-03-18, 2 dagar för tidigt"
    assert _step(unwritten, "KSAU", StepKind.MANUSSTOPP).date == DAY("2026-03-20")
    late = next(each for each in problem.remedies if each.kind is RemedyKind.LATE_PAPERS)
    assert (late.body, late.papers_by) == ("KSAU", DAY("2026-03-20"))
    assert _on("2026-03-20", *answered, written="2026-03-16", request=request).problems == ()


def test_a_meeting_that_passed_in_silence_is_told_at_the_next_one() -> None:
    meeting = _step(_on("2026-03-20", SENT), "OSN", StepKind.MEETING)
    assert (meeting.date, meeting.passed) == (DAY("2026-04-22"), DAY("2026-03-04"))
    assert "sammanträdet 2026-03-04 passerade utan registrerat beslut" in meeting.reason


def test_who_has_decided_is_no_problem_and_stands_with_its_paragraph() -> None:
    decided = DoneStep("OSN", StepKind.MEETING, DAY("2026-06-17"), paragraph="78")
    found = _on("2026-06-18", SENT, decided)
    meeting = _step(found, "OSN", StepKind.MEETING)
    assert (meeting.date, meeting.done, meeting.reason) == (DAY("2026-06-17"), True, "Beslut § 78 2026-06-17")
    assert found.internal_deadlines == {}
    assert "OSN" not in {problem.body for problem in found.problems}
    justering = _step(found, "OSN", StepKind.JUSTERING)
    assert (justering.date, justering.done) == (DAY("2026-07-01"), False)


def test_what_comes_before_a_body_that_has_decided_is_left_out() -> None:
    decided = DoneStep("KS", StepKind.MEETING, DAY("2026-04-15"), immediate_justering=True)
    found = _on("2026-04-20", SENT, DoneStep("OSN", StepKind.MEETING, DAY("2026-03-25")), decided)
    assert not any(each.body == "KSAU" for each in found.steps)
    assert _step(found, "KS", StepKind.JUSTERING).date == DAY("2026-04-15")
    assert _step(found, "KF", StepKind.MEETING).date == DAY("2026-04-27")
    assert _step(found, "KS", StepKind.DISPATCH).date == DAY("2026-06-30")
    assert found.problems == ()


def test_when_the_answer_by_date_has_passed_one_sentence_says_so_and_the_earliest_is_planned() -> None:
    request = replace(REQUEST, answer_by=DAY("2026-03-13"))
    found = _on("2026-03-20", SENT, request=request)
    (problem,) = found.problems
    assert problem.reason == "Svarsdatumet 2026-03-13 har passerat. Tidigast kan svaret lämnas 2026-05-13"
    assert [each.text for each in problem.remedies] == ["Anstånd till 2026-05-13, med omedelbar justering i KS"]
    assert found.dispatch_by == _step(found, "KS", StepKind.DISPATCH).date == DAY("2026-05-13")
    assert found.answer_by == DAY("2026-03-13")


def test_when_only_the_dispatch_is_left_it_is_due_now_and_nobody_lacks_time() -> None:
    done = (SENT, *(DoneStep(body, StepKind.MEETING, DAY("2026-04-15")) for body in ("OSN", "KS")))
    found = _on("2026-07-04", *done)
    assert found.problems == ()
    assert _step(found, "KS", StepKind.DISPATCH).date == DAY("2026-07-06"), "4 July is a Saturday"


def test_a_body_without_meetings_to_come_gets_no_meeting_but_a_problem() -> None:
    found = _on("2026-05-04", SENT)
    assert not any((each.body, each.kind) == ("OSN", StepKind.MEETING) for each in found.steps)
    assert found.problems[0].reason.startswith("OSN har inget sammanträde i registret efter 2026-04-22")


def test_a_meeting_locked_in_the_past_stays_and_is_told() -> None:
    fixed = FixedStep("OSN", StepKind.MEETING, DAY("2026-03-04"))
    found = _on("2026-03-20", SENT, request=replace(REQUEST, fixed=(fixed,)))
    assert _step(found, "OSN", StepKind.MEETING).date == DAY("2026-03-04")
    (problem,) = found.problems
    assert problem.reason == "OSN:s sammanträde 2026-03-04 är låst för hand, men har passerat utan beslut"
    done = _on(
        "2026-03-20",
        SENT,
        DoneStep("OSN", StepKind.MEETING, DAY("2026-03-05")),
        request=replace(REQUEST, fixed=(fixed,)),
    )
    assert _step(done, "OSN", StepKind.MEETING).date == DAY("2026-03-05")
    assert done.problems == ()


# Any calendar, any day, anything done


def _random_body(rng: random.Random, name: str, most: int) -> PlanBody:
    days = sorted({SPRING + dt.timedelta(rng.randrange(120)) for _ in range(rng.randint(0, most))})
    sittings = tuple(
        Sitting(day, day - dt.timedelta(rng.randrange(20)) if rng.random() < 0.2 else None) for day in days
    )
    return PlanBody(name, rng.choice((0, 7, 14)), rng.choice((0, 3, 12)), rng.choice((0, 0, 3, 6)), sittings)


def _random_request(rng: random.Random) -> PlanRequest:
    owner = _random_body(rng, "KS", 4)
    links = [ChainLink(_random_body(rng, "KSAU", 4), ChainRole.PREPARES)] * rng.randint(0, 1)
    links += [ChainLink(owner, ChainRole.DECIDES), ChainLink(_random_body(rng, "KF", 2), ChainRole.INFORMED)]
    asked = [
        Asked(_random_body(rng, name, 4), (_random_body(rng, f"{name}AU", 2),) * rng.randint(0, 1))
        for name in rng.sample(("BN", "ÄN", "ÖN"), rng.randint(0, 3))
    ]
    start = SPRING + dt.timedelta(rng.randrange(-10, 20))
    return PlanRequest("r", start + dt.timedelta(rng.randrange(5, 140)), start, owner, tuple(links), tuple(asked))


def _random_done(rng: random.Random, request: PlanRequest, today: dt.date) -> Iterator[DoneStep]:
    """Things that have happened on or before the day, in a sensible order or not."""
    bodies = [link.body.name for link in request.chain]
    bodies += [body.name for each in request.asked for body in (*each.chain, each.body)]
    for name in bodies:
        if rng.random() < 0.3:
            yield DoneStep(name, StepKind.MEETING, today - dt.timedelta(rng.randrange(40)), rng.random() < 0.3, "7")
    for each in request.asked:
        for kind, odds in ((StepKind.INTERNREMISS, 0.6), (StepKind.INTERNAL_DEADLINE, 0.2)):
            if rng.random() < odds:
                yield DoneStep(each.body.name, kind, today - dt.timedelta(rng.randrange(60)))
    if rng.random() < 0.1:
        yield DoneStep("KS", StepKind.DISPATCH, today - dt.timedelta(rng.randrange(10)))


@settings(deadline=None, max_examples=500)
@given(st.randoms(use_true_random=False))
def test_what_is_done_never_moves_and_nothing_undone_lies_before_today(rng: random.Random) -> None:
    request = _random_request(rng)
    today = SPRING + dt.timedelta(rng.randrange(-20, 150))
    done = tuple(_random_done(rng, request, today))
    written = today - dt.timedelta(rng.randrange(30)) if rng.random() < 0.3 else None
    found = plan(replace(request, so_far=SoFar(today, done, written)))
    there = {(each.body, each.kind, each.date) for each in found.steps if each.done}
    assert {(each.body, each.kind, each.date) for each in done} <= there
    assert all(each.date >= today for each in found.steps if not each.done)
    assert all(day >= today for day in found.internal_deadlines.values())
    assert [each.date for each in found.steps] == sorted(each.date for each in found.steps)
    keys = [(each.body, each.kind) for each in found.steps]
    assert len(keys) == len(set(keys))
    decided = {each.body for each in done if each.kind in (StepKind.MEETING, StepKind.INTERNAL_DEADLINE)}
    told = {each.body for each in found.problems if each.kind is not ProblemKind.PASSED}
    assert not told & (decided - {"KS"})
    passed = [each for each in found.problems if each.kind is ProblemKind.PASSED]
    assert found.problems[: len(passed)] == tuple(passed)
    assert len(passed) <= 1
    assert not passed or request.answer_by < today + dt.timedelta(days=4)


@settings(deadline=None, max_examples=300)
@given(st.randoms(use_true_random=False))
def test_with_nothing_done_and_the_start_still_to_come_the_day_changes_nothing(rng: random.Random) -> None:
    request = _random_request(rng)
    without = plan(request)
    today = request.start - dt.timedelta(rng.choice((0, 0, 1, 5, 30)))
    if not without.problems:
        assert plan(replace(request, so_far=SoFar(today))) == without
    # Where nothing fits the plan is the same as long as no day in it lies before today.
    long_ago = min([request.start, SPRING]) - dt.timedelta(60)
    assert plan(replace(request, so_far=SoFar(long_ago))) == without


def _is_in_order(request: PlanRequest) -> bool:
    """Of no body a later meeting takes papers until an earlier day."""
    bodies = [link.body for link in request.chain]
    bodies += [body for each in request.asked for body in (*each.chain, each.body)]
    stops = [[slot.manusstopp for slot in body.slots] for body in bodies]
    return all(each == sorted(each) for each in stops)


def _justeringar(found: Plan) -> int:
    return sum(each.immediate_justering for each in found.steps if each.kind is StepKind.MEETING)


def _meetings(found: Plan) -> set[tuple[str, dt.date]]:
    return {(each.body, each.date) for each in found.steps if each.kind is StepKind.MEETING}


def test_papers_to_a_manusstopp_on_a_day_off_can_be_handed_in_on_that_day() -> None:
    saturday = DAY("2026-03-14")
    body = PlanBody("KS", 7, 12, 0, (Sitting(DAY("2026-03-25"), saturday),))
    request = PlanRequest("r", DAY("2026-04-30"), DAY("2026-03-02"), body, (ChainLink(body, ChainRole.DECIDES),))
    assert plan(replace(request, so_far=SoFar(saturday))).problems == ()
    assert plan(replace(request, so_far=SoFar(saturday + dt.timedelta(1)))).problems != ()


@settings(deadline=None, max_examples=200)
@given(st.randoms(use_true_random=False))
def test_the_day_after_a_plan_is_made_it_is_the_same_when_nothing_was_missed(rng: random.Random) -> None:
    """A plan that fits, carried out as it says, stays as it was made day after day, or gets better by what is done."""
    request = _random_request(rng)
    assume(_is_in_order(request))
    made = plan(replace(request, so_far=SoFar(request.start)))
    if made.problems:
        return
    today = request.start + dt.timedelta(rng.randrange(90))
    kinds = (StepKind.INTERNREMISS, StepKind.MEETING, StepKind.INTERNAL_DEADLINE, StepKind.DISPATCH)
    done = tuple(
        DoneStep(each.body, each.kind, each.date, each.immediate_justering)
        for each in made.steps
        if each.kind in kinds and each.date < today
    )
    later = plan(replace(request, so_far=SoFar(today, done, request.start)))
    assert _justeringar(later) < _justeringar(made) or _meetings(later) == _meetings(made)
    assert later.problems == ()
