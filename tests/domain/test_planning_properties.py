"""Backward planning against a planner that tries everything, and against its rules read off the finished plan.

Both stand here on their own: they share nothing with the program but its input and output.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import ChainRole
from secretary_app.domain.planning import (
    Asked,
    ChainLink,
    FixedStep,
    Plan,
    PlanBody,
    PlanRequest,
    RemedyKind,
    Sitting,
    StepKind,
    plan,
)

FREE = {dt.date.fromisoformat(f"2022-{day}") for day in ("01-06", "04-15", "04-18", "05-26", "06-06", "06-24")}
SPRING = dt.date(2022, 2, 1)


def works(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in FREE


def back(day: dt.date, working_days: int = 0) -> dt.date:
    """That many working days back, and then to a working day."""
    while working_days or not works(day):
        day -= dt.timedelta(1)
        working_days -= works(day) and working_days > 0
    return day


def forward(day: dt.date, working_days: int) -> dt.date:
    while working_days:
        day += dt.timedelta(1)
        working_days -= works(day)
    return day


def late(day: dt.date, limit: dt.date) -> int:
    return max(0, (day - limit).days)


# Random small calendars


def random_body(rng: random.Random, name: str, most: int, entered: bool = False, span: range = range(120)) -> PlanBody:
    days = {SPRING + dt.timedelta(rng.choice(span)) for _ in range(rng.randint(0, most))}
    sittings = [
        Sitting(day, day - dt.timedelta(rng.randrange(-1, 20)) if entered and rng.random() < 0.2 else None)
        for day in days
    ]
    rng.shuffle(sittings)
    return PlanBody(name, rng.choice((0, 7, 14)), rng.choice((0, 3, 8, 12)), rng.choice((0, 0, 3, 6)), tuple(sittings))


def random_request(rng: random.Random) -> PlanRequest:
    """Anything, manusstopp entered by hand and steps fixed by hand included; most of it doesn't fit."""
    owner = random_body(rng, "KS", 3, entered=True)
    names = rng.choice(((), ("KSAU",), ("KSAU",), ("KSPU", "KSAU")))
    links = [ChainLink(random_body(rng, name, 3, entered=True), ChainRole.PREPARES) for name in names]
    links.append(ChainLink(owner, ChainRole.DECIDES))
    if rng.random() < 0.3:
        links.append(ChainLink(random_body(rng, "KF", 2, entered=True), ChainRole.INFORMED))
    asked = [
        Asked(
            random_body(rng, name, 3, entered=True),
            (random_body(rng, f"{name}AU", 2, entered=True),) * rng.randint(0, 1),
        )
        for name in rng.sample(("BN", "ÄN", "ÖN"), rng.choice((0, 1, 1, 2, 2)))
    ]
    start = SPRING + dt.timedelta(rng.randrange(-10, 30))
    answer_by = start + dt.timedelta(rng.randrange(10, 140))
    request = PlanRequest("r", answer_by, start, owner, tuple(links), tuple(asked))
    return replace(request, fixed=tuple(random_fixed(rng, request))) if rng.random() < 0.4 else request


def random_roomy_request(rng: random.Random) -> PlanRequest:
    """The namnder meet before the owner's utskott, that before the owner: most of it fits; nothing is fixed."""
    owner = random_body(rng, "KS", 3, span=range(80, 118))
    links = [ChainLink(owner, ChainRole.DECIDES), ChainLink(random_body(rng, "KF", 2), ChainRole.INFORMED)]
    if rng.random() < 0.5:
        links.insert(0, ChainLink(random_body(rng, "KSAU", 3, span=range(60, 90)), ChainRole.PREPARES))
    asked = [
        Asked(
            random_body(rng, name, 4, span=range(25, 80)),
            (random_body(rng, f"{name}AU", 2, span=range(20, 40)),) * rng.choice((0, 0, 1)),
        )
        for name in rng.sample(("BN", "ÄN", "ÖN"), rng.randint(1, 3))
    ]
    return PlanRequest("r", SPRING + dt.timedelta(rng.randrange(100, 130)), SPRING, owner, tuple(links), tuple(asked))


def random_fixed(rng: random.Random, request: PlanRequest) -> Iterator[FixedStep]:
    day = request.start + dt.timedelta(rng.randrange(100))
    kind = rng.choice((StepKind.MEETING, StepKind.MANUSSTOPP, StepKind.INTERNAL_DEADLINE, StepKind.DISPATCH))
    if kind is StepKind.DISPATCH:
        yield FixedStep("KS", kind, day)
    elif kind is StepKind.INTERNAL_DEADLINE:
        yield from (FixedStep(asked.body.name, kind, day) for asked in request.asked[:1])
    else:
        names = [link.body.name for link in request.chain] + [asked.body.name for asked in request.asked]
        name = rng.choice(names)
        yield FixedStep(name, StepKind.MEETING, day)
        if kind is StepKind.MANUSSTOPP and name != "KF":
            yield FixedStep(name, kind, day - dt.timedelta(rng.randrange(-1, 15)))


