"""One finding of the check, or many of one kind: its number, where it is, what to do, and the button that does it."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from secretary_app.operations.template_view import FindingGroup, Numbered
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.basics import Shape, button, column, label, link, restyle, row
from secretary_app.ui.widgets.flow import Flow

_DISC = 20
_FIELD, _CODE = re.compile(r"\{\{\s*(.*?)\s*\}\}"), re.compile(r"\{%.*?%\}")


class Disc(QWidget):
    """The number that the finding has in the drawing."""

    def __init__(self, words: str, *, is_fault: bool) -> None:
        super().__init__()
        self._words = words
        self._is_fault = is_fault
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        side = theme().px(_DISC)
        return QSize(max(side, QFontMetrics(self._font()).horizontalAdvance(self._words) + theme().px(10)), side)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme().px(12))
        font.setWeight(QFont.Weight.Bold)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("late" if self._is_fault else "soon"))
        rect = QRectF(self.rect())
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(self._font())
        painter.setPen(colour("on_late" if self._is_fault else "surface"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words)


class Card(QFrame):
    """One stop for Tab, then its buttons; having the focus it is the chosen one."""

    chosen = Signal(int)
    """The number of its (first) finding."""
    mend_asked = Signal(object)
    """These findings (a list) are to be corrected."""
    leave_asked = Signal(object)
    """These warnings (a list) may stand."""
    open_asked = Signal()
    fields_asked = Signal()

    def __init__(self, group: FindingGroup, toggle: Callable[[], None] | None = None) -> None:
        """``toggle``: shows or hides those of a group one by one."""
        super().__init__()
        self.group = group
        self.first = group.members[0]
        self.setObjectName("finding")
        self.setProperty("current", False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self._read_aloud())
        self.mend = button(self._mend_words(), partial(self._ask_to_mend)) if group.can_be_mended else None
        self.open = None if self.mend else button("Öppna i Word", self.open_asked.emit)
        self.leave = None if self.first.is_fault else button(self._leave_words(), partial(self._ask_to_leave))
        self.toggle = link("Visa dem", toggle) if toggle else None
        self.fields = link("Visa alla fält", self.fields_asked.emit) if _is_of_a_field(self.first) else None
        self._lay_out()

    @property
    def numbers(self) -> range:
        return range(self.first.number, self.group.members[-1].number + 1)

    def _lay_out(self) -> None:
        many = len(self.group.members) > 1
        is_fault = self.first.is_fault
        finding = self.first.finding
        words = f"{self.numbers[0]}–{self.numbers[-1]}" if many else str(self.first.number)
        self._disc = Disc(words, is_fault=is_fault)
        kind = "Fel" if is_fault else "Varning"
        head = row(
            Shape(State.LATE if is_fault else State.TODO, 15),
            label(kind, "late" if is_fault else "soon"),
            None,
            spacing=6,
        )
        texts = column(head, label(self.group.title, "strong", wrap=True), spacing=3)
        if finding.suggestion and not many:
            texts.addWidget(label(finding.suggestion, wrap=True))
        if told := self._where():
            texts.addWidget(label(told, "second", wrap=True))
        buttons = [each for each in (self.mend, self.open, self.leave, self.toggle, self.fields) if each is not None]
        texts.addSpacing(theme().px(3))
        self.last_part = buttons[-1]
        """Where Tab goes last in it."""
        texts.addLayout(Flow(*buttons, spacing=8))
        inside = row(spacing=10)
        inside.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(texts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme().px(each) for each in (10, 9, 10, 9)))
        layout.addLayout(inside)

    def _where(self) -> str:
        parts = list(dict.fromkeys(each.finding.place.part for each in self.group.members if each.finding.place.part))
        if len(self.group.members) > 1:
            return f"I {', '.join(parts)}" if parts else ""
        # A heading may have fields and code of its own: its fields by their names, as they are drawn.
        told = _CODE.sub("", _FIELD.sub(r"\1", self.first.finding.place.told))
        return f"I {told}" if told else ""

    def _mend_words(self) -> str:
        return f"Rätta alla {len(self.group.members)} i mallen" if len(self.group.members) > 1 else "Rätta i mallen"

    def _leave_words(self) -> str:
        return f"Låt alla {len(self.group.members)} stå" if len(self.group.members) > 1 else "Låt stå"

    def _read_aloud(self) -> str:
        kind = "Fel" if self.first.is_fault else "Varning"
        suggestion = self.first.finding.suggestion if len(self.group.members) == 1 else ""
        return " ".join(filter(None, (f"{kind} {self.first.number}: {self.group.title}.", suggestion, self._where())))

    def _ask_to_mend(self) -> None:
        self.mend_asked.emit([each.finding for each in self.group.members])

    def _ask_to_leave(self) -> None:
        self.leave_asked.emit([each.finding for each in self.group.members])

    def show_current(self, *, current: bool) -> None:
        """Put the ring of the chosen one around it, or take it away."""
        if bool(self.property("current")) != current:
            self.setProperty("current", current)
            restyle(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if theme().is_high_contrast and self.property("current"):
            # There is no style sheet then.
            painter = QPainter(self)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self.first.number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self.first.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.toggle is not None:
                self.toggle.click()
            self.chosen.emit(self.first.number)
        else:
            super().keyPressEvent(event)


def _is_of_a_field(numbered: Numbered) -> bool:
    return numbered.is_fault and numbered.finding.what.startswith("Fältet ")


def single(numbered: Numbered) -> FindingGroup:
    """One of a group by itself."""
    return FindingGroup(members=(numbered,), title=numbered.finding.what.rstrip("."))
