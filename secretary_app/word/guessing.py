"""What somebody meant who misspelt a word of a template. Imports rapidfuzz when first used."""

import unicodedata
from collections.abc import Collection

_LEAST = 62.0
"""Of 100: below it nothing is suggested."""
_SHORT = {"dnr": "diarienummer", "nr": "nummer", "epost": "e_post", "mejl": "e_post", "mail": "e_post"}
"""What people call the fields that are written out."""


def nearest(word: str, candidates: Collection[str], least: float = _LEAST) -> str:
    """The candidate that the word is most like; ``""`` where none is like it."""
    from rapidfuzz import fuzz

    wanted = _plain(word)
    best, best_score = "", least
    for candidate in candidates:
        score = fuzz.ratio(wanted, _plain(candidate))
        if score > best_score:
            best, best_score = candidate, score
    return best


def nearest_field(name: str, candidates: Collection[str], least: float = _LEAST) -> str:
    """The field that an unknown one was meant to be; ``""`` where none is like it.

    Its last word weighs more than its group's: ``ärende.rubrik`` was meant to be ``remiss.rubrik``.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    wanted = _plain(name)
    *group, last = wanted.split(".")
    best, best_score = "", least
    for candidate in candidates:
        plain = _plain(candidate)
        *other_group, other_last = plain.split(".")
        # A letter too many, too few, changed or in the wrong place is by far the commonest slip.
        slip = OSA.distance(wanted, plain, score_cutoff=2)
        score = 100.0 - 3 * slip if slip <= 2 and len(plain) > 3 else 0.0
        alike = fuzz.ratio(".".join(group), ".".join(other_group))
        score = max(score, 0.72 * fuzz.ratio(last, other_last) + 0.2 * alike)
        if not group:
            # The group alone, ``handlaggare``: its first field.
            score = max(score, 0.7 * fuzz.ratio(last, ".".join(other_group)))
        if score > best_score:
            best, best_score = candidate, score
    return best


def _plain(word: str) -> str:
    """Small letters without accents, abbreviations written out, parts divided by ``.`` and ``_`` as they were."""
    text = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return ".".join(_SHORT.get(part, part) for part in bare.replace("-", "_").replace(" ", "_").split("."))
