"""What can be done where a plan does not fit, and what of it the program does by itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Meeting, Remiss, StepKind
from secretary_app.domain.planning import Remedy, RemedyKind
from secretary_app.domain.workdays import back_to_working_day
from secretary_app.operations.editing_meetings import add_meetings
from secretary_app.operations.finding import Bodies
from secretary_app.operations.plans import fix_step
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError

_GIVES = {
    RemedyKind.EXTRA_MEETING: "Sammanträdet läggs in i kalendern, och planen räknas om.",
    RemedyKind.LATE_PAPERS: "Det senare manusstoppet låses i planen. Kom överens med sekreteraren där.",
    RemedyKind.CHAIR_DECISION: "Bara när ärendet brådskar. Planen ändras inte: registrera beslutet när det är fattat.",
    RemedyKind.ADMINISTRATION: "Nämnden beslutar inte själv. Planen ändras inte: registrera svaret när det kommer.",
    RemedyKind.EXTENSION: "Svarsdatumet flyttas när avsändaren har sagt ja, och planen räknas om.",
}
DOES_ITSELF = frozenset({RemedyKind.EXTRA_MEETING, RemedyKind.LATE_PAPERS})
"""Those that ``use_remedy`` carries out; anstånd is asked for with a reason, the rest is done outside the plan."""


def what_it_gives(remedy: Remedy) -> str:
    """What happens in the register when the remedy is used."""
    return _GIVES[remedy.kind]


def use_remedy(register: Register, remiss: Remiss, remedy: Remedy) -> str:
    """Do what the remedy of a problem in the plan says; the plan is to be computed again. Back comes what was done.

    Raises UserError for a remedy that is not done here, and for a remiss that is closed.
    """
    if remedy.kind not in DOES_ITSELF:
        raise UserError("Det förslaget genomförs utanför planen. Registrera beslutet eller svaret när det finns.")
    body = Bodies.of(register).named(remedy.body)
    when = day(remedy.date, today(register.clock))
    if remedy.kind is RemedyKind.EXTRA_MEETING:
        saved = add_meetings(register, body.id, [(remedy.date, remedy.papers_by)])
        return " ".join([f"Extra sammanträde i {body.abbreviation} {when} ligger i kalendern.", *saved.notes])
    fix_step(register, remiss, body.id, StepKind.MANUSSTOPP, remedy.date)
    return f"Handlingar till {body.abbreviation} lämnas senast {when}: manusstoppet är låst i planen."


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
