"""What does not fit in a plan: one gap for each rule that it breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from secretary_app.domain.planning.lines import Prepared, Stage
from secretary_app.domain.planning.search import Selection
from secretary_app.domain.planning.steps import Chosen, chosen_namnd, chosen_owner, ready_reason
from secretary_app.domain.planning.wording import days, due_day, iso, manusstopp_of, meeting_of, sentence


class GapKind(Enum):
    TOO_EARLY = auto()
    """The first manusstopp comes before the papers can be ready; without meetings the deadline does."""
    TOO_LATE = auto()
    """A meeting comes after the next one's manusstopp, or after the end of its line."""
    OVERSTEPPED = auto()
    """An internal deadline set by hand lies after the one that the owner needs."""
    AFTER_MEETING = auto()
    """A manusstopp lies after its own meeting."""
    DISPATCH = auto()
    """The dispatch set by hand lies after the answer-by date."""
    INFORMED = auto()
    """An informed body's meeting set by hand comes before the decision."""


@dataclass(frozen=True)
class Gap:
    kind: GapKind
    body: str
    earlier: int
    later: int
    reason: str
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
        reason = (
            f"expedieringen {iso(dispatch)} ligger {days(dispatch - answer_by)} efter sista svarsdag {iso(answer_by)}"
        )
        yield Gap(GapKind.DISPATCH, owner, answer_by, dispatch, sentence(reason), None)
    chosen = chosen_owner(prepared, selection)
    yield from _line_gaps(prepared, chosen, None)
    yield from _informed_gaps(prepared, chosen)
    general = selection.candidate.deadline
    for n, (line, cost) in enumerate(zip(prepared.namnder, selection.costs, strict=True)):
        chosen = chosen_namnd(line, cost, general)
        yield from _line_gaps(prepared, chosen, n)
        if chosen.end > general:
            late = (
                f"{line.body.name} har svarsdatum {iso(chosen.end)}, {days(chosen.end - general)} efter {iso(general)}"
            )
            reason = sentence(f"{late} som {due_day(prepared, selection.candidate.due)} kräver")
            yield Gap(GapKind.OVERSTEPPED, line.body.name, general, chosen.end, reason, n)


def _line_gaps(prepared: Prepared, chosen: Chosen, namnd: int | None) -> Iterator[Gap]:
    line = chosen.line
    first = chosen.slots[0].manusstopp if chosen.slots else chosen.end
    if first < line.ready:
        body = line.stages[0].body.name if chosen.slots else line.body.name
        what = manusstopp_of(line.stages[0], chosen.slots[0]) if chosen.slots else f"{chosen.end_name} {iso(first)}"
        reason = f"{what} ligger {days(line.ready - first)} för tidigt: {ready_reason(prepared, line)}"
        ended = (_ended(prepared, stage) for stage in line.stages)
        yield Gap(GapKind.TOO_EARLY, body, first, line.ready, sentence(*ended, reason), namnd)
    for n, (stage, slot) in enumerate(zip(line.stages, chosen.slots, strict=True)):
        if slot.short:
            reason = f"{manusstopp_of(stage, slot)} ligger {days(slot.short)} efter sammanträdet {iso(slot.day)}"
            yield Gap(GapKind.AFTER_MEETING, stage.body.name, slot.day, slot.manusstopp, sentence(reason), namnd, n)
        limit = chosen.limit(n)
        if slot.day > limit:
            late = f"{meeting_of(stage, slot)} ligger {days(slot.day - limit)} efter {chosen.limit_name(n)}"
            ended = (_ended(prepared, following) for following in line.stages[n + 1 : n + 2])
            yield Gap(GapKind.TOO_LATE, stage.body.name, limit, slot.day, sentence(*ended, late), namnd, n)


def _ended(prepared: Prepared, stage: Stage) -> str:
    """What is to be said of a body whose meetings all lie before the internremiss goes out."""
    last = stage.slots[-1].day
    if stage.meeting_fixed or last >= prepared.request.start.toordinal():
        return ""
    return f"{stage.body.name} har inget sammanträde i registret efter {iso(last)}"


def _informed_gaps(prepared: Prepared, chosen: Chosen) -> Iterator[Gap]:
    if not chosen.line.decides_at_meeting:
        return
    decided = chosen.slots[-1].day
    for stage in prepared.informed:
        if stage.meeting_fixed and stage.slots[-1].day < decided:
            told = stage.slots[-1]
            early = f"{meeting_of(stage, told)} ligger {days(decided - told.day)} före"
            reason = sentence(f"{early} {meeting_of(chosen.line.stages[-1], chosen.slots[-1])}, där beslutet fattas")
            yield Gap(GapKind.INFORMED, stage.body.name, told.day, decided, reason, None, len(chosen.slots) - 1)
