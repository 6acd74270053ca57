"""What a follow-up says of earlier recommendations: which of the register's each is, and whether that is kept."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from secretary_app.domain.model import VerdictWord
from secretary_app.operations.intake_form import FormVerdict, set_verdict
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.action_dialog import combo
from secretary_app.ui.widgets.basics import Sheet, clear, column, label, row, rule

WORDS: dict[VerdictWord | None, str] = {
    None: "Inte bedömd",
    VerdictWord.DONE: "Ja",
    VerdictWord.PARTLY: "Delvis",
    VerdictWord.NOT_DONE: "Nej",
    VerdictWord.OBSOLETE: "Inte aktuell",
}
"""Whether it is done, as the auditors write it."""


class VerdictRow(QFrame):
    entered = Signal(int)

    def __init__(self, draft: Draft, at: int) -> None:
        super().__init__()
        self.setObjectName("part")
        self._draft = draft
        self._at = at
        self._made_of: tuple[object, ...] = ()
        self.keep = QCheckBox()
        self.keep.toggled.connect(self._keep)
        self.text = label("", wrap=True)
        self.word = combo([(words, word) for word, words in WORDS.items()])
        self.word.activated.connect(self._choose_word)
        self.which = combo([])
        self.which.activated.connect(self._choose_which)
        self.why = label("", "second", wrap=True)
        for each in (self.keep, self.word, self.which):
            each.installEventFilter(self)
        top = row(self.text, spacing=6)
        top.insertWidget(0, self.keep, 0, Qt.AlignmentFlag.AlignTop)
        top.setStretch(1, 1)
        chosen = row(self.word, self.which, spacing=8)
        chosen.setStretch(1, 1)
        self.word.setMinimumContentsLength(11)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme().px(10), theme().px(6), theme().px(10), theme().px(9))
        inside.setSpacing(theme().px(5))
        inside.addLayout(top)
        below = QHBoxLayout()
        below.setContentsMargins(theme().px(26), 0, 0, 0)
        below.addLayout(column(chosen, self.why, spacing=3))
        inside.addLayout(below)

    def show_verdict(self, each: FormVerdict) -> None:
        """Show it as the form has it."""
        name = f"Rekommendation {each.number}" if each.number else "Tidigare rekommendation"
        self.text.setText(f"{name}: {each.text}")
        self.keep.setAccessibleName(f"Spara omdömet om {name[0].lower()}{name[1:]}")
        self.word.setAccessibleName(f"Omdöme om {name[0].lower()}{name[1:]}")
        self.which.setAccessibleName(f"Vilken {name[0].lower()}{name[1:]} är")
        if self._made_of != each.choices:
            self._made_of = each.choices
            self.which.clear()
            self.which.addItem("Ingen i registret", None)
            for choice in each.choices:
                self.which.addItem(choice.words, choice.recommendation_id)
        for shown, value in ((self.word, each.word), (self.which, each.recommendation_id)):
            shown.setCurrentIndex(max(0, shown.findData(value)))
        self.which.setToolTip(self.which.currentText())
        self.keep.blockSignals(True)
        self.keep.setChecked(each.keep and each.can_be_kept)
        self.keep.blockSignals(False)
        self.keep.setEnabled(each.can_be_kept)
        self._explain(each)

    def _explain(self, each: FormVerdict) -> None:
        page = f", sidan {each.page}" if each.page else ""
        said = f"I rapporten{page}: ”{each.said}”." if each.said else "Rapporten ger inget omdöme."
        if each.is_there:
            said = f"{said} Finns redan i registret."
        elif not each.choices:
            said = f"{said} Registret har ingen sådan rekommendation."
        elif each.recommendation_id is None:
            said = f"{said} Välj vilken rekommendation det är, så kan omdömet sparas."
        self.why.setText(said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(self._at)
        return super().eventFilter(watched, event)

    def _keep(self, keep: bool) -> None:
        self._change(keep=keep)

    def _choose_word(self, place: int) -> None:
        word = self.word.itemData(place)
        self._change(word=VerdictWord(word) if word else None, keep=bool(word) and self._chosen() is not None)

    def _choose_which(self, place: int) -> None:
        chosen = self.which.itemData(place)
        self._change(recommendation_id=chosen, keep=chosen is not None and self.word.currentData() is not None)

    def _chosen(self) -> object:
        return self.which.currentData()

    def _change(self, **values: object) -> None:
        self._draft.edit(lambda form: set_verdict(form, self._at, **values))


class Verdicts(QWidget):
    """Hidden where no paper says anything of the kind."""

    entered = Signal(int)
    """The one at this place, from 0, is being worked with."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.rows: list[VerdictRow] = []
        self._count = label("", "second")
        self._sheet = Sheet(margin=2, spacing=0)
        head = row(label("Omdömen om tidigare rekommendationer", "heading"), self._count, None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(column(head, self._sheet))
        draft.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the form has now."""
        found = self._draft.form.verdicts
        if len(self.rows) != len(found):
            self._make_rows(len(found))
        for each, shown in zip(found, self.rows, strict=True):
            shown.show_verdict(each)
        kept = len(self._draft.form.kept_verdicts())
        self._count.setText(f"{kept} av {len(found)} sparas")
        # Before it stands in the form it would be a window of its own.
        self.setVisible(bool(found) and self.parentWidget() is not None)

    def focus_row(self, at: int) -> None:
        """Work with this one."""
        if at < len(self.rows):
            chosen = self.rows[at]
            (chosen.keep if chosen.keep.isEnabled() else chosen.which).setFocus()

    def _make_rows(self, count: int) -> None:
        clear(self._sheet.body)
        self.rows = []
        for at in range(count):
            if at:
                self._sheet.body.addWidget(rule())
            made = VerdictRow(self._draft, at)
            made.entered.connect(self.entered)
            self.rows.append(made)
            self._sheet.body.addWidget(made)
