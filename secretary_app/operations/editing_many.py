"""What is done to several remisser at once, as one operation with one undo."""

from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import Remiss
from secretary_app.domain.text import single_line
from secretary_app.operations.finding import must_be_open
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def set_handlaggare(register: Register, remiss_ids: Sequence[str], name: str) -> int:
    """Let ``name`` (``""``: nobody) be the handläggare of these remisser; how many were changed.

    Raises UserError where one of them is closed; nothing is then changed.
    """
    name = single_line(name)
    rows = register.find(Remiss, id=list(remiss_ids))
    if not rows:
        raise UserError("Välj minst ett ärende.")
    for row in rows:
        must_be_open(row)
    changed = [row for row in rows if row.handlaggare != name]
    what = "1 ärende" if len(changed) == 1 else f"{len(changed)} ärenden"
    label = f"Gav {what} till {name}" if name else f"Tog bort handläggaren i {what}"
    with register.change(label) as change:
        for row in changed:
            change.update(replace(row, handlaggare=name))
    return len(changed)
