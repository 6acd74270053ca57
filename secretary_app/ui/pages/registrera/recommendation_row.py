"""One recommendation in the form: its number, its text, and whom it is addressed to."""

from functools import partial

from PySide6.QtCore import QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QIcon, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QTextEdit

from secretary_app.domain.model import Namnd
from secretary_app.domain.text import and_list, single_line
from secretary_app.operations import intake_form
from secretary_app.operations.form_choices import FormChoices
from secretary_app.operations.intake_form import FormRecommendation
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.form_keys import FormKeys
from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, button, clear, clicked, column, label, link, restyle, row, tool
from secretary_app.ui.widgets.flow import Flow


class GrowingText(QTextEdit):
    """A text that wraps and is as high as it needs; it is one paragraph."""

    entered = Signal()
    """It has the focus now."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setPlaceholderText("Skriv rekommendationen här")
        self.setTabChangesFocus(True)
        self.setProperty("quiet", True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _grow(self, size: QSizeF) -> None:
        self.setFixedHeight(round(size.height()) + theme().px(8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class RecommendationRow(QFrame):
    """Everything that is done here goes to the draft; ``show_recommendation`` shows what came of it."""

    entered = Signal(int)
    """Something in it has the focus; its place, from 0."""
    moved = Signal(int)
    """It (or what came of it) now stands at this place: the focus is to go there."""

    def __init__(self, draft: Draft, choices: FormChoices, at: int) -> None:
        super().__init__()
        self.setObjectName("part")
        self._draft = draft
        self._choices = choices
        self._at = at
        self._shown: FormRecommendation | None = None
        self._number = label("", "strong")
        self._number.setFixedWidth(theme().px(24))
        self._number.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._number.setContentsMargins(0, theme().px(4), 0, 0)
        self.text = GrowingText()
        self.text.textChanged.connect(self._write)
        self.text.entered.connect(self._enter)
        self.text.installEventFilter(FormKeys(draft, self))
        self._more = tool("dots-three", "", self._open_menu)
        self._more.setFixedSize(theme().px(28), theme().px(28))
        self._chips = Flow(spacing=6)
        self._shape = Shape(State.TODO, 16)
        self._why = label("", "soon", wrap=True)
        self._stand = link("Låt stå", self._confirm)
        self.chips: dict[str, QPushButton] = {}
        self._lay_out()
        self._add_actions()

    def _lay_out(self) -> None:
        self._doubt = QFrame()
        doubt = QHBoxLayout(self._doubt)
        doubt.setContentsMargins(theme().px(6), 0, 0, 0)
        doubt.setSpacing(theme().px(6))
        doubt.addWidget(self._shape)
        doubt.addWidget(self._why, 1)
        doubt.addWidget(self._stand)
        chips = QHBoxLayout()
        chips.setContentsMargins(theme().px(6), 0, 0, 0)
        chips.addLayout(self._chips, 1)
        top = row(self.text, spacing=4)
        top.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        right = column(top, chips, self._doubt, spacing=4)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(theme().px(6), theme().px(6), theme().px(6), theme().px(9))
        inside.setSpacing(theme().px(6))
        inside.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(right, 1)

    def _add_actions(self) -> None:
        self._actions = {}
        for key, words, shortcut, then in (
            ("split", "Dela vid markören", "Ctrl+Return", self._split),
            ("merge", "Slå ihop med nästa", "Ctrl+J", self._merge),
            ("up", "Flytta upp", "Alt+Up", partial(self._move, -1)),
            ("down", "Flytta ned", "Alt+Down", partial(self._move, 1)),
            ("joint", "Ett gemensamt svar", "", self._toggle_joint),
            ("remove", "Ta bort", "Ctrl+Shift+Del", self._remove),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(clicked(then))
            self.addAction(action)
            self._actions[key] = action
        self._actions["joint"].setCheckable(True)

    def show_recommendation(self, each: FormRecommendation, count: int) -> None:
        """Show it; ``count``: how many there are. What stands in the text is left alone where it says the same."""
        self._number.setText(each.number)
        name = f"Rekommendation {each.number}"
        self.text.setAccessibleName(name)
        self._more.setAccessibleName(f"Mer om {name[:1].lower()}{name[1:]}")
        self._more.setToolTip(self._more.accessibleName())
        if single_line(self.text.toPlainText()) != each.text:
            self.text.blockSignals(True)
            self.text.setPlainText(each.text)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
            self.text.blockSignals(False)
        self._actions["merge"].setEnabled(self._at + 1 < count)
        self._actions["up"].setEnabled(self._at > 0)
        self._actions["down"].setEnabled(self._at + 1 < count)
        self._actions["joint"].setChecked(each.joint)
        if self._shown is None or _chips_differ(self._shown, each):
            self._show_chips(each)
        self._shown = each
        self._show_doubt(each)

    def _show_chips(self, each: FormRecommendation) -> None:
        chosen = {to.namnd_id for to in each.addressees if to.namnd_id}
        suggested = set(each.suggested) if not each.certain else set()
        wanted = [body.id for body in self._choices.usual]
        others = [body.id for body in self._choices.more if body.id in chosen | suggested]
        gone = [id for id in chosen | suggested if id not in {*wanted, *others} and id in self._choices.bodies]
        shown = [self._choices.bodies[id] for id in (*wanted, *others, *sorted(gone))]
        if [body.id for body in shown] != list(self.chips):
            self._make_chips(shown)
        for body in shown:
            self._show_chip(self.chips[body.id], body, is_chosen=body.id in chosen, is_unsure=body.id in suggested)

    def _make_chips(self, bodies: list[Namnd]) -> None:
        clear(self._chips)
        self.chips = {}
        for body in bodies:
            chip = button(body.abbreviation, partial(self._toggle, body.id))
            chip.setCheckable(True)
            chip.setProperty("toggle", True)
            chip.setIconSize(QSize(theme().px(12), theme().px(12)))
            chip.setToolTip(body.name)
            self.chips[body.id] = chip
            self._chips.addWidget(chip)
        if self._choices.more:
            more = button("Fler…", self._open_bodies)
            more.setProperty("toggle", True)
            self._chips.addWidget(more)

    def _show_chip(self, chip: QPushButton, body: Namnd, *, is_chosen: bool, is_unsure: bool) -> None:
        unsure = is_unsure and not is_chosen
        chip.setChecked(is_chosen)
        chip.setIcon(icon("check", "accent") if is_chosen else QIcon())
        chip.setText(f"{body.abbreviation}?" if unsure else body.abbreviation)
        chip.setAccessibleName(f"{body.name}, föreslagen" if unsure else body.name)
        if bool(chip.property("unsure")) != unsure:
            chip.setProperty("unsure", unsure)
            restyle(chip)

    def _show_doubt(self, each: FormRecommendation) -> None:
        words = [to.words for to in each.addressees if to.words]
        quoted = and_list([f"”{one}”" for one in words])
        if each.certain:
            self._why.setText(f"Riktad till {quoted}" if words else "")
        else:
            self._why.setText(f"Osäkert: {quoted}" if words else "Osäkert: ingen mottagare utpekad")
        self._stand.setText("Låt stå" if words or each.addressees else "Riktas till ingen")
        self._stand.setVisible(not each.certain)
        self._shape.setVisible(not each.certain)
        joint = "Nämnderna svarar gemensamt. " if each.joint else ""
        self._why.setText(f"{joint}{self._why.text()}".strip())
        self._doubt.setVisible(bool(self._why.text()))

    def show_current(self, is_current: bool) -> None:
        """Whether it is the one being worked with."""
        if bool(self.property("current")) != is_current:
            self.setProperty("current", is_current)
            restyle(self)

    def _enter(self) -> None:
        self.entered.emit(self._at)

    def _write(self) -> None:
        words = self.text.toPlainText()
        self._draft.edit(lambda form: intake_form.set_text(form, self._at, words), key=f"text {self._at}")

    def _toggle(self, namnd_id: str) -> None:
        self.entered.emit(self._at)
        self._draft.edit(lambda form: intake_form.toggle_addressee(form, self._at, namnd_id))

    def _confirm(self) -> None:
        self._draft.edit(lambda form: intake_form.confirm(form, self._at))
        self.moved.emit(self._at)

    def _split(self) -> None:
        offset = len(single_line(self.text.toPlainText()[: self.text.textCursor().position()]))
        span = self._shown.span if self._shown else None
        source = self._draft.source(span.paper) if span else ""
        if self._draft.edit(lambda form: intake_form.split(form, self._at, offset, source)):
            self.moved.emit(self._at + 1)

    def _merge(self) -> None:
        if self._draft.edit(lambda form: intake_form.merge(form, self._at, self._at + 1)):
            self.moved.emit(self._at)

    def _move(self, step: int) -> None:
        if self._draft.edit(lambda form: intake_form.move(form, self._at, self._at + step)):
            self.moved.emit(self._at + step)

    def _toggle_joint(self) -> None:
        joint = not (self._shown and self._shown.joint)
        self._draft.edit(lambda form: intake_form.set_joint(form, self._at, joint))

    def _remove(self) -> None:
        number = self._shown.number if self._shown else ""
        says = f"Rekommendation {number} är borttagen."
        if self._draft.edit(lambda form: intake_form.remove(form, self._at), says=says):
            self.moved.emit(self._at)

    def _open_menu(self) -> None:
        self.entered.emit(self._at)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._actions.values()))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _open_bodies(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for body in self._choices.more:
            action = menu.addAction(f"{body.abbreviation}   {body.name}".replace("&", "&&"))
            action.triggered.connect(clicked(partial(self._toggle, body.id)))
        menu.popup(self.cursor().pos() if self.underMouse() else self.mapToGlobal(self.rect().center()))


def _chips_differ(one: FormRecommendation, other: FormRecommendation) -> bool:
    return (one.addressees, one.suggested, one.certain) != (other.addressees, other.suggested, other.certain)