# The planner that tries everything


@dataclass(frozen=True)
class Tried:
    short: int
    immediate: int
    deadline: dt.date
    meetings: tuple[dt.date, ...]
    dues: dict[str, dt.date]
    """When each namnd's own papers are due."""

    @property
    def key(self) -> tuple[object, ...]:
        return self.short, self.immediate, -self.deadline.toordinal(), [-day.toordinal() for day in self.meetings]


def choices(request: PlanRequest, body: PlanBody) -> list[tuple[dt.date, dt.date]]:
    """Every meeting of the body with its manusstopp, after what was fixed."""
    held = {step.kind: step.date for step in request.fixed if step.body == body.name}
    sittings = list(body.sittings)
    if StepKind.MEETING in held:
        same_day = [sitting for sitting in sittings if sitting.date == held[StepKind.MEETING]]
        sittings = same_day or [Sitting(held[StepKind.MEETING])]
    pairs = [(s.date, s.manusstopp or back(s.date - dt.timedelta(body.manusstopp_days))) for s in sittings]
    return [(day, held.get(StepKind.MANUSSTOPP, manusstopp)) for day, manusstopp in pairs]


def line_cost(
    picked: tuple[tuple[dt.date, dt.date], ...], end: dt.date, ready: dt.date, justering: int
) -> tuple[int, int]:
    """Days short and immediate justeringar of one line of meetings."""
    limits = [*(manusstopp for _, manusstopp in picked[1:]), end][: len(picked)]
    short = sum(late(day, limit) for (day, _), limit in zip(picked, limits, strict=True))
    short += sum(late(manusstopp, day) for day, manusstopp in picked)
    short += late(ready, picked[0][1] if picked else end)
    immediate = bool(justering) and bool(picked) and picked[-1][0] + dt.timedelta(justering) > end
    return short, int(immediate)


def try_everything(request: PlanRequest) -> Iterator[Tried]:
    held = {(step.body, step.kind): step.date for step in request.fixed}
    dispatch = held.get(("KS", StepKind.DISPATCH))
    end = dispatch or back(request.answer_by)
    lines = [[link.body for link in request.chain if link.role is not ChainRole.INFORMED]]
    asked = sorted(request.asked, key=lambda each: ("BN", "ÄN", "ÖN").index(each.body.name))
    lines += [[*each.chain, each.body] for each in asked]
    options = [[found for body in line if (found := choices(request, body))] for line in lines]
    told = held.get(("KF", StepKind.MEETING))
    meets = [line[-1].name in {b.name for b in line if choices(request, b)} for line in lines]
    for owner in itertools.product(*options[0]):
        justering = request.owner.justering_days if meets[0] else 0
        first_short, first_immediate = line_cost(owner, end, request.start, justering)
        first_short += late(dispatch, request.answer_by) if dispatch else 0
        first_short += late(owner[-1][0], told) if told and meets[0] else 0
        deadline = back(owner[0][1] if owner else end, request.owner.handling_days)
        for rest in itertools.product(*(itertools.product(*option) for option in options[1:])):
            short, immediate, dues = first_short, first_immediate, {}
            for each, picked, at_meeting in zip(asked, rest, meets[1:], strict=True):
                own = held.get((each.body.name, StepKind.INTERNAL_DEADLINE), deadline)
                ready = forward(request.start, each.body.handling_days)
                cost = line_cost(picked, own, ready, each.body.justering_days if at_meeting else 0)
                short, immediate = short + cost[0] + late(own, deadline), immediate + cost[1]
                dues[each.body.name] = picked[0][1] if picked else own
            meetings = tuple(day for line in (owner, *rest) for day, _ in line)
            yield Tried(short, immediate, deadline, meetings, dues)


def meetings_of(request: PlanRequest, found: Plan) -> tuple[dt.date, ...]:
    """The plan's meetings: the owner's chain in its order, then the namnder in Swedish order."""
    by_body = {step.body: step.date for step in found.steps if step.kind is StepKind.MEETING}
    names = [link.body.name for link in request.chain if link.role is not ChainRole.INFORMED]
    names += [f"{name}{part}" for name in ("BN", "ÄN", "ÖN") for part in ("AU", "")]
    return tuple(by_body[name] for name in names if name in by_body)


