"""The list of remisser, as the window shows it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from secretary_app.domain import diarienummer
from secretary_app.domain.motions import YEAR_KINDS
from secretary_app.domain.overview_facts import BodyFacts, OverviewFacts, RemissFacts
from secretary_app.domain.remiss_state import Badge, Day, NextDeadline, RemissStatus, Standing
from secretary_app.domain.sorting import swedish_key
from secretary_app.store.register import Register
from secretary_app.store.rows import much_is_made
from secretary_app.support.records import record

_KINDS = {"revision": "Granskning", "annan": "Annat ärende"}


class _Told(NamedTuple):
    """What is told of a remiss when the list is read."""

    id: str
    diarienummer: str
    title: str
    subtitle: str
    """Its kind in words, or what it follows up."""
    sender: str
    firm: str
    received: dt.date | None
    answer_by: dt.date | None
    badges: tuple[Badge, ...]
    """The namnder asked, the most urgent first; empty: only the owner answers, see ``alone``."""
    answered: int
    """Of the ``total`` namnder asked."""
    next: NextDeadline | None
    status: RemissStatus
    handlaggare: str
    owner: str
    """The abbreviation."""
    kind: str
    """revision, motion …"""


class RemissRow(_Told):
    """One remiss in the list; what seldom is asked for is made when it first is. There may be 10,000 of them."""

    @cached_property
    def search_text(self) -> str:
        """Casefolded: a row fits a filter when each of its casefolded words stands in it."""
        words = (self.diarienummer, self.title, self.subtitle, self.sender, self.firm, self.handlaggare, self.owner)
        return " ".join((*words, *(badge.namnd for badge in self.badges))).casefold()

    @cached_property
    def handled_by(self) -> tuple[str, ...]:
        """The casefolded names of those who are handläggare."""
        names = self.handlaggare.casefold().replace("\n", ",").replace(" och ", ",").split(",")
        return tuple(name.strip() for name in names)

    @property
    def total(self) -> int:
        return len(self.badges)

    @property
    def alone(self) -> str:
        """What stands instead of badges: ``bara KS svarar``."""
        return "" if self.badges else f"bara {self.owner} svarar"

    @cached_property
    def is_open(self) -> bool:
        """Not closed and not makulerad; one that is answered stays until it is closed."""
        return self.status not in (RemissStatus.CLOSED, RemissStatus.VOID)

    @property
    def is_motion(self) -> bool:
        """An open motion or medborgarförslag, on which fullmäktige should decide within a year."""
        return self.kind in YEAR_KINDS and self.is_open and self.status is not RemissStatus.ANSWERED

    @cached_property
    def title_key(self) -> str:
        """For Swedish order."""
        return swedish_key(self.title)

    @cached_property
    def diarienummer_key(self) -> str:
        return diarienummer.sort_key(self.diarienummer)

    @cached_property
    def handlaggare_key(self) -> str:
        return swedish_key(self.handlaggare)

    @cached_property
    def sender_key(self) -> str:
        return swedish_key(self.sender)

    @cached_property
    def urgency_key(self) -> tuple[int, dt.date, str]:
        """The list's own order: late first, then without a date, then by next deadline; answered and closed last."""
        return self.status.rank, (self.next and self.next.date) or dt.date.max, self.id


@record(frozen=True, kw_only=True)
class FilterCounts:
    """How many rows each chip has."""

    open: int
    late: int
    undated: int
    mine: int
    """Open ones whose handläggare is the person."""
    closed: int


def overview(register: Register, today: dt.date) -> list[RemissRow]:
    """One row a remiss, in the list's own order."""
    return list(register.remembered("overview", today, lambda: _rows(register, today)))


def _rows(register: Register, today: dt.date) -> list[RemissRow]:
    with much_is_made():
        return _judged(register.overview_facts(today), today)


def _judged(facts: OverviewFacts, today: dt.date) -> list[RemissRow]:
    bodies: defaultdict[str, list[BodyFacts]] = defaultdict(list)
    for body in facts.bodies:
        bodies[body.remiss_id].append(body)
    names = sorted({body.namnd for body in facts.bodies}, key=swedish_key)
    places = {name: place for place, name in enumerate(names)}
    steps = {step.remiss_id: step for step in facts.steps}
    day = Day(today)
    rows = []
    for remiss in facts.remisser:
        asked = bodies.get(remiss.remiss_id, [])
        if len(asked) > 1:
            asked.sort(key=lambda body: places[body.namnd])
        step = steps.get(remiss.remiss_id)
        rows.append(_row(remiss, day.standing(remiss, asked, step, misfit=remiss.remiss_id in facts.misfits)))
    return sorted(rows, key=lambda row: row.urgency_key)


def filter_counts(rows: Iterable[RemissRow], me: str) -> FilterCounts:
    """How many rows each chip shows; ``me`` is the person's name as it stands as handläggare."""
    rows = list(rows)
    opened = [row for row in rows if row.is_open]
    return FilterCounts(
        open=len(opened),
        late=sum(row.status is RemissStatus.LATE for row in opened),
        undated=sum(row.status is RemissStatus.UNDATED for row in opened),
        mine=sum(is_mine(row, me) for row in opened),
        closed=len(rows) - len(opened),
    )


def is_mine(row: RemissRow, me: str) -> bool:
    """Whether the person is the handläggare, or one of several."""
    name = me.strip().casefold()
    return bool(name) and name in row.handled_by


def kind_words(kind: str) -> str:
    """What a kind of remiss is called to the reader: ``revision`` is *Granskning*."""
    return _KINDS.get(kind, kind[:1].upper() + kind[1:])


def _row(remiss: RemissFacts, standing: Standing) -> RemissRow:
    return RemissRow(
        id=remiss.remiss_id,
        diarienummer=remiss.diarienummer,
        title=remiss.title,
        subtitle=f"Uppföljning av {remiss.follows_up}" if remiss.follows_up else kind_words(remiss.kind),
        sender=remiss.sender,
        firm=remiss.firm,
        received=remiss.received,
        answer_by=remiss.answer_by,
        badges=standing.badges,
        answered=standing.answered,
        next=standing.next,
        status=standing.status,
        handlaggare=remiss.handlaggare,
        owner=remiss.owner,
        kind=remiss.kind,
    )
