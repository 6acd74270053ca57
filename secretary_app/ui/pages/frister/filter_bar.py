"""Above the list: chips for what is due when, whose it is, and words typed; they let rows through together."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from secretary_app.domain.deadline_list import DeadlineRow
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.recipients import split_names
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.frister.filters import ALL, CHIPS, LATE, numbers, search_text
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import chip, row
from secretary_app.ui.widgets.choice import choice, offer
from secretary_app.ui.widgets.filter_row import quick_filter
from secretary_app.ui.widgets.flow import Flow

_EVERYBODY = "Alla nämnder"
_EVERYONE = "Alla handläggare"
_LETTERS, _FEW_LETTERS = 11, 6


class FilterBar(QWidget):
    changed = Signal()
    """A chip or the words: other rows of the same bodies and persons."""
    whose_changed = Signal()
    """Another body or person."""

    def __init__(self, places: Places, *tools: QWidget) -> None:
        """``tools``: what stands after the filters."""
        super().__init__()
        self._places = places
        self._rows: Sequence[DeadlineRow] = ()
        self._texts: list[str] = []
        self._whose: list[int] = []
        self._persons: dict[str, tuple[str, ...]] = {}
        """Who is named in a field that may name several."""
        self.bodies: tuple[str, ...] = ()
        """The abbreviations of those that can be chosen, as they stand in ``namnd`` after the first."""
        self._room = 0
        kept = places.text("frister/filter", ALL)
        self.chosen = kept if kept in CHIPS else ALL
        self.chips = {key: chip(words, partial(self.choose, key)) for key, (words, _) in CHIPS.items()}
        self.namnd = choice("Nämnd", self._choose_whose, letters=_LETTERS)
        self.person = choice("Handläggare", self._choose_whose, letters=_LETTERS)
        self.quick = quick_filter(self.changed.emit)
        self._set_up()
        self._tools = row(None, self.namnd, self.person, self.quick, *tools)
        self._layout = row(spacing=12)
        self._layout.addLayout(Flow(*self.chips.values(), spacing=8), 1)
        self._layout.addLayout(self._tools)
        self.setLayout(self._layout)

    def _set_up(self) -> None:
        group = QButtonGroup(self)
        for each in self.chips.values():
            group.addButton(each)
        self.chips[self.chosen].setChecked(True)

    def take(self, rows: Sequence[DeadlineRow], bodies: Sequence[tuple[str, str]]) -> None:
        """Filter these from now on; the choices stay where there still are such. Nothing is told."""
        self._rows = rows
        self._texts = []
        counted = numbers(rows)
        for key, (words, _) in CHIPS.items():
            self.chips[key].setText(f"{words}  {counted[key]}")
        self.bodies = tuple(name for _, name in bodies)
        of_body = Counter(id for each in rows for id in each.namnd_ids)
        self._find_persons()
        of_person: Counter[str] = Counter()
        for written, count in Counter(each.handlaggare for each in rows).items():
            of_person.update(dict.fromkeys(self._persons[written], count))
        bodies_now: list[tuple[str, object]] = [(f"{name}  {of_body[id]}", id) for id, name in bodies]
        offer(self.namnd, [(_EVERYBODY, ""), *bodies_now], self.namnd.currentData())
        people: list[tuple[str, object]] = [(f"{name}  {of_person[name]}", name) for name in self.people]
        offer(self.person, [(_EVERYONE, ""), *people], self.person.currentData())
        self._whose = self._places_of_whose()
        self._lay_out()

    @property
    def body(self) -> str:
        """The abbreviation of the body that is chosen, ``""`` for all."""
        place = self.namnd.currentIndex()
        return self.bodies[place - 1] if place > 0 else ""

    def choose_body(self, abbreviation: str) -> None:
        """Show what is of this body."""
        self.namnd.setCurrentIndex(self.bodies.index(abbreviation) + 1)

    @property
    def people(self) -> list[str]:
        """Those who are handläggare or responsible."""
        return sorted({name for names in self._persons.values() for name in names}, key=swedish_key)

    def _find_persons(self) -> None:
        self._persons = {written: tuple(split_names(written)) for written in {each.handlaggare for each in self._rows}}

    def choose(self, key: str) -> None:
        """Show what this chip lets through."""
        self.chosen = key
        self.chips[key].setChecked(True)
        self._places.keep("frister/filter", key)
        self.changed.emit()

    def let_all_through(self) -> None:
        """Take every filter away."""
        with QSignalBlocker(self.quick), QSignalBlocker(self.namnd), QSignalBlocker(self.person):
            self.quick.clear()
            self.namnd.setCurrentIndex(0)
            self.person.setCurrentIndex(0)
        self._whose = self._places_of_whose()
        self.whose_changed.emit()
        self.choose(ALL)

    @property
    def whose(self) -> list[DeadlineRow]:
        """The rows of the body and person that are chosen."""
        return [self._rows[place] for place in self._whose]

    @property
    def shown(self) -> list[DeadlineRow]:
        """Of these what the chip and the words let through."""
        # The longest word first: it leaves the fewest rows for the others.
        words, rows = sorted(self.quick.text().casefold().split(), key=len, reverse=True), self._rows
        places = self._whose
        if words:
            texts = self._search_texts()
            for word in words:
                places = [place for place in places if word in texts[place]]
        fits = CHIPS[self.chosen][1]
        found = [rows[place] for place in places]
        return found if self.chosen == ALL else [each for each in found if fits(each)]

    def why_nothing(self) -> str:
        """A sentence where nothing is let through."""
        typed, among = self.quick.text().strip(), CHIPS[self.chosen][0].lower()
        if typed:
            return f"Ingen frist passar filtret ”{typed}” bland {among}."
        whose = " och ".join(filter(None, (self.body, self.person.currentData())))
        of_whom = f" för {whose}" if whose else ""
        if self.chosen == LATE:
            return f"Inget är försenat{of_whom}."
        return f"Inga frister{of_whom}." if self.chosen == ALL else f"Inga frister{of_whom} bland {among}."

    def _search_texts(self) -> list[str]:
        """What typing looks in, made when one first types."""
        if not self._texts:
            self._texts = [search_text(each) for each in self._rows]
        return self._texts

    def _places_of_whose(self) -> list[int]:
        namnd, person = self.namnd.currentData(), self.person.currentData()
        if not namnd and not person:
            return list(range(len(self._rows)))
        return [
            place
            for place, each in enumerate(self._rows)
            if (not namnd or namnd in each.namnd_ids) and (not person or person in self._persons[each.handlaggare])
        ]

    def _choose_whose(self) -> None:
        self._whose = self._places_of_whose()
        self.whose_changed.emit()

    def fit(self, room: int) -> None:
        """Stand within so many pixels."""
        self._room = room
        self._lay_out()

    def _lay_out(self) -> None:
        """The tools beside the chips where there is room, else below them; narrower where that is too little."""
        for each in (self.namnd, self.person):
            each.setMinimumContentsLength(_LETTERS)
        tools = self._tools.sizeHint().width()
        if tools > self._room:
            for each in (self.namnd, self.person):
                each.setMinimumContentsLength(_FEW_LETTERS)
        chips = sum(each.sizeHint().width() + theme().px(8) for each in self.chips.values())
        beside = chips + tools + theme().px(12) <= self._room
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
