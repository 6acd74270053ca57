"""However the register changes and whichever files a calendar misses, it ends with what is true."""

import datetime as dt
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import (
    Decision,
    Meeting,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
    StepKind,
)
from secretary_app.operations.calendar_files import make_calendar
from secretary_app.store.change import Change
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)
DATES = st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)) | st.none()
KINDS = ("deadline", "answer by", "meeting", "cancel", "remove", "remove meeting", "decide", "close", "plan", "undo")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 99), DATES, st.booleans()), min_size=1, max_size=8)


def do(register: Register, kind: str, which: int, date: dt.date | None) -> None:
    """One change of the register."""
    remisser = [each for each in register.find(Remiss) if each.state is RemissState.OPEN] or register.find(Remiss)
    remiss = remisser[which % len(remisser)]
    referrals = register.find(Referral, remiss_id=remiss.id)
    meetings = [each for each in register.find(Meeting) if each.date > TODAY]
    meeting = meetings[which % len(meetings)]
    with register.change(kind) as change:
        match kind:
            case "deadline" if referrals:
                change.update(replace(referrals[0], deadline=date))
            case "answer by":
                change.update(replace(remiss, answer_by=date))
            case "meeting" if date:
                change.update(replace(meeting, date=date))
            case "cancel":
                change.update(replace(meeting, cancelled=not meeting.cancelled))
            case "remove" if referrals and not register.find(Response, remiss_id=remiss.id):
                change.remove(referrals[-1])
            case "remove meeting":
                change.remove(meeting)
            case "decide" if referrals:
                decide(register, change, remiss, referrals[-1].namnd_id)
            case "close":
                change.update(replace(remiss, state=RemissState.CLOSED))
            case "plan" if date:
                for step in register.find(PlannedStep, remiss_id=remiss.id):
                    change.remove(step)
                for step_kind in (StepKind.MANUSSTOPP, StepKind.DISPATCH):
                    body = meeting.namnd_id if step_kind is StepKind.MANUSSTOPP else remiss.owner_id
                    change.add(PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=body, kind=step_kind, date=date))


def decide(register: Register, change: Change, remiss: Remiss, namnd_id: str) -> None:
    """The body decides on all that is not answered yet."""
    decision = Decision(id=new_id(), remiss_id=remiss.id, namnd_id=namnd_id, meeting_date=TODAY)
    change.add(decision)
    there = {each.recommendation_id for each in register.find(Response, remiss_id=remiss.id, namnd_id=namnd_id)}
    questions = [each.id for each in register.find(Recommendation, remiss_id=remiss.id)] or [None]
    for question in questions:
        if question not in there:
            response = Response(id=new_id(), remiss_id=remiss.id, recommendation_id=question, namnd_id=namnd_id)
            change.add(replace(response, decision_id=decision.id))


def undo(register: Register, which: int) -> None:
    """Take one of the newest operations back, where that can be done; not the import of the example."""
    newest = [each for each in register.operations(4) if each.no > 1]
    if not newest:
        return
    try:
        register.undo(newest[which % len(newest)].no)
    except UserError:
        return


def read(path: Path) -> dict[str, tuple[int, dt.date, bool]]:
    """By uid the entries' sequence, day, and whether they are cancelled."""
    found = vobject.readOne(path.read_bytes().decode("utf-8")).contents.get("vevent", [])
    return {
        each.uid.value: (int(each.sequence.value), each.dtstart.value, each.status.value == "CANCELLED")
        for each in found
    }


def coming(entries: dict[str, tuple[int, dt.date, bool]]) -> dict[str, dt.date]:
    return {uid: date for uid, (_, date, cancelled) in entries.items() if not cancelled and date >= TODAY}


@given(STEPS)
@settings(max_examples=12, deadline=None)
def test_a_calendar_that_misses_files_ends_with_what_is_true(
    example_register: Path, steps: list[tuple[str, int, dt.date | None, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(example_register, Path(folder) / "register.beredd"))
        clock = dt.datetime.combine(TODAY, dt.time(9), dt.UTC)
        path = Path(folder) / "frister.ics"
        with Register.open(copy, write=True, clock=lambda: clock) as register:
            make_calendar(register, path)
            held = read(path)
            for kind, which, date, is_read in [*steps, ("undo", 0, None, True)]:
                if kind == "undo":
                    undo(register, which)
                else:
                    do(register, kind, which, date)
                if is_read:
                    make_calendar(register, path)
                    for uid, entry in read(path).items():
                        if uid in held and entry[1:] != held[uid][1:]:
                            assert entry[0] > held[uid][0], "a change that no calendar would take"
                        held[uid] = entry
            written = coming(read(path))
            assert written.items() <= coming(held).items()
            # What the file says nothing of are meetings of bodies that are concerned no longer, and they are held.
            meetings = {each.id: each for each in register.find(Meeting, cancelled=False)}
            for uid in coming(held).keys() - written.keys():
                kind, _, id_ = uid.removesuffix("@beredd").partition("-")
                assert kind in ("meeting", "manusstopp")
                assert kind == "manusstopp" or held[uid][1] == meetings[id_].date
                assert id_ in meetings
