"""A field for a day: written as ``2026-04-16``, ``16/4`` or in words, or chosen in a calendar."""

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLabel, QLineEdit, QVBoxLayout, QWidget

from secretary_app.domain.date_words import near_day, time_left
from secretary_app.domain.pasted_dates import DateFault, dates_or_fault, nearest_day
from secretary_app.domain.swedish_dates import parse_date
from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.theme import theme


class DateField(QLineEdit):
    """A day, or nothing. Alt+Down opens the calendar; Up and Down go a day forth and back."""

    day_changed = Signal()
    """Another day stands there, or none, or words that are none."""

    def __init__(self, day: dt.date | None = None) -> None:
        super().__init__(day.isoformat() if day else "")
        self.setPlaceholderText("åååå-mm-dd")
        self.setMinimumWidth(theme().px(150))
        self.near: dt.date | None = None
        """The present day, where a day may stand without its year; ``tell_day`` sets it and tells what is meant."""
        self._choose = QAction(icon("calendar-blank"), "Välj dag i kalender", self)
        self._choose.triggered.connect(self.open_calendar)
        self.addAction(self._choose, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self.day_changed)
        self.editingFinished.connect(self._tidy)

    def day(self) -> dt.date | None:
        """The day that stands there; None where nothing does, or something that is no day."""
        words = self.text()
        return parse_date(words) or (nearest_day(words, self.near) if self.near and words.strip() else None)

    def set_day(self, day: dt.date | None) -> None:
        self.setText(day.isoformat() if day else "")

    def is_unclear(self) -> bool:
        """Something stands there that is no day."""
        return bool(self.text().strip()) and self.day() is None

    def why_unclear(self) -> str:
        """``31 april finns inte``, ``”i går” är inget datum``: of what stands there and is no day."""
        words = self.text().strip()
        found = dates_or_fault(words, self.near.year) if self.near else None
        return found.reason if isinstance(found, DateFault) else f"”{words}” är inget datum"

    def open_calendar(self) -> None:
        """Let the day be chosen in a month."""
        popup = _Calendar(self, self.day())
        popup.chosen.connect(self.set_day)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = self.day()
        if step is not None and day is not None:
            self.set_day(day + dt.timedelta(days=step))
        else:
            super().keyPressEvent(event)

    def _tidy(self) -> None:
        """``16 april 2026`` and ``16/4`` become ``2026-04-16``."""
        day = self.day()
        if day is not None and self.text() != day.isoformat():
            self.set_day(day)


class _Calendar(QWidget):
    chosen = Signal(object)

    def __init__(self, field: DateField, day: dt.date | None) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Välj dag")
        calendar = QCalendarWidget()
        calendar.setAccessibleName("Månadens dagar")
        calendar.setLocale(QLocale(QLocale.Language.Swedish))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self.chosen.emit(dt.date(day.year(), day.month(), day.day()))
        self.close()


def tell_day(field: DateField, words: QLabel, today: dt.date) -> None:
    """Keep a label beside the field saying which day it is: ``tors 16 april, om 2 dagar``.

    So the year may be left out.
    """
    field.near = today

    def show() -> None:
        day = field.day()
        words.setText(f"{near_day(day, today)}, {time_left(day, today)}" if day else "")

    field.day_changed.connect(show)
    show()
