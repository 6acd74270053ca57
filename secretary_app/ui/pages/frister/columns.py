"""The columns of the list of deadlines."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from secretary_app.domain.date_words import day, near_day, time_left
from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow, moved_words
from secretary_app.domain.diarienummer import sort_key
from secretary_app.domain.sorting import swedish_key
from secretary_app.ui.style.shapes import State
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.grouped import Heading, Line

NEVER_ELIDED = ("lage", "dag")
_TONED = (State.LATE, State.SOON, State.UNDATED, State.NOT_SENT, State.TODO)


def columns(day_now: Callable[[], dt.date], reminded: Callable[[DeadlineRow], dt.date | None]) -> list[Column[Line]]:
    """The columns, with dates as they read on the day that ``day_now`` tells; ``reminded``: when a row last was."""
    return [
        _column("lage", "Läge", _state, lambda row: (row.state.rank, row.order), width=124, heading=True),
        _column("dag", "Dag", lambda row: _day(row, day_now()), lambda row: row.order, width=150),
        _column("vad", "Vad", _what, lambda row: _key(row.what), width=380, stretch=True),
        _column("vem", "Vem", _who, lambda row: (_key(row.namnder), row.order), width=150),
        _column("arende", "Ärende", _matter, lambda row: sort_key(row.diarienummer), width=220),
        _column(
            "pamind",
            "Påmind",
            lambda row: _reminded(reminded(row), day_now()),
            lambda row: (reminded(row) or dt.date.min, row.order),
            width=96,
        ),
    ]


@lru_cache(maxsize=1 << 17)
def _key(text: str) -> str:
    """The Swedish key, remembered: many rows say the same."""
    return swedish_key(text)


def _column(
    key: str,
    words: str,
    cell: Callable[[DeadlineRow], Cell],
    sort: Callable[[DeadlineRow], Any],
    *,
    width: int,
    stretch: bool = False,
    heading: bool = False,
) -> Column[Line]:
    """A column of rows; a heading says what it is in the first of them."""

    def of_line(line: Line) -> Cell:
        if isinstance(line, Heading):
            return line.cell if heading else Cell()
        return cell(line)

    def key_of(line: Line) -> Any:
        return None if isinstance(line, Heading) else sort(line)

    return Column(key, words, of_line, key_of, width=width, stretch=stretch)


def _state(row: DeadlineRow) -> Cell:
    state = State(row.state.value)
    return Cell(row.state.value.capitalize(), state=state, tone=state.token, strong=state is State.LATE)


def _day(row: DeadlineRow, today: dt.date) -> Cell:
    state = State(row.state.value)
    tone = state.token if state in _TONED else ""
    tip = "\n".join(moved_words(each, today) for each in row.moved)
    if row.date is None:
        return Cell("saknas", "F2 sätter datum" if row.can_move else "", tone=tone, tip=tip)
    second = time_left(row.date, today) + (", flyttad" if any(each.old for each in row.moved) else "")
    whole = f"{near_day(row.date, today)}, {second}"
    return Cell(near_day(row.date, today), second, tone=tone, tip="\n".join(filter(None, (whole, tip))))


def _what(row: DeadlineRow) -> Cell:
    return Cell(row.what, row.more, tip=f"{row.what}\n{row.more}")


def _who(row: DeadlineRow) -> Cell:
    if not row.namnder:
        return Cell(row.handlaggare or "ingen ansvarig", tone="" if row.handlaggare else "soon")
    nobody = "ingen ansvarig" if row.kind is DeadlineKind.MEASURE else ""
    return Cell(
        row.namnder,
        row.handlaggare or nobody,
        tone="" if row.handlaggare else "soon",
        tip=", ".join(filter(None, (row.namnder, row.handlaggare))),
    )


def _reminded(date: dt.date | None, today: dt.date) -> Cell:
    return Cell(day(date, today) if date else "–", tone="" if date else "text2")


def _matter(row: DeadlineRow) -> Cell:
    return Cell(row.diarienummer or "saknas", row.title, tip=f"{row.diarienummer} {row.title}".strip())
