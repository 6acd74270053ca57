"""The columns of the list of remisser."""

import datetime as dt
from collections.abc import Callable

from secretary_app.domain.date_words import day, time_left
from secretary_app.operations.overview import RemissRow
from secretary_app.ui.style.shapes import State
from secretary_app.ui.tables.cells import Badge, Cell, Column

_LAST = dt.date.max


NEVER_ELIDED = ("diarienr", "svar", "besvarade", "frist", "status")
"""Their columns are at least as wide as what stands in them."""


def columns(day_now: Callable[[], dt.date]) -> list[Column[RemissRow]]:
    """The columns, with dates as they read on the day that ``day_now`` tells."""
    return [
        Column("diarienr", "Diarienr", _diarienummer, lambda row: row.diarienummer_key, width=112),
        Column("arende", "Ärende", _title, lambda row: row.title_key, width=340, stretch=True),
        Column("fran", "Från", lambda row: _sender(row, day_now()), lambda row: row.sender_key, width=168),
        Column(
            "svar",
            "Svar senast",
            lambda row: _answer_by(row, day_now()),
            lambda row: (row.answer_by or _LAST, row.id),
            width=142,
        ),
        Column("namnder", "Nämnder", _badges, lambda row: (_urgency(row), row.id), width=232),
        Column("besvarade", "Besvarade", _answered, lambda row: (row.answered - row.total, row.id), width=92),
        Column("frist", "Nästa frist", lambda row: _next(row, day_now()), lambda row: row.urgency_key, width=150),
        Column("status", "Status", _status, lambda row: row.urgency_key, width=132),
        Column("handlaggare", "Handläggare", lambda row: row.handlaggare, lambda row: row.handlaggare_key, width=150),
    ]


GIVES_WAY = {"fran": 0, "besvarade": 0, "handlaggare": 0, "svar": 0, "namnder": 96}
"""What is hidden or narrowed where the window is small: never the next deadline and the status."""
HIDDEN_AT_FIRST = ("handlaggare",)


def _diarienummer(row: RemissRow) -> Cell:
    return Cell(row.diarienummer or "saknas", tone="" if row.diarienummer else "none")


def _title(row: RemissRow) -> Cell:
    return Cell(row.title, row.subtitle, tip=row.title)


def _sender(row: RemissRow, today: dt.date) -> Cell:
    came = f"inkom {day(row.received, today)}" if row.received else ""
    return Cell(row.sender or row.firm, came, tip=", ".join(filter(None, (row.sender, row.firm))))


def _answer_by(row: RemissRow, today: dt.date) -> Cell:
    if row.answer_by is None:
        return Cell("saknas", tone="none")
    if not row.is_open or row.status == "besvarad":
        return Cell(day(row.answer_by, today))
    return Cell(
        day(row.answer_by, today), time_left(row.answer_by, today), tone="late" if row.answer_by < today else ""
    )


def _badges(row: RemissRow) -> Cell:
    if row.alone:
        return Cell(row.alone, tone="text2")
    return Cell(
        badges=tuple(Badge(each.namnd, State(each.state.value), f"{each.namnd}: {each.words}") for each in row.badges)
    )


def _urgency(row: RemissRow) -> int:
    return min((each.state.rank for each in row.badges), default=99)


def _answered(row: RemissRow) -> str:
    return f"{row.answered} av {row.total}" if row.total else "–"


def _next(row: RemissRow, today: dt.date) -> Cell:
    if row.next is None:
        return Cell("–")
    state = State(row.next.state.value)
    tone = state.token if state in (State.LATE, State.SOON, State.UNDATED, State.NOT_SENT, State.TODO) else ""
    return Cell(day(row.next.date, today) if row.next.date else "saknas", row.next.words, tone=tone)


def _status(row: RemissRow) -> Cell:
    state = State(row.status.badge.value)
    return Cell(row.status.capitalize(), state=state, tone=state.token if state else "", strong=state is State.LATE)
