"""Writing the measures that are shown as a workbook."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from secretary_app.domain.follow_up import FollowUpRow
from secretary_app.ui.core.asking import ask_save
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.outside import open_or_tell

if TYPE_CHECKING:
    from secretary_app.operations.opening import Register
    from secretary_app.support.progress import Progress
    from secretary_app.ui.core.page import Office


def export_measures(
    office: "Office", parent: QWidget, rows: Sequence[FollowUpRow], on: dt.date, since: dt.date | None
) -> None:
    """Ask where, and write the measures as they stood on the day ``on``, compared with the day ``since``."""
    path = ask_save(
        parent, office.places, "Exportera åtgärderna", f"Uppföljning {on}.xlsx", "Excel (*.xlsx)", key="listor"
    )
    if path is None:
        return
    shown = list(rows)

    def work(register: "Register", _progress: "Progress") -> Path | None:
        from secretary_app.operations.follow_up import write_follow_up_list

        return write_follow_up_list(register, path, shown, on=on, since=since)

    def says(kept: Path | None) -> Notice:
        before = f" Den som fanns heter nu {kept.name}." if kept else ""
        words = f"{len(shown)} åtgärder skrevs till {path.name}.{before}"
        return Notice(words, link="Öppna", follow=partial(open_or_tell, office, path))

    office.desk.read_long(work, "Skriver åtgärderna", _nothing, owner=parent, says=says)


def _nothing(_kept: Path | None) -> None:
    """All there is to tell stands in the notice."""
