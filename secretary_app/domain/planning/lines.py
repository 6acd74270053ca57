"""The request as the search sees it: a line of stages for each body that answers, and dates as day numbers.

A stage is a body with meetings; a body without them is passed over. A day number is ``date.toordinal()``.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.model import ChainRole, StepKind
from secretary_app.domain.planning.past import Past
from secretary_app.domain.planning.request import WITHOUT_MEETING, Asked, PlanBody, PlanRequest
from secretary_app.domain.planning.slots import Sitting, Slot, slot_of
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.workdays import add_working_days, back_to_working_day
from secretary_app.support.errors import UserError

_Fixed = dict[tuple[str, StepKind], list[int]]
"""What is set by hand: the days, in order, by body and kind."""
_SENSIBLE_YEARS = range(1900, 2201)


@dataclass(frozen=True)
class Stage:
    body: PlanBody
    slots: tuple[Slot, ...]
    """By day, one a day."""
    passed_over: tuple[str, ...] = ()
    """Bodies without meetings that would have come before it."""
    meeting_fixed: bool = False
    manusstopp_fixed: bool = False
    passed: int | None = None
    """The last meeting that has been, at which the body could have dealt with it but is not known to have."""

    def on(self, day: int) -> Slot:
        """The meeting of that day, which must be one of its slots."""
        return next(slot for slot in self.slots if slot.day == day)


@dataclass(frozen=True)
class Line:
    """One body's way to its answer: the namnd's to the internal deadline, the owner's to the dispatch."""

    body: PlanBody
    """The one that decides."""
    stages: tuple[Stage, ...]
    passed_over: tuple[str, ...]
    """Preparing bodies without meetings after the last stage."""
    start: int
    """The day the internremiss goes out or went."""
    ready: int
    """The first day on which the first manusstopp can be met."""
    is_sent: bool = False
    """The internremiss has gone out."""
    from_today: bool = False
    """It is because of the present day that the papers cannot be ready earlier."""
    decided: int | None = None
    """The day on which the body that decides has done so: nothing is left of the line."""
    fixed_deadline: int | None = None
    """The namnd's internal deadline, set by hand."""
    instead: StepKind | None = None
    """Which of ``WITHOUT_MEETING`` takes the place of the body's own meeting."""
    at_once: bool = False
    """Omedelbar justering is agreed on."""

    def early(self, slot: Slot) -> int:
        """Days by which that manusstopp comes before the papers can be ready."""
        return 0 if slot.is_met else max(0, self.ready - slot.manusstopp)

    @property
    def decides_at_meeting(self) -> bool:
        return bool(self.stages) and self.stages[-1].body.name == self.body.name

    @property
    def justering_days(self) -> int:
        return self.body.justering_days if self.decides_at_meeting and not self.at_once else 0


@dataclass(frozen=True)
class Prepared:
    request: PlanRequest
    answer_by: int
    dispatch: int
    dispatch_fixed: bool
    owner: Line
    informed: tuple[Stage, ...]
    namnder: tuple[Line, ...]
    """Those that have not answered, by name in Swedish order."""
    past: Past

    @property
    def informed_limits(self) -> tuple[int, ...]:
        """The meetings of informed bodies that were set by hand: the deciding one comes on or before them."""
        if not self.owner.decides_at_meeting:
            return ()
        return tuple(stage.slots[-1].day for stage in self.informed if stage.meeting_fixed)

    def deadline(self, due: int) -> int:
        """The internal deadline when the owner's tjänsteskrivelse is due on ``due``."""
        day = add_working_days(dt.date.fromordinal(due), -self.request.owner.handling_days)
        return max(back_to_working_day(day), self.past.first_working_day or dt.date.min).toordinal()


def prepare(request: PlanRequest) -> Prepared:
    """Raises UserError for an unlikely year and for a fixed step that no body of the plan can have."""
    _check_years(request)
    past = Past(request)
    fixed = {key: days for key, days in _fixed_by_body(request).items() if not past.settles(*key)}
    informed = _roles(request)[2]
    asked = {asked.body.name: asked for asked in request.asked if asked.body.name != request.owner.name}
    # What is answered after the dispatch holds nothing up, so there is nothing to plan it towards.
    left = (
        [] if past.is_dispatched else [name for name in sorted(asked, key=swedish_key) if not past.has_answered(name)]
    )
    dispatch = fixed.get((request.owner.name, StepKind.DISPATCH))
    sent = past.of(request.owner.name, StepKind.DISPATCH)
    due = sent.date if sent else back_to_working_day(request.answer_by)
    return Prepared(
        request=request,
        answer_by=request.answer_by.toordinal(),
        dispatch=dispatch[-1] if dispatch else due.toordinal(),
        dispatch_fixed=dispatch is not None,
        owner=_owner_line(request, past, fixed, waits=bool(left)),
        informed=tuple(
            _stage(body, (), fixed if body.name not in asked else {}, past)
            for body in informed
            if past.of(body.name, StepKind.MEETING) is None
        ),
        namnder=tuple(_namnd_line(asked[name], request, past, fixed) for name in left),
        past=past,
    )


