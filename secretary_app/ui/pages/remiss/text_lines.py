"""Words laid out in lines, for what is drawn by hand."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text in at most so many lines of this width; what there is no room for ends in an ellipsis."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        lines += _lines(paragraph, font, width, most - len(lines))
        if len(lines) == most:
            break
    return lines


def _lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    layout, option = QTextLayout(text, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        if len(lines) + 1 == most:
            lines.append(QFontMetrics(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines
