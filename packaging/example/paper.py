"""A PDF page as offices set it, and the same bytes each time it is made."""

import datetime as dt
from pathlib import Path

from fpdf import FPDF, FPDF_VERSION
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from example.text import Block, Mark

_GREY = (90, 90, 90)
_RULE = (150, 150, 150)


class Paper(FPDF):
    """An A4 page with running text, headings, points and tables in Helvetica."""

    size = 10.5
    """Points of running text."""
    line_height = 5.6
    """Millimetres from line to line of running text."""

    def __init__(self, title: str, author: str, made: dt.date) -> None:
        super().__init__(format="A4")
        # Uncompressed, since packed bytes differ between versions of zlib.
        self.set_compression(False)
        self.core_fonts_encoding = "cp1252"
        self.set_creation_date(dt.datetime(made.year, made.month, made.day, 9, 0, tzinfo=dt.UTC))
        self.set_producer(f"fpdf2 {FPDF_VERSION}")
        self.set_title(title)
        self.set_author(author)
        self.set_lang("sv-SE")
        self.set_margins(25, 22, 25)
        self.set_auto_page_break(auto=True, margin=26)

    def words(self, text: str, size: float = 0, style: str = "", line: float = 0) -> None:
        """A paragraph over the width between the margins, as running text where nothing else is said."""
        self.set_font("Helvetica", style, size or self.size)
        self.multi_cell(0, line or self.line_height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def lay(self, block: Block) -> None:
        """One block that is no heading and no table row."""
        if block.mark is Mark.POINT:
            self._point(block.text)
        elif block.mark is Mark.SMALL_HEADING:
            self.keep(24)
            self.words(block.text, style="B")
        elif block.mark is Mark.QUOTE:
            self.words(block.text, style="I")
            self.ln(2.4)
        else:
            self.words(block.text)
            self.ln(2.8)

    def _point(self, text: str) -> None:
        self.keep(2 * self.line_height)
        margin = self.l_margin
        self.set_font("Helvetica", "", self.size)
        self.set_x(margin + 3)
        self.cell(5, self.line_height, "\u2022")
        self.set_left_margin(margin + 8)
        self.words(text)
        self.set_left_margin(margin)
        self.set_x(margin)
        self.ln(1.6)

    def grid(self, rows: list[list[str]], widths: tuple[int, ...]) -> None:
        """A table whose first row is its head; ``widths`` are proportions."""
        self.set_font("Helvetica", "", 10)
        self.set_draw_color(*_RULE)
        heading = FontFace(emphasis="BOLD", fill_color=(230, 234, 240))
        with self.table(
            rows, col_widths=widths, headings_style=heading, line_height=6.2, text_align="LEFT", padding=1.2
        ):
            pass
        self.ln(4)

    def keep(self, height: float) -> None:
        """Begin a new page where less than ``height`` millimetres are left."""
        if self.will_page_break(height):
            self.add_page()

    def small_print(self, y: float, parts: tuple[str, str, str]) -> None:
        """A grey line of three parts: left, middle, right; ``y`` in millimetres, negative from below."""
        self.set_y(y)
        self.set_font("Helvetica", "", 8)
        self.set_text_color(*_GREY)
        width = self.epw / 3
        for part, align in zip(parts, ("L", "C", "R"), strict=True):
            self.cell(width, 5, part, align=align)
        self.set_text_color(0, 0, 0)

    def rule(self, y: float) -> None:
        self.set_draw_color(*_RULE)
        self.line(self.l_margin, y, self.w - self.r_margin, y)

    def save(self, path: Path) -> None:
        path.write_bytes(bytes(self.output()))
