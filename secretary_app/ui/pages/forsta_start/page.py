"""The first start: three calm steps to a register, or the example."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.operations.opening import Register
from secretary_app.operations.setting_up import Beginning, set_up
from secretary_app.support.clock import Clock, today
from secretary_app.support.errors import UserError
from secretary_app.support.files import safe_name
from secretary_app.ui.core.asking import ask_folder, ask_open
from secretary_app.ui.core.copies import copies_folder, keep_copies_folder
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.forsta_start.bodies import BodiesStep
from secretary_app.ui.pages.forsta_start.stepper import Stepper
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import (
    Shape,
    button,
    column,
    field,
    label,
    link,
    restyle,
    row,
    rule,
)

_STEPS = ("Din kommun", "Nämnder och möten", "Var registret ligger")
_NEXT = ("Nästa: nämnder och möten", "Nästa: var registret ligger", "Börja använda Beredd")
_WIDTH = 800


class FirstStart(QWidget):
    """Everything but the kommun's name may be left out."""

    ready = Signal(Path)
    """The register is made, or an existing one was chosen: open it."""
    demo_asked = Signal()

    def __init__(self, places: Places, path: Path, clock: Clock) -> None:
        """``path``: where the register is proposed to lie."""
        super().__init__()
        self._places = places
        self._clock = clock
        self._desk: Desk | None = None
        self._begun = path
        """Where the register that is being made lies, whatever is written in the fields."""
        self._is_ours = False
        """Whether what lies there was made by this start."""
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Beredd")
        self.setMinimumSize(1024, 640)
        self.kommun, self.me, self.email = QLineEdit(), QLineEdit(), QLineEdit()
        self.bodies = BodiesStep(today(clock).year)
        self.folder, self.name, self.backups = QLineEdit(str(path.parent)), QLineEdit(path.stem), QLineEdit()
        self._stepper = Stepper(_STEPS)
        self._steps = QStackedWidget()
        self._fault = label("", "late", wrap=True)
        self._demo = link("Titta på exemplet", self.demo_asked.emit)
        self._back = button("Tillbaka", self.back)
        self.next = button("", self.go_on, primary=True)
        self._lay_out()
        self._show_step(0)

    def _lay_out(self) -> None:
        self.backups.setText(str(copies_folder(self._places)))
        for step in (self._first(), self.bodies, self._third()):
            self._steps.addWidget(step)
        self._fault.hide()
        foot = row(self._back, None, self._fault, self.next)
        inside = QWidget()
        inside.setMaximumWidth(theme().px(_WIDTH))
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme().px(24))
        body.addWidget(self._stepper)
        body.addSpacing(theme().px(16))
        body.addWidget(self._steps, 1)
        body.addWidget(rule())
        body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme().px(each) for each in (32, 24, 32, 32)))
        layout.addLayout(row(label("Beredd", "heading"), None, self._demo))
        layout.addSpacing(theme().px(24))
        layout.addLayout(row(None, inside, None), 1)
        layout.itemAt(2).layout().setStretch(1, 10)  # type: ignore[union-attr]

    def _first(self) -> QWidget:
        self.kommun.setPlaceholderText("Älvstads kommun")
        self.me.setPlaceholderText("Ditt för- och efternamn")
        self.email.setPlaceholderText("namn@kommun.se")
        self.me.setText(self._places.me)
        return _page(
            label("Vilken kommun arbetar du i?", "big"),
            label("Namnet står i brevhuvudet på det du skriver. Ditt namn står i historiken.", wrap=True),
            field("Kommun eller region", self.kommun),
            field("Ditt namn", self.me),
            field("Din e-post", self.email),
            row(
                label("Har du redan ett register?", "second"),
                link("Öppna det…", self._open_existing),
                None,
                spacing=4,
            ),
        )

    def _third(self) -> QWidget:
        hint = label(
            "Välj en mapp på den här datorn. En mapp på nätverket eller i OneDrive går inte: där kan filen skadas.",
            wrap=True,
        )
        return _page(
            label("Var ska registret ligga?", "big"),
            label("Registret är en fil. Handlingar och utkast läggs i en mapp bredvid den.", wrap=True),
            field("Mapp", self.folder, link("Välj mapp…", self._choose_folder)),
            field("Registrets namn", self.name),
            row(Shape(State.TODO), hint),
            field("Säkerhetskopior läggs i", self.backups, link("Välj mapp…", self._choose_backups)),
            label("Beredd kopierar registret när du börjar och var trettionde minut när något har ändrats.", "second"),
        )

    @property
    def step(self) -> int:
        return self._steps.currentIndex()

    @property
    def path(self) -> Path:
        """Where the register is to be."""
        name = self.name.text().strip().removesuffix(".beredd")
        return Path(self.folder.text().strip()) / f"{name}.beredd"

    def back(self) -> None:
        """The step before."""
        self._show_step(self.step - 1)

    def go_on(self) -> None:
        """The next step; from the last one: make the register."""
        if self.step == 0 and not self.kommun.text().strip():
            self._wrong(self.kommun, "Skriv kommunens namn.")
        elif self.step + 1 < len(_STEPS):
            self._show_step(self.step + 1)
        else:
            self._make()

    def _show_step(self, place: int) -> None:
        self._steps.setCurrentIndex(place)
        self._stepper.show_step(place)
        self._back.setVisible(place > 0)
        self.next.setText(_NEXT[place])
        self._fault.hide()
        first = (self.kommun, self.bodies.table, self.folder)[place]
        first.setFocus()

    def _wrong(self, editor: QWidget | None, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.show()
        if editor is not None:
            editor.setProperty("wrong", True)
            restyle(editor)
            editor.setFocus()

    def _make(self) -> None:
        if not self._has_place():
            return
        beginning = Beginning(
            kommun=self.kommun.text(),
            me=self.me.text(),
            email=self.email.text(),
            bodies=self.bodies.bodies,
            meetings=self.bodies.meetings,
        )
        self._let_edit(False)
        self._begun, self._is_ours = self.path, False

        def work(register: Register) -> None:
            # Another may have made one of the same name since it was looked for.
            self._is_ours = not register.operations(1)
            set_up(register, beginning)

        self._desk = Desk(self._begun, who=self.me.text().strip(), clock=self._clock, create=True)
        self._desk.notice.connect(self._told)
        self._desk.write(work, self._made, says=lambda _: None, otherwise=self._failed)

    def _let_edit(self, may: bool) -> None:
        for each in (self._steps, self._back, self.next, self._demo):
            each.setEnabled(may)

    def _has_place(self) -> bool:
        """Whether the register can lie where it is said; the folder is made where it is not there."""
        path, name = self.path, self.name.text().strip()
        if not name:
            self._wrong(self.name, "Skriv vad registret ska heta.")
        elif safe_name(name) != name:
            self._wrong(self.name, f"Registret kan inte heta {name}. Det går bra med {safe_name(name)}.")
        elif not path.is_absolute():
            self._wrong(self.folder, "Välj mappen där registret ska ligga.")
        else:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.exists():
                    return True
                self._wrong(self.name, f"{path.name} finns redan i mappen. Välj ett annat namn, eller öppna det.")
            except (OSError, ValueError):
                self._wrong(self.folder, f"Mappen {path.parent} går inte att skapa. Välj en annan.")
        return False

    def _made(self, _nothing: None) -> None:
        self._places.keep("jag", self.me.text().strip())
        keep_copies_folder(self._places, self.backups.text().strip())
        self._close_desk()
        self.ready.emit(self._begun)

    def _failed(self, error: UserError) -> None:
        self._close_desk()
        if self._is_ours:
            with suppress(OSError):
                # Made for this and empty: the next try may want the same name.
                self._begun.unlink(missing_ok=True)
        self._let_edit(True)
        self._wrong(None, error.message)

    def _told(self, notice: Notice) -> None:
        self._close_desk()
        self._let_edit(True)
        self._wrong(None, notice.text)

    def _close_desk(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _choose_folder(self) -> None:
        if (folder := ask_folder(self, "Välj mapp för registret", Path(self.folder.text()))) is not None:
            self.folder.setText(str(folder))

    def _choose_backups(self) -> None:
        if (folder := ask_folder(self, "Välj mapp för säkerhetskopior", Path(self.backups.text()))) is not None:
            self.backups.setText(str(folder))

    def _open_existing(self) -> None:
        chosen = ask_open(self, self._places, "Öppna register", "Register (*.beredd)", key="register")
        if chosen:
            self._places.keep("jag", self.me.text().strip())
            self.ready.emit(chosen[0])


def _page(*parts: object) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addLayout(column(*parts, None, spacing=14))  # type: ignore[arg-type]
    return made
