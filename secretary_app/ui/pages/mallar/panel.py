"""What the check says: whether the template can be used, and every finding as a card with its remedy."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QVBoxLayout, QWidget

from secretary_app.operations.template_sets import Report
from secretary_app.operations.template_view import FindingGroup
from secretary_app.ui.pages.mallar.cards import Card, single
from secretary_app.ui.pages.mallar.panes import Scroll
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, Sheet, button, clear, column, label, link, restyle, row
from secretary_app.ui.widgets.flow import Flow


class _Cards(Scroll):
    """The findings; it would have room for the chosen one."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._chosen: QWidget | None = None
        self._inside = inside
        inside.installEventFilter(self)
        self.setWidget(inside)

    def show_card(self, card: QWidget | None) -> None:
        """Have this one seen, now and when there is another room for it; None: the top."""
        self._chosen = card
        self._see()
        # What has just been filled in has its height a moment later.
        QTimer.singleShot(0, self, self._see)

    def high(self, first: QWidget | None) -> int:
        """So high that this one is seen whole."""
        if first is None:
            return 0
        width = self.viewport().width() - theme().px(4)
        return max(first.heightForWidth(width), first.minimumSizeHint().height()) + theme().px(4)

    def _see(self) -> None:
        card = self._chosen
        if card is None:
            self.verticalScrollBar().setValue(0)
            return
        self.ensureWidgetVisible(card, 0, theme().px(8))
        if card.height() > self.viewport().height():
            self.verticalScrollBar().setValue(card.mapTo(self._inside, QPoint()).y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._see)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._see)


