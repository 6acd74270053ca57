"""What a meeting that is moved, called off or held after all touches, seen before anything is saved.

Of every remiss that is not closed: the plan that is used beside the one that the changed calendar gives, the internal
deadlines that would move, what stays since it was set by hand or decided, and what would not fit any longer.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Decision, Meeting, PlannedStep, Referral, Remiss, RemissState, StepKind
from secretary_app.domain.planning import Plan, PlanStep
from secretary_app.domain.planning.comparison import compare, step_name
from secretary_app.domain.text import and_list
from secretary_app.operations.editing import how_many, paragraph_of
from secretary_app.operations.editing_meetings import MeetingChange
from secretary_app.operations.plan_progress import Progress as Done
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plan_rows import in_day_words
from secretary_app.operations.planning import Calendar
from secretary_app.operations.plans import kept_step
from secretary_app.store.ahead import ReadAhead
from secretary_app.store.register import Register
from secretary_app.store.rows import much_is_made
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress

_OPEN = [RemissState.OPEN, RemissState.ANSWERED]
_FOLLOWS = (StepKind.INTERNREMISS, StepKind.JUSTERING)
"""What is nothing of its own in a plan."""
_EVERY = 50
"""So many plans are made between two looks at whether to stop."""


@dataclass(frozen=True)
class Move:
    """A step of a plan that would lie on another day, or the same one of several bodies."""

    kind: StepKind
    bodies: tuple[str, ...]
    old: dt.date | None
    """None: there was none."""
    new: dt.date | None
    """None: it is not needed any longer."""
    needs_immediate: bool | None = None
    """Of a meeting that stays on its day: whether it needs omedelbar justering then; else None."""
    papers: dt.date | None = None
    """Of a meeting: the day by which its papers are then due."""

    def words(self, on: dt.date) -> str:
        """``KSAU 5 maj → 12 maj``, ``internt svarsdatum SBN och BUN 2 april → 9 april``; ``on``: the present day."""
        days = list(dict.fromkeys(day(each, on) for each in (self.old, self.new) if each))
        words = f"{self._name} {' → '.join(days)}"
        if self.needs_immediate is not None:
            return f"{words} behöver {'' if self.needs_immediate else 'inte längre '}omedelbar justering"
        if self.old is None:
            return f"{words} tillkommer"
        return f"{words} utgår" if self.new is None else words

    @property
    def _name(self) -> str:
        bodies = and_list(self.bodies)
        match self.kind:
            case StepKind.MEETING:
                return bodies
            case StepKind.MANUSSTOPP:
                return f"manusstopp {bodies}"
            case StepKind.INTERNAL_DEADLINE:
                return f"internt svarsdatum {bodies}"
            case StepKind.DISPATCH:
                return "expediering"
        return step_name(bodies, self.kind)


@dataclass(frozen=True)
class TouchedRemiss:
    remiss: Remiss
    moves: tuple[Move, ...]
    """By day; empty where nothing of the plan would move."""
    stays: tuple[Move, ...]
    """The coming steps that stay where they are."""
    held: tuple[str, ...]
    """What stands at the meeting and does not follow it, a sentence each."""
    problems: tuple[str, ...]
    """What does not fit any longer, a sentence each; not what did not fit before."""
    told: tuple[str, ...]
    """The namnder whose internremiss has gone out and whose deadline would move."""
    plan: Plan | None
    """As it would be, without remedies; None where there is none."""
    is_used: bool
    """A plan was accepted. Else only the deadlines that were set by the one computed would move."""

    @property
    def can_follow(self) -> bool:
        """There is something that can be moved with the meeting."""
        return self.plan is not None and bool(self.moves)


@dataclass(frozen=True)
class Touched:
    change: MeetingChange
    remisser: tuple[TouchedRemiss, ...]
    """Those with problems first, then by the day they are to be answered."""
    seen_at: int
    """The last operation of the register that was read."""

    def sentence(self, on: dt.date) -> str:
        """``KSAU flyttas från 5 maj till 12 maj. Det berör 4 remisser.``"""
        number = len(self.remisser)
        touches = f"Det berör {how_many(number, 'remiss', 'remisser')}." if number else "Det berör ingen remiss."
        return f"{change_words(self.change, on)}. {touches}"


def change_words(change: MeetingChange, on: dt.date) -> str:
    """What is done, as a sentence without its full stop: ``KSAU flyttas från 5 maj till 12 maj``."""
    name, old, after = change.namnd.abbreviation, day(change.before.date, on), change.after
    if after is None:
        return f"{name} {old} tas bort"
    if change.is_called_off:
        return f"{name} {old} ställs in"
    if change.is_moved:
        return f"{name} flyttas från {old} till {day(after.date, on)}"
    if change.before.cancelled and not after.cancelled:
        return f"{name} {old} hålls igen"
    return f"Manusstopp till {name} {old} ändras"


def why_moved(change: MeetingChange, on: dt.date) -> str:
    """The reason that is kept with a deadline that moves: ``KSAU flyttades till 12 maj``."""
    name, old, after = change.namnd.abbreviation, day(change.before.date, on), change.after
    if after is None:
        return f"{name} {old} togs bort"
    if change.is_called_off:
        return f"{name} {old} ställdes in"
    if change.is_moved:
        return f"{name} flyttades till {day(after.date, on)}"
    if change.before.cancelled and not after.cancelled:
        return f"{name} {old} hålls igen"
    return f"Manusstopp till {name} {old} ändrades"


def touched_by(register: Register, change: MeetingChange, progress: Progress = no_progress) -> Touched:
    """Every open remiss whose dates stand at the meeting, or would be others with the changed calendar."""
    seen_at = register.operations(1)[0].no
    with much_is_made():
        found = list(_Preview(register, change).touched(progress)) if change.concerns_plans else []
    far = dt.date.max
    found.sort(key=lambda each: (not each.problems, each.remiss.answer_by or far, each.remiss.diarienummer))
    return Touched(change, tuple(found), seen_at)


def calendar_after(register: Register, change: MeetingChange) -> list[Meeting]:
    """All meetings, as they would be."""
    others = [each for each in register.find(Meeting) if each.id != change.before.id]
    return others if change.after is None else [*others, change.after]


@dataclass(frozen=True)
class _Seen:
    """A remiss's plan as one calendar gives it, beside what is kept of it."""

    plan: Plan | None
    why_not: str
    kept: tuple[PlanStep, ...]
    """The accepted plan's steps, and those set by hand, that have not happened."""
    coming: tuple[PlanStep, ...]
    """The computed one's."""
    is_used: bool