def _owner_line(request: PlanRequest, past: Past, fixed: _Fixed, *, waits: bool) -> Line:
    """``waits``: some namnd has not answered, so the owner cannot have its papers ready at once."""
    decider, preparing, _ = _roles(request)
    start = max(request.start.toordinal(), past.today)
    ready, since = start, None
    if (first := past.first_working_day) is not None:
        if waits:
            ready = max(start, add_working_days(first, request.owner.handling_days).toordinal())
        known = [past.day(request.owner.name, StepKind.INTERNREMISS)]
        known.append(request.so_far.written.toordinal() if request.so_far.written else None)
        since = min((day for day in known if day is not None), default=None)
    all_sent = all(past.of(each.body.name, StepKind.INTERNREMISS) for each in request.asked)
    from_today = ready > start or start > request.start.toordinal() or (bool(request.asked) and all_sent)

    def make() -> Line:
        line = _line(decider, preparing, fixed, past, since)
        line = replace(_as_agreed(line, fixed, kept=line.stages[:-1]), start=start, ready=ready, from_today=from_today)
        return replace(line, stages=()) if past.is_dispatched else line

    known_of = _known_of((*preparing, decider), fixed, past)
    return request.once(("owner", since, start, ready, from_today, past.is_dispatched, known_of), make)


def _known_of(bodies: Sequence[PlanBody], fixed: _Fixed, past: Past) -> Hashable:
    """All that a line of these bodies depends on beside its own days: what is set by hand, and what has happened."""
    names = tuple(body.name for body in bodies)
    by_hand = tuple((key, tuple(days)) for key, days in fixed.items() if key[0] in names) if fixed else ()
    return names, by_hand, tuple(past.day(name, StepKind.MEETING) for name in names), past.today


def _namnd_line(asked: Asked, request: PlanRequest, past: Past, fixed: _Fixed) -> Line:
    name = asked.body.name
    sent = past.of(name, StepKind.INTERNREMISS)
    start = sent.date if sent else max(request.start, request.so_far.today or request.start)
    counted = add_working_days(start, asked.body.handling_days).toordinal()
    ready = max(counted, past.today)
    preparing = [body for body in asked.chain if body.name != name]
    deadline = fixed.get((name, StepKind.INTERNAL_DEADLINE))

    def make() -> Line:
        return replace(
            _as_agreed(_line(asked.body, preparing, fixed, past, counted if sent else None), fixed, kept=()),
            start=start.toordinal(),
            ready=ready,
            is_sent=sent is not None,
            from_today=ready > counted,
            fixed_deadline=deadline[-1] if deadline else None,
        )

    known_of = _known_of((*preparing, asked.body), fixed, past)
    return request.once(("namnd", start, counted, ready, sent is not None, known_of), make)


def _as_agreed(line: Line, fixed: _Fixed, kept: tuple[Stage, ...]) -> Line:
    """Without the body's own meeting where the chair or the förvaltning answers; ``kept``: what is then left."""
    name = line.body.name
    instead = next((kind for kind in sorted(WITHOUT_MEETING) if (name, kind) in fixed), None)
    if instead is not None and line.decided is None:
        return replace(line, stages=kept if line.decides_at_meeting else line.stages, passed_over=(), instead=instead)
    return replace(line, at_once=(name, StepKind.JUSTERING) in fixed)


def _line(decider: PlanBody, preparing: Iterable[PlanBody], fixed: _Fixed, past: Past, since: int | None) -> Line:
    """What is left of the way: nothing before a body that has dealt with it.

    ``since``: the day from which the papers could be there; None: that is not known.
    """
    stages: list[Stage] = []
    passed_over: list[str] = []
    decided = None
    for body in (*preparing, decider):
        done = past.day(body.name, StepKind.MEETING)
        if done is not None:
            stages, passed_over, since = [], [], done
            decided = done if body is decider else None
            continue
        stage = _stage(body, tuple(passed_over), fixed, past, since)
        if stage.slots:
            stages.append(stage)
            passed_over = []
        elif body is not decider:
            passed_over.append(body.name)
    return Line(decider, tuple(stages), tuple(passed_over), start=0, ready=0, decided=decided)


