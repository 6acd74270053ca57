"""A section with a table of rows and the form of the chosen one."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain.model import Entity
from secretary_app.operations.editing import Saved
from secretary_app.operations.opening import Register
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.form import Form, Value
from secretary_app.ui.pages.installningar.section import Section, may_leave, told
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Sheet, button, label, link, put, row

E = TypeVar("E", bound=Entity)


class TableSection(Section, Generic[E]):
    """What is typed in the form stays until it is saved or dropped, also when the rows are read again."""

    add_words = ""
    """``Lägg till nämnd…``."""
    new_words = ""
    """The heading of a new one: ``Ny nämnd``."""

    def __init__(self, office: Office, columns: Sequence[Column[E]]) -> None:
        super().__init__(office)
        self._shown: E | None = None
        self._wanted = ""
        self._is_leaving = False
        model: RowModel[E] = RowModel(columns, id_of=lambda each: each.id, parent=self)
        key = f"installningar/{self.key}"
        self.table: Table[E] = Table(model, self.title, key=key, places=office.places)
        self.form = Form()
        self._heading = label("", "heading", wrap=True)
        self.remove_button = link("Ta bort", self.remove, glyph="trash")
        put(self.form.fields, self._heading)
        self.lay_out_fields()
        self._lay_out()
        self.table.chosen.connect(self._on_chosen)
        self.form.save_asked.connect(self._save)

    # What a section of its own says.

    def lay_out_fields(self) -> None:
        """Put the fields into the form."""

    def further(self) -> list[QPushButton]:
        """What else can be done with the chosen one."""
        return []

    @abstractmethod
    def blank(self) -> E:
        """A new one, not saved."""

    @abstractmethod
    def name_of(self, each: E) -> str:
        """What it is called."""

    def values_of(self, each: E) -> dict[str, Value]:
        """What the form shows."""
        return vars(each)

    @abstractmethod
    def with_values(self, each: E, values: dict[str, Any]) -> E:
        """The row with what stands in the form."""

    @abstractmethod
    def record(self, register: Register, each: E) -> Saved[E]:
        """Save it, new or changed."""

    @abstractmethod
    def take_away(self, register: Register, each: E) -> Saved[E]:
        """Take it away, or say why not."""

    # The rest is the same for all.

    def _lay_out(self) -> None:
        inside = QWidget()
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(*(theme().px(each) for each in (18, 14, 18, 14)))
        put(holder, self.form)
        self._further = self.further()
        put(holder, row(*self._further, self.remove_button, None, spacing=4))
        holder.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        side = Sheet(scroll, margin=1)
        side.setMinimumWidth(theme().px(384))
        side.setMaximumWidth(theme().px(392))
        left = QVBoxLayout()
        put(left, row(button(self.add_words, self.add, glyph="plus"), None))
        put(left, self.table, 1)
        whole = row(left, side, spacing=14)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)
        whole.setContentsMargins(0, 0, 0, 0)

    def forms(self) -> list[Form]:
        return [self.form]

    def parts(self) -> list[QWidget]:
        return [self.table, self.form.first]

    def focus_first(self) -> None:
        self.table.setFocus()

    def show_item(self, item: str) -> None:
        self._wanted = item

    def take_rows(self, rows: Sequence[E]) -> None:
        """Show these; the chosen one stays, and what is typed."""
        self.table.set_rows(list(rows))
        if self._wanted:
            self.table.choose(self._wanted)
            self._wanted = ""
        if self._shown is None or self._shown.version:
            self.table.choose_first()
            self._show(self.table.current_row() or self.blank())

    def _on_chosen(self) -> None:
        each = self.table.current_row()
        if self._is_leaving or each is None or (self._shown is not None and each.id == self._shown.id):
            return
        if self._leaves():
            self._wanted = ""
            self._show(each)
            self.table.choose(each.id)
        elif self._shown is not None and self._shown.version:
            self.table.choose(self._shown.id)
        else:
            self.table.selectionModel().clear()

    def _leaves(self) -> bool:
        """Whether another may be shown; rows that are read while the person is asked choose none."""
        self._is_leaving = True
        try:
            return may_leave(self.form, self, self._name())
        finally:
            self._is_leaving = False

    def _name(self) -> str:
        return self.name_of(self._shown) or self.new_words.lower() if self._shown else self.title

    def _show(self, each: E) -> None:
        """Show it, unless it is the one in which something is typed."""
        if self._shown is not None and each.id == self._shown.id and self.form.is_changed:
            return
        self._shown = each
        self._heading.setText(self.name_of(each) or self.new_words)
        self.form.show_values(self.values_of(each))
        for part in (self.remove_button, *self._further):
            part.setVisible(bool(each.version))

    def add(self) -> None:
        """A blank form for one more."""
        if self._leaves():
            self._wanted = ""
            self.table.selectionModel().clear()
            self._show(self.blank())
            self.form.first.setFocus()

    def _save(self) -> None:
        assert self._shown is not None
        each = self.with_values(self._shown, self.form.values())
        verb = "ändringarna är sparade" if each.version else "är tillagd"
        name = self.name_of(each).strip()
        self.desk.write(
            lambda register: self.record(register, each),
            self._after,
            owner=self,
            says=told(f"{name}: {verb}." if each.version else f"{name} {verb}."),
            otherwise=self.form.refused,
        )

    def _after(self, saved: Saved[E]) -> None:
        self._wanted = saved.row.id
        self._shown = None
        self._show(saved.row)

    def remove(self) -> None:
        """Take the chosen one away; where it can't be, the form says why."""
        each = self._shown
        if each is not None:
            self.desk.write(
                lambda register: self.take_away(register, each),
                self._after_removing,
                owner=self,
                says=told(f"{self.name_of(each)} är borttagen."),
                otherwise=self.form.refused,
            )

    def _after_removing(self, saved: Saved[E]) -> None:
        if self._shown is not None and self._shown.id == saved.row.id:
            self.form.drop()
            self._shown = None
