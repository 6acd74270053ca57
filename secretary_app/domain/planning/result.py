"""What the planner answers, and its form as JSON."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from secretary_app.domain.model import StepKind


@dataclass(frozen=True)
class PlanStep:
    body: str
    kind: StepKind
    date: dt.date
    immediate_justering: bool = False
    """Said of the meeting and of its justering."""
    fixed: bool = False
    """Set by hand."""
    reason: str = ""
    """Why it is where it is: one Swedish sentence without a full stop."""


class RemedyKind(StrEnum):
    """*Omedelbar justering* is none: a plan that falls short has already used it wherever it helps."""

    EXTRA_MEETING = "extra_sammanträde"
    LATE_PAPERS = "handlingar_efter_manusstopp"
    CHAIR_DECISION = "ordförandebeslut"
    ADMINISTRATION = "svar_från_förvaltningen"
    EXTENSION = "anstånd"


@dataclass(frozen=True)
class Remedy:
    """What alone makes one point fit."""

    kind: RemedyKind
    text: str
    date: dt.date


@dataclass(frozen=True)
class Problem:
    body: str
    between: tuple[dt.date, dt.date]
    """The two dates that are the wrong way round, the earlier first."""
    days_short: int
    """Calendar days between them."""
    reason: str
    """What does not fit: one Swedish sentence without a full stop."""
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True)
class Plan:
    remiss: str
    answer_by: dt.date
    dispatch_by: dt.date
    steps: tuple[PlanStep, ...]
    """By date, and on one day in the order things happen."""
    internal_deadlines: Mapping[str, dt.date]
    """Namnd → date; never the owner."""
    alternatives: tuple["Plan", ...] = ()
    problems: tuple[Problem, ...] = ()
    """Empty: everything fits."""
    gain: str = ""
    """Of an alternative: what it would give, as one Swedish sentence."""


def merge_plans(plan: Plan, others: Sequence[Plan]) -> Plan:
    """``plan`` with those of the bodies that answer the sender directly: all steps by date, all that does not fit.

    On one day each plan's steps stay in their order, and this one's come first. Its own dates stay.
    """
    plans = (plan, *others)
    return replace(
        plan,
        steps=tuple(sorted((step for each in plans for step in each.steps), key=lambda step: step.date)),
        internal_deadlines={name: day for each in reversed(plans) for name, day in each.internal_deadlines.items()},
        alternatives=tuple(alternative for each in plans for alternative in each.alternatives),
        problems=tuple(problem for each in plans for problem in each.problems),
    )


def plan_as_json(plan: Plan) -> dict[str, object]:
    """The plan as ``plan --json`` prints it: plain dicts, lists and texts, dates in ISO form."""
    as_json: dict[str, object] = {
        "remiss": plan.remiss,
        "answer_by": plan.answer_by.isoformat(),
        "dispatch_by": plan.dispatch_by.isoformat(),
        "steps": [_step_as_json(step) for step in plan.steps],
        "internal_deadlines": {namnd: day.isoformat() for namnd, day in plan.internal_deadlines.items()},
        "alternatives": [plan_as_json(alternative) for alternative in plan.alternatives],
        "problems": [_problem_as_json(problem) for problem in plan.problems],
    }
    return as_json | ({"gain": plan.gain} if plan.gain else {})


def _step_as_json(step: PlanStep) -> dict[str, object]:
    return {
        "body": step.body,
        "kind": step.kind.value,
        "date": step.date.isoformat(),
        "immediate_justering": step.immediate_justering,
        "fixed": step.fixed,
        "reason": step.reason,
    }


def _problem_as_json(problem: Problem) -> dict[str, object]:
    return {
        "body": problem.body,
        "between": [day.isoformat() for day in problem.between],
        "days_short": problem.days_short,
        "reason": problem.reason,
        "remedies": [
            {"kind": remedy.kind.value, "text": remedy.text, "date": remedy.date.isoformat()}
            for remedy in problem.remedies
        ],
    }
