"""Which drawing on a timeline means what."""

import datetime as dt
from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import label
from secretary_app.ui.widgets.date_marks import SPANS, Mark, MarkKind, mark_size, paint_mark

_SHOWN = (
    (MarkKind.MEETING, "sammanträde"),
    (MarkKind.MANUSSTOPP, "manusstopp"),
    (MarkKind.PROPOSAL, "förslag"),
    (MarkKind.JUSTERING, "justering"),
    (MarkKind.FLAG, "svar senast"),
)


class MarkLegend(QWidget):
    """Each drawing with its word."""

    def __init__(self, kinds: Collection[MarkKind] = tuple(MarkKind)) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(6))
        for kind, words in _SHOWN:
            if kind not in kinds:
                continue
            layout.addWidget(_Sample(kind))
            layout.addWidget(label(words, "second"))
            layout.addSpacing(theme().px(10))


class _Sample(QWidget):
    def __init__(self, kind: MarkKind) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(theme().px(22), theme().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = QSizeF(self.width(), theme().px(12)) if self._kind in SPANS else mark_size(self._kind)
        box = QRectF(QPointF(), size)
        box.moveCenter(QRectF(self.rect()).center())
        paint_mark(painter, box, Mark("", self._kind, dt.date.min, ""), number="")
