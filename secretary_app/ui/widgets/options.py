"""A choice of one among several, each with its words and what it gives."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.basics import clear, column, label


class Options(QWidget):
    """Radio buttons as rows; the arrow keys go between them."""

    chosen = Signal(int)
    """The place of the option that was chosen by hand; also of one that was chosen already, and is pressed again."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._shown: list[tuple[str, str]] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._on_toggled)
        self._group.idClicked.connect(self._on_clicked)
        self._told = -1
        """What has just been told of, before its click has ended."""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().px(8))

    @property
    def place(self) -> int:
        """The place of the option that is chosen, -1 where there is none."""
        return self._group.checkedId()

    def buttons(self) -> list[QRadioButton]:
        return [each for each in self._group.buttons() if isinstance(each, QRadioButton)]

    def row_of(self, place: int) -> QWidget:
        """All that is shown of an option."""
        row = self._group.button(place).parentWidget()
        assert row is not None
        return row

    def show_options(self, options: Sequence[tuple[str, str]], place: int = 0) -> None:
        """Show these (words, what it gives) with one chosen. The same as before stay, with their focus."""
        if list(options) != self._shown:
            self._shown = list(options)
            for each in self._group.buttons():
                self._group.removeButton(each)
            clear(self._layout)
            for number, (words, gives) in enumerate(options):
                row = _Option(words, gives)
                self._group.addButton(row.button, number)
                self._layout.addWidget(row)
        button = self._group.button(place)
        if button is not None and not button.isChecked():
            self._group.blockSignals(True)
            button.setChecked(True)
            self._group.blockSignals(False)
        self.update()

    def _on_toggled(self, place: int, checked: bool) -> None:
        if checked:
            self._told = place
            self.chosen.emit(place)

    def _on_clicked(self, place: int) -> None:
        if place != self._told:
            self.chosen.emit(place)
        self._told = -1


class _Option(QWidget):
    def __init__(self, words: str, gives: str) -> None:
        super().__init__()
        self.button = _Radio()
        self.button.setAccessibleName(words)
        self.button.setAccessibleDescription(gives)
        self.button.toggled.connect(partial(self._repaint))
        texts = column(label(words, "strong", wrap=True), spacing=2)
        if gives:
            texts.addWidget(label(gives, "second", wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*(theme().px(each) for each in (8, 8, 12, 8)))
        layout.setSpacing(theme().px(6))
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _repaint(self, _checked: bool) -> None:
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.button.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.button.isChecked()
        painter.setPen(QPen(colour("accent" if is_on else "line"), 2 if is_on else 1))
        painter.setBrush(colour("tint" if is_on else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


class _Radio(QRadioButton):
    """The ring and its dot in the program's own colours: the style's are hard to see in the dark."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(20), theme().px(20))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme().px(14)
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(colour("accent" if self.isChecked() else "edge"), 1.6))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(ring.adjusted(*(side * part for part in (0.26, 0.26, -0.26, -0.26))))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
