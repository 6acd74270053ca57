"""What a drawing on a date axis is to a screen reader: a list with one item a mark."""

from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class Drawing(Protocol):
    """What is asked of a widget that draws marks."""

    @property
    def current_mark(self) -> int: ...

    def mark_words(self) -> list[str]: ...

    def mark_rect(self, place: int) -> QRectF: ...


class _Mark(QAccessibleInterface):
    """One mark, by its place in the drawing."""

    def __init__(self, widget: QWidget, drawing: Drawing, place: int) -> None:
        super().__init__()
        self._widget = widget
        self._drawing = drawing
        self._place = place

    def isValid(self) -> bool:
        return shiboken6.isValid(self._widget) and self._place < len(self._drawing.mark_words())

    def object(self) -> QObject | None:  # type: ignore[override]  # the stub forgets that there may be none
        return None

    def window(self) -> QWindow:
        return self._widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._widget)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        inside = self._drawing.mark_rect(self._place).toAlignedRect()
        return QRect(self._widget.mapToGlobal(inside.topLeft()), inside.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = self._widget.hasFocus() and self._drawing.current_mark == self._place
        return state

    def text(self, t: QAccessible.Text) -> str:
        words = self._drawing.mark_words()
        is_name = t is QAccessible.Text.Name and self._place < len(words)
        return words[self._place] if is_name else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """The words come from the drawing."""


class _Axis(QAccessibleWidget):
    """The drawing, with its marks as children; each is made when first asked for and stays as long as the widget."""

    def __init__(self, widget: QWidget, drawing: Drawing) -> None:
        super().__init__(widget, QAccessible.Role.List, widget.accessibleName())
        self._widget = widget
        self._drawing = drawing
        self._children: dict[int, _Mark] = {}
        widget.destroyed.connect(_Farewell(self._children))

    def childCount(self) -> int:
        return len(self._drawing.mark_words())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        if index not in self._children:
            self._children[index] = _Mark(self._widget, self._drawing, index)
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((place for place, each in self._children.items() if each is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = self._widget.mapFromGlobal(QPoint(x, y))
        for place in range(self.childCount()):
            if self._drawing.mark_rect(place).contains(at):
                return self.child(place)
        return None


class _Farewell:
    """Lets Qt forget the marks of a widget that is gone: it doesn't by itself, since they are no objects of its own."""

    def __init__(self, children: dict[int, _Mark]) -> None:
        self._children = children

    def __call__(self, _gone: QObject | None = None) -> None:
        for each in self._children.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(each))
        self._children.clear()


def _interface_of(_kind: str, of: QObject) -> QAccessibleInterface | None:
    if isinstance(of, QWidget) and hasattr(of, "mark_words"):
        return _Axis(of, of)  # type: ignore[arg-type]  # hasattr is what tells it
    return None


def make_marks_readable() -> None:
    """Have screen readers see the marks of drawings. Harmless when done again."""
    QAccessible.installFactory(_interface_of)
