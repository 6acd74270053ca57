"""The list of motioner and medborgarförslag that are not prepared, as a workbook for fullmäktige."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.domain.motions import Unprepared
from secretary_app.domain.status_list import Light
from secretary_app.domain.swedish_dates import in_words
from secretary_app.excel.layout import (
    DATE_FORMAT,
    MOST_LINES,
    TEXT_FORMAT,
    add_sheet,
    body_cell,
    head_cell,
    lines_needed,
    save_workbook,
    set_height,
    set_margin_texts,
)
from secretary_app.excel.status_look import light_style
from secretary_app.excel.survey import column_letters

if TYPE_CHECKING:
    from openpyxl import Workbook

_COLUMNS = (
    ("Diarienr", 15),
    ("Ärende", 46),
    ("Typ", 18),
    ("Väckt av", 26),
    ("Väckt", 12),
    ("Ett år", 12),
    ("Över ett år", 11),
    ("Beredning", 40),
    ("Handläggare", 22),
)
_DATES = ("Väckt", "Ett år")
_TITLE = "Motioner och medborgarförslag som inte är färdigberedda"


def write_unprepared(path: Path, rows: Sequence[Unprepared], *, kommun: str, on: dt.date) -> None:
    """Write the list as it stands on the day ``on``.

    Raises UserError where the file cannot be written; what was there is then left.
    """

    def fill(workbook: "Workbook") -> None:
        from openpyxl.formatting.rule import Rule

        out = add_sheet(workbook, "Ej färdigberedda", [width for _, width in _COLUMNS])
        last = len(rows) + 1
        out.freeze_panes = "C2"
        out.print_title_rows = "1:1"
        set_margin_texts(out, " · ".join(filter(None, (_TITLE, kommun))), f"Läget {in_words(on)}")
        red = Rule(type="expression", dxf=light_style(Light.RED), formula=['$G2="ja"'])
        out.conditional_formatting.add(f"G2:G{last}", red)
        out.append([head_cell(out, title) for title, _ in _COLUMNS])
        filled = [body_cell(out, DATE_FORMAT if title in _DATES else TEXT_FORMAT) for title, _ in _COLUMNS]
        for number, row in enumerate(rows, 2):
            values = _values(row, on)
            lines = [
                lines_needed(value, width)
                for value, (_, width) in zip(values, _COLUMNS, strict=True)
                if isinstance(value, str)
            ]
            set_height(out, number, min(MOST_LINES, max(lines)))
            out.append(
                [
                    each.date(value) if isinstance(value, dt.date) else each.text(value or "")
                    for each, value in zip(filled, values, strict=True)
                ]
            )
        out.auto_filter.ref = f"A1:{column_letters(len(_COLUMNS))}{last}"

    save_workbook(path, _TITLE, fill)


def _values(row: Unprepared, on: dt.date) -> list[str | dt.date | None]:
    return [
        row.diarienummer,
        row.title,
        row.kind,
        row.raised_by,
        row.raised,
        row.limit,
        "ja" if row.is_over(on) else "nej",
        row.preparing,
        row.handlaggare,
    ]
