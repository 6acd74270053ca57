"""What does not fit in a plan: one gap for each rule that it breaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from secretary_app.domain.planning.lines import Prepared, Stage
from secretary_app.domain.planning.result import ProblemKind
from secretary_app.domain.planning.search import Selection
from secretary_app.domain.planning.steps import Chosen, chosen_namnd, chosen_owner, ready_reason
from secretary_app.domain.planning.wording import days, due_day, iso, manusstopp_of, meeting_of, sentence
from secretary_app.domain.text import genitive


@dataclass(frozen=True)
class Gap:
    kind: ProblemKind
    body: str
    earlier: int
    later: int
    reason: str
    brief: str
    namnd: int | None
    """The namnd's number in the plan; None in the owner's chain."""
    stage: int = 0
    """Which of the line's meetings."""

    @property
    def short(self) -> int:
        return self.later - self.earlier


def gaps(prepared: Prepared, selection: Selection) -> Iterator[Gap]:
    """All that is broken: the owner's chain first, then the namnder; together as short as the plan is."""
    answer_by, dispatch = prepared.answer_by, prepared.dispatch
    if prepared.dispatch_fixed and dispatch > answer_by:
        owner = prepared.request.owner.name
        brief = f"{days(dispatch - answer_by)} efter sista svarsdag {iso(answer_by)}"
        reason = sentence(f"expedieringen {iso(dispatch)} ligger {brief}")
        yield Gap(ProblemKind.DISPATCH, owner, answer_by, dispatch, reason, brief, None)
    chosen = chosen_owner(prepared, selection)
    yield from _line_gaps(prepared, chosen, None)
    yield from _informed_gaps(prepared, chosen)
    general = selection.candidate.deadline
    for n, (line, cost) in enumerate(zip(prepared.namnder, selection.costs, strict=True)):
        chosen = chosen_namnd(line, cost, general)
        yield from _line_gaps(prepared, chosen, n)
        if chosen.end > general:
            needed = f"{iso(general)} som {due_day(prepared, selection.candidate.due)} kräver"
            brief = f"{days(chosen.end - general)} efter {needed}"
            reason = sentence(f"{line.body.name} har svarsdatum {iso(chosen.end)}, {brief}")
            yield Gap(ProblemKind.OVERSTEPPED, line.body.name, general, chosen.end, reason, brief, n)


def _line_gaps(prepared: Prepared, chosen: Chosen, namnd: int | None) -> Iterator[Gap]:
    line = chosen.line
    if line.decided is not None or (namnd is None and prepared.past.is_dispatched):
        return
    yield from _too_early(prepared, chosen, namnd)
    for n, (stage, slot) in enumerate(zip(line.stages, chosen.slots, strict=True)):
        if slot.short:
            brief = f"{days(slot.short)} efter sammanträdet {iso(slot.day)}"
            reason = sentence(f"{manusstopp_of(stage, slot)} ligger {brief}")
            brief = f"manusstopp {brief}"
            yield Gap(ProblemKind.AFTER_MEETING, stage.body.name, slot.day, slot.manusstopp, reason, brief, namnd, n)
        limit = chosen.limit(n)
        if slot.day > limit:
            brief = f"{days(slot.day - limit)} efter {chosen.limit_name(n)}"
            ended = (_ended(prepared, following) for following in line.stages[n + 1 : n + 2])
            reason = sentence(*ended, f"{meeting_of(stage, slot)} ligger {brief}")
            yield Gap(ProblemKind.TOO_LATE, stage.body.name, limit, slot.day, reason, brief, namnd, n)


def _too_early(prepared: Prepared, chosen: Chosen, namnd: int | None) -> Iterator[Gap]:
    line = chosen.line
    first = chosen.slots[0].manusstopp if chosen.slots else chosen.end
    short = line.early(chosen.slots[0]) if chosen.slots else line.ready - first
    if short <= 0:
        return
    body = line.stages[0].body.name if chosen.slots else line.body.name
    what = manusstopp_of(line.stages[0], chosen.slots[0]) if chosen.slots else f"{chosen.end_name} {iso(first)}"
    brief = f"manusstopp {iso(first)}, {days(short)} för tidigt" if chosen.slots else f"{days(short)} för tidigt"
    reason = f"{what} ligger {days(short)} för tidigt: {ready_reason(line)}"
    if line.stages and (locked := _locked_in_the_past(prepared, line.stages[0], chosen.slots[0].day)):
        reason = brief = locked
    ended = (_ended(prepared, stage) for stage in line.stages)
    yield Gap(ProblemKind.TOO_EARLY, body, first, line.ready, sentence(*ended, reason), brief, namnd)


def _locked_in_the_past(prepared: Prepared, stage: Stage, day: int) -> str:
    if not stage.meeting_fixed or day >= prepared.past.today:
        return ""
    return f"{genitive(stage.body.name)} sammanträde {iso(day)} är låst för hand, men har passerat utan beslut"


def _ended(prepared: Prepared, stage: Stage) -> str:
    """What is to be said of a body whose meetings all lie before the internremiss goes out."""
    last = stage.slots[-1].day
    if stage.meeting_fixed or last >= max(prepared.request.start.toordinal(), prepared.past.today):
        return ""
    return f"{stage.body.name} har inget sammanträde i registret efter {iso(last)}"


def _informed_gaps(prepared: Prepared, chosen: Chosen) -> Iterator[Gap]:
    if not chosen.line.decides_at_meeting:
        return
    decided = chosen.slots[-1].day
    for stage in prepared.informed:
        if stage.meeting_fixed and stage.slots[-1].day < decided:
            told = stage.slots[-1]
            brief = f"{days(decided - told.day)} före {meeting_of(chosen.line.stages[-1], chosen.slots[-1])}"
            reason = sentence(f"{meeting_of(stage, told)} ligger {brief}, där beslutet fattas")
            n = len(chosen.slots) - 1
            yield Gap(ProblemKind.INFORMED, stage.body.name, told.day, decided, reason, brief, None, n)
