"""The rows of the search palette: group heads and what was found, in one list."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from secretary_app.domain.model import MeasureState
from secretary_app.domain.remiss_state import RemissStatus
from secretary_app.operations.find_all import Found, FoundKind
from secretary_app.ui.core.page import Destination
from secretary_app.ui.shell.commands import Command
from secretary_app.ui.style.shapes import State

_Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
ACTIONS = "Gör något"
LATEST = "Senast öppnade"
_MOST = 4
_GLYPHS = {
    FoundKind.REMISS: "tray",
    FoundKind.RECOMMENDATION: "quotes",
    FoundKind.RESPONSE: "chat-text",
    FoundKind.ATTACHMENT: "file-text",
    FoundKind.MEETING: "users-three",
}
_TABS = {
    FoundKind.RECOMMENDATION: "svar",
    FoundKind.RESPONSE: "svar",
    FoundKind.ATTACHMENT: "handlingar",
}
_MEASURES = {
    MeasureState.NOT_STARTED: State.NOT_STARTED,
    MeasureState.STARTED: State.STARTED,
    MeasureState.DONE: State.DONE,
}


@dataclass(frozen=True)
class Entry:
    """A row; without ``then`` a group's head, or a sentence that stands where nothing was found."""

    group: str
    title: str
    second: str = ""
    glyph: str = ""
    state: State = State.NONE
    state_words: str = ""
    right: str = ""
    """A shortcut."""
    then: Callable[[], object] | None = None
    remiss_id: str = ""
    """Of a remiss: so that its status can be put to it."""
    is_head: bool = False

    @property
    def plain(self) -> str:
        """What is read aloud."""
        return ", ".join(filter(None, (self.title, self.second, self.state_words, self.right)))


def entry_of(found: Found, go: Callable[[Destination], object], statuses: Mapping[str, RemissStatus]) -> Entry:
    """A row of the register; ``statuses`` of the remisser, as far as they are known."""
    is_measure = found.measure is not None
    entry = Entry(
        group=found.kind.value,
        title=found.title,
        second=found.second,
        glyph="checks" if is_measure else _GLYPHS[found.kind],
        then=lambda: go(_destination(found)),
        remiss_id=found.id if found.kind is FoundKind.REMISS else "",
    )
    if found.measure is not None:
        return _with_state(entry, _MEASURES[found.measure], found.measure.value)
    return with_status(entry, statuses)


def with_status(entry: Entry, statuses: Mapping[str, RemissStatus]) -> Entry:
    """The same with where the remiss stands, where that is worth telling."""
    status = statuses.get(entry.remiss_id)
    if status is None or not status.badge.value:
        return entry
    return _with_state(entry, State(status.badge.value), status.value)


def _with_state(entry: Entry, state: State, words: str) -> Entry:
    return replace(entry, state=state, state_words=words.capitalize())


def _destination(found: Found) -> Destination:
    if found.kind is FoundKind.MEETING:
        return Destination("sammantraden", item=f"{found.namnd_id} {found.date}")
    if found.kind is FoundKind.REMISS:
        return Destination("remiss", remiss_id=found.id)
    return Destination("remiss", remiss_id=found.remiss_id, tab=_TABS[found.kind], item=found.id)


def entry_of_command(command: Command) -> Entry:
    return Entry(ACTIONS, command.words, glyph=command.glyph, right=command.shortcut, then=command.run)


def grouped(entries: Iterable[Entry], most: int = _MOST) -> list[Entry]:
    """The entries with a head before each group, at most ``most`` in each."""
    rows: list[Entry] = []
    count = 0
    for entry in entries:
        if not rows or rows[-1].group != entry.group:
            rows.append(Entry(entry.group, entry.group, is_head=True))
            count = 0
        count += 1
        if count <= most:
            rows.append(entry)
    return rows


class PaletteModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Entry] = []

    def set_rows(self, rows: list[Entry]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def change_rows(self, change: Callable[[Entry], Entry]) -> None:
        """Tell more of rows that stay where they are."""
        self.rows = [change(entry) for entry in self.rows]
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    @property
    def places(self) -> list[int]:
        """Where there is something to open."""
        return [place for place, entry in enumerate(self.rows) if entry.then is not None]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.plain
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (entry.title, entry.second))) if entry.then else None
            case _ if role == ENTRY_ROLE:
                return entry
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].then is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags
