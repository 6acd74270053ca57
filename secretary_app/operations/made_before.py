"""Recommendations of the form that the register has already: the same one, or the same made in an earlier year."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretary_app.domain.model import RemissState
from secretary_app.operations.alike import Alike, alike_texts, how_often
from secretary_app.operations.earlier import latest_answer
from secretary_app.operations.finding import name_of
from secretary_app.operations.intake_form import FormRecommendation
from secretary_app.operations.similar import SAME_YEAR
from secretary_app.store.register import Register
from secretary_app.support.clock import today

_SHORTEST = 25
"""Characters; what is being written is not looked for until it says something."""


@dataclass(frozen=True)
class Before:
    """A recommendation of the form when it was made before."""

    at: int
    """Its place in the form, from 0."""
    remiss_id: str
    words: str
    """``Också 2021, i KS/2021:270 (nr 2)``, and from the third time on which time it is."""
    answer: str
    """What was answered and said of it then, as sentences; ``""``: nothing."""


def made_before(register: Register, recommendations: Sequence[FormRecommendation]) -> tuple[Before, ...]:
    """Those that the register has, each with the latest time; makulerade remisser are left out."""
    return tuple(_each(register, recommendations))


def _each(register: Register, recommendations: Sequence[FormRecommendation]) -> Iterator[Before]:
    for at, each in enumerate(recommendations):
        found = alike_texts(register, each.text) if len(each.text) >= _SHORTEST else []
        if found:
            latest = found[0]
            words = _words(found, today(register.clock))
            yield Before(at, latest.remiss.id, words, latest_answer(register, latest.recommendation))


def _words(found: Sequence[Alike], now: dt.date) -> str:
    latest = found[0]
    remiss = latest.remiss
    where = f"{name_of(remiss)}, nr {latest.recommendation.number}"
    is_new = remiss.received is None or (now - remiss.received).days <= SAME_YEAR
    if remiss.state is RemissState.OPEN and is_new:
        said = f"Finns redan i {where}"
    else:
        said = f"Också {remiss.received.year}, i {where}" if remiss.received else f"Också i {where}"
    times = how_often(found) if len({each.remiss.id for each in found}) > 1 else ""
    return f"{said}. {times}." if times else f"{said}."
