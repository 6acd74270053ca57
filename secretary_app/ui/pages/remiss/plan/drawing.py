"""The plan as lines and marks of the timeline. A mark has the key of the row that says the same."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from secretary_app.domain.date_words import day
from secretary_app.domain.model import StepKind
from secretary_app.domain.planning import WITHOUT_MEETING
from secretary_app.domain.text import genitive
from secretary_app.domain.workdays import working_days_between
from secretary_app.operations.plan_rows import BodyLine, PlanOption, PlanPage, in_day_words
from secretary_app.operations.plans import StepView
from secretary_app.ui.style.shapes import State
from secretary_app.ui.widgets.date_marks import Mark, MarkKind
from secretary_app.ui.widgets.timeline import Limit, TimelineLine

LEADS_TO = "till "
"""Before the key of a row that a mark belongs to without being it."""
_MOST_LINES = 10
_ROOM = dt.timedelta(days=4)


@dataclass(frozen=True)
class Drawing:
    span: tuple[dt.date, dt.date]
    lines: list[TimelineLine]
    marks: list[Mark]
    limits: list[Limit]
    folded: int
    """How many namnder have no line of their own."""


def draw(page: PlanPage, option: PlanOption, *, whole: bool = False) -> Drawing:
    """The plan to scale, from the internremiss to the day the answer is due; ``whole``: however many the namnder."""
    drawer = _Drawer(page, option)
    folded = drawer.draw(whole=whole)
    return Drawing(drawer.span(), drawer.lines, drawer.marks, drawer.limits, folded)


class _Drawer:
    def __init__(self, page: PlanPage, option: PlanOption) -> None:
        self._page = page
        self._option = option
        self._today = page.today
        self.lines: list[TimelineLine] = []
        self.marks: list[Mark] = []
        self.limits: list[Limit] = []

    def draw(self, *, whole: bool) -> int:
        asked = [line for line in self._option.lines if line.is_asked]
        others = [line for line in self._option.lines if not line.is_asked]
        room = _MOST_LINES - len(others) - 2
        folded = 0
        if len(asked) > max(1, room) and not whole:
            asked.sort(key=lambda line: line.problem is None)
            folded = len(asked) - max(1, room)
            asked = asked[: max(1, room)]
        for line in asked:
            self._body(line)
        if folded:
            self._line(TimelineLine(f"{folded} nämnder till", "står i tabellen", strong=False), [])
        self._work(asked, others)
        self._limit(asked)
        for line in others:
            self._body(line)
        self._answer(others)
        return folded

    def span(self) -> tuple[dt.date, dt.date]:
        """From the Monday before the first mark until a few days after the last."""
        days = [day for each in self.marks for day in (each.date, each.until) if day] or [self._today]
        if not self._page.is_over and min(days) <= self._today <= max(days) + 15 * _ROOM:
            days.append(self._today)
        first = min(days)
        return first - dt.timedelta(days=first.weekday()), max(days) + _ROOM

    def _line(self, line: TimelineLine, marks: list[Mark]) -> None:
        self.marks += [replace(mark, line=len(self.lines)) for mark in marks]
        self.lines.append(line)

    def _day(self, date: dt.date) -> str:
        return day(date, self._today)

    def _body(self, line: BodyLine) -> None:
        words, state = self._words(line)
        self._line(TimelineLine(line.body, words, state), list(self._body_marks(line)))

    def _body_marks(self, line: BodyLine) -> Iterator[Mark]:
        steps = line.steps
        if (sent := steps.get(StepKind.INTERNREMISS)) is not None:
            date = sent.done or sent.step.date
            words = f"Internremiss till {line.body} {self._day(date)}"
            yield Mark(
                f"internremiss:{sent.done}", MarkKind.START, date, words if sent.done else f"{words}, ej skickad"
            )
        meeting = steps.get(StepKind.MEETING)
        if meeting is None:
            yield from self._without_meeting(line)
            return
        key, date = f"meeting:{line.namnd_id}", meeting.done or meeting.step.date
        if (papers := steps.get(StepKind.MANUSSTOPP)) is not None and not meeting.done:
            words = self._why(f"{genitive(line.body)} manusstopp {self._day(papers.step.date)}", papers)
            yield Mark(self._papers_key(line), MarkKind.MANUSSTOPP, papers.step.date, words)
        yield from self._gap(line, key)
        adjusted = self._adjusted(steps.get(StepKind.JUSTERING))
        if adjusted and adjusted > date:
            words = f"{genitive(line.body)} protokoll justeras {self._day(adjusted)}"
            yield Mark(key, MarkKind.JUSTERING, date, words, until=adjusted, is_stop=False)
        what = "beslutade" if meeting.done else "sammanträder"
        locked = ", låst för hand" if meeting.step.fixed else ""
        words = f"{line.body} {what} {self._day(date)}{locked}, {self._words(line)[0]}".rstrip(", ")
        words = self._why(words, meeting)
        yield Mark(key, MarkKind.MEETING, date, words, tone="done" if meeting.done else "ok")

    def _why(self, words: str, view: StepView) -> str:
        """With the reason why it is just then."""
        reason = in_day_words(view.step.reason, self._today)
        return f"{words}. {reason}." if reason and not view.done else words

    def _without_meeting(self, line: BodyLine) -> Iterator[Mark]:
        for kind in sorted(WITHOUT_MEETING & set(line.steps)):
            view = line.steps[kind]
            date = view.done or view.step.date
            before = "" if view.done else "senast "
            words = f"{line.body}: {kind.swedish} {before}{self._day(date)}"
            tone = "done" if view.done else "ok"
            mark = MarkKind.MEETING if view.done else MarkKind.FLAG
            yield Mark(f"{kind}:{line.namnd_id}", mark, date, self._why(words, view), tone=tone)
            return
        if (deadline := line.steps.get(StepKind.INTERNAL_DEADLINE)) is not None:
            words = self._why(f"{line.body} svarar senast {self._day(deadline.step.date)}", deadline)
            yield Mark(self._deadline_key(line), MarkKind.FLAG, deadline.step.date, words)

    def _deadline_key(self, line: BodyLine) -> str:
        """The row of the day that the body may share with others."""
        view = line.steps[StepKind.INTERNAL_DEADLINE]
        return next(row.key for row in self._option.rows if view in row.steps)

    def _papers_key(self, line: BodyLine) -> str:
        """Its own row where the owner's tjänsteskrivelse is due then; else it only leads to that of its meeting."""
        own = f"manusstopp:{line.namnd_id}"
        return own if any(row.key == own for row in self._option.rows) else f"{LEADS_TO}meeting:{line.namnd_id}"

    def _gap(self, line: BodyLine, key: str) -> Iterator[Mark]:
        """The days by which the plan falls short, from the day it would have to be."""
        if line.problem is None:
            return
        earlier, later = line.problem.between
        words = in_day_words(line.problem.reason, self._today)
        yield Mark(key, MarkKind.GAP, earlier, words, until=later, tone="late", is_stop=False)
        if line.is_late:
            yield Mark(key, MarkKind.PROPOSAL, earlier, f"{line.body} behöver sammanträda senast {self._day(earlier)}")

    @staticmethod
    def _adjusted(view: StepView | None) -> dt.date | None:
        return (view.done or view.step.date) if view is not None else None

    def _words(self, line: BodyLine) -> tuple[str, State]:
        meeting, justering = line.steps.get(StepKind.MEETING), line.steps.get(StepKind.JUSTERING)
        for kind in sorted(WITHOUT_MEETING & set(line.steps)):
            view = line.steps[kind]
            words = kind.swedish if view.done else f"{kind.swedish} senast {self._day(view.step.date)}"
            return words, State.DONE if view.done else State.NONE
        if meeting is None:
            return ("har inga sammanträden, svarar senast då" if line.is_asked else ""), State.NONE
        if meeting.done:
            return "klart", State.DONE
        if line.problem:
            days = "1 dag" if line.problem.days_short == 1 else f"{line.problem.days_short} dagar"
            return (f"{days} för sent" if line.is_late else f"{days} för kort tid"), State.LATE
        if line.is_informed:
            return "för kännedom", State.NONE
        if meeting.step.date < self._today and not self._page.is_over:
            return "har passerat utan beslut", State.LATE
        if meeting.step.immediate_justering:
            return "omedelbar justering", State.TODO
        adjusted = self._adjusted(justering)
        return (f"justeras {self._day(adjusted)}" if adjusted else ""), State.NONE

    def _work(self, asked: list[BodyLine], others: list[BodyLine]) -> None:
        """The owner's own time to write, between the namnder's answers and its first manusstopp."""
        due = next((line.steps[StepKind.MANUSSTOPP] for line in others if StepKind.MANUSSTOPP in line.steps), None)
        deadlines = [line.steps[StepKind.INTERNAL_DEADLINE].step.date for line in asked]
        if due is None or not deadlines or max(deadlines) >= due.step.date:
            return
        begin, end = max(deadlines), due.step.date
        days = working_days_between(begin, end)
        words = f"{days} {'arbetsdag' if days == 1 else 'arbetsdagar'} för {self._page.owner}"
        spoken = f"Tjänsteskrivelsen skrivs {self._day(begin)} till {self._day(end)}, {words}"
        mark = Mark(f"manusstopp:{due.namnd_id}", MarkKind.WORK, begin, spoken, until=end)
        self._line(TimelineLine("Tjänsteskrivelse", words, strong=False), [mark])

    def _limit(self, asked: list[BodyLine]) -> None:
        views = [line.steps[StepKind.INTERNAL_DEADLINE] for line in asked]
        for date in sorted({view.step.date for view in views if view.done is None}):
            self.limits.append(Limit(date, f"internt svarsdatum {self._day(date)}", 0, len(self.lines) - 1))

    def _answer(self, others: list[BodyLine]) -> None:
        """The sender's line: until when the answer must be there, and how much time is left over."""
        answer_by = self._option.plan.answer_by if self._option.plan else self._page.remiss.answer_by
        dispatch = next((line for line in others if StepKind.DISPATCH in line.steps), None)
        if answer_by is None or dispatch is None:
            return
        words = f"svar senast {self._day(answer_by)}"
        former = self._page.former[-1:]
        words += "".join(f", tidigare {self._day(date)}" for date in former if date != answer_by)
        adjusted = max(
            (view.step.date for line in others if (view := line.steps.get(StepKind.JUSTERING))), default=None
        )
        if adjusted and adjusted <= answer_by and not any(line.problem for line in self._option.lines):
            left = working_days_between(adjusted, answer_by)
            spare = f"{left} {'arbetsdags' if left == 1 else 'arbetsdagars'}" if left else "ingen"
            words += f", {spare} marginal"
        done = dispatch.steps[StepKind.DISPATCH].done
        late = not done and not self._page.is_over and answer_by < self._today
        mark = Mark(
            f"dispatch:{dispatch.namnd_id}",
            MarkKind.FLAG,
            answer_by,
            self._why(words[:1].upper() + words[1:], dispatch.steps[StepKind.DISPATCH]),
            tone="late" if late else "ok",
        )
        self._line(TimelineLine("Avsändaren", words, strong=False), [mark])
