"""What the window relies on in Qt for Python, tried since it has been otherwise."""

import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None räknas inte längre")
def test_painting_does_not_wear_none_out(application: QApplication) -> None:
    """In 6.12.0 each call of QPainter took one from None's count; after a few thousand rows Python aborted."""
    pixmap = QPixmap(10, 10)
    painter = QPainter(pixmap)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.fillRect(QRect(0, 0, 5, 5), QColor("red"))
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < 500
