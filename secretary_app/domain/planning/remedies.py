"""What would make a point fit. Each remedy has been tried: the plan was searched again with that alone changed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.planning.lines import Line, Prepared, Stage
from secretary_app.domain.planning.problems import Gap, gaps
from secretary_app.domain.planning.result import Problem, ProblemKind, Remedy, RemedyKind
from secretary_app.domain.planning.search import Candidate, NamndTable, Selection, owner_candidates, search
from secretary_app.domain.planning.slots import Sitting, Slot, slot_of
from secretary_app.domain.planning.steps import Chosen, chosen_namnd, chosen_owner
from secretary_app.domain.planning.wording import manusstopp_of, meeting_of, sentence
from secretary_app.domain.text import and_list, genitive
from secretary_app.domain.workdays import add_working_days, back_to_working_day, forward_to_working_day


@dataclass(frozen=True)
class Trials:
    """The plan that was found, and what it was found from, to be searched again with one thing changed."""

    prepared: Prepared
    candidates: Sequence[Candidate]
    tables: Sequence[NamndTable]
    found: Selection

    def chosen(self, namnd: int | None) -> Chosen:
        if namnd is None:
            return chosen_owner(self.prepared, self.found)
        line = self.prepared.namnder[namnd]
        return chosen_namnd(line, self.found.costs[namnd], self.found.candidate.deadline)

    def with_line(self, namnd: int | None, line: Line) -> Selection:
        """The best plan with that line in place of the owner's or the namnd's own."""
        if namnd is None:
            return search(owner_candidates(replace(self.prepared, owner=line)), self.tables)
        tables = [*self.tables[:namnd], NamndTable(line), *self.tables[namnd + 1 :]]
        return search(self.candidates, tables)

    def moved_to(self, day: int) -> Prepared:
        """The request with that answer-by date."""
        moved = replace(self.prepared, answer_by=day)
        if moved.dispatch_fixed:
            return moved
        return replace(moved, dispatch=back_to_working_day(dt.date.fromordinal(day)).toordinal())

    def with_answer_by(self, day: int) -> Selection:
        """The best plan with that answer-by date."""
        return search(owner_candidates(self.moved_to(day)), self.tables)

    def fits(self, gap: Gap, tried: Selection) -> bool:
        """The tried plan is better by at least what this point was short."""
        return tried.short <= self.found.short - gap.short


def problems_of(trials: Trials) -> tuple[Problem, ...]:
    """Every point that does not fit, with what alone would make it fit if that is asked for."""
    if trials.prepared.request.steps_only:
        return tuple(_problem(gap, ()) for gap in gaps(trials.prepared, trials.found))
    extension = tuple(_extension(trials))
    return tuple(_problem(gap, (*_remedies(trials, gap), *extension)) for gap in gaps(trials.prepared, trials.found))


def _problem(gap: Gap, remedies: tuple[Remedy, ...]) -> Problem:
    between = (dt.date.fromordinal(gap.earlier), dt.date.fromordinal(gap.later))
    return Problem(gap.kind, gap.body, between, gap.short, gap.reason, sentence(gap.brief), remedies)


def _remedies(trials: Trials, gap: Gap) -> Iterator[Remedy]:
    """None that would have to be done before there is anything to do it with."""
    ready = dt.date.fromordinal(trials.chosen(gap.namnd).line.ready)
    for remedy in (*_extra_meetings(trials, gap), *_late_papers(trials, gap), *_without_meeting(trials, gap)):
        if remedy.date >= ready:
            yield remedy


def _extra_meetings(trials: Trials, gap: Gap) -> Iterator[Remedy]:
    """An extra meeting of the body that is late, or of the next one, whose manusstopp it misses."""
    chosen = trials.chosen(gap.namnd)
    for n in range(gap.stage, min(gap.stage + 2, len(chosen.slots))):
        stage = chosen.line.stages[n]
        last = min([chosen.limit(n), *_told_by(trials, gap, n)])
        day = back_to_working_day(dt.date.fromordinal(last))
        extra = next((slot for slot in _extra_slots(chosen, n, day) if _serves(trials, gap, n, slot)), None)
        if extra is None or stage.meeting_fixed or stage.manusstopp_fixed:
            continue
        justering_days = chosen.line.justering_days if n == len(chosen.slots) - 1 else 0
        immediate = ["omedelbar justering"] if extra.day + justering_days > chosen.limit(n) else []
        papers_by = dt.date.fromordinal(extra.manusstopp) if extra.entered else None
        papers = [f"handlingar senast {papers_by}"] if papers_by else []
        condition = f", med {and_list(immediate + papers)}" if immediate or papers else ""
        name = stage.body.name
        text = f"Extra sammanträde i {name} senast {day}{condition}"
        yield Remedy(RemedyKind.EXTRA_MEETING, name, text, day, papers_by)


def _extra_slots(chosen: Chosen, n: int, day: dt.date) -> Iterator[Slot]:
    """The extra meeting with the ordinary manusstopp, else with papers as soon as they can be there.

    The latter only where the meeting there is cannot take them then just as well.
    """
    yield slot_of(Sitting(day), chosen.line.stages[n].body.manusstopp_days)
    ready = chosen.slots[n - 1].day if n else chosen.line.ready
    papers = forward_to_working_day(dt.date.fromordinal(ready))
    if papers <= day and not papers.toordinal() <= chosen.slots[n].day <= chosen.limit(n):
        yield Slot(day.toordinal(), papers.toordinal(), entered=True)


def _serves(trials: Trials, gap: Gap, n: int, slot: Slot) -> bool:
    line = trials.chosen(gap.namnd).line
    stage = replace(line.stages[n], slots=(*line.stages[n].slots, slot))
    return trials.fits(gap, trials.with_line(gap.namnd, _with_stage(line, n, stage)))


def _told_by(trials: Trials, gap: Gap, n: int) -> tuple[int, ...]:
    """The days by which the owner's last meeting must have been for those informed on a day set by hand."""
    is_deciding = gap.namnd is None and n == len(trials.prepared.owner.stages) - 1
    return trials.prepared.informed_limits if is_deciding else ()


