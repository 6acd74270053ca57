"""The list for fullmäktige of motioner and medborgarförslag whose preparation is not finished (KL 5 kap. 35 §)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Kommun, Remiss, RemissState
from secretary_app.domain.motions import YEAR_KINDS, Unprepared, year_limit
from secretary_app.operations.overview import RemissRow, overview
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import replace_file


def unprepared(register: Register, today: dt.date) -> list[Unprepared]:
    """Those that are open, the oldest first."""
    rows = {each.id: each for each in overview(register, today)}
    found = [
        _unprepared(each, rows[each.id], today)
        for each in register.find(Remiss, kind=YEAR_KINDS, state=RemissState.OPEN)
    ]
    return sorted(found, key=lambda each: (each.raised or dt.date.min, each.diarienummer))


def _unprepared(remiss: Remiss, row: RemissRow, today: dt.date) -> Unprepared:
    said = [f"{row.answered} av {row.total} nämnder har svarat"] if row.total else []
    if row.next is not None and row.next.date is not None:
        said.append(f"{row.next.words} {day(row.next.date, today)}")
    return Unprepared(
        remiss.diarienummer,
        remiss.title,
        remiss.kind,
        remiss.sender,
        remiss.received,
        year_limit(remiss.received) if remiss.received else None,
        ", ".join(said) or "ingen beredning än",
        remiss.handlaggare,
    )


@dataclass(frozen=True)
class UnpreparedList:
    path: Path
    rows: Sequence[Unprepared]
    kept: Path | None
    """Where the file that had the name before is kept."""


def make_unprepared_list(register: Register, out: Path, today: dt.date) -> UnpreparedList:
    """Write the list as a workbook.

    Raises UserError where there is none to tell of, or the file cannot be written; what was there is then left.
    """
    from secretary_app.excel.unprepared_list import write_unprepared

    rows = unprepared(register, today)
    if not rows:
        raise UserError("Det finns inga öppna motioner eller medborgarförslag att redovisa.")
    kommun = next((each.name for each in register.find(Kommun)), "")
    kept = replace_file(out, lambda path: write_unprepared(path, rows, kommun=kommun, on=today))
    return UnpreparedList(out, rows, kept)
