"""Internremisser: to whom, answer by when, and which day they went out."""

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
        self._unsent = [each for each in choices.asked if not each.is_sent]
        self._boxes = {each.namnd.id: QCheckBox(each.namnd.abbreviation) for each in self._unsent}
        self._dates = {each.namnd.id: DateField(each.deadline) for each in self._unsent}
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
            box, date = self._boxes[each.namnd.id], self._dates[each.namnd.id]
            box.setChecked(not namnd_ids or each.namnd.id in namnd_ids)
            box.setAccessibleName(f"{each.namnd.name}")
            date.setAccessibleName(f"{each.namnd.abbreviation} ska svara senast")
            grid.addWidget(box, place, 0)
            grid.addWidget(label(each.namnd.name, "second", wrap=True), place, 1)
            grid.addWidget(self._editor(each), place, 2)
        self.add_part(grid)
        for date in self._dates.values():
            self.watch(date, self.form)
        self.add_day("Skickade", self.sent)
        self.add_part(row(link("Skriv dem i Word först", self._to_word, glyph="file-text"), None))

    def _editor(self, each: AskedChoice) -> QWidget:
        deadline = each.referral.deadline if each.referral else None
        if deadline is None:
            return self._dates[each.namnd.id]
        return label(day(deadline, self.desk.today))

    def submit(self) -> None:
        self._record(sent=True)

    def _to_word(self) -> None:
        """Prepare what is lacking, then write them as Word drafts."""
        try:
            if any(each.referral is None for each in self._chosen()):
                self.accepted.connect(self._write_them)
                self._record(sent=False)
            else:
                self.reject()
                self._write_them()
        except Wrong as wrong:
            self.fault(wrong.editor, wrong.sentence)

    def _chosen(self) -> list[AskedChoice]:
        return [each for each in self._unsent if self._boxes[each.namnd.id].isChecked()]

    def _record(self, *, sent: bool) -> None:
        chosen = self._chosen()
        if not chosen:
            raise Wrong(self.sent, "Välj minst en nämnd.")
        deadlines = {each.namnd.id: day_or_none(self._dates[each.namnd.id]) for each in chosen}
        when = day_in(self.sent, "Skriv vilken dag de skickades.") if sent else None
        for each in chosen:
            deadline = deadlines[each.namnd.id]
            if when and deadline and deadline < when:
                at = self.sent if each.referral and each.referral.deadline else self._dates[each.namnd.id]
                due = day(deadline, self.desk.today)
                raise Wrong(at, f"{each.namnd.abbreviation} ska svara {due}, innan internremissen skickas.")
        remiss, today = self._choices.remiss, self.desk.today
        names = and_list([each.namnd.abbreviation for each in chosen])
        done = f"skickad {day(when, today)}" if when else "förberedd"
        self.record(
            lambda register: send_internremisser(register, remiss, deadlines, when),
            lambda saved: told(f"Internremiss till {names}: {done}.", saved.notes),
            at=self.sent,
        )
