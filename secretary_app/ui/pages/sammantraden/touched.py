"""A meeting that is to be changed: what it touches is shown, and the person says whether the plans follow."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Meeting
from secretary_app.domain.text import and_list
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_meetings import MeetingChange, change_meeting, remove_meeting
from secretary_app.operations.opening import Register
from secretary_app.operations.replanning import Replanned, change_with_plans, preview_change, remedies_of
from secretary_app.operations.telling_moved import MovedDeadline, whom, write_moved_mails
from secretary_app.operations.touched import Move, Touched, TouchedRemiss, why_moved
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.outside import show_or_tell
from secretary_app.ui.core.page import Office
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import Sheet, button, clear, label, put, row
from secretary_app.ui.widgets.reminder_mails import drafts_folder

_HEADER, _ROW, _LINE = 38, 48, 23
"""How high the table is and a line below it, at 100 %."""
Refused = Callable[[UserError], None]


class MeetingChanger(QWidget):
    """Changes meetings. What one touches is shown before it is saved; where it is nothing it is saved at once.

    An unseen part of its page.
    """

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._asked = 0
        """How many changes have been asked for: only what the last one touches is shown."""
        self.hide()

    def change(self, meeting: Meeting, said: str, refused: Refused | None = None) -> None:
        """Have the meeting be as in ``meeting``; ``said``: what is told when it is done. ``refused`` gets a fault."""
        self._begin(meeting, said, refused, remove=False)

    def remove(self, meeting: Meeting, said: str) -> None:
        """Take the meeting away."""
        self._begin(meeting, said, None, remove=True)

    def _begin(self, meeting: Meeting, said: str, refused: Refused | None, *, remove: bool) -> None:
        self._asked += 1
        number, failed = self._asked, refused or self._tell

        def seen(touched: Touched) -> None:
            if number == self._asked and touched.remisser:
                self._ask(touched, said, failed)
            elif number == self._asked:
                self._alone(touched.change, said, failed)

        def work(register: Register, progress: Progress) -> Touched:
            return preview_change(register, meeting, remove=remove, progress=progress)

        self._office.desk.read_long(
            work, "Räknar om planerna", seen, owner=self, says=lambda _found: None, otherwise=failed, quiet=True
        )

    def _tell(self, error: UserError) -> None:
        self._office.notify(Notice.of_error(error))

    def _ask(self, touched: Touched, said: str, failed: Refused) -> None:
        dialog = TouchedDialog(self._office, self.window(), touched)
        dialog.follow.connect(lambda ids: self._with_plans(touched, ids, said, failed))
        dialog.alone.connect(lambda: self._alone(touched.change, said, failed))
        dialog.open()

    def _alone(self, change: MeetingChange, said: str, failed: Refused) -> None:
        def work(register: Register) -> Saved[Meeting]:
            if change.after is None:
                return remove_meeting(register, change.before)
            return change_meeting(register, change.after)

        self._office.desk.write(work, owner=self, says=lambda saved: told(said, *saved.notes), otherwise=failed)

    def _with_plans(self, touched: Touched, ids: frozenset[str], said: str, failed: Refused) -> None:
        def work(register: Register, progress: Progress) -> Replanned:
            return change_with_plans(register, touched, ids, progress)

        def says(done: Replanned) -> Notice:
            plans = "1 plan är omräknad." if done.remisser == 1 else f"{done.remisser} planer är omräknade."
            notice = told(said, plans, *done.notes, warns=bool(done.notes))
            if not done.moved:
                return notice
            reason = why_moved(touched.change, self._office.desk.today)
            return replace(notice, link="Skriv mejlutkast", follow=partial(self._write_mails, done.moved, reason))

        self._office.desk.write_long(work, "Räknar om planerna", owner=self, says=says, otherwise=failed)

    def _write_mails(self, moved: Sequence[MovedDeadline], reason: str) -> None:
        """Write drafts to those whose deadline has moved, and show where they lie."""
        office, folder, sender = self._office, drafts_folder(self._office), self._office.desk.who

        def work(register: Register, _progress: Progress) -> list[Path]:
            return write_moved_mails(register, moved, reason, folder, sender=sender)

        def says(paths: list[Path]) -> Notice:
            what = "Mejlutkastet" if len(paths) == 1 else f"{len(paths)} mejlutkast"
            words = f"{what} till {whom(moved)} ligger i {folder.name}. Skicka från mejlprogrammet."
            return Notice(words, link="Visa i mappen", follow=partial(show_or_tell, office, paths[0]))

        office.desk.read_long(work, "Skriver mejlutkast", lambda _paths: None, owner=self, says=says)


def told(sentence: str, *notes: str, warns: bool | None = None) -> Notice:
    """A notice of what was done and what one should know of it."""
    tone = Tone.WARNING if (bool(notes) if warns is None else warns) else Tone.DONE
    return Notice(" ".join([sentence, *notes]), tone)


class _Table(Table[TouchedRemiss]):
    """Space ticks the row, wherever in it one is."""

    ticked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self.current_row()
        if event.key() == Qt.Key.Key_Space and found is not None:
            self.ticked.emit(found)
        else:
            super().keyPressEvent(event)


class TouchedDialog(QDialog):
    """What the change touches, a row a remiss, with what the chosen one's plan becomes below."""

    follow = Signal(object)
    """Change it, and have the plans of these remisser (a frozenset of ids) follow."""
    alone = Signal()
    """Change only the meeting."""

    def __init__(self, office: Office, parent: QWidget, touched: Touched) -> None:
        super().__init__(parent)
        self._office, self._touched, self._on = office, touched, office.desk.today
        self._ticked = {each.remiss.id for each in touched.remisser if each.can_follow}
        self._remedies: dict[str, list[str]] = {}
        """What would help, by remiss, as it has been asked for."""
        # Where no plan can follow there is only the meeting to ask about.
        self._question = "Ska planerna följa med?" if self._ticked else "Vill du fortsätta ändå?"
        self.setWindowTitle(self._question)
        self.words = label(_words(touched, self._on), wrap=True)
        model = RowModel(self._columns(), id_of=_id, edited=self._on_edited, parent=self)
        self.table = _Table(model, "Remisser som berörs")
        self.detail = Sheet(margin=14, spacing=6)
        alone, both = _verbs(touched.change)
        self.alone_button = button(alone, self._only, primary=not self._ticked)
        self.both = button(both, self._with_plans, primary=True)
        self.both.setVisible(bool(self._ticked))
        (self.both if self._ticked else self.alone_button).setDefault(True)
        self._lay_out(parent)
        self.table.ticked.connect(self._toggle)
        self.table.chosen.connect(self._show_chosen)
        self.table.set_rows(list(touched.remisser))
        self.table.choose_first()
        self._count()

    def _columns(self) -> list[Column[TouchedRemiss]]:
        def tick(each: TouchedRemiss) -> Cell:
            if not each.can_follow:
                return Cell("–", tip="Inget av planen kan följa med")
            on = each.remiss.id in self._ticked
            if on:
                return Cell("ja", state=State.DONE, tip="Planen räknas om")
            return Cell("nej", tip="Planen räknas inte om")

        def moves(each: TouchedRemiss) -> Cell:
            first, *others = [move.words(self._on) for move in each.moves] or ["Inget flyttas"]
            return Cell(first, "; ".join(others), tip="\n".join([first, *others]))

        def remark(each: TouchedRemiss) -> Cell:
            state, words, second = _remark(each)
            return Cell(words, second, state=state, tip=", ".join(filter(None, (words, second))))

        return [
            Column("med", "Med", tick, width=48, check=True),
            Column("remiss", "Remiss", lambda each: Cell(each.remiss.diarienummer, each.remiss.title), width=250),
            Column("flyttas", "Flyttas", moves, width=186, stretch=True),
            Column("anmarkning", "Att se över", remark, width=230),
        ]

    def _lay_out(self, parent: QWidget) -> None:
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.gives_way = {"remiss": 96, "anmarkning": 112}
        scroll = QScrollArea()
        scroll.setWidget(self.detail)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName("Så blir planen")
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        margin = theme().px(18)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme().px(12))
        put(layout, label(self._question, "heading", wrap=True))
        put(layout, self.words)
        rows = len(self._touched.remisser)
        self.table.setMinimumHeight(theme().px(_HEADER + _ROW * min(rows, 2)))
        self.table.setMaximumHeight(theme().px(_HEADER + _ROW * rows))
        put(layout, self.table, 3)
        put(layout, scroll, 2)
        put(layout, row(None, button("Avbryt", self.reject), self.alone_button, self.both))
        room = parent.window().size()
        # Remedies come afterwards: with problems there is room for some.
        lines = max(len(_lines(each, [""] * 4 if each.problems else [], self._on)) for each in self._touched.remisser)
        height = 250 + _ROW * min(rows, 6) + _LINE * min(lines, 10)
        self.resize(min(theme().px(900), room.width() - 40), min(theme().px(height), room.height() - 40))

    def open(self) -> None:
        super().open()
        self.table.setFocus()

    def _on_edited(self, each: TouchedRemiss, _key: str, _value: Any) -> None:
        self._toggle(each)

    def _toggle(self, each: TouchedRemiss) -> None:
        if each.can_follow:
            self._ticked ^= {each.remiss.id}
            self.table.set_rows(list(self.table.rows_model.rows))
            self._count()

    def _count(self) -> None:
        self.both.setEnabled(bool(self._ticked))

    def _show_chosen(self) -> None:
        each = self.table.current_row()
        if each is None:
            return
        self._show(each, self._remedies.get(each.remiss.id, []))
        if each.problems and each.remiss.id not in self._remedies:
            self._office.desk.read(
                lambda register: remedies_of(register, self._touched, each.remiss.id),
                lambda remedies: self._take_remedies(each, remedies),
                owner=self,
                key="remedies",
            )

    def _take_remedies(self, each: TouchedRemiss, remedies: list[str]) -> None:
        self._remedies[each.remiss.id] = remedies
        if self.table.current_row() is each:
            self._show(each, remedies)

    def _show(self, each: TouchedRemiss, remedies: list[str]) -> None:
        """What becomes of the plan, a line each."""
        clear(self.detail.body)
        put(self.detail.body, label(f"{each.remiss.diarienummer} {each.remiss.title}".strip(), "strong", wrap=True))
        for words, look in _lines(each, remedies, self._on):
            put(self.detail.body, label(words, look, wrap=True))
        self.detail.body.addStretch(1)

    def _only(self) -> None:
        self.accept()
        self.alone.emit()
        self.deleteLater()

    def _with_plans(self) -> None:
        self.accept()
        self.follow.emit(frozenset(self._ticked))
        self.deleteLater()

    def reject(self) -> None:
        super().reject()
        self.deleteLater()


