"""The mended spelling of words that a poor scan has spoilt: a suggestion beside the text, which itself stays as it is.

A scan that was read as if it were English has lost å, ä and ö: "Sakerstdlla att ndmndens ansvar f6ljs upp". Words that
are none are put beside the words of ``resources/ord``, compounds of them too. A word that could be two, or none, is
left as it stands.
"""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from secretary_app.support.resources import resource

_WORD = re.compile(r"[^\W\d_][\w&#]*|[\d&#]+(?=[^\W\d_])[\w&#]*")
_SWEDISH = re.compile(r"\b(?:och|att|som|av|till|med|en|den|det|kommun\w*)\b", re.IGNORECASE)
"""Words without å, ä and ö that no Swedish text is without."""
_YEAR = re.compile(r"\b(varje|per|ett|två|tre|förra|nästa|samma|hela|\d+) är\b")
"""What was ``ar`` is there no ``är``."""
_ENDINGS = {
    "vanliga": ("",),
    "ord": ("",),
    "n": (),
    "ar": ("", "en", "ar", "arna", "s", "ens", "arnas", "n", "ns", "r", "rna"),
    "er": ("", "en", "er", "erna", "s", "ens", "ers", "ernas", "n", "ns", "r", "rna", "rnas"),
    "or": ("a", "an", "or", "orna", "ans", "ornas"),
    "et": ("", "et", "en", "s", "ets", "t", "n", "na", "ts", "ena"),
    "de": ("e", "et", "en", "ena", "es", "ets", "ens"),
    "v1": ("", "r", "s", "de", "t", "ts", "d", "des", "nde"),
    "v2": ("", "a", "er", "r", "s", "as", "es", "de", "des", "t", "ts", "d", "da", "ande", "te", "tes"),
    "adj": ("", "t", "a", "e", "en", "are", "ast", "aste"),
}
"""How the words of a line in the list are inflected. Too many forms do no harm: they only make a word a known one."""
_FIRST_PARTS = ("ar", "er", "or", "et", "de", "n")
_SPOILT = {
    "å": {"a": 1.0, "4": 1.2, "&": 1.2, "é": 1.2, "d": 1.2, "i": 2.0},
    "ä": dict.fromkeys(("i", "d", "é", "&", "#"), 1.2)
    | dict.fromkeys(("ia", "ai", "ii", "di", "ei", "e"), 1.5)
    | {"a": 1.0, "dm": 1.8},
    "ö": {"o": 1.0, "6": 1.1, "0": 1.1, "é": 1.2, "ó": 1.1, "d": 1.4, "a": 1.4, "5": 1.4},
    "l": {"1": 1.2, "i": 1.2, "|": 1.2},
    "i": {"1": 1.2},
    "m": {"rn": 1.5},
}
"""Letter, what a scan makes of it, and how much that costs."""
_COMPOUND = 1.5
_USUAL = 0.3
"""So much less a common word costs."""
_AHEAD = 0.25
"""So much less than the next best a word has to cost."""
_SHORTEST_PART = 3
_LONGEST = 45
"""Letters; of a longer word there could be readings without end."""
_DEAREST, _DEAREST_OF_A_LETTER = 1.3, 0.3
_LOST = 0.02
"""In running Swedish one letter in twenty is å, ä or ö; a text with so small a part of them has lost them …"""
_FEWEST_LETTERS = 150
_SPOILT_WORDS = 0.06
"""… where so large a part of its words can be mended, too."""
_LOOKED_AT = 6_000
"""Characters; a paper is spoilt all through, or not."""


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    ends: bool = False
    usual: bool = False
    first_part: bool = False
    """Another word may follow at once."""


def mended(text: str) -> str:
    """The text with the words put right that can be told for certain; all else, blanks too, as it stands."""
    words = _WORD.sub(lambda match: _mended_word(match[0]) or match[0], text)
    return _YEAR.sub(r"\1 år", words) if words != text else text


def spoilt_warning(text: str, name: str) -> tuple[str, ...]:
    """What a person is to know of a spoilt text, as a Swedish sentence; () where it is as it should be."""
    if not is_spoilt(text):
        return ()
    return (f"Texten i {name} har tappat å, ä och ö i en inskanning. Den står kvar som den är: jämför med handlingen.",)


