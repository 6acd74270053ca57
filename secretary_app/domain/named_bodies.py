"""Which of the register's bodies a short text names, such as the title of a meeting in a calendar."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

Named = tuple[str, str]
"""A body's abbreviation and name."""
_PART_OF_IT = r"(?![\s-]*(?:au\b|\w*utskott|\w*presidi|\w*beredning|förvaltning|\w*kontor))"
"""``KS arbetsutskott`` and ``kommunstyrelsens förvaltning`` are other bodies than KS."""


def bodies_named(text: str, bodies: Sequence[Named]) -> list[str]:
    """The abbreviations of those that the text names, each once, in the order of ``bodies``.

    An abbreviation counts as it is written or all in capitals, a name in any case; ``KS-AU`` and ``KS AU`` are
    ``KSAU``. A name within a longer one that is a body too does not count.
    """
    words = " ".join(text.split())
    found: dict[str, set[int]] = {}
    taken: set[int] = set()
    for pattern, abbreviation in _patterns(tuple(bodies)):
        for match in pattern.finditer(words):
            places = set(range(*match.span()))
            if not places & taken:
                taken |= places
                found.setdefault(abbreviation, set()).update(places)
    return [abbreviation for abbreviation, _ in bodies if abbreviation in found]


@lru_cache(maxsize=8)
def _patterns(bodies: tuple[Named, ...]) -> list[tuple[re.Pattern[str], str]]:
    """The longest first, so that a part of it is not found in its place."""
    made: list[tuple[int, re.Pattern[str], str]] = []
    for abbreviation, name in bodies:
        for words, flags in ((abbreviation, re.RegexFlag(0)), (name, re.IGNORECASE)):
            if words.strip():
                form = "".join(_spelled(words, apart=words == abbreviation))
                made.append((len(words), re.compile(rf"(?<!\w){form}s?(?!\w){_PART_OF_IT}", flags), abbreviation))
    made.sort(key=lambda each: -each[0])
    return [(pattern, abbreviation) for _, pattern, abbreviation in made]


def _spelled(words: str, *, apart: bool) -> Iterable[str]:
    """``apart``: the letters may stand apart (``KS-AU``); else only blanks and dashes vary."""
    if apart and words.isalpha() and len(words) > 2:
        yield r"[\s-]?".join(f"(?:{re.escape(letter)}|{re.escape(letter.upper())})" for letter in words.strip())
        return
    for part in re.split(r"([\s–‑-]+)", words.strip()):
        yield r"[\s–‑-]*" if re.fullmatch(r"[\s–‑-]+", part) else re.escape(part)
