"""What is agreed on outside the program and the plan then goes by: omedelbar justering, an answer without a meeting.

It is kept as a step set by hand, so that it is there after a restart, is undone with the operation and told in the
history. Its day follows the plan.
"""

from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import Namnd, NamndKind, PlannedStep, Remiss, StepKind
from secretary_app.domain.planning import AGREED, WITHOUT_MEETING, Plan
from secretary_app.domain.text import genitive
from secretary_app.operations.finding import must_be_open, name_of
from secretary_app.operations.plan_progress import Progress, plan_now
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

_BESIDE = (StepKind.MEETING, StepKind.MANUSSTOPP, *sorted(AGREED))
"""What cannot be set by hand for a body together with an answer without a meeting."""
_SAID = {
    StepKind.JUSTERING: "{} justerar omedelbart.",
    StepKind.CHAIR_DECISION: "Ordföranden beslutar för {}.",
    StepKind.ADMINISTRATION: "Förvaltningen svarar för {}.",
}
_ENDED = {
    StepKind.JUSTERING: "Tog bort omedelbar justering i {}",
    StepKind.CHAIR_DECISION: "Tog bort ordförandebeslut i {}",
    StepKind.ADMINISTRATION: "Tog bort svar från {} förvaltning",
}


def agree(register: Register, remiss: Remiss, namnd_id: str, kind: StepKind) -> str:
    """Have the plan go by what is agreed on for a body of it: omedelbar justering, ordförandebeslut or an answer from
    the förvaltning (``planning.AGREED``). Back comes what was done, a Swedish sentence.

    What was set by hand for the body's meeting gives way to an answer without one. Raises UserError for a remiss that
    is closed, a body that has decided or is not to, and what is agreed on already.
    """
    must_be_open(remiss)
    namnd = register.get(Namnd, namnd_id)
    rows = register.find(PlannedStep, remiss_id=remiss.id)
    of_body = [row for row in rows if row.namnd_id == namnd_id]
    progress = Progress(register, remiss)
    _check(progress, namnd, kind, of_body)
    give_way = {row.id for row in of_body if row.fixed and row.kind in (_BESIDE if kind in WITHOUT_MEETING else AGREED)}
    # Its day is not known until it is planned with it.
    step = PlannedStep(
        id=new_id(),
        remiss_id=remiss.id,
        namnd_id=namnd_id,
        kind=kind,
        date=remiss.answer_by or today(register.clock),
        immediate_justering=kind is StepKind.JUSTERING,
        fixed=True,
    )
    fixed = [row for row in rows if row.fixed and row.id not in give_way]
    step = _as_in(plan_now(register, remiss, progress=progress, fixed=[*fixed, step]), step, namnd)
    said = _SAID[kind].format(namnd.abbreviation)
    is_accepted = any(not row.fixed for row in rows)
    with register.change(f"{said.removesuffix('.')}: {name_of(remiss)}") as change:
        for row in of_body:
            if row.id in give_way and is_accepted and row.kind not in WITHOUT_MEETING:
                change.update(replace(row, fixed=False))
            elif row.id in give_way:
                change.remove(row)
        same = [row for row in of_body if row.kind is kind and not row.fixed]
        for row in same[:1]:
            change.update(replace(step, id=row.id, version=row.version))
        if not same:
            change.add(step)
    return said


def _check(progress: Progress, namnd: Namnd, kind: StepKind, of_body: Sequence[PlannedStep]) -> None:
    name = namnd.abbreviation
    if progress.done(namnd, StepKind.MEETING) is not None:
        raise UserError(f"{name} har redan beslutat, så det går inte att ändra hur det ska gå till.")
    if any(row.fixed and row.kind is kind for row in of_body):
        raise UserError(f"{_SAID[kind].format(name)} Det står redan i planen.")
    if kind is StepKind.CHAIR_DECISION and namnd.kind is NamndKind.FULLMAKTIGE:
        raise UserError("Fullmäktiges ordförande kan inte besluta ensam. Flytta svarsdatumet i stället.")


def _as_in(plan: Plan, step: PlannedStep, namnd: Namnd) -> PlannedStep:
    found = [each for each in plan.steps if (each.body, each.kind) == (namnd.abbreviation, step.kind)]
    if not found:
        raise UserError(f"{namnd.abbreviation} har inget sammanträde i planen, så det finns inget att ändra.")
    return replace(step, date=found[-1].date, reason=found[-1].reason)


def end_agreement(register: Register, remiss: Remiss, namnd_id: str, kind: StepKind) -> str:
    """Plan the body's meeting as usual again. Back comes what was done.

    Raises UserError for a remiss that is closed, and where nothing of the kind was agreed on.
    """
    must_be_open(remiss)
    name = register.get(Namnd, namnd_id).abbreviation
    rows = register.find(PlannedStep, remiss_id=remiss.id)
    here = [row for row in rows if row.fixed and (row.namnd_id, row.kind) == (namnd_id, kind)]
    said = _ENDED[kind].format(genitive(name) if kind is StepKind.ADMINISTRATION else name)
    if not here:
        raise UserError(f"{name} har ingen sådan överenskommelse i planen, så det finns inget att ta bort.")
    stays = kind is StepKind.JUSTERING and any(not row.fixed for row in rows)
    with register.change(f"{said}: {name_of(remiss)}") as change:
        for row in here:
            if stays:
                change.update(replace(row, fixed=False))
            else:
                change.remove(row)
    return f"{said}. Planen är räknad om."
