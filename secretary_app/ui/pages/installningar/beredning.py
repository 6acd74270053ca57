"""Which bodies prepare, decide and are informed, for each owner and kind of remiss. Every change is saved at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.model import ChainRole, ChainStep, Namnd, NamndKind
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_bodies import chain_of, save_chain
from secretary_app.operations.opening import Register
from secretary_app.operations.overview import kind_words
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.section import Section
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Sheet, button, field, label, link, put, row, rule

_KINDS = ("revision", "remiss", "motion", "medborgarförslag", "samråd", "annan")
_ROLES = {ChainRole.PREPARES: "bereder", ChainRole.DECIDES: "beslutar", ChainRole.INFORMED: "för kännedom"}


@dataclass(frozen=True)
class _Read:
    bodies: list[Namnd]
    kinds: list[tuple[str, str]]
    """Each kind's words, with how many steps it has of its own, and the kind."""
    steps: list[ChainStep]
    general: list[ChainStep]
    """What holds where the kind has none of its own."""


def _read(register: Register, owner_id: str, kind: str) -> _Read:
    bodies = sorted(register.find(Namnd, valid_to=None), key=lambda each: swedish_key(each.abbreviation))
    owner_id = owner_id or _first_owner(bodies)
    own = {step.remiss_kind for step in register.find(ChainStep, owner_id=owner_id)}
    kinds = [
        ("Alla slag", ""),
        *((_kind_words(each, own), each) for each in sorted({*_KINDS, *own} - {""}, key=_place)),
    ]
    return _Read(bodies, kinds, chain_of(register, owner_id, kind), chain_of(register, owner_id, ""))


def _first_owner(bodies: Sequence[Namnd]) -> str:
    board = next((each for each in bodies if each.kind is NamndKind.STYRELSE), None)
    return board.id if board else bodies[0].id if bodies else ""


def _place(kind: str) -> tuple[int, str]:
    return (_KINDS.index(kind) if kind in _KINDS else len(_KINDS), kind)


def _kind_words(kind: str, own: set[str]) -> str:
    return f"{kind_words(kind)}, egen" if kind in own else kind_words(kind)


class StepTable(Table[ChainStep]):
    """Alt+Up and Alt+Down move the chosen step, Del takes it away."""

    move_asked = Signal(int)
    remove_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)


