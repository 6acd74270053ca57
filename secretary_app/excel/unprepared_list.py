"""The list of motioner and medborgarförslag that are not prepared, as a workbook for fullmäktige."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.domain.motions import Unprepared
from secretary_app.domain.status_list import Light
from secretary_app.domain.swedish_dates import in_words
from secretary_app.excel.layout import add_sheet, fill_list, save_workbook, set_margin_texts
from secretary_app.excel.status_look import light_style

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
        out.freeze_panes = "C2"
        set_margin_texts(out, " · ".join(filter(None, (_TITLE, kommun))), f"Läget {in_words(on)}")
        red = Rule(type="expression", dxf=light_style(Light.RED), formula=['$G2="ja"'])
        out.conditional_formatting.add(f"G2:G{len(rows) + 1}", red)
        fill_list(out, _COLUMNS, [_values(row, on) for row in rows], _DATES)

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
