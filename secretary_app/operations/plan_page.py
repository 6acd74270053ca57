"""The plan of a remiss as the window shows it: the same in lines to be drawn and in rows to be read."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from secretary_app.domain.date_words import day
from secretary_app.domain.model import ChainRole, Namnd, NamndKind, Remiss, RemissState, StepKind
from secretary_app.domain.planning import Plan, PlanStep, Problem
from secretary_app.domain.planning.comparison import differences
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.text import and_list, genitive
from secretary_app.operations.plan_progress import Progress
from secretary_app.operations.planning import Calendar
from secretary_app.operations.plans import PlanView, StepView, plan_view
from secretary_app.store.register import Register
from secretary_app.support.clock import today

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MEET = frozenset(
    {NamndKind.FULLMAKTIGE, NamndKind.STYRELSE, NamndKind.NAMND, NamndKind.GEMENSAM_NAMND, NamndKind.UTSKOTT}
)
_OVER = (RemissState.CLOSED, RemissState.VOID)


@dataclass(frozen=True)
class PlanRow:
    """One row of the table."""

    key: str
    """The same as long as it is the same step of the same body."""
    what: str
    """``Nämnden beslutar``."""
    who: str
    date: dt.date
    """The day it was done, else the one it is planned for."""
    manusstopp: StepView | None
    """Of a meeting: when its papers must be in."""
    why: str
    """Why just then, as short as can be."""
    reason: str
    """The same in full."""
    state: BadgeState
    step: StepView
    """The one that can be fixed."""
    has_passed: bool = False
    """Of a meeting: it has been, and nothing was decided at it."""

    @property
    def can_fix(self) -> bool:
        return self.step.can_fix

    @property
    def is_fixed(self) -> bool:
        return self.step.step.fixed


@dataclass(frozen=True)
class BodyLine:
    """One line of the drawing: a body with its steps, of each kind at most one."""

    body: str
    namnd_id: str
    is_asked: bool
    is_informed: bool
    steps: dict[StepKind, StepView]
    problem: Problem | None
    """The first of its problems."""

    @property
    def is_late(self) -> bool:
        """Its meeting comes after the day by which it must have met; else its problem is another."""
        return self.problem is not None and self.problem.reason.startswith(f"{genitive(self.body)} sammanträde ")


@dataclass(frozen=True)
class PlanOption:
    """The plan as computed, or one of its alternatives."""

    plan: Plan | None
    """None: there is none, and what is shown was kept."""
    rows: tuple[PlanRow, ...]
    lines: tuple[BodyLine, ...]
    """The bodies asked, then the owner's beredning."""
    changes: tuple[str, ...]
    """What is changed in the internremisser when it is accepted, a sentence each."""
    differs: tuple[str, ...]
    """Where a plan has been accepted: what is other in this one, a sentence each."""


@dataclass(frozen=True)
class PlanPage:
    remiss: Remiss
    owner: str
    today: dt.date
    view: PlanView
    options: tuple[PlanOption, ...]
    """The plan first, then its alternatives; never empty."""
    without_meetings: tuple[tuple[str, str], ...]
    """Bodies (id, sentence) that the plan needs and whose coming meetings are not in the register."""

    @property
    def used(self) -> int | None:
        """The place of the option that was accepted; None where none was, or what was is none of them any longer."""
        if not self.view.is_accepted:
            return None
        return next((place for place, each in enumerate(self.options) if not each.differs), None)

    @property
    def passed(self) -> PlanRow | None:
        """The first meeting of the plan that has been without a decision, where that is not told already."""
        rows = self.options[0].rows if not self.is_over else ()
        return next((row for row in rows if row.has_passed and row.state is BadgeState.LATE), None)

    @property
    def is_decided(self) -> bool:
        """All that is left to do is to send the answer."""
        return all(row.step.done for row in self.options[0].rows if row.step.step.kind is not StepKind.DISPATCH)

    @property
    def is_over(self) -> bool:
        """Nothing can be changed: the remiss is closed."""
        return self.remiss.state in _OVER


