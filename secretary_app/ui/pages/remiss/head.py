"""The head of a remiss: title, whose, until when, the chain of steps, and what can be done, the next step first."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSpacerItem, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Remiss, RemissState
from secretary_app.operations.opening import NotInRegister, Register
from secretary_app.operations.remiss_head import NextKind, RemissHead, remiss_head
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.actions import RemissActions
from secretary_app.ui.style.icons import icon
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, column, link, restyle, row, tool
from secretary_app.ui.widgets.step_chain import ChainStep, StepChain

_NARROW = 1100
_GLYPHS = {
    NextKind.PLAN: "check",
    NextKind.WRITE: "file-plus",
    NextKind.REFER: "paper-plane-tilt",
    NextKind.REMIND: "envelope-simple",
    NextKind.SET_DATE: "calendar-blank",
    NextKind.ANSWERS: "pencil-simple",
    NextKind.DRAFT: "file-plus",
    NextKind.DECIDE: "check",
    NextKind.DISPATCH: "paper-plane-tilt",
    NextKind.CLOSE: "check",
}
_BESIDE = {
    NextKind.PLAN: ("answer_by", "calendar-blank"),
    NextKind.WRITE: ("send", "paper-plane-tilt"),
    NextKind.REFER: ("answer_by", "calendar-blank"),
    NextKind.REMIND: ("draft", "file-plus"),
    NextKind.SET_DATE: ("draft", "file-plus"),
    NextKind.ANSWERS: ("answers", "download-simple"),
    NextKind.DRAFT: ("decide", "check"),
    NextKind.DECIDE: ("draft", "file-plus"),
    NextKind.DISPATCH: ("yttrande", "file-plus"),
    NextKind.CLOSE: ("dispatch", "paper-plane-tilt"),
}
"""What is often done beside the next step."""
_TABS_OF_THEIR_OWN = {"plan": NextKind.PLAN}
"""Tabs that have the next step's button themselves."""


