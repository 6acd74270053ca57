"""The columns of a year's meetings, and the days that are typed into them."""

import datetime as dt
from collections.abc import Callable

from secretary_app.domain.date_words import day_with_weekday
from secretary_app.domain.pasted_dates import DateFault, dates_or_fault, read_dates
from secretary_app.domain.workdays import why_free
from secretary_app.operations.editing_meetings import MeetingRow, MeetingState
from secretary_app.ui.style.shapes import State
from secretary_app.ui.tables.cells import Cell, Column

_STATES = {
    MeetingState.HELD: State.DONE,
    MeetingState.NEXT: State.SOON,
    MeetingState.COMING: State.ON_TIME,
    MeetingState.CANCELLED: State.NONE,
}
_SOON_DAYS = 14


def columns(day_now: Callable[[], dt.date]) -> list[Column[MeetingRow]]:
    """The columns as they read on the day that ``day_now`` tells; the days can be typed."""
    return [
        Column("status", "Status", _status, lambda each: list(MeetingState).index(each.state), width=112),
        Column("date", "Sammanträde", _date, lambda each: each.meeting.date, width=144, editable=True),
        Column(
            "manusstopp",
            "Manusstopp",
            lambda each: _manusstopp(each, day_now()),
            lambda each: each.manusstopp,
            width=132,
            stretch=True,
            editable=True,
        ),
        Column("utskick", "Utskick", _utskick, _utskick_key, width=126, editable=True),
        Column("justering", "Justeras", _justering, lambda each: each.justering, width=140),
        Column("arenden", "Ärenden", _count, lambda each: each.remisser, width=72, right=True),
    ]


def _status(each: MeetingRow) -> Cell:
    state = _STATES[each.state]
    return Cell(each.state.value.capitalize(), state=state, tone=state.token)


def _date(each: MeetingRow) -> Cell:
    date = each.meeting.date
    return Cell(
        weekday_day(date), state=State.TODO if why_free(date) else State.NONE, tone=_quiet(each), tip=each.remark
    )


def _manusstopp(each: MeetingRow, today: dt.date) -> Cell:
    is_soon = each.state is MeetingState.NEXT and 0 <= (each.manusstopp - today).days <= _SOON_DAYS
    how = "Inskrivet för hand." if each.by_hand else "Räknat från nämndens dagar."
    return Cell(
        weekday_day(each.manusstopp),
        state=State.TODO if each.by_hand and why_free(each.manusstopp) else State.NONE,
        tone="soon" if is_soon else _quiet(each),
        strong=is_soon,
        tip=" ".join(filter(None, (how, each.remark))),
    )


def _utskick(each: MeetingRow) -> Cell:
    day = each.meeting.utskick
    if day is None:
        return Cell("–", tone="text2", tip="Handlingarnas utskick till ledamöterna: F2 skriver in dagen.")
    return Cell(weekday_day(day), state=State.TODO if why_free(day) else State.NONE, tone=_quiet(each))


def _utskick_key(each: MeetingRow) -> dt.date:
    return each.meeting.utskick or dt.date.max


def _justering(each: MeetingRow) -> Cell:
    if each.state is MeetingState.CANCELLED:
        return Cell("–", tone=_quiet(each))
    if each.justering == each.meeting.date:
        return Cell("samma dag", tone=_quiet(each))
    return Cell(weekday_day(each.justering), tone=_quiet(each), tip="Räknat från nämndens dagar.")


def _quiet(each: MeetingRow) -> str:
    return "text2" if each.state in (MeetingState.HELD, MeetingState.CANCELLED) else ""


def _count(each: MeetingRow) -> str:
    return str(each.remisser) if each.remisser else "–"


def weekday_day(date: dt.date) -> str:
    """``tis 27 januari``: the year stands over the table."""
    return day_with_weekday(date, date)


def typed_day(words: str, year: int) -> dt.date | None:
    """The one day that a person typed (``27/1``, ``2026-01-27``, ``tis 27 januari``); None where it is none."""
    found = read_dates(words, year)
    return found[0].date if found and len(found) == 1 else None


def typed_manusstopp(words: str, meeting: dt.date) -> dt.date | None:
    """Like ``typed_day``; before a meeting in January a day without a year is of the year before."""
    found = read_dates(words, meeting.year)
    if not found or len(found) != 1:
        return None
    if found[0].date > meeting and not found[0].year_given:
        return found[0].a_year_earlier().date
    return found[0].date


def why_no_day(words: str, year: int) -> str:
    """What is wrong with the words that a person typed as a day, as a sentence."""
    found = dates_or_fault(words.strip(), year)
    why = found.reason if isinstance(found, DateFault) else f"”{words.strip()}” är inte en dag"
    return f"{why[0].upper()}{why[1:]}. Skriv till exempel 27/1."
