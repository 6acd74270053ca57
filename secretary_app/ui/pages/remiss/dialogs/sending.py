"""Internremisser: to whom, answer by when, and which day they went out."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.text import and_list
from secretary_app.operations.referring_many import send_internremisser
from secretary_app.operations.remiss_choices import AskedChoice, RemissChoices
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.dialogs.base import ActionDialog, Wrong, day_in, day_or_none, told
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import label, link, row
from secretary_app.ui.widgets.date_field import DateField


class SendDialog(ActionDialog):
    """One line a namnd with its deadline. What was prepared earlier keeps its date, which moves with a reason only."""

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        choices: RemissChoices,
        namnd_ids: Sequence[str],
        write_them: Callable[[], None],
    ) -> None:
        super().__init__(parent, office, "Vilka internremisser har skickats?", "Notera som skickade")
        self._choices = choices
        self._write_them = write_them
        self._then: Callable[[], None] | None = None
        """What follows when that which is being recorded has been."""
        self._unsent = [each for each in choices.asked if not each.is_sent]
        self._boxes = {each.namnd.id: QCheckBox(each.namnd.abbreviation) for each in self._unsent}
        undated = [each for each in self._unsent if each.referral is None or each.referral.deadline is None]
        self._dates = {each.namnd.id: DateField(each.planned) for each in undated}
        self.sent = DateField(self.desk.today)
        self._fill(namnd_ids)

    def box(self, namnd_id: str) -> QCheckBox:
        """The tick of a namnd."""
        return self._boxes[namnd_id]

    def date(self, namnd_id: str) -> DateField:
        """The deadline of a namnd."""
        return self._dates[namnd_id]

    def _fill(self, namnd_ids: Sequence[str]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(6))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label("Nämnd", "label"), 0, 0)
        grid.addWidget(label("Ska svara senast", "label"), 0, 2)
        for place, each in enumerate(self._unsent, 1):
            box = self._boxes[each.namnd.id]
            box.setChecked(not namnd_ids or each.namnd.id in namnd_ids)
            box.setAccessibleName(each.namnd.name)
            grid.addWidget(box, place, 0)
            grid.addWidget(label(each.namnd.name, "second", wrap=True), place, 1)
            grid.addWidget(self._editor(each), place, 2)
        self.add_part(grid)
        for date in self._dates.values():
            self.watch(date, self.form)
        self.add_day("Skickade", self.sent)
        self._first = next(iter(self._boxes.values()))
        self.add_part(row(link("Skriv dem i Word först", self._to_word, glyph="file-text"), None))

    def _editor(self, each: AskedChoice) -> QWidget:
        date = self._dates.get(each.namnd.id)
        if date is None:
            prepared = self._due(each)
            assert prepared is not None
            return label(day(prepared, self.desk.today))
        date.setAccessibleName(f"{each.namnd.abbreviation} ska svara senast")
        return date

    def _due(self, each: AskedChoice) -> dt.date | None:
        """Its deadline as it was prepared or is written now. Raises Wrong for what is no day."""
        date = self._dates.get(each.namnd.id)
        if date is not None:
            return day_or_none(date)
        return each.referral.deadline if each.referral else None

    def submit(self) -> None:
        self._record(sent=True)

    def _to_word(self) -> None:
        """Prepare what is lacking, then write them as Word drafts."""
        try:
            if any(each.referral is None for each in self._chosen()):
                self._record(sent=False, then=self._write_them)
            else:
                self.reject()
                self._write_them()
        except Wrong as wrong:
            self.fault(wrong.editor, wrong.sentence)

    def _chosen(self) -> list[AskedChoice]:
        return [each for each in self._unsent if self._boxes[each.namnd.id].isChecked()]

    def _record(self, *, sent: bool, then: Callable[[], None] | None = None) -> None:
        chosen = self._chosen()
        if not chosen:
            raise Wrong(next(iter(self._boxes.values())), "Välj minst en nämnd.")
        deadlines = {each.namnd.id: self._due(each) for each in chosen}
        when = day_in(self.sent, "Skriv vilken dag de skickades.") if sent else None
        for each in chosen:
            due = deadlines[each.namnd.id]
            if when and due and due < when:
                words = (
                    f"{each.namnd.abbreviation} ska svara {day(due, self.desk.today)}, innan internremissen skickas."
                )
                raise Wrong(self._dates.get(each.namnd.id, self.sent), words)
        remiss, today = self._choices.remiss, self.desk.today
        names = and_list([each.namnd.abbreviation for each in chosen])
        done = f"skickad {day(when, today)}" if when else "förberedd"
        self._then = then
        self.record(
            lambda register: send_internremisser(register, remiss, deadlines, when),
            lambda saved: told(f"Internremiss till {names}: {done}.", saved.notes),
            at=self.sent,
        )

    def _recorded(self, result: object) -> None:
        super()._recorded(result)
        if self._then is not None:
            self._then()
