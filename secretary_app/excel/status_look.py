"""What the two sheets of the status list share: its heading, and the traffic light."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretary_app.domain.status_list import Light
from secretary_app.domain.swedish_dates import in_words
from secretary_app.excel.layout import font

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.differential import DifferentialStyle

COLOURS = {
    Light.RED: ("FFFFFF", "9A1426"),
    Light.YELLOW: ("5C3B00", "FFE3A3"),
    Light.GREEN: ("0A4F3E", "DFF2EB"),
    Light.GREY: ("4F5862", "ECEEF0"),
}
"""Text and ground. The ground tells them apart in print too: dark, middle, light; and the word always stands there."""
_RED_TINT = ("9A1426", "FBE7E7")


@dataclass(frozen=True, kw_only=True)
class StatusListHeading:
    """What the list is for."""

    kommun: str = ""
    namnd: str = ""
    """The body that it is made for; ``""``: all."""
    meeting: dt.date | None = None
    as_of: dt.date
    """The day on which the register stood so."""
    since: dt.date | None = None
    """What has changed after that day is marked in a column of its own."""
    made: dt.date | None = None
    """The day on which the list was made."""

    @property
    def title(self) -> str:
        return f"Statuslista – {self.namnd}" if self.namnd else "Statuslista"

    def lines(self) -> list[str]:
        """What stands under the title."""
        lines = [self.kommun] if self.kommun else []
        if self.meeting:
            lines.append(f"Till sammanträdet {in_words(self.meeting)}")
        if self.since:
            lines.append(f"Det som har ändrats efter {in_words(self.since)} är utmärkt")
        return lines + self.times()

    def times(self) -> list[str]:
        made = [f"Framtagen {in_words(self.made)}"] if self.made else []
        return [f"Läget per {in_words(self.as_of)}", *made]


def light_style(light: Light, *, tint: bool = False) -> "DifferentialStyle":
    """For conditional formatting. ``tint``: red as a light ground with dark words, where solid would be too much."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    ink, ground = _RED_TINT if tint and light is Light.RED else COLOURS[light]
    bold = light in (Light.RED, Light.YELLOW)
    # In a differential style the ground is the pattern's background.
    return DifferentialStyle(font=Font(bold=bold, color=ink), fill=PatternFill("solid", bgColor=ground, fgColor=ground))


def paint(cell: "Cell", light: Light) -> None:
    from openpyxl.styles import PatternFill

    ink, ground = COLOURS[light]
    cell.font = font(bold=True, color=ink)
    cell.fill = PatternFill("solid", fgColor=ground)
