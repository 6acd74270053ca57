"""The days that deadlines have ever had, out of the register's history."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.model import (
    ChainRole,
    Decision,
    Measure,
    MeasureNamnd,
    Namnd,
    PlannedStep,
    Referral,
    Remiss,
    StepKind,
)
from secretary_app.domain.text import single_line
from secretary_app.domain.timeframe import understand
from secretary_app.operations.due import due_id
from secretary_app.operations.finding import name_of
from secretary_app.operations.planning import Calendar
from secretary_app.store.register import Register


@dataclass(frozen=True, kw_only=True)
class Former:
    """Something that was waited for once, whether it still is or not."""

    id: str
    """As ``Due.id``."""
    remiss_id: str
    name: str
    """The remiss's diarienummer, without one its title."""
    title: str
    what: str
    dates: tuple[dt.date, ...]
    """Every day it has had, the newest last."""
    namnd_ids: frozenset[str]
    """Who was to do it, and who owns the remiss."""
    handlaggare: frozenset[str]
    """Everybody who has been, as written."""


_Key = tuple[DeadlineKind, str, str]
"""What is due, in which remiss, and of which namnd or measure."""


def former_dates(register: Register) -> dict[str, Former]:
    """By id everything that has had a day."""
    reader = _Reader(register)
    dates: defaultdict[_Key, list[dt.date]] = defaultdict(list)
    for key, date in reader.dated():
        dates[key].append(date)
    made = (reader.former(key, tuple(days)) for key, days in dates.items())
    return {each.id: each for each in made}


class _Reader:
    """Every version of the rows that give a deadline its day, read once."""

    def __init__(self, register: Register) -> None:
        self._calendar = Calendar.of(register)
        self._names = {each.id: each.abbreviation for each in register.past_rows(Namnd)}
        self._remisser: defaultdict[str, list[Remiss]] = defaultdict(list)
        for remiss in register.past_rows(Remiss):
            self._remisser[remiss.id].append(remiss)
        self._referrals: defaultdict[tuple[str, str], list[Referral]] = defaultdict(list)
        for referral in register.past_rows(Referral):
            self._referrals[referral.remiss_id, referral.namnd_id].append(referral)
        self._measures = register.past_rows(Measure)
        self._newest_measure = {each.id: each for each in self._measures}
        self._namnder: defaultdict[str, set[str]] = defaultdict(set)
        for each in register.past_rows(MeasureNamnd):
            self._namnder[each.measure_id].add(each.namnd_id)
        self._steps = register.past_rows(PlannedStep)
        self._decided: defaultdict[str, set[str]] = defaultdict(set)
        for decision in register.past_rows(Decision):
            if decision.outcome.decides:
                self._decided[decision.remiss_id].add(decision.namnd_id)

    def dated(self) -> Iterator[tuple[_Key, dt.date]]:
        """Each day that something has had, of the same thing the newest last."""
        for id_, remisser in self._remisser.items():
            for remiss in remisser:
                if remiss.answer_by:
                    yield (DeadlineKind.ANSWER_BY, id_, ""), remiss.answer_by
        for (remiss_id, namnd_id), referrals in self._referrals.items():
            for referral in referrals:
                if referral.deadline:
                    yield (DeadlineKind.ANSWER, remiss_id, namnd_id), referral.deadline
        for measure in self._measures:
            end = understand(measure.timeframe).due
            if end and self._was_promised(measure):
                yield (DeadlineKind.MEASURE, measure.remiss_id, measure.id), end
        for step in self._steps:
            kind = self._kind_of(step)
            if kind is not None:
                of = "" if kind is DeadlineKind.OWN_PAPERS else step.namnd_id
                yield (kind, step.remiss_id, of), step.date

    def _was_promised(self, measure: Measure) -> bool:
        """It has not been a draft all its time: one of its bodies has decided, or with none of its own any body."""
        decided, own = self._decided[measure.remiss_id], self._namnder[measure.id]
        return bool(decided & own) if own else bool(decided)

    def _kind_of(self, step: PlannedStep) -> DeadlineKind | None:
        """What is due by a step of an accepted plan; None: nothing, or the same as the answer-by date."""
        remisser = self._remisser[step.remiss_id]
        if step.kind is StepKind.DISPATCH:
            # Where the answer-by date has moved the two may have been different days for a while.
            is_same = {each.answer_by for each in remisser if each.answer_by} == {step.date}
            return DeadlineKind.DISPATCH if step.namnd_id == remisser[-1].owner_id and not is_same else None
        if step.kind is not StepKind.MANUSSTOPP:
            return None
        chain = self._calendar.chain(remisser[-1].owner_id, remisser[-1].kind)
        roles = {each.namnd_id: each.role for each in chain} or {remisser[-1].owner_id: ChainRole.DECIDES}
        if step.namnd_id not in roles:
            return DeadlineKind.BODY_PAPERS
        return None if roles[step.namnd_id] is ChainRole.INFORMED else DeadlineKind.OWN_PAPERS

    def former(self, key: _Key, dates: tuple[dt.date, ...]) -> Former:
        """What was known of it last."""
        kind, remiss_id, of = key
        remisser = self._remisser[remiss_id]
        remiss = remisser[-1]
        asked = self._referrals.get((remiss_id, of), [])
        doing = self._namnder[of] if kind is DeadlineKind.MEASURE else {of} if of else set()
        return Former(
            id=due_id(kind, remiss_id, of),
            remiss_id=remiss_id,
            name=name_of(remiss),
            title=remiss.title if remiss.diarienummer else "",
            what=self._what(kind, of, remiss),
            dates=dates,
            namnd_ids=frozenset({each.owner_id for each in remisser} | doing),
            handlaggare=frozenset({each.handlaggare for each in remisser} | {each.handlaggare for each in asked}),
        )

    def _what(self, kind: DeadlineKind, of: str, remiss: Remiss) -> str:
        match kind:
            case DeadlineKind.ANSWER:
                return f"{self._names[of]} svarar"
            case DeadlineKind.ANSWER_BY:
                return f"svar till {remiss.sender or 'avsändaren'}"
            case DeadlineKind.DISPATCH:
                return "expediering av svaret"
            case DeadlineKind.OWN_PAPERS:
                return f"{self._names[remiss.owner_id]} tjänsteskrivelse"
            case DeadlineKind.BODY_PAPERS:
                return f"{self._names[of]} handlingar"
            case DeadlineKind.MEASURE:
                return f"åtgärd: {single_line(self._newest_measure[of].text).rstrip('.')}"
