"""How a remiss stands, as the list of remisser shows it: the badge of each namnd, the next deadline, the status.

Pure rules over ``overview_facts``. They agree with the status list (``status_list``): what is late there is late here.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from secretary_app.domain.deadlines import DeadlineState, deadline_state
from secretary_app.domain.model import RemissState, StepKind
from secretary_app.domain.overview_facts import BodyFacts, RemissFacts, StepFacts
from secretary_app.domain.text import and_list


class BadgeState(StrEnum):
    """What a shape stands for; the words are those of the legend."""

    LATE = "försenad"
    TODO = "att åtgärda"
    """Answered, but without a measure, someone responsible or a time; or the plan does not fit."""
    UNDATED = "utan datum"
    NOT_SENT = "ej skickad"
    SOON = "snart"
    DRAFT = "utkast"
    ON_TIME = "i tid"
    DONE = "besvarad"
    INFORMED = "för kännedom"
    NONE = ""
    """Nothing is waited for: of a remiss that was closed without the answer, or a body that is not concerned."""

    @property
    def rank(self) -> int:
        """What is most urgent first."""
        return _RANKS[self]


_RANKS = {state: place for place, state in enumerate(BadgeState)}


class Badge(NamedTuple):
    namnd: str
    """The abbreviation."""
    state: BadgeState
    words: str
    """For tooltip and screen reader, without the name: ``försenad, 2 av 4 besvarade``."""


class RemissStatus(StrEnum):
    LATE = "försenad"
    UNDATED = "utan datum"
    MISFIT = "går inte ihop"
    """The accepted plan ends after a day that must be kept."""
    SOON = "snart"
    TODO = "att åtgärda"
    ON_TIME = "i tid"
    ANSWERED = "besvarad"
    CLOSED = "avslutad"
    VOID = "makulerad"

    @property
    def badge(self) -> BadgeState:
        """The shape that stands with the word."""
        return _SHAPES[self]

    @property
    def rank(self) -> int:
        """Late first, then what has no date, then the rest of what is open, what is answered, what is over."""
        return _STATUS_RANKS.get(self, 2)


_SHAPES = {
    RemissStatus.LATE: BadgeState.LATE,
    RemissStatus.UNDATED: BadgeState.UNDATED,
    RemissStatus.MISFIT: BadgeState.TODO,
    RemissStatus.SOON: BadgeState.SOON,
    RemissStatus.TODO: BadgeState.TODO,
    RemissStatus.ON_TIME: BadgeState.ON_TIME,
    RemissStatus.ANSWERED: BadgeState.DONE,
    RemissStatus.CLOSED: BadgeState.DONE,
    RemissStatus.VOID: BadgeState.NONE,
}
_STATUS_RANKS = {
    RemissStatus.LATE: 0,
    RemissStatus.UNDATED: 1,
    RemissStatus.ANSWERED: 3,
    RemissStatus.CLOSED: 4,
    RemissStatus.VOID: 5,
}
_URGENCY: dict[DeadlineState, BadgeState] = {
    state: BadgeState(state.value) for state in DeadlineState if state is not DeadlineState.ANSWERED
}
_OVER = {RemissState.CLOSED: RemissStatus.CLOSED, RemissState.VOID: RemissStatus.VOID}


class NextDeadline(NamedTuple):
    date: dt.date | None
    """None: it is lacking."""
    words: str
    """What is due: ``SBN skulle svara``, ``SN beslutar``, ``KS tjänsteskrivelse``, ``expediering``."""
    state: BadgeState


class Standing(NamedTuple):
    badges: tuple[Badge, ...]
    """The most urgent first, then in the order of the bodies given."""
    answered: int
    """Namnder that have decided all their answers."""
    next: NextDeadline | None
    """None: nothing is waited for."""
    status: RemissStatus


class Day:
    """The rules on one day; remembers the state of each date, since a list has many remisser and few dates."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self._known: dict[tuple[dt.date | None, int], DeadlineState] = {}

    def state(self, deadline: dt.date | None, warning_days: int) -> DeadlineState:
        """The state of a deadline that is waited for."""
        key = (deadline, warning_days)
        known = self._known.get(key)
        if known is None:
            known = deadline_state(deadline, answered=False, today=self.today, warning_days=warning_days)
            self._known[key] = known
        return known

    def badge(self, body: BodyFacts, remiss: RemissState) -> Badge:
        """How one namnd's answers stand."""
        if body.decided == body.total:
            return _answered_badge(body)
        state = BadgeState.NONE if remiss in _OVER else self._waiting(body)
        words = "svarade inte" if state is BadgeState.NONE else _waiting_words(body, state)
        return Badge(body.namnd, state, _with_count(words, body))

    def _waiting(self, body: BodyFacts) -> BadgeState:
        deadline = self.state(body.deadline, body.warning_days)
        if deadline is DeadlineState.LATE:
            return BadgeState.LATE
        if body.sent is None:
            return BadgeState.NOT_SENT  # to be done before a deadline means anything
        if deadline is DeadlineState.UNDATED:
            return BadgeState.UNDATED
        if body.misfit:
            return BadgeState.TODO
        if deadline is DeadlineState.SOON:
            return BadgeState.SOON
        return BadgeState.DRAFT if body.drafted else BadgeState.ON_TIME

    def standing(
        self, remiss: RemissFacts, bodies: Sequence[BodyFacts], step: StepFacts | None, *, misfit: bool = False
    ) -> Standing:
        """How the remiss stands: its namnder (never the owner), its next deadline and its status in a word."""
        badges = [self.badge(body, remiss.state) for body in bodies]
        if len(badges) > 1:
            badges.sort(key=_badge_rank)
        answered = len([body for body in bodies if body.decided == body.total])
        following = None if remiss.state in _OVER else self._next(remiss, bodies, step)
        status = self._status(remiss, bodies, badges, following, misfit=misfit)
        return Standing(tuple(badges), answered, following, status)

    def _next(self, remiss: RemissFacts, bodies: Sequence[BodyFacts], step: StepFacts | None) -> NextDeadline | None:
        if remiss.state is RemissState.ANSWERED and remiss.dispatched:
            return None
        waiting = [body for body in bodies if body.decided < body.total]
        answers = min([body.deadline for body in waiting if body.deadline is not None], default=None)
        planned = step.date if step is not None else None
        dates = [
            date for date in (answers, planned, None if remiss.dispatched else remiss.answer_by) if date is not None
        ]
        if waiting and answers is None and not any(self._urgency(date, 0) is BadgeState.LATE for date in dates):
            return NextDeadline(None, _undated_words(waiting), BadgeState.UNDATED)
        if not dates:
            return NextDeadline(None, "svarsdatum för remissen", BadgeState.UNDATED)
        first = min(dates)
        if first == answers:
            return self._answers_due(waiting, first)
        if step is not None and first == planned:
            found = NextDeadline(first, step_words(step), self._urgency(first, step.warning_days))
        else:
            found = NextDeadline(first, "expediering", self._urgency(first, remiss.warning_days))
        if remiss.state is RemissState.ANSWERED and found.state is BadgeState.LATE and not waiting:
            # It is decided and may well have been sent: to be noted or closed, not late.
            return NextDeadline(first, "expediering inte noterad", BadgeState.TODO)
        return found

    def _answers_due(self, waiting: Sequence[BodyFacts], date: dt.date) -> NextDeadline:
        due = [body for body in waiting if body.deadline == date]
        state = self._urgency(date, max([body.warning_days for body in due]))
        verb = "skulle svara" if state is BadgeState.LATE else "svarar"
        return NextDeadline(date, f"{and_list([body.namnd for body in due])} {verb}", state)

    def _urgency(self, date: dt.date, warning_days: int) -> BadgeState:
        return _URGENCY[self.state(date, warning_days)]

    def _status(
        self,
        remiss: RemissFacts,
        bodies: Sequence[BodyFacts],
        badges: Sequence[Badge],
        following: NextDeadline | None,
        *,
        misfit: bool,
    ) -> RemissStatus:
        if remiss.state in _OVER:
            return _OVER[remiss.state]
        states = [badge.state for badge in badges]
        urgency = following.state if following else BadgeState.DONE
        if BadgeState.LATE in states or urgency is BadgeState.LATE:
            return RemissStatus.LATE
        if remiss.state is RemissState.ANSWERED:
            return RemissStatus.ANSWERED
        undated = any(body.deadline is None and body.decided < body.total for body in bodies)
        if undated or remiss.answer_by is None:
            return RemissStatus.UNDATED
        if misfit or any(body.misfit and body.decided < body.total for body in bodies):
            return RemissStatus.MISFIT
        if urgency is BadgeState.SOON:
            return RemissStatus.SOON
        return RemissStatus.TODO if BadgeState.TODO in states else RemissStatus.ON_TIME


