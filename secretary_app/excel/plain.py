"""Any workbook's sheets as the text that would be pasted out of them: for lists that are not of the contract."""

import datetime as dt
import math
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from secretary_app.excel.cells import Raw, cleaned, number_text
from secretary_app.excel.contract import key
from secretary_app.excel.reading import Room, surveyed, workbook_parts
from secretary_app.excel.sheets import SHEETS
from secretary_app.excel.survey import DamagedSheetError
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.safezip import check_office_file

MOST_ROWS = 2_000
"""Of a sheet: a list of meetings is shorter by far."""
_MEETINGS = "sammanträden"
_HEADINGS = {"nämnd", "datum"}
"""What the contract asks for in that sheet; others name theirs so too."""


def is_own_workbook(path: Path) -> bool:
    """Whether it has sheets of the contract. One called Sammanträden alone is such only with the contract's headings.

    Raises UserError for what is no workbook.
    """
    contract = {key(sheet.name) for sheet in SHEETS}
    check_office_file(path, links=False)
    with explained(path):
        try:
            with ZipFile(path) as archive:
                own = [title for title in workbook_parts(path, archive) if key(title) in contract]
        except (BadZipFile, zlib.error, DamagedSheetError, EOFError) as error:
            raise _damaged(path) from error
    if [key(title) for title in own] != [_MEETINGS]:
        return bool(own)
    headings = read_plain_sheets(path)[own[0]].partition("\n")[0].split("\t")
    return {key(each) for each in headings} >= _HEADINGS


def read_plain_sheets(path: Path) -> dict[str, str]:
    """By sheet its text: cells between tabs, days as 2026-02-03, numbers as they are kept; at most ``MOST_ROWS`` rows.

    Raises UserError for what is no workbook, or too large.
    """
    from python_calamine import CalamineError, load_workbook

    check_office_file(path, links=False)
    room = Room(path)
    sheets: dict[str, str] = {}
    with explained(path):
        try:
            with ZipFile(path) as archive, load_workbook(str(path)) as workbook:
                for title, part in workbook_parts(path, archive).items():
                    surveyed(path, title, archive, part)
                    lines: list[str] = []
                    for row in workbook.get_sheet_by_name(title).iter_rows():
                        line = "\t".join(_cell(raw) for raw in row)
                        room.take(len(line))
                        lines.append(line)
                        if len(lines) == MOST_ROWS:
                            break
                    sheets[title] = "\n".join(lines)
        except (BadZipFile, zlib.error, DamagedSheetError, EOFError, CalamineError) as error:
            raise _damaged(path) from error
    return sheets


def _damaged(path: Path) -> UserError:
    return UserError(
        f"{path.name} är skadad och går inte att läsa. Öppna den i Excel, spara den på nytt och försök igen."
    )


def _cell(raw: Raw) -> str:
    """A line break in a cell becomes a comma."""
    if isinstance(raw, bool):
        return ""
    if isinstance(raw, str):
        return ", ".join(" ".join(line.split()) for line in cleaned(raw).splitlines() if line.strip())
    if isinstance(raw, int | float):
        return number_text(raw) if math.isfinite(raw) else ""
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat() if raw.time() == dt.time() else raw.strftime("%Y-%m-%d %H:%M")
    if isinstance(raw, dt.timedelta):
        return ""
    return raw.isoformat() if isinstance(raw, dt.date) else raw.strftime("%H:%M")
