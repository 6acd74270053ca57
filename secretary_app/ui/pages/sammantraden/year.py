"""A body's year: the strip, and the table of its meetings."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain.model import Namnd
from secretary_app.domain.swedish_dates import in_words
from secretary_app.operations.editing_meetings import MeetingRow, MeetingState
from secretary_app.ui.pages.sammantraden.columns import columns
from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Empty, Sheet, button, label, link, put, row
from secretary_app.ui.widgets.year_strip import StripKind, StripMark, YearStrip

_LOW = 300
"""Where the sheet is lower the meetings have the room of the words below them."""


class MeetingTable(Table[MeetingRow]):
    """Del takes away, Ctrl+V pastes."""

    remove_asked = Signal()
    paste_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        else:
            super().keyPressEvent(event)

    def edit_again(self, id: str, key: str, words: str) -> None:
        """Open the cell for typing, with what was typed before."""
        place = self.rows_model.row_of(id)
        column = next(place for place, each in enumerate(self.rows_model.columns) if each.key == key)
        if place >= 0:
            index = self.rows_model.index(place, column)
            self.setCurrentIndex(index)
            self.edit(index)
            editor = self.indexWidget(index)
            if isinstance(editor, QLineEdit):
                editor.setText(words)
                editor.selectAll()


class _Stack(QStackedWidget):
    """Can be as low as its pages: their wrapped words would else have what they would like as their least."""

    def hasHeightForWidth(self) -> bool:
        return False


class YearSheet(Sheet):
    """``typed(row, column, words)``: a day was typed into the table."""

    chosen = Signal()
    typed = Signal(object, str, str)
    add_asked = Signal()
    paste_asked = Signal()
    import_asked = Signal()
    fold_changed = Signal(bool)

    def __init__(self, day_now: Callable[[], dt.date], *, folded: bool) -> None:
        super().__init__(margin=0, spacing=0)
        self._day_now = day_now
        self._folded = folded
        self._namnd: Namnd | None = None
        self._year = day_now().year
        self._rows: list[MeetingRow] = []
        self._heading = label("", "heading")
        self._rule_words = label("", "second")
        self.strip = YearStrip()
        self._fold = link("", self._toggle)
        model = RowModel(columns(day_now), id_of=lambda each: each.meeting.id, edited=self._edited, parent=self)
        self.table = MeetingTable(model, "Sammanträden", two_lines=False)
        self._foot = label(
            "Manusstopp som infaller på en ledig dag flyttas till arbetsdagen före.", "second", wrap=True
        )
        self._empty = Empty(
            "",
            button("Klistra in…", self.paste_asked.emit, glyph="clipboard-text"),
            button("Lägg till…", self.add_asked.emit, glyph="plus"),
            button("Läs in från Excel…", self.import_asked.emit, glyph="download-simple"),
        )
        self._middle = _Stack()
        self._lay_out()

    def _lay_out(self) -> None:
        self.table.setProperty("bare", True)
        self.table.gives_way = {"utskick": 0, "justering": 0}
        self.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        self.table.chosen.connect(self._on_chosen)
        self.table.paste_asked.connect(self.paste_asked)
        self.strip.picked.connect(self._pick)
        head = row(
            self._heading,
            None,
            link("Klistra in…", self.paste_asked.emit, glyph="clipboard-text"),
            link("Lägg till…", self.add_asked.emit, glyph="plus"),
        )
        top = QVBoxLayout()
        margin = theme().px(16)
        top.setContentsMargins(margin, theme().px(10), theme().px(10), theme().px(8))
        top.setSpacing(theme().px(6))
        put(top, head)
        put(top, self.strip)
        put(top, row(self._fold, None, self._rule_words))
        self._foot.setContentsMargins(margin, theme().px(8), margin, theme().px(10))
        self._whole = QWidget()
        inside = QVBoxLayout(self._whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        put(inside, self.table, 1)
        put(inside, self._foot)
        self._middle.addWidget(self._whole)
        self._middle.addWidget(self._empty)
        put(self.body, top)
        put(self.body, self._middle, 1)

    def show_year(self, namnd: Namnd, year: int, rows: Sequence[MeetingRow]) -> None:
        """Show these; the meeting that was chosen stays chosen, else it is the next one."""
        is_other = self._namnd is None or (self._namnd.id, self._year) != (namnd.id, year)
        self._namnd, self._year, self._rows = namnd, year, list(rows)
        self._heading.setText(f"{namnd.abbreviation} {year}")
        self._rule_words.setText(_how_many(namnd, rows))
        self._empty.words.setText(f"Inga möten för {namnd.abbreviation} {year}.")
        self.table.setAccessibleName(f"Sammanträden för {namnd.abbreviation} {year}")
        if is_other:
            self.table.clearSelection()
            self.table.setCurrentIndex(self.table.rootIndex())
        self._show_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._foot.setVisible(event.size().height() >= theme().px(_LOW))

    @property
    def chosen_row(self) -> MeetingRow | None:
        return self.table.current_row()

    def choose(self, date: dt.date) -> None:
        """Choose the meeting of this day."""
        found = next((each for each in self._rows if each.meeting.date == date), None)
        if found is None:
            return
        if self.table.rows_model.row_of(found.meeting.id) < 0:
            self._toggle()
        self.table.choose(found.meeting.id)

    def edit_date(self) -> None:
        """Let another day be typed for the chosen meeting."""
        self._edit_again(1)

    def _edit_again(self, column: int) -> None:
        index = self.table.currentIndex().siblingAtColumn(column)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _past(self) -> list[MeetingRow]:
        """What can be folded: nothing in a year that has only such."""
        today = self._day_now()
        past = [each for each in self._rows if each.meeting.date < today]
        return past if len(past) < len(self._rows) else []

    def _show_rows(self) -> None:
        past = self._past()
        ids = {each.meeting.id for each in past} if self._folded else set()
        self._fold.setVisible(bool(past))
        self._fold.setText(f"{'Visa' if self._folded else 'Dölj'} {_past_words(past)}")
        self._fold.setIcon(icon("caret-right" if self._folded else "caret-down", "accent"))
        # Told once, when one is chosen again: else the panel would be empty for a moment, and lose its focus.
        self.table.blockSignals(True)
        self.table.set_rows([each for each in self._rows if each.meeting.id not in ids])
        self._middle.setCurrentWidget(self._whole if self._rows else self._empty)
        if self.table.current_row() is None:
            following = next((each for each in self._rows if each.state is MeetingState.NEXT), None)
            if following is not None:
                self.table.choose(following.meeting.id)
            self.table.choose_first()
        self.table.blockSignals(False)
        self._on_chosen()

    def _toggle(self) -> None:
        self._folded = not self._folded
        self.fold_changed.emit(self._folded)
        self._show_rows()

    def _on_chosen(self) -> None:
        self.strip.setEnabled(bool(self._rows))
        current = self.chosen_row
        self.strip.show_year(self._year, self._day_now(), _marks(self._rows, current))
        self.strip.setMinimumHeight(self.strip.sizeHint().height())
        self.chosen.emit()

    def _pick(self, mark: StripMark) -> None:
        found = next(
            (each for each in self._rows if mark.date == (each.meeting.date if _is_meeting(mark) else each.manusstopp)),
            None,
        )
        if found is not None:
            self.choose(found.meeting.date)

    def _edited(self, each: MeetingRow, key: str, words: object) -> None:
        # After the editor is gone: what is typed wrong opens it again.
        QTimer.singleShot(0, self, lambda: self.typed.emit(each, key, str(words).strip()))


def _is_meeting(mark: StripMark) -> bool:
    return mark.kind is not StripKind.MANUSSTOPP


def _marks(rows: Sequence[MeetingRow], current: MeetingRow | None) -> list[StripMark]:
    marks = []
    for each in rows:
        is_chosen = current is not None and each.meeting.id == current.meeting.id
        kind = StripKind.UNSURE if each.state is MeetingState.CANCELLED else StripKind.MEETING
        words = f"Sammanträde {in_words(each.meeting.date)}, {each.state.value}"
        marks.append(StripMark(each.meeting.date, kind, words, is_chosen))
        if each.state is not MeetingState.CANCELLED and each.manusstopp < each.meeting.date:
            marks.append(StripMark(each.manusstopp, StripKind.MANUSSTOPP, f"Manusstopp {in_words(each.manusstopp)}"))
    return marks


def _past_words(past: Sequence[MeetingRow]) -> str:
    if any(each.state is MeetingState.CANCELLED for each in past):
        return f"{len(past)} tidigare"
    return "1 hållet" if len(past) == 1 else f"{len(past)} hållna"


def _how_many(namnd: Namnd, rows: Sequence[MeetingRow]) -> str:
    number = sum(each.state is not MeetingState.CANCELLED for each in rows)
    days = namnd.manusstopp_days
    words = "1 sammanträde" if number == 1 else f"{number} sammanträden"
    if not days:
        return f"{words}, manusstopp samma dag"
    return f"{words}, manusstopp {days} {'dag' if days == 1 else 'dagar'} före"