def _badge_rank(badge: Badge) -> int:
    return _RANKS[badge.state]


def step_words(step: StepFacts) -> str:
    """What is due at a step of the accepted plan."""
    paragraph = f"§ {step.paragraph} " if step.paragraph else ""
    return {
        StepKind.MEETING: f"{step.namnd} beslutar",
        StepKind.MANUSSTOPP: f"{step.namnd} tjänsteskrivelse",
        StepKind.JUSTERING: f"{step.namnd} {paragraph}justeras",
    }.get(step.kind, "expediering")


def _answered_badge(body: BodyFacts) -> Badge:
    counts = (
        (body.without_measure, "utan åtgärd"),
        (body.without_responsible, "utan ansvarig"),
        (body.without_timeframe, "utan tidsplan"),
    )
    lacks = [f"{count} {words}" for count, words in counts if count]
    if lacks:
        return Badge(body.namnd, BadgeState.TODO, f"besvarad, {and_list(lacks)}")
    return Badge(body.namnd, BadgeState.DONE, "besvarad")


def _waiting_words(body: BodyFacts, state: BadgeState) -> str:
    if state is BadgeState.NOT_SENT:
        return "ej skickad" if body.asked else "inte frågad"
    return "sammanträder efter sitt svarsdatum" if state is BadgeState.TODO else state.value


def _with_count(words: str, body: BodyFacts) -> str:
    return f"{words}, {body.decided} av {body.total} besvarade" if body.total > 1 else words


def _undated_words(undated: Sequence[BodyFacts]) -> str:
    """``SN, ej skickad``; ``SBN, skickad``."""
    names = and_list([body.namnd for body in undated])
    if any(body.sent for body in undated):
        return f"{names}, skickad"
    return f"{names}, {'ej skickad' if any(body.asked for body in undated) else 'inte frågad'}"