def _late_papers(trials: Trials, gap: Gap) -> Iterator[Remedy]:
    """Papers after a manusstopp: that of the meeting which is missed, or the owner's first for a late namnd."""
    if gap.kind not in (ProblemKind.TOO_EARLY, ProblemKind.TOO_LATE, ProblemKind.OVERSTEPPED):
        return
    chosen, n = trials.chosen(gap.namnd), gap.stage
    namnd, day = gap.namnd, gap.later
    if gap.kind is ProblemKind.TOO_LATE and n + 1 < len(chosen.slots):
        n += 1
    elif gap.kind is not ProblemKind.TOO_EARLY or not chosen.slots:
        handling = trials.prepared.request.owner.handling_days
        namnd, day = None, add_working_days(dt.date.fromordinal(day), handling).toordinal()
        chosen, n = trials.chosen(None), 0
        if gap.namnd is None or not chosen.slots:
            return
    yield from _papers_by(trials, gap, namnd, n, forward_to_working_day(dt.date.fromordinal(day)))


def _papers_by(trials: Trials, gap: Gap, namnd: int | None, n: int, day: dt.date) -> Iterator[Remedy]:
    chosen = trials.chosen(namnd)
    stage, slot = chosen.line.stages[n], chosen.slots[n]
    if day.toordinal() > slot.day:
        return
    later = Slot(slot.day, day.toordinal(), entered=True)
    slots = tuple(later if other == slot else other for other in stage.slots)
    line = _with_stage(chosen.line, n, replace(stage, slots=slots))
    if trials.fits(gap, trials.with_line(namnd, line)):
        text = f"Handlingar till {meeting_of(stage, slot)} lämnas senast {day}, efter {manusstopp_of(stage, slot)}"
        yield Remedy(RemedyKind.LATE_PAPERS, stage.body.name, text, day, day)


def _without_meeting(trials: Trials, gap: Gap) -> Iterator[Remedy]:
    """The chair decides for the body (kommunallagen 6:39), or the namnd's förvaltning answers."""
    line = trials.chosen(gap.namnd).line
    if not line.decides_at_meeting or line.stages[-1].meeting_fixed:
        return
    kept = () if gap.namnd is not None else line.stages[:-1]
    tried = trials.with_line(gap.namnd, replace(line, stages=kept))
    if not trials.fits(gap, tried):
        return
    name = line.body.name
    end = min([trials.prepared.dispatch, *trials.prepared.informed_limits])
    if gap.namnd is not None:
        end = trials.tables[gap.namnd].deadline(tried.candidate.deadline)
    day = dt.date.fromordinal(end)
    if line.body.chair_may_decide:
        text = f"Ordförandebeslut i {name} senast {day} (kommunallagen 6 kap. 39 §)"
        yield Remedy(RemedyKind.CHAIR_DECISION, name, text, day)
    if gap.namnd is not None:
        yield Remedy(RemedyKind.ADMINISTRATION, name, f"{genitive(name)} förvaltning svarar senast {day}", day)


def earliest_answer_by(trials: Trials, after: int) -> dt.date | None:
    """The first working day after that day to answer by with which everything fits, if there is one."""
    prepared = trials.prepared
    lines = (prepared.owner, *prepared.namnder)
    known = [slot.day for line in lines for stage in line.stages for slot in stage.slots]
    furthest = max([*known, *(line.ready for line in lines), prepared.answer_by, prepared.dispatch, after])
    needed = add_working_days(dt.date.fromordinal(furthest), prepared.request.owner.handling_days + 1)
    low, high = after, needed.toordinal()
    if trials.with_answer_by(high).short:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if trials.with_answer_by(middle).short else (low, middle)
    return forward_to_working_day(dt.date.fromordinal(high))


def _extension(trials: Trials) -> Iterator[Remedy]:
    day = earliest_answer_by(trials, trials.prepared.answer_by)
    if day is not None:
        yield extension_to(trials, day)


def extension_to(trials: Trials, day: dt.date) -> Remedy:
    """An anstånd to a day with which everything fits."""
    adjusted_at_once = _immediate_in(trials, day.toordinal())
    condition = f", med omedelbar justering i {and_list(adjusted_at_once)}" if adjusted_at_once else ""
    owner = trials.prepared.request.owner.name
    return Remedy(RemedyKind.EXTENSION, owner, f"Anstånd till {day}{condition}", day)


def _immediate_in(trials: Trials, answer_by: int) -> list[str]:
    """The bodies whose minutes need omedelbar justering with that answer-by date: the namnder, then the owner."""
    found = trials.with_answer_by(answer_by)
    general = found.candidate.deadline
    lines = zip(trials.prepared.namnder, found.costs, strict=True)
    chosen = [chosen_namnd(line, cost, general) for line, cost in lines]
    chosen.append(chosen_owner(trials.moved_to(answer_by), found))
    return [one.line.body.name for one in chosen if one.immediate]


def _with_stage(line: Line, n: int, stage: Stage) -> Line:
    return replace(line, stages=(*line.stages[:n], stage, *line.stages[n + 1 :]))
