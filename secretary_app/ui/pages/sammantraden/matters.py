"""The ärenden of a meeting, each with what of it is there, what is missing, and the way to what is missing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from secretary_app.domain.text import and_list
from secretary_app.operations.meeting_points import Ask, Point
from secretary_app.operations.meeting_preparation import PreparedMatter
from secretary_app.ui.core.page import DO, Destination
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, clear, column, label, link, put, row, rule

_AT_ONCE = 6
"""So many are made before the window is let in between."""
_WAYS = {"svarslage": "Visa svarsläget", "svar": "Öppna svaret", "plan": "Visa planen", "dokument": "Visa utkasten"}
"""Of the tab where something is mended, what its link says."""

_ASKS = {Ask.REMIND: "Påminn {}…", Ask.SEND: "Skicka till {}…"}


class MatterList(QWidget):
    go_asked = Signal(object)
    """A Destination: where something is mended, or the remiss itself."""
    drafts_asked = Signal(object)
    """The DraftNeeds that are to be made."""

    def __init__(self) -> None:
        super().__init__()
        self._matters: Sequence[PreparedMatter] = ()
        self._left: list[PreparedMatter] = []
        """Those that are still to be shown."""
        self._wanted_focus = ""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme().px(8))

    def show_matters(self, matters: Sequence[PreparedMatter]) -> None:
        """Show these; where the focus was on one's link it stays there. Of many the last come a moment later."""
        if matters == self._matters:
            return
        self._wanted_focus = self._focused()
        self._matters = matters
        self._left = list(matters)
        clear(self._rows)
        self._show_some()

    def _show_some(self) -> None:
        some, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        for each in some:
            if self._rows.count():
                put(self._rows, rule())
            made = self._matter(each)
            put(self._rows, made)
            # Else it is not seen before the next turn of the event loop, and cannot have the focus.
            made.show()
        if self._wanted_focus:
            found = (each for each in self.findChildren(QPushButton) if each.accessibleName() == self._wanted_focus)
            again = next(found, None)
            if again is not None:
                self._wanted_focus = ""
                again.setFocus()
        if self._left:
            QTimer.singleShot(0, self, self._show_some)

    def _focused(self) -> str:
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget is not None and self.isAncestorOf(widget) else ""

    def _matter(self, each: PreparedMatter) -> QWidget:
        remiss = each.matter.remiss
        name = remiss.diarienummer or remiss.title
        opened = link("Öppna", partial(self.go_asked.emit, Destination("remiss", remiss_id=each.id)))
        opened.setAccessibleName(f"Öppna {remiss.title}")
        head = row(label(remiss.title, "strong", wrap=True), column(opened, None), spacing=9)
        head.setStretch(0, 1)
        about = ", ".join(filter(None, (remiss.diarienummer, each.turn_words)))
        words = column(head, label(about, "second", wrap=True), spacing=1)
        if not each.matter.is_planned and not each.matter.decisions:
            put(words, label("Enligt beräknad plan, inte vald än", "second", wrap=True))
        words.addSpacing(theme().px(4))
        for point in each.points if each.matter.decisions else _gathered(each.points):
            put(words, self._point(point, each, name))
        shape = Shape(State(each.state.value))
        whole = row(column(shape, None), words, spacing=9)
        whole.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(whole)
        return holder

    def _point(self, point: Point, each: PreparedMatter, name: str) -> QHBoxLayout:
        state = State(point.state.value)
        said = column(label(point.words, "late" if state is State.LATE else "", wrap=True), spacing=0)
        way = self._way(point, each)
        if way is not None:
            way.setAccessibleName(f"{way.text().removesuffix('…')}, {name}: {point.words}")
            said.addLayout(row(way, None))
        whole = row(column(2, Shape(state, side=12), None), said, spacing=6)
        whole.setStretch(1, 1)
        return whole

    def _way(self, point: Point, each: PreparedMatter) -> QPushButton | None:
        """The link to where it is mended."""
        if point.drafts:
            is_new = any(need.latest is not None for need in point.drafts)
            words = "Skapa nya utkast…" if is_new else "Skapa utkast…" if len(point.drafts) > 1 else "Skapa utkastet…"
            return link(words, partial(self.drafts_asked.emit, point.drafts))
        if point.ask is not None:
            names = and_list([namnd.abbreviation for namnd in point.namnder])
            item = "/".join([f"{DO}{point.ask}", *(namnd.id for namnd in point.namnder)])
            asked = Destination("remiss", remiss_id=each.id, tab="svarslage", item=item)
            return link(_ASKS[point.ask].format(names), partial(self.go_asked.emit, asked))
        if point.tab:
            place = Destination("remiss", remiss_id=each.id, tab=point.tab, item=point.item)
            return link(_WAYS[point.tab], partial(self.go_asked.emit, place))
        return None

    @property
    def words(self) -> list[str]:
        """All that is said, line by line."""
        return [each.text() for each in self.findChildren(QLabel) if each.text()]


def _gathered(points: Sequence[Point]) -> list[Point]:
    """What is missing, a line each; what is there in one line after it."""
    done = [each for each in points if each.is_done]
    left = [each for each in points if not each.is_done]
    if done:
        words = ". ".join(each.words for each in done)
        done = [Point(f"{'Klart' if left else 'Allt är klart'}: {words}", done[0].state)]
    return [*left, *done]
