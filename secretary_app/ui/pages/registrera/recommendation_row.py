"""One recommendation in the form: its number, its text, and whom it is addressed to."""

from functools import partial

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QTextEdit

from secretary_app.domain.text import and_list, single_line
from secretary_app.operations import intake_form
from secretary_app.operations.form_choices import FormChoices
from secretary_app.operations.intake_form import FormRecommendation
from secretary_app.operations.made_before import Before
from secretary_app.operations.mending import take_mended
from secretary_app.operations.named_bodies import is_collective
from secretary_app.ui.pages.registrera.addressees import Addressees
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.form_keys import FormKeys
from secretary_app.ui.pages.registrera.row_line import RowLine
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import clicked, column, restyle, row, tool


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

    body_asked = Signal(int, str)
    """A body that the register lacks is to be added for the recommendation at this place; the paper's words for it."""
    earlier_asked = Signal(str)
    """The remiss with this id, in which it was made before, is to be shown."""

    def __init__(self, draft: Draft, choices: FormChoices, at: int) -> None:
        super().__init__()
        self.setObjectName("part")
        self._draft = draft
        self._at = at
        self._shown: FormRecommendation | None = None
        self._earlier_id = ""
        self.number = QLineEdit()
        self.number.setProperty("quiet", True)
        self.number.setFixedWidth(theme().px(38))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.number.editingFinished.connect(self._write_number)
        self.text = GrowingText()
        self.text.textChanged.connect(self._write)
        self.text.entered.connect(self._enter)
        keys = FormKeys(draft, self)
        self.text.installEventFilter(keys)
        self.number.installEventFilter(keys)
        self._more = tool("dots-three", "", self._open_menu)
        self._more.setFixedSize(theme().px(28), theme().px(28))
        self.addressees = Addressees(choices)
        self.addressees.toggled.connect(self._toggle)
        self.addressees.new_asked.connect(self._ask_body)
        self.doubt = RowLine(State.TODO, "soon")
        self._add_body = self.doubt.add_link("Lägg till som nämnd…", self._ask_body)
        self._stand = self.doubt.add_link("Låt stå", self._confirm)
        self.alike = RowLine(State.TODO)
        self._take_alike = self.alike.add_link("Gör likadant i dem", self._address_alike)
        self.mended = RowLine(State.TODO)
        self._take_mended = self.mended.add_link("Rätta", self._mend)
        self.earlier = RowLine(State.INFORMED)
        self._open_earlier = self.earlier.add_link("Öppna", self._ask_earlier)
        self._lay_out()
        self._add_actions()

    @property
    def chips(self) -> dict[str, QPushButton]:
        """The chip of each body that is shown, by the body's id."""
        return self.addressees.chips

    def set_choices(self, choices: FormChoices) -> None:
        """The register's bodies have changed."""
        self.addressees.set_choices(choices)

    def _lay_out(self) -> None:
        top = row(self.text, spacing=4)
        top.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        right = column(top, self.mended, self.addressees, self.doubt, self.alike, self.earlier, spacing=4)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(theme().px(2), theme().px(6), theme().px(6), theme().px(9))
        inside.setSpacing(theme().px(2))
        inside.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(right, 1)

    def _add_actions(self) -> None:
        self._actions = {}
        for key, words, shortcut, then in (
            ("split", "Dela vid markören", "Ctrl+Return", self._split),
            ("merge", "Slå ihop med nästa", "Ctrl+J", self._merge),
            ("up", "Flytta upp", "Alt+Up", partial(self._move, -1)),
            ("down", "Flytta ned", "Alt+Down", partial(self._move, 1)),
            ("number", "Ändra numret", "F2", self.number.setFocus),
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
        if self.number.text() != each.number:
            self.number.setText(each.number)
        self.number.setAccessibleName(f"Nummer på rekommendation {each.number}")
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
            self.addressees.show_recommendation(each)
        self._shown = each
        self._show_doubt(each)

    def show_alike(self, others: int) -> None:
        """So many others are addressed in the same words, and nobody has said whom they mean."""
        asked = and_list([f"”{words}”" for words in self._shown.asked]) if self._shown else ""
        few = "1 till är riktad" if others == 1 else f"{others} till är riktade"
        self.alike.show_words(f"{few} till {asked}." if others else "")

    def show_mended(self, suggested: str) -> None:
        """The text as it should be spelt (``""``: it is); it is taken by a click."""
        self.mended.show_words(f"Förslag på stavning: {suggested}" if suggested else "")
        number = self._shown.number if self._shown else ""
        self._take_mended.setAccessibleName(f"Rätta stavningen i rekommendation {number}")

    def show_earlier(self, before: Before | None) -> None:
        """When it was made before, and what was answered then."""
        self._earlier_id = before.remiss_id if before else ""
        self.earlier.show_words(f"{before.words} {before.answer}".strip() if before else "")
        self._open_earlier.setAccessibleName(before.words if before else "")

    def _show_doubt(self, each: FormRecommendation) -> None:
        words = [to.words for to in each.addressees if to.words]
        quoted = and_list([f"”{one}”" for one in words])
        if each.certain:
            said = f"Riktad till {quoted}" if words else ""
        else:
            said = f"Osäkert: {quoted}" if words else "Osäkert: ingen mottagare utpekad"
        joint = "Nämnderna svarar gemensamt. " if each.joint else ""
        self.doubt.show_words(f"{joint}{said}".strip(), marked=not each.certain)
        self._stand.setText("Låt stå" if words or each.addressees else "Riktas till ingen")
        self._stand.setVisible(not each.certain)
        self._add_body.setVisible(len(words) == 1 and not is_collective(words[0]))

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

    def _write_number(self) -> None:
        written = self.number.text()
        if self._shown is not None and written != self._shown.number:
            self._draft.edit(lambda form: intake_form.set_number(form, self._at, written))
            self.number.setText(self._draft.form.recommendations[self._at].number)

    def _mend(self) -> None:
        if (suggested := self._draft.mended().get(self._at)) is not None:
            number = self._shown.number if self._shown else ""
            says = f"Stavningen i rekommendation {number} är rättad."
            self._draft.edit(lambda form: take_mended(form, {self._at: suggested}), says=says)
            self.text.setFocus()

    def _address_alike(self) -> None:
        says = "Samma mottagare i alla med de orden."
        self._draft.edit(lambda form: intake_form.address_alike(form, self._at), says=says)
        self.text.setFocus()

    def _ask_earlier(self) -> None:
        self.earlier_asked.emit(self._earlier_id)

    def _ask_body(self) -> None:
        words = [to.words for to in self._shown.addressees if to.words] if self._shown else []
        named = words[0] if len(words) == 1 and not is_collective(words[0]) else ""
        self.body_asked.emit(self._at, named)


def _chips_differ(one: FormRecommendation, other: FormRecommendation) -> bool:
    return (one.addressees, one.suggested, one.certain) != (other.addressees, other.suggested, other.certain)
