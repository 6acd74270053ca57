"""The viewport of a list, made here instead of by Qt."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def make_viewport(area: QAbstractScrollArea) -> None:
    """Give the scroll area a viewport as its own is, but one that PySide knows.

    Asked for a widget that Qt has made, PySide looks through all the kinds of widgets there are for what it may be, and
    makes a class of each: that was a twentieth of the window's start.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
