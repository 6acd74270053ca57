"""How the matrix is drawn: its cells, the bodies over it, the recommendations beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secretary_app.operations.matrix import MatrixCell
from secretary_app.ui.pages.remiss.svarslage.model import LAST_ROW, MatrixModel
from secretary_app.ui.pages.remiss.text_lines import wrapped
from secretary_app.ui.style.shapes import State, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.delegates import bold, small

_Index = QModelIndex | QPersistentModelIndex
_MARGIN = 10
_INSET = 5
_SHAPE = 16
_INDENT = 22
"""From the shape's left edge to the words."""
_NUMBER = 34
ROW_MARGINS = 16
"""Over and under what a row says, together."""


@dataclass(frozen=True)
class _Look:
    """The more urgent, the more ink."""

    ink: str
    ground: str = ""
    strong: bool = False
    dashed: bool = False


_LOOKS = {
    State.LATE: _Look("late", "late_t", strong=True),
    State.TODO: _Look("soon", "soon_t", strong=True),
    State.SOON: _Look("soon", "soon_t"),
    State.UNDATED: _Look("none", dashed=True),
    State.NOT_SENT: _Look("none", dashed=True),
    State.DONE: _Look("done"),
}
_QUIET = _Look("text")


class MatrixDelegate(QStyledItemDelegate):
    """A cell: shape, word and date; late and what is to be done on a tint, what has not gone out dashed."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, MatrixModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(option.rect, colour("surface"))
        paint_hairline(painter, option.rect)
        cell = model.cell(index)
        if cell is None:
            column = model.columns[index.column()]
            _paint_lines(painter, option.rect, column.diarienummer, column.handlaggare, QFont(option.font), "text")
        else:
            self._paint_cell(painter, option, cell)
        painter.restore()

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, cell: MatrixCell) -> None:
        state = State(cell.state.value)
        look = _LOOKS.get(state, _QUIET)
        inset = theme().px(_INSET)
        box = QRectF(option.rect.adjusted(1, inset, -inset, -inset - 1))
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        _paint_ground(painter, box, look, is_chosen=is_chosen, has_focus=option.widget.hasFocus())
        if not cell.concerned:
            painter.setFont(small(option.font))
            painter.setPen(colour("text2"))
            inner = option.rect.adjusted(theme().px(_MARGIN), 0, -inset, 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cell.words)
            return
        font = bold(option.font) if look.strong else QFont(option.font)
        _paint_lines(painter, option.rect, cell.words, cell.second, font, look.ink, state)


def _paint_ground(painter: QPainter, box: QRectF, look: _Look, *, is_chosen: bool, has_focus: bool) -> None:
    ground = look.ground or ("tint" if is_chosen else "")
    if ground:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(box, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look.dashed:
        painter.setPen(QPen(colour(look.ink), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if is_chosen and has_focus:
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    elif is_chosen:
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour("accent"))


def _paint_lines(
    painter: QPainter, rect: QRect, first: str, second: str, font: QFont, ink: str, state: State = State.NONE
) -> None:
    """One or two lines in the middle of the rect, after the shape's room."""
    lower = small(font)
    heights = QFontMetrics(font).height(), QFontMetrics(lower).height() if second else 0
    top = rect.top() + (rect.height() - sum(heights)) // 2
    left = rect.left() + theme().px(_MARGIN)
    if state:
        side = theme().px(_SHAPE)
        paint_state(painter, QRectF(left - 2, top + (heights[0] - side) / 2, side, side), state)
        left += theme().px(_INDENT) - 2
    width = rect.right() - left - theme().px(_INSET)
    painter.setFont(font)
    painter.setPen(colour(ink))
    _line(painter, QRect(left, top, width, heights[0]), first)
    painter.setFont(lower)
    painter.setPen(colour("text" if ink in ("late", "soon") else "text2"))
    _line(painter, QRect(left, top + heights[0], width, heights[1]), second)


def _line(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def paint_hairline(painter: QPainter, rect: QRect) -> None:
    """The line between two rows."""
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour("line"))


def column_width(model: MatrixModel, place: int, font: QFont) -> int:
    """What a body's column needs: 132 at 100 %, more where a word, a date or a diarienummer would be elided."""
    column, strong, lower = model.columns[place], QFontMetrics(bold(font)), QFontMetrics(small(font, bold=True))
    cells = [row.cells[place] for row in model.rows]
    indent, around = theme().px(_INDENT), theme().px(_MARGIN + 2 * _INSET)
    widths = [theme().px(132)]
    widths += [strong.horizontalAdvance(words) + indent + around for words in {cell.words for cell in cells}]
    widths += [lower.horizontalAdvance(words) + indent + around for words in {cell.second for cell in cells}]
    widths.append(strong.horizontalAdvance(column.diarienummer) + around)
    widths.append(lower.horizontalAdvance(column.second) + around)
    return max(widths)


class BodyHeader(QHeaderView):
    """The bodies: the abbreviation, and how far they have come."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setAccessibleName("Nämnder")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), head_height(self.font()))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        assert isinstance(model, MatrixModel)
        column = model.columns[section]
        paint_head(painter, rect, QApplication.font(), column.abbreviation, column.second, State(column.state))


def head_height(font: QFont) -> int:
    """The height of the head, 48 at 100 %."""
    return max(theme().px(48), QFontMetrics(font).height() + QFontMetrics(small(font)).height() + theme().px(14))


def paint_head(
    painter: QPainter, rect: QRect, font: QFont, first: str, second: str, state: State = State.NONE, margin: int = 4
) -> None:
    """Two lines of the head; the second in the colour of its state, which it names."""
    painter.save()
    painter.fillRect(rect, colour("surface"))
    paint_hairline(painter, rect)
    upper, lower = bold(font), small(font, bold=state is State.LATE)
    heights = QFontMetrics(upper).height(), QFontMetrics(lower).height()
    inner = rect.adjusted(theme().px(margin), 0, -theme().px(4), 0)
    top = rect.top() + (rect.height() - sum(heights)) // 2
    painter.setFont(upper)
    painter.setPen(colour("text"))
    _line(painter, QRect(inner.left(), top, inner.width(), heights[0]), first)
    painter.setFont(lower)
    painter.setPen(colour(state.token if state in (State.LATE, State.TODO) else "text2"))
    _line(painter, QRect(inner.left(), top + heights[0], inner.width(), heights[1]), second)
    painter.restore()


class QuestionHeader(QHeaderView):
    """The recommendations, number and text; it stands still while the bodies scroll sideways."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setAccessibleName("Rekommendationer")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        assert isinstance(model, MatrixModel)
        font = QFont(QApplication.font())
        painter.save()
        painter.fillRect(rect, colour("surface"))
        paint_hairline(painter, rect)
        inner = rect.adjusted(theme().px(_NUMBER), 0, -theme().px(14), 0)
        if section >= len(model.rows):
            text, number = LAST_ROW, ""
        else:
            row = model.rows[section]
            text, number = row.text, row.number
        height = QFontMetrics(font).height()
        lines = wrapped(text, font, inner.width(), max(1, (rect.height() - theme().px(ROW_MARGINS)) // height))
        top = rect.top() + (rect.height() - len(lines) * height) // 2
        painter.setPen(colour("text"))
        painter.setFont(font)
        for place, line in enumerate(lines):
            painter.drawText(QRect(inner.left(), top + place * height, inner.width(), height), 0, line)
        painter.setFont(bold(font))
        painter.drawText(QRect(rect.left(), top, theme().px(_NUMBER - 8), height), Qt.AlignmentFlag.AlignRight, number)
        painter.restore()
