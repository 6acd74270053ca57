"""The table "Rekommendation / Genomförd"."""

import datetime as dt
from collections.abc import Callable

from secretary_app.domain.date_words import day
from secretary_app.domain.model import VerdictWord
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.verdicts import EarlierRow
from secretary_app.ui.style.shapes import State
from secretary_app.ui.tables.cells import Cell, Column

WORDS = {
    VerdictWord.DONE: ("Ja", State.DONE),
    VerdictWord.PARTLY: ("Delvis", State.STARTED),
    VerdictWord.NOT_DONE: ("Nej", State.NOT_STARTED),
    VerdictWord.OBSOLETE: ("Inte aktuell", State.INFORMED),
}
"""What the auditors write, and the shape of it."""
UNSAID = "Inte bedömd"
GIVES_WAY = {"svar": 0, "arende": 120, "till": 64, "sagt": 120}
_RANKS = (None, VerdictWord.NOT_DONE, VerdictWord.PARTLY, VerdictWord.OBSOLETE, VerdictWord.DONE)


def columns(day_now: Callable[[], dt.date]) -> list[Column[EarlierRow]]:
    """The columns, with dates as they read on the day that ``day_now`` tells."""
    return [
        Column("genomford", "Genomförd", _verdict, _verdict_key, width=128),
        Column("rekommendation", "Rekommendation", _text, lambda row: swedish_key(row.text), width=380, stretch=True),
        Column("arende", "Ärende", _matter, lambda row: row.order, width=190),
        Column("till", "Till", lambda row: Cell(row.namnder, tip=row.namnder), width=96),
        Column("svar", "Svar och åtgärder", _answers, lambda row: swedish_key(row.answers), width=190),
        Column("sagt", "Sagt", lambda row: _said(row, day_now()), _said_key, width=190),
    ]


def _verdict(row: EarlierRow) -> Cell:
    if row.verdict is None:
        return Cell(UNSAID, state=State.UNDATED, tone="none")
    words, state = WORDS[row.verdict.verdict]
    return Cell(words, state=state, tone=state.token, tip=row.verdict.words)


def _verdict_key(row: EarlierRow) -> tuple[int, object]:
    return _RANKS.index(row.verdict.verdict if row.verdict else None), row.order


def _text(row: EarlierRow) -> Cell:
    said = f"”{row.verdict.words}”" if row.verdict and row.verdict.words else ""
    return Cell(row.text, said, tip=f"{row.text}\n{said}".strip())


def _matter(row: EarlierRow) -> Cell:
    return Cell(f"{row.diarienummer or 'saknas'} rek {row.number}", row.title, tip=f"{row.diarienummer}\n{row.title}")


def _answers(row: EarlierRow) -> Cell:
    done = "åtgärden" if row.measures == 1 else "åtgärderna"
    measures = f"{row.done} av {row.measures} {done} klara" if row.measures else "ingen åtgärd"
    if row.measures == 1:
        measures = "åtgärden är klar" if row.done else "åtgärden är inte klar"
    return Cell(row.answers or "inget svar", measures, tip=f"{row.answers}\n{measures}".strip())


def _said(row: EarlierRow, today: dt.date) -> Cell:
    if row.verdict is None:
        return Cell("–", tone="text2")
    when = day(row.verdict.date, today) if row.verdict.date else ""
    where = row.said_in and f"{row.said_in} rek {row.led_to}" if row.led_to else row.said_in
    first = ", ".join(filter(None, (row.verdict.according_to, when)))
    return Cell(first or where or "–", where if first else "", tip="\n".join(filter(None, (first, where))))


def _said_key(row: EarlierRow) -> tuple[dt.date, object]:
    said = row.verdict.date if row.verdict and row.verdict.date else dt.date.min
    return said, row.order
