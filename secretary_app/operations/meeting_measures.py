"""The late measures that the status list before a meeting brings up."""

import datetime as dt

from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow
from secretary_app.domain.model import Namnd, Remiss
from secretary_app.operations.deadline_list import deadline_rows
from secretary_app.operations.due import scope_of
from secretary_app.store.register import Register


def late_measures(register: Register, namnd: Namnd, today: dt.date) -> tuple[DeadlineRow, ...]:
    """Those of the body, and of what it owns (for an utskott: its own body's), the latest first, as Frister has them.

    What a closed remiss still waits for is not in the status list.
    """
    late = [each for each in deadline_rows(register, today) if each.kind is DeadlineKind.MEASURE and each.is_late]
    waiting = [each for each in late if not each.is_closed]
    owners = {each.id: each.owner_id for each in register.find(Remiss, id={each.remiss_id for each in waiting})}
    scope = scope_of(namnd)
    return tuple(each for each in waiting if scope & {owners[each.remiss_id], *each.namnd_ids})
