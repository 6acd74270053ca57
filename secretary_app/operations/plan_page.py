"""The plan of a remiss as the window shows it: the same in lines to be drawn and in rows to be read."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from secretary_app.domain.date_words import day
from secretary_app.domain.model import ChainRole, DeadlineChange, NamndKind, Remiss, StepKind
from secretary_app.domain.planning import WITHOUT_MEETING, Plan, Problem, ProblemKind, Remedy
from secretary_app.domain.planning.comparison import Difference, compare
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.text import and_list
from secretary_app.operations.extension import requested
from secretary_app.operations.plan_in_short import plan_in_short
from secretary_app.operations.plan_progress import Progress
from secretary_app.operations.plan_remedies import plan_with
from secretary_app.operations.plan_rows import OVER, BodyLine, PlanOption, PlanPage, PlanRow, in_day_words
from secretary_app.operations.planning import Calendar
from secretary_app.operations.plans import PlanView, StepView, plan_view, step_view, still_to_come
from secretary_app.store.register import Register
from secretary_app.support.clock import today

_MEET = frozenset(
    {NamndKind.FULLMAKTIGE, NamndKind.STYRELSE, NamndKind.NAMND, NamndKind.GEMENSAM_NAMND, NamndKind.UTSKOTT}
)


def plan_page(register: Register, remiss_id: str) -> PlanPage:
    """All that the tab Plan shows of a remiss."""
    remiss = register.get(Remiss, remiss_id)
    view = plan_view(register, remiss)
    reader = _Reader(register, remiss, view)
    plans = (view.plan, *view.plan.alternatives) if view.plan else (None,)
    options = tuple(reader.option(plan) for plan in plans)
    without_meetings = tuple(reader.without_meetings(options[0]))
    asked = tuple(requested(register, remiss)) if remiss.state not in OVER else ()
    owner = reader.owner.abbreviation
    return PlanPage(remiss, owner, reader.today, view, options, without_meetings, asked, reader.overdue)


def tried_remedies(register: Register, remiss_id: str, remedies: Sequence[Remedy]) -> tuple[PlanOption, ...]:
    """For each remedy the plan that it would give, to be looked at before it is used."""
    remiss = register.get(Remiss, remiss_id)
    reader = _Reader(register, remiss, plan_view(register, remiss))
    return tuple(reader.option(plan_with(register, remiss, remedy)) for remedy in remedies)


class _Reader:
    """What the rows and lines of one remiss are made from, read once."""

    def __init__(self, register: Register, remiss: Remiss, view: PlanView) -> None:
        self.today = today(register.clock)
        self._remiss = remiss
        self._view = view
        self._calendar = Calendar.of(register)
        self._progress = Progress(register, remiss)
        self._plan: Plan | None = None
        self._limits: Sequence[StepView] = ()
        """Of the plan that is being read: itself, and when the answers of its bodies are sent."""
        self.owner = self._calendar.bodies.by_id[remiss.owner_id]
        self._former: dict[str | None, list[dt.date]] = {}
        for each in register.find(DeadlineChange, remiss_id=remiss.id):
            self._former.setdefault(each.referral_id, []).extend([each.old] if each.old else [])

    @cached_property
    def _roles(self) -> dict[str, ChainRole]:
        """By id the bodies of the owner's beredning."""
        chain = self._calendar.chain(self._remiss.owner_id, self._remiss.kind)
        return {step.namnd_id: step.role for step in chain} or {self._remiss.owner_id: ChainRole.DECIDES}

    def _steps(self, plan: Plan | None) -> list[StepView]:
        if plan is None or plan is self._view.plan:
            return list(self._view.steps)
        return [step_view(step, self._calendar.bodies) for step in plan.steps]

    def option(self, plan: Plan | None) -> PlanOption:
        """One plan as rows and lines."""
        steps = self._steps(plan)
        self._plan, self._limits = plan, [each for each in steps if each.step.kind is StepKind.DISPATCH]
        told = [each for each in plan.problems if each.kind is not ProblemKind.PASSED] if plan else []
        problems = {problem.body: problem for problem in reversed(told)}
        lines = self._lines(steps, problems)
        rows = list(self._internremiss_rows(steps))
        rows += [row for line in lines for row in self._rows(line)]
        rows += self._deadline_rows(lines)
        rows.sort(key=lambda row: row.date)
        changes = tuple(self._changes(plan)) if plan else ()
        gives = plan_in_short(plan, steps, self._roles, self.today) if plan else ""
        return PlanOption(plan, tuple(rows), tuple(lines), changes, self._differs(steps), gives)

    def _differs(self, steps: Sequence[StepView]) -> tuple[Difference, ...]:
        if not self._view.is_accepted or self._view.plan is None:
            return ()
        kept, coming = still_to_come(self._view.kept, steps), still_to_come(steps)
        return tuple(compare(kept, coming, with_papers=True))

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
            row = self._row(line, meeting, self._meeting_words(line), manusstopp=manusstopp)
            yield replace(row, offers=tuple(self._offers(line)), agreed=self._at_once(line))
        for kind in sorted(WITHOUT_MEETING & set(line.steps)):
            row = self._row(line, line.steps[kind], kind.swedish.capitalize())
            yield replace(row, agreed=kind if line.steps[kind].is_agreed else None)
        if (dispatch := line.steps.get(StepKind.DISPATCH)) is not None:
            own = line.namnd_id == self._remiss.owner_id
            former = self._former.get(None, []) if own else self._former_of(line.namnd_id)
            yield replace(self._row(line, dispatch, "Expediering"), former=tuple(former))

    @staticmethod
    def _at_once(line: BodyLine) -> StepKind | None:
        """Omedelbar justering is agreed on."""
        justering = line.steps.get(StepKind.JUSTERING)
        return StepKind.JUSTERING if justering and justering.step.fixed and not justering.done else None

    def _offers(self, line: BodyLine) -> Iterator[StepKind]:
        """What the body that decides can do otherwise than meet as usual."""
        if line.steps[StepKind.MEETING].done or StepKind.JUSTERING not in line.steps:
            return
        namnd = self._calendar.bodies.by_id[line.namnd_id]
        if namnd.justering_days and self._at_once(line) is None:
            yield StepKind.JUSTERING
        if namnd.kind is not NamndKind.FULLMAKTIGE:
            yield StepKind.CHAIR_DECISION
        if line.is_asked:
            yield StepKind.ADMINISTRATION

    def _deadline_rows(self, lines: Sequence[BodyLine]) -> Iterator[PlanRow]:
        """Those on the same day are one row, as long as they are done or fixed alike."""
        groups: dict[tuple[dt.date, bool, bool], list[BodyLine]] = {}
        for line in lines:
            if (view := line.steps.get(StepKind.INTERNAL_DEADLINE)) is not None:
                groups.setdefault((view.step.date, bool(view.done), view.step.fixed), []).append(line)
        for group in groups.values():
            views = [line.steps[StepKind.INTERNAL_DEADLINE] for line in group]
            row = self._row(group[0], views[0], "Internt svarsdatum", who=", ".join(line.body for line in group))
            key = f"{StepKind.INTERNAL_DEADLINE}:{'+'.join(view.namnd_id for view in views)}"
            former = [date for view in views for date in self._former_of(view.namnd_id)]
            yield replace(row, key=key, twins=tuple(views[1:]), former=tuple(dict.fromkeys(former)))

    def _former_of(self, namnd_id: str) -> list[dt.date]:
        referral = self._progress.referrals.get(namnd_id)
        return self._former.get(referral.id, []) if referral else []

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
        # One that answers the sender directly decides on its own answer.
        decides = role is ChainRole.DECIDES or (role is None and StepKind.DISPATCH in line.steps)
        return f"{line.body} beslutar" if decides else f"{line.body} bereder"

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
        )

    def _state(self, line: BodyLine, view: StepView) -> BadgeState:
        is_meeting = view.step.kind is StepKind.MEETING
        if view.done:
            return BadgeState.DONE
        if self._remiss.state in OVER:
            return BadgeState.NONE
        if line.problem and is_meeting:
            return BadgeState.LATE
        if view.step.date < self.today and not line.is_informed:
            return BadgeState.LATE
        if view.step.kind is StepKind.DISPATCH and self._is_passed:
            return BadgeState.LATE
        return BadgeState.INFORMED if line.is_informed and is_meeting else BadgeState.ON_TIME

    def _why(self, line: BodyLine, view: StepView) -> str:
        """Shorter words than the plan's own, where there are any."""
        if view.done:
            decides = line.is_asked or StepKind.DISPATCH in line.steps
            decides = decides or self._roles.get(line.namnd_id) is ChainRole.DECIDES
            words = "Behandlat {}" if view.step.kind is StepKind.MEETING and not decides else "Klart {}"
            words = _DONE_WORDS.get(view.step.kind, words) if decides else words
            paragraph = self._progress.paragraph(line.namnd_id) if view.step.kind is StepKind.MEETING else ""
            return words.format(f"{day(view.done, self.today)}{f', § {paragraph}' if paragraph else ''}")
        if line.problem and view.step.kind is StepKind.MEETING:
            return in_day_words(line.problem.brief, self.today)
        if view.step.date < self.today and self._state(line, view) is BadgeState.LATE:
            return _PASSED_WORDS.get(view.step.kind, "Dagen har passerat")
        answer_by = self._plan.answer_by if self._plan else self._remiss.answer_by
        if view.step.kind is StepKind.DISPATCH and self._remiss.state not in OVER and answer_by:
            return f"Svarsdatumet {day(answer_by, self.today)} har passerat" if answer_by < self.today else ""
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
        if self._at_once(line):
            days = _distance((limit - adjusted).days, what)
            return f"{by_hand}Omedelbar justering är bestämd, {days}"
        if view.step.immediate_justering:
            return f"{by_hand}Omedelbar justering för att hinna till {day(limit, self.today)}"
        return f"{by_hand}Justeras {day(adjusted, self.today)}, {_distance((limit - adjusted).days, what)}"

    @property
    def overdue(self) -> frozenset[str]:
        referrals = self._progress.referrals.values()
        return frozenset(each.namnd_id for each in referrals if each.deadline and each.deadline < self.today)

    @property
    def _is_passed(self) -> bool:
        """The answer-by date has passed before all was done."""
        return self._plan is not None and any(each.kind is ProblemKind.PASSED for each in self._plan.problems)

    def _limit(self, line: BodyLine) -> tuple[dt.date | None, str]:
        """The day by which the body's decision must be adjusted."""
        if (deadline := line.steps.get(StepKind.INTERNAL_DEADLINE)) is not None:
            return deadline.step.date, "internt svarsdatum"
        return next((view.step.date for view in self._limits), None), "expedieringen"

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
        if self._remiss.state in OVER:
            return
        left = {line.namnd_id for line in option.lines} | set(self._roles)
        for id in sorted(left, key=lambda id: self._calendar.bodies.by_id[id].abbreviation):
            namnd = self._calendar.bodies.by_id[id]
            days = [sitting.date for sitting in self._calendar.plan_bodies[id].sittings]
            kinds = set().union(*(line.steps for line in option.lines if line.namnd_id == id))
            is_done = bool(kinds & WITHOUT_MEETING) or self._progress.done(namnd, StepKind.MEETING) is not None
            if namnd.kind not in _MEET or is_done or (days and max(days) >= self.today):
                continue
            last = f" efter {day(max(days), self.today)}" if days else ""
            yield id, f"{namnd.abbreviation} saknar möten{last}."


def _distance(days: int, what: str) -> str:
    distance = {0: "samma dag som", 1: "1 dag före"}.get(days, f"{days} dagar före")
    return f"{distance} {what}"


_PASSED_WORDS = {
    StepKind.CHAIR_DECISION: "Har passerat utan registrerat beslut",
    StepKind.ADMINISTRATION: "Har passerat utan registrerat svar",
    StepKind.MEETING: "Har passerat utan registrerat beslut",
    StepKind.INTERNAL_DEADLINE: "Har passerat utan beslutat svar",
    StepKind.DISPATCH: "Har passerat, inget är expedierat",
}
_DONE_WORDS = {
    StepKind.MEETING: "Beslutat {}",
    StepKind.INTERNAL_DEADLINE: "Besvarat {}",
    StepKind.DISPATCH: "Expedierat {}",
    StepKind.CHAIR_DECISION: "Beslutat {}",
    StepKind.ADMINISTRATION: "Besvarat {}",
}
