"""The measures of one answer: the table, what was typed in it, and what can be done with the chosen ones."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.domain.model import Measure, MeasureNamnd, MeasureState, Remiss, RemissState
from secretary_app.domain.swedish_dates import parse_date
from secretary_app.domain.text import single_line
from secretary_app.domain.timeframe import understand
from secretary_app.operations.answer_board import AnswerBoard, BoardLine, BoardMeasure
from secretary_app.operations.editing import Saved
from secretary_app.operations.editing_answers import remove_measure, save_measure, set_measure_status
from secretary_app.operations.measure_edits import remove_measures, set_status_day
from secretary_app.operations.opening import Register
from secretary_app.support.ids import new_id
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.svar.measure_rows import TYPED, MeasureModel, MeasureRow, no_day
from secretary_app.ui.pages.remiss.svar.measure_table import MeasureTable
from secretary_app.ui.pages.remiss.svar.saving import Typed, Unsaved, Work, numbered, quietly
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, label, link, row
from secretary_app.ui.widgets.measure_status import StatusDialog


class MeasurePanel(QWidget):
    saved = Signal(int)
    """The operation's number; 0 where there is none of its own to take back."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._desk = office.desk
        self._board: AnswerBoard | None = None
        self._line: BoardLine | None = None
        self._read: dict[str, BoardMeasure] = {}
        self._names: dict[str, str] = {}
        self._unclear: dict[str, str] = {}
        """What was typed as the day of a status and is none, by the measure's id. It stays until it is mended."""
        self._next_id = new_id()
        self.unsaved = Unsaved(self._desk, self._work, self)
        self.unsaved.saved.connect(self._take_saved)
        self.unsaved.failed.connect(self._show_failed)
        self._model = MeasureModel(lambda: self._desk.today, self._edited, parent=self)
        self.table = MeasureTable(self._model)
        self._fault = label("", "late", wrap=True)
        self._retry = link("Spara ändå", self._save_anyway)
        self._let_go = link("Ta tillbaka det jag skrev", self._drop_failed)
        self._title = label("Åtgärder", "strong")
        self._add = button("Lägg till åtgärd", self.table.begin_new, glyph="plus")
        self._status = button("Sätt status…", self.ask_status, glyph="check")
        self._remove = button("Ta bort", self.remove_chosen, glyph="trash")
        self._lay_out()

    def _lay_out(self) -> None:
        self.table.chosen.connect(self._show_buttons)
        self.table.remove_asked.connect(self.remove_chosen)
        self.table.namnder_chosen.connect(lambda row, ids: self._type(row, namnd_ids=ids))
        actions: list[tuple[str, Callable[[], object]]] = [
            ("Sätt status…", self.ask_status),
            ("Välj nämnder…", self.table.choose_namnder),
            ("Ta bort", self.remove_chosen),
        ]
        for words, then in actions:
            action = QAction(words, self.table)
            action.triggered.connect(lambda _checked=False, then=then: then())
            self.table.row_actions.append(action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self._title)
        layout.addWidget(self.table)
        layout.addWidget(self._fault)
        layout.addLayout(row(self._retry, self._let_go, None))
        layout.addLayout(row(self._add, self._status, self._remove, None))

    def show_line(self, board: AnswerBoard, line: BoardLine) -> None:
        """Show the measures of this answer; what is typed over them stays."""
        self._board, self._line = board, line
        self._read = {each.measure.id: each for each in line.measures}
        self._names = {body.id: body.abbreviation for body in board.bodies}
        self.table.bodies = board.bodies
        self._model.locked = bool(board.locked)
        self._model.status_locked = board.remiss.state is RemissState.VOID
        is_free = line.recommendation is None and bool(board.recommendations)
        self._title.setText("Uppdrag" if is_free else "Åtgärder")
        self._add.setText("Lägg till uppdrag" if is_free else "Lägg till åtgärd")
        self._add.setVisible(not self._model.locked)
        self._remove.setVisible(not self._model.locked)
        self._status.setVisible(not self._model.status_locked)
        self._show_rows()

    def _show_rows(self) -> None:
        line = self._line
        if line is None:
            return
        rows = [self._row(id, each, self.unsaved.get(id)) for id, each in self._read.items()]
        for key in self.unsaved.waiting():
            typed = self.unsaved.get(key)
            if typed is not None and key not in self._read and self._is_here(typed, line):
                rows.append(self._row(str(key), None, typed))
        if not self._model.locked:
            rows.append(self._row(self._next_id, None, None))
        self._model.update_rows(rows)
        self._show_failed()
        self._show_buttons()

    def _is_here(self, typed: Typed, line: BoardLine) -> bool:
        assert self._board is not None
        wanted = self._board.remiss.id, line.recommendation.id if line.recommendation else None
        is_of_this = (typed.base.remiss_id, typed.base.recommendation_id) == wanted
        return is_of_this and line.namnd.id in typed.values.get("namnd_ids", ())

    def _row(self, id: str, read: BoardMeasure | None, typed: Typed | None) -> MeasureRow:
        values = {name: getattr(read.measure, name) if read else "" for name in TYPED}
        values |= {name: value for name, value in (typed.values if typed else {}).items() if name in TYPED}
        ids = read.namnd_ids if read else (self._line.namnd.id,) if self._line and typed else ()
        if typed is not None:
            ids = typed.values.get("namnd_ids", ids)
        return MeasureRow(
            id=id,
            **values,
            time=understand(values["timeframe"]),
            namnd_ids=tuple(ids),
            namnder=", ".join(self._names.get(each, "") for each in ids),
            status=read.status if read else None,
            day_words=self._unclear.get(id, ""),
            is_late=read.is_late if read else False,
            is_read=read is not None,
            is_typed=typed is not None,
            error=typed.error if typed else "",
        )

    def _edited(self, row: MeasureRow, key: str, value: Any) -> None:
        match key:
            case "status":
                self._set_status([row.id], value)
            case "as_of":
                self._set_day(row, str(value))
            case "responsible":
                parts = (single_line(part) for line in value.splitlines() for part in line.split(";"))
                self._type(row, responsible="\n".join(filter(None, parts)))
            case "timeframe" | "text":
                self._type(row, **{key: value.strip()})

    def _type(self, row: MeasureRow, **values: Any) -> None:
        """Take what was typed in a row, and save it as soon as the measure has a text."""
        line, board = self._line, self._board
        if line is None or board is None:
            return
        read = self._read.get(row.id)
        before: dict[str, Any] = {name: getattr(read.measure, name) if read else "" for name in TYPED}
        if read is not None:
            base, before["namnd_ids"] = read.measure, read.namnd_ids
        else:
            question = line.recommendation.id if line.recommendation else None
            base = Measure(id=row.id, remiss_id=board.remiss.id, recommendation_id=question, text="")
            values = {"namnd_ids": row.namnd_ids or (line.namnd.id,), **values}
        self.unsaved.type(row.id, base, before, **values)
        typed = self.unsaved.get(row.id)
        if read is None and typed is not None and set(typed.values) <= {"namnd_ids"}:
            self.unsaved.drop(row.id)
        elif row.id == self._next_id:
            self._next_id = new_id()
        self.unsaved.save(row.id)
        self._show_rows()

    @staticmethod
    def _work(_key: Any, typed: Typed, anyway: bool) -> Work | None:
        values = {name: value for name, value in typed.values.items() if name in TYPED}
        base: Measure = typed.base
        if base.version == 0 and not values.get("text", "").strip():
            return None
        ids = typed.values.get("namnd_ids")

        def save(register: Register) -> Saved[Measure]:
            remiss = register.get(Remiss, base.remiss_id)
            present = register.find(Measure, id=base.id) if anyway else []
            measure = replace(present[0] if present else base, **values)
            return save_measure(register, remiss, measure, _namnd_ids(register, base.id) if ids is None else ids)

        return save

    def _take_saved(self, key: str, measure: Measure, no: int) -> None:
        """Keep the row as it was saved until it has been read again."""
        before = self._read.get(key)
        at = next((each for each in self._model.rows if each.id == key), None)
        if at is not None:
            self._read[key] = BoardMeasure(
                measure=measure,
                namnd_ids=at.namnd_ids,
                time=understand(measure.timeframe),
                status=before.status if before else None,
                is_late=before.is_late if before else False,
            )
            self._show_rows()
        self.saved.emit(no)

    def _failed_id(self) -> str:
        failed = (each for each in self._model.rows if (typed := self.unsaved.get(each.id)) and typed.error)
        return next((each.id for each in failed), "")

    def _show_failed(self, _key: object = None) -> None:
        """Say what could not be saved, and what is still needed."""
        id = self._failed_id()
        typed = self.unsaved.get(id)
        waits = any(each.is_typed and not each.text for each in self._model.rows)
        unclear = next((each.day_words for each in self._model.rows if each.day_words), "")
        words = typed.error if typed else "Skriv vad som ska göras, så sparas åtgärden." if waits else ""
        words = words or (no_day(unclear) if unclear else "")
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        has_text = typed is not None and bool(typed.values.get("text", "x"))
        self._retry.setVisible(typed is not None and has_text)
        self._let_go.setVisible(typed is not None or waits or bool(unclear))

    def _save_anyway(self) -> None:
        self.unsaved.save(self._failed_id(), anyway=True)

    def _drop_failed(self) -> None:
        id = self._failed_id() or next((each.id for each in self._model.rows if each.is_typed), "")
        if id:
            self.unsaved.drop(id)
        else:
            for each in self._model.rows:
                self._unclear.pop(each.id, None)
        self._show_rows()
        self.table.setFocus()

    def is_all_saved(self) -> bool:
        """Nothing that was typed stands here alone."""
        return not self.unsaved.waiting() and not self._unclear

    def _chosen(self) -> list[MeasureRow]:
        return [each for each in self.table.chosen_rows() if not each.is_empty]

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        self._status.setEnabled(any(each.is_read for each in chosen))
        self._remove.setEnabled(bool(chosen))
        several = f" på {len(chosen)}" if len(chosen) > 1 else ""
        self._status.setText(f"Sätt status{several}…")
        self._remove.setText(f"Ta bort {len(chosen)}" if several else "Ta bort")

    def remove_chosen(self) -> None:
        """Take the chosen measures away; Ångra stands in the notice bar."""
        board = self._board
        chosen = self._chosen()
        if board is None or self._model.locked or not chosen:
            return
        measures = [self._read[each.id].measure for each in chosen if each.id in self._read]
        for each in chosen:
            self.unsaved.drop(each.id)
            self._unclear.pop(each.id, None)
        remiss = board.remiss
        if len(measures) == 1:
            self._desk.write(lambda register: remove_measure(register, remiss, measures[0]), owner=self, says=_removed)
        elif measures:
            self._desk.write(lambda register: remove_measures(register, remiss, measures), owner=self, says=_removed)
        self._show_rows()

    def ask_status(self) -> None:
        """Ask for status, day and note for the chosen measures."""
        chosen = [each for each in self._chosen() if each.is_read]
        if chosen and not self._model.status_locked:
            present = chosen[0].status.status if chosen[0].status else None
            StatusDialog(self.window(), self._office, [each.id for each in chosen], present).open()

    def _set_status(self, ids: list[str], status: MeasureState) -> None:
        today = self._desk.today
        self._write(lambda register: set_measure_status(register, ids, status, today))

    def _set_day(self, row: MeasureRow, words: str) -> None:
        day, id = parse_date(words), row.id
        if day is None and words.strip():
            self._unclear[id] = words.strip()
        else:
            self._unclear.pop(id, None)
        if day is not None:
            self._write(lambda register: set_status_day(register, id, day))
        self._show_rows()

    def _write(self, work: Work) -> None:
        self._desk.write(partial(numbered, work), lambda done: self.saved.emit(done[1]), owner=self, says=quietly)


def _namnd_ids(register: Register, measure_id: str) -> list[str]:
    rows = register.find(MeasureNamnd, measure_id=measure_id)
    return [each.namnd_id for each in sorted(rows, key=lambda each: each.position)]


def _removed(saved: Saved[Any]) -> str:
    count = len(saved.row) if isinstance(saved.row, list) else 1
    what = "Åtgärden är borttagen." if count == 1 else f"{count} åtgärder är borttagna."
    return " ".join([what, *saved.notes])
