"""A set as a whole: whether drafts are made in it, what it lacks, and what lies in its folder without being used."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain.date_words import near_day
from secretary_app.domain.text import and_list
from secretary_app.operations.template_changes import Replaced
from secretary_app.operations.template_sets import SetRow, Stray
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, Sheet, button, clear, column, label, link, row, rule
from secretary_app.ui.widgets.flow import Flow

_MOST_REPLACED = 8
_ABOUT = {
    "klassisk": "Bakgrund och sammanfattning först, sedan förslag till beslut och beskrivning av ärendet.",
    "beslut-forst": "Förslaget till beslut står först, sedan sammanfattning och konsekvensanalyser.",
    "utforlig": "Sammanfattning och förslag, sedan synpunkter på varje rekommendation för sig och finansiering.",
}


class SetSheet(Sheet):
    use_asked = Signal()
    rename_asked = Signal()
    remove_asked = Signal()
    new_asked = Signal()
    folder_asked = Signal(Path)
    read_asked = Signal(Path)
    back_asked = Signal(Path, str)
    """This replaced template, or removed set, is to be had back; and what is said of it then."""

    def __init__(self) -> None:
        super().__init__(margin=20, spacing=10)
        self._title = label("", "heading")
        self._about = label("", wrap=True)
        self._standing = label("", wrap=True)
        self._shape = Shape(State.DONE)
        self.use = button("Använd som kommunens mallar", self.use_asked.emit, primary=True)
        self.rename = button("Byt namn…", self.rename_asked.emit, glyph="pencil-simple")
        self.remove = button("Ta bort", self.remove_asked.emit, glyph="trash")
        self.new = button("Gör en egen kopia…", self.new_asked.emit, glyph="copy")
        self._headings = column(spacing=4)
        self._strays = column(spacing=12)
        self._replaced = column(spacing=4)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(12))
        standing = row(spacing=8)
        standing.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        standing.addWidget(self._standing, 1)
        for part in (self._title, self._about):
            layout.addWidget(part)
        layout.addLayout(standing)
        layout.addLayout(Flow(self.use, self.new, self.rename, self.remove, spacing=8))
        layout.addLayout(self._headings)
        layout.addLayout(self._strays)
        layout.addLayout(self._replaced)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(scroll)

    def show_set(self, each: SetRow, loose: Sequence[Stray], replaced: Sequence[Replaced], today: dt.date) -> None:
        """``loose``: files that lie in no set; ``replaced``: of all sets, newest first."""
        own = [row.kind.swedish.lower() for row in each.templates if row.is_own]
        self._title.setText(each.title)
        self._about.setText(_about(each, own))
        self._shape.setVisible(each.is_standard)
        self._standing.setText(
            "Nya utkast görs med de här mallarna." if each.is_standard else "Används när du väljer dem i Skapa utkast."
        )
        self.use.setVisible(not each.is_standard)
        self.rename.setVisible(not each.is_shipped)
        self.remove.setVisible(not each.is_shipped and not each.is_standard)
        self._show_strays([*each.stray, *loose], each)
        ours = [one for one in replaced if one.kind is None or one.set_name == each.name]
        self._show_replaced(ours[:_MOST_REPLACED], today)

    def _show_strays(self, strays: Sequence[Stray], each: SetRow) -> None:
        clear(self._strays)
        if each.missing:
            names = and_list([kind.swedish.lower() for kind in each.missing])
            words = f"Malluppsättningen saknar {names}. Sådana utkast kan inte göras med den."
            self._strays.addWidget(rule())
            self._strays.addLayout(_warned(words))
        if strays:
            self._strays.addWidget(rule())
            self._strays.addWidget(label("Filer som inte används", "strong"))
        for stray in strays:
            buttons = [link("Visa i mappen", partial(self.folder_asked.emit, stray.path), glyph="folder-open")]
            if stray.path.suffix.lower() == ".docx":
                buttons.insert(
                    0, link("Läs in den…", partial(self.read_asked.emit, stray.path), glyph="download-simple")
                )
            for made in buttons:
                made.setAccessibleName(f"{made.text()} {stray.path.name}")
            self._strays.addLayout(_warned(stray.why))
            self._strays.addLayout(row(24, *buttons, None))

    def show_headings(self, headings: Sequence[str]) -> None:
        """How the set's tjänsteskrivelse is built."""
        clear(self._headings)
        if headings:
            self._headings.addWidget(label("Tjänsteskrivelsens rubriker", "strong"))
        for number, each in enumerate(headings, 1):
            self._headings.addLayout(row(12, label(f"{number}.", "second"), label(each), None, spacing=8))

    def _show_replaced(self, replaced: Sequence[Replaced], today: dt.date) -> None:
        clear(self._replaced)
        if replaced:
            self._replaced.addWidget(rule())
            self._replaced.addSpacing(theme().px(6))
            self._replaced.addWidget(label("Ersatta och borttagna mallar", "strong"))
        for one in replaced:
            what = one.kind.swedish if one.kind else f"Hela uppsättningen {one.set_name}"
            when = f"{near_day(one.when.date(), today)} {one.when:%H.%M}"
            said = f"{what} från {when} är tillbaka."
            back = link("Lägg tillbaka", partial(self.back_asked.emit, one.path, said), glyph="arrow-u-up-left")
            back.setAccessibleName(f"Lägg tillbaka {what} från {when}")
            self._replaced.addLayout(row(label(f"{what}, {when}"), back, None, spacing=12))


def _about(each: SetRow, own: Sequence[str]) -> str:
    if not each.is_shipped:
        return "Kommunens egen malluppsättning. Mallarna ändras i Word."
    told = f"Följer med Beredd. {_ABOUT.get(each.name, '')}".strip()
    return f"{told} Egna mallar för {and_list(own)}." if own else told


def _warned(words: str) -> QVBoxLayout:
    inside = row(spacing=8)
    inside.addWidget(Shape(State.TODO), 0, Qt.AlignmentFlag.AlignTop)
    inside.addWidget(label(words, wrap=True, selectable=True), 1)
    return column(inside)