class BeredningSection(Section):
    key = "beredning"
    title = "Beredning"
    kinds = frozenset({model.ChainStep, model.Namnd})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._bodies: dict[str, Namnd] = {}
        self._steps: list[ChainStep] = []
        self.owner, self.kind, self.namnd, self.role = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for each in (self.owner, self.kind, self.namnd, self.role):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for role, words in _ROLES.items():
            self.role.addItem(words, role)
        columns: list[Column[ChainStep]] = [
            Column("ordning", "Ordning", lambda each: str(each.position), width=80, right=True),
            Column("namnd", "Nämnd", self._name, width=260, stretch=True),
            Column("roll", "Roll", lambda each: _ROLES[each.role], width=140),
        ]
        model_ = RowModel(columns, id_of=lambda each: each.namnd_id, parent=self)
        self.table = StepTable(model_, "Beredningens steg", two_lines=False)
        self.table.setSortingEnabled(False)
        self.sentence = label("", "strong", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        choose = row(field("När frågan ställs till", self.owner), field("Slag av remiss", self.kind), None, spacing=12)
        self.up = link("Flytta upp", lambda: self.shift(-1), glyph="caret-up")
        self.down = link("Flytta ner", lambda: self.shift(1), glyph="caret-down")
        self.swap = link("Byt roll", self.next_role, glyph="arrows-left-right")
        self.away = link("Ta bort", self.remove, glyph="trash")
        self.up.setToolTip("Alt+Upp")
        self.down.setToolTip("Alt+Ner")
        self.append = button("Lägg till", self.add, glyph="plus")
        bottom = QVBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.append)
        new = row(field("Nämnd", self.namnd), field("Roll", self.role), bottom, None, spacing=12)
        sheet = Sheet(margin=24, spacing=12)
        put(
            sheet.body,
            label(
                "Planen räknar bakåt genom de här sammanträdena. Ändringarna gäller nästa plan.", "second", wrap=True
            ),
        )
        put(sheet.body, choose)
        put(sheet.body, self.sentence)
        put(sheet.body, self.table, 1)
        put(sheet.body, row(self.up, self.down, self.swap, self.away, None, spacing=4))
        put(sheet.body, rule())
        put(sheet.body, new)
        sheet.setMaximumWidth(theme().px(860))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(sheet)

    def _connect(self) -> None:
        self.owner.currentIndexChanged.connect(self.refresh)
        self.kind.currentIndexChanged.connect(self.refresh)
        self.table.chosen.connect(self._show_buttons)
        self.table.move_asked.connect(self.shift)
        self.table.remove_asked.connect(self.remove)

    def parts(self) -> list[QWidget]:
        return [self.table]

    def focus_first(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        owner, kind = self.owner.currentData() or "", self.kind.currentData() or ""
        self.desk.read(lambda register: _read(register, owner, kind), self._take, owner=self, key="chain")

    def _take(self, read: _Read) -> None:
        self._bodies = {each.id: each for each in read.bodies}
        names = [(f"{each.abbreviation}, {each.name}", each.id) for each in read.bodies]
        _offer(self.owner, names, self.owner.currentData() or _first_owner(read.bodies))
        _offer(self.kind, read.kinds, self.kind.currentData())
        self._steps = read.steps
        taken = {each.namnd_id for each in read.steps}
        _offer(self.namnd, [each for each in names if each[1] not in taken], self.namnd.currentData())
        self.append.setEnabled(self.namnd.count() > 0)
        self.table.set_rows(read.steps)
        self.table.choose_first()
        self.sentence.setText(self._sentence(read))
        self._show_buttons()

    def _name(self, each: ChainStep) -> Cell:
        body = self._bodies.get(each.namnd_id)
        return Cell(f"{body.abbreviation}, {body.name}" if body else "finns inte längre")

    def _sentence(self, read: _Read) -> str:
        if read.steps:
            return self._chain_words(read.steps)
        if self.kind.currentData() and read.general:
            return f"Som för alla slag: {self._chain_words(read.general)}"
        owner = self._bodies.get(self.owner.currentData() or "")
        return f"{owner.abbreviation if owner else 'Nämnden'} beslutar utan beredning"

    def _chain_words(self, steps: Sequence[ChainStep]) -> str:
        """``KSAU bereder, KS beslutar, KF för kännedom``."""
        bodies = self._bodies
        return ", ".join(
            f"{bodies[each.namnd_id].abbreviation if each.namnd_id in bodies else '?'} {_ROLES[each.role]}"
            for each in steps
        )

    def _show_buttons(self) -> None:
        place = self.table.currentIndex().row()
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(self._steps) - 1)
        for part in (self.swap, self.away):
            part.setEnabled(place >= 0)

    def _pairs(self) -> list[tuple[str, ChainRole]]:
        return [(each.namnd_id, each.role) for each in self._steps]

    def add(self) -> None:
        """Put the chosen body last."""
        if self.namnd.currentData():
            self._save([*self._pairs(), (self.namnd.currentData(), self.role.currentData())])

    def shift(self, step: int) -> None:
        """Move the chosen step up or down."""
        place, pairs = self.table.currentIndex().row(), self._pairs()
        if place >= 0 and 0 <= place + step < len(pairs):
            pairs.insert(place + step, pairs.pop(place))
            self._save(pairs)

    def next_role(self) -> None:
        """Give the chosen step the next role."""
        place, pairs, roles = self.table.currentIndex().row(), self._pairs(), list(_ROLES)
        if place >= 0:
            namnd_id, role = pairs[place]
            pairs[place] = (namnd_id, roles[(roles.index(role) + 1) % len(roles)])
            self._save(pairs)

    def remove(self) -> None:
        """Take the chosen step out."""
        place, pairs = self.table.currentIndex().row(), self._pairs()
        if place >= 0:
            del pairs[place]
            self._save(pairs)

    def _save(self, pairs: Sequence[tuple[str, ChainRole]]) -> None:
        owner, kind, read = self.owner.currentData(), self.kind.currentData() or "", list(self._steps)
        self.desk.write(
            lambda register: save_chain(register, owner, kind, pairs, read=read), owner=self, says=self._told
        )

    def _told(self, saved: Saved[list[ChainStep]]) -> Notice:
        words = self._chain_words(saved.row) if saved.row else "Ingen egen beredning"
        return Notice(" ".join([f"{words}.", *saved.notes]), Tone.WARNING if saved.notes else Tone.DONE)


def _offer(combo: QComboBox, choices: Sequence[tuple[str, str]], chosen: object) -> None:
    combo.blockSignals(True)
    combo.clear()
    for words, value in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)
