"""Which bodies prepare, decide and are informed, for each owner and kind of remiss. Every change is saved at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.model import ChainRole, ChainStep
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_bodies import save_chain
from secretary_app.operations.settings_lists import (
    ROLES,
    Beredning,
    Pairs,
    beredning,
    chain_words,
    moved,
    with_next_role,
)
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.section import Section
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Sheet, button, field, label, link, put, row, rule


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
        self._read: Beredning | None = None
        self.owner, self.kind, self.namnd, self.role = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for each in (self.owner, self.kind, self.namnd, self.role):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for role, words in ROLES.items():
            self.role.addItem(words, role)
        columns: list[Column[ChainStep]] = [
            Column("ordning", "Ordning", lambda each: str(each.position), width=80, right=True),
            Column("namnd", "Nämnd", self._name, width=260, stretch=True),
            Column("roll", "Roll", lambda each: ROLES[each.role], width=140),
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
        self.desk.read(lambda register: beredning(register, owner, kind), self._take, owner=self, key="chain")

    def _take(self, read: Beredning) -> None:
        self._read = read
        _offer(self.owner, [(f"{each.abbreviation}, {each.name}", each.id) for each in read.bodies], read.owner_id)
        _offer(self.kind, read.kinds, self.kind.currentData())
        left = [(f"{each.abbreviation}, {each.name}", each.id) for each in read.not_in_it]
        _offer(self.namnd, left, self.namnd.currentData())
        self.append.setEnabled(self.namnd.count() > 0)
        self.table.set_rows(read.steps)
        self.table.choose_first()
        self.sentence.setText(read.sentence)
        self._show_buttons()

    def _name(self, each: ChainStep) -> Cell:
        return Cell(self._read.name_of(each) if self._read else "")

    def _show_buttons(self) -> None:
        place = self.table.currentIndex().row()
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(self._pairs()) - 1)
        for part in (self.swap, self.away):
            part.setEnabled(place >= 0)

    def _pairs(self) -> Pairs:
        return self._read.pairs if self._read else []

    def add(self) -> None:
        """Put the chosen body last."""
        if self.namnd.currentData():
            # Qt keeps the role as mere words.
            self._save([*self._pairs(), (self.namnd.currentData(), ChainRole(self.role.currentData()))])

    def shift(self, step: int) -> None:
        """Move the chosen step up or down."""
        pairs = moved(self._pairs(), self.table.currentIndex().row(), step)
        if pairs is not None:
            self._save(pairs)

    def next_role(self) -> None:
        """Give the chosen step the next role."""
        place = self.table.currentIndex().row()
        if place >= 0:
            self._save(with_next_role(self._pairs(), place))

    def remove(self) -> None:
        """Take the chosen step out."""
        place, pairs = self.table.currentIndex().row(), self._pairs()
        if place >= 0:
            del pairs[place]
            self._save(pairs)

    def _save(self, pairs: Pairs) -> None:
        read = self._read
        if read is not None:
            owner, kind, steps = read.owner_id, self.kind.currentData() or "", read.steps
            self.desk.write(
                lambda register: save_chain(register, owner, kind, pairs, read=steps), owner=self, says=self._told
            )

    def _told(self, saved: Saved[list[ChainStep]]) -> Notice:
        bodies = self._read.bodies if self._read else []
        words = chain_words(saved.row, bodies) if saved.row else "Ingen egen beredning"
        return Notice(" ".join([f"{words}.", *saved.notes]), Tone.WARNING if saved.notes else Tone.DONE)


def _offer(combo: QComboBox, choices: Sequence[tuple[str, str]], chosen: object) -> None:
    combo.blockSignals(True)
    combo.clear()
    for words, value in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)
