"""What a plan comes to, in a sentence or two: to be compared with another without reading both."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from secretary_app.domain.date_words import day
from secretary_app.domain.model import ChainRole, StepKind
from secretary_app.domain.planning import Plan
from secretary_app.domain.text import and_list
from secretary_app.domain.workdays import working_days_between
from secretary_app.operations.plans import StepView

_DECIDES = {
    StepKind.MEETING: "{} beslutar {}",
    StepKind.CHAIR_DECISION: "Ordföranden beslutar för {} senast {}",
    StepKind.ADMINISTRATION: "Förvaltningen svarar för {} senast {}",
}


def plan_in_short(plan: Plan, steps: Sequence[StepView], roles: Mapping[str, ChainRole], today: dt.date) -> str:
    """``KS beslutar 13 maj, 6 arbetsdagar till godo. Internt svarsdatum 10 april. Omedelbar justering i KFN.``

    ``steps`` are those of the plan, ``roles`` by id those of the owner's beredning.
    """
    sentences = (
        _decision(plan, steps, roles, today),
        _deadlines(plan, today),
        _at_once(steps),
        _problems(plan),
    )
    return " ".join(f"{each}." for each in sentences if each)


def _decision(plan: Plan, steps: Sequence[StepView], roles: Mapping[str, ChainRole], today: dt.date) -> str:
    deciding = [each for each in steps if roles.get(each.namnd_id) is ChainRole.DECIDES]
    decision = next((each for each in reversed(deciding) if each.step.kind in _DECIDES), None)
    if decision is None or decision.done:
        return ""
    ready = max(each.step.date for each in deciding if each.step.kind in (*_DECIDES, StepKind.JUSTERING))
    words = _DECIDES[decision.step.kind].format(decision.step.body, day(decision.step.date, today))
    return ", ".join([words, *_left_over(ready, plan.answer_by)])


def _left_over(ready: dt.date, answer_by: dt.date) -> Iterator[str]:
    if ready <= answer_by:
        left = working_days_between(ready, answer_by)
        yield f"{left} {'arbetsdag' if left == 1 else 'arbetsdagar'} till godo" if left else "precis i tid"


def _deadlines(plan: Plan, today: dt.date) -> str:
    by_day: dict[dt.date, list[str]] = {}
    for name, date in plan.internal_deadlines.items():
        by_day.setdefault(date, []).append(name)
    if len(by_day) <= 1:
        return "".join(f"Internt svarsdatum {day(date, today)}" for date in by_day)
    days = [f"{day(date, today)} för {and_list(by_day[date])}" for date in sorted(by_day)]
    return f"Internt svarsdatum {', '.join(days)}"


def _at_once(steps: Sequence[StepView]) -> str:
    names = [
        each.step.body
        for each in steps
        if each.step.kind is StepKind.MEETING and each.step.immediate_justering and not each.done
    ]
    return f"Omedelbar justering i {and_list(names)}" if names else ""


def _problems(plan: Plan) -> str:
    names = list(dict.fromkeys(each.body for each in plan.problems))
    return f"Det går inte ihop för {and_list(names)}" if names else ""
