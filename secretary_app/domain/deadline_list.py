"""Every deadline as a row of one list: what is due, when, from whom, and how urgent it is.

The states are those of ``remiss_state``: a remiss is late there exactly when one of its rows that is no measure is late
here (docs/regler.md).
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from secretary_app.domain.date_words import day
from secretary_app.domain.model import DeadlineChange, RemissState, StepKind
from secretary_app.domain.overview_facts import BodyFacts, RemissFacts
from secretary_app.domain.remiss_state import BadgeState, Day
from secretary_app.domain.text import and_list, single_line
from secretary_app.domain.timeframe import understand


class DeadlineKind(StrEnum):
    ANSWER = "nämndens svar"
    ANSWER_BY = "svarsdatum"
    """The day by which the sender wants the answer."""
    DISPATCH = "expediering"
    """The day that the accepted plan gives it, where it is another."""
    OWN_PAPERS = "tjänsteskrivelse"
    """The owner's own, to the manusstopp of the first meeting of its beredning."""
    BODY_PAPERS = "nämndens handlingar"
    """A namnd's own, to the manusstopp of the meeting that the accepted plan gives it."""
    MEASURE = "åtgärd"


_MEASURE = DeadlineKind.MEASURE.value
_OF_ITS_OWN = (DeadlineKind.ANSWER, DeadlineKind.ANSWER_BY, DeadlineKind.MEASURE)


class Group(StrEnum):
    LATE = "Försenat"
    UNDATED = "Utan datum"
    THIS_WEEK = "Den här veckan"
    NEXT_WEEK = "Nästa vecka"
    LATER = "Senare"

    @property
    def rank(self) -> int:
        return _GROUP_RANKS[self]


_GROUP_RANKS = {group: place for place, group in enumerate(Group)}


class PapersFacts(NamedTuple):
    """A step of an accepted plan that something must be handed in, or sent, by, and that is not known to be done."""

    remiss_id: str
    namnd_id: str
    namnd: str
    kind: StepKind
    date: dt.date
    warning_days: int
    own: bool
    """It is the owner's."""
    meeting: dt.date | None
    """Whose manusstopp it is."""
    handlaggare: str | None
    """Of the internremiss of the namnd whose papers they are."""


class MeasureFacts(NamedTuple):
    """A measure that is promised and not done."""

    measure_id: str
    remiss_id: str
    recommendation_id: str | None
    number: str | None
    """The recommendation's."""
    text: str
    responsible: str
    timeframe: str
    namnd_ids: str | None
    """With blanks between."""


class DeadlineFacts(NamedTuple):
    numbers: dict[tuple[str, str], str]
    """By remiss and namnd the numbers of the recommendations that it has not decided, a line each."""
    papers: list[PapersFacts]
    measures: list[MeasureFacts]


class DeadlineRow(NamedTuple):
    """One deadline. A NamedTuple, as ``StatusFacts``, since there may be 100,000 of them."""

    key: str
    """The same as long as it is the same deadline."""
    kind: DeadlineKind
    remiss_id: str
    diarienummer: str
    title: str
    date: dt.date | None
    state: BadgeState
    group: Group
    what: str
    more: str
    """The second line of ``what``: how far it has come, whose manusstopp it is."""
    namnd_ids: tuple[str, ...]
    namnder: str
    """Their abbreviations: who is to do it."""
    handlaggare: str
    """Of the namnd's own internremiss, else the remiss's; of a measure who is responsible."""
    item: str
    """What is to be chosen where it is opened."""
    is_closed: bool
    """The remiss is; only a measure is then still waited for."""
    moved: tuple[DeadlineChange, ...]
    """Its earlier dates, the oldest first."""

    @property
    def is_late(self) -> bool:
        return self.state is BadgeState.LATE

    @property
    def can_move(self) -> bool:
        """It has a date of its own, or words that name it; that of the others follows from the plan."""
        return self.kind in _OF_ITS_OWN

    @property
    def order(self) -> tuple[int, dt.date, str, str]:
        """The list's own order: late first, then what has no date, then by day."""
        return _GROUP_RANKS[self.group], self.date or dt.date.max, self.diarienummer, self.key