class CheckPanel(Sheet):
    """F4 steps through the findings; the one that is chosen is ringed in the drawing."""

    chosen = Signal(int)
    mend_asked = Signal(object)
    leave_asked = Signal(object)
    all_asked = Signal()
    """Warnings that may stand are to be told of again."""
    open_asked = Signal()
    check_asked = Signal()
    try_asked = Signal()
    fields_asked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=16, spacing=8)
        self._groups: Sequence[FindingGroup] = ()
        self._unfolded: set[int] = set()
        self._current = 0
        self.cards: list[Card] = []
        self._shape = Shape()
        self.heading = label("", "heading", wrap=True)
        self.sums = label("", "second", wrap=True)
        self.check = button("Kontrollera igen", self.check_asked.emit, glyph="arrows-clockwise")
        self.trial = button("Prova på en remiss…", self.try_asked.emit, glyph="play")
        self.left = link("", self.all_asked.emit)
        self._list = column(spacing=8)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, theme().px(4), 0)
        layout.addLayout(self._list)
        layout.addLayout(row(self.left, None))
        layout.addStretch(1)
        self._scroll = _Cards(inside)
        self._lay_out()

    def _lay_out(self) -> None:
        head = row(spacing=8)
        head.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.sums)
        self.body.addWidget(self._scroll, 1)
        # Always in sight, however many there are.
        self.body.addLayout(Flow(self.check, self.trial, spacing=8))

    def height_with_a_card(self, width: int) -> int:
        """So high, being so wide, that its first card is seen whole, and all around them."""
        margins = self.body.contentsMargins()
        inner = width - margins.left() - margins.right()
        items = filter(None, (self.body.itemAt(place) for place in range(self.body.count())))
        high = [self._height_of(each, inner) for each in items if not each.isEmpty()]
        return sum(high) + self.body.spacing() * (len(high) - 1) + margins.top() + margins.bottom()

    def _height_of(self, item: QLayoutItem, width: int) -> int:
        if item.widget() is self._scroll:
            return self._scroll.high(self.cards[0] if self.cards else None)
        return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()

    @property
    def current(self) -> int:
        """The number of the finding that is chosen; 0: none."""
        return self._current

    def show_waiting(self) -> None:
        """It is being looked at; what was found before stays until that has been done."""
        self.check.setEnabled(False)
        if not self._groups:
            self._shape.show_state(State.NONE)
            self._shape.hide()
            self.heading.setText("Kontrollerar mallen …")
            self.sums.hide()

    def show_failure(self, why: str) -> None:
        """It could not be looked at."""
        self.show_nothing()
        self._shape.show()
        self._shape.show_state(State.TODO)
        self.heading.setText("Mallen kunde inte kontrolleras")
        self.sums.setText(why)
        self.sums.show()
        self.trial.setEnabled(False)
        _make_primary(self.check, primary=True)
        _make_primary(self.trial, primary=False)

    def show_idle(self) -> None:
        """Nobody is looking at it."""
        self.check.setEnabled(True)

    def show_report(self, report: Report, groups: Sequence[FindingGroup], left: int) -> None:
        """Show what was found, but for so many warnings that may stand (``left``); a card that was chosen stays so."""
        before = next((each.first.finding for each in self.cards if self._current in each.numbers), None)
        had_focus = any(
            each.hasFocus() or each.isAncestorOf(self.focusWidget()) for each in self.cards if self.focusWidget()
        )
        is_same = bool(self.cards) and groups == self._groups
        self._groups = groups
        faults, warnings = len(report.faults), len(report.warnings)
        self._shape.show()
        self._shape.show_state(State.LATE if faults else State.TODO if warnings else State.DONE)
        self.heading.setText("Mallen går inte att använda än" if faults else "Mallen går att använda")
        self.sums.setText(_sums(faults, warnings))
        self.left.setText("Visa varningen som får stå" if left == 1 else f"Visa {left} varningar som får stå")
        self.left.setVisible(left > 0)
        self.sums.show()
        self.check.setEnabled(True)
        self.trial.setEnabled(not faults)
        self.trial.setToolTip("Går att göra när felen är rättade" if faults else "")
        self.trial.setAccessibleDescription(self.trial.toolTip())
        _make_primary(self.check, primary=bool(faults))
        _make_primary(self.trial, primary=not faults)
        if is_same:
            # Nobody who reads is moved.
            return
        self._unfolded.clear()
        self._fill()
        same = next((each for each in self.cards if each.first.finding == before), None)
        chosen = same or (self.cards[0] if self.cards else None)
        self._current = 0
        if chosen is not None:
            self.choose(chosen.first.number, told=False)
            if had_focus:
                chosen.setFocus()

    def show_nothing(self) -> None:
        """No template is chosen."""
        self._groups = ()
        self._current = 0
        self.left.hide()
        self._fill()

    def _fill(self) -> None:
        self._scroll.show_card(None)
        clear(self._list)
        self.cards = []
        for group in self._groups:
            first = group.members[0].number
            many = len(group.members) > 1
            card = Card(group, partial(self._toggle, first) if many else None)
            self._add(card, 0)
            if first in self._unfolded:
                assert card.toggle is not None
                card.toggle.setText("Dölj dem")
                for each in group.members:
                    self._add(Card(single(each)), 16)
        # Tab comes to what stands under the cards after them.
        standing = [*(each.last_part for each in self.cards[-1:]), self.left, self.check, self.trial]
        for before, after in pairwise(standing):
            self.setTabOrder(before, after)

    def _add(self, card: Card, indent: int) -> None:
        card.chosen.connect(self.choose)
        card.mend_asked.connect(self.mend_asked)
        card.leave_asked.connect(self.leave_asked)
        card.open_asked.connect(self.open_asked)
        card.fields_asked.connect(self.fields_asked)
        self.cards.append(card)
        into: QLayout = row(indent, spacing=0) if indent else row(spacing=0)
        into.addWidget(card)
        self._list.addLayout(into)

    def _toggle(self, first: int) -> None:
        """Show those of a group one by one, or together again."""
        self._unfolded ^= {first}
        self._fill()
        self.choose(first, told=True)
        card = self._card(first)
        if card is not None and card.toggle is not None:
            card.toggle.setFocus()

    def _card(self, number: int) -> Card | None:
        """The card of this finding: its own where it has one, else that of its group."""
        there = [each for each in self.cards if number in each.numbers]
        return min(there, key=lambda each: len(each.group.members), default=None)

    def choose(self, number: int, *, told: bool = True) -> None:
        """Mark the card of this finding as the chosen one, and have it seen."""
        self._current = number
        card = self._card(number)
        for each in self.cards:
            each.show_current(current=each is card)
        self._scroll.show_card(None if card is None or card is self.cards[0] else card)
        if told:
            self.chosen.emit(number)

    def step(self) -> None:
        """Go to the next finding, from the last to the first."""
        numbers = [each.number for group in self._groups for each in group.members]
        if not numbers:
            return
        number = next((each for each in numbers if each > self._current), numbers[0])
        group = next(group for group in self._groups if any(each.number == number for each in group.members))
        if len(group.members) > 1 and group.members[0].number not in self._unfolded:
            self._unfolded.add(group.members[0].number)
            self._fill()
        self.choose(number)
        card = self._card(number)
        if card is not None:
            card.setFocus()

    def first_part(self) -> QWidget:
        """Where F6 goes in it."""
        return self._card(self._current) or (self.check if self.check.isEnabled() else self.trial)


def _sums(faults: int, warnings: int) -> str:
    told = f"{warnings} varning{'ar' if warnings != 1 else ''}"
    if faults:
        return f"{faults} fel måste rättas." if not warnings else f"{faults} fel måste rättas, {told} kan vara med."
    return "Inga fel hittades." if not warnings else f"Inga fel. {told[:1].upper()}{told[1:]} att se över."


def _make_primary(made: QPushButton, *, primary: bool) -> None:
    if bool(made.property("primary")) == primary:
        return
    from secretary_app.ui.style.icons import icon

    made.setProperty("primary", primary)
    made.setIcon(icon("arrows-clockwise" if "Kontrollera" in made.text() else "play", "on_accent" if primary else ""))
    restyle(made)
