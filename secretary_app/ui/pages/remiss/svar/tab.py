"""Svar och åtgärder: every answer of the remiss, worked through one after the other."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.answer_check import Finding
from secretary_app.operations.answer_board import AnswerBoard, BoardLine, answer_board, answer_findings
from secretary_app.ui.core.asking import confirm
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.pages.remiss.cell_actions import CellActions, CellPlace
from secretary_app.ui.pages.remiss.svar.answer_editor import AnswerEditor, AnswerKey
from secretary_app.ui.pages.remiss.svar.answer_list import AnswerList, key_of
from secretary_app.ui.pages.remiss.svar.checks import CheckPanel
from secretary_app.ui.pages.remiss.svar.measures import MeasurePanel
from secretary_app.ui.pages.remiss.tab import RemissTab
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Empty, Shape, Sheet, button, clicked, label, link, row, rule

_NARROW = 1150
_LOSE = "Lämna utan att spara? Det du har skrivit i svaret sparas inte."
_FIELDS = {"ansvarig": "responsible", "tidsplan": "timeframe"}


class SvarTab(RemissTab):
    kinds = frozenset(
        {
            model.Remiss,
            model.Recommendation,
            model.Addressee,
            model.Referral,
            model.Response,
            model.Measure,
            model.MeasureNamnd,
            model.MeasureStatus,
            model.Decision,
            model.Namnd,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._board: AnswerBoard | None = None
        self._wanted = ""
        self._saved_no = 0
        self.list = AnswerList(office.places)
        self.editor = AnswerEditor(office)
        self.measures = MeasurePanel(office)
        self.checks = CheckPanel()
        self._locked = label("", wrap=True)
        self._reopen = link("Öppna ärendet igen", self._open_again)
        self._lock_bar = QFrame()
        self._told = label("", "second")
        self._undo = link("Ångra", self._take_back)
        self._scroll = QScrollArea()
        self._below = QVBoxLayout()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._middle = QStackedWidget()
        self._actions: list[QAction] = []
        self._lay_out()
        self._connect()
        self._add_actions()

    def _lay_out(self) -> None:
        self._lock_bar.setObjectName("notice")
        self._lock_bar.setProperty("tone", "info")
        bar = row(Shape(State.INFORMED), self._locked, self._reopen)
        bar.setStretch(1, 1)
        bar.setContentsMargins(*(theme().px(each) for each in (12, 6, 8, 6)))
        self._lock_bar.setLayout(bar)
        self._lock_bar.hide()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._below = QVBoxLayout(inside)
        self._below.setContentsMargins(*(theme().px(each) for each in (18, 16, 18, 16)))
        self._below.setSpacing(theme().px(14))
        for part in (self.editor, rule(), self.measures):
            self._below.addWidget(part)
        self._below.addStretch(1)
        self._scroll.setWidget(inside)
        sheet = Sheet(margin=0, spacing=0)
        sheet.body.setContentsMargins(1, 1, 1, 1)
        sheet.body.addWidget(self._scroll, 1)
        sheet.body.addWidget(rule())
        sheet.body.addLayout(self._foot())
        for part in (self.list, sheet, self.checks):
            self._splitter.addWidget(part)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(1, 1)
        self._empty = Empty("Ingen nämnd är tillfrågad än. Läs in missivet, eller skriv den första rekommendationen.")
        self._middle.addWidget(self._splitter)
        self._middle.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(10))
        layout.addWidget(self._lock_bar)
        layout.addWidget(self._middle, 1)

    def _foot(self) -> QVBoxLayout:
        before = button("Förra", partial(self._step, -1), glyph="caret-left", tip="Förra svaret (Ctrl+Page Up)")
        after = button("Nästa", partial(self._step, 1), glyph="caret-right", tip="Nästa svar (Ctrl+Page Down)")
        before.setAccessibleName("Förra svaret")
        after.setAccessibleName("Nästa svar")
        foot = row(self._told, self._undo, None, before, after)
        foot.setContentsMargins(*(theme().px(each) for each in (18, 7, 12, 7)))
        self._undo.hide()
        holder = QVBoxLayout()
        holder.addLayout(foot)
        return holder

    def _connect(self) -> None:
        self.list.moved.connect(self._go_to)
        self.list.taken.connect(self.editor.text.setFocus)
        self.editor.saved.connect(self._tell_saved)
        self.measures.saved.connect(self._tell_saved)
        self.editor.unsaved.failed.connect(self._show_list)
        self.editor.unsaved.failed.connect(self._tell_refused)
        self.checks.asked.connect(self._go_to_finding)

    def _add_actions(self) -> None:
        for words, shortcut, then in (
            ("Spara svaret", "Ctrl+S", self._save),
            ("Nästa svar", "Ctrl+PgDown", partial(self._step, 1)),
            ("Förra svaret", "Ctrl+PgUp", partial(self._step, -1)),
            ("Lägg till åtgärd", "", self.measures.table.begin_new),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(clicked(then))
            self.addAction(action)
            self._actions.append(action)
        self.cell_actions = CellActions(self.desk, self.list.list)
        self.cell_actions.asked.connect(self.asked)
        self.list.list.addActions([self.cell_actions.up, self.cell_actions.down])
        self.list.list.menu_asked.connect(self._show_menu)
        self.editor.change_asked.connect(self.cell_actions.change.trigger)

    def commands(self) -> list[QAction]:
        is_open = self._board is not None and not self._board.locked
        return [*self._actions, *self.cell_actions.possible()] if is_open else []

    def _show_menu(self, where: QPoint) -> None:
        actions = self.cell_actions
        actions.pop_up(where, [actions.of_recommendation, actions.of_namnd, [actions.add]])

    def parts(self) -> list[QWidget]:
        return [self.list.list, self.editor.text, self.measures.table, self.checks.list]

    def focus_first(self) -> None:
        self.list.list.setFocus()

    def forget(self) -> None:
        self._save()
        self._board = None
        self._told.clear()
        self._undo.hide()
        self.list.forget()

    def show_item(self, item: str) -> None:
        self._wanted = item
        if self._board is not None:
            self._choose_wanted(self._board)

    def may_leave(self) -> bool:
        self._save()
        return True

    def may_close(self) -> bool:
        """What is on its way is waited for a little; what the register has not taken is lost with the window."""
        self._save()
        for each in (self.editor.unsaved, self.measures.unsaved):
            each.wait()
        if not self.editor.unsaved.waiting() and self.measures.is_all_saved():
            return True
        return confirm(self.window(), _LOSE, "Lämna", "Stanna")

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._save()

    def refresh(self) -> None:
        remiss_id, today = self.remiss_id, self.desk.today
        self.ask(lambda register: answer_board(register, remiss_id, today), self._take, "board")

    def _take(self, board: AnswerBoard) -> None:
        self._board = board
        self._locked.setText(board.locked)
        self._lock_bar.setVisible(bool(board.locked))
        self.count.emit(str(board.given or ""))
        self._middle.setCurrentWidget(self._splitter if board.lines else self._empty)
        self._show_list()
        if self._wanted or self.list.list.current_id() is None:
            self._choose_wanted(board)
        else:
            self._show_line()

    def _show_list(self, _key: object = None) -> None:
        if self._board is not None:
            failed = [key for key in self.editor.unsaved.waiting() if self._is_refused(key)]
            self.list.show_board(self._board, failed)

    def _is_refused(self, key: Any) -> bool:
        typed = self.editor.unsaved.get(key)
        return typed is not None and bool(typed.error)

    def _tell_refused(self, key: AnswerKey) -> None:
        """One that is elsewhere by now is told that the answer could not be saved."""
        typed = self.editor.unsaved.get(key)
        if typed is None or self.isVisible():
            return
        item = f"{key.recommendation_id or ''}/{key.namnd_id}"
        there = Destination("remiss", remiss_id=key.remiss_id, tab="svar", item=item)
        words = f"Ditt svar är inte sparat, men står kvar. {typed.error}"
        self.office.notify(Notice(words, Tone.ERROR, "Visa svaret", partial(self.office.go, there)))

    def _choose_wanted(self, board: AnswerBoard) -> None:
        """What was asked for: a recommendation and a namnd, or one of them; else the first that waits."""
        question, _, namnd = self._wanted.partition("/")
        is_asked_for, self._wanted = bool(self._wanted), ""
        found = [
            line
            for line in board.lines
            if (not namnd or line.namnd.id == namnd)
            and (line.recommendation.id if line.recommendation else "") == question
        ]
        if not is_asked_for or not found:
            found = [line for line in board.lines if line.is_asked and not line.is_given] or list(board.lines)
        if found:
            self.list.choose(key_of(board, found[0]))
            self._show_line()

    def _line(self) -> BoardLine | None:
        key, board = self.list.list.current_id(), self._board
        if board is None:
            return None
        return next((line for line in board.lines if key_of(board, line) == key), None)

    def _go_to(self, key: AnswerKey) -> None:
        if self.editor.key is not None and self.editor.key != key:
            self._save()
            self._scroll.verticalScrollBar().setValue(0)
        self._show_line()

    def _show_line(self) -> None:
        line, board = self._line(), self._board
        if line is None or board is None:
            return
        self.cell_actions.show_place(_place_of(board, line))
        self.editor.show_line(board, line)
        self.measures.show_line(board, line)
        remiss_id, namnd = board.remiss.id, line.namnd
        self.ask(
            lambda register: answer_findings(register, remiss_id, namnd.id),
            lambda findings: self._show_findings(namnd, findings),
            "check",
        )

    def _show_findings(self, namnd: model.Namnd, findings: tuple[Finding, ...]) -> None:
        self.checks.show_findings(namnd, findings)
        self.checks.fit(self._is_narrow())

    def _save(self) -> None:
        self.measures.table.finish()
        self.editor.unsaved.save_all()
        self.measures.unsaved.save_all()

    def _step(self, by: int) -> None:
        is_writing = self.editor.text.hasFocus()
        if self.list.step(by) and is_writing:
            self.editor.text.setFocus()

    def _tell_saved(self, no: int) -> None:
        now = self.desk.clock().astimezone()
        self._saved_no = no
        self._told.setText(f"Sparat {now:%H.%M}")
        self._undo.setVisible(bool(no))

    def _take_back(self) -> None:
        self._told.clear()
        self._undo.hide()
        self.desk.undo(self._saved_no)

    def _go_to_finding(self, finding: Finding) -> None:
        board, line = self._board, self._line()
        if board is None or line is None:
            return
        self.list.choose(AnswerKey(board.remiss.id, finding.recommendation_id, line.namnd.id))
        measures = self._line()
        if measures is not None and any(each.measure.id == finding.entity_id for each in measures.measures):
            self.measures.table.go_to(finding.entity_id, _FIELDS.get(finding.field, "text"))
            self._scroll.ensureWidgetVisible(self.measures.table)
        elif finding.field == "åtgärd":
            self.measures.table.begin_new()
            self._scroll.ensureWidgetVisible(self.measures.table)
        elif finding.field == "ställningstagande":
            next(iter(self.editor.positions.values())).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.editor.text.setFocus()

    def _open_again(self) -> None:
        self.asked.emit("reopen", ())

    def _is_narrow(self) -> bool:
        return self.width() < theme().px(_NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the check goes under the answer that it is of."""
        super().resizeEvent(event)
        is_narrow = self._is_narrow()
        if is_narrow != (self.checks.parentWidget() is not self._splitter):
            if is_narrow:
                self._below.insertWidget(self._below.count() - 1, self.checks)
            else:
                self._splitter.addWidget(self.checks)
            self.checks.show()
            self.checks.fit(is_narrow)
        left = theme().px(270)
        right = [] if is_narrow else [theme().px(260)]
        self._splitter.setSizes([left, max(1, self.width() - left - sum(right)), *right])


def _place_of(board: AnswerBoard, line: BoardLine) -> CellPlace:
    question = line.recommendation
    return CellPlace(
        remiss=board.remiss,
        recommendation_id=question.id if question else None,
        number=question.number if question else "",
        place=board.recommendations.index(question) + 1 if question else 0,
        count=len(board.recommendations),
        namnd_id=line.namnd.id,
        abbreviation=line.namnd.abbreviation,
        is_owner=line.namnd.id == board.remiss.owner_id,
        is_asked=line.namnd.id in board.referred,
    )
