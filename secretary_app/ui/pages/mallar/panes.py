"""The three parts of the page beside one another, or where there is no room under one another."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSplitter, QWidget

from secretary_app.ui.style.theme import theme

_BESIDE, _UNDER = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_NARROW, _VERY_NARROW = 1100, 600
"""In a window under the first the panel goes above the drawing, on a page under the other both go under the list."""
_DRAWING, _LIST_ABOVE = 220, 230
"""The drawing and the list are at least so high where they stand under one another."""
_ROOMY, _LIST, _PANEL, _SMALL_PANEL = 1360, 254, 372, 362
"""In a window under the first the panel leaves more of its room to the drawing."""
_BESIDE_SIZES, _SIZES = (700, _PANEL), {_BESIDE: (_LIST, 1346 - _LIST), _UNDER: (_LIST_ABOVE, 520)}


class Scroll(QScrollArea):
    """What is inside scrolls up and down only; Tab goes past it to what is inside."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setMinimumHeight(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class Panes(QSplitter):
    """The list, the drawing and the panel; where there is no room for it beside the drawing the panel stands above."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(_BESIDE)
        self._right = QSplitter(_BESIDE)
        self._side = right
        left.setMinimumWidth(theme().px(200))
        right.setMinimumWidth(theme().px(280))
        self._right.addWidget(middle)
        self._right.addWidget(right)
        self.addWidget(left)
        self.addWidget(self._right)
        for splitter in (self, self._right):
            splitter.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._right.setStretchFactor(0, 1)
        self._set_sizes(self, _SIZES[_BESIDE])
        self._set_sizes(self._right, _BESIDE_SIZES)
        self._panel = _PANEL
        self._above = 0
        self._right.splitterMoved.connect(self._keep)

    def _keep(self, _place: int, _number: int) -> None:
        """The person has said how wide, or high, the panel is to be."""
        if self._right.orientation() is _BESIDE:
            self._panel = 0
        else:
            self._above = -1

    def fit(self, window: int, page: QSize, head: int, panel: Callable[[int], int]) -> None:
        """Lay them out for a window so wide and a page of this size, on which so much (``head``) stands above.

        ``panel``: how high the panel would be, being so wide.
        """
        narrow, very_narrow = window < theme().px(_NARROW), page.width() < theme().px(_VERY_NARROW)
        if self.orientation() is not (wanted := _UNDER if very_narrow else _BESIDE):
            self.setOrientation(wanted)
            self._set_sizes(self, _SIZES[wanted])
        if self._right.orientation() is not (wanted := _UNDER if narrow else _BESIDE):
            self._turn_right(wanted)
        if narrow:
            # Under the list it is scrolled to.
            room = page.height() - (0 if very_narrow else head) - theme().px(14)
            self._fit_above(panel, room, is_under_list=very_narrow)
            return
        # The page scrolls where the window is low.
        self.setMinimumHeight(theme().px(300))
        wide = _PANEL if window >= theme().px(_ROOMY) else _SMALL_PANEL
        if self._panel not in (0, wide):
            self._panel = wide
            self._right.setSizes([self._right.width() - theme().px(wide), theme().px(wide)])

    def _fit_above(self, panel: Callable[[int], int], room: int, *, is_under_list: bool) -> None:
        width = self._right.width()
        high = min(panel(width), room) if self._side.isVisibleTo(self) else 0
        handle = self._right.handleWidth()
        lowest = high + handle + theme().px(_DRAWING)
        self.setMinimumHeight(lowest + (theme().px(_LIST_ABOVE) + handle if is_under_list else 0))
        if high and self._above not in (-1, high):
            self._above = high
            self._right.setSizes([high, max(lowest, self._right.height()) - high - handle])

    def _turn_right(self, wanted: Qt.Orientation) -> None:
        """The panel is first where it stands above: what is wrong is seen before the drawing."""
        self._right.setOrientation(wanted)
        self._right.insertWidget(0 if wanted is _UNDER else 1, self._side)
        self._above = 0
        if wanted is _BESIDE:
            self._set_sizes(self._right, _BESIDE_SIZES)

    def _set_sizes(self, splitter: QSplitter, sizes: tuple[int, int]) -> None:
        splitter.setSizes([theme().px(each) for each in sizes])
