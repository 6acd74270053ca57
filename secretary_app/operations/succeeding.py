"""A body that becomes another: renamed, or merged with one that is there."""

import datetime as dt
from dataclasses import replace

from secretary_app.domain.model import Meeting, Namnd
from secretary_app.domain.swedish_dates import in_words
from secretary_app.operations.editing import Saved, how_many, present, put
from secretary_app.operations.editing_bodies import checked_bodies
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def succeed(register: Register, namnd: Namnd, last_day: dt.date, successor: Namnd) -> Saved[Namnd]:
    """Let the body end after ``last_day`` and ``successor``, new or there already, come after it; one operation.

    A new one begins the day after. What the body was asked, answered and decided stays with it. Raises UserError as
    ``save_namnd`` does, and where the body is to come after itself.
    """
    present(register, Namnd, namnd.id, namnd.abbreviation)
    if successor.id == namnd.id:
        raise UserError(f"{namnd.abbreviation} kan inte efterträda sig själv. Välj en annan nämnd.")
    is_new = successor.version == 0
    if is_new:
        successor = replace(successor, valid_from=last_day + dt.timedelta(days=1))
    ended = replace(namnd, valid_to=last_day, successor_id=successor.id)
    there = [body for body in register.find(Namnd) if body.id not in (ended.id, successor.id)]
    checked = checked_bodies([ended, successor], there)
    with register.change(f"{namnd.abbreviation} blir {successor.abbreviation} efter {in_words(last_day)}") as change:
        for body in reversed(checked) if is_new else checked[:1]:
            put(register, change, body)
    meetings = register.find(Meeting, namnd_id=namnd.id, cancelled=False)
    later = [meeting for meeting in meetings if meeting.date > last_day]
    words = (
        f"{how_many(len(later), 'sammanträde', 'sammanträden')} för "
        f"{namnd.abbreviation} ligger efter {in_words(last_day)}."
    )
    return Saved(register.get(Namnd, ended.id), [words] if later else [])
