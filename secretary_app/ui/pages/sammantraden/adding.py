"""Asks for meetings, one day a line."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day_with_weekday
from secretary_app.domain.workdays import free_day_name
from secretary_app.operations.body_rules import manusstopp_fault
from secretary_app.ui.pages.sammantraden.columns import typed_day, typed_manusstopp, why_no_day
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, label, link, put, restyle, row
from secretary_app.ui.widgets.date_field import DateField

Dated = tuple[dt.date, dt.date | None]
_LINES = 3


class _Day(DateField):
    """A day for which the year need not be written."""

    def __init__(self, year: int) -> None:
        super().__init__()
        self._year = year
        self.setPlaceholderText("27/1")

    def day(self) -> dt.date | None:
        return typed_day(self.text(), self._year)


class _Line:
    """The fields of one meeting."""

    def __init__(self, number: int, year: int) -> None:
        self._year = year
        self.date = _Day(year)
        self.date.setAccessibleName(f"Sammanträde {number}")
        self.manusstopp = _Day(year)
        self.manusstopp.setPlaceholderText("räknas ut")
        self.manusstopp.setAccessibleName(f"Manusstopp {number}")
        self.words = label("", "second")

    def read(self) -> Dated | None:
        """What stands there; None where nothing does. Raises ValueError with a sentence for what is no day."""
        for field in (self.date, self.manusstopp):
            field.setProperty("wrong", field.is_unclear())
            restyle(field)
            if field.is_unclear():
                raise ValueError(why_no_day(field.text(), self._year))
        date = self.date.day()
        if date is None:
            if self.manusstopp.text().strip():
                raise ValueError("Ett manusstopp saknar sin sammanträdesdag. Skriv dagen.")
            return None
        manusstopp = typed_manusstopp(self.manusstopp.text(), date)
        if fault := manusstopp_fault(date, manusstopp):
            raise ValueError(fault)
        return date, manusstopp

    def tell(self, there: set[dt.date], today: dt.date) -> None:
        """Say which day it is, and what is odd about it."""
        date = self.date.day()
        if date is None:
            self.words.setText("")
        elif date in there:
            self.words.setText(f"{day_with_weekday(date, today)}, finns redan")
        else:
            self.words.setText(", ".join(filter(None, (day_with_weekday(date, today), free_day_name(date)))))


class AddMeetings(QDialog):
    """``wanted`` tells the days, each with its manusstopp where one was written."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, abbreviation: str, year: int, there: Sequence[dt.date], today: dt.date) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Vilka dagar sammanträder {abbreviation}?")
        self._year, self._there, self._today = year, set(there), today
        self.lines: list[_Line] = []
        self._grid = QGridLayout()
        self._fault = label("", "late", wrap=True)
        self._fault.hide()
        self.take = button("Lägg in sammanträden", self._take, primary=True)
        self.take.setDefault(True)
        self._lay_out(abbreviation)
        for _ in range(_LINES):
            self._more()
        self._tell()
        self.lines[0].date.setFocus()

    def _lay_out(self, abbreviation: str) -> None:
        self._grid.setHorizontalSpacing(theme().px(12))
        self._grid.setVerticalSpacing(theme().px(8))
        self._grid.setContentsMargins(2, 2, theme().px(8), 2)
        for place, words in enumerate(("Sammanträde", "Manusstopp, om det inte ska räknas ut")):
            self._grid.addWidget(label(words, "label"), 0, place)
        self._grid.setColumnStretch(2, 1)
        inside = QWidget()
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addLayout(self._grid)
        holder.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        margin = theme().px(18)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme().px(12))
        put(layout, label(f"Vilka dagar sammanträder {abbreviation}?", "heading"))
        put(layout, self._scroll, 1)
        put(layout, row(link("En rad till", self._add_line, glyph="plus"), None))
        put(layout, self._fault)
        put(layout, row(None, button("Avbryt", self.reject), self.take))
        room = self.parentWidget()
        most = room.window().size() if isinstance(room, QWidget) else self.screen().availableSize()
        self.resize(min(theme().px(600), most.width() - 40), min(theme().px(360), most.height() - 40))

    def _more(self) -> _Line:
        made = _Line(len(self.lines) + 1, self._year)
        place = len(self.lines) + 1
        self.lines.append(made)
        for column, part in enumerate((made.date, made.manusstopp, made.words)):
            self._grid.addWidget(part, place, column)
        for field in (made.date, made.manusstopp):
            field.day_changed.connect(self._tell)
            field.textEdited.connect(partial(self._keep_one_free, made))
        return made

    def _keep_one_free(self, line: _Line, _words: str) -> None:
        if line is self.lines[-1]:
            self._more()

    def _add_line(self) -> None:
        made = self._more()
        made.date.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(made.date)

    def _tell(self) -> None:
        for each in self.lines:
            each.tell(self._there, self._today)
        days = {each.date.day() for each in self.lines} - {None}
        number = len(days - self._there)
        self.take.setText(
            f"Lägg in {number} sammanträde{'n' if number > 1 else ''}" if number else "Lägg in sammanträden"
        )
        self.take.setEnabled(any(each.date.text().strip() for each in self.lines))

    def _take(self) -> None:
        try:
            read = [each.read() for each in self.lines]
        except ValueError as error:
            self._fault.setText(str(error))
            self._fault.show()
            return
        days = [each for each in read if each is not None]
        if days:
            self.wanted.emit(days)
            self.accept()
