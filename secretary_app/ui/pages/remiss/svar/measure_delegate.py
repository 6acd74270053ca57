"""How the cells of a measure are drawn and edited."""

from typing import Any

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from secretary_app.domain.model import MeasureState
from secretary_app.ui.pages.remiss.svar.measure_rows import MeasureModel
from secretary_app.ui.pages.remiss.text_lines import wrapped
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.tables.cells import CELL_ROLE
from secretary_app.ui.tables.delegates import CellDelegate, paint_ground
from secretary_app.ui.widgets.date_field import DateField
from secretary_app.ui.widgets.measure_status import STATES, state_icon

_Index = QModelIndex | QPersistentModelIndex
_MARGIN = 9
_MOST = 5
"""Lines of a measure's text before it is cut."""
_CLOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Hint = QAbstractItemDelegate.EndEditHint
_HINTS = {
    Qt.Key.Key_Return: _Hint.NoHint,
    Qt.Key.Key_Enter: _Hint.NoHint,
    Qt.Key.Key_Tab: _Hint.EditNextItem,
    Qt.Key.Key_Backtab: _Hint.EditPreviousItem,
}
_WRAPPED = ("text", "responsible", "namnder")


class MeasureDelegate(CellDelegate):
    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._open: QWidget | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if _key(index) not in _WRAPPED:
            super().paint(painter, option, index)
            return
        cell = index.data(CELL_ROLE)
        painter.save()
        paint_ground(painter, option)
        painter.setFont(option.font)
        painter.setPen(colour(cell.tone or "text"))
        margin = theme().px(_MARGIN)
        rect = option.rect.adjusted(margin, 0, -margin, 0)
        lines, height = wrapped(cell.text, option.font, rect.width(), _MOST), option.fontMetrics.height()
        top = rect.center().y() - len(lines) * height // 2
        for place, words in enumerate(lines):
            painter.drawText(rect.left(), top + place * height + option.fontMetrics.ascent(), words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = option.fontMetrics.height()
        if _key(index) not in _WRAPPED:
            return QSize(super().sizeHint(option, index).width(), 2 * line + theme().px(14))
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column())
        lines = wrapped(index.data(CELL_ROLE).text, option.font, width - 2 * theme().px(_MARGIN), _MOST)
        return QSize(width, len(lines) * line + theme().px(14))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        match _key(index):
            case "text":
                text = QPlainTextEdit(parent)
                text.setTabChangesFocus(True)
                made: QWidget = text
            case "status":
                made = self._status_editor(parent)
            case "as_of":
                made = DateField()
                made.setParent(parent)
            case _:
                made = QLineEdit(parent)
        made.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        self._open = made
        return made

    def finish(self) -> None:
        """Take what stands in the open editor, and close it."""
        if self._open is not None and shiboken6.isValid(self._open):
            self._commit(self._open)

    def _status_editor(self, parent: QWidget) -> QComboBox:
        made = QComboBox(parent)
        for state in MeasureState:
            made.addItem(state_icon(STATES[state]), state.value.capitalize(), state)
        made.setPlaceholderText("Välj")
        made.activated.connect(lambda _place: self._commit(made))
        return made

    def _commit(self, editor: QWidget, hint: _Hint = _Hint.NoHint) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if editor.property("begun"):
            # The row was read again while somebody writes in it.
            return
        editor.setProperty("begun", True)
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
            editor.selectAll()
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        value: Any = None
        if isinstance(editor, QPlainTextEdit):
            value = editor.toPlainText()
        elif isinstance(editor, QComboBox):
            value = editor.currentData()
        elif isinstance(editor, QLineEdit):
            value = editor.text()
        if value is not None:
            model.setData(model.index(index.row(), index.column()), value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = QRect(option.rect)
        parent = editor.parentWidget()
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(max(rect.height(), 4 * option.fontMetrics.height() + theme().px(16)))
        elif isinstance(editor, DateField):
            rect.setWidth(max(rect.width(), editor.minimumWidth()))
        else:
            rect.setWidth(max(rect.width(), theme().px(150)))
        if parent is not None:
            rect.moveRight(min(rect.right(), max(parent.width() - 1, rect.width() - 1)))
            rect.moveBottom(min(rect.bottom(), max(parent.height() - 1, rect.height() - 1)))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """In a text of several lines Enter and Tab do as in one of a single line; Shift+Enter makes a new line."""
        if not isinstance(editor, QPlainTextEdit) or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        hint = _HINTS.get(Qt.Key(event.key()))
        is_new_line = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and event.key() in _CLOSING
        if event.type() is not QEvent.Type.KeyPress or hint is None or is_new_line:
            return super().eventFilter(editor, event)
        self._commit(editor, hint)
        return True


def _key(index: _Index) -> str:
    model = index.model()
    assert isinstance(model, MeasureModel)
    return model.columns[index.column()].key
