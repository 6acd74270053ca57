"""Names of nämnder and styrelser in running text, and their basic form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from secretary_app.intake import vocabulary

_RUN_TOGETHER = (
    r"(?:barn|byggnads|bygg|kultur|miljö|omsorgs|vård|plan|hälso|arbetsmarknads|socialtjänst)och\s+(?=\w+nämnd)"
)
"""Where a PDF has lost the hyphen."""
_PARTS = rf"(?:(?:\w{{1,40}}-,?\s*){{1,6}}(?:och|samt|&)\s+|{_RUN_TOGETHER})"
_NAME = rf"(?:{_PARTS}|{vocabulary.OF_KIND}\s+(?=n))?\w*{vocabulary.BODY_ENDINGS}(?P<own>s)?(?!\w)"
_COMPANY = r"(?-i:[A-ZÅÄÖ][\wåäö]+(?:\s+(?:[A-ZÅÄÖ]\w+|i|och)){0,3}\s+AB)\b"
_ITS_BOARD = re.compile(rf"\bstyrelsen\s+(?:för|i)\s+({_COMPANY})")
_PLACE_BODY = r"(?-i:[A-ZÅÄÖ]\w+\s+(?:stads|kommuns))\s+n\w{0,2}mnd\b"
_FOR_BODY = r"\bnämnden\s+för\s+(?!yttrande|kännedom|att\b|svar|sin\b|det\b|den\b)\w+(?:-?\s+och\s+\w+)?"
_FEDERATION = r"(?-i:\w*förbundet\s+[A-ZÅÄÖ]\w+)\b"
_BODY = re.compile(
    rf"(?:{_FEDERATION})|(?:{_FOR_BODY})|(?:{_PLACE_BODY})|(?<![\w-])(?:{_NAME})|(?:{vocabulary.COLLECTIVES})|(?:{_COMPANY})",
    re.IGNORECASE,
)
_OF_BODY = rf"(?:{_PARTS}|{vocabulary.OF_KIND}\s+(?=n))?\w*{vocabulary.BODY_ENDINGS}"
_OWNER = re.compile(rf"(?<![\w-])(?P<name>{_OF_BODY})s(?!\w)", re.IGNORECASE)
_OWNERS = re.compile(
    rf"(?<![\w-]){_OF_BODY}s(?!\w)(?:(?:,|\s+och|\s+samt|\s+respektive)\s+{_OF_BODY}s(?!\w))*", re.IGNORECASE
)
_LEAD = re.compile(r"\s*(?:såväl|både|dels)?\s*(?:styrelsen\s+(?:för|i)\s+(?=(?-i:[A-ZÅÄÖ])))?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:och\s+|samt\s+)?|(?:och|samt|som|respektive|eller)\s+)(?:även\s+|också\s+|till\s+|från\s+)?",
    re.IGNORECASE,
)
# No name is longer before its last part, nor after it ("nämnden för arbetsmarknad och vuxenutbildning").
_HINT = re.compile(r"mnd|styrelse|utskott|irektion|DIREKTION|förbundet|fullm|FULLM|STYRELSE|MND|\bAB\b")
_BEFORE, _AFTER = 90, 80
_LONGEST_LIST = 600
_BARE = ("nämnden", "styrelsen")
_SPOILT = re.compile(r"n\w{0,2}mnd(?=en|er|$)", re.IGNORECASE)
_SPOILT_COUNCIL = re.compile(r"fullm\w{1,2}ktige", re.IGNORECASE)


@dataclass(frozen=True)
class FoundBody:
    start: int
    end: int
    name: str
    """The basic form; a bare "nämnden" stays that until ``Bodies`` knows which one is meant."""


class Bodies:
    """Finds bodies in one paper's text, where a bare "nämnden" means the only one that it names."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _meant(self) -> dict[str, str | None]:
        names = {found.name for found in _found(self._text)}
        meant = {bare: _only(names, bare) for bare in _BARE}
        companies = {" ".join(match[1].split()) for match in _ITS_BOARD.finditer(self._text)}
        return meant | {"styrelsen": companies.pop()} if len(companies) == 1 else meant

    def find(self, text: str, offset: int = 0) -> list[FoundBody]:
        """Every body that is named, in the order of the text; those in the genitive are none.

        ``offset`` is added to the places.
        """
        found = []
        for body in _found(text):
            if name := self._known(body.name):
                found.append(FoundBody(body.start + offset, body.end + offset, name))
        return found

    def names(self, text: str) -> tuple[str, ...]:
        """The bodies named, each once."""
        return tuple(dict.fromkeys(body.name for body in self.find(text)))

    def owners(self, text: str, thing: re.Pattern[str]) -> tuple[str, ...]:
        """The bodies whose ``thing`` the text names: "X:s och Y:s svar"; the words of a list may stand between."""
        for match in _OWNERS.finditer(text):
            if not thing.match(text, match.end()):
                continue
            names = (self._known(basic_form(" ".join(one["name"].split()))) for one in _OWNER.finditer(match[0]))
            if found := tuple(dict.fromkeys(name for name in names if name)):
                return found
        return ()

    def _known(self, name: str) -> str | None:
        return self._meant[name.lower()] if name.lower() in _BARE else name

    def senders(self, lines: Iterable[str]) -> tuple[str, ...]:
        """The body whose förvaltning writes ("Kommunstyrelsens förvaltning")."""
        for line in lines:
            match = re.match(rf"({_NAME})\s+förvaltning$", line, re.IGNORECASE)
            if match:
                return (basic_form(match[1].removesuffix("s")),)
        return ()

    def listed_at(self, text: str, start: int) -> tuple[str, ...]:
        """The bodies of a list ("såväl X som Y", "X, Y och Z") that begins at ``start``; () where none does."""
        return self.list_at(text, start)[0]

    def list_at(self, text: str, start: int) -> tuple[tuple[str, ...], int]:
        """As ``listed_at``, and where the list ends."""
        lead = _LEAD.match(text, start)
        at = lead.end() if lead else start
        text = text[: at + _LONGEST_LIST]
        if not _BODY.match(text[at:]):
            # As nearly everywhere: what comes later is not looked for.
            return (), at
        names: list[str] = []
        for body in self.find(text[at:], at):
            gap = text[at : body.start]
            if gap and not (names and _BETWEEN.fullmatch(gap)):
                break
            names.append(body.name)
            at = body.end
        return tuple(dict.fromkeys(names)), at


