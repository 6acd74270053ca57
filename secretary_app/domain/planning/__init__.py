"""Backward planning: from the day the answer must be out to the day each namnd must have answered.

``plan`` is a pure function of plain dataclasses; it knows no register. The rules are told in ``planner``.
"""

from secretary_app.domain.model import StepKind
from secretary_app.domain.planning.planner import plan
from secretary_app.domain.planning.request import (
    AGREED,
    WITHOUT_MEETING,
    Asked,
    ChainLink,
    DoneStep,
    FixedStep,
    PlanBody,
    PlanRequest,
    Shared,
    SoFar,
)
from secretary_app.domain.planning.result import (
    Plan,
    PlanStep,
    Problem,
    ProblemKind,
    Remedy,
    RemedyKind,
    merge_plans,
    plan_as_json,
)
from secretary_app.domain.planning.slots import Sitting

__all__ = [
    "AGREED",
    "WITHOUT_MEETING",
    "Asked",
    "ChainLink",
    "DoneStep",
    "FixedStep",
    "Plan",
    "PlanBody",
    "PlanRequest",
    "PlanStep",
    "Problem",
    "ProblemKind",
    "Remedy",
    "RemedyKind",
    "Shared",
    "Sitting",
    "SoFar",
    "StepKind",
    "merge_plans",
    "plan",
    "plan_as_json",
]