class _Line(QLabel):
    """Words that go on in a second line, or where that is too much (no word wrap) end in …, whole in the tooltip."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(look)
        self.setMinimumWidth(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        is_cut = not self.wordWrap() and shown != self.text()
        self.setToolTip(self.text() if is_cut else "")
        if not is_cut:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class Head(QWidget):
    shown = Signal(RemissHead)
    """It has been read again."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._remiss_id = ""
        self._tab = ""
        self._is_plain = False
        self._head: RemissHead | None = None
        self._actions = RemissActions(office, self)
        self._actions.outdated.connect(self.refresh)
        self._title = _Line("title")
        self._about = _Line("second")
        self._chain = StepChain()
        self._next = button("", self._take_next, glyph="check", primary=True)
        self._beside = button("", self._take_beside, glyph="check")
        self._more = tool("dots-three", "Mer", self._show_menu)
        self._lay_out()

    def _lay_out(self) -> None:
        back = link("Remisser", self._office.back, glyph="caret-left")
        back.setToolTip("Tillbaka (Alt+Vänster)")
        words = column(self._title, self._about, spacing=2)
        buttons = row(self._beside, self._next, self._more)
        top = row(spacing=24)
        top.addLayout(words, 1)
        top.addLayout(buttons)
        top.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        layout.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(top)
        self._gap = QSpacerItem(0, theme().px(8))
        layout.addSpacerItem(self._gap)
        layout.addWidget(self._chain)
        order = (back, self._beside, self._next, self._more, self._chain)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        for part in (self._beside, self._next, self._more):
            part.hide()

    def show_remiss(self, remiss_id: str) -> None:
        """Show this remiss."""
        if remiss_id != self._remiss_id:
            self._head = None
            self._actions.let_go()
        self._remiss_id = remiss_id
        self.refresh()

    def show_tab(self, key: str, *, has_filled: bool) -> None:
        """Know which tab is shown: beside its own filled button the one up here is plain, or not needed."""
        self._tab = key
        self._is_plain = has_filled
        self._show_buttons()

    def make_room(self, low: bool) -> None:
        """Leave more of a low window to the tab."""
        self._chain.make_room(low)
        self._gap.changeSize(0, 0 if low else theme().px(8))
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(theme().px(0 if low else 4))

    def refresh(self) -> None:
        """Read it again."""
        remiss_id, today = self._remiss_id, self._office.desk.today

        def read(register: Register) -> RemissHead | None:
            try:
                remiss = register.get(Remiss, remiss_id)
            except NotInRegister:
                return None
            return remiss_head(register, remiss, today)

        if remiss_id:
            self._office.desk.read(read, self._take, owner=self, key="head")

    def actions(self) -> list[QAction]:
        """What can be done with the remiss now."""
        return self._actions.all()

    def ask(self, key: str, namnd_ids: Sequence[str]) -> None:
        """Ask for one of the actions, about these namnder."""
        self._actions.ask(key, namnd_ids)

    def _take(self, head: RemissHead | None) -> None:
        if head is not None:
            self._show(head)
        elif self.isVisible():
            self._go_back()

    def _go_back(self) -> None:
        """The remiss is gone. One that was shown was taken back just now, and that has been told already."""
        was_shown, self._head, self._remiss_id = self._head is not None, None, ""
        self._actions.let_go()
        self._office.back()
        if not was_shown:
            self._office.notify(Notice("Remissen finns inte längre.", Tone.INFO))

    def _show(self, head: RemissHead) -> None:
        self._head = head
        self._title.setText(head.title)
        self._about.setText("    ".join(self._about_words(head)))
        self._chain.show_steps(
            [ChainStep(step.words, step.second, State(step.state.value), step.present) for step in head.steps],
            head.sentence,
        )
        self._actions.show_head(head)
        self._show_buttons()
        self.shown.emit(head)

    def _about_words(self, head: RemissHead) -> list[str]:
        answer_by = f"Svar senast {day(head.answer_by, self._office.desk.today)}" if head.answer_by else ""
        if head.answer_by and str(head.answer_by.year) not in answer_by:
            answer_by = f"{answer_by} {head.answer_by.year}"
        return [
            words
            for words in (
                head.diarienummer,
                head.sender_line,
                answer_by or "Svarsdatum saknas",
                f"Handläggs av {head.handlaggare}" if head.handlaggare else "",
                head.state.capitalize() if head.state is not RemissState.OPEN else "",
            )
            if words
        ]

    def _show_buttons(self) -> None:
        if self._head is None:
            return
        step = self._head.next_step
        is_narrow = self.window().width() < theme().px(_NARROW)
        for part in (self._title, self._about):
            part.setWordWrap(not is_narrow)
        self._more.show()
        self._next.setVisible(step is not None and _TABS_OF_THEIR_OWN.get(self._tab) is not step.kind)
        if step is None:
            self._put_beside("reopen", "arrow-u-up-left")
            self._beside.show()
            return
        self._next.setText(step.words)
        if self._next.property("primary") is self._is_plain:
            self._next.setProperty("primary", not self._is_plain)
            restyle(self._next)
        self._next.setIcon(icon(_GLYPHS[step.kind], "" if self._is_plain else "on_accent"))
        self._put_beside(*_BESIDE[step.kind])
        self._beside.setVisible(not is_narrow)

    def _put_beside(self, key: str, glyph: str) -> None:
        action = self._actions[key]
        self._beside.setText(action.text())
        self._beside.setIcon(icon(glyph))
        self._beside.setProperty("action", key)

    def _take_next(self) -> None:
        if self._head is not None and self._head.next_step is not None:
            self._actions.take(self._head.next_step)

    def _take_beside(self) -> None:
        self._actions[str(self._beside.property("action"))].trigger()

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomRight()) - menu.rect().topRight())

    def menu(self) -> QMenu:
        """Everything else that can be done with the remiss."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in self._actions.groups:
            possible = [action for action in group if action.isEnabled()]
            if possible and menu.actions():
                menu.addSeparator()
            menu.addActions(possible)
        menu.adjustSize()
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        """F6 comes here: on to the next step. (A focus proxy would take the others out of the Tab order.)"""
        super().focusInEvent(event)
        parts = (self._next, self._beside, self._more)
        next(each for each in parts if not each.isHidden()).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_buttons()

    @property
    def head(self) -> RemissHead | None:
        """What is shown; None: it has not been read yet."""
        return self._head

    @property
    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """The next step's button, and the one beside it."""
        return self._next, self._beside
