"""The plan of a form that is about to be registered, as a chain of steps."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretary_app.domain.date_words import day
from secretary_app.domain.model import StepKind
from secretary_app.domain.planning import Plan, PlanStep, ProblemKind
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.operations.finding import Bodies
from secretary_app.operations.form_plan import preview_plan
from secretary_app.operations.intake_form import RemissForm
from secretary_app.operations.papers import ReadPaper
from secretary_app.operations.remiss_head import HeadStep
from secretary_app.operations.similar import Similar, similar_remisser
from secretary_app.store.register import Register
from secretary_app.support.clock import today

_EACH = 3
"""So many bodies have a step each; more than that share one."""


@dataclass(frozen=True)
class PlanPreview:
    steps: tuple[HeadStep, ...]
    words: str
    """Why there is no plan, or what does not fit; ``""`` where all is well."""


@dataclass(frozen=True)
class Outlook:
    """What will come of the form if it is registered as it is."""

    plan: PlanPreview
    similar: tuple[Similar, ...]


def outlook(register: Register, form: RemissForm, papers: Sequence[ReadPaper]) -> Outlook:
    """The plan the form gives, and the remisser that are like it."""
    return Outlook(plan_preview(register, form), tuple(similar_remisser(register, form, papers)))


def plan_preview(register: Register, form: RemissForm) -> PlanPreview:
    """The plan the form gives, from the internremisser to the dispatch."""
    plan = preview_plan(register, form)
    if isinstance(plan, str):
        return PlanPreview((), plan)
    bodies = Bodies.of(register)
    asked = [bodies.by_id[each].abbreviation for each in form.asked_ids()]
    owner = bodies.by_id[form.owner_id or ""].abbreviation
    steps = tuple(_steps(plan, asked, owner, today(register.clock)))
    return PlanPreview(steps, _problem(plan))


def _problem(plan: Plan) -> str:
    if not plan.problems:
        return ""
    first, *others = plan.problems
    more = f" {len(others)} till finns." if others else ""
    return f"Planen går inte ihop. {first.reason}.{more} Under Plan ser du vad som hjälper."


def _steps(plan: Plan, asked: Sequence[str], owner: str, now: dt.date) -> Iterator[HeadStep]:
    trouble = {problem.body for problem in plan.problems if problem.kind is not ProblemKind.PASSED}
    is_passed = any(problem.kind is ProblemKind.PASSED for problem in plan.problems)
    if asked:
        sent = _of(plan, StepKind.INTERNREMISS)
        yield _step("Internremiss", [each.date for each in sent], now)
        yield from _answers(plan, asked, trouble, now)
        yield _step(f"Svar till {owner}", sorted(set(plan.internal_deadlines.values()))[-1:], now)
    for each in _of(plan, StepKind.MEETING):
        if each.body not in asked:
            words = f"{each.body} beslutar" if each.body == owner else each.body
            yield _step(words, [each.date], now, fails=each.body in trouble)
    yield _step("Expediering", [plan.dispatch_by], now, fails=is_passed or owner in trouble)


def _answers(plan: Plan, asked: Sequence[str], trouble: set[str], now: dt.date) -> Iterator[HeadStep]:
    meetings = [each for each in _of(plan, StepKind.MEETING) if each.body in asked]
    if len(meetings) > _EACH:
        fails = any(each in trouble for each in asked)
        yield _step("Nämnderna beslutar", [meetings[0].date, meetings[-1].date], now, fails=fails)
        return
    for each in meetings:
        yield _step(f"{each.body} beslutar", [each.date], now, fails=each.body in trouble)


def _of(plan: Plan, kind: StepKind) -> list[PlanStep]:
    return [each for each in plan.steps if each.kind is kind]


def _step(words: str, dates: Sequence[dt.date], now: dt.date, *, fails: bool = False) -> HeadStep:
    shown = list(dict.fromkeys("i dag" if each == now else day(each, now) for each in dates))
    second = "–".join(shown) or "datum saknas"
    state = BadgeState.TODO if fails else BadgeState.ON_TIME if dates else BadgeState.UNDATED
    if fails:
        second = f"{second}, går inte ihop"
    return HeadStep(words=words, date=dates[0] if dates else None, second=second, state=state)