def _stage(body: PlanBody, passed_over: tuple[str, ...], fixed: _Fixed, past: Past, since: int | None = None) -> Stage:
    meetings = fixed.get((body.name, StepKind.MEETING))
    manusstopp = fixed.get((body.name, StepKind.MANUSSTOPP))
    slots: Sequence[Slot] = body.slots
    if meetings:
        slots = [_held(body, day) for day in meetings]
    if manusstopp and slots:
        slots = [_with_manusstopp(slots, manusstopp[-1])]
    could: Iterable[int] = ()
    if not meetings:
        coming = bisect_left(slots, past.today, key=_day_of)
        could = (slot.day for slot in reversed(slots[:coming]) if since is not None and slot.manusstopp >= since)
        # The last one of a body without any to come is kept, so that the plan can tell that it lacks one.
        slots = slots[coming:] or slots[-1:]
    return Stage(
        body,
        tuple(_met(slot, past.today, since) for slot in slots),
        passed_over,
        meeting_fixed=bool(meetings),
        manusstopp_fixed=bool(manusstopp),
        passed=next(iter(could), None),
    )


def _day_of(slot: Slot) -> int:
    return slot.day


def _met(slot: Slot, today: int, since: int | None) -> Slot:
    is_met = since is not None and since <= slot.manusstopp < today <= slot.day
    return replace(slot, is_met=True) if is_met else slot


def _held(body: PlanBody, day: int) -> Slot:
    """The meeting of that day; one that is not in the calendar is an extra one."""
    in_calendar = next((slot for slot in body.slots if slot.day == day), None)
    return in_calendar or slot_of(Sitting(dt.date.fromordinal(day)), body.manusstopp_days)


def _with_manusstopp(slots: Sequence[Slot], manusstopp: int) -> Slot:
    """A manusstopp set by hand belongs to the meeting, on or after it, whose own lies nearest."""
    later = [slot for slot in slots if slot.day >= manusstopp] or slots
    nearest = min(later, key=lambda slot: (abs(slot.manusstopp - manusstopp), slot.day))
    return Slot(nearest.day, manusstopp)


def _roles(request: PlanRequest) -> tuple[PlanBody, list[PlanBody], list[PlanBody]]:
    """Who decides, who prepares (in order) and who is informed. Where nobody decides, the owner does, last."""
    links = [link for link in request.chain if link.role is not ChainRole.INFORMED]
    deciding = [link.body for link in links if link.role is ChainRole.DECIDES]
    decider = deciding[-1] if deciding else request.owner
    preparing = [link.body for link in links if link.body.name != decider.name]
    return decider, preparing, [link.body for link in request.chain if link.role is ChainRole.INFORMED]


def _fixed_by_body(request: PlanRequest) -> _Fixed:
    namnder = {asked.body.name for asked in request.asked} - {request.owner.name}
    decider, preparing, informed = _roles(request)
    planned = {body.name for body in (decider, *preparing, *_asked_bodies(request))}
    meeting_days = {(step.body, step.kind) for step in request.fixed}
    meets = {body.name for body in _bodies(request) if body.sittings or (body.name, StepKind.MEETING) in meeting_days}
    possible = {
        StepKind.MEETING: planned | {body.name for body in informed},
        StepKind.MANUSSTOPP: planned & meets,
        StepKind.INTERNAL_DEADLINE: namnder,
        StepKind.DISPATCH: {request.owner.name},
        StepKind.JUSTERING: namnder | {decider.name},
        StepKind.CHAIR_DECISION: namnder | {decider.name},
        StepKind.ADMINISTRATION: namnder | {decider.name},
    }
    fixed: _Fixed = {}
    for step in sorted(request.fixed, key=lambda step: step.date):
        if step.body not in possible.get(step.kind, ()):
            raise UserError(
                f"Datumet {step.date} för {step.body} kan inte låsas, för planen har inget sådant steg. "
                "Ta bort låsningen eller välj ett steg som finns i planen."
            )
        fixed.setdefault((step.body, step.kind), []).append(step.date.toordinal())
    return fixed


def _asked_bodies(request: PlanRequest) -> Iterator[PlanBody]:
    for asked in request.asked:
        yield from (*asked.chain, asked.body)


def _bodies(request: PlanRequest) -> Iterator[PlanBody]:
    yield request.owner
    yield from (link.body for link in request.chain)
    yield from _asked_bodies(request)


def _check_years(request: PlanRequest) -> None:
    """Dates are counted from, so one that is a slip of the pen must not reach the end of the calendar."""
    dated = [("Sista svarsdagen", request.answer_by), ("Dagen då internremissen går ut", request.start)]
    dated += [(f"Det låsta datumet för {step.body}", step.date) for step in request.fixed]
    for body in _bodies(request):
        dated += [(f"Ett sammanträde i {body.name} eller dess manusstopp", day) for day in body.first_and_last]
    for what, day in dated:
        if day.year not in _SENSIBLE_YEARS:
            raise UserError(f"{what} är {day}, ett år som inte kan stämma. Rätta datumet.")
