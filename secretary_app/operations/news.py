"""What is new in the register since one was last here, in a few lines."""

import datetime as dt
from dataclasses import dataclass

from secretary_app.domain.date_words import day as day_words
from secretary_app.domain.model import Remiss
from secretary_app.domain.workdays import add_working_days, weekday_name
from secretary_app.operations.finding import name_of
from secretary_app.store.register import Register

_SHOWN = 4
_NEAR = 7


@dataclass(frozen=True)
class NewsLine:
    remiss_id: str
    """``""``: several."""
    what: str
    """``Skickade internremiss till OSN``."""
    about: str
    """``KS/2026:31, Per Åkesson, i går 13.10``."""


@dataclass(frozen=True)
class News:
    lines: tuple[NewsLine, ...]
    """The newest first."""
    more: int
    """How many there are beside these."""


def news(register: Register, since: dt.datetime, me: str) -> News:
    """What was done to remisser since then and still holds; ``me``: whose own doings need no name."""
    done = register.done_since(since)
    shown = done[:_SHOWN]
    remisser = {each.id: each for each in register.find(Remiss, id=[id_ for each in shown for id_ in each.remiss_ids])}
    now = register.clock().astimezone()
    lines = []
    for each in shown:
        operation = each.operation
        one = remisser.get(each.remiss_ids[0]) if len(each.remiss_ids) == 1 else None
        name = name_of(one) if one else "flera remisser" if len(each.remiss_ids) > 1 else ""
        who = operation.who if operation.who != me else ""
        at = operation.at.astimezone()
        about = ", ".join(filter(None, (name, who, f"{_day_words(at.date(), now.date())} {at:%H.%M}")))
        what = operation.label.removesuffix(f": {name}") if name else operation.label
        lines.append(NewsLine(one.id if one else "", what, about))
    return News(tuple(lines), len(done) - len(shown))


def last_working_day(today: dt.date) -> dt.datetime:
    """The beginning of the working day before this one, local time: since when it is new to who has not been here."""
    return dt.datetime.combine(add_working_days(today, -1), dt.time()).astimezone()


def since_words(since: dt.date, today: dt.date) -> str:
    """``i går``, ``i fredags``, ``3 mars``: when one was last here."""
    days = (today - since).days
    if 1 < days < _NEAR:
        return f"i {weekday_name(since)}s"
    return _day_words(since, today)


def _day_words(day: dt.date, today: dt.date) -> str:
    days = (today - day).days
    if days < 2:
        return "i går" if days == 1 else "i dag"
    if days < _NEAR:
        return weekday_name(day)
    return day_words(day, today)
