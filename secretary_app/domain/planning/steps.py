"""The steps of a plan that has been found, each with the reason why it is where it is."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from secretary_app.domain.model import StepKind
from secretary_app.domain.planning.done import Phase, done_steps
from secretary_app.domain.planning.lines import Line, Prepared, Stage
from secretary_app.domain.planning.result import PlanStep
from secretary_app.domain.planning.search import Candidate, Cost, Selection
from secretary_app.domain.planning.slots import Slot
from secretary_app.domain.planning.wording import (
    days,
    due_day,
    iso,
    manusstopp_of,
    meeting_of,
    moved_back,
    passed_over,
    sentence,
    working_days,
)
from secretary_app.domain.text import genitive
from secretary_app.domain.workdays import add_working_days

_BY_HAND = "satt för hand"
_AT_ONCE = "omedelbar justering är bestämd"
_INSTEAD = {
    StepKind.CHAIR_DECISION: "ordföranden beslutar för {} (kommunallagen 6 kap. 39 §), senast {}",
    StepKind.ADMINISTRATION: "förvaltningen svarar för {}, senast {}",
}


@dataclass(frozen=True)
class Chosen:
    """A line with the meetings chosen for it and the day it must be ready by."""

    line: Line
    slots: tuple[Slot, ...]
    end: int
    """The namnd's internal deadline; for the owner's chain the dispatch."""
    end_name: str

    @property
    def immediate(self) -> bool:
        """The last meeting needs omedelbar justering."""
        justering_days = self.line.justering_days
        if self.line.at_once and self.line.decides_at_meeting:
            return True
        return bool(justering_days) and self.slots[-1].day + justering_days > self.end

    def limit(self, n: int) -> int:
        """The last day for meeting ``n``: the next one's manusstopp, or the end."""
        return self.slots[n + 1].manusstopp if n + 1 < len(self.slots) else self.end

    def limit_name(self, n: int) -> str:
        if n + 1 < len(self.slots):
            return manusstopp_of(self.line.stages[n + 1], self.slots[n + 1])
        return f"{self.end_name} {iso(self.end)}"


def chosen_owner(prepared: Prepared, selection: Selection) -> Chosen:
    return _chosen(prepared.owner, selection.candidate.cost, prepared.dispatch, "expedieringen")


def chosen_namnd(line: Line, cost: Cost, general: int) -> Chosen:
    """``general`` is the internal deadline that follows from the owner's chain."""
    end = general if line.fixed_deadline is None else line.fixed_deadline
    return _chosen(line, cost, end, "det interna svarsdatumet")


def _chosen(line: Line, cost: Cost, end: int, end_name: str) -> Chosen:
    slots = tuple(stage.on(-day) for stage, day in zip(line.stages, cost[2], strict=True))
    return Chosen(line, slots, end, end_name)


def plan_steps(prepared: Prepared, selection: Selection) -> tuple[PlanStep, ...]:
    """All steps, by date and on one day in the order things happen."""
    numbered: list[tuple[tuple[int, int, int, int], PlanStep]] = []
    for n, (line, cost) in enumerate(zip(prepared.namnder, selection.costs, strict=True)):
        for place, (phase, step) in enumerate(_steps_of(prepared, line, cost, selection.candidate)):
            numbered.append(((step.date.toordinal(), phase, n, place), step))
    for place, step in enumerate(_owner_steps(prepared, chosen_owner(prepared, selection))):
        numbered.append(((step.date.toordinal(), Phase.OWNER, 0, place), step))
    for place, (phase, step) in enumerate(done_steps(prepared)):
        numbered.append(((step.date.toordinal(), phase, -1, place), step))
    return tuple(step for _, step in sorted(numbered, key=lambda pair: pair[0]))


def _steps_of(prepared: Prepared, line: Line, cost: Cost, candidate: Candidate) -> tuple[tuple[Phase, PlanStep], ...]:
    """Those of one namnd; the same wherever it answers in the same way by the same day."""
    chosen = chosen_namnd(line, cost, candidate.deadline)
    key = ("steps", id(line), id(prepared.owner), cost, candidate.deadline, candidate.due)
    return prepared.request.once(key, lambda: tuple(_namnd_steps(prepared, chosen, candidate)))


