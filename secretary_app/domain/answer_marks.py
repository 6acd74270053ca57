"""The hidden marks and visible codes of an answer form, by which it is known when it comes home.

Each hidden mark is one word that may stand in a content control's tag (at most 64 characters) and in a bookmark's name
(letters, digits and ``_``, at most 40), so that the same carriers serve whatever id a row of the register has.
"""

import hashlib
import re
from collections.abc import Sequence

PREFIX = "beredd"
WHOLE = "0"
"""The mark of what belongs to no recommendation: Hela remissen, or general comments."""
GENERAL_CODE = "allmänt"
"""After the namnd's abbreviation, the code of general comments beside recommendations."""
NOBODY = "SVAR"
"""In a code, for a namnd without abbreviation."""
_OWN = re.compile(r"[0-9a-z]{1,28}")


def mark(id: str | None) -> str:
    """The mark of a row with this id: the id itself where it may stand everywhere, else a digest of it."""
    if id is None:
        return WHOLE
    return id if _OWN.fullmatch(id) and id != WHOLE else f"x{hashlib.sha256(id.encode()).hexdigest()[:20]}"


def imprint(text: str) -> str:
    """What tells a text from another, whatever its line breaks: six hexadecimal digits."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]


NOTHING = imprint("")
SENT = f"{PREFIX}-avtryck "
"""What begins a property of a form that holds imprints, each ``<kind>:<mark>:<imprint>.<imprint>…``."""


def code(abbreviation: str, number: str | None, numbers: Sequence[str], place: int) -> str:
    """``OSN-3``: after the recommendation's number where that tells it apart, else after its place, ``OSN-p3``.

    ``number`` None: the whole remiss. ``numbers`` are those of all that are asked about, ``place`` is from 1.
    """
    own = (number or "").strip()
    which = own if own and [each.strip() for each in numbers].count(own) == 1 else f"p{place}"
    return f"{abbreviation or NOBODY}-{which}"


def identity(remiss_id: str, namnd_id: str) -> str:
    """What a form says of itself in its properties: whose answer to what it is."""
    return f"{PREFIX}:{mark(remiss_id)}:{mark(namnd_id)}"