def is_spoilt(text: str) -> bool:
    """Whether a scan has lost the letters å, ä and ö of a Swedish text."""
    looked_at = text[:_LOOKED_AT].casefold()
    letters = len(looked_at) - sum(looked_at.count(blank) for blank in " \n\t")
    if letters < _FEWEST_LETTERS or sum(looked_at.count(lost) for lost in "åäö") > _LOST * letters:
        return False
    words = _WORD.findall(text[:_LOOKED_AT])
    if len(_SWEDISH.findall(text[:_LOOKED_AT])) < _SPOILT_WORDS * len(words):
        return False
    return sum(_mended_word(word) is not None for word in words) >= _SPOILT_WORDS * len(words)


@lru_cache(maxsize=4096)
def _mended_word(word: str) -> str | None:
    """The word as it should be; None where it is right, or nobody can tell."""
    lower = word.casefold()
    if len(word) > _LONGEST or (word.isupper() and len(word) > 1) or not any(letter.isalpha() for letter in lower):
        return None
    found = _readings(lower, _DEAREST + _DEAREST_OF_A_LETTER * len(lower))
    if not found or found[0][1] == lower:
        return None
    if len(found) > 1 and found[1][0] - found[0][0] < _AHEAD:
        return None
    best = found[0][1]
    # A capital I at the beginning may be a small l.
    return best[0].upper() + best[1:] if word[0].isupper() and (word[0] != "I" or best[0] == "i") else best


def _readings(word: str, dearest: float) -> list[tuple[float, str]]:
    """The two cheapest words that this may be, the cheapest first; the word itself costs least where it is one."""
    root = _words()
    waiting: list[tuple[float, int, int, _Node, str, int]] = [(0.0, 0, 0, root, "", 0)]
    seen: dict[tuple[int, int, str], float] = {}
    found: dict[str, float] = {}
    number = 0
    while waiting and len(found) < 2:
        cost, _, at, node, said, begun = heapq.heappop(waiting)
        if at == len(word):
            if node is _END:
                found.setdefault(said, cost)
            elif node.ends:
                number += 1
                price = cost - (_USUAL if node.usual and not begun else 0.0) + _USUAL
                heapq.heappush(waiting, (price, number, at, _END, said, begun))
            continue
        for price, step, following, letter, start in _steps(word, at, node, root, len(said), begun):
            total = cost + price
            key = (at + step, id(following), said + letter)
            if total > dearest or seen.get(key, dearest + 1) <= total:
                continue
            seen[key] = total
            number += 1
            heapq.heappush(waiting, (total, number, at + step, following, said + letter, start))
    return sorted((cost, said) for said, cost in found.items())


def _steps(
    word: str, at: int, node: _Node, root: _Node, length: int, begun: int
) -> Iterator[tuple[float, int, _Node, str, int]]:
    """From here: the letter as it stands, as it was before it was spoilt, or a new part of a compound."""
    for letter, following in node.next.items():
        if word[at] == letter:
            yield 0.0, 1, following, letter, begun
        for spoilt, price in _SPOILT.get(letter, {}).items():
            if word.startswith(spoilt, at):
                yield price, len(spoilt), following, letter, begun
    if node.first_part and length - begun >= _SHORTEST_PART and len(word) - at >= _SHORTEST_PART:
        yield _COMPOUND, 0, root, "", length
        if word[at] == "s" and len(word) - at > _SHORTEST_PART:
            yield _COMPOUND, 1, root, "s", length + 1


_END = _Node()
"""A word that is whole, in the queue by what it costs in all."""


@lru_cache(maxsize=1)
def _words() -> _Node:
    root = _Node()
    for line in resource("ord", "handlingar.txt").read_text(encoding="utf-8").splitlines():
        kind, colon, words = line.partition(":")
        if line.startswith("#") or not colon:
            continue
        for word in words.split():
            for ending in _ENDINGS[kind]:
                end = _add(root, word + ending)
                end.ends = True
                end.usual |= kind == "vanliga"
            if kind in _FIRST_PARTS:
                _add(root, word.removesuffix("-")).first_part = True
    return root


def _add(root: _Node, word: str) -> _Node:
    node = root
    for letter in word:
        node = node.next.setdefault(letter, _Node())
    return node
