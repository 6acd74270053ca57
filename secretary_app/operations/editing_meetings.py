"""The meetings of the bodies: shown a year at a time, added, moved, cancelled, taken away."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from secretary_app.domain.model import Decision, Meeting, Namnd, NamndKind, PlannedStep, Remiss, StepKind
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list, genitive
from secretary_app.domain.workdays import back_to_working_day, why_free
from secretary_app.operations.body_rules import manusstopp_fault, utskick_fault
from secretary_app.operations.editing import Saved, check_year, how_many, present
from secretary_app.operations.finding import name_of
from secretary_app.operations.meeting_matters import Computed, up_at
from secretary_app.store.change import Change
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

Dated = tuple[dt.date, dt.date | None]
"""A meeting's day and, where it is entered by hand, its manusstopp."""


class MeetingState(StrEnum):
    HELD = "hållet"
    NEXT = "nästa"
    COMING = "kommande"
    CANCELLED = "inställt"


@dataclass(frozen=True)
class MeetingRow:
    meeting: Meeting
    manusstopp: dt.date
    by_hand: bool
    """The manusstopp was entered, not counted back."""
    justering: dt.date
    """When its minutes are adjusted, by the body's rule."""
    state: MeetingState
    remisser: int
    """How many have a decision at it or a plan that goes through it."""
    remark: str
    """What is odd about its days, as sentences; ``""`` where nothing is."""


@dataclass(frozen=True)
class BodyMeetings:
    namnd: Namnd
    next_meeting: Meeting | None
    """The first that is not cancelled, from today on."""


@dataclass(frozen=True)
class AddedMeetings:
    added: list[Meeting]
    skipped: list[tuple[str, dt.date]]
    """Body (its id) and day of those that were there already."""


_WITHOUT_MEETINGS = (NamndKind.REVISORER, NamndKind.BOLAG, NamndKind.FORVALTNING, NamndKind.EXTERN)
_RANKS = {NamndKind.STYRELSE: 1, NamndKind.FULLMAKTIGE: 2}
_OTHERS = 3


def bodies_with_next_meeting(register: Register, today: dt.date) -> list[BodyMeetings]:
    """The bodies that meet and have not ceased: the styrelse's utskott, the styrelse, fullmäktige, then the others.

    A body of a kind that usually has no meetings is there only if it has some.
    """
    coming: dict[str, Meeting] = {}
    meeting_ids = set()
    for meeting in sorted(register.find(Meeting), key=lambda each: each.date):
        meeting_ids.add(meeting.namnd_id)
        if meeting.date >= today and not meeting.cancelled:
            coming.setdefault(meeting.namnd_id, meeting)
    bodies = {body.id: body for body in register.find(Namnd)}
    shown = [
        body
        for body in bodies.values()
        if (body.valid_to is None or body.valid_to >= today)
        and (body.kind not in _WITHOUT_MEETINGS or body.id in meeting_ids)
    ]
    shown.sort(key=lambda body: (_rank(body, bodies), swedish_key(body.abbreviation)))
    return [BodyMeetings(body, coming.get(body.id)) for body in shown]


def _rank(body: Namnd, bodies: Mapping[str, Namnd]) -> int:
    parent = bodies.get(body.parent_id or "")
    if body.kind is NamndKind.UTSKOTT and parent is not None and parent.kind is NamndKind.STYRELSE:
        return 0
    return _RANKS.get(body.kind, _OTHERS)


def meetings_of(
    register: Register, namnd_id: str, year: int, today: dt.date, computed: Computed | None = None
) -> list[MeetingRow]:
    """The body's meetings of one year by day, each with its manusstopp, counted back as docs/regler.md says.

    ``computed``: which remisser go through which meeting by a plan that nobody has accepted; they are counted too.
    """
    namnd = present(register, Namnd, namnd_id, "Nämnden")
    meetings = sorted(register.find(Meeting, namnd_id=namnd_id), key=lambda each: (each.date, each.id))
    following = next((each.id for each in meetings if each.date >= today and not each.cancelled), None)
    days = {each.date for each in meetings if each.date.year == year}
    up = up_at(register, namnd_id, days, computed)
    rows = []
    for meeting in meetings:
        if meeting.date.year != year:
            continue
        if meeting.cancelled:
            state = MeetingState.CANCELLED
        elif meeting.date < today:
            state = MeetingState.HELD
        else:
            state = MeetingState.NEXT if meeting.id == following else MeetingState.COMING
        rows.append(_row(meeting, namnd, state, len(up.get(meeting.date, ()))))
    return rows


