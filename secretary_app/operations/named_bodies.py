"""Which body of the register a paper's words mean, also where they are not letter by letter its name."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from secretary_app.domain.model import Namnd, NamndKind
from secretary_app.operations.finding import Bodies
from secretary_app.store.register import Register

_ALIKE = 86
"""From this likeness (of 100) on, a name may be another's with a letter wrong …"""
_AHEAD = 4
"""… where no other body is within this of it."""
_OF_PLACE = re.compile(
    r"^(?:[\w-]+(?: [\w-]+)?s? (?:kommuns|stads)|regionens|kommunens|stadens) (?=\S)|"
    r" (?:i|inom) (?:[\w-]+ )?(?:kommun(?:en)?|stad(?:en)?|region(?:en)?(?: \w+)?)$"
)
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_ENDINGS = re.compile(r"(?:s|na?|en|et)?(?:nämnden|nämnd|styrelsen|styrelse|utskottet|utskott)s?$")
_COLLECTIVE = re.compile(r"nämnder(?:na)?s?$|^(?:alla|berörda|samtliga|övriga|ansvariga|aktuella)\b")


@dataclass(frozen=True)
class Meant:
    body: Namnd
    certain: bool
    """False: the words are close to its name, or a part of it; a person has to say so."""


def meant(bodies: Bodies, words: str, on: dt.date) -> Meant | None:
    """The body that a paper of that day means; one that has ceased stands for its successor.

    Abbreviations, the genitive, "&" for "och", and the municipality's own name before it make no difference. A name
    misspelt, or that is a part of one body's name and no other's, is uncertain.
    """
    body = known(bodies, words)
    if body is not None:
        return Meant(bodies.then(body, on), certain=True)
    body = _nearly(bodies, words, on)
    return Meant(bodies.then(body, on), certain=False) if body is not None else None


def body_named(register: Register, words: str, on: dt.date) -> Namnd | None:
    """The body that words marked by a person name, nearly or letter by letter; None where the register has none."""
    found = meant(Bodies.of(register), words, on)
    return found.body if found is not None else None


def is_collective(words: str) -> bool:
    """Whether the words stand for several bodies ("Berörda nämnder"): they are no body's name."""
    return bool(_COLLECTIVE.search(words.casefold().strip()))


def known(bodies: Bodies, words: str) -> Namnd | None:
    """The body of this name or abbreviation, however it is inflected; None where there is none."""
    for form in _forms(words):
        if (body := bodies.known(form)) is not None:
            return body
    return _only_board(bodies, words)


def _forms(words: str) -> list[str]:
    """The ways to look the name up: as it is, without what stands around it, in its basic form."""
    plain = re.sub(r"\s*(?:&|\bsamt\b)\s*", " och ", " ".join(words.split())).strip(" .,;:”\"'")
    forms = [words, plain]
    if brackets := _IN_BRACKETS.search(plain):
        plain = plain[: brackets.start()]
        forms += [plain, brackets[1]]
    bare = _OF_PLACE.sub("", plain.casefold()).strip()
    for form in (plain.casefold(), bare):
        forms.append(form)
        # The genitive of the name, and of an abbreviation ("KS:s").
        forms += [form.removesuffix("s"), re.sub(r"[:’']s$", "", form)]
        # "en socialnämnd", "kommunstyrelse"
        forms += [f"{form}en", f"{form}n", f"{form}et"]
    return list(dict.fromkeys(filter(None, forms)))


def _only_board(bodies: Bodies, words: str) -> Namnd | None:
    """``Styrelsen`` is the only one there is."""
    if words.strip().casefold() not in ("styrelsen", "styrelsens"):
        return None
    boards = [body for body in bodies.all if body.kind is NamndKind.STYRELSE and body.valid_to is None]
    return boards[0] if len(boards) == 1 else None


def _nearly(bodies: Bodies, words: str, on: dt.date) -> Namnd | None:
    from rapidfuzz import fuzz

    wanted = words.casefold().strip()
    if not wanted or _COLLECTIVE.search(wanted):
        return None
    there = [body for body in bodies.all if body.kind is not NamndKind.UTSKOTT or "utskott" in wanted]
    wanted = _OF_PLACE.sub("", wanted)
    scores = sorted(((fuzz.ratio(wanted, body.name.casefold()), body) for body in there), key=lambda one: -one[0])
    if scores and scores[0][0] >= _ALIKE:
        best = bodies.then(scores[0][1], on)
        others = [score for score, body in scores[1:] if bodies.then(body, on) != best]
        if not others or scores[0][0] - others[0] >= _AHEAD:
            return best
    return _by_part(bodies, wanted, there, on)


def _by_part(bodies: Bodies, wanted: str, there: list[Namnd], on: dt.date) -> Namnd | None:
    """The only body whose fields of work hold those of the words, or are held by them."""
    parts = _parts(wanted)
    if not parts:
        return None
    held = {
        bodies.then(body, on).id: bodies.then(body, on)
        for body in there
        if (own := _parts(body.name)) and (parts <= own or own <= parts)
    }
    return next(iter(held.values())) if len(held) == 1 else None


def _parts(name: str) -> frozenset[str]:
    """``Omsorgs- och socialnämnden`` → omsorg, social; nothing of a name that is no nämnd's."""
    plain = name.casefold().strip()
    if not re.search(r"nämnd(?:en)?s?$", plain):
        return frozenset()
    words = re.findall(r"[\wåäöé]+", _ENDINGS.sub("", plain))
    stems = {re.sub(r"s$", "", word) for word in words if word not in ("och", "för", "samt", "nämnden", "den")}
    return frozenset(stem for stem in stems if len(stem) > 2)


def usual_abbreviation(name: str, taken: Iterable[str] = ()) -> str:
    """``Barn- och ungdomsnämnden`` → BUN; ``""`` where another body has that, or it would be no help."""
    words = [word for word in re.split(r"[\s-]+", name.casefold()) if word not in ("", "och", "för", "samt", "i", "av")]
    letters = [word[0] for word in words]
    if words and (ending := re.search(r"(?<=.)(?:nämnden?|styrelsen?|utskottet?)$", words[-1])):
        letters.append(ending[0][0])
    short = "".join(letters).upper()
    is_taken = short.casefold() in {each.casefold() for each in taken}
    return "" if len(short) < 2 or is_taken else short
