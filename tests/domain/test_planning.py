"""Backward planning, rule by rule, on calendars small enough to count through by hand."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import ChainRole
from secretary_app.domain.planning import (
    Asked,
    ChainLink,
    FixedStep,
    Plan,
    PlanBody,
    PlanRequest,
    PlanStep,
    Remedy,
    RemedyKind,
    Sitting,
    StepKind,
    merge_plans,
    plan,
    plan_as_json,
)
from secretary_app.support.errors import UserError

day = dt.date.fromisoformat


def body(name: str, *sittings: str, justering: int = 0, manusstopp: int = 0, handling: int = 0) -> PlanBody:
    """A sitting is written ``2022-04-20`` or with its manusstopp, ``2022-04-20/2022-04-01``."""
    parted = [sitting.partition("/") for sitting in sittings]
    return PlanBody(
        name, justering, manusstopp, handling, tuple(Sitting(day(d), day(m) if m else None) for d, _, m in parted)
    )


def chain(*bodies: PlanBody, informed: tuple[PlanBody, ...] = ()) -> tuple[ChainLink, ...]:
    roles = [ChainRole.PREPARES] * (len(bodies) - 1) + [ChainRole.DECIDES]
    links = [ChainLink(member, role) for member, role in zip(bodies, roles, strict=True)]
    return (*links, *(ChainLink(member, ChainRole.INFORMED) for member in informed))


def step(found: Plan, body_name: str, kind: str) -> PlanStep:
    (only,) = [each for each in found.steps if each.body == body_name and each.kind == kind]
    return only


def when(found: Plan, body_name: str, kind: str) -> str:
    return step(found, body_name, kind).date.isoformat()


def remedies(found: Plan) -> dict[RemedyKind, Remedy]:
    (problem,) = found.problems
    return {remedy.kind: remedy for remedy in problem.remedies}


OSN_2022 = body("OSN", "2022-02-22", "2022-03-22", justering=14, manusstopp=20)
KSAU_2022 = body("KSAU", "2022-04-04", manusstopp=12)
KS_2022 = body("KS", "2022-04-20", justering=7, manusstopp=12)
KF_2022 = body("KF", "2022-04-26")
MJOLBY_2022 = PlanRequest(
    remiss="2022",
    answer_by=day("2022-05-02"),
    start=day("2022-02-14"),
    owner=KS_2022,
    chain=chain(KSAU_2022, KS_2022, informed=(KF_2022,)),
    asked=(Asked(OSN_2022),),
)


class TestTheRealCases:
    def test_mjolby_2022(self) -> None:
        found = plan(MJOLBY_2022)
        assert found.problems == ()
        assert dict(found.internal_deadlines) == {"OSN": day("2022-03-23")}
        assert when(found, "OSN", "meeting") == "2022-03-22"
        assert step(found, "OSN", "meeting").immediate_justering
        assert when(found, "OSN", "manusstopp") == "2022-03-02"
        assert when(found, "KSAU", "manusstopp") == "2022-03-23"
        assert when(found, "KSAU", "meeting") == "2022-04-04"
        assert when(found, "KS", "meeting") == "2022-04-20"
        assert not step(found, "KS", "meeting").immediate_justering
        assert when(found, "KS", "justering") == "2022-04-27"
        assert when(found, "KF", "meeting") == "2022-04-26"
        assert found.dispatch_by == day("2022-05-02")

    def test_mjolby_2025(self) -> None:
        ks = body("KS", "2025-04-16", "2025-06-11", justering=7, manusstopp=12)
        request = PlanRequest(
            remiss="2025",
            answer_by=day("2025-06-30"),
            start=day("2025-03-26"),
            owner=ks,
            chain=chain(body("KSAU", "2025-05-26", manusstopp=12), ks),
            asked=(Asked(body("OSN", "2025-04-29", justering=14, manusstopp=20)),),
        )
        found = plan(request)
        assert found.problems == ()
        assert dict(found.internal_deadlines) == {"OSN": day("2025-05-14")}
        assert when(found, "OSN", "meeting") == "2025-04-29"
        assert when(found, "OSN", "justering") == "2025-05-13"
        assert not any(each.immediate_justering for each in found.steps)

    def test_every_step_in_the_order_things_happen_with_its_reason(self) -> None:
        told = [(each.date.isoformat(), each.body, each.kind.value, each.reason) for each in plan(MJOLBY_2022).steps]
        adjusted = "Protokollet justeras"
        assert told == [
            ("2022-02-14", "OSN", "internremiss", "Dagen då internremissen går ut"),
            ("2022-03-02", "OSN", "manusstopp", "20 dagar före OSN:s sammanträde 2022-03-22"),
            (
                "2022-03-22",
                "OSN",
                "meeting",
                f"{adjusted} 14 dagar efter sammanträdet, det hinner inte till 2022-03-23: omedelbar justering",
            ),
            ("2022-03-22", "OSN", "justering", "Omedelbar justering samma dag som sammanträdet"),
            ("2022-03-23", "OSN", "internal_deadline", "Samma dag som KSAU:s manusstopp 2022-03-23"),
            ("2022-03-23", "KSAU", "manusstopp", "12 dagar före KSAU:s sammanträde 2022-04-04"),
            ("2022-04-04", "KSAU", "meeting", "4 dagar före KS:s manusstopp 2022-04-08"),
            ("2022-04-08", "KS", "manusstopp", "12 dagar före KS:s sammanträde 2022-04-20"),
            (
                "2022-04-20",
                "KS",
                "meeting",
                f"{adjusted} 7 dagar efter sammanträdet, 2022-04-27, i tid till expedieringen 2022-05-02",
            ),
            ("2022-04-26", "KF", "meeting", "Första sammanträdet från och med KS:s beslut 2022-04-20"),
            ("2022-04-27", "KS", "justering", "7 dagar efter KS:s sammanträde 2022-04-20"),
            ("2022-05-02", "KS", "dispatch", "Svaret ska lämnas senast 2022-05-02"),
        ]


def alone(answer_by: str, *sittings: str, start: str = "2022-01-03", **days: int) -> PlanRequest:
    """An owner that decides alone and asks nobody."""
    return PlanRequest("r", day(answer_by), day(start), body("KS", *sittings, **days))


def asking(request: PlanRequest, *asked: PlanBody | Asked) -> PlanRequest:
    return replace(request, asked=tuple(each if isinstance(each, Asked) else Asked(each) for each in asked))


class TestDueDates:
    def test_a_sunday_moves_back(self) -> None:
        found = plan(alone("2022-05-01", "2022-04-20"))
        assert found.dispatch_by == day("2022-04-29")
        assert step(found, "KS", "dispatch").reason == "Sista arbetsdagen före 2022-05-01 (söndag)"

    def test_a_holiday_moves_back_over_the_whole_easter(self) -> None:
        found = plan(alone("2022-04-18", "2022-04-01"))
        assert found.dispatch_by == day("2022-04-14")
        assert step(found, "KS", "dispatch").reason == "Sista arbetsdagen före 2022-04-18 (helgdag)"

    def test_a_computed_manusstopp_moves_back(self) -> None:
        found = plan(alone("2022-05-02", "2022-04-20", manusstopp=4))
        assert when(found, "KS", "manusstopp") == "2022-04-14"
        reason = "Sista arbetsdagen före 2022-04-16 (lördag), 4 dagar före KS:s sammanträde 2022-04-20"
        assert step(found, "KS", "manusstopp").reason == reason

    def test_one_entered_by_hand_stays_but_the_internal_deadline_moves(self) -> None:
        request = asking(alone("2022-05-02", "2022-04-20/2022-04-16", manusstopp=12), body("SN"))
        found = plan(request)
        assert when(found, "KS", "manusstopp") == "2022-04-16"
        assert step(found, "KS", "manusstopp").reason == "Enligt kalendern för KS:s sammanträde 2022-04-20"
        assert when(found, "SN", "internal_deadline") == "2022-04-14"
        reason = "Sista arbetsdagen före 2022-04-16 (lördag), KS:s manusstopp 2022-04-16"
        assert step(found, "SN", "internal_deadline").reason.startswith(reason)

    def test_the_end_of_justering_is_not_moved(self) -> None:
        assert when(plan(alone("2022-05-02", "2022-04-20", justering=4)), "KS", "justering") == "2022-04-24"

    def test_the_owners_handling_time_is_working_days(self) -> None:
        request = asking(alone("2022-05-02", "2022-04-20", handling=5), body("SN"))
        found = plan(request)
        assert when(found, "SN", "internal_deadline") == "2022-04-11"
        reason = "5 arbetsdagar före KS:s manusstopp 2022-04-20, för KS:s egen handläggning"
        assert step(found, "SN", "internal_deadline").reason.startswith(reason)


class TestTheOwnersChain:
    def test_justering_must_end_by_the_dispatch(self) -> None:
        request = alone("2022-05-02", "2022-04-20", "2022-04-25", "2022-04-26", justering=7)
        found = plan(request)
        assert when(found, "KS", "meeting") == "2022-04-25"
        assert not step(found, "KS", "meeting").immediate_justering

    def test_without_another_meeting_justering_is_immediate(self) -> None:
        found = plan(alone("2022-05-02", "2022-05-02", justering=7))
        assert step(found, "KS", "meeting").immediate_justering
        assert when(found, "KS", "justering") == "2022-05-02"
        assert found.problems == ()

    def test_each_meets_on_or_before_the_next_ones_manusstopp(self) -> None:
        ks = body("KS", "2022-04-20", manusstopp=12)
        request = PlanRequest("r", day("2022-05-02"), day("2022-01-03"), ks)
        on_the_day = replace(request, chain=chain(body("KSAU", "2022-04-08", "2022-04-09"), ks))
        assert when(plan(on_the_day), "KSAU", "meeting") == "2022-04-08"
        assert step(plan(on_the_day), "KSAU", "meeting").reason == "Samma dag som KS:s manusstopp 2022-04-08"

    def test_three_bodies(self) -> None:
        kf = body("KF", "2022-06-20", justering=10, manusstopp=14)
        ks = body("KS", "2022-05-25", "2022-06-08", justering=30, manusstopp=12)
        ksau = body("KSAU", "2022-05-09", "2022-05-16", manusstopp=12)
        request = PlanRequest("r", day("2022-06-30"), day("2022-01-03"), ks, chain(ksau, ks, kf))
        found = plan(request)
        assert when(found, "KSAU", "meeting") == "2022-05-09"  # KS 06-08 is after KF's manusstopp 06-03
        assert when(found, "KS", "meeting") == "2022-05-25"
        assert [each.body for each in found.steps if each.kind == "justering"] == ["KF"]

    def test_a_preparing_body_without_meetings_is_passed_over_and_that_is_said(self) -> None:
        ks = body("KS", "2022-04-20", manusstopp=12)
        found = plan(PlanRequest("r", day("2022-05-02"), day("2022-01-03"), ks, chain(body("KSAU"), ks)))
        assert {each.body for each in found.steps} == {"KS"}
        assert "KSAU har inga sammanträden i kalendern och hoppas över" in step(found, "KS", "meeting").reason

    def test_a_decider_without_meetings_decides_by_the_dispatch(self) -> None:
        ks = body("KS", handling=2)
        request = asking(PlanRequest("r", day("2022-05-01"), day("2022-01-03"), ks), body("SN"))
        found = plan(request)
        assert when(found, "KS", "dispatch") == "2022-04-29"
        assert "KS har inga sammanträden i kalendern" in step(found, "KS", "dispatch").reason
        assert when(found, "SN", "internal_deadline") == "2022-04-27"
        assert step(found, "SN", "internal_deadline").reason.startswith("2 arbetsdagar före expedieringen 2022-04-29")

    def test_a_chain_where_nobody_decides_ends_with_the_owner(self) -> None:
        ks = body("KS", "2022-04-20", manusstopp=12)
        link = ChainLink(body("KSAU", "2022-04-04"), ChainRole.PREPARES)
        found = plan(PlanRequest("r", day("2022-05-02"), day("2022-01-03"), ks, (link,)))
        assert [each.body for each in found.steps if each.kind == "meeting"] == ["KSAU", "KS"]

    def test_where_two_decide_the_last_one_does_and_the_other_comes_before(self) -> None:
        ks, kf = body("KS", "2022-04-20", justering=30), body("KF", "2022-04-25", justering=5)
        links = (ChainLink(ks, ChainRole.DECIDES), ChainLink(kf, ChainRole.DECIDES))
        found = plan(PlanRequest("r", day("2022-05-02"), day("2022-01-03"), ks, links))
        assert [each.body for each in found.steps if each.kind == "meeting"] == ["KS", "KF"]
        assert when(found, "KF", "justering") == "2022-04-30"

    def test_of_two_meetings_on_one_day_the_one_that_takes_papers_longest(self) -> None:
        sittings = ("2022-04-20/2022-04-08", "2022-04-20/2022-04-11", "2022-04-20/2022-04-21")
        for order in (sittings, sittings[::-1]):
            assert when(plan(alone("2022-05-02", *order)), "KS", "manusstopp") == "2022-04-11"

    def test_nobody_asked(self) -> None:
        found = plan(replace(MJOLBY_2022, asked=()))
        assert when(found, "KSAU", "meeting") == "2022-04-04"
        assert dict(found.internal_deadlines) == {}
        assert found.alternatives == ()

    def test_the_owner_is_never_asked(self) -> None:
        found = plan(asking(MJOLBY_2022, OSN_2022, KS_2022))
        assert list(found.internal_deadlines) == ["OSN"]

    def test_the_informed_body_holds_nothing_up(self) -> None:
        ks = body("KS", "2022-04-20")
        request = PlanRequest("r", day("2022-05-02"), day("2022-01-03"), ks)
        same_day = plan(replace(request, chain=chain(ks, informed=(body("KF", "2022-04-19", "2022-04-20"),))))
        assert when(same_day, "KF", "meeting") == "2022-04-20"
        none_later = plan(replace(request, chain=chain(ks, informed=(body("KF", "2022-04-19"),))))
        assert none_later.problems == ()
        assert "KF" not in {each.body for each in none_later.steps}


class TestTheNamnder:
    OWNER = alone("2022-05-02", "2022-04-20", manusstopp=12)
    """The internal deadline is 2022-04-08."""

    def test_ordinary_justering_is_taken_before_a_later_meeting(self) -> None:
        found = plan(asking(self.OWNER, body("SN", "2022-03-25", "2022-04-08", justering=14)))
        assert when(found, "SN", "meeting") == "2022-03-25"
        assert when(found, "SN", "justering") == "2022-04-08"

    def test_the_manusstopp_may_be_the_day_the_internremiss_goes_out_and_not_before(self) -> None:
        sn = body("SN", "2022-03-25/2022-03-21")
        assert plan(replace(asking(self.OWNER, sn), start=day("2022-03-21"))).problems == ()
        (problem,) = plan(replace(asking(self.OWNER, sn), start=day("2022-03-22"))).problems
        assert (problem.body, problem.days_short) == ("SN", 1)

    def test_a_namnds_own_handling_time_comes_after_the_internremiss(self) -> None:
        sn = body("SN", "2022-03-25/2022-03-21", "2022-04-05/2022-03-28", handling=3)
        found = plan(replace(asking(self.OWNER, sn), start=day("2022-03-18")))
        assert when(found, "SN", "meeting") == "2022-04-05"
        (problem,) = plan(replace(asking(self.OWNER, sn), start=day("2022-03-25"))).problems
        assert problem.between == (day("2022-03-28"), day("2022-03-30"))
        expected = "internremissen går ut 2022-03-25 och SN behöver 3 arbetsdagar, till 2022-03-30"
        assert problem.reason.endswith(expected)

    def test_a_namnd_with_a_chain_of_its_own(self) -> None:
        sn = body("SN", "2022-03-29", "2022-04-06", justering=2, manusstopp=7)
        au = body("SNAU", "2022-03-22", "2022-03-30", manusstopp=5, justering=40)
        found = plan(asking(self.OWNER, Asked(sn, (au,))))
        assert when(found, "SN", "meeting") == "2022-04-06"
        assert when(found, "SNAU", "meeting") == "2022-03-30"
        assert when(found, "SNAU", "manusstopp") == "2022-03-25"
        assert step(found, "SNAU", "meeting").reason == "Samma dag som SN:s manusstopp 2022-03-30"
        assert [each.body for each in found.steps if each.kind == "justering"] == ["SN", "KS"]

    def test_a_namnd_without_meetings_has_its_deadline_only(self) -> None:
        found = plan(asking(self.OWNER, body("BOLAGET", justering=14, manusstopp=20)))
        kinds = [each.kind.value for each in found.steps if each.body == "BOLAGET"]
        assert kinds == ["internremiss", "internal_deadline"]
        assert when(found, "BOLAGET", "internal_deadline") == "2022-04-08"

    def test_the_utskott_of_a_namnd_without_meetings_meets_by_the_deadline(self) -> None:
        found = plan(asking(self.OWNER, Asked(body("SN"), (body("SNAU", "2022-04-07", "2022-04-09"),))))
        assert when(found, "SNAU", "meeting") == "2022-04-07"

    def test_namnder_stand_in_swedish_order(self) -> None:
        found = plan(asking(self.OWNER, *(body(name) for name in ("ÖN", "BN", "ÄN", "ÅN", "ZN"))))
        assert list(found.internal_deadlines) == ["BN", "ZN", "ÅN", "ÄN", "ÖN"]


class TestWhatIsBest:
    def test_fewer_immediate_before_a_later_deadline(self) -> None:
        ks = body("KS", "2022-04-20", "2022-04-29", justering=7)
        found = plan(asking(PlanRequest("r", day("2022-05-02"), day("2022-01-03"), ks), body("SN")))
        assert when(found, "SN", "internal_deadline") == "2022-04-20"
        (other,) = found.alternatives
        assert when(other, "SN", "internal_deadline") == "2022-04-29"
        expected = "Med omedelbar justering även i KS får SN 9 dagar mer på sig, till 2022-04-29."
        assert other.gain == expected

    def test_a_namnd_gains_by_its_own_immediate_justering(self) -> None:
        sn = body("SN", "2022-03-08", "2022-04-05", justering=14, manusstopp=7)
        found = plan(asking(TestTheNamnder.OWNER, sn))
        assert when(found, "SN", "meeting") == "2022-03-08"
        (other,) = found.alternatives
        assert when(other, "SN", "meeting") == "2022-04-05"
        assert other.gain == "Med omedelbar justering även i SN får SN 28 dagar mer på sig, till 2022-03-29."
        assert other.alternatives == ()
        assert other.problems == ()

    def test_less_than_a_week_is_no_alternative(self) -> None:
        sn = body("SN", "2022-03-25", "2022-03-31", justering=14)
        assert plan(asking(TestTheNamnder.OWNER, sn)).alternatives == ()
        sn = body("SN", "2022-03-25", "2022-04-01", justering=14)
        assert len(plan(asking(TestTheNamnder.OWNER, sn)).alternatives) == 1

    LATE_IS_IMMEDIATE = body("KS", "2022-04-08", "2022-04-20", justering=14)

    def test_as_many_immediate_elsewhere_is_no_alternative(self) -> None:
        """With KS on 04-08 BN could meet on 04-07, but that is one immediate too, and an earlier deadline."""
        bn = body("BN", "2022-03-29", "2022-04-07", justering=14)
        request = PlanRequest("r", day("2022-05-02"), day("2022-01-03"), self.LATE_IS_IMMEDIATE)
        found = plan(asking(request, bn))
        assert {each.body for each in found.steps if each.immediate_justering} == {"KS"}
        (other,) = found.alternatives
        assert {each.body for each in other.steps if each.immediate_justering} == {"KS", "BN"}
        assert other.gain == "Med omedelbar justering även i BN får BN 9 dagar mer på sig, till 2022-04-07."

    def test_more_immediate_that_gives_nothing_more_is_no_alternative(self) -> None:
        """KS immediate too would move the deadline to 04-20, where BN still meets on 04-07 immediately."""
        bn = body("BN", "2022-03-08", "2022-04-07", justering=14)
        request = PlanRequest("r", day("2022-05-02"), day("2022-01-03"), self.LATE_IS_IMMEDIATE)
        (other,) = plan(asking(request, bn)).alternatives
        assert {each.body for each in other.steps if each.immediate_justering} == {"BN"}

    def test_at_most_three_alternatives_each_better_than_the_one_before(self) -> None:
        namnder = [body(f"N{n}", "2022-03-08", f"2022-04-0{n + 3}", justering=14) for n in range(1, 6)]
        found = plan(asking(TestTheNamnder.OWNER, *namnder))
        counts = [
            len([s for s in other.steps if s.immediate_justering and s.kind == "meeting"])
            for other in found.alternatives
        ]
        assert counts == [1, 2, 3]
        assert found.alternatives[2].gain.startswith("Med omedelbar justering även i N3, N4 och N5 får 3 nämnder")

    def test_one_that_is_too_late_is_not_saved_by_the_sum_of_others(self) -> None:
        """The plan that is short by the fewest days in all, whoever they fall on."""
        ks = body("KS", "2022-03-31", "2022-04-05", manusstopp=0)
        late = [body(name, "2022-04-04") for name in ("AN", "BN")]
        early = body("CN", "2022-03-25", manusstopp=0)
        request = asking(PlanRequest("r", day("2022-04-03"), day("2022-03-01"), ks), *late, early)
        found = plan(request)  # answer by Friday 04-01: KS 03-31 is 4 + 4 days short, KS 04-05 is 4
        assert when(found, "KS", "meeting") == "2022-04-05"
        assert [problem.days_short for problem in found.problems] == [4]


class TestFixedSteps:
    def fixed(self, request: PlanRequest, name: str, kind: str, date: str) -> Plan:
        return plan(replace(request, fixed=(FixedStep(name, StepKind(kind), day(date)),)))

    def test_a_meeting_is_held_and_the_rest_planned_around_it(self) -> None:
        ksau = replace(KSAU_2022, sittings=(*KSAU_2022.sittings, Sitting(day("2022-03-28"))))
        request = replace(MJOLBY_2022, chain=chain(ksau, KS_2022))
        found = self.fixed(request, "KSAU", "meeting", "2022-03-28")
        assert step(found, "KSAU", "meeting").fixed
        assert step(found, "KSAU", "meeting").reason.startswith("Satt för hand")
        assert not step(found, "KS", "meeting").fixed
        assert when(found, "OSN", "internal_deadline") == "2022-03-16"
        (problem,) = found.problems  # OSN meets 03-22
        assert (problem.body, problem.days_short) == ("OSN", 6)

    def test_a_meeting_that_is_not_in_the_calendar(self) -> None:
        found = self.fixed(MJOLBY_2022, "OSN", "meeting", "2022-03-15")
        assert when(found, "OSN", "meeting") == "2022-03-15"
        assert when(found, "OSN", "manusstopp") == "2022-02-23"

    def test_a_manusstopp(self) -> None:
        found = self.fixed(MJOLBY_2022, "KSAU", "manusstopp", "2022-03-26")
        assert step(found, "KSAU", "manusstopp").fixed
        assert when(found, "KSAU", "manusstopp") == "2022-03-26"
        assert when(found, "OSN", "internal_deadline") == "2022-03-25"

    def test_a_manusstopp_belongs_to_the_meeting_it_lies_nearest_to(self) -> None:
        sn = body("SN", "2022-03-01", "2022-03-15", "2022-03-29", manusstopp=14)
        found = self.fixed(asking(TestTheNamnder.OWNER, sn), "SN", "manusstopp", "2022-02-28")
        assert when(found, "SN", "meeting") == "2022-03-15"

    def test_an_internal_deadline(self) -> None:
        found = self.fixed(MJOLBY_2022, "OSN", "internal_deadline", "2022-03-22")
        assert found.problems == ()
        assert when(found, "OSN", "internal_deadline") == "2022-03-22"
        assert step(found, "OSN", "internal_deadline").fixed

    def test_an_internal_deadline_after_what_the_owner_needs_is_a_problem(self) -> None:
        found = self.fixed(MJOLBY_2022, "OSN", "internal_deadline", "2022-03-25")
        (problem,) = found.problems
        assert problem.between == (day("2022-03-23"), day("2022-03-25"))
        assert remedies(found)[RemedyKind.LATE_PAPERS].date == day("2022-03-25")

    def test_the_dispatch(self) -> None:
        found = self.fixed(MJOLBY_2022, "KS", "dispatch", "2022-04-22")
        assert found.dispatch_by == day("2022-04-22")
        assert step(found, "KS", "dispatch").fixed
        assert step(found, "KS", "meeting").immediate_justering

    def test_a_dispatch_after_the_answer_by_date_is_a_problem(self) -> None:
        found = self.fixed(MJOLBY_2022, "KS", "dispatch", "2022-05-04")
        (problem,) = found.problems
        assert (problem.body, problem.days_short) == ("KS", 2)
        assert remedies(found)[RemedyKind.EXTENSION].date == day("2022-05-04")

    def test_an_informed_bodys_meeting_before_the_decision_is_a_problem(self) -> None:
        found = self.fixed(MJOLBY_2022, "KF", "meeting", "2022-04-19")
        (problem,) = found.problems
        assert problem.between == (day("2022-04-19"), day("2022-04-20"))
        assert [remedy.text for remedy in problem.remedies] == [
            "Extra sammanträde i KS senast 2022-04-19",
            "Ordförandebeslut i KS senast 2022-04-19 (kommunallagen 6 kap. 39 §)",
        ]

    def test_a_body_both_asked_and_informed_has_what_was_fixed_where_it_answers(self) -> None:
        kf = body("KF", "2022-03-22", "2022-04-26")
        request = asking(replace(MJOLBY_2022, chain=chain(KSAU_2022, KS_2022, informed=(kf,))), kf)
        found = self.fixed(request, "KF", "meeting", "2022-03-21")
        meetings = [(each.date, each.fixed) for each in found.steps if each.body == "KF" and each.kind == "meeting"]
        assert meetings == [(day("2022-03-21"), True), (day("2022-04-26"), False)]
        assert found.problems == ()

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("SN", "meeting"),
            ("KS", "internal_deadline"),
            ("OSN", "dispatch"),
            ("KF", "justering"),
            ("KF", "chair_decision"),
            ("KF", "manusstopp"),
        ],
    )
    def test_a_step_that_the_plan_cannot_have_is_refused(self, name: str, kind: str) -> None:
        with pytest.raises(UserError, match=f"Datumet 2022-03-22 för {name} kan inte låsas"):
            self.fixed(MJOLBY_2022, name, kind, "2022-03-22")


class TestWhatDoesNotFit:
    def test_the_real_case_a_month_later(self) -> None:
        found = plan(replace(MJOLBY_2022, start=day("2022-03-10")))
        (problem,) = found.problems
        assert problem.body == "OSN"
        assert problem.between == (day("2022-03-02"), day("2022-03-10"))
        assert problem.days_short == 8
        expected = "OSN:s manusstopp 2022-03-02 ligger 8 dagar för tidigt: internremissen går ut 2022-03-10"
        assert problem.reason == expected
        assert found.alternatives == ()
        assert [(remedy.kind.value, remedy.text) for remedy in problem.remedies] == [
            (
                "handlingar_efter_manusstopp",
                "Handlingar till OSN:s sammanträde 2022-03-22 lämnas senast 2022-03-10, "
                "efter OSN:s manusstopp 2022-03-02",
            ),
            ("ordförandebeslut", "Ordförandebeslut i OSN senast 2022-03-23 (kommunallagen 6 kap. 39 §)"),
            ("svar_från_förvaltningen", "OSN:s förvaltning svarar senast 2022-03-23"),
        ]

    def test_an_extra_meeting(self) -> None:
        osn = replace(OSN_2022, sittings=(Sitting(day("2022-03-29")),))
        found = plan(asking(MJOLBY_2022, osn))
        (problem,) = found.problems
        assert problem.between == (day("2022-03-23"), day("2022-03-29"))
        extra = remedies(found)[RemedyKind.EXTRA_MEETING]
        assert extra.date == day("2022-03-23")
        assert extra.text == "Extra sammanträde i OSN senast 2022-03-23, med omedelbar justering"
        assert remedies(found)[RemedyKind.LATE_PAPERS].text == (
            "Handlingar till KSAU:s sammanträde 2022-04-04 lämnas senast 2022-03-29, efter KSAU:s manusstopp 2022-03-23"
        )

    def test_an_extra_meeting_whose_ordinary_manusstopp_has_passed_takes_papers_later(self) -> None:
        osn = replace(OSN_2022, sittings=(Sitting(day("2022-03-29")),))
        found = plan(replace(asking(MJOLBY_2022, osn), start=day("2022-03-07")))
        text = remedies(found)[RemedyKind.EXTRA_MEETING].text
        expected = "Extra sammanträde i OSN senast 2022-03-23, med omedelbar justering och handlingar senast 2022-03-07"
        assert text == expected

    def test_an_extra_meeting_before_the_papers_can_be_ready_is_no_remedy(self) -> None:
        osn = replace(OSN_2022, sittings=(Sitting(day("2022-04-20")),), handling_days=20)
        found = plan(replace(asking(MJOLBY_2022, osn), start=day("2022-03-01")))
        kinds = {remedy.kind for problem in found.problems for remedy in problem.remedies}
        assert kinds == set()

    def test_papers_that_would_come_after_the_meeting_are_no_remedy(self) -> None:
        osn = replace(OSN_2022, sittings=(Sitting(day("2022-04-05")),))
        assert RemedyKind.LATE_PAPERS not in remedies(plan(asking(MJOLBY_2022, osn)))

    def test_an_extension_is_the_earliest_day_with_which_everything_fits(self) -> None:
        request = replace(MJOLBY_2022, answer_by=day("2022-04-15"))
        found = plan(request)
        (problem,) = found.problems
        assert problem.reason == "KS:s sammanträde 2022-04-20 ligger 6 dagar efter expedieringen 2022-04-14"
        assert remedies(found)[RemedyKind.EXTENSION].date == day("2022-04-20")
        assert plan(replace(request, answer_by=day("2022-04-20"))).problems == ()
        assert plan(replace(request, answer_by=day("2022-04-19"))).problems != ()

    def test_an_extension_that_would_not_help_is_not_proposed(self) -> None:
        found = plan(replace(MJOLBY_2022, start=day("2022-03-24")))
        kinds = {remedy.kind for problem in found.problems for remedy in problem.remedies}
        assert RemedyKind.EXTENSION not in kinds

    def test_a_fullmaktige_gets_no_ordforandebeslut(self) -> None:
        kf = replace(body("KF", "2022-05-10"), chair_may_decide=False)
        found = plan(PlanRequest("r", day("2022-05-02"), day("2022-01-03"), KS_2022, chain(KS_2022, kf)))
        assert RemedyKind.CHAIR_DECISION not in remedies(found)
        assert remedies(found)[RemedyKind.EXTRA_MEETING].date == day("2022-05-02")

    def test_an_utskott_after_the_manusstopp(self) -> None:
        ksau = replace(KSAU_2022, sittings=(Sitting(day("2022-04-11")),))
        found = plan(replace(MJOLBY_2022, chain=chain(ksau, KS_2022), asked=()))
        (problem,) = found.problems
        assert problem.reason == "KSAU:s sammanträde 2022-04-11 ligger 3 dagar efter KS:s manusstopp 2022-04-08"
        texts = [remedy.text for remedy in problem.remedies]
        assert texts == [
            "Extra sammanträde i KSAU senast 2022-04-08",
            "Extra sammanträde i KS senast 2022-05-02, med omedelbar justering",
            "Handlingar till KS:s sammanträde 2022-04-20 lämnas senast 2022-04-11, efter KS:s manusstopp 2022-04-08",
            "Ordförandebeslut i KS senast 2022-05-02 (kommunallagen 6 kap. 39 §)",
        ]

    def test_no_time_at_all(self) -> None:
        found = plan(alone("2022-05-02", start="2022-05-10"))
        (problem,) = found.problems
        assert (problem.body, problem.days_short) == ("KS", 8)
        assert remedies(found)[RemedyKind.EXTENSION].date == day("2022-05-10")

    def test_a_manusstopp_after_its_own_meeting(self) -> None:
        (problem,) = plan(alone("2022-05-02", "2022-04-20/2022-04-22")).problems
        assert problem.reason == "KS:s manusstopp 2022-04-22 ligger 2 dagar efter sammanträdet 2022-04-20"

    @pytest.mark.parametrize(
        "slip",
        [replace(MJOLBY_2022, answer_by=dt.date(1, 1, 1)), replace(MJOLBY_2022, start=dt.date(9999, 12, 31))],
    )
    def test_a_slip_of_the_pen_in_the_year_is_told(self, slip: PlanRequest) -> None:
        with pytest.raises(UserError, match="ett år som inte kan stämma"):
            plan(slip)

    def test_such_a_slip_in_the_calendar(self) -> None:
        with pytest.raises(UserError, match="Ett sammanträde i OSN eller dess manusstopp är 9999-01-01"):
            plan(asking(MJOLBY_2022, body("OSN", "9999-01-01")))


class TestJson:
    def test_keys_and_dates(self) -> None:
        as_json = plan_as_json(plan(replace(MJOLBY_2022, start=day("2022-03-10"))))
        assert set(as_json) == {
            *("remiss", "answer_by", "dispatch_by", "steps", "internal_deadlines", "alternatives", "problems"),
        }
        assert as_json["answer_by"] == "2022-05-02"
        assert as_json["internal_deadlines"] == {"OSN": "2022-03-23"}
        assert isinstance(as_json["steps"], list)
        assert as_json["steps"][0] == {
            "body": "OSN",
            "kind": "manusstopp",
            "date": "2022-03-02",
            "immediate_justering": False,
            "fixed": False,
            "done": False,
            "reason": "20 dagar före OSN:s sammanträde 2022-03-22; "
            "8 dagar för tidigt, internremissen går ut 2022-03-10",
        }
        assert isinstance(as_json["problems"], list)
        problem = as_json["problems"][0]
        assert problem["kind"] == "för_tidigt"
        assert problem["between"] == ["2022-03-02", "2022-03-10"]
        assert problem["remedies"][0]["date"] == "2022-03-10"

    def test_an_alternative_has_the_same_form_and_says_what_it_gives(self) -> None:
        sn = body("SN", "2022-03-08", "2022-04-05", justering=14)
        as_json = plan_as_json(plan(asking(TestTheNamnder.OWNER, sn)))
        assert isinstance(as_json["alternatives"], list)
        (other,) = as_json["alternatives"]
        assert set(other) == set(as_json) | {"gain"}


class TestMeetingsThatHaveBeen:
    def test_a_calendar_that_has_ended_is_the_reason(self) -> None:
        ks = body("KS", "2025-05-20", "2025-06-24", justering=7, manusstopp=12)
        ksau = body("KSAU", "2025-06-02", manusstopp=12)
        found = plan(PlanRequest("r", day("2026-03-31"), day("2026-01-12"), ks, chain(ksau, ks)))
        (problem,) = found.problems
        assert problem.reason.startswith(
            "KSAU har inget sammanträde i registret efter 2025-06-02; "
            "KS har inget sammanträde i registret efter 2025-06-24; KSAU:s manusstopp"
        )
        assert step(found, "KS", "meeting").reason == "202 dagar innan internremissen går ut 2026-01-12"
        assert not any("i tid till" in each.reason for each in found.steps)

    def test_a_later_body_whose_calendar_has_ended_is_named(self) -> None:
        ks = body("KS", "2025-12-10", justering=7, manusstopp=12)
        ksau = body("KSAU", "2026-01-19")
        found = plan(PlanRequest("r", day("2026-01-31"), day("2026-01-12"), ks, chain(ksau, ks)))
        assert "KS har inget sammanträde i registret efter 2025-12-10" in found.problems[0].reason

    def test_a_namnd_that_met_before_the_internremiss(self) -> None:
        owner = body("KS", "2026-03-10", manusstopp=12)
        found = plan(
            PlanRequest(
                "r", day("2026-03-31"), day("2026-02-02"), owner, asked=(Asked(body("OSN", "2026-01-27", justering=3)),)
            )
        )
        assert step(found, "OSN", "meeting").reason == "6 dagar innan internremissen går ut 2026-02-02"

    def test_one_set_by_hand_is_not_said_to_stand_in_the_register(self) -> None:
        request = replace(
            alone("2022-03-31", "2022-03-08"), fixed=(FixedStep("KS", StepKind.MEETING, day("2021-12-14")),)
        )
        found = plan(request)
        assert "registret" not in found.problems[0].reason
        assert step(found, "KS", "meeting").reason == "Satt för hand; 20 dagar innan internremissen går ut 2022-01-03"


def test_an_extension_says_where_it_needs_omedelbar_justering() -> None:
    found = plan(alone("2022-03-31", "2022-04-12", start="2022-03-01", justering=14))
    extension = remedies(found)[RemedyKind.EXTENSION]
    assert extension.text == "Anstånd till 2022-04-12, med omedelbar justering i KS"
    found = plan(alone("2022-03-31", "2022-04-12", start="2022-03-01"))
    assert remedies(found)[RemedyKind.EXTENSION].text == "Anstånd till 2022-04-12"


class TestPlansPutTogether:
    def test_all_steps_come_by_date_and_nothing_is_lost(self) -> None:
        direct = plan(PlanRequest("2022", day("2022-04-08"), day("2022-02-14"), body("SN", "2022-03-22", "2022-04-07")))
        late = plan(PlanRequest("2022", day("2022-04-01"), day("2022-02-14"), body("BUN", "2022-04-07")))
        main = plan(MJOLBY_2022)
        merged = merge_plans(main, [direct, late])
        assert [each.date for each in merged.steps] == sorted(each.date for each in merged.steps)
        for part in (main, direct, late):
            assert [each for each in merged.steps if each in part.steps] == list(part.steps)
        assert len(merged.steps) == len(main.steps) + len(direct.steps) + len(late.steps)
        assert merged.problems == late.problems != ()
        assert merged.internal_deadlines == main.internal_deadlines
        assert (merged.answer_by, merged.dispatch_by) == (main.answer_by, main.dispatch_by)
        assert merge_plans(main, []) == main

    def test_the_alternatives_of_all_are_kept(self) -> None:
        osn = body("OSN", "2022-02-22", "2022-03-22", justering=14, manusstopp=20)
        roomy = asking(alone("2022-05-02", "2022-04-12", manusstopp=12), osn)
        main, other = plan(roomy), plan(replace(roomy, remiss="annan"))
        merged = merge_plans(main, [other])
        assert merged.alternatives == (*main.alternatives, *other.alternatives)
        assert len(merged.alternatives) == 2
