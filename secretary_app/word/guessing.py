"""What somebody meant who misspelt a word of a template. Imports rapidfuzz when first used."""

import unicodedata
from collections.abc import Collection

_LEAST = 62.0
"""Of 100: below it nothing is suggested."""
_SHORT = {"dnr": "diarienummer", "nr": "nummer", "epost": "e_post", "mejl": "e_post", "mail": "e_post"}
"""What people call the fields that are written out."""
_SAME = {
    "titel": ("rubrik",),
    "arende": ("rubrik",),
    "arendemening": ("rubrik",),
    "amne": ("rubrik",),
    "namn": ("rubrik",),
    "fran": ("avsandare",),
    "till": ("mottagare",),
    "datum": ("inkom", "skickad"),
    "ankomstdatum": ("inkom",),
    "inkommen": ("inkom",),
    "sista_svarsdag": ("svar_senast",),
    "svarsdatum": ("svar_senast",),
    "frist": ("svar_senast",),
    "typ": ("slag",),
    "roll": ("titel",),
    "befattning": ("titel",),
    "ansvarig_person": ("ansvarig",),
    "klart": ("tidsplan",),
    "klart_senast": ("tidsplan",),
    "nar": ("tidsplan",),
    "atgard": ("text",),
}
"""What people call a field of a group that has none of that name."""
_ANOTHER_GROUP = 8.0
"""How much less a field of another group is worth where the group that is written exists."""


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
    plains = [_plain(candidate) for candidate in candidates]
    prefix = ".".join([*group, ""])
    for word in _SAME.get(last, ()) if group else ():
        if prefix + word in plains:
            return [*candidates][plains.index(prefix + word)]
    has_group = bool(group) and any(plain.startswith(prefix) for plain in plains)
    for candidate, plain in zip(candidates, plains, strict=True):
        *other_group, other_last = plain.split(".")
        # A letter too many, too few, changed or in the wrong place is by far the commonest slip.
        slip = OSA.distance(wanted, plain, score_cutoff=2)
        score = 100.0 - 3 * slip if slip <= 2 and len(plain) > 3 else 0.0
        alike = fuzz.ratio(".".join(group), ".".join(other_group))
        score = max(score, 0.72 * fuzz.ratio(last, other_last) + 0.2 * alike)
        if not group:
            # The group alone, ``handlaggare``: its first field.
            score = max(score, 0.7 * fuzz.ratio(last, ".".join(other_group)))
        if has_group and other_group != group:
            score -= _ANOTHER_GROUP
        if score > best_score:
            best, best_score = candidate, score
    return best


def _plain(word: str) -> str:
    """Small letters without accents, abbreviations written out, parts divided by ``.`` and ``_`` as they were."""
    text = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return ".".join(_SHORT.get(part, part) for part in bare.replace("-", "_").replace(" ", "_").split("."))
