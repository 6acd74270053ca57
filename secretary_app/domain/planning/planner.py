"""The planner: request in, plan out.

The rules: the answer is dispatched by the answer-by date; the deciding meeting's minutes are adjusted (justering) by
then, or it has omedelbar justering on or before it; each earlier body in the chain meets on or before the manusstopp
of the next one's meeting; the owner's tjänsteskrivelse is due at the first manusstopp, and the namnder answer its
handling time before that; each namnd decides in the same way by that internal deadline, its own first manusstopp not
before the internremiss has gone out and its own handling time has passed. A computed dispatch, manusstopp or internal
deadline on a day that is no working day moves back; the end of justering doesn't.

How they are read where they leave room:

- To fall short is no wall but a cost: of all plans the best has the fewest days short in sum, then the fewest
  omedelbara justeringar, then the latest internal deadline, then the latest meetings, compared one by one: the owner's
  chain in its order, then the namnder in Swedish order. A plan fits when it is 0 days short. The order in which
  meetings, namnder and fixed steps are given never matters.
- A preparing body's minutes need no justering; justering days count for the one that decides in the owner's chain
  and for each asked namnd itself.
- The owner's handling time is its working days back from the first manusstopp in its chain (without any meeting:
  from the dispatch); that manusstopp must not lie before the day the internremisser go out.
- A computed manusstopp moves back to a working day; one entered by hand stays. One that lies after its own meeting is
  a problem.
- A body without meetings has its deadline as its only step; the deadline must leave it its handling time. A preparing
  one is passed over. An owner's decider without meetings decides by the dispatch.
- An informed body gets its first meeting on or after the deciding one, and no step if there is none.
- A fixed meeting that is not in the calendar is an extra one. A fixed manusstopp belongs to the meeting, on or after
  it, whose own lies nearest. What a fixed step breaks is a problem like any other.
- An alternative fits, has more omedelbara justeringar than the plan shown, and gives a namnd at least 7 days more
  until its own tjänsteskrivelse is due (its first manusstopp; without meetings its internal deadline). For each number
  of omedelbara justeringar it is the plan that gives most namnder a week, then the most days in all.

What has happened stands where it happened (``SoFar``), and the rest is planned around it:

- A body that has dealt with the matter is not planned again, nor anything that would come before it in its line. A
  namnd that has decided or answered is out of the plan's way altogether; after the dispatch every namnd is.
- With a known day nothing undone is planned before it: internremisser not sent go out then at the earliest, meetings
  that have been are not chosen, the owner's papers are ready its handling time after the namnder can answer.
- A manusstopp that has passed, of a meeting to come, is taken to be met where the papers could be there: the namnd's
  internremiss went out in time, the owner's tjänsteskrivelse is written, the body before has dealt with it.
- When the answer-by date has passed, the plan is the earliest one that fits, and the one problem says so.
- A step set by hand stays, also in the past, until the step is done.
"""

import datetime as dt
from dataclasses import replace
from functools import partial

from secretary_app.domain.planning.alternatives import find_alternatives, gain
from secretary_app.domain.planning.lines import Prepared, prepare
from secretary_app.domain.planning.remedies import Trials, earliest_answer_by, extension_to, problems_of
from secretary_app.domain.planning.request import PlanRequest
from secretary_app.domain.planning.result import Plan, Problem, ProblemKind
from secretary_app.domain.planning.search import Candidate, NamndTable, Selection, owner_candidates, search
from secretary_app.domain.planning.steps import plan_steps
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.workdays import forward_to_working_day


def plan(request: PlanRequest) -> Plan:
    """The best plan with its alternatives, or the one that falls short the least with its problems and remedies.

    Raises UserError for a date in an unlikely year and for a fixed step that the plan cannot have.
    """
    prepared = prepare(request)
    if prepared.dispatch < prepared.past.today and not prepared.dispatch_fixed and not prepared.past.is_dispatched:
        return _too_late(prepared)
    return _planned(prepared)


def _planned(prepared: Prepared) -> Plan:
    candidates, tables = _worked_out(prepared)
    best = search(candidates, tables)
    alternatives: list[Plan] = []
    problems = problems_of(Trials(prepared, candidates, tables, best)) if best.short else ()
    shown = _plan(prepared, best)
    if not best.short and not prepared.request.steps_only:
        for other in find_alternatives(candidates, tables, best):
            alternative = _plan(prepared, other)
            more_in = sorted(_immediate_in(alternative) - _immediate_in(shown), key=swedish_key)
            alternatives.append(replace(alternative, gain=gain(tables, best, other, more_in)))
    return replace(shown, alternatives=tuple(alternatives), problems=problems)


def _worked_out(prepared: Prepared) -> tuple[list[Candidate], list[NamndTable]]:
    """The owner's ways and the namnder's. A line is the same object wherever it is shared, so it stands for itself."""
    once, past = prepared.request.once, prepared.past
    limits = (prepared.answer_by, prepared.dispatch, prepared.dispatch_fixed, prepared.informed_limits)
    key = (id(prepared.owner), *limits, past.is_dispatched, past.today)
    candidates = once(key, partial(owner_candidates, prepared))
    return candidates, [once(id(line), partial(NamndTable, line)) for line in prepared.namnder]


def _too_late(prepared: Prepared) -> Plan:
    """The answer-by date has passed: the earliest that is still possible, and what to ask for."""
    today = forward_to_working_day(dt.date.fromordinal(prepared.past.today))
    candidates, tables = _worked_out(prepared)
    trials = Trials(prepared, candidates, tables, search(candidates, tables))
    day = earliest_answer_by(trials, today.toordinal() - 1)
    found = _planned(trials.moved_to((day or today).toordinal()))
    answer_by = prepared.request.answer_by
    reason = f"Svarsdatumet {answer_by} har passerat"
    # When only the dispatch is left there is nobody who lacks time.
    if not prepared.owner.stages and not prepared.namnder:
        return found
    problem = Problem(
        kind=ProblemKind.PASSED,
        body=prepared.request.owner.name,
        between=(answer_by, day or today),
        days_short=((day or today) - answer_by).days,
        reason=f"{reason}. Tidigast kan svaret lämnas {day}" if day else reason,
        brief=reason,
        remedies=(extension_to(trials, day),) if day and not prepared.request.steps_only else (),
    )
    return replace(found, problems=(problem, *found.problems))


def _plan(prepared: Prepared, selection: Selection) -> Plan:
    """The plan's own steps and dates, before what stands beside it."""
    request = prepared.request
    general = selection.candidate.deadline
    deadlines = {
        line.body.name: dt.date.fromordinal(general if line.fixed_deadline is None else line.fixed_deadline)
        for line in prepared.namnder
    }
    return Plan(
        remiss=request.remiss,
        answer_by=request.answer_by,
        dispatch_by=dt.date.fromordinal(prepared.dispatch),
        steps=plan_steps(prepared, selection),
        internal_deadlines=deadlines,
    )


def _immediate_in(plan: Plan) -> set[str]:
    return {step.body for step in plan.steps if step.immediate_justering}