def _words(touched: Touched, on: dt.date) -> str:
    """What is done, whom it touches, what is odd about the day."""
    failing = sum(bool(each.problems) for each in touched.remisser)
    problems = [f"{failing} av planerna går inte ihop då."] if failing else []
    return " ".join([touched.sentence(on), *problems, *touched.change.notes, "Inget är sparat än."])


def _id(each: TouchedRemiss) -> str:
    return each.remiss.id


def _remark(each: TouchedRemiss) -> tuple[State, str, str]:
    told = f"Säg till {and_list(each.told)}" if each.told else ""
    if each.problems:
        return State.TODO, "Går inte ihop", told
    if each.held:
        return State.TODO, "Något ligger kvar", told
    return (State.TODO, told, "internremissen är skickad") if told else (State.NONE, "", "")


def _lines(each: TouchedRemiss, remedies: list[str], on: dt.date) -> list[tuple[str, str]]:
    """Each line of what becomes of a plan, with its look."""
    lines = [(f"• {_in_full(move, on)}", "") for move in each.moves]
    if each.stays and each.moves:
        lines.append((f"Oförändrat: {', '.join(move.words(on) for move in each.stays)}", "second"))
    if not each.is_used and each.moves:
        lines.append(("Ingen plan används än. Bara de interna svarsdatumen flyttas.", "second"))
    lines += [(f"{words}.", "soon") for words in each.held]
    lines += [(f"Går inte ihop: {words}.", "soon") for words in each.problems]
    if each.told:
        names = and_list(each.told)
        lines.append((f"Internremissen till {names} är redan skickad. Säg till om det nya svarsdatumet.", "soon"))
    if remedies:
        lines.append(("Det här skulle hjälpa, vart och ett för sig:", ""))
        lines += [(f"• {words}", "") for words in remedies]
    return lines


def _in_full(move: Move, on: dt.date) -> str:
    papers = f", handlingar senast {day(move.papers, on)}" if move.papers else ""
    words = move.words(on)
    return f"{words[:1].upper()}{words[1:]}{papers}"


def _verbs(change: MeetingChange) -> tuple[str, str]:
    """What the buttons say: for the meeting alone, and with the plans."""
    if change.after is None:
        return "Ta bara bort sammanträdet", "Ta bort och räkna om planerna"
    if change.is_called_off:
        return "Ställ bara in sammanträdet", "Ställ in och räkna om planerna"
    if change.is_moved:
        return "Flytta bara sammanträdet", "Flytta och räkna om planerna"
    if change.before.cancelled and not change.after.cancelled:
        return "Ta bara upp sammanträdet", "Ta upp och räkna om planerna"
    return "Ändra bara manusstoppet", "Ändra och räkna om planerna"
