"""Beside the list: how far each namnd has come, what the register lacks, and what is new."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from secretary_app.operations.news import News, NewsLine
from secretary_app.operations.oversikt import Lack, Place, Progress
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.basics import Shape, Sheet, clear, column, label, link, row, rule

_MOST_PARTS = 12
"""More than this, and the bar is one whole."""
_MOST_PLACES = 15


class ProgressBar(QWidget):
    """A part each remiss: full is answered, hatched is late."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress
        self.setFixedHeight(theme().px(12))
        self.setMinimumWidth(theme().px(60))
        late = f", {progress.late} försenade" if progress.late else ""
        self.setAccessibleName(f"{progress.namnd}: {progress.answered} av {progress.total} besvarade{late}")
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(140), theme().px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        each, total = self.progress, max(1, self.progress.total)
        if total <= _MOST_PARTS:
            gap = theme().px(3)
            width = (self.width() - gap * (total - 1)) / total
            for place in range(total):
                self._part(painter, place * (width + gap), width, self._state(place))
            return
        self._part(painter, 0, self.width(), State.NONE)
        done, late = self.width() * each.answered / total, self.width() * each.late / total
        if late:
            self._part(painter, self.width() - late, late, State.LATE)
        if done:
            self._part(painter, 0, done, State.DONE)

    def _state(self, place: int) -> State:
        if place < self.progress.answered:
            return State.DONE
        return State.LATE if place >= self.progress.total - self.progress.late else State.NONE

    def _part(self, painter: QPainter, left: float, width: float, state: State) -> None:
        box = QRectF(left, 0, width, self.height()).adjusted(0.5, 0.5, -0.5, -0.5)
        token = {State.DONE: "done", State.LATE: "late"}.get(state, "edge")
        painter.setPen(QPen(colour(token), 1))
        painter.setBrush(colour("done" if state is State.DONE else "surface"))
        painter.drawRoundedRect(box, 2, 2)
        if state is State.LATE:
            painter.setBrush(colour("late"))
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.drawRoundedRect(box, 2, 2)


class NamnderCard(Sheet):
    """A line a namnd: its bar, how many of how many, and what is late."""

    def __init__(self) -> None:
        super().__init__(row(label("Nämndernas svar", "heading"), None, label("öppna remisser", "second")))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(10))
        self._grid.setVerticalSpacing(theme().px(8))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_progress(self, progress: Sequence[Progress]) -> None:
        """Show these; without any there is no card."""
        clear(self._grid)
        for place, each in enumerate(progress):
            self._grid.addWidget(label(each.namnd, "strong"), place, 0)
            self._grid.addWidget(ProgressBar(each), place, 1)
            self._grid.addWidget(label(f"{each.answered} av {each.total}"), place, 2, Qt.AlignmentFlag.AlignRight)
            if each.late:
                words = f"{each.late} {'försenad' if each.late == 1 else 'försenade'}"
                self._grid.addLayout(row(Shape(State.LATE, 14), label(words, "late"), spacing=4), place, 3)
        self.setVisible(bool(progress))


class LacksCard(Sheet):
    """What the register lacks, in sums; each leads to where it is mended."""

    def __init__(self, office: Office) -> None:
        super().__init__(label("Att rätta i registret", "heading"))
        self._office = office
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(2))
        self.body.addLayout(self._rows)
        self.links: list[QPushButton] = []
        self._shown: tuple[Lack, ...] | None = None

    def show_lacks(self, lacks: tuple[Lack, ...]) -> None:
        """Show these; without any there is no card. The focus stays where nothing has changed."""
        if lacks == self._shown:
            return
        self._shown = lacks
        clear(self._rows)
        self.links = []
        for place, each in enumerate(lacks):
            if place:
                self._rows.addWidget(rule())
            mend = link("Visa")
            mend.setAccessibleName(f"Visa: {each.words}")
            mend.clicked.connect(partial(self._mend, each, mend))
            self.links.append(mend)
            line = row(Shape(State.UNDATED if each.undated else State.TODO))
            line.addWidget(label(each.words, wrap=True), 1)
            line.addWidget(mend)
            self._rows.addLayout(line)
        self.setVisible(bool(lacks))

    def _mend(self, lack: Lack, under: QPushButton, _checked: bool = False) -> None:
        if lack.undated:
            self._office.go(Destination("frister", tab="utan datum"))
        elif len(lack.places) == 1:
            self._go(lack.places[0])
        else:
            menu = self.menu(lack)
            menu.popup(under.mapToGlobal(under.rect().bottomRight()) - menu.rect().topRight())

    def menu(self, lack: Lack) -> QMenu:
        """Where it is mended, when there are several places: those that are mended give room for the next."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in lack.places[:_MOST_PLACES]:
            menu.addAction(place.words.replace("&", "&&"), partial(self._go, place))
        rest = len(lack.places) - _MOST_PLACES
        if rest > 0:
            menu.addAction(f"och {rest} till").setEnabled(False)
        menu.adjustSize()
        return menu

    def _go(self, place: Place) -> None:
        self._office.go(Destination("remiss", place.remiss_id, place.tab, place.item))


class NewsCard(Sheet):
    """The latest that was done since one was last here; each leads to its remiss."""

    def __init__(self, office: Office) -> None:
        self.heading = label("", "heading")
        super().__init__(self.heading)
        self._office = office
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(4))
        self.body.addLayout(self._rows)
        self.links: list[QPushButton] = []
        self._lines: list[QWidget] = []
        self._rest = label("", "second")
        self.body.addWidget(self._rest)
        self._shown: tuple[str, News] | None = None
        self.hide()

    @property
    def lines(self) -> int:
        """How many there are to show."""
        return len(self._lines)

    def show_news(self, since: str, news: News) -> None:
        """Show these; ``since``: when one was last here. The focus stays where nothing has changed."""
        if (since, news) == self._shown:
            return
        self._shown = since, news
        self.heading.setText(f"Nytt sedan {since}")
        clear(self._rows)
        self.links, self._lines = [], []
        for place, each in enumerate(news.lines):
            line = QWidget()
            line.setLayout(column(*((rule(),) if place else ()), self._line(each), spacing=4))
            self._rows.addWidget(line)
            self._lines.append(line)
        self.show_lines(len(self._lines))

    def show_lines(self, count: int) -> None:
        """Show so many of them, the newest, and how many there are beside them."""
        for place, line in enumerate(self._lines):
            line.setVisible(place < count)
        more = self.lines - count + (self._shown[1].more if self._shown else 0)
        self._rest.setText(f"och {more} till")
        self._rest.setVisible(more > 0)
        # What is asked of a card that is not seen is else what it was before.
        self._rows.invalidate()
        self.body.invalidate()

    def _line(self, each: NewsLine) -> QLayout:
        words = column(label(each.what, wrap=True), label(each.about, "second", wrap=True), spacing=0)
        line = row()
        line.addLayout(words, 1)
        if each.remiss_id:
            shown = link("Visa", partial(self._office.go, Destination("remiss", each.remiss_id, "historik")))
            shown.setAccessibleName(f"Visa: {each.what}, {each.about}")
            self.links.append(shown)
            line.addWidget(shown)
        return line
