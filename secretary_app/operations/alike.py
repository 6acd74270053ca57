"""Recommendations that were made before: the same words in another remiss, however long ago."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from secretary_app.domain.model import Recommendation, Remiss, RemissState
from secretary_app.operations.composing import SAME, plain
from secretary_app.store.register import Register

_BESIDE = 20
"""Characters that a text may have beside those that are compared."""
_ROUGHLY, _LOOKED_AT = 78, 200
"""The likeness of the texts as they are written from which they are looked at closer, and how many of them."""
_MOST = 12
"""So many are told of; a register has no recommendation that was made more often."""


@dataclass(frozen=True)
class Alike:
    recommendation: Recommendation
    remiss: Remiss
    score: float
    """Per cent of likeness."""


def alike(register: Register, recommendation: Recommendation) -> list[Alike]:
    """The recommendations of other remisser that say the same, the newest first; makulerade remisser are left out."""
    return alike_texts(register, recommendation.text, but=recommendation.remiss_id)


def alike_texts(register: Register, text: str, *, but: str = "") -> list[Alike]:
    """As ``alike`` for a text that is no recommendation yet; ``but``: the id of a remiss whose own are left out."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.utils import default_process

    wanted = plain(text)
    if not wanted:
        return []
    # Texts of quite another length cannot be so alike; "att" and signs at the ends are not compared.
    least, most = len(wanted) * SAME // (200 - SAME) - 1, len(wanted) * (200 - SAME) // SAME + _BESIDE
    texts = dict(register.texts_as_long(least, most))
    roughly = process.extract(
        text,
        texts,
        scorer=fuzz.ratio,
        processor=default_process,
        score_cutoff=_ROUGHLY,
        limit=_LOOKED_AT,
    )
    found = {id_: fuzz.ratio(wanted, plain(there)) for there, _, id_ in roughly}
    scores = {id_: score for id_, score in found.items() if score >= SAME}
    same = [each for each in register.find(Recommendation, id=list(scores)) if each.remiss_id != but]
    remisser = {each.id: each for each in register.find(Remiss, id={each.remiss_id for each in same})}
    made = [
        Alike(each, remisser[each.remiss_id], scores[each.id])
        for each in same
        if remisser[each.remiss_id].state is not RemissState.VOID
    ]
    return sorted(made, key=lambda each: (_day(each.remiss), each.recommendation.id), reverse=True)[:_MOST]


def _day(remiss: Remiss) -> dt.date:
    return remiss.received or dt.date.min


def how_often(found: Sequence[Alike]) -> str:
    """``Tredje gången sedan 2019``, of one that was made in these remisser before; ``""`` where there are none."""
    remisser = {each.remiss.id: each.remiss for each in found}
    if not remisser:
        return ""
    number = len(remisser) + 1
    ordinal = _ORDINALS[number] if number < len(_ORDINALS) else f"{number}:e"
    years = [each.received.year for each in remisser.values() if each.received]
    return f"{ordinal.capitalize()} gången sedan {min(years)}" if years else f"{ordinal.capitalize()} gången"


_ORDINALS = ("", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde")
