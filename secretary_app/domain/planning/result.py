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
    done: bool = False
    """It has happened, on that day."""
    passed: dt.date | None = None
    """Of a meeting to come: the one before it, at which the body could have decided but is not known to have."""


class ProblemKind(StrEnum):
    """Which rule it is that is broken."""

    TOO_EARLY = "för_tidigt"
    """The first manusstopp comes before the papers can be ready; without meetings the deadline does."""
    TOO_LATE = "för_sent"
    """A meeting comes after the next one's manusstopp, or after the end of its line."""
    OVERSTEPPED = "internt_svarsdatum_för_sent"
    """An internal deadline set by hand lies after the one that the owner needs."""
    AFTER_MEETING = "manusstopp_efter_sammanträdet"
    """A manusstopp lies after its own meeting."""
    DISPATCH = "expediering_för_sent"
    """The dispatch set by hand lies after the answer-by date."""
    INFORMED = "kännedom_före_beslutet"
    """An informed body's meeting set by hand comes before the decision."""
    PASSED = "svarsdatum_passerat"
    """The answer-by date has passed; the plan shown is the earliest there can be."""


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
    body: str
    """Whom it concerns: whose meeting, decision or answer it is; of an anstånd the owner."""
    text: str
    date: dt.date
    papers_by: dt.date | None = None
    """When the papers must be in, where that is after the ordinary manusstopp."""


@dataclass(frozen=True)
class Problem:
    kind: ProblemKind
    body: str
    between: tuple[dt.date, dt.date]
    """The two dates that are the wrong way round, the earlier first."""
    days_short: int
    """Calendar days between them."""
    reason: str
    """What does not fit: one Swedish sentence without a full stop."""
    brief: str
    """The same beside the body's meeting, in as few words as can be."""
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True)
class Plan:
    remiss: str
    answer_by: dt.date
    dispatch_by: dt.date
    steps: tuple[PlanStep, ...]
    """By date, and on one day in the order things happen."""
    internal_deadlines: Mapping[str, dt.date]
    """Namnd → date, of those that have not answered; never the owner."""
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
        "done": step.done,
        "reason": step.reason,
    }


def _problem_as_json(problem: Problem) -> dict[str, object]:
    return {
        "kind": problem.kind.value,
        "body": problem.body,
        "between": [day.isoformat() for day in problem.between],
        "days_short": problem.days_short,
        "reason": problem.reason,
        "remedies": [
            {
                "kind": remedy.kind.value,
                "body": remedy.body,
                "text": remedy.text,
                "date": remedy.date.isoformat(),
                "papers_by": remedy.papers_by.isoformat() if remedy.papers_by else None,
            }
            for remedy in problem.remedies
        ],
    }