def immediate_count(found: Plan) -> int:
    return sum(step.immediate_justering and step.kind is StepKind.MEETING for step in found.steps)


def short(found: Plan) -> int:
    return sum(problem.days_short for problem in found.problems)


def agrees_with_trying_everything(request: PlanRequest) -> None:
    found = plan(request)
    best = min(try_everything(request), key=lambda tried: tried.key)
    assert (short(found), immediate_count(found)) == (best.short, best.immediate)
    assert meetings_of(request, found) == best.meetings
    held = {step.body for step in request.fixed if step.kind is StepKind.INTERNAL_DEADLINE}
    assert {day for namnd, day in found.internal_deadlines.items() if namnd not in held} <= {best.deadline}


def test_two_thousand_small_calendars_agree_with_trying_everything() -> None:
    rng = random.Random(20220323)
    for _ in range(1000):
        agrees_with_trying_everything(random_request(rng))
        agrees_with_trying_everything(random_roomy_request(rng))


@settings(deadline=None, max_examples=100)
@given(st.randoms(use_true_random=False))
def test_any_small_calendar_agrees_with_trying_everything(rng: random.Random) -> None:
    agrees_with_trying_everything(random_request(rng))


@settings(deadline=None, max_examples=300)
@given(st.randoms(use_true_random=False))
def test_there_is_an_alternative_exactly_when_one_exists(rng: random.Random) -> None:
    request = random_roomy_request(rng)
    found = plan(request)
    best = min(try_everything(request), key=lambda tried: tried.key)

    def gains(tried: Tried) -> bool:
        return any((day - best.dues[namnd]).days >= 7 for namnd, day in tried.dues.items())

    exists = not best.short and any(
        not tried.short and tried.immediate > best.immediate and gains(tried) for tried in try_everything(request)
    )
    assert bool(found.alternatives) == exists
    counts = [immediate_count(found), *(immediate_count(other) for other in found.alternatives)]
    assert counts == sorted(set(counts))
    assert len(found.alternatives) <= 3
    gained = [(0, 0)]
    for other in found.alternatives:
        keeps_the_rules(request, other)
        more = [(due(other, each) - due(found, each)).days for each in request.asked]
        gained.append((sum(days >= 7 for days in more), sum(more)))
    assert gained == sorted(set(gained))


def due(found: Plan, asked: Asked) -> dt.date:
    """The day the namnd's own papers are due."""
    names = {asked.body.name, *(body.name for body in asked.chain)}
    stops = [step.date for step in found.steps if step.kind is StepKind.MANUSSTOPP and step.body in names]
    return min(stops, default=found.internal_deadlines[asked.body.name])


# The rules, read off a finished plan


def keeps_the_rules(request: PlanRequest, found: Plan) -> None:
    """Rules 1 to 5 and 7, for a plan without fixed steps that says that it fits."""
    dates = {(step.body, step.kind): step for step in found.steps}
    assert [step.date for step in found.steps] == sorted(step.date for step in found.steps)
    dispatch = dates["KS", StepKind.DISPATCH].date
    assert works(dispatch)
    assert dispatch <= request.answer_by
    assert not any(works(dispatch + dt.timedelta(n + 1)) for n in range((request.answer_by - dispatch).days))
    bodies = [link.body for link in request.chain if link.role is not ChainRole.INFORMED]
    first = keeps_its_line(found, bodies, dispatch)
    assert (first or dispatch) >= request.start
    decided = dates.get(("KS", StepKind.MEETING))
    informed = dates.get(("KF", StepKind.MEETING))
    assert not (decided and informed) or informed.date >= decided.date
    for asked in request.asked:
        name = asked.body.name
        assert dates[name, StepKind.INTERNREMISS].date == request.start
        end = dates[name, StepKind.INTERNAL_DEADLINE].date
        assert found.internal_deadlines[name] == end == back(first or dispatch, request.owner.handling_days)
        own_first = keeps_its_line(found, [*asked.chain, asked.body], end)
        assert (own_first or end) >= forward(request.start, asked.body.handling_days)


