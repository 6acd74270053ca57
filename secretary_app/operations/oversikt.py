"""What the page Översikt shows: what is late, due this week and next, how far the namnder have come, what is lacking.

Every figure is counted from what the pages Frister and Remisser list, so that they agree.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow, Group
from secretary_app.domain.model import RemissState
from secretary_app.domain.overview_facts import OverviewFacts
from secretary_app.domain.remiss_state import BadgeState, Day
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.deadline_page import DeadlinePage, deadline_page
from secretary_app.operations.quality import gaps
from secretary_app.store.register import Register

DAYS = 90
"""How far ahead the strip looks."""
_MOST = {Group.LATE: 8, Group.THIS_WEEK: 8}
_MOST_NEXT = 5
_OVER = (RemissState.CLOSED, RemissState.VOID)


class Doing(StrEnum):
    """What is done about a deadline."""

    REMIND = "påminn"
    SEND = "skicka"
    DISPATCH = "expediera"
    DRAFT = "utkast"
    ANSWER = "svar"
    PLAN = "plan"
    OPEN = "öppna"


@dataclass(frozen=True)
class Progress:
    """How far a namnd has come with the remisser that are open and put to it."""

    namnd_id: str
    namnd: str
    """The abbreviation."""
    answered: int
    late: int
    total: int


@dataclass(frozen=True)
class Place:
    """Where a lack is mended."""

    remiss_id: str
    words: str
    tab: str
    item: str = ""


@dataclass(frozen=True)
class Lack:
    """Something that the register lacks, in sum."""

    words: str
    """``3 internremisser saknar datum``."""
    places: tuple[Place, ...]
    """Each once, in the order of the lists."""
    undated: bool = False
    """They are the rows of one kind among those without a date in Frister."""


@dataclass(frozen=True)
class Oversikt:
    deadlines: DeadlinePage
    """All that Frister shows."""
    shown: tuple[DeadlineRow, ...]
    """The first of what is late, due this week, and next."""
    counts: Mapping[Group, int]
    """How many there are in each group, shown or not."""
    progress: tuple[Progress, ...]
    """Those that are late first, then those that have answered least."""
    lacks: tuple[Lack, ...]
    has_remisser: bool


def oversikt(register: Register, today: dt.date) -> Oversikt:
    """All that the page shows."""
    found = register.remembered("oversikt", today, lambda: _read(register, today))
    assert isinstance(found, Oversikt)
    return found


def _read(register: Register, today: dt.date) -> Oversikt:
    found = deadline_page(register, today)
    facts = register.overview_facts(today)
    names = {each.remiss_id: f"{each.diarienummer} {each.title}".strip() for each in facts.remisser}
    counts = Counter(each.group for each in found.rows)
    return Oversikt(
        found,
        tuple(first_rows(found.rows)),
        counts,
        tuple(namnd_progress(facts, today)),
        tuple(_lacks(register, found.rows, facts, names)),
        bool(facts.remisser),
    )


def first_rows(rows: Iterable[DeadlineRow]) -> Iterator[DeadlineRow]:
    """Of the list's own order the first that are late, due this week, and due after it."""
    groups: defaultdict[Group, list[DeadlineRow]] = defaultdict(list)
    for each in rows:
        groups[each.group].append(each)
    for group, most in _MOST.items():
        yield from groups[group][:most]
    yield from (groups[Group.NEXT_WEEK] or groups[Group.LATER])[:_MOST_NEXT]


def namnd_progress(facts: OverviewFacts, today: dt.date) -> list[Progress]:
    """How far each namnd has come with the open remisser."""
    day = Day(today)
    states = {each.remiss_id: each.state for each in facts.remisser}
    names: dict[str, str] = {}
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for body in facts.bodies:
        state = states[body.remiss_id]
        if state in _OVER:
            continue
        names[body.namnd_id] = body.namnd
        of_body = sums[body.namnd_id]
        of_body[0] += body.decided == body.total
        of_body[1] += day.badge(body, state).state is BadgeState.LATE
        of_body[2] += 1
    made = [Progress(id, names[id], *numbers) for id, numbers in sums.items()]
    return sorted(made, key=lambda each: (-each.late, each.answered / each.total, swedish_key(each.namnd)))


def what_to_do(row: DeadlineRow) -> tuple[Doing, str]:
    """The next thing to do about a deadline, and what its button says."""
    match row.kind:
        case DeadlineKind.ANSWER if row.state is BadgeState.NOT_SENT:
            return Doing.SEND, f"Skicka till {row.namnder}…"
        case DeadlineKind.ANSWER if row.state is BadgeState.LATE:
            return Doing.REMIND, f"Påminn {row.namnder}…"
        case DeadlineKind.ANSWER_BY | DeadlineKind.DISPATCH if row.state is BadgeState.TODO:
            return Doing.DISPATCH, "Expediera…"
        case DeadlineKind.OWN_PAPERS:
            return Doing.DRAFT, "Skapa utkast…"
        case DeadlineKind.BODY_PAPERS:
            return Doing.PLAN, "Öppna planen"
        case DeadlineKind.MEASURE:
            return Doing.ANSWER, "Öppna svaret"
    return Doing.OPEN, "Öppna"


def _lacks(
    register: Register, rows: Sequence[DeadlineRow], facts: OverviewFacts, names: Mapping[str, str]
) -> Iterator[Lack]:
    for kind, words in _UNDATED.items():
        found = [each for each in rows if each.group is Group.UNDATED and each.kind is kind]
        if found:
            places = [Place(each.remiss_id, names[each.remiss_id], "svarslage") for each in found]
            yield Lack(_count(len(found), *words), tuple(dict.fromkeys(places)), undated=True)
    by_kind: defaultdict[str, list[Place]] = defaultdict(list)
    for gap in gaps(register):
        by_kind[gap.kind].append(Place(gap.remiss_id, names[gap.remiss_id], "svarslage"))
    for gap_kind, words in _GAPS.items():
        if by_kind[gap_kind]:
            yield Lack(_count(len(by_kind[gap_kind]), *words), tuple(dict.fromkeys(by_kind[gap_kind])))
    yield from _answers_lack(facts, names)


def _answers_lack(facts: OverviewFacts, names: Mapping[str, str]) -> Iterator[Lack]:
    is_open = {each.remiss_id for each in facts.remisser if each.state not in _OVER}
    bodies = [each for each in facts.bodies if each.remiss_id in is_open]
    for field, what in (("without_measure", "åtgärd"), ("without_responsible", "ansvarig")):
        lacking = [(each, getattr(each, field)) for each in bodies if getattr(each, field)]
        if lacking:
            places = tuple(
                Place(each.remiss_id, f"{each.namnd}: {names[each.remiss_id]}", "svar", f"/{each.namnd_id}")
                for each, _ in lacking
            )
            yield Lack(f"{sum(count for _, count in lacking)} svar saknar {what}", places)


def _count(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


_UNDATED = {
    DeadlineKind.ANSWER: ("internremiss saknar datum", "internremisser saknar datum"),
    DeadlineKind.ANSWER_BY: ("remiss saknar svarsdatum", "remisser saknar svarsdatum"),
    DeadlineKind.MEASURE: ("åtgärd saknar tidsplan", "åtgärder saknar tidsplan"),
}
_GAPS = {
    "utan-diarienummer": ("remiss saknar diarienummer", "remisser saknar diarienummer"),
    "utan-adressat": ("rekommendation är inte riktad till någon", "rekommendationer är inte riktade till någon"),
    "ord-som-adressat": ("adressat är ett ord, inte en nämnd", "adressater är ord, inte nämnder"),
}
