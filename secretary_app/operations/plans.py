"""The plan of a remiss as the secretary works with it: looked at, fixed step by step, accepted."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Meeting, Namnd, PlannedStep, Referral, Remiss, StepKind
from secretary_app.domain.planning import AGREED, WITHOUT_MEETING, Plan, PlanStep
from secretary_app.domain.planning.comparison import differences, step_name
from secretary_app.domain.text import and_list, genitive
from secretary_app.operations.finding import Bodies, must_be_open, name_of
from secretary_app.operations.plan_progress import Progress, plan_now
from secretary_app.operations.planning import Calendar
from secretary_app.operations.referring import moved_deadline
from secretary_app.store.change import Change
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

FIXABLE = frozenset({StepKind.MEETING, StepKind.MANUSSTOPP, StepKind.INTERNAL_DEADLINE, StepKind.DISPATCH})
"""The kinds of steps that can be set by hand; the others follow from them."""


@dataclass(frozen=True)
class StepView:
    namnd_id: str
    step: PlanStep
    done: dt.date | None
    """The day it was done; None: not yet."""

    @property
    def can_fix(self) -> bool:
        return self.step.kind in FIXABLE and self.done is None

    @property
    def is_agreed(self) -> bool:
        """It is an answer without a meeting that is still to come, and can be taken away again."""
        return self.step.kind in WITHOUT_MEETING and self.done is None


@dataclass(frozen=True)
class PlanView:
    """All that the tab Plan shows."""

    plan: Plan | None
    """As it is computed now; None where that cannot be done."""
    why_not: str
    """Why there is no plan: a Swedish sentence."""
    steps: tuple[StepView, ...]
    """The computed plan's, in its order; without one those that are kept."""
    kept: tuple[StepView, ...]
    """The accepted plan's steps and those set by hand, by date."""
    is_accepted: bool
    differs: list[str]
    """What has become different since the plan was accepted or the step was set by hand, a sentence a step."""


def plan_view(register: Register, remiss: Remiss, *, calendar: Calendar | None = None) -> PlanView:
    """The plan of the remiss as it is computed today, beside what was accepted and what has been done."""
    calendar = calendar or Calendar.of(register)
    bodies = calendar.bodies
    progress = Progress(register, remiss)
    rows = sorted(register.find(PlannedStep, remiss_id=remiss.id), key=lambda row: (row.date, row.id))
    kept = tuple(_view(kept_step(row, bodies), bodies, progress) for row in rows)
    is_accepted = any(not row.fixed for row in rows)
    differs = list(_not_in_calendar(register, kept))
    try:
        plan = plan_now(register, remiss, calendar=calendar, progress=progress)
    except UserError as error:
        return PlanView(None, error.message, kept, kept, is_accepted, differs)
    steps = tuple(step_view(step, bodies) for step in plan.steps)
    if is_accepted:
        differs += differences(still_to_come(kept, steps), still_to_come(steps), today(register.clock))
    return PlanView(plan, "", steps, kept, is_accepted, differs)


def _not_in_calendar(register: Register, kept: Iterable[StepView]) -> Iterator[str]:
    """The planner takes a meeting set by hand for an extra one, but it was there when it was set."""
    for view in kept:
        step = view.step
        if view.done is None and step.fixed and step.kind is StepKind.MEETING:
            if register.find(Meeting, namnd_id=view.namnd_id, date=step.date, cancelled=False):
                continue
            when = day(step.date, today(register.clock))
            yield f"{genitive(step.body)} sammanträde {when} är låst, men hålls inte längre. Lås upp det."


def _view(step: PlanStep, bodies: Bodies, progress: Progress) -> StepView:
    namnd = bodies.named(step.body)
    return StepView(namnd.id, step, progress.done(namnd, step.kind))


def step_view(step: PlanStep, bodies: Bodies) -> StepView:
    """A step of a computed plan, which knows by itself whether it has happened."""
    return StepView(bodies.named(step.body).id, step, step.date if step.done else None)


def kept_step(row: PlannedStep, bodies: Bodies) -> PlanStep:
    """A row of the register as a step of a plan."""
    name = bodies.by_id[row.namnd_id].abbreviation
    return PlanStep(name, row.kind, row.date, row.immediate_justering, row.fixed, row.reason)


def still_to_come(views: Iterable[StepView], beside: Sequence[StepView] = ()) -> list[PlanStep]:
    """The steps that have not happened, neither themselves nor as the steps ``beside`` them know."""
    happened = {(each.namnd_id, each.step.kind, each.step.date) for each in beside if each.done}
    return [
        view.step
        for view in views
        if view.done is None and (view.namnd_id, view.step.kind, view.step.date) not in happened
    ]


@dataclass(frozen=True)
class StepOf:
    """Which step of a plan."""

    namnd_id: str
    kind: StepKind


