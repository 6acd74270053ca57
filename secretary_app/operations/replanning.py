"""A meeting changed together with the plans that it touches: one operation, with one undo."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.model import Meeting, Referral, StepKind
from secretary_app.domain.text import and_list
from secretary_app.operations.editing import how_many
from secretary_app.operations.editing_meetings import MeetingChange, checked_change
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plan_rows import in_day_words
from secretary_app.operations.planning import Calendar
from secretary_app.operations.plans import use_plan
from secretary_app.operations.referring import moved_deadline
from secretary_app.operations.telling_moved import MovedDeadline, whom
from secretary_app.operations.touched import Touched, TouchedRemiss, calendar_after, touched_by, why_moved
from secretary_app.store.ahead import ReadAhead
from secretary_app.store.change import Change
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.progress import Progress, no_progress

_EVERY = 20
"""So many plans are saved between two looks at whether to stop."""
_NAMED = 5
"""So many remisser are named in a notice, of more their number."""


@dataclass(frozen=True)
class Replanned:
    """What was done with a meeting and the plans."""

    meeting: Meeting
    remisser: int
    """How many plans followed it."""
    notes: tuple[str, ...]
    """What one should know of it, a sentence each."""
    moved: tuple[MovedDeadline, ...]
    """The deadlines that moved in internremisser which have gone out."""


def preview_change(
    register: Register, meeting: Meeting, *, remove: bool = False, progress: Progress = no_progress
) -> Touched:
    """What it would touch to have the meeting be as in ``meeting``, the row as read, changed, or to take it away.

    Nothing is saved. Raises UserError as ``checked_change`` does, and what ``progress`` raises.
    """
    return touched_by(register, checked_change(register, meeting, remove=remove), progress)


def change_with_plans(
    register: Register, touched: Touched, remiss_ids: Collection[str], progress: Progress = no_progress
) -> Replanned:
    """Change the meeting and have the plans of these remisser follow, as one operation.

    A deadline that moves keeps its old day with the reason. They follow as ``touched`` showed it; where the register
    has been changed since, as it is worked out anew. What was set by hand stays. Raises UserError as
    ``checked_change`` does, and what ``progress`` raises: nothing is changed.
    """
    if register.operations(1)[0].no != touched.seen_at:
        seen = touched.change
        meeting = seen.before if seen.after is None else seen.after
        touched = preview_change(register, meeting, remove=seen.after is None)
    wanted = set(remiss_ids)
    follow = [each for each in touched.remisser if each.remiss.id in wanted and each.can_follow]
    change, on = touched.change, today(register.clock)
    ahead = ReadAhead(register, [each.remiss.id for each in follow], calendar_after(register, change))
    reason = why_moved(change, on)
    label = f"{change.label} och räknade om {how_many(len(follow), 'plan', 'planer')}" if follow else change.label
    with register.change(label) as written:
        meeting = change.write(written)
        for place, each in enumerate(follow):
            if place % _EVERY == 0:
                progress(place, len(follow), "Sparar planerna")
            _follow(ahead, written, each, reason)
    followed = {each.remiss.id for each in follow}
    left = [each for each in touched.remisser if each.remiss.id not in followed]
    moved = tuple(_moved(follow, Bodies.of(register)))
    return Replanned(meeting, len(follow), tuple(_notes(change, follow, left, moved)), moved)


def _moved(follow: Sequence[TouchedRemiss], bodies: Bodies) -> Iterator[MovedDeadline]:
    for each in follow:
        for move in each.moves:
            if move.kind is StepKind.INTERNAL_DEADLINE and move.new is not None:
                for name in move.bodies:
                    if name in each.told:
                        yield MovedDeadline(each.remiss, bodies.named(name), move.old, move.new)


def _follow(register: Register, change: Change, touched: TouchedRemiss, reason: str) -> None:
    assert touched.plan is not None
    if touched.is_used:
        use_plan(register, change, touched.remiss, touched.plan, reason=reason)
        return
    bodies = Bodies.of(register)
    referrals = {each.namnd_id: each for each in register.find(Referral, remiss_id=touched.remiss.id)}
    for move in touched.moves:
        if move.kind is StepKind.INTERNAL_DEADLINE:
            for name in move.bodies:
                referral = referrals[bodies.named(name).id]
                change.add(moved_deadline(referral, move.new, reason))
                change.update(replace(referral, deadline=move.new))


def _notes(
    change: MeetingChange,
    follow: Sequence[TouchedRemiss],
    left: Sequence[TouchedRemiss],
    moved: Sequence[MovedDeadline],
) -> Iterator[str]:
    yield from change.notes
    if moved:
        yield f"Säg till {whom(moved)}: interna svarsdatum är flyttade i internremisser som redan är skickade."
    problems = [each for each in follow if each.problems]
    if problems:
        yield f"{_plans(problems)} går inte ihop."
    if left:
        yield f"{_plans(left)} räknades inte om. Se över {'den' if len(left) == 1 else 'dem'}."


def _plans(of: Sequence[TouchedRemiss]) -> str:
    names = [name_of(each.remiss) for each in of]
    if len(names) > _NAMED:
        return f"{len(names)} planer"
    return f"{'Planen' if len(names) == 1 else 'Planerna'} för {and_list(names)}"


def remedies_of(register: Register, touched: Touched, remiss_id: str) -> list[str]:
    """What alone would make one of the new problems of a touched remiss fit, after the change; a sentence each."""
    found = next(each for each in touched.remisser if each.remiss.id == remiss_id)
    ahead = ReadAhead(register, [remiss_id], calendar_after(register, touched.change))
    problems = plan_now(ahead, found.remiss, calendar=Calendar.of(ahead)).problems
    on = today(register.clock)
    new = [each for each in problems if in_day_words(each.reason, on) in found.problems]
    return list(dict.fromkeys(in_day_words(remedy.text, on) for problem in new for remedy in problem.remedies))