def _namnd_steps(prepared: Prepared, chosen: Chosen, candidate: Candidate) -> Iterator[tuple[Phase, PlanStep]]:
    name = chosen.line.body.name
    if not chosen.line.is_sent:
        why = "dagen då internremissen går ut"
        yield Phase.INTERNREMISS, _step(name, StepKind.INTERNREMISS, chosen.line.start, why)
    for step in (*_meeting_steps(prepared, chosen), *_instead(chosen)):
        yield Phase.NAMND, step
    fixed = chosen.line.fixed_deadline is not None
    reason = sentence(
        _BY_HAND if fixed else _deadline_reason(prepared, candidate.due),
        passed_over(chosen.line.passed_over),
        "" if chosen.line.decides_at_meeting or chosen.line.instead else f"{name} har inga sammanträden i kalendern",
    )
    yield Phase.INTERNAL_DEADLINE, _step(name, StepKind.INTERNAL_DEADLINE, chosen.end, reason, fixed=fixed)


def _owner_steps(prepared: Prepared, chosen: Chosen) -> Iterator[PlanStep]:
    yield from (*_meeting_steps(prepared, chosen), *_instead(chosen))
    decider = chosen.line.body.name
    meets = chosen.line.decides_at_meeting or chosen.line.decided is not None or chosen.line.instead is not None
    reason = sentence(
        _dispatch_reason(prepared),
        passed_over(chosen.line.passed_over),
        "" if meets else f"{decider} har inga sammanträden i kalendern och beslutar senast då",
    )
    fixed = prepared.dispatch_fixed
    if not prepared.past.is_dispatched:
        yield _step(prepared.request.owner.name, StepKind.DISPATCH, prepared.dispatch, reason, fixed=fixed)
    decided = chosen.slots[-1].day if chosen.line.decides_at_meeting else prepared.dispatch
    if chosen.line.decided is not None:
        decided = chosen.line.decided
    for stage in prepared.informed:
        if stage.meeting_fixed:
            yield _step(stage.body.name, StepKind.MEETING, stage.slots[-1].day, _BY_HAND, fixed=True)
            continue
        day = next((slot.day for slot in stage.slots if slot.day >= max(decided, prepared.past.today)), None)
        if day is not None:
            reason = f"första sammanträdet från och med {genitive(decider)} beslut {iso(decided)}"
            yield _step(stage.body.name, StepKind.MEETING, day, reason)


def _instead(chosen: Chosen) -> Iterator[PlanStep]:
    """The answer without a meeting of the body that decides."""
    kind, name = chosen.line.instead, chosen.line.body.name
    if kind is not None and chosen.line.decided is None:
        yield _step(name, kind, chosen.end, _INSTEAD[kind].format(name, chosen.end_name), fixed=True)


def _meeting_steps(prepared: Prepared, chosen: Chosen) -> Iterator[PlanStep]:
    """Of each stage; nothing undone that would lie before the present day, unless it was set by hand."""
    today = prepared.past.today
    for n, (stage, slot) in enumerate(zip(chosen.line.stages, chosen.slots, strict=True)):
        for step in _stage_steps(prepared, chosen, n, stage, slot):
            if step.done or step.fixed or step.date.toordinal() >= today:
                yield step


def _stage_steps(prepared: Prepared, chosen: Chosen, n: int, stage: Stage, slot: Slot) -> Iterator[PlanStep]:
    yield _manusstopp(prepared, chosen, n, stage, slot)
    name = stage.body.name
    decides = chosen.line.decides_at_meeting and n == len(chosen.slots) - 1
    immediate = decides and chosen.immediate
    passed = stage.passed if n == 0 else None
    reason = sentence(
        _BY_HAND if stage.meeting_fixed else "",
        _meeting_reason(chosen, n),
        passed_over(stage.passed_over),
        f"sammanträdet {iso(passed)} passerade utan registrerat beslut" if passed else "",
    )
    meeting = _step(name, StepKind.MEETING, slot.day, reason, immediate=immediate, fixed=stage.meeting_fixed)
    yield replace(meeting, passed=dt.date.fromordinal(passed)) if passed else meeting
    if decides:
        day = slot.day if immediate else slot.day + chosen.line.justering_days
        reason = _justering_reason(chosen)
        yield _step(name, StepKind.JUSTERING, day, reason, immediate=immediate, fixed=chosen.line.at_once)


def _manusstopp(prepared: Prepared, chosen: Chosen, n: int, stage: Stage, slot: Slot) -> PlanStep:
    """When the papers are due: a manusstopp that was missed can be met today at the earliest."""
    today, day, is_met = prepared.past.today, slot.manusstopp, slot.is_met and n == 0
    if day < today <= slot.day and not is_met and not stage.manusstopp_fixed:
        missed = f"manusstopp {iso(day)} har passerat, handlingarna kan lämnas tidigast {iso(today)}"
        return _step(stage.body.name, StepKind.MANUSSTOPP, today, missed)
    reason = sentence(
        _BY_HAND if stage.manusstopp_fixed else _manusstopp_reason(stage, slot),
        _too_early(chosen) if n == 0 else "",
    )
    step = _step(stage.body.name, StepKind.MANUSSTOPP, day, reason, fixed=stage.manusstopp_fixed)
    return replace(step, done=True) if is_met else step


