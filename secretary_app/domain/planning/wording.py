"""Swedish words for steps and problems. Sentences are written without a capital first and a full stop last."""

import datetime as dt
from functools import lru_cache

from secretary_app.domain.planning.lines import Prepared, Stage
from secretary_app.domain.planning.slots import Slot
from secretary_app.domain.text import and_list, genitive
from secretary_app.domain.workdays import why_free


@lru_cache(maxsize=4096)
def iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def days(count: int) -> str:
    return "1 dag" if count == 1 else f"{count} dagar"


def working_days(count: int) -> str:
    return "1 arbetsdag" if count == 1 else f"{count} arbetsdagar"


def sentence(*parts: str) -> str:
    """The parts that say anything as one sentence, with a capital."""
    whole = "; ".join(part for part in parts if part)
    return whole[:1].upper() + whole[1:]


def meeting_of(stage: Stage, slot: Slot) -> str:
    return f"{genitive(stage.body.name)} sammanträde {iso(slot.day)}"


def manusstopp_of(stage: Stage, slot: Slot) -> str:
    return f"{genitive(stage.body.name)} manusstopp {iso(slot.manusstopp)}"


@lru_cache(maxsize=4096)
def moved_back(wished: int) -> str:
    """Why a due date is not on the day that was counted out; ``""`` if that is a working day."""
    free = why_free(dt.date.fromordinal(wished))
    return f"sista arbetsdagen före {iso(wished)} ({free})" if free else ""


def passed_over(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    return f"{and_list(names)} har inga sammanträden i kalendern och hoppas över"


def due_day(prepared: Prepared, due: int) -> str:
    """The day the owner's own tjänsteskrivelse is due, by name."""
    if not prepared.owner.stages:
        return f"expedieringen {iso(due)}"
    return f"{genitive(prepared.owner.stages[0].body.name)} manusstopp {iso(due)}"