def plan_page(register: Register, remiss_id: str) -> PlanPage:
    """All that the tab Plan shows of a remiss."""
    remiss = register.get(Remiss, remiss_id)
    view = plan_view(register, remiss)
    reader = _Reader(register, remiss, view)
    plans = (view.plan, *view.plan.alternatives) if view.plan else (None,)
    options = tuple(reader.option(plan) for plan in plans)
    return PlanPage(
        remiss, reader.owner.abbreviation, reader.today, view, options, tuple(reader.without_meetings(options[0]))
    )


def in_day_words(text: str, on: dt.date) -> str:
    """The text with days as a person says them: ``2026-04-16`` becomes ``16 april``."""
    return _ISO.sub(lambda found: day(dt.date.fromisoformat(found[0]), on), text)


class _Reader:
    """What the rows and lines of one remiss are made from, read once."""

    def __init__(self, register: Register, remiss: Remiss, view: PlanView) -> None:
        self.today = today(register.clock)
        self._remiss = remiss
        self._view = view
        self._calendar = Calendar.of(register)
        self._progress = Progress(register, remiss)
        self.owner = self._calendar.bodies.by_id[remiss.owner_id]

    @cached_property
    def _roles(self) -> dict[str, ChainRole]:
        """By id the bodies of the owner's beredning."""
        chain = self._calendar.chain(self._remiss.owner_id, self._remiss.kind)
        return {step.namnd_id: step.role for step in chain} or {self._remiss.owner_id: ChainRole.DECIDES}

    def _steps(self, plan: Plan | None) -> list[StepView]:
        if plan is None or plan is self._view.plan:
            return list(self._view.steps)
        return [self._view_of(self._calendar.bodies.named(step.body), step) for step in plan.steps]

    def _view_of(self, namnd: Namnd, step: PlanStep) -> StepView:
        return StepView(namnd.id, step, self._progress.done(namnd, step.kind))

    def option(self, plan: Plan | None) -> PlanOption:
        """One plan as rows and lines."""
        steps = self._steps(plan)
        problems = {problem.body: problem for problem in reversed(plan.problems)} if plan else {}
        lines = self._lines(steps, problems)
        rows = list(self._internremiss_rows(steps))
        rows += [row for line in lines for row in self._rows(line)]
        rows.sort(key=lambda row: row.date)
        changes = tuple(self._changes(plan)) if plan else ()
        return PlanOption(plan, tuple(rows), tuple(lines), changes, self._differs(steps))

    def _differs(self, steps: Sequence[StepView]) -> tuple[str, ...]:
        if not self._view.is_accepted or self._view.plan is None:
            return ()
        kept, coming = ([each.step for each in views if each.done is None] for views in (self._view.kept, steps))
        return tuple(in_day_words(each, self.today) for each in differences(kept, coming, self.today))

    def _lines(self, steps: Sequence[StepView], problems: dict[str, Problem]) -> list[BodyLine]:
        by_body: dict[str, dict[StepKind, StepView]] = {}
        for view in steps:
            by_body.setdefault(view.namnd_id, {}).setdefault(view.step.kind, view)
        asked = {id for id, kinds in by_body.items() if StepKind.INTERNAL_DEADLINE in kinds}
        lines = []
        for id, kinds in by_body.items():
            name = self._calendar.bodies.by_id[id].abbreviation
            is_informed = self._roles.get(id) is ChainRole.INFORMED and id not in asked
            lines.append(BodyLine(name, id, id in asked, is_informed, kinds, problems.get(name)))
        places = {id: place for place, id in enumerate(self._roles)}
        lines.sort(key=lambda line: (line.namnd_id in places and not line.is_asked, places.get(line.namnd_id, 0)))
        return lines

    def _internremiss_rows(self, steps: Sequence[StepView]) -> Iterator[PlanRow]:
        """Those that went out on a day together, and those that have not."""
        groups: dict[dt.date | None, list[StepView]] = {}
        for view in steps:
            if view.step.kind is StepKind.INTERNREMISS:
                groups.setdefault(view.done, []).append(view)
        for done, views in groups.items():
            names = and_list([view.step.body for view in views])
            why = f"Skickad till {names}" if done else f"Inte skickad än till {names}"
            yield PlanRow(
                key=f"internremiss:{done}",
                what="Internremiss ut",
                who=self.owner.abbreviation,
                date=done or views[0].step.date,
                manusstopp=None,
                why=why,
                reason=why,
                state=BadgeState.DONE if done else BadgeState.NOT_SENT,
                step=views[0],
            )

    def _rows(self, line: BodyLine) -> Iterator[PlanRow]:
        manusstopp = line.steps.get(StepKind.MANUSSTOPP)
        if manusstopp is not None and line.body == self._first_of_chain:
            yield self._row(line, manusstopp, "Tjänsteskrivelse klar", who=self.owner.abbreviation)
        if (meeting := line.steps.get(StepKind.MEETING)) is not None:
            yield self._row(line, meeting, self._meeting_words(line), manusstopp=manusstopp)
        if (deadline := line.steps.get(StepKind.INTERNAL_DEADLINE)) is not None:
            yield self._row(line, deadline, "Internt svarsdatum")
        if (dispatch := line.steps.get(StepKind.DISPATCH)) is not None:
            yield self._row(line, dispatch, "Expediering")

    @cached_property
    def _first_of_chain(self) -> str:
        """The body that prepares first, whose manusstopp the owner's tjänsteskrivelse is due at."""
        bodies = self._calendar.bodies.by_id
        meeting = {view.namnd_id for view in self._view.steps if view.step.kind is StepKind.MANUSSTOPP}
        return next((bodies[id].abbreviation for id in self._roles if id in meeting), "")

    def _meeting_words(self, line: BodyLine) -> str:
        if line.is_asked:
            return "Nämnden beslutar"
        role = self._roles.get(line.namnd_id)
        if role is ChainRole.INFORMED:
            return "För kännedom"
        return f"{line.body} beslutar" if role is ChainRole.DECIDES else f"{line.body} bereder"

    def _row(
        self, line: BodyLine, view: StepView, what: str, *, who: str = "", manusstopp: StepView | None = None
    ) -> PlanRow:
        reason = in_day_words(view.step.reason, self.today)
        return PlanRow(
            key=f"{view.step.kind}:{view.namnd_id}",
            what=what,
            who=who or line.body,
            date=view.done or view.step.date,
            manusstopp=manusstopp,
            why=self._why(line, view) or reason,
            reason=reason,
            state=self._state(line, view),
            step=view,
            has_passed=view.step.kind is StepKind.MEETING and not view.done and view.step.date < self.today,
        )

    def _state(self, line: BodyLine, view: StepView) -> BadgeState:
        is_meeting = view.step.kind is StepKind.MEETING
        if view.done:
            return BadgeState.DONE
        if self._remiss.state in _OVER:
            return BadgeState.NONE
        if line.problem and is_meeting:
            return BadgeState.LATE
        if view.step.date < self.today and not line.is_informed:
            return BadgeState.LATE
        return BadgeState.INFORMED if line.is_informed and is_meeting else BadgeState.ON_TIME

    def _why(self, line: BodyLine, view: StepView) -> str:
        """Shorter words than the plan's own, where there are any."""
        if view.done:
            decides = line.is_asked or self._roles.get(line.namnd_id) is ChainRole.DECIDES
            words = "Behandlat {}" if view.step.kind is StepKind.MEETING and not decides else "Klart {}"
            words = _DONE_WORDS.get(view.step.kind, words) if decides else words
            return words.format(day(view.done, self.today))
        if line.problem and view.step.kind is StepKind.MEETING:
            return self._short_problem(line, line.problem)
        if self._state(line, view) is BadgeState.LATE:
            return _PASSED_WORDS.get(view.step.kind, "Dagen har passerat")
        if view.step.kind is StepKind.INTERNAL_DEADLINE:
            return in_day_words(view.step.reason.split(", för ")[0], self.today)
        justering = line.steps.get(StepKind.JUSTERING)
        if view.step.kind is not StepKind.MEETING or justering is None:
            return ""
        limit, what = self._limit(line)
        adjusted = justering.step.date
        if limit is None or adjusted > limit:
            return ""
        by_hand = "Låst för hand. " if view.step.fixed else ""
        if view.step.immediate_justering:
            return f"{by_hand}Omedelbar justering för att hinna till {day(limit, self.today)}"
        days = (limit - adjusted).days
        distance = {0: "samma dag som", 1: "1 dag före"}.get(days, f"{days} dagar före")
        return f"{by_hand}Justeras {day(adjusted, self.today)}, {distance} {what}"

    def _short_problem(self, line: BodyLine, problem: Problem) -> str:
        """Without the meeting's own name and day, which stand in the row, and without what the card tells."""
        reason = in_day_words(problem.reason, self.today)
        _, _, after = reason.partition(" ligger ")
        if line.is_late and after:
            return f"{after[:1].upper()}{after[1:]}"
        return reason.split(": ")[0]

    def _limit(self, line: BodyLine) -> tuple[dt.date | None, str]:
        """The day by which the body's decision must be adjusted."""
        if (deadline := line.steps.get(StepKind.INTERNAL_DEADLINE)) is not None:
            return deadline.step.date, "internt svarsdatum"
        dispatches = (view.step.date for view in self._view.steps if view.step.kind is StepKind.DISPATCH)
        return next(dispatches, None), "expedieringen"

    def _changes(self, plan: Plan) -> Iterator[str]:
        for name, date in plan.internal_deadlines.items():
            namnd = self._calendar.bodies.named(name)
            referral = self._progress.referrals.get(namnd.id)
            when = day(date, self.today)
            if referral is None:
                yield f"Internremiss till {name} förbereds, svar senast {when}"
            elif referral.deadline == date or self._progress.answered(namnd) is not None:
                continue
            elif referral.deadline is None:
                yield f"{name} får internt svarsdatum {when}"
            else:
                yield f"Internt svarsdatum för {name} flyttas från {day(referral.deadline, self.today)} till {when}"

    def without_meetings(self, option: PlanOption) -> Iterator[tuple[str, str]]:
        """Bodies that the plan needs, have something left to do and no coming meeting."""
        if self._remiss.state in _OVER:
            return
        left = {line.namnd_id for line in option.lines} | set(self._roles)
        for id in sorted(left, key=lambda id: self._calendar.bodies.by_id[id].abbreviation):
            namnd = self._calendar.bodies.by_id[id]
            days = [sitting.date for sitting in self._calendar.plan_bodies[id].sittings]
            is_done = self._progress.done(namnd, StepKind.MEETING) is not None
            if namnd.kind not in _MEET or is_done or (days and max(days) >= self.today):
                continue
            last = f" efter {day(max(days), self.today)}" if days else ""
            yield id, f"{namnd.abbreviation} saknar möten{last}."


_PASSED_WORDS = {
    StepKind.MEETING: "Har passerat utan registrerat beslut",
    StepKind.INTERNAL_DEADLINE: "Har passerat utan beslutat svar",
    StepKind.DISPATCH: "Har passerat, inget är expedierat",
}
_DONE_WORDS = {
    StepKind.MEETING: "Beslutat {}",
    StepKind.INTERNAL_DEADLINE: "Besvarat {}",
    StepKind.DISPATCH: "Expedierat {}",
}
