"""Icons out of the icon font, in the colour of where they stand."""

import json
from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from secretary_app.support.resources import resource


@cache
def _characters() -> dict[str, str]:
    names = json.loads(resource("icons", "phosphor.json").read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in names.items()}


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(resource("icons", "phosphor.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


def paint_icon(painter: QPainter, rect: QRectF, name: str, ink: QColor) -> None:
    """Paint the icon in ``rect``, a square."""
    font = QFont(_family())
    font.setPixelSize(max(1, round(rect.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _characters()[name])
    painter.restore()


class _Engine(QIconEngine):
    """Draws the glyph anew in every size, and in the palette's colour of the moment."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, QRectF(rect), self._name, self._ink(mode))

    def _ink(self, mode: QIcon.Mode) -> QColor:
        palette = QApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if self._token:
            from secretary_app.ui.style.theme import colour

            return colour(self._token)
        return palette.color(QPalette.ColorRole.ButtonText)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        if pixmap.isNull():
            # There is no room for it, and nothing to paint on.
            return pixmap
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)


def icon(name: str, token: str = "") -> QIcon:
    """The icon of this Phosphor name; ``token``: its colour, else that of button text."""
    if name not in _characters():
        raise KeyError(name)
    return QIcon(_Engine(name, token))