class _Preview:
    """The remisser that the meeting can have to do with, and both calendars."""

    def __init__(self, register: Register, change: MeetingChange) -> None:
        self._change = change
        self._on = today(register.clock)
        self._before = Calendar.of(register, steps_only=True)
        self._ids = {body.abbreviation: body.id for body in self._before.bodies.all}
        at_it = register.find(Decision, namnd_id=change.namnd.id, meeting_date=change.before.date)
        self._decisions = {each.remiss_id: each for each in at_it}
        remisser = register.find(Remiss, state=_OPEN)
        ids = [each.id for each in remisser]
        self._register = ReadAhead(register, ids, calendar_after(register, change))
        bodies = _bodies_with_dates(self._register, ids)
        self._remisser = [
            each for each in remisser if each.id in self._decisions or self._may_touch(each, bodies.get(each.id))
        ]
        self._after = Calendar.of(self._register, steps_only=True)

    def _may_touch(self, remiss: Remiss, bodies: set[str] | None) -> bool:
        """It has dates that can hang on the body's meetings."""
        if bodies is None:
            return False
        bodies = bodies | {remiss.owner_id}
        chains = (self._before.chain(body, remiss.kind) for body in bodies)
        return self._change.namnd.id in bodies.union(link.namnd_id for chain in chains for link in chain)

    def touched(self, progress: Progress) -> Iterator[TouchedRemiss]:
        total = len(self._remisser)
        for place, remiss in enumerate(self._remisser):
            if place % _EVERY == 0:
                progress(place, total, "Räknar om planerna")
            found = self._of(remiss)
            if found is not None:
                yield found

    def _of(self, remiss: Remiss) -> TouchedRemiss | None:
        after = self._seen(remiss, self._after)
        earlier = cache(partial(self._seen, remiss, self._before))
        held = tuple(self._held(remiss, after))
        if not after.is_used:
            moves = tuple(self._without_plan(remiss, earlier(), after))
        else:
            moves = tuple(self._moves(remiss, after)) if self._is_touched(after, earlier) else ()
        if not moves and not held:
            return None
        return TouchedRemiss(
            remiss=remiss,
            moves=tuple(sorted(moves, key=self._place)),
            stays=tuple(_stays(moves, after.coming)),
            held=held,
            problems=tuple(self._problems(after, earlier)),
            told=self._told(remiss, moves),
            plan=after.plan,
            is_used=after.is_used,
        )

    def _is_touched(self, after: _Seen, earlier: Callable[[], _Seen]) -> bool:
        """The plan stands at the meeting, or becomes another because of it and had not already."""
        if self._stands_at(after.kept):
            return True
        return _days(after.kept) != _days(after.coming) and _days(earlier().coming) != _days(after.coming)

    def _seen(self, remiss: Remiss, calendar: Calendar) -> _Seen:
        progress = Done(self._register, remiss)
        rows = self._register.find(PlannedStep, remiss_id=remiss.id)
        kept = tuple(kept_step(row, calendar.bodies) for row in rows if not self._is_done(progress, row))
        is_used = any(not row.fixed for row in rows)
        try:
            plan = plan_now(self._register, remiss, calendar=calendar, progress=progress)
        except UserError as error:
            return _Seen(None, error.message, kept, (), is_used)
        happened = {(step.body, step.kind, step.date) for step in plan.steps if step.done}
        kept = tuple(step for step in kept if (step.body, step.kind, step.date) not in happened)
        return _Seen(plan, "", kept, tuple(step for step in plan.steps if not step.done), is_used)

    def _is_done(self, progress: Done, row: PlannedStep) -> bool:
        return progress.done(self._before.bodies.by_id[row.namnd_id], row.kind) is not None

    def _place(self, move: Move) -> tuple[bool, bool, dt.date]:
        """The meeting itself first, then what the namnder are to be told, then the rest by day."""
        is_it = move.kind is StepKind.MEETING and move.bodies == (self._change.namnd.abbreviation,)
        return not is_it, move.kind is not StepKind.INTERNAL_DEADLINE, move.old or move.new or dt.date.max

    def _stands_at(self, steps: Iterable[PlanStep]) -> bool:
        at = (self._change.namnd.abbreviation, StepKind.MEETING, self._change.before.date)
        return any((step.body, step.kind, step.date) == at for step in steps)

    def _held(self, remiss: Remiss, seen: _Seen) -> Iterator[str]:
        """What was decided at the meeting or set on its day by hand, and so stays on it."""
        if not self._change.is_moved and not self._change.is_called_off:
            return
        name = f"{self._change.namnd.abbreviation} {day(self._change.before.date, self._on)}"
        decision = self._decisions.get(remiss.id)
        if decision is not None:
            yield f"Beslutet {paragraph_of(decision)} står kvar på {name}: rätta dagen i beslutet om den blev en annan"
        if self._stands_at(step for step in seen.kept if step.fixed):
            yield f"{name} är låst i planen och ligger kvar: lås upp det under Plan"
        if seen.plan is None and self._stands_at(seen.kept):
            yield seen.why_not.rstrip(".")

    def _moves(self, remiss: Remiss, after: _Seen) -> Iterator[Move]:
        """Internal deadlines as they stand in the internremisser, everything else as in the plan."""
        if after.plan is None:
            return
        yield from _steps_moved(after.kept, after.coming)
        referrals = self._referrals(remiss)
        kept = {step.body: step.date for step in after.kept if step.kind is StepKind.INTERNAL_DEADLINE}
        old = {}
        for name in after.plan.internal_deadlines:
            referral = referrals.get(self._ids[name])
            old[name] = referral.deadline if referral else kept.get(name)
        yield from _deadlines(old, after.plan.internal_deadlines)

    def _without_plan(self, remiss: Remiss, before: _Seen, after: _Seen) -> Iterator[Move]:
        """Where no plan is used: the deadlines that lie where the computed one has them, and would move with it."""
        if before.plan is None or after.plan is None:
            return
        referrals, planned = self._referrals(remiss), before.plan.internal_deadlines
        old: dict[str, dt.date | None] = {}
        for name in after.plan.internal_deadlines:
            referral = referrals.get(self._ids[name])
            if referral is not None and referral.deadline is not None and referral.deadline == planned.get(name):
                old[name] = referral.deadline
        deadlines = list(_deadlines(old, after.plan.internal_deadlines))
        if deadlines:
            yield from _steps_moved(before.coming, after.coming)
        yield from deadlines

    def _referrals(self, remiss: Remiss) -> dict[str, Referral]:
        return {each.namnd_id: each for each in self._register.find(Referral, remiss_id=remiss.id)}

    def _told(self, remiss: Remiss, moves: Iterable[Move]) -> tuple[str, ...]:
        referrals = self._referrals(remiss)
        names = [name for move in moves if move.kind is StepKind.INTERNAL_DEADLINE for name in move.bodies]
        return tuple(name for name in names if (found := referrals.get(self._ids[name])) is not None and found.sent)

    def _problems(self, after: _Seen, earlier: Callable[[], _Seen]) -> Iterator[str]:
        if after.plan is None or not after.plan.problems:
            return
        plan = earlier().plan
        known = {each.reason for each in plan.problems} if plan else set()
        for reason in dict.fromkeys(each.reason for each in after.plan.problems):
            if reason not in known:
                yield in_day_words(reason, self._on)


