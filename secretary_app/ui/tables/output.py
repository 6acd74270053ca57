"""A list as others take it: tab-separated, HTML, on paper."""

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from secretary_app.ui.tables.view import Table

_SHORT = 20


def _shown(table: "Table[Any]") -> list[int]:
    header = table.horizontalHeader()
    order = sorted(range(header.count()), key=header.visualIndex)
    return [place for place in order if not table.isColumnHidden(place)]


def _texts(table: "Table[Any]", rows: list[int] | None) -> list[list[str]]:
    model, columns = table.rows_model, _shown(table)
    head = [str(model.headerData(place, Qt.Orientation.Horizontal) or "") for place in columns]
    places = range(len(model.rows)) if rows is None else rows
    return [head, *([model.cell(place, column).plain for column in columns] for place in places)]


def as_tsv(table: "Table[Any]", rows: list[int] | None = None) -> str:
    """The rows (None: all) with the headings, for a spreadsheet."""
    lines = ("\t".join(_one_line(text) for text in line) for line in _texts(table, rows))
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def as_html(table: "Table[Any]", rows: list[int] | None = None) -> str:
    """The rows (None: all) with the headings, for Word and Outlook."""
    head, *body = _texts(table, rows)
    cells = "".join(f"<th align='left'>{escape(text)}</th>" for text in head)
    lines = "".join("<tr>" + "".join(map(_cell, line)) + "</tr>" for line in body)
    return f"<table border='1' cellspacing='0' cellpadding='4'><thead><tr>{cells}</tr></thead>{lines}</table>"


def _cell(text: str) -> str:
    """A diarienummer or a date stays on one line."""
    kept = " style='white-space: nowrap'" if len(text) <= _SHORT else ""
    return f"<td{kept}>{escape(text)}</td>"


def print_table(table: "Table[Any]", title: str) -> None:
    """Ask for a printer and print the list, its heading on every page."""
    from PySide6.QtGui import QPageLayout
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDocName(title)
    if QPrintDialog(printer, table.window()).exec():
        paper(table, title).print_(printer)


def paper(table: "Table[Any]", title: str) -> Any:
    """The list as a document to be printed."""
    from PySide6.QtGui import QFont, QTextDocument

    document = QTextDocument()
    font = QFont(table.font())
    font.setPointSizeF(9)
    # In a PDF a font's other shapes of figures and colons would be signs that nobody can search for or copy.
    for feature in ("tnum", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    document.setDefaultFont(font)
    document.setHtml(f"<h2>{escape(title)}</h2>{as_html(table)}")
    return document
