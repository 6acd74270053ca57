"""Every measure that somebody has promised, with how far it had come on a day, in one list across remisser and years.

A measure has a dated series of statuses; on a day the latest of them counts (docs/regler.md). One without any is not
begun.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.model import MeasureState, RemissState
from secretary_app.domain.text import single_line
from secretary_app.domain.timeframe import understand


class MeasureFacts(NamedTuple):
    """A measure as the register has it. A NamedTuple, since there may be 100,000 of them."""

    measure_id: str
    remiss_id: str
    diarienummer: str
    title: str
    remiss_state: RemissState
    owner_id: str
    recommendation_id: str | None
    number: str | None
    """Of its recommendation; None: it has none."""
    recommendation: str | None
    text: str
    responsible: str
    timeframe: str
    namnd_ids: str | None
    """With a blank between."""
    received: dt.date | None
    """When the remiss came in."""
    made: dt.date
    """The day on which the measure was entered."""


class StatusDay(NamedTuple):
    """What a measure was said to be as of a day."""

    measure_id: str
    status: MeasureState
    as_of: dt.date
    note: str


class FollowUpRow(NamedTuple):
    measure_id: str
    remiss_id: str
    diarienummer: str
    title: str
    remiss_state: RemissState
    year: int
    """In which the remiss came in; 0: not told."""
    recommendation_id: str | None
    number: str
    recommendation: str
    text: str
    responsible: str
    """Several with a comma between; ``""``: nobody."""
    timeframe: str
    """As it was written."""
    due: dt.date | None
    """The last day that its words allow."""
    occasion: str
    """When something continuous is followed up, in words."""
    is_timed: bool
    """A time is written at all."""
    namnd_ids: tuple[str, ...]
    namnder: str
    """Their abbreviations; ``""``: it is nobody's yet."""
    status: MeasureState
    status_date: dt.date | None
    """The day that the status is of; None: it has none and counts as not begun."""
    note: str
    before: MeasureState | None
    """What it was on the day that is compared with, where it is another now."""
    is_new: bool
    """It was entered after the day that is compared with."""
    is_late: bool
    search_text: str
    """What typing looks in, casefolded."""

    @property
    def is_done(self) -> bool:
        return self.status is MeasureState.DONE

    @property
    def is_undated(self) -> bool:
        """It has no day by which it is to be done, and is not done: to be asked about."""
        return self.due is None and not self.is_done and not self.occasion

    @property
    def is_changed(self) -> bool:
        return self.is_new or self.before is not None

    @property
    def deadline_key(self) -> str:
        """Its key in the list of deadlines."""
        return f"{DeadlineKind.MEASURE}/{self.remiss_id}/{self.measure_id}"

    @property
    def place(self) -> str:
        """What is to be chosen where it is opened: its recommendation and a namnd."""
        return f"{self.recommendation_id or ''}/{self.namnd_ids[0] if self.namnd_ids else ''}"

    @property
    def order(self) -> tuple[int, dt.date, str, str, str]:
        """The list's own: late, without a day, then by day, and last what is done."""
        group = 3 if self.is_done else 0 if self.is_late else 1 if self.is_undated else 2
        return group, self.due or dt.date.max, self.diarienummer, self.number, self.measure_id


def follow_up_rows(
    measures: Iterable[MeasureFacts],
    statuses: Iterable[StatusDay],
    names: Mapping[str, str],
    *,
    on: dt.date,
    since: dt.date | None = None,
) -> list[FollowUpRow]:
    """The measures as they stood on the day ``on``, in the list's own order; what was entered later is left out only
    where a status of an earlier day does not say that it was there.

    ``names``: the bodies' abbreviations by id. ``since``: the day that is compared with, for ``before`` and ``is_new``.
    """
    series: dict[str, list[StatusDay]] = {}
    for each in statuses:
        series.setdefault(each.measure_id, []).append(each)
    maker = _Maker(names, on, since)
    rows = filter(None, (maker.row(each, series.get(each.measure_id, ())) for each in measures))
    return sorted(rows, key=lambda row: row.order)


