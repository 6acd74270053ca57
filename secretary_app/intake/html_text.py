"""The text of a mail's HTML: nothing is fetched, run or shown, only words and where lines end."""

import re
from html.parser import HTMLParser

_SILENT = {"script", "style", "head", "title", "template", "noscript", "object", "svg"}
_LINES = {"div", "tr", "dd", "dt", "section", "article", "header", "footer", "address", "center", "form"}
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr", "dl"}
_CELLS = {"td", "th"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = ""
        self._depth = 0
        self._cells: list[int] = []
        """Where in ``parts`` each cell that is open begins, one inside another."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        if self._silent:
            self._depth += tag == self._silent
        elif tag in _SILENT:
            self._silent, self._depth = tag, 1
        elif tag in _CELLS:
            self._cells.append(len(self.parts))
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n• ")
        else:
            self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # <title/> and its like end at once: there is nothing silent in them.
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._depth -= tag == self._silent
            if self._depth == 0:
                self._silent = ""
        elif tag in _CELLS:
            self._end_cell()
        else:
            self._break(tag)

    def _end_cell(self) -> None:
        """A cell of one paragraph, as Outlook writes them, stays on the line of its row."""
        begin = self._cells.pop() if self._cells else len(self.parts)
        inside = "".join(self.parts[begin:]).strip()
        if "\n" not in inside:
            self.parts[begin:] = [inside]
        self.parts.append("\t")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # Lines of the source are no lines of the text.
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in _LINES:
            self.parts.append("\n")


def html_as_text(html: str) -> str:
    """The words of the page: a line for each of its own, an empty one between paragraphs, list items with ``•``."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [line.strip(" \t") for line in "".join(reader.parts).replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).replace("•\n\n", "• ").strip()
