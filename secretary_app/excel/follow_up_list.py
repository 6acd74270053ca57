"""The measures of Uppföljning as a workbook."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.domain.follow_up import FollowUpRow
from secretary_app.domain.model import MeasureState
from secretary_app.domain.status_list import Light
from secretary_app.domain.swedish_dates import in_words
from secretary_app.excel.layout import add_sheet, fill_list, save_workbook, set_margin_texts
from secretary_app.excel.status_look import light_style

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = (
    ("Status", 13),
    ("Status per", 11),
    ("Åtgärd", 40),
    ("Nämnd", 10),
    ("Ansvarig", 22),
    ("Tidsplan", 20),
    ("Klar senast", 11),
    ("Försenad", 9),
    ("Diarienr", 14),
    ("Ärende", 30),
    ("Rek.", 6),
    ("Rekommendation", 40),
    ("Anteckning", 24),
)
_CHANGE = ("Ändrat", 16)
_DATES = ("Status per", "Klar senast")
_Value = str | dt.date | None
_LIGHTS = {
    MeasureState.NOT_STARTED: Light.RED,
    MeasureState.STARTED: Light.YELLOW,
    MeasureState.DONE: Light.GREEN,
}


def write_follow_up(
    path: Path, rows: Sequence[FollowUpRow], *, kommun: str, on: dt.date, since: dt.date | None = None
) -> None:
    """Write the measures as they stood on the day ``on``; ``since``: with a column of what has changed after it.

    Raises UserError where the file cannot be written; what was there is then left.
    """

    columns = (*_COLUMNS, _CHANGE) if since else _COLUMNS

    def fill(workbook: "Workbook") -> None:
        out = add_sheet(workbook, "Uppföljning", [width for _, width in columns])
        out.freeze_panes = "D2"
        set_margin_texts(out, " · ".join(filter(None, ("Uppföljning av åtgärder", kommun))), f"Läget {in_words(on)}")
        _add_lights(out, max(len(rows), 1) + 1)
        fill_list(out, columns, [_values(row, since)[: len(columns)] for row in rows], _DATES)

    save_workbook(path, "Uppföljning", fill)


def _values(row: FollowUpRow, since: dt.date | None) -> list[_Value]:
    """What stands in the cells, in the order of the columns; the last is what has changed."""
    change = "Ny" if row.is_new else f"Var {row.before}" if row.before and since else ""
    return [
        row.status.capitalize(),
        row.status_date,
        row.text,
        row.namnder,
        row.responsible,
        row.timeframe,
        row.due,
        "ja" if row.is_late else "",
        row.diarienummer,
        row.title,
        row.number,
        row.recommendation,
        row.note,
        change,
    ]


def _add_lights(out: "Worksheet", last: int) -> None:
    """The colour of the status, and of what is late; the word always stands there too."""
    from openpyxl.formatting.rule import Rule

    # A measure that is not begun is red but not yet late: it is only tinted.
    rules = [("A", f'$A2="{state.capitalize()}"', light, True) for state, light in _LIGHTS.items()]
    for column, formula, light, tint in [*rules, ("H", '$H2="ja"', Light.RED, False)]:
        rule = Rule(type="expression", dxf=light_style(light, tint=tint), stopIfTrue=True, formula=[formula])
        out.conditional_formatting.add(f"{column}2:{column}{last}", rule)
