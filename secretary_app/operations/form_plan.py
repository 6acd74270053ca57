"""What the form will become: its remiss and its plan, also before anything is saved."""

from secretary_app.domain.model import Remiss
from secretary_app.domain.planning import Plan, SoFar, plan
from secretary_app.domain.text import single_line
from secretary_app.operations.finding import Bodies
from secretary_app.operations.intake_form import RemissForm
from secretary_app.operations.planning import Calendar, plan_request
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


def remiss_of(form: RemissForm) -> Remiss:
    """The remiss that the form describes; its owner is chosen."""
    return Remiss(
        id=new_id(),
        diarienummer=number_of(form),
        sender_diarienummer=single_line(form.sender_diarienummer),
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
        return plan_form(register, remiss_of(form), form)
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


def plan_form(register: Register, remiss: Remiss, form: RemissForm) -> Plan:
    """The plan of the form's remiss, from today on. ``why_no_plan`` has been asked.

    Raises UserError where a body of it is gone.
    """
    calendar = Calendar.of(register)
    check_bodies(form, calendar.bodies)
    so_far = SoFar(today(register.clock))
    return plan(plan_request(calendar, remiss, form.asked_ids(), so_far=so_far))
