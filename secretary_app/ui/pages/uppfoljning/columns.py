"""The columns of the list of measures."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache

from secretary_app.domain.date_words import day
from secretary_app.domain.diarienummer import sort_key
from secretary_app.domain.follow_up import FollowUpRow
from secretary_app.domain.model import MeasureState
from secretary_app.domain.sorting import swedish_key
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.widgets.measure_status import STATES

GIVES_WAY = {"arende": 138, "andrat": 92, "namnd": 60, "ansvarig": 0}
"""What is narrowed or hidden where the window is small: never the status and the time."""
_RANKS = {MeasureState.NOT_STARTED: 0, MeasureState.STARTED: 1, MeasureState.DONE: 2}


def columns(day_now: Callable[[], dt.date]) -> list[Column[FollowUpRow]]:
    """The columns, with dates as they read on the day that ``day_now`` tells."""
    return [
        Column("status", "Status", _status, lambda row: (_RANKS[row.status], row.order), width=132),
        Column("atgard", "Åtgärd", _measure, lambda row: _key(row.text), width=380, stretch=True),
        Column("arende", "Ärende", _matter, lambda row: (_number_key(row.diarienummer), row.number), width=210),
        Column("namnd", "Nämnd", _namnder, lambda row: (_key(row.namnder), row.order), width=92),
        Column("ansvarig", "Ansvarig", _responsible, lambda row: (_key(row.responsible), row.order), width=170),
        Column("tid", "Tidsplan", lambda row: _time(row, day_now()), lambda row: row.order, width=176),
        Column("andrat", "Ändrat", lambda row: _changed(row, day_now()), _change_key, width=150),
    ]


@lru_cache(maxsize=1 << 17)
def _key(text: str) -> str:
    """The Swedish key, remembered: many rows say the same."""
    return swedish_key(text)


@lru_cache(maxsize=1 << 15)
def _number_key(diarienummer: str) -> str:
    return sort_key(diarienummer)


def _status(row: FollowUpRow) -> Cell:
    state = STATES[row.status]
    tip = f"Per {row.status_date}" if row.status_date else "Ingen status är satt än"
    return Cell(row.status.capitalize(), state=state, tone=state.token, tip="\n".join(filter(None, (tip, row.note))))


def _measure(row: FollowUpRow) -> Cell:
    return Cell(row.text, row.recommendation or "Uppdrag utan rekommendation", tip=f"{row.text}\n{row.recommendation}")


def _matter(row: FollowUpRow) -> Cell:
    number = f" rek {row.number}" if row.number else ""
    return Cell(f"{row.diarienummer or 'saknas'}{number}", row.title, tip=f"{row.diarienummer}\n{row.title}".strip())


def _namnder(row: FollowUpRow) -> Cell:
    return Cell(row.namnder, tip=row.namnder) if row.namnder else Cell("ingen än", tone="soon")


def _responsible(row: FollowUpRow) -> Cell:
    if row.responsible:
        return Cell(row.responsible, tip=row.responsible)
    return Cell("ingen ansvarig", tone="text2" if row.is_done else "soon")


def _time(row: FollowUpRow, today: dt.date) -> Cell:
    """The words as they were written, and under them what they mean."""
    words = row.timeframe if row.is_timed else "utan tidsplan"
    if row.is_done:
        return Cell(words, f"klar {day(row.status_date, today)}" if row.status_date else "klar", tone="text2")
    if row.due is None:
        return Cell(words, row.occasion or "inget datum", tone="" if row.occasion else "none", tip=row.timeframe)
    if row.is_late:
        return Cell(words, f"gick ut {day(row.due, today)}", tone="late", tip=row.timeframe)
    return Cell(words, f"senast {day(row.due, today)}", tip=row.timeframe)


def _changed(row: FollowUpRow, today: dt.date) -> Cell:
    if row.is_new:
        return Cell("Ny", tone="accent")
    if row.before is None:
        return Cell()
    when = day(row.status_date, today) if row.status_date else ""
    return Cell(f"från {row.before}", when, tone="text2", tip=f"{row.before} → {row.status}")


def _change_key(row: FollowUpRow) -> tuple[bool, int, object]:
    return not row.is_changed, -(row.status_date or dt.date.min).toordinal(), row.order
