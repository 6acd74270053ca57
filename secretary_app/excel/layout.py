"""What the workbooks that go out have in common: cells that stay text, headings, and how a sheet prints."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from secretary_app.excel.cells import cleaned
from secretary_app.excel.survey import column_letters
from secretary_app.support.errors import UserError
from secretary_app.support.files import write_atomically

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

DATE_FORMAT = "yyyy-mm-dd"
TEXT_FORMAT = "@"
INK = "1A1E23"
HEAD_GROUND = "E2EFF6"
LINE = "C4CBD1"
LINE_HEIGHT = 15
"""Points, of Calibri 11."""
_LETTERS_PER_WIDTH = 1.1
"""A width is counted in digits, and letters are a little narrower."""
MOST_LINES = 27
"""Excel shows no row taller than 409 points."""

_LONGEST = 32_767
"""UTF-16 units, Excel's own limit for a cell."""
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_DATE = dt.date(1900, 1, 1)
_LONGEST_MARGIN_TEXT = 200


def save_workbook(path: Path, title: str, fill: Callable[["Workbook"], None]) -> None:
    """Make a workbook, let ``fill`` add its sheets, and put it at ``path`` in one step.

    Raises UserError for a name that Excel would not open, and what ``write_atomically`` raises.
    """
    if path.suffix.lower() != ".xlsx":
        raise UserError(f"{path.name} slutar inte på .xlsx. Ge arbetsboken ett namn som gör det.")

    def write(beside: Path) -> None:
        from openpyxl import Workbook

        workbook = Workbook(write_only=True)
        workbook.properties.creator = "Beredd"
        workbook.properties.title = title
        workbook.properties.language = "sv-SE"
        packed = BytesIO()
        try:
            fill(workbook)
        finally:
            # A write-only workbook has open files until it is saved, and it shouts if a file refuses it midway.
            workbook.save(packed)
        beside.write_bytes(packed.getbuffer())

    write_atomically(path, write)


def add_sheet(workbook: "Workbook", title: str, widths: Sequence[int | float]) -> "Worksheet":
    """A new sheet that prints on A4, lying, as wide as the paper."""
    from openpyxl.worksheet.properties import PageSetupProperties

    # The stubs know only half of what a write-only sheet can do.
    sheet = cast("Worksheet", workbook.create_sheet(title))
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[column_letters(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    return sheet


def set_margin_texts(sheet: "Worksheet", left: str, right: str) -> None:
    """Header and footer of the printed pages; the footer's middle is ``Sida 1 av 3``."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem

    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = margin_text(left)
    header.right.text = margin_text(right)
    footer.center.text = "Sida &P av &N"
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer


def margin_text(text: str) -> str:
    """``&`` begins a code in headers and footers, and a digit after one would be a font size."""
    return text[:_LONGEST_MARGIN_TEXT].replace("&", "&&")


def font(*, bold: bool = False, size: float = 11, color: str = INK) -> "Font":
    from openpyxl.styles import Font

    return Font(name="Calibri", family=2, bold=bold, size=size, color=color)


def head_cell(sheet: "Worksheet", text: str, *, size: float = 11, right: bool = False) -> "Cell":
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    cell = Filled(sheet).text(text)
    cell.font = font(bold=True, size=size)
    cell.fill = PatternFill("solid", fgColor=HEAD_GROUND)
    cell.alignment = Alignment(horizontal="right" if right else "left", vertical="center", wrap_text=True)
    cell.border = Border(bottom=Side("medium", color=INK))
    return cell


def lines_needed(text: str, width: float) -> int:
    """How many lines the text takes, broken between words, in a column of this width (in characters)."""
    lines = 0
    room = int(width * _LETTERS_PER_WIDTH)
    for line in text.split("\n"):
        lines += 1
        start = 0
        while len(line) - start > room:
            blank = line.rfind(" ", start, start + room + 1)
            start = blank + 1 if blank > start else start + room
            lines += 1
    return lines


def set_height(sheet: "Worksheet", row: int, lines: int) -> None:
    """Give a row that is still to be written room for so many lines.

    Excel would see to it by itself, but LibreOffice takes every row without a height to be one line tall. The height
    is not marked as chosen by hand (which openpyxl does), so that the row still grows when somebody writes more.
    """
    if lines > 1:
        sheet.row_dimensions[row] = {"ht": str(lines * LINE_HEIGHT + 2)}  # type: ignore[assignment]


class Filled:
    """A cell that is filled anew for each row: a write-only sheet writes it out at once, so one a column is enough."""

    def __init__(self, sheet: "Worksheet", number_format: str = "General", *, wrap: bool = False) -> None:
        from openpyxl.styles import Alignment

        from secretary_app.excel.styled_cell import StyledCell

        self.cell: Cell = StyledCell(sheet, 1, 1)
        self.cell.number_format = number_format
        self.cell.alignment = Alignment(vertical="top", wrap_text=wrap)

    def text(self, text: str) -> "Cell":
        """The text as text, also where it begins with ``=``. Raises TooLongError."""
        self.cell.value = _as_stored(text)
        self.cell.data_type = "s"
        return self.cell

    def number(self, number: int) -> "Cell":
        self.cell.value = number
        return self.cell

    def date(self, date: dt.date) -> "Cell":
        """A real date; as text where Excel has none, before 1900."""
        if date < _FIRST_DATE:
            return self.text(date.isoformat())
        self.cell.value = date
        return self.cell


def body_cell(sheet: "Worksheet", number_format: str = TEXT_FORMAT, across: str = "left") -> Filled:
    """A cell of a list's rows: wrapped, at the top, with a thin line under it."""
    from openpyxl.styles import Alignment, Border, Side

    filled = Filled(sheet, number_format)
    filled.cell.font = font()
    filled.cell.border = Border(bottom=Side("thin", color=LINE))
    filled.cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=True)
    return filled


def fill_list(
    sheet: "Worksheet",
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str | dt.date | None]],
    dates: Collection[str] = (),
) -> None:
    """Write a list with a filter over it: the columns (heading, width), and rows of so many texts and days.

    ``dates``: the headings of the columns that hold days. What the sheet is to have else, but for colours by rule, is
    set before: a write-only sheet is written out as it is filled.
    """
    sheet.print_title_rows = "1:1"
    sheet.append([head_cell(sheet, heading) for heading, _ in columns])
    cells = [body_cell(sheet, DATE_FORMAT if heading in dates else TEXT_FORMAT) for heading, _ in columns]
    for number, row in enumerate(rows, 2):
        lines = (
            lines_needed(value, width) if isinstance(value, str) else 1
            for value, (_, width) in zip(row, columns, strict=True)
        )
        set_height(sheet, number, min(MOST_LINES, max(lines)))
        sheet.append(
            [
                cell.date(value) if isinstance(value, dt.date) else cell.text(value or "")
                for cell, value in zip(cells, row, strict=True)
            ]
        )
    sheet.auto_filter.ref = f"A1:{column_letters(len(columns))}{max(len(rows), 1) + 1}"


class TooLongError(ValueError):
    """The text does not go into a cell; the argument is its length as Excel counts."""


def _as_stored(text: str) -> str:
    """The text as it stands in the file, where ``_x000D_`` would be read as a character's code."""
    text = cleaned(text)
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    if len(text) > _LONGEST // 2 and (units := len(text.encode("utf-16-le")) // 2) > _LONGEST:
        raise TooLongError(units)
    return text