def meeting_days(register: Register) -> dict[str, dict[dt.date, dt.date | None]]:
    """By the body's id every day on which it meets, with its manusstopp."""
    bodies = {each.id: each for each in register.find(Namnd)}
    days: dict[str, dict[dt.date, dt.date | None]] = {}
    for meeting in register.find(Meeting):
        days.setdefault(meeting.namnd_id, {})[meeting.date] = _manusstopp(meeting, bodies[meeting.namnd_id])[1]
    return days


def _manusstopp(meeting: Meeting, namnd: Namnd) -> tuple[dt.date, dt.date]:
    """The day that is counted by the body's rule, and the manusstopp."""
    counted = meeting.date - dt.timedelta(days=namnd.manusstopp_days)
    return counted, meeting.manusstopp or back_to_working_day(counted)


def _row(meeting: Meeting, namnd: Namnd, state: MeetingState, remisser: int) -> MeetingRow:
    counted, manusstopp = _manusstopp(meeting, namnd)
    remarks = [_free_remark("Sammanträdet", meeting.date)]
    if meeting.manusstopp:
        remarks.append(_free_remark("Manusstoppet", meeting.manusstopp))
    elif manusstopp != counted:
        remarks.append(f"{_day(counted)} är {why_free(counted)}, därför är manusstoppet {_day(manusstopp)}.")
    return MeetingRow(
        meeting=meeting,
        manusstopp=manusstopp,
        by_hand=meeting.manusstopp is not None,
        justering=meeting.date + dt.timedelta(days=namnd.justering_days),
        state=state,
        remisser=remisser,
        remark=" ".join(filter(None, remarks)),
    )


def _free_remark(what: str, day: dt.date) -> str:
    reason = why_free(day)
    return f"{what} {_day(day)} är en {reason}." if reason else ""


def _day(day: dt.date) -> str:
    return in_words(day).rsplit(" ", 1)[0]


def add_meetings(register: Register, namnd_id: str, dates: Sequence[Dated]) -> Saved[AddedMeetings]:
    """Add a body's meetings in one operation; see ``add_many_meetings``."""
    return add_many_meetings(register, {namnd_id: dates})


def add_many_meetings(register: Register, dates: Mapping[str, Sequence[Dated]]) -> Saved[AddedMeetings]:
    """Add the meetings of several bodies (by id) in one operation. A day that is there already is skipped and told.

    Raises UserError where there are none, for an unknown body, and for a manusstopp after its meeting.
    """
    if not any(dates.values()):
        raise UserError("Det finns inga datum att lägga in. Skriv eller klistra in minst ett.")
    added: list[Meeting] = []
    skipped: list[tuple[str, dt.date]] = []
    notes: list[str] = []
    names = []
    for namnd_id, wanted in dates.items():
        namnd = present(register, Namnd, namnd_id, "Nämnden")
        there = {meeting.date for meeting in register.find(Meeting, namnd_id=namnd_id)}
        new: dict[dt.date, Meeting] = {}
        for date, manusstopp in wanted:
            meeting = Meeting(id=new_id(), namnd_id=namnd_id, date=date, manusstopp=manusstopp)
            _check(meeting)
            if date in there or date in new:
                skipped.append((namnd_id, date))
            else:
                new[date] = meeting
        added += new.values()
        names += [namnd.abbreviation] if new else []
        notes += _already(namnd, [date for body_id, date in skipped if body_id == namnd_id])
        notes += [note for meeting in new.values() for note in _day_notes(meeting, namnd)]
    label = f"Lade in {how_many(len(added), 'sammanträde', 'sammanträden')} för {and_list(names)}"
    with register.change(label) as change:
        change.add_all(added)
    return Saved(AddedMeetings([replace(meeting, version=1) for meeting in added], skipped), notes)


def _check(meeting: Meeting) -> None:
    check_year(meeting.date)
    fault = manusstopp_fault(meeting.date, meeting.manusstopp) or utskick_fault(meeting.date, meeting.utskick)
    if fault:
        raise UserError(fault)


def _already(namnd: Namnd, days: Sequence[dt.date]) -> list[str]:
    if not days:
        return []
    which = and_list([in_words(day) for day in sorted(set(days))])
    return [f"{namnd.abbreviation} har redan sammanträde {which}."]


def _day_notes(meeting: Meeting, namnd: Namnd) -> list[str]:
    notes = [_free_remark(f"{genitive(namnd.abbreviation)} sammanträde", meeting.date)]
    if namnd.valid_to and meeting.date > namnd.valid_to:
        notes.append(f"{namnd.abbreviation} finns bara till {in_words(namnd.valid_to)}.")
    if namnd.valid_from and meeting.date < namnd.valid_from:
        notes.append(f"{namnd.abbreviation} finns först från {in_words(namnd.valid_from)}.")
    return list(filter(None, notes))


