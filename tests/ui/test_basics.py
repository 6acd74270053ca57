"""The small parts that every page is made of."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QLabel

from secretary_app.ui.style.icons import icon
from secretary_app.ui.widgets.basics import label, unbroken


def pieces(text: str) -> list[str]:
    """The lines that the text is broken into where there is room for nothing."""
    layout, found = QTextLayout(text), []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(1)
        found.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return found


@pytest.mark.parametrize("words", ["Följer upp KS/2024:118 om", "Svaren i BUN/2025:31 saknas"])
def test_a_diarienummer_is_never_broken(application: QApplication, words: str) -> None:
    wrapping = label(words, wrap=True)
    assert wrapping.text() == words
    assert QLabel.text(wrapping) == unbroken(words)
    assert len(pieces(unbroken(words))) == len(words.split()) < len(pieces(words))
    assert label(words, wrap=True, selectable=True).text() == words


def test_an_icon_without_room_is_nothing(application: QApplication) -> None:
    assert icon("funnel").pixmap(QSize(0, 16)).isNull()
