import datetime as dt

import pytest

from secretary_app.domain.model import RemissState, StepKind
from secretary_app.domain.overview_facts import BodyFacts, RemissFacts, StepFacts
from secretary_app.domain.remiss_state import BadgeState, Day, RemissStatus

TODAY = dt.date(2026, 4, 14)
FAR, SOON, PAST = dt.date(2026, 6, 1), dt.date(2026, 4, 17), dt.date(2026, 4, 9)
REMISS = RemissFacts(
    remiss_id="r",
    diarienummer="KS/2026:31",
    title="Intern kontroll",
    kind="revision",
    sender="Kommunens revisorer",
    firm="",
    received=dt.date(2026, 1, 20),
    answer_by=dt.date(2026, 9, 1),
    state=RemissState.OPEN,
    handlaggare="Anna",
    owner_id="ks",
    owner="KS",
    warning_days=10,
    follows_up=None,
    dispatched=False,
)
BODY = BodyFacts(
    remiss_id="r",
    namnd_id="sn",
    namnd="SN",
    warning_days=10,
    asked=True,
    sent=dt.date(2026, 1, 27),
    deadline=FAR,
    total=2,
    decided=0,
    drafted=0,
    without_measure=0,
    without_responsible=0,
    without_timeframe=0,
    misfit=False,
)
ANSWERED = BODY._replace(decided=2)
STEP = StepFacts("r", StepKind.MEETING, dt.date(2026, 5, 20), "SN", "", 10)


@pytest.mark.parametrize(
    ("changes", "state", "words"),
    [
        ({}, BadgeState.ON_TIME, "i tid, 0 av 2 besvarade"),
        ({"drafted": 1}, BadgeState.DRAFT, "utkast, 0 av 2 besvarade"),
        ({"deadline": SOON, "drafted": 1, "decided": 1}, BadgeState.SOON, "snart, 1 av 2 besvarade"),
        ({"deadline": PAST}, BadgeState.LATE, "försenad, 0 av 2 besvarade"),
        ({"deadline": PAST, "sent": None}, BadgeState.LATE, "försenad, 0 av 2 besvarade"),
        ({"deadline": None}, BadgeState.UNDATED, "utan datum, 0 av 2 besvarade"),
        ({"sent": None}, BadgeState.NOT_SENT, "ej skickad, 0 av 2 besvarade"),
        ({"sent": None, "asked": False, "deadline": None, "total": 1}, BadgeState.NOT_SENT, "inte frågad"),
        ({"misfit": True}, BadgeState.TODO, "sammanträder efter sitt svarsdatum, 0 av 2 besvarade"),
        ({"decided": 2}, BadgeState.DONE, "besvarad"),
        (
            {"decided": 2, "without_measure": 1, "without_timeframe": 1},
            BadgeState.TODO,
            "besvarad, 1 utan åtgärd och 1 utan tidsplan",
        ),
    ],
)
def test_the_badge_of_a_body(changes: dict[str, object], state: BadgeState, words: str) -> None:
    badge = Day(TODAY).badge(BODY._replace(**changes), RemissState.OPEN)
    assert (badge.namnd, badge.state, badge.words) == ("SN", state, words)


def test_of_a_closed_remiss_nothing_is_waited_for() -> None:
    standing = Day(TODAY).standing(REMISS._replace(state=RemissState.CLOSED), [BODY._replace(deadline=PAST)], None)
    assert standing.badges[0].state is BadgeState.NONE
    assert (standing.next, standing.status) == (None, RemissStatus.CLOSED)


def test_late_bodies_come_first_and_make_the_remiss_late() -> None:
    bodies = [ANSWERED, BODY._replace(namnd="BUN"), BODY._replace(namnd="SBN", deadline=PAST)]
    standing = Day(TODAY).standing(REMISS, bodies, None)
    assert [badge.namnd for badge in standing.badges] == ["SBN", "BUN", "SN"]
    assert standing.answered == 1
    assert standing.status is RemissStatus.LATE
    assert standing.next == (PAST, "SBN skulle svara", BadgeState.LATE)


