"""Which of the register's recommendations a stretch of the paper is: by its words, by its number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secretary_app.domain.answer_marks import WHOLE
from secretary_app.intake.answers_parts import Known
from secretary_app.intake.answers_words import NUMBERED, RECOMMENDING

_SAME = 88
"""Per cent of likeness from which the words are the recommendation's own."""
_ABOUT, _BEFORE_NEXT = 75, 12
"""From which a heading is about it, and so much more than about any other."""
_HOLDS, _SHORTEST = 92, 25
"""From which it holds the words of one that is told in short, and how many characters these must be."""
_MOST_SENTENCES = 4
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"])")
_ITEM_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})?)[.):]?\s+(?=\S)")
_ABOUT_ONE = re.compile(r"rekommendation|(?<=på )(?:yrkandet|förslaget|punkten|frågan)(?= angående)", re.IGNORECASE)
_LONGEST_HEADING = 250
_WHOLE = re.compile(
    r"hela\s+(?:remissen|granskningen|motionen|medborgarförslaget|samrådet|ärendet)\W*"
    r"|(?:Synpunkter|Svar)\s+på\s+(?:hela\s+)?(?:remissen|granskningen|motionen|medborgarförslaget|samrådet|ärendet)\W*",
    re.IGNORECASE,
)
"""(C) A heading about a remiss that has no recommendations."""


@dataclass(frozen=True)
class Match:
    known: Known
    rest: str = ""
    """What the paragraph goes on with after the recommendation."""
    certain: bool = True
    by_number: bool = False
    """Only its number says so."""


class Matching:
    """Finds the recommendations of one remiss; the paper may have numbers of its own for them."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = tuple(known)
        self._plain = [_plain(each.text) for each in known]
        self._whole = next((each for each in known if each.mark == WHOLE), None)

    def begins(self, text: str) -> Match | None:
        """The recommendation that a paragraph begins with: its words, its number ("Rekommendation 2"), or both."""
        if self._whole is not None and _WHOLE.fullmatch(text):
            return Match(self._whole)
        numbered = NUMBERED.match(text)
        words = text[numbered.end() :] if numbered else text
        if found := self.words(words):
            return found
        if numbered is None:
            return None
        known = self.numbered(numbered["number"])
        return Match(known, words.strip(), by_number=True) if known else None

    def words(self, text: str) -> Match | None:
        """The recommendation whose words the text begins with, and what follows them."""
        from rapidfuzz import fuzz

        text = _ITEM_NUMBER.sub("", text.strip(), count=1) if _ITEM_NUMBER.match(text.strip()) else text.strip()
        lead = RECOMMENDING.match(text)
        bare = text[lead.end() :] if lead else text
        best: tuple[float, int, str] = (0, -1, "")
        for end in _ends(bare):
            wanted = _plain(bare[:end])
            for place, plain in enumerate(self._plain):
                score = fuzz.ratio(wanted, plain, score_cutoff=_SAME)
                if score > best[0]:
                    best = (score, place, bare[end:].strip())
        return Match(self.known[best[1]], best[2]) if best[0] else None

    def like(self, text: str) -> Match | None:
        """The only one that holds all these words: a recommendation told in short. Never certain."""
        from rapidfuzz import fuzz

        told = _plain(RECOMMENDING.sub("", _ITEM_NUMBER.sub("", text.strip(), count=1), count=1))
        if len(told) < _SHORTEST:
            return None
        scores = sorted(
            (
                (fuzz.partial_ratio(told, plain), place)
                for place, plain in enumerate(self._plain)
                if len(plain) > len(told)
            ),
            reverse=True,
        )
        if not scores or scores[0][0] < _HOLDS or (len(scores) > 1 and scores[0][0] - scores[1][0] < _BEFORE_NEXT):
            return None
        return Match(self.known[scores[0][1]], certain=False)

    def numbered(self, number: str) -> Known | None:
        wanted = number.strip().strip(".)").casefold()
        return next((each for each in self.known if each.number.casefold() == wanted), None)

    def heading(self, text: str) -> Match | None:
        """The one that a heading about a recommendation is about, by the words they share; never certain."""
        from rapidfuzz import fuzz

        if len(text) > _LONGEST_HEADING or text.endswith((".", ";")) or not _ABOUT_ONE.search(text):
            return None
        told = _plain(text[list(_ABOUT_ONE.finditer(text))[-1].end() :])
        scores = sorted(
            ((fuzz.token_set_ratio(told, plain), place) for place, plain in enumerate(self._plain)), reverse=True
        )
        if not scores or len(told.split()) < 3 or scores[0][0] < _ABOUT:
            return None
        if len(scores) > 1 and scores[0][0] - scores[1][0] < _BEFORE_NEXT:
            return None
        return Match(self.known[scores[0][1]], certain=False)


def is_part(words: str, text: str) -> bool:
    """Whether the words are the text, or a stretch of it, as near as makes no difference."""
    from rapidfuzz import fuzz

    told, whole = _plain(words), _plain(text)
    return bool(told) and len(told) <= len(whole) * 1.2 and fuzz.partial_ratio(told, whole) >= _SAME


def _ends(text: str) -> list[int]:
    """Where the first sentence, the first two … of the text end; the whole text last."""
    ends = [match.start() for match in _SENTENCE.finditer(text)][:_MOST_SENTENCES]
    return [*ends, len(text)]


def _plain(text: str) -> str:
    """A recommendation as it is compared: without "att", case and its last sign."""
    return re.sub(r"^att ", "", " ".join(text.split()).strip(' .;:”"•').casefold())