def _bodies_with_dates(register: Register, remiss_ids: Sequence[str]) -> dict[str, set[str]]:
    """By remiss the bodies that have a planned step or an internremiss; only where some date has been set."""
    bodies = defaultdict[str, set[str]](set)
    dated = set()
    for step in register.find(PlannedStep, remiss_id=remiss_ids):
        bodies[step.remiss_id].add(step.namnd_id)
        dated.add(step.remiss_id)
    for referral in register.find(Referral, remiss_id=remiss_ids):
        bodies[referral.remiss_id].add(referral.namnd_id)
        if referral.deadline is not None:
            dated.add(referral.remiss_id)
    return {id: bodies[id] for id in dated}


def _steps_moved(before: Iterable[PlanStep], after: Sequence[PlanStep]) -> Iterator[Move]:
    """All that is another in the plan but its internal deadlines."""
    papers = {step.body: step.date for step in after if step.kind is StepKind.MANUSSTOPP}
    for each in compare(before, after):
        if each.kind is not StepKind.INTERNAL_DEADLINE:
            due = papers.get(each.body) if each.kind is StepKind.MEETING and each.was != each.becomes else None
            yield Move(each.kind, (each.body,), each.was, each.becomes, each.needs_immediate, due)


def _deadlines(old: Mapping[str, dt.date | None], new: Mapping[str, dt.date]) -> Iterator[Move]:
    """The internal deadlines that move, those between the same days together."""
    moved = defaultdict[tuple[dt.date | None, dt.date], list[str]](list)
    for name, before in old.items():
        if before != new[name]:
            moved[before, new[name]].append(name)
    for (before, after), names in moved.items():
        yield Move(StepKind.INTERNAL_DEADLINE, tuple(names), before, after)


def _days(steps: Iterable[PlanStep]) -> set[tuple[str, StepKind, dt.date]]:
    return {(step.body, step.kind, step.date) for step in steps if step.kind not in _FOLLOWS}


def _stays(moves: Sequence[Move], steps: Iterable[PlanStep]) -> Iterator[Move]:
    """The meetings to come and the dispatch that stay where they are."""
    moved = {(body, move.kind) for move in moves for body in move.bodies}
    for step in steps:
        if step.kind in (StepKind.MEETING, StepKind.DISPATCH) and (step.body, step.kind) not in moved:
            yield Move(step.kind, (step.body,), step.date, step.date)
