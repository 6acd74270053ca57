"""The status list's first sheet: what it is for, how it stands a nämnd, and what the words mean."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from secretary_app.domain.status_list import Light, NamndSummary, RowState
from secretary_app.excel.layout import (
    DATE_FORMAT,
    INK,
    LINE,
    Filled,
    add_sheet,
    font,
    head_cell,
    set_height,
    set_margin_texts,
)
from secretary_app.excel.status_look import COLOURS, StatusListHeading, paint

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

NOTHING = "Inget att visa"

_MEANINGS = {
    Light.RED: "Tiden har gått ut.",
    Light.YELLOW: "Något behöver göras.",
    Light.GREEN: "Nämnden har svarat och beslutat.",
    Light.GREY: "Ärendet är inte längre öppet.",
    Light.NONE: "Arbetet pågår och är i tid.",
}
_SUMMARY = (
    ("Nämnd", "namnd", 20),
    ("Frågor", "total", 12),
    ("Besvarade", "answered", 12),
    ("Återstår", "remaining", 12),
    ("Försenade", "late", 12),
    ("Snart", "soon", 12),
    ("Utan datum", "undated", 13),
    ("Nästa svarsdatum", "next_deadline", 20),
)
_COUNTED = ("total", "answered", "remaining", "late", "soon", "undated")


def add_summary(workbook: "Workbook", summary: Sequence[NamndSummary], heading: StatusListHeading) -> None:
    """Add the sheet to the workbook."""
    from openpyxl.styles import Alignment

    out = add_sheet(workbook, "Sammanfattning", [width for _, _, width in _SUMMARY])
    set_margin_texts(out, heading.title, heading.kommun)
    title = Filled(out).text(heading.title)
    title.font = font(bold=True, size=16)
    set_height(out, 1, 2)
    out.append([title])
    for line in heading.lines():
        out.append([Filled(out).text(line)])
    out.append([])
    sentence = Filled(out).text(_sentence(summary))
    sentence.font = font(bold=True, size=12)
    out.append([sentence])
    if not summary:
        return
    out.append([])
    heads = [head_cell(out, words, right=name in _COUNTED) for words, name, _ in _SUMMARY]
    heads[-1].alignment = Alignment(horizontal="left", indent=1, vertical="center")
    out.append(heads)
    for each in summary:
        out.append(_summary_cells(out, each, bold=False))
    if len(summary) > 1:
        out.append(_summary_cells(out, _all(summary), bold=True))
    _add_legend(out)


def _sentence(summary: Sequence[NamndSummary]) -> str:
    if not summary:
        return f"{NOTHING}."
    whole = _all(summary)
    if not whole.remaining:
        return "Alla svar har kommit in."
    late = "är försenat" if whole.late == 1 else "är försenade"
    told = ((whole.late, late), (whole.soon, "ska in snart"), (whole.undated, "saknar datum"))
    parts = [f"{count} {words}" for count, words in told if count]
    waiting = f"{whole.remaining} svar återstår"
    return f"{waiting}: {', '.join(parts)}." if parts else f"{waiting}, inget är försenat."


def _all(summary: Sequence[NamndSummary]) -> NamndSummary:
    coming = [each.next_deadline for each in summary if each.next_deadline]
    sums = {name: sum(getattr(each, name) for each in summary) for name in _COUNTED}
    return NamndSummary(namnd="Alla", next_deadline=min(coming, default=None), **sums)


def _summary_cells(out: "Worksheet", summary: NamndSummary, *, bold: bool) -> "list[Cell]":
    from openpyxl.styles import Alignment, Border, Side

    cells = []
    lights = {"late": Light.RED, "soon": Light.YELLOW, "undated": Light.YELLOW}
    for _, name, _ in _SUMMARY:
        value = getattr(summary, name)
        filled = Filled(out, DATE_FORMAT if name == "next_deadline" else "General")
        if isinstance(value, dt.date):
            cell = filled.date(value)
        else:
            cell = filled.number(value) if isinstance(value, int) else filled.text(value or "–")
        cell.font = font(bold=bold)
        cell.border = Border(bottom=Side("thin", color=LINE), top=Side("thin", color=INK) if bold else None)
        right = name in _COUNTED
        cell.alignment = Alignment(horizontal="right" if right else "left", indent=int(name == "next_deadline"))
        if name in lights and value:
            paint(cell, lights[name])
        cells.append(cell)
    return cells


def _add_legend(out: "Worksheet") -> None:
    from openpyxl.styles import Alignment

    out.append([])
    title = Filled(out).text("Så läses läget")
    title.font = font(bold=True)
    out.append([title])
    for light, meaning in _MEANINGS.items():
        name = Filled(out).text(light.value.capitalize() or "Utan färg")
        if light in COLOURS:
            paint(name, light)
        words = ", ".join(word for word in RowState if word.light is light)
        told = Filled(out).text(f"{meaning} {words[0].upper()}{words[1:]}.")
        told.alignment = Alignment(horizontal="left", indent=1)
        out.append([name, told])
