"""Making the status list, from wherever it is asked for: where to, then in the background, then an offer to open it."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from secretary_app.ui.core.asking import ask_save
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.outside import open_or_tell

if TYPE_CHECKING:
    from secretary_app.operations.opening import Register
    from secretary_app.operations.status import StatusList
    from secretary_app.operations.unprepared import UnpreparedList
    from secretary_app.support.progress import Progress
    from secretary_app.ui.core.page import Office


def make_list(office: "Office", parent: QWidget, namnd: str = "", meeting: dt.date | None = None) -> None:
    """Ask where, and write the status list of everything that is not closed.

    ``namnd``: of this body only; ``meeting``: for its meeting of this day, without one the next.
    """
    name = " ".join(filter(None, ("Statuslista", namnd, f"{meeting or office.desk.today}.xlsx")))
    path = ask_save(parent, office.places, "Spara statuslistan", name, "Excel (*.xlsx)", key="listor")
    if path is None:
        return

    def work(register: "Register", progress: "Progress") -> "StatusList":
        from secretary_app.operations.status import make_status_list

        return make_status_list(register, path, namnd_words=namnd, meeting=meeting, progress=progress)

    office.desk.read_long(work, "Skriver statuslistan", _nothing, owner=parent, says=partial(_told, office))


def make_unprepared(office: "Office", parent: QWidget) -> None:
    """Ask where, and write the list of motioner and medborgarförslag that are not prepared."""
    today = office.desk.today
    name = f"Ej färdigberedda motioner {today}.xlsx"
    path = ask_save(parent, office.places, "Spara listan till fullmäktige", name, "Excel (*.xlsx)", key="listor")
    if path is None:
        return

    def work(register: "Register", _progress: "Progress") -> "UnpreparedList":
        from secretary_app.operations.unprepared import make_unprepared_list

        return make_unprepared_list(register, path, today)

    def says(made: "UnpreparedList") -> Notice:
        over = sum(each.is_over(today) for each in made.rows)
        words = f"Listan skrevs till {made.path.name}: {len(made.rows)} öppna, {over} över ett år."
        return Notice(words, link="Öppna listan", follow=partial(open_or_tell, office, made.path))

    office.desk.read_long(work, "Skriver listan", _nothing, owner=parent, says=says)


def _told(office: "Office", made: "StatusList") -> Notice:
    notes = " ".join(made.notes)
    words = f"Statuslistan skrevs till {made.path.name}, {len(made.rows)} rader. {notes}".strip()
    return Notice(words, link="Öppna listan", follow=partial(open_or_tell, office, made.path))


def _nothing(_made: object) -> None:
    """All there is to tell stands in the notice."""