class _Maker:
    """Makes rows; what is asked for again and again is remembered."""

    def __init__(self, names: Mapping[str, str], on: dt.date, since: dt.date | None) -> None:
        self._names = names
        self._on = on
        self._since = since
        self._times: dict[str, tuple[dt.date | None, str, bool]] = {}
        self._bodies: dict[str | None, tuple[tuple[str, ...], str]] = {}

    def row(self, facts: MeasureFacts, series: Sequence[StatusDay]) -> FollowUpRow | None:
        now = latest(series, self._on)
        if now is None and facts.made > self._on:
            return None
        status = now.status if now else MeasureState.NOT_STARTED
        due, occasion, is_timed = self._time(facts.timeframe)
        namnd_ids, namnder = self._namnder(facts.namnd_ids or facts.owner_id)
        before, is_new = self._then(facts, series, status)
        responsible, text = facts.responsible.replace("\n", ", "), _line(facts.text)
        searched = f"{text} {facts.diarienummer} {facts.title} {facts.recommendation or ''} {responsible} {namnder}"
        return FollowUpRow(
            facts.measure_id,
            facts.remiss_id,
            facts.diarienummer,
            facts.title,
            facts.remiss_state,
            facts.received.year if facts.received else 0,
            facts.recommendation_id,
            facts.number or "",
            facts.recommendation or "",
            text,
            responsible,
            _line(facts.timeframe),
            due,
            occasion,
            is_timed,
            namnd_ids,
            namnder if facts.namnd_ids else "",
            status,
            now.as_of if now else None,
            now.note if now else "",
            before,
            is_new,
            due is not None and due < self._on and status is not MeasureState.DONE,
            f"{searched} {facts.timeframe}".casefold(),
        )

    def _then(
        self, facts: MeasureFacts, series: Sequence[StatusDay], status: MeasureState
    ) -> tuple[MeasureState | None, bool]:
        """What it was on the day that is compared with, where it is another now; whether it was not there yet."""
        if self._since is None:
            return None, False
        then = latest(series, self._since)
        if then is None and facts.made > self._since:
            return None, True
        was = then.status if then else MeasureState.NOT_STARTED
        return (was if was is not status else None), False

    def _time(self, words: str) -> tuple[dt.date | None, str, bool]:
        known = self._times.get(words)
        if known is None:
            found = understand(words)
            known = self._times[words] = found.due, found.occasion, found.is_given
        return known

    def _namnder(self, ids: str) -> tuple[tuple[str, ...], str]:
        known = self._bodies.get(ids)
        if known is None:
            each = tuple(ids.split())
            known = self._bodies[ids] = each, ", ".join(self._names[id_] for id_ in each)
        return known


def _line(text: str) -> str:
    """On one line; most texts are, and need not be looked through."""
    return single_line(text) if "\n" in text else text


def latest(series: Iterable[StatusDay], on: dt.date) -> StatusDay | None:
    """The status that counts on the day, None where there is none yet."""
    return max((each for each in series if each.as_of <= on), key=lambda each: each.as_of, default=None)


class FollowUpSum(NamedTuple):
    """What stands over the list."""

    by_status: Mapping[MeasureState, int]
    late: int
    undated: int
    changed: int
    remisser: int
    first_year: int | None
    """In which the earliest of their remisser came in."""

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def sum_up(rows: Sequence[FollowUpRow]) -> FollowUpSum:
    """The sums of these rows."""
    by_status = dict.fromkeys(MeasureState, 0)
    late = undated = changed = 0
    for row in rows:
        by_status[row.status] += 1
        late += row.is_late
        undated += row.is_undated
        changed += row.is_changed
    return FollowUpSum(
        by_status,
        late,
        undated,
        changed,
        len({row.remiss_id for row in rows}),
        min((row.year for row in rows if row.year), default=None),
    )


def spread(rows: Iterable[FollowUpRow]) -> Iterator[str]:
    """Everyone who is responsible for something, once each: ``Kanslichefen``, ``HR-chefen`` …"""
    return iter(dict.fromkeys(name for row in rows for name in row.responsible.split(", ") if name))


def in_words(found: FollowUpSum) -> str:
    """``41 åtgärder från 12 ärenden sedan 2021``."""
    if not found.total:
        return "Inga åtgärder"
    measures = "1 åtgärd" if found.total == 1 else f"{found.total} åtgärder"
    matters = "1 ärende" if found.remisser == 1 else f"{found.remisser} ärenden"
    since = f" sedan {found.first_year}" if found.first_year else ""
    return f"{measures} från {matters}{since}"
