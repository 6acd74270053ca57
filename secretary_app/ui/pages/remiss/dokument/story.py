"""What there is to know of the chosen draft, and the ways on where something is the matter with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.operations.documents import DraftRow
from secretary_app.operations.kept_files import FileState
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Shape, column, label, link, relook, row, rule

_NAMED = 3


class Story(QWidget):
    """The foot of the table."""

    def __init__(self, show_folder: Callable[[], object], make_again: Callable[[], object]) -> None:
        super().__init__()
        self._shape = Shape()
        self.words = label("", wrap=True, selectable=True)
        self._details = label("", "second", wrap=True, selectable=True)
        self.folder = link("Visa mappen", show_folder, glyph="folder-open")
        self.again = link("Skapa på nytt", make_again, glyph="file-plus")
        told = row(self._shape, spacing=10)
        told.addLayout(column(self.words, self._details, spacing=2), 1)
        told.addLayout(row(self.folder, self.again, spacing=12))
        told.setContentsMargins(*(theme().px(each) for each in (12, 8, 12, 10)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rule())
        layout.addLayout(told)

    def show_row(self, chosen: DraftRow | None) -> None:
        """Tell of this draft; None: there is none."""
        self.setVisible(chosen is not None)
        if chosen is None:
            return
        is_missing = chosen.file.state is FileState.MISSING
        is_behind = bool(chosen.since) and chosen.is_newest
        self._shape.show_state(State.LATE if is_missing else State.TODO if is_behind else State.NONE)
        self._shape.setVisible(is_missing or is_behind)
        self.words.setText(_words(chosen))
        relook(self.words, "" if is_missing or is_behind else "second")
        self._details.setText(_details(chosen))
        self._details.setVisible(bool(self._details.text()))
        self.folder.setVisible(is_missing)
        self.again.setText("Skapa på nytt" if is_missing else "Skapa nytt utkast")
        self.again.setVisible((is_missing or is_behind) and chosen.namnd is not None)


def _words(chosen: DraftRow) -> str:
    file = chosen.file
    if file.state is FileState.MISSING:
        return f"{file.path.name} finns inte i mappen. Den kan ha flyttats, bytt namn eller raderats."
    if not (chosen.since and chosen.is_newest):
        return f"{file.path.parent.parent.name} › {file.path.parent.name} › {file.path.name}"
    labels = [each.label for each in chosen.since]
    rest = len(labels) - _NAMED
    more = f" och {rest} till" if rest > 0 else ""
    return f"Sedan utkastet skapades: {'; '.join(labels[:_NAMED])}{more}."


def _details(chosen: DraftRow) -> str:
    if chosen.file.state is FileState.MISSING:
        return f"Den låg i {chosen.file.path.parent}"
    if chosen.since and chosen.is_newest:
        is_written_in = chosen.file.is_open or chosen.file.state is FileState.CHANGED
        kept = " Det du skrivit i Word finns kvar i det gamla." if is_written_in else ""
        return f"Ett nytt utkast får med ändringarna.{kept}"
    return ""