def fix_step(register: Register, remiss: Remiss, namnd_id: str, kind: StepKind, date: dt.date) -> PlannedStep:
    """Set a step of the plan by hand; see ``fix_steps``."""
    return fix_steps(register, remiss, [StepOf(namnd_id, kind)], date)[0]


def fix_steps(register: Register, remiss: Remiss, which: Sequence[StepOf], date: dt.date) -> list[PlannedStep]:
    """Set steps of the plan by hand to one day; the rest is planned around them, and what they break the plan tells.

    Raises UserError for a kind that follows from others, a date that is impossible, a step that the plan does not
    have or that is done, and a remiss that is closed or has no date to answer by.
    """
    must_be_open(remiss)
    progress = Progress(register, remiss)
    for each in which:
        namnd = register.get(Namnd, each.namnd_id)
        _check_fixed(register, remiss, namnd, each.kind, date)
        if progress.done(namnd, each.kind):
            name = step_name(namnd.abbreviation, each.kind)
            raise UserError(f"{name[:1].upper()}{name[1:]} är redan klart och kan inte låsas.")
    of_remiss = register.find(PlannedStep, remiss_id=remiss.id)
    here = {each: [row for row in of_remiss if _is(row, each)] for each in which}
    steps = [replace((here[each] or [_new(remiss, each, date)])[0], date=date, fixed=True) for each in which]
    others = [row for row in of_remiss if row.fixed and not any(_is(row, each) for each in which)]
    plan = plan_now(register, remiss, progress=progress, fixed=[*others, *steps])
    steps = [_as_in(plan, step, register.get(Namnd, step.namnd_id)) for step in steps]
    when = day(date, today(register.clock))
    with register.change(f"Låste {_named(register, which)} till {when}: {name_of(remiss)}") as change:
        return [_keep_fixed(change, step, here[each]) for each, step in zip(which, steps, strict=True)]


def _named(register: Register, which: Sequence[StepOf]) -> str:
    """The steps as a person names them."""
    bodies = [register.get(Namnd, each.namnd_id).abbreviation for each in which]
    if len(which) > 1 and all(each.kind is StepKind.INTERNAL_DEADLINE for each in which):
        return f"internt svarsdatum för {and_list(bodies)}"
    return and_list([step_name(body, each.kind) for body, each in zip(bodies, which, strict=True)])


def _is(row: PlannedStep, step: StepOf) -> bool:
    return (row.namnd_id, row.kind) == (step.namnd_id, step.kind)


def _new(remiss: Remiss, step: StepOf, date: dt.date) -> PlannedStep:
    return PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=step.namnd_id, kind=step.kind, date=date)


def _as_in(plan: Plan, row: PlannedStep, namnd: Namnd) -> PlannedStep:
    """The step with what the plan says of it."""
    for each in plan.steps:
        if (each.body, each.kind, each.date) == (namnd.abbreviation, row.kind, row.date):
            row = replace(row, immediate_justering=each.immediate_justering, reason=each.reason)
    return row


def _keep_fixed(change: Change, step: PlannedStep, here: Sequence[PlannedStep]) -> PlannedStep:
    if not here:
        change.add(step)
        return replace(step, version=1)
    for twin in here[1:]:
        change.remove(twin)
    return change.update(step)


def _check_fixed(register: Register, remiss: Remiss, namnd: Namnd, kind: StepKind, date: dt.date) -> None:
    name, when = namnd.abbreviation, day(date, today(register.clock))
    if kind not in FIXABLE:
        raise UserError(
            "Det steget följer av de andra. Lås ett sammanträde, ett manusstopp, ett internt svarsdatum eller "
            "expedieringen i stället."
        )
    if remiss.received and date < remiss.received:
        came = day(remiss.received, today(register.clock))
        raise UserError(f"{when} ligger före den dag remissen kom in, {came}. Välj en senare dag.")
    meets = kind is StepKind.MEETING
    if meets and not register.find(Meeting, namnd_id=namnd.id, date=date, cancelled=False):
        raise UserError(f"{name} har inget sammanträde {when}. Lägg in det under Sammanträden först.")


def loosen_steps(register: Register, remiss: Remiss, which: Sequence[StepOf]) -> None:
    """Let steps that were set by hand be planned again. In an accepted plan they stay until the next one.

    Raises UserError where one was not set by hand, and for a remiss that is closed.
    """
    must_be_open(remiss)
    of_remiss = register.find(PlannedStep, remiss_id=remiss.id)
    fixed = []
    for each in which:
        here = [row for row in of_remiss if row.fixed and _is(row, each)]
        if not here:
            name = _named(register, [each])
            raise UserError(f"{name[:1].upper()}{name[1:]} är inte låst, så det finns inget att låsa upp.")
        fixed += here
    is_accepted = any(not row.fixed for row in of_remiss)
    with register.change(f"Låste upp {_named(register, which)}: {name_of(remiss)}") as change:
        for row in fixed:
            if is_accepted:
                change.update(replace(row, fixed=False))
            else:
                change.remove(row)


