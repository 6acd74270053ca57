"""A plan accepted where it was shown: it holds as it was seen, or not at all."""

from secretary_app.domain.model import Remiss, StepKind
from secretary_app.domain.planning import Plan
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plans import accept_plan
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def accept_shown_plan(register: Register, remiss: Remiss, shown: Plan) -> list[str]:
    """Let the plan that a person saw be what holds; back come Swedish sentences on what was done.

    Raises UserError where the days would be others by now, and as ``accept_plan`` does.
    """
    if _days(plan_now(register, remiss)) != _days(shown):
        raise UserError("Planen har ändrats sedan den visades. Öppna fliken Plan, se den nya och använd den där.")
    notes = accept_plan(register, remiss, shown)
    return ["Planen används.", *notes] if register.last_changed else notes


def _days(plan: Plan) -> list[tuple[str, StepKind, str]]:
    return sorted((step.body, step.kind, step.date.isoformat()) for step in plan.steps)