@dataclass(frozen=True)
class MeetingChange:
    """What is to be done with a meeting, once it has been found possible."""

    namnd: Namnd
    before: Meeting
    after: Meeting | None
    """None: it is taken away."""

    @property
    def concerns_plans(self) -> bool:
        """More is changed than the day of its utskick, on which no plan stands."""
        return self.after is None or replace(self.after, utskick=self.before.utskick) != self.before

    @property
    def is_moved(self) -> bool:
        """It is held, on another day."""
        return self.after is not None and self.after.date != self.before.date

    @property
    def is_called_off(self) -> bool:
        """It was to be held and is so no longer."""
        return not self.before.cancelled and (self.after is None or self.after.cancelled)

    @property
    def label(self) -> str:
        """Of the operation."""
        name = f"{self.namnd.abbreviation} {in_words(self.before.date)}"
        if self.after is None:
            return f"Tog bort {name}"
        if self.is_called_off:
            return f"Ställde in {name}"
        return f"Flyttade {name} till {in_words(self.after.date)}" if self.is_moved else f"Ändrade {name}"

    @property
    def notes(self) -> list[str]:
        """What is odd about the new day, a sentence each."""
        if self.after is None or not self.is_moved:
            return []
        year = self.after.date.year
        other_year = [f"Det är ett annat år, {year}."] if year != self.before.date.year else []
        return [*other_year, *_day_notes(self.after, self.namnd)]

    def write(self, change: Change) -> Meeting:
        """Do it, as a part of the operation of ``change``; back comes the row as it now is, or as it last was."""
        if self.after is not None:
            return change.update(self.after)
        change.remove(self.before)
        return self.before


def checked_change(register: Register, meeting: Meeting, *, remove: bool = False) -> MeetingChange:
    """What a change of a meeting is to be, ``meeting`` being the row as read, changed; ``remove``: it is taken away.

    Raises UserError for a day on which the body has another meeting, for a manusstopp after the meeting, and where a
    meeting is to be taken away at which a decision was made.
    """
    before = present(register, Meeting, meeting.id, "Sammanträdet")
    namnd = present(register, Namnd, before.namnd_id, "Nämnden")
    if remove:
        _check_undecided(register, meeting, namnd)
        return MeetingChange(namnd, meeting, None)
    meeting = replace(meeting, namnd_id=before.namnd_id)
    _check(meeting)
    others = register.find(Meeting, namnd_id=namnd.id, date=meeting.date)
    if any(other.id != meeting.id for other in others):
        raise UserError(f"{namnd.abbreviation} har redan ett sammanträde {in_words(meeting.date)}. Välj en annan dag.")
    return MeetingChange(namnd, before, meeting)


def change_meeting(register: Register, meeting: Meeting) -> Saved[Meeting]:
    """Move a meeting, set its manusstopp, cancel it or take it up again. ``meeting`` is the row as read, changed.

    Plans don't follow (``replanning`` has them do so): the remisser that went through the old day are told. Raises
    UserError as ``checked_change`` does.
    """
    return _save(register, checked_change(register, meeting))


def _save(register: Register, changed: MeetingChange) -> Saved[Meeting]:
    notes = changed.notes
    if changed.is_moved or changed.is_called_off:
        notes += _planned_note(register, changed.before)
    with register.change(changed.label) as change:
        return Saved(changed.write(change), notes)


def _planned_note(register: Register, meeting: Meeting) -> list[str]:
    steps = register.find(PlannedStep, namnd_id=meeting.namnd_id, kind=StepKind.MEETING, date=meeting.date)
    planned = register.find(Remiss, id={step.remiss_id for step in steps})
    if not planned:
        return []
    names = and_list([name_of(remiss) for remiss in planned])
    return [f"Planerat till {in_words(meeting.date)}: {names}. Se över planen."]


def remove_meeting(register: Register, meeting: Meeting) -> Saved[Meeting]:
    """Take a meeting away. Raises UserError where a decision was made at it."""
    return _save(register, checked_change(register, meeting, remove=True))


def _check_undecided(register: Register, meeting: Meeting, namnd: Namnd) -> None:
    decisions = register.find(Decision, namnd_id=meeting.namnd_id, meeting_date=meeting.date)
    name = f"{namnd.abbreviation} {in_words(meeting.date)}"
    if decisions:
        raise UserError(
            f"{name} har {how_many(len(decisions), 'beslut', 'beslut')} och kan inte tas bort. Ta bort dem först."
        )