class Deadlines:
    """Makes rows; what is asked for again and again is remembered."""

    def __init__(self, today: dt.date, facts: DeadlineFacts, changes: Sequence[DeadlineChange]) -> None:
        self._today = today
        self._day = Day(today)
        self._numbers = facts.numbers
        self._moved: dict[tuple[str, str | None], list[DeadlineChange]] = {}
        for each in changes:
            self._moved.setdefault((each.remiss_id, each.referral_id), []).append(each)
        self._groups: dict[dt.date, Group] = {}
        self._dues: dict[tuple[str, int], tuple[dt.date | None, bool, BadgeState, Group]] = {}

    def answers(self, remiss: RemissFacts, bodies: Sequence[BodyFacts]) -> Iterator[DeadlineRow]:
        """The answers that are waited for."""
        for body in bodies:
            badge = self._day.badge(body, remiss.state)
            if badge.state in (BadgeState.NONE, BadgeState.DONE) or body.decided == body.total:
                continue
            verb = "skulle svara" if badge.state is BadgeState.LATE else "svarar"
            yield self._row(
                DeadlineKind.ANSWER,
                remiss,
                body.namnd_id,
                body.deadline,
                badge.state,
                what=f"{body.namnd} {verb} på {_which(self._numbers.get((remiss.remiss_id, body.namnd_id)))}",
                more=_how_far(body, badge.state),
                namnd=(body.namnd_id, body.namnd),
                handlaggare=body.handlaggare or remiss.handlaggare,
                item=f"/{body.namnd_id}",
                moved=self._moved.get((remiss.remiss_id, body.referral_id), ()) if body.referral_id else (),
            )

    def answer_by(self, remiss: RemissFacts, *, waiting: bool) -> Iterator[DeadlineRow]:
        """The day by which the sender wants the answer; ``waiting``: some namnd has not decided."""
        if remiss.dispatched or (remiss.answer_by is None and remiss.state is RemissState.ANSWERED):
            return
        state = self._sending(remiss, remiss.answer_by, waiting=waiting)
        more = {BadgeState.TODO: "expediering inte noterad", BadgeState.UNDATED: "svarsdatum saknas"}
        yield self._row(
            DeadlineKind.ANSWER_BY,
            remiss,
            "",
            remiss.answer_by,
            state,
            what=f"Svar till {remiss.sender or 'avsändaren'}",
            more=more.get(state, "expediering"),
            namnd=(remiss.owner_id, remiss.owner),
            handlaggare=remiss.handlaggare,
            item="",
            moved=self._moved.get((remiss.remiss_id, None), ()),
        )

    def papers(self, remiss: RemissFacts, step: PapersFacts, *, waiting: bool) -> Iterator[DeadlineRow]:
        """What is handed in or sent by a day of the accepted plan."""
        if step.kind is StepKind.DISPATCH:
            if step.date != remiss.answer_by:
                state = self._sending(remiss, step.date, waiting=waiting)
                words = "expediering inte noterad" if state is BadgeState.TODO else "enligt planen"
                yield self._step(DeadlineKind.DISPATCH, remiss, step, state, "Expediering av svaret", words)
            return
        to = f"{step.namnd} {day(step.meeting, self._today)}" if step.meeting else step.namnd
        state = BadgeState(self._day.state(step.date, step.warning_days))
        if step.own:
            what = f"Tjänsteskrivelse till {to}"
            yield self._step(DeadlineKind.OWN_PAPERS, remiss, step, state, what, "manusstopp")
            return
        if state is BadgeState.LATE:
            # The owner does not hear of it when a namnd's papers are in: to be looked at, not late.
            state = BadgeState.TODO
        what = f"Nämndens handlingar till {to}"
        yield self._step(DeadlineKind.BODY_PAPERS, remiss, step, state, what, f"{step.namnd} manusstopp")

    def measure(self, remiss: RemissFacts, measure: MeasureFacts, names: dict[str, str]) -> Iterator[DeadlineRow]:
        """A measure by the end of its time; one whose time was never told, where the remiss is not closed.

        ``names``: the bodies' abbreviations by id.
        """
        due, is_given, state, group = self._due(measure.timeframe, remiss.warning_days)
        is_closed = remiss.state is RemissState.CLOSED
        if due is None and (is_given or is_closed):
            return
        of = f"rekommendation {measure.number}" if measure.number else "utan rekommendation"
        namnd_ids = tuple((measure.namnd_ids or "").split())
        first = namnd_ids[0] if namnd_ids else remiss.owner_id
        # Made at once, without ``_row``: measures are the greater part of a large register.
        yield DeadlineRow(
            f"{_MEASURE}/{remiss.remiss_id}/{measure.measure_id}",
            DeadlineKind.MEASURE,
            remiss.remiss_id,
            remiss.diarienummer,
            remiss.title,
            due,
            state,
            group,
            single_line(measure.text) if "\n" in measure.text else measure.text,
            f"åtgärd, {of}, {f'”{measure.timeframe}”' if is_given else 'utan tidsplan'}",
            namnd_ids,
            names[first] if len(namnd_ids) == 1 else ", ".join(names[each] for each in namnd_ids),
            measure.responsible.replace("\n", ", "),
            f"{measure.recommendation_id or ''}/{first}",
            is_closed,
            (),
        )

    def _step(
        self, kind: DeadlineKind, remiss: RemissFacts, step: PapersFacts, state: BadgeState, what: str, more: str
    ) -> DeadlineRow:
        return self._row(
            kind,
            remiss,
            step.namnd_id,
            step.date,
            state,
            what=what,
            more=more,
            namnd=(remiss.owner_id, remiss.owner) if step.own else (step.namnd_id, step.namnd),
            handlaggare=remiss.handlaggare if step.own else step.handlaggare or "",
            item=f"{StepKind.MEETING if kind is DeadlineKind.BODY_PAPERS else step.kind}:{step.namnd_id}",
            moved=(),
        )

    def _row(
        self,
        kind: DeadlineKind,
        remiss: RemissFacts,
        of: str,
        date: dt.date | None,
        state: BadgeState,
        *,
        what: str,
        more: str,
        namnd: tuple[str | tuple[str, ...], str],
        handlaggare: str,
        item: str,
        moved: Sequence[DeadlineChange],
    ) -> DeadlineRow:
        ids, names = namnd
        return DeadlineRow(
            f"{kind}/{remiss.remiss_id}/{of}",
            kind,
            remiss.remiss_id,
            remiss.diarienummer,
            remiss.title,
            date,
            state,
            self._group(date, state),
            what,
            more,
            (ids,) if isinstance(ids, str) else ids,
            names,
            handlaggare,
            item,
            remiss.state is RemissState.CLOSED,
            tuple(moved),
        )

    def _sending(self, remiss: RemissFacts, date: dt.date | None, *, waiting: bool) -> BadgeState:
        state = BadgeState(self._day.state(date, remiss.warning_days))
        if state is BadgeState.LATE and remiss.state is RemissState.ANSWERED and not waiting:
            # It is decided and may well have been sent: to be noted or closed, not late.
            return BadgeState.TODO
        return state

    def _group(self, date: dt.date | None, state: BadgeState) -> Group:
        if state is BadgeState.LATE:
            return Group.LATE
        if date is None:
            return Group.UNDATED
        if date not in self._groups:
            weeks = (_monday(date) - _monday(self._today)).days // 7
            self._groups[date] = (Group.THIS_WEEK, Group.NEXT_WEEK, Group.LATER)[max(0, min(2, weeks))]
        return self._groups[date]

    def _due(self, timeframe: str, warning_days: int) -> tuple[dt.date | None, bool, BadgeState, Group]:
        """The last day of the words, whether they say anything at all, and what follows of the day."""
        known = self._dues.get((timeframe, warning_days))
        if known is None:
            found = understand(timeframe)
            state = BadgeState(self._day.state(found.due, warning_days))
            known = found.due, found.is_given, state, self._group(found.due, state)
            self._dues[timeframe, warning_days] = known
        return known


