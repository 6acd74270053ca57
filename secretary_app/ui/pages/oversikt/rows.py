"""The list of what is late, due this week and next: each row with the button of what is done about it."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from secretary_app.domain.date_words import near_day, time_left
from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow, Group
from secretary_app.operations.oversikt import Doing, what_to_do
from secretary_app.ui.core.page import DO, Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.cells import ROW_ROLE, Cell, Column
from secretary_app.ui.tables.delegates import paint_ground
from secretary_app.ui.tables.grouped import GroupedDelegate, GroupedModel, GroupedTable, Heading, Line

_Index = QModelIndex | QPersistentModelIndex
_DO = "gor"
_LEAST = 200
_TONED = (State.LATE, State.SOON, State.TODO, State.NOT_SENT)
_PAPERS = (DeadlineKind.OWN_PAPERS, DeadlineKind.BODY_PAPERS)
_TABS = {DeadlineKind.ANSWER: "svarslage", DeadlineKind.MEASURE: "svar"}


def destination(row: DeadlineRow) -> Destination:
    """Where the deadline is done something about."""
    match what_to_do(row)[0]:
        case Doing.REMIND:
            return Destination("remiss", row.remiss_id, "svarslage", f"{DO}remind/{row.namnd_ids[0]}")
        case Doing.SEND:
            return Destination("remiss", row.remiss_id, "svarslage", f"{DO}send/{row.namnd_ids[0]}")
        case Doing.DISPATCH:
            return Destination("remiss", row.remiss_id, "svarslage", f"{DO}dispatch")
        case Doing.DRAFT:
            return Destination("remiss", row.remiss_id, "dokument", "ny:tjansteskrivelse")
    return place_of(row)


def place_of(row: DeadlineRow) -> Destination:
    """Where the deadline is seen, in its remiss."""
    return Destination("remiss", row.remiss_id, _TABS.get(row.kind, "plan"), row.item)


class RowsTable(GroupedTable):
    """Enter, a double click, or a click on the row's button asks for what the button says."""

    def __init__(self, day_now: Callable[[], dt.date], weeks: dict[Group, int], places: Places) -> None:
        self.grouped = GroupedModel(_columns(day_now), weeks)
        super().__init__(
            self.grouped, "Det som är försenat, ska vara klart den här veckan och sedan", key="", places=places
        )
        self.grouped.setParent(self)
        self.setItemDelegate(_RowDelegate(self))
        self.setSortingEnabled(False)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.setProperty("bare", True)
        self._pressed: DeadlineRow | None = None
        self._wanted = 0
        """The width from which there is room for the buttons."""

    def fit_columns(self) -> None:
        """Give the day and the button what they need."""
        for place, each in enumerate(self.grouped.columns):
            if not each.stretch:
                self.setColumnWidth(place, 0)
        self.fit(("dag", _DO), {})
        self._wanted = theme().px(_LEAST) + sum(
            self.columnWidth(place) for place in range(1, len(self.grouped.columns))
        )
        self._choose_columns()

    def _choose_columns(self) -> None:
        """Where there is no room for what the rows are about beside the buttons, Enter and the menu are enough."""
        self.show_column(_DO, self.viewport().width() >= self._wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_columns()

    def button_rect(self, row: int) -> QRect:
        """Where the button of a row is drawn, in the viewport."""
        place = len(self.grouped.columns) - 1
        return _button_rect(self.visualRect(self.grouped.index(row, place)), self.grouped.cell(row, place).text, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = self._button_at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._button_at(event) is pressed:
            self.opened.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_over = self._button_at(event, pressed=False) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._button_at(event) is None:
            super().mouseDoubleClickEvent(event)

    def _button_at(self, event: QMouseEvent, *, pressed: bool = True) -> DeadlineRow | None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or (pressed and event.button() is not Qt.MouseButton.LeftButton):
            return None
        line = self.grouped.rows[index.row()]
        if isinstance(line, Heading) or not self.button_rect(index.row()).contains(event.position().toPoint()):
            return None
        return line


def _columns(day_now: Callable[[], dt.date]) -> list[Column[Line]]:
    def column(key: str, heading: str, cell: Callable[[DeadlineRow], Cell], *, stretch: bool = False) -> Column[Line]:
        def of_line(line: Line) -> Cell:
            if isinstance(line, Heading):
                return line.cell if stretch else Cell()
            return cell(line)

        return Column(key, heading, of_line, width=_LEAST if stretch else 120, stretch=stretch)

    return [
        column("vad", "Vad", _what, stretch=True),
        column("dag", "Dag", lambda row: _day(row, day_now())),
        column(_DO, "Gör", lambda row: Cell(what_to_do(row)[1])),
    ]


def _what(row: DeadlineRow) -> Cell:
    matter = f"{row.diarienummer}  {row.title}".strip()
    return Cell(row.what, matter, strong=True, tip="\n".join(filter(None, (row.what, row.more, matter))))


def _day(row: DeadlineRow, today: dt.date) -> Cell:
    if row.date is None:
        return Cell("saknas")
    state = State(row.state.value)
    kind = ", manusstopp" if row.kind in _PAPERS else ""
    return Cell(
        near_day(row.date, today),
        f"{time_left(row.date, today)}{kind}",
        tone=state.token if state in _TONED else "",
    )


class _RowDelegate(GroupedDelegate):
    """Draws the button; it cannot take the focus, so Enter and the menu do the same."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(ROW_ROLE)
        table = self.parent()
        assert isinstance(table, RowsTable)
        if isinstance(line, Heading) or table.grouped.columns[index.column()].key != _DO:
            super().paint(painter, option, index)
            return
        words = str(index.data())
        painter.save()
        paint_ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(_button_rect(option.rect, words, table)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("edge"), 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(colour("text"))
        painter.setFont(option.font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hint = super().sizeHint(option, index)
        table = self.parent()
        assert isinstance(table, RowsTable)
        if table.grouped.columns[index.column()].key == _DO:
            hint.setWidth(hint.width() + theme().px(24))
        return hint


def _button_rect(cell: QRect, words: str, table: RowsTable) -> QRect:
    metrics = QFontMetrics(table.font())
    width = metrics.horizontalAdvance(words) + theme().px(24)
    height = metrics.height() + theme().px(12)
    return QRect(cell.right() - width - theme().px(12), cell.center().y() - height // 2, width, height)