def _step(
    body: str, kind: StepKind, day: int, reason: str, *, immediate: bool = False, fixed: bool = False
) -> PlanStep:
    return PlanStep(body, kind, dt.date.fromordinal(day), immediate, fixed, sentence(reason))


def _manusstopp_reason(stage: Stage, slot: Slot) -> str:
    if slot.entered:
        return f"enligt kalendern för {meeting_of(stage, slot)}"
    before = stage.body.manusstopp_days
    distance = f"{days(before)} före {meeting_of(stage, slot)}" if before else f"dagen för {meeting_of(stage, slot)}"
    moved = moved_back(slot.day - before)
    return f"{moved}, {distance}" if moved else distance


def _too_early(chosen: Chosen) -> str:
    short = chosen.line.early(chosen.slots[0])
    return f"{days(short)} för tidigt, {ready_reason(chosen.line)}" if short else ""


def ready_reason(line: Line) -> str:
    """Why the line's papers cannot be ready before its ``ready`` day."""
    if line.from_today:
        return f"handlingarna kan vara klara tidigast {iso(line.ready)}"
    goes = "gick" if line.is_sent else "går"
    if line.ready == line.start:
        return f"internremissen {goes} ut {iso(line.start)}"
    needed = working_days(line.body.handling_days)
    return f"internremissen {goes} ut {iso(line.start)} och {line.body.name} behöver {needed}, till {iso(line.ready)}"


def _meeting_reason(chosen: Chosen, n: int) -> str:
    early = chosen.line.start - chosen.slots[n].day
    if early > 0:
        return f"{days(early)} innan internremissen går ut {iso(chosen.line.start)}"
    decides = chosen.line.decides_at_meeting and n == len(chosen.slots) - 1
    return _decision_reason(chosen) if decides else _in_time(chosen, n)


def _in_time(chosen: Chosen, n: int) -> str:
    distance = chosen.limit(n) - chosen.slots[n].day
    if distance < 0:
        return f"{days(-distance)} efter {chosen.limit_name(n)}"
    return f"{days(distance)} före {chosen.limit_name(n)}" if distance else f"samma dag som {chosen.limit_name(n)}"


def _decision_reason(chosen: Chosen) -> str:
    last = len(chosen.slots) - 1
    justering_days = chosen.line.justering_days
    if chosen.line.at_once:
        return f"{_in_time(chosen, last)}, {_AT_ONCE}"
    if not justering_days or chosen.slots[last].day > chosen.end:
        return _in_time(chosen, last)
    adjusted = f"protokollet justeras {days(justering_days)} efter sammanträdet"
    if chosen.immediate:
        return f"{adjusted}, det hinner inte till {iso(chosen.end)}: omedelbar justering"
    return f"{adjusted}, {iso(chosen.slots[last].day + justering_days)}, i tid till {chosen.limit_name(last)}"


def _justering_reason(chosen: Chosen) -> str:
    stage, slot = chosen.line.stages[-1], chosen.slots[-1]
    if chosen.immediate:
        return "omedelbar justering samma dag som sammanträdet"
    if not chosen.line.justering_days:
        return f"samma dag som sammanträdet, {stage.body.name} har inga justeringsdagar"
    return f"{days(chosen.line.justering_days)} efter {meeting_of(stage, slot)}"


def _deadline_reason(prepared: Prepared, due: int) -> str:
    handling = prepared.request.owner.handling_days
    what = due_day(prepared, due)
    counted = add_working_days(dt.date.fromordinal(due), -handling).toordinal()
    if handling:
        return f"{working_days(handling)} före {what}, för {genitive(prepared.request.owner.name)} egen handläggning"
    moved = moved_back(counted)
    return f"{moved}, {what}" if moved else f"samma dag som {what}"


def _dispatch_reason(prepared: Prepared) -> str:
    if prepared.dispatch_fixed:
        return _BY_HAND
    answer_by = prepared.request.answer_by.toordinal()
    if prepared.answer_by != answer_by:
        return f"svarsdatumet {iso(answer_by)} har passerat, det här är den första dag som går"
    return moved_back(prepared.answer_by) or f"svaret ska lämnas senast {iso(prepared.answer_by)}"
