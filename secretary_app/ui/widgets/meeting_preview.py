"""Found meetings line by line: what stood there, what was understood, what is doubtful; ticked, mended or left."""

import datetime as dt
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QStyleOptionViewItem, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day_with_weekday
from secretary_app.domain.found_meetings import FoundMeetings, MeetingLine
from secretary_app.domain.pasted_dates import DateFault, dates_or_fault
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import ROW_ROLE, Cell, Column
from secretary_app.ui.tables.delegates import CellDelegate, paint_ground
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import chip, label, link, put, row

_Index = QModelIndex | QPersistentModelIndex
_TICK, _BODY, _DATE, _REMARK = "med", "namnd", "datum", "anmarkning"


class _Shown(Enum):
    ALL = "Alla"
    TAKEN = "Tas med"
    DOUBTFUL = "Att se över"


class _Delegate(CellDelegate):
    """No box where there is nothing to take; bodies are chosen from a list."""

    pressed = Signal(object)
    """The box (the whole cell is it) or the suggestion, by its index."""

    def __init__(self, table: "_LineTable", bodies: Sequence[str]) -> None:
        super().__init__(table)
        self._bodies = bodies

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(ROW_ROLE)
        if _key(index) == _TICK and isinstance(line, MeetingLine) and not line.can_be_taken:
            painter.save()
            paint_ground(painter, option)
            painter.restore()
        else:
            super().paint(painter, option, index)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            is_low = event.position().y() > option.rect.center().y()
            if _key(index) == _TICK or (_key(index) == _REMARK and is_low):
                self.pressed.emit(index)
        return False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        if _key(index) != _BODY:
            return super().createEditor(parent, option, index)
        made = QComboBox(parent)
        made.setAccessibleName("Nämnd")
        made.addItems(list(self._bodies))
        made.activated.connect(partial(self._chosen, made))
        return made

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        line = index.data(ROW_ROLE)
        if isinstance(editor, QComboBox):
            editor.setCurrentText(line.body)
            editor.showPopup()
        elif isinstance(editor, QLineEdit) and line.date is not None:
            # Its weekday would have to be changed too.
            editor.setText(line.date.isoformat())
        else:
            super().setEditorData(editor, index)

    def _chosen(self, editor: QComboBox, _place: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class _LineTable(Table[MeetingLine]):
    """Space ticks the chosen lines; a double click on a day or a body changes it."""

    ticked = Signal()

    def __init__(self, model: RowModel[MeetingLine]) -> None:
        super().__init__(model, "Så här förstods det")
        self.doubleClicked.disconnect()
        self.doubleClicked.connect(self._double_clicked)

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.rows_model.columns[index.column()].editable:
            self.edit(index)

    def edit_again(self, place: int, words: str) -> None:
        """Open the day of a line for typing, with what was typed before."""
        index = self.currentIndex()
        if self.current_id() == place and self.rows_model.columns[index.column()].key == _DATE:
            self.edit(index)
            editor = self.indexWidget(index)
            if isinstance(editor, QLineEdit):
                editor.setText(words)
                editor.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.state() is not self.State.EditingState:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)


