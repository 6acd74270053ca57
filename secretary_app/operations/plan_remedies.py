"""What can be done where a plan does not fit, and what of it the program does by itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Meeting, Namnd, PlannedStep, Remiss, StepKind
from secretary_app.domain.planning import Plan, Remedy, RemedyKind, Sitting
from secretary_app.domain.workdays import back_to_working_day
from secretary_app.operations.body_rules import manusstopp_fault
from secretary_app.operations.editing import check_year
from secretary_app.operations.editing_meetings import add_meetings
from secretary_app.operations.finding import Bodies, must_be_open, name_of
from secretary_app.operations.plan_agreements import agree
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.planning import Calendar
from secretary_app.operations.plans import StepOf, fix_step, hold_step
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

_GIVES = {
    RemedyKind.EXTRA_MEETING: "Sammanträdet läggs in i kalendern, och planen räknas om.",
    RemedyKind.LATE_PAPERS: "Det senare manusstoppet låses i planen. Kom överens med sekreteraren där.",
    RemedyKind.CHAIR_DECISION: "Bara när ärendet brådskar. Sammanträdet behövs då inte, och planen går efter beslutet.",
    RemedyKind.ADMINISTRATION: "Nämnden beslutar inte själv. Sammanträdet behövs då inte.",
    RemedyKind.EXTENSION: "Begäran skrivs som ett mejl. Svarsdatumet flyttas först när avsändaren har sagt ja.",
}
DOES_ITSELF = frozenset(
    {RemedyKind.EXTRA_MEETING, RemedyKind.LATE_PAPERS, RemedyKind.CHAIR_DECISION, RemedyKind.ADMINISTRATION}
)
"""Those that ``use_remedy`` carries out; anstånd is asked for first."""
_AGREED = {
    RemedyKind.CHAIR_DECISION: StepKind.CHAIR_DECISION,
    RemedyKind.ADMINISTRATION: StepKind.ADMINISTRATION,
}


def what_it_gives(remedy: Remedy) -> str:
    """What happens in the register when the remedy is used."""
    return _GIVES[remedy.kind]


def use_remedy(register: Register, remiss: Remiss, remedy: Remedy) -> str:
    """Do what the remedy of a problem in the plan says; the plan is to be computed again. Back comes what was done.

    Raises UserError for an anstånd, which is asked for first, and for a remiss that is closed.
    """
    if remedy.kind not in DOES_ITSELF:
        raise UserError("Anstånd begärs hos avsändaren. Flytta svarsdatumet när det är beviljat.")
    body = Bodies.of(register).named(remedy.body)
    when = day(remedy.date, today(register.clock))
    if remedy.kind in _AGREED:
        said = agree(register, remiss, body.id, _AGREED[remedy.kind])
        return f"{said} Senast {when}, och sammanträdet behövs inte."
    if remedy.kind is RemedyKind.EXTRA_MEETING:
        saved = add_meetings(register, body.id, [(remedy.date, remedy.papers_by)])
        return " ".join([f"Extra sammanträde i {body.abbreviation} {when} ligger i kalendern.", *saved.notes])
    fix_step(register, remiss, body.id, StepKind.MANUSSTOPP, remedy.date)
    return f"Handlingar till {body.abbreviation} lämnas senast {when}: manusstoppet är låst i planen."


def plan_with(register: Register, remiss: Remiss, remedy: Remedy) -> Plan:
    """The plan that the remedy would give; nothing is changed."""
    calendar = Calendar.of(register)
    if remedy.kind is RemedyKind.EXTENSION:
        return plan_now(register, replace(remiss, answer_by=remedy.date), calendar=calendar)
    body = calendar.bodies.named(remedy.body)
    if remedy.kind is RemedyKind.EXTRA_MEETING:
        meets = calendar.plan_bodies[body.id]
        more = replace(meets, sittings=(*meets.sittings, Sitting(remedy.date, remedy.papers_by)))
        with_extra = replace(calendar, plan_bodies={**calendar.plan_bodies, body.id: more})
        return plan_now(register, remiss, calendar=with_extra)
    kind = _AGREED.get(remedy.kind, StepKind.MANUSSTOPP)
    step = PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=body.id, kind=kind, date=remedy.date, fixed=True)
    fixed = register.find(PlannedStep, remiss_id=remiss.id, fixed=True)
    others = [row for row in fixed if (row.namnd_id, row.kind) != (body.id, kind)]
    return plan_now(register, remiss, calendar=calendar, fixed=[*others, step])


def meet_extra(
    register: Register, remiss: Remiss, namnd_id: str, date: dt.date, manusstopp: dt.date | None = None
) -> str:
    """Add an extra meeting of the body and have the plan go by it, in one operation. Back comes what was done.

    Raises UserError for a remiss that is closed, a day before it came in or on which the body meets already, and a
    manusstopp after the meeting.
    """
    must_be_open(remiss)
    check_year(date)
    body, when = register.get(Namnd, namnd_id), day(date, today(register.clock))
    if remiss.received and date < remiss.received:
        raise UserError(f"{when} ligger före den dag remissen kom in. Välj en senare dag.")
    if register.find(Meeting, namnd_id=namnd_id, date=date):
        raise UserError(f"{body.abbreviation} har redan ett sammanträde {when}. Välj det i listan.")
    if fault := manusstopp_fault(date, manusstopp):
        raise UserError(fault)
    with register.change(f"Extra sammanträde i {body.abbreviation} {when}: {name_of(remiss)}") as change:
        change.add(Meeting(id=new_id(), namnd_id=namnd_id, date=date, manusstopp=manusstopp))
        hold_step(register, change, remiss, StepOf(namnd_id, StepKind.MEETING), date)
    return f"Extra sammanträde i {body.abbreviation} {when} ligger i kalendern och är låst i planen."


@dataclass(frozen=True)
class PossibleMeeting:
    """A meeting that a step may be moved to."""

    date: dt.date
    manusstopp: dt.date


def meetings_to_choose(register: Register, remiss: Remiss, namnd_id: str) -> Sequence[PossibleMeeting]:
    """The body's coming meetings until half a year after the remiss is to be answered, by day."""
    body = Bodies.of(register).by_id[namnd_id]
    first = max(remiss.received or dt.date.min, today(register.clock))
    last = max(remiss.answer_by or first, first) + dt.timedelta(days=183)
    found = []
    for meeting in sorted(register.find(Meeting, namnd_id=namnd_id, cancelled=False), key=lambda each: each.date):
        if first <= meeting.date <= last:
            counted = back_to_working_day(meeting.date - dt.timedelta(days=body.manusstopp_days))
            found.append(PossibleMeeting(meeting.date, meeting.manusstopp or counted))
    return found