def _found(text: str) -> list[FoundBody]:
    found = []
    for start, end in _places(text):
        for match in _BODY.finditer(text, start, end):
            words = " ".join(match[0].split())
            if match["own"] or words.lower() in vocabulary.STATE_BODIES or _is_firm(words):
                continue
            found.append(FoundBody(match.start(), match.end(), basic_form(words)))
    return found


def _places(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that can hold a body: looking only there makes a long report four times as fast."""
    start = end = 0
    for hint in _HINT.finditer(text):
        if hint.start() - _BEFORE > end:
            if end:
                yield start, end
            start = hint.start() - _BEFORE
        end = hint.end() + _AFTER
    if end:
        yield start, min(end, len(text))


def basic_form(words: str) -> str:
    """``omsorgs-och socialnämnden`` → ``Omsorgs- och socialnämnden``; a spoilt ä is mended, a company's name stays."""
    if words.endswith((" AB", "nämnd")) or "förbundet " in words:
        return words
    words = vocabulary.SPOILT_STEMS.sub(lambda stem: vocabulary.MENDED_STEMS[stem[0].lower()], words)
    words = _SPOILT_COUNCIL.sub("fullmäktige", _SPOILT.sub("nämnd", words.lower()))
    words = re.sub(r"-(?=och |samt )", "- ", re.sub(r"^(\w+)(?<!-)(och )(?=\w+nämnd)", r"\1- \2", words))
    return words[0].upper() + words[1:]


def _only(names: set[str], bare: str) -> str | None:
    same = {name for name in names if name.lower().endswith(bare) and name.lower() != bare}
    return same.pop() if len(same) == 1 else None


def _is_firm(words: str) -> bool:
    return bool(vocabulary.FIRM.search(words))
