"""What stands in a table: columns that make a cell of a row, and cells that the delegates draw."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from secretary_app.support.records import record
from secretary_app.ui.style.shapes import State

R = TypeVar("R")

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
"""The Cell."""
ROW_ROLE = Qt.ItemDataRole.UserRole + 2
"""The row that the model was given."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 3
"""The column's native value, by which it is sorted."""


@record(frozen=True)
class Badge:
    """A body's short name with its state."""

    text: str
    state: State
    words: str = ""
    """For tooltip and screen reader: ``SBN: försenad, skulle svara 9 april``."""


@record(frozen=True)
class Cell:
    """One or two lines, with a state's shape before them where there is one."""

    text: str = ""
    second: str = ""
    state: State = State.NONE
    tone: str = ""
    """The token of the second line (of the first where there is none): ``late``, ``soon`` …; ``""``: ordinary."""
    strong: bool = False
    badges: tuple[Badge, ...] = ()
    tip: str = ""
    """More than there is room for."""

    @property
    def plain(self) -> str:
        """All of it as text: what is copied, printed and read aloud."""
        badges = ", ".join(badge.words or f"{badge.text} {badge.state}" for badge in self.badges)
        return ", ".join(filter(None, (self.text, self.second, badges)))


@record(frozen=True)
class Column(Generic[R]):
    """A column of a table of rows ``R``."""

    key: str
    """Its name in what is remembered."""
    heading: str
    cell: Callable[[R], Cell | str]
    sort: Callable[[R], Any] | None = None
    """None: by the cell's text in Swedish order."""
    width: int = 120
    """At 100 %; what it has until the person says otherwise."""
    stretch: bool = False
    """Takes what room is left; one a table."""
    right: bool = False
    """Numbers and counts."""
    editable: bool = False
    check: bool = False
    """The cell is a box to tick; its state is the Cell's ``state``: DONE is ticked."""
