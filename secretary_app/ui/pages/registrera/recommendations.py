"""The recommendations of the form, one row each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.operations import intake_form
from secretary_app.operations.form_choices import FormChoices
from secretary_app.operations.made_before import Before
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.recommendation_row import RecommendationRow
from secretary_app.ui.widgets.basics import Sheet, button, column, label, link, row, rule

_NONE = "Inga rekommendationer hittades. Markera en mening i texten."
_NONE_BY_HAND = "Inga rekommendationer ännu. Lägg till dem som remissen har; en remiss utan går också bra."


class Recommendations(QWidget):
    entered = Signal(int)
    """The recommendation at this place, from 0, is being worked with."""
    body_asked = Signal(int, str)
    earlier_asked = Signal(str)
    """As those of a row."""

    def __init__(self, draft: Draft, choices: FormChoices) -> None:
        super().__init__()
        self._draft = draft
        self._choices = choices
        self.rows: list[RecommendationRow] = []
        self._count = label("", "second")
        self.mend_all = link("Rätta stavningen i alla", draft.mend_all)
        self._tip = label("Markera i texten för att lägga till", "second", wrap=True)
        self._none = label("", "second", wrap=True)
        self._said = label("", "second")
        self._undo = link("Ångra", self._take_back, glyph="arrow-u-up-left")
        self._sheet = Sheet(margin=2, spacing=0)
        self._add = button("Lägg till rekommendation", self._add_one, glyph="plus")
        self._tip.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = row(label("Rekommendationer", "heading"), self._count, self._tip, self.mend_all)
        head.setStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(
            column(
                head,
                self._none,
                self._sheet,
                row(self._add, self._said, self._undo, None),
            )
        )
        draft.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the form has now."""
        found = self._draft.form.recommendations
        while len(self.rows) > len(found):
            self._drop_row()
        while len(self.rows) < len(found):
            self._make_row()
        mended = self._draft.mended()
        for at, (each, shown) in enumerate(zip(found, self.rows, strict=True)):
            shown.show_recommendation(each, len(found))
            shown.show_mended(mended.get(at, ""))
            shown.show_alike(len(intake_form.asked_alike(self._draft.form, at)))
        self.mend_all.setVisible(len(mended) > 1)
        unsure = self._draft.form.uncertain()
        doubt = f", varav {unsure} {'osäker' if unsure == 1 else 'osäkra'}" if unsure else ""
        self._count.setText(f"{len(found)}{doubt}" if found else "")
        has_text = any(paper.text for paper in self._draft.papers)
        self._none.setText(_NONE if has_text else _NONE_BY_HAND)
        self._none.setVisible(not found)
        self._sheet.setVisible(bool(found))
        self._tip.setVisible(has_text and len(mended) < 2)
        said = self._draft.last_said
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._undo.setVisible(bool(said))

    def show_before(self, found: Sequence[Before]) -> None:
        """Which of them the register has already."""
        before = {each.at: each for each in found}
        for at, shown in enumerate(self.rows):
            shown.show_earlier(before.get(at))

    def set_choices(self, choices: FormChoices) -> None:
        """The register's bodies have changed."""
        self._choices = choices
        for each in self.rows:
            each.set_choices(choices)

    def focus_row(self, at: int) -> None:
        """Work with this one; the last where there are fewer, and where there are none with adding one."""
        if not self.rows:
            self._add.setFocus()
            return
        chosen = self.rows[min(at, len(self.rows) - 1)]
        chosen.text.setFocus()

    def show_current(self, at: int | None) -> None:
        """Ring the one that is worked with."""
        for place, each in enumerate(self.rows):
            each.show_current(place == at)

    def _make_row(self) -> None:
        if self.rows:
            self._sheet.body.addWidget(rule())
        made = RecommendationRow(self._draft, self._choices, len(self.rows))
        made.entered.connect(self.entered)
        made.moved.connect(self.focus_row)
        made.body_asked.connect(self.body_asked)
        made.earlier_asked.connect(self.earlier_asked)
        self.rows.append(made)
        self._sheet.body.addWidget(made)

    def _drop_row(self) -> None:
        self.rows.pop()
        for _ in range(2 if self.rows else 1):
            item = self._sheet.body.takeAt(self._sheet.body.count() - 1)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_one(self) -> None:
        last = len(self.rows)
        if self._draft.edit(intake_form.add_blank):
            self.focus_row(last)

    def _take_back(self) -> None:
        self._draft.undo()
