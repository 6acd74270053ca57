"""The search palette: one field for everything in the register and everything that can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from secretary_app.domain.remiss_state import RemissStatus
from secretary_app.operations.find_all import Found, find_all, list_bodies, remiss_statuses, remisser_by_id
from secretary_app.ui.core.listing import make_list
from secretary_app.ui.core.page import Office
from secretary_app.ui.shell.commands import Command, fitting, is_called, of_actions
from secretary_app.ui.shell.palette_look import PaletteDelegate, row_height
from secretary_app.ui.shell.palette_rows import (
    LATEST,
    Entry,
    PaletteModel,
    entry_of,
    entry_of_command,
    grouped,
    with_status,
)
from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.basics import label, row, rule

_WAIT_MS = 80
_SHADOW = 16
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class Palette(QDialog):
    """Opens with what was opened last and what can be done here; Enter opens what is chosen."""

    def __init__(self, window: QWidget, office: Office, actions: Sequence[QAction], latest: Sequence[str]) -> None:
        """``latest``: the ids of the remisser opened last, the last one first."""
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Sök i allt")
        self._window = window
        self._office = office
        self._commands = of_actions(actions)
        self._latest = list(latest)
        self._found: list[Found] = []
        self._statuses: Mapping[str, RemissStatus] | None = None
        self.is_waiting = False
        self._opens_when_found = False
        self.field = _Field()
        self.list = QListView()
        self.rows = PaletteModel(self)
        self._delegate = PaletteDelegate(self.list)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._search)
        self._shade = _Shade(window)
        self._lay_out()
        self._ask_bodies()

    def show_over(self, words: str = "") -> None:
        """Show it over the window, with these words in the field."""
        self.field.setText(words)
        self._typed()
        self._shade.show()
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus()

    def _lay_out(self) -> None:
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._delegate)
        self.list.setProperty("bare", True)
        self.list.setAccessibleName("Träffar")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._open_index)
        self.field.textChanged.connect(self._typed)
        self.field.stepped.connect(self._step)
        self.field.group_stepped.connect(self._step_group)
        self.field.entered.connect(self._open)
        px = theme().px
        head = row(self.field, label("Esc stänger", "second"))
        head.setContentsMargins(px(12), px(8), px(16), px(8))
        foot = row(
            *(
                label(words, "second")
                for words in ("Pil upp och ned väljer", "Enter öppnar", "Tabb går till nästa grupp")
            ),
            None,
            spacing=20,
        )
        foot.setContentsMargins(px(18), px(8), px(18), px(10))
        self._whole = layout = QVBoxLayout(self)
        layout.setContentsMargins(px(_SHADOW), px(_SHADOW), px(_SHADOW), px(_SHADOW))
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.list, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)

    def _ask_bodies(self) -> None:
        today = self._office.desk.today
        self._office.desk.read(
            lambda register: (list_bodies(register, today), remisser_by_id(register, self._latest)),
            self._take_start,
            owner=self,
            key="start",
        )

    def _take_start(self, start: tuple[list[str], list[Found]]) -> None:
        bodies, latest = start
        for body in bodies:
            make = partial(make_list, self._office, self._window, body)
            self._commands.append(Command(f"Skapa statuslista till {body}…", "", make, "lista excel", "table"))
        if not self.field.text().strip():
            self._found = latest
            self._ask_statuses()
        self._show_rows()

    def _typed(self) -> None:
        self._opens_when_found = False
        self._delegate.words = self.field.text().lower().split()
        self.is_waiting = bool(self._delegate.words)
        if self.is_waiting:
            self._timer.start()
        else:
            self._timer.stop()
            self._found = []
            self._ask_latest()
        self._show_rows()

    def _ask_latest(self) -> None:
        self._office.desk.read(
            lambda register: remisser_by_id(register, self._latest), self._take_found, owner=self, key="search"
        )

    def _search(self) -> None:
        words, today = self.field.text(), self._office.desk.today
        self._office.desk.read(
            lambda register: find_all(register, words, today), self._take_found, owner=self, key="search"
        )

    def _take_found(self, found: list[Found]) -> None:
        self._found = found
        self.is_waiting = self._timer.isActive()
        self._ask_statuses()
        self._show_rows()
        if self._opens_when_found and not self.is_waiting:
            self._open()

    def _ask_statuses(self) -> None:
        """After the first answer, and once: it looks every remiss through."""
        if self._statuses is None and self._found:
            today = self._office.desk.today
            self._office.desk.read(
                lambda register: remiss_statuses(register, today), self._take_statuses, owner=self, key="statuses"
            )

    def _take_statuses(self, statuses: Mapping[str, RemissStatus]) -> None:
        self._statuses = statuses
        self.rows.change_rows(lambda entry: with_status(entry, statuses))

    def _show_rows(self) -> None:
        words = self._delegate.words
        entries = [entry_of(each, self._office.go, self._statuses or {}) for each in self._found]
        if not words:
            entries = [_latest(entry) for entry in entries]
        typed = self.field.text()
        commands = fitting(self._commands, typed)
        groups = [grouped(entries), grouped(map(entry_of_command, commands), most=4 if words else 10)]
        if commands and is_called(commands[0], typed):
            groups.reverse()
        rows = groups[0] + groups[1]
        if not rows and not self.is_waiting:
            rows = [Entry("", f"Inget hittades för ”{typed.strip()}”.")]
        self.rows.set_rows(rows)
        self._choose(next(iter(self.rows.places), -1))
        self._fit()

    def _fit(self) -> None:
        """As wide as there is room for, and as high as its rows."""
        px = theme().px
        shadow = 2 * px(_SHADOW)
        wide = min(px(720), self._window.width() - px(48)) + shadow
        rows = sum(row_height(entry, self.list.font()) for entry in self.rows.rows) + px(10)
        rest = self._whole.minimumSize().height() - self.list.minimumSizeHint().height()
        top = min(px(84), self._window.height() // 10)
        high = min(rest + rows, self._window.height() - top - px(24) + shadow)
        left = (self._window.width() - wide) // 2
        corner = self._window.mapToGlobal(QPoint(left, top - px(_SHADOW)))
        self.setGeometry(corner.x(), corner.y(), wide, max(high, rest + px(48)))

    def _choose(self, place: int) -> None:
        self.list.setCurrentIndex(self.rows.index(place) if place >= 0 else QModelIndex())
        if place < 0:
            return
        if place == 1:
            # The first group's head is to be seen with its first row.
            self.list.scrollToTop()
        number = self.rows.places.index(place) + 1
        entry = self.rows.rows[place]
        said = f"{entry.group}: {entry.plain}. Rad {number} av {len(self.rows.places)}"
        self.field.setAccessibleDescription(said)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, said))

    def _step(self, by: int) -> None:
        places, here = self.rows.places, self.list.currentIndex().row()
        if not places:
            return
        at = places.index(here) if here in places else 0
        # One step goes round, a page stops at the end.
        at = (at + by) % len(places) if abs(by) == 1 else min(max(at + by, 0), len(places) - 1)
        self._choose(places[at])

    def _step_group(self, by: int) -> None:
        places = self.rows.places
        if not places:
            return
        rows, here = self.rows.rows, self.list.currentIndex().row()
        starts = [places[0], *(place for before, place in pairwise(places) if rows[before].group != rows[place].group)]
        at = max(number for number, place in enumerate(starts) if place <= max(here, starts[0]))
        self._choose(starts[(at + by) % len(starts)])

    def _open(self) -> None:
        if self.is_waiting:
            self._opens_when_found = True
        else:
            self._open_index(self.list.currentIndex())

    def _open_index(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        then = self.rows.rows[index.row()].then
        if then is not None:
            self.close()
            # When the focus is back in the window, where what is done may want it.
            QTimer.singleShot(0, self._window, then)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.close()

    def done(self, result: int) -> None:
        self._shade.hide()
        self._shade.deleteLater()
        super().done(result)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme().px(_SHADOW)
        card = QRectF(self.rect()).adjusted(size, size, -size, -size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 4))
        for spread in range(1, size):
            painter.drawRoundedRect(card.adjusted(-spread, -spread + 4, spread, spread), 8 + spread, 8 + spread)
        painter.setBrush(colour("surface"))
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def _latest(entry: Entry) -> Entry:
    return replace(entry, group=LATEST)


class _Field(QLineEdit):
    """The focus stays here; the keys that choose go to the list."""

    stepped = Signal(int)
    group_stepped = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Sök i allt, eller skriv vad du vill göra")
        self.setPlaceholderText("Sök, eller skriv vad du vill göra")
        self.setFrame(False)
        self.setProperty("bare", True)
        self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self.stepped.emit(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.group_stepped.emit(1 if key is Qt.Key.Key_Tab else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
        return super().event(event)


class _Shade(QWidget):
    """Darkens the window under the palette."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(20, 24, 28, 70))
