"""What the form will become: its remiss and its plan, also before anything is saved."""

from collections.abc import Mapping

from secretary_app.domain.model import PlannedStep, Remiss
from secretary_app.domain.planning import Plan, plan
from secretary_app.domain.text import single_line
from secretary_app.operations.finding import Bodies
from secretary_app.operations.intake_form import RemissForm
from secretary_app.operations.planning import Calendar, plan_request
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


def remiss_of(form: RemissForm) -> Remiss:
    """The remiss that the form describes; its owner is chosen."""
    return Remiss(
        id=new_id(),
        diarienummer=number_of(form),
        title=single_line(form.title),
        kind=single_line(form.kind) or "annan",
        sender=single_line(form.sender),
        firm=single_line(form.firm),
        received=form.received,
        answer_by=form.answer_by,
        owner_id=form.owner_id or "",
        handlaggare=single_line(form.handlaggare),
        follows_up_id=form.follows_up_id,
    )


def number_of(form: RemissForm) -> str:
    """Our diarienummer; before there is one the sender's is what the remiss is known by."""
    return single_line(form.diarienummer) or single_line(form.sender_diarienummer)


def check_bodies(form: RemissForm, bodies: Bodies) -> None:
    """Raises UserError where the form names a body that has been taken out of the register."""
    named = {form.owner_id, *(to.namnd_id for each in form.recommendations for to in each.addressees)}
    if any(namnd_id not in bodies.by_id for namnd_id in named if namnd_id):
        raise UserError("En vald nämnd finns inte längre i registret. Välj en annan.")


def preview_plan(register: Register, form: RemissForm) -> Plan | str:
    """How the plan will be if the form is registered as it is, or a Swedish sentence that says why there is none."""
    if reason := why_no_plan(form):
        return reason
    try:
        return plan_form(register, remiss_of(form), form)[0]
    except UserError as error:
        return error.message


def why_no_plan(form: RemissForm) -> str:
    """Why nothing can be planned, as a Swedish sentence; ``""`` where it can."""
    if not form.owner_id:
        return "Välj vilken nämnd som äger remissen, så går den att planera."
    if form.answer_by is None:
        return "Remissen har inget svarsdatum, så ingenting kan planeras än."
    if form.received and form.answer_by < form.received:
        return "Svarsdatumet ligger före den dag remissen kom in, så ingenting kan planeras."
    return ""


def plan_form(register: Register, remiss: Remiss, form: RemissForm) -> tuple[Plan, Mapping[str, str]]:
    """The plan of the form's remiss, and the id of each body that it names. ``why_no_plan`` has been asked.

    Raises UserError where a body of the form is gone.
    """
    calendar = Calendar.of(register)
    check_bodies(form, calendar.bodies)
    asked = form.asked_ids()
    involved = [remiss.owner_id, *asked]
    steps = [step for body_id in involved for step in calendar.chain(body_id, remiss.kind)]
    ids = {calendar.bodies.by_id[each].abbreviation: each for each in (*(s.namnd_id for s in steps), *involved)}
    return plan(plan_request(calendar, remiss, asked)), ids


def planned_rows(made: Plan, remiss: Remiss, ids: Mapping[str, str]) -> list[PlannedStep]:
    """The plan's steps as the register keeps them; ``ids`` by abbreviation."""
    return [
        PlannedStep(
            id=new_id(),
            remiss_id=remiss.id,
            namnd_id=ids[step.body],
            kind=step.kind,
            date=step.date,
            immediate_justering=step.immediate_justering,
            fixed=step.fixed,
            reason=step.reason,
        )
        for step in made.steps
    ]
