"""What a follow-up says of one earlier recommendation: which of the register's it is, and whether that is kept."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from secretary_app.domain.model import VerdictWord
from secretary_app.operations.intake_form import FormVerdict
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.action_dialog import combo
from secretary_app.ui.widgets.basics import column, label, row

WORDS: dict[VerdictWord | None, str] = {
    None: "Inte bedömd",
    VerdictWord.DONE: "Ja",
    VerdictWord.PARTLY: "Delvis",
    VerdictWord.NOT_DONE: "Nej",
    VerdictWord.OBSOLETE: "Inte aktuell",
}
"""Whether it is done, as the auditors write it."""


class VerdictRow(QFrame):
    """Changes nothing by itself: whoever made it does, and shows what came of it."""

    entered = Signal(int)
    """Something in it has the focus; its place, from 0."""
    changed = Signal(int, dict)
    """The person decided these fields of the verdict at this place."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.setObjectName("part")
        self._at = at
        self._choices: Sequence[object] | None = None
        self.keep = QCheckBox()
        self.keep.toggled.connect(self._keep)
        self.text = label("", wrap=True)
        self.word = combo([(words, word) for word, words in WORDS.items()])
        self.word.setMinimumContentsLength(10)
        self.word.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.word.activated.connect(self._choose_word)
        self.which = combo([])
        self.which.activated.connect(self._choose_which)
        self.why = label("", "second", wrap=True)
        for each in (self.keep, self.word, self.which):
            each.installEventFilter(self)
        for each in (self.word, self.which):
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        top = row(self.text, spacing=6)
        top.insertWidget(0, self.keep, 0, Qt.AlignmentFlag.AlignTop)
        top.setStretch(1, 1)
        chosen = row(self.word, self.which, spacing=8)
        chosen.setStretch(1, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme().px(10), theme().px(6), theme().px(10), theme().px(9))
        inside.setSpacing(theme().px(5))
        inside.addLayout(top)
        below = QHBoxLayout()
        below.setContentsMargins(theme().px(26), 0, 0, 0)
        below.addLayout(column(chosen, self.why, spacing=3))
        inside.addLayout(below)

    def show_verdict(self, each: FormVerdict) -> None:
        """Show it as it now is."""
        name = f"Rekommendation {each.number}" if each.number else "Tidigare rekommendation"
        self.text.setText(f"{name}: {each.text}")
        self.keep.setAccessibleName(f"Spara omdömet om {name[0].lower()}{name[1:]}")
        self.word.setAccessibleName(f"Omdöme om {name[0].lower()}{name[1:]}")
        self.which.setAccessibleName(f"Vilken {name[0].lower()}{name[1:]} är")
        if self._choices != each.choices:
            self._choices = each.choices
            self.which.clear()
            self.which.addItem("Ingen i registret", None)
            for choice in each.choices:
                self.which.addItem(choice.words, choice.recommendation_id)
        self.word.setCurrentIndex(max(0, self.word.findData(each.word)))
        self.which.setCurrentIndex(max(0, self.which.findData(each.recommendation_id)))
        self.which.setToolTip(self.which.currentText())
        self.keep.blockSignals(True)
        self.keep.setChecked(each.keep and each.can_be_kept)
        self.keep.blockSignals(False)
        self.keep.setEnabled(each.can_be_kept)
        self.why.setText(_why(each))

    def take_focus(self) -> None:
        """Work with it."""
        (self.keep if self.keep.isEnabled() else self.which).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(self._at)
        if event.type() is QEvent.Type.Wheel and watched in (self.word, self.which):
            # Whoever scrolls past must not change it.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _keep(self, keep: bool) -> None:
        self.changed.emit(self._at, {"keep": keep})

    def _choose_word(self, place: int) -> None:
        word = self.word.itemData(place)
        keep = bool(word) and self.which.currentData() is not None
        self.changed.emit(self._at, {"word": VerdictWord(word) if word else None, "keep": keep})

    def _choose_which(self, place: int) -> None:
        chosen = self.which.itemData(place)
        keep = chosen is not None and self.word.currentData() is not None
        self.changed.emit(self._at, {"recommendation_id": chosen, "keep": keep, "is_there": False})


def _why(each: FormVerdict) -> str:
    page = f", sidan {each.page}" if each.page else ""
    said = f"I rapporten{page}: ”{each.said}”." if each.said else "Rapporten ger inget omdöme."
    if each.is_there:
        return f"{said} Finns redan i registret."
    if not each.choices:
        return f"{said} Registret har ingen sådan rekommendation."
    if each.recommendation_id is None:
        return f"{said} Välj vilken rekommendation det är, så kan omdömet sparas."
    return said
