"""A table out of Word or a page as the text that Excel would give of it.

Their plain text breaks a row wherever a cell has several lines; what they copy as HTML has the cells whole.
"""

from html.parser import HTMLParser

_LONGEST = 2_000_000
_MOST_SPANNED = 100
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_LINES = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4"})
_UNSEEN = frozenset({"style", "script", "head", "title", "xml"})


def table_text(html: str) -> str | None:
    """The text with a tab between cells and a comma between the lines of one; None where plain text serves as well.

    It does where there is no table, and out of Excel, which breaks no rows. Any text gives an answer.
    """
    if len(html) > _LONGEST or "<table" not in html.lower() or _EXCEL in html:
        return None
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._text: list[str] = []
        """Of the present line of a cell, or of the text around tables."""
        self._cell: list[str] = []
        self._row: list[str] | None = None
        """None outside of rows."""
        self._is_in_cell = False
        self._spans: dict[int, int] = {}
        """By place in the row how many rows more the cell above reaches down."""
        self._wide = 1
        self._deep = 1
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self.end_line()
            self._spans = {}
        elif tag == "tr":
            self._end_row()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self._is_in_cell = True
            spans = dict(attrs)
            self._wide, self._deep = _number(spans.get("colspan")), _number(spans.get("rowspan"))
        elif tag in _LINES:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
        elif tag in _LINES:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._text.append(data)

    def end_line(self) -> None:
        """A line of a cell, or of the text, is at its end."""
        words = " ".join("".join(self._text).split())
        self._text = []
        if words and self._row is None:
            self.lines.append(words)
        elif words:
            self._cell.append(words)

    def _end_cell(self) -> None:
        self.end_line()
        if self._row is None or not (self._is_in_cell or self._cell):
            return
        self._fill()
        if self._deep > 1:
            self._spans |= dict.fromkeys(range(len(self._row), len(self._row) + self._wide), self._deep)
        self._row += [", ".join(self._cell), *[""] * (self._wide - 1)]
        self._cell, self._wide, self._deep, self._is_in_cell = [], 1, 1, False

    def _fill(self) -> None:
        """A blank cell for each that reaches down from above."""
        assert self._row is not None
        while self._spans.get(len(self._row), 0) > 0:
            self._row.append("")

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._fill()
            self.lines.append("\t".join(self._row))
            self._spans = {place: deep - 1 for place, deep in self._spans.items() if deep > 1}
        self._row = None


def _number(value: str | None) -> int:
    return min(max(1, int(value)), _MOST_SPANNED) if value and value.isdecimal() and len(value) < 4 else 1
