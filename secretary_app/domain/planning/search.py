"""The search for the best plan.

Given the internal deadline the namnder don't depend on one another, nor on the owner, and the internal deadline
follows from the owner's first meeting. So each owner's meeting is tried once, the rest of the owner's chain and every
namnd having been worked out for any day beforehand. What is compared is always, in this order: calendar days short,
number of omedelbara justeringar, and how late the meetings are.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from secretary_app.domain.planning.lines import Line, Prepared, Stage

Cost = tuple[int, int, tuple[int, ...]]
"""Days short, omedelbara justeringar, and the meetings' day numbers negated: the least is the best."""


class Frontier:
    """Options that lie on days: the best on or before a limit, and the best after it, each day after it counted."""

    def __init__(self, options: Iterable[tuple[int, Cost]]) -> None:
        ordered = sorted(options)
        self._days = [day for day, _ in ordered]
        self._within = _running_least([cost for _, cost in ordered])
        beyond = [(short + day, justeringar, meetings) for day, (short, justeringar, meetings) in reversed(ordered)]
        self._beyond = _running_least(beyond)

    def on_or_before(self, limit: int) -> Cost | None:
        count = bisect_right(self._days, limit)
        return self._within[count - 1] if count else None

    def after(self, limit: int) -> Cost | None:
        count = len(self._days) - bisect_right(self._days, limit)
        if not count:
            return None
        short, justeringar, meetings = self._beyond[count - 1]
        return short - limit, justeringar, meetings

    def best(self, limit: int) -> Cost:
        """Raises ValueError without any option."""
        return min(cost for cost in (self.on_or_before(limit), self.after(limit)) if cost is not None)


def _running_least(costs: Sequence[Cost]) -> list[Cost]:
    least = list(costs)
    for n in range(1, len(least)):
        if least[n - 1] < least[n]:
            least[n] = least[n - 1]
    return least


@dataclass(frozen=True)
class Candidate:
    """One first meeting of the owner's chain with the best that can follow it."""

    due: int
    """The owner's own tjänsteskrivelse: its first manusstopp, without meetings the dispatch."""
    deadline: int
    """The internal deadline that follows."""
    cost: Cost


@dataclass(frozen=True)
class Selection:
    """A whole plan: what was chosen for the owner and for each namnd, in their order."""

    candidate: Candidate
    costs: tuple[Cost, ...]
    short: int
    justeringar: int

    @property
    def key(self) -> tuple[object, ...]:
        """The whole objective; the least is the best."""
        meetings = (self.candidate.cost[2], *(cost[2] for cost in self.costs))
        return (self.short, self.justeringar, -self.candidate.deadline, *meetings)


class NamndTable:
    """A namnd's best ways to its answer, for any internal deadline."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._options = _forward(line)
        self._best: dict[int, Cost] = {}
        self._first_manusstopp = {slot.day: slot.manusstopp for stage in line.stages[:1] for slot in stage.slots}

    def deadline(self, general: int) -> int:
        """The namnd's internal deadline: the one set by hand, else the general one."""
        return general if self.line.fixed_deadline is None else self.line.fixed_deadline

    def due(self, cost: Cost, general: int) -> int:
        """The day the namnd's tjänsteskrivelse is due: its first manusstopp, without meetings its deadline."""
        return self._first_manusstopp[-cost[2][0]] if cost[2] else self.deadline(general)

    def best(self, general: int) -> Cost:
        """The best way, fitting or not, omedelbar justering or not; kept, since remedies ask again."""
        known = self._best.get(general)
        if known is None:
            found = [self.ordinary(general), self.immediate(general), self._late(general)]
            known = self._best[general] = min(cost for cost in found if cost is not None)
        return known

    def ordinary(self, general: int) -> Cost | None:
        """The best way in which the justering ends in time."""
        return self._way(general, lambda frontier, limit: frontier.on_or_before(limit - self.line.justering_days))

    def immediate(self, general: int) -> Cost | None:
        """The best way with omedelbar justering."""
        if not self.line.justering_days:
            return None
        return self._way(general, Frontier.on_or_before, justeringar=1)

    def _late(self, general: int) -> Cost | None:
        return self._way(general, Frontier.after, justeringar=min(1, self.line.justering_days))

    def _way(self, general: int, pick: Callable[[Frontier, int], Cost | None], justeringar: int = 0) -> Cost | None:
        limit = self.deadline(general)
        overstepped = max(0, limit - general)
        if self._options is None:
            return overstepped + max(0, self.line.ready - limit), 0, ()
        cost = pick(self._options, limit)
        return cost and (cost[0] + overstepped, justeringar, cost[2])


