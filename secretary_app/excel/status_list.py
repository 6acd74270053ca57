"""The status list as a workbook for an arbetsutskott: a summary a nämnd, and a table that prints on A4."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.domain.model import MeasureState
from secretary_app.domain.status_list import COLUMNS, Light, NamndSummary, RowState, StatusRow
from secretary_app.excel.cells import cleaned
from secretary_app.excel.layout import (
    DATE_FORMAT,
    MOST_LINES,
    TEXT_FORMAT,
    Filled,
    add_sheet,
    body_cell,
    head_cell,
    lines_needed,
    save_workbook,
    set_height,
    set_margin_texts,
)
from secretary_app.excel.status_look import COLOURS, StatusListHeading, light_style
from secretary_app.excel.status_summary import NOTHING, add_summary
from secretary_app.excel.survey import column_letters

__all__ = ["StatusListHeading", "write_status_list"]

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {
    "diarienummer": 14,
    "title": 19,
    "number": 5,
    "recommendation": 33,
    "namnd": 8,
    "sent": 12,
    "deadline": 11,
    "days_left": 7,
    "state": 12,
    "position": 17,
    "measures": 28,
    "responsible": 18,
    "timeframe": 20,
    "status": 13,
    "change": 14,
}
_FORMATS = {"sent": DATE_FORMAT, "deadline": DATE_FORMAT, "days_left": "0", "number": TEXT_FORMAT}
_CHANGE = ("Ändrat", "change")
_CUT = " … (resten står i Beredd)"

_STATUS_LIGHTS = (
    (RowState.LATE, Light.RED),
    (MeasureState.NOT_STARTED, Light.RED),
    (MeasureState.STARTED, Light.YELLOW),
    (MeasureState.DONE, Light.GREEN),
)
"""Of several measures in a cell the one that is worst decides."""


def write_status_list(
    path: Path, rows: Sequence[StatusRow], summary: Sequence[NamndSummary], heading: StatusListHeading
) -> None:
    """Write the list. Raises UserError where the file cannot be written; what was there is then left."""

    def fill(workbook: "Workbook") -> None:
        add_summary(workbook, summary, heading)
        _add_table(workbook, rows, heading)

    save_workbook(path, heading.title, fill)


def _add_table(workbook: "Workbook", rows: Sequence[StatusRow], heading: StatusListHeading) -> None:
    columns = (*COLUMNS, _CHANGE) if heading.since else COLUMNS
    out = add_sheet(workbook, "Status", [_WIDTHS[field] for _, field in columns])
    out.freeze_panes = "C2"
    out.print_title_rows = "1:1"
    set_margin_texts(out, heading.title, " · ".join(heading.times()))
    last = max(len(rows), 1) + 1
    _add_lights(out, [field for _, field in columns], last)
    set_height(out, 1, 2)
    out.append([head_cell(out, title, size=10) for title, _ in columns])
    fillers = [_Filler(out, field) for _, field in columns]
    for number, row in enumerate(rows, 2):
        cells = [filler.cell(row) for filler in fillers]
        set_height(out, number, max(filler.lines for filler in fillers))
        out.append(cells)
    if not rows:
        out.append([None, Filled(out).text(NOTHING)])
    _make_table(out, [title for title, _ in columns], last)


def _make_table(out: "Worksheet", titles: Sequence[str], last: int) -> None:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    reference = f"A1:{column_letters(len(titles))}{last}"
    table = Table(
        displayName="Statuslista",
        ref=reference,
        autoFilter=AutoFilter(ref=reference),
        tableColumns=[TableColumn(id=number, name=title) for number, title in enumerate(titles, 1)],
        tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=False),
    )
    # add_table() warns of columns that are missing, whether they are or not.
    out.tables.add(table)


class _Filler:
    """Fills one column's cells, row by row."""

    def __init__(self, out: "Worksheet", field: str) -> None:
        self.lines = 1
        """Of the cell filled last."""
        self._field = field
        self._width = _WIDTHS[field]
        across = "center" if field == "days_left" else "left"
        self._filled = body_cell(out, _FORMATS.get(field, "General"), across)

    def cell(self, row: StatusRow) -> "Cell":
        value = getattr(row, self._field)
        self.lines = 1
        if isinstance(value, dt.date):
            return self._filled.date(value)
        if isinstance(value, int):
            return self._filled.number(value)
        if self._field == "recommendation" and not value and row.recommendation_id is None:
            value = "Hela remissen"
        text, self.lines = _fitting(value or "", self._width)
        return self._filled.text(text)


def _fitting(text: str, width: float) -> tuple[str, int]:
    """The text, cut where it would make the row taller than Excel shows, and the lines that it takes."""
    if len(text) < width and "\n" not in text:
        return text, 1
    text = cleaned(text)
    lines = lines_needed(text, width)
    if lines <= MOST_LINES:
        return text, lines
    # Each round takes a tenth away, so that no text takes more than a few dozen of them.
    while lines_needed(text + _CUT, width) > MOST_LINES:
        text = text[: len(text) * 9 // 10].rpartition(" ")[0] or text[: len(text) * 9 // 10]
    return text.rstrip() + _CUT, MOST_LINES


def _add_lights(out: "Worksheet", fields: Sequence[str], last: int) -> None:
    from openpyxl.formatting.rule import Rule

    def add(reference: str, formula: str, light: Light, *, tint: bool = False) -> None:
        rule = Rule(type="expression", dxf=light_style(light, tint=tint), stopIfTrue=True, formula=[formula])
        out.conditional_formatting.add(reference, rule)

    days, state, status = (column_letters(fields.index(name) + 1) for name in ("days_left", "state", "status"))
    for light in COLOURS:
        words = (f'${state}2="{word}"' for word in RowState if word.light is light)
        formula = f"OR({','.join(words)})"
        add(f"{state}2:{state}{last}", formula, light)
        if light is not Light.GREY:
            add(f"{days}2:{days}{last}", formula, light, tint=True)
    for word, light in _STATUS_LIGHTS:
        # A measure that is not begun is red but not yet late: it is only tinted.
        formula = f'ISNUMBER(SEARCH("{word}",${status}2))'
        add(f"{status}2:{status}{last}", formula, light, tint=word != RowState.LATE)