def test_bodies_with_the_same_date_are_named_together() -> None:
    bodies = [BODY._replace(deadline=SOON), BODY._replace(namnd="BUN", deadline=SOON)]
    standing = Day(TODAY).standing(REMISS, bodies, None)
    assert standing.next == (SOON, "SN och BUN svarar", BadgeState.SOON)
    assert standing.status is RemissStatus.SOON


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (STEP, "SN beslutar"),
        (STEP._replace(kind=StepKind.MANUSSTOPP, namnd="KS"), "KS tjänsteskrivelse"),
        (STEP._replace(kind=StepKind.JUSTERING, namnd="KS", paragraph="61"), "KS § 61 justeras"),
        (STEP._replace(kind=StepKind.JUSTERING, namnd="KS"), "KS justeras"),
        (STEP._replace(kind=StepKind.DISPATCH, namnd="KS"), "expediering"),
    ],
)
def test_a_step_of_the_plan_comes_before_the_later_deadline(step: StepFacts, words: str) -> None:
    standing = Day(TODAY).standing(REMISS, [BODY], step)
    assert standing.next == (step.date, words, BadgeState.ON_TIME)
    assert standing.status is RemissStatus.ON_TIME


def test_when_all_have_answered_the_dispatch_is_left() -> None:
    remiss = REMISS._replace(answer_by=dt.date(2026, 4, 10))
    standing = Day(TODAY).standing(remiss, [ANSWERED], None)
    assert standing.next == (dt.date(2026, 4, 10), "expediering", BadgeState.LATE)
    assert standing.status is RemissStatus.LATE


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"deadline": None}, "SN, skickad"),
        ({"deadline": None, "sent": None}, "SN, ej skickad"),
        ({"deadline": None, "sent": None, "asked": False}, "SN, inte frågad"),
    ],
)
def test_without_a_date_is_a_status_of_its_own(changes: dict[str, object], words: str) -> None:
    standing = Day(TODAY).standing(REMISS, [BODY._replace(**changes)], None)
    assert standing.next == (None, words, BadgeState.UNDATED)
    assert standing.status is RemissStatus.UNDATED


def test_an_undated_remiss_is_late_when_another_body_is_and_undated_when_it_has_no_date_of_its_own() -> None:
    day = Day(TODAY)
    bodies = [BODY._replace(deadline=None), BODY._replace(deadline=PAST)]
    assert day.standing(REMISS, bodies, None).status is RemissStatus.LATE
    undated = REMISS._replace(answer_by=None)
    assert day.standing(undated, [], None).next == (None, "svarsdatum för remissen", BadgeState.UNDATED)
    assert day.standing(undated, [ANSWERED], None).status is RemissStatus.UNDATED


def test_a_plan_that_does_not_fit_is_told_before_what_is_soon() -> None:
    bodies = [BODY._replace(deadline=SOON)]
    assert Day(TODAY).standing(REMISS, bodies, None, misfit=True).status is RemissStatus.MISFIT
    misfit = [BODY._replace(deadline=SOON, misfit=True)]
    assert Day(TODAY).standing(REMISS, misfit, None).status is RemissStatus.MISFIT


def test_an_answered_remiss_waits_for_its_dispatch_but_is_never_late_for_it() -> None:
    day = Day(TODAY)
    answered = REMISS._replace(state=RemissState.ANSWERED, answer_by=PAST)
    standing = day.standing(answered, [ANSWERED], None)
    assert (standing.status, standing.next) == (
        RemissStatus.ANSWERED,
        (PAST, "expediering inte noterad", BadgeState.TODO),
    )
    assert day.standing(answered._replace(dispatched=True), [ANSWERED], None).next is None
    assert day.standing(answered, [BODY._replace(deadline=PAST)], None).status is RemissStatus.LATE


def test_answers_that_lack_something_are_to_be_seen_to() -> None:
    bodies = [ANSWERED._replace(without_measure=1)]
    assert Day(TODAY).standing(REMISS, bodies, None).status is RemissStatus.TODO


def test_every_status_has_a_shape_of_its_own_word_or_kind() -> None:
    assert {status: status.badge for status in RemissStatus}[RemissStatus.MISFIT] is BadgeState.TODO
    assert sorted(RemissStatus, key=lambda status: status.rank)[:2] == [RemissStatus.LATE, RemissStatus.UNDATED]