def moved_words(change: DeadlineChange, today: dt.date) -> str:
    """``Flyttad från 6 maj till 13 maj: anstånd beviljat (av revisorerna).``"""
    old = f"från {day(change.old, today)} " if change.old else ""
    new = f"till {day(change.new, today)}" if change.new else "bort"
    verb = "Flyttad" if change.old and change.new else "Satt" if change.new else "Tagen"
    by = f" (beviljat av {change.granted_by})" if change.granted_by else ""
    reason = f": {single_line(change.reason)}" if change.reason else ""
    return f"{verb} {old}{new}{reason}{by}."


def numbers_in_words(numbers: Sequence[str]) -> str:
    """``1–4``, ``1, 3 och 5–7``; numbers that are no whole ones stand as they are written."""
    if not all(each.isdecimal() for each in numbers):
        return and_list(list(numbers))
    runs: list[str] = []
    for _, run in groupby(enumerate(sorted(map(int, numbers))), lambda each: each[1] - each[0]):
        values = [value for _, value in run]
        runs += [f"{values[0]}–{values[-1]}"] if len(values) > 2 else map(str, values)
    return and_list(runs)


@lru_cache(maxsize=4096)
def _which(numbers: str | None) -> str:
    return f"rekommendation {numbers_in_words(numbers.splitlines())}" if numbers else "hela remissen"


def _how_far(body: BodyFacts, state: BadgeState) -> str:
    words = []
    if body.sent is None:
        words.append("internremissen är inte skickad" if body.asked else "inte frågad än")
    if state is BadgeState.TODO:
        words.append("sammanträder efter sitt svarsdatum")
    if body.drafted:
        words.append("utkast finns" if body.total == 1 else f"utkast till {body.drafted} av {body.total}")
    if body.decided:
        words.append(f"{body.decided} av {body.total} besvarade")
    return ", ".join(words) or "internt svarsdatum"


def _monday(date: dt.date) -> dt.date:
    return date - dt.timedelta(days=date.weekday())
