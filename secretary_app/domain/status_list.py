"""The status list as data: what the store reads, the rules complete and the workbook shows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from secretary_app.domain import diarienummer
from secretary_app.domain.coverage import CellState, cell_state
from secretary_app.domain.deadlines import DeadlineState, days_left, deadline_state
from secretary_app.domain.model import MeasureState, Position, RemissState
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.status_facts import MeasureFacts, StatusFacts
from secretary_app.domain.text import single_line
from secretary_app.domain.timeframe import understand


class RowState(StrEnum):
    """*Läge*: the one word that tells a reader whether something must be done about a row."""

    LATE = "försenad"
    SOON = "snart"
    ON_TIME = "i tid"
    UNDATED = "utan datum"
    NOT_ASKED = "inte frågad"
    NOT_SENT = "ej skickad"
    DRAFT = "utkast"
    DECIDED = "beslutad"
    NO_MEASURE = "utan åtgärd"
    NO_RESPONSIBLE = "utan ansvarig"
    NO_TIMEFRAME = "utan tidsplan"
    MEASURE_LATE = "åtgärd försenad"
    """Decided, but a measure is past its time and not done."""
    CLOSED = "avslutad"
    VOID = "makulerad"

    @property
    def light(self) -> "Light":
        return _LIGHTS[self]


class Light(StrEnum):
    """The traffic light; a row that is on its way has none."""

    RED = "röd"
    YELLOW = "gul"
    GREEN = "grön"
    GREY = "grå"
    NONE = ""


_LIGHTS = {
    RowState.LATE: Light.RED,
    RowState.MEASURE_LATE: Light.RED,
    RowState.SOON: Light.YELLOW,
    RowState.UNDATED: Light.YELLOW,
    RowState.NOT_ASKED: Light.YELLOW,
    RowState.NOT_SENT: Light.YELLOW,
    RowState.NO_MEASURE: Light.YELLOW,
    RowState.NO_RESPONSIBLE: Light.YELLOW,
    RowState.NO_TIMEFRAME: Light.YELLOW,
    RowState.ON_TIME: Light.NONE,
    RowState.DRAFT: Light.NONE,
    RowState.DECIDED: Light.GREEN,
    RowState.CLOSED: Light.GREY,
    RowState.VOID: Light.GREY,
}


@dataclass(frozen=True, kw_only=True)
class StatusRow:
    """One row of the list, ready to be read; ``COLUMNS`` gives the headings in their order."""

    remiss_id: str
    recommendation_id: str | None
    namnd_id: str
    diarienummer: str
    title: str
    number: str
    recommendation: str
    namnd: str
    sent: dt.date | None
    deadline: dt.date | None
    days_left: int | None
    """Calendar days; below 0 when the deadline has passed. None when answered, closed or without a date."""
    state: RowState
    position: Position | None
    measures: str
    """Several are numbered lines; line n of this, ``responsible``, ``timeframe`` and ``status`` is the same measure."""
    responsible: str
    timeframe: str
    status: str
    answered: bool
    """Decided by the namnd."""
    remaining: bool
    """An answer is still waited for."""
    is_assignment: bool = False
    """Measures that were decided without a recommendation: it is no question, and is not counted as one."""
    change: str = ""
    """What is new since the earlier list: ``""``, ``ny`` or ``ändrat: läge, tidsplan``."""


COLUMNS = (
    ("Diarienr", "diarienummer"),
    ("Ärende", "title"),
    ("Nr", "number"),
    ("Rekommendation", "recommendation"),
    ("Nämnd", "namnd"),
    ("Internremiss skickad", "sent"),
    ("Svar senast", "deadline"),
    ("Dagar kvar", "days_left"),
    ("Läge", "state"),
    ("Ställningstagande", "position"),
    ("Åtgärd", "measures"),
    ("Ansvarig", "responsible"),
    ("Tidsplan", "timeframe"),
    ("Status", "status"),
)
"""Heading and field of ``StatusRow``, in their order."""

_PASSES_BY_ITSELF = "days_left"


@dataclass(frozen=True, kw_only=True)
class NamndSummary:
    namnd: str
    total: int
    answered: int
    remaining: int
    late: int
    soon: int
    undated: int
    next_deadline: dt.date | None
    """The nearest day, from today on, by which an answer is waited for."""


def status_rows(
    facts: Iterable[StatusFacts],
    *,
    today: dt.date,
    earlier: Iterable[StatusFacts] | None = None,
    include_closed: bool = True,
) -> list[StatusRow]:
    """The list as it stands on ``today``: late first, then what has no date, then by deadline, what is answered last.

    ``earlier``: the facts as the register had them then; rows that differ from them are marked in ``change``.
    ``include_closed``: False leaves out closed and makulerade remisser.
    """
    before = None if earlier is None else {_key(each): _row(each, today) for each in earlier}
    rows = []
    for each in facts:
        if not include_closed and each.remiss_state in _CLOSED:
            continue
        row = _row(each, today)
        rows.append(row if before is None else replace(row, change=_change(row, before.get(_key(each)))))
    return sorted(rows, key=_order)


def summarise(rows: Sequence[StatusRow]) -> list[NamndSummary]:
    """One line a namnd: those with most late first, then in Swedish order."""
    of_namnd: defaultdict[str, list[StatusRow]] = defaultdict(list)
    for row in rows:
        if not row.is_assignment:
            of_namnd[row.namnd].append(row)
    summaries = [_summary(namnd, own) for namnd, own in of_namnd.items()]
    return sorted(summaries, key=lambda summary: (-summary.late, swedish_key(summary.namnd)))


_CLOSED = {RemissState.CLOSED: RowState.CLOSED, RemissState.VOID: RowState.VOID}
_ASKED = frozenset({CellState.ASKED, CellState.DRAFT, CellState.NOT_SENT})
_OPEN = _ASKED | {CellState.NOT_ASKED}
_DEADLINE_WORDS = {
    DeadlineState.LATE: RowState.LATE,
    DeadlineState.SOON: RowState.SOON,
    DeadlineState.UNDATED: RowState.UNDATED,
}


def _row(facts: StatusFacts, today: dt.date) -> StatusRow:
    cell = cell_state(facts)
    remaining = cell in _OPEN and facts.remiss_state not in _CLOSED
    return StatusRow(
        remiss_id=facts.remiss_id,
        recommendation_id=facts.recommendation_id,
        namnd_id=facts.namnd_id,
        diarienummer=facts.diarienummer,
        title=facts.title,
        number=facts.number,
        recommendation=facts.recommendation,
        namnd=facts.namnd,
        sent=facts.sent,
        deadline=facts.deadline,
        days_left=days_left(facts.deadline, today) if remaining else None,
        state=_state(facts, cell, today),
        position=facts.position,
        measures=_lines([measure.text for measure in facts.measures]),
        responsible=_lines([measure.responsible for measure in facts.measures], ", "),
        timeframe=_lines([measure.timeframe for measure in facts.measures]),
        status=_lines([_measure_status(measure, today) for measure in facts.measures]),
        answered=cell not in _OPEN,
        remaining=remaining,
        is_assignment=facts.is_assignment,
    )


def _state(facts: StatusFacts, cell: CellState, today: dt.date) -> RowState:
    if facts.remiss_state in _CLOSED:
        return _CLOSED[facts.remiss_state]
    if cell not in _OPEN:
        late = any(_is_late(measure, today) for measure in facts.measures)
        return RowState.MEASURE_LATE if late and cell is CellState.DECIDED else RowState(cell)
    deadline = deadline_state(facts.deadline, answered=False, today=today, warning_days=facts.warning_days)
    if deadline is DeadlineState.LATE:
        return RowState.LATE
    if cell in (CellState.NOT_ASKED, CellState.NOT_SENT):
        return RowState(cell)  # to be done before a deadline means anything
    if deadline in _DEADLINE_WORDS:
        return _DEADLINE_WORDS[deadline]
    return RowState.DRAFT if cell is CellState.DRAFT else RowState.ON_TIME


def _is_late(measure: MeasureFacts, today: dt.date) -> bool:
    due = understand(measure.timeframe).due
    return due is not None and due < today and measure.status is not MeasureState.DONE


def _measure_status(measure: MeasureFacts, today: dt.date) -> str:
    words = [str(measure.status)] if measure.status is not None else []
    if _is_late(measure, today):
        words.append("försenad")
    return ", ".join(words)


def _lines(texts: Sequence[str], between: str = " ") -> str:
    """One text as it is, several as numbered lines; ``between`` stands for the breaks within one of them."""
    if len(texts) < 2:
        return "".join(texts)
    lines = (between.join(filter(None, map(single_line, text.split("\n")))) for text in texts)
    return "\n".join(f"{number}. {line or '–'}" for number, line in enumerate(lines, 1))


def _key(facts: StatusFacts) -> tuple[str, str | None, str]:
    question = facts.recommendation if facts.is_assignment else facts.recommendation_id
    return facts.remiss_id, question, facts.namnd_id


def _change(row: StatusRow, before: StatusRow | None) -> str:
    if before is None:
        return "ny"
    fields = [(heading, name) for heading, name in COLUMNS if name != _PASSES_BY_ITSELF]
    changed = [heading.lower() for heading, name in fields if getattr(row, name) != getattr(before, name)]
    return f"ändrat: {', '.join(changed)}" if changed else ""


def _order(row: StatusRow) -> tuple[int, dt.date, str, str, str, str]:
    return (
        _rank(row),
        row.deadline or dt.date.max,
        diarienummer.sort_key(row.diarienummer),
        row.remiss_id,
        swedish_key(row.number),
        swedish_key(row.namnd),
    )


def _rank(row: StatusRow) -> int:
    if row.state.light is Light.GREY:
        return 5
    if row.state.light is Light.RED:
        return 0 if row.remaining else 1
    if not row.remaining:
        return 4
    return 2 if row.deadline is None else 3


def _summary(namnd: str, rows: Sequence[StatusRow]) -> NamndSummary:
    remaining = [row for row in rows if row.remaining]
    coming = [row.deadline for row in remaining if row.deadline is not None and row.state is not RowState.LATE]
    return NamndSummary(
        namnd=namnd,
        total=len(rows),
        answered=sum(row.answered for row in rows),
        remaining=len(remaining),
        late=sum(row.state is RowState.LATE for row in remaining),
        soon=sum(row.state is RowState.SOON for row in remaining),
        undated=sum(row.deadline is None for row in remaining),
        next_deadline=min(coming, default=None),
    )