def accept_plan(register: Register, remiss: Remiss, plan: Plan) -> list[str]:
    """Let ``plan``, one that was computed for the remiss, be what holds: in one operation its steps are kept, missing
    internremisser prepared, and the deadlines of those not answered yet moved.

    What was set by hand stays as it is. Back come notes, Swedish sentences on what else changed. Raises UserError for
    a remiss that is closed.
    """
    must_be_open(remiss)
    with register.change(f"Använde planen: {name_of(remiss)}") as change:
        notes = use_plan(register, change, remiss, plan)
    return notes if change.changed else [*notes, "Planen används redan."]


def use_plan(register: Register, change: Change, remiss: Remiss, plan: Plan, *, reason: str = "Planen") -> list[str]:
    """As ``accept_plan``, as a part of the operation that ``change`` does; ``reason``: why deadlines move."""
    bodies = Bodies.of(register)
    progress = Progress(register, remiss)
    _keep(change, register.find(PlannedStep, remiss_id=remiss.id), planned_steps(remiss.id, plan, bodies))
    new: list[str] = []
    notes: list[str] = []
    for name, deadline in plan.internal_deadlines.items():
        namnd = bodies.named(name)
        referral = progress.referrals.get(namnd.id)
        if referral is None:
            change.add(Referral(id=new_id(), remiss_id=remiss.id, namnd_id=namnd.id, deadline=deadline))
            new.append(name)
        elif referral.deadline != deadline and progress.answered(namnd) is None:
            change.add(moved_deadline(referral, deadline, reason))
            change.update(replace(referral, deadline=deadline))
            notes += _moved_notes(name, referral, deadline, today(register.clock))
    if new:
        notes.insert(0, f"{'Internremiss' if len(new) == 1 else 'Internremisser'} till {and_list(new)} förbereddes.")
    if plan.problems:
        notes.append(f"Planen går inte ihop ({and_list(list(dict.fromkeys(each.body for each in plan.problems)))}).")
    return notes


def hold_deadline(register: Register, change: Change, remiss: Remiss, namnd_id: str, date: dt.date) -> None:
    """Have the plan keep a namnd's internal deadline where it was set, as a part of the operation of ``change``."""
    hold_step(register, change, remiss, StepOf(namnd_id, StepKind.INTERNAL_DEADLINE), date)


def hold_step(register: Register, change: Change, remiss: Remiss, which: StepOf, date: dt.date) -> None:
    """Have the plan keep a step on a day, as a part of the operation of ``change``; nothing is looked into."""
    here = [row for row in register.find(PlannedStep, remiss_id=remiss.id) if _is(row, which)]
    _keep_fixed(change, replace((here or [_new(remiss, which, date)])[0], date=date, fixed=True), here)


def planned_steps(remiss_id: str, plan: Plan, bodies: Bodies) -> list[PlannedStep]:
    """A plan's steps as rows to be kept for a remiss, by date; the same step of two chains is one."""
    found: dict[tuple[str, StepKind, dt.date], PlannedStep] = {}
    for step in plan.steps:
        row = PlannedStep(
            id=new_id(),
            remiss_id=remiss_id,
            namnd_id=bodies.named(step.body).id,
            kind=step.kind,
            date=step.date,
            immediate_justering=step.immediate_justering,
            fixed=step.fixed,
            reason=step.reason,
        )
        found[row.namnd_id, row.kind, row.date] = row
    return list(found.values())


def _keep(change: Change, present: Sequence[PlannedStep], wanted: Sequence[PlannedStep]) -> None:
    """Let the wanted steps take the place of the present ones; one set by hand is never moved or taken away."""
    left: dict[tuple[str, StepKind], list[PlannedStep]] = {}
    for row in sorted(present, key=lambda row: (not row.fixed, row.date)):
        left.setdefault((row.namnd_id, row.kind), []).append(row)
    for step in wanted:
        olds = left.get((step.namnd_id, step.kind), [])
        if not olds:
            change.add(replace(step, fixed=False))
            continue
        old = olds.pop(0)
        # What is agreed on has no day of its own.
        if not old.fixed or old.date == step.date or old.kind in AGREED:
            new = replace(step, id=old.id, version=old.version, fixed=old.fixed)
            if new != old:
                change.update(new)
    for olds in left.values():
        for row in olds:
            if not row.fixed:
                change.remove(row)


def _moved_notes(name: str, referral: Referral, deadline: dt.date, now: dt.date) -> list[str]:
    when = day(deadline, now)
    before = f" från {day(referral.deadline, now)}" if referral.deadline else ""
    moved = f"Internt svarsdatum för {name} flyttades{before} till {when}."
    return [moved, f"Internremissen till {name} är redan skickad, så säg till."] if referral.sent else [moved]