def _forward(line: Line) -> Frontier | None:
    """The namnd's last meetings, each with the best way there; None without meetings."""
    frontier: Frontier | None = None
    for stage in line.stages:
        options: list[tuple[int, Cost]] = []
        for slot in stage.slots:
            before: Cost = (line.early(slot), 0, ())
            if frontier is not None:
                before = frontier.best(slot.manusstopp)
            options.append((slot.day, (before[0] + slot.short, 0, (*before[2], -slot.day))))
        frontier = Frontier(options)
    return frontier


def owner_candidates(prepared: Prepared) -> list[Candidate]:
    """Every first meeting of the owner's chain with the best way on to the dispatch; at least one."""
    line = prepared.owner
    overstepped = max(0, prepared.dispatch - prepared.answer_by) if prepared.dispatch_fixed else 0
    if not line.stages:
        is_over = line.decided is not None or prepared.past.is_dispatched
        short = overstepped + (0 if is_over else max(0, line.ready - prepared.dispatch))
        return [Candidate(prepared.dispatch, prepared.deadline(prepared.dispatch), (short, 0, ()))]
    costs = _last_costs(prepared, line.stages[-1])
    for stage, after in zip(line.stages[-2::-1], line.stages[:0:-1], strict=True):
        # The same frontier mirrored: the next manusstopp must not lie before this meeting.
        ahead = Frontier((-slot.manusstopp, cost) for slot, cost in zip(after.slots, costs, strict=True))
        rests = [ahead.best(-slot.day) for slot in stage.slots]
        costs = [
            (rest[0] + slot.short, rest[1], (-slot.day, *rest[2]))
            for slot, rest in zip(stage.slots, rests, strict=True)
        ]
    return [
        Candidate(
            slot.manusstopp,
            prepared.deadline(slot.manusstopp),
            (short + overstepped + line.early(slot), justeringar, meetings),
        )
        for slot, (short, justeringar, meetings) in zip(line.stages[0].slots, costs, strict=True)
    ]


def _last_costs(prepared: Prepared, stage: Stage) -> list[Cost]:
    """Of each meeting of the last stage, on its own; what oversteps several limits is counted for each."""
    days = prepared.owner.justering_days
    limits = [prepared.dispatch, *prepared.informed_limits]
    return [
        (
            slot.short + sum(max(0, slot.day - limit) for limit in limits),
            int(bool(days) and slot.day + days > prepared.dispatch),
            (-slot.day,),
        )
        for slot in stage.slots
    ]


def search(candidates: Sequence[Candidate], tables: Sequence[NamndTable]) -> Selection:
    """The best plan of all."""
    best: Selection | None = None
    for candidate in sorted(candidates, key=lambda candidate: candidate.cost):
        if best is not None and candidate.cost[:2] > (best.short, best.justeringar):
            break
        costs = tuple(table.best(candidate.deadline) for table in tables)
        found = select(candidate, costs)
        if best is None or found.key < best.key:
            best = found
    if best is None:
        raise ValueError("there is always at least one candidate")
    return best


def select(candidate: Candidate, costs: tuple[Cost, ...]) -> Selection:
    """The plan put together."""
    parts = (candidate.cost, *costs)
    return Selection(candidate, costs, sum(cost[0] for cost in parts), sum(cost[1] for cost in parts))
