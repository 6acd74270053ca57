"""How far the measures of a yttrande have come, on one day: a word and a colour for each row of its table."""

import datetime as dt
from dataclasses import replace

from secretary_app.domain.model import MeasureState
from secretary_app.domain.swedish_dates import in_words
from secretary_app.word import sources
from secretary_app.word.data import DraftData
from secretary_app.word.field import Field, Member
from secretary_app.word.sources import Put, Row

COLOURS = {
    MeasureState.NOT_STARTED: "E87A72",
    MeasureState.STARTED: "FFDD6B",
    MeasureState.DONE: "8CCB9B",
}
"""Red, yellow, green: behind black text, which has a contrast of at least 7 against each."""
_NO_COLOUR = "auto"
"""What Word calls a cell's fill that is none."""


def status_date(data: DraftData) -> dt.date | None:
    """The day for which the statuses stand: that of the latest. None: none is known."""
    found = (
        facts.status.as_of
        for question in data.questions
        for answer in question.answers
        for facts in answer.measures
        if facts.status
    )
    return max(found, default=None)


def table_rows(put: Put) -> list[Row]:
    """``sources.measure_rows``, where the first knows that it is."""
    rows = sources.measure_rows(put)
    return [replace(row, is_first=place == 0) for place, row in enumerate(rows)]


def _word(row: Row) -> str:
    return sources.of_measure(lambda facts: sources.STATES[facts.status.status] if facts.status else "")(row)


def _colour(row: Row) -> str:
    return COLOURS[row.facts.status.status] if row.facts and row.facts.status else _NO_COLOUR


def _own_date(row: Row) -> str:
    """Where the status stands for another day than the rest of the table."""
    status = row.facts.status if row.facts else None
    return status.as_of.isoformat() if status and row.on not in (None, status.as_of) else ""


def _legend(data: DraftData) -> str:
    date = status_date(data)
    day = f"den {in_words(date)}" if date else "[Ange datum]"
    return (
        f"Tabellen visar också status per {day}: röd färg betyder ej påbörjad, gul färg påbörjad och grön färg klar. "
        "Statusen står även i ord."
    )


def _iso(data: DraftData) -> str:
    date = status_date(data)
    return date.isoformat() if date else ""


def _words(data: DraftData) -> str:
    date = status_date(data)
    return in_words(date) if date else ""


MEASURE_STATUS: tuple[Member[Row], ...] = (
    Field("är_först", "Sant på den första av en rekommendations åtgärdsrader", lambda row: row.is_first),
    Field("status_ord", "Status utan datum: Påbörjad", _word, "Ange status"),
    Field("status_datum", "Statusens datum, där det är ett annat än de andras; annars falskt", _own_date),
    Field("status_färg", "Färgen till cellens bakgrund: {% cellbg åtgärd.status_färg %}", _colour),
)
STATUS_FIELDS: tuple[Member[DraftData], ...] = (
    Field("status.datum", "Den dag som åtgärdernas status gäller, i ord: 1 januari 2025", _words, "Ange datum"),
    Field("status.datum_iso", "Den dag som åtgärdernas status gäller, i siffror: 2025-01-01", _iso, "Ange datum"),
    Field("mening.status", "Vilken dag statusen gäller och vad färgerna betyder", _legend),
)
