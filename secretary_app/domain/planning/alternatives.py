"""Plans beside the best one: more omedelbara justeringar, and a week or more of time for a namnd."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretary_app.domain.planning.search import Candidate, Cost, NamndTable, Selection, select
from secretary_app.domain.planning.wording import days, iso
from secretary_app.domain.text import and_list

_WEEK = 7
_MOST = 3

Score = tuple[int, int]
"""How many namnder gain a week or more, and the days that all gain together."""


def find_alternatives(
    candidates: Sequence[Candidate], tables: Sequence[NamndTable], shown: Selection
) -> list[Selection]:
    """At most three, each with more omedelbara justeringar than the one before and better; the plan shown must fit."""
    dues = [table.due(cost, shown.candidate.deadline) for table, cost in zip(tables, shown.costs, strict=True)]
    best: dict[int, tuple[Score, Selection]] = {}
    for candidate in candidates:
        for score, selection in _with_more_and_more(candidate, tables, dues):
            count = selection.justeringar
            if count > shown.justeringar and (count not in best or _rank(score, selection) > _rank(*best[count])):
                best[count] = (score, selection)
    found: list[Selection] = []
    reached: Score = (0, 0)
    for count in sorted(best):
        score, selection = best[count]
        if score[0] and score > reached and len(found) < _MOST:
            found.append(selection)
            reached = score
    return found


def _rank(score: Score, selection: Selection) -> tuple[object, ...]:
    candidate = selection.candidate
    return (*score, candidate.deadline, tuple(-day for day in candidate.cost[2]))


@dataclass(frozen=True)
class _Step:
    """A namnd that gains by omedelbar justering."""

    namnd: int
    cost: Cost
    score: Score


def _with_more_and_more(
    candidate: Candidate, tables: Sequence[NamndTable], dues: Sequence[int]
) -> Iterator[tuple[Score, Selection]]:
    """What fits with this owner's meeting: as few omedelbara justeringar as possible, then the most useful more."""
    if candidate.cost[0]:
        return
    costs: list[Cost] = []
    total: Score = (0, 0)
    more: list[_Step] = []
    for n, (table, before) in enumerate(zip(tables, dues, strict=True)):
        ordinary, immediate = table.ordinary(candidate.deadline), table.immediate(candidate.deadline)
        fitting = [cost for cost in (ordinary, immediate) if cost is not None and not cost[0]]
        if not fitting:
            return
        scores = [_score(table.due(cost, candidate.deadline) - before) for cost in fitting]
        costs.append(fitting[0])
        total = _sum(total, scores[0])
        if len(fitting) == 2 and scores[1] > scores[0]:
            more.append(_Step(n, fitting[1], (scores[1][0] - scores[0][0], scores[1][1] - scores[0][1])))
    yield total, select(candidate, tuple(costs))
    for step in sorted(more, key=lambda step: step.score, reverse=True):
        costs[step.namnd] = step.cost
        total = _sum(total, step.score)
        yield total, select(candidate, tuple(costs))


def _score(gained: int) -> Score:
    return int(gained >= _WEEK), gained


def _sum(a: Score, b: Score) -> Score:
    return a[0] + b[0], a[1] + b[1]


def gain(tables: Sequence[NamndTable], shown: Selection, other: Selection, more_in: Sequence[str]) -> str:
    """What the other plan would give, as one Swedish sentence.

    ``more_in``: the bodies with omedelbar justering in it and not in the plan shown.
    """
    gained: list[tuple[int, int, str]] = []
    losing: list[str] = []
    for table, cost, other_cost in zip(tables, shown.costs, other.costs, strict=True):
        after = table.due(other_cost, other.candidate.deadline)
        days_more = after - table.due(cost, shown.candidate.deadline)
        if days_more >= _WEEK:
            gained.append((days_more, after, table.line.body.name))
        elif days_more < 0:
            losing.append(table.line.body.name)
    days_more, after, name = max(gained, key=lambda entry: entry[0])
    where = f"i {and_list(more_in)}" if more_in else "på fler ställen"
    who = f"{name} {days(days_more)} mer på sig, till {iso(after)}"
    if len(gained) > 1:
        who = f"{len(gained)} nämnder minst en vecka mer på sig, mest {name}: {days(days_more)}, till {iso(after)}"
    loss = f", men {and_list(losing)} får kortare tid" if losing else ""
    return f"Med omedelbar justering även {where} får {who}{loss}."