def keeps_its_line(found: Plan, bodies: list[PlanBody], end: dt.date) -> dt.date | None:
    """Checks one line of bodies and returns its first manusstopp."""
    dates = {(step.body, step.kind): step for step in found.steps}
    meeting = [body for body in bodies if body.sittings]
    for body, after in itertools.pairwise(meeting):
        assert dates[body.name, StepKind.MEETING].date <= dates[after.name, StepKind.MANUSSTOPP].date
    for body in meeting:
        day, manusstopp = dates[body.name, StepKind.MEETING].date, dates[body.name, StepKind.MANUSSTOPP].date
        entered = {sitting.manusstopp for sitting in body.sittings if sitting.date == day}
        assert manusstopp in entered or (
            None in entered and manusstopp == back(day - dt.timedelta(body.manusstopp_days))
        )
    if meeting:
        assert dates[meeting[-1].name, StepKind.MEETING].date <= end
    if bodies[-1].sittings:
        held, adjusted = dates[bodies[-1].name, StepKind.MEETING], dates[bodies[-1].name, StepKind.JUSTERING]
        assert adjusted.date <= end
        assert held.immediate_justering == adjusted.immediate_justering
        days = 0 if held.immediate_justering else bodies[-1].justering_days
        assert adjusted.date == held.date + dt.timedelta(days)
    return dates[meeting[0].name, StepKind.MANUSSTOPP].date if meeting else None


@settings(deadline=None, max_examples=300)
@given(st.randoms(use_true_random=False))
def test_no_plan_that_fits_breaks_a_rule(rng: random.Random) -> None:
    for request in (random_roomy_request(rng), replace(random_request(rng), fixed=())):
        found = plan(request)
        if not found.problems:
            keeps_the_rules(request, found)


@settings(deadline=None, max_examples=150)
@given(st.randoms(use_true_random=False), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(rng: random.Random, other: random.Random) -> None:
    request = random_request(rng)

    def shuffled(body: PlanBody) -> PlanBody:
        return replace(body, sittings=tuple(other.sample(body.sittings, len(body.sittings))))

    asked = [Asked(shuffled(each.body), tuple(map(shuffled, each.chain))) for each in request.asked]
    links = tuple(ChainLink(shuffled(link.body), link.role) for link in request.chain)
    moved = replace(
        request,
        chain=links,
        asked=tuple(other.sample(asked, len(asked))),
        fixed=tuple(other.sample(request.fixed, len(request.fixed))),
    )
    assert plan(moved) == plan(request)


# Problems and their remedies, tried by the caller's own means


def with_body(request: PlanRequest, new: PlanBody) -> PlanRequest:
    def put(body: PlanBody) -> PlanBody:
        return new if body.name == new.name else body

    links = tuple(ChainLink(put(link.body), link.role) for link in request.chain)
    asked = tuple(Asked(put(each.body), tuple(map(put, each.chain))) for each in request.asked)
    return replace(request, chain=links, asked=asked)


def body_named(request: PlanRequest, text: str) -> PlanBody:
    """The body that the remedy's text is about: the longest name that stands in it."""
    bodies = [link.body for link in request.chain]
    bodies += [body for each in request.asked for body in (*each.chain, each.body)]
    return max((b for b in bodies if f" {b.name} " in f" {text.replace(':s', '')} "), key=lambda b: len(b.name))


@settings(deadline=None, max_examples=300)
@given(st.randoms(use_true_random=False))
def test_every_remedy_makes_its_point_fit(rng: random.Random) -> None:
    request = replace(random_request(rng), fixed=())
    found = plan(request)
    for problem in found.problems:
        assert problem.days_short == (problem.between[1] - problem.between[0]).days > 0
        for remedy in problem.remedies:
            assert remedy.date >= request.start
            helped = request
            if remedy.kind is RemedyKind.EXTENSION:
                helped = replace(request, answer_by=remedy.date)
                assert short(plan(helped)) == 0
                assert works(remedy.date)
                assert short(plan(replace(request, answer_by=back(remedy.date - dt.timedelta(1))))) > 0
                continue
            body = body_named(request, remedy.text)
            if remedy.kind is RemedyKind.EXTRA_MEETING:
                papers = remedy.text.partition("handlingar senast ")[2]
                extra = Sitting(remedy.date, dt.date.fromisoformat(papers) if papers else None)
                helped = with_body(request, replace(body, sittings=(*body.sittings, extra)))
            elif remedy.kind is RemedyKind.LATE_PAPERS:
                day = dt.date.fromisoformat(remedy.text.partition("sammanträde ")[2][:10])
                others = tuple(sitting for sitting in body.sittings if sitting.date != day)
                helped = with_body(request, replace(body, sittings=(*others, Sitting(day, remedy.date))))
            else:
                helped = with_body(request, replace(body, sittings=()))
                alone = [Asked(each.body) if each.body.name == body.name else each for each in helped.asked]
                helped = replace(helped, asked=tuple(alone))
            assert short(plan(helped)) <= short(found) - problem.days_short