class MeetingPreview(QWidget):
    """The lines of ``found``, and what can be done with them."""

    changed = Signal()
    """Something was ticked or mended."""

    def __init__(self, found: FoundMeetings, bodies: Sequence[str]) -> None:
        """``bodies``: the abbreviations that can be chosen."""
        super().__init__()
        self.found = found
        self._shown = _Shown.ALL
        model = RowModel(
            _columns(lambda: self.found.year), id_of=lambda each: each.place, edited=self._edited, parent=self
        )
        self.table = _LineTable(model)
        delegate = _Delegate(self.table, bodies)
        delegate.pressed.connect(self._pressed)
        self.table.setItemDelegate(delegate)
        self.table.setSortingEnabled(False)
        self.table.gives_way = {_REMARK: 186, _BODY: 66, _DATE: 160}
        self.count = label("", "strong")
        self.fault = label("", "late", wrap=True)
        self.detail = label("", "second", wrap=True)
        self.detail.setAccessibleName("Den valda raden")
        self.take_all = link("", self._take_all)
        self.filters = {each: chip(each.value, partial(self._show_only, each)) for each in _Shown}
        self._add_actions(bodies)
        self.table.ticked.connect(self._toggle)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._tell_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(9))
        put(layout, row(self.count, None, *self.filters.values()))
        put(layout, self.table, 1)
        put(layout, self.fault)
        foot = row(self.take_all, self.detail)
        foot.setStretch(1, 1)
        put(layout, foot)
        self.refresh()

    def refresh(self) -> None:
        """Show the lines as they are now."""
        lines = self.found.lines
        doubtful = [each for each in lines if each.is_open]
        parts = {_Shown.ALL: lines, _Shown.TAKEN: [each for each in lines if each.ticked], _Shown.DOUBTFUL: doubtful}
        if not parts[self._shown]:
            self._shown = _Shown.ALL
        for shown, made in self.filters.items():
            made.setText(f"{shown.value} {len(parts[shown])}")
            made.setChecked(shown is self._shown)
            made.setVisible(bool(lines))
        suggestions = sum(each.suggestion is not None for each in lines)
        self.table.set_rows(list(parts[self._shown]))
        self.take_all.setText("Ta förslaget" if suggestions == 1 else f"Ta alla {suggestions} förslagen")
        self.take_all.setVisible(bool(suggestions))
        self.fault.hide()
        taken = len(parts[_Shown.TAKEN])
        left = len(lines) - taken
        words = [f"{taken} läggs in", f"{left} läggs inte in" if left else ""]
        self.count.setText(", ".join(filter(None, words)) if lines else "Här visas det som förstås")

    def _add_actions(self, bodies: Sequence[str]) -> None:
        tick = QAction("Ta med eller ta inte med\tBlanksteg", self)
        tick.triggered.connect(self._toggle)
        take = QAction("Ta förslaget\tEnter", self)
        take.triggered.connect(self._take_chosen)
        whose = QMenu("Hör till", self)
        for each in bodies:
            whose.addAction(each, partial(self._set_bodies, each))
        self.table.row_actions = [tick, take, whose.menuAction()]

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()

    def _tell_chosen(self) -> None:
        """All of what the line that has the focus says, for which its cells may be too narrow."""
        line = self.table.current_row()
        words = " – ".join(filter(None, (line.found.words, line.remark))) if line else ""
        self.detail.setText(words)

    def _show_only(self, shown: _Shown) -> None:
        self._shown = shown
        self.refresh()

    def _toggle(self) -> None:
        """Tick the chosen lines; where all are, leave them."""
        chosen = [each for each in self.table.chosen_rows() if each.can_be_taken]
        ticked = not all(each.ticked for each in chosen)
        self.found.tick((each.place for each in chosen), ticked)
        self._after()

    def _set_bodies(self, body: str) -> None:
        self.found.set_body((each.place for each in self.table.chosen_rows()), body)
        self._after()

    def _take_chosen(self) -> None:
        self.found.take_suggestions([each.place for each in self.table.chosen_rows()])
        self._after()

    def _take_all(self) -> None:
        self.found.take_suggestions()
        self._after()

    def _open(self, line: MeetingLine) -> None:
        if line.suggestion is not None:
            self._take_chosen()
        elif line.can_be_taken:
            self._toggle()

    def _pressed(self, index: QModelIndex) -> None:
        line = index.data(ROW_ROLE)
        if _key(index) == _TICK and line.can_be_taken:
            self.found.tick([line.place], not line.ticked)
        elif _key(index) == _REMARK and line.suggestion is not None:
            self.found.set_date(line.place, line.suggestion)
        else:
            return
        self._after()

    def _edited(self, line: MeetingLine, key: str, value: Any) -> None:
        if key == _BODY:
            self.found.set_body([line.place], str(value))
        elif (date := self._typed(str(value))) is not None:
            if date != line.date:
                self.found.set_date(line.place, date)
        else:
            # Once the editor that was left is closed.
            QTimer.singleShot(0, self, partial(self.table.edit_again, line.place, str(value)))
            return
        self._after()

    def _typed(self, words: str) -> dt.date | None:
        """The day that was typed; what is none is said under the table."""
        found = dates_or_fault(words, self.found.year)
        if isinstance(found, DateFault) or len(found) != 1:
            why = found.reason if isinstance(found, DateFault) else f"”{words}” är inte en dag"
            self.fault.setText(f"{why[0].upper()}{why[1:]}. Skriv till exempel 27/1.")
            self.fault.show()
            return None
        return found[0].date


def _key(index: _Index) -> str:
    model = index.model()
    assert isinstance(model, RowModel)
    key: str = model.columns[index.column()].key
    return key


def _columns(year_now: Callable[[], int]) -> list[Column[MeetingLine]]:
    def in_year(date: dt.date) -> str:
        return day_with_weekday(date, dt.date(year_now(), 1, 1))

    def quiet(line: MeetingLine) -> str:
        return "" if line.ticked else "text2"

    def tick(line: MeetingLine) -> Cell:
        return Cell("ja" if line.ticked else "nej", tip=line.remark, state=State.DONE if line.ticked else State.NONE)

    def day(line: MeetingLine) -> Cell:
        if line.date is None:
            return Cell("–", tone="text2")
        stop = f"manusstopp {in_year(line.manusstopp)}" if line.manusstopp else ""
        return Cell(in_year(line.date), stop, tone="" if stop else quiet(line), strong=line.ticked)

    def remark(line: MeetingLine) -> Cell:
        words = f"{line.remark[:1].upper()}{line.remark[1:]}"
        state = State.TODO if line.is_open else State.NONE
        if line.suggestion is None:
            return Cell(words, state=state, tone=quiet(line), tip=words)
        return Cell(words, f"Ta {in_year(line.suggestion)}", state=state, tone="accent", tip=words)

    return [
        Column(_TICK, "Med", tick, width=46, check=True),
        Column("rad", "Där står", lambda each: Cell(each.found.words, each.found.where), width=122, stretch=True),
        Column(_BODY, "Nämnd", lambda each: Cell(each.body or "–", tone=quiet(each)), width=86, editable=True),
        Column(_DATE, "Sammanträde", day, width=178, editable=True),
        Column(_REMARK, "Att se över", remark, width=276),
    ]
