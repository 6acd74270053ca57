"""A deadline that is about to be moved: what it is now, what the plan says, and what would follow."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from secretary_app.domain.date_words import day
from secretary_app.domain.deadline_list import moved_words
from secretary_app.domain.model import DeadlineChange, Namnd, PlannedStep, Referral, Remiss, StepKind
from secretary_app.domain.planning import Plan, PlanStep
from secretary_app.domain.planning.comparison import step_name
from secretary_app.domain.text import and_list
from secretary_app.operations.editing import present
from secretary_app.operations.editing_deadlines import change_answer_by, change_referral_deadline
from secretary_app.operations.extension import Asking
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plan_rows import in_day_words
from secretary_app.operations.plans import PlanView, plan_view
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

_MOVING = (StepKind.MEETING, StepKind.INTERNAL_DEADLINE, StepKind.DISPATCH)


@dataclass(frozen=True)
class MovingDeadline:
    """The deadline as it is, read when one begins to move it."""

    remiss: Remiss
    namnd: Namnd | None
    """Whose answer it is; None: the remiss's own."""
    referral: Referral | None
    """None, of a namnd: it has no internremiss yet."""
    old: dt.date | None
    planned: dt.date | None
    """Where the plan would have it."""
    history: tuple[str, ...]
    """Its earlier dates, a sentence each."""
    is_used: bool
    """A plan has been accepted, so that what follows ought to follow."""


@dataclass(frozen=True)
class Following:
    """What another date would give."""

    moves: tuple[str, ...]
    """A sentence for each date that would be another."""
    problems: tuple[str, ...]
    """What does not fit then."""
    why_not: str = ""
    """Why nothing can be told: a Swedish sentence."""


def moving_deadline(register: Register, remiss_id: str, namnd_id: str) -> MovingDeadline:
    """The deadline of a namnd's answer, without ``namnd_id`` the remiss's own. Raises UserError where it is gone."""
    remiss = present(register, Remiss, remiss_id, "Remissen")
    view = plan_view(register, remiss)
    namnd = present(register, Namnd, namnd_id, "Nämnden") if namnd_id else None
    found = register.find(Referral, remiss_id=remiss_id, namnd_id=namnd_id) if namnd_id else []
    referral = found[0] if found else None
    changes = register.find(DeadlineChange, remiss_id=remiss_id, referral_id=referral.id if referral else None)
    history = () if namnd and not referral else tuple(moved_words(each, today(register.clock)) for each in changes)
    planned = view.plan.internal_deadlines.get(namnd.abbreviation) if view.plan and namnd else None
    old = remiss.answer_by if namnd is None else referral.deadline if referral else None
    return MovingDeadline(remiss, namnd, referral, old, planned, history, view.is_accepted)


def following(register: Register, moving: MovingDeadline, new: dt.date) -> Following:
    """What moves with the deadline, and what does not fit, if it is put on ``new`` and the plan is made anew."""
    remiss, on = moving.remiss, today(register.clock)
    view = plan_view(register, remiss)
    try:
        if moving.namnd is None:
            after = plan_now(register, replace(remiss, answer_by=new))
        else:
            after = plan_now(register, remiss, fixed=_held(register, remiss, moving.namnd, new))
    except UserError as error:
        return Following((), (), error.message)
    moves = [*_deadlines(register, moving, after, on), *_steps(view, after, on)]
    problems = dict.fromkeys(f"{in_day_words(each.reason, on)}." for each in after.problems)
    return Following(tuple(moves), tuple(problems))


def grant_time(register: Register, asking: Asking, new: dt.date, reason: str, granted_by: str = "") -> list[str]:
    """Move the deadline that more time was asked for, keeping the old one; a plan that is used is made anew from it.

    Back come notes, Swedish sentences on what else changed. Raises UserError as ``editing_deadlines`` does.
    """
    replan = any(not row.fixed for row in register.find(PlannedStep, remiss_id=asking.remiss.id))
    remiss, referral = asking.remiss, asking.referral
    if not asking.namnd_id:
        return list(change_answer_by(register, remiss, new, reason, granted_by, replan=replan).notes)
    if referral is None:
        raise UserError(f"{asking.asking.abbreviation} har ingen internremiss än, så det finns inget datum att flytta.")
    return list(change_referral_deadline(register, remiss, referral, new, reason, granted_by, replan=replan).notes)


def _held(register: Register, remiss: Remiss, namnd: Namnd, new: dt.date) -> list[PlannedStep]:
    """The steps set by hand, with the namnd's internal deadline on ``new``."""
    kind = StepKind.INTERNAL_DEADLINE
    fixed = register.find(PlannedStep, remiss_id=remiss.id, fixed=True)
    others = [row for row in fixed if (row.namnd_id, row.kind) != (namnd.id, kind)]
    return [*others, PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=namnd.id, kind=kind, date=new, fixed=True)]


def _deadlines(register: Register, moving: MovingDeadline, after: Plan, on: dt.date) -> Iterator[str]:
    """The internremisser whose day becomes another."""
    names = {each.abbreviation: each.id for each in register.find(Namnd)}
    referrals = {each.namnd_id: each for each in register.find(Referral, remiss_id=moving.remiss.id)}
    new: dict[dt.date, list[str]] = {}
    moved: dict[tuple[dt.date, dt.date], list[str]] = {}
    for name, date in after.internal_deadlines.items():
        referral = referrals.get(names[name])
        if moving.namnd is not None and name == moving.namnd.abbreviation:
            continue
        if referral is None or referral.deadline is None:
            new.setdefault(date, []).append(name)
        elif referral.deadline != date:
            moved.setdefault((referral.deadline, date), []).append(name)
    for date, bodies in new.items():
        yield f"{and_list(bodies)} får internt svarsdatum {day(date, on)}"
    for (old, date), bodies in moved.items():
        yield f"Internt svarsdatum för {and_list(bodies)} flyttas från {day(old, on)} till {day(date, on)}"


def _steps(view: PlanView, after: Plan, on: dt.date) -> Iterator[str]:
    """Meetings and the dispatch that come on another day than in the plan that holds now."""
    kept = [each.step for each in view.kept if each.done is None] if view.is_accepted else _coming(view.plan)
    before, coming = _days(kept), _days(_coming(after))
    for (body, kind), date in coming.items():
        old = before.get((body, kind))
        if old is not None and old != date and kind is not StepKind.INTERNAL_DEADLINE:
            name = step_name(body, kind)
            yield f"{name[:1].upper()}{name[1:]} flyttas från {day(old, on)} till {day(date, on)}"


def _coming(plan: Plan | None) -> list[PlanStep]:
    return [step for step in plan.steps if not step.done] if plan else []


def _days(steps: Iterable[PlanStep]) -> dict[tuple[str, StepKind], dt.date]:
    return {(step.body, step.kind): step.date for step in steps if step.kind in _MOVING}
