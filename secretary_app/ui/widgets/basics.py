"""The small parts that every page is made of, each with its look and its name for a screen reader."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import theme

_BEFORE_A_NUMBER = re.compile(r"/(?=\d)")
_JOINER = "\u2060"
"""Where it stands no line is broken; it is not seen."""


def unbroken(text: str) -> str:
    """The text with what keeps a diarienummer (``KS/2024:118``) on one line; for what is shown and not copied."""
    return _BEFORE_A_NUMBER.sub(f"/{_JOINER}", text)


class _Wrapping(QLabel):
    """Lines are broken between words, never within a diarienummer."""

    def setText(self, text: str) -> None:
        super().setText(unbroken(text))

    def text(self) -> str:
        return super().text().replace(_JOINER, "")


def label(text: str, look: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A text; ``look``: ``title``, ``big``, ``heading``, ``strong``, ``second``, ``label``, ``late``, ``soon``,
    ``done``, ``quote``, or ordinary.

    Never rich text: what comes out of a paper is shown as it stands.
    """
    made = _Wrapping() if wrap and not selectable else QLabel()
    made.setText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(look)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def relook(widget: QWidget, look: str) -> None:
    """Give a label another look."""
    if widget.objectName() != look:
        widget.setObjectName(look)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Have the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class _Button(QPushButton):
    """Enter presses the button that has the focus, never the dialog's own verb in its place."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str, then: Callable[[], object] | None = None, *, glyph: str = "", primary: bool = False, tip: str = ""
) -> QPushButton:
    """A button; a page has one that is ``primary``: the next step."""
    made = _Button(text)
    made.setAutoDefault(False)
    if primary:
        made.setProperty("primary", True)
    if glyph:
        made.setIcon(icon(glyph, "on_accent" if primary else ""))
        made.setIconSize(QSize(theme().px(16), theme().px(16)))
    if tip:
        made.setToolTip(tip)
    if then is not None:
        made.clicked.connect(clicked(then))
    return made


def link(text: str, then: Callable[[], object] | None = None, *, glyph: str = "") -> QPushButton:
    """A button that looks like a link: for what leads somewhere or is seldom done."""
    made = _Button(text)
    made.setAutoDefault(False)
    made.setProperty("link", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if glyph:
        made.setIcon(icon(glyph, "accent"))
        made.setIconSize(QSize(theme().px(16), theme().px(16)))
    if then is not None:
        made.clicked.connect(clicked(then))
    return made


def tool(glyph: str, name: str, then: Callable[[], object] | None = None, shortcut: str = "") -> QToolButton:
    """A button that is an icon alone; its name and shortcut stand in the tooltip."""
    made = QToolButton()
    made.setIcon(icon(glyph))
    made.setIconSize(QSize(theme().px(18), theme().px(18)))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({shortcut})" if shortcut else name)
    if then is not None:
        made.clicked.connect(clicked(then))
    return made


def clicked(then: Callable[[], object]) -> Callable[..., None]:
    """What a button's or an action's signal is connected to: the signal would hand ``then`` its own argument."""
    return partial(_call, then)


def _call(then: Callable[[], object], _checked: bool = False) -> None:
    then()


def chip(text: str, then: Callable[[], object] | None = None) -> QPushButton:
    """A filter that is on or off."""
    made = _Button(text)
    made.setAutoDefault(False)
    made.setCheckable(True)
    made.setProperty("chip", True)
    if then is not None:
        made.clicked.connect(clicked(then))
    return made


class Sheet(QFrame):
    """A white sheet with a hairline around it; ``body`` takes what stands on it."""

    def __init__(self, *parts: QWidget | QLayout, margin: int = 16, spacing: int = 9) -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        scaled = theme().px(margin)
        self.body.setContentsMargins(scaled, scaled, scaled, scaled)
        self.body.setSpacing(theme().px(spacing))
        for part in parts:
            put(self.body, part)


def put(layout: QVBoxLayout | QHBoxLayout, part: QWidget | QLayout, stretch: int = 0) -> None:
    """Add a widget or a layout."""
    if isinstance(part, QLayout):
        layout.addLayout(part, stretch)
    else:
        layout.addWidget(part, stretch)


def row(*parts: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Things side by side; None: what is left of the room; a number: so much room."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(spacing))
    _fill(layout, parts)
    return layout


def column(*parts: QWidget | QLayout | int | None, spacing: int = 9) -> QVBoxLayout:
    """Things under one another; None and numbers as in ``row``."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(spacing))
    _fill(layout, parts)
    return layout


def _fill(layout: QVBoxLayout | QHBoxLayout, parts: tuple[QWidget | QLayout | int | None, ...]) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(theme().px(part))
        else:
            put(layout, part)


def field(name: str, editor: QWidget, note: QWidget | None = None) -> QVBoxLayout:
    """A field with its label over it (and a note to the right of the label); the label is the editor's name."""
    head = label(name, "label")
    head.setBuddy(editor)
    if not editor.accessibleName():
        editor.setAccessibleName(name)
    top = row(head, None, note) if note is not None else row(head, None)
    return column(top, editor, spacing=3)


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


class Shape(QWidget):
    """A state's shape beside its word."""

    def __init__(self, state: State = State.NONE, side: int = 16) -> None:
        super().__init__()
        self.state = state
        self.setFixedSize(theme().px(side), theme().px(side))
        # The word beside it says the same.
        self.setAccessibleName("")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_state(self, state: State) -> None:
        self.state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, QRectF(self.rect()), self.state)


def clear(layout: QLayout) -> None:
    """Take away everything that stands in the layout."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


class Empty(QWidget):
    """What an empty page says: what goes here, and the first step."""

    def __init__(self, text: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.words = label(text, wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme().px(16))
        layout.addStretch(2)
        layout.addWidget(self.words)
        layout.addLayout(row(None, *buttons, None))
        layout.addStretch(3)
