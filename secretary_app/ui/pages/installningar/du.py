"""Who sits here, and how the program looks to them. Nothing of it is in the register."""

from PySide6.QtWidgets import QComboBox, QVBoxLayout

from secretary_app.domain import model
from secretary_app.domain.model import Person
from secretary_app.operations.editing_bodies import people
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.section import Section
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Sheet, button, column, field, label, put, row, rule

_SIZES = (1.0, 1.25, 1.5, 1.75, 2.0)
_LOOKS = (("Som i Windows", ""), ("Ljust", "ljust"), ("Mörkt", "mörkt"))


class DuSection(Section):
    key = "du"
    title = "Du"
    kinds = frozenset({model.Person})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setMinimumWidth(theme().px(300))
        self.save = button("Spara namnet", self.save_name, primary=True)
        self.size_choice, self.look = QComboBox(), QComboBox()
        for size in _SIZES:
            self.size_choice.addItem(f"{round(size * 100)} %", size)
        for words, value in _LOOKS:
            self.look.addItem(words, value)
        self._lay_out()
        self._show()
        self.name.editTextChanged.connect(self._show_button)
        self.size_choice.currentIndexChanged.connect(self._choose_size)
        self.look.currentIndexChanged.connect(self._choose_look)

    def _lay_out(self) -> None:
        sheet = Sheet(margin=24, spacing=14)
        put(sheet.body, label("Namnet står i historiken och väljer vilka remisser som är dina.", "second", wrap=True))
        put(sheet.body, row(field("Vem är du?", self.name), column(None, self.save), None, spacing=12))
        put(sheet.body, rule())
        put(sheet.body, row(field("Textstorlek", self.size_choice), field("Utseende", self.look), None, spacing=12))
        self._hint = label("", "second", wrap=True)
        put(sheet.body, self._hint)
        sheet.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(sheet)

    def _show(self) -> None:
        self.name.setEditText(self.desk.who)
        scale = self.office.places.number("textstorlek", theme().text_scale)
        nearest = min(_SIZES, key=lambda each: abs(each - scale))
        self.size_choice.setCurrentIndex(_SIZES.index(nearest))
        self.look.setCurrentIndex(max(0, self.look.findData(self.office.places.text("utseende"))))
        self._show_button()

    def focus_first(self) -> None:
        self.name.setFocus()

    def refresh(self) -> None:
        self.desk.read(people, self._take, owner=self, key="people")

    def _take(self, found: list[Person]) -> None:
        typed = self.name.currentText()
        self.name.blockSignals(True)
        self.name.clear()
        self.name.addItems(list(dict.fromkeys(each.name for each in found)))
        self.name.setEditText(typed)
        self.name.blockSignals(False)

    @property
    def is_changed(self) -> bool:
        return self.name.currentText().strip() != self.desk.who

    def may_leave(self) -> bool:
        """A name is saved when one goes on: there is nothing in it that can be wrong."""
        if self.is_changed:
            self.save_name()
        return True

    def save_name(self) -> None:
        """Be this person from now on."""
        name = self.name.currentText().strip()
        self.office.places.keep("jag", name)
        self.desk.set_who(name)
        self._show_button()
        self.office.notify(Notice(f"Du är {name}." if name else "Inget namn står i historiken längre."))

    def _show_button(self) -> None:
        self.save.setEnabled(self.is_changed)

    def _choose_size(self) -> None:
        size = self.size_choice.currentData()
        self.office.places.keep("textstorlek", size)
        self._restyle()

    def _choose_look(self) -> None:
        self.office.places.keep("utseende", self.look.currentData())
        self._restyle()

    def _restyle(self) -> None:
        dark = {"ljust": False, "mörkt": True}.get(self.look.currentData())
        theme().set(text_scale=self.size_choice.currentData(), dark=dark)
        self._hint.setText("Texten är ändrad. En del avstånd följer med först när Beredd startas om.")
