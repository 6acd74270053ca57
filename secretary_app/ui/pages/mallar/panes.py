"""The three parts of the page beside one another, or where there is no room under one another."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from secretary_app.ui.style.theme import theme

_BESIDE, _UNDER = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_NARROW, _VERY_NARROW = 1100, 600
"""In a window under the first the panel goes under the drawing, on a page under the other both go under the list."""
_LOW, _HIGH = 480, 760
"""The parts are at least so high together, then."""
_ROOMY, _LIST, _PANEL, _SMALL_PANEL = 1360, 254, 372, 346
"""In a window under the first the panel leaves more of its room to the drawing."""
_RIGHT_SIZES = {_BESIDE: (700, _PANEL), _UNDER: (250, 216)}
_SIZES = {_BESIDE: (_LIST, 1346 - _LIST), _UNDER: (230, 520)}


class Panes(QSplitter):
    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(_BESIDE)
        self._right = QSplitter(_BESIDE)
        left.setMinimumWidth(theme().px(200))
        right.setMinimumWidth(theme().px(280))
        self._right.addWidget(middle)
        self._right.addWidget(right)
        self.addWidget(left)
        self.addWidget(self._right)
        for splitter, stretching in ((self, 1), (self._right, 0)):
            splitter.setChildrenCollapsible(False)
            splitter.setStretchFactor(stretching, 1)
        self._turn(self, _SIZES, _BESIDE)
        self._turn(self._right, _RIGHT_SIZES, _BESIDE)
        self._panel = _PANEL
        self._right.splitterMoved.connect(self._keep)

    def _keep(self, _place: int, _number: int) -> None:
        """The person has said how wide the panel is to be."""
        self._panel = 0

    def fit(self, window: int, page: int) -> None:
        """Lay them out for a window and a page of these widths."""
        narrow, very_narrow = window < theme().px(_NARROW), page < theme().px(_VERY_NARROW)
        for splitter, sizes, is_stacked in ((self._right, _RIGHT_SIZES, narrow), (self, _SIZES, very_narrow)):
            wanted = _UNDER if is_stacked else _BESIDE
            if splitter.orientation() is not wanted:
                self._turn(splitter, sizes, wanted)
        panel = _PANEL if window >= theme().px(_ROOMY) else _SMALL_PANEL
        if self._panel not in (0, panel) and not narrow:
            self._panel = panel
            self._right.setSizes([self._right.width() - theme().px(panel), theme().px(panel)])
        # The page scrolls where the window is low.
        self.setMinimumHeight(theme().px(_HIGH if very_narrow else _LOW if narrow else 300))

    def _turn(self, splitter: QSplitter, sizes: dict[Qt.Orientation, tuple[int, int]], wanted: Qt.Orientation) -> None:
        splitter.setOrientation(wanted)
        splitter.setSizes([theme().px(each) for each in sizes[wanted]])
