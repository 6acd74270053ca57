"""How cells are drawn: a shape and two lines, or badges."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from secretary_app.ui.style.shapes import State, fill, paint_state
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.cells import CELL_ROLE, Badge, Cell

_Index = QModelIndex | QPersistentModelIndex
_MARGIN = 9


def small(font: QFont, *, bold: bool = False) -> QFont:
    """The font of second lines and badges."""
    made = QFont(font)
    made.setPixelSize(theme().px(12))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def bold(font: QFont) -> QFont:
    """The font of the one thing that matters in a row."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


class CellDelegate(QStyledItemDelegate):
    """A cell with one or two lines, a shape before them, and badges."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            super().paint(painter, option, index)
            return
        painter.save()
        paint_ground(painter, option)
        margin = theme().px(_MARGIN)
        rect = option.rect.adjusted(margin, 0, -margin, 0)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            paint_tick(painter, rect, ticked=bool(cell.state))
        elif cell.badges:
            paint_badges(painter, rect, cell.badges, option.font)
        else:
            right = bool(int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & Qt.AlignmentFlag.AlignRight.value)
            paint_cell(painter, rect, cell, option.font, right=right)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return super().sizeHint(option, index)
        return QSize(cell_width(cell, option.font) + 2 * theme().px(_MARGIN), theme().px(32))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(heading))
        return editor


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The row's ground and its hairline below."""
    rect: QRect = option.rect
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        fill(painter, rect, colour("tint"))
    elif state & QStyle.StateFlag.State_MouseOver:
        fill(painter, rect, colour("hover"))
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def paint_tick(painter: QPainter, rect: QRect, *, ticked: bool) -> None:
    """A box to tick, at the left of ``rect``."""
    side = theme().px(16)
    box = QRectF(rect.left() + 0.5, rect.center().y() - side / 2 + 0.5, side - 1, side - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent" if ticked else "edge"), 1.2))
    painter.setBrush(colour("accent") if ticked else colour("surface"))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        painter.setPen(QPen(colour("on_accent"), 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        at = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.32)]
        painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in at])


def cell_width(cell: Cell, font: QFont) -> int:
    """What the cell needs so that nothing is elided."""
    if cell.badges:
        gap = theme().px(4)
        return sum(badge_width(badge, font) + gap for badge in cell.badges) - gap
    first = QFontMetrics(bold(font) if cell.strong else font).horizontalAdvance(cell.text)
    second = QFontMetrics(small(font, bold=cell.tone == "late")).horizontalAdvance(cell.second)
    shape = theme().px(22) if cell.state else 0
    return max(first, second) + shape + 2


def paint_cell(painter: QPainter, rect: QRect, cell: Cell, font: QFont, *, right: bool = False) -> None:
    """The shape and one or two lines, in the middle of ``rect``."""
    first = bold(font) if cell.strong else QFont(font)
    second = small(font, bold=cell.tone == "late")
    heights = QFontMetrics(first).height(), QFontMetrics(second).height() if cell.second else 0
    top = rect.top() + (rect.height() - sum(heights)) // 2
    if cell.state:
        side = theme().px(16)
        paint_state(painter, QRectF(rect.left(), top + (heights[0] - side) / 2, side, side), cell.state)
        rect = rect.adjusted(theme().px(22), 0, 0, 0)
    side_flag = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    tone = colour(cell.tone) if cell.tone else None
    painter.setFont(first)
    painter.setPen(tone if tone is not None and not cell.second else colour("text"))
    _line(painter, QRect(rect.left(), top, rect.width(), heights[0]), side_flag, cell.text)
    if cell.second:
        painter.setFont(second)
        painter.setPen(tone if tone is not None else colour("text2"))
        _line(painter, QRect(rect.left(), top + heights[0], rect.width(), heights[1]), side_flag, cell.second)


def _line(painter: QPainter, rect: QRect, side: Qt.AlignmentFlag, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def badge_width(badge: Badge, font: QFont) -> int:
    """The badge's width: shape, gap, text, and room around."""
    shape = theme().px(18) if badge.state else 0
    return shape + QFontMetrics(small(font, bold=True)).horizontalAdvance(badge.text) + theme().px(14)


def paint_badges(painter: QPainter, rect: QRect, badges: tuple[Badge, ...], font: QFont) -> None:
    """As many badges as there is room for, then ``+3``."""
    gap, x = theme().px(4), rect.left()
    for place, badge in enumerate(badges):
        width = badge_width(badge, font)
        rest = len(badges) - place - 1
        more = badge_width(Badge(f"+{rest}", State.NONE), font) + gap if rest else 0
        if x + width + more > rect.right() + 1:
            paint_badge(painter, x, rect, Badge(f"+{rest + 1}", State.NONE), font)
            return
        paint_badge(painter, x, rect, badge, font)
        x += width + gap


def paint_badge(painter: QPainter, x: int, rect: QRect, badge: Badge, font: QFont) -> None:
    """One badge: late is solid, soon and to do tinted, in time an outline, answered quiet, undated dashed."""
    height, width = theme().px(22), badge_width(badge, font)
    box = QRectF(x + 0.5, rect.center().y() - height / 2 + 0.5, width - 1, height - 1)
    ink, ground, pen = _badge_look(badge.state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    left = x + theme().px(7)
    if badge.state:
        side = theme().px(14)
        paint_state(painter, QRectF(left, box.center().y() - side / 2, side, side), badge.state, ink)
        left += theme().px(18)
    painter.setFont(small(font, bold=True))
    painter.setPen(ink)
    painter.drawText(QRectF(left, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, badge.text)
    painter.restore()


def _badge_look(state: State):  # type: ignore[no-untyped-def]
    none = QPen(Qt.PenStyle.NoPen)
    match state:
        case State.LATE:
            return colour("on_late"), colour("late"), none
        case State.SOON | State.TODO:
            return colour("soon"), colour("soon_t"), QPen(colour("soon"), 1)
        case State.DONE:
            return colour("done"), colour("done_t"), none
        case State.UNDATED | State.NOT_SENT:
            return colour("none"), None, QPen(colour("none"), 1, Qt.PenStyle.DashLine)
        case State.NONE:
            return colour("text2"), None, QPen(colour("line"), 1)
    return colour("text"), None, QPen(colour("edge"), 1)
